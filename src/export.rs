//! Results → text: JSON and CSV for programs, plain and Markdown tables for people.
//!
//! Must not compute a result, round a figure, or write a file. A text from outside leaves here
//! fit to be shown.

mod csv;
mod json;
mod markdown;
mod plain;
mod report;
mod sheet;
mod tree;

pub use csv::csv;
pub use json::json;
pub use markdown::markdown;
pub use plain::plain;
pub use report::report;
pub use sheet::{Block, Table};
pub use tree::Tree;
