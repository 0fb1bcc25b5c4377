//! Figures that should be reached in so many of ten draws.
//!
//! Must not draw: the samples are kept by who asks, so that every question is asked of the same draws.

use crate::model::{
    Figure, Plan, Scenario, Unit,
    simulate::{METRICS, Samples, metric_draws},
    solve::{
        Answer, Ask,
        optimise::{optimise, too_far},
        scaled::halved,
    },
};

/// In how many of the draws, and which draws those are.
#[derive(Clone, Copy, Debug)]
pub struct Chance<'a> {
    /// The share of draws in which it should be so.
    pub share: f64,
    /// Draws of the scenario.
    pub samples: &'a Samples,
}

impl Chance<'_> {
    /// What `figure` comes to in at least the share of draws: or less, where it counts months; or more.
    pub fn of(&self, scenario: &Scenario, plan: &Plan, figure: Figure) -> f64 {
        let mut values = drawn(scenario, plan, figure, self.samples);
        let at_most = figure.spec().unit == Unit::Months;
        let worst = if at_most {
            f64::INFINITY
        } else {
            f64::NEG_INFINITY
        };
        for value in &mut values {
            // A figure that is not defined is not reached.
            *value = if value.is_finite() { *value } else { worst };
        }
        values.sort_unstable_by(f64::total_cmp);
        if !at_most {
            values.reverse();
        }
        let needed = libm::ceil(self.share * values.len() as f64 - 1e-9) as usize;
        let reached = values.get(needed.saturating_sub(1)).copied();
        reached
            .filter(|value| value.is_finite())
            .unwrap_or(f64::NAN)
    }
}

/// A figure of a plan in every draw.
pub fn drawn(scenario: &Scenario, plan: &Plan, figure: Figure, samples: &Samples) -> Vec<f64> {
    let path = figure.path(scenario);
    if let Some(row) = METRICS.iter().find(|row| row.name == path) {
        return metric_draws(scenario, plan, samples, row.metric);
    }
    let mut changed = scenario.clone();
    let of_draw = |draw: usize| {
        for (at, uncertain) in scenario.uncertain.iter().enumerate() {
            let value = samples.values(at)[draw];
            changed.inputs.set(uncertain.input, value);
        }
        let assumptions = &mut changed.inputs.assumptions;
        let most = assumptions.severance_max_weeks;
        assumptions.severance_min_weeks = assumptions.severance_min_weeks.min(most);
        figure.of(&changed.evaluate_plan(plan))
    };
    (0..samples.draws()).map(of_draw).collect()
}

/// Halvings for a figure in draws: finer than the draws can tell.
const HALVINGS: usize = 28;

/// The plans that are best for the figure as it is, taken as far as the draws ask for. Nothing says how
/// near the best that is: it has no bound and no price.
pub(super) fn with_chance(
    scenario: &Scenario,
    plan: &Plan,
    ask: &Ask,
    chance: &Chance<'_>,
) -> Answer {
    let figure = ask.target.figure();
    let to = |reach: f64| Ask {
        reach,
        ..ask.clone()
    };
    let solve = |reach: f64| optimise(scenario, plan, &to(reach), None).solution;
    let measure = |plan: &Plan| chance.of(scenario, plan, figure);
    let found = halved(scenario, plan, ask, HALVINGS, solve, |solution| {
        measure(&solution.plan)
    });
    match found {
        Some(mut solution) => {
            (solution.bound, solution.price) = (None, None);
            Answer {
                solution,
                short: None,
            }
        }
        None => {
            let mut answer = too_far(scenario, plan, ask);
            answer.solution.reached = measure(&answer.solution.plan);
            answer.short = Some(crate::model::solve::Short {
                without_caps: None,
                without_limit: None,
            });
            answer
        }
    }
}
