//! What people read, before it is plain text, Markdown or a page: headings, sentences, tables, charts.
//!
//! Must not know how it is laid out. Figures come in words already; texts come as they are, and
//! whoever writes them makes them safe.

use crate::report::chart::{Chart, Tone};

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// What the sheet is about.
    Title(String),
    /// A paragraph.
    Text(String),
    /// Figures.
    Table(Table),
    /// The figures that matter most: a name, a figure and a note in each row. Large where there is room.
    Headline(Table),
    /// Figures drawn, where something can be drawn; a table beside it has them too.
    Chart(Chart),
    /// Sentences under a heading.
    List {
        /// The heading.
        title: String,
        /// The sentences.
        items: Vec<String>,
    },
}

/// Figures in rows and columns; the first column says what they are of.
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
    /// A length for each row but totals, for who can draw a bar beside a figure; may be empty.
    pub(crate) bars: Vec<f64>,
    pub(crate) tone: Tone,
}

/// The side that a column is flush with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A row; the first cell says what the others are of.
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
    /// A table of nothing yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The same with a column of figures for each title.
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

    /// The same with another column of figures.
    #[must_use]
    pub fn figure(self, title: &str) -> Self {
        self.figures([title])
    }

    /// The same with a column of words.
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

    /// The same with bars in the column called `title`: a length for each row.
    #[must_use]
    pub fn bars(mut self, title: &str, tone: Tone, lengths: Vec<f64>) -> Self {
        let mut columns = self.columns.iter_mut();
        if let Some(column) = columns.find(|column| column.title == title) {
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
