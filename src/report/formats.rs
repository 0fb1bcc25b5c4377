//! The formats of a report: blocks or a tree in, text out.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod plain;
