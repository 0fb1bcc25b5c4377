//! The table of divisions: a cut and a reallocation slider each, people and money.
//!
//! Draws only the rows that fit, whatever the number of divisions.

use super::levers::{Ticks, at_cursor, draw_track};
use crate::app::{Pane, State};
use crate::model::{Input, Lever};
use crate::ui::Target;
use crate::ui::layout::first_shown;
use crate::ui::look::Role;
use crate::ui::painter::{Painter, column, row};
use crate::ui::words::apportion;
use ratatui::layout::Rect;

pub(super) fn title(painter: &Painter<'_>, state: &State) -> String {
    let n = state.scenario().divisions.len();
    let top = state
        .slider(Input::Lever(state.division(), Lever::Cut))
        .map_or(1.0, |s| s.top);
    format!(
        "Divisions {}/{n} · cut 0 to {}",
        state.division() + 1,
        painter.words.lever_share(top)
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
    fn of(width: u16) -> Self {
        let people = if width >= 44 { 8 } else { 0 };
        let money = if width >= 52 { 8 } else { 0 };
        let left = width.saturating_sub(2 * (SHARE + 1) + people + money + 2);
        let name = (left * 2 / 5).clamp(8, 26);
        let tracks = left.saturating_sub(name);
        let cut = tracks * 3 / 5;
        Self {
            name,
            cut,
            people,
            money,
            reallocate: tracks.saturating_sub(cut),
        }
    }
}

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let columns = Columns::of(area.width);
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
    painter.put_right(column(line, x, columns.money), "a year", Role::Dim);
    x += columns.money + 1;
    let to_ai = column(line, x, columns.reallocate + SHARE + 1);
    painter.put(to_ai, "to AI", active(Pane::Reallocation));
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
    let selected = index == state.division();
    let name_role = if selected { Role::Cursor } else { Role::Text };
    let pane = if state.pane() == Pane::Reallocation {
        Pane::Reallocation
    } else {
        Pane::Cuts
    };
    painter.hit(line, Target::Row(pane, index));
    painter.put_cut(
        column(line, 0, columns.name),
        &state.scenario().divisions[index].name,
        name_role,
    );
    let outcome = &state.outcome().divisions[index];
    let mut x = columns.name + 1;
    for (lever, track) in [
        (Lever::Cut, columns.cut),
        (Lever::Reallocate, columns.reallocate),
    ] {
        let Some(slider) = state.slider(Input::Lever(index, lever)) else {
            continue;
        };
        let baseline = state.baseline().plan.levers[index].get(lever);
        let mut ticks = Ticks::of(&slider, baseline);
        if lever == Lever::Cut {
            let guardrail = state.scenario().inputs.divisions[index].max_cut;
            ticks.limit = (guardrail < slider.top).then_some(guardrail);
        }
        draw_track(
            painter,
            column(line, x, track),
            &slider,
            ticks,
            at_cursor(state, &slider),
        );
        let over =
            lever == Lever::Cut && slider.value > state.scenario().inputs.divisions[index].max_cut;
        let role = if over { Role::Warning } else { Role::Value };
        painter.put_right(
            column(line, x + track, SHARE + 1),
            &words.lever_share(slider.value),
            role,
        );
        x += track + SHARE + 1;
        if lever == Lever::Cut {
            painter.put_right(
                column(line, x, columns.people),
                &words.people(people),
                Role::Value,
            );
            x += columns.people;
            painter.put_right(
                column(line, x, columns.money),
                &words.amount(outcome.run_rate),
                Role::Value,
            );
            x += columns.money + 1;
        }
    }
}
