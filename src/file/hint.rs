//! A syntax error in plain words: what `ron` found, put for people who do not write RON every day.
//!
//! Must not decide whether a text is right, only say what is probably meant.

use ron::error::Error;

use crate::file::{
    lexer::{Span, Token, TokenKind},
    problem::{Words, quoted},
    reader::percent_help,
    tree::Fault,
};

/// Where reading stopped.
pub(super) struct Scene<'t> {
    pub(super) text: &'t str,
    /// The token before, and the one before that.
    pub(super) before: [Option<Token>; 2],
    /// The token that could not be read; none at the end of the file.
    pub(super) at: Option<Token>,
    pub(super) fault: Option<Fault>,
}

/// Where the mistake is, and what to say of it.
pub(super) fn words(scene: &Scene<'_>, code: &Error) -> (Span, Words) {
    let Some(at) = scene.at else {
        return at_the_end(scene);
    };
    if let Some(found) = comma_in_number(scene, at) {
        return found;
    }
    if let Some((span, words)) = of_number(scene, at, code).or_else(|| of_bracket(scene, at)) {
        return (span, words);
    }
    let words = of_mark(scene, at).unwrap_or_else(|| of_code(scene, at, code));
    (at.span, words)
}

impl<'t> Scene<'t> {
    fn written(&self, token: Token) -> &'t str {
        self.text
            .get(token.span.start..token.span.end)
            .unwrap_or_default()
    }

    fn line_of(&self, span: Span) -> usize {
        let before = self.text.get(..span.start).unwrap_or_default();
        1 + before.bytes().filter(|&b| b == b'\n').count()
    }

    /// The token before, when it is of `kind` and touches `token`.
    fn touching(&self, token: Token, kind: TokenKind) -> Option<Token> {
        self.before[0].filter(|before| before.kind == kind && before.span.end == token.span.start)
    }
}

/// The file ends while something is open.
fn at_the_end(scene: &Scene<'_>) -> (Span, Words) {
    match (scene.fault, scene.before[0]) {
        (Some(Fault::Unclosed(open)), _) => {
            let bracket = &scene.text[open.start..open.end];
            (
                open,
                Words::of(format!("this {} is never closed", quoted(bracket))),
            )
        }
        (_, last) => {
            let end = last.map_or(0, |last| last.span.end);
            let span = Span { start: end, end };
            (span, Words::of("the file ends too early"))
        }
    }
}

/// `0,1` and `22,000`.
fn comma_in_number(scene: &Scene<'_>, at: Token) -> Option<(Span, Words)> {
    let comma = scene.touching(at, TokenKind::Comma)?;
    let number = scene.before[1]
        .filter(|number| number.kind == TokenKind::Number && number.span.end == comma.span.start)?;
    if at.kind != TokenKind::Number {
        return None;
    }
    let (left, right) = (scene.written(number), scene.written(at));
    let span = Span {
        start: number.span.start,
        end: at.span.end,
    };
    let words = Words::of(format!(
        "{} has a comma in it",
        quoted(&format!("{left},{right}"))
    ));
    let is_thousands = right.len() == 3 && left != "0";
    Some((
        span,
        if is_thousands {
            words.help(format!(
                "numbers have no thousands separators: {left}{right}"
            ))
        } else {
            words.help(format!("decimals are written with a point: {left}.{right}"))
        },
    ))
}

