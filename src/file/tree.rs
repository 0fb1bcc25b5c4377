//! Parses RON text into a tree of values with byte spans, so that problems can point at their cause.
//!
//! Built without recursion, so no depth of nesting can exhaust the stack. Only brackets are
//! checked; `ron` checks the rest of the syntax, and only a text it accepts has a meaningful tree.

use crate::file::lexer::{Lexer, Span, Token, TokenKind};

/// The deepest nesting allowed: more than any scenario needs, and safe for `ron`, which recurses.
const MAX_DEPTH: usize = 32;
/// The most values allowed: more than any scenario needs. Bounds the time and memory a file can cost.
const MAX_NODES: usize = 1_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// `(name: value, …)` or `Name(name: value, …)`.
    Struct,
    /// `(value, …)` or `Name(value, …)`.
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
    /// A character or byte string, which no scenario uses.
    Other,
}

/// A value or a key. Nodes are stored in text order, children after their parent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    start: u32,
    end: u32,
    index: u32,
    /// The index of the first node after this one and its descendants.
    after: u32,
}

impl Node {
    pub(super) fn span(self) -> Span {
        Span {
            start: self.start as usize,
            end: self.end as usize,
        }
    }

    /// Returns the span of the last byte: the closing bracket of a container.
    pub(super) fn closing(self) -> Span {
        Span {
            start: (self.end as usize).saturating_sub(1),
            end: self.end as usize,
        }
    }
}

/// A problem with the brackets of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BracketFault {
    /// An opening bracket beyond [`MAX_DEPTH`].
    TooDeep(Span),
    /// A value beyond [`MAX_NODES`].
    TooMany(Span),
    /// A closing bracket without an opening one.
    Stray(Span),
    /// A closing bracket whose opening one, the second span, has another shape.
    Mismatch(Span, Span),
    /// An opening bracket that is never closed.
    Unclosed(Span),
    /// The end of an entry with a missing comma or a missing value.
    Malformed(Span),
}

impl BracketFault {
    pub(super) fn span(self) -> Span {
        match self {
            Self::TooDeep(span)
            | Self::TooMany(span)
            | Self::Stray(span)
            | Self::Mismatch(span, _)
            | Self::Unclosed(span)
            | Self::Malformed(span) => span,
        }
    }
}

/// The values of a RON text.
pub(super) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
}

/// Parses `text`, which has at most 4 GiB, and returns the first fault of its brackets as well.
pub(super) fn parse(text: &str) -> (Tree<'_>, Option<BracketFault>) {
    let mut builder = Builder {
        text,
        nodes: Vec::new(),
        open: Vec::new(),
        last_word: None,
        malformed: None,
    };
    // A bracket fault explains more than a missing comma, even one further up.
    let fault = builder.read_all().err().or(builder.malformed);
    let Builder { nodes, .. } = builder;
    (Tree { text, nodes }, fault)
}

impl<'t> Tree<'t> {
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Returns the outermost value, unwrapped from any `Some`.
    pub(super) fn root(&self) -> Option<Node> {
        self.nodes.first().map(|&node| self.without_some(node))
    }

