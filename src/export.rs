//! Results → text: JSON and CSV for programs, plain and Markdown tables for people.
//!
//! Must not compute a result, round a figure, or write a file. A text from outside leaves here
//! fit to be shown.

mod json;
mod report;
mod tree;

pub use json::json;
pub use report::report;
pub use tree::Tree;