/// `10%`, `10k`, `1 000`, `1.000.000`, `my-key`.
fn of_number(scene: &Scene<'_>, at: Token, code: &Error) -> Option<(Span, Words)> {
    let before = scene.before[0].filter(|before| before.kind == TokenKind::Number);
    if let (Some(number), "%") = (scene.touching(at, TokenKind::Number), scene.written(at)) {
        let words = Words::of("numbers are written without `%`");
        return Some(match scene.written(number).parse() {
            Ok(percent) => (at.span, words.help(percent_help(percent))),
            Err(_) => (at.span, words),
        });
    }
    let is_no_number = matches!(
        code,
        Error::ExpectedFloat | Error::ExpectedInteger | Error::InvalidIntegerDigit { .. }
    );
    let wrong = match (at.kind, before) {
        (TokenKind::Number, None) if *code != Error::ExpectedMapColon => at,
        (TokenKind::Number, Some(before)) => {
            let (left, right) = (scene.written(before), scene.written(at));
            let words = Words::of(format!("`,` is missing before {}", quoted(right)))
                .help(format!("numbers have no spaces in them: {left}{right}"));
            return Some((at.span, words));
        }
        (_, Some(before)) if is_no_number => before,
        _ => return None,
    };
    if scene.touching(wrong, TokenKind::Word).is_some() {
        let words = Words::of("names of fields are made of letters, digits and `_`");
        return Some((wrong.span, words));
    }
    let words = Words::of(format!("{} is not a number", quoted(scene.written(wrong))))
        .help("numbers are such as 22000, 0.15 or 1.5e6");
    Some((wrong.span, words))
}

/// A closing bracket that does not fit, or one too many.
fn of_bracket(scene: &Scene<'_>, at: Token) -> Option<(Span, Words)> {
    let bracket = quoted(scene.written(at));
    match scene.fault? {
        Fault::Mismatch(close, open) if close == at.span => {
            let opening = quoted(&scene.text[open.start..open.end]);
            let line = scene.line_of(open);
            let words = format!("{bracket} does not close the {opening} of line {line}");
            Some((close, Words::of(words)))
        }
        Fault::Stray(close) if close == at.span => {
            Some((close, Words::of(format!("{bracket} closes nothing"))))
        }
        _ => None,
    }
}

/// Signs of other languages.
fn of_mark(scene: &Scene<'_>, at: Token) -> Option<Words> {
    let first = scene.written(at).chars().next()?;
    let after_text = scene.before[0].is_some_and(|before| before.kind == TokenKind::Text);
    Some(match first {
        '#' => Words::of("`#` has no meaning here").help("comments begin with `//`"),
        '=' => Words::of("`=` has no meaning here").help("a field is written `name: value`"),
        ';' => Words::of("`;` has no meaning here").help("fields end with a comma"),
        '\'' => Words::of("texts stand in double quotes").help("write \"text\""),
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' => {
            Words::of("texts stand in straight double quotes").help("write \"text\"")
        }
        '$' | '€' | '£' | '¥' => Words::of(format!(
            "amounts are written without {}",
            quoted(first.encode_utf8(&mut [0; 4]))
        )),
        ':' if after_text => Words::of("names of fields are written without quotes"),
        _ => return None,
    })
}

/// What is left: `ron`'s own verdict.
fn of_code(scene: &Scene<'_>, at: Token, code: &Error) -> Words {
    let here = quoted(scene.written(at));
    match code {
        Error::ExpectedComma => {
            let words = Words::of(format!("`,` is missing before {here}"));
            match scene.fault {
                Some(Fault::Mismatch(_, open) | Fault::Unclosed(open))
                    if open.start < at.span.start =>
                {
                    let bracket = quoted(&scene.text[open.start..open.end]);
                    let line = scene.line_of(open);
                    words.help(format!("or the {bracket} of line {line} is not closed"))
                }
                _ => words,
            }
        }
        Error::ExpectedChar => Words::of("texts stand in double quotes").help("write \"text\""),
        Error::ExpectedMapColon => Words::of(format!("`:` is missing before {here}")),
        Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) => {
            Words::of(format!("{here} is no field: `name: value` is wanted here"))
        }
        Error::UnexpectedChar(_) if matches!(at.kind, TokenKind::Close(_) | TokenKind::Comma) => {
            Words::of(format!("a value is missing before {here}"))
        }
        Error::UnexpectedChar(_) => Words::of(format!("{here} has no meaning here")),
        Error::TrailingCharacters => {
            Words::of(format!("{here} stands after the end of the scenario"))
                .help("a scenario is one group: it begins with `(` and ends with `)`")
        }
        other => {
            let verdict = other.to_string();
            let mut rest = verdict.chars();
            let first = rest.next().map(|c| c.to_ascii_lowercase());
            Words::of(format!(
                "cannot be read: {}",
                first.into_iter().chain(rest).collect::<String>()
            ))
        }
    }
}
