//! Whether the formulas come to what the program has, figure by figure, and which inputs were changed.
//!
//! Must not compute a result: it holds the program's, and compares.

use super::book::Book;
use super::cash;
use super::divisions::{Column, Division};
use super::names::Names;
use super::sheet::Sheet;
use super::style::Format::{self, Average, Money, People, Price, Ratio, Share, Whole};
use super::style::{Look, Style};
use super::text::{Outcome, Text, Value};

/// The sheet of the company.
pub(super) const SHEET: &str = "Check";
/// What the program has for the quarters, and for the divisions.
pub(super) const QUARTERS: &str = "Check quarters";
pub(super) const DIVISIONS: &str = "Check divisions";

/// What is said when all is well.
pub(super) const AGREES: &str = "yes, all";

const WIDTHS: [f64; 6] = [44.0, 40.0, 20.0, 20.0, 16.0, 12.0];
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
    names.cell("smallest_difference", SHEET, (TOLERANCE, 2));
    names.cell("verdict", SHEET, (3, 2));
}

pub(super) fn sheet(book: &Book<'_>) -> Sheet {
    let mut sheet = Sheet::new(SHEET, &WIDTHS);
    sheet.freeze(HEADS, 1);
    sheet.title("Check", &book.subject);
    sheet.row(3);
    sheet.words(
        (3, 1),
        Look::Plain,
        "Do the formulas agree with the program?",
    );
    let verdict = Value::Formula(
        format!("IF(SUM(check_counts)=0,\"{AGREES}\",SUM(check_counts)&\" differ\")"),
        Outcome::Text(Text::ours(AGREES)),
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
    sheet.put((TOLERANCE, 2), Style::words(Look::Fixed), &tolerance);
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

fn result(sheet: &mut Sheet, row: u32, figure: &super::figures::Figure) {
    sheet.row(row);
    sheet.words((row, 1), Look::Plain, figure.label.trim_start());
    sheet.words((row, 2), Look::Note, &figure.path);
    let now = Value::Formula(figure.name(), figure.value.clone());
    // Nothing is rounded here: it is for looking closely.
    sheet.put((row, 3), Style::words(Look::Figure), &now);
    let (then, difference) = match &figure.value {
        Outcome::Number(value) => (Value::Number(*value), Outcome::Number(0.0)),
        Outcome::Text(text) => (Value::Text(text.clone()), Outcome::Text(Text::ours(""))),
    };
    sheet.put((row, 4), Style::words(Look::Fixed), &then);
    let formula = format!("IF(AND(ISNUMBER(C{row}),ISNUMBER(D{row})),C{row}-D{row},\"\")");
    sheet.put(
        (row, 5),
        Style::words(Look::Figure),
        &Value::Formula(formula, difference),
    );
    let least = match figure.format {
        Money => "smallest_difference",
        _ => "1E-6",
    };
    let formula = format!(
        "IF(AND(ISNUMBER(C{row}),ISNUMBER(D{row})),IF(ABS(C{row}-D{row})<=1E-6*ABS(D{row})+{least},\"agrees\",\"differs\"),IF(C{row}=D{row},\"agrees\",\"differs\"))"
    );
    let agrees = Outcome::Text(Text::ours("agrees"));
    sheet.put(
        (row, 6),
        Style::words(Look::Figure),
        &Value::Formula(formula, agrees),
    );
}

/// Whether a figure is not what the program had, as 1 or 0.
macro_rules! differs {
    ($now:literal, $then:literal, $least:literal) => {
        concat!(
            "(ABS([",
            $now,
            "]-[",
            $then,
            "])>1E-6*ABS([",
            $then,
            "])+",
            $least,
            ")"
        )
    };
}

pub(super) fn quarters() -> Vec<cash::Column> {
    type Value = fn(&cash::Quarter) -> Option<f64>;
    let money = |name, title, value: Value| cash::Column::fixed(name, title, Money, value);
    vec![
        cash::Column::text("was_quarter_label", "quarter", |of| of.label.clone())
            .group("As the program has it: no formulas"),
        money("was_quarter_savings", "savings", |of| {
            Some(of.results.savings)
        }),
        money("was_quarter_charge", "charge recognised", |of| {
            Some(of.results.charge)
        }),
        money("was_quarter_paid", "paid of the charge", |of| {
            Some(of.results.paid)
        }),
        money("was_quarter_liability", "liability at the end", |of| {
            Some(of.results.liability)
        }),
        money("was_quarter_net_cash", "net cash", |of| {
            Some(of.results.net_cash)
        }),
        money("was_quarter_cumulative", "net cash to date", |of| {
            Some(of.results.cumulative)
        }),
        money("was_quarter_ai", "moved to AI", |of| Some(of.results.ai)),
        money("was_quarter_retained", "net cash kept", |of| {
            Some(of.results.retained)
        }),
        cash::Column::fixed(
            "was_quarter_headcount",
            "headcount at the end",
            People,
            |of| Some(of.results.headcount),
        ),
        money(
            "was_quarter_survivors",
            "replacing survivors who quit",
            |of| Some(of.results.survivors),
        ),
        money("was_quarter_lost_output", "output lost, not cash", |of| {
            Some(of.results.lost_output)
        }),
        cash::Column::formula(
            "quarter_differs",
            "results that differ",
            Whole,
            concat!(
                differs!(
                    "quarter_savings",
                    "was_quarter_savings",
                    "smallest_difference"
                ),
                "+",
                differs!(
                    "quarter_charge",
                    "was_quarter_charge",
                    "smallest_difference"
                ),
                "+",
                differs!("quarter_paid", "was_quarter_paid", "smallest_difference"),
                "+",
                differs!(
                    "quarter_liability",
                    "was_quarter_liability",
                    "smallest_difference"
                ),
                "+",
                differs!(
                    "quarter_net_cash",
                    "was_quarter_net_cash",
                    "smallest_difference"
                ),
                "+",
                differs!(
                    "quarter_cumulative",
                    "was_quarter_cumulative",
                    "smallest_difference"
                ),
                "+",
                differs!("quarter_ai", "was_quarter_ai", "smallest_difference"),
                "+",
                differs!(
                    "quarter_retained",
                    "was_quarter_retained",
                    "smallest_difference"
                ),
                "+",
                differs!("quarter_headcount", "was_quarter_headcount", "1E-6"),
                "+",
                differs!(
                    "quarter_survivors",
                    "was_quarter_survivors",
                    "smallest_difference"
                ),
                "+",
                differs!(
                    "quarter_lost_output",
                    "was_quarter_lost_output",
                    "smallest_difference"
                )
            ),
            |_| 0.0,
        )
        .sum()
        .group("Check"),
    ]
}

pub(super) fn divisions<'a>() -> Vec<Column<'a>> {
    let mut columns = inputs();
    columns.extend(people());
    columns.extend(money());
    columns.extend(verdicts());
    columns
}

/// In the order of the sheet of divisions, so that ranges can be compared.
fn inputs<'a>() -> Vec<Column<'a>> {
    type Given = fn(&Division<'_>) -> Option<f64>;
    let given: [(&'static str, &'static str, Format, Given); 12] = [
        ("was_division_headcount", "headcount", People, |of| {
            Some(of.inputs.headcount)
        }),
        ("was_division_loaded_cost", "loaded cost", Price, |of| {
            Some(of.inputs.loaded_cost)
        }),
        ("was_division_span", "span of control", Ratio, |of| {
            Some(of.inputs.span)
        }),
        ("was_division_tenure", "tenure", Ratio, |of| {
            Some(of.inputs.tenure)
        }),
        ("was_division_attrition", "voluntary quits", Share, |of| {
            Some(of.inputs.attrition)
        }),
        ("was_division_automatable", "automatable", Share, |of| {
            Some(of.inputs.automatable)
        }),
        ("was_division_max_cut", "guardrail", Share, |of| {
            Some(of.inputs.max_cut)
        }),
        ("was_division_cut", "cut", Share, |of| Some(of.levers.cut)),
        ("was_division_reallocate", "share to AI", Share, |of| {
            Some(of.levers.reallocate)
        }),
        ("was_division_managers", "managers", Share, |of| {
            of.levers.managers
        }),
        ("was_division_start", "start", Ratio, |of| {
            Some(of.levers.start)
        }),
        ("was_division_duration", "duration", Ratio, |of| {
            Some(of.levers.duration)
        }),
    ];
    let mut columns = vec![
        Column::text("was_key", "key", |of| of.key.into())
            .group("Inputs as the program had them: no formulas"),
        Column::text("was_name", "division", |of| of.name.into()),
    ];
    columns.extend(
        given.map(|(name, title, format, value)| Column::fixed(name, title, format, value)),
    );
    columns
}

/// In the order of the sheet of people.
fn people<'a>() -> Vec<Column<'a>> {
    type Result = fn(&Division<'_>) -> Option<f64>;
    let results: [(&'static str, &'static str, Result); 13] = [
        ("was_before", "before", |of| Some(of.results.people.before)),
        ("was_eliminated", "eliminated", |of| {
            Some(of.results.people.eliminated)
        }),
        ("was_attrition", "by attrition", |of| {
            Some(of.results.people.attrition)
        }),
        ("was_redeployed", "redeployed", |of| {
            Some(of.results.people.redeployed)
        }),
        ("was_laid_off", "laid off", |of| {
            Some(of.results.people.laid_off)
        }),
        ("was_rehired", "hired back", |of| {
            Some(of.results.people.rehired)
        }),
        ("was_remaining", "positions left", |of| {
            Some(of.results.people.remaining)
        }),
        ("was_after", "after", |of| Some(of.results.people.after)),
        ("was_managers_before", "managers before", |of| {
            Some(of.results.people.managers_before)
        }),
        ("was_managers_eliminated", "managers eliminated", |of| {
            Some(of.results.people.managers_eliminated)
        }),
        ("was_managers_after", "managers after", |of| {
            Some(of.results.people.managers_after)
        }),
        ("was_uncovered", "work uncovered", |of| {
            Some(of.results.people.uncovered)
        }),
        ("was_extra_quits", "extra quits", |of| {
            Some(of.results.extra_quits)
        }),
    ];
    let mut columns: Vec<_> = results
        .map(|(name, title, value)| Column::fixed(name, title, People, value))
        .into();
    columns.push(
        Column::fixed("was_span_after", "span after", Average, |of| {
            Some(of.results.people.span_after)
        })
        .unit("people per manager"),
    );
    columns[0] = Column::fixed("was_before", "before", People, |of| {
        Some(of.results.people.before)
    })
    .group("Results as the program has them: no formulas");
    columns
}

/// In the order of the sheet of money.
fn money<'a>() -> Vec<Column<'a>> {
    vec![
        Column::fixed("was_charge", "charge", Money, |of| Some(of.results.charge)),
        Column::fixed(
            "was_run_rate_gross",
            "run-rate before rehires",
            Money,
            |of| Some(of.results.run_rate_gross),
        ),
        Column::fixed("was_run_rate", "run-rate", Money, |of| {
            Some(of.results.run_rate)
        }),
        Column::fixed("was_ai_run_rate", "of it to AI", Money, |of| {
            Some(of.results.ai_run_rate)
        }),
    ]
}

fn verdicts<'a>() -> Vec<Column<'a>> {
    vec![
        Column::formula(
            "division_changed",
            "inputs changed",
            Whole,
            "SUMPRODUCT(--([division_headcount:division_duration]<>[was_division_headcount:was_division_duration]))",
            |_| 0.0,
        )
        .sum()
        .group("Check"),
        Column::formula(
            "division_differs",
            "results that differ",
            Whole,
            concat!(
                "SUMPRODUCT(--(ABS([before:extra_quits]-[was_before:was_extra_quits])>1E-6*ABS([was_before:was_extra_quits])+1E-9*[was_before]))+",
                differs!("division_charge", "was_charge", "smallest_difference"), "+",
                differs!("division_run_rate_gross", "was_run_rate_gross", "smallest_difference"), "+",
                differs!("division_run_rate", "was_run_rate", "smallest_difference"), "+",
                differs!("division_ai_run_rate", "was_ai_run_rate", "smallest_difference"), "+",
                "IF(AND(ISNUMBER([span_after]),ISNUMBER([was_span_after])),IF(ABS([span_after]-[was_span_after])>1E-6*[was_span_after],1,0),IF([span_after]=[was_span_after],0,1))"
            ),
            |_| 0.0,
        )
        .sum(),
    ]
}
