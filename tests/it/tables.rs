//! Laws of the tables: what must hold for every row of actions, levers, inputs, panes and warnings.
//!
//! A new row is tested automatically. Screens and behaviour are tested elsewhere.

use crate::stage::{amazon, frame, press, program, program_with_file};
use reallot::model::{
    Assumptions, DivisionInputs, Field, Funding, Input, Inputs, Lever, Levers, OptionInputs,
    PLAN_LEVERS, Plan, Scenario, WarningCode, warnings,
};
use reallot::tui::{
    Key, Look, Msg, Pane, PlanRow, Role, State, Target, VIEWS,
    actions::{ACTIONS, Action, Mode},
    keys, on_key, update,
};
use std::fmt::Write;
use std::path::Path;

const MODES: [Mode; 12] = [
    Mode::Explore,
    Mode::Figures,
    Mode::Timeline,
    Mode::Risk,
    Mode::Compare,
    Mode::Solve,
    Mode::Inputs,
    Mode::List,
    Mode::Text,
    Mode::Find,
    Mode::Form,
    Mode::Explain,
];
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn keys_of(mode: Mode) -> impl Iterator<Item = (&'static Action, Key)> {
    let actions = ACTIONS.iter().filter(move |action| mode.has(action.mode));
    actions.flat_map(|action| action.keys.iter().map(move |&key| (action, key)))
}

#[track_caller]
fn all_differ<T: PartialEq + std::fmt::Debug>(items: &[T]) {
    for (index, item) in items.iter().enumerate() {
        assert!(!items[..index].contains(item), "{item:?} is there twice");
    }
}

// Actions

#[test]
fn no_key_means_two_things_in_one_mode() {
    for mode in MODES {
        let keys: Vec<Key> = keys_of(mode).map(|(_, key)| key).collect();
        assert!(!keys.is_empty());
        all_differ(&keys);
    }
}

#[test]
fn every_action_has_keys_and_says_what_it_does_in_its_own_words() {
    for mode in MODES {
        let rows = ACTIONS.iter().filter(|action| mode.has(action.mode));
        let help: Vec<&str> = rows.clone().map(|action| action.help).collect();
        all_differ(&help);
        all_differ(&rows.filter_map(|action| action.hint).collect::<Vec<_>>());
    }
    for action in ACTIONS {
        assert!(!action.keys.is_empty(), "{} has no key", action.help);
        assert!(!action.key_names().is_empty());
        let length = action.help.chars().count();
        assert!((1..=60).contains(&length), "{}: {length}", action.help);
        assert!(!action.help.ends_with('.'), "{}", action.help);
    }
}

/// Returns a key as scripts write it: in brackets unless it is a single letter.
fn script(key: Key) -> String {
    let shown = key.to_string();
    if shown.chars().count() == 1 && !matches!(shown.as_str(), "<" | "^") && key.typed().is_some() {
        shown
    } else {
        format!("<{shown}>")
    }
}

#[test]
fn what_help_shows_of_a_key_can_be_written_in_a_script() {
    for key in ACTIONS.iter().flat_map(|action| action.keys) {
        assert_eq!(keys(&script(*key)), Ok(vec![*key]), "{key}");
    }
}

