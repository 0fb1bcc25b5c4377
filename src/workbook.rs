//! Writes a report as an xlsx workbook whose results are live formulas.
//!
//! The files people, cost, charge, timing, cash and ai mirror those of the model's kernel. Formulas
//! consist of defined names and cell references only, never of text from outside. Each formula cell
//! caches the program's own result. Figures are exact; only number formats round.

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
mod zip;

use crate::model::{Outcome, Scenario, Warning};

/// Returns the workbook of the plan `index`. `software` is the name and version of the program.
///
/// # Errors
/// Why the workbook cannot be written, in words.
pub fn xlsx(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
    software: &str,
) -> Result<Vec<u8>, String> {
    let plan = &scenario.plans[index];
    let book = book::Book::new(scenario, plan, outcome, warnings, software);
    package::package(book)
}
