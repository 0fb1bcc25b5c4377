//! Where the cursor is: the view that is shown, its pane, and a row in every pane.

use crate::tui::views::{Pane, VIEWS, View};

/// The view that is shown and where the cursor is in it.
#[derive(Clone, Debug)]
pub(super) struct Focus {
    /// The view that is shown.
    pub(super) view: View,
    /// The line of the table of quarters; the row there is the quarter.
    pub(super) line: usize,
    /// Whether the pane with the cursor is shown alone.
    pub(super) zoomed: bool,
    /// The pane with the cursor, in each view.
    panes: [Pane; View::COUNT],
    rows: [usize; Pane::COUNT],
}

/// Panes that share their row: the tables of divisions, an input and its details, the curve and the
/// table of quarters.
const LINKED: [&[Pane]; 3] = [
    &[Pane::Cuts, Pane::Reallocation, Pane::Matrix],
    &[Pane::Inputs, Pane::Input],
    &[Pane::Cash, Pane::Quarters],
];

impl Focus {
    /// The first pane of the first view.
    pub(super) fn new() -> Self {
        Self {
            view: VIEWS[0].view,
            line: 0,
            zoomed: false,
            panes: VIEWS.map(|spec| spec.panes[0]),
            rows: [0; Pane::COUNT],
        }
    }

    /// Returns the pane with the cursor.
    pub(super) fn pane(&self) -> Pane {
        self.panes[self.view as usize]
    }

    /// Returns the row the cursor is on in `pane`, or was last.
    pub(super) fn row(&self, pane: Pane) -> usize {
        self.rows[pane as usize]
    }

    /// Returns the view that has `pane`: the one that is shown if it does.
    pub(super) fn view_with(&self, pane: Pane) -> View {
        let has = |view: View| view.spec().panes.contains(&pane);
        let mut views = VIEWS.iter().map(|spec| spec.view);
        match has(self.view) {
            true => self.view,
            false => views.find(|&view| has(view)).unwrap_or(self.view),
        }
    }

    /// Returns the next or the previous pane of the view.
    pub(super) fn pane_beside(&self, forward: bool) -> Pane {
        let panes = self.view.spec().panes;
        let at = panes.iter().position(|&pane| pane == self.pane());
        let step = if forward { 1 } else { panes.len() - 1 };
        panes[(at.unwrap_or(0) + step) % panes.len()]
    }

    /// Puts the cursor into `pane` of the view that has it.
    pub(super) fn enter(&mut self, pane: Pane) {
        self.panes[self.view_with(pane) as usize] = pane;
    }

    /// Puts the cursor of `pane`, and of the panes that share their row with it, on `row`.
    pub(super) fn set_row(&mut self, pane: Pane, row: usize) {
        self.rows[pane as usize] = row;
        let linked = LINKED.iter().filter(|panes| panes.contains(&pane));
        for &pane in linked.copied().flatten() {
            self.rows[pane as usize] = row;
        }
        if pane == Pane::Metrics {
            // The drivers of another figure are others.
            self.rows[Pane::Drivers as usize] = 0;
        }
    }
}
