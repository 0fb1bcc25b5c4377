//! The table of inputs and the dialog of one: editing numbers, choosing distributions, searching, undoing
//! and saving.

use crate::arbitrary::scenario;
use crate::stage::{
    amazon, area_of, at_input, frame, glyphs, input_at, point, press, program, program_with_file,
    settle,
};
use crate::tables::every_input;
use proptest::prelude::*;
use reallot::file;
use reallot::model::{
    Distribution, Division, Input, Levers, Scenario, Shape, Source, SourceKind, Uncertain,
    simulate::Quantiles,
};
use reallot::tui::{
    Answer, Dialog, Edit, EntryError, Field, Form, Group, InputIndex, Look, Msg, Notice, Pane,
    PointerKind, Scope, State, Target, View, update,
};

/// Returns the scenario as text, which preserves every bit of it.
fn text(state: &State) -> String {
    file::write(state.scenario())
}

fn at(path: &str) -> State {
    let state = program();
    let input = input_at(&state, path);
    at_input(state, input)
}

fn value(state: &State, path: &str) -> f64 {
    state.slider(input_at(state, path)).unwrap().value
}

fn form(state: &State) -> &Form {
    match state.dialog() {
        Some(Dialog::Form(form)) => form,
        other => panic!("{other:?}"),
    }
}

fn screen(state: &State) -> String {
    glyphs(&frame(state, &Look::mono(), 120, 40).0)
}

// The index of inputs

#[test]
fn every_input_has_a_place_of_its_own() {
    let mut without_capex = amazon();
    without_capex.inputs.capex_plan = None;
    for scenario in [amazon(), without_capex] {
        let catalogue = InputIndex::of(&scenario);
        let inputs = every_input(&scenario);
        assert_eq!(catalogue.len(), inputs.len());
        for input in inputs {
            assert_eq!(catalogue.at(catalogue.place(input)), Some(input));
        }
        assert_eq!(catalogue.at(catalogue.len()), None);
        let path = |place| catalogue.at(place).unwrap().path(&scenario);
        let is_capex = |place: &usize| catalogue.group(*place) == Group::Capex;
        let capex: Vec<String> = (0..catalogue.len()).filter(is_capex).map(path).collect();
        let expected = scenario.inputs.capex_plan.map(|_| "ai.capex_plan.amount");
        assert_eq!(capex, Vec::from_iter(expected));
    }
}

#[test]
fn groups_are_passed_one_by_one_both_ways() {
    let mut state = at("horizon");
    let mut starts = vec![0];
    loop {
        press(&mut state, "<pagedown>");
        let row = state.row(Pane::Inputs);
        if state.input_index().group(row) == state.input_index().group(starts[starts.len() - 1]) {
            assert_eq!(
                row,
                state.input_index().len() - 1,
                "the last group ends at the end"
            );
            break;
        }
        starts.push(row);
    }
    let scenario = state.scenario();
    // The scenario, its assumptions, the capital plan and the plan itself come first.
    assert_eq!(
        starts.len(),
        4 + scenario.options.len() + scenario.divisions.len()
    );
    for start in starts.iter().rev() {
        press(&mut state, "<pageup>");
        assert_eq!(state.row(Pane::Inputs), *start);
    }
}

// Values

#[test]
fn every_input_is_edited_saved_and_undone_to_the_bit() {
    let opened = program();
    let original = text(&opened);
    for input in every_input(opened.scenario()) {
        let mut state = at_input(opened.clone(), input);
        let (path, outcome) = (input.path(state.scenario()), state.outcome().clone());
        press(&mut state, "l");
        if text(&state) == original {
            press(&mut state, "h");
        }
        assert_ne!(text(&state), original, "{path} does not step");
        assert!(state.history().is_unsaved(), "{path}");
        assert!(state.is_changed(input), "{path}");
        let read = file::parse(&text(&state)).unwrap_or_else(|p| panic!("{path}: {p:?}"));
        assert_eq!(read, *state.scenario(), "{path}");
        assert_eq!(
            *state.outcome(),
            read.evaluate(0),
            "{path} left a stale result"
        );
        press(&mut state, "u");
        assert_eq!(text(&state), original, "{path}");
        assert_eq!(*state.outcome(), outcome, "{path}");
        assert!(
            !state.history().is_unsaved() && !state.is_changed(input),
            "{path}"
        );
        assert!(matches!(state.notice(), Some(Notice::Undone(_))), "{path}");
        press(&mut state, "^rd");
        assert_eq!(state.slider(input), opened.slider(input), "{path}");
    }
}

