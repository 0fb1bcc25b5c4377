//! Charts as data, before they are drawn: lengths as numbers, text in words already. A table beside a
//! chart has its figures too.

#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub title: String,
    /// What the chart shows, for readers who cannot see it too.
    pub text: String,
    pub series: Vec<Series>,
    pub drawing: Drawing,
}

/// One kind of part, or one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// A chart without named series has no key.
    pub name: String,
    pub tone: Tone,
}

/// The meaning of a part, which is shown by colour and otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Money that comes in, or something certain.
    In,
    /// The same, less so.
    InSoft,
    /// Money that goes out.
    Out,
    /// The same, less so.
    OutSoft,
    /// Money for AI.
    Ai,
    /// Everything else.
    Rest,
    /// Something illustrative.
    Unsure,
}

/// The figures of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Rows of parts, drawn from the left.
    Bars(Vec<Bar>),
    /// A column of each series in each slot, drawn from zero.
    Columns {
        slots: Vec<Slot>,
        ticks: Vec<Tick>,
        /// A figure for each slot of each series.
        values: Vec<Vec<f64>>,
    },
    /// Lines from zero to a figure at the end of each slot.
    Lines {
        slots: Vec<Slot>,
        ticks: Vec<Tick>,
        /// A figure for each slot of each series.
        values: Vec<Vec<f64>>,
        marks: Vec<Mark>,
    },
}

/// A row of parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    pub figure: String,
    /// The length of each series in it.
    pub parts: Vec<f64>,
}

/// A position on the horizontal axis, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub name: String,
    /// The group of neighbouring slots, such as a year; may be empty.
    pub group: String,
}

/// A position on the vertical axis, from bottom to top.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub name: String,
}

/// A named point.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The distance from the left edge, in slots.
    pub at: f64,
    pub value: f64,
    pub name: String,
    /// Whether its name stands above the lines, not below.
    pub above: bool,
}