    /// Returns the source text of `node`.
    pub(super) fn text_of(&self, node: Node) -> &'t str {
        self.text
            .get(node.span().start..node.span().end)
            .unwrap_or_default()
    }

    /// Returns the name in front of the bracket, or an empty string.
    pub(super) fn name(&self, node: Node) -> &'t str {
        let first = Lexer::new(self.text_of(node), 0).next();
        match (node.kind, first) {
            (NodeKind::Struct | NodeKind::Tuple, Some(token)) if token.kind == TokenKind::Word => {
                &self.text_of(node)[..token.span.end]
            }
            _ => "",
        }
    }

    /// Returns the values in a list or tuple, unwrapped from any `Some`.
    pub(super) fn items(&self, node: Node) -> impl Iterator<Item = Node> {
        self.children(node).map(|child| self.without_some(child))
    }

    /// Returns the keys and values of a struct or map, values unwrapped from any `Some`.
    pub(super) fn entries(&self, node: Node) -> impl Iterator<Item = (Node, Node)> {
        let mut children = self.children(node);
        std::iter::from_fn(move || {
            let key = children.next()?;
            Some((key, self.without_some(children.next()?)))
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

    /// Unwraps `Some(value)`, which may always be written and is never required.
    fn without_some(&self, mut node: Node) -> Node {
        while node.kind == NodeKind::Tuple && self.name(node) == "Some" {
            let mut inside = self.children(node);
            match (inside.next(), inside.next()) {
                (Some(value), None) => node = value,
                _ => break,
            }
        }
        node
    }
}

struct OpenBracket {
    /// The index of the container's node.
    node: u32,
    bracket: u8,
    /// The span of the bracket itself, without the name before it.
    open: Span,
    /// The number of values and keys since the last comma.
    n_since_comma: u8,
    keyed: bool,
}

struct Builder<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    open: Vec<OpenBracket>,
    /// The index of the word just read, which may turn out to be the name of a group.
    last_word: Option<u32>,
    /// The first malformed entry.
    malformed: Option<BracketFault>,
}

impl Builder<'_> {
    fn read_all(&mut self) -> Result<(), BracketFault> {
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
            Some(level) => Err(BracketFault::Unclosed(level.open)),
            None => Ok(()),
        }
    }

    fn read(&mut self, token: Token) -> Result<(), BracketFault> {
        if self.nodes.len() == MAX_NODES {
            return Err(BracketFault::TooMany(token.span));
        }
        let last_word = self.last_word.take();
        match token.kind {
            TokenKind::Open(bracket) => return self.open(bracket, token.span, last_word),
            TokenKind::Close(bracket) => return self.close(bracket, token.span),
            TokenKind::Comma => self.comma(token.span),
            TokenKind::Colon => self.colon(),
            TokenKind::Word => self.last_word = Some(self.push(NodeKind::Word, token.span)),
            TokenKind::Text => _ = self.push(NodeKind::Text, token.span),
            TokenKind::Number => _ = self.push(NodeKind::Number, token.span),
            TokenKind::Other => _ = self.push(NodeKind::Other, token.span),
        }
        Ok(())
    }

    fn push(&mut self, kind: NodeKind, span: Span) -> u32 {
        if let Some(level) = self.open.last_mut() {
            level.n_since_comma = level.n_since_comma.saturating_add(1);
        }
        let index = to_u32(self.nodes.len());
        self.nodes.push(Node {
            kind,
            start: to_u32(span.start),
            end: to_u32(span.end),
            index,
            after: index + 1,
        });
        index
    }

    fn open(&mut self, bracket: u8, span: Span, name: Option<u32>) -> Result<(), BracketFault> {
        if self.open.len() == MAX_DEPTH {
            return Err(BracketFault::TooDeep(span));
        }
        let kind = match bracket {
            b'(' => NodeKind::Tuple,
            b'[' => NodeKind::List,
            _ => NodeKind::Map,
        };
        let node = match name {
            Some(word) if kind == NodeKind::Tuple => {
                self.nodes[word as usize].kind = kind;
                word
            }
            _ => self.push(kind, span),
        };
        self.open.push(OpenBracket {
            node,
            bracket,
            open: span,
            n_since_comma: 0,
            keyed: kind == NodeKind::Map,
        });
        Ok(())
    }

    fn close(&mut self, bracket: u8, span: Span) -> Result<(), BracketFault> {
        let Some(level) = self.open.pop() else {
            return Err(BracketFault::Stray(span));
        };
        let wanted = match level.bracket {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        if bracket != wanted {
            return Err(BracketFault::Mismatch(span, level.open));
        }
        self.check_entry(&level, span);
        let after = to_u32(self.nodes.len());
        let node = &mut self.nodes[level.node as usize];
        (node.end, node.after) = (to_u32(span.end), after);
        Ok(())
    }

    fn comma(&mut self, span: Span) {
        if let Some(mut level) = self.open.pop() {
            self.check_entry(&level, span);
            level.n_since_comma = 0;
            self.open.push(level);
        }
    }

    /// Checks that an entry is a value, or a key and a value; it may be empty before a closing bracket.
    fn check_entry(&mut self, level: &OpenBracket, span: Span) {
        if !matches!(
            (level.n_since_comma, level.keyed),
            (0, _) | (1, false) | (2, true)
        ) {
            self.malformed.get_or_insert(BracketFault::Malformed(span));
        }
    }

    fn colon(&mut self) {
        if let Some(level) = self.open.last_mut() {
            level.keyed = true;
            let node = &mut self.nodes[level.node as usize];
            if node.kind == NodeKind::Tuple {
                node.kind = NodeKind::Struct;
            }
        }
    }
}

/// Converts a position or index; the size limit of files keeps both far below 4 billion.
fn to_u32(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
