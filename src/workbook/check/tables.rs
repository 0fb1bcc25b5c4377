//! What the program has for the quarters and for the divisions, and how much of it formulas miss.
//!
//! Must not lay out: columns are in the order of the sheets that they are compared with.

use crate::workbook::{
    cash,
    divisions::{Column, DivisionRow},
    format::Format::{self, Average, Money, People, Price, Ratio, Share, Whole},
};

/// Whether a figure is not what the program had, as 1 or 0.
macro_rules! differs {
    ($name:literal, $least:literal) => {
        concat!(
            "(ABS([",
            $name,
            "]-[was_",
            $name,
            "])>1E-6*ABS([was_",
            $name,
            "])+",
            $least,
            ")"
        )
    };
    ($name:literal) => {
        differs!($name, "smallest_difference")
    };
}

pub(in crate::workbook) fn quarters() -> Vec<cash::Column> {
    type Value = fn(&cash::QuarterRow) -> Option<f64>;
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
        quarter_verdict(),
    ]
}

fn quarter_verdict() -> cash::Column {
    cash::Column::formula(
        "quarter_differs",
        "results that differ",
        Whole,
        concat!(
            differs!("quarter_savings"),
            "+",
            differs!("quarter_charge"),
            "+",
            differs!("quarter_paid"),
            "+",
            differs!("quarter_liability"),
            "+",
            differs!("quarter_net_cash"),
            "+",
            differs!("quarter_cumulative"),
            "+",
            differs!("quarter_ai"),
            "+",
            differs!("quarter_retained"),
            "+",
            differs!("quarter_headcount", "1E-6"),
            "+",
            differs!("quarter_survivors"),
            "+",
            differs!("quarter_lost_output")
        ),
        |_| 0.0,
    )
    .sum()
    .group("Check")
}

pub(in crate::workbook) fn divisions<'a>() -> Vec<Column<'a>> {
    let mut columns = inputs();
    columns.extend(people());
    columns.extend(money());
    columns.extend(verdicts());
    columns
}

/// In the order of the sheet of divisions, so that ranges can be compared.
fn inputs<'a>() -> Vec<Column<'a>> {
    type Given = fn(&DivisionRow<'_>) -> Option<f64>;
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
    type Result = fn(&DivisionRow<'_>) -> Option<f64>;
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
        Column::fixed("was_division_charge", "charge", Money, |of| {
            Some(of.results.charge)
        }),
        Column::fixed(
            "was_division_run_rate_gross",
            "run-rate before rehires",
            Money,
            |of| Some(of.results.run_rate_gross),
        ),
        Column::fixed("was_division_run_rate", "run-rate", Money, |of| {
            Some(of.results.run_rate)
        }),
        Column::fixed("was_division_ai_run_rate", "of it to AI", Money, |of| {
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
            "SUMPRODUCT(--([division_headcount:division_duration]\
             <>[was_division_headcount:was_division_duration]))",
            |_| 0.0,
        )
        .sum()
        .group("Check"),
        Column::formula(
            "division_differs",
            "results that differ",
            Whole,
            concat!(
                "SUMPRODUCT(--(ABS([before:extra_quits]-[was_before:was_extra_quits])>1E-6*\
                 ABS([was_before:was_extra_quits])+1E-9*[was_before]))+",
                differs!("division_charge"),
                "+",
                differs!("division_run_rate_gross"),
                "+",
                differs!("division_run_rate"),
                "+",
                differs!("division_ai_run_rate"),
                "+",
                "IF(AND(ISNUMBER([span_after]),ISNUMBER([was_span_after])),IF(ABS([span_after]-\
                 [was_span_after])>1E-6*[was_span_after],1,0),IF([span_after]=[was_span_after],\
                 0,1))"
            ),
            |_| 0.0,
        )
        .sum(),
    ]
}
