//! Whether the formulas come to what the program has, figure by figure, and which inputs were changed.
//!
//! Must not compute a result: it holds the program's, and compares.

mod tables;

use crate::workbook::{
    book::Book,
    format::Format::{Exact, Whole},
    names::Names,
    sheet::Sheet,
    style::{Look, Style},
    text::{FormulaResult, Text, Value},
};

pub(super) use tables::{divisions, quarters};

/// The sheet of the company.
pub(super) const SHEET: &str = "Check";
/// What the program has for the quarters, and for the divisions.
pub(super) const QUARTERS: &str = "Check quarters";
pub(super) const DIVISIONS: &str = "Check divisions";

/// What is said when all is well.
pub(super) const AGREES: &str = "yes, all";
/// What is said when no input was changed.
pub(super) const UNCHANGED: &str = "No input was changed since.";

const WIDTHS: [f64; 6] = [44.0, 40.0, 24.0, 24.0, 22.0, 12.0];
/// Counts of what is not as the program wrote it: label, formula.
const COUNTS: [(&str, &str); 7] = [
    (
        "Results of the company that differ",
        "COUNTIF(check_verdicts,\"differs\")",
    ),
    ("Results of quarters that differ", "SUM(quarter_differs)"),
    ("Results of divisions that differ", "SUM(division_differs)"),
    ("Results of AI options that differ", "SUM(option_differs)"),
    (
        "Inputs changed on the sheet Inputs",
        "COUNTIF(input_verdicts,\"changed\")",
    ),
    (
        "Inputs changed on the sheet Divisions",
        "SUM(division_changed)",
    ),
    ("Inputs changed on the sheet AI", "SUM(option_changed)"),
];
const FIRST_COUNT: u32 = 5;
const TOLERANCE: u32 = FIRST_COUNT + COUNTS.len() as u32;
const HEADS: u32 = TOLERANCE + 2;
const FIRST: u32 = HEADS + 1;

/// Names what other formulas read of this sheet.
pub(super) fn name(book: &Book<'_>, names: &mut Names) {
    let n_figures = book.figures().count() as u32;
    names.column("check_verdicts", SHEET, 6, (FIRST, FIRST + n_figures - 1));
    names.column("check_counts", SHEET, 2, (FIRST_COUNT, FIRST_COUNT + 3));
    names.column("check_inputs", SHEET, 2, (FIRST_COUNT + 4, TOLERANCE - 1));
    names.cell("smallest_difference", SHEET, (TOLERANCE, 2));
    names.cell("verdict", SHEET, (3, 2));
}

pub(super) fn sheet(book: &Book<'_>) -> Sheet {
    let mut sheet = Sheet::new(SHEET, &WIDTHS);
    sheet.repeat((HEADS, HEADS));
    sheet.title("Check", &book.subject);
    sheet.row(3);
    sheet.words(
        (3, 1),
        Look::Plain,
        "Do the formulas agree with the program?",
    );
    let verdict = Value::Formula(
        format!("IF(SUM(check_counts)=0,\"{AGREES}\",SUM(check_counts)&\" differ\")"),
        FormulaResult::Text(Text::ours(AGREES)),
    );
    sheet.put((3, 2), Style::words(Look::Result), &verdict);
    sheet.mark((3, 2), (3, 2), &format!("B3<>\"{AGREES}\""));
    for ((label, formula), row) in COUNTS.into_iter().zip(FIRST_COUNT..) {
        sheet.row(row);
        sheet.words((row, 1), Look::Plain, label);
        let count = Value::Formula(formula.into(), 0.0.into());
        sheet.put((row, 2), Style::new(Look::Figure, Whole), &count);
    }
    sheet.mark(
        (FIRST_COUNT, 2),
        (TOLERANCE - 1, 2),
        &format!("B{FIRST_COUNT}>0"),
    );
    sheet.row(TOLERANCE);
    sheet.words(
        (TOLERANCE, 1),
        Look::Plain,
        "Sums of money agree to a millionth, or to this",
    );
    let tolerance = Value::Number(book.tolerance());
    sheet.put((TOLERANCE, 2), Style::new(Look::Fixed, Exact), &tolerance);
    heads(&mut sheet);
    for (figure, row) in book.figures().zip(FIRST..) {
        result(&mut sheet, row, figure);
    }
    let last = FIRST + book.figures().count() as u32 - 1;
    sheet.mark((FIRST, 6), (last, 6), &format!("F{FIRST}=\"differs\""));
    sheet
}

fn heads(sheet: &mut Sheet) {
    sheet.tall_row(HEADS, 30);
    let heads = [
        "Result",
        "path in a report",
        "by formula",
        "as the program has it",
        "difference",
        "verdict",
    ];
    for (head, column) in heads.into_iter().zip(1..) {
        sheet.words((HEADS, column), Look::Head, head);
    }
}

fn result(sheet: &mut Sheet, row: u32, figure: &crate::workbook::figures::ResultRow) {
    sheet.row(row);
    sheet.words((row, 1), Look::Plain, figure.label.trim_start());
    sheet.words((row, 2), Look::Note, &figure.path);
    let now = Value::Formula(figure.name(), figure.value.clone());
    sheet.put((row, 3), Style::new(Look::Figure, Exact), &now);
    let (then, difference) = match &figure.value {
        FormulaResult::Number(value) => (Value::Number(*value), FormulaResult::Number(0.0)),
        FormulaResult::Text(text) => (
            Value::Text(text.clone()),
            FormulaResult::Text(Text::ours("")),
        ),
    };
    sheet.put((row, 4), Style::new(Look::Fixed, Exact), &then);
    let formula = format!("IF(AND(ISNUMBER(C{row}),ISNUMBER(D{row})),C{row}-D{row},\"\")");
    sheet.put(
        (row, 5),
        Style::new(Look::Figure, Exact),
        &Value::Formula(formula, difference),
    );
    let least = figure.format.smallest_difference();
    let formula = format!(
        "IF(AND(ISNUMBER(C{row}),ISNUMBER(D{row})),IF(ABS(C{row}-D{row})<=1E-6*\
         ABS(D{row})+{least},\"agrees\",\"differs\"),IF(C{row}=D{row},\"agrees\",\
         \"differs\"))"
    );
    let agrees = FormulaResult::Text(Text::ours("agrees"));
    sheet.put(
        (row, 6),
        Style::words(Look::Figure),
        &Value::Formula(formula, agrees),
    );
}
