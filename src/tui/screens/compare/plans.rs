//! All plans side by side: figures in rows, plans in columns, the one that they are compared with first.
//!
//! Must not compute a result or round a number.

use crate::model::Figure;
use crate::tui::{
    Pane, State, Target,
    theme::Role,
    widgets::{
        figure, first_shown,
        painter::{Painter, column, cut_left, row},
    },
};
use ratatui::layout::Rect;

/// A letter for the plan `at`: A to Z, a to z, and none beyond.
pub(crate) fn letter(at: usize) -> char {
    let mut letters = ('A'..='Z').chain('a'..='z');
    letters.nth(at).unwrap_or('*')
}

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let plans = &state.scenario().plans;
    let base = &plans[state.base()].name;
    let currency = painter.words.currency_sign();
    let only = if state.only_changed() {
        " · only what differs"
    } else {
        ""
    };
    format!(
        "{} plans, {} · ▲▼ against {} {base}{only}",
        plans.len(),
        currency.trim_end(),
        letter(state.base())
    )
}

/// Columns of a figure of the plan that the others are compared with.
const VALUE: u16 = 11;
/// Columns of a change, with the gap before it.
const CHANGE: u16 = 11;

/// Rows of the table that are of no figure: its frame, its head, and the names of groups.
pub(in crate::tui) const AROUND: u16 = 8;

/// Where columns lie.
pub(crate) struct Columns {
    name: u16,
    base: u16,
    other: u16,
    /// The plans beside the base that are shown.
    pub(crate) others: Vec<usize>,
    left_out: usize,
}

impl Columns {
    fn of(width: u16, state: &State) -> Self {
        let full = if state.full_figures() { 8 } else { 0 };
        let name = (width / 4).clamp(16, 30);
        let wide = match width {
            0..=109 => 0,
            110..=179 => 5,
            _ => 11,
        };
        let (base, other) = (VALUE + full + wide, VALUE + CHANGE + 2 * full);
        let room = (width.saturating_sub(name + base) / other).max(1);
        let (others, left_out) = beside(state, usize::from(room));
        // What is left is shared out, but no column need be wider than its plan's name.
        let rest = width.saturating_sub(name + base);
        let other = (rest / others.len().max(1) as u16).clamp(other.min(rest), other + 6);
        Self {
            name,
            base,
            other,
            others,
            left_out,
        }
    }
}

impl Columns {
    /// The plans with the column where each begins and its width, the base first.
    fn places(&self, state: &State) -> Vec<(usize, u16, u16)> {
        let others = self.others.iter().enumerate();
        let x = |at: usize| self.name + self.base + self.other * at as u16;
        let mut places = vec![(state.base(), self.name, self.base)];
        places.extend(others.map(|(at, &plan)| (plan, x(at), self.other)));
        places
    }
}

/// Returns the plans beside the base that have room, the current one among them, and how many have none.
pub(crate) fn beside(state: &State, room: usize) -> (Vec<usize>, usize) {
    let base = state.base();
    let others: Vec<usize> = (0..state.scenario().plans.len())
        .filter(|&plan| plan != base)
        .collect();
    let at = others
        .iter()
        .position(|&plan| plan >= state.plan_index())
        .unwrap_or(others.len().saturating_sub(1));
    let first = first_shown(at, others.len(), room);
    let shown: Vec<usize> = others.iter().copied().skip(first).take(room).collect();
    let left_out = others.len() - shown.len();
    (shown, left_out)
}

