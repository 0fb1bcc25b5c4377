//! What is older than the state: what comes back from an old frame does what it showed, or nothing, and
//! nothing that was computed before is shown as if it were of now.

use crate::stage::{amazon, frame, press, program};
use ratatui::layout::Rect;
use reallot::model::{Input, Lever};
use reallot::tui::{
    Answer, Dialog, Frame, Look, Msg, Pane, Pin, Pointer, PointerKind, SolverChange, State,
    Subject, Target, on_pointer, update,
};

/// A frame of `state` on a screen of 120×40.
fn seen(state: &State) -> Frame {
    frame(state, &Look::mono(), 120, 40).1
}

/// The first area with a target that `wanted` picks.
fn area(seen: &Frame, wanted: impl Fn(&Target) -> bool) -> Rect {
    let hit = seen.iter().rev().find(|hit| wanted(&hit.target));
    hit.expect("nothing like it can be clicked").area
}

/// Clicks on a place of the frame `seen`, whatever happened since it was drawn.
fn click(state: &mut State, seen: &Frame, at: Rect) {
    for kind in [PointerKind::Down, PointerKind::Up] {
        let (x, y) = (at.x, at.y);
        for msg in on_pointer(state, seen, Pointer { kind, x, y }) {
            update(state, msg);
        }
    }
    frame(state, &Look::mono(), 120, 40);
}

#[test]
fn the_column_of_a_plan_that_was_deleted_does_nothing() {
    for pane in [Pane::Plans, Pane::Matrix, Pane::Ranking] {
        let mut state = program();
        press(&mut state, "gc]]");
        let seen = seen(&state);
        let gone = state.plan_id(2).unwrap();
        let of_gone = |target: &Target| matches!(target, Target::Plan(of, _, id) if *of == pane && *id == gone);
        let place = area(&seen, of_gone);
        press(&mut state, "X");
        let (plan, row) = (state.current_plan().name.clone(), state.row(pane));
        click(&mut state, &seen, place);
        assert_eq!(state.current_plan().name, plan);
        assert_eq!(state.row(pane), row);
    }
}

#[test]
fn the_column_of_a_plan_that_moved_is_still_that_plan() {
    let mut state = program();
    press(&mut state, "gc");
    let seen = seen(&state);
    let last = state.scenario().plans.len() - 1;
    let (id, name) = (
        state.plan_id(1).unwrap(),
        state.scenario().plans[1].name.clone(),
    );
    let place = area(
        &seen,
        |target| matches!(target, Target::Plan(Pane::Plans, _, of) if *of == id),
    );
    press(&mut state, "X");
    assert_eq!(state.scenario().plans.len(), last);
    click(&mut state, &seen, place);
    assert_eq!(state.current_plan().name, name);
}

#[test]
fn a_row_of_a_list_that_was_narrowed_down_since_is_not_chosen() {
    let mut state = program();
    press(&mut state, "p");
    let seen = seen(&state);
    let row = area(&seen, |target| *target == Target::Choice(2));
    press(&mut state, "capex");
    click(&mut state, &seen, row);
    assert!(
        matches!(state.dialog(), Some(Dialog::List(_))),
        "it stays open"
    );
    assert_eq!(state.plan_index(), 0);
    // Another dialog since: its rows are others.
    press(&mut state, "<esc>?");
    click(&mut state, &seen, row);
    assert!(matches!(state.dialog(), Some(Dialog::List(_))));
}

#[test]
fn rows_of_inputs_and_quarters_that_are_gone_do_nothing() {
    let mut state = program();
    press(&mut state, "gi");
    let table = seen(&state);
    let row = area(&table, |target| *target == Target::Row(Pane::Inputs, 12));
    press(&mut state, "/horizon<enter>");
    click(&mut state, &table, row);
    assert_eq!((state.pane(), state.row(Pane::Inputs)), (Pane::Inputs, 0));
    assert_eq!(state.dialog(), None);

    let mut state = program();
    press(&mut state, "gt<tab>");
    let quarters = seen(&state);
    let cell = area(
        &quarters,
        |target| matches!(target, Target::Cell(at, _) if *at >= 4),
    );
    update(&mut state, Msg::Set(Input::Horizon, 4.0));
    click(&mut state, &quarters, cell);
    assert!(state.row(Pane::Quarters) < 4);
    assert_eq!(state.dialog(), None);
}

