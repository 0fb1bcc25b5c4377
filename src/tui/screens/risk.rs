//! The panes of the distribution of a figure and what drives it, and what they show: the simulation of
//! the plan that is shown, and the inputs that move the figure most.

pub(in crate::tui) mod distribution;
pub(in crate::tui) mod drivers;
pub(in crate::tui) mod metrics;
pub(in crate::tui) mod simulation;
pub(in crate::tui) mod tornado;

use std::sync::Arc;

use crate::model::{
    Input, Lever, PLAN_LEVERS, Plan,
    simulate::{METRICS, Metric, Simulation},
};
use crate::tui::{
    edit::set,
    portfolio::rebalance,
    screens::risk::{
        simulation::{Range, SimulationKey, SimulationSettings},
        tornado::{Swing, Tornado, largest_cuts, widest},
    },
    slider::Step,
    state::State,
    views::Pane,
};

impl State {
    /// Returns the key of the simulation of what is shown; one with another key is late.
    pub fn simulation_key(&self) -> SimulationKey {
        self.simulations.key(self.document.version())
    }

    /// Returns how many draws are wanted, and from which seed.
    pub fn simulation_settings(&self) -> SimulationSettings {
        self.simulations.settings
    }

    /// Whether there is anything to simulate.
    pub fn is_uncertain(&self) -> bool {
        !self.scenario().uncertain.is_empty()
    }

    /// Returns the simulation of what is shown, if it is there.
    pub fn simulation(&self) -> Option<&Simulation> {
        let known = self.simulations.shown(self.document.version())?;
        Some(&known.0)
    }

    /// Returns the range of `metric` in 8 of 10 draws.
    pub fn range(&self, metric: Metric) -> Range {
        match self.simulation() {
            _ if !self.is_uncertain() => Range::Certain,
            None => Range::Awaited,
            Some(simulation) => Range::of(simulation, metric),
        }
    }

    /// Returns the figure whose distribution is shown.
    pub fn metric(&self) -> Metric {
        METRICS[self.row(Pane::Metrics)].metric
    }

    /// Returns what `metric` should reach.
    pub fn target(&self, metric: Metric) -> Option<f64> {
        self.simulations.targets[metric as usize]
    }

    /// Returns the draws of the figure that is shown, from the least to the most, without those in
    /// which it is not defined.
    pub(in crate::tui) fn sorted_draws(&self) -> &[f64] {
        let Some(known) = self.simulations.shown(self.document.version()) else {
            return &[];
        };
        let metric = self.metric();
        self.derived.sorted_draws.get((known.clone(), metric), || {
            let draws = known.0.draws(metric).iter().copied();
            let mut sorted: Vec<f64> = draws.filter(|draw| draw.is_finite()).collect();
            sorted.sort_unstable_by(f64::total_cmp);
            sorted
        })
    }

    /// Returns what moves the figure that is shown.
    pub fn tornado(&self) -> &Tornado {
        let metric = self.metric();
        let key = (self.document.version(), metric, self.locks().to_vec());
        self.derived.tornado.get(key, || Tornado {
            levers: widest(self.lever_swings(metric)),
            assumptions: widest(self.assumption_swings(metric)),
        })
    }

    /// Returns the input of a row of the tornado: decisions first, then assumptions.
    pub fn driver_at(&self, row: usize) -> Option<Input> {
        let tornado = self.tornado();
        let mut swings = tornado.levers.iter().chain(&tornado.assumptions);
        swings.nth(row).map(|swing| swing.input)
    }

    fn lever_swings(&self, metric: Metric) -> Vec<Swing> {
        let of_divisions = largest_cuts(self.outcome())
            .into_iter()
            .flat_map(|division| Lever::ALL.map(move |spec| Input::Lever(division, spec.lever)));
        let of_plan = PLAN_LEVERS.iter().map(|spec| Input::Plan(spec.lever));
        let shares = (0..self.scenario().options.len()).map(Input::Share);
        let inputs = of_divisions.chain(of_plan).chain(shares);
        let swing = |input| {
            let slider = self.slider(input)?;
            let now = metric.of(self.outcome());
            let at = |up| match slider.step(up, Step::One) {
                Some(value) => metric.of(&self.scenario().evaluate_plan(&self.with(input, value))),
                None => now,
            };
            let (low, high) = (at(false), at(true));
            Some(Swing { input, low, high })
        };
        inputs.filter_map(swing).collect()
    }

    fn assumption_swings(&self, metric: Metric) -> Vec<Swing> {
        let mut changed = self.scenario().clone();
        let inputs = self.scenario().uncertain.iter();
        let swing = |input| {
            let base = self.scenario().inputs.get(input)?;
            let quantiles = self.quantiles(input)?;
            let mut at = |share| {
                changed.inputs.set(input, quantiles.at(share));
                metric.of(&changed.evaluate_plan(self.current_plan()))
            };
            let (low, high) = (at(0.10), at(0.90));
            changed.inputs.set(input, base);
            Some(Swing { input, low, high })
        };
        inputs
            .map(|uncertain| uncertain.input)
            .filter_map(swing)
            .collect()
    }

    /// Returns the plan that is shown with one lever elsewhere; locked shares stay.
    fn with(&self, input: Input, value: f64) -> Plan {
        let mut plan = self.current_plan().clone();
        match input {
            Input::Share(moved) => {
                if let Some(shares) = rebalance(&plan.portfolio, self.locks(), moved, value) {
                    plan.portfolio = shares;
                }
            }
            input => set(&mut plan, input, Some(value)),
        }
        plan
    }

    /// Keeps a simulation, if it is of a plan as it is now.
    pub(in crate::tui) fn take_simulation(&mut self, key: SimulationKey, found: Arc<Simulation>) {
        let id = key.plan.id;
        if key == self.simulation_key() {
            self.simulations.keep_shown(key, found);
        } else if self.document.index_of(id).is_some()
            && key == self.simulations.other_key(self.document.version_of(id))
        {
            self.simulations.keep_other(key, found);
        }
    }
}
