//! Numbers as a person types them: `12.5`, `12.5 %`, `+3`, `*1.1`, `125 bn`; and a number as it would be typed.
//!
//! Must not know what a number is for.

use crate::model::{LARGEST, Unit};
use crate::tui::{EntryError, Slider};

/// The value a person typed for `slider`: `12.5`, `12.5%`, `+3`, `-3`, `*1.1` or `125 bn`; shares in per cent.
///
/// # Errors
/// [`EntryError`] when it is no number or outside the range.
pub(crate) fn entered(text: &str, slider: &Slider) -> Result<f64, EntryError> {
    let text = text.trim();
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'+' | b'-' | b'*') => text.split_at(1),
        _ => ("", text),
    };
    // A factor is plain unless it says otherwise.
    let unit = match sign {
        "*" if !rest.ends_with('%') => Unit::Ratio,
        _ => slider.unit,
    };
    let number = digits(rest, unit).ok_or(EntryError::NotANumber)?;
    let value = match sign {
        "+" => slider.value + number,
        "-" => slider.value - number,
        "*" => slider.value * number,
        _ => number,
    };
    if slider.limits.admits(value) {
        Ok(value)
    } else {
        Err(EntryError::OutOfRange(slider.limits, slider.unit))
    }
}

/// A number a person typed that may be below 0 and as large as any in a file: `-3`, `3 bn`, `12.5 %`.
pub fn amount(text: &str, unit: Unit) -> Option<f64> {
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

/// What may follow a number, and the power of ten it stands for.
const SCALES: [(&str, &str); 5] = [
    ("bn", "e9"),
    ("b", "e9"),
    ("tn", "e12"),
    ("k", "e3"),
    ("m", "e6"),
];

/// A number without a sign, in its unit.
fn digits(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let scales = match unit {
        Unit::People | Unit::Money | Unit::MoneyPerYear => &SCALES[..],
        _ => &[],
    };
    let scale = scales.iter().find(|(name, _)| text.ends_with(name));
    // The exponent is written, not computed, so that 12.3 % is the same bits as 0.123.
    let (digits, exponent) = match scale {
        Some((name, exponent)) => (text.trim_end_matches(name), *exponent),
        None if is_share(unit) => (text.strip_suffix('%').unwrap_or(&text), "e-2"),
        None => (text.as_str(), ""),
    };
    let digits = digits.trim().replace(',', ".");
    let is_plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = format!("{digits}{exponent}");
    is_plain.then(|| number.parse().ok()).flatten()
}

/// A number as a person would type it: read again, it is the same bits.
pub(crate) fn typable(value: f64, unit: Unit) -> String {
    let shortest = format!("{:e}", value.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let shift = if is_share(unit) { 2 } else { 0 };
    let exponent = exponent.parse::<i32>().unwrap_or(0) + shift;
    let digits = mantissa.replace('.', "");
    let sign = if value < 0.0 { "-" } else { "" };
    let point = exponent + 1;
    let text = if value == 0.0 {
        "0".to_owned()
    } else if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else {
        let point = point as usize;
        let zeros = "0".repeat(point.saturating_sub(digits.len()));
        let (whole, part) = digits.split_at(point.min(digits.len()));
        let dot = if part.is_empty() { "" } else { "." };
        format!("{whole}{zeros}{dot}{part}")
    };
    format!("{sign}{text}")
}

/// The sign of a currency, with a space where it needs one.
pub fn currency_sign(code: &str) -> String {
    match code {
        "USD" => "US$".into(),
        "EUR" => "€".into(),
        "GBP" => "£".into(),
        "JPY" => "¥".into(),
        "AUD" => "A$".into(),
        "CAD" => "C$".into(),
        code => format!("{code} "),
    }
}

/// A number as it would be typed, in few characters and with all its digits: `US$3 bn`, `6 mo`, `12 %`.
pub(crate) fn short(value: f64, unit: Unit, currency: &str) -> String {
    const NAMES: [(f64, i32, &str); 4] = [
        (1e12, 12, " tn"),
        (1e9, 9, " bn"),
        (1e6, 6, " m"),
        (1e3, 3, " k"),
    ];
    let is_money = matches!(unit, Unit::Money | Unit::MoneyPerYear);
    let scale = NAMES
        .iter()
        .find(|(least, ..)| is_money && value.abs() >= *least);
    let (digits, name) = match scale {
        // The exponent is taken from the digits, not divided out: no digit is made up.
        Some(&(_, places, name)) => {
            let shortest = format!("{value:e}");
            let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
            let exponent = exponent.parse::<i32>().unwrap_or(0) - places;
            let scaled: f64 = format!("{mantissa}e{exponent}").parse().unwrap_or(value);
            (typable(scaled, Unit::Ratio), name)
        }
        None => (typable(value, unit), ""),
    };
    match unit {
        Unit::Money | Unit::MoneyPerYear => format!("{}{digits}{name}", currency_sign(currency)),
        Unit::Share | Unit::SharePerYear => format!("{digits} %"),
        Unit::Months => format!("{digits} mo"),
        Unit::Days => format!("{digits} d"),
        _ => digits,
    }
}

/// A whole number a person typed.
///
/// # Errors
/// [`EntryError::NotWhole`] when it is none from `least` to `most`.
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
}
