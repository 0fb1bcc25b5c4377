//! A report as one HTML page that needs nothing else: no script, no network, charts as SVG. It is also
//! valid XML, so that any parser can check it.

mod drawing;
mod markup;
mod style;
mod table;

use crate::report::blocks::Block;
use markup::{Ids, Markup};

/// The content of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub title: String,
    pub plan: String,
    /// The whole in a sentence.
    pub lede: String,
    /// Paragraphs before the sections; empty ones are left out.
    pub texts: Vec<String>,
    pub sections: Vec<Section>,
    /// The name and version of the program.
    pub software: &'static str,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The target of links to it.
    pub key: &'static str,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// What a page may fetch and run: nothing but its own styles.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// Writes `page` as HTML.
pub fn page(page: &Page) -> String {
    let mut out = Markup::default();
    let language = [("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")];
    out.block("html", &language, |out| {
        out.block("head", &[], |out| head(out, page));
        out.block("body", &[], |out| {
            drawing::patterns(out);
            header(out, page);
            contents(out, page);
            let mut ids = Ids::default();
            out.block("main", &[("id", "main")], |out| {
                for section in &page.sections {
                    push_section(out, section, &mut ids);
                }
            });
            out.block("footer", &[], |out| {
                out.line("p", &[], &format!("Made by {}.", page.software));
            });
        });
    });
    format!("<!DOCTYPE html>\n{}", out.finish())
}

fn head(out: &mut Markup, page: &Page) {
    out.empty("meta", &[("charset", "utf-8")]);
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        ("referrer", "no-referrer"),
        ("generator", page.software),
        ("description", page.lede.as_str()),
    ] {
        out.empty("meta", &[("name", name), ("content", content)]);
    }
    let policy = ("http-equiv", "Content-Security-Policy");
    out.empty("meta", &[policy, ("content", POLICY)]);
    // Without an icon, a browser asks the server for one.
    out.empty("link", &[("rel", "icon"), ("href", "data:,")]);
    out.line("title", &[], &format!("{} ▸ {}", page.title, page.plan));
    out.style(&style::rules());
}

fn header(out: &mut Markup, page: &Page) {
    out.block("header", &[], |out| {
        out.line(
            "a",
            &[("class", "skip"), ("href", "#main")],
            "To the figures",
        );
        out.line("h1", &[], &page.title);
        out.line("p", &[("class", "plan")], &format!("Plan: {}", page.plan));
        out.line("p", &[("class", "lede")], &page.lede);
        for text in page.texts.iter().filter(|text| !text.trim().is_empty()) {
            out.line("p", &[], text);
        }
    });
}

fn contents(out: &mut Markup, page: &Page) {
    out.block("nav", &[("aria-label", "Contents")], |out| {
        out.block("ul", &[], |out| {
            for section in &page.sections {
                let link = format!("#{}", section.key);
                out.element("li", &[], |out| {
                    out.element("a", &[("href", &link)], |out| out.text(&section.title));
                });
            }
        });
    });
}

fn push_section(out: &mut Markup, section: &Section, ids: &mut Ids) {
    let heading = format!("{}-title", section.key);
    let attributes = [("id", section.key), ("aria-labelledby", heading.as_str())];
    out.block("section", &attributes, |out| {
        out.line("h2", &[("id", &heading)], &section.title);
        for block in &section.blocks {
            push_block(out, block, ids);
        }
    });
}

fn push_block(out: &mut Markup, block: &Block, ids: &mut Ids) {
    match block {
        Block::Title(title) => out.line("h3", &[], title),
        Block::Text(text) => out.line("p", &[], text),
        Block::List { title, items } => {
            out.line("h3", &[], title);
            out.block("ul", &[], |out| {
                for item in items {
                    out.line("li", &[], item);
                }
            });
        }
        Block::Table(table) => table::push(out, table, ids),
        Block::Headline(table) => table::push_large(out, table),
        Block::Chart(chart) => drawing::push(out, chart, ids),
    }
}
