//! The cursor on figures and the dialog that explains them: key scripts, the pointer, and every size.

use crate::stage::{area_of, frame, glyphs, input_at, point, press, program, settle};
use reallot::model::{Figure, Input, Lever, Method, Operand, defined};
use reallot::text::{Style, Words};
use reallot::tui::{
    Key, Look, Msg, Pane, PointerKind, Side, State, Subject, Target, View, on_key, update,
};

const RESULTS: [Pane; 4] = [Pane::Headcount, Pane::Savings, Pane::Ai, Pane::Cash];

fn at(pane: Pane, row: usize) -> State {
    let mut state = program();
    update(&mut state, Msg::Focus(pane, row));
    state
}

fn at_figure(pane: Pane, path: &str) -> State {
    let state = program();
    let figure = Figure::parse(path, state.scenario()).unwrap();
    let row = state.figures_in(pane).iter().position(|&at| at == figure);
    at(pane, row.unwrap())
}

fn subject(state: &State) -> Subject {
    state.explained().unwrap().subject
}

fn screen(state: &State, width: u16, height: u16) -> String {
    glyphs(&frame(state, &Look::mono(), width, height).0)
}

#[test]
fn every_row_of_a_pane_of_results_is_a_figure_and_explains_itself() {
    for pane in RESULTS {
        let rows = program().rows_in(pane);
        assert_eq!(program().figures_in(pane).len(), rows, "{pane:?}");
        for row in 0..rows {
            let mut state = at(pane, row);
            let figure = state.figures_in(pane)[row];
            assert_eq!(press(&mut state, "<enter>"), []);
            assert_eq!(subject(&state), Subject::Figure(figure));
            let explanation = state.explanation();
            let told = explanation.value(explanation.figure(figure));
            let shown = defined(figure.of(state.outcome()));
            assert_eq!(defined(told).is_some(), shown.is_some());
            let off = (told - shown.unwrap_or_default()).abs();
            assert!(
                shown.is_none_or(|shown| off <= 1e-9 * shown.abs().max(1e-3)),
                "{told}"
            );
        }
    }
}

/// Returns the text on the screen that is marked as the cursor.
fn marked(state: &State, width: u16, height: u16) -> Vec<String> {
    let (buffer, hits) = frame(state, &Look::mono(), width, height);
    let pane = state.pane();
    let row = state.row(pane);
    let here = hits.iter().filter(|hit| match hit.target {
        Target::Row(of, at) => of == pane && at == row,
        _ => false,
    });
    let text = |hit: &reallot::tui::Hit| {
        let area = hit.area.intersection(buffer.area);
        (area.left()..area.right())
            .map(|x| buffer[(x, area.y)].symbol().to_owned())
            .collect()
    };
    here.map(text).collect()
}

#[test]
fn the_figure_at_the_cursor_is_on_the_screen_with_its_value_at_every_size() {
    for (width, height) in [(60, 18), (80, 24), (100, 30), (120, 40), (200, 60)] {
        for pane in [Pane::Headcount, Pane::Savings, Pane::Ai] {
            for row in 0..program().rows_in(pane) {
                let state = at(pane, row);
                let figure = state.figures_in(pane)[row];
                let texts = marked(&state, width, height);
                assert!(!texts.is_empty(), "{pane:?} {row} at {width}×{height}");
                if pane == Pane::Headcount && row == 12 {
                    // This is uncovered work as a share of a survivor's.
                    continue;
                }
                let words = Words::new(&state.scenario().currency, false);
                let value = figure.of(state.outcome());
                let value = words.format(value, figure.spec().unit, Style::Bare);
                let is_there = texts.iter().any(|text| text.contains(&value));
                assert!(
                    is_there,
                    "{value} of {pane:?} {row} at {width}×{height}: {texts:?}"
                );
            }
        }
    }
}

#[test]
fn arrows_and_letters_walk_the_figures_and_stop_at_the_ends() {
    let mut state = at(Pane::Savings, 0);
    press(&mut state, "jl<down><right>");
    assert_eq!(state.row(Pane::Savings), 4);
    press(&mut state, "kh<up><left><left>");
    assert_eq!(state.row(Pane::Savings), 0);
    press(&mut state, "<end>");
    assert_eq!(state.row(Pane::Savings), state.rows_in(Pane::Savings) - 1);
    press(&mut state, "j");
    assert_eq!(state.row(Pane::Savings), state.rows_in(Pane::Savings) - 1);
    assert!(!state.history().is_unsaved());
}

