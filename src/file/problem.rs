//! What is wrong with a file, where, and what would be right.
//!
//! Must not decide what is wrong: that is the reader's and the syntax's.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fmt;

use crate::file::{excerpt::Excerpt, lexer::Span};
use crate::safe::{safe, safe_line};

/// More problems than this are counted, not told.
const MOST: usize = 50;
/// Names and values are quoted up to this length.
const LONGEST_QUOTE: usize = 40;

/// Names further down a list are not compared with a misspelt one.
const MOST_COMPARED: usize = 500;

/// One problem of a file. Its texts are safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Which value; empty for the file as a whole.
    pub path: String,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What would be right, when the message does not say it.
    pub help: Option<String>,
    /// The line in question; none where there is nothing to show.
    excerpt: Option<Excerpt>,
}

impl Problem {
    /// A problem of the file as a whole.
    pub(super) fn of_file(message: impl Into<String>, help: Option<&str>) -> Self {
        Self {
            line: 1,
            column: 1,
            path: String::new(),
            message: message.into(),
            help: help.map(Into::into),
            excerpt: None,
        }
    }

    /// A problem of the byte after `before`, where there is no text to show.
    pub(super) fn in_bytes(before: &str, message: String, help: Option<&str>) -> Self {
        let mut place = Place::start(before);
        place.advance(before.len());
        Self {
            line: place.line,
            column: place.column,
            ..Self::of_file(message, help)
        }
    }

    /// In one line: `file.ron:12:16: divisions.hr.headcount: …`.
    pub fn one_line(&self, file_name: &str) -> String {
        let Self {
            line,
            column,
            path,
            message,
            ..
        } = self;
        let colon = if path.is_empty() { "" } else { ": " };
        let file_name = safe(file_name);
        format!("{file_name}:{line}:{column}: {path}{colon}{message}")
    }

    /// With the line of the file, a caret under what is wrong, and help; ends in a line feed.
    pub fn render(&self, file_name: &str) -> String {
        let mut shown = self.one_line(file_name);
        shown.push('\n');
        if let Some(excerpt) = &self.excerpt {
            shown.push_str(&excerpt.render(self.line));
        }
        if let Some(help) = &self.help {
            shown.push_str("help: ");
            shown.push_str(help);
            shown.push('\n');
        }
        shown
    }
}

/// The way to a value, told only when something is wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Self>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Name(&'p str),
    /// From 0; shown from 1.
    Nth(usize),
}

impl<'p> Path<'p> {
    /// The file itself.
    pub(crate) const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Name(""),
    };

    /// To the field or key `name`.
    pub(super) fn to(&'p self, name: &'p str) -> Self {
        Path {
            parent: Some(self),
            step: Step::Name(name),
        }
    }

    /// To the item `index`.
    pub(super) fn nth(&'p self, index: usize) -> Self {
        Path {
            parent: Some(self),
            step: Step::Nth(index),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parent) = self.parent else {
            return Ok(());
        };
        parent.fmt(f)?;
        match self.step {
            Step::Name(name) => {
                let dot = if parent.parent.is_some() { "." } else { "" };
                write!(f, "{dot}{}", safe_line(name, LONGEST_QUOTE))
            }
            Step::Nth(index) => write!(f, " #{}", index + 1),
        }
    }
}

/// What to say about a problem.
pub(crate) struct Words {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Where the other half of a repetition stands.
    pub(crate) first: Option<Span>,
}

impl Words {
    /// A message without help.
    pub(crate) fn of(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            first: None,
        }
    }

    /// The same with help.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// `text` as it is quoted in messages.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", safe_line(text, LONGEST_QUOTE))
}

/// The name in `known` nearest to `wanted`, if it is near enough to be a slip of the finger.
pub(crate) fn nearest<'k>(
    wanted: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    if wanted.chars().nth(LONGEST_QUOTE).is_some() {
        return None;
    }
    let wanted = wanted.to_lowercase();
    let n_chars = wanted.chars().count();
    let reach = (1 + n_chars / 4).min(n_chars.saturating_sub(1));
    known
        .into_iter()
        .take(MOST_COMPARED)
        .map(|name| {
            (
                strsim::damerau_levenshtein(&wanted, &name.to_lowercase()),
                name,
            )
        })
        .min_by_key(|&(distance, _)| distance)
        .filter(|&(distance, _)| distance <= reach)
        .map(|(_, name)| name)
}

struct Draft {
    span: Span,
    order: usize,
    path: String,
    words: Words,
}

impl Draft {
    fn key(&self) -> (usize, usize) {
        (self.span.start, self.order)
    }
}

impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Draft {}
impl PartialOrd for Draft {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Draft {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// Collects problems, keeps the first in the order of the file, and counts the rest.
#[derive(Default)]
pub(crate) struct Problems {
    /// The last of those kept is at the top.
    kept: BinaryHeap<Draft>,
    n_seen: usize,
}

impl Problems {
    /// Adds one; `words` are asked for only when it is kept, so a million problems cost little.
    pub(crate) fn add(&mut self, span: Span, path: &Path<'_>, words: impl FnOnce() -> Words) {
        let order = self.n_seen;
        self.n_seen += 1;
        if self.kept.len() > MOST {
            let is_later = self
                .kept
                .peek()
                .is_some_and(|last| last.key() <= (span.start, order));
            if is_later {
                return;
            }
            self.kept.pop();
        }
        self.kept.push(Draft {
            span,
            order,
            path: path.to_string(),
            words: words(),
        });
    }

    /// How many there are, kept or not.
    pub(super) fn len(&self) -> usize {
        self.n_seen
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.n_seen == 0
    }

    /// All that were kept, in the order of `text`, and one more that tells how many were not.
    pub(crate) fn finish(self, text: &str) -> Vec<Problem> {
        let mut place = Place::start(text);
        let n_more = self.n_seen.saturating_sub(MOST);
        let mut told: Vec<Problem> = self
            .kept
            .into_sorted_vec()
            .into_iter()
            .map(|draft| draft.told(&mut place))
            .collect();
        if n_more > 1 {
            told.truncate(MOST);
            if let Some(last) = told.last() {
                let more = Problem {
                    line: last.line,
                    column: last.column,
                    ..Problem::of_file(format!("and {n_more} more problems after this"), None)
                };
                told.push(more);
            }
        }
        told
    }
}

impl Draft {
    fn told(self, place: &mut Place<'_>) -> Problem {
        let Words {
            mut message,
            help,
            first,
        } = self.words;
        if let Some(first) = first {
            let mut other = Place::start(place.text);
            other.advance(first.start);
            message.push_str(&format!("; the first is in line {}", other.line));
        }
        place.advance(self.span.start);
        Problem {
            line: place.line,
            column: place.column,
            path: self.path,
            message: safe(&message).into_owned(),
            help: help.map(|help| safe(&help).into_owned()),
            excerpt: Some(Excerpt::cut(place.text, self.span)),
        }
    }
}

/// A place in a text that only moves forward, so that many places cost one walk.
pub(super) struct Place<'t> {
    text: &'t str,
    at: usize,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'t> Place<'t> {
    pub(super) fn start(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Moves on to the byte `to`.
    pub(super) fn advance(&mut self, to: usize) {
        let passed = self.text.get(self.at..to).unwrap_or_default();
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|&b| b == b'\n').count();
                self.column = 1 + passed[last + 1..].chars().count();
            }
            None => self.column += passed.chars().count(),
        }
        self.at = self.at.max(to);
    }
}
