//! Writes one sheet of a workbook as XML, row by row. Rows and columns count from 1.

use std::fmt::Write;

use crate::model::Bound;
use crate::workbook::{
    chart::Chart,
    names::{CellRef, cell, letters, quoted, range},
    style::{Look, Style},
    text::{FormulaResult, Text, Value, number},
};

/// The height of a line, in points.
const LINE: u32 = 14;
/// The most lines in a row.
const MAX_LINES: u32 = 28;
/// The width of a printed page, in characters.
const PAGE: f64 = 280.0;

/// A sheet that is being written.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    /// The widths of the columns, in characters.
    widths: Vec<f64>,
    /// The number of frozen rows and columns.
    frozen: CellRef,
    /// The first and last row repeated on every page; none if the last is 0.
    repeated_rows: (u32, u32),
    rows: String,
    is_row_open: bool,
    merged: Vec<String>,
    validations: Vec<String>,
    marks: Vec<String>,
    pub(super) charts: Vec<Chart>,
}

impl Sheet {
    pub(super) fn new(name: &'static str, widths: &[f64]) -> Self {
        Self {
            name,
            widths: widths.to_vec(),
            frozen: (0, 0),
            repeated_rows: (1, 0),
            rows: String::new(),
            is_row_open: false,
            merged: Vec::new(),
            validations: Vec::new(),
            marks: Vec::new(),
            charts: Vec::new(),
        }
    }

    /// Freezes this many rows and columns; the rows are printed on every page.
    pub(super) fn freeze(&mut self, rows: u32, columns: u32) {
        self.frozen = (rows, columns);
        self.repeat((1, rows));
    }

    /// Prints the rows from `rows.0` to `rows.1` on every page.
    pub(super) fn repeat(&mut self, rows: (u32, u32)) {
        self.repeated_rows = rows;
    }

    /// Returns the rows and columns repeated on every page, as a print title.
    pub(super) fn repeated(&self) -> Option<String> {
        let sheet = quoted(self.name);
        let ((first, last), columns) = (self.repeated_rows, self.frozen.1);
        let rows = (last > 0).then(|| format!("{sheet}!${first}:${last}"));
        let columns = (columns > 0).then(|| format!("{sheet}!$A:${}", letters(columns)));
        let both: Vec<String> = [columns, rows].into_iter().flatten().collect();
        (!both.is_empty()).then(|| both.join(","))
    }

    /// Returns how many pages the sheet is wide at a legible size.
    fn pages_across(&self) -> u32 {
        let width: f64 = self.widths.iter().sum();
        (1..5)
            .find(|&pages| width <= PAGE * f64::from(pages))
            .unwrap_or(5)
    }

