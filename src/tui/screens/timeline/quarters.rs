//! The quarters as a table: people, savings, the liability rolled forward, cash and AI money.

use crate::text::Style;
use crate::tui::{
    Pane, State, Target, View,
    figures::QUARTER,
    theme::Role,
    widgets::{
        figure, first_shown,
        painter::{Painter, column, row},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(painter: &Painter<'_>, state: &State) -> String {
    let scenario = state.scenario();
    let last = scenario.start.plus(scenario.horizon - 1);
    let currency = painter.words.currency_sign();
    format!(
        "Quarters {} to {last}, {}",
        scenario.start,
        currency.trim_end()
    )
}

/// Columns of names.
const NAME: u16 = 18;

/// Columns of a figure with the gap before it.
fn figure_columns(state: &State) -> u16 {
    if state.full_figures() { 16 } else { 10 }
}

/// Rows of the table with its head.
pub(in crate::tui) const ROWS: u16 = QUARTER.len() as u16 + 1;

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let horizon = state.scenario().horizon;
    let figure = figure_columns(state);
    let room = usize::from(area.width.saturating_sub(NAME + figure) / figure);
    let selected = (state.view() == View::Timeline).then(|| state.row(Pane::Quarters));
    let first = first_shown(selected.unwrap_or(0), horizon, room);
    let last = (first + room).min(horizon);
    let at_hand = state.cursor_in(Pane::Quarters).map(|_| state.line());
    let lines = most_telling(usize::from(area.height.saturating_sub(1)), at_hand);
    for (y, &at) in lines.iter().enumerate() {
        let line = &QUARTER[at];
        let place = row(area, y as u16 + 1);
        let role = if at_hand == Some(at) {
            Role::Text
        } else {
            Role::Dim
        };
        painter.put_cut(column(place, 0, NAME), line.label, role);
        if line.adds_up {
            let values = (0..horizon).map(|at| line.value_at(state.outcome(), at));
            let x = NAME + figure * (last - first) as u16;
            figure::put(
                painter,
                column(place, x, figure),
                line.figure.spec().unit,
                values.sum(),
                Role::Dim,
            );
        }
    }
    let end = column(row(area, 0), NAME + figure * (last - first) as u16, figure);
    painter.put_right(end, "in all", Role::Dim);
    for at in first..last {
        let x = NAME + figure * (at - first) as u16;
        let place = column(area, x, figure);
        draw_quarter(painter, place, state, at, &lines, selected == Some(at));
    }
    horizon - (last - first) + (QUARTER.len() - lines.len())
}

fn draw_quarter(
    painter: &mut Painter<'_>,
    area: Rect,
    state: &State,
    at: usize,
    lines: &[usize],
    is_selected: bool,
) {
    painter.hit(area, Target::Row(Pane::Quarters, at));
    let label = state.scenario().start.plus(at).to_string();
    let role = if is_selected {
        Role::Cursor
    } else {
        Role::Title
    };
    painter.put_right(row(area, 0), &label, role);
    let at_hand = state
        .cursor_in(Pane::Quarters)
        .filter(|&quarter| quarter == at);
    for (y, &index) in lines.iter().enumerate() {
        let line = &QUARTER[index];
        let value = line.value_at(state.outcome(), at);
        let text = figure::fitting(painter.words, area.width.saturating_sub(1), |words| {
            words.format(value, line.figure.spec().unit, Style::Bare)
        });
        let is_at_hand = at_hand.is_some() && state.line() == index;
        let role = match (is_selected, text.starts_with(['-', '−'])) {
            _ if is_at_hand => Role::Cursor,
            (true, _) => Role::Headline,
            (false, true) => Role::Loss,
            (false, false) => Role::Value,
        };
        let place = row(area, y as u16 + 1);
        painter.hit(place, Target::Cell(at, index));
        painter.put_right(place, &text, role);
    }
}

/// The lines of the lowest ranks and the current one, in their order, as many as have room.
fn most_telling(room: usize, at_hand: Option<usize>) -> Vec<usize> {
    let rank_of = |index: usize| match at_hand {
        Some(at) if at == index => 0,
        _ => QUARTER[index].rank,
    };
    let of_rank = |rank: u8| (0..QUARTER.len()).filter(move |&index| rank_of(index) <= rank);
    let fits = |rank: u8| of_rank(rank).count() <= room;
    let rank = (1..=3).rev().find(|&rank| fits(rank)).unwrap_or(1);
    let mut lines: Vec<usize> = of_rank(rank).collect();
    lines.sort_by_key(|&index| rank_of(index));
    lines.truncate(room);
    lines.sort_unstable();
    lines
}
