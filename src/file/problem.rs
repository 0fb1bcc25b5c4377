//! What is wrong with a file, where, and what would be right; and how that is shown.
//!
//! ShownCluster text is safe for a terminal. Showing a long line costs no more than a short one.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::file::lexer::Span;
use crate::safe::{safe, safe_line};

/// Problems beyond this number are only counted.
const MAX_PROBLEMS: usize = 50;
/// The longest quotation of a name or value, in characters.
const MAX_QUOTED: usize = 40;
/// How many known names a misspelt one is compared with.
const MAX_COMPARED: usize = 500;

/// The width of an excerpt, in columns.
const WIDTH: usize = 100;
/// How many columns precede the caret when a line is too long to show whole.
const LEAD: usize = 40;
/// How many bytes on either side of the caret are examined: enough for [`WIDTH`] columns of any script.
const REACH: usize = 1024;
/// The distance between tab stops, in columns.
const TAB: usize = 4;

/// One problem of a file. Its texts are safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The path of the value, such as `divisions.hr.headcount`; empty for the file as a whole.
    pub path: String,
    /// What is wrong, without a full stop.
    pub message: String,
    /// How to put it right, where the message does not say so.
    pub help: Option<String>,
    excerpt: Option<Excerpt>,
}

impl Problem {
    /// Creates a problem of the file as a whole.
    pub(super) fn for_file(message: impl Into<String>, help: Option<&str>) -> Self {
        Self {
            line: 1,
            column: 1,
            path: String::new(),
            message: message.into(),
            help: help.map(Into::into),
            excerpt: None,
        }
    }

    /// Creates a problem of the byte after `before`, without an excerpt.
    pub(super) fn in_bytes(before: &str, message: String, help: Option<&str>) -> Self {
        let mut position = TextPosition::start(before);
        position.advance(before.len());
        Self {
            line: position.line,
            column: position.column,
            ..Self::for_file(message, help)
        }
    }

    /// Formats the problem in one line: `file.ron:12:16: divisions.hr.headcount: …`.
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

    /// Formats the problem with an excerpt, carets and help, ending in a line feed.
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

/// The path to a value, formatted only when there is a problem with it.
#[derive(Clone, Copy)]
pub(crate) struct ValuePath<'p> {
    parent: Option<&'p Self>,
    step: PathStep<'p>,
}

#[derive(Clone, Copy)]
enum PathStep<'p> {
    Name(&'p str),
    /// An index from 0, shown from 1.
    Nth(usize),
}

impl<'p> ValuePath<'p> {
    /// The path of the file itself.
    pub(crate) const ROOT: ValuePath<'static> = ValuePath {
        parent: None,
        step: PathStep::Name(""),
    };

    /// Returns the path to the field or key `name`.
    pub(super) fn to(&'p self, name: &'p str) -> Self {
        ValuePath {
            parent: Some(self),
            step: PathStep::Name(name),
        }
    }

    /// Returns the path to the item `index`.
    pub(super) fn nth(&'p self, index: usize) -> Self {
        ValuePath {
            parent: Some(self),
            step: PathStep::Nth(index),
        }
    }
}

impl fmt::Display for ValuePath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parent) = self.parent else {
            return Ok(());
        };
        parent.fmt(f)?;
        match self.step {
            PathStep::Name(name) => {
                let dot = if parent.parent.is_some() { "." } else { "" };
                write!(f, "{dot}{}", safe_line(name, MAX_QUOTED))
            }
            PathStep::Nth(index) => write!(f, " #{}", index + 1),
        }
    }
}

/// What is wrong and how to put it right, without the position.
pub(crate) struct Diagnosis {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The first occurrence of something that is repeated.
    pub(crate) first: Option<Span>,
}

impl Diagnosis {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            first: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Quotes `text` for a message, shortened to 40 characters.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", safe_line(text, MAX_QUOTED))
}

/// Returns the name in `known` closest to `wanted`, if close enough to be a typing error.
pub(crate) fn nearest<'k>(
    wanted: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    if wanted.chars().nth(MAX_QUOTED).is_some() {
        return None;
    }
    let wanted = wanted.to_lowercase();
    let n_chars = wanted.chars().count();
    let reach = (1 + n_chars / 4).min(n_chars.saturating_sub(1));
    known
        .into_iter()
        .take(MAX_COMPARED)
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

struct PendingProblem {
    span: Span,
    order: usize,
    path: String,
    diagnosis: Diagnosis,
}

impl PendingProblem {
    fn key(&self) -> (usize, usize) {
        (self.span.start, self.order)
    }
}

impl PartialEq for PendingProblem {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
impl Eq for PendingProblem {}
impl PartialOrd for PendingProblem {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for PendingProblem {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// Collects problems, keeps the first ones in the order of the text, and counts the rest.
#[derive(Default)]
pub(crate) struct Problems {
    /// The one furthest down the text is at the top.
    kept: BinaryHeap<PendingProblem>,
    n_seen: usize,
}

impl Problems {
    /// Adds a problem. `diagnosis` is called only if it is kept, so a million problems cost little.
    pub(crate) fn add(
        &mut self,
        span: Span,
        path: &ValuePath<'_>,
        diagnosis: impl FnOnce() -> Diagnosis,
    ) {
        let order = self.n_seen;
        self.n_seen += 1;
        if self.kept.len() > MAX_PROBLEMS {
            let is_later = self
                .kept
                .peek()
                .is_some_and(|last| last.key() <= (span.start, order));
            if is_later {
                return;
            }
            self.kept.pop();
        }
        self.kept.push(PendingProblem {
            span,
            order,
            path: path.to_string(),
            diagnosis: diagnosis(),
        });
    }