/// A line of the table.
enum Line {
    Group(&'static str),
    Figure(usize, Figure),
}

fn lines(state: &State) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = "";
    for (row, &figure) in state.figures_shown().iter().enumerate() {
        let group = figure.group();
        if group != last {
            lines.push(Line::Group(group));
            last = group;
        }
        lines.push(Line::Figure(row, figure));
    }
    lines
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let columns = Columns::of(area.width, state);
    draw_head(painter, row(area, 0), &columns, state);
    let lines = lines(state);
    if lines.is_empty() {
        painter.put_cut(row(area, 1), "no figure differs", Role::Dim);
        return columns.left_out;
    }
    let cursor = state.row(Pane::Plans);
    let is_at = |line: &Line| matches!(line, Line::Figure(row, _) if *row == cursor);
    let at = lines.iter().position(is_at).unwrap_or(0);
    let room = usize::from(area.height.saturating_sub(1));
    let first = first_shown(at, lines.len(), room);
    for (y, line) in lines.iter().skip(first).take(room).enumerate() {
        let place = row(area, y as u16 + 1);
        match line {
            Line::Group(name) => {
                painter.put_cut(place, name, Role::Title);
            }
            Line::Figure(row, figure) => {
                draw_figure(painter, place, &columns, state, (*row, *figure));
            }
        }
    }
    lines.len().saturating_sub(room)
}

fn draw_head(painter: &mut Painter<'_>, line: Rect, columns: &Columns, state: &State) {
    let plans = &state.scenario().plans;
    let cursor = state.row(Pane::Plans);
    if columns.left_out > 0 {
        let text = format!("{} plans more ←→", columns.left_out);
        painter.put_cut(column(line, 0, columns.name), &text, Role::Dim);
    }
    for (plan, x, width) in columns.places(state) {
        let place = column(line, x + 2, width.saturating_sub(2));
        let role = if plan == state.plan_index() {
            Role::Cursor
        } else {
            Role::Title
        };
        let mark = if plan == state.base() { "◆" } else { "" };
        let text = format!("{} {mark}{}", letter(plan), plans[plan].name);
        painter.put_cut(place, &text, role);
        painter.hit(
            column(line, x, width),
            Target::Plan(Pane::Plans, cursor, state.document.ids()[plan]),
        );
    }
}

fn draw_figure(
    painter: &mut Painter<'_>,
    line: Rect,
    columns: &Columns,
    state: &State,
    (at, figure): (usize, Figure),
) {
    let is_at_cursor = at == state.row(Pane::Plans);
    let role = if is_at_cursor {
        Role::Cursor
    } else {
        Role::Dim
    };
    let label = match figure {
        Figure::Option(..) | Figure::InYear(_) => figure.label(state.scenario()),
        _ => figure.spec().label.into(),
    };
    painter.put_cut(column(line, 1, columns.name - 1), &label, role);
    let values = state.in_all_plans(figure);
    let best = state.best_at(figure, &values);
    let base = values[state.base()];
    for (plan, x, width) in columns.places(state) {
        let place = column(line, x, width);
        let id = state.document.ids()[plan];
        painter.hit(place, Target::Plan(Pane::Plans, at, id));
        let change = match plan == state.base() {
            true => 0,
            false => width * CHANGE / (VALUE + CHANGE),
        };
        let value = column(place, 0, width - change);
        let is_at_hand = plan == state.plan_index();
        draw_value(
            painter,
            value,
            figure,
            values[plan],
            (is_at_hand, best[plan]),
        );
        let kind = figure.spec().unit;
        let change = cut_left(place, width - change + 1);
        figure::draw_change(painter, change, kind, base, values[plan]);
    }
}

fn draw_value(
    painter: &mut Painter<'_>,
    place: Rect,
    figure: Figure,
    value: f64,
    (is_at_hand, is_best): (bool, bool),
) {
    let role = match is_at_hand {
        true => Role::Headline,
        false => Role::Value,
    };
    let room = place.width.saturating_sub(3);
    let unit = figure.spec().unit;
    let text = figure::fitting(painter.words, room, |words| words.compared(value, unit));
    let used = painter.put_right(place, &text, role);
    if is_best {
        let mark = column(place, place.width.saturating_sub(used + 2), 1);
        painter.put(mark, "●", Role::Focus);
    }
}