/// Scripts that lead to states with different possible actions.
const SITUATIONS: &[&str] = &[
    "",
    "j",
    "jjjjjjjjj",
    "<home>",
    "<end>",
    "l",
    "lu",
    "^slll",
    "<tab><end>",
    "<tab><tab>j",
    "<tab><tab>jj",
    "<tab><tab><tab>",
    "<tab><tab><tab>jjl",
    "<tab><tab><tab><tab>",
    "<tab><tab><tab><tab> ",
    "<tab><tab><tab><tab>ll j j",
    "<tab><tab><tab><tab><tab>",
    "<shift-tab>",
    "z",
    "f",
    "]",
    "D<enter>",
    "XXXXXXXXXXXX",
    "?",
    "?jj",
    "?<down>",
    "?zzzzzz",
    "p<down><down>",
    "b",
    "i",
    "lq",
    "5",
    "5<enter>",
    "5x",
    "R",
    "S",
    "^o",
    "P",
    "g",
    "gt",
    "gtl",
    "gt<end>",
    "gt<tab>",
    "gtz",
    "gt?",
    "gtge",
    "gr",
    "grj",
    "gr<tab><tab>",
    "grn",
    "grs",
    "grm",
    "gr=",
    "gc",
    "gcl",
    "gcla",
    "gcc",
    "gco",
    "gc<end>",
    "gc<tab>",
    "gc<tab>l",
    "gc<tab><end>",
    "gc<tab><home>",
    "gc<tab><tab>j",
    "gc<tab><tab><tab>",
    "gcz",
    "gc?",
    "gs",
    "gsj",
    "gsjj=3bn<enter>",
    "gsjj<enter>",
    "gsjjjl",
    "gs<tab>",
    "gs<tab>jj ",
    "gs<tab><tab>",
    "gs<tab><tab><end>",
    "gs<tab><tab><home>",
    "gs<end>",
    "gs<end><enter>",
    "gsl",
    "gslj<enter>",
    "gsljjj=3bn<enter>",
    "gsljjj=3bn<enter>a",
    "gsl<tab><tab>",
    "gsll",
    "gsllj",
    "gslljll",
    "gsll<tab><tab>",
    "gi",
    "gi<end>",
    "gil",
    "gij<left>",
    "gi<tab>",
    "giz",
    "gi?",
    "gi/rehire",
    "gi/rehire<enter>",
    "gi/rehire<down>",
    "gi/zzzzqq",
    "gi/zzzzqq<enter>",
    "gio",
    "gi<enter>",
    "gi<enter><down>",
    "gi<enter><down><enter>",
    "gie",
    "giex",
    "gije",
    "gije   <down>",
    "gije<up>",
    "l<enter>",
    "ll<tab><tab><tab><tab><tab>",
    "ll<tab><tab><tab><tab><tab>jj",
    "ll<tab><tab><tab><tab><tab><tab><end>",
    "lljll<tab><tab><tab><tab><tab><tab><enter>",
    "lljll<tab><tab><tab><tab><tab><tab><enter>j",
    "<tab><tab><tab><tab><tab><tab><enter>c",
    "gtj<tab>jj",
    "gt<tab>jj",
    "gij<down>=1",
];

fn situations() -> impl Iterator<Item = (String, State)> {
    let situations = SITUATIONS.iter().flat_map(|keys| {
        let mut built_in = program();
        press(&mut built_in, keys);
        let mut from_file = program_with_file();
        press(&mut from_file, keys);
        let name = |of| format!("{keys:?} on {of}");
        [
            (name("the built-in scenario"), built_in),
            (name("a file"), from_file),
        ]
    });
    let mut scenario = amazon();
    scenario.uncertain.clear();
    scenario.correlations.clear();
    let mut certain = State::new(scenario, None);
    press(&mut certain, "gr");
    situations.chain([("nothing uncertain".to_owned(), certain)])
}

/// Actions that are possible whenever their mode is active.
const ALWAYS: &[&str] = &[
    "all that can be done here; type to find",
    "explain the figure: its formula, and what changed it",
    "explain the figure; go to where a driver is set",
    "explain the figure of the current plan, or the cut",
    "quit; asks first when work is unsaved",
    "next pane",
    "go to another view",
    "a picture of this screen: png, svg, txt, ansi or html",
    "previous pane",
    "choose a plan",
    "choose what figures are compared with",
    "about the scenario: summary and sources",
    "show this pane alone, or all again",
    "duplicate the plan under another name",
    "rename the plan",
    "figures in full, or rounded",
    "save the scenario under another name",
    "open a file or a built-in scenario",
    "back to the shell; fg returns",
    "only figures that differ between plans, or all",
    "all figures, or those that matter most",
    "close",
    "take what is typed",
    "leave everything as it was",
    "show the inputs with these words in name, path or source",
    "only uncertain, changed, or unsourced inputs, or all",
    "back to the table, as narrow as it is",
    "all inputs that were shown before",
    "leave the input as it was",
];

