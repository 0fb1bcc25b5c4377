//! Uncertainty: the kernel run on thousands of draws of the uncertain inputs.
//!
//! Model contract, section 5. A [`Samples`] holds the draws and is kept until a distribution, a correlation, the seed
//! or their number changes; [`simulate`] runs a plan on them. Plans that share their samples can be compared draw by
//! draw. Results do not depend on the number of threads, and all randomness is that of the seed. There is no formula
//! of the model here: a draw is what [`evaluate`](crate::model::evaluate) computes.

mod beta;
mod correlate;
pub(crate) mod fit;
mod metric;
mod normal;
mod order_statistics;
mod paired;
mod parallel;
mod quantile;
mod run;
mod samples;
mod sobol;
mod summary;
mod vectors;

pub use crate::model::simulate::{
    paired::Paired,
    summary::{Band, Driver, Histogram, Simulation, Spread},
};
pub use correlate::{Impossible, impossible};
pub use metric::{METRICS, Metric, MetricSpec};
pub use order_statistics::PERCENTILES;
pub use quantile::Quantiles;
pub(in crate::model) use samples::Sampler;
pub use samples::Samples;
pub use sobol::Points;

use crate::model::{Plan, Scenario};

/// The number of draws to make or use, and how.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// The number of draws; the first few of many are a good sample themselves.
    pub draws: usize,
    /// The number of threads; results are the same on any number.
    pub threads: usize,
    /// Whether to use the widest vectors of the machine; results are the same without.
    pub wide: bool,
    /// Returns whether the draws are still wanted; called before every [`Effort::PIECE`] of them, and at the end.
    pub go_on: &'a (dyn Fn() -> bool + Sync),
}

impl Effort<'_> {
    /// Draws that are made between two calls of [`Effort::go_on`].
    pub const PIECE: usize = 2_048;

    /// Creates an effort that is never given up.
    pub fn of(draws: usize, threads: usize) -> Self {
        Self {
            draws,
            threads,
            wide: true,
            go_on: &|| true,
        }
    }
}

/// Simulates `plan` on `samples`, which are those of `scenario`; `None` when the result is no longer wanted.
pub fn simulate(
    scenario: &Scenario,
    plan: &Plan,
    samples: &Samples,
    effort: Effort<'_>,
) -> Option<Simulation> {
    let draws = crate::model::simulate::run::draws(scenario, plan, samples, effort)?;
    Some(Simulation::of(
        scenario,
        plan,
        samples,
        draws,
        effort.threads,
    ))
}

/// Returns the draws of one metric of `plan`.
pub(crate) fn metric_draws(
    scenario: &Scenario,
    plan: &Plan,
    samples: &Samples,
    metric: Metric,
) -> Vec<f64> {
    let columns = all_draws(scenario, plan, samples);
    columns.into_iter().nth(metric as usize).unwrap_or_default()
}

/// Returns a column of draws for each metric, and one for the cumulative net cash of each quarter.
pub(crate) fn all_draws(scenario: &Scenario, plan: &Plan, samples: &Samples) -> Vec<Vec<f64>> {
    let effort = Effort::of(samples.draws(), 1);
    crate::model::simulate::run::draws(scenario, plan, samples, effort).unwrap_or_default()
}

/// Returns the share of a standard normal distribution below the score `z`.
pub fn share_below(z: f64) -> f64 {
    normal::share_below(z)
}

/// Returns the score that the share `share` of a standard normal distribution is below, `0 < share < 1`.
pub fn score_of(share: f64) -> f64 {
    normal::quantile(share)
}
