//! Rank correlations: whether they can all hold, and uniform shares made to follow them.
//!
//! A Gaussian copula: a rank correlation ρ enters it as `2·sin(πρ/6)`, and inputs that are linked mix their normal
//! scores by a Cholesky factor.

use crate::model::{Correlation, Input, simulate::normal};
use std::collections::BTreeMap;

/// The most inputs in one group; more would take seconds to check.
const LARGEST_GROUP: usize = 500;
/// The most that rounding leaves of a variance that is 0.
const NOTHING: f64 = 1e-10;

/// Correlations that cannot all hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Impossible {
    /// One contradicts others.
    Contradiction {
        /// Its index in the list.
        index: usize,
        /// The least and the largest value it could have with the others as they are; `None` where no value would do.
        allowed: Option<(f64, f64)>,
    },
    /// It links more inputs than can be checked.
    TooMany {
        /// Its index in the list.
        index: usize,
        /// The most inputs that may be linked.
        most: usize,
    },
}

/// Returns why no numbers can have all these `correlations`, or `None` where some can.
pub fn impossible(correlations: &[Correlation]) -> Option<Impossible> {
    groups(correlations)
        .iter()
        .find_map(|group| group.fault(correlations))
}

/// Inputs that are linked, directly or through others.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) inputs: Vec<Input>,
    /// Indices of its correlations.
    links: Vec<usize>,
}

