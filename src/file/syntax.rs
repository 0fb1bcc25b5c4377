//! Checks that a text is well-formed RON, and explains in plain words where it is not.
//!
//! `ron` alone decides what is well-formed; this file only says what was probably meant.

use ron::error::{Error, Position, SpannedError};
use serde::de::IgnoredAny;

use crate::file::{
    lexer::{Lexer, Span, Token, TokenKind},
    problem::{Diagnosis, Problem, Problems, ValuePath, quoted},
    reader::percent_help,
    tree::BracketFault,
};

/// Above [`crate::file::tree`]'s own limit, which reports the position of the excess.
const RECURSION_LIMIT: usize = 80;

/// Returns the problem that makes `text` malformed, if any. `fault` is what the tree found.
pub(super) fn check(text: &str, fault: Option<BracketFault>) -> Option<Problem> {
    // These are refused before `ron` spends stack or time on them.
    match fault {
        Some(BracketFault::TooDeep(span)) => {
            return problem_at(text, span, Diagnosis::new("too many nested brackets"));
        }
        Some(BracketFault::TooMany(span)) => {
            return problem_at(text, span, Diagnosis::new("too many values for a scenario"));
        }
        _ => {}
    }
    let verdict = ron::Options::default()
        .with_recursion_limit(RECURSION_LIMIT)
        .from_str::<IgnoredAny>(text);
    match (verdict, fault) {
        (Ok(_), None) => None,
        (Err(wrong), fault) => {
            let (span, diagnosis) = explain(text, &wrong, fault);
            problem_at(text, span, diagnosis)
        }
        // `ron` accepts some syntax that scenarios do not use.
        (Ok(_), Some(fault)) => {
            let diagnosis = Diagnosis::new("scenario files do not use this syntax");
            problem_at(text, fault.span(), diagnosis)
        }
    }
}

fn problem_at(text: &str, span: Span, diagnosis: Diagnosis) -> Option<Problem> {
    let mut problems = Problems::default();
    problems.add(span, &ValuePath::ROOT, || diagnosis);
    problems.finish(text).pop()
}

/// Explains an error of `ron` by the token at its position.
fn explain(text: &str, wrong: &SpannedError, fault: Option<BracketFault>) -> (Span, Diagnosis) {
    let (start, end) = (offset(text, wrong.span.start), offset(text, wrong.span.end));
    match wrong.code {
        Error::ExpectedStringEnd => {
            let span = Span {
                start,
                end: text.len(),
            };
            return (
                span,
                Diagnosis::new("this text is never closed: `\"` is missing"),
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
                Diagnosis::new("this comment is never closed: `*/` is missing"),
            );
        }
        Error::InvalidEscape(_) => {
            let diagnosis =
                Diagnosis::new("unknown escape: `\\` begins one, such as \\n or \\u{e9}")
                    .help("write \\\\ for a backslash");
            return (Span { start, end }, diagnosis);
        }
        _ => {}
    }
    let mut context = ErrorContext {
        text,
        before: [None; 2],
        at: None,
        fault,
    };
    for token in Lexer::new(text, 0) {
        if token.span.end > end {
            context.at = Some(token);
            break;
        }
        context.before = [Some(token), context.before[0]];
    }
    diagnose(&context, &wrong.code)
}

/// Converts a line and column, both from 1 and in characters, to a byte offset.
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

/// The tokens around the place where reading stopped.
struct ErrorContext<'t> {
    text: &'t str,
    /// The previous token, and the one before it.
    before: [Option<Token>; 2],
    /// The token that could not be read; `None` at the end of the file.
    at: Option<Token>,
    fault: Option<BracketFault>,
}

/// Returns the span of the probable mistake, and its description.
fn diagnose(context: &ErrorContext<'_>, code: &Error) -> (Span, Diagnosis) {
    let Some(at) = context.at else {
        return at_end_of_file(context);
    };
    if let Some(found) = comma_in_number(context, at) {
        return found;
    }
    if let Some((span, diagnosis)) =
        malformed_number(context, at, code).or_else(|| unmatched_bracket(context, at))
    {
        return (span, diagnosis);
    }
    let diagnosis = foreign_sign(context, at).unwrap_or_else(|| by_error_code(context, at, code));
    (at.span, diagnosis)
}

