//! Elements, attributes and text, written so that a page is XML as well as HTML.
//!
//! Only here a page gets angle brackets and quotation marks: no text from outside can become markup.

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
    /// Writes an element with what `content` writes into it.
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

    /// Writes the same on lines of its own.
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

    /// Writes an element that holds only text, on a line of its own.
    pub(super) fn line(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(tag, attributes, |inside| inside.text(text));
        self.out.push('\n');
    }

    /// Writes an empty element.
    pub(super) fn empty(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.open(tag, attributes);
        self.out.push_str("/>");
    }

    /// Writes text from anywhere, to be shown as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&escape(&safe(text)));
    }

    /// Writes a style sheet, which is the program's own.
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

/// Ids for elements that others refer to.
#[derive(Default)]
pub(super) struct Ids {
    used: usize,
}

impl Ids {
    pub(super) fn next(&mut self, kind: &str) -> String {
        self.used += 1;
        format!("{kind}-{}", self.used)
    }
}
