//! The table of panes: what each is called and what draws it.
//!
//! To add a pane: a file below, a row here, and its place in `layout`.
//!
//! Must not know where a pane lies.

mod ai;
mod cash;
mod curve;
mod division;
mod divisions;
mod drivers;
mod duel;
mod frontier;
mod headcount;
mod input;
mod inputs;
mod levers;
mod matrix;
mod metrics;
mod plan;
mod plans;
mod portfolio;
mod quarters;
mod quest;
mod savings;
mod solution;
mod spread;
mod standing;
mod warnings;

pub(super) use input::lines as lines_of_input;
pub(super) use plans::AROUND as PLANS_AROUND;
pub(super) use quarters::ROWS as QUARTER_ROWS;

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
    /// Whether figures show their change against the baseline.
    shows_changes: bool,
}

/// Reallocation is a column of the table of cuts, so it has no row of its own.
const TABLE: [Spec; Pane::COUNT - 1] = [
    Spec {
        pane: Pane::Cuts,
        title: divisions::title,
        draw: divisions::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Division,
        title: division::title,
        draw: division::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Plan,
        title: |_, _| "Plan".into(),
        draw: plan::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Portfolio,
        title: portfolio::title,
        draw: portfolio::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Headcount,
        title: |_, _| "Headcount, FTE".into(),
        draw: headcount::draw,
        shows_changes: true,
    },
    Spec {
        pane: Pane::Savings,
        title: savings::title,
        draw: savings::draw,
        shows_changes: true,
    },
    Spec {
        pane: Pane::Ai,
        title: ai::title,
        draw: ai::draw,
        shows_changes: true,
    },
    Spec {
        pane: Pane::Cash,
        title: cash::title,
        draw: cash::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Warnings,
        title: warnings::title,
        draw: warnings::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Quarters,
        title: quarters::title,
        draw: quarters::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Drivers,
        title: drivers::title,
        draw: drivers::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Spread,
        title: spread::title,
        draw: spread::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Metrics,
        title: metrics::title,
        draw: metrics::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Plans,
        title: plans::title,
        draw: plans::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Matrix,
        title: matrix::title,
        draw: matrix::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Standing,
        title: standing::title,
        draw: standing::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Duel,
        title: duel::title,
        draw: duel::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Quest,
        title: quest::title,
        draw: quest::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Solution,
        title: solution::title,
        draw: solution::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Frontier,
        title: frontier::title,
        draw: frontier::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Inputs,
        title: inputs::title,
        draw: inputs::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Input,
        title: input::title,
        draw: input::draw,
        shows_changes: false,
    },
];

/// Draws every pane that has an area.
pub(super) fn draw(painter: &mut Painter<'_>, areas: &Areas, state: &State) {
    let mut explained = false;
    for spec in &TABLE {
        let area = areas.of(spec.pane);
        if area.is_empty() {
            continue;
        }
        let focused = areas.of(state.pane()) == area;
        let title = (spec.title)(painter, state);
        painter.hit(area, Target::Pane(spec.pane));
        let inside = painter.frame(area, &title, focused);
        if spec.pane == Pane::Savings && state.is_uncertain() {
            painter.note(area, &title, &["8 in 10 draws".into()]);
        }
        if spec.shows_changes && !explained {
            explained = true;
            painter.note(area, &title, &against(state));
        }
        let left_out = (spec.draw)(painter, inside, state);
        let remedy = if state.view_with(spec.pane) != state.view() {
            " in Timeline"
        } else if state.zoomed() {
            " in a taller window"
        } else {
            ", z zooms"
        };
        painter.more(area, left_out, remedy);
    }
}

/// What the changes are against: in full, and shorter.
fn against(state: &State) -> [String; 2] {
    let title = state.baseline_title();
    let short = match title.strip_prefix("this plan as ") {
        Some(done) => format!("▲▼ since {done}"),
        None => "▲▼ against the pinned".into(),
    };
    [format!("▲▼ against {title}"), short]
}