#[test]
fn steps_up_and_down_are_the_same_bits_on_every_grid() {
    let opened = program();
    for input in every_input(opened.scenario()) {
        let mut state = at_input(opened.clone(), input);
        let path = input.path(state.scenario());
        // Snaps to the grid first, and then crosses several powers of ten.
        press(&mut state, "lh");
        for step in 0..24 {
            let before = state.slider(input).unwrap().value;
            press(&mut state, "l");
            let up = state.slider(input).unwrap().value;
            if up == before {
                break;
            }
            press(&mut state, "h");
            let back = state.slider(input).unwrap().value;
            assert!(up > before, "{path}: {before} {up}");
            assert!(
                (back - before).abs() < 1e-9 * before.max(1e-3),
                "{path} {step}: {before} {up} {back}"
            );
            press(&mut state, "l");
            assert_eq!(
                state.slider(input).unwrap().value.to_bits(),
                up.to_bits(),
                "{path}"
            );
            press(&mut state, "L");
        }
    }
}

#[test]
fn typed_values_are_taken_in_the_unit_of_the_input() {
    let cases = [
        ("divisions.pxt.headcount", "12k", 12_000.0),
        ("divisions.pxt.headcount", "=*1.5", 15_000.0),
        ("divisions.pxt.loaded_cost", "172500", 172_500.0),
        ("ai.capex_plan.amount", "200 bn", 200e9),
        ("ai.capex_plan.amount", "2e11", 200e9),
        ("ai.capex_plan.amount", "2E+2 bn", 200e9),
        ("ai.capex_plan.amount", "1.5tn", 1.5e12),
        ("ai.options.datacentres.unit_cost", "=-8m", 30e6),
        ("discount_rate", "7.5", 0.075),
        ("discount_rate", "=+1%", 0.09 + 0.01),
        ("assumptions.load_factor", "1,3", 1.3),
        ("assumptions.survivor_quits", "0.04", 0.04),
        ("assumptions.notice_days", "60", 60.0),
        ("assumptions.slip", "1.5", 1.5),
        ("horizon", "20", 20.0),
        ("plan.redeploy", "25", 0.25),
        ("plan.levers.pxt.start", "2", 2.0),
    ];
    for (path, typed, expected) in cases {
        let mut state = at(path);
        press(
            &mut state,
            &format!("={}<enter>", typed.trim_start_matches('=')),
        );
        assert_eq!(value(&state, path), expected, "{path} {typed}");
        assert_eq!(state.dialog(), None, "{path} {typed}");
    }
}

#[test]
fn what_no_file_may_have_is_refused_with_the_range() {
    let cases = [
        ("horizon", "0", "must be a whole number, 1 q to 80 q"),
        ("horizon", "81", "must be a whole number, 1 q to 80 q"),
        ("horizon", "2.5", "must be a whole number, 1 q to 80 q"),
        ("divisions.pxt.headcount", "0", "must be more than 0"),
        ("divisions.pxt.span", "1", "must be more than 1"),
        ("discount_rate", "101", "must be 0 % to 100 %"),
        ("assumptions.delivery", "2.1", "must be 0 to 2"),
        (
            "assumptions.severance_min_weeks",
            "21",
            "must be 0 wk to 20 wk (severance, most)",
        ),
        (
            "assumptions.severance_max_weeks",
            "3",
            "must be 4 wk or more (severance, least)",
        ),
        ("divisions.pxt.headcount", "12 %", "not a number"),
        ("assumptions.notice_days", "2k", "not a number"),
        ("ai.capex_plan.amount", "5 bn bn", "not a number"),
    ];
    for (path, typed, message) in cases {
        let mut state = at(path);
        let before = text(&state);
        press(&mut state, &format!("={typed}<enter>"));
        assert!(
            screen(&state).contains(message),
            "{path} {typed}:\n{}",
            screen(&state)
        );
        assert_eq!(text(&state), before, "{path} {typed}");
    }
}

