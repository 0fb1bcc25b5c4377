//! What charts of text are made of: round figures for an axis, columns and bars in eighths of a cell.

/// Eighths of a cell, from none to all: upwards, and to the right.
const HEIGHTS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const WIDTHS: [char; 9] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// Returns round figures, evenly spaced, that include 0, `low` and `high` between the first and the
/// last; none if there is nothing to measure.
pub fn ticks(low: f64, high: f64) -> Vec<f64> {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let Some(step) = step((high - low) / 5.0) else {
        return Vec::new();
    };
    let (first, last) = ((low / step).floor() as i32, (high / step).ceil() as i32);
    (first..=last).map(|n| f64::from(n) * step).collect()
}

/// Returns the smallest of 1, 2 and 5 times a power of ten that is at least `size`.
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

/// Draws counts as columns, the largest as high as a cell; a count above 0 is always seen.
pub fn columns(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |&count: &usize| HEIGHTS[(count * 8).div_ceil(most).min(8)];
    counts.iter().map(height).collect()
}

/// Draws a bar as long as the share `share` of `width` cells.
pub fn bar(share: f64, width: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * 8.0 * width as f64).round() as usize;
    let mut bar = WIDTHS[8].to_string().repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(WIDTHS[eighths % 8]);
    }
    bar
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
    fn columns_and_bars_fill_their_space_and_hide_nothing() {
        assert_eq!(columns(&[0, 1, 500, 1_000]), " ▁▄█");
        assert_eq!(columns(&[0, 0]), "  ");
        assert_eq!(bar(1.0, 3), "███");
        assert_eq!(bar(0.5, 3), "█▌");
        assert_eq!(bar(0.0, 3), "");
    }
}
