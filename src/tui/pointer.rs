//! What can be clicked, and what a click means: the same messages keys send.
//!
//! Must not change the state: it answers with messages.

use crate::model::{Funding, Input, Shape};
use crate::tui::{
    Dialog, Explained, Key, KeyCode, Msg, Pane, PlanRow, Pointer, PointerKind, State, Step, View,
    actions::{ACTIONS, Mode},
    on_key,
    widgets::track::fraction_at,
};
use ratatui::layout::{Position, Rect};

/// An area of the screen that does something when clicked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Where.
    pub area: Rect,
    /// What.
    pub target: Target,
}

/// What a click means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Anywhere in a pane.
    Pane(Pane),
    /// A row of a pane.
    Row(Pane, usize),
    /// A figure of the table of quarters: quarter and line.
    Cell(usize, usize),
    /// A row of an explanation.
    Explained(usize),
    /// The track of a slider.
    Track(Input),
    /// The lock of a share.
    Lock(usize),
    /// A funding rule.
    Funding(Funding),
    /// A hint: index into the action table.
    Hint(usize),
    /// A row of a pane, in the column of a plan.
    Plan(Pane, usize, usize),
    /// The name of the plan.
    Plans,
    /// The name of a view.
    View(View),
    /// Outside a dialog.
    Backdrop,
    /// Inside a dialog, beside its rows.
    Inert,
    /// A row of the dialog's list.
    Choice(usize),
    /// A field of the dialog of an input.
    Field(usize),
    /// A kind of distribution in it.
    Shape(Option<Shape>),
}

/// The messages of something the pointer did, given what the last frame could be clicked on.
pub fn on_pointer(state: &State, hits: &[Hit], pointer: Pointer) -> Vec<Msg> {
    match pointer.kind {
        PointerKind::Down => {
            // The button came up somewhere the program could not see it.
            let mut msgs: Vec<Msg> = state.grabbed().map(|_| Msg::Release).into_iter().collect();
            if let Some(hit) = under(hits, pointer) {
                msgs.extend(press(state, hit, pointer));
            }
            msgs
        }
        PointerKind::Drag => drag(state, hits, pointer),
        PointerKind::Up if state.grabbed().is_some() => vec![Msg::Release],
        PointerKind::Up => Vec::new(),
        PointerKind::WheelUp => wheel(state, hits, pointer, true).into_iter().collect(),
        PointerKind::WheelDown => wheel(state, hits, pointer, false).into_iter().collect(),
    }
}

/// The last area drawn there: what is on top on the screen.
fn under(hits: &[Hit], pointer: Pointer) -> Option<&Hit> {
    let at = Position {
        x: pointer.x,
        y: pointer.y,
    };
    hits.iter().rev().find(|hit| hit.area.contains(at))
}

fn press(state: &State, hit: &Hit, pointer: Pointer) -> Vec<Msg> {
    match hit.target {
        Target::Pane(pane) => focus(state, pane, state.row(pane)),
        Target::Row(Pane::Inputs, row) if state.is_at_input(row) => {
            let edited = on_key(state, Key::char('e'));
            edited.into_iter().collect()
        }
        Target::Row(pane, row) if state.is_at_figure(pane, row) => opened(state),
        Target::Row(pane, row) => focus(state, pane, row),
        Target::Plan(pane, row, plan) => {
            let switch = (plan != state.plan_index()).then_some(Msg::SwitchPlan(plan));
            switch.into_iter().chain(focus(state, pane, row)).collect()
        }
        Target::Cell(quarter, line) => {
            if state.is_at_figure(Pane::Quarters, quarter) && state.line() == line {
                return opened(state);
            }
            let mut msgs = focus(state, Pane::Quarters, quarter);
            msgs.push(Msg::Line(line));
            msgs
        }
        Target::Explained(row)
            if state
                .explained()
                .and_then(Explained::here)
                .is_some_and(|at| at.1 == row) =>
        {
            opened(state)
        }
        Target::Explained(row) => vec![Msg::Highlight(row)],
        Target::Track(input) => {
            let mut msgs = vec![Msg::Grab(input)];
            msgs.extend(slide(state, hit.area, input, pointer));
            msgs
        }
        Target::Lock(share) => vec![Msg::Focus(Pane::Portfolio, share), Msg::Lock(share)],
        Target::Funding(funding) => vec![
            Msg::Focus(Pane::Plan, PlanRow::Funding.index()),
            Msg::SetFunding(funding),
        ],
        Target::Hint(index) => {
            let action = &ACTIONS[index];
            let allowed = Mode::of(state).has(action.mode);
            let msg = action.keys.first().filter(|_| allowed);
            msg.and_then(|&key| (action.msg)(state, key))
                .into_iter()
                .collect()
        }
        Target::Plans => vec![Msg::Ask(Box::new(Dialog::List(crate::tui::List::new(
            crate::tui::ListKind::Plans,
        ))))],
        Target::View(view) => vec![Msg::Show(view)],
        Target::Backdrop => vec![Msg::Close],
        Target::Inert => Vec::new(),
        Target::Choice(row) => vec![Msg::Choose(row)],
        Target::Field(field) => vec![Msg::Field(field)],
        Target::Shape(shape) => vec![Msg::Shape(shape)],
    }
}

