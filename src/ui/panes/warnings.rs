//! What to know before believing the figures.

use crate::app::{Pane, State};
use crate::model::Level;
use crate::ui::layout::first_shown;
use crate::ui::look::Role;
use crate::ui::painter::{Painter, cut_left, row, wrapped};
use ratatui::layout::Rect;

pub(super) fn title(_: &Painter<'_>, state: &State) -> String {
    let serious = state.serious_warnings();
    match state.warnings().len() {
        0 => "No warnings".into(),
        all => format!("Warnings {serious} · notes {}", all - serious),
    }
}

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let warnings = state.warnings();
    let room = usize::from(area.height);
    let first = first_shown(state.row(Pane::Warnings), warnings.len(), room);
    let shown = warnings.iter().skip(first).take(room);
    for (index, warning) in shown.enumerate() {
        let line = row(area, index as u16);
        let chosen = state.pane() == Pane::Warnings && first + index == state.row(Pane::Warnings);
        let (mark, role) = match warning.level() {
            Level::Warning => ("! ", Role::Warning),
            Level::Note => ("· ", Role::Dim),
        };
        let mut used = painter.put(line, mark, role);
        let role = if chosen { Role::Cursor } else { Role::Text };
        used += painter.put_cut(cut_left(line, used), warning.message(), role);
        if let Some(division) = warning.division {
            let place = format!(" · {}", state.scenario().divisions[division].name);
            painter.put_cut(cut_left(line, used), &place, Role::Dim);
        }
    }
    draw_summary(painter, area, state, warnings.len().min(room) as u16 + 1);
    warnings.len().saturating_sub(room)
}

/// What the scenario is, where warnings leave room for all of it.
fn draw_summary(painter: &mut Painter<'_>, area: Rect, state: &State, from: u16) {
    let lines = wrapped(&state.scenario().summary, area.width);
    if from + lines.len() as u16 > area.height {
        return;
    }
    for (index, line) in lines.iter().enumerate() {
        painter.put(row(area, from + index as u16), line, Role::Dim);
    }
}