/// Returns the groups of correlated inputs, in the order in which they are first named.
pub(super) fn groups(correlations: &[Correlation]) -> Vec<Group> {
    let mut places: BTreeMap<Input, usize> = BTreeMap::new();
    let mut inputs: Vec<Input> = Vec::new();
    // Every input points towards the first of its group.
    let mut towards: Vec<usize> = Vec::new();
    let linked = || {
        correlations
            .iter()
            .enumerate()
            .filter(|(_, link)| link.rho != 0.0)
    };
    for (_, link) in linked() {
        let [a, b] = [link.a, link.b].map(|input| {
            *places.entry(input).or_insert_with(|| {
                inputs.push(input);
                towards.push(towards.len());
                towards.len() - 1
            })
        });
        let (a, b) = (first(&mut towards, a), first(&mut towards, b));
        towards[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (place, &input) in inputs.iter().enumerate() {
        let first = first(&mut towards, place);
        groups.entry(first).or_default().inputs.push(input);
    }
    for (index, link) in linked() {
        let first = first(&mut towards, places[&link.a]);
        groups.entry(first).or_default().links.push(index);
    }
    groups.into_values().collect()
}

/// Follows the pointers from `place` to their end, and shortens them on the way.
fn first(towards: &mut [usize], mut place: usize) -> usize {
    while towards[place] != place {
        towards[place] = towards[towards[place]];
        place = towards[place];
    }
    place
}

impl Group {
    fn fault(&self, correlations: &[Correlation]) -> Option<Impossible> {
        if self.inputs.len() > LARGEST_GROUP {
            let index = self.links[self.links.len() - 1];
            return Some(Impossible::TooMany {
                index,
                most: LARGEST_GROUP,
            });
        }
        let matrix = self.matrix(&self.inputs, correlations);
        let mut factor = Factor::default();
        for row in &matrix {
            if factor.add(row).is_none() {
                return Some(self.contradiction(correlations, &factor, row));
            }
        }
        None
    }

    /// Returns the lower half, without the diagonal, of the copula's correlation matrix of some of its inputs.
    pub(super) fn matrix(&self, inputs: &[Input], correlations: &[Correlation]) -> Vec<Vec<f64>> {
        let place = |input: Input| inputs.iter().position(|&other| other == input);
        let mut matrix: Vec<Vec<f64>> = (0..inputs.len()).map(|row| vec![0.0; row]).collect();
        for link in self.links.iter().map(|&index| &correlations[index]) {
            if let (Some(a), Some(b)) = (place(link.a), place(link.b))
                && a != b
            {
                matrix[a.max(b)][a.min(b)] = of_scores(link.rho);
            }
        }
        matrix
    }

    /// Blames the last correlation of the row's input with the inputs before it that could resolve the contradiction
    /// alone, or else the last.
    fn contradiction(
        &self,
        correlations: &[Correlation],
        factor: &Factor,
        row: &[f64],
    ) -> Impossible {
        let input = self.inputs[row.len()];
        let before = &self.inputs[..row.len()];
        let mut blamed = Impossible::Contradiction {
            index: self.links[0],
            allowed: None,
        };
        let mut is_first = true;
        for &index in self.links.iter().rev() {
            let link = &correlations[index];
            let other = if link.a == input { link.b } else { link.a };
            let Some(place) = before.iter().position(|&known| known == other) else {
                continue;
            };
            if link.a != input && link.b != input {
                continue;
            }
            let allowed = factor.allowed(row, place);
            if allowed.is_some() || is_first {
                blamed = Impossible::Contradiction { index, allowed };
            }
            if allowed.is_some() {
                break;
            }
            is_first = false;
        }
        blamed
    }
}

/// Returns the correlation of normal scores whose ranks have the correlation `rho`.
fn of_scores(rho: f64) -> f64 {
    2.0 * libm::sin(std::f64::consts::FRAC_PI_6 * rho)
}

/// Returns the rank correlation of normal scores with the correlation `r`.
fn of_ranks(r: f64) -> f64 {
    libm::asin(0.5 * r.clamp(-1.0, 1.0)) / std::f64::consts::FRAC_PI_6
}

/// The Cholesky factor of a correlation matrix, row by row; a row ends with its diagonal.
#[derive(Clone, Debug, Default)]
pub(super) struct Factor {
    rows: Vec<Vec<f64>>,
}

impl Factor {
    /// Adds the input that has these correlations with those before it; returns `None` if no input can.
    ///
    /// An input that is determined by the others adds a diagonal of 0, so correlations of 1 are possible.
    pub(super) fn add(&mut self, correlations: &[f64]) -> Option<()> {
        let (mut row, is_possible) = self.solved(correlations);
        let left = 1.0 - row.iter().map(|l| l * l).sum::<f64>();
        if !is_possible || left < -NOTHING {
            return None;
        }
        row.push(if left <= NOTHING {
            0.0
        } else {
            libm::sqrt(left)
        });
        self.rows.push(row);
        Some(())
    }

    /// Solves `L·y = target`, and returns whether there is a solution where L has a diagonal of 0.
    fn solved(&self, target: &[f64]) -> (Vec<f64>, bool) {
        let mut solution: Vec<f64> = Vec::with_capacity(target.len());
        let mut is_possible = true;
        for (row, target) in self.rows.iter().zip(target) {
            let known: f64 = row.iter().zip(&solution).map(|(l, y)| l * y).sum();
            let left = target - known;
            let diagonal = row[row.len() - 1];
            if diagonal == 0.0 {
                is_possible &= left * left <= NOTHING;
                solution.push(0.0);
            } else {
                solution.push(left / diagonal);
            }
        }
        (solution, is_possible)
    }

    /// Returns the least and the largest rank correlation that the input at `place` could have, with the others as in
    /// `correlations`.
    fn allowed(&self, correlations: &[f64], place: usize) -> Option<(f64, f64)> {
        let mut others = correlations.to_vec();
        others[place] = 0.0;
        let mut alone = vec![0.0; others.len()];
        alone[place] = 1.0;
        let ((others, _), (alone, is_possible)) = (self.solved(&others), self.solved(&alone));
        // |others + r·alone|² ≤ 1 is a quadratic inequality in r.
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let square = dot(&alone, &alone);
        let middle = -dot(&others, &alone) / square;
        let reach = middle * middle - (dot(&others, &others) - 1.0) / square;
        let reach = (is_possible && reach >= 0.0).then(|| libm::sqrt(reach))?;
        Some((of_ranks(middle - reach), of_ranks(middle + reach)))
    }

    /// Makes independent shares, one for each input of the group, correlated.
    pub(super) fn mix(&self, shares: &mut [f64]) {
        for share in &mut *shares {
            *share = normal::quantile(*share);
        }
        // From the last on: a row needs those before it as they were.
        for (place, row) in self.rows.iter().enumerate().rev() {
            let score = row.iter().zip(&*shares).map(|(l, score)| l * score).sum();
            shares[place] = normal::share_below(score).clamp(SMALLEST, LARGEST);
        }
    }
}

/// The share of the first and the last of 2^32 draws.
const SMALLEST: f64 = 1.0 / (1_u64 << 33) as f64;
const LARGEST: f64 = 1.0 - SMALLEST;