/// What Enter does where the cursor is: a second click does it too.
fn opened(state: &State) -> Vec<Msg> {
    let msg = on_key(state, Key::plain(KeyCode::Enter));
    msg.into_iter().collect()
}

/// A pane that the cursor does not visit in this view is shown where it does.
fn focus(state: &State, pane: Pane, row: usize) -> Vec<Msg> {
    let view = state.view_with(pane);
    let go = (view != state.view()).then_some(Msg::Show(view));
    go.into_iter().chain([Msg::Focus(pane, row)]).collect()
}

/// The drag stays with the slider it began on, also off its track.
fn drag(state: &State, hits: &[Hit], pointer: Pointer) -> Vec<Msg> {
    let Some(input) = state.grabbed() else {
        return Vec::new();
    };
    let track = hits.iter().find(|hit| hit.target == Target::Track(input));
    track
        .and_then(|hit| slide(state, hit.area, input, pointer))
        .into_iter()
        .collect()
}

fn slide(state: &State, track: Rect, input: Input, pointer: Pointer) -> Option<Msg> {
    let slider = state.slider(input)?;
    let value = slider.at_fraction(fraction_at(pointer.x, track.x, track.width));
    Some(Msg::Set(input, value))
}

/// The wheel moves the slider at hand when it is over its track, and the cursor elsewhere.
fn wheel(state: &State, hits: &[Hit], pointer: Pointer, up: bool) -> Option<Msg> {
    if let Some(Dialog::List(list)) = state.dialog() {
        let last = list.rows(state).len().saturating_sub(1);
        let to = if up {
            list.cursor.saturating_sub(1)
        } else {
            (list.cursor + 1).min(last)
        };
        return Some(Msg::Highlight(to));
    }
    if let Some((_, row)) = state.explained().and_then(Explained::here) {
        let last = state.rows_explained().saturating_sub(1);
        let to = if up {
            row.saturating_sub(1)
        } else {
            (row + 1).min(last)
        };
        return Some(Msg::Highlight(to));
    }
    if let Some(Dialog::Form(form)) = state.dialog() {
        return Some(Msg::Field(if up {
            form.field.saturating_sub(1)
        } else {
            form.field + 1
        }));
    }
    // What lies under a dialog is not at hand.
    if !matches!(state.dialog(), None | Some(Dialog::Find)) {
        return None;
    }
    let at = Position {
        x: pointer.x,
        y: pointer.y,
    };
    let hit = under(hits, pointer)?;
    if let Target::Track(input) = hit.target
        && state.input_at_cursor() == Some(input)
    {
        let value = state.slider(input)?.step(up, Step::One)?;
        return Some(Msg::Set(input, value));
    }
    let pane = hits.iter().rev().find_map(|hit| match hit.target {
        Target::Pane(pane) if hit.area.contains(at) => Some(pane),
        _ => None,
    })?;
    let row = state.row(pane);
    let last = state.rows_in(pane) - 1;
    let to = if up {
        row.saturating_sub(1)
    } else {
        (row + 1).min(last)
    };
    Some(Msg::Focus(pane, to))
}
