//! The way back: from what should come out to what to decide.
//!
//! [`optimise()`] finds the cuts that reach a target with the least harm, [`frontier()`] all such plans from
//! none to the most, [`seek`](seek()) the value of one input that brings a figure where it should be, and
//! [`stress()`] the nearest change of what is assumed that makes a plan fail.
//!
//! Must not hold a formula of the model: amounts are those of the kernel's own sums, and every
//! answer is a plan that [`evaluate`](crate::model::evaluate) was run on.

mod breaking_point;
mod chance;
mod equal_cut;
mod failing;
mod frontier;
mod goal_seek;
mod nodes;
mod optimise;
mod problem;
mod scaled;
mod search;
mod simplex;
mod starts;
mod target;

pub use crate::model::solve::{
    breaking_point::{FURTHEST, Moved, Stress, stress},
    goal_seek::{Goal, Missed, Root, Sought, seek, value_of, with},
    optimise::optimise,
};
pub use chance::{Chance, drawn};
pub use failing::{Failing, fails};
pub use frontier::{Frontier, Point, frontier};
pub use target::{OBJECTIVES, Objective, ObjectiveSpec, Target};

use crate::model::{Outcome, Plan};

/// What cuts are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The figure that should be reached.
    pub target: Target,
    /// What it should be at least.
    pub reach: f64,
    /// What should be as small as may be.
    pub least: Objective,
    /// Whether no cut may exceed its guardrail.
    pub caps: bool,
    /// One for each division: whether its cut stays as it is.
    pub locked: Vec<bool>,
    /// The cumulative net cash may not fall below minus this.
    pub cash_limit: Option<f64>,
}

/// The cuts that were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The plan that was asked about with these cuts, and without the sources of those that changed.
    pub plan: Plan,
    /// What the kernel says of it.
    pub outcome: Outcome,
    /// The target figure, by the kernel or in the draws that were asked about.
    pub reached: f64,
    /// What was to be least.
    pub harm: f64,
    /// No cuts have less of it, where that is certain.
    pub bound: Option<f64>,
    /// How much more of it one more unit of the target takes.
    pub price: Option<f64>,
    /// The divisions that would give it.
    pub marginal: Vec<usize>,
    /// The divisions that stand at their guardrail.
    pub at_cap: Vec<usize>,
    /// The quarter whose cash limit binds.
    pub cash_binds: Option<usize>,
}

impl Solution {
    /// How far from the least the harm may be, as a share of it.
    pub fn gap(&self) -> Option<f64> {
        let gap = self.harm - self.bound?;
        // What rounding leaves of nobody is nobody.
        let is_nothing = gap <= 1e-9;
        Some(if is_nothing {
            0.0
        } else {
            gap / self.harm.abs()
        })
    }
}

/// What came of asking for cuts.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The cuts: those asked for, or those that come nearest.
    pub solution: Solution,
    /// Where the target cannot be reached, what could be without guardrails; they are heeded otherwise.
    pub short: Option<Short>,
}

/// Why a target cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Short {
    /// The most without guardrails, where there are any.
    pub without_caps: Option<f64>,
    /// The most without the limit on cash, where there is one.
    pub without_limit: Option<f64>,
}
