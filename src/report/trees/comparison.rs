//! Plans side by side, and the differences of scenarios and plans, as trees.

use crate::model::{
    Better, Change, Comparison, Confidence, Distribution, Funding, Given, Line, SourceKind, Unit,
    simulate::{METRICS, Paired},
};
use crate::report::Tree;

/// Returns a comparison. `keys` name its plans, differences are from the plan `base`, and `odds` has
/// for each plan how often it is better than that one, metric by metric.
pub fn comparison(
    comparison: &Comparison<'_>,
    keys: &[String],
    files: &[String],
    base: usize,
    odds: Option<&Duels>,
) -> Tree {
    let plans = comparison
        .columns
        .iter()
        .zip(keys)
        .zip(files)
        .map(|((column, key), file)| {
            let scenario = column.scenario;
            Tree::Record(vec![
                ("key", Tree::text(key)),
                ("file", Tree::text(file)),
                ("scenario", Tree::text(&scenario.name)),
                ("plan", Tree::text(&scenario.plans[column.plan].name)),
                ("currency", Tree::text(&scenario.currency)),
                ("start", Tree::text(scenario.start.to_string())),
                ("horizon", Tree::Whole(scenario.horizon as u64)),
            ])
        });
    let figures = comparison
        .lines
        .iter()
        .map(|line| figure(comparison, line, keys, base));
    Tree::Record(vec![
        ("against", Tree::text(&keys[base])),
        ("plans", Tree::list(plans)),
        ("figures", Tree::list(figures)),
        ("odds", odds.map_or(Tree::Nothing, |odds| duels(odds, keys))),
    ])
}

/// How every plan compares with one of them, draw by draw.
#[derive(Clone, Debug)]
pub struct Duels {
    pub draws: usize,
    pub seed: u64,
    /// For each plan, rows of [`METRICS`]; empty for the one that the others are compared with.
    pub plans: Vec<Vec<Option<Paired>>>,
}

fn figure(comparison: &Comparison<'_>, line: &Line, keys: &[String], base: usize) -> Tree {
    let best = comparison.best(line);
    let winners = keys.iter().zip(&best).filter(|(_, best)| **best);
    let values = keys.iter().enumerate().map(|(at, key)| {
        Tree::Record(vec![
            ("key", Tree::text(key)),
            ("value", Tree::figure(line.values[at])),
            (
                "difference",
                Tree::figure(comparison.difference(line, at, base)),
            ),
        ])
    });
    let better = match line.figure.spec().better {
        Some(Better::More) => Tree::text("more"),
        Some(Better::Less) => Tree::text("less"),
        None => Tree::Nothing,
    };
    Tree::Record(vec![
        ("path", Tree::text(&line.path)),
        ("name", Tree::text(&line.label)),
        ("unit", Tree::text(unit(line.unit()))),
        ("better", better),
        ("plans", Tree::list(values)),
        ("best", Tree::list(winners.map(|(key, _)| Tree::text(key)))),
    ])
}

fn duels(odds: &Duels, keys: &[String]) -> Tree {
    let plan = |(key, metrics): (&String, &Vec<Option<Paired>>)| {
        let rows = METRICS.iter().zip(metrics);
        let rows =
            rows.map(|(row, versus)| (row.name, versus.as_ref().map_or(Tree::Nothing, duel)));
        Tree::Record(vec![
            ("key", Tree::text(key)),
            ("metrics", Tree::Record(rows.collect())),
        ])
    };
    let others = keys
        .iter()
        .zip(&odds.plans)
        .filter(|(_, metrics)| !metrics.is_empty());
    Tree::Record(vec![
        ("draws", Tree::Whole(odds.draws as u64)),
        ("seed", Tree::Whole(odds.seed)),
        ("plans", Tree::list(others.map(plan))),
    ])
}

fn duel(versus: &Paired) -> Tree {
    Tree::Record(vec![
        ("p10", Tree::figure(versus.p10)),
        ("p50", Tree::figure(versus.p50)),
        ("p90", Tree::figure(versus.p90)),
        ("beats", Tree::figure(versus.beats)),
        ("equal", Tree::figure(versus.equal)),
        ("loses", Tree::figure(versus.loses)),
    ])
}

/// Returns what differs, value by value.
pub fn changes(changes: &[Change]) -> Tree {
    Tree::list(changes.iter().map(|change| {
        let given = |given: &Option<Given>| given.as_ref().map_or(Tree::Nothing, value);
        Tree::Record(vec![
            ("path", Tree::text(&change.path)),
            (
                "plan",
                change.plan.as_ref().map_or(Tree::Nothing, Tree::text),
            ),
            ("name", Tree::text(&change.label)),
            ("from", given(&change.from)),
            ("to", given(&change.to)),
        ])
    }))
}

fn value(given: &Given) -> Tree {
    match given {
        Given::Number(number, _) => Tree::figure(*number),
        Given::Text(text) | Given::Part(text) => Tree::text(text),
        Given::Distribution(distribution, _) => distributed(distribution),
        Given::Source(source) => Tree::Record(vec![
            ("kind", Tree::text(kind(source.kind))),
            ("text", Tree::text(&source.text)),
            (
                "confidence",
                source
                    .confidence
                    .map_or(Tree::Nothing, |c| Tree::text(confidence(c))),
            ),
        ]),
        Given::Funding(Funding::Immediate) => Tree::text("Immediate"),
        Given::Funding(Funding::AfterPayback) => Tree::text("AfterPayback"),
        Given::Own => Tree::text("the division's own"),
    }
}

fn distributed(distribution: &Distribution) -> Tree {
    let numbers = distribution.numbers().into_iter().map(Tree::figure);
    Tree::Record(vec![
        ("kind", Tree::text(distribution.shape().spec().name)),
        ("numbers", Tree::list(numbers)),
    ])
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Sourced => "Sourced",
        SourceKind::Derived => "Derived",
        SourceKind::Illustrative => "Illustrative",
        SourceKind::Judgement => "Judgement",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "High",
        Confidence::Medium => "Medium",
        Confidence::Low => "Low",
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "people",
        Unit::Money => "money",
        Unit::MoneyPerYear => "money a year",
        Unit::Share => "share",
        Unit::SharePerYear => "share a year",
        Unit::Ratio => "ratio",
        Unit::Count => "count",
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Quarters => "quarters",
        Unit::Years => "years",
    }
}
