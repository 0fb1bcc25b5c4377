//! The table of views: what each is called, how it is reached, and which panes the cursor visits in it.
//!
//! To add a view: a row here, its layout in `ui/layout`, and what is special about its keys in
//! `action.rs`. Keys, header, pictures and demos follow from the row.
//!
//! Must not know where anything is on the screen.

use crate::tui::{Pane, State};

/// A screen of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the view it names")]
pub enum View {
    Explore,
    Timeline,
    Risk,
    Compare,
    Solve,
    Inputs,
}

/// What is known of a view.
#[derive(Clone, Copy, Debug)]
pub struct ViewSpec {
    /// The view.
    pub view: View,
    /// What the command line calls it.
    pub name: &'static str,
    /// What the screen calls it.
    pub title: &'static str,
    /// The key that follows `g`.
    pub letter: char,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// Its panes, in the order Tab visits them.
    pub panes: &'static [Pane],
}

/// All views, in the order of their numbers.
pub const VIEWS: [ViewSpec; View::COUNT] = [
    ViewSpec {
        view: View::Explore,
        name: "explore",
        title: "Explore",
        letter: 'e',
        about: "levers, and what follows from them",
        panes: &[
            Pane::Cuts,
            Pane::Reallocation,
            Pane::Division,
            Pane::Plan,
            Pane::Portfolio,
            Pane::Headcount,
            Pane::Savings,
            Pane::Ai,
            Pane::Cash,
            Pane::Warnings,
        ],
    },
    ViewSpec {
        view: View::Timeline,
        name: "timeline",
        title: "Timeline",
        letter: 't',
        about: "people and money, quarter by quarter",
        panes: &[Pane::Cash, Pane::Quarters],
    },
    ViewSpec {
        view: View::Risk,
        name: "risk",
        title: "Risk",
        letter: 'r',
        about: "how sure a figure is, and what it hangs on",
        panes: &[Pane::Metrics, Pane::Spread, Pane::Drivers],
    },
    ViewSpec {
        view: View::Compare,
        name: "compare",
        title: "Compare",
        letter: 'c',
        about: "all plans side by side, still editable, and how often each is better",
        panes: &[Pane::Plans, Pane::Matrix, Pane::Standing, Pane::Duel],
    },
    ViewSpec {
        view: View::Solve,
        name: "solve",
        title: "Solve",
        letter: 's',
        about: "what to decide for a target, and what would break the plan",
        panes: &[Pane::Quest, Pane::Solution, Pane::Frontier],
    },
    ViewSpec {
        view: View::Inputs,
        name: "inputs",
        title: "Inputs",
        letter: 'i',
        about: "every input, where it comes from and how uncertain it is",
        panes: &[Pane::Inputs, Pane::Input],
    },
];

impl View {
    /// How many views there are.
    pub const COUNT: usize = 6;

    /// What is known of it.
    pub fn spec(self) -> &'static ViewSpec {
        &VIEWS[self as usize]
    }
}

impl State {
    /// The view that is shown.
    pub fn view(&self) -> View {
        self.view
    }

    /// The view in which `pane` can be visited: this one if it can.
    pub fn view_with(&self, pane: Pane) -> View {
        let has = |view: View| view.spec().panes.contains(&pane);
        let mut views = VIEWS.iter().map(|spec| spec.view);
        match has(self.view) {
            true => self.view,
            false => views.find(|&view| has(view)).unwrap_or(self.view),
        }
    }

    /// The pane that Tab goes to from this one.
    pub(super) fn pane_beside(&self, forward: bool) -> Pane {
        let panes = self.view.spec().panes;
        let at = panes.iter().position(|&pane| pane == self.pane());
        let step = if forward { 1 } else { panes.len() - 1 };
        panes[(at.unwrap_or(0) + step) % panes.len()]
    }
}
