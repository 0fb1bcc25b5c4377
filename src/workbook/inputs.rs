//! The sheet with the inputs of the company and the plan, and the sources of all inputs.
//!
//! The inputs of divisions and AI options are on sheets of their own.

use crate::model::{
    Assumptions, Bound, Confidence, Funding, Inputs, PLAN_LEVERS, Source, SourceKind, Unit,
};
use crate::workbook::{
    book::Book,
    format::{Format, format_of},
    names::Names,
    sheet::Sheet,
    style::{Look, Style},
    table::input,
    text::{FormulaResult, LONGEST, NAME, Text, Value},
};

/// The name of the sheet.
pub(super) const SHEET: &str = "Inputs";

/// The widths of label, value, unit, original value, verdict, kind of source, confidence, source, path.
const WIDTHS: [f64; 9] = [30.0, 16.0, 13.0, 16.0, 10.0, 11.0, 11.0, 80.0, 38.0];
const HEADS: u32 = 4;
const FIRST: u32 = HEADS + 1;

/// A row of the sheet.
struct InputRow {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    path: String,
    value: InputValue,
}

#[derive(Clone, Copy)]
enum InputValue {
    Figure(Option<f64>, Unit, Bound),
    Funding(Funding),
    /// A figure that cannot be changed here, since the layout of the sheets depends on it.
    Fixed(f64),
}

fn rows(book: &Book<'_>) -> Vec<InputRow> {
    let inputs = &book.scenario.inputs;
    let mut rows = vec![
        InputRow {
            name: "funding",
            label: "funding of AI",
            help: "Immediate: as savings arise; AfterPayback: only what raises net cash to date \
             to a new high",
            path: "plan.funding".into(),
            value: InputValue::Funding(book.plan.funding),
        },
        InputRow {
            name: "horizon",
            label: "horizon",
            help: "quarters modelled; the sheets are built for it",
            path: "horizon".into(),
            value: InputValue::Fixed(book.scenario.horizon as f64),
        },
        InputRow {
            name: Inputs::DISCOUNT_RATE.name,
            label: Inputs::DISCOUNT_RATE.label,
            help: Inputs::DISCOUNT_RATE.help,
            path: Inputs::DISCOUNT_RATE.name.into(),
            value: InputValue::Figure(
                Some(inputs.discount_rate),
                Inputs::DISCOUNT_RATE.unit,
                Inputs::DISCOUNT_RATE.bound,
            ),
        },
        InputRow {
            name: "capex_plan",
            label: Inputs::CAPEX_PLAN.label,
            help: Inputs::CAPEX_PLAN.help,
            path: "ai.capex_plan.amount".into(),
            value: InputValue::Figure(
                inputs.capex_plan,
                Inputs::CAPEX_PLAN.unit,
                Inputs::CAPEX_PLAN.bound,
            ),
        },
    ];
    let levers = PLAN_LEVERS.iter().map(|spec| InputRow {
        name: spec.name,
        label: spec.label,
        help: spec.help,
        path: format!("plan.{}", spec.name),
        value: InputValue::Figure(Some(spec.lever.of(book.plan)), Unit::Share, Bound::SHARE),
    });
    let at = 1;
    rows.splice(at..at, levers);
    let fields = Assumptions::FIELDS.iter().enumerate();
    rows.extend(fields.map(|(index, field)| InputRow {
        name: field.name,
        label: field.label,
        help: field.help,
        path: format!("assumptions.{}", field.name),
        value: InputValue::Figure(inputs.assumptions.get(index), field.unit, field.bound),
    }));
    rows
}

/// Defines the names of the inputs.
pub(super) fn name(book: &Book<'_>, names: &mut Names) {
    let rows = rows(book);
    for (item, row) in rows.iter().zip(FIRST..) {
        names.cell(item.name, SHEET, (row, 2));
    }
    let last = FIRST + rows.len() as u32 - 1;
    names.column("input_verdicts", SHEET, 5, (FIRST, last));
}

