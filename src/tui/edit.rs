//! Every change as data that can be applied either way.
//!
//! A step is a few dozen bytes, so a held arrow key on a plan of thousands of divisions costs nothing.

use crate::model::{Distribution, Funding, Input, Plan, Scenario, Source, Sources, Uncertain};

/// One change of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A lever; `None` is "left to the division".
    Lever {
        /// Index of the plan.
        plan: usize,
        /// The lever.
        input: Input,
        /// Its value before.
        from: Option<f64>,
        /// Its value after.
        to: Option<f64>,
        /// What the plan loses of its sources with it.
        cites: Cites,
    },
    /// The portfolio, because one share moved.
    Shares {
        /// Index of the plan.
        plan: usize,
        /// The share that moved; the others followed.
        moved: usize,
        /// All shares before.
        from: Vec<f64>,
        /// All shares after.
        to: Vec<f64>,
        /// What the plan loses of its sources with them.
        cites: Cites,
    },
    /// A number of the organisation, or the horizon.
    Input {
        /// The input.
        input: Input,
        /// Its value before.
        from: f64,
        /// Its value after.
        to: f64,
        /// What the scenario loses of its sources with it.
        cites: Cites,
    },
    /// The distribution of a number of the organisation; `None` is certain.
    Uncertain {
        /// The input.
        input: Input,
        /// Its place among the uncertain inputs.
        at: usize,
        /// Its distribution before.
        from: Option<Distribution>,
        /// Its distribution after.
        to: Option<Distribution>,
    },
    /// The funding rule.
    Funding {
        /// Index of the plan.
        plan: usize,
        /// The rule before.
        from: Funding,
        /// The rule after.
        to: Funding,
    },
    /// The name of a plan.
    Rename {
        /// Index of the plan.
        plan: usize,
        /// The name before.
        from: String,
        /// The name after.
        to: String,
    },
    /// A new plan.
    Insert {
        /// Its index.
        plan: usize,
        /// The plan.
        content: Box<Plan>,
        /// Its id, which it keeps when it comes back.
        id: PlanId,
    },
    /// A deleted plan.
    Remove {
        /// The index it had.
        plan: usize,
        /// The plan.
        content: Box<Plan>,
        /// Its id, which it keeps when it comes back.
        id: PlanId,
    },
}

/// A plan, whatever its name and place; never given to another. Only the document knows where it is
/// now, so an id that comes from an old frame can lead to no other plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanId(pub(super) usize);

/// The sources that a change takes away: a number that was changed is no longer the one that was cited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cites {
    /// In the order in which they are taken away, each with its place at that moment.
    lost: Vec<(usize, (String, Source))>,
    /// Whether the change brings them back.
    comes_back: bool,
}

impl Cites {
    /// Returns what `sources` lose when the inputs at `changed` are changed.
    pub(super) fn of(sources: &Sources, changed: &[String]) -> Self {
        let is_lost = |&at: &usize| changed.contains(&sources[at].0);
        let lost = (0..sources.len()).rev().filter(is_lost);
        Self {
            lost: lost.map(|at| (at, sources[at].clone())).collect(),
            comes_back: false,
        }
    }

    fn apply(&self, sources: &mut Sources) {
        if self.comes_back {
            for (at, source) in self.lost.iter().rev() {
                sources.insert(*at, source.clone());
            }
        } else {
            for (at, _) in &self.lost {
                sources.remove(*at);
            }
        }
    }
}

impl Edit {
    /// Returns the index of the plan to show once it is applied; `None` when it is of no plan.
    pub fn plan(&self, scenario: &Scenario) -> Option<usize> {
        match *self {
            Self::Input { .. } | Self::Uncertain { .. } => None,
            Self::Lever { plan, .. }
            | Self::Shares { plan, .. }
            | Self::Funding { plan, .. }
            | Self::Rename { plan, .. }
            | Self::Insert { plan, .. }
            | Self::Remove { plan, .. } => Some(plan.min(scenario.plans.len() - 1)),
        }
    }

