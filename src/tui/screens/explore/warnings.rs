//! What to know before believing the figures.
//!
//! Must not compute a result or round a number.

use crate::model::Level;
use crate::tui::{
    Pane, State, WarningGroup,
    theme::Role,
    widgets::{
        first_shown,
        painter::{Painter, cut_left, row, wrapped},
    },
};
use ratatui::layout::Rect;

pub(crate) fn title(_: &Painter<'_>, state: &State) -> String {
    match state.warning_groups().len() {
        0 => "No warnings".into(),
        all => {
            let serious = state.serious_warnings();
            format!("Warnings {serious} · notes {}", all - serious)
        }
    }
}

pub(crate) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let kinds = state.warning_groups();
    let room = usize::from(area.height);
    let first = first_shown(state.row(Pane::Warnings), kinds.len(), room);
    let mut used = 0;
    let mut told = 0;
    for kind in kinds.iter().skip(first) {
        // Each kind has a line at least, and more where that leaves the others theirs.
        let spare = room.saturating_sub(usize::from(used) + kinds.len() - first - told - 1);
        if usize::from(used) >= room {
            break;
        }
        used += draw_kind(painter, area, used, spare, kind, state);
        told += 1;
    }
    draw_summary(painter, area, state, usize::from(used) + 1);
    kinds.len() - told
}

/// Draws one kind from row `y` on at most `rows` rows; returns how many it took.
fn draw_kind(
    painter: &mut Painter<'_>,
    area: Rect,
    y: u16,
    rows: usize,
    group: &WarningGroup,
    state: &State,
) -> u16 {
    let (mark, role) = match group.warning.level() {
        Level::Warning => ("!", Role::Warning),
        Level::Note => ("·", Role::Dim),
    };
    let divisions = &state.scenario().divisions;
    let places: Vec<&str> = group
        .divisions
        .iter()
        .map(|&division| divisions[division].name.as_str())
        .collect();
    let mut text = group.warning.message().to_owned();
    if !places.is_empty() {
        let more = group.count - places.len();
        let rest = if more > 0 {
            format!("; {more} more")
        } else {
            String::new()
        };
        text = format!("{text}: {}{rest}", places.join("; "));
    }
    let lines = wrapped(&text, area.width.saturating_sub(2));
    painter.put(row(area, y), mark, role);
    let shown = lines.len().min(rows.max(1));
    for (index, line) in lines.iter().take(shown).enumerate() {
        let place = cut_left(row(area, y + index as u16), 2);
        let cut = index + 1 == shown && shown < lines.len();
        let line = if cut {
            format!("{line} …")
        } else {
            line.clone()
        };
        painter.put_cut(place, &line, Role::Text);
    }
    shown as u16
}

/// What the scenario is, where warnings leave room for all of it.
fn draw_summary(painter: &mut Painter<'_>, area: Rect, state: &State, from: usize) {
    let room = usize::from(area.height).saturating_sub(from);
    let summary = &state.scenario().summary;
    if summary.len() > room * usize::from(area.width) {
        return;
    }
    let lines = wrapped(summary, area.width);
    if lines.len() > room {
        return;
    }
    for (index, line) in lines.iter().enumerate() {
        painter.put(row(area, (from + index) as u16), line, Role::Dim);
    }
}
