//! Draws what is open over a view.

mod explain;
mod form;
pub(crate) mod list;
