//! What can be clicked, and what a click means: the same messages keys send.

use std::ops::Deref;

use crate::model::{Funding, Input, Shape};
use crate::tui::{
    actions::{ACTIONS, Mode, on_key},
    commands::list,
    document::Revision,
    edit::PlanId,
    event::{Key, KeyCode, Pointer, PointerKind},
    messages::Msg,
    overlay::{Dialog, ListKind, RowsOf},
    screens::{compare::other_plans::FigureFilter, inputs::table::Scope},
    slider::Step,
    state::State,
    views::{Pane, PlanRow, View},
    widgets::track::fraction_at,
};
use ratatui::layout::{Position, Rect};

/// A drawn frame: what can be clicked on it, the topmost last, and what its rows and columns were of.
///
/// A person clicks on what they see, which may be older than the state. Nothing of a frame becomes a
/// message unless the state still has it: see [`on_pointer`].
#[derive(Clone, Debug, Default)]
pub struct Frame {
    hits: Vec<Hit>,
    of: Option<Rows>,
}

/// What decides which row and column is which: as long as it is equal, an index means the same.
#[derive(Clone, Debug, PartialEq)]
struct Rows {
    /// When plans or quarters last came or went.
    shape: Revision,
    inputs: (String, Scope),
    figures: FigureFilter,
    dialog: RowsOf,
}

impl Rows {
    fn of(state: &State) -> Self {
        Self {
            shape: state.document.revisions().shape,
            inputs: (state.inputs.filter.value().to_owned(), state.inputs.scope),
            figures: state.compare.filter,
            dialog: state.overlay.rows_of(),
        }
    }
}

impl Frame {
    /// The frame that was drawn of `state`.
    pub(super) fn new(hits: Vec<Hit>, state: &State) -> Self {
        let of = Some(Rows::of(state));
        Self { hits, of }
    }

    /// Returns the topmost area at a place, if what it shows is still there.
    fn under(&self, state: &State, pointer: Pointer) -> Option<&Hit> {
        let at = Position {
            x: pointer.x,
            y: pointer.y,
        };
        let hit = self.hits.iter().rev().find(|hit| hit.area.contains(at))?;
        let is_there = match &hit.target {
            Target::Row(..)
            | Target::Cell(..)
            | Target::Explained(_)
            | Target::Track(_)
            | Target::Lock(_)
            | Target::Choice(_)
            | Target::Field(_) => self.of == Some(Rows::of(state)),
            Target::Plan(_, _, id) => state.document.index_of(*id).is_some(),
            Target::Pane(_)
            | Target::Funding(_)
            | Target::Hint(_)
            | Target::Plans
            | Target::View(_)
            | Target::Backdrop
            | Target::Inert
            | Target::Shape(_) => true,
        };
        is_there.then_some(hit)
    }
}

impl Deref for Frame {
    type Target = [Hit];

    fn deref(&self) -> &[Hit] {
        &self.hits
    }
}

/// An area of the screen that does something when clicked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The area.
    pub area: Rect,
    /// The thing that is clicked.
    pub target: Target,
}

/// The thing that a click on an area is meant for.
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
    Plan(Pane, usize, PlanId),
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

/// Returns the messages of something the pointer did on `frame`, the last that was drawn.
///
/// What the frame shows and the state no longer has does nothing: a row of a list that was narrowed
/// down since, or the column of a plan that was deleted.
pub fn on_pointer(state: &State, frame: &Frame, pointer: Pointer) -> Vec<Msg> {
    match pointer.kind {
        PointerKind::Down => {
            // The button came up somewhere the program could not see it.
            let mut msgs: Vec<Msg> = state.grabbed().map(|_| Msg::Release).into_iter().collect();
            if let Some(hit) = frame.under(state, pointer) {
                msgs.extend(press(state, hit, pointer));
            }
            msgs
        }
        PointerKind::Drag => drag(state, frame, pointer),
        PointerKind::Up if state.grabbed().is_some() => vec![Msg::Release],
        PointerKind::Up => Vec::new(),
        PointerKind::WheelUp => wheel(state, frame, pointer, true).into_iter().collect(),
        PointerKind::WheelDown => wheel(state, frame, pointer, false).into_iter().collect(),
    }
}

