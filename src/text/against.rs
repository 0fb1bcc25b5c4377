//! Results beside one another, and how far apart they are.
//!
//! Must not compute a difference.

use crate::model::Unit;
use crate::text::{Kind, UNDEFINED, Words, kind_of};

impl Words<'_> {
    /// A result in its unit; money without its currency, which is named beside it.
    pub fn result(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Months if value.is_nan() => "none".into(),
            Unit::Quarters if value.is_finite() => self.quarters(value),
            Unit::Quarters => UNDEFINED.into(),
            unit => self.figure(kind_of(unit), value),
        }
    }

    /// How far apart two plans are, with its sign and the digits that are known. An infinite one is
    /// of a payback that only one of them has.
    pub fn gap(&self, kind: Kind, gap: f64, error: f64) -> String {
        match gap {
            f64::INFINITY => "no payback".into(),
            f64::NEG_INFINITY => "only payback".into(),
            gap => {
                let text = self.estimate(kind, gap, error);
                let text = match kind {
                    Kind::Share => text.replace(" %", " pp"),
                    // No gap is not "at once".
                    Kind::Months => text.replace("at once", "0 mo"),
                    _ => text,
                };
                let is_plus = gap > 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
                if is_plus { format!("+{text}") } else { text }
            }
        }
    }
}