#[test]
fn a_frame_of_a_scenario_that_was_left_leads_nowhere() {
    let mut state = program();
    press(&mut state, "gc");
    let seen = seen(&state);
    let (old, plan) = (state.plan_id(3).unwrap(), state.current_plan().name.clone());
    let mut scenario = amazon();
    scenario.plans.truncate(1);
    scenario.options.truncate(2);
    for plan in &mut scenario.plans {
        plan.portfolio = vec![0.5, 0.5];
    }
    scenario.inputs.options.truncate(2);
    scenario.uncertain.clear();
    scenario.correlations.clear();
    let opened = Answer::Opened {
        path: None,
        scenario: Box::new(scenario),
    };
    update(&mut state, Msg::Answer(opened));
    for msg in [
        Msg::ShowPlan(old),
        Msg::CompareWith(old),
        Msg::Pin(Pin::Plan(old)),
        Msg::ToggleLock(3),
        Msg::Set(Input::Share(3), 0.5),
    ] {
        update(&mut state, msg);
    }
    for hit in seen.iter() {
        click(&mut state, &seen, hit.area);
    }
    assert_eq!(state.plan_index(), 0);
    assert_eq!(state.current_plan().name, plan);
    assert!(state.baseline().follows_saved);
}

#[test]
fn a_message_with_an_index_that_nothing_has_does_nothing() {
    let nowhere = [
        Input::Lever(99, Lever::Cut),
        Input::Lever(99, Lever::Start),
        Input::Share(99),
        Input::Division(99, 0),
        Input::Assumption(999),
        Input::Option(99, 0),
    ];
    let mut msgs = Vec::new();
    for input in nowhere {
        msgs.extend([
            Msg::Set(input, 0.5),
            Msg::SetDistribution(input, None),
            Msg::Reset(input),
            Msg::Grab(input),
            Msg::GoTo(input),
            Msg::Explain(Subject::Input(input)),
        ]);
    }
    msgs.extend(Pane::ALL.map(|pane| Msg::Focus(pane, 9_999)));
    msgs.extend([
        Msg::ToggleLock(99),
        Msg::FocusLine(99),
        Msg::FocusField(99),
        Msg::HighlightRow(9_999),
        Msg::ChooseRow(9_999),
        Msg::SetSolver(SolverChange::Lock(9_999)),
    ]);
    for script in ["", "gc", "p", "gie", "<enter>"] {
        for msg in &msgs {
            let mut state = program();
            press(&mut state, script);
            let scenario = state.scenario().clone();
            update(&mut state, msg.clone());
            assert_eq!(*state.scenario(), scenario, "{msg:?} after {script:?}");
            assert!(!state.history().can_undo());
            press(&mut state, "jk");
            frame(&state, &Look::mono(), 80, 24);
        }
    }
}

#[test]
fn a_drag_that_came_to_nothing_takes_no_source() {
    let mut state = program();
    let path_of = |input: Input| input.path(&amazon());
    let sources = state.current_plan().sources.clone();
    let input = (0..state.scenario().divisions.len())
        .map(|division| Input::Lever(division, Lever::Cut))
        .find(|&input| sources.iter().any(|(path, _)| *path == path_of(input)))
        .expect("a cut with a source");
    let (value, counts) = (state.slider(input).unwrap().value, state.source_counts());
    update(&mut state, Msg::Grab(input));
    update(&mut state, Msg::Set(input, value + 0.01));
    assert_ne!(state.source_counts(), counts);
    update(&mut state, Msg::Set(input, value));
    update(&mut state, Msg::Release);
    assert_eq!(state.source_counts(), counts);
    assert!(state.source(input).is_some());
}
