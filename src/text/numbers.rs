//! Numbers in words: how each unit is rounded, scaled and named. One door for all of them: [`Words::format`].

use crate::model::Unit;
use crate::text::{UNDEFINED, Words};

/// How much of a number is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Style {
    /// A result, rounded for reading: `US$2.93 bn`, `4.0 %`, `14.0 mo`.
    Result,
    /// The same without the sign of the currency, which is named nearby: `2.93 bn`.
    Bare,
    /// A result that may be off by this standard error: bare, with no digit that is not known.
    Estimate(f64),
    /// The difference between two such results, with its sign; an infinite one is between a plan
    /// that pays back and one that does not.
    Gap(f64),
    /// The value of a lever: a result whose share is a round one, `15 %`, `12.5 %`.
    Lever,
    /// An input, short: `5.3 %`, `US$172.5 k`, `60 d`.
    Brief,
    /// An input that was computed, short: `15.94 %`.
    Computed,
    /// An input with the digits it was given and its unit spelt out: `7.65 %`, `1 quarter`.
    Given,
    /// A number with all its digits, in few characters: `US$3 bn`, `6 mo`.
    Exact,
}

/// A number and what follows it.
type Parts = (String, &'static str);

/// Significant digits of an input, of one that was computed, and of the ends of a range.
pub(super) const BRIEF: usize = 6;
const COMPUTED: usize = 4;
pub(super) const RANGE: usize = 3;
/// More digits say nothing, even where figures are in full.
const MOST_DIGITS: usize = 12;

/// Scales of large numbers, the largest first, with their powers of ten.
const SCALES: [(f64, i32, &str); 5] = [
    (1e12, 12, " tn"),
    (1e9, 9, " bn"),
    (1e6, 6, " m"),
    (1e3, 3, " k"),
    (1.0, 0, ""),
];

impl Words<'_> {
    /// Writes a number in its unit.
    pub fn format(&self, value: f64, unit: Unit, style: Style) -> String {
        match style {
            Style::Gap(_) if value == f64::INFINITY => return "no payback".into(),
            Style::Gap(_) if value == f64::NEG_INFINITY => return "only payback".into(),
            _ if !value.is_finite() => return UNDEFINED.into(),
            _ => {}
        }
        let (number, suffix) = match style {
            Style::Gap(error) => return self.gap(value, unit, error),
            Style::Result | Style::Bare => at_once(self.parts(value, unit), unit),
            Style::Estimate(error) => at_once(self.known(value, unit, error), unit),
            Style::Lever => at_once(self.lever(value, unit), unit),
            Style::Brief => self.significant(value, unit, BRIEF),
            Style::Computed => self.significant(value, unit, COMPUTED),
            Style::Given => given(value, unit),
            Style::Exact => exact(value, unit),
        };
        let is_bare = matches!(style, Style::Bare | Style::Estimate(_));
        let sign = if is_bare {
            String::new()
        } else {
            self.sign(unit)
        };
        match number.strip_prefix('−') {
            Some(size) => format!("−{sign}{size}{suffix}"),
            None => format!("{sign}{number}{suffix}"),
        }
    }

    /// Returns what stands before a number in its unit: the sign of the currency or nothing.
    pub fn sign(&self, unit: Unit) -> String {
        match is_money(unit) {
            true => self.currency_sign(),
            false => String::new(),
        }
    }

    /// Writes people, FTE: `13,958`; fractions only where there are few.
    pub fn people(&self, people: f64) -> String {
        self.format(people, Unit::People, Style::Result)
    }

    /// Writes money with its currency: `US$2.93 bn`.
    pub fn money(&self, amount: f64) -> String {
        self.format(amount, Unit::Money, Style::Result)
    }

    /// Writes money whose currency is named nearby: `2.93 bn`.
    pub fn amount(&self, amount: f64) -> String {
        self.format(amount, Unit::Money, Style::Bare)
    }

    /// Writes units of something bought: `38.2`, `1,234`, `1.20 m`.
    pub fn count(&self, count: f64) -> String {
        self.format(count, Unit::Count, Style::Result)
    }

    /// Writes a fraction in per cent: `4.0 %`.
    pub fn share(&self, share: f64) -> String {
        self.format(share, Unit::Share, Style::Result)
    }

    /// Writes the share that a lever is set to: `15 %`, `12.5 %`.
    pub fn lever_share(&self, share: f64) -> String {
        self.format(share, Unit::Share, Style::Lever)
    }

    /// Writes a plain ratio: `7.4`.
    pub fn ratio(&self, ratio: f64) -> String {
        self.format(ratio, Unit::Ratio, Style::Result)
    }

    /// Writes months: `14.0 mo`.
    pub fn months(&self, months: f64) -> String {
        self.format(months, Unit::Months, Style::Result)
    }

    /// Writes days: `21.0 d`.
    pub fn days(&self, days: f64) -> String {
        self.format(days, Unit::Days, Style::Result)
    }

    /// Writes a bare result beside those of other plans, where no payback is a result too.
    pub fn compared(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Months if value.is_nan() => "none".into(),
            unit => self.format(value, unit, Style::Bare),
        }
    }

    /// Whether a result rose, and by how much; `None` if what is shown stays the same.
    ///
    /// People change by the whole people shown; a result that was or becomes undefined says what it was.
    pub fn difference(&self, unit: Unit, before: f64, now: f64) -> Option<(bool, String)> {
        let (is, was) = (now.is_finite(), before.is_finite());
        if is != was {
            let before = self.format(before, unit, Style::Bare);
            return Some((is, format!("was {before}")));
        }
        let change = match unit {
            Unit::People if !self.full => whole(now) - whole(before),
            // What rounding leaves of two ways to one figure is no change.
            _ if (now - before).abs() <= 1e-12 * before.abs() => 0.0,
            _ => now - before,
        };
        Some((change > 0.0, self.change(change, unit)?))
    }

    /// Writes a change with its sign, `+500`, `−0.2 bn`, `+0.4 pp`; `None` if it rounds to nothing.
    pub fn change(&self, change: f64, unit: Unit) -> Option<String> {
        if !change.is_finite() || change == 0.0 {
            return None;
        }
        let (number, suffix) = self.parts(change.abs(), unit);
        let sign = if change < 0.0 { "−" } else { "+" };
        has_size(&number).then(|| format!("{sign}{number}{}", points(unit, suffix)))
    }

    /// Writes a change like [`Self::change`], or the 0 that it rounds to.
    pub fn change_or_zero(&self, change: f64, unit: Unit) -> String {
        if !change.is_finite() {
            return UNDEFINED.into();
        }
        let changed = self.difference(unit, 0.0, change).map(|(_, text)| text);
        changed.unwrap_or_else(|| {
            let (zero, suffix) = self.parts(0.0, unit);
            format!("{zero}{}", points(unit, suffix))
        })
    }

    /// Writes a share as percentage points: `0.4 pp`.
    pub(super) fn in_points(&self, share: f64) -> String {
        let (number, suffix) = self.parts(share, Unit::Share);
        format!("{number}{}", points(Unit::Share, suffix))
    }

    /// Writes a range of results that may be off by `error`; the unit once where both ends have it.
    pub fn range(&self, unit: Unit, low: f64, high: f64, error: f64) -> String {
        let [low, high] = [low, high].map(|end| match end.is_finite() {
            true => at_once(self.known(end, unit, error), unit),
            false => (UNDEFINED.into(), ""),
        });
        let from = if low.1 == high.1 { "" } else { low.1 };
        let is_signed = [&low.0, &high.0].iter().any(|end| end.starts_with('−'));
        let to = if is_signed { " to " } else { "–" };
        format!("{}{from}{to}{}{}", low.0, high.0, high.1)
    }

    /// Writes a range of computed inputs: `1.2 to 16.1 %`.
    pub fn from_to(&self, low: f64, high: f64, unit: Unit) -> String {
        self.series(&[low, high], unit, RANGE, " to ")
    }

    /// Writes inputs one after the other, in one scale; the unit once where all have it.
    pub(super) fn series(
        &self,
        values: &[f64],
        unit: Unit,
        digits: usize,
        between: &str,
    ) -> String {
        let largest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        let parts: Vec<Parts> = match is_money(unit) && !self.full {
            true => {
                let (scale, _, name) = brief_scale(largest);
                let of = |value: &f64| (significant(value / scale, digits), name);
                values.iter().map(of).collect()
            }
            false => values
                .iter()
                .map(|&value| self.significant(value, unit, digits))
                .collect(),
        };
        let last = parts.last().map_or("", |(_, suffix)| suffix);
        let is_shared = parts.iter().all(|(_, suffix)| *suffix == last);
        let text = |(number, suffix): &Parts| match is_shared {
            true => number.clone(),
            false => format!("{number}{suffix}"),
        };
        let mut text = parts.iter().map(text).collect::<Vec<_>>().join(between);
        if is_shared {
            text.push_str(last);
        }
        text
    }

    /// Writes how likely something is that came true in the share `share` of `n_draws`: what did not
    /// always come true never reads as certain.
    pub fn likelihood(&self, share: f64, n_draws: usize) -> String {
        match share {
            _ if share.is_nan() => UNDEFINED.into(),
            0.0 => "no draw".into(),
            1.0 => "all draws".into(),
            share if share < 0.001 => "< 0.1 %".into(),
            share if share > 0.999 => "> 99.9 %".into(),
            share => {
                let decimals = usize::from(chance_error(share, n_draws) < 0.002);
                format!("{} %", grouped(100.0 * share, decimals))
            }
        }
    }

    /// Writes the same in a sentence: `in 73 % of the draws`.
    pub fn chance(&self, share: f64, n_draws: usize) -> String {
        match share {
            0.0 => "in none of the draws".into(),
            1.0 => "in all draws".into(),
            share if share < 0.001 => "in less than 0.1 % of the draws".into(),
            share if share > 0.999 => "in more than 99.9 % of the draws".into(),
            share => {
                let error = chance_error(share, n_draws);
                let share = self.format(share, Unit::Share, Style::Estimate(error));
                format!("in {share} of the draws")
            }
        }
    }

    /// Writes a round figure on an axis: `2 bn`, `2.5 bn`, `0`.
    pub fn tick(&self, value: f64) -> String {
        let (number, suffix) = self.parts(value, Unit::Money);
        format!("{}{suffix}", without_zeros(number))
    }

    /// A result, rounded for reading or, where figures are in full, with three decimals.
    fn parts(&self, value: f64, unit: Unit) -> Parts {
        let full = self.full;
        let decimals = match unit {
            Unit::Money | Unit::MoneyPerYear if full => 0,
            Unit::Money | Unit::MoneyPerYear => return scaled(value),
            Unit::People => usize::from((full || value.abs() < 10.0) && value.fract() != 0.0),
            Unit::Count => return self.counted(value),
            Unit::Share | Unit::SharePerYear => {
                let percent = value * 100.0;
                let decimals = match percent.abs() {
                    _ if full => 3,
                    size if size == 0.0 || size >= 0.1 => 1,
                    size if size >= 0.01 => 2,
                    _ => 3,
                };
                return (grouped(percent, decimals), " %");
            }
            Unit::Months if value == 0.0 => 0,
            Unit::Quarters => self.tenths(value * 10.0),
            _ if full => 3,
            Unit::Ratio | Unit::Days | Unit::Weeks | Unit::Months | Unit::Years => 1,
        };
        (grouped(value, decimals), suffix(unit))
    }

    /// Units of something bought.
    fn counted(&self, count: f64) -> Parts {
        let decimals = match count.abs() {
            _ if self.full => 2,
            size if size >= 1e6 => return scaled(count),
            size if size >= 99.95 => 0,
            size if size >= 9.995 => 1,
            0.0 => 0,
            size if size < 0.005 => {
                let sign = if count < 0.0 { "−" } else { "" };
                return (format!("{sign}<0.01"), "");
            }
            _ => 2,
        };
        (grouped(count, decimals), "")
    }

    /// The value of a lever.
    fn lever(&self, value: f64, unit: Unit) -> Parts {
        match unit {
            Unit::Share | Unit::SharePerYear => {
                (grouped(value * 100.0, self.tenths(value * 1000.0)), " %")
            }
            unit => self.parts(value, unit),
        }
    }

    /// Decimals of a number of so many tenths: none where it is whole.
    fn tenths(&self, tenths: f64) -> usize {
        let rounded = tenths.round();
        match self.full {
            true if (tenths - rounded).abs() > 1e-9 => 3,
            _ => usize::from(rounded % 10.0 != 0.0),
        }
    }

    /// A result with the digits that are known: the last one is right to within one.
    fn known(&self, value: f64, unit: Unit, error: f64) -> Parts {
        if self.full || error.is_nan() || error <= 0.0 {
            return self.parts(value, unit);
        }
        let step = 10_f64.powf(error.log10().ceil());
        let value = (value / step).round() * step;
        let (scale, suffix) = match unit {
            Unit::Money | Unit::MoneyPerYear => scale_of(value),
            Unit::Share | Unit::SharePerYear => (0.01, " %"),
            unit => (1.0, suffix(unit)),
        };
        let n_known = (scale / step).log10().round().max(0.0) as usize;
        let shown = self.parts(value, unit);
        let decimals = shown
            .0
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        match n_known >= decimals {
            true => shown,
            false => (grouped(value / scale, n_known), suffix),
        }
    }

    fn gap(&self, gap: f64, unit: Unit, error: f64) -> String {
        let (number, suffix) = self.known(gap, unit, error);
        let plus = if gap > 0.0 && has_size(&number) {
            "+"
        } else {
            ""
        };
        format!("{plus}{number}{}", points(unit, suffix))
    }

    /// An input with so many significant digits.
    pub(super) fn significant(&self, value: f64, unit: Unit, digits: usize) -> Parts {
        let digits = if self.full { MOST_DIGITS } else { digits };
        match unit {
            Unit::Money | Unit::MoneyPerYear if !self.full => {
                let (scale, _, name) = brief_scale(value);
                (significant(value / scale, digits), name)
            }
            Unit::Share | Unit::SharePerYear => (significant(value * 100.0, digits), " %"),
            unit => (significant(value, digits), suffix(unit)),
        }
    }
}

