//! Whether a text is RON at all: `ron` judges.
//!
//! Must not know what a scenario is made of.

use ron::error::{Error, Position, SpannedError};
use serde::de::IgnoredAny;

use crate::file::{
    hint::{Scene, words},
    lexer::{Lexer, Span},
    problem::{Path, Problem, Problems, Words},
    tree::Fault,
};

/// Above the depth the tree allows, so that depth is refused there, with a position.
const RECURSION_LIMIT: usize = 80;

/// Why `text` is no RON, if it is none. `fault` is what its brackets have.
pub(super) fn judge(text: &str, fault: Option<Fault>) -> Option<Problem> {
    // Refused before `ron` spends stack or time on it.
    match fault {
        Some(Fault::TooDeep(span)) => {
            return told(text, span, Words::of("too many brackets within brackets"));
        }
        Some(Fault::TooMany(span)) => {
            return told(text, span, Words::of("too many values for a scenario"));
        }
        _ => {}
    }
    let verdict = ron::Options::default()
        .with_recursion_limit(RECURSION_LIMIT)
        .from_str::<IgnoredAny>(text);
    match (verdict, fault) {
        (Ok(_), None) => None,
        (Err(wrong), fault) => {
            let (span, words) = explained(text, &wrong, fault);
            told(text, span, words)
        }
        // `ron` accepts forms that no scenario holds.
        (Ok(_), Some(fault)) => told(text, fault.span(), Words::of("this form is not used here")),
    }
}

fn told(text: &str, span: Span, words: Words) -> Option<Problem> {
    let mut problems = Problems::default();
    problems.add(span, &Path::ROOT, || words);
    problems.finish(text).pop()
}

/// `ron` names the place by the characters before it; the token there says more.
fn explained(text: &str, wrong: &SpannedError, fault: Option<Fault>) -> (Span, Words) {
    let (start, end) = (offset(text, wrong.span.start), offset(text, wrong.span.end));
    match wrong.code {
        Error::ExpectedStringEnd => {
            let span = Span {
                start,
                end: text.len(),
            };
            return (
                span,
                Words::of("this text is never closed: `\"` is missing"),
            );
        }
        Error::UnclosedBlockComment => {
            let opening = text[..start].rfind("/*").unwrap_or(start);
            let span = Span {
                start: opening,
                end: opening + 2,
            };
            return (
                span,
                Words::of("this comment is never closed: `*/` is missing"),
            );
        }
        Error::InvalidEscape(_) => {
            let words = Words::of("`\\` begins an escape, such as \\n or \\u{e9}; this is none")
                .help("write \\\\ for a backslash");
            return (Span { start, end }, words);
        }
        _ => {}
    }
    let mut scene = Scene {
        text,
        before: [None; 2],
        at: None,
        fault,
    };
    for token in Lexer::new(text, 0) {
        if token.span.end > end {
            scene.at = Some(token);
            break;
        }
        scene.before = [Some(token), scene.before[0]];
    }
    words(&scene, &wrong.code)
}

/// The byte at `position`, which counts lines and characters from 1.
fn offset(text: &str, position: Position) -> usize {
    let line_start = match position.line.checked_sub(2) {
        None => 0,
        Some(nth) => text
            .match_indices('\n')
            .nth(nth)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let column = position.col.saturating_sub(1);
    let rest = &text[line_start..];
    let within = rest.char_indices().nth(column);
    line_start + within.map_or(rest.len(), |(at, _)| at)
}
