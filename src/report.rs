//! Reports: what they say (`content` for people, `trees` for programs), and the formats they are written in.

mod blocks;
mod chart;
pub(crate) mod content;
pub(crate) mod formats {
    pub(crate) mod csv;
    pub(super) mod json;
    pub(super) mod markdown;
    pub(super) mod page;
    pub(super) mod plain;
}
mod tree;
/// Results as trees for programs: JSON nests them, CSV flattens them.
mod trees {
    pub(super) mod comparison;
    pub(super) mod outcome;
    pub(super) mod simulation;
    pub(super) mod solution;
}

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
