//! What there is to say of something that differs, as data.
//!
//! Must not find a difference.

use crate::model::{Distribution, Funding, Source, Unit};

/// Something that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it is: a path of an input, or the place of a text in the file.
    pub path: String,
    /// The plan it is of.
    pub plan: Option<String>,
    /// What people call it.
    pub label: String,
    /// What it is in the one; nothing where it is not there.
    pub from: Option<Given>,
    /// What it is in the other.
    pub to: Option<Given>,
}

/// What is given for something.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A number.
    Number(f64, Unit),
    /// Words.
    Text(String),
    /// How a number varies.
    Distribution(Distribution, Unit),
    /// Where a number comes from.
    Source(Source),
    /// When money may move to AI.
    Funding(Funding),
    /// A part as a whole, by its name.
    Part(String),
    /// What the division has by itself.
    Own,
}
