//! A report as a tree, which JSON nests and CSV flattens. Figures are in full.

use serde::{Serialize, Serializer};

use crate::model::defined;

/// A value of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A figure; `None` if it is not defined.
    Figure(Option<f64>),
    /// A number without a fraction, written without one.
    Whole(u64),
    Truth(bool),
    /// Text as it came, which the formats make safe.
    Text(String),
    /// No value.
    Nothing,
    List(Vec<Self>),
    /// Values by name, in the order of the contract.
    Record(Vec<(&'static str, Self)>),
}

impl Tree {
    /// Returns a figure in full, undefined if it is not finite.
    pub fn figure(figure: f64) -> Self {
        // Adding 0 makes a zero of a negative zero, which some readers of JSON take for text.
        Self::Figure(defined(figure).map(|figure| figure + 0.0))
    }

    /// Returns a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Returns the record with another value at its end.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Self) -> Self {
        if let Self::Record(fields) = &mut self {
            fields.push((name, value));
        }
        self
    }

    /// Returns a list.
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
