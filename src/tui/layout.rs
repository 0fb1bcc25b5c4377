//! The place of every pane of a view, by integer arithmetic alone.
//!
//! No constraint solver: it can hang on long lists, and rows of a table are not a layout.

use crate::tui::{
    Pane, PlanRow, State, View,
    screens::{compare::plans::AROUND, timeline::quarters::ROWS},
    views::division_levers,
};
use ratatui::layout::Rect;

/// The smallest screen the view works on: columns and rows.
pub const SMALLEST: (u16, u16) = (60, 18);

/// Whether the view can be drawn on a screen of this size.
pub fn fits(width: u16, height: u16) -> bool {
    width >= SMALLEST.0 && height >= SMALLEST.1
}

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
    /// Returns the area of `pane`; empty when it is not shown.
    pub fn of(&self, pane: Pane) -> Rect {
        self.panes[pane as usize]
    }

    /// Lays out `screen`; `None` when it is too small.
    pub fn new(screen: Rect, state: &State) -> Option<Self> {
        if !fits(screen.width, screen.height) {
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
        } else {
            match state.view() {
                View::Explore if body.width >= 110 && body.height >= 32 => areas.roomy(body, state),
                View::Explore => areas.compact(body, state),
                View::Timeline => areas.timeline(body),
                View::Risk => areas.risk(body),
                View::Compare => areas.compare(body, state),
                View::Solve => areas.solve(body),
                View::Inputs => areas.inputs(body),
            }
        }
        Some(areas)
    }

    /// Lays out the curve, and below it the figures it is made of.
    fn timeline(&mut self, body: Rect) {
        let table = (ROWS + 2).min(body.height * 2 / 3);
        let (curve, table) = rows(body, body.height - table);
        self.set(Pane::Cash, curve);
        self.set(Pane::Quarters, table);
    }

    /// Lays out the figures and the distribution of one of them; below, its drivers.
    fn risk(&mut self, body: Rect) {
        let (upper, drivers) = rows(body, (body.height * 3 / 5).min(30));
        let (metrics, spread) = columns(upper, (body.width * 2 / 5).min(60));
        self.set(Pane::Metrics, metrics);
        self.set(Pane::Spread, spread);
        self.set(Pane::Drivers, drivers);
    }

    /// Lays out the plans side by side; below, their cuts, the ranking and the head-to-head. On a small
    /// screen these three share a place.
    fn compare(&mut self, body: Rect, state: &State) {
        let figures = state.figures_shown().len().min(200) as u16 + AROUND;
        let most = body.height - (body.height * 9 / 20).clamp(9, 18);
        let (plans, below) = rows(body, figures.clamp(6, most));
        self.set(Pane::Plans, plans);
        if body.width < 110 {
            let shown = match state.pane() {
                pane @ (Pane::Ranking | Pane::HeadToHead) => pane,
                _ => Pane::Matrix,
            };
            self.set(shown, below);
            return;
        }
        let (matrix, rest) = columns(below, body.width * 7 / 20);
        let (ranking, head_to_head) = columns(rest, rest.width * 9 / 20);
        self.set(Pane::Matrix, matrix);
        self.set(Pane::Ranking, ranking);
        self.set(Pane::HeadToHead, head_to_head);
    }

    /// Lays out the solver form and the solution; below, the frontier.
    fn solve(&mut self, body: Rect) {
        let below = (body.height * 2 / 5).clamp(6, 22);
        let (upper, frontier) = rows(body, body.height - below);
        let (form, solution) = columns(upper, (body.width * 2 / 5).clamp(26, 46));
        self.set(Pane::SolverForm, form);
        self.set(Pane::Solution, solution);
        self.set(Pane::Frontier, frontier);
    }

    /// Lays out the table of inputs, and below it the one at the cursor.
    fn inputs(&mut self, body: Rect) {
        let details = (body.height * 4 / 11).clamp(6, 11);
        let (table, details) = rows(body, body.height - details);
        self.set(Pane::Inputs, table);
        self.set(Pane::Input, details);
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

    /// Lays out everything at once: levers and the cash curve left, results right.
    fn roomy(&mut self, body: Rect, state: &State) {
        let wide = body.width >= 170;
        let body = if wide && body.height >= 56 {
            let (body, table) = rows(body, body.height - 11);
            self.set(Pane::Quarters, table);
            body
        } else {
            body
        };
        let (left, right) = columns(body, body.width * if wide { 38 } else { 48 } / 100);
        let below_levers = self.levers(left, state);
        self.set(Pane::Cash, below_levers);
        let scales = state.scenario().peers.len() + 2;
        let ai = (state.scenario().options.len() + scales).min(40) as u16 + 5;
        let (ai, warnings) = if wide {
            let (middle, last) = columns(right, right.width / 2);
            let (headcount, savings) = rows(middle, middle.height.saturating_sub(29).max(9));
            self.set(Pane::Headcount, headcount);
            self.set(Pane::Savings, savings);
            rows(last, ai + 6)
        } else {
            let (headcount, rest) = rows(right, 9);
            let (savings, rest) = rows(rest, 10);
            self.set(Pane::Headcount, headcount);
            self.set(Pane::Savings, savings);
            rows(rest, ai.min(rest.height.saturating_sub(4)))
        };
        self.set(Pane::Ai, ai);
        self.set(Pane::Warnings, warnings);
    }

    /// Lays out the levers from the top, and returns what is left below them.
    fn levers(&mut self, left: Rect, state: &State) -> Rect {
        let scenario = state.scenario();
        let portfolio = (scenario.options.len() as u16).min(8) + 2;
        let pair = pair();
        let curve = if left.height >= 36 { 9 } else { 0 };
        let wanted = (scenario.divisions.len() + 3).min(usize::from(u16::MAX)) as u16;
        let room = left.height.saturating_sub(portfolio + pair + curve);
        let (divisions, rest) = rows(left, wanted.min(room).max(room.min(6)));
        let (pair, rest) = rows(rest, pair);
        let (portfolio, rest) = rows(rest, portfolio);
        let (division, plan) = columns(pair, pair.width / 2);
        self.set(Pane::Cuts, divisions);
        self.set(Pane::Division, division);
        self.set(Pane::Plan, plan);
        self.set(Pane::Portfolio, portfolio);
        rest
    }

    /// Lays out a small screen: the levers of a group share a place, and so do curve and warnings.
    fn compact(&mut self, body: Rect, state: &State) {
        let (left, right) = columns(body, body.width / 2);
        let shown = match state.pane() {
            pane @ (Pane::Plan | Pane::Portfolio) => pane,
            _ => Pane::Division,
        };
        let options = state.scenario().options.len().min(6) as u16;
        let group = if shown == Pane::Portfolio {
            options + 2
        } else {
            pair()
        };
        let wanted = state.scenario().divisions.len().min(200) as u16 + 3;
        let (divisions, rest) = rows(left, wanted.min(left.height - group));
        // What the levers leave free tells what to know before believing the figures.
        let has_room = rest.height >= group + 3;
        let (lever, spare) = rows(rest, if has_room { group } else { rest.height });
        self.set(Pane::Cuts, divisions);
        self.set(shown, lever);
        if has_room {
            self.set(Pane::Warnings, spare);
        }
        let low = (right.height / 4).max(5);
        let (upper, lower) = rows(right, right.height - low);
        let shown = if state.pane() == Pane::Warnings && !has_room {
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

/// Returns the rows of the two panes of levers that lie side by side, with their frames.
fn pair() -> u16 {
    division_levers().count().max(PlanRow::ALL.len()) as u16 + 2
}

/// Splits `area` into its first `height` rows and the rest.
fn rows(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let rest = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (Rect { height, ..area }, rest)
}

/// Splits `area` into its first `width` columns and the rest.
fn columns(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let rest = Rect {
        x: area.x + width,
        width: area.width - width,
        ..area
    };
    (Rect { width, ..area }, rest)
}