fn press(state: &State, hit: &Hit, pointer: Pointer) -> Vec<Msg> {
    match hit.target {
        Target::Pane(pane) => focus(state, pane, state.row(pane)),
        Target::Row(Pane::Inputs, row) if is_at_input(state, row) => {
            let edited = on_key(state, Key::char('e'));
            edited.into_iter().collect()
        }
        Target::Row(pane, row) if state.is_at_figure(pane, row) => opened(state),
        Target::Row(pane, row) => focus(state, pane, row),
        Target::Plan(pane, row, id) => {
            let switch = (id != state.document.id()).then_some(Msg::ShowPlan(id));
            switch.into_iter().chain(focus(state, pane, row)).collect()
        }
        Target::Cell(quarter, line) => {
            if state.is_at_figure(Pane::Quarters, quarter) && state.line() == line {
                return opened(state);
            }
            let mut msgs = focus(state, Pane::Quarters, quarter);
            msgs.push(Msg::FocusLine(line));
            msgs
        }
        Target::Explained(row) if state.explained().is_some_and(|at| at.row == row) => {
            opened(state)
        }
        Target::Explained(row) => vec![Msg::HighlightRow(row)],
        Target::Track(input) => {
            let mut msgs = vec![Msg::Grab(input)];
            msgs.extend(slide(state, hit.area, input, pointer));
            msgs
        }
        Target::Lock(share) => vec![Msg::Focus(Pane::Portfolio, share), Msg::ToggleLock(share)],
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
        Target::Plans => vec![list(ListKind::Plans)],
        Target::View(view) => vec![Msg::ShowView(view)],
        Target::Backdrop => vec![Msg::CloseDialog],
        Target::Inert => Vec::new(),
        Target::Choice(row) => vec![Msg::ChooseRow(row)],
        Target::Field(field) => vec![Msg::FocusField(field)],
        Target::Shape(shape) => vec![Msg::SetShape(shape)],
    }
}

/// Whether the cursor is on this row of the table of inputs, and keys go there.
fn is_at_input(state: &State, row: usize) -> bool {
    state.overlay.dialog.is_none() && state.cursor_in(Pane::Inputs) == Some(row)
}

/// Returns what Enter does where the cursor is: a second click does it too.
fn opened(state: &State) -> Vec<Msg> {
    let msg = on_key(state, Key::plain(KeyCode::Enter));
    msg.into_iter().collect()
}

/// Returns the messages that put the cursor on a row, in the view that has its pane.
fn focus(state: &State, pane: Pane, row: usize) -> Vec<Msg> {
    let view = state.focus.view_with(pane);
    let go = (view != state.view()).then_some(Msg::ShowView(view));
    go.into_iter().chain([Msg::Focus(pane, row)]).collect()
}

/// Returns the move of the slider that is held: a drag stays with it, also off its track.
fn drag(state: &State, frame: &Frame, pointer: Pointer) -> Vec<Msg> {
    let Some(input) = state.grabbed() else {
        return Vec::new();
    };
    let track = frame.iter().find(|hit| hit.target == Target::Track(input));
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

/// Returns what the wheel moves: the slider with the cursor over its own track, the cursor elsewhere.
fn wheel(state: &State, frame: &Frame, pointer: Pointer, up: bool) -> Option<Msg> {
    let beside = |row: usize, rows: usize| match up {
        true => row.saturating_sub(1),
        false => (row + 1).min(rows.saturating_sub(1)),
    };
    match state.dialog() {
        Some(Dialog::List(list)) => {
            let to = beside(list.cursor, list.rows(state).len());
            return Some(Msg::HighlightRow(to));
        }
        Some(Dialog::Explain(explained)) => {
            let to = beside(explained.row, state.rows_explained());
            return Some(Msg::HighlightRow(to));
        }
        Some(Dialog::Form(form)) => {
            let to = beside(form.field, form.fields().len());
            return Some(Msg::FocusField(to));
        }
        Some(Dialog::Text(_) | Dialog::About) => return None,
        Some(Dialog::Find) | None => {}
    }
    let at = Position {
        x: pointer.x,
        y: pointer.y,
    };
    let hit = frame.under(state, pointer)?;
    if let Target::Track(input) = hit.target
        && state.input_at_cursor() == Some(input)
    {
        let value = state.slider(input)?.step(up, Step::One)?;
        return Some(Msg::Set(input, value));
    }
    let pane = frame.iter().rev().find_map(|hit| match hit.target {
        Target::Pane(pane) if hit.area.contains(at) => Some(pane),
        _ => None,
    })?;
    Some(Msg::Focus(
        pane,
        beside(state.row(pane), state.rows_in(pane)),
    ))
}
