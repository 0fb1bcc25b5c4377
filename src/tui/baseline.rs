//! What figures are compared with: this plan as saved, or a plan pinned as it was.
//!
//! Must not tell plans apart by their names: a plan that is renamed stays the same, and one that
//! takes a name that became free is another.

use crate::model::{Frame, Inputs, Outcome, Plan, evaluate};
use crate::tui::{Edit, State, edit::PlanId};

/// The plan that figures are compared with.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Whether it follows the plan at hand, as it was last saved.
    pub follows_saved: bool,
    /// Its levers.
    pub plan: Plan,
    /// Quarters modelled for it.
    pub horizon: usize,
    /// What the organisation was thought to be.
    pub inputs: Inputs,
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

/// Where a plan began: what it is compared with unless another is pinned.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) plan: Plan,
    /// Whether it was ever in a file; a copy that was not began as what it was copied from.
    saved: bool,
}

impl Origin {
    pub(super) fn saved(plan: &Plan) -> Self {
        Self {
            plan: plan.clone(),
            saved: true,
        }
    }
}

impl State {
    /// What figures are compared with, in words: `this plan as saved`, `this plan as copied`, or
    /// `NAME as pinned`.
    pub fn baseline_title(&self) -> String {
        if self.baseline().follows_saved {
            self.own_title().into()
        } else {
            format!("{} as pinned", self.baseline().plan.name)
        }
    }

    /// What the plan at hand is compared with unless another is pinned.
    pub(super) fn own_title(&self) -> &'static str {
        if self.origin().saved {
            "this plan as saved"
        } else {
            "this plan as copied"
        }
    }

    pub(super) fn pinned(&self, pin: Pin) -> Baseline {
        let current = self.current_plan();
        let (follows_saved, plan) = match pin {
            Pin::Saved => (true, &self.origin().plan),
            Pin::Plan(index) => (false, &self.scenario().plans[index]),
        };
        let (scenario, saved) = (self.scenario(), &self.saved);
        let is_as_saved = scenario.horizon == saved.horizon && scenario.inputs == saved.inputs;
        let outcome = if plan == current && (is_as_saved || !follows_saved) {
            self.outcome().clone()
        } else if follows_saved {
            // What the organisation is thought to be may have changed as well as the plan.
            let frame = Frame {
                start: scenario.start,
                horizon: saved.horizon,
                options: &scenario.options,
            };
            evaluate(&saved.inputs, frame, plan)
        } else {
            scenario.evaluate_plan(plan)
        };
        Baseline {
            follows_saved,
            plan: plan.clone(),
            horizon: if follows_saved {
                saved.horizon
            } else {
                scenario.horizon
            },
            inputs: if follows_saved {
                saved.inputs.clone()
            } else {
                scenario.inputs.clone()
            },
            outcome,
        }
    }

    /// Makes room for what is remembered of a plan that begins as `copy`.
    pub(super) fn first_versions(&mut self, copy: &Plan) -> PlanId {
        self.origins.push(Origin {
            plan: copy.clone(),
            saved: false,
        });
        self.origins.len() - 1
    }

    /// Lets what is remembered of each plan move with it.
    pub(super) fn follow_ids(&mut self, edit: &Edit) {
        match *edit {
            Edit::Insert { plan, id, .. } => self.ids.insert(plan, id),
            Edit::Remove { plan, .. } => {
                self.ids.remove(plan);
            }
            _ => {}
        }
    }

    pub(super) fn origin(&self) -> &Origin {
        &self.origins[self.ids[self.plan]]
    }
}
