//! Splits RON text into tokens with byte spans, skipping comments and white space.
//!
//! Agrees with `ron` on every text that `ron` accepts. On any other text it still terminates, and
//! leaves the error to `ron`.

/// A range of bytes in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    Colon,
    Comma,
    /// A string in double quotes, or a raw string: `r#"…"#`.
    Text,
    Number,
    /// An identifier.
    Word,
    /// A character or byte string, which scenarios do not use, or something that is not RON.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// An iterator over the tokens of a text.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    /// Creates a lexer that starts at byte `at`, which must not be inside a token.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_between(&mut self) {
        loop {
            let rest = self.rest();
            self.at += length_while(rest, is_space);
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += block_comment_length(rest);
            } else {
                return;
            }
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_between();
        let rest = self.rest();
        let first = *rest.as_bytes().first()?;
        let (kind, length) = match first {
            b'(' | b'[' | b'{' => (TokenKind::Open(first), 1),
            b')' | b']' | b'}' => (TokenKind::Close(first), 1),
            b':' => (TokenKind::Colon, 1),
            b',' => (TokenKind::Comma, 1),
            b'"' => (TokenKind::Text, quoted_length(rest)),
            b'\'' => (TokenKind::Other, character_length(rest)),
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                (TokenKind::Number, length_while(rest, is_number_part))
            }
            _ => word(rest),
        };
        let start = self.at;
        self.at += length;
        Some(Token {
            kind,
            span: Span {
                start,
                end: self.at,
            },
        })
    }
}

/// Returns whether RON treats `c` as white space, which includes directional marks.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_number_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '+' | '-' | '=')
}

fn is_word_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || (!c.is_ascii() && !is_space(c))
}

fn length_while(text: &str, condition: impl Fn(char) -> bool) -> usize {
    text.find(|c| !condition(c)).unwrap_or(text.len())
}

/// Returns the kind and length of a word or of a string with a prefix; one character if it is
/// neither.
fn word(rest: &str) -> (TokenKind, usize) {
    for (prefix, kind) in [("br", TokenKind::Other), ("r", TokenKind::Text)] {
        if let Some(length) = rest.strip_prefix(prefix).and_then(raw_length) {
            return (kind, prefix.len() + length);
        }
    }
    if rest.starts_with("b\"") {
        return (TokenKind::Other, 1 + quoted_length(&rest[1..]));
    }
    if rest.starts_with("b'") {
        return (TokenKind::Other, 1 + character_length(&rest[1..]));
    }
    if let Some(raw) = rest.strip_prefix("r#") {
        let length = length_while(raw, |c| is_word_part(c) || matches!(c, '.' | '+' | '-'));
        return (TokenKind::Word, 2 + length);
    }
    match length_while(rest, is_word_part) {
        0 => (
            TokenKind::Other,
            rest.chars().next().map_or(1, char::len_utf8),
        ),
        // `inf..1` is a range.
        length if rest[length..].starts_with("..") => {
            let tail = length_while(&rest[length..], is_number_part);
            (TokenKind::Number, length + tail)
        }
        length => (TokenKind::Word, length),
    }
}

/// Returns the length of `"…"` in bytes, escapes included.
fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Returns the length of `#"…"#` in bytes, or `None` if no raw string starts here.
fn raw_length(text: &str) -> Option<usize> {
    let n_hashes = length_while(text, |c| c == '#');
    let inside = text[n_hashes..].strip_prefix('"')?;
    let ending = format!("\"{}", &text[..n_hashes]);
    Some(match inside.find(&ending) {
        Some(at) => n_hashes + 1 + at + ending.len(),
        None => text.len(),
    })
}

/// Returns the length of `'c'` or `'\…'` in bytes.
fn character_length(text: &str) -> usize {
    let escaped = text.starts_with("'\\");
    let from = if escaped { 3 } else { 1 };
    let inside = text.get(from..).unwrap_or_default();
    let found = if escaped {
        inside.find(['\'', '\n'])
    } else {
        inside
            .char_indices()
            .nth(1)
            .and_then(|(at, c)| (c == '\'').then_some(at))
    };
    found.map_or(1, |at| from + at + 1)
}

/// Returns the length of a block comment in bytes; block comments nest.
fn block_comment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0);
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'*')) => (at, depth) = (at + 2, depth + 1),
            (b'*', Some(b'/')) => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}