#[test]
fn a_shorter_horizon_never_leaves_the_cursor_on_nothing() {
    for pane in [Pane::Cash, Pane::Savings, Pane::Quarters] {
        let mut state = program();
        let last = state.rows_in(pane) - 1;
        update(&mut state, Msg::Focus(pane, last));
        for msg in [
            Msg::Set(Input::Horizon, 2.0),
            Msg::Undo,
            Msg::Redo,
            Msg::Undo,
        ] {
            update(&mut state, msg);
            for pane in Pane::ALL {
                assert!(state.row(pane) < state.rows_in(pane), "{pane:?}");
            }
            for (width, height) in [(60, 18), (120, 40)] {
                frame(&state, &Look::mono(), width, height);
            }
        }
    }
}

#[test]
fn the_table_of_quarters_has_a_cursor_across_and_down() {
    let mut state = program();
    press(&mut state, "gt<tab>lljj<enter>");
    assert_eq!(
        (state.view(), state.pane()),
        (View::Timeline, Pane::Quarters)
    );
    // The liability at the start of a quarter is that at the end of the previous one.
    let figure = Figure::parse("quarters.2026-Q1.liability", state.scenario()).unwrap();
    assert_eq!(subject(&state), Subject::Figure(figure));
    let mut first = program();
    press(&mut first, "gt<tab>jj<enter>");
    assert_eq!(first.dialog(), None);
}

#[test]
fn payback_is_explained_down_to_an_input_and_from_there_to_where_it_is_set() {
    let mut state = at_figure(Pane::Savings, "savings.payback_months");
    press(&mut state, "<enter>");
    // Following the first term each time leads to an input eventually.
    for _ in 0..60 {
        if let Subject::Input(_) = subject(&state) {
            break;
        }
        let here = subject(&state);
        press(&mut state, "<enter>");
        assert_ne!(subject(&state), here);
    }
    let Subject::Input(input) = subject(&state) else {
        panic!("{:?}", state.explained());
    };
    let depth = state.explained().unwrap().trail.len();
    press(&mut state, "<bksp>");
    assert_eq!(state.explained().unwrap().trail.len(), depth - 1);
    press(&mut state, "<enter><enter>");
    assert_eq!(state.dialog(), None);
    assert_eq!(state.input_at_cursor(), Some(input));
}

#[test]
fn what_changed_adds_up_to_the_change_and_each_part_opens_its_input() {
    let mut state = program();
    press(&mut state, "lllj<right>");
    let figure = Figure::parse("savings.npv", state.scenario()).unwrap();
    update(&mut state, Msg::Explain(Subject::Figure(figure)));
    press(&mut state, "c");
    assert!(state.shows_change());
    let attribution = state.change_explained().unwrap().clone().unwrap();
    assert_eq!(attribution.method, Method::Exact { is_whole: true });
    assert_eq!(attribution.parts.len(), 2);
    assert_eq!(attribution.from, figure.of(state.baseline().outcome));
    assert_eq!(attribution.to, figure.of(state.outcome()));
    assert_eq!(attribution.total(), attribution.change());
    press(&mut state, "j<enter>");
    assert_eq!(subject(&state), Subject::Input(Input::Lever(1, Lever::Cut)));
    press(&mut state, "<left>c");
    assert_eq!(state.explained().unwrap().side, Side::Formula);
    press(&mut state, "<esc>");
    assert_eq!(state.dialog(), None);
}

#[test]
fn an_assumption_that_changed_is_set_against_what_was_saved() {
    let mut state = program();
    let input = input_at(&state, "assumptions.severance_weeks_per_year");
    let before = state.slider(input).unwrap().value;
    update(&mut state, Msg::Set(input, before + 1.0));
    let figure = Figure::parse("savings.charge", state.scenario()).unwrap();
    update(&mut state, Msg::Explain(Subject::Figure(figure)));
    let attribution = state.change_explained().unwrap().clone().unwrap();
    assert_eq!(attribution.parts.len(), 1);
    assert!(attribution.change() > 0.0);
    assert_eq!(attribution.parts[0].amount, attribution.change());
}

#[test]
fn an_input_says_what_it_moves_and_leads_there() {
    let mut state = program();
    press(&mut state, "<enter>");
    assert_eq!(subject(&state), Subject::Input(Input::Lever(0, Lever::Cut)));
    let moved = state.moved_by_input().to_vec();
    assert!(moved.len() > 10);
    let reached: Vec<Figure> = moved.iter().map(|moved| moved.figure).collect();
    for figure in reached {
        let inputs = state.explanation().inputs(figure);
        assert!(inputs.contains(&Input::Lever(0, Lever::Cut)), "{figure:?}");
    }
    press(&mut state, "j<enter>");
    assert_eq!(subject(&state), Subject::Figure(moved[0].figure));
    let mut inputs = program();
    press(&mut inputs, "gij<enter>");
    assert!(matches!(subject(&inputs), Subject::Input(_)));
    assert!(!inputs.history().is_unsaved());
}

