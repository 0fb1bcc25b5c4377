//! What figures are compared with: this plan as saved, or a plan pinned as it was.

use super::State;
use crate::model::{Outcome, Plan};

/// The plan that figures are compared with.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Whether it follows the plan at hand, as it was last saved.
    pub follows_saved: bool,
    /// Its levers.
    pub plan: Plan,
    /// Its results.
    pub outcome: Outcome,
}

/// A choice of baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// The plan at hand, as opened or last saved.
    Saved,
    /// The plan with this index, as it is now.
    Plan(usize),
}

impl State {
    pub(super) fn pinned(&self, pin: Pin) -> Baseline {
        let current = self.current_plan();
        let saved = || self.saved_plan(&current.name).unwrap_or(current);
        let (follows_saved, plan) = match pin {
            Pin::Saved => (true, saved()),
            Pin::Plan(index) => (false, &self.scenario().plans[index]),
        };
        let outcome = if plan == current {
            self.outcome().clone()
        } else {
            self.scenario().evaluate_plan(plan)
        };
        Baseline {
            follows_saved,
            plan: plan.clone(),
            outcome,
        }
    }
}
