//! Where every pane of the Explore view lies, by integer arithmetic alone.
//!
//! No constraint solver: it can hang on long lists, and rows of a table are not a layout.

use crate::app::{Pane, State};
use ratatui::layout::Rect;

/// The smallest screen the view works on: columns and rows.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Areas of the screen; a pane that is not shown has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// First row.
    pub header: Rect,
    /// Last row.
    pub footer: Rect,
    panes: [Rect; Pane::COUNT],
}

impl Areas {
    /// The area of `pane`; empty when it is not shown.
    pub fn of(&self, pane: Pane) -> Rect {
        self.panes[pane as usize]
    }

    /// The layout of `screen`, or nothing when it is too small.
    pub fn new(screen: Rect, state: &State) -> Option<Self> {
        if screen.width < SMALLEST.0 || screen.height < SMALLEST.1 {
            return None;
        }
        let header = Rect {
            height: 1,
            ..screen
        };
        let footer = Rect {
            y: screen.bottom() - 1,
            height: 1,
            ..screen
        };
        let body = Rect {
            y: screen.y + 1,
            height: screen.height - 2,
            ..screen
        };
        let mut areas = Self {
            header,
            footer,
            panes: [Rect::default(); Pane::COUNT],
        };
        if state.zoomed() {
            areas.set(state.pane(), body);
        } else if body.width >= 110 && body.height >= 32 {
            areas.roomy(body, state);
        } else {
            areas.compact(body, state);
        }
        Some(areas)
    }

    fn set(&mut self, pane: Pane, area: Rect) {
        // Cuts and reallocation are two columns of one table.
        if matches!(pane, Pane::Cuts | Pane::Reallocation) {
            self.panes[Pane::Cuts as usize] = area;
            self.panes[Pane::Reallocation as usize] = area;
        } else {
            self.panes[pane as usize] = area;
        }
    }

    /// Everything at once: levers left, results right, the cash curve below.
    fn roomy(&mut self, body: Rect, state: &State) {
        let wide = body.width >= 170;
        let low = (body.height / 4).clamp(9, 18);
        let (upper, lower) = rows(body, body.height - low);
        let (left, right) = columns(
            upper,
            if wide {
                upper.width * 36 / 100
            } else {
                upper.width * 48 / 100
            },
        );
        self.levers(left, state);
        let (cash, warnings) = columns(lower, lower.width * 64 / 100);
        self.set(Pane::Cash, cash);
        self.set(Pane::Warnings, warnings);
        if wide {
            let (middle, ai) = columns(right, right.width / 2);
            let (headcount, savings) = rows(middle, (middle.height * 2 / 5).clamp(9, 15));
            self.set(Pane::Headcount, headcount);
            self.set(Pane::Savings, savings);
            self.set(Pane::Ai, ai);
        } else {
            let (headcount, rest) = rows(right, 8);
            let ai = (rest.height / 2).clamp(7, 13);
            let (savings, ai) = rows(rest, rest.height - ai);
            self.set(Pane::Headcount, headcount);
            self.set(Pane::Savings, savings);
            self.set(Pane::Ai, ai);
        }
    }

    fn levers(&mut self, left: Rect, state: &State) {
        let portfolio = (state.scenario().options.len() as u16).min(8) + 3;
        let both = 5;
        let divisions = left.height.saturating_sub(portfolio + both);
        let (divisions, rest) = rows(left, divisions);
        let (pair, portfolio) = rows(rest, both);
        let (division, plan) = columns(pair, pair.width / 2);
        self.set(Pane::Cuts, divisions);
        self.set(Pane::Division, division);
        self.set(Pane::Plan, plan);
        self.set(Pane::Portfolio, portfolio);
    }

    /// A small screen: the levers of a group share a place, and so do curve and warnings.
    fn compact(&mut self, body: Rect, state: &State) {
        let (left, right) = columns(body, body.width / 2);
        let options = state.scenario().options.len() as u16;
        let group = (options + 2).clamp(5, 8);
        let (divisions, lever) = rows(left, left.height - group);
        self.set(Pane::Cuts, divisions);
        let shown = match state.pane() {
            pane @ (Pane::Plan | Pane::Portfolio) => pane,
            _ => Pane::Division,
        };
        self.set(shown, lever);
        let low = (right.height / 4).max(5);
        let (upper, lower) = rows(right, right.height - low);
        let shown = if state.pane() == Pane::Warnings {
            Pane::Warnings
        } else {
            Pane::Cash
        };
        self.set(shown, lower);
        let third = upper.height / 3;
        let (headcount, rest) = rows(upper, third);
        let (savings, ai) = rows(rest, rest.height - third);
        self.set(Pane::Headcount, headcount);
        self.set(Pane::Savings, savings);
        self.set(Pane::Ai, ai);
    }
}

/// `area` split into its first `height` rows and the rest.
fn rows(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let rest = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (Rect { height, ..area }, rest)
}

/// `area` split into its first `width` columns and the rest.
fn columns(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let rest = Rect {
        x: area.x + width,
        width: area.width - width,
        ..area
    };
    (Rect { width, ..area }, rest)
}

/// The first of `total` rows to show in `room` rows so that `cursor` is among them, in the middle
/// where there is a middle.
pub(super) fn first_shown(cursor: usize, total: usize, room: usize) -> usize {
    cursor
        .saturating_sub(room / 2)
        .min(total.saturating_sub(room))
}
