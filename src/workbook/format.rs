//! How figures are shown: number formats, in a unit of account that fits the sums.
//!
//! Nothing is rounded in the cells. Must not know what a figure is of.

/// How a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// As it is: words, and figures of which nothing may be hidden.
    General,
    /// A quarter, a rank.
    Whole,
    /// Full-time equivalents.
    People,
    /// Sums of money, in the workbook's unit of account.
    Money,
    /// Prices and pay, in full.
    Price,
    /// Shares in per cent.
    Share,
    /// Shares that are results.
    Percent,
    /// Plain numbers, quarters, weeks.
    Ratio,
    /// Plain numbers that are results.
    Average,
    /// Months and days.
    Decimal,
    /// Units of AI options.
    Units,
    /// Factors close to 1.
    Factor,
    /// For looking closely.
    Exact,
}

/// All of them.
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
    /// Groups of three digits that sums of money leave out.
    thousands: usize,
    people_have_decimals: bool,
}

impl Scale {
    /// Fit for sums of up to `money` and `people`.
    pub(super) fn of(money: f64, people: f64) -> Self {
        let thousands = [1e5, 1e8].iter().filter(|&&from| money >= from).count();
        Self {
            thousands,
            people_have_decimals: people < 1000.0,
        }
    }

    /// The unit of account, to follow the currency.
    pub(super) fn money_words(self) -> &'static str {
        ["", " thousand", " million"][self.thousands.min(2)]
    }

    /// How the axis of a chart shows sums of money.
    pub(super) fn chart_code(self) -> String {
        format!("#,##0{}", ",".repeat(self.thousands))
    }

    /// The code of `format`.
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

/// Figures of at least `least` in `digits`; what is smaller is a dash, lest rounding leave a minus before 0.
fn shown_from(digits: &str, least: f64) -> String {
    format!(r#"[>={least}]{digits};[<=-{least}]"−"{digits};"–""#)
}
