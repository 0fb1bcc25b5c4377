//! Charts as data, before anybody draws them: lengths in figures, everything to be read in words already.
//!
//! Must not know how it is drawn, and must not round. What a chart shows is in a table beside it too.

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What is to be seen in it, for everybody and for whoever cannot see it.
    pub text: String,
    /// What its parts or lines are, in their order.
    pub series: Vec<Series>,
    /// The figures.
    pub drawing: Drawing,
}

/// One kind of part, or one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called; a chart of one series without a name has no key.
    pub name: String,
    /// What it is drawn with.
    pub tone: Tone,
}

/// What something means, to be told apart with and without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Comes in, or is certain.
    In,
    /// The same, less so.
    InSoft,
    /// Goes out.
    Out,
    /// The same, less so.
    OutSoft,
    /// Belongs to AI.
    Ai,
    /// Everything else.
    Rest,
    /// Made up.
    Unsure,
}

/// The figures of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Rows of parts, from the left.
    Bars(Vec<Bar>),
    /// A column of each series for each slot, from zero.
    Columns {
        /// Left to right.
        slots: Vec<Slot>,
        /// Bottom to top.
        ticks: Vec<Tick>,
        /// For each series a figure for each slot.
        values: Vec<Vec<f64>>,
    },
    /// Lines from zero to a figure at the end of each slot.
    Lines {
        /// Left to right.
        slots: Vec<Slot>,
        /// Bottom to top.
        ticks: Vec<Tick>,
        /// For each series a figure for each slot.
        values: Vec<Vec<f64>>,
        /// Points worth pointing at.
        marks: Vec<Mark>,
    },
}

/// One row of parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// What it comes to.
    pub figure: String,
    /// The length of each series in it.
    pub parts: Vec<f64>,
}

/// A place on an axis from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is called.
    pub name: String,
    /// What it and its neighbours belong to; may be empty.
    pub group: String,
}

/// A place on an axis from bottom to top.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What it is called.
    pub name: String,
}

/// A point worth pointing at.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Slots from the left edge.
    pub at: f64,
    /// How high.
    pub value: f64,
    /// What happens there.
    pub name: String,
    /// Whether its name stands above the lines, or below.
    pub above: bool,
}
