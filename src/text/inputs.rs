//! Inputs in few words: names, values, ranges, distributions, sources.
//!
//! Must not know where on a screen anything goes.

use crate::model::{
    Confidence, Distribution, Input, Scenario, Shape, Source, SourceKind, Unit, simulate::Quantiles,
};
use crate::text::{Words, failure, grouped};
use crate::tui::{EntryError, Limits};

/// Digits of a value that was given, and of one that was computed.
const GIVEN: usize = 6;
const COMPUTED: usize = 3;
/// More digits than these say nothing in the full figure either.
const FULL: usize = 12;

impl Words<'_> {
    /// An input in few columns, in its unit: `5.3 %`, `US$172.5 k`, `1.28`.
    pub fn brief(&self, value: f64, unit: Unit) -> String {
        let text = self.in_unit(value, unit, GIVEN);
        match unit {
            Unit::Money | Unit::MoneyPerYear if value >= 0.0 => {
                format!("{}{text}", self.currency_sign())
            }
            _ => text,
        }
    }

    /// A value of an input that was computed, in its unit: `15.9 %`, `US$172 k`.
    pub fn computed(&self, value: f64, unit: Unit) -> String {
        let text = self.in_unit(value, unit, COMPUTED + 1);
        match unit {
            Unit::Money | Unit::MoneyPerYear if value >= 0.0 => {
                format!("{}{text}", self.currency_sign())
            }
            _ => text,
        }
    }

    /// The same without the sign of the currency.
    fn in_unit(&self, value: f64, unit: Unit, digits: usize) -> String {
        let digits = if self.full { FULL } else { digits };
        let plain = |value| significant(value, digits);
        match unit {
            Unit::Money | Unit::MoneyPerYear if !self.full => scaled(value, digits),
            Unit::People | Unit::Ratio | Unit::Count | Unit::Money | Unit::MoneyPerYear => {
                plain(value)
            }
            Unit::Share | Unit::SharePerYear => format!("{} %", plain(value * 100.0)),
            Unit::Days => format!("{} d", plain(value)),
            Unit::Weeks => format!("{} wk", plain(value)),
            Unit::Months => format!("{} mo", plain(value)),
            Unit::Quarters => format!("{} q", plain(value)),
            Unit::Years => format!("{} y", plain(value)),
        }
    }

    /// A distribution, short: `PERT 0 / 5.3 / 30 %`.
    pub fn brief_distribution(&self, distribution: &Distribution, unit: Unit) -> String {
        let (shape, numbers) = (distribution.shape(), distribution.numbers());
        let shown: Vec<f64> = match shape {
            Shape::Discrete => numbers.iter().step_by(2).copied().collect(),
            _ => numbers,
        };
        let between = if shape == Shape::Normal {
            " ± "
        } else {
            " / "
        };
        let between = if self.ascii && shape == Shape::Normal {
            " +- "
        } else {
            between
        };
        format!(
            "{} {}",
            shape.spec().label,
            self.series(&shown, unit, GIVEN, between)
        )
    }

    /// From one computed value to another: `1.2 to 16.1 %`.
    pub fn from_to(&self, low: f64, high: f64, unit: Unit) -> String {
        self.series(&[low, high], unit, COMPUTED, " to ")
    }

    /// Values one after the other, in one scale; a unit that all have is named once.
    fn series(&self, values: &[f64], unit: Unit, digits: usize, between: &str) -> String {
        let largest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        let is_money = matches!(unit, Unit::Money | Unit::MoneyPerYear);
        let scale = scale(largest).filter(|_| is_money && !self.full);
        let text = |&value: &f64| match scale {
            Some((scale, name)) => format!("{}{name}", significant(value / scale, digits)),
            None => self.in_unit(value, unit, digits),
        };
        joined(values.iter().map(text).collect(), between)
    }

    /// How an input is spread: its percentiles, or the chance of each of its values.
    pub fn spread(&self, distribution: &Distribution, quantiles: &Quantiles, unit: Unit) -> String {
        if let Distribution::Discrete(pairs) = distribution {
            let total: f64 = pairs.iter().map(|&(_, weight)| weight).sum();
            let chance = |&(value, weight): &(f64, f64)| {
                let chance = self.in_unit(weight / total, Unit::Share, COMPUTED);
                format!("{chance} for {}", self.in_unit(value, unit, GIVEN))
            };
            return pairs.iter().map(chance).collect::<Vec<_>>().join(", ");
        }
        let [p10, p50, p90] =
            [0.1, 0.5, 0.9].map(|share| self.in_unit(quantiles.at(share), unit, COMPUTED));
        format!("1 in 10 below {p10}, half below {p50}, 1 in 10 above {p90}")
    }

    /// The values that may be given, to follow "must be".
    pub fn limits(&self, limits: &Limits, unit: Unit) -> String {
        let [low, high] = [limits.low, limits.high].map(|end| match end {
            0.0 if !limits.has_top() => "0".into(),
            end => self.brief(end, unit),
        });
        let text = match (limits.whole, limits.has_top(), limits.above) {
            (true, ..) => format!("a whole number, {low} to {high}"),
            (_, true, _) => format!("{low} to {high}"),
            (_, false, true) => format!("more than {low}"),
            (_, false, false) => format!("{low} or more"),
        };
        match limits.tied {
            Some(tied) => format!("{text} ({})", tied.label()),
            None => text,
        }
    }
}

/// So many digits that say something, and none that don't.
fn significant(value: f64, digits: usize) -> String {
    let power: i32 = format!("{value:e}")
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0);
    let decimals = (digits as i32 - 1 - power).max(0) as usize;
    let text = grouped(value, decimals);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A large number by its scale: `172.5 k`, `125 bn`; one of up to five digits as it is.
