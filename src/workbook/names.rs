//! The addresses of cells, the names of columns and cells, and the formula templates that refer to them.
//!
//! In a template, `[name]` is the cell of that column in the same row, `[name^]` the one in the row
//! above, and `[a:b]` the cells from one column to another. All other names are defined names of the
//! workbook.

/// The row and column of a cell, from 1.
pub(super) type CellRef = (u32, u32);

/// All named columns and cells.
#[derive(Default)]
pub(super) struct Names {
    columns: Vec<NamedColumn>,
    cells: Vec<(String, &'static str, CellRef)>,
}

struct NamedColumn {
    name: String,
    sheet: &'static str,
    column: u32,
    rows: (u32, u32),
}

/// A formula in which only the row is open.
pub(super) struct Template<'t> {
    references: Vec<Reference<'t>>,
    rest: &'t str,
}

struct Reference<'t> {
    before: &'t str,
    /// The sheet with an exclamation mark; empty for the formula's own sheet.
    sheet: String,
    columns: (u32, u32),
    /// How many rows above the formula's own.
    up: u32,
}

impl Template<'_> {
    /// Returns the formula for `row`.
    pub(super) fn at(&self, row: u32) -> String {
        let mut formula = String::with_capacity(96);
        for reference in &self.references {
            let row = row - reference.up;
            let (first, last) = reference.columns;
            formula.push_str(reference.before);
            formula.push_str(&reference.sheet);
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
        self.columns.push(NamedColumn {
            name: name.to_owned(),
            sheet,
            column,
            rows,
        });
    }

    /// Names one cell.
    pub(super) fn cell(&mut self, name: impl Into<String>, sheet: &'static str, cell: CellRef) {
        self.cells.push((name.into(), sheet, cell));
    }

    /// Resolves `template` for `row` of `sheet`.
    pub(super) fn formula(&self, template: &str, sheet: &str, row: u32) -> String {
        self.template(template, sheet).at(row)
    }

    /// Resolves the columns of `template` for any row of `sheet`.
    pub(super) fn template<'t>(&self, template: &'t str, sheet: &str) -> Template<'t> {
        let mut references = Vec::new();
        let mut rest = template;
        while let Some((before, from)) = rest.split_once('[') {
            let (inside, after) = from.split_once(']').unwrap_or((from, ""));
            let (inside, up) = match inside.strip_suffix('^') {
                Some(inside) => (inside, 1),
                None => (inside, 0),
            };
            let (first, last) = inside.split_once(':').unwrap_or((inside, inside));
            let (on, first) = self.find(first);
            let (_, last) = self.find(last);
            let sheet = if on == sheet {
                String::new()
            } else {
                format!("{}!", quoted(on))
            };
            references.push(Reference {
                before,
                sheet,
                columns: (first, last),
                up,
            });
            rest = after;
        }
        Template { references, rest }
    }

    /// Returns the sheet and column of `name`. Tests resolve every template, so it is always known.
    fn find(&self, name: &str) -> (&'static str, u32) {
        let known = self.columns.iter().find(|column| column.name == name);
        known.map_or(("?", 0), |column| (column.sheet, column.column))
    }

    /// Returns whether there is a column `name`.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// Returns the cells of the column `name` as an absolute range, for charts.
    pub(super) fn cells_of(&self, name: &str) -> String {
        let known = self.columns.iter().find(|column| column.name == name);
        known.map_or_else(String::new, absolute_range)
    }

    /// Returns all names and their absolute references, in alphabetical order.
    pub(super) fn defined(&self) -> Vec<(String, String)> {
        let columns = self
            .columns
            .iter()
            .map(|column| (column.name.clone(), absolute_range(column)));
        let cells = self.cells.iter().map(|(name, sheet, (row, column))| {
            let cell = format!("{}!${}${row}", quoted(sheet), letters(*column));
            (name.clone(), cell)
        });
        let mut all: Vec<_> = columns.chain(cells).collect();
        all.sort();
        all
    }
}

fn absolute_range(column: &NamedColumn) -> String {
    let (first, last) = column.rows;
    let letters = letters(column.column);
    let sheet = quoted(column.sheet);
    format!("{sheet}!${letters}${first}:${letters}${last}")
}

/// Quotes the name of a sheet for formulas.
pub(super) fn quoted(sheet: &str) -> String {
    if sheet.contains(' ') {
        format!("'{sheet}'")
    } else {
        sheet.to_owned()
    }
}

/// Formats a cell reference: `C8`.
pub(super) fn cell((row, column): CellRef) -> String {
    format!("{}{row}", letters(column))
}

/// Formats a range: `C8:C17`.
pub(super) fn range(first: CellRef, last: CellRef) -> String {
    if first == last {
        cell(first)
    } else {
        format!("{}:{}", cell(first), cell(last))
    }
}

/// Formats a column: `A` for 1, `AA` for 27.
pub(super) fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.insert(0, char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_by_letters() {
        let named = [1, 2, 26, 27, 52, 53, 702, 703].map(letters);
        assert_eq!(named, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!(range((2, 3), (2, 3)), "C2");
        assert_eq!(range((2, 3), (9, 3)), "C2:C9");
    }
}
