//! Results and screens → bytes: JSON and CSV for programs, tables, pages and workbooks for people,
//! pictures and films for both.
//!
//! Must not compute a result, round a figure, draw a view, or write a file. A text from outside
//! leaves here fit to be shown.

mod ansi;
mod canvas;
mod cast;
mod chart;
mod comparison;
mod csv;
mod face;
mod film;
mod film_svg;
mod gif;
mod glyph;
mod html;
mod json;
mod markdown;
mod page;
mod palette;
mod picture;
mod plain;
mod png;
mod raster;
mod report;
mod sheet;
mod simulation;
mod solution;
mod strip;
mod svg;
mod tree;
mod txt;
mod xlsx;

pub use chart::{Bar, Chart, Drawing, Mark, Series, Slot, Tick, Tone};
pub use comparison::{Duels, changes, comparison};
pub use csv::csv;
pub use film::{Around, FILM_FORMATS, Film, FilmFormat, Frame, Frames};
pub use json::json;
pub use markdown::markdown;
pub use page::{Page, Section, page};
pub use palette::{Palette, Rgb};
pub use picture::{PICTURE_FORMATS, Picture, PictureFormat};
pub use plain::plain;
pub use report::report;
pub use sheet::{Block, Table};
pub use simulation::{draws, simulation};
pub use solution::{frontier, solution, sought, stress};
pub use tree::Tree;
pub use xlsx::xlsx;
