//! Two plans draw by draw: how far apart they are, and how often one is the better.
//!
//! Draws are the same for every plan, so what is left of the luck of a draw is what the plans do
//! with it. Must not simulate.

use crate::model::{
    change, same,
    simulate::{
        metric::Metric,
        percentile::{Between, percentiles},
        summary::Simulation,
    },
};

/// One plan against another at one metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Versus {
    /// How much more the one has: 1 draw in 10 is below. A payback that only the other has is
    /// +infinity, one that only this plan has -infinity.
    pub p10: f64,
    /// Half of the draws are below.
    pub p50: f64,
    /// 1 draw in 10 is above.
    pub p90: f64,
    /// The share of draws in which it is better.
    pub beats: f64,
    /// In which neither is.
    pub equal: f64,
    /// In which it is worse.
    pub loses: f64,
    /// Of the mean difference, if the draws were independent: an upper bound. Undefined where a
    /// difference is infinite.
    pub standard_error: f64,
    /// How many draws were compared.
    pub n_draws: usize,
}

impl Versus {
    /// `one` against `other`, on the draws that both have; nothing when they are from different
    /// seeds, or when `metric` is not defined for one of them.
    ///
    /// A payback that never comes is later than any that does, and as late as another that never does.
    pub fn of(one: &Simulation, other: &Simulation, metric: Metric) -> Option<Self> {
        if one.seed() != other.seed() {
            return None;
        }
        let is_payback = metric == Metric::PaybackMonths;
        let better = metric.better();
        let unit = metric.spec().unit;
        let never = |value: f64| match value.is_nan() && is_payback {
            true => f64::INFINITY,
            false => value,
        };
        let (mut differences, mut beats, mut loses) = (Vec::new(), 0_usize, 0_usize);
        for (&a, &b) in one.draws(metric).iter().zip(other.draws(metric)) {
            let (a, b) = (never(a), never(b));
            if a.is_nan() || b.is_nan() {
                continue;
            }
            if same(a, b) {
                differences.push(0.0);
                continue;
            }
            differences.push(change(b, a));
            match better.merit(unit, a) > better.merit(unit, b) {
                true => beats += 1,
                false => loses += 1,
            }
        }
        let n_draws = differences.len();
        if n_draws == 0 {
            return None;
        }
        let between = match is_payback {
            true => Between::Nearest,
            false => Between::Line,
        };
        let [p10, p50, p90] =
            percentiles(&differences, [0.10, 0.50, 0.90], between, &mut Vec::new());
        let share = |n: usize| n as f64 / n_draws as f64;
        Some(Self {
            p10,
            p50,
            p90,
            beats: share(beats),
            equal: share(n_draws - beats - loses),
            loses: share(loses),
            standard_error: standard_error(&differences),
            n_draws,
        })
    }
}

fn standard_error(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum::<f64>()
        / n;
    (variance / n).sqrt()
}
