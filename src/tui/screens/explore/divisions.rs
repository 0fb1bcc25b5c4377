//! The table of divisions: a cut and a reallocation slider each, people and money.
//!
//! Draws only the rows that fit, whatever the number of divisions.
//!
//! Must not compute a result or round a number.

use crate::model::{Input, Lever, Unit};
use crate::text::apportion;
use crate::tui::{
    Pane, State, Target,
    theme::Role,
    widgets::{
        figure, first_shown,
        painter::{Painter, column, row},
        slider::{Ticks, at_cursor, draw_track},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let n = state.scenario().divisions.len();
    let top = state
        .slider(Input::Lever(state.division(), Lever::Cut))
        .map_or(1.0, |s| s.top);
    let top = painter.words.lever_share(top);
    let mark = if state.any_illustrative() {
        " · ~ illustrative"
    } else {
        ""
    };
    format!(
        "Divisions {}/{n} · cut 0 to {top}{mark}",
        state.division() + 1
    )
}

/// Columns of the table, by the width there is.
struct Columns {
    name: u16,
    cut: u16,
    people: u16,
    money: u16,
    reallocate: u16,
}

/// `100 %`, `12.5 %`.
const SHARE: u16 = 6;

impl Columns {
    /// On a narrow screen only the column at the cursor has tracks; the other keeps its figure.
    fn of(width: u16, reallocation: bool) -> Self {
        let people = if width >= 48 { 7 } else { 0 };
        let money = if width >= 52 { 8 } else { 0 };
        let left = width.saturating_sub(2 * (SHARE + 1) + people + money + 2);
        let narrow = width < 64;
        let name = (left * if narrow { 13 } else { 9 } / 20).clamp(8, 34);
        let tracks = left.saturating_sub(name);
        let cut = match (narrow, reallocation) {
            (true, true) => 0,
            (true, false) => tracks,
            (false, _) => tracks * 3 / 5,
        };
        Self {
            name,
            cut,
            people,
            money,
            reallocate: tracks.saturating_sub(cut),
        }
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let columns = Columns::of(area.width, state.pane() == Pane::Reallocation);
    draw_head(painter, row(area, 0), &columns, state);
    let room = usize::from(area.height.saturating_sub(1));
    let total = state.scenario().divisions.len();
    let first = first_shown(state.division(), total, room);
    let last = (first + room).min(total);
    let outcomes = &state.outcome().divisions[first..last];
    let mut people: Vec<f64> = outcomes.iter().map(|d| d.people.eliminated).collect();
    // With every row in sight the reader can add them up, so they must add up.
    if last - first == total {
        people = apportion(&people);
    }
    for (index, people) in (first..last).zip(people) {
        let line = row(area, (index - first) as u16 + 1);
        draw_row(painter, line, &columns, state, index, people);
    }
    total - (last - first)
}

fn draw_head(painter: &mut Painter<'_>, line: Rect, columns: &Columns, state: &State) {
    let active = |pane| {
        if state.pane() == pane {
            Role::Focus
        } else {
            Role::Dim
        }
    };
    let mut x = columns.name + 1;
    let cut = column(line, x, columns.cut + SHARE + 1);
    painter.put(cut, "cut", active(Pane::Cuts));
    painter.hit(cut, Target::Row(Pane::Cuts, state.division()));
    x += columns.cut + SHARE + 1;
    painter.put_right(column(line, x, columns.people), "people", Role::Dim);
    x += columns.people;
    painter.put_right(column(line, x, columns.money), "saves", Role::Dim);
    x += columns.money + 1;
    let to_ai = column(line, x, columns.reallocate + SHARE + 1);
    let title = if columns.reallocate > 0 {
        "share to AI"
    } else {
        "→ AI"
    };
    painter.put_right(to_ai, title, active(Pane::Reallocation));
    painter.hit(to_ai, Target::Row(Pane::Reallocation, state.division()));
}

fn draw_row(
    painter: &mut Painter<'_>,
    line: Rect,
    columns: &Columns,
    state: &State,
    index: usize,
    people: f64,
) {
    let words = painter.words;
    let role = if index == state.division() {
        Role::Cursor
    } else {
        Role::Text
    };
    painter.hit(line, Target::Row(Pane::Cuts, index));
    let name = &state.scenario().divisions[index].name;
    painter.put_cut(column(line, 0, columns.name), name, role);
    let mut x = columns.name + 1;
    draw_lever(
        painter,
        column(line, x, columns.cut + SHARE + 1),
        state,
        index,
        Lever::Cut,
    );
    x += columns.cut + SHARE + 1;
    let mark = if state.is_illustrative(index) {
        "~"
    } else {
        ""
    };
    let place = column(line, x, columns.people);
    let text = figure::fitting(words, columns.people, |words| {
        format!("{mark}{}", words.people(people))
    });
    painter.put_right(place, &text, Role::Value);
    x += columns.people;
    let saves = state.outcome().divisions[index].run_rate;
    figure::put(
        painter,
        column(line, x, columns.money),
        Unit::Money,
        saves,
        Role::Value,
    );
    x += columns.money + 1;
    let place = column(line, x, columns.reallocate + SHARE + 1);
    painter.hit(place, Target::Row(Pane::Reallocation, index));
    draw_lever(painter, place, state, index, Lever::Reallocate);
}

/// A track and its figure at the right of it.
fn draw_lever(painter: &mut Painter<'_>, area: Rect, state: &State, division: usize, lever: Lever) {
    let Some(slider) = state.slider(Input::Lever(division, lever)) else {
        return;
    };
    let baseline = state.baseline().plan.levers[division].get(lever);
    let mut ticks = Ticks::of(&slider, baseline);
    let guardrail = state.scenario().inputs.divisions[division].max_cut;
    let is_cut = lever == Lever::Cut;
    ticks.limit = (is_cut && guardrail < slider.top).then_some(guardrail);
    let track = column(area, 0, area.width.saturating_sub(SHARE + 1));
    draw_track(painter, track, &slider, ticks, at_cursor(state, &slider));
    let share = figure::fitting(painter.words, SHARE, |words| {
        words.lever_share(slider.value)
    });
    let over = is_cut && slider.value > guardrail;
    let role = if over { Role::Warning } else { Role::Value };
    painter.put_right(area, &share, role);
}
