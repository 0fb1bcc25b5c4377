//! Ranges of figures, with the digits that are known.
//!
//! Must not estimate anything: ends and error come from the caller.

use super::{Kind, Words};
use crate::model::Unit;

/// How a figure of a unit is written on screens.
pub fn kind_of(unit: Unit) -> Kind {
    match unit {
        Unit::Money | Unit::MoneyPerYear => Kind::Amount,
        Unit::Share | Unit::SharePerYear => Kind::Share,
        Unit::Months => Kind::Months,
        Unit::Days => Kind::Days,
        Unit::People => Kind::People,
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
}
