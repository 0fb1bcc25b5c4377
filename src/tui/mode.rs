//! What keys go to: a view, or what is open over it.
//!
//! Must not know a key.

use crate::tui::{Dialog, State, View};

/// What keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Any view.
    View,
    /// The levers and results of a plan.
    Explore,
    /// The figures of a pane of results.
    Figures,
    /// Quarters in their order.
    Timeline,
    /// Draws, and what a figure hangs on.
    Risk,
    /// All plans side by side.
    Compare,
    /// What to decide for a target.
    Solve,
    /// The table of all inputs.
    Inputs,
    /// A list that is open.
    List,
    /// A line that is being typed.
    Text,
    /// What narrows the table of inputs down.
    Find,
    /// The dialog of an input.
    Form,
    /// What explains a figure or an input.
    Explain,
}

impl Mode {
    /// What keys go to now.
    pub fn of(state: &State) -> Self {
        match state.dialog() {
            None => Self::of_view(state),
            Some(Dialog::List(_) | Dialog::About) => Self::List,
            Some(Dialog::Text(_)) => Self::Text,
            Some(Dialog::Find) => Self::Find,
            Some(Dialog::Form(_)) => Self::Form,
            Some(Dialog::Explain(_)) => Self::Explain,
        }
    }

    /// What keys go to once nothing is open over the view.
    pub fn of_view(state: &State) -> Self {
        match state.view() {
            View::Explore if state.figures_at_hand() => Self::Figures,
            View::Explore => Self::Explore,
            View::Timeline => Self::Timeline,
            View::Risk => Self::Risk,
            View::Compare => Self::Compare,
            View::Solve => Self::Solve,
            View::Inputs => Self::Inputs,
        }
    }

    /// Whether an action of the mode `of` can be done: every view has the keys of any view.
    pub fn has(self, of: Self) -> bool {
        let is_view = !matches!(
            self,
            Self::List | Self::Text | Self::Find | Self::Form | Self::Explain
        );
        self == of || of == Self::View && is_view
    }
}
