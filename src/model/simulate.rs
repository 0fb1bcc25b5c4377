//! Uncertainty: the kernel run on thousands of draws of the uncertain inputs at once.
//!
//! Model contract, section 5. A [`Samples`] holds the draws and is kept until a distribution, a
//! correlation, the seed or their number changes; [`simulate`] runs a plan on them. Plans that share
//! their samples can be compared draw by draw. Neither depends on the number of threads or on the
//! width of the machine's vectors, and there is no randomness but that of the seed.
//!
//! Must not hold a formula of the model: a draw is what [`evaluate`](crate::model::evaluate) computes.

mod beta;
mod correlate;
mod dependency;
pub(crate) mod fit;
mod lanes;
mod metric;
mod normal;
mod paired;
mod parallel;
mod percentile;
mod quantile;
mod rank;
mod run;
mod samples;
mod sobol;
mod stream;
mod summary;
mod vectors;

pub use crate::model::simulate::{
    paired::Versus,
    summary::{Band, Driver, Histogram, Simulation, Spread},
};
pub use correlate::{Impossible, impossible};
pub use metric::{METRICS, Metric, MetricSpec};
pub use percentile::PERCENTILES;
pub use quantile::Quantiles;
pub(in crate::model) use samples::Sampler;
pub use samples::Samples;
pub use sobol::Points;

use crate::model::{Plan, Scenario};

/// How many draws to make or use, and how.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// The first so many draws; a few of many are a good sample themselves.
    pub draws: usize,
    /// On so many threads; the results are the same on any number.
    pub threads: usize,
    /// With the widest vectors of the machine; the results are the same without.
    pub wide: bool,
    /// Asked before every [`Effort::PIECE`] draws, and at the end, whether anybody still wants them.
    pub go_on: &'a (dyn Fn() -> bool + Sync),
}

impl Effort<'_> {
    /// Draws that are made in one go.
    pub const PIECE: usize = 2_048;

    /// So many draws, whatever happens.
    pub fn of(draws: usize, threads: usize) -> Self {
        Self {
            draws,
            threads,
            wide: true,
            go_on: &|| true,
        }
    }
}

/// The distribution of every metric of `plan`; nothing when nobody wanted it to its end.
///
/// `samples` are those of `scenario`.
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

/// The draws of one metric of `plan`, and nothing else.
pub(crate) fn metric_draws(
    scenario: &Scenario,
    plan: &Plan,
    samples: &Samples,
    metric: Metric,
) -> Vec<f64> {
    let columns = all_draws(scenario, plan, samples);
    columns.into_iter().nth(metric as usize).unwrap_or_default()
}

/// A column for each metric, and one for the cumulative net cash of each quarter.
pub(crate) fn all_draws(scenario: &Scenario, plan: &Plan, samples: &Samples) -> Vec<Vec<f64>> {
    let effort = Effort::of(samples.draws(), 1);
    crate::model::simulate::run::draws(scenario, plan, samples, effort).unwrap_or_default()
}

/// The share of a standard normal below `z`: a place in the units of an input's own uncertainty.
pub fn share_below(z: f64) -> f64 {
    normal::share_below(z)
}

/// The place in these units that the share `share` is below, `0 < share < 1`.
pub fn score_of(share: f64) -> f64 {
    normal::quantile(share)
}
