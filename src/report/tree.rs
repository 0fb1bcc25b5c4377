//! A report as a tree: what JSON nests and CSV flattens, so that nothing is listed for each of them.
//!
//! Must not know which results there are, and must not round.

use serde::{Serialize, Serializer};

use crate::model::defined;

/// A value of a report, in the order of the contract.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A figure; nothing where it is not defined.
    Figure(Option<f64>),
    /// A whole number, written as one.
    Whole(u64),
    /// Whether something is so.
    Truth(bool),
    /// Text, as it was written by whoever wrote it.
    Text(String),
    /// Nothing where there might be a text.
    Nothing,
    /// Values of one kind.
    List(Vec<Self>),
    /// Values by name.
    Record(Vec<(&'static str, Self)>),
}

impl Tree {
    /// A figure in full; nothing where it is not defined.
    pub fn figure(figure: f64) -> Self {
        // Adding 0 makes a zero of a negative zero, which some readers of JSON take for text.
        Self::Figure(defined(figure).map(|figure| figure + 0.0))
    }

    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The same record with another value at its end.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Self) -> Self {
        if let Self::Record(fields) = &mut self {
            fields.push((name, value));
        }
        self
    }

    /// Values of one kind.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().collect())
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Figure(figure) => figure.serialize(serializer),
            Self::Whole(whole) => serializer.serialize_u64(*whole),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Nothing => serializer.serialize_none(),
            Self::List(items) => serializer.collect_seq(items),
            Self::Record(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}
