//! The table of panes: what each is called and what draws it.
//!
//! To add a pane: a file below, a row here, and its place in `layout`.
//!
//! Must not know where a pane lies.

pub(crate) mod compare;
mod explore;
pub(crate) mod inputs;
pub(crate) mod risk;
pub(crate) mod solve;
pub(crate) mod timeline;

use crate::tui::{Areas, Pane, State, Target, widgets::painter::Painter};
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
        title: explore::divisions::title,
        draw: explore::divisions::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Division,
        title: explore::division::title,
        draw: explore::division::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Plan,
        title: |_, _| "Plan".into(),
        draw: explore::plan::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Portfolio,
        title: explore::portfolio::title,
        draw: explore::portfolio::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Headcount,
        title: |_, _| "Headcount, FTE".into(),
        draw: explore::headcount::draw,
        shows_changes: true,
    },
    Spec {
        pane: Pane::Savings,
        title: explore::savings::title,
        draw: explore::savings::draw,
        shows_changes: true,
    },
    Spec {
        pane: Pane::Ai,
        title: explore::ai::title,
        draw: explore::ai::draw,
        shows_changes: true,
    },
    Spec {
        pane: Pane::Cash,
        title: explore::cash::title,
        draw: explore::cash::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Warnings,
        title: explore::warnings::title,
        draw: explore::warnings::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Quarters,
        title: timeline::quarters::title,
        draw: timeline::quarters::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Drivers,
        title: risk::drivers::title,
        draw: risk::drivers::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Spread,
        title: risk::distribution::title,
        draw: risk::distribution::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Metrics,
        title: risk::metrics::title,
        draw: risk::metrics::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Plans,
        title: compare::plans::title,
        draw: compare::plans::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Matrix,
        title: compare::cuts::title,
        draw: compare::cuts::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Ranking,
        title: compare::ranking::title,
        draw: compare::ranking::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::HeadToHead,
        title: compare::head_to_head::title,
        draw: compare::head_to_head::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::SolverForm,
        title: solve::form::title,
        draw: solve::form::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Solution,
        title: solve::solution::title,
        draw: solve::solution::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Frontier,
        title: solve::frontier::title,
        draw: solve::frontier::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Inputs,
        title: inputs::list::title,
        draw: inputs::list::draw,
        shows_changes: false,
    },
    Spec {
        pane: Pane::Input,
        title: inputs::input::title,
        draw: inputs::input::draw,
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
        let remedy = if state.focus.view_with(spec.pane) != state.view() {
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
    let document = &state.document;
    let short = match (document.follows_saved(), document.is_plan_saved()) {
        (true, true) => "▲▼ since saved",
        (true, false) => "▲▼ since copied",
        (false, _) => "▲▼ against the pinned",
    };
    [
        format!("▲▼ against {}", state.baseline_title()),
        short.into(),
    ]
}