#[test]
fn every_action_is_possible_somewhere_and_impossible_elsewhere_where_that_is_meant() {
    let (mut possible, mut impossible) = (vec![false; ACTIONS.len()], vec![false; ACTIONS.len()]);
    for (_, state) in situations() {
        for (index, action) in ACTIONS.iter().enumerate() {
            if !Mode::of(&state).has(action.mode) {
                continue;
            }
            match (action.msg)(&state, action.keys[0]) {
                Some(_) => possible[index] = true,
                None => impossible[index] = true,
            }
        }
    }
    for (index, action) in ACTIONS.iter().enumerate() {
        assert!(possible[index], "never possible: {}", action.help);
        let always = ALWAYS.contains(&action.help);
        assert_eq!(
            impossible[index], !always,
            "always possible? {}",
            action.help
        );
    }
    for known in ALWAYS {
        assert!(
            ACTIONS.iter().any(|action| action.help == *known),
            "{known}"
        );
    }
}

/// Returns whether two states are equal in everything the user can see or be asked.
fn alike(a: &State, b: &State) -> bool {
    let view = |s: &State| {
        (
            s.plan_index(),
            (s.view(), s.pane(), s.simulation_settings()),
            s.grabbed(),
            s.zoomed(),
            (s.full_figures(), s.line()),
            (s.inputs_scope(), s.inputs_filter().value().to_owned()),
            (s.base(), s.only_changed(), s.shows_all_figures()),
        )
    };
    let rows = |s: &State| Pane::ALL.map(|pane| s.row(pane));
    let past = |s: &State| {
        (
            s.history().can_undo(),
            s.history().can_redo(),
            s.history().is_unsaved(),
        )
    };
    a.scenario() == b.scenario()
        && a.solver_form() == b.solver_form()
        && view(a) == view(b)
        && rows(a) == rows(b)
        && past(a) == past(b)
        && a.locks() == b.locks()
        && (a.dialog(), a.notice()) == (b.dialog(), b.notice())
        && a.baseline().follows_saved == b.baseline().follows_saved
        && a.baseline().plan == b.baseline().plan
}

#[test]
fn a_key_that_is_possible_does_something() {
    for (name, state) in situations() {
        for (action, key) in keys_of(Mode::of(&state)) {
            let Some(msg) = on_key(&state, key) else {
                continue;
            };
            if let Msg::Hint(why) = msg {
                assert_eq!((action.msg)(&state, key), None, "{key} at {name}: {why}");
                continue;
            }
            let mut after = state.clone();
            let asks = !update(&mut after, msg).is_empty();
            assert!(
                asks || !alike(&state, &after),
                "{key} ({}) at {name}",
                action.help
            );
        }
    }
}

#[test]
fn the_footer_can_be_clicked_exactly_where_a_key_would_do_something() {
    for (name, state) in situations() {
        if state.notice().is_some() {
            continue;
        }
        let (_, hits) = frame(&state, &Look::mono(), 200, 60);
        for (index, action) in ACTIONS.iter().enumerate() {
            let shown = action.hint.is_some() && Mode::of(&state).has(action.mode);
            let possible = shown && (action.msg)(&state, action.keys[0]).is_some();
            let clickable = hits.iter().any(|hit| hit.target == Target::Hint(index));
            assert_eq!(clickable, possible, "{} at {name}", action.help);
        }
    }
}

// Levers and inputs

#[test]
fn the_input_tables_have_unique_names_and_defaults_within_their_bounds() {
    let head = [Inputs::DISCOUNT_RATE, Inputs::CAPEX_PLAN];
    let tables: [&[Field]; 4] = [
        DivisionInputs::FIELDS,
        Assumptions::FIELDS,
        OptionInputs::FIELDS,
        &head,
    ];
    for table in tables {
        all_differ(&table.iter().map(|field| field.name).collect::<Vec<_>>());
        all_differ(&table.iter().map(|field| field.label).collect::<Vec<_>>());
        for field in table {
            assert!(
                !field.help.is_empty() && !field.help.ends_with('.'),
                "{}",
                field.help
            );
            let fits = field.default.is_none_or(|value| field.bound.admits(value));
            assert!(fits, "{} is by default out of its bounds", field.name);
            let (low, high) = field.bound.ends();
            assert!(low < high, "{}", field.name);
        }
    }
}

