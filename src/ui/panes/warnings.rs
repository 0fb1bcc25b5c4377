//! What to know before believing the figures.

use crate::app::{Pane, State};
use crate::model::Level;
use crate::ui::layout::first_shown;
use crate::ui::look::Role;
use crate::ui::painter::{Painter, cut_left, row};
use ratatui::layout::Rect;

pub(super) fn title(_: &Painter<'_>, state: &State) -> String {
    let warnings = state.warnings();
    let serious = warnings
        .iter()
        .filter(|w| w.level() == Level::Warning)
        .count();
    match warnings.len() {
        0 => "No warnings".into(),
        all => format!("Warnings {serious} · notes {}", all - serious),
    }
}

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) -> usize {
    let warnings = state.warnings();
    let room = usize::from(area.height);
    let mut order: Vec<_> = warnings.iter().collect();
    order.sort_by_key(|warning| warning.level() == Level::Note);
    let first = first_shown(state.row(Pane::Warnings), order.len(), room);
    let shown = order.iter().skip(first).take(room);
    for (index, warning) in shown.enumerate() {
        let line = row(area, index as u16);
        let (mark, role) = match warning.level() {
            Level::Warning => ("! ", Role::Warning),
            Level::Note => ("· ", Role::Dim),
        };
        let mut used = painter.put(line, mark, role);
        let place = warning
            .division
            .map_or("All", |i| state.scenario().divisions[i].name.as_str());
        used += painter.put_cut(cut_left(line, used), &format!("{place}: "), Role::Dim);
        painter.put_cut(cut_left(line, used), warning.message(), Role::Text);
    }
    order.len().saturating_sub(room)
}
