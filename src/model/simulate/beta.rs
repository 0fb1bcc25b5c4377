//! The quantiles of a beta distribution, for the Pert.
//!
//! An exact inversion takes microseconds and there are millions of draws, so a few hundred exact
//! ones are joined by cubics. Built on `libm`, so that a seed means the same draws everywhere.
//! Must not know the ends that a distribution is stretched between.

/// Intervals of each half of the table; the cubics are good to some 1e-12.
const INTERVALS: usize = 256;

/// The inverse of the cumulative distribution, for shapes of 1 or more.
#[derive(Clone, Debug)]
pub(super) struct Beta {
    /// The share below the mean, where the halves meet.
    below: f64,
    lower: Tail,
    upper: Tail,
}

impl Beta {
    pub(super) fn new(alpha: f64, beta: f64) -> Self {
        let below = share_below(alpha / (alpha + beta), alpha, beta);
        Self {
            below,
            lower: Tail::new(alpha, beta, below),
            upper: Tail::new(beta, alpha, 1.0 - below),
        }
    }

    /// The value from 0 to 1 that the share `share` is below.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        if share < self.below {
            self.lower.reach(share)
        } else {
            1.0 - self.upper.reach(1.0 - share)
        }
    }
}

/// One end of the distribution: how far from it a given share lies.
///
/// At the end the share grows like the distance to the power `shape`, so its root of that order
/// is smooth in the distance and cubics follow it well.
#[derive(Clone, Debug)]
struct Tail {
    per_shape: f64,
    per_interval: f64,
    /// At each node: the distance, and how much it grows over an interval.
    nodes: Vec<(f64, f64)>,
}

impl Tail {
    fn new(shape: f64, other: f64, up_to: f64) -> Self {
        let per_shape = 1.0 / shape;
        let interval = libm::pow(up_to, per_shape) / INTERVALS as f64;
        let scale = libm::exp(log_scale(shape, other));
        let at_the_end = libm::pow(shape / scale, per_shape);
        let mut nodes = vec![(0.0, at_the_end * interval)];
        for index in 1..=INTERVALS {
            let root = interval * index as f64;
            let (last, growth) = nodes[index - 1];
            let distance = inverted(root, last + growth, shape, other);
            let density =
                scale * libm::pow(distance, shape - 1.0) * libm::pow(1.0 - distance, other - 1.0);
            let slope = shape * libm::pow(root, shape - 1.0) / density;
            nodes.push((distance, slope * interval));
        }
        Self {
            per_shape,
            per_interval: 1.0 / interval,
            nodes,
        }
    }

    /// The distance from the end within which `share` lies.
    fn reach(&self, share: f64) -> f64 {
        // The power by its logarithm: as good here, and twice as fast.
        let root = libm::exp(libm::log(share) * self.per_shape);
        let place = root * self.per_interval;
        let index = (place as usize).min(INTERVALS - 1);
        let t = place - index as f64;
        let ((from, leaving), (to, arriving)) = (self.nodes[index], self.nodes[index + 1]);
        // The cubic with the values and slopes of both nodes.
        let rise = to - from;
        let cubic = leaving + arriving - 2.0 * rise;
        let square = 3.0 * rise - 2.0 * leaving - arriving;
        from + t * (leaving + t * (square + t * cubic))
    }
}

/// Newton's method on the root of the share, which is nearly a straight line.
fn inverted(root: f64, guess: f64, shape: f64, other: f64) -> f64 {
    let scale = libm::exp(log_scale(shape, other));
    let mut distance = guess.clamp(0.0, 1.0);
    for _ in 0..20 {
        let share = share_below(distance, shape, other);
        let reached = libm::pow(share, 1.0 / shape);
        let density =
            scale * libm::pow(distance, shape - 1.0) * libm::pow(1.0 - distance, other - 1.0);
        let step = (reached - root) * shape * share / (reached * density);
        distance = (distance - step).clamp(0.5 * distance, 0.5 * (1.0 + distance));
        if step.abs() <= 1e-15 * distance {
            break;
        }
    }
    distance
}

/// `ln(Γ(a + b) / (Γ(a) Γ(b)))`.
fn log_scale(a: f64, b: f64) -> f64 {
    libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
}

/// The share of a beta distribution below `x`: the regularised incomplete beta function.
///
/// DLMF 8.17.22, a continued fraction evaluated from the front by Lentz's method.
fn share_below(x: f64, a: f64, b: f64) -> f64 {
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - share_below(1.0 - x, b, a);
    }
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) + log_scale(a, b)) / a;
    let (mut upper, mut lower, mut fraction) = (1.0, 0.0, 1.0);
    for term in 0..500 {
        let m = f64::from(term / 2);
        let coefficient = match term {
            0 => 1.0,
            _ if term % 2 == 0 => m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            _ => -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        };
        lower = 1.0 / (1.0 + coefficient * lower);
        upper = 1.0 + coefficient / upper;
        fraction *= upper * lower;
        if (upper * lower - 1.0).abs() <= 1e-16 {
            break;
        }
    }
    front * (fraction - 1.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta as Other, ContinuousCDF};

    /// Every shape that a Pert can have, and what happens at the ends of the mode's range.
    fn shapes() -> impl Iterator<Item = (f64, f64)> {
        let places = [
            0.0, 1e-9, 0.001, 0.0333, 0.1, 0.25, 0.5, 0.6180339, 0.9, 0.999, 1.0,
        ];
        places
            .into_iter()
            .map(|place| (1.0 + 4.0 * place, 5.0 - 4.0 * place))
    }

    #[test]
    fn the_share_below_is_that_of_another_implementation() {
        for (alpha, beta) in shapes() {
            let other = Other::new(alpha, beta).unwrap();
            for step in 0..=1_000 {
                let x = f64::from(step) / 1_000.0;
                let (share, expected) = (share_below(x, alpha, beta), other.cdf(x));
                assert!(
                    (share - expected).abs() <= 1e-12,
                    "{alpha} {beta} {x}: {share} {expected}"
                );
            }
        }
    }

    #[test]
    fn the_quantiles_are_inverse_to_the_share_to_nine_digits_and_more() {
        for (alpha, beta) in shapes() {
            let table = Beta::new(alpha, beta);
            let other = Other::new(alpha, beta).unwrap();
            for step in 0..20_000 {
                let share = (f64::from(step) + 0.5) / 20_000.0;
                let x = table.quantile(share);
                // How far off the value is, from how far off the share is.
                let density = libm::exp(log_scale(alpha, beta))
                    * libm::pow(x, alpha - 1.0)
                    * libm::pow(1.0 - x, beta - 1.0);
                let error = (other.cdf(x) - share) / density;
                assert!(
                    error.abs() <= 1e-10,
                    "{alpha} {beta} {share}: {x}, off by {error}"
                );
            }
        }
    }

    #[test]
    fn the_tails_are_good_to_nine_digits_of_themselves() {
        for (alpha, beta) in shapes() {
            let table = Beta::new(alpha, beta);
            for exponent in 2..32 {
                let share = libm::exp2(f64::from(-exponent));
                let x = table.quantile(share);
                let back = share_below(x, alpha, beta);
                assert!(
                    (back - share).abs() <= 5e-9 * share,
                    "{alpha} {beta} 2^-{exponent}: {back}"
                );
            }
            assert_eq!(table.quantile(0.0), 0.0);
            assert_eq!(table.quantile(1.0), 1.0);
        }
    }
}
