//! Figures that are only known to within an error, and chances.
//!
//! Must not say more digits than the error supports.

use super::{Kind, UNDEFINED, Words, grouped, scale_of};
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
    /// A figure with as many digits as an error of `error` leaves any sense.
    pub fn within(&self, kind: Kind, value: f64, error: f64) -> String {
        if !value.is_finite() {
            return match (kind, value > 0.0) {
                (Kind::Months, true) => "none".into(),
                _ => UNDEFINED.into(),
            };
        }
        let (unit, decimals, sign) = match kind {
            Kind::Amount => {
                let (unit, decimals, name) = scale_of(value);
                (unit, decimals, name)
            }
            Kind::Share => (0.01, 1, " %"),
            Kind::Months => (1.0, 1, " mo"),
            Kind::Days => (1.0, 1, " d"),
            Kind::People | Kind::Count => (1.0, 0, ""),
            Kind::Ratio => (1.0, 1, ""),
        };
        // The last digit is worth at least the error.
        let place = (error / unit).log10().ceil();
        let place = if place.is_finite() { place } else { -9.0 };
        let shown = if place > 0.0 {
            let step = 10f64.powf(place);
            (value / unit / step).round() * step
        } else {
            value / unit
        };
        let decimals = decimals.min((-place).max(0.0) as usize);
        format!("{}{sign}", grouped(shown, decimals))
    }

    /// From one figure to another, the unit said once where it is the same.
    pub fn range(&self, kind: Kind, low: f64, high: f64, error: f64) -> String {
        let (low, high) = (
            self.within(kind, low, error),
            self.within(kind, high, error),
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

    /// A chance in per cent; what is not certain never reads as certain.
    pub fn chance(&self, chance: f64, draws: usize) -> String {
        let percent = 100.0 * chance;
        let finest = 100.0 / draws.max(1) as f64;
        match percent {
            _ if chance.is_nan() => UNDEFINED.into(),
            p if p <= 0.0 && finest < 1.0 => "under 1 %".into(),
            p if p >= 100.0 && finest < 1.0 => "over 99 %".into(),
            p if p < 1.0 => "under 1 %".into(),
            p if p > 99.0 => "over 99 %".into(),
            p => format!("{} %", grouped(p, 0)),
        }
    }
}
