//! Which simulations are wanted, which are there, and of what.
//!
//! A simulation carries the key it was asked for with. One that comes late has another key than what
//! is shown and is dropped, and none is ever shown as if it were of another plan.

use std::sync::Arc;

use crate::model::simulate::{METRICS, Metric, Simulation};
use crate::tui::document::PlanVersion;

/// Draws of a plan that is not shown: of many plans there would be no room for more.
pub const OTHER_PLAN_DRAWS: usize = 4_096;

/// How many draws, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimulationSettings {
    /// Draws.
    pub draws: usize,
    /// The seed they follow from.
    pub seed: u64,
}

impl SimulationSettings {
    /// The fewest and the most draws that can be asked for on the screen.
    pub const DRAWS: (usize, usize) = (100, 1_000_000);
}

impl Default for SimulationSettings {
    fn default() -> Self {
        Self {
            draws: 100_000,
            seed: 1,
        }
    }
}

/// Everything that a simulation depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimulationKey {
    /// The plan, as it was when the simulation was asked for.
    pub plan: PlanVersion,
    /// Draws and seed.
    pub settings: SimulationSettings,
}

/// The range of a figure in 8 of 10 draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// Nothing is uncertain.
    Certain,
    /// It is being computed.
    Awaited,
    /// Between two percentiles.
    Known {
        /// The 10th.
        low: f64,
        /// The 90th.
        high: f64,
        /// The standard error of the mean: how far digits make sense.
        error: f64,
    },
}

impl Range {
    /// Returns the range of `metric` in `simulation`.
    pub(crate) fn of(simulation: &Simulation, metric: Metric) -> Self {
        let spread = simulation.spread(metric);
        Self::Known {
            low: spread.percentile("p10"),
            high: spread.percentile("p90"),
            error: spread.standard_error,
        }
    }
}

/// A simulation that equals itself alone: what was computed from one is never taken for another's.
#[derive(Clone, Debug)]
pub(crate) struct Same(pub(crate) Arc<Simulation>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is simulated, and what came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Simulations {
    pub(crate) settings: SimulationSettings,
    /// Of the plan that is shown.
    shown: Option<(SimulationKey, Same)>,
    /// Of other plans, one each.
    others: Vec<(SimulationKey, Same)>,
    /// What figures should reach, by metric.
    pub(crate) targets: [Option<f64>; METRICS.len()],
}

impl Simulations {
    /// Returns the key of all draws of a plan.
    pub(crate) fn key(&self, plan: PlanVersion) -> SimulationKey {
        let settings = self.settings;
        SimulationKey { plan, settings }
    }

    /// Returns the key of the few draws of a plan that is not shown.
    pub(crate) fn other_key(&self, plan: PlanVersion) -> SimulationKey {
        let draws = self.settings.draws.min(OTHER_PLAN_DRAWS);
        let settings = SimulationSettings {
            draws,
            ..self.settings
        };
        SimulationKey { plan, settings }
    }

    /// Returns the simulation of the plan that is shown, if it is there.
    pub(crate) fn shown(&self, plan: PlanVersion) -> Option<&Same> {
        let (key, simulation) = self.shown.as_ref()?;
        (*key == self.key(plan)).then_some(simulation)
    }

    /// Returns the simulation of another plan, if it is there.
    pub(crate) fn other(&self, plan: PlanVersion) -> Option<&Same> {
        let key = self.other_key(plan);
        let mut others = self.others.iter();
        others.find(|known| known.0 == key).map(|known| &known.1)
    }

    /// Keeps a simulation of the plan that is shown.
    pub(crate) fn keep_shown(&mut self, key: SimulationKey, simulation: Arc<Simulation>) {
        self.shown = Some((key, Same(simulation)));
    }

    /// Keeps a simulation of another plan, in place of an older one of the same.
    pub(crate) fn keep_other(&mut self, key: SimulationKey, simulation: Arc<Simulation>) {
        self.others
            .retain(|(known, _)| known.plan.id != key.plan.id);
        self.others.push((key, Same(simulation)));
    }
}
