//! Inputs in words, with all the digits that were given, and the distributions of uncertain ones.
//!
//! Must not word a result: those are rounded.

use crate::model::{Distribution, Unit};
use crate::text::{Words, grouped};

impl Words<'_> {
    /// An input with all the digits that were given: `7.65 %`, `US$125 bn`, `1 quarter`.
    pub fn given(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::People => shortest(value),
            Unit::Money => self.money_given(value),
            Unit::MoneyPerYear => format!("{} a year", self.money_given(value)),
            Unit::Share => format!("{} %", shortest(value * 100.0)),
            Unit::SharePerYear => format!("{} % a year", shortest(value * 100.0)),
            Unit::Ratio | Unit::Count => shortest(value),
            Unit::Days => counted(value, "day"),
            Unit::Weeks => counted(value, "week"),
            Unit::Months => counted(value, "month"),
            Unit::Quarters => counted(value, "quarter"),
            Unit::Years => counted(value, "year"),
        }
    }

    /// How an input in `unit` varies around its base value: `0 % to 30 %`; what is most likely is told
    /// where it is not the base value.
    pub fn distribution(&self, distribution: &Distribution, unit: Unit, base: f64) -> String {
        // The value it stands beside says that it is of a year.
        let unit = match unit {
            Unit::MoneyPerYear => Unit::Money,
            Unit::SharePerYear => Unit::Share,
            unit => unit,
        };
        let value = |value: f64| self.given(value, unit);
        match *distribution {
            Distribution::Uniform(low, high) => {
                format!("{} to {}, evenly", value(low), value(high))
            }
            Distribution::Triangular(low, mode, high) | Distribution::Pert(low, mode, high) => {
                let likely = match mode == base {
                    true => String::new(),
                    false => format!(", most likely {}", value(mode)),
                };
                format!("{} to {}{likely}", value(low), value(high))
            }
            Distribution::Normal(mean, deviation) => {
                format!("{}, give or take {}", value(mean), value(deviation))
            }
            Distribution::LogNormal { p10, p90 } => {
                format!("{} to {} in 8 of 10 cases", value(p10), value(p90))
            }
            Distribution::Discrete(ref pairs) => {
                let sum: f64 = pairs.iter().map(|(_, weight)| weight).sum();
                let each = |&(of, weight): &(f64, f64)| {
                    format!("{} ({})", value(of), self.lever_share(weight / sum))
                };
                pairs.iter().map(each).collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn money_given(&self, amount: f64) -> String {
        let (scale, name) = match amount.abs() {
            size if size >= 1e9 => (1e9, " bn"),
            size if size >= 1e6 => (1e6, " m"),
            _ => (1.0, ""),
        };
        let sign = self.currency_sign();
        format!("{sign}{}{name}", shortest(amount / scale))
    }
}

fn counted(value: f64, unit: &str) -> String {
    let plural = if value == 1.0 { "" } else { "s" };
    format!("{} {unit}{plural}", shortest(value))
}

/// As few decimals as tell the number, and at most four; more where there would be none of it left.
fn shortest(value: f64) -> String {
    if value != 0.0 && value.abs() < 5e-5 {
        return format!("{value:e}");
    }
    let text = grouped(value, 4);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_keeps_its_digits() {
        let words = Words::new("USD", false);
        for (value, unit, text) in [
            (0.0765, Unit::Share, "7.65 %"),
            (0.09, Unit::SharePerYear, "9 % a year"),
            (0.032, Unit::Ratio, "0.032"),
            (1e-9, Unit::Ratio, "1e-9"),
            (125e9, Unit::Money, "US$125 bn"),
            (2000.0, Unit::Money, "US$2,000"),
            (38.25e6, Unit::Money, "US$38.25 m"),
            (165_000.0, Unit::MoneyPerYear, "US$165,000 a year"),
            (1.0, Unit::Quarters, "1 quarter"),
            (0.0, Unit::Quarters, "0 quarters"),
            (350_000.0, Unit::People, "350,000"),
        ] {
            assert_eq!(words.given(value, unit), text);
        }
    }

    #[test]
    fn a_distribution_says_how_far_an_input_may_be_off() {
        let words = Words::new("USD", false);
        for (distribution, unit, text) in [
            (
                Distribution::Pert(0.0, 0.053, 0.3),
                Unit::Share,
                "0 % to 30 %, most likely 5.3 %",
            ),
            (
                Distribution::Pert(0.0, 0.1, 0.3),
                Unit::Share,
                "0 % to 30 %",
            ),
            (
                Distribution::Uniform(1e3, 3e3),
                Unit::Money,
                "US$1,000 to US$3,000, evenly",
            ),
            (
                Distribution::Discrete(vec![(0.0, 6.0), (1.0, 4.0)]),
                Unit::Quarters,
                "0 quarters (60 %), 1 quarter (40 %)",
            ),
        ] {
            assert_eq!(words.distribution(&distribution, unit, 0.1), text);
        }
    }
}
