//! Distributions of uncertain inputs and their rank correlations, as data.
//!
//! Must not draw: sampling is the simulation's.

use super::Input;

/// An input given as a distribution around its base value.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Which input.
    pub input: Input,
    /// How it varies, in the input's own unit.
    pub distribution: Distribution,
}

/// How an input varies.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Equally likely from `lo` to `hi`.
    Uniform(f64, f64),
    /// `lo`, `mode`, `hi`, straight lines between.
    Triangular(f64, f64, f64),
    /// `lo`, `mode`, `hi`, a beta of shape 4.
    Pert(f64, f64, f64),
    /// `mean`, `sd`.
    Normal(f64, f64),
    /// Its 10th and 90th percentiles.
    LogNormal {
        /// 10th percentile.
        p10: f64,
        /// 90th percentile.
        p90: f64,
    },
    /// Values with weights.
    Discrete(Vec<(f64, f64)>),
}

impl Distribution {
    /// Why this is no distribution, if it is none; to follow its name.
    pub fn fault(&self) -> Option<&'static str> {
        match *self {
            Self::Uniform(lo, hi) => (lo >= hi).then_some("needs lo < hi"),
            Self::Triangular(lo, mode, hi) | Self::Pert(lo, mode, hi) => {
                (lo > mode || mode > hi || lo >= hi).then_some("needs lo <= mode <= hi and lo < hi")
            }
            Self::Normal(_, sd) => (sd <= 0.0).then_some("needs sd > 0"),
            Self::LogNormal { p10, p90 } => {
                (p10 <= 0.0 || p10 >= p90).then_some("needs 0 < p10 < p90")
            }
            Self::Discrete(ref pairs) => discrete_fault(pairs),
        }
    }
}

fn discrete_fault(pairs: &[(f64, f64)]) -> Option<&'static str> {
    if pairs.iter().any(|&(_, weight)| weight < 0.0) {
        return Some("needs weights of 0 or more");
    }
    let mut likely = pairs
        .iter()
        .filter(|&&(_, weight)| weight > 0.0)
        .map(|&(value, _)| value);
    let varies = likely
        .next()
        .is_some_and(|first| likely.any(|value| value != first));
    (!varies).then_some("needs at least two different values with weight above 0")
}

/// A rank correlation between two uncertain inputs, -1 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    /// One input.
    pub a: Input,
    /// The other.
    pub b: Input,
    /// Spearman's rank correlation.
    pub rho: f64,
}
