//! What moves a figure most: decisions by a step of their sliders, assumptions by their uncertainty.
//!
//! Must not hold a formula: every end of a bar is a plan evaluated anew.

use crate::model::{Input, Lever, PLAN_LEVERS, Plan, defined, simulate::Metric};
use crate::tui::{State, Step, edit::set, rebalance};

/// What one input does to a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Which input.
    pub input: Input,
    /// The figure with the input a step lower, or at its 10th percentile.
    pub low: f64,
    /// The figure with the input a step higher, or at its 90th percentile.
    pub high: f64,
}

impl Swing {
    /// How far apart the ends are; nothing where one of them is not defined.
    pub fn size(&self) -> f64 {
        defined((self.high - self.low).abs()).unwrap_or(0.0)
    }
}

/// What moves a figure, widest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tornado {
    /// What is decided: a step of each lever down and up.
    pub levers: Vec<Swing>,
    /// What is assumed: each at its P10 and P90, the rest at base.
    pub assumptions: Vec<Swing>,
}

/// Levers of more divisions than these are left out: those that lose most people are looked at.
pub const MOST_DIVISIONS: usize = 20;

impl State {
    /// What moves the figure that is looked at.
    pub fn tornado(&self) -> &Tornado {
        let metric = self.metric();
        self.tornado.get_or_init(|| self.tornado_of(metric))
    }

    /// The input of a row of the tornado: what is decided first, then what is assumed.
    pub fn driver_at(&self, row: usize) -> Option<Input> {
        let tornado = self.tornado();
        let mut swings = tornado.levers.iter().chain(&tornado.assumptions);
        swings.nth(row).map(|swing| swing.input)
    }

    fn tornado_of(&self, metric: Metric) -> Tornado {
        Tornado {
            levers: widest(self.lever_swings(metric)),
            assumptions: widest(self.assumption_swings(metric)),
        }
    }

    fn lever_swings(&self, metric: Metric) -> Vec<Swing> {
        let of_divisions = self
            .largest_cuts()
            .into_iter()
            .flat_map(|division| Lever::ALL.map(move |spec| Input::Lever(division, spec.lever)));
        let of_plan = PLAN_LEVERS.iter().map(|spec| Input::Plan(spec.lever));
        let shares = (0..self.scenario().options.len()).map(Input::Share);
        let inputs = of_divisions.chain(of_plan).chain(shares);
        inputs
            .filter_map(|input| {
                let slider = self.slider(input)?;
                let now = metric.of(self.outcome());
                let at = |up| match slider.step(up, Step::One) {
                    Some(value) => {
                        metric.of(&self.scenario().evaluate_plan(&self.with(input, value)))
                    }
                    None => now,
                };
                let (low, high) = (at(false), at(true));
                Some(Swing { input, low, high })
            })
            .collect()
    }

    fn assumption_swings(&self, metric: Metric) -> Vec<Swing> {
        let mut changed = self.scenario().clone();
        let inputs = self.scenario().uncertain.iter().map(|told| told.input);
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
        inputs.filter_map(swing).collect()
    }

    /// The plan at hand with one lever elsewhere.
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

    fn largest_cuts(&self) -> Vec<usize> {
        let divisions = &self.outcome().divisions;
        let mut order: Vec<usize> = (0..divisions.len()).collect();
        let people = |index: usize| divisions[index].people.eliminated;
        if order.len() > MOST_DIVISIONS {
            let by_people = |a: &usize, b: &usize| people(*b).total_cmp(&people(*a));
            order.select_nth_unstable_by(MOST_DIVISIONS, by_people);
            order.truncate(MOST_DIVISIONS);
        }
        order
    }
}

/// What moves the figure at all, widest first.
fn widest(mut swings: Vec<Swing>) -> Vec<Swing> {
    // What rounding leaves between two evaluations moves nothing.
    let largest = swings.iter().map(Swing::size).fold(0.0, f64::max);
    swings.retain(|swing| swing.size() > 1e-9 * largest);
    swings.sort_by(|a, b| b.size().total_cmp(&a.size()));
    swings
}
