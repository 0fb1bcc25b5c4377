//! Distributions of uncertain inputs and their rank correlations, as data; `simulate` draws from them.

use crate::model::Input;

/// An input given as a distribution around its base value.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// The input.
    pub input: Input,
    /// Its distribution, in its own unit.
    pub distribution: Distribution,
}

/// The distribution of an input.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Equally likely from `lo` to `hi`.
    Uniform(f64, f64),
    /// `lo`, `mode`, `hi`, with straight lines between.
    Triangular(f64, f64, f64),
    /// `lo`, `mode`, `hi`: the beta distribution of shape 4.
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

/// A kind of distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the distribution it names")]
pub enum Shape {
    Uniform,
    Triangular,
    Pert,
    Normal,
    LogNormal,
    Discrete,
}

/// One row of the table of distributions.
#[derive(Clone, Copy, Debug)]
pub struct ShapeSpec {
    /// The kind.
    pub shape: Shape,
    /// The name in files.
    pub name: &'static str,
    /// The name on screens and in reports.
    pub label: &'static str,
    /// The names of its numbers, in order; a discrete distribution repeats them for each of its values.
    pub parameters: &'static [&'static str],
}

impl Shape {
    /// The table, in the order of the model contract.
    #[rustfmt::skip]
    pub const ALL: [ShapeSpec; 6] = [
        ShapeSpec { shape: Self::Uniform, name: "Uniform", label: "uniform", parameters: &["lo", "hi"] },
        ShapeSpec { shape: Self::Triangular, name: "Triangular", label: "triangular", parameters: &["lo", "mode", "hi"] },
        ShapeSpec { shape: Self::Pert, name: "Pert", label: "PERT", parameters: &["lo", "mode", "hi"] },
        ShapeSpec { shape: Self::Normal, name: "Normal", label: "normal", parameters: &["mean", "sd"] },
        ShapeSpec { shape: Self::LogNormal, name: "LogNormal", label: "log-normal", parameters: &["p10", "p90"] },
        ShapeSpec { shape: Self::Discrete, name: "Discrete", label: "discrete", parameters: &["value", "weight"] },
    ];

    /// Returns its row of [`Self::ALL`].
    pub fn spec(self) -> &'static ShapeSpec {
        const TABLE: [ShapeSpec; 6] = Shape::ALL;
        &TABLE[self as usize]
    }
}

impl Distribution {
    /// Creates the distribution of kind `shape` with these `numbers`; `None` when they are too few or too many.
    pub fn new(shape: Shape, numbers: &[f64]) -> Option<Self> {
        Some(match (shape, numbers) {
            (Shape::Uniform, &[lo, hi]) => Self::Uniform(lo, hi),
            (Shape::Triangular, &[lo, mode, hi]) => Self::Triangular(lo, mode, hi),
            (Shape::Pert, &[lo, mode, hi]) => Self::Pert(lo, mode, hi),
            (Shape::Normal, &[mean, sd]) => Self::Normal(mean, sd),
            (Shape::LogNormal, &[p10, p90]) => Self::LogNormal { p10, p90 },
            (Shape::Discrete, numbers) if numbers.len().is_multiple_of(2) => {
                let pairs = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1]));
                Self::Discrete(pairs.collect())
            }
            _ => return None,
        })
    }

    /// Returns its kind.
    pub fn shape(&self) -> Shape {
        match self {
            Self::Uniform(..) => Shape::Uniform,
            Self::Triangular(..) => Shape::Triangular,
            Self::Pert(..) => Shape::Pert,
            Self::Normal(..) => Shape::Normal,
            Self::LogNormal { .. } => Shape::LogNormal,
            Self::Discrete(_) => Shape::Discrete,
        }
    }

    /// Returns its numbers, in the order of [`ShapeSpec::parameters`].
    pub fn numbers(&self) -> Vec<f64> {
        match *self {
            Self::Uniform(a, b) | Self::Normal(a, b) | Self::LogNormal { p10: a, p90: b } => {
                vec![a, b]
            }
            Self::Triangular(lo, mode, hi) | Self::Pert(lo, mode, hi) => vec![lo, mode, hi],
            Self::Discrete(ref pairs) => pairs.iter().flat_map(|&(a, b)| [a, b]).collect(),
        }
    }

    /// Returns what is wrong with its numbers, if anything; to follow its name.
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
