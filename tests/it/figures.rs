//! The paths of results: every result of a report has one, and every path leads back to its result.

use reallot::file;
use reallot::model::{Figure, defined, simulate::METRICS, warnings};
use reallot::tui::Pane;
use std::collections::{BTreeMap, BTreeSet};

use crate::arbitrary::scenario;
use crate::stage::program;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_address_leads_back_to_itself_and_to_the_figure_of_the_report(scenario in scenario()) {
        let outcome = scenario.evaluate(0);
        let report = reallot::report::report(&scenario, 0, &outcome, &warnings(&scenario, 0, &outcome));
        let told = figures_of(&reallot::report::csv(&report));
        let all = Figure::all(&scenario);
        for &figure in &all {
            let path = figure.path(&scenario);
            prop_assert_eq!(Figure::parse(&path, &scenario), Ok(figure), "{}", path);
            if figure.spec().name == "peak_negative_quarter" {
                continue;
            }
            let known = told.get(&path).copied();
            prop_assert_eq!(Some(defined(figure.of(&outcome)).map(|v| v + 0.0)), known, "{}", path);
        }
        let named: Vec<String> = all.iter().map(|figure| figure.path(&scenario)).collect();
        for path in told.keys() {
            prop_assert!(named.contains(path), "{path} has no address");
        }
    }
}

/// Parses a CSV report into paths and values.
fn figures_of(csv: &str) -> BTreeMap<String, Option<f64>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records = reader.records().map(|record| record.expect("a record"));
    let is_figure = |path: &str| {
        let parts = ["headcount.", "savings.", "ai.", "quarters.", "divisions."];
        parts.iter().any(|part| path.starts_with(part)) && !path.ends_with("peak_negative_quarter")
    };
    records
        .map(|record| (record[0].to_owned(), record[1].parse().ok()))
        .filter(|(path, _)| is_figure(path))
        .collect()
}

/// Results that no pane lists: what was before the plan stands beside what is after it, divisions are in
/// tables of their own, and the others are for reports.
const IN_NO_PANE: [&str; 7] = [
    "headcount.before",
    "headcount.managers_before",
    "headcount.span_before",
    "headcount.layers_before",
    "headcount.decision_days_before",
    "savings.peak_negative_quarter",
    "ai.options.{}.total",
];

#[test]
fn every_result_is_in_a_pane_or_stated_not_to_be() {
    let state = program();
    let panes = [Pane::Headcount, Pane::Savings, Pane::Ai, Pane::Cash];
    let rows = panes.into_iter().flat_map(|pane| state.figures_in(pane));
    let lines = (0..).map_while(|line| state.line_figure(1, line));
    let shown: BTreeSet<&str> = rows.chain(lines).map(|figure| figure.spec().path).collect();
    for figure in Figure::all(state.scenario()) {
        let path = figure.spec().path;
        let is_division = matches!(figure, Figure::Division(..));
        let is_stated = is_division || IN_NO_PANE.contains(&path);
        assert!(shown.contains(path) != is_stated, "{path}");
    }
}

#[test]
fn every_metric_is_a_figure_of_the_same_unit() {
    let scenario =
        file::parse(include_str!("../../scenarios/amazon-2025.ron")).expect("a scenario");
    let outcome = scenario.evaluate(0);
    for row in &METRICS {
        let figure = Figure::parse(row.name, &scenario).expect("an address");
        assert_eq!(figure.spec().unit, row.unit, "{}", row.name);
        assert_eq!(figure.of(&outcome), row.metric.of(&outcome), "{}", row.name);
    }
}

#[test]
fn what_is_unknown_is_told_with_what_is_known() {
    let scenario =
        file::parse(include_str!("../../scenarios/amazon-2025.ron")).expect("a scenario");
    for (path, part, known) in [
        ("savings.paybak", "paybak", "payback_months"),
        ("divisions.hr2.laid_off", "hr2", "pxt"),
        ("quarters.2031-Q1.ai", "2031-Q1", "2026-Q1"),
        ("savings.in_year.1999", "1999", "2025"),
        ("nonsense", "nonsense", "savings.NAME"),
    ] {
        let unknown = Figure::parse(path, &scenario).expect_err(path);
        assert_eq!(unknown.part, part);
        assert!(
            unknown.known.iter().any(|name| name == known),
            "{path}: {:?}",
            unknown.known
        );
    }
}