#[test]
fn the_lever_tables_have_unique_names_and_defaults_within_their_bounds() {
    all_differ(&Lever::ALL.map(|spec| spec.name));
    all_differ(&Lever::ALL.map(|spec| spec.label));
    for spec in &Lever::ALL {
        assert_eq!(spec.lever.spec().name, spec.name);
        let default = Levers::default().get(spec.lever);
        assert!(
            default.is_none_or(|value| spec.bound.admits(value)),
            "{}",
            spec.name
        );
        assert!(spec.steps_per_unit > 0.0 && !spec.help.ends_with('.'));
        let mut levers = Levers::default();
        levers.set(spec.lever, Some(0.25));
        assert_eq!(levers.get(spec.lever), Some(0.25), "{}", spec.name);
        levers.set(spec.lever, None);
        assert_eq!(levers, Levers::default(), "{}", spec.name);
    }
    all_differ(&PLAN_LEVERS.map(|spec| spec.name));
    all_differ(&PLAN_LEVERS.map(|spec| spec.label));
    for spec in &PLAN_LEVERS {
        assert_eq!(spec.lever.spec().name, spec.name);
        assert!(
            PlanRow::ALL.contains(&PlanRow::Lever(spec.lever)),
            "{} has no slider",
            spec.name
        );
        let mut plan = amazon().plans.remove(0);
        spec.lever.set(&mut plan, 0.25);
        assert_eq!(spec.lever.of(&plan), 0.25, "{}", spec.name);
    }
}

/// Returns every input of a scenario and of a plan.
pub(crate) fn every_input(scenario: &Scenario) -> Vec<Input> {
    let mut inputs = vec![Input::Horizon, Input::DiscountRate];
    inputs.extend(scenario.inputs.capex_plan.map(|_| Input::CapexPlan));
    inputs.extend((0..Assumptions::FIELDS.len()).map(Input::Assumption));
    for division in 0..scenario.divisions.len() {
        inputs.extend((0..DivisionInputs::FIELDS.len()).map(|row| Input::Division(division, row)));
    }
    for option in 0..scenario.options.len() {
        inputs.extend((0..OptionInputs::FIELDS.len()).map(|row| Input::Option(option, row)));
    }
    inputs.extend(every_slider(scenario));
    inputs
}

/// Returns every input that has a slider.
fn every_slider(scenario: &Scenario) -> Vec<Input> {
    let lever = |division| Lever::ALL.map(|spec| Input::Lever(division, spec.lever));
    let mut inputs: Vec<Input> = (0..scenario.divisions.len()).flat_map(lever).collect();
    inputs.extend(PLAN_LEVERS.map(|spec| Input::Plan(spec.lever)));
    inputs.extend((0..scenario.options.len()).map(Input::Share));
    inputs
}

#[test]
fn every_input_has_a_path_of_its_own_that_leads_back_to_it() {
    let scenario = amazon();
    let inputs = every_input(&scenario);
    let paths: Vec<String> = inputs.iter().map(|input| input.path(&scenario)).collect();
    all_differ(&paths);
    for (input, path) in inputs.iter().zip(&paths) {
        let found = Input::parse(path, &scenario.divisions, &scenario.options);
        assert_eq!(found.as_ref(), Ok(input), "{path}");
        let cut_short = Input::parse(&path[1..], &scenario.divisions, &scenario.options);
        assert!(cut_short.is_err(), "{path}");
    }
}

#[test]
fn a_slider_of_every_lever_stands_where_the_plan_has_it_and_within_its_track() {
    let state = program();
    for input in every_slider(state.scenario()) {
        let slider = state.slider(input).unwrap();
        assert_eq!(slider.input, input);
        assert!(slider.limits.admits(slider.value), "{slider:?}");
        assert!(slider.value <= slider.top, "{slider:?}");
    }
}

// Panes

#[test]
fn every_pane_is_in_a_view() {
    for pane in Pane::ALL {
        assert!(
            VIEWS.iter().any(|spec| spec.panes.contains(&pane)),
            "{pane:?}"
        );
    }
}

