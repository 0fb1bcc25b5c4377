//! The content of a report for people, before it is plain text, Markdown or a page: headings, sentences,
//! tables, charts.
//!
//! Figures are in words already. Texts are as they came; the formats make them safe.

use crate::report::chart::{Chart, Tone};

/// A part of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The title of the report.
    Title(String),
    Text(String),
    Table(Table),
    /// The most important figures, large if there is room: a name, a figure and a note in each row.
    Headline(Table),
    /// A chart, for formats that can draw; a table beside it has the figures too.
    Chart(Chart),
    /// Sentences under a heading.
    List {
        title: String,
        items: Vec<String>,
    },
}

/// Figures in rows and columns, after a column with the names of the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub(crate) title: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A column after the first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) side: Side,
    /// The length of a bar for each row but totals, for formats that can draw; may be empty.
    pub(crate) bars: Vec<f64>,
    pub(crate) tone: Tone,
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A row, with its name in the first cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) kind: RowKind,
    pub(crate) cells: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Plain,
    /// A part of the row above it.
    Part,
    /// The sum of all rows above it.
    Total,
}

impl Table {
    /// Creates an empty table.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Returns the table with a column of figures for each title.
    #[must_use]
    pub fn figures<const N: usize>(mut self, titles: [&str; N]) -> Self {
        self.columns.extend(titles.map(|title| Column {
            title: title.into(),
            side: Side::Right,
            bars: Vec::new(),
            tone: Tone::Rest,
        }));
        self
    }

    /// Returns the table with another column of figures.
    #[must_use]
    pub fn figure(self, title: &str) -> Self {
        self.figures([title])
    }

    /// Returns the table with a column of words.
    #[must_use]
    pub fn words(mut self, title: &str) -> Self {
        self.columns.push(Column {
            title: title.into(),
            side: Side::Left,
            bars: Vec::new(),
            tone: Tone::Rest,
        });
        self
    }

    /// Returns the table with bars in a column of figures, counted from 0: a length for each row.
    #[must_use]
    pub fn bars(mut self, column: usize, tone: Tone, lengths: Vec<f64>) -> Self {
        if let Some(column) = self.columns.get_mut(column) {
            (column.bars, column.tone) = (lengths, tone);
        }
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl Into<Vec<String>>) {
        self.push(RowKind::Plain, cells);
    }

    /// Adds a row that is part of the one above it.
    pub fn part(&mut self, cells: impl Into<Vec<String>>) {
        self.push(RowKind::Part, cells);
    }

    /// Adds the sum of all rows.
    pub fn total(&mut self, cells: impl Into<Vec<String>>) {
        self.push(RowKind::Total, cells);
    }

    fn push(&mut self, kind: RowKind, cells: impl Into<Vec<String>>) {
        self.rows.push(Row {
            kind,
            cells: cells.into(),
        });
    }
}
