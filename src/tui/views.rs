//! The table of views: what each is called, how it is reached, and which panes the cursor visits in it;
//! and in which pane and row a lever is.
//!
//! To add a view: a row here, its layout in `layout.rs`, and the keys it has of its own in `actions.rs`.
//! The keys that show it, the header, pictures and demos follow from the row.

use crate::model::{Lever, Levers, PLAN_LEVERS, PlanLever};

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

/// A row of the table of views.
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

/// The table, in the order of the numbers of the views.
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
        panes: &[Pane::Plans, Pane::Matrix, Pane::Ranking, Pane::HeadToHead],
    },
    ViewSpec {
        view: View::Solve,
        name: "solve",
        title: "Solve",
        letter: 's',
        about: "what to decide for a target, and what would break the plan",
        panes: &[Pane::SolverForm, Pane::Solution, Pane::Frontier],
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

    /// Returns its row of [`VIEWS`].
    pub fn spec(self) -> &'static ViewSpec {
        &VIEWS[self as usize]
    }
}

macro_rules! panes {
    ($( $pane:ident )*) => {
        /// A pane; which view has it is in the table of views.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is the pane it names")]
        pub enum Pane {
            $( $pane, )*
        }

        impl Pane {
            /// All panes.
            pub const ALL: [Self; Self::COUNT] = [$( Self::$pane, )*];

            /// How many panes there are.
            pub const COUNT: usize = [$( stringify!($pane), )*].len();
        }
    };
}

panes! {
    Cuts Reallocation Division Plan Portfolio Headcount Savings Ai Cash Warnings Quarters Metrics Spread
    Drivers Plans Matrix Ranking HeadToHead SolverForm Solution Frontier Inputs Input
}

/// A row of the plan's own levers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRow {
    /// A share.
    Lever(PlanLever),
    /// When money may move to AI.
    Funding,
}

impl PlanRow {
    /// All rows: every lever of the plan, then the funding rule.
    pub const ALL: [Self; PLAN_LEVERS.len() + 1] = {
        let mut rows = [Self::Funding; PLAN_LEVERS.len() + 1];
        let mut at = 0;
        while at < PLAN_LEVERS.len() {
            rows[at] = Self::Lever(PLAN_LEVERS[at].lever);
            at += 1;
        }
        rows
    };

    /// Returns its place in the pane.
    pub(in crate::tui) fn index(self) -> usize {
        Self::ALL.iter().position(|row| *row == self).unwrap_or(0)
    }
}

/// Returns the pane in which a lever of a division is set: the two that all plans are made of are
/// columns of the table of divisions, the others are rows of the pane of the selected one.
pub(in crate::tui) fn pane_of(lever: Lever) -> Pane {
    match lever {
        Lever::Cut => Pane::Cuts,
        Lever::Reallocate => Pane::Reallocation,
        _ => Pane::Division,
    }
}

/// Returns the levers of the pane of the selected division, from the top: those that every plan sets,
/// then those that it may leave to the division.
pub(in crate::tui) fn division_levers() -> impl Iterator<Item = Lever> {
    let levers = |is_set: bool| {
        let levers = Lever::ALL.iter().map(|spec| spec.lever);
        let levers = levers.filter(|&lever| pane_of(lever) == Pane::Division);
        levers.filter(move |&lever| Levers::default().get(lever).is_some() == is_set)
    };
    levers(true).chain(levers(false))
}
