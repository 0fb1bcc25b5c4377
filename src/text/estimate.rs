//! Figures that are known only so well, with the digits that are known and no more.
//!
//! Must not estimate anything: figure and error come from the caller.

use crate::text::{Kind, UNDEFINED, Words, grouped, scale_of};

/// Eighths of a cell, from none to all.
const HEIGHTS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const WIDTHS: [char; 9] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

impl Words<'_> {
    /// A figure that may be off by `error`: the last digit shown is right to within one.
    pub fn estimate(&self, kind: Kind, value: f64, error: f64) -> String {
        if !value.is_finite() {
            return UNDEFINED.into();
        }
        if self.full || error.is_nan() || error <= 0.0 {
            return self.figure(kind, value);
        }
        let unit = 10_f64.powf(error.log10().ceil());
        let rounded = (value / unit).round() * unit;
        let (scale, name) = match kind {
            Kind::Amount => scale_of(rounded),
            Kind::Share => (0.01, " %"),
            Kind::Months => (1.0, " mo"),
            Kind::Days => (1.0, " d"),
            Kind::People | Kind::Ratio | Kind::Count => (1.0, ""),
        };
        let known = (scale / unit).log10().round().max(0.0) as usize;
        let shown = self.figure(kind, rounded);
        let decimals = shown.split_once('.').map_or(0, |(_, fraction)| {
            fraction.bytes().take_while(u8::is_ascii_digit).count()
        });
        if known >= decimals {
            return shown;
        }
        format!("{}{name}", grouped(rounded / scale, known))
    }

    /// How likely something is that came true in the share `share` of `n_draws`.
    pub fn chance(&self, share: f64, n_draws: usize) -> String {
        let error = (share * (1.0 - share) / n_draws as f64).sqrt();
        match share {
            0.0 => "in none of the draws".into(),
            1.0 => "in all draws".into(),
            share if share < 0.001 => "in less than 0.1 % of the draws".into(),
            share if share > 0.999 => "in more than 99.9 % of the draws".into(),
            share => format!(
                "in {} of the draws",
                self.estimate(Kind::Share, share, error)
            ),
        }
    }
}

/// Counts as columns, the largest the highest; one that is not 0 can be seen.
pub fn columns(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |&count: &usize| HEIGHTS[(count * 8).div_ceil(most).min(8)];
    counts.iter().map(height).collect()
}

/// A bar of the share `share` of `width` cells.
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
    fn no_digit_is_shown_that_is_not_known() {
        let words = Words::new("USD", false);
        for (kind, value, error, shown) in [
            (Kind::Amount, 6.274e9, 3e6, "6.27 bn"),
            (Kind::Amount, 6.274e9, 3e7, "6.3 bn"),
            (Kind::Amount, 6.274e9, 3e8, "6 bn"),
            (Kind::Amount, 326e6, 3e6, "330 m"),
            (Kind::Amount, 326e6, 2e4, "326 m"),
            (Kind::Amount, 999.6e6, 5e6, "1.00 bn"),
            (Kind::Amount, 999.6e6, 5e7, "1.0 bn"),
            (Kind::Amount, -436.5e6, 9e6, "−440 m"),
            (Kind::Amount, 12.0, 90.0, "0"),
            (Kind::People, 14_089.1, 2.9, "14,090"),
            (Kind::People, 14_089.1, 0.2, "14,089"),
            (Kind::Share, 0.023_75, 0.000_02, "2.4 %"),
            (Kind::Share, 0.023_75, 0.003, "2 %"),
            (Kind::Months, 6.177, 0.008, "6.2 mo"),
            (Kind::Months, 6.177, 0.4, "6 mo"),
            (Kind::Months, 6.177, f64::NAN, "6.2 mo"),
            (Kind::Months, f64::NAN, 0.1, UNDEFINED),
        ] {
            assert_eq!(
                words.estimate(kind, value, error),
                shown,
                "{value} ± {error}"
            );
        }
        assert_eq!(
            Words::new("USD", true).estimate(Kind::Amount, 6.274e9, 3e8),
            "6,274,000,000"
        );
    }

    #[test]
    fn a_chance_is_never_said_to_be_certain_unless_it_always_came_true() {
        let words = Words::new("USD", false);
        for (share, n_draws, said) in [
            (0.0, 100, "in none of the draws"),
            (1.0, 100, "in all draws"),
            (0.0001, 100_000, "in less than 0.1 % of the draws"),
            (0.999_9, 100_000, "in more than 99.9 % of the draws"),
            (0.731, 1_000_000, "in 73.1 % of the draws"),
            (0.731, 100_000, "in 73 % of the draws"),
            (0.731, 1_000, "in 70 % of the draws"),
        ] {
            assert_eq!(words.chance(share, n_draws), said);
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