#[test]
fn tab_reaches_every_pane_and_it_is_drawn_with_the_cursor_in_it() {
    for (width, height) in SIZES {
        for (spec, &pane) in VIEWS
            .iter()
            .flat_map(|spec| spec.panes.iter().map(move |pane| (spec, pane)))
        {
            let mut state = program();
            press(&mut state, &format!("g{}", spec.letter));
            let at = spec.panes.iter().position(|&other| other == pane).unwrap();
            press(&mut state, &"<tab>".repeat(at));
            assert_eq!(state.pane(), pane);
            let (buffer, hits) = frame(&state, &Look::of_roles(), width, height);
            // Reallocation is a column of the table of cuts.
            let drawn = if pane == Pane::Reallocation {
                Pane::Cuts
            } else {
                pane
            };
            let hit = hits.iter().find(|hit| hit.target == Target::Pane(drawn));
            let area = hit
                .unwrap_or_else(|| panic!("{pane:?} is not drawn at {width}×{height}"))
                .area;
            assert_eq!(
                Look::role_of(buffer[(area.x, area.y)].fg),
                Some(Role::Focus),
                "{pane:?}"
            );
            assert!(
                area.width > 2 && area.height > 2,
                "{pane:?} has no room at {width}×{height}"
            );
        }
    }
}

#[test]
fn what_can_be_clicked_lies_on_the_screen() {
    for (name, state) in situations() {
        for (width, height) in SIZES.into_iter().chain([(60, 18), (61, 19), (100, 30)]) {
            let (buffer, hits) = frame(&state, &Look::mono(), width, height);
            for hit in hits.iter() {
                let inside = hit.area.intersection(buffer.area) == hit.area && !hit.area.is_empty();
                assert!(inside, "{hit:?} at {width}×{height}, {name}");
            }
        }
    }
}

#[test]
fn every_slider_can_be_scrolled_to_and_clicked_on_a_small_screen() {
    let mut state = program();
    let mut found = Vec::new();
    for division in 0..state.scenario().divisions.len() {
        update(&mut state, Msg::Focus(Pane::Cuts, division));
        for pane in [
            Pane::Cuts,
            Pane::Reallocation,
            Pane::Division,
            Pane::Plan,
            Pane::Portfolio,
        ] {
            for row in 0..state.rows_in(pane) {
                let row = if matches!(pane, Pane::Cuts | Pane::Reallocation) {
                    division
                } else {
                    row
                };
                update(&mut state, Msg::Focus(pane, row));
                let (_, hits) = frame(&state, &Look::mono(), 80, 24);
                found.extend(hits.iter().filter_map(|hit| match hit.target {
                    Target::Track(input) if hit.area.width >= 3 => Some(input),
                    _ => None,
                }));
            }
        }
    }
    for input in every_slider(state.scenario()) {
        let path = input.path(state.scenario());
        assert!(found.contains(&input), "{path} has no track at 80×24");
    }
}

#[test]
fn the_pane_at_hand_shows_the_slider_its_keys_move() {
    for (width, height) in SIZES {
        let mut state = program();
        for pane in [
            Pane::Cuts,
            Pane::Reallocation,
            Pane::Division,
            Pane::Plan,
            Pane::Portfolio,
        ] {
            for row in 0..state.rows_in(pane) {
                update(&mut state, Msg::Focus(pane, row));
                let Some(reallot::tui::Control::Slider(slider)) = state.control() else {
                    continue;
                };
                let (_, hits) = frame(&state, &Look::mono(), width, height);
                let track = hits
                    .iter()
                    .find(|hit| hit.target == Target::Track(slider.input));
                assert!(track.is_some(), "{pane:?} row {row} at {width}×{height}");
            }
        }
    }
}

// Warnings

/// Returns one division of 1,000 people with a cut of a tenth, which causes no warning.
fn quiet() -> Scenario {
    let mut scenario = amazon();
    scenario.divisions.truncate(1);
    scenario.inputs.divisions = vec![DivisionInputs {
        headcount: 1_000.0,
        loaded_cost: 150_000.0,
        span: 7.0,
        tenure: 4.0,
        attrition: 0.1,
        automatable: 0.2,
        max_cut: 0.5,
    }];
    scenario.plans = vec![Plan {
        name: "plan".into(),
        levers: vec![Levers {
            cut: 0.1,
            ..Levers::default()
        }],
        attrition_first: 0.0,
        redeploy: 0.0,
        funding: Funding::AfterPayback,
        portfolio: scenario.plans[0].portfolio.clone(),
        sources: Vec::new(),
    }];
    scenario
}

