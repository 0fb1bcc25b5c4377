//! The first sheet: an introduction, the results of the company as formulas, and two charts.

use crate::picture::palette::WorkbookColors;
use crate::workbook::{
    book::Book,
    chart::{Chart, ChartKind, Series},
    check::{AGREES, UNCHANGED},
    figures::ResultRow,
    names::Names,
    sheet::Sheet,
    style::{Look, Style},
    text::{FormulaResult, LONGEST, Text, Value},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "Summary";

/// The widths of label, current figure, unit, original figure, change, gap.
const WIDTHS: [f64; 6] = [46.0, 16.0, 18.0, 16.0, 16.0, 3.0];
/// The row after the column headings.
const FIRST: u32 = 11;

/// Returns the row of each figure, with the title of its section if it is the first there.
fn places<'b>(book: &'b Book<'_>) -> Vec<(u32, Option<&'static str>, &'b ResultRow)> {
    let mut places = Vec::new();
    let mut row = FIRST;
    for section in &book.sections {
        // A blank row and the heading precede each section.
        row += 2;
        for (index, figure) in section.figures.iter().enumerate() {
            places.push((row, (index == 0).then_some(section.title), figure));
            row += 1;
        }
    }
    places
}

/// Defines the names of the results.
pub(super) fn name(book: &Book<'_>, names: &mut Names) {
    for (row, _, figure) in places(book) {
        names.cell(figure.name(), SHEET, (row, 2));
    }
}

pub(super) fn sheet(book: &Book<'_>) -> Sheet {
    let mut sheet = Sheet::new(SHEET, &WIDTHS);
    // No rows are frozen, since the introduction takes half a screen.
    sheet.repeat((FIRST - 1, FIRST - 1));
    cover(book, &mut sheet);
    for (row, title, figure) in places(book) {
        if let Some(title) = title {
            sheet.row(row - 1);
            for column in 1..=5 {
                let words = if column == 1 { title } else { "" };
                sheet.words((row - 1, column), Look::Heading, words);
            }
        }
        sheet.row(row);
        result(book, &mut sheet, row, figure);
    }
    sheet.charts = charts(book);
    sheet
}

fn cover(book: &Book<'_>, sheet: &mut Sheet) {
    sheet.tall_row(1, 26);
    let title = Text::outside(&book.scenario.name, crate::workbook::text::NAME);
    sheet.put((1, 1), Style::words(Look::Title), &Value::Text(title));
    sheet.row(2);
    let plan = Text::outside(
        &format!("Plan: {}", book.plan.name),
        crate::workbook::text::NAME,
    );
    sheet.put((2, 1), Style::words(Look::Subtitle), &Value::Text(plan));
    let frame = format!(
        "{} to {}, {} quarters. Amounts in {} unless said otherwise, before tax. {}.",
        book.scenario.start,
        book.scenario.start.plus(book.scenario.horizon - 1),
        book.scenario.horizon,
        book.units.money(),
        book.software,
    );
    sheet.row(3);
    sheet.words((3, 1), Look::Note, &frame);
    if book.scenario.summary.trim().is_empty() {
        sheet.row(4);
    } else {
        let summary = Text::outside(&book.scenario.summary, LONGEST);
        sheet.prose(4, 5, summary);
    }
    sheet.row(5);
    sheet.words(
        (5, 1),
        Look::Plain,
        "Do the formulas agree with the program?",
    );
    let verdict = Value::Formula("verdict".into(), FormulaResult::Text(Text::ours(AGREES)));
    sheet.put((5, 2), Style::words(Look::Result), &verdict);
    sheet.mark((5, 2), (5, 2), &format!("B5<>\"{AGREES}\""));
    let changed = Value::Formula(
        format!(
            "IF(SUM(check_inputs)=0,\"{UNCHANGED}\",\
             \"Inputs changed since: \"&SUM(check_inputs)&\". Check has every difference.\")"
        ),
        FormulaResult::Text(Text::ours(UNCHANGED)),
    );
    sheet.put((5, 3), Style::words(Look::Aside), &changed);
    legend(sheet);
    sheet.tall_row(FIRST - 1, 30);
    for (column, head) in [
        (1, "Result"),
        (2, "now, by formula"),
        (3, "unit"),
        (4, "as the program has it"),
        (5, "change"),
    ] {
        sheet.words((FIRST - 1, column), Look::Head, head);
    }
}

fn legend(sheet: &mut Sheet) {
    sheet.row(7);
    sheet.words((7, 1), Look::Note, "What the cells mean:");
    let sample =
        |sheet: &mut Sheet, column, look, words: &str| sheet.words((7, column), look, words);
    sample(sheet, 2, Look::Input, "change me");
    sample(sheet, 3, Look::Figure, "a formula");
    sample(sheet, 4, Look::Fixed, "of the program");
    sheet.row(8);
    sheet.words(
        (8, 1),
        Look::Note,
        "Blue may be changed: on Inputs, Divisions and AI. Grey follows no formula. – \
         is zero, or too small to show.",
    );
    sheet.row(9);
    sheet.words(
        (9, 1),
        Look::Note,
        "n/a is not defined, as a payback that does not come. Sheets are protected \
         without a password.",
    );
}

fn result(book: &Book<'_>, sheet: &mut Sheet, row: u32, figure: &ResultRow) {
    sheet.words((row, 1), Look::Plain, &figure.label);
    let shown = |look| Style::new(look, figure.format);
    let formula = Value::Formula(figure.formula.clone(), figure.value.clone());
    sheet.put((row, 2), shown(Look::Result), &formula);
    let unit = match figure.unit {
        "" => book.units.of(figure.format),
        unit => unit,
    };
    sheet.words((row, 3), Look::Aside, unit);
    let then = match &figure.value {
        FormulaResult::Number(value) => Value::Number(*value),
        FormulaResult::Text(text) => Value::Text(text.clone()),
    };
    sheet.put((row, 4), shown(Look::Fixed), &then);
    let change = match &figure.value {
        FormulaResult::Number(_) => FormulaResult::Number(0.0),
        FormulaResult::Text(_) => FormulaResult::Text(Text::ours("")),
    };
    let formula = format!("IF(AND(ISNUMBER(B{row}),ISNUMBER(D{row})),B{row}-D{row},\"\")");
    sheet.put(
        (row, 5),
        shown(Look::Figure),
        &Value::Formula(formula, change),
    );
}

fn charts(book: &Book<'_>) -> Vec<Chart> {
    let names = &book.names;
    let series = |title: &str, name: &str, color| Series {
        title: title.into(),
        categories: names.cells_of("quarter_label"),
        values: names.cells_of(name),
        color,
    };
    let by_option = Series {
        title: "money a year".into(),
        categories: names.cells_of("option_name"),
        values: names.cells_of("option_run_rate"),
        color: WorkbookColors::ACCENT,
    };
    let money = book.units.money();
    let number = book.scale.chart_code();
    vec![
        Chart {
            title: format!("Net cash to date, {money}"),
            kind: ChartKind::Line,
            number: number.clone(),
            series: vec![
                series("net cash", "quarter_cumulative", WorkbookColors::ACCENT),
                series(
                    "after survivors' quits",
                    "quarter_cumulative_after_survivors",
                    WorkbookColors::SECOND,
                ),
            ],
            at: (FIRST, 7),
        },
        Chart {
            title: format!("Money for AI a year, {money}"),
            kind: ChartKind::Bar,
            number,
            series: vec![by_option],
            at: (FIRST + 20, 7),
        },
    ]
}