impl<'t> ErrorContext<'t> {
    fn text_of(&self, token: Token) -> &'t str {
        self.text
            .get(token.span.start..token.span.end)
            .unwrap_or_default()
    }

    fn line_of(&self, span: Span) -> usize {
        let before = self.text.get(..span.start).unwrap_or_default();
        1 + before.bytes().filter(|&b| b == b'\n').count()
    }

    /// Returns the previous token if it is of `kind` and directly before `token`.
    fn touching(&self, token: Token, kind: TokenKind) -> Option<Token> {
        self.before[0].filter(|before| before.kind == kind && before.span.end == token.span.start)
    }
}

fn at_end_of_file(context: &ErrorContext<'_>) -> (Span, Diagnosis) {
    match (context.fault, context.before[0]) {
        (Some(BracketFault::Unclosed(open)), _) => {
            let bracket = &context.text[open.start..open.end];
            (
                open,
                Diagnosis::new(format!("this {} is never closed", quoted(bracket))),
            )
        }
        (_, last) => {
            let end = last.map_or(0, |last| last.span.end);
            let span = Span { start: end, end };
            (span, Diagnosis::new("unexpected end of the file"))
        }
    }
}

/// Recognises `0,1` and `22,000`.
fn comma_in_number(context: &ErrorContext<'_>, at: Token) -> Option<(Span, Diagnosis)> {
    let comma = context.touching(at, TokenKind::Comma)?;
    let number = context.before[1]
        .filter(|number| number.kind == TokenKind::Number && number.span.end == comma.span.start)?;
    if at.kind != TokenKind::Number {
        return None;
    }
    let (left, right) = (context.text_of(number), context.text_of(at));
    let span = Span {
        start: number.span.start,
        end: at.span.end,
    };
    let diagnosis = Diagnosis::new(format!(
        "{} contains a comma",
        quoted(&format!("{left},{right}"))
    ));
    let is_thousands = right.len() == 3 && left != "0";
    Some((
        span,
        if is_thousands {
            diagnosis.help(format!(
                "numbers have no thousands separators: {left}{right}"
            ))
        } else {
            diagnosis.help(format!("write a decimal point: {left}.{right}"))
        },
    ))
}

/// Recognises `10%`, `10k`, `1 000`, `1.000.000` and `my-key`.
fn malformed_number(
    context: &ErrorContext<'_>,
    at: Token,
    code: &Error,
) -> Option<(Span, Diagnosis)> {
    let before = context.before[0].filter(|before| before.kind == TokenKind::Number);
    if let (Some(number), "%") = (context.touching(at, TokenKind::Number), context.text_of(at)) {
        let diagnosis = Diagnosis::new("numbers are written without `%`");
        return Some(match context.text_of(number).parse() {
            Ok(percent) => (at.span, diagnosis.help(percent_help(percent))),
            Err(_) => (at.span, diagnosis),
        });
    }
    let is_no_number = matches!(
        code,
        Error::ExpectedFloat | Error::ExpectedInteger | Error::InvalidIntegerDigit { .. }
    );
    let wrong = match (at.kind, before) {
        (TokenKind::Number, None) if *code != Error::ExpectedMapColon => at,
        (TokenKind::Number, Some(before)) => {
            let (left, right) = (context.text_of(before), context.text_of(at));
            let diagnosis = Diagnosis::new(format!("`,` is missing before {}", quoted(right)))
                .help(format!("numbers contain no spaces: {left}{right}"));
            return Some((at.span, diagnosis));
        }
        (_, Some(before)) if is_no_number => before,
        _ => return None,
    };
    if context.touching(wrong, TokenKind::Word).is_some() {
        let diagnosis = Diagnosis::new("field names consist of letters, digits and `_`");
        return Some((wrong.span, diagnosis));
    }
    let diagnosis = Diagnosis::new(format!(
        "{} is not a number",
        quoted(context.text_of(wrong))
    ))
    .help("write a number such as 22000, 0.15 or 1.5e6");
    Some((wrong.span, diagnosis))
}

