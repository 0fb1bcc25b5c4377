//! Numbers, inputs and explanations in words: the only place that rounds for people.
//!
//! Sees the model alone: the command line, reports and screens all write through it.

mod changes;
mod charts;
mod formula;
mod inputs;
mod numbers;
mod solver;
pub(crate) mod typed;

pub use crate::text::{
    changes::{method, unlike},
    charts::{bar, columns, ticks},
    formula::Explained,
    inputs::{kind, source},
    numbers::{Style, apportion, apportion_to, shares_of_whole, whole},
};

use crate::model::Funding;

/// What stands for a figure that is not defined.
pub const UNDEFINED: &str = "–";

/// How the figures of one scenario are written.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    currency: &'a str,
    full: bool,
    ascii: bool,
}

impl<'a> Words<'a> {
    /// Returns words for amounts in `currency`, an ISO 4217 code; rounded for reading, or in full.
    pub fn new(currency: &'a str, full: bool) -> Self {
        Self {
            currency,
            full,
            ascii: false,
        }
    }

    /// Returns the same for a terminal that shows only ASCII.
    #[must_use]
    pub fn with_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// Returns the same, rounded for reading.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self {
            full: false,
            ..self
        }
    }

    /// Returns what stands between before and after.
    pub fn arrow(&self) -> &'static str {
        if self.ascii { "->" } else { "→" }
    }

    /// Returns the sign of the currency, with a space if it needs one: `US$`, `€`, `CHF `.
    pub fn currency_sign(&self) -> String {
        let sign = match self.currency {
            code if self.ascii => return format!("{code} "),
            "USD" => "US$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "AUD" => "A$",
            "CAD" => "C$",
            code => return format!("{code} "),
        };
        sign.into()
    }
}

/// Returns a funding rule in words.
pub fn funding(funding: Funding) -> &'static str {
    match funding {
        Funding::Immediate => "immediately",
        Funding::AfterPayback => "after payback",
    }
}

/// Returns `text` with a capital letter at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Returns in one line why something failed; of many problems the first, and how to see the others.
pub fn failure(reason: &str) -> String {
    let first = reason.lines().next().unwrap_or_default();
    let marks = reason
        .lines()
        .filter(|line| line.trim_start().starts_with('|'));
    match marks.count().checked_sub(1) {
        Some(more @ 1..) => format!("{first}; {more} more: `reallot check` lists all"),
        _ => first.to_owned(),
    }
}
