//! The table of panes: what each is called and what draws it.
//!
//! To add a pane: a file below, a row here, and its place in `layout`.
//!
//! Must not know where a pane lies.

mod ai;
mod cash;
mod division;
mod divisions;
mod headcount;
mod levers;
mod plan;
mod portfolio;
mod savings;
mod warnings;

use super::painter::Painter;
use super::{Areas, Target};
use crate::app::{Pane, State};
use ratatui::layout::Rect;

/// Draws the inside of a pane; returns how many things had no room.
type Draw = fn(&mut Painter<'_>, Rect, &State) -> usize;

/// One row of the table.
struct Spec {
    pane: Pane,
    title: fn(&Painter<'_>, &State) -> String,
    draw: Draw,
}

/// Reallocation is a column of the table of cuts, so it has no row of its own.
const TABLE: [Spec; Pane::COUNT - 1] = [
    Spec {
        pane: Pane::Cuts,
        title: divisions::title,
        draw: divisions::draw,
    },
    Spec {
        pane: Pane::Division,
        title: division::title,
        draw: division::draw,
    },
    Spec {
        pane: Pane::Plan,
        title: |_, _| "Plan".into(),
        draw: plan::draw,
    },
    Spec {
        pane: Pane::Portfolio,
        title: portfolio::title,
        draw: portfolio::draw,
    },
    Spec {
        pane: Pane::Headcount,
        title: |_, _| "Headcount, FTE".into(),
        draw: headcount::draw,
    },
    Spec {
        pane: Pane::Savings,
        title: savings::title,
        draw: savings::draw,
    },
    Spec {
        pane: Pane::Ai,
        title: ai::title,
        draw: ai::draw,
    },
    Spec {
        pane: Pane::Cash,
        title: cash::title,
        draw: cash::draw,
    },
    Spec {
        pane: Pane::Warnings,
        title: warnings::title,
        draw: warnings::draw,
    },
];

/// Draws every pane that has an area.
pub(super) fn draw(painter: &mut Painter<'_>, areas: &Areas, state: &State) {
    let remedy = if state.zoomed() {
        " in a taller window"
    } else {
        ", z zooms"
    };
    for spec in &TABLE {
        let area = areas.of(spec.pane);
        if area.is_empty() {
            continue;
        }
        let focused = areas.of(state.pane()) == area;
        let title = (spec.title)(painter, state);
        painter.hit(area, Target::Pane(spec.pane));
        let inside = painter.frame(area, &title, focused);
        let left_out = (spec.draw)(painter, inside, state);
        painter.more(area, left_out, remedy);
    }
}