    /// Returns the change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        if let Self::Lever { cites, .. } | Self::Shares { cites, .. } | Self::Input { cites, .. } =
            &mut inverse
        {
            cites.comes_back = !cites.comes_back;
        }
        match &mut inverse {
            Self::Lever { from, to, .. } => std::mem::swap(from, to),
            Self::Shares { from, to, .. } => std::mem::swap(from, to),
            Self::Input { from, to, .. } => std::mem::swap(from, to),
            Self::Uncertain { from, to, .. } => std::mem::swap(from, to),
            Self::Funding { from, to, .. } => std::mem::swap(from, to),
            Self::Rename { from, to, .. } => std::mem::swap(from, to),
            Self::Insert { plan, content, id } => {
                return Self::Remove {
                    plan: *plan,
                    content: content.clone(),
                    id: *id,
                };
            }
            Self::Remove { plan, content, id } => {
                return Self::Insert {
                    plan: *plan,
                    content: content.clone(),
                    id: *id,
                };
            }
        }
        inverse
    }

    pub(super) fn apply(&self, scenario: &mut Scenario) {
        match self {
            Self::Lever {
                plan,
                input,
                to,
                cites,
                ..
            } => {
                set(&mut scenario.plans[*plan], *input, *to);
                cites.apply(&mut scenario.plans[*plan].sources);
            }
            Self::Shares {
                plan, to, cites, ..
            } => {
                scenario.plans[*plan].portfolio.clone_from(to);
                cites.apply(&mut scenario.plans[*plan].sources);
            }
            Self::Input {
                input, to, cites, ..
            } => {
                match input {
                    Input::Horizon => scenario.horizon = *to as usize,
                    input => scenario.inputs.set(*input, *to),
                }
                cites.apply(&mut scenario.sources);
            }
            Self::Uncertain {
                input,
                at,
                from,
                to,
            } => {
                if from.is_some() {
                    scenario.uncertain.remove(*at);
                }
                if let Some(distribution) = to {
                    let uncertain = Uncertain {
                        input: *input,
                        distribution: distribution.clone(),
                    };
                    scenario.uncertain.insert(*at, uncertain);
                }
            }
            Self::Funding { plan, to, .. } => scenario.plans[*plan].funding = *to,
            Self::Rename { plan, to, .. } => scenario.plans[*plan].name.clone_from(to),
            Self::Insert { plan, content, .. } => scenario.plans.insert(*plan, (**content).clone()),
            Self::Remove { plan, .. } => {
                scenario.plans.remove(*plan);
            }
        }
    }

    /// Whether it leaves everything as it was.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Lever { from, to, .. } => from == to,
            Self::Shares { from, to, .. } => from == to,
            Self::Input { from, to, .. } => from == to,
            Self::Uncertain { from, to, .. } => from == to,
            Self::Funding { from, to, .. } => from == to,
            Self::Rename { from, to, .. } => from == to,
            Self::Insert { .. } | Self::Remove { .. } => false,
        }
    }

    /// Whether sources go or come with it.
    pub(super) fn changes_sources(&self) -> bool {
        match self {
            Self::Lever { cites, .. } | Self::Shares { cites, .. } | Self::Input { cites, .. } => {
                !cites.lost.is_empty()
            }
            Self::Uncertain { .. }
            | Self::Funding { .. }
            | Self::Rename { .. }
            | Self::Insert { .. }
            | Self::Remove { .. } => false,
        }
    }

    /// Ends where `next` ends, when both move the same slider; returns whether they do.
    pub(super) fn takes_in(&mut self, next: &Self) -> bool {
        use Edit::{Lever, Shares};
        match (self, next) {
            (
                Lever {
                    plan: a,
                    input: moved,
                    to,
                    cites,
                    ..
                },
                Lever {
                    plan: b,
                    input: same,
                    to: now,
                    cites: lost,
                    ..
                },
            ) if a == b && moved == same => {
                *to = *now;
                cites.lost.extend_from_slice(&lost.lost);
            }
            (
                Shares {
                    plan: a,
                    moved,
                    to,
                    cites,
                    ..
                },
                Shares {
                    plan: b,
                    moved: same,
                    to: now,
                    cites: lost,
                    ..
                },
            ) if a == b && moved == same => {
                to.clone_from(now);
                cites.lost.extend_from_slice(&lost.lost);
            }
            _ => return false,
        }
        true
    }
}

/// Returns the value of a lever in `plan`; `None` where it is left to the division.
pub(super) fn get(plan: &Plan, input: Input) -> Option<f64> {
    match input {
        Input::Lever(division, lever) => plan.levers[division].get(lever),
        Input::Plan(lever) => Some(lever.of(plan)),
        _ => None,
    }
}

/// Sets a lever of `plan`; `None` leaves it to the division.
pub(super) fn set(plan: &mut Plan, input: Input, value: Option<f64>) {
    match (input, value) {
        (Input::Lever(division, lever), value) => plan.levers[division].set(lever, value),
        (Input::Plan(lever), Some(value)) => lever.set(plan, value),
        _ => {}
    }
}

/// Whether a lever of one plan is set otherwise than in another.
pub(super) fn differs(input: Input, plan: &Plan, other: &Plan) -> bool {
    match input {
        Input::Share(share) => plan.portfolio[share] != other.portfolio[share],
        input => get(plan, input) != get(other, input),
    }
}