    /// Begins a row, below all earlier ones.
    pub(super) fn row(&mut self, row: u32) {
        self.close_row();
        let _ = write!(self.rows, r#"<row r="{row}">"#);
        self.is_row_open = true;
    }

    /// Begins a row with a height in points.
    pub(super) fn tall_row(&mut self, row: u32, points: u32) {
        self.close_row();
        let _ = write!(
            self.rows,
            r#"<row r="{row}" ht="{points}" customHeight="1">"#
        );
        self.is_row_open = true;
    }

    fn close_row(&mut self) {
        if self.is_row_open {
            self.rows.push_str("</row>");
        }
        self.is_row_open = false;
    }

    /// Writes a cell of the current row, to the right of all earlier ones.
    pub(super) fn put(&mut self, at: CellRef, style: Style, value: &Value) {
        let text = match value {
            Value::Text(text) => Some(text),
            _ => None,
        };
        let _ = write!(
            self.rows,
            r#"<c r="{}" s="{}""#,
            cell(at),
            style.index(text)
        );
        let _ = match value {
            Value::Blank => write!(self.rows, "/>"),
            Value::Number(figure) => write!(self.rows, "><v>{}</v></c>", number(*figure)),
            Value::Text(text) => write!(
                self.rows,
                r#" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                text.xml()
            ),
            Value::Formula(formula, FormulaResult::Number(figure)) => write!(
                self.rows,
                "><f>{}</f><v>{}</v></c>",
                Text::ours(formula).xml(),
                number(*figure)
            ),
            Value::Formula(formula, FormulaResult::Text(text)) => write!(
                self.rows,
                r#" t="str"><f>{}</f><v>{}</v></c>"#,
                Text::ours(formula).xml(),
                text.xml()
            ),
        };
    }

    /// Writes a text of the program's own.
    pub(super) fn words(&mut self, at: CellRef, look: Look, words: &str) {
        self.put(at, Style::words(look), &Value::Text(Text::ours(words)));
    }

    /// Writes a title and a subtitle in the first two rows.
    pub(super) fn title(&mut self, title: &str, subtitle: &Text) {
        self.tall_row(1, 24);
        self.words((1, 1), Look::Title, title);
        self.row(2);
        let subtitle = Value::Text(subtitle.clone());
        self.put((2, 1), Style::words(Look::Subtitle), &subtitle);
    }

    /// Writes a paragraph across the first `columns`, in a row of its own.
    pub(super) fn prose(&mut self, row: u32, columns: u32, text: Text) {
        let width: f64 = self.widths.iter().take(columns as usize).sum();
        self.row_for(row, width, &text);
        self.put((row, 1), Style::words(Look::Prose), &Value::Text(text));
        self.merged.push(range((row, 1), (row, columns)));
    }

    /// Begins a row that is high enough for `text` in cells of `width` characters.
    fn row_for(&mut self, row: u32, width: f64, text: &Text) {
        // Widths count digits, and text has more characters in the same width.
        let lines = 1 + text.xml().chars().count() / (1.1 * width.max(20.0)) as usize;
        match u32::try_from(lines).unwrap_or(MAX_LINES).min(MAX_LINES) {
            1 => self.row(row),
            lines => self.tall_row(row, LINE * lines),
        }
    }

    /// Begins a row that is high enough for `text` in `column`.
    pub(super) fn row_with(&mut self, row: u32, column: u32, text: &Text) {
        let width = self.widths.get(column as usize - 1).copied();
        self.row_for(row, width.unwrap_or_default(), text);
    }

    /// Restricts the cells from `first` to `last` to figures within `bound`, with `help` as the prompt.
    pub(super) fn validate(&mut self, first: CellRef, last: CellRef, bound: Bound, help: &str) {
        let (low, high) = bound.ends();
        let words = bound.words();
        let operator = match bound {
            Bound::Positive | Bound::AboveOne => "greaterThan",
            Bound::NonNegative => "greaterThanOrEqual",
            Bound::UpTo(_) => "between",
        };
        let second = match bound {
            Bound::UpTo(_) => format!("<formula2>{}</formula2>", number(high)),
            _ => String::new(),
        };
        self.validations.push(format!(
            r#"<dataValidation type="decimal" operator="{operator}" allowBlank="1" showErrorMessage="1" errorTitle="Out of range" error="It must be {words}."{} sqref="{}"><formula1>{}</formula1>{second}</dataValidation>"#,
            prompt(help),
            range(first, last),
            number(low),
        ));
    }

    /// Restricts the cells from `first` to `last` to a list of choices, with `help` as the prompt.
    pub(super) fn choose(&mut self, first: CellRef, last: CellRef, choices: &[&str], help: &str) {
        self.validations.push(format!(
            r#"<dataValidation type="list" allowBlank="0" showErrorMessage="1" errorTitle="Not one of the list" error="It must be {}."{} sqref="{}"><formula1>"{}"</formula1></dataValidation>"#,
            choices.join(" or "),
            prompt(help),
            range(first, last),
            choices.join(","),
        ));
    }

    /// Highlights those cells from `first` to `last` for which `formula`, relative to the first, is true.
    pub(super) fn mark(&mut self, first: CellRef, last: CellRef, formula: &str) {
        let priority = self.marks.len() + 1;
        self.marks.push(format!(
            r#"<conditionalFormatting sqref="{}"><cfRule type="expression" dxfId="0" priority="{priority}"><formula>{}</formula></cfRule></conditionalFormatting>"#,
            range(first, last),
            Text::ours(formula).xml(),
        ));
    }

    /// Returns the XML of the sheet. The first sheet is the active one.
    pub(super) fn xml(mut self, is_first: bool) -> String {
        self.close_row();
        let mut xml = String::with_capacity(self.rows.len() + 4096);
        xml.push_str(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#);
        self.views(&mut xml, is_first);
        xml.push_str(r#"<sheetFormatPr defaultRowHeight="14"/><cols>"#);
        for (index, width) in self.widths.iter().enumerate() {
            let column = index + 1;
            let _ = write!(
                xml,
                r#"<col min="{column}" max="{column}" width="{width}" customWidth="1"/>"#
            );
        }
        xml.push_str("</cols><sheetData>");
        xml.push_str(&self.rows);
        // There is no password: the protection is only against accidental edits.
        xml.push_str(r#"</sheetData><sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0"/>"#);
        if !self.merged.is_empty() {
            let _ = write!(xml, r#"<mergeCells count="{}">"#, self.merged.len());
            for merged in &self.merged {
                let _ = write!(xml, r#"<mergeCell ref="{merged}"/>"#);
            }
            xml.push_str("</mergeCells>");
        }
        xml.push_str(&self.marks.concat());
        if !self.validations.is_empty() {
            let count = self.validations.len();
            let all = self.validations.concat();
            let _ = write!(
                xml,
                r#"<dataValidations count="{count}">{all}</dataValidations>"#
            );
        }
        let _ = write!(
            xml,
            r#"<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="{}" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"#,
            self.pages_across()
        );
        if !self.charts.is_empty() {
            xml.push_str(r#"<drawing r:id="rId1"/>"#);
        }
        xml.push_str("</worksheet>");
        xml
    }

    fn views(&self, xml: &mut String, is_first: bool) {
        let selected = if is_first { r#" tabSelected="1""# } else { "" };
        let _ = write!(
            xml,
            r#"<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">"#
        );
        let (rows, columns) = self.frozen;
        let mut sides = String::new();
        if columns > 0 {
            let _ = write!(sides, r#" xSplit="{columns}""#);
        }
        if rows > 0 {
            let _ = write!(sides, r#" ySplit="{rows}""#);
        }
        if !sides.is_empty() {
            let pane = match (rows, columns) {
                (0, _) => "topRight",
                (_, 0) => "bottomLeft",
                _ => "bottomRight",
            };
            let corner = cell((rows + 1, columns + 1));
            let _ = write!(
                xml,
                r#"<pane{sides} topLeftCell="{corner}" activePane="{pane}" state="frozen"/><selection pane="{pane}"/>"#
            );
        }
        xml.push_str("</sheetView></sheetViews>");
    }
}

/// Returns the attributes of an input prompt.
fn prompt(help: &str) -> String {
    if help.is_empty() {
        return String::new();
    }
    format!(
        r#" showInputMessage="1" prompt="{}""#,
        Text::ours(help).xml()
    )
}
