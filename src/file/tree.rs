//! RON text → a tree of values with byte spans, so that whatever is wrong can be pointed at.
//!
//! Built without recursion, so no depth of nesting can exhaust the stack. Judges nothing but
//! brackets: `ron` is the judge of syntax, and only a text it accepts has a tree worth reading.

use crate::file::lexer::{Lexer, Span, Token, TokenKind};

/// Deeper than any scenario, and shallow enough for `ron`, which recurses, on any stack.
const DEEPEST: usize = 32;
/// More values than any scenario has; bounds the time and memory that a file can cost.
const MOST_NODES: usize = 1_000_000;

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(name: value, …)`, perhaps with a name before it.
    Struct,
    /// `(value, …)`, perhaps with a name before it.
    Tuple,
    /// `[value, …]`.
    List,
    /// `{key: value, …}`.
    Map,
    /// `"text"`.
    Text,
    Number,
    /// An identifier, such as a variant or `true`.
    Word,
    /// What no scenario holds: characters, byte strings.
    Other,
}

/// One value, or the key of one. Nodes stand in the order of the text, children after their parent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    start: u32,
    end: u32,
    index: u32,
    /// The index of the first node after this one and everything in it.
    after: u32,
}

impl Node {
    /// Where it stands.
    pub(super) fn span(self) -> Span {
        Span {
            start: self.start as usize,
            end: self.end as usize,
        }
    }

    /// Its last byte: of a container, the closing bracket.
    pub(super) fn closing(self) -> Span {
        Span {
            start: (self.end as usize).saturating_sub(1),
            end: self.end as usize,
        }
    }
}

/// What is wrong with the brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Too many are open at once; the one too many.
    TooDeep(Span),
    /// Too many values; the one too many.
    TooMany(Span),
    /// Closes nothing.
    Stray(Span),
    /// Closes a bracket of another shape, opened at the second span.
    Mismatch(Span, Span),
    /// Is never closed.
    Unclosed(Span),
    /// Two values without a comma between them, or a key without its value.
    Odd(Span),
}

impl Fault {
    /// Where it shows.
    pub(super) fn span(self) -> Span {
        match self {
            Self::TooDeep(span)
            | Self::TooMany(span)
            | Self::Stray(span)
            | Self::Mismatch(span, _)
            | Self::Unclosed(span)
            | Self::Odd(span) => span,
        }
    }
}

/// The values of a text.
pub(super) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

/// The tree of `text`, at most 4 GiB, and the first fault of its brackets.
pub(super) fn grow(text: &str) -> (Tree<'_>, Option<Fault>) {
    let mut builder = Builder {
        text,
        nodes: Vec::new(),
        open: Vec::new(),
        last_word: None,
        odd: None,
    };
    // A bracket explains more than a comma, wherever it stands.
    let fault = builder.read_all().err().or(builder.odd);
    let Builder { nodes, .. } = builder;
    (Tree { text, nodes }, fault)
}

impl<'t> Tree<'t> {
    /// The whole text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The outermost value, out of any `Some`.
    pub(super) fn root(&self) -> Option<Node> {
        self.nodes.first().map(|&node| self.plain(node))
    }

    /// How `node` is written.
    pub(super) fn written(&self, node: Node) -> &'t str {
        self.text
            .get(node.span().start..node.span().end)
            .unwrap_or_default()
    }

    /// The name in front of the bracket; empty where there is none.
    pub(super) fn name(&self, node: Node) -> &'t str {
        let first = Lexer::new(self.written(node), 0).next();
        match (node.kind, first) {
            (Kind::Struct | Kind::Tuple, Some(token)) if token.kind == TokenKind::Word => {
                &self.written(node)[..token.span.end]
            }
            _ => "",
        }
    }

    /// The values in a list or tuple, out of any `Some`.
    pub(super) fn items(&self, node: Node) -> impl Iterator<Item = Node> {
        self.children(node).map(|child| self.plain(child))
    }

    /// The keys of a struct or map with their values, out of any `Some`.
    pub(super) fn entries(&self, node: Node) -> impl Iterator<Item = (Node, Node)> {
        let mut children = self.children(node);
        std::iter::from_fn(move || {
            let key = children.next()?;
            Some((key, self.plain(children.next()?)))
        })
    }

    fn children(&self, node: Node) -> impl Iterator<Item = Node> {
        let mut at = node.index + 1;
        std::iter::from_fn(move || {
            let child = *self.nodes.get(at as usize)?;
            (at < node.after).then(|| {
                at = child.after;
                child
            })
        })
    }

    /// `Some(value)` is the value: `Some` is never needed, and never wrong.
    fn plain(&self, mut node: Node) -> Node {
        while node.kind == Kind::Tuple && self.name(node) == "Some" {
            let mut inside = self.children(node);
            match (inside.next(), inside.next()) {
                (Some(value), None) => node = value,
                _ => break,
            }
        }
        node
    }
}

struct Level {
    /// The node of the container.
    node: u32,
    bracket: u8,
    /// The opening bracket, which a name may precede.
    open: Span,
    /// How many values, keys included, since the last comma.
    n_since_comma: u8,
    keyed: bool,
}

struct Builder<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    open: Vec<Level>,
    /// The node of the word just read, which may turn out to be the name of a group.
    last_word: Option<u32>,
    /// The first entry that is neither a value nor a key and a value.
    odd: Option<Fault>,
}

impl Builder<'_> {
    fn read_all(&mut self) -> Result<(), Fault> {
        let mut lexer = Lexer::new(self.text, 0);
        while let Some(token) = lexer.next() {
            let is_attribute =
                self.nodes.is_empty() && self.text[token.span.start..].starts_with('#');
            if is_attribute {
                while lexer
                    .next()
                    .is_some_and(|token| token.kind != TokenKind::Close(b']'))
                {}
                continue;
            }
            self.read(token)?;
        }
        match self.open.last() {
            Some(level) => Err(Fault::Unclosed(level.open)),
            None => Ok(()),
        }
    }

    fn read(&mut self, token: Token) -> Result<(), Fault> {
        if self.nodes.len() == MOST_NODES {
            return Err(Fault::TooMany(token.span));
        }
        let last_word = self.last_word.take();
        match token.kind {
            TokenKind::Open(bracket) => return self.open(bracket, token.span, last_word),
            TokenKind::Close(bracket) => return self.close(bracket, token.span),
            TokenKind::Comma => self.comma(token.span),
            TokenKind::Colon => self.colon(),
            TokenKind::Word => self.last_word = Some(self.push(Kind::Word, token.span)),
            TokenKind::Text => _ = self.push(Kind::Text, token.span),
            TokenKind::Number => _ = self.push(Kind::Number, token.span),
            TokenKind::Other => _ = self.push(Kind::Other, token.span),
        }
        Ok(())
    }

    fn push(&mut self, kind: Kind, span: Span) -> u32 {
        if let Some(level) = self.open.last_mut() {
            level.n_since_comma = level.n_since_comma.saturating_add(1);
        }
        let index = short(self.nodes.len());
        self.nodes.push(Node {
            kind,
            start: short(span.start),
            end: short(span.end),
            index,
            after: index + 1,
        });
        index
    }

    fn open(&mut self, bracket: u8, span: Span, name: Option<u32>) -> Result<(), Fault> {
        if self.open.len() == DEEPEST {
            return Err(Fault::TooDeep(span));
        }
        let kind = match bracket {
            b'(' => Kind::Tuple,
            b'[' => Kind::List,
            _ => Kind::Map,
        };
        let node = match name {
            Some(word) if kind == Kind::Tuple => {
                self.nodes[word as usize].kind = kind;
                word
            }
            _ => self.push(kind, span),
        };
        self.open.push(Level {
            node,
            bracket,
            open: span,
            n_since_comma: 0,
            keyed: kind == Kind::Map,
        });
        Ok(())
    }

    fn close(&mut self, bracket: u8, span: Span) -> Result<(), Fault> {
        let Some(level) = self.open.pop() else {
            return Err(Fault::Stray(span));
        };
        let wanted = match level.bracket {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        if bracket != wanted {
            return Err(Fault::Mismatch(span, level.open));
        }
        self.check_entry(&level, span);
        let after = short(self.nodes.len());
        let node = &mut self.nodes[level.node as usize];
        (node.end, node.after) = (short(span.end), after);
        Ok(())
    }

    fn comma(&mut self, span: Span) {
        if let Some(mut level) = self.open.pop() {
            self.check_entry(&level, span);
            level.n_since_comma = 0;
            self.open.push(level);
        }
    }

    /// An entry is a value, or a key and a value; nothing may stand before the closing bracket.
    fn check_entry(&mut self, level: &Level, span: Span) {
        if !matches!(
            (level.n_since_comma, level.keyed),
            (0, _) | (1, false) | (2, true)
        ) {
            self.odd.get_or_insert(Fault::Odd(span));
        }
    }

    fn colon(&mut self) {
        if let Some(level) = self.open.last_mut() {
            level.keyed = true;
            let node = &mut self.nodes[level.node as usize];
            if node.kind == Kind::Tuple {
                node.kind = Kind::Struct;
            }
        }
    }
}

/// The size cap of files keeps every position and index far below 4 billion.
fn short(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
