//! Ranges of figures, with the digits that are known.
//!
//! Must not estimate anything: ends and error come from the caller.

use crate::model::Unit;
use crate::text::{Kind, UNDEFINED, Words, grouped};

/// How a figure of a unit is written on screens.
pub fn kind_of(unit: Unit) -> Kind {
    match unit {
        Unit::Money | Unit::MoneyPerYear => Kind::Amount,
        Unit::Share | Unit::SharePerYear => Kind::Share,
        Unit::Months => Kind::Months,
        Unit::Days => Kind::Days,
        Unit::People => Kind::People,
        Unit::Count => Kind::Count,
        _ => Kind::Ratio,
    }
}

impl Words<'_> {
    /// From one figure to another, the unit said once where it is the same.
    pub fn range(&self, kind: Kind, low: f64, high: f64, error: f64) -> String {
        let (low, high) = (
            self.estimate(kind, low, error),
            self.estimate(kind, high, error),
        );
        let unit = |text: &str| text.find(' ').map(|at| text[at..].to_owned());
        let from = match (unit(&low), unit(&high)) {
            (Some(a), Some(b)) if a == b => low.trim_end_matches(&a),
            _ => &low,
        };
        let signed = low.starts_with(['-', '−']) || high.starts_with(['-', '−']);
        let to = if signed { " to " } else { "–" };
        format!("{from}{to}{high}")
    }

    /// How likely something is, in per cent: what did not always come true never reads as certain.
    pub fn likelihood(&self, share: f64, n_draws: usize) -> String {
        let error = (share * (1.0 - share) / n_draws as f64).sqrt();
        let decimals = usize::from(error < 0.002);
        match share {
            _ if share.is_nan() => UNDEFINED.into(),
            0.0 => "no draw".into(),
            1.0 => "all draws".into(),
            share if share < 0.001 => "< 0.1 %".into(),
            share if share > 0.999 => "> 99.9 %".into(),
            share => format!("{} %", grouped(100.0 * share, decimals)),
        }
    }
}