#[test]
fn the_least_severance_never_steps_above_the_most() {
    let mut state = at("assumptions.severance_min_weeks");
    press(&mut state, &"L".repeat(10));
    assert_eq!(value(&state, "assumptions.severance_min_weeks"), 20.0);
    press(&mut state, "l");
    assert_eq!(
        state.notice(),
        Some(&Notice::Hint(
            "severance, least, must not be above severance, most"
        ))
    );
    press(&mut state, "jh");
    assert_eq!(value(&state, "assumptions.severance_max_weeks"), 20.0);
    assert!(file::parse(&text(&state)).is_ok());
}

#[test]
fn a_share_that_is_moved_here_takes_the_others_along() {
    let mut state = at("plan.portfolio.chips");
    press(&mut state, "50<enter>");
    let shares = &state.current_plan().portfolio;
    assert_eq!(shares[1], 0.5);
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn another_horizon_leaves_no_cursor_and_no_comparison_behind_it() {
    let mut state = program();
    press(&mut state, "gt<end>gi5<enter>");
    assert_eq!(state.outcome().quarters.len(), 5);
    assert_eq!(state.row(Pane::Quarters), 4);
    for keys in ["gt", "ge", "z"] {
        press(&mut state, keys);
        screen(&state);
    }
    press(&mut state, "zgi80<enter>gtge");
    assert!(screen(&state).contains("run-rate"));
    press(&mut state, "uu");
    assert_eq!(*state.scenario(), amazon());
}

#[test]
fn figures_are_compared_with_the_organisation_as_saved() {
    let mut state = program_with_file();
    let input = input_at(&state, "assumptions.outplacement");
    let charge = state.outcome().savings.charge;
    state = at_input(state, input);
    press(&mut state, "9000<enter>");
    assert!(state.outcome().savings.charge > charge);
    assert_eq!(state.baseline().outcome.savings.charge, charge);
    press(&mut state, "][");
    assert_eq!(
        state.baseline().outcome.savings.charge,
        charge,
        "also after another plan"
    );
    let saved = Answer::Saved {
        path: "plan.ron".into(),
        kept: None,
    };
    update(&mut state, Msg::Answer(saved));
    assert_eq!(state.baseline().outcome, state.outcome());
    assert!(!state.is_changed(input));
}

#[test]
fn a_number_that_is_changed_loses_its_source_and_undo_brings_it_back() {
    let path = "divisions.pxt.headcount";
    let mut state = at(path);
    let input = input_at(&state, path);
    let (sources, counts) = (state.scenario().sources.clone(), state.source_counts());
    assert_eq!(
        state.source(input).map(|source| source.kind),
        Some(SourceKind::Sourced)
    );
    press(&mut state, "lll");
    assert_eq!(state.source(input), None);
    assert_eq!(state.scenario().sources.len(), sources.len() - 1);
    assert_eq!(state.source_counts().1, counts.1 + 1);
    press(&mut state, "uuu");
    assert_eq!(state.scenario().sources, sources, "in the same order");
    assert_eq!(state.source_counts(), counts);
}

#[test]
fn an_illustrative_headcount_that_is_replaced_is_none_any_more() {
    let mut state = at("divisions.devices.headcount");
    assert!(state.is_illustrative(1));
    press(&mut state, "31k<enter>");
    assert!(!state.is_illustrative(1));
    press(&mut state, "u");
    assert!(state.is_illustrative(1));
}

#[test]
fn undo_shows_the_input_whatever_the_cursor_is_on() {
    let mut state = at("assumptions.notice_days");
    press(&mut state, "l<end>u");
    assert_eq!(
        state.input_at_cursor(),
        Some(input_at(&state, "assumptions.notice_days"))
    );
    let Some(Notice::Undone(Edit::Input { from, to, .. })) = state.notice() else {
        panic!("{:?}", state.notice());
    };
    assert_eq!((*from, *to), (91.0, 90.0));
    assert!(screen(&state).contains("undone: notice 91 d → 90 d"));
}

// Distributions

/// Opens the dialog of `path` and chooses the distribution `shape`.
fn chosen(path: &str, shape: Option<Shape>) -> State {
    let mut state = at(path);
    press(&mut state, "e");
    for _ in 0..=Shape::ALL.len() {
        if form(&state).shape == shape {
            return state;
        }
        press(&mut state, "<space>");
    }
    panic!("{shape:?} is not offered");
}

fn percentiles(input: Input, distribution: &Distribution) -> [f64; 3] {
    let quantiles = Quantiles::of(&Uncertain {
        input,
        distribution: distribution.clone(),
    });
    [0.1, 0.5, 0.9].map(|share| quantiles.at(share))
}

const UNCERTAIN: [&str; 6] = [
    "discount_rate",
    "assumptions.rehire_share",
    "assumptions.severance_tax",
    "assumptions.fixed_charge",
    "divisions.pxt.loaded_cost",
    "ai.options.chips.unit_cost",
];

#[test]
fn every_kind_of_distribution_is_chosen_shown_saved_and_undone() {
    for path in UNCERTAIN {
        let original = text(&at(path));
        for spec in &Shape::ALL {
            let mut state = chosen(path, Some(spec.shape));
            let name = format!("{} of {path}", spec.name);
            let told = match spec.shape {
                Shape::Discrete => "40 % for ",
                _ => "1 in 10 below ",
            };
            assert!(screen(&state).contains(told), "{name}:\n{}", screen(&state));
            assert!(screen(&state).contains("P90"), "{name} has no shape");
            let before = state.uncertain(input_at(&state, path)).cloned();
            press(&mut state, "<enter>");
            assert_eq!(state.dialog(), None, "{name}");
            let uncertain = state.uncertain(input_at(&state, path)).unwrap();
            assert_eq!(uncertain.distribution.shape(), spec.shape, "{name}");
            assert_eq!(uncertain.distribution.fault(), None, "{name}");
            assert_eq!(
                file::parse(&text(&state)).as_ref(),
                Ok(state.scenario()),
                "{name}"
            );
            if before.as_ref() == Some(uncertain) {
                assert!(!state.history().can_undo(), "{name} was there");
                continue;
            }
            assert!(state.history().is_unsaved());
            press(&mut state, "u");
            assert_eq!(text(&state), original, "{name}");
        }
        let mut state = chosen(path, None);
        press(&mut state, "<enter>");
        assert_eq!(state.uncertain(input_at(&state, path)), None);
        press(&mut state, &"u".repeat(3));
        assert_eq!(text(&state), original);
    }
}

#[test]
fn another_kind_begins_as_wide_as_the_one_before() {
    for path in [
        "discount_rate",
        "divisions.ops.loaded_cost",
        "assumptions.cost_factor",
    ] {
        let input = input_at(&program(), path);
        let was = program().uncertain(input).unwrap().distribution.clone();
        let [p10, _, p90] = percentiles(input, &was);
        for spec in Shape::ALL
            .iter()
            .filter(|spec| spec.shape != Shape::Discrete)
        {
            let state = chosen(path, Some(spec.shape));
            let begins = form(&state).distribution().unwrap().unwrap();
            let [low, _, high] = percentiles(input, &begins);
            let near = 0.03 * (p90 - p10);
            let is_near = (low - p10).abs() < near && (high - p90).abs() < near;
            assert!(is_near, "{path}: {was:?} {begins:?}");
        }
    }
}

#[test]
fn an_input_of_which_nothing_is_said_begins_around_its_value() {
    for path in [
        "divisions.pxt.loaded_cost",
        "assumptions.severance_tax",
        "ai.capex_plan.amount",
    ] {
        let input = input_at(&program(), path);
        let base = value(&program(), path);
        for spec in &Shape::ALL {
            let state = chosen(path, Some(spec.shape));
            let begins = form(&state).distribution().unwrap().unwrap();
            let [low, middle, high] = percentiles(input, &begins);
            assert!(low < base && base < high, "{path} {begins:?}");
            assert!((middle - base).abs() < 0.1 * base, "{path} {begins:?}");
        }
    }
}

#[test]
fn a_round_through_all_kinds_changes_nothing() {
    for path in UNCERTAIN {
        let mut state = at(path);
        let original = text(&state);
        press(&mut state, "e");
        let before = form(&state).clone();
        press(&mut state, &"<space>".repeat(7));
        assert_eq!(*form(&state), before, "{path}");
        press(&mut state, &"<left>".repeat(7));
        assert_eq!(*form(&state), before, "{path}");
        press(&mut state, "<enter>");
        assert_eq!(text(&state), original, "{path}");
        assert!(!state.history().can_undo(), "{path}");
    }
}

#[test]
fn parameters_are_typed_in_the_unit_of_the_input() {
    let cases = [
        (
            "assumptions.rehire_share",
            Shape::Uniform,
            "<down>^u1<down>^u12.5 %",
            Distribution::Uniform(0.01, 0.125),
        ),
        (
            "assumptions.rehire_share",
            Shape::Pert,
            "<down>^u-1<down>^u5<down>^u20",
            Distribution::Pert(-0.01, 0.05, 0.2),
        ),
        (
            "divisions.pxt.loaded_cost",
            Shape::Normal,
            "<down>^u170k<down>^u15000",
            Distribution::Normal(170e3, 15e3),
        ),
        (
            "ai.capex_plan.amount",
            Shape::LogNormal,
            "<down>^u100bn<down>^u0.15tn",
            Distribution::LogNormal {
                p10: 100e9,
                p90: 150e9,
            },
        ),
        (
            "assumptions.slip",
            Shape::Discrete,
            "<down>^u0: 7; 1.5: 2;3:1",
            Distribution::Discrete(vec![(0.0, 7.0), (1.5, 2.0), (3.0, 1.0)]),
        ),
        (
            "discount_rate",
            Shape::Triangular,
            "<down>^u6<down>^u6<down>^u12",
            Distribution::Triangular(0.06, 0.06, 0.12),
        ),
    ];
    for (path, shape, keys, expected) in cases {
        let mut state = chosen(path, Some(shape));
        press(&mut state, &format!("{keys}<enter>"));
        let uncertain = state.uncertain(input_at(&state, path)).unwrap();
        assert_eq!(uncertain.distribution, expected, "{path} {keys}");
    }
}

#[test]
fn what_is_no_distribution_is_told_as_in_a_file_and_not_taken() {
    let path = "assumptions.rehire_share";
    let cases = [
        (
            Shape::Uniform,
            "<down>^u9<down>^u9",
            "uniform needs lo < hi",
        ),
        (
            Shape::Triangular,
            "<down>^u9<down>^u8",
            "triangular needs lo <= mode <= hi and lo < hi",
        ),
        (
            Shape::Pert,
            "<down>^u40",
            "PERT needs lo <= mode <= hi and lo < hi",
        ),
        (Shape::Normal, "<down><down>^u0", "normal needs sd > 0"),
        (Shape::Normal, "<down><down>^u-5", "normal needs sd > 0"),
        (
            Shape::LogNormal,
            "<down>^u0",
            "log-normal needs 0 < p10 < p90",
        ),
        (
            Shape::Discrete,
            "<down>^u1: 1",
            "discrete needs at least two different values with weight above 0",
        ),
        (
            Shape::Discrete,
            "<down>^u1: 1; 2: -1",
            "discrete needs weights of 0 or more",
        ),
        (
            Shape::Discrete,
            "<down>^u1, 2",
            "write value: weight; value: weight",
        ),
        (Shape::Uniform, "<down>^ux", "lo is not a number"),
        (Shape::Uniform, "<down><down>^u", "hi is not a number"),
        (
            Shape::Normal,
            "<down>^u9999999999999999999",
            "mean is not a number",
        ),
    ];
    for (shape, keys, message) in cases {
        let mut state = chosen(path, Some(shape));
        let before = text(&state);
        press(&mut state, keys);
        assert!(
            screen(&state).contains(message),
            "{message}:\n{}",
            screen(&state)
        );
        press(&mut state, "<enter>");
        assert!(
            matches!(state.dialog(), Some(Dialog::Form(_))),
            "{message} was taken"
        );
        press(&mut state, "<esc>");
        assert_eq!((text(&state), state.dialog()), (before, None), "{message}");
    }
}

#[test]
fn the_value_is_edited_in_the_dialog_too() {
    let mut state = at("discount_rate");
    press(&mut state, "e<up>");
    assert_eq!(form(&state).current(), Field::Value);
    press(&mut state, "^u120");
    assert_eq!(
        form(&state).typed_value(),
        Err(EntryError::OutOfRange(
            state.slider(Input::DiscountRate).unwrap().limits,
            reallot::model::Unit::SharePerYear
        ))
    );
    press(&mut state, "^u8<enter>");
    assert_eq!(state.scenario().inputs.discount_rate, 0.08);
    assert_eq!(
        state.uncertain(Input::DiscountRate).unwrap().distribution,
        Distribution::Triangular(0.06, 0.09, 0.12)
    );
    press(&mut state, "u");
    assert_eq!(*state.scenario(), amazon());
}

#[test]
fn what_is_typed_first_in_a_field_takes_the_place_of_what_was_there() {
    let cases = [
        ("<down>5", "5"),
        ("<down>5.5", "5.5"),
        ("<down><right>.5", "6.5"),
        ("<down><backspace>7", "7"),
        ("<down><left>1", "16"),
        ("<down>5<down><up>4", "4"),
    ];
    for (keys, expected) in cases {
        let mut state = at("discount_rate");
        press(&mut state, &format!("e{keys}"));
        assert_eq!(form(&state).parameters[0].value(), expected, "{keys}");
    }
}

#[test]
fn decisions_and_the_horizon_cannot_be_uncertain() {
    for path in [
        "horizon",
        "plan.redeploy",
        "plan.levers.pxt.cut",
        "plan.portfolio.chips",
    ] {
        let mut state = at(path);
        press(&mut state, "e");
        assert_eq!(form(&state).fields(), [Field::Value], "{path}");
        assert!(
            screen(&state).contains("cannot be uncertain: a lever is a decision"),
            "{path}"
        );
        let input = input_at(&state, path);
        let before = text(&state);
        update(
            &mut state,
            Msg::SetDistribution(input, Some(Distribution::Uniform(0.0, 1.0))),
        );
        assert_eq!(text(&state), before, "{path}");
    }
}

#[test]
fn an_input_goes_back_to_what_was_saved_value_first() {
    let mut state = chosen("discount_rate", Some(Shape::Normal));
    press(&mut state, "<enter>ll");
    press(&mut state, "d");
    assert_eq!(state.scenario().inputs.discount_rate, 0.09);
    assert_eq!(
        state
            .uncertain(Input::DiscountRate)
            .unwrap()
            .distribution
            .shape(),
        Shape::Normal
    );
    press(&mut state, "d");
    assert_eq!(
        state.uncertain(Input::DiscountRate),
        amazon().uncertain.first()
    );
    assert!(!state.is_changed(Input::DiscountRate));
}

#[test]
fn a_driver_that_is_assumed_is_visited_here_whatever_is_shown() {
    let mut state = program();
    press(&mut state, "gi/zzzzqq<enter>gr<tab><tab>");
    let row = |state: &State| {
        let is_assumed = |&row: &usize| {
            let driver = state.driver_at(row);
            driver.is_some_and(Input::may_be_uncertain)
        };
        (0..state.rows_in(Pane::Drivers)).find(is_assumed).unwrap()
    };
    let row = row(&state);
    let input = state.driver_at(row).unwrap();
    update(&mut state, Msg::Focus(Pane::Drivers, row));
    press(&mut state, "<enter>");
    assert_eq!((state.view(), state.pane()), (View::Inputs, Pane::Inputs));
    assert_eq!(state.input_at_cursor(), Some(input));
}

#[test]
fn no_simulation_outlives_a_change_of_value_or_distribution() {
    for keys in ["l", "e  <enter>"] {
        let mut state = at("discount_rate");
        settle(&mut state, 200);
        assert!(state.simulation().is_some());
        press(&mut state, keys);
        assert!(state.simulation().is_none(), "{keys}");
        settle(&mut state, 200);
        press(&mut state, "u");
        assert!(state.simulation().is_none(), "undo of {keys}");
    }
}

#[test]
fn what_is_kept_of_a_distribution_goes_with_it() {
    let mut state = at("discount_rate");
    let before = state.quantiles(Input::DiscountRate).unwrap().at(0.9);
    press(&mut state, "e<down><down><down>20<enter>");
    let after = state.quantiles(Input::DiscountRate).unwrap().at(0.9);
    assert!(after > before + 0.01);
    press(&mut state, "u");
    assert_eq!(
        state.quantiles(Input::DiscountRate).unwrap().at(0.9),
        before
    );
}

// Searching

fn shown(state: &State) -> Vec<String> {
    let rows = 0..state.inputs_shown();
    let path = |row| state.input_in_row(row).unwrap().path(state.scenario());
    rows.map(path).collect()
}

#[test]
fn typing_finds_names_paths_and_sources_then_letters_in_order() {
    let cases = [
        ("rehire_lag", vec!["assumptions.rehire_lag"]),
        ("HALF-LIFE", vec!["assumptions.dip_half_life"]),
        ("devices tenure", vec!["divisions.devices.tenure"]),
        ("tekedia axios", vec!["assumptions.rehire_share"]),
        ("plan.portfolio.tal", vec!["plan.portfolio.talent"]),
        ("dscntrt", vec!["discount_rate"]),
        ("zzzzqq", vec![]),
    ];
    for (typed, expected) in cases {
        let mut state = at("horizon");
        press(&mut state, "/");
        for key in typed.chars() {
            update(&mut state, Msg::Type(reallot::tui::Key::char(key)));
        }
        assert_eq!(shown(&state), expected, "{typed}");
        press(&mut state, "<enter>");
        assert_eq!(
            (shown(&state), state.dialog()),
            (expected.iter().map(ToString::to_string).collect(), None)
        );
        press(&mut state, "<esc>");
        assert_eq!(state.inputs_shown(), state.input_index().len(), "{typed}");
    }
}

#[test]
fn escape_while_finding_shows_all_and_keeps_the_cursor_on_its_input() {
    let mut state = at("horizon");
    press(&mut state, "/loaded<down><down>");
    let found = state.input_at_cursor();
    assert_eq!(state.row(Pane::Inputs), 2);
    press(&mut state, "<esc>");
    assert_eq!(state.input_at_cursor(), found);
    assert_eq!(
        state.row(Pane::Inputs),
        state.input_index().place(found.unwrap())
    );
}

#[test]
fn one_key_shows_only_what_is_uncertain_changed_or_without_a_source() {
    let mut state = at("assumptions.notice_days");
    press(&mut state, "l<end>lo");
    assert_eq!(state.inputs_scope(), Scope::Uncertain);
    assert_eq!(shown(&state).len(), state.scenario().uncertain.len());
    press(&mut state, "o");
    assert_eq!(
        shown(&state),
        ["assumptions.notice_days", "plan.levers.infra.duration"]
    );
    press(&mut state, "o");
    assert_eq!(shown(&state).len(), state.source_counts().1);
    assert!(shown(&state).contains(&"assumptions.notice_days".to_owned()));
    press(&mut state, "o");
    assert_eq!(state.inputs_scope(), Scope::All);
    assert_eq!(shown(&state).len(), state.input_index().len());
}

#[test]
fn what_is_edited_stays_in_sight_and_another_plan_is_judged_anew() {
    let mut state = at("horizon");
    press(&mut state, "oooo");
    press(&mut state, "ooo<home>");
    let without = state.inputs_shown();
    press(&mut state, "/pxt<enter>");
    let (rows, input) = (state.inputs_shown(), state.input_at_cursor());
    press(&mut state, "ll");
    assert_eq!(
        (state.inputs_shown(), state.input_at_cursor()),
        (rows, input)
    );
    press(&mut state, "<esc>ooo]");
    assert_ne!(state.inputs_shown(), without);
}

#[test]
fn every_kind_of_source_is_counted_once_for_each_input() {
    let mut state = program();
    loop {
        let (kinds, none) = state.source_counts();
        let inputs = every_input(state.scenario());
        for (kind, count) in kinds {
            let has = |input: &&Input| state.source(**input).is_some_and(|s| s.kind == kind);
            assert_eq!(inputs.iter().filter(has).count(), count, "{kind:?}");
        }
        let without = inputs
            .iter()
            .filter(|&&input| state.source(input).is_none());
        assert_eq!(without.count(), none);
        press(&mut state, "]");
        if state.plan_index() == 0 {
            break;
        }
    }
}

// The pointer

#[test]
fn the_pointer_chooses_rows_fields_and_kinds() {
    let mut state = at("horizon");
    let row = area_of(&state, Target::Row(Pane::Inputs, 1));
    point(&mut state, PointerKind::Down, row.x + 3, row.y);
    assert_eq!(state.input_at_cursor(), Some(Input::DiscountRate));
    let row = area_of(&state, Target::Row(Pane::Inputs, 1));
    point(&mut state, PointerKind::Down, row.x + 3, row.y);
    assert_eq!(form(&state).slider.input, Input::DiscountRate);
    let normal = area_of(&state, Target::Shape(Some(Shape::Normal)));
    point(&mut state, PointerKind::Down, normal.x, normal.y);
    assert_eq!(form(&state).shape, Some(Shape::Normal));
    let field = area_of(&state, Target::Field(3));
    point(&mut state, PointerKind::Down, field.x, field.y);
    assert_eq!(form(&state).current(), Field::Parameter(1));
    point(&mut state, PointerKind::WheelUp, field.x, field.y);
    assert_eq!(form(&state).current(), Field::Parameter(0));
    point(&mut state, PointerKind::Down, 0, 20);
    assert_eq!(state.dialog(), None);
    point(&mut state, PointerKind::WheelDown, 40, 10);
    assert_eq!(state.row(Pane::Inputs), 2);
}

#[test]
fn rows_are_clicked_while_finding() {
    let mut state = at("horizon");
    press(&mut state, "/loaded");
    let row = area_of(&state, Target::Row(Pane::Inputs, 3));
    point(&mut state, PointerKind::Down, row.x, row.y);
    assert_eq!(state.row(Pane::Inputs), 3);
    assert_eq!(state.dialog(), Some(&Dialog::Find));
}

// Thousands of inputs

fn crowd(n_divisions: usize) -> Scenario {
    let mut scenario = amazon();
    let inputs = scenario.inputs.divisions[0];
    scenario.inputs.divisions = vec![inputs; n_divisions];
    let division = |index| Division {
        key: format!("d{index}"),
        name: format!("Division {index}"),
    };
    scenario.divisions = (0..n_divisions).map(division).collect();
    scenario.uncertain.clear();
    scenario.correlations.clear();
    for plan in &mut scenario.plans {
        plan.levers = vec![Levers::default(); n_divisions];
        plan.sources.clear();
    }
    let source = |index| {
        let source = Source {
            kind: SourceKind::Judgement,
            text: format!("note {index}"),
            confidence: None,
        };
        (format!("divisions.d{index}.headcount"), source)
    };
    scenario.sources = (0..n_divisions).map(source).collect();
    scenario
}

#[test]
fn thousands_of_divisions_are_shown_found_and_edited_like_ten() {
    let mut state = State::new(crowd(3000), None);
    press(&mut state, "gi<end><pageup>");
    let last = input_at(&state, "divisions.d2999.headcount");
    assert_eq!(state.input_at_cursor(), Some(last));
    assert!(
        screen(&state).contains("judgement: note 2999"),
        "{}",
        screen(&state)
    );
    let (_, hits) = frame(&state, &Look::mono(), 120, 40);
    let rows = hits
        .iter()
        .filter(|hit| matches!(hit.target, Target::Row(Pane::Inputs, _)));
    assert!(rows.count() < 40, "only what is in sight is drawn");
    press(&mut state, "<home>/d1234.tenure<enter>l");
    assert_eq!(shown(&state), ["divisions.d1234.tenure"]);
    assert!(state.is_changed(input_at(&state, "divisions.d1234.tenure")));
}

// Laws

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_edited_saves_and_undo_brings_all_back(
        scenario in scenario(),
        steps in proptest::collection::vec((any::<prop::sample::Index>(), 0..9usize, 0..8usize), 1..12),
    ) {
        let mut state = State::new(scenario.clone(), None);
        let original = text(&state);
        press(&mut state, "gi");
        for (place, keys, kinds) in steps {
            let row = place.index(state.input_index().len());
            update(&mut state, Msg::Focus(Pane::Inputs, row));
            let form = format!("e{}<enter><esc>", "<space>".repeat(kinds));
            let scripts = ["l", "h", "L", "H", "=3<enter><esc>", "=*1.7<enter><esc>", "d", &form, &form];
            press(&mut state, scripts[keys]);
            screen(&state);
            prop_assert_eq!(state.dialog(), None);
            let input = state.input_at_cursor().unwrap();
            prop_assert!(state.slider(input).unwrap().limits.admits(state.slider(input).unwrap().value));
        }
        prop_assert_eq!(state.view(), View::Inputs);
        let read = file::parse(&text(&state));
        prop_assert_eq!(read.as_ref(), Ok(state.scenario()));
        while state.history().can_undo() {
            press(&mut state, "u");
        }
        prop_assert_eq!(text(&state), original);
        prop_assert_eq!(state.scenario(), &scenario);
        prop_assert!(!state.history().is_unsaved());
    }
}
