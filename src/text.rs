//! Numbers and inputs in words: the only place that rounds for people.
//!
//! Must not know where on a screen anything goes.

mod against;
mod axis;
mod changes;
mod estimate;
mod explain;
mod given;
mod inputs;
mod odds;
mod rounding;
mod solve;
pub(crate) mod typed;

pub use axis::ticks;
pub use changes::{method, unlike};
pub use estimate::{bar, columns};
pub use explain::Explained;
pub use inputs::{entry_error, input, kind, source};
pub use odds::kind_of;
pub use rounding::{apportion, apportion_to, shares_of_whole, whole};
pub use solve::unit_of;
pub use typed::{amount, currency_sign};

use crate::model::{Funding, Unit};

/// What stands for a figure that is not defined.
pub const UNDEFINED: &str = "–";

/// How figures of one scenario are written.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    currency: &'a str,
    full: bool,
    ascii: bool,
}

/// How a figure is measured on screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Full-time equivalents.
    People,
    /// Money whose currency is named beside it.
    Amount,
    /// A fraction in per cent; its change in percentage points.
    Share,
    /// Months.
    Months,
    /// Days.
    Days,
    /// A plain ratio.
    Ratio,
    /// Units of something bought.
    Count,
}

impl<'a> Words<'a> {
    /// Rounded for reading, or in full; money in `currency`, an ISO 4217 code.
    pub fn new(currency: &'a str, full: bool) -> Self {
        Self {
            currency,
            full,
            ascii: false,
        }
    }

    /// The same for a terminal without anything but ASCII.
    #[must_use]
    pub fn with_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// The same, rounded for reading.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self {
            full: false,
            ..self
        }
    }

    /// What stands between before and after.
    pub fn arrow(&self) -> &'static str {
        if self.ascii { "->" } else { "→" }
    }

    /// A figure of a kind.
    pub fn figure(&self, kind: Kind, value: f64) -> String {
        match kind {
            Kind::People => self.people(value),
            Kind::Amount => self.amount(value),
            Kind::Share => self.share(value),
            Kind::Months => self.months(value),
            Kind::Days => self.days(value),
            Kind::Ratio => self.ratio(value),
            Kind::Count => self.count(value),
        }
    }

    /// Whether a figure rose, and by how much; nothing where what is shown stays the same.
    ///
    /// People change by the whole people shown; a figure that was or becomes undefined says what it was.
    pub fn difference(&self, kind: Kind, before: f64, now: f64) -> Option<(bool, String)> {
        let (is, was) = (now.is_finite(), before.is_finite());
        if is != was {
            return Some((is, format!("was {}", self.figure(kind, before))));
        }
        let change = match kind {
            Kind::People if !self.full => whole(now) - whole(before),
            // What rounding leaves of two ways to one figure is no change.
            _ if (now - before).abs() <= 1e-12 * before.abs() => 0.0,
            _ => now - before,
        };
        let text = match kind {
            Kind::Share => self.change(change, Self::points),
            kind => self.change(change, |words, change| words.figure(kind, change)),
        };
        text.map(|text| (change > 0.0, text))
    }

    /// A change as it is, with its sign.
    pub fn change_of(&self, kind: Kind, change: f64) -> String {
        let difference = self.difference(kind, 0.0, change);
        difference.map_or_else(|| self.figure(kind, 0.0), |(_, text)| text)
    }

    /// A change of a share: `0.4 pp`, percentage points.
    fn points(&self, points: f64) -> String {
        self.share(points).replace(" %", " pp")
    }

    /// The sign of the currency, with a space where it needs one.
    pub fn currency_sign(&self) -> String {
        match self.currency {
            code if self.ascii => format!("{code} "),
            code => currency_sign(code),
        }
    }

    /// Money with its currency: `US$2.93 bn`.
    pub fn money(&self, amount: f64) -> String {
        if !amount.is_finite() {
            return UNDEFINED.into();
        }
        let sign = if self.rounds_below_zero(amount) {
            "−"
        } else {
            ""
        };
        format!(
            "{sign}{}{}",
            self.currency_sign(),
            self.amount(amount.abs())
        )
    }

    /// Money where the currency is named beside it: `2.93 bn`.
    pub fn amount(&self, amount: f64) -> String {
        if !amount.is_finite() {
            return UNDEFINED.into();
        }
        if self.full {
            grouped(amount, 0)
        } else {
            scaled(amount)
        }
    }

    /// People: `13,958`; fractions of a person only where there are few.
    pub fn people(&self, people: f64) -> String {
        if !people.is_finite() {
            return UNDEFINED.into();
        }
        let few = self.full || people.abs() < 10.0;
        grouped(people, if few && people.fract() != 0.0 { 1 } else { 0 })
    }

    /// Units of something bought: `38.2`, `1,234`, `1.20 m`.
    pub fn count(&self, count: f64) -> String {
        if !count.is_finite() {
            return UNDEFINED.into();
        }
        match count.abs() {
            _ if self.full => grouped(count, 2),
            size if size >= 1e6 => scaled(count),
            size if size >= 99.95 => grouped(count, 0),
            size if size >= 9.995 => grouped(count, 1),
            0.0 => "0".into(),
            size if size < 0.005 => format!("{}<0.01", if count < 0.0 { "−" } else { "" }),
            _ => grouped(count, 2),
        }
    }

    /// A fraction in per cent: `4.0 %`; small ones keep a digit that says something.
    pub fn share(&self, share: f64) -> String {
        if !share.is_finite() {
            return UNDEFINED.into();
        }
        let percent = share * 100.0;
        let decimals = match percent.abs() {
            _ if self.full => 3,
            size if size == 0.0 || size >= 0.1 => 1,
            size if size >= 0.01 => 2,
            _ => 3,
        };
        format!("{} %", grouped(percent, decimals))
    }

    /// A lever's share: `15 %`, `12.5 %`.
    pub fn lever_share(&self, share: f64) -> String {
        let tenths = (share * 1000.0).round();
        let decimals = match self.full {
            true if (share * 1000.0 - tenths).abs() > 1e-9 => 3,
            _ => usize::from(tenths % 10.0 != 0.0),
        };
        format!("{} %", grouped(share * 100.0, decimals))
    }

    /// A plain ratio with one decimal: `7.4`.
    pub fn ratio(&self, ratio: f64) -> String {
        if !ratio.is_finite() {
            return UNDEFINED.into();
        }
        grouped(ratio, if self.full { 3 } else { 1 })
    }

    /// Months: `14.0 mo`.
    pub fn months(&self, months: f64) -> String {
        if !months.is_finite() {
            return UNDEFINED.into();
        }
        if months == 0.0 {
            return "at once".into();
        }
        format!("{} mo", grouped(months, if self.full { 3 } else { 1 }))
    }

    /// Days: `21.0 d`.
    pub fn days(&self, days: f64) -> String {
        if !days.is_finite() {
            return UNDEFINED.into();
        }
        format!("{} d", grouped(days, if self.full { 3 } else { 1 }))
    }

    /// Quarters as a point or a span of time: `2.5 q`.
    pub fn quarters(&self, quarters: f64) -> String {
        let tenths = (quarters * 10.0).round();
        let decimals = match self.full {
            true if (quarters * 10.0 - tenths).abs() > 1e-9 => 3,
            _ => usize::from(tenths % 10.0 != 0.0),
        };
        format!("{} q", grouped(quarters, decimals))
    }

    /// A value in its unit.
    pub fn value(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::People => self.people(value),
            Unit::Money | Unit::MoneyPerYear => self.money(value),
            Unit::Share | Unit::SharePerYear => self.lever_share(value),
            Unit::Ratio => self.ratio(value),
            Unit::Count => self.count(value),
            Unit::Days => self.days(value),
            Unit::Weeks => format!("{} wk", self.ratio(value)),
            Unit::Months => self.months(value),
            Unit::Quarters => self.quarters(value),
            Unit::Years => format!("{} y", self.ratio(value)),
        }
    }

    /// A change with its sign, or nothing where what is shown does not change: `+500`, `−0.2 bn`.
    pub fn change(&self, change: f64, shown: impl Fn(&Self, f64) -> String) -> Option<String> {
        if !change.is_finite() || change == 0.0 {
            return None;
        }
        let text = shown(self, change.abs());
        let visible = text.bytes().any(|b| (b'1'..=b'9').contains(&b));
        let sign = if change < 0.0 { "−" } else { "+" };
        visible.then(|| format!("{sign}{text}"))
    }

    fn rounds_below_zero(&self, amount: f64) -> bool {
        amount < 0.0 && self.amount(amount).starts_with('−')
    }
}

