//! The tornado: what moves a figure most, what is decided beside what is assumed.
//!
//! Must not compute a result or round a number.

use crate::tui::{
    MOST_DIVISIONS, Pane, State, Swing, Target,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, column, cut_left, row, width},
        track::track,
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    format!("What {} hangs on", state.metric().spec().label)
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let tornado = state.tornado();
    let (left, right) = (
        column(area, 0, area.width / 2 - 1),
        cut_left(area, area.width / 2 + 1),
    );
    let divisions = state.scenario().divisions.len();
    let decided = if divisions > MOST_DIVISIONS {
        format!("what you decide: a step of each ({MOST_DIVISIONS} largest cuts)")
    } else {
        "what you decide: ░ a step down, █ a step up".to_owned()
    };
    let assumed = "what you assume: ░ at P10, █ at P90";
    let at = state.row(Pane::Drivers);
    let n_levers = tornado.levers.len();
    let levers = Part {
        title: &decided,
        swings: &tornado.levers,
        first_row: 0,
        cursor: (at < n_levers).then_some(at),
    };
    let assumptions = Part {
        title: assumed,
        swings: &tornado.assumptions,
        first_row: n_levers,
        cursor: at.checked_sub(n_levers),
    };
    draw_part(painter, left, state, &levers) + draw_part(painter, right, state, &assumptions)
}

/// One side of the tornado.
struct Part<'a> {
    title: &'a str,
    swings: &'a [Swing],
    /// The row of its first swing in the pane.
    first_row: usize,
    /// The swing at the cursor.
    cursor: Option<usize>,
}

fn draw_part(painter: &mut Painter<'_>, area: Rect, state: &State, part: &Part<'_>) -> usize {
    painter.put_cut(row(area, 0), part.title, Role::Dim);
    if part.swings.is_empty() {
        painter.put_cut(row(area, 1), "no drivers", Role::Dim);
        return 0;
    }
    let plan = state.metric().of(state.outcome());
    let reach = part
        .swings
        .iter()
        .flat_map(|swing| [swing.low - plan, swing.high - plan])
        .map(f64::abs)
        .fold(0.0, f64::max);
    let room = usize::from(area.height.saturating_sub(1));
    let first = first_shown(part.cursor.unwrap_or(0), part.swings.len(), room);
    for (index, swing) in part.swings.iter().enumerate().skip(first).take(room) {
        let line = row(area, (index - first) as u16 + 1);
        painter.hit(line, Target::Row(Pane::Drivers, part.first_row + index));
        let is_at_cursor = part.cursor == Some(index) && state.pane() == Pane::Drivers;
        draw_swing(painter, line, state, swing, (plan, reach), is_at_cursor);
    }
    part.swings.len().saturating_sub(room)
}

/// Columns of the change at each end.
const CHANGE: u16 = 9;

fn draw_swing(
    painter: &mut Painter<'_>,
    line: Rect,
    state: &State,
    swing: &Swing,
    (plan, reach): (f64, f64),
    at_cursor: bool,
) {
    let kind = state.metric().spec().unit;
    let role = if at_cursor { Role::Cursor } else { Role::Text };
    let changes = if line.width >= 52 { CHANGE } else { 0 };
    let name = (line.width.saturating_sub(2 * changes) / 2).clamp(10, 34);
    let label = swing.input.named(state.scenario());
    painter.put_cut(column(line, 0, name), &label, role);
    let bars = column(
        line,
        name + 1 + changes,
        line.width.saturating_sub(name + 1 + 2 * changes),
    );
    let half = bars.width / 2;
    let mut ends = [swing.low - plan, swing.high - plan];
    for (end, glyph, role) in [(ends[0], "░", Role::Bar), (ends[1], "█", Role::Fill)] {
        let (whole, eighths) = track(end.abs() / reach, half);
        let length = (whole + u16::from(eighths > 3))
            .max(u16::from(end != 0.0))
            .min(half);
        let from = if end < 0.0 { half - length } else { half + 1 };
        painter.fill(column(bars, from, length), glyph, role);
    }
    painter.put(column(bars, half, 1), "│", Role::Track);
    if changes > 0 {
        ends.sort_by(f64::total_cmp);
        let left = column(line, name + 1, changes);
        let right = cut_left(line, line.width - changes);
        for (place, end) in [(left, ends[0]), (right, ends[1])] {
            let text = painter.words.rounded().change_or_zero(end, kind);
            if width(&text) < place.width {
                painter.put_right(column(place, 0, place.width - 1), &text, Role::Dim);
            }
        }
    }
}
