//! Numbers as people type them.
//!
//! Must not know what a number is for beyond its unit and range.

use super::{EntryError, Slider};
use crate::model::Unit;

/// The value a person typed for `slider`: `12.5`, `12.5%`, `+3`, `-3` or `*1.1`; shares in per cent.
///
/// # Errors
/// [`EntryError`] when it is no number or outside the range.
pub(super) fn entered(text: &str, slider: &Slider) -> Result<f64, EntryError> {
    let text = text.trim();
    let share = matches!(slider.unit, Unit::Share | Unit::SharePerYear);
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) if share => (rest, true),
        _ => (text, false),
    };
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'+' | b'-' | b'*') => text.split_at(1),
        _ => ("", text),
    };
    let digits = rest.trim().replace(',', ".");
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // The exponent is written, not computed, so that 12.3 % is the same bits as 0.123.
    let exponent = if percent || share && sign != "*" {
        "e-2"
    } else {
        ""
    };
    let number: f64 = format!("{digits}{exponent}")
        .parse()
        .map_err(|_| EntryError::NotANumber)?;
    if !plain {
        return Err(EntryError::NotANumber);
    }
    let value = match sign {
        "+" => slider.value + number,
        "-" => slider.value - number,
        "*" => slider.value * number,
        _ => number,
    };
    if slider.bound.admits(value) {
        Ok(value)
    } else {
        Err(EntryError::OutOfRange(slider.bound, slider.unit))
    }
}

/// A figure a person typed: `3 bn`, `2.5m`, `400k`, `12.5 %`, `18`.
pub(super) fn amount(text: &str, unit: Unit) -> Option<f64> {
    let text = text.trim().to_lowercase().replace(['_', ' ', '\u{a0}'], "");
    let share = matches!(unit, Unit::Share | Unit::SharePerYear);
    let scales = [
        ("bn", "e9"),
        ("b", "e9"),
        ("m", "e6"),
        ("k", "e3"),
        ("%", "e-2"),
    ];
    let scaled = scales
        .iter()
        .find_map(|(sign, exponent)| Some((text.strip_suffix(sign)?, *exponent)));
    let (digits, exponent) = scaled.unwrap_or((&text, if share { "e-2" } else { "" }));
    let number = digits.strip_prefix(['-', '−']).unwrap_or(digits);
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: f64 = format!("{number}{exponent}")
        .parse()
        .ok()
        .filter(|_| plain)?;
    Some(if number.len() < digits.len() {
        -value
    } else {
        value
    })
}

/// A whole number a person typed.
///
/// # Errors
/// [`EntryError::NotWhole`] when it is none from `least` to `most`.
pub(super) fn whole(text: &str, least: u64, most: u64) -> Result<u64, EntryError> {
    let digits = text.replace(['_', ' ', ','], "");
    let number = digits.parse().ok().filter(|n| (least..=most).contains(n));
    number.ok_or(EntryError::NotWhole(least, most))
}
