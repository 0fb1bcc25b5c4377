//! Parses the arguments of commands: times, sizes, keys, positions, values.

use crate::demo::script::{
    Amount, Hundredths, LookName, MAX_SCREEN, MAX_STEP, MIN_STEP, ScreenPosition, size_of,
};
use crate::file::{Diagnosis, Span, nearest, quoted};
use crate::tui::{Key, keys};

/// A part of a text and its byte offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fragment<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// A problem with an argument, and its position.
pub(super) type ArgumentError = (Span, Diagnosis);

impl<'t> Fragment<'t> {
    pub(super) fn span(self) -> Span {
        Span {
            start: self.at,
            end: self.at + self.text.len(),
        }
    }

    /// Trims blanks at both ends.
    pub(super) fn trimmed(self) -> Self {
        let blank = [' ', '\t', '\r'];
        let text = self.text.trim_start_matches(blank);
        Self {
            text: text.trim_end_matches(blank),
            at: self.at + self.text.len() - text.len(),
        }
    }

    /// Splits off the first word.
    pub(super) fn word(self) -> (Self, Self) {
        let all = self.trimmed();
        let end = all.text.find([' ', '\t']).unwrap_or(all.text.len());
        let rest = Self {
            text: &all.text[end..],
            at: all.at + end,
        };
        let word = Self {
            text: &all.text[..end],
            ..all
        };
        (word, rest.trimmed())
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn error(self, diagnosis: Diagnosis) -> ArgumentError {
        (self.span(), diagnosis)
    }

    /// Strips the word `name`, which must come first.
    pub(super) fn expect_word(self, name: &str, example: &str) -> Result<Self, ArgumentError> {
        let (word, rest) = self.word();
        if word.text == name {
            return Ok(rest);
        }
        let message = if word.is_empty() {
            format!("`{name}` is missing")
        } else {
            format!("expected `{name}` before {}", quoted(word.text))
        };
        let help = format!("for example `{example}`");
        Err(word.error(Diagnosis::new(message).help(help)))
    }

    /// Checks that nothing is left.
    pub(super) fn expect_end(self) -> Result<(), ArgumentError> {
        if self.is_empty() {
            return Ok(());
        }
        let message = format!("unexpected {}", quoted(self.text));
        Err(self.error(Diagnosis::new(message)))
    }

    pub(super) fn time(self) -> Result<Hundredths, ArgumentError> {
        let error = |message: String| {
            let help = "write a time such as 1.5s or 200ms, in steps of 10ms";
            Err(self.error(Diagnosis::new(message).help(help)))
        };
        let Some(time) = time_of(self.text) else {
            return error(format!("{} is not a time", quoted(self.text)));
        };
        match time {
            1..MIN_STEP => error("a step takes at least 0.02s".into()),
            0..=MAX_STEP => Ok(time),
            _ => error(format!("a step takes at most {}s", MAX_STEP / 100)),
        }
    }

    pub(super) fn size(self) -> Result<(u16, u16), ArgumentError> {
        size_of(self.text).ok_or_else(|| {
            let (columns, rows) = MAX_SCREEN;
            let diagnosis = Diagnosis::new(format!("{} is not a size", quoted(self.text)));
            let help = format!("write columns and rows, such as 120x40, at most {columns}x{rows}");
            self.error(diagnosis.help(help))
        })
    }

    pub(super) fn look(self) -> Result<LookName, ArgumentError> {
        let mut looks = LookName::ALL.into_iter();
        let found = looks.find(|look| look.name() == self.text);
        found.ok_or_else(|| {
            let diagnosis = Diagnosis::new(format!("there is no look {}", quoted(self.text)));
            let names = LookName::ALL.map(LookName::name);
            let help = match nearest(self.text, names) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("looks are {}", names.join(", ")),
            };
            self.error(diagnosis.help(help))
        })
    }

    pub(super) fn keys(self) -> Result<Vec<Key>, ArgumentError> {
        keys(self.text).map_err(|part| {
            // `part` is the malformed key, or all the text from it on.
            let at = self.text.find(&part).unwrap_or(0);
            let key = Fragment {
                text: &self.text[at..at + part.len()],
                at: self.at + at,
            };
            let diagnosis = Diagnosis::new(format!("{} is not a key", quoted(&part)));
            key.error(
                diagnosis
                    .help("examples: jjl, <tab>, <shift-right>, ^s; <lt> is `<` and ^^ is `^`"),
            )
        })
    }

    /// Parses a column and a row; returns `None` if it has another form.
    pub(super) fn cell(self) -> Option<Result<(u16, u16), ArgumentError>> {
        let (column, row) = self.text.split_once(',')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(column) || !digits(row) {
            return None;
        }
        let (columns, rows) = MAX_SCREEN;
        let side = |text: &str, most| text.parse().ok().filter(|n| (1..=most).contains(n));
        let cell = side(column, columns).zip(side(row, rows));
        Some(cell.ok_or_else(|| {
            let diagnosis = Diagnosis::new(format!("{} is outside any screen", quoted(self.text)));
            let help = format!("columns and rows range from 1,1 to {columns},{rows}");
            self.error(diagnosis.help(help))
        }))
    }

    pub(super) fn position(self) -> Result<ScreenPosition, ArgumentError> {
        if let Some(cell) = self.cell() {
            return cell.map(|(column, row)| ScreenPosition::Cell(column, row));
        }
        let inside = self
            .text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        match inside.filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(ScreenPosition::Text(text.into())),
            None => {
                let diagnosis = Diagnosis::new(format!("{} is not a position", quoted(self.text)));
                let help = "write a column and a row, such as 12,3, or a text on the screen, such as \"plans\"";
                Err(self.error(diagnosis.help(help)))
            }
        }
    }

    pub(super) fn amount(self) -> Result<Amount, ArgumentError> {
        let (digits, percent) = match self.text.strip_suffix('%') {
            Some(digits) => (digits, true),
            None => (self.text, false),
        };
        let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        // Parsed with an exponent instead of divided, so that 12.3 % has the same bits as 0.123.
        let number = format!("{digits}{}", if percent { "e-2" } else { "" });
        match number.parse() {
            Ok(value) if is_plain && f64::is_finite(value) => Ok(Amount { value, percent }),
            _ => {
                let diagnosis = Diagnosis::new(format!("{} is not a value", quoted(self.text)));
                Err(self.error(diagnosis.help("write a value such as 30% or 2.5")))
            }
        }
    }
}

/// Parses a time, which must be a multiple of a hundredth of a second.
fn time_of(text: &str) -> Option<Hundredths> {
    if let Some(thousandths) = text.strip_suffix("ms") {
        let thousandths: u32 = whole(thousandths)?;
        return thousandths.is_multiple_of(10).then_some(thousandths / 10);
    }
    let seconds = text.strip_suffix('s')?;
    let (seconds, rest) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let rest = match rest.len() {
        1 => whole(rest)? * 10,
        2 => whole(rest)?,
        _ => return None,
    };
    whole(seconds)?.checked_mul(100)?.checked_add(rest)
}

fn whole(digits: &str) -> Option<u32> {
    let is_plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_plain.then(|| digits.parse().ok())?
}
