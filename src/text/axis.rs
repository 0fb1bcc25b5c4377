//! Round figures for the axis of a chart, and how they are written.
//!
//! Must not know what is drawn.

use crate::text::Words;

/// Round figures, evenly apart, from at most `low` and 0 to at least `high` and 0; nothing where
/// there is nothing to measure.
pub fn ticks(low: f64, high: f64) -> Vec<f64> {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let Some(step) = step((high - low) / 5.0) else {
        return Vec::new();
    };
    let (first, last) = ((low / step).floor() as i32, (high / step).ceil() as i32);
    (first..=last).map(|n| f64::from(n) * step).collect()
}

/// The smallest of 1, 2 and 5 times a power of ten that is at least `size`.
fn step(size: f64) -> Option<f64> {
    if !size.is_normal() || size <= 0.0 {
        return None;
    }
    // Digits are the same on every machine; logarithms are not.
    let digits = format!("{size:e}");
    let (mantissa, exponent) = digits.split_once('e')?;
    let mantissa: f64 = mantissa.parse().ok()?;
    let round = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|&round| mantissa <= round)?;
    let step: f64 = format!("{round}e{exponent}").parse().ok()?;
    step.is_finite().then_some(step)
}

impl Words<'_> {
    /// A round figure on an axis: `2 bn`, `2.5 bn`, `0`.
    pub fn tick(&self, value: f64) -> String {
        let text = self.amount(value);
        let (number, unit) = text.split_once(' ').unwrap_or((&text, ""));
        let number = match number.contains('.') {
            true => number.trim_end_matches('0').trim_end_matches('.'),
            false => number,
        };
        format!("{number} {unit}").trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_round_and_holds_everything() {
        for (low, high, expected) in [
            (-5e6, 7.6e9, vec![-2e9, 0.0, 2e9, 4e9, 6e9, 8e9]),
            (0.0, 10.0, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (-3.0, -1.0, vec![-3.0, -2.0, -1.0, 0.0]),
            (0.0, 0.0, vec![]),
            (f64::NAN, f64::INFINITY, vec![]),
        ] {
            assert_eq!(ticks(low, high), expected);
        }
        for high in [1e-300, 1e-9, 0.3, 7.0, 99.0, 1e15, 9.99e30, 1e300] {
            let ticks = ticks(-high / 3.0, high);
            assert!((4..=8).contains(&ticks.len()), "{ticks:?}");
            assert!(ticks[0] <= -high / 3.0 && ticks[ticks.len() - 1] >= high);
        }
    }

    #[test]
    fn a_tick_says_no_more_than_it_needs() {
        let words = Words::new("USD", false);
        for (value, text) in [
            (2e9, "2 bn"),
            (-2.5e9, "−2.5 bn"),
            (0.0, "0"),
            (200e6, "200 m"),
            (350_000.0, "350 k"),
        ] {
            assert_eq!(words.tick(value), text);
        }
    }
}
