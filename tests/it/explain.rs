//! Explanations: every result recomputed from its terms, and every input that moves it among them.

use proptest::prelude::*;
use reallot::file;
use reallot::model::{Explanation, Figure, Operand, Scenario};

use crate::arbitrary::{plausible, scenario};

fn built_in() -> Scenario {
    file::parse(include_str!("../../scenarios/amazon-2025.ron")).expect("a scenario")
}

/// Every figure is the report's, and every term on the way to it follows from its own terms.
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
        prop_assert!(near(told, is, scale), "{path}: {told} is {is}");
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
    #![proptest_config(ProptestConfig::with_cases(48))]

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
