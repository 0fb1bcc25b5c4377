//! The plan in a sentence, and the figures that matter most: what it saves and what it costs alike.
//!
//! Must not compute a result.

use crate::model::{Unit, defined, simulate::Metric};
use crate::report::{
    Block, Table,
    content::{Subject, headcount::Whole},
};
use crate::text;

/// The plan in a sentence.
pub(super) fn sentence(subject: &Subject<'_>) -> String {
    let (outcome, words) = (subject.outcome, &subject.words);
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
    let to_ai = match defined(outcome.ai.capex_share) {
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
        words.money(outcome.savings.charge),
        words.money(outcome.savings.run_rate),
        words.money(outcome.ai.run_rate),
    )
}

/// A name, a figure and a note.
type Row = [String; 3];

/// The figures that matter most, by what they are about.
pub(super) fn rows(subject: &Subject<'_>) -> [(&'static str, Vec<Row>); 4] {
    [
        ("People", people(subject)),
        ("What it costs", costs(subject)),
        ("What it saves", savings(subject)),
        ("Money for AI", ai(subject)),
    ]
}

/// The same as tables.
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
    let (results, words) = (&subject.outcome.headcount, &subject.words);
    let people = Whole::of(subject);
    let arrow = words.arrow();
    let change = people.after() - people.before;
    let by = words
        .change(change, Unit::People)
        .unwrap_or_else(|| "no change".into());
    let of_all = |n: f64| format!("{} of all people", words.share(n / people.before));
    let managers = [results.managers_before, results.managers_after];
    let [before, after] = managers.map(|n| words.people(text::whole(n)));
    vec![
        [
            "People, FTE".into(),
            format!(
                "{} {arrow} {}",
                words.people(people.before),
                words.people(people.after())
            ),
            format!("{by}, hired back and hired for AI included"),
        ],
        [
            "Laid off".into(),
            words.people(people.laid_off),
            of_all(people.laid_off),
        ],
        [
            "Positions cut".into(),
            words.people(people.cut()),
            of_all(people.cut()),
        ],
        [
            "Managers".into(),
            format!("{before} {arrow} {after}"),
            "among the people".into(),
        ],
    ]
}

fn costs(subject: &Subject<'_>) -> Vec<Row> {
    let (outcome, words) = (subject.outcome, &subject.words);
    let (savings, people) = (&outcome.savings, &outcome.headcount);
    vec![
        [
            "Restructuring charge".into(),
            words.money(savings.charge),
            subject.in_range(
                Metric::Charge,
                "for the people laid off, before savings arrive",
            ),
        ],
        [
            "Survivors who quit".into(),
            words.people(text::whole(people.extra_quits)),
            format!(
                "in the year after; {} to replace them, contested",
                words.money(savings.survivors)
            ),
        ],
        [
            "Uncovered work, FTE".into(),
            words.people(text::whole(people.uncovered)),
            "automation does not cover it, and nobody is left for it".into(),
        ],
        [
            "Lost output".into(),
            words.money(savings.lost_output),
            "while survivors recover; economic, not cash".into(),
        ],
    ]
}

fn savings(subject: &Subject<'_>) -> Vec<Row> {
    let (savings, words) = (&subject.outcome.savings, &subject.words);
    let end = &subject.end;
    let payback = |months: f64| match defined(months) {
        Some(months) => words.months(months),
        None => format!("not by {end}"),
    };
    vec![
        [
            "Saved a year".into(),
            words.money(savings.run_rate),
            subject.in_range(Metric::RunRate, "run-rate after rehires, plan carried out"),
        ],
        [
            "Payback".into(),
            payback(savings.payback_months),
            subject.in_range(
                Metric::PaybackMonths,
                &format!(
                    "after survivors’ quits: {}",
                    payback(savings.payback_after_survivors_months)
                ),
            ),
        ],
        [
            "Net cash".into(),
            words.money(savings.net_cash),
            subject.in_range(
                Metric::NetCash,
                &format!(
                    "by {end}; after survivors’ quits: {}",
                    words.money(savings.net_cash_after_survivors)
                ),
            ),
        ],
        [
            "Net present value".into(),
            words.money(savings.npv),
            subject.in_range(
                Metric::Npv,
                &format!(
                    "to {end}; after survivors’ quits: {}",
                    words.money(savings.npv_after_survivors)
                ),
            ),
        ],
    ]
}

fn ai(subject: &Subject<'_>) -> Vec<Row> {
    let (ai, words) = (&subject.outcome.ai, &subject.words);
    let mut rows = vec![[
        "Moves to AI a year".into(),
        words.money(ai.run_rate),
        subject.in_range(
            Metric::AiRunRate,
            &format!("{} in all, by {}", words.money(ai.total), subject.end),
        ),
    ]];
    if let Some(plan) = subject.scenario.inputs.capex_plan {
        let period = &subject.scenario.capex_period;
        rows.push([
            "Share of the capex plan".into(),
            words.share(ai.capex_share),
            format!("of {}, {period}", words.money(plan)),
        ]);
        rows.push([
            "Days of the capex plan".into(),
            words.days(ai.capex_days),
            "that a year of it pays for".into(),
        ]);
    }
    rows.push([
        "Retained".into(),
        words.money(ai.retained),
        format!("net cash that does not move, by {}", subject.end),
    ]);
    rows
}
