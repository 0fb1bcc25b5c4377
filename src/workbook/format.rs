//! How figures are shown: number formats and units, scaled to the size of the amounts.
//!
//! The scale affects number formats only: cells always hold exact figures.

use crate::model::Unit;

/// A number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Text, and figures with all their digits.
    General,
    /// Whole numbers, such as quarters.
    Whole,
    /// Full-time equivalents.
    People,
    /// Amounts of money, in the scaled unit of the workbook.
    Money,
    /// Prices and pay, unscaled.
    Price,
    /// Shares that are inputs, as percentages.
    Share,
    /// Shares that are results, as percentages.
    Percent,
    /// Numbers that are inputs, such as quarters or weeks.
    Ratio,
    /// Numbers that are results.
    Average,
    /// Months and days.
    Decimal,
    /// Units of AI options.
    Units,
    /// Factors close to 1.
    Factor,
    /// Six decimals, for comparisons.
    Exact,
}

/// All formats, in the order of their declaration.
pub(super) const FORMATS: [Format; 13] = [
    Format::General,
    Format::Whole,
    Format::People,
    Format::Money,
    Format::Price,
    Format::Share,
    Format::Percent,
    Format::Ratio,
    Format::Average,
    Format::Decimal,
    Format::Units,
    Format::Factor,
    Format::Exact,
];

impl Format {
    /// Returns what two figures may differ by, beside a millionth: the name of a cell, or a number.
    pub(super) fn smallest_difference(self) -> &'static str {
        match self {
            Self::Money => "smallest_difference",
            _ => "1E-6",
        }
    }
}

/// The units that sums of money and people are shown in, chosen by how large they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// How many groups of three digits amounts of money omit.
    thousands: usize,
    people_have_decimals: bool,
}

impl Scale {
    /// Returns the scale for amounts of up to `money` and `people`.
    pub(super) fn of(money: f64, people: f64) -> Self {
        let thousands = [1e5, 1e8].iter().filter(|&&from| money >= from).count();
        Self {
            thousands,
            people_have_decimals: people < 1000.0,
        }
    }

    /// Returns the scale in words, to follow the currency.
    pub(super) fn money_words(self) -> &'static str {
        ["", " thousand", " million"][self.thousands.min(2)]
    }

    /// Returns the number format code of money on the axis of a chart.
    pub(super) fn chart_code(self) -> String {
        format!("#,##0{}", ",".repeat(self.thousands))
    }

    /// Returns the number format code of `format`.
    pub(super) fn code(self, format: Format) -> String {
        let exactly = |digits: &str| format!(r#"{digits};"−"{digits};"–""#);
        match format {
            Format::General => String::new(),
            Format::Whole => "0".into(),
            Format::Share => exactly("0.0##%"),
            Format::Percent => exactly("0.0%"),
            Format::Ratio => exactly("#,##0.0##"),
            Format::Average => exactly("#,##0.00"),
            Format::Factor => exactly("0.0000"),
            Format::Exact => exactly("#,##0.000000"),
            Format::Decimal => exactly("#,##0.0"),
            Format::Price => exactly("#,##0"),
            Format::Units => exactly("#,##0.00"),
            Format::People if self.people_have_decimals => shown_from("#,##0.0", 0.05),
            Format::People => shown_from("#,##0", 0.5),
            Format::Money if self.thousands == 0 => shown_from("#,##0", 0.5),
            Format::Money => {
                let commas = ",".repeat(self.thousands);
                let least = if self.thousands == 1 { 50.0 } else { 50_000.0 };
                shown_from(&format!("#,##0.0{commas}"), least)
            }
        }
    }
}

/// Returns a code that shows a dash for figures below `least`, so that none is rounded to −0.
fn shown_from(digits: &str, least: f64) -> String {
    format!(r#"[>={least}]{digits};[<=-{least}]"−"{digits};"–""#)
}

/// The units of a workbook in words.
pub(super) struct Units {
    currency: String,
    money: String,
}

impl Units {
    /// Creates the units for `currency`, a code of three letters.
    pub(super) fn new(currency: &str, scale: Scale) -> Self {
        Self {
            currency: currency.to_owned(),
            money: format!("{currency}{}", scale.money_words()),
        }
    }

    /// Returns the unit of amounts of money.
    pub(super) fn money(&self) -> &str {
        &self.money
    }

    /// Returns the usual unit of figures with this format.
    pub(super) fn of(&self, format: Format) -> &str {
        match format {
            Format::General
            | Format::Whole
            | Format::Ratio
            | Format::Average
            | Format::Factor
            | Format::Exact => "",
            Format::People => "FTE",
            Format::Money => &self.money,
            Format::Price => &self.currency,
            Format::Share | Format::Percent => "%",
            Format::Decimal => "months",
            Format::Units => "units",
        }
    }

    /// Returns the unit of an input.
    pub(super) fn of_input(&self, unit: Unit) -> String {
        match unit {
            Unit::People => "FTE".into(),
            Unit::Money => self.currency.clone(),
            Unit::MoneyPerYear => format!("{} a year", self.currency),
            Unit::Share => "%".into(),
            Unit::SharePerYear => "% a year".into(),
            Unit::Ratio => "ratio".into(),
            Unit::Count => "units".into(),
            Unit::Days => "days".into(),
            Unit::Weeks => "weeks".into(),
            Unit::Months => "months".into(),
            Unit::Quarters => "quarters".into(),
            Unit::Years => "years".into(),
        }
    }
}

/// Returns the number format of an input.
pub(super) fn format_of(unit: Unit) -> Format {
    match unit {
        Unit::People => Format::People,
        Unit::Money | Unit::MoneyPerYear => Format::Price,
        Unit::Share | Unit::SharePerYear => Format::Share,
        Unit::Ratio
        | Unit::Count
        | Unit::Days
        | Unit::Weeks
        | Unit::Months
        | Unit::Quarters
        | Unit::Years => Format::Ratio,
    }
}

/// Returns the number format of a result.
pub(super) fn format_of_result(unit: Unit) -> Format {
    match unit {
        Unit::People => Format::People,
        Unit::Money | Unit::MoneyPerYear => Format::Money,
        Unit::Share | Unit::SharePerYear => Format::Percent,
        Unit::Ratio => Format::Average,
        Unit::Count => Format::Units,
        Unit::Days | Unit::Weeks | Unit::Months | Unit::Years => Format::Decimal,
        Unit::Quarters => Format::General,
    }
}
