//! Inputs: every input with its value, range and source.

pub(crate) mod index;
pub(crate) mod input;
pub(crate) mod list;
pub(crate) mod sources;
pub(crate) mod table;
