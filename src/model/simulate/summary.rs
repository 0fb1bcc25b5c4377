//! The summary of a simulation: the distribution of every metric, and the inputs that drive the net present value.

use crate::model::{
    Input, Plan, Scenario, evaluate,
    simulate::{
        metric::{METRICS, Metric},
        order_statistics::{Between, PERCENTILES, correlation, percentiles, ranks},
        parallel,
        samples::Samples,
    },
};
use std::borrow::Cow;

/// The distribution of every metric of a plan, and the draws behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// The seed of the draws.
    seed: u64,
    /// The draws of each row of [`METRICS`].
    draws: Vec<Vec<f64>>,
    /// The distribution of each row of [`METRICS`].
    pub metrics: Vec<Spread>,
    /// Cumulative net cash by quarter.
    pub fan: Vec<Band>,
    /// The uncertain inputs by how much they move the net present value, most first.
    pub sensitivity: Vec<Driver>,
}

/// The distribution of a figure. What is not defined is NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean of all draws; not defined when any draw is not.
    pub mean: f64,
    /// Standard deviation of the draws, dividing by their number.
    pub sd: f64,
    /// The percentiles of [`PERCENTILES`].
    pub percentiles: [f64; PERCENTILES.len()],
    /// Standard error of the mean as if the draws were independent: an upper bound.
    pub standard_error: f64,
}

/// One quarter of the fan chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// The influence of an uncertain input on the net present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Driver {
    /// The input.
    pub input: Input,
    /// The net present value with this input at its 10th percentile, the rest at base.
    pub low: f64,
    /// The same at its 90th percentile.
    pub high: f64,
    /// Spearman's correlation of the draws of both; NaN where one of them does not vary.
    pub rank_correlation: f64,
}