/// Recognises a closing bracket that has the wrong shape, or no opening one.
fn unmatched_bracket(context: &ErrorContext<'_>, at: Token) -> Option<(Span, Diagnosis)> {
    let bracket = quoted(context.text_of(at));
    match context.fault? {
        BracketFault::Mismatch(close, open) if close == at.span => {
            let opening = quoted(&context.text[open.start..open.end]);
            let line = context.line_of(open);
            let diagnosis = format!("{bracket} does not match the {opening} on line {line}");
            Some((close, Diagnosis::new(diagnosis)))
        }
        BracketFault::Stray(close) if close == at.span => Some((
            close,
            Diagnosis::new(format!("{bracket} has no opening bracket")),
        )),
        _ => None,
    }
}

/// Recognises the punctuation of other languages and formats.
fn foreign_sign(context: &ErrorContext<'_>, at: Token) -> Option<Diagnosis> {
    let first = context.text_of(at).chars().next()?;
    let after_text = context.before[0].is_some_and(|before| before.kind == TokenKind::Text);
    Some(match first {
        '#' => Diagnosis::new("unexpected `#`").help("comments begin with `//`"),
        '=' => Diagnosis::new("unexpected `=`").help("a field is written `name: value`"),
        ';' => Diagnosis::new("unexpected `;`").help("fields end with a comma"),
        '\'' => Diagnosis::new("text goes in double quotes").help("write \"text\""),
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' => {
            Diagnosis::new("text goes in straight double quotes").help("write \"text\"")
        }
        '$' | '€' | '£' | '¥' => Diagnosis::new(format!(
            "amounts are written without {}",
            quoted(first.encode_utf8(&mut [0; 4]))
        )),
        ':' if after_text => Diagnosis::new("field names are written without quotes"),
        _ => return None,
    })
}

/// Describes the remaining errors by `ron`'s own code.
fn by_error_code(context: &ErrorContext<'_>, at: Token, code: &Error) -> Diagnosis {
    let here = quoted(context.text_of(at));
    match code {
        Error::ExpectedComma => {
            let diagnosis = Diagnosis::new(format!("`,` is missing before {here}"));
            match context.fault {
                Some(BracketFault::Mismatch(_, open) | BracketFault::Unclosed(open))
                    if open.start < at.span.start =>
                {
                    let bracket = quoted(&context.text[open.start..open.end]);
                    let line = context.line_of(open);
                    diagnosis.help(format!("or the {bracket} on line {line} is not closed"))
                }
                _ => diagnosis,
            }
        }
        Error::ExpectedChar => Diagnosis::new("text goes in double quotes").help("write \"text\""),
        Error::ExpectedMapColon => Diagnosis::new(format!("`:` is missing before {here}")),
        Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) => {
            Diagnosis::new(format!("expected a field `name: value`, found {here}"))
        }
        Error::UnexpectedChar(_) if matches!(at.kind, TokenKind::Close(_) | TokenKind::Comma) => {
            Diagnosis::new(format!("a value is missing before {here}"))
        }
        Error::UnexpectedChar(_) => Diagnosis::new(format!("unexpected {here}")),
        Error::TrailingCharacters => {
            Diagnosis::new(format!("unexpected {here} after the end of the scenario"))
                .help("a scenario is one group: it begins with `(` and ends with `)`")
        }
        other => {
            let verdict = other.to_string();
            let mut rest = verdict.chars();
            let first = rest.next().map(|c| c.to_ascii_lowercase());
            Diagnosis::new(format!(
                "invalid syntax: {}",
                first.into_iter().chain(rest).collect::<String>()
            ))
        }
    }
}
