//! A report as a workbook whose results are formulas, so that they can be checked and played with.
//!
//! Each sum of the model is a file here too, in the model's order: people, cost, charge, timing,
//! cash, ai. A formula is made of our own names and of cells; no text from outside gets into one.
//! What the program has for a formula stands in its cell and beside it. Must not round: that is for
//! number formats.

mod ai;
mod book;
mod cash;
mod charge;
mod chart;
mod check;
mod cost;
mod divisions;
mod figures;
mod format;
mod inputs;
mod names;
mod notes;
mod package;
mod people;
mod sheet;
mod style;
mod summary;
mod table;
mod text;
mod timing;
mod units;
mod zip;

use crate::model::{Outcome, Scenario, Warning};

/// The workbook of the plan `index`; `software` is what made it.
///
/// # Errors
/// Why it cannot be made, as a sentence.
pub fn xlsx(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
    software: &str,
) -> Result<Vec<u8>, String> {
    let plan = &scenario.plans[index];
    let book = book::Book::new(scenario, plan, outcome, warnings, software);
    package::packed(book)
}
