//! Uncertain inputs and their sources in words: distributions, ranges, where a number comes from.

use crate::model::{
    Confidence, Distribution, Shape, Source, SourceKind, Unit, simulate::Quantiles,
};
use crate::text::{
    Style, Words,
    numbers::{BRIEF, RANGE},
};

impl Words<'_> {
    /// Writes how an input varies around its base value, `0 % to 30 %`; the most likely value only
    /// if it is not the base value.
    pub fn distribution(&self, distribution: &Distribution, unit: Unit, base: f64) -> String {
        // The value it stands beside says that it is per year.
        let unit = match unit {
            Unit::MoneyPerYear => Unit::Money,
            Unit::SharePerYear => Unit::Share,
            unit => unit,
        };
        let value = |value: f64| self.format(value, unit, Style::Given);
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

    /// Writes a distribution by its name and parameters: `PERT 0 / 5.3 / 30 %`.
    pub fn brief_distribution(&self, distribution: &Distribution, unit: Unit) -> String {
        let (shape, mut numbers) = (distribution.shape(), distribution.numbers());
        if shape == Shape::Discrete {
            numbers = numbers.into_iter().step_by(2).collect();
        }
        let between = match shape {
            Shape::Normal if self.ascii => " +- ",
            Shape::Normal => " ± ",
            _ => " / ",
        };
        let numbers = self.series(&numbers, unit, BRIEF, between);
        format!("{} {numbers}", shape.spec().label)
    }

    /// Writes the percentiles of an input, or the chance of each of its values.
    pub fn spread(&self, distribution: &Distribution, quantiles: &Quantiles, unit: Unit) -> String {
        let text = |value, unit, digits| {
            let (number, suffix) = self.significant(value, unit, digits);
            number + suffix
        };
        if let Distribution::Discrete(pairs) = distribution {
            let total: f64 = pairs.iter().map(|&(_, weight)| weight).sum();
            let chance = |&(value, weight): &(f64, f64)| {
                let chance = text(weight / total, Unit::Share, RANGE);
                format!("{chance} for {}", text(value, unit, BRIEF))
            };
            return pairs.iter().map(chance).collect::<Vec<_>>().join(", ");
        }
        let [p10, p50, p90] = [0.1, 0.5, 0.9].map(|share| text(quantiles.at(share), unit, RANGE));
        format!("1 in 10 below {p10}, half below {p50}, 1 in 10 above {p90}")
    }
}

/// Returns how a number came about, in a word.
pub fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Sourced => "sourced",
        SourceKind::Derived => "derived",
        SourceKind::Illustrative => "illustrative",
        SourceKind::Judgement => "judgement",
    }
}

/// Returns where a number comes from, in full: `sourced, confidence medium: Publisher, title, date`.
pub fn source(source: &Source) -> String {
    let confidence = match source.confidence {
        Some(Confidence::High) => ", confidence high",
        Some(Confidence::Medium) => ", confidence medium",
        Some(Confidence::Low) => ", confidence low",
        None => "",
    };
    format!("{}{confidence}: {}", kind(source.kind), source.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_says_how_far_an_input_may_be_off() {
        let words = Words::new("USD", false);
        let pert = |low, mode, high| Distribution::Pert(low, mode, high);
        let discrete = || Distribution::Discrete(vec![(0.0, 6.0), (1.0, 4.0)]);
        for (distribution, unit, text) in [
            (
                pert(0.0, 0.053, 0.3),
                Unit::Share,
                "0 % to 30 %, most likely 5.3 %",
            ),
            (pert(0.0, 0.1, 0.3), Unit::Share, "0 % to 30 %"),
            (
                Distribution::Uniform(1e3, 3e3),
                Unit::Money,
                "US$1,000 to US$3,000, evenly",
            ),
            (
                discrete(),
                Unit::Quarters,
                "0 quarters (60 %), 1 quarter (40 %)",
            ),
        ] {
            assert_eq!(words.distribution(&distribution, unit, 0.1), text);
        }
        let log_normal = Distribution::LogNormal {
            p10: 220e3,
            p90: 320e3,
        };
        for (distribution, unit, text) in [
            (pert(0.0, 0.053, 0.3), Unit::Share, "PERT 0 / 5.3 / 30 %"),
            (
                Distribution::Normal(175e3, 15e3),
                Unit::Money,
                "normal 175 ± 15 k",
            ),
            (log_normal, Unit::Money, "log-normal 220 / 320 k"),
            (
                Distribution::Uniform(1.0, 1.5),
                Unit::Ratio,
                "uniform 1 / 1.5",
            ),
            (discrete(), Unit::Quarters, "discrete 0 / 1 q"),
        ] {
            assert_eq!(words.brief_distribution(&distribution, unit), text);
        }
    }
}
