//! Reports: what they say, and the formats they are written in.

mod blocks;
mod chart;
pub(crate) mod content;
pub(crate) mod formats;
mod tree;
mod trees;

pub use crate::report::{
    blocks::{Block, Table},
    chart::{Bar, Chart, Drawing, Mark, Series, Slot, Tick, Tone},
    formats::{
        csv::csv,
        json::json,
        markdown::markdown,
        page::{Page, Section, page},
        plain::plain,
    },
    tree::Tree,
    trees::{
        comparison::{Duels, changes, comparison},
        outcome::report,
        simulation::{draws, simulation},
        solution::{frontier, solution, sought, stress},
    },
};
