//! Helpers for tests of the state machine and of screens: a program driven by key scripts.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use reallot::model::{
    Input, Scenario,
    simulate::{Effort, Samples, simulate},
};
use reallot::tui::{
    Answer, Effect, Frame, Look, Msg, Pane, Pointer, PointerKind, State, Target, View, draw, keys,
    on_key, on_pointer, update,
};
use std::sync::Arc;

/// Returns the built-in scenario.
pub(crate) fn amazon() -> Scenario {
    reallot::file::parse(include_str!("../../scenarios/amazon-2025.ron")).unwrap()
}

/// Opens the built-in scenario.
pub(crate) fn program() -> State {
    State::new(amazon(), None)
}

/// Opens the built-in scenario as if it came from a file.
pub(crate) fn program_with_file() -> State {
    State::new(amazon(), Some("plan.ron".into()))
}

/// Presses the keys of `script`, and returns all effects.
pub(crate) fn press(state: &mut State, script: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys(script).unwrap() {
        if let Some(msg) = on_key(state, key) {
            effects.extend(update(state, msg));
        }
    }
    effects
}

/// Simulates what `state` shows with the given number of draws.
pub(crate) fn settle(state: &mut State, draws: usize) {
    let effort = Effort::of(draws, 1);
    let samples = Samples::new(state.scenario(), state.simulation_settings().seed, effort).unwrap();
    let simulation = simulate(state.scenario(), state.current_plan(), &samples, effort);
    let answer = Answer::Simulated {
        key: state.simulation_key(),
        simulation: Arc::new(simulation.unwrap()),
    };
    assert_eq!(update(state, Msg::Answer(answer)), []);
    for (plan, asked) in state.other_plans_awaited() {
        let plan = &state.scenario().plans[plan];
        let simulation = simulate(state.scenario(), plan, &samples, effort);
        let simulation = Arc::new(simulation.unwrap());
        update(
            state,
            Msg::Answer(Answer::Simulated {
                key: asked,
                simulation,
            }),
        );
    }
}

/// Draws a frame, and returns it with what can be clicked on it.
pub(crate) fn frame(state: &State, look: &Look, width: u16, height: u16) -> (Buffer, Frame) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let hits = draw(state, look, &mut buffer);
    (buffer, hits)
}

/// Uses the pointer on a screen of 120×40.
pub(crate) fn point(state: &mut State, kind: PointerKind, x: u16, y: u16) -> Vec<Effect> {
    let (_, hits) = frame(state, &Look::mono(), 120, 40);
    let msgs = on_pointer(state, &hits, Pointer { kind, x, y });
    msgs.into_iter()
        .flat_map(|msg| update(state, msg))
        .collect()
}

/// Returns the area of `target` on a screen of 120×40.
pub(crate) fn area_of(state: &State, target: Target) -> Rect {
    let (_, hits) = frame(state, &Look::mono(), 120, 40);
    let hit = hits.iter().rev().find(|hit| hit.target == target);
    hit.unwrap_or_else(|| panic!("{target:?} is not on the screen"))
        .area
}

/// Returns the glyphs of a frame, one line for each row, without trailing blanks.
pub(crate) fn glyphs(buffer: &Buffer) -> String {
    lines(buffer, |cell| cell.symbol().to_owned())
}

/// Returns one letter per cell of a frame drawn with [`Look::of_roles`].
pub(crate) fn roles(buffer: &Buffer) -> String {
    lines(buffer, |cell| match Look::role_of(cell.fg) {
        Some(_) if cell.symbol() == " " && cell.modifier.is_empty() => " ".into(),
        Some(role) => role.letter().to_string(),
        None => " ".into(),
    })
}

fn lines(buffer: &Buffer, cell: impl Fn(&Cell) -> String) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let line = |cells: &[Cell]| {
        cells
            .iter()
            .map(&cell)
            .collect::<String>()
            .trim_end()
            .to_owned()
    };
    buffer
        .content
        .chunks(width)
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Opens the table of inputs with the cursor on `input`.
pub(crate) fn at_input(mut state: State, input: Input) -> State {
    update(&mut state, Msg::ShowView(View::Inputs));
    let row = state.input_index().place(input);
    update(&mut state, Msg::Focus(Pane::Inputs, row));
    state
}

/// Returns the input at `path` of the open scenario.
pub(crate) fn input_at(state: &State, path: &str) -> Input {
    let scenario = state.scenario();
    Input::parse(path, &scenario.divisions, &scenario.options).unwrap()
}
