//! The sample matrix: a value of every uncertain input for every draw, and its rank.
//!
//! A column follows from the seed and its input's path. The draws are the same for every plan, and the first of many
//! are the same as few.

use crate::model::{
    Correlation, Input, Scenario, Uncertain,
    simulate::{
        Effort,
        correlate::{Factor, Group, groups},
        order_statistics::ranks,
        parallel,
        quantile::Quantiles,
        sobol::Points,
    },
};

/// Every draw of every uncertain input of a scenario.
#[derive(Clone, Debug)]
pub struct Samples {
    seed: u64,
    draws: usize,
    uncertain: Vec<Uncertain>,
    correlations: Vec<Correlation>,
    pub(super) columns: Vec<Column>,
}

/// One uncertain input.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) input: Input,
    pub(super) quantiles: Quantiles,
    /// The value in each draw.
    pub(super) values: Vec<f64>,
    /// The rank of each value in the column.
    pub(super) ranks: Vec<f32>,
}

impl Samples {
    /// Draws for a valid scenario; `None` when the draws are no longer wanted.
    pub fn new(scenario: &Scenario, seed: u64, effort: Effort<'_>) -> Option<Self> {
        let points = |input| Points::of(input, scenario, seed);
        let points: Vec<Points> = scenario.uncertain.iter().map(|u| points(u.input)).collect();
        let share = |column: usize, draw: usize| points[column].share(draw as u32);
        Self::of(scenario, seed, share, effort)
    }

    /// Makes draws of other uniform shares, given by column and draw, to compare methods of sampling.
    pub fn of(
        scenario: &Scenario,
        seed: u64,
        share: impl Fn(usize, usize) -> f64 + Sync,
        effort: Effort<'_>,
    ) -> Option<Self> {
        Sampler::of(scenario).samples(seed, share, effort)
    }

    /// Returns whether these are the draws of `scenario` too: no distribution and no correlation has changed.
    pub fn fit(&self, scenario: &Scenario, draws: usize, seed: u64) -> bool {
        self.draws == draws
            && self.seed == seed
            && self.uncertain == scenario.uncertain
            && self.correlations == scenario.correlations
    }

    /// Returns the number of draws.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// Returns the seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns the draws of the uncertain input at `index` in the scenario's list.
    pub fn values(&self, index: usize) -> &[f64] {
        &self.columns[index].values
    }
}

/// Makes draws of uniform shares: the quantiles of every uncertain input and the correlations, prepared once.
pub(in crate::model) struct Sampler<'a> {
    scenario: &'a Scenario,
    quantiles: Vec<Quantiles>,
    mixes: Vec<Mix>,
}

impl<'a> Sampler<'a> {
    /// Prepares a valid scenario.
    pub(in crate::model) fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            quantiles: scenario.uncertain.iter().map(Quantiles::of).collect(),
            mixes: mixes(scenario),
        }
    }

    /// Makes draws of uniform shares, given by column and draw; `None` when they are no longer wanted.
    pub(in crate::model) fn samples(
        &self,
        seed: u64,
        share: impl Fn(usize, usize) -> f64 + Sync,
        effort: Effort<'_>,
    ) -> Option<Samples> {
        let Effort {
            draws,
            threads,
            go_on,
            ..
        } = effort;
        let Self {
            scenario,
            quantiles,
            mixes,
        } = self;
        let uncertain = &scenario.uncertain;
        let mut values = vec![vec![0.0; draws]; uncertain.len()];
        let pieces = parallel::chunks(&mut values, Effort::PIECE);
        parallel::each(threads, pieces, |(): &mut (), (from, mut columns)| {
            if !go_on() {
                return;
            }
            for (column, values) in columns.iter_mut().enumerate() {
                for (index, value) in values.iter_mut().enumerate() {
                    *value = share(column, from + index);
                }
            }
            mixes.iter().for_each(|mix| mix.apply(&mut columns));
            for (values, quantiles) in columns.iter_mut().zip(quantiles) {
                values
                    .iter_mut()
                    .for_each(|value| *value = quantiles.at(*value));
            }
        });
        let mut columns: Vec<Column> = std::iter::zip(uncertain, quantiles)
            .zip(values)
            .map(|((uncertain, quantiles), values)| Column {
                input: uncertain.input,
                quantiles: quantiles.clone(),
                values,
                ranks: Vec::new(),
            })
            .collect();
        parallel::each(
            threads,
            columns.iter_mut().collect(),
            |(): &mut (), column: &mut Column| {
                column.ranks = ranks(&column.values);
            },
        );
        go_on().then(|| Samples {
            seed,
            draws,
            uncertain: uncertain.clone(),
            correlations: scenario.correlations.clone(),
            columns,
        })
    }
}

/// A group of correlated inputs.
struct Mix {
    /// Their columns.
    columns: Vec<usize>,
    factor: Factor,
}

impl Mix {
    fn apply(&self, columns: &mut [&mut [f64]]) {
        let n_draws = columns.first().map_or(0, |values| values.len());
        let mut shares = vec![0.0; self.columns.len()];
        (0..n_draws).for_each(|draw| {
            for (share, &column) in shares.iter_mut().zip(&self.columns) {
                *share = columns[column][draw];
            }
            self.factor.mix(&mut shares);
            for (share, &column) in shares.iter().zip(&self.columns) {
                columns[column][draw] = *share;
            }
        });
    }
}

/// Returns the groups of correlated inputs that have distributions, each in the order of its paths.
fn mixes(scenario: &Scenario) -> Vec<Mix> {
    let uncertain = &scenario.uncertain;
    let column = |&input: &Input| uncertain.iter().position(|u| u.input == input);
    let mix = |group: &Group| {
        let mut columns: Vec<usize> = group.inputs.iter().filter_map(column).collect();
        columns.sort_by_cached_key(|&column| uncertain[column].input.path(scenario));
        let inputs: Vec<Input> = columns
            .iter()
            .map(|&column| uncertain[column].input)
            .collect();
        let mut factor = Factor::default();
        for row in group.matrix(&inputs, &scenario.correlations) {
            factor.add(&row)?;
        }
        (columns.len() > 1).then_some(Mix { columns, factor })
    };
    groups(&scenario.correlations)
        .iter()
        .filter_map(mix)
        .collect()
}
