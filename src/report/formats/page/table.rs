//! Tables of a page, with bars beside figures, and with captions and scopes for screen readers.

use crate::report::{
    blocks::{Column, Row, RowKind, Side, Table},
    chart::Tone,
    formats::page::{
        drawing::{percent, rect},
        markup::{Ids, Markup},
    },
};

/// Tables with at least this many columns can be scrolled on a small screen.
const SCROLLED: usize = 3;
/// Tables with at least this many columns take the whole width.
const WIDE: usize = 4;
/// Tables with more rows may be broken between pages.
const LONG: usize = 26;

pub(super) fn push(out: &mut Markup, table: &Table, ids: &mut Ids) {
    let caption = ids.next("table");
    let n_columns = table.columns.len();
    let class = if n_columns < WIDE {
        "table"
    } else {
        "table wide"
    };
    let scrolled = [
        ("class", class),
        ("role", "region"),
        ("tabindex", "0"),
        ("aria-labelledby", caption.as_str()),
    ];
    let frame = if n_columns < SCROLLED {
        &scrolled[..1]
    } else {
        &scrolled[..]
    };
    out.block("div", frame, |out| {
        let long = [("class", "long")];
        let class = if table.rows.len() > LONG {
            &long[..]
        } else {
            &[]
        };
        out.block("table", class, |out| {
            out.line("caption", &[("id", &caption)], &table.title);
            out.block("thead", &[], |out| head(out, table));
            let longest = longest_bar(table);
            out.block("tbody", &[], |out| {
                for (index, row) in table.rows.iter().enumerate() {
                    push_row(out, table, row, index, longest);
                }
            });
        });
    });
}

/// Writes the most important figures, large.
pub(super) fn push_large(out: &mut Markup, table: &Table) {
    out.line("h3", &[], &table.title);
    out.block("dl", &[], |out| {
        for row in &table.rows {
            let mut cells = row.cells.iter();
            out.block("div", &[], |out| {
                let name = cells.next().map_or("", String::as_str);
                out.line("dt", &[], name);
                for (cell, class) in cells.zip(["figure", "note"]) {
                    out.line("dd", &[("class", class)], cell);
                }
            });
        }
    });
}

fn head(out: &mut Markup, table: &Table) {
    out.block("tr", &[], |out| {
        out.element("td", &[], |_| {});
        for column in &table.columns {
            let class = class(column);
            let attributes = [("scope", "col"), ("class", class)];
            match column.title.as_str() {
                "" => out.element("td", &[("class", class)], |_| {}),
                title => out.element("th", &attributes, |out| out.text(title)),
            }
        }
    });
}

fn class(column: &Column) -> &'static str {
    match column.side {
        Side::Left => "words",
        Side::Right => "figure",
    }
}

fn push_row(out: &mut Markup, table: &Table, row: &Row, index: usize, longest: f64) {
    let kind = match row.kind {
        RowKind::Plain => "",
        RowKind::Part => "part",
        RowKind::Total => "total",
    };
    let attributes = [("class", kind)];
    let attributes = if kind.is_empty() {
        &[]
    } else {
        &attributes[..]
    };
    out.block("tr", attributes, |out| {
        let mut cells = row.cells.iter();
        let name = cells.next().map_or("", String::as_str);
        out.element("th", &[("scope", "row")], |out| out.text(name));
        for (cell, column) in cells.zip(&table.columns) {
            let class = class(column);
            out.element("td", &[("class", class)], |out| {
                out.text(cell);
                if let Some(&length) = column.bars.get(index) {
                    bar(out, column.tone, length / longest);
                }
            });
        }
    });
}

/// Returns the scale of all bars of a table.
fn longest_bar(table: &Table) -> f64 {
    let bars = table.columns.iter().flat_map(|column| &column.bars);
    bars.copied().fold(0.0, f64::max)
}

fn bar(out: &mut Markup, tone: Tone, part: f64) {
    let width = percent(100.0 * part.max(0.0));
    out.element("svg", &[("class", "bar"), ("aria-hidden", "true")], |out| {
        rect(out, tone, ["0", "0", &width, "100%"]);
    });
}
