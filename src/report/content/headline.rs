//! The plan in a sentence, and its most important figures: savings and costs alike.

use crate::model::{AiOutcome, Headcount, Savings, Unit, defined, simulate::Metric};
use crate::report::{
    Block, Table,
    content::{Subject, headcount::Whole},
};

/// Returns the plan in a sentence.
pub(super) fn sentence(subject: &Subject<'_>) -> String {
    let words = &subject.words;
    let people = Whole::of(subject);
    if people.cut() == 0.0 {
        return format!("No positions are cut of {}.", words.people(people.before));
    }
    let ways = [
        (people.laid_off, "by laying people off"),
        (people.attrition, "by leaving natural quits unfilled"),
        (people.redeployed, "by moving people to AI roles"),
    ];
    let used = ways.iter().filter(|(n, _)| *n > 0.0);
    let ways: Vec<String> = match used.clone().count() {
        1 => used.map(|(_, way)| format!("all {way}")).collect(),
        _ => used
            .map(|(n, way)| format!("{} {way}", words.people(*n)))
            .collect(),
    };
    let to_ai = match defined(subject.value(AiOutcome::CAPEX_SHARE)) {
        Some(share) => format!(", {} of the capex plan", words.share(share)),
        None => String::new(),
    };
    format!(
        "{} of {} positions are cut ({}), {}. A charge of {} comes first; once carried out, the \
         plan saves {} a year. {} a year moves to AI{to_ai}.",
        words.people(people.cut()),
        words.people(people.before),
        words.share(people.cut() / people.before),
        ways.join(", "),
        subject.money(Savings::CHARGE),
        subject.money(Savings::RUN_RATE),
        subject.money(AiOutcome::RUN_RATE),
    )
}

/// A name, a figure and a note.
type Row = [String; 3];

/// Returns the most important figures, by subject.
pub(super) fn rows(subject: &Subject<'_>) -> [(&'static str, Vec<Row>); 4] {
    [
        ("People", people(subject)),
        ("What it costs", costs(subject)),
        ("What it saves", savings(subject)),
        ("Money for AI", ai(subject)),
    ]
}

/// Returns the same as tables.
pub(super) fn tables(subject: &Subject<'_>) -> [Block; 4] {
    rows(subject).map(|(title, rows)| {
        let mut table = Table::new(title).figures(["figure"]).words("");
        for row in rows {
            table.row(row);
        }
        Block::Headline(table)
    })
}

fn people(subject: &Subject<'_>) -> Vec<Row> {
    let words = &subject.words;
    let people = Whole::of(subject);
    let arrow = words.arrow();
    let by = words
        .change(people.after() - people.before, Unit::People)
        .unwrap_or_else(|| "no change".into());
    let of_all = |n: f64| format!("{} of all people", words.share(n / people.before));
    let [before, after] =
        [Headcount::MANAGERS_BEFORE, Headcount::MANAGERS_AFTER].map(|n| subject.people(n));
    let [all_before, all_after] = [people.before, people.after()].map(|n| words.people(n));
    vec![
        row(
            "People, FTE",
            format!("{all_before} {arrow} {all_after}"),
            format!("{by}, hired back and hired for AI included"),
        ),
        row(
            "Laid off",
            words.people(people.laid_off),
            of_all(people.laid_off),
        ),
        row(
            "Positions cut",
            words.people(people.cut()),
            of_all(people.cut()),
        ),
        row(
            "Managers",
            format!("{before} {arrow} {after}"),
            "among the people",
        ),
    ]
}

fn row(name: &str, figure: String, note: impl Into<String>) -> Row {
    [name.into(), figure, note.into()]
}

fn costs(subject: &Subject<'_>) -> Vec<Row> {
    let (money, people) = (|of| subject.money(of), |of| subject.people(of));
    let first = "for the people laid off, before savings arrive";
    let replaced = format!(
        "in the year after; {} to replace them, contested",
        money(Savings::SURVIVORS)
    );
    vec![
        row(
            "Restructuring charge",
            money(Savings::CHARGE),
            subject.in_range(Metric::Charge, first),
        ),
        row(
            "Survivors who quit",
            people(Headcount::EXTRA_QUITS),
            replaced,
        ),
        row(
            "Uncovered work, FTE",
            people(Headcount::UNCOVERED),
            "automation does not cover it, and nobody is left for it",
        ),
        row(
            "Lost output",
            money(Savings::LOST_OUTPUT),
            "while survivors recover; economic, not cash",
        ),
    ]
}

fn savings(subject: &Subject<'_>) -> Vec<Row> {
    let end = &subject.end;
    let payback = |of| match defined(subject.value(of)) {
        Some(_) => subject.figure(of),
        None => format!("not by {end}"),
    };
    let money = |of| subject.money(of);
    let after = |note: &str, figure: String| format!("{note}after survivors’ quits: {figure}");
    let saved = "run-rate after rehires, plan carried out".into();
    let late = after("", payback(Savings::PAYBACK_AFTER_SURVIVORS_MONTHS));
    let cash = after(
        &format!("by {end}; "),
        money(Savings::NET_CASH_AFTER_SURVIVORS),
    );
    let value = after(&format!("to {end}; "), money(Savings::NPV_AFTER_SURVIVORS));
    let rows = [
        (
            "Saved a year",
            Metric::RunRate,
            money(Savings::RUN_RATE),
            saved,
        ),
        (
            "Payback",
            Metric::PaybackMonths,
            payback(Savings::PAYBACK_MONTHS),
            late,
        ),
        ("Net cash", Metric::NetCash, money(Savings::NET_CASH), cash),
        ("Net present value", Metric::Npv, money(Savings::NPV), value),
    ];
    let with_range = |(name, metric, figure, note): (&str, Metric, String, String)| {
        row(name, figure, subject.in_range(metric, &note))
    };
    rows.map(with_range).into()
}

fn ai(subject: &Subject<'_>) -> Vec<Row> {
    let end = &subject.end;
    let in_all = format!("{} in all, by {end}", subject.money(AiOutcome::TOTAL));
    let mut rows = vec![row(
        "Moves to AI a year",
        subject.money(AiOutcome::RUN_RATE),
        subject.in_range(Metric::AiRunRate, &in_all),
    )];
    if let Some(plan) = subject.scenario.inputs.capex_plan {
        let plan = subject.words.money(plan);
        rows.push(row(
            "Share of the capex plan",
            subject.figure(AiOutcome::CAPEX_SHARE),
            format!("of {plan}, {}", subject.scenario.capex_period),
        ));
        rows.push(row(
            "Days of the capex plan",
            subject.figure(AiOutcome::CAPEX_DAYS),
            "that a year of it pays for",
        ));
    }
    rows.push(row(
        "Retained",
        subject.money(AiOutcome::RETAINED),
        format!("net cash that does not move, by {end}"),
    ));
    rows
}