#[test]
fn a_click_goes_to_a_figure_and_a_second_one_explains_it() {
    let mut state = program();
    for pane in [Pane::Savings, Pane::Ai] {
        let target = Target::Row(pane, 1);
        let area = area_of(&state, target);
        point(&mut state, PointerKind::Down, area.x, area.y);
        assert_eq!((state.pane(), state.row(pane)), (pane, 1));
        let area = area_of(&state, target);
        point(&mut state, PointerKind::Down, area.x, area.y);
        let figure = state.figures_in(pane)[1];
        assert_eq!(subject(&state), Subject::Figure(figure));
        let row = area_of(&state, Target::Explained(0));
        point(&mut state, PointerKind::Down, row.x, row.y);
        assert_eq!(state.explained().unwrap().trail.len(), 1);
        press(&mut state, "<esc>");
    }
    press(&mut state, "gt");
    let target = Target::Cell(2, 1);
    for _ in 0..2 {
        let area = area_of(&state, target);
        point(&mut state, PointerKind::Down, area.x, area.y);
    }
    let figure = Figure::parse("quarters.2026-Q2.savings", state.scenario()).unwrap();
    assert_eq!(subject(&state), Subject::Figure(figure));
}

#[test]
fn the_dialog_fits_every_size_and_keeps_its_cursor_in_sight() {
    let mut state = program();
    press(&mut state, "lll");
    let wanted = [
        ("savings.run_rate", "<enter>"),
        ("savings.payback_months", ""),
        ("savings.npv", "c"),
        ("headcount.laid_off", "<enter><enter>"),
    ];
    for (path, keys) in wanted {
        let figure = Figure::parse(path, state.scenario()).unwrap();
        let mut open = state.clone();
        update(&mut open, Msg::Explain(Subject::Figure(figure)));
        press(&mut open, keys);
        for width in 0..=130 {
            for height in 0..=45 {
                frame(&open, &Look::mono(), width, height);
            }
        }
        let rows = open.rows_explained();
        for (width, height) in [(60, 18), (80, 24), (120, 40)] {
            for row in 0..rows {
                update(&mut open, Msg::HighlightRow(row));
                let (_, hits) = frame(&open, &Look::mono(), width, height);
                let target = Target::Explained(row);
                assert!(
                    hits.iter().any(|hit| hit.target == target),
                    "{path} {row} at {width}×{height}"
                );
            }
        }
    }
}

#[test]
fn a_figure_that_is_not_defined_says_so_and_shares_nothing_out() {
    let mut state = program();
    for division in 0..state.scenario().divisions.len() {
        update(
            &mut state,
            Msg::Set(Input::Lever(division, Lever::Cut), 0.0),
        );
    }
    let figure = Figure::parse("savings.simple_payback_months", state.scenario()).unwrap();
    update(&mut state, Msg::Explain(Subject::Figure(figure)));
    press(&mut state, "c");
    let shown = screen(&state, 120, 40);
    assert!(shown.contains("Nothing is attributed"), "{shown}");
}

#[test]
fn simulations_arrive_under_the_dialog_and_leave_it_open() {
    let mut state = at_figure(Pane::Savings, "savings.npv");
    press(&mut state, "<enter>");
    assert!(!screen(&state, 120, 40).contains("8 in 10 draws: "));
    settle(&mut state, 256);
    assert!(screen(&state, 120, 40).contains("8 in 10 draws: "));
    assert!(state.explained().is_some());
}

#[test]
fn the_formula_in_numbers_has_the_value_of_the_figure() {
    let mut state = at_figure(Pane::Savings, "savings.npv_with_ai");
    press(&mut state, "<enter>");
    let explanation = state.explanation();
    let formula = state.formula_explained().unwrap();
    let value = formula.value(&|term| explanation.value(Operand::Written(term)));
    let told = state.outcome().savings.npv_with_ai;
    assert!((value - told).abs() <= 1e-9 * told.abs());
}

#[test]
fn keys_of_the_view_do_nothing_under_the_dialog() {
    let mut state = at(Pane::Savings, 0);
    press(&mut state, "<enter>");
    for key in ['u', 'z', 'D', '5', 'g'] {
        if let Some(msg) = on_key(&state, Key::char(key)) {
            update(&mut state, msg);
        }
        assert!(state.explained().is_some(), "{key}");
        assert!(!state.history().is_unsaved());
    }
}