impl Driver {
    /// Returns the distance between the two values.
    pub fn swing(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

impl Spread {
    /// Describes `values` of a metric; a payback is never interpolated between draws.
    pub fn of(values: &[f64], metric: Metric) -> Self {
        Self::within(values, metric, &mut Vec::new())
    }

    fn within(values: &[f64], metric: Metric, keys: &mut Vec<u64>) -> Self {
        // Counted from one of the draws, so that the mean of equal draws is exact.
        let one = values.first().copied().unwrap_or(f64::NAN);
        let mean = one + mean_of(values, |value| value - one);
        let sd = mean_of(values, |value| (value - mean) * (value - mean)).sqrt();
        let between = match metric {
            Metric::PaybackMonths => Between::Nearest,
            _ => Between::Line,
        };
        Self {
            mean,
            sd,
            percentiles: percentiles(values, PERCENTILES.map(|(_, share)| share), between, keys),
            standard_error: sd / (values.len() as f64).sqrt(),
        }
    }

    /// Returns the percentile called `name` in [`PERCENTILES`].
    pub fn percentile(&self, name: &str) -> f64 {
        let rows = PERCENTILES.iter().zip(self.percentiles);
        let mut named = rows.filter(|((known, _), _)| *known == name);
        named.next().map_or(f64::NAN, |(_, value)| value)
    }
}

/// Returns the mean of a function of every value, added up in a fixed order that vector instructions can follow.
fn mean_of(values: &[f64], of: impl Fn(f64) -> f64) -> f64 {
    let mut sums = [0.0; 8];
    for part in values.chunks(sums.len()) {
        for (sum, &value) in sums.iter_mut().zip(part) {
            *sum += of(value);
        }
    }
    sums.iter().sum::<f64>() / values.len() as f64
}

/// A part of the summary; it is given memory to sort in.
type Task<'a> = Box<dyn FnOnce(&mut Vec<u64>) + Send + 'a>;

impl Simulation {
    /// Summarises `draws`: a column for each metric and one for each quarter.
    pub(super) fn of(
        scenario: &Scenario,
        plan: &Plan,
        samples: &Samples,
        mut draws: Vec<Vec<f64>>,
        threads: usize,
    ) -> Self {
        let (metrics, quarters) = draws.split_at(METRICS.len());
        let mut spreads: Vec<Option<Spread>> = vec![None; metrics.len()];
        let mut fan: Vec<Option<Band>> = vec![None; quarters.len()];
        let mut sensitivity = Vec::new();
        let mut tasks: Vec<Task<'_>> = Vec::new();
        // The longest first, so that no thread is left alone with it.
        tasks.push(Box::new(|_| {
            sensitivity = drivers(scenario, plan, samples, &metrics[Metric::Npv as usize]);
        }));
        for ((spread, values), row) in spreads.iter_mut().zip(metrics).zip(&METRICS) {
            tasks.push(Box::new(|keys| {
                *spread = Some(Spread::within(values, row.metric, keys));
            }));
        }
        for (band, values) in fan.iter_mut().zip(quarters) {
            tasks.push(Box::new(|keys| *band = Some(Band::of(values, keys))));
        }
        parallel::each(threads, tasks, |keys: &mut Vec<u64>, task| task(keys));
        let (metrics, fan) = (spreads.into_iter().flatten(), fan.into_iter().flatten());
        let (metrics, fan) = (metrics.collect(), fan.collect());
        draws.truncate(METRICS.len());
        Self {
            seed: samples.seed(),
            draws,
            metrics,
            fan,
            sensitivity,
        }
    }

    /// Returns the histogram of the middle 98 % of the draws of `metric`, in `n_bins` bins of equal width.
    pub fn histogram(&self, metric: Metric, n_bins: usize) -> Histogram {
        Histogram::of(self.draws(metric), n_bins)
    }

    /// Returns the seed of the draws.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns the number of draws.
    pub fn n_draws(&self) -> usize {
        self.draws(Metric::Npv).len()
    }

    /// Returns the value of `metric` in every draw.
    pub fn draws(&self, metric: Metric) -> &[f64] {
        &self.draws[metric as usize]
    }

    /// Returns the distribution of `metric`.
    pub fn spread(&self, metric: Metric) -> &Spread {
        &self.metrics[metric as usize]
    }

    /// Returns the share of draws in which `metric` is as asked for; a value that is not defined never is.
    pub fn chance(&self, metric: Metric, is_as_asked: impl Fn(f64) -> bool) -> f64 {
        let draws = self.draws(metric);
        let hits = draws
            .iter()
            .filter(|draw| !draw.is_nan() && is_as_asked(**draw));
        hits.count() as f64 / draws.len() as f64
    }

    /// Returns, draw by draw, how much higher `metric` is than in `other`, which was made on the same samples.
    pub fn difference(&self, other: &Self, metric: Metric) -> Vec<f64> {
        let pairs = self.draws(metric).iter().zip(other.draws(metric));
        pairs.map(|(one, other)| one - other).collect()
    }
}

/// A histogram of draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Lower end of the first bin.
    pub from: f64,
    /// Upper end of the last bin.
    pub to: f64,
    /// Number of draws in each bin.
    pub counts: Vec<usize>,
}

impl Histogram {
    /// Counts the middle 98 % of `values`. What is not defined is in no bin, and equal draws are all in the middle one.
    fn of(values: &[f64], n_bins: usize) -> Self {
        let defined: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        let [from, to] = percentiles(&defined, [0.01, 0.99], Between::Line, &mut Vec::new());
        let mut counts = vec![0; n_bins];
        for &value in defined.iter().filter(|value| (from..=to).contains(*value)) {
            let place = if to > from {
                (value - from) / (to - from)
            } else {
                0.5
            };
            let bin = (place * n_bins as f64) as usize;
            if let Some(count) = counts.get_mut(bin.min(n_bins.saturating_sub(1))) {
                *count += 1;
            }
        }
        Self { from, to, counts }
    }
}

impl Band {
    fn of(values: &[f64], keys: &mut Vec<u64>) -> Self {
        let [p10, p50, p90] = percentiles(values, [0.10, 0.50, 0.90], Between::Line, keys);
        Self { p10, p50, p90 }
    }
}

/// Computes the influence of every uncertain input on the net present value, the widest first.
fn drivers(scenario: &Scenario, plan: &Plan, samples: &Samples, npv: &[f64]) -> Vec<Driver> {
    let structure = scenario.structure();
    let ranks_of_npv = ranks(npv);
    let mut inputs = scenario.inputs.clone();
    let mut drivers: Vec<Driver> = Vec::with_capacity(samples.columns.len());
    for column in &samples.columns {
        let base = scenario.inputs.get(column.input);
        let mut npv_at = |share| {
            inputs.set(column.input, column.quantiles.at(share));
            evaluate(&inputs, structure, plan).savings.npv
        };
        let (low, high) = (npv_at(0.10), npv_at(0.90));
        inputs.set(column.input, base.unwrap_or(f64::NAN));
        // The ranks among all draws are kept; among fewer draws they differ.
        let ranks_of_column = match column.values.get(..npv.len()) {
            Some(fewer) if fewer.len() < column.values.len() => Cow::Owned(ranks(fewer)),
            _ => Cow::Borrowed(&column.ranks),
        };
        drivers.push(Driver {
            input: column.input,
            low,
            high,
            rank_correlation: correlation(&ranks_of_column, &ranks_of_npv),
        });
    }
    drivers.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    drivers
}
