//! Elements, attributes and text, written so that a page is XML as well as HTML.
//!
//! The only place where a page gets an angle bracket or a quotation mark: no text from outside can
//! become markup. Must not know what a page says.

use crate::picture::screen::escape;
use crate::safe::safe;

/// Markup being written.
#[derive(Default)]
pub(super) struct Markup {
    out: String,
}

/// Names and values of attributes.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// An element with what `content` writes into it.
    pub(super) fn element(
        &mut self,
        tag: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        self.out.push('>');
        content(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// The same on lines of its own.
    pub(super) fn block(
        &mut self,
        tag: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.element(tag, attributes, |inside| {
            inside.out.push('\n');
            content(inside);
        });
        self.out.push('\n');
    }

    /// An element with nothing but text in it, on a line of its own.
    pub(super) fn line(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(tag, attributes, |inside| inside.text(text));
        self.out.push('\n');
    }

    /// An element that cannot hold anything.
    pub(super) fn empty(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.open(tag, attributes);
        self.out.push_str("/>");
    }

    /// Text from anywhere, shown as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&escape(&safe(text)));
    }

    /// A style sheet, which is the program's own.
    pub(super) fn style(&mut self, rules: &str) {
        self.out.push_str("<style>\n");
        self.out.push_str(rules);
        self.out.push_str("</style>\n");
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
    }
}
