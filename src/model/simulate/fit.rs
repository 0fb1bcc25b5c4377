//! Fits a distribution to percentiles: the parameters to begin with when another kind is chosen for an input.

use crate::model::{Distribution, Input, LARGEST, Shape, Uncertain, Unit, simulate::Quantiles};

/// The least width that is kept when a distribution of another kind is fitted.
pub(crate) const SMALLEST: f64 = 1e-12;

/// The distance from the median to the 90th percentile of a normal distribution, in standard deviations.
const P90: f64 = 1.281_551_565_544_600_4;

/// The 10th, 50th and 90th percentiles.
pub(crate) type Percentiles = [f64; 3];

/// Returns the percentiles of an input with this distribution.
pub(crate) fn percentiles(input: Input, distribution: &Distribution) -> Percentiles {
    let quantiles = Quantiles::of(&Uncertain {
        input,
        distribution: distribution.clone(),
    });
    [0.1, 0.5, 0.9].map(|share| quantiles.at(share))
}

/// Returns percentiles a fifth below and above `value`, for an input without a distribution.
pub(crate) fn around(value: f64, unit: Unit) -> Percentiles {
    let part = value.abs() * 0.2;
    let width = match unit {
        _ if part > SMALLEST => part,
        Unit::Share | Unit::SharePerYear => 0.1,
        Unit::People | Unit::Money | Unit::MoneyPerYear => 1000.0,
        _ => 1.0,
    };
    [value - width, value, value + width]
}

/// Returns a distribution of kind `shape` with these percentiles, as nearly as it can have them in round numbers.
///
/// Where it has a mode, that is `mode` if possible. It does not reach below the bound of `input`.
pub(crate) fn fitted(
    shape: Shape,
    input: Input,
    [p10, p50, p90]: Percentiles,
    mode: f64,
) -> Distribution {
    let least = input.field().map_or(0.0, |field| field.bound.ends().0);
    let width = p90 - p10;
    let numbers = match shape {
        Shape::Uniform => vec![(p10 - width / 8.0).max(least), p90 + width / 8.0],
        Shape::Triangular | Shape::Pert => ends(shape, input, [p10, p90], mode, least),
        Shape::Normal => vec![(p10 + p90) / 2.0, width / 2.0 / P90],
        Shape::LogNormal if p10 > 0.0 => vec![p10, p90],
        Shape::LogNormal => vec![p90 / 10.0, p90],
        Shape::Discrete => vec![p10, p50, p90],
    };
    let rounded = |&number: &f64| round(number, width).clamp(-LARGEST, LARGEST);
    let mut numbers: Vec<f64> = numbers.iter().map(rounded).collect();
    if shape == Shape::Discrete {
        // With these weights three values keep the mean and the spread of most distributions.
        let pairs = numbers.iter().zip([0.3, 0.4, 0.3]);
        numbers = pairs.flat_map(|(&value, weight)| [value, weight]).collect();
    }
    let fitted = Distribution::new(shape, &numbers);
    fitted.unwrap_or(Distribution::Uniform(p10, p90))
}

/// Finds the ends at which a distribution has these percentiles, by moving both ends step by step.
fn ends(shape: Shape, input: Input, [p10, p90]: [f64; 2], mode: f64, least: f64) -> Vec<f64> {
    let mode = mode.clamp(p10, p90);
    let (mut lo, mut hi) = (p10.max(least), p90);
    for _ in 0..60 {
        let Some(distribution) = Distribution::new(shape, &[lo, mode, hi]) else {
            break;
        };
        if distribution.fault().is_some() {
            break;
        }
        let [now10, _, now90] = percentiles(input, &distribution);
        lo = (lo + p10 - now10).min(mode).max(least);
        hi = (hi + p90 - now90).max(mode);
    }
    vec![lo, mode, hi]
}

/// Rounds `number` to a hundredth of the power of ten that `width` has.
fn round(number: f64, width: f64) -> f64 {
    let (mut size, mut parts) = (1.0, 1.0);
    while width * parts < 100.0 * size && parts < 1e15 {
        parts *= 10.0;
    }
    while width * parts >= 1000.0 * size && size < 1e15 {
        size *= 10.0;
    }
    (number * parts / size).round() * size / parts
}
