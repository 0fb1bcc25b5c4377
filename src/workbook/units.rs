//! What figures are measured in, in words. Must not decide how they are shown.

use crate::model::Unit;
use crate::workbook::format::{Format, Scale};

/// Words for the units of a workbook.
pub(super) struct Units {
    currency: String,
    money: String,
}

impl Units {
    /// `currency` is a code of three letters.
    pub(super) fn new(currency: &str, scale: Scale) -> Self {
        Self {
            currency: currency.to_owned(),
            money: format!("{currency}{}", scale.money_words()),
        }
    }

    /// Sums of money.
    pub(super) fn money(&self) -> &str {
        &self.money
    }

    /// What goes without saying for figures of this format.
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

    /// The unit of an input, in words.
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

/// How an input is shown.
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

/// Returns how a result is shown.
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
