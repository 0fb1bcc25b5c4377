//! The sample matrix: a value of every uncertain input for every draw, and its rank.
//!
//! A column follows from the seed and its path; the draws are the same for every plan, and the
//! first of many are the same as few. Must not evaluate anything.

use crate::model::{
    Correlation, Input, Scenario, Uncertain,
    simulate::{
        Effort,
        correlate::{Factor, Group, groups},
        parallel,
        quantile::Quantiles,
        rank::ranks,
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
    /// One for each draw.
    pub(super) values: Vec<f64>,
    /// The ranks of all values among themselves.
    pub(super) ranks: Vec<f32>,
}

impl Samples {
    /// Draws for a valid scenario; nothing when nobody wanted them to their end.
    pub fn new(scenario: &Scenario, seed: u64, effort: Effort<'_>) -> Option<Self> {
        let points = |input| Points::of(input, scenario, seed);
        let points: Vec<Points> = scenario.uncertain.iter().map(|u| points(u.input)).collect();
        let share = |column: usize, draw: usize| points[column].share(draw as u32);
        Self::of(scenario, seed, share, effort)
    }

    /// The same from other uniform shares, told by column and draw: to compare ways of sampling.
    pub fn of(
        scenario: &Scenario,
        seed: u64,
        share: impl Fn(usize, usize) -> f64 + Sync,
        effort: Effort<'_>,
    ) -> Option<Self> {
        Sampler::of(scenario).samples(seed, share, effort)
    }

    /// Whether these are the draws of `scenario` too: no distribution and no correlation has changed.
    pub fn fit(&self, scenario: &Scenario, draws: usize, seed: u64) -> bool {
        self.draws == draws
            && self.seed == seed
            && self.uncertain == scenario.uncertain
            && self.correlations == scenario.correlations
    }

    /// How many draws.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// What they follow from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The draws of the uncertain input at `index` in the scenario's list.
    pub fn values(&self, index: usize) -> &[f64] {
        &self.columns[index].values
    }
}

/// What makes draws of shares, worked out once: the quantiles of every uncertain input, and which follow one another.
pub(in crate::model) struct Sampler<'a> {
    scenario: &'a Scenario,
    quantiles: Vec<Quantiles>,
    mixes: Vec<Mix>,
}

impl<'a> Sampler<'a> {
    /// That of a valid scenario.
    pub(in crate::model) fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            quantiles: scenario.uncertain.iter().map(Quantiles::of).collect(),
            mixes: mixes(scenario),
        }
    }

    /// Draws from uniform shares, told by column and draw; nothing when nobody wanted them to their end.
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

/// Inputs that follow one another.
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

/// The groups of correlated inputs that have distributions, each in the order of the paths.
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