pub(super) fn sheet(book: &Book<'_>) -> Sheet {
    let mut sheet = Sheet::new(SHEET, &WIDTHS);
    sheet.freeze(HEADS, 2);
    sheet.title("Inputs of the company and of the plan", &book.subject);
    sheet.row(3);
    sheet.words(
        (3, 1),
        Look::Note,
        "Blue may be changed, and every sheet follows. The inputs of divisions are on \
         Divisions, those of AI options on AI.",
    );
    let heads = [
        "Input",
        "value",
        "unit",
        "as the program had it",
        "now",
        "source is",
        "confidence",
        "source",
        "path",
    ];
    head_row(&mut sheet, HEADS, &heads);
    let mut row = FIRST;
    for item in rows(book) {
        begin_row(&mut sheet, row, book.source(&item.path));
        put_input(book, &mut sheet, row, &item);
        row += 1;
    }
    sheet.mark((FIRST, 5), (row - 1, 5), &format!("E{FIRST}=\"changed\""));
    other_sources(book, &mut sheet, row + 1);
    sheet
}

fn head_row(sheet: &mut Sheet, row: u32, heads: &[&str]) {
    sheet.tall_row(row, 30);
    for (head, column) in heads.iter().zip(1..) {
        sheet.words((row, column), Look::Head, head);
    }
}

fn put_input(book: &Book<'_>, sheet: &mut Sheet, row: u32, item: &InputRow) {
    sheet.words((row, 1), Look::Plain, item.label);
    let at = (row, 2);
    let (unit, then) = match item.value {
        InputValue::Figure(figure, unit, bound) => {
            let (style, value) = input(figure, format_of(unit));
            sheet.put(at, style, &value);
            sheet.validate(at, at, bound, item.help);
            let then = Style::new(Look::Fixed, style.format);
            (book.units.of_input(unit), (then, value))
        }
        InputValue::Funding(funding) => {
            let word = Value::Text(Text::ours(match funding {
                Funding::Immediate => "Immediate",
                Funding::AfterPayback => "AfterPayback",
            }));
            sheet.put(at, Style::words(Look::Input), &word);
            sheet.choose(at, at, &["Immediate", "AfterPayback"], item.help);
            (String::new(), (Style::words(Look::Fixed), word))
        }
        InputValue::Fixed(figure) => {
            let style = Style::new(Look::Fixed, Format::Whole);
            let value = Value::Number(figure);
            sheet.put(at, style, &value);
            ("quarters".into(), (style, value))
        }
    };
    sheet.words((row, 3), Look::Aside, &unit);
    sheet.put((row, 4), then.0, &then.1);
    let verdict = Value::Formula(
        format!("IF(B{row}=D{row},\"as it was\",\"changed\")"),
        FormulaResult::Text(Text::ours("as it was")),
    );
    sheet.put((row, 5), Style::words(Look::Figure), &verdict);
    if let Some(source) = book.source(&item.path) {
        put_source(sheet, row, source);
    }
    sheet.words((row, 9), Look::Note, &item.path);
}

/// Begins a row that is high enough for the text of its source.
fn begin_row(sheet: &mut Sheet, row: u32, source: Option<&Source>) {
    let text = source.map_or("", |source| source.text.as_str());
    sheet.row_with(row, 8, &Text::outside(text, LONGEST));
}

fn put_source(sheet: &mut Sheet, row: u32, source: &Source) {
    sheet.words((row, 6), Look::Aside, kind(source.kind));
    let confidence = source.confidence.map_or("", confidence);
    sheet.words((row, 7), Look::Aside, confidence);
    let text = Value::Text(Text::outside(&source.text, LONGEST));
    sheet.put((row, 8), Style::words(Look::Prose), &text);
}

/// Lists the sources of the inputs on other sheets.
fn other_sources(book: &Book<'_>, sheet: &mut Sheet, first: u32) {
    let here: Vec<String> = rows(book).into_iter().map(|item| item.path).collect();
    let mut row = first;
    sheet.row(row);
    sheet.words(
        (row, 1),
        Look::Heading,
        "Where the inputs on Divisions and AI come from",
    );
    row += 1;
    head_row(
        sheet,
        row,
        &["path", "", "", "", "", "source is", "confidence", "source"],
    );
    let others = book.sources().filter(|(path, _)| !here.contains(path));
    for (path, source) in others {
        row += 1;
        begin_row(sheet, row, Some(source));
        let path = Value::Text(Text::outside(path, NAME));
        sheet.put((row, 1), Style::words(Look::Plain), &path);
        put_source(sheet, row, source);
    }
    sheet.row(row + 1);
    sheet.words(
        (row + 1, 1),
        Look::Note,
        "An input that is not listed has no source in the scenario.",
    );
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Sourced => "sourced",
        SourceKind::Derived => "derived",
        SourceKind::Illustrative => "illustrative",
        SourceKind::Judgement => "judgement",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}
