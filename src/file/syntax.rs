//! Whether a text is RON at all: `ron` judges, and its verdict is put in plain words.
//!
//! Must not know what a scenario is made of.

use ron::error::{Error, Position, SpannedError};
use serde::de::IgnoredAny;

use super::lexer::{Lexer, Span, TokenKind, is_space};
use super::problem::{Path, Place, Problem, Problems, Words, quoted};
use super::tree::Fault;

/// Above the depth the tree allows, so that depth is refused there, with a position.
const RECURSION_LIMIT: usize = 80;

/// Why `text` is no RON, if it is none. `fault` is what its brackets have.
pub(super) fn judge(text: &str, fault: Option<Fault>) -> Option<Problem> {
    if let Some(Fault::TooDeep(span)) = fault {
        return told(text, span, Words::of("too many brackets within brackets"));
    }
    let verdict = ron::Options::default()
        .with_recursion_limit(RECURSION_LIMIT)
        .from_str::<IgnoredAny>(text);
    match (verdict, fault) {
        (Ok(_), None) => None,
        (Err(wrong), fault) => {
            let (span, words) = explain(text, &wrong, fault);
            told(text, span, words)
        }
        // `ron` accepts ranges and the like, which no scenario holds.
        (Ok(_), Some(fault)) => {
            let words = Words::of("this form is not used in scenarios");
            told(text, place_of(fault), words)
        }
    }
}

fn told(text: &str, span: Span, words: Words) -> Option<Problem> {
    let mut problems = Problems::default();
    problems.add(span, &Path::ROOT, || words);
    problems.finish(text).pop()
}

fn explain(text: &str, wrong: &SpannedError, fault: Option<Fault>) -> (Span, Words) {
    let at = offset(text, wrong.span.end);
    let span = token_at(text, at);
    (span, Words::of(wrong.to_string()))
}

fn place_of(fault: Fault) -> Span {
    match fault {
        Fault::TooDeep(span)
        | Fault::Stray(span)
        | Fault::Mismatch(span, _)
        | Fault::Unclosed(span)
        | Fault::Odd(span) => span,
    }
}

fn token_at(text: &str, at: usize) -> Span {
    Lexer::new(text, at).next().map_or(
        Span {
            start: text.len(),
            end: text.len(),
        },
        |t| t.span,
    )
}

/// The byte at `position`, which counts characters.
fn offset(text: &str, position: Position) -> usize {
    let line_start = match position.line {
        0 | 1 => 0,
        line => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = &text[line_start..];
    let column = position.col.saturating_sub(1);
    line_start
        + rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(at, _)| at)
}
