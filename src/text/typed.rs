//! Numbers as a person types them, `12.5`, `12.5 %`, `+3`, `*1.1`, `125 bn`: what may be typed, what was
//! typed, why it was not taken, and a number as it would be typed.

use crate::model::{Bound, Input, LARGEST, Shape, Unit};
use crate::text::{
    Style, Words, failure,
    numbers::{decimal, grouped},
};

/// The values that a number may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The smallest value.
    pub low: f64,
    /// The largest value.
    pub high: f64,
    /// Whether it must be more than `low`.
    pub above: bool,
    /// Whether it must be whole.
    pub whole: bool,
    /// The input that sets one of the ends, if one does.
    pub tied: Option<Input>,
}

impl Limits {
    /// Returns the range from `low` to `high`, both included.
    pub fn from(low: f64, high: f64) -> Self {
        Self {
            low,
            high,
            above: false,
            whole: false,
            tied: None,
        }
    }

    /// Returns what `bound` admits.
    pub fn of(bound: Bound) -> Self {
        let (low, high) = bound.ends();
        Self {
            above: !bound.admits(low),
            ..Self::from(low, high)
        }
    }

    /// Returns whether `value` is within the limits.
    pub fn admits(&self, value: f64) -> bool {
        let is_above = if self.above {
            value > self.low
        } else {
            value >= self.low
        };
        is_above && value <= self.high && !(self.whole && value.fract() != 0.0)
    }

    /// Returns whether there is an upper end worth naming.
    pub fn has_top(&self) -> bool {
        self.high < LARGEST
    }
}

/// Why a line that was typed was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum EntryError {
    /// It is not a number.
    NotANumber,
    /// The number is outside its limits.
    OutOfRange(Limits, Unit),
    /// This parameter of a distribution is not a number, or is too large.
    NotAParameter(&'static str),
    /// The values of a discrete distribution have no weights.
    NotPairs,
    /// There is no such distribution: its shape, and what that needs.
    NoDistribution(Shape, &'static str),
    /// It is empty.
    Empty,
    /// Another plan has that name.
    NameTaken,
    /// It is not a whole number from the first to the second.
    NotWhole(u64, u64),
    /// What it was for failed: the reason in words, possibly many lines.
    Failed(String),
}

impl Words<'_> {
    /// Writes why a line was not taken, and what would be right.
    pub fn entry_error(&self, error: &EntryError) -> String {
        match *error {
            EntryError::NotANumber => "not a number: write 12.5, +3, -3 or *1.1".into(),
            EntryError::OutOfRange(ref limits, unit) => {
                format!("must be {}", self.limits(limits, unit))
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

    /// Writes the values that are admitted, to follow "must be".
    pub fn limits(&self, limits: &Limits, unit: Unit) -> String {
        let [low, high] = [limits.low, limits.high].map(|end| match end {
            0.0 if !limits.has_top() => "0".into(),
            end => self.format(end, unit, Style::Brief),
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

/// Reads a value that was typed where `now` stands: `12.5`, `12.5%`, `+3`, `-3`, `*1.1` or `125 bn`; shares
/// in per cent.
///
/// # Errors
/// [`EntryError`] when it is not a number or outside its limits.
pub(crate) fn entered(text: &str, now: f64, unit: Unit, limits: Limits) -> Result<f64, EntryError> {
    let text = text.trim();
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'+' | b'-' | b'*') => text.split_at(1),
        _ => ("", text),
    };
    // A factor is plain unless it says otherwise.
    let read_as = match sign {
        "*" if !rest.ends_with('%') => Unit::Ratio,
        _ => unit,
    };
    let number = digits(rest, read_as).ok_or(EntryError::NotANumber)?;
    let value = match sign {
        "+" => now + number,
        "-" => now - number,
        "*" => now * number,
        _ => number,
    };
    if limits.admits(value) {
        Ok(value)
    } else {
        Err(EntryError::OutOfRange(limits, unit))
    }
}

/// Reads a number that may be negative and as large as any in a file: `-3`, `3 bn`, `12.5 %`.
pub(crate) fn amount(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let value = sign * digits(rest, unit)?;
    (value.abs() <= LARGEST).then_some(value)
}

fn is_share(unit: Unit) -> bool {
    matches!(unit, Unit::Share | Unit::SharePerYear)
}

/// What may follow a number, and the power of ten that it stands for.
const SCALES: [(&str, i32); 5] = [("bn", 9), ("b", 9), ("tn", 12), ("k", 3), ("m", 6)];

/// A number without a sign, in its unit; `3e9` is one, as in a file.
fn digits(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let scales = match unit {
        Unit::People | Unit::Money | Unit::MoneyPerYear => &SCALES[..],
        _ => &[],
    };
    let scale = scales.iter().find(|(name, _)| text.ends_with(name));
    // The exponent is written, not computed, so that 12.3 % is the same bits as 0.123.
    let (digits, scale) = match scale {
        Some((name, power)) => (text.trim_end_matches(name), *power),
        None if is_share(unit) => (text.strip_suffix('%').unwrap_or(&text), -2),
        None => (text.as_str(), 0),
    };
    let (digits, power) = match digits.split_once('e') {
        Some((digits, power)) => (digits, power.trim().parse::<i16>().ok()?),
        None => (digits, 0),
    };
    let digits = digits.trim().replace(',', ".");
    let is_plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = format!("{digits}e{}", i32::from(power) + scale);
    is_plain.then(|| number.parse().ok()).flatten()
}

/// Returns a number as a person would type it: read again, it is the same bits.
pub(crate) fn typable(value: f64, unit: Unit) -> String {
    decimal(value, if is_share(unit) { 2 } else { 0 })
}

/// Reads a whole number.
///
/// # Errors
/// [`EntryError::NotWhole`] when it is not a whole number from `least` to `most`.
pub(crate) fn whole(text: &str, least: u64, most: u64) -> Result<u64, EntryError> {
    let digits = text.replace(['_', ' ', ','], "");
    let number = digits.parse().ok().filter(|n| (least..=most).contains(n));
    number.ok_or(EntryError::NotWhole(least, most))
}

#[cfg(test)]
mod tests {
    use super::{amount, typable};
    use crate::model::Unit;

    #[test]
    fn what_would_be_typed_reads_back_to_the_same_bits() {
        let values = [
            0.0,
            0.053,
            0.0765,
            0.1,
            1.0,
            12.5,
            165_000.0,
            125e9,
            1e15,
            5e-324,
            1.0 / 3.0,
            -0.25,
            1e-7,
            123_456.789,
        ];
        for value in values {
            for unit in [Unit::Share, Unit::Money, Unit::Ratio] {
                let text = typable(value, unit);
                let read = amount(&text, unit);
                assert_eq!(read.map(f64::to_bits), Some(value.to_bits()), "{text}");
            }
        }
        assert_eq!(typable(0.053, Unit::Share), "5.3");
        assert_eq!(typable(125e9, Unit::Money), "125000000000");
    }

    #[test]
    fn an_exponent_is_a_number_as_in_a_file() {
        for (text, unit, value) in [
            ("3e9", Unit::Money, Some(3e9)),
            ("-3E9", Unit::Money, Some(-3e9)),
            ("1.5e+3 k", Unit::Money, Some(1.5e6)),
            ("123e-1 %", Unit::Share, Some(0.123)),
            ("1e400", Unit::Money, None),
            ("e9", Unit::Money, None),
            ("3e", Unit::Money, None),
            ("3e1e1", Unit::Money, None),
            ("3e99999", Unit::Money, None),
        ] {
            assert_eq!(amount(text, unit), value, "{text}");
        }
    }
}