    /// Returns the number of problems, kept or not.
    pub(super) fn len(&self) -> usize {
        self.n_seen
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.n_seen == 0
    }

    /// Returns the problems kept, in the order of `text`, and one more that counts the rest.
    pub(crate) fn finish(self, text: &str) -> Vec<Problem> {
        let mut position = TextPosition::start(text);
        let n_more = self.n_seen.saturating_sub(MAX_PROBLEMS);
        let mut problems: Vec<Problem> = self
            .kept
            .into_sorted_vec()
            .into_iter()
            .map(|pending| pending.locate(&mut position))
            .collect();
        if n_more > 1 {
            problems.truncate(MAX_PROBLEMS);
            if let Some(last) = problems.last() {
                let more = Problem {
                    line: last.line,
                    column: last.column,
                    ..Problem::for_file(format!("and {n_more} more problems"), None)
                };
                problems.push(more);
            }
        }
        problems
    }
}

impl PendingProblem {
    fn locate(self, position: &mut TextPosition<'_>) -> Problem {
        let Diagnosis {
            mut message,
            help,
            first,
        } = self.diagnosis;
        if let Some(first) = first {
            let mut other = TextPosition::start(position.text);
            other.advance(first.start);
            message.push_str(&format!("; the first is on line {}", other.line));
        }
        position.advance(self.span.start);
        Problem {
            line: position.line,
            column: position.column,
            path: self.path,
            message: safe(&message).into_owned(),
            help: help.map(|help| safe(&help).into_owned()),
            excerpt: Some(Excerpt::cut(position.text, self.span)),
        }
    }
}

/// A line and column that only move forward, so that many positions cost one pass over the text.
struct TextPosition<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> TextPosition<'t> {
    fn start(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    fn advance(&mut self, to: usize) {
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

/// A line of the file, or the part of it around a span.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Excerpt {
    line: String,
    /// The columns before the carets, and the number of carets.
    caret: (usize, usize),
}

/// A grapheme cluster as it is shown.
struct ShownCluster {
    text: String,
    column: usize,
    width: usize,
}

impl Excerpt {
    /// Cuts the part of `text` around `span`, on the line where it starts.
    fn cut(text: &str, span: Span) -> Self {
        let (line, span) = around(text, span);
        let mut clusters = Vec::new();
        let (mut column, mut caret) = (0, None);
        let mut caret_end = 0;
        for (at, cluster) in line.grapheme_indices(true) {
            let shown = show(cluster, column);
            if at + cluster.len() > span.start && at < span.end.max(span.start + 1) {
                caret.get_or_insert(column);
                caret_end = column + shown.width;
            }
            column += shown.width;
            clusters.push(shown);
        }
        let from = caret.unwrap_or(column);
        window(&clusters, from, caret_end.max(from + 1), column)
    }

    /// Formats the line with its number in the margin and carets below.
    fn render(&self, number: usize) -> String {
        let (before, width) = self.caret;
        let margin = number.to_string().len().max(4);
        let carets = "^".repeat(width);
        format!(
            "{number:>margin$} | {}\n{:margin$} | {:before$}{carets}\n",
            self.line, "", ""
        )
    }
}

/// Returns the line around `span`, at most [`REACH`] bytes either way, and the span within it.
fn around(text: &str, span: Span) -> (&str, Span) {
    let at = boundary(text, span.start);
    let reach_back = boundary(text, at.saturating_sub(REACH));
    let reach_on = boundary(text, at.saturating_add(REACH));
    let from = text[reach_back..at]
        .rfind('\n')
        .map_or(reach_back, |line_feed| reach_back + line_feed + 1);
    let to = text[at..reach_on]
        .find(['\n', '\r'])
        .map_or(reach_on, |line_feed| at + line_feed);
    let inside = Span {
        start: at - from,
        end: span.end.clamp(at, to.max(at)) - from,
    };
    (&text[from..to], inside)
}

/// Returns the start of the character that contains byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn show(cluster: &str, column: usize) -> ShownCluster {
    let text = if cluster == "\t" {
        " ".repeat(TAB - column % TAB)
    } else {
        safe(cluster).into_owned()
    };
    let width = text.width();
    ShownCluster {
        text,
        column,
        width,
    }
}

/// Returns the part of the line that fits, with `…` where something is left out.
fn window(clusters: &[ShownCluster], from: usize, to: usize, total: usize) -> Excerpt {
    let start = if total <= WIDTH {
        0
    } else {
        from.saturating_sub(LEAD)
    };
    let mut line = String::new();
    let mut shift = start;
    if start > 0 {
        line.push('…');
        // The first cluster begins after `start` if a wide one straddles it.
        let first = clusters.iter().find(|shown| shown.column >= start);
        shift = first.map_or(start, |shown| shown.column) - 1;
    }
    let visible = clusters
        .iter()
        .filter(|shown| shown.column >= start)
        .take_while(|shown| shown.column + shown.width <= start + WIDTH);
    let mut end = start;
    for shown in visible {
        line.push_str(&shown.text);
        end = shown.column + shown.width;
    }
    if end < total {
        line.push('…');
    }
    Excerpt {
        line,
        caret: (
            from.saturating_sub(shift),
            to.min(start + WIDTH).saturating_sub(from).max(1),
        ),
    }
}
