//! Results and screens → bytes: JSON and CSV for programs, tables for people, pictures for both.
//!
//! Must not compute a result, round a figure, draw a view, or write a file. A text from outside
//! leaves here fit to be shown.

mod ansi;
mod canvas;
mod csv;
mod face;
mod glyph;
mod html;
mod json;
mod markdown;
mod palette;
mod picture;
mod plain;
mod png;
mod report;
mod sheet;
mod simulation;
mod svg;
mod tree;
mod txt;

pub use csv::csv;
pub use json::json;
pub use markdown::markdown;
pub use palette::{Palette, Rgb};
pub use picture::{PICTURE_FORMATS, Picture, PictureFormat};
pub use plain::plain;
pub use report::report;
pub use sheet::{Block, Table};
pub use simulation::{draws, simulation};
pub use tree::Tree;
