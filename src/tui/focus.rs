//! Where the cursor goes: to a row of a pane, or to where an input is set.
//!
//! Must not change the scenario.

use crate::model::{Input, Lever};
use crate::tui::{
    Pane, PlanRow, State, View, controls::DIVISION_ROWS, screens::inputs::table::Sheet,
};

impl State {
    pub(super) fn focus(&mut self, pane: Pane, row: usize) {
        let row = row.min(self.rows_in(pane) - 1);
        self.panes[self.view_with(pane) as usize] = pane;
        self.rows[pane as usize] = row;
        if pane == Pane::Metrics {
            self.look_at_another_metric();
            self.rows[Pane::Drivers as usize] = 0;
        }
        // The tables of divisions share their row, and so do an input and its details,
        // and the curve and the table of quarters.
        let shared: [&[Pane]; 3] = [
            &[Pane::Cuts, Pane::Reallocation, Pane::Matrix],
            &[Pane::Inputs, Pane::Input],
            &[Pane::Cash, Pane::Quarters],
        ];
        for panes in shared.into_iter().filter(|panes| panes.contains(&pane)) {
            panes
                .iter()
                .for_each(|&pane| self.rows[pane as usize] = row);
        }
    }

    pub(super) fn show(&mut self, view: View) {
        self.view = view;
        if view == View::Solve {
            self.follow_quest();
        }
    }

    /// Shows where `input` is set.
    pub(super) fn visit(&mut self, input: Input) {
        self.dialog = None;
        self.view = match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => View::Explore,
            _ => View::Inputs,
        };
        if self.view == View::Inputs {
            self.panes[View::Inputs as usize] = Pane::Inputs;
            if !self.shows_input(input) {
                self.refilter(|sheet| *sheet = Sheet::default());
            }
        }
        self.focus_on(input);
    }

    pub(super) fn focus_on(&mut self, input: Input) {
        self.find_input(input);
        match input {
            Input::Lever(division, lever) => {
                self.focus(Pane::Cuts, division);
                if self.view == View::Compare && lever == Lever::Cut {
                    self.focus(Pane::Matrix, division);
                }
                match lever {
                    Lever::Cut => {}
                    Lever::Reallocate => self.focus(Pane::Reallocation, division),
                    _ => {
                        let row = DIVISION_ROWS.iter().position(|row| *row == lever);
                        self.focus(Pane::Division, row.unwrap_or(0));
                    }
                }
            }
            Input::Plan(lever) => {
                self.focus(Pane::Plan, PlanRow::Lever(lever).index());
            }
            Input::Share(option) => self.focus(Pane::Portfolio, option),
            _ => {}
        }
    }
}
