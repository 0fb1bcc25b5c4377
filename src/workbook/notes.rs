//! The sheet with notes: an index of the sheets, how to read them, and the warnings of the plan.

use crate::model::Level;
use crate::workbook::{
    book::Book,
    sheet::Sheet,
    style::Look,
    text::{LONGEST, Text},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "Notes";

const WIDTHS: [f64; 2] = [22.0, 110.0];

const SHEETS: [(&str, &str); 12] = [
    (
        "Summary",
        "every result of the company as a formula, beside what the program has for it",
    ),
    (
        "Inputs",
        "inputs of the company and of the plan, with units, sources and paths",
    ),
    ("Divisions", "inputs and levers of the divisions"),
    ("People", "who leaves how, managers, spans, by division"),
    (
        "Money",
        "cost of positions, charge per head, savings, times, by division",
    ),
    (
        "Timing",
        "what all divisions have done by the end of each quarter",
    ),
    (
        "Quarters",
        "savings, charge, liability, cash, money for AI, people, by quarter",
    ),
    (
        "AI",
        "what the money for AI buys, and spending plans to scale",
    ),
    (
        "Check",
        "every result by formula and by the program, their difference, and what was changed",
    ),
    (
        "Check quarters",
        "the program's figures by quarter, without formulas",
    ),
    (
        "Check divisions",
        "the program's figures by division, without formulas",
    ),
    ("Notes", "this sheet"),
];

const FACTS: [&str; 8] = [
    "Formulas. Everything but what is blue or grey is a formula that refers to \
     cells, by names that the workbook defines. A changed input changes every \
     sheet; the program is not needed for it.",
    "Not live. Grey figures follow no formula: the program's own results, the \
     labels of quarters, the horizon and the number of divisions, options and \
     quarters. To change those, change the scenario and write the workbook anew. \
     Warnings, distributions of inputs and simulations are the program's; the \
     workbook has base values.",
    "Time is in quarters from the start, 0 being the first. Notice is given evenly \
     between two times; people laid off leave when their notice has run, hired-\
     back people return later. Each ramp has a closed form, so there is one \
     formula for every quarter, whatever the timing.",
    "Savings count from exit, not from notice. Redeployed people save nothing. A \
     restructuring charge is recognised when notice is given; notice pay is part \
     of it, but no incremental cash, since those salaries were in the budget.",
    "Money for AI: with Immediate, the reallocated share of savings as they arise; \
     with AfterPayback, only what raises the net cash to date to a new high. \
     Within legal ranges no division's savings fall below 0, so the model's floor \
     there has no formula.",
    "Results to the horizon: in-year savings, net cash, net present values, output \
     lost, money kept, totals and units bought. All others are of the plan carried \
     out in full.",
    "Figures are exact in the cells and rounded only in view. n/a stands where a \
     result is not defined.",
    "Shares of the money for AI should add up to 100 %: their sum stands above \
     them on the sheet AI.",
];

pub(super) fn sheet(book: &Book<'_>) -> Sheet {
    let mut sheet = Sheet::new(SHEET, &WIDTHS);
    sheet.title("Notes", &book.subject);
    let mut row = 4;
    let heading = |sheet: &mut Sheet, row: u32, words: &str| {
        sheet.row(row);
        sheet.words((row, 1), Look::Heading, words);
        sheet.words((row, 2), Look::Heading, "");
    };
    heading(&mut sheet, row, "Sheets");
    for (name, what) in SHEETS {
        row += 1;
        sheet.row(row);
        sheet.words((row, 1), Look::Plain, name);
        sheet.words((row, 2), Look::Plain, what);
    }
    row += 2;
    heading(&mut sheet, row, "How to read it");
    for fact in FACTS {
        row += 1;
        sheet.prose(row, 2, Text::ours(fact));
    }
    row += 2;
    heading(&mut sheet, row, "The program's warnings");
    let warnings = warnings(book);
    if warnings.is_empty() {
        row += 1;
        sheet.row(row);
        sheet.words((row, 1), Look::Plain, "None.");
    }
    for warning in warnings {
        row += 1;
        sheet.prose(row, 2, Text::outside(&warning, LONGEST));
    }
    sheet
}

/// Returns one sentence for each warning, with the divisions concerned.
fn warnings(book: &Book<'_>) -> Vec<String> {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for warning in book.warnings {
        let level = match warning.level() {
            Level::Warning => "Warning",
            Level::Note => "Note",
        };
        let sentence = format!("{level}: {}", warning.message());
        let place = match said.iter().position(|(known, _)| *known == sentence) {
            Some(place) => place,
            None => {
                said.push((sentence, Vec::new()));
                said.len() - 1
            }
        };
        let division = warning
            .division
            .map(|division| &book.scenario.divisions[division]);
        said[place]
            .1
            .extend(division.map(|division| division.name.as_str()));
    }
    let tell = |(sentence, divisions): (String, Vec<&str>)| match divisions.as_slice() {
        [] => format!("{sentence}."),
        divisions => format!("{sentence} ({}).", divisions.join("; ")),
    };
    said.into_iter().map(tell).collect()
}
