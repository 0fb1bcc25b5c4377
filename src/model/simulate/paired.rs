//! Paired comparison of two plans, draw by draw: how far apart they are, and how often one is the better.
//!
//! Both plans meet the same draws, so that differences between them are theirs and not those of the draws.

use crate::model::{
    change, same,
    simulate::{
        metric::Metric,
        order_statistics::{Between, percentiles},
        summary::Simulation,
    },
};

/// One plan compared with another at one metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// 10th percentile of how much more the plan has. A payback that only the other has is +infinity, one that only
    /// this plan has -infinity.
    pub p10: f64,
    /// Median of the same.
    pub p50: f64,
    /// 90th percentile of the same.
    pub p90: f64,
    /// The share of draws in which the plan is better.
    pub beats: f64,
    /// The share in which neither is.
    pub equal: f64,
    /// The share in which it is worse.
    pub loses: f64,
    /// Standard error of the mean difference as if the draws were independent, an upper bound; NaN where a difference
    /// is infinite.
    pub standard_error: f64,
    /// The number of draws that were compared.
    pub n_draws: usize,
}

impl Paired {
    /// Compares `one` with `other` on the draws that both have; `None` when their seeds differ, or when no draw defines
    /// `metric` for both.
    ///
    /// A payback that never comes is later than any that does, and as late as another that never comes.
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
