//! Where figures stand, by name: what formulas are written with.
//!
//! A formula is a template of ours. `[name]` in it is the cell of that column in the same row,
//! `[name^]` in the row above, `[a:b]` the cells from one column to another; every other name is
//! a name that the workbook defines. Must not hold a formula.

use crate::workbook::sheet::{Place, letters, range};

/// All that has a name.
#[derive(Default)]
pub(super) struct Names {
    columns: Vec<Named>,
    cells: Vec<(String, &'static str, Place)>,
}

struct Named {
    name: String,
    sheet: &'static str,
    column: u32,
    rows: (u32, u32),
}

/// A formula that waits for its row.
pub(super) struct Template<'t> {
    parts: Vec<Part<'t>>,
    rest: &'t str,
}

struct Part<'t> {
    before: &'t str,
    /// With its exclamation mark; empty for the sheet itself.
    sheet: String,
    columns: (u32, u32),
    /// Rows above.
    up: u32,
}

impl Template<'_> {
    /// The formula in `row`.
    pub(super) fn at(&self, row: u32) -> String {
        let mut formula = String::with_capacity(96);
        for part in &self.parts {
            let row = row - part.up;
            let (first, last) = part.columns;
            formula.push_str(part.before);
            formula.push_str(&part.sheet);
            formula.push_str(&range((row, first), (row, last)));
        }
        formula.push_str(self.rest);
        formula
    }
}

impl Names {
    /// Names the cells of `column` in the rows from `rows.0` to `rows.1`.
    pub(super) fn column(
        &mut self,
        name: &str,
        sheet: &'static str,
        column: u32,
        rows: (u32, u32),
    ) {
        self.columns.push(Named {
            name: name.to_owned(),
            sheet,
            column,
            rows,
        });
    }

    /// Names one cell.
    pub(super) fn cell(&mut self, name: impl Into<String>, sheet: &'static str, place: Place) {
        self.cells.push((name.into(), sheet, place));
    }

    /// The formula `template`, to stand in `row` of `sheet`.
    pub(super) fn formula(&self, template: &str, sheet: &str, row: u32) -> String {
        self.template(template, sheet).at(row)
    }

    /// `template` with its places found, to stand in any row of `sheet`.
    pub(super) fn template<'t>(&self, template: &'t str, sheet: &str) -> Template<'t> {
        let mut parts = Vec::new();
        let mut rest = template;
        while let Some((before, from)) = rest.split_once('[') {
            let (inside, after) = from.split_once(']').unwrap_or((from, ""));
            let (inside, up) = match inside.strip_suffix('^') {
                Some(inside) => (inside, 1),
                None => (inside, 0),
            };
            let (first, last) = inside.split_once(':').unwrap_or((inside, inside));
            let (on, first) = self.place(first);
            let (_, last) = self.place(last);
            let sheet = if on == sheet {
                String::new()
            } else {
                format!("{}!", quoted(on))
            };
            parts.push(Part {
                before,
                sheet,
                columns: (first, last),
                up,
            });
            rest = after;
        }
        Template { parts, rest }
    }

    /// Where the column `name` is. Tests resolve every template, so there is none that leads nowhere.
    fn place(&self, name: &str) -> (&'static str, u32) {
        let known = self.columns.iter().find(|column| column.name == name);
        known.map_or(("?", 0), |column| (column.sheet, column.column))
    }

    /// Whether there is a column `name`.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// The cells of the column `name`, as a chart names them.
    pub(super) fn cells_of(&self, name: &str) -> String {
        let known = self.columns.iter().find(|column| column.name == name);
        known.map_or_else(String::new, absolute)
    }

    /// Every name and what it names, by the alphabet.
    pub(super) fn defined(&self) -> Vec<(String, String)> {
        let columns = self
            .columns
            .iter()
            .map(|column| (column.name.clone(), absolute(column)));
        let cells = self.cells.iter().map(|(name, sheet, (row, column))| {
            let place = format!("{}!${}${row}", quoted(sheet), letters(*column));
            (name.clone(), place)
        });
        let mut all: Vec<_> = columns.chain(cells).collect();
        all.sort();
        all
    }
}

fn absolute(column: &Named) -> String {
    let (first, last) = column.rows;
    let letters = letters(column.column);
    let sheet = quoted(column.sheet);
    format!("{sheet}!${letters}${first}:${letters}${last}")
}

/// The name of a sheet of ours, as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    if sheet.contains(' ') {
        format!("'{sheet}'")
    } else {
        sheet.to_owned()
    }
}