/// A number with its thousands grouped and a true minus; never a minus before zero.
fn grouped(value: f64, decimals: usize) -> String {
    let text = digits(value.abs(), decimals);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let negative = value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 3);
    if negative {
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

/// The scale that an amount is written in, and its name.
fn scale_of(value: f64) -> (f64, &'static str) {
    const SCALES: [(f64, &str); 5] = [
        (1.0, ""),
        (1e3, " k"),
        (1e6, " m"),
        (1e9, " bn"),
        (1e12, " tn"),
    ];
    // What would round to 1,000 belongs to the next scale.
    let fits = |&&(scale, _): &&(f64, &str)| value.abs() / scale < 999.5;
    *SCALES.iter().find(fits).unwrap_or(&SCALES[4])
}

/// Three significant digits and a scale: `2.93 bn`, `13.5 m`, `512`.
fn scaled(value: f64) -> String {
    let (scale, name) = scale_of(value);
    let scaled = value / scale;
    let decimals = match scaled.abs() {
        _ if scale == 1.0 => 0,
        size if size < 9.995 => 2,
        size if size < 99.95 => 1,
        _ => 0,
    };
    format!("{}{name}", grouped(scaled, decimals))
}

/// A funding rule.
pub fn funding(funding: Funding) -> &'static str {
    match funding {
        Funding::Immediate => "at once",
        Funding::AfterPayback => "after payback",
    }
}

/// Returns a label with a capital, as a row of a table begins.
pub fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What did not work, in one line; of many problems the first, and how to see the others.
pub fn failure(reason: &str) -> String {
    let first = reason.lines().next().unwrap_or_default();
    let others = reason
        .lines()
        .filter(|line| line.trim_start().starts_with('|'))
        .count();
    match others.checked_sub(1) {
        Some(more @ 1..) => format!("{first}; {more} more: `reallot check` lists all"),
        _ => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

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
}
