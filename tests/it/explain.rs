//! Explanations: every result follows from its terms, and every input that affects it is among them.

use proptest::prelude::*;
use reallot::file;
use reallot::model::{Explanation, Figure, Input, Lever, Operand, Scenario, SourceKind};

use crate::arbitrary::{plausible, scenario};
use crate::impact::{differ, nudge, rich};
use crate::tables::every_input;

fn built_in() -> Scenario {
    file::parse(include_str!("../../scenarios/amazon-2025.ron")).expect("a scenario")
}

/// Checks that every result matches the report, and that every term follows from its own terms.
fn every_figure_follows(scenario: &Scenario) -> Result<(), TestCaseError> {
    let plan = &scenario.plans[0];
    let outcome = scenario.evaluate(0);
    let explanation = Explanation::of(scenario, plan);
    let scale = outcome.savings.charge.abs() + outcome.savings.run_rate_gross.abs() + 1.0;
    let near = |a: f64, b: f64, scale: f64| {
        a.is_nan() && b.is_nan()
            || a == b
            || (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(scale)
    };
    let mut done = std::collections::BTreeSet::new();
    for figure in Figure::all(scenario) {
        let path = figure.path(scenario);
        let operand = explanation.figure(figure);
        let (told, is) = (explanation.value(operand), figure.of(&outcome));
        let is_the_report_s = told.to_bits() == is.to_bits() || told.is_nan() && is.is_nan();
        prop_assert!(is_the_report_s, "{path}: {told} is {is}");
        let mut waiting = vec![operand];
        while let Some(operand) = waiting.pop() {
            let Operand::Written(term) = operand else {
                continue;
            };
            if !done.insert(term) {
                continue;
            }
            let Some(formula) = explanation.formula(term) else {
                continue;
            };
            let value = |term| explanation.value(Operand::Written(term));
            let again = formula.value(&value);
            let read = explanation
                .reading(term)
                .map(|reading| reading.value(&value));
            prop_assert!(
                read.is_some_and(|read| near(read, again, scale)),
                "{path}: read as {read:?}, is {again}"
            );
            let terms = Explanation::terms(&formula);
            let largest = terms
                .iter()
                .map(|&t| value(t).abs())
                .filter(|v| v.is_finite())
                .fold(0.0, f64::max);
            let is = value(term);
            prop_assert!(
                near(again, is, largest * 1e-3),
                "{path}: {:?} {again} is {is}",
                explanation.name(term)
            );
            waiting.extend(terms.into_iter().map(Operand::Written));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn results_of_likely_scenarios_follow_from_their_terms(scenario in plausible()) {
        every_figure_follows(&scenario)?;
    }

    #[test]
    fn results_of_any_scenario_follow_from_their_terms(scenario in scenario()) {
        every_figure_follows(&scenario)?;
    }
}

#[test]
fn results_of_the_built_in_scenario_follow_from_their_terms() {
    every_figure_follows(&built_in()).expect("all of them");
}

/// Returns the results that change with `input` without having it among their inputs.
fn moved_and_not_told(base: &Scenario, explanation: &Explanation, input: Input) -> Vec<String> {
    let mut nudged = base.clone();
    nudge(&mut nudged, input);
    let (before, after) = (base.evaluate(0), nudged.evaluate(0));
    let moves = |figure: &Figure| differ(figure.of(&before), figure.of(&after));
    let is_told = |figure: &Figure| explanation.inputs(*figure).contains(&input);
    let all = Figure::all(base).into_iter();
    all.filter(|figure| moves(figure) && !is_told(figure))
        .map(|figure| format!("{} moves {}", input.path(base), figure.path(base)))
        .collect()
}

#[test]
fn what_moves_a_figure_is_among_its_inputs() {
    let base = rich();
    let explanation = Explanation::of(&base, &base.plans[0]);
    let objections: Vec<String> = every_input(&base)
        .into_iter()
        // The horizon determines which quarters are summed, and is not itself a term.
        .filter(|input| *input != Input::Horizon)
        // Shares sum to 1, so one cannot change alone.
        .filter(|input| !matches!(input, Input::Share(_)))
        // If this lever is omitted, the division's own share of managers applies.
        .filter(|input| !matches!(input, Input::Lever(1, Lever::Managers)))
        .flat_map(|input| moved_and_not_told(&base, &explanation, input))
        .collect();
    assert!(objections.is_empty(), "\n{}\n", objections.join("\n"));
}

#[test]
fn an_option_hangs_on_its_own_share_and_not_on_another_s() {
    let base = rich();
    let explanation = Explanation::of(&base, &base.plans[0]);
    let figure = Figure::parse("ai.options.halls.bought", &base).unwrap();
    let inputs = explanation.inputs(figure);
    assert!(inputs.contains(&Input::Share(0)) && !inputs.contains(&Input::Share(1)));
}

#[test]
fn payback_of_the_built_in_scenario_leads_down_to_a_sourced_input() {
    let scenario = built_in();
    let explanation = Explanation::of(&scenario, &scenario.plans[0]);
    let payback = Figure::parse("savings.payback_months", &scenario).unwrap();
    let path = |input: &Input| input.path(&scenario);
    let sourced = |wanted: &String| {
        let mut sources = scenario.plans[0].sources.iter().chain(&scenario.sources);
        sources.any(|(path, source)| path == wanted && source.kind == SourceKind::Sourced)
    };
    let inputs: Vec<String> = explanation.inputs(payback).iter().map(path).collect();
    assert!(inputs.iter().any(sourced), "{inputs:?}");
    assert!(inputs.contains(&"assumptions.severance_weeks_per_year".to_owned()));
    assert!(!inputs.contains(&"discount_rate".to_owned()), "{inputs:?}");
    assert!(!inputs.contains(&"assumptions.survivor_quits".to_owned()));
}
