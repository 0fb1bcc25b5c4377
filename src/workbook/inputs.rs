//! The inputs of the whole company and of the plan, with where they come from.
//!
//! Those of divisions and AI options are on their own sheets; where they come from is told here too.
//! Must not hold a result.

use crate::model::{
    Assumptions, Bound, Confidence, Funding, Inputs, PLAN_LEVERS, Source, SourceKind, Unit,
};
use crate::workbook::{
    book::Book,
    format::Format,
    names::Names,
    sheet::Sheet,
    style::{Look, Style},
    table::input,
    text::{LONGEST, NAME, Outcome, Text, Value},
    units::format_of,
};

/// The sheet.
pub(super) const SHEET: &str = "Inputs";

/// Label, value, unit, as the program had it, verdict, kind of source, confidence, source, path.
const WIDTHS: [f64; 9] = [30.0, 16.0, 13.0, 16.0, 10.0, 11.0, 11.0, 80.0, 38.0];
const HEADS: u32 = 4;
const FIRST: u32 = HEADS + 1;

/// One row.
struct Entry {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    path: String,
    value: Given,
}

#[derive(Clone, Copy)]
enum Given {
    Figure(Option<f64>, Unit, Bound),
    Funding(Funding),
    /// A figure that the sheets are built for; it cannot be changed here.
    Fixed(f64),
}

fn entries(book: &Book<'_>) -> Vec<Entry> {
    let inputs = &book.scenario.inputs;
    let mut entries = vec![
        Entry {
            name: "funding",
            label: "funding of AI",
            help: "Immediate: as savings arise; AfterPayback: only what raises net cash to date \
             to a new high",
            path: "plan.funding".into(),
            value: Given::Funding(book.plan.funding),
        },
        Entry {
            name: "horizon",
            label: "horizon",
            help: "quarters modelled; the sheets are built for it",
            path: "horizon".into(),
            value: Given::Fixed(book.scenario.horizon as f64),
        },
        Entry {
            name: Inputs::DISCOUNT_RATE.name,
            label: Inputs::DISCOUNT_RATE.label,
            help: Inputs::DISCOUNT_RATE.help,
            path: Inputs::DISCOUNT_RATE.name.into(),
            value: Given::Figure(
                Some(inputs.discount_rate),
                Inputs::DISCOUNT_RATE.unit,
                Inputs::DISCOUNT_RATE.bound,
            ),
        },
        Entry {
            name: "capex_plan",
            label: Inputs::CAPEX_PLAN.label,
            help: Inputs::CAPEX_PLAN.help,
            path: "ai.capex_plan.amount".into(),
            value: Given::Figure(
                inputs.capex_plan,
                Inputs::CAPEX_PLAN.unit,
                Inputs::CAPEX_PLAN.bound,
            ),
        },
    ];
    let levers = PLAN_LEVERS.iter().map(|spec| Entry {
        name: spec.name,
        label: spec.label,
        help: spec.help,
        path: format!("plan.{}", spec.name),
        value: Given::Figure(Some(spec.lever.of(book.plan)), Unit::Share, Bound::SHARE),
    });
    let at = 1;
    entries.splice(at..at, levers);
    let fields = Assumptions::FIELDS.iter().enumerate();
    entries.extend(fields.map(|(index, field)| Entry {
        name: field.name,
        label: field.label,
        help: field.help,
        path: format!("assumptions.{}", field.name),
        value: Given::Figure(inputs.assumptions.get(index), field.unit, field.bound),
    }));
    entries
}

/// Names the inputs.
pub(super) fn name(book: &Book<'_>, names: &mut Names) {
    let entries = entries(book);
    for (entry, row) in entries.iter().zip(FIRST..) {
        names.cell(entry.name, SHEET, (row, 2));
    }
    let last = FIRST + entries.len() as u32 - 1;
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
    for entry in entries(book) {
        begin_row(&mut sheet, row, book.source(&entry.path));
        put_entry(book, &mut sheet, row, &entry);
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

fn put_entry(book: &Book<'_>, sheet: &mut Sheet, row: u32, entry: &Entry) {
    sheet.words((row, 1), Look::Plain, entry.label);
    let at = (row, 2);
    let (unit, then) = match entry.value {
        Given::Figure(figure, unit, bound) => {
            let (style, value) = input(figure, format_of(unit));
            sheet.put(at, style, &value);
            sheet.validate(at, at, bound, entry.help);
            let then = Style::new(Look::Fixed, style.format);
            (book.units.of_input(unit), (then, value))
        }
        Given::Funding(funding) => {
            let word = Value::Text(Text::ours(match funding {
                Funding::Immediate => "Immediate",
                Funding::AfterPayback => "AfterPayback",
            }));
            sheet.put(at, Style::words(Look::Input), &word);
            sheet.choose(at, at, &["Immediate", "AfterPayback"], entry.help);
            (String::new(), (Style::words(Look::Fixed), word))
        }
        Given::Fixed(figure) => {
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
        Outcome::Text(Text::ours("as it was")),
    );
    sheet.put((row, 5), Style::words(Look::Figure), &verdict);
    if let Some(source) = book.source(&entry.path) {
        put_source(sheet, row, source);
    }
    sheet.words((row, 9), Look::Note, &entry.path);
}

/// Begins a row that is high enough for what it says of its source.
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

/// Where the inputs on other sheets come from.
fn other_sources(book: &Book<'_>, sheet: &mut Sheet, first: u32) {
    let here: Vec<String> = entries(book).into_iter().map(|entry| entry.path).collect();
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
