//! One line of a file with a caret under a part of it, fit for a terminal.
//!
//! Must not cost more for a long line than for a short one.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::file::lexer::Span;
use crate::safe::safe;

/// How many columns of a line are shown.
const WIDTH: usize = 100;
/// How many of them stand before the caret, when the line is too long to show whole.
const LEAD: usize = 40;
/// How many bytes either side of the caret are looked at: enough for [`WIDTH`] columns of any script.
const REACH: usize = 1024;
/// How many columns a tab moves on to a multiple of.
const TAB: usize = 4;

/// A line, or the part of it around a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    line: String,
    /// Columns before the caret, and how many it is wide.
    caret: (usize, usize),
}

/// One cluster of a line as it is shown.
struct Shown {
    text: String,
    column: usize,
    width: usize,
}

impl Excerpt {
    /// The part of `text` around `span`, on the line where it starts.
    pub(super) fn cut(text: &str, span: Span) -> Self {
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
        windowed(&clusters, from, caret_end.max(from + 1), column)
    }

    /// The line, its number in the margin, and the caret below.
    pub(super) fn render(&self, number: usize) -> String {
        let (before, width) = self.caret;
        let margin = number.to_string().len().max(4);
        let carets = "^".repeat(width);
        format!(
            "{number:>margin$} | {}\n{:margin$} | {:before$}{carets}\n",
            self.line, "", ""
        )
    }
}

/// The line around `span`, cut to what can matter, and the span in it.
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

/// The last place at or before the byte `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn show(cluster: &str, column: usize) -> Shown {
    let text = if cluster == "\t" {
        " ".repeat(TAB - column % TAB)
    } else {
        safe(cluster).into_owned()
    };
    let width = text.width();
    Shown {
        text,
        column,
        width,
    }
}

/// The part of the line that fits, with `…` where something is left out.
fn windowed(clusters: &[Shown], from: usize, to: usize, total: usize) -> Excerpt {
    let start = if total <= WIDTH {
        0
    } else {
        from.saturating_sub(LEAD)
    };
    let mut line = String::new();
    let mut shift = start;
    if start > 0 {
        line.push('…');
        // The first cluster may begin after `start` when a wide one straddles it.
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