fn provoke(code: WarningCode, scenario: &mut Scenario) {
    let division = &mut scenario.inputs.divisions[0];
    let assumptions = &mut scenario.inputs.assumptions;
    let plan = &mut scenario.plans[0];
    let levers = &mut plan.levers[0];
    match code {
        WarningCode::OverCap => division.max_cut = 0.05,
        WarningCode::UncoveredWork => division.automatable = 0.05,
        WarningCode::ShortNotice => {
            division.headcount = 10_000.0;
            assumptions.notice_days = 59.0;
        }
        WarningCode::Unfinished => levers.start = 11.0,
        WarningCode::NoManagers => {
            levers.cut = 0.2;
            levers.managers = Some(1.0);
        }
        WarningCode::SpanWide => levers.managers = Some(0.9),
        WarningCode::SurvivorQuits => assumptions.survivor_quits = 0.2,
        WarningCode::NoPayback => assumptions.severance_min_weeks = 1_000.0,
        WarningCode::ChargeExceedsSavings => assumptions.outplacement = 150_000.0,
        WarningCode::Unfunded => plan.funding = Funding::Immediate,
    }
    assumptions.severance_max_weeks = assumptions
        .severance_max_weeks
        .max(assumptions.severance_min_weeks);
}

fn codes(scenario: &Scenario) -> Vec<WarningCode> {
    let found = warnings(scenario, 0, &scenario.evaluate(0));
    found.iter().map(|warning| warning.code).collect()
}

#[test]
fn every_warning_can_be_provoked_and_a_sound_plan_provokes_none() {
    assert_eq!(codes(&quiet()), []);
    for code in WarningCode::ALL {
        let mut scenario = quiet();
        provoke(code, &mut scenario);
        assert!(
            codes(&scenario).contains(&code),
            "{code:?}: {:?}",
            codes(&scenario)
        );
    }
}

#[test]
fn every_warning_has_a_name_and_words_of_its_own() {
    let warnings = WarningCode::ALL.map(|code| reallot::model::Warning {
        code,
        division: None,
    });
    all_differ(&warnings.map(reallot::model::Warning::name));
    all_differ(&warnings.map(reallot::model::Warning::message));
    for warning in warnings {
        assert!(!warning.message().ends_with('.'));
        let is_code = |c: char| c.is_ascii_lowercase() || c == '_';
        assert!(warning.name().chars().all(is_code), "{}", warning.name());
    }
}

// The README

const BEGIN: &str = "<!-- keys -->";
const END: &str = "<!-- /keys -->";

/// Returns the key table of the README according to the action table, mode by mode.
fn key_table() -> String {
    let mut text = String::new();
    let modes = [
        (Mode::View, ""),
        (Mode::Explore, "In Explore:\n\n"),
        (Mode::Figures, "In a pane of results:\n\n"),
        (Mode::Timeline, "In Timeline:\n\n"),
        (Mode::Risk, "In Risk:\n\n"),
        (Mode::Compare, "In Compare:\n\n"),
        (Mode::Solve, "In Solve:\n\n"),
        (Mode::Inputs, "In Inputs:\n\n"),
        (Mode::List, "In a list, and typing narrows it down:\n\n"),
        (Mode::Text, "In a line being typed:\n\n"),
        (Mode::Find, "While inputs are found by typing:\n\n"),
        (Mode::Form, "In the dialog of an input:\n\n"),
        (Mode::Explain, "In an explanation:\n\n"),
    ];
    for (mode, title) in modes {
        write!(text, "\n{title}| keys | what |\n|---|---|\n").unwrap();
        for action in ACTIONS.iter().filter(|action| action.mode == mode) {
            let keys = match action.keys_as {
                Some(words) => format!("`{words}`"),
                None => action
                    .keys
                    .iter()
                    .map(|key| format!("`{key}`"))
                    .collect::<Vec<_>>()
                    .join(" "),
            };
            writeln!(
                text,
                "| {} | {} |",
                keys.replace('|', "\\|"),
                action.help.replace('|', "\\|")
            )
            .unwrap();
        }
    }
    text + "\n"
}

#[test]
fn the_readme_has_the_keys_of_the_action_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("README.md has <!-- keys -->");
    let (table, after) = rest.split_once(END).expect("README.md has <!-- /keys -->");
    let expected = format!("\n{}", key_table());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
    } else {
        assert_eq!(table, expected, "UPDATE=1 cargo test readme writes it anew");
    }
}
