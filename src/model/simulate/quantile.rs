//! From a share to a value: the inverse cumulative distribution of every distribution.
//!
//! Must not draw: the share comes from the caller.

use crate::model::{
    Bound, Distribution, Uncertain,
    simulate::{beta::Beta, normal},
};

/// The values of an uncertain input by the share of cases below them, within the input's bound.
#[derive(Clone, Debug)]
pub struct Quantiles {
    shape: Shape,
    bound: Bound,
}

#[derive(Clone, Debug)]
enum Shape {
    Uniform {
        lo: f64,
        hi: f64,
    },
    Triangular {
        lo: f64,
        mode: f64,
        hi: f64,
    },
    Pert {
        lo: f64,
        hi: f64,
        beta: Beta,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    LogNormal {
        mean: f64,
        sd: f64,
    },
    /// Values from the smallest on, each with the share below it and its own together.
    Discrete(Vec<(f64, f64)>),
}

impl Quantiles {
    /// Those of `uncertain`.
    pub fn of(uncertain: &Uncertain) -> Self {
        Self {
            shape: Shape::of(&uncertain.distribution),
            bound: uncertain
                .input
                .field()
                .map_or(Bound::NonNegative, |field| field.bound),
        }
    }

    /// The value that the share `share` of cases is below, `0 < share < 1`.
    pub fn at(&self, share: f64) -> f64 {
        self.bound.clamp(self.shape.at(share))
    }
}

impl Shape {
    fn of(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Uniform(lo, hi) => Self::Uniform { lo, hi },
            Distribution::Triangular(lo, mode, hi) => Self::Triangular { lo, mode, hi },
            Distribution::Pert(lo, mode, hi) => {
                let place = (mode - lo) / (hi - lo);
                let beta = Beta::new(1.0 + 4.0 * place, 5.0 - 4.0 * place);
                Self::Pert { lo, hi, beta }
            }
            Distribution::Normal(mean, sd) => Self::Normal { mean, sd },
            Distribution::LogNormal { p10, p90 } => {
                let (low, high) = (libm::log(p10), libm::log(p90));
                Self::LogNormal {
                    mean: 0.5 * (low + high),
                    sd: 0.5 * (high - low) / normal::quantile(0.9),
                }
            }
            Distribution::Discrete(ref pairs) => Self::discrete(pairs),
        }
    }

    fn discrete(pairs: &[(f64, f64)]) -> Self {
        let mut steps: Vec<(f64, f64)> = pairs.to_vec();
        steps.retain(|&(_, weight)| weight > 0.0);
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = steps.iter().map(|&(_, weight)| weight).sum();
        let mut below = 0.0;
        for (_, share) in &mut steps {
            below += *share;
            *share = below / total;
        }
        Self::Discrete(steps)
    }

    fn at(&self, share: f64) -> f64 {
        match *self {
            Self::Uniform { lo, hi } => lo + (hi - lo) * share,
            Self::Triangular { lo, mode, hi } => {
                let (width, rising) = (hi - lo, mode - lo);
                if share * width < rising {
                    lo + libm::sqrt(share * width * rising)
                } else {
                    hi - libm::sqrt((1.0 - share) * width * (hi - mode))
                }
            }
            Self::Pert { lo, hi, ref beta } => lo + (hi - lo) * beta.quantile(share),
            Self::Normal { mean, sd } => mean + sd * normal::quantile(share),
            Self::LogNormal { mean, sd } => libm::exp(mean + sd * normal::quantile(share)),
            Self::Discrete(ref steps) => {
                let index = steps.partition_point(|&(_, reached)| reached <= share);
                steps[index.min(steps.len() - 1)].0
            }
        }
    }
}