fn scaled(value: f64, digits: usize) -> String {
    match scale(value) {
        Some((scale, name)) => format!("{}{name}", significant(value / scale, digits)),
        None => significant(value, digits),
    }
}

/// The scale of a number of more than five digits.
fn scale(value: f64) -> Option<(f64, &'static str)> {
    const SCALES: [(f64, &str); 4] = [(1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, " k")];
    let fits = |&(scale, _): &(f64, &str)| value.abs() >= scale.max(1e5);
    SCALES.into_iter().find(fits)
}

/// Values one after the other; a unit that all have is named once.
fn joined(mut texts: Vec<String>, between: &str) -> String {
    let unit = |text: &String| text.rsplit_once(' ').map(|(_, unit)| unit.to_owned());
    let last = texts.last().and_then(unit);
    if let Some(last) =
        last.filter(|last| texts.iter().all(|text| unit(text).as_ref() == Some(last)))
    {
        let n_texts = texts.len();
        for text in &mut texts[..n_texts - 1] {
            text.truncate(text.len() - last.len() - 1);
        }
    }
    texts.join(between)
}

/// An input by the names people use.
pub fn input(scenario: &Scenario, input: Input) -> String {
    let label = input.label();
    match input {
        Input::Lever(division, _) | Input::Division(division, _) => {
            format!("{}, {label}", scenario.divisions[division].name)
        }
        Input::Share(option) | Input::Option(option, _) => {
            format!("{}, {label}", scenario.options[option].name)
        }
        _ => label.into(),
    }
}

/// How a number came about.
pub fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Sourced => "sourced",
        SourceKind::Derived => "derived",
        SourceKind::Illustrative => "illustrative",
        SourceKind::Judgement => "judgement",
    }
}

/// Where a number comes from, in full: `sourced, confidence medium: Publisher, title, date`.
pub fn source(source: &Source) -> String {
    let confidence = match source.confidence {
        Some(Confidence::High) => ", confidence high",
        Some(Confidence::Medium) => ", confidence medium",
        Some(Confidence::Low) => ", confidence low",
        None => "",
    };
    format!("{}{confidence}: {}", kind(source.kind), source.text)
}

/// Why a line was not taken, and what would be right.
pub fn entry_error(error: &EntryError, words: &Words<'_>) -> String {
    match *error {
        EntryError::NotANumber => "not a number: write 12.5, +3, -3 or *1.1".into(),
        EntryError::OutOfRange(ref limits, unit) => {
            format!("must be {}", words.limits(limits, unit))
        }
        EntryError::NotAParameter(name) => format!("{name} is not a number: write 12.5 or -3"),
        EntryError::NotPairs => "write value: weight; value: weight".into(),
        EntryError::NoDistribution(shape, fault) => format!("{} {fault}", shape.spec().label),
        EntryError::Empty => "nothing is typed yet".into(),
        EntryError::NotWhole(least, most) => format!(
            "must be a whole number from {} to {}",
            grouped(least as f64, 0),
            grouped(most as f64, 0)
        ),
        EntryError::NameTaken => "another plan has that name".into(),
        EntryError::Failed(ref reason) => failure(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, significant};
    use crate::model::{Distribution, Unit};

    #[test]
    fn a_value_that_was_given_is_shown_with_the_digits_it_was_given_with() {
        let words = Words::new("USD", false);
        let cases = [
            (0.0765, Unit::Share, "7.65 %"),
            (0.0, Unit::Share, "0 %"),
            (1.0, Unit::Share, "100 %"),
            (165_000.0, Unit::MoneyPerYear, "US$165 k"),
            (172_500.0, Unit::Money, "US$172.5 k"),
            (4_000.0, Unit::Money, "US$4,000"),
            (125e9, Unit::Money, "US$125 bn"),
            (22_000.0, Unit::People, "22,000"),
            (0.032, Unit::Ratio, "0.032"),
            (1.28, Unit::Ratio, "1.28"),
            (0.1 + 0.2, Unit::Ratio, "0.3"),
            (60.0, Unit::Days, "60 d"),
            (2.5, Unit::Quarters, "2.5 q"),
        ];
        for (value, unit, text) in cases {
            assert_eq!(words.brief(value, unit), text);
        }
        assert_eq!(significant(1234.5678, 3), "1,235");
        assert_eq!(significant(-0.001_234, 2), "−0.0012");
    }

    #[test]
    fn a_unit_that_all_parameters_have_is_named_once() {
        let words = Words::new("USD", false);
        let cases = [
            (
                Distribution::Pert(0.0, 0.053, 0.3),
                Unit::Share,
                "PERT 0 / 5.3 / 30 %",
            ),
            (
                Distribution::Normal(175e3, 15e3),
                Unit::Money,
                "normal 175 ± 15 k",
            ),
            (
                Distribution::LogNormal {
                    p10: 220e3,
                    p90: 320e3,
                },
                Unit::Money,
                "log-normal 220 / 320 k",
            ),
            (
                Distribution::Uniform(1.0, 1.5),
                Unit::Ratio,
                "uniform 1 / 1.5",
            ),
            (
                Distribution::Discrete(vec![(0.0, 0.6), (1.0, 0.4)]),
                Unit::Quarters,
                "discrete 0 / 1 q",
            ),
        ];
        for (distribution, unit, text) in cases {
            assert_eq!(words.brief_distribution(&distribution, unit), text);
        }
    }
}