fn is_money(unit: Unit) -> bool {
    matches!(unit, Unit::Money | Unit::MoneyPerYear)
}

/// What follows a number in few columns.
fn suffix(unit: Unit) -> &'static str {
    match unit {
        Unit::People | Unit::Money | Unit::MoneyPerYear | Unit::Ratio | Unit::Count => "",
        Unit::Share | Unit::SharePerYear => " %",
        Unit::Days => " d",
        Unit::Weeks => " wk",
        Unit::Months => " mo",
        Unit::Quarters => " q",
        Unit::Years => " y",
    }
}

/// Returns the unit of a change: percentage points for a share.
fn points(unit: Unit, suffix: &'static str) -> &'static str {
    match unit {
        Unit::Share | Unit::SharePerYear => " pp",
        _ => suffix,
    }
}

/// No months are a payback without waiting.
fn at_once(parts: Parts, unit: Unit) -> Parts {
    match unit {
        Unit::Months if parts.0 == "0" => ("at once".into(), ""),
        _ => parts,
    }
}

/// Whether more than zeros are shown.
fn has_size(number: &str) -> bool {
    number.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
}

/// An input with the decimals that it was given, at most four, and its unit spelt out.
fn given(value: f64, unit: Unit) -> Parts {
    let is_one = value == 1.0;
    let spelt = |one, many| (shortest(value), if is_one { one } else { many });
    match unit {
        Unit::People | Unit::Ratio | Unit::Count => (shortest(value), ""),
        Unit::Share => (shortest(value * 100.0), " %"),
        Unit::SharePerYear => (shortest(value * 100.0), " % a year"),
        Unit::Money | Unit::MoneyPerYear => {
            let (scale, names) = match value.abs() {
                size if size >= 1e9 => (1e9, [" bn", " bn a year"]),
                size if size >= 1e6 => (1e6, [" m", " m a year"]),
                _ => (1.0, ["", " a year"]),
            };
            let is_yearly = unit == Unit::MoneyPerYear;
            (shortest(value / scale), names[usize::from(is_yearly)])
        }
        Unit::Days => spelt(" day", " days"),
        Unit::Weeks => spelt(" week", " weeks"),
        Unit::Months => spelt(" month", " months"),
        Unit::Quarters => spelt(" quarter", " quarters"),
        Unit::Years => spelt(" year", " years"),
    }
}

/// All digits of a number, with no separators.
fn exact(value: f64, unit: Unit) -> Parts {
    let (power, suffix) = match unit {
        Unit::Money | Unit::MoneyPerYear => {
            let scale = SCALES.iter().find(|(scale, ..)| value.abs() >= *scale);
            let (_, power, name) = scale.unwrap_or(&SCALES[4]);
            (-power, *name)
        }
        Unit::Share | Unit::SharePerYear => (2, " %"),
        unit => (0, suffix(unit)),
    };
    (decimal(value, power).replace('-', "−"), suffix)
}

/// Returns all digits of `value` times ten to the power `power`, without an exponent or separators.
pub(super) fn decimal(value: f64, power: i32) -> String {
    let shortest = format!("{:e}", value.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    // The exponent is taken from the digits, not divided out: no digit is made up.
    let exponent = exponent.parse::<i32>().unwrap_or(0) + power;
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

/// As few decimals as tell the number, and at most four; more where there would be none of it left.
fn shortest(value: f64) -> String {
    match value != 0.0 && value.abs() < 5e-5 {
        true => format!("{value:e}"),
        false => without_zeros(grouped(value, 4)),
    }
}

/// So many significant digits, without zeros at the end.
fn significant(value: f64, digits: usize) -> String {
    let power: i32 = format!("{value:e}")
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0);
    let decimals = (digits as i32 - 1 - power).max(0) as usize;
    without_zeros(grouped(value, decimals))
}

fn without_zeros(number: String) -> String {
    match number.contains('.') {
        true => number
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
        false => number,
    }
}

/// The scale of an input: numbers of up to five digits stay as they are.
fn brief_scale(value: f64) -> (f64, i32, &'static str) {
    let fits = |&(scale, ..): &(f64, i32, &str)| scale == 1.0 || value.abs() >= scale.max(1e5);
    SCALES.into_iter().find(fits).unwrap_or(SCALES[4])
}

/// The scale of a result, and its name.
fn scale_of(value: f64) -> (f64, &'static str) {
    // What would round to 1,000 belongs to the next scale.
    let fits = |(scale, ..): &&(f64, i32, &'static str)| value.abs() / scale < 999.5;
    let (scale, _, name) = SCALES.iter().rev().find(fits).unwrap_or(&SCALES[0]);
    (*scale, name)
}

/// Three significant digits and a scale: `2.93 bn`, `13.5 m`, `512`.
fn scaled(value: f64) -> Parts {
    let (scale, name) = scale_of(value);
    let scaled = value / scale;
    let decimals = match scaled.abs() {
        _ if scale == 1.0 => 0,
        size if size < 9.995 => 2,
        size if size < 99.95 => 1,
        _ => 0,
    };
    (grouped(scaled, decimals), name)
}

/// A number with its thousands grouped and a true minus; never a minus before zero.
pub(super) fn grouped(value: f64, decimals: usize) -> String {
    let text = digits(value.abs(), decimals);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 3);
    if value < 0.0 && has_size(&text) {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `size` with that many decimals. Whole numbers, which are most, are written as such: it is much faster.
fn digits(size: f64, decimals: usize) -> String {
    if size.fract() != 0.0 || size >= 1e15 {
        return format!("{size:.decimals$}");
    }
    let mut text = (size as u64).to_string();
    if decimals > 0 {
        text.push('.');
        text.extend(std::iter::repeat_n('0', decimals));
    }
    text
}

/// The standard error of a share of draws.
fn chance_error(share: f64, n_draws: usize) -> f64 {
    (share * (1.0 - share) / n_draws as f64).sqrt()
}

/// Returns people as they are shown: whole, unless there are few.
pub fn whole(people: f64) -> f64 {
    if people.abs() < 10.0 {
        people
    } else {
        people.round()
    }
}

/// Returns whole numbers that add up to the rounded sum of `parts`, by largest remainder.
pub fn apportion(parts: &[f64]) -> Vec<f64> {
    apportion_to(parts.iter().sum::<f64>().round(), parts)
}

/// Returns whole numbers that add up to the whole number `total`, which is as near to the sum of
/// `parts` as rounding gets, by largest remainder.
pub fn apportion_to(total: f64, parts: &[f64]) -> Vec<f64> {
    let mut whole: Vec<f64> = parts.iter().map(|part| part.floor()).collect();
    let missing = (total - whole.iter().sum::<f64>()).clamp(0.0, parts.len() as f64);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| parts[b].fract().total_cmp(&parts[a].fract()));
    for &index in order.iter().take(missing as usize) {
        whole[index] += 1.0;
    }
    whole
}

/// Returns shares of one whole in tenths of a per cent that add up to 100.0 %.
pub fn shares_of_whole(shares: &[f64]) -> Vec<f64> {
    let tenths: Vec<f64> = shares.iter().map(|share| share * 1000.0).collect();
    let tenths = apportion(&tenths).into_iter();
    tenths.map(|tenth| tenth / 1000.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_written_like_all_others() {
        for size in [
            0.0, 1.0, 999.0, 350_000.0, 1e14, 1e15, 1e16, 0.5, 2.675, 12_345.678,
        ] {
            for decimals in 0..5 {
                assert_eq!(digits(size, decimals), format!("{size:.decimals$}"));
            }
        }
    }

    #[test]
    fn a_number_is_written_in_its_style() {
        let words = Words::new("USD", false);
        for (value, unit, style, text) in [
            (2.934e9, Unit::Money, Style::Result, "US$2.93 bn"),
            (2.934e9, Unit::Money, Style::Bare, "2.93 bn"),
            (-999.6e6, Unit::MoneyPerYear, Style::Result, "−US$1.00 bn"),
            (-0.2, Unit::Money, Style::Result, "US$0"),
            (13_958.4, Unit::People, Style::Result, "13,958"),
            (3.25, Unit::People, Style::Result, "3.2"),
            (0.04, Unit::Share, Style::Result, "4.0 %"),
            (0.0004, Unit::Share, Style::Result, "0.04 %"),
            (0.15, Unit::Share, Style::Lever, "15 %"),
            (0.125, Unit::Share, Style::Lever, "12.5 %"),
            (2.5, Unit::Quarters, Style::Lever, "2.5 q"),
            (0.0, Unit::Months, Style::Result, "at once"),
            (14.0, Unit::Months, Style::Result, "14.0 mo"),
            (f64::NAN, Unit::Months, Style::Result, UNDEFINED),
            (0.003, Unit::Count, Style::Result, "<0.01"),
            (0.0765, Unit::Share, Style::Brief, "7.65 %"),
            (0.0, Unit::Share, Style::Brief, "0 %"),
            (165_000.0, Unit::MoneyPerYear, Style::Brief, "US$165 k"),
            (172_500.0, Unit::Money, Style::Brief, "US$172.5 k"),
            (4_000.0, Unit::Money, Style::Brief, "US$4,000"),
            (125e9, Unit::Money, Style::Brief, "US$125 bn"),
            (22_000.0, Unit::People, Style::Brief, "22,000"),
            (0.032, Unit::Ratio, Style::Brief, "0.032"),
            (0.1 + 0.2, Unit::Ratio, Style::Brief, "0.3"),
            (60.0, Unit::Days, Style::Brief, "60 d"),
            (2.5, Unit::Quarters, Style::Brief, "2.5 q"),
            (0.159_42, Unit::Share, Style::Computed, "15.94 %"),
            (0.0765, Unit::Share, Style::Given, "7.65 %"),
            (0.09, Unit::SharePerYear, Style::Given, "9 % a year"),
            (1e-9, Unit::Ratio, Style::Given, "1e-9"),
            (2000.0, Unit::Money, Style::Given, "US$2,000"),
            (38.25e6, Unit::Money, Style::Given, "US$38.25 m"),
            (165e3, Unit::MoneyPerYear, Style::Given, "US$165,000 a year"),
            (1.0, Unit::Quarters, Style::Given, "1 quarter"),
            (0.0, Unit::Quarters, Style::Given, "0 quarters"),
            (350e3, Unit::People, Style::Given, "350,000"),
            (3e9, Unit::Money, Style::Exact, "US$3 bn"),
            (-1.234_567e9, Unit::Money, Style::Exact, "−US$1.234567 bn"),
            (0.123, Unit::Share, Style::Exact, "12.3 %"),
            (6.0, Unit::Months, Style::Exact, "6 mo"),
        ] {
            assert_eq!(words.format(value, unit, style), text);
        }
        assert_eq!(significant(1234.5678, 3), "1,235");
        assert_eq!(significant(-0.001_234, 2), "−0.0012");
    }

    #[test]
    fn no_digit_is_shown_that_is_not_known() {
        let words = Words::new("USD", false);
        for (unit, value, error, shown) in [
            (Unit::Money, 6.274e9, 3e6, "6.27 bn"),
            (Unit::Money, 6.274e9, 3e7, "6.3 bn"),
            (Unit::Money, 6.274e9, 3e8, "6 bn"),
            (Unit::Money, 326e6, 3e6, "330 m"),
            (Unit::Money, 326e6, 2e4, "326 m"),
            (Unit::Money, 999.6e6, 5e6, "1.00 bn"),
            (Unit::Money, 999.6e6, 5e7, "1.0 bn"),
            (Unit::Money, -436.5e6, 9e6, "−440 m"),
            (Unit::Money, 12.0, 90.0, "0"),
            (Unit::People, 14_089.1, 2.9, "14,090"),
            (Unit::People, 14_089.1, 0.2, "14,089"),
            (Unit::Share, 0.023_75, 0.000_02, "2.4 %"),
            (Unit::Share, 0.023_75, 0.003, "2 %"),
            (Unit::Months, 6.177, 0.008, "6.2 mo"),
            (Unit::Months, 6.177, 0.4, "6 mo"),
            (Unit::Months, 6.177, f64::NAN, "6.2 mo"),
            (Unit::Months, f64::NAN, 0.1, UNDEFINED),
        ] {
            let text = words.format(value, unit, Style::Estimate(error));
            assert_eq!(text, shown, "{value} ± {error}");
        }
        let full = Words::new("USD", true).format(6.274e9, Unit::Money, Style::Estimate(3e8));
        assert_eq!(full, "6,274,000,000");
    }

    #[test]
    fn a_difference_has_its_sign() {
        let words = Words::new("USD", false);
        for (unit, gap, error, shown) in [
            (Unit::Money, 326e6, 3e6, "+330 m"),
            (Unit::Share, -0.004, 0.0001, "−0.4 pp"),
            (Unit::Months, 0.2, 3.0, "0 mo"),
            (Unit::Months, f64::INFINITY, 0.1, "no payback"),
        ] {
            assert_eq!(words.format(gap, unit, Style::Gap(error)), shown);
        }
        assert_eq!(words.change(0.004, Unit::Share).as_deref(), Some("+0.4 pp"));
        assert_eq!(words.change(0.2, Unit::Money), None);
        assert_eq!(words.range(Unit::Money, 2.1e9, 3.4e9, 1e7), "2.10–3.40 bn");
        assert_eq!(
            words.range(Unit::Money, -2e6, 3e9, 0.0),
            "−2.00 m to 3.00 bn"
        );
    }

    #[test]
    fn a_chance_is_never_said_to_be_certain_unless_it_always_came_true() {
        let words = Words::new("USD", false);
        for (share, n_draws, said) in [
            (0.0, 100, "in none of the draws"),
            (1.0, 100, "in all draws"),
            (0.0001, 100_000, "in less than 0.1 % of the draws"),
            (0.999_9, 100_000, "in more than 99.9 % of the draws"),
            (0.731, 1_000_000, "in 73.1 % of the draws"),
            (0.731, 100_000, "in 73 % of the draws"),
            (0.731, 1_000, "in 70 % of the draws"),
        ] {
            assert_eq!(words.chance(share, n_draws), said);
        }
    }

    #[test]
    fn a_tick_says_no_more_than_it_needs() {
        let words = Words::new("USD", false);
        for (value, text) in [
            (2e9, "2 bn"),
            (-2.5e9, "−2.5 bn"),
            (0.0, "0"),
            (200e6, "200 m"),
            (350_000.0, "350 k"),
        ] {
            assert_eq!(words.tick(value), text);
        }
    }
}
