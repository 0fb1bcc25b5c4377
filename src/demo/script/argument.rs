//! What stands behind the first word of a line: times, sizes, places, values.
//!
//! Must not know which command takes which.

use crate::demo::script::{
    Amount, Hundredths, LARGEST_SCREEN, LONGEST_STEP, LookName, Place, SHORTEST_STEP, size_of,
};
use crate::file::{Diagnosis, Span, nearest, quoted};
use crate::tui::{Key, keys};

/// A part of a text, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// What is wrong, and where.
pub(super) type Wrong = (Span, Diagnosis);

impl<'t> Piece<'t> {
    pub(super) fn span(self) -> Span {
        Span {
            start: self.at,
            end: self.at + self.text.len(),
        }
    }

    /// Without the blanks around it.
    pub(super) fn trimmed(self) -> Self {
        let blank = [' ', '\t', '\r'];
        let text = self.text.trim_start_matches(blank);
        Self {
            text: text.trim_end_matches(blank),
            at: self.at + self.text.len() - text.len(),
        }
    }

    /// The first word, and what comes after it.
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

    pub(super) fn wrong(self, words: Diagnosis) -> Wrong {
        (self.span(), words)
    }

    /// What follows the word `name`, which must stand here.
    pub(super) fn after(self, name: &str, example: &str) -> Result<Self, Wrong> {
        let (word, rest) = self.word();
        if word.text == name {
            return Ok(rest);
        }
        let message = if word.is_empty() {
            format!("`{name}` is missing")
        } else {
            format!("`{name}` is wanted before {}", quoted(word.text))
        };
        let help = format!("such as `{example}`");
        Err(word.wrong(Diagnosis::new(message).help(help)))
    }

    /// Nothing may stand here.
    pub(super) fn end(self) -> Result<(), Wrong> {
        if self.is_empty() {
            return Ok(());
        }
        let message = format!("{} has no meaning here", quoted(self.text));
        Err(self.wrong(Diagnosis::new(message)))
    }

    pub(super) fn time(self) -> Result<Hundredths, Wrong> {
        let wrong = |message: String| {
            let help = "a time is such as 1.5s or 200ms, in steps of 10ms";
            Err(self.wrong(Diagnosis::new(message).help(help)))
        };
        let Some(time) = time_of(self.text) else {
            return wrong(format!("{} is no time", quoted(self.text)));
        };
        match time {
            1..SHORTEST_STEP => wrong("less than 0.02s cannot be shown".into()),
            0..=LONGEST_STEP => Ok(time),
            _ => wrong(format!("a step takes at most {}s", LONGEST_STEP / 100)),
        }
    }

    pub(super) fn size(self) -> Result<(u16, u16), Wrong> {
        size_of(self.text).ok_or_else(|| {
            let (columns, rows) = LARGEST_SCREEN;
            let words = Diagnosis::new(format!("{} is no size", quoted(self.text)));
            let help = format!("columns and rows, such as 120x40, at most {columns}x{rows}");
            self.wrong(words.help(help))
        })
    }

    pub(super) fn look(self) -> Result<LookName, Wrong> {
        let mut looks = LookName::ALL.into_iter();
        let found = looks.find(|look| look.name() == self.text);
        found.ok_or_else(|| {
            let words = Diagnosis::new(format!("there is no look {}", quoted(self.text)));
            let names = LookName::ALL.map(LookName::name);
            let help = match nearest(self.text, names) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("looks are {}", names.join(", ")),
            };
            self.wrong(words.help(help))
        })
    }

    pub(super) fn keys(self) -> Result<Vec<Key>, Wrong> {
        keys(self.text).map_err(|part| {
            // What is left of the script from the key on, or the key alone.
            let at = self.text.find(&part).unwrap_or(0);
            let key = Piece {
                text: &self.text[at..at + part.len()],
                at: self.at + at,
            };
            let words = Diagnosis::new(format!("{} is no key", quoted(&part)));
            key.wrong(
                words.help("such as jjl, <tab>, <shift-right>, ^s; <lt> is `<` and ^^ is `^`"),
            )
        })
    }

    /// A column and a row, if it looks like them.
    pub(super) fn cell(self) -> Option<Result<(u16, u16), Wrong>> {
        let (column, row) = self.text.split_once(',')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(column) || !digits(row) {
            return None;
        }
        let (columns, rows) = LARGEST_SCREEN;
        let side = |text: &str, most| text.parse().ok().filter(|n| (1..=most).contains(n));
        let cell = side(column, columns).zip(side(row, rows));
        Some(cell.ok_or_else(|| {
            let words = Diagnosis::new(format!("{} is on no screen", quoted(self.text)));
            let help = format!("columns and rows count from 1,1 to at most {columns},{rows}");
            self.wrong(words.help(help))
        }))
    }

    pub(super) fn place(self) -> Result<Place, Wrong> {
        if let Some(cell) = self.cell() {
            return cell.map(|(column, row)| Place::Cell(column, row));
        }
        let inside = self
            .text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        match inside.filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(Place::Text(text.into())),
            None => {
                let words = Diagnosis::new(format!("{} is no place", quoted(self.text)));
                let help = "a place is a column and a row, such as 12,3, or a text on the screen, such as \"plans\"";
                Err(self.wrong(words.help(help)))
            }
        }
    }

    pub(super) fn amount(self) -> Result<Amount, Wrong> {
        let (digits, percent) = match self.text.strip_suffix('%') {
            Some(digits) => (digits, true),
            None => (self.text, false),
        };
        let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        // The exponent is written, not computed, so that 12.3 % is the same bits as 0.123.
        let number = format!("{digits}{}", if percent { "e-2" } else { "" });
        match number.parse() {
            Ok(value) if is_plain && f64::is_finite(value) => Ok(Amount { value, percent }),
            _ => {
                let words = Diagnosis::new(format!("{} is no value", quoted(self.text)));
                Err(self.wrong(words.help("a value is such as 30% or 2.5")))
            }
        }
    }
}

/// Hundredths of a second, if `text` is a time in such steps.
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
