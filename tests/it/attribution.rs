//! What each changed input contributes: the parts against the definition, and laws that need no formula.

use crate::arbitrary;
use crate::stage::amazon;
use proptest::prelude::*;
use reallot::model::{
    Attribution, Changed, Figure, Funding, Input, Lever, Method, Plan, Scenario, Unlike,
    attribution, defined,
};

fn attributed(scenario: &Scenario, from: &Plan, to: &Plan, path: &str) -> Attribution {
    let figure = Figure::parse(path, scenario).unwrap();
    attribution((scenario, from), (scenario, to), figure).unwrap()
}

/// Computes the mean over all orders literally, by walking through each.
fn by_definition(values: &dyn Fn(usize) -> f64, changes: usize) -> Vec<f64> {
    fn walk(
        values: &dyn Fn(usize) -> f64,
        changes: usize,
        made: usize,
        steps: &mut Vec<(usize, f64)>,
        sums: &mut (Vec<f64>, f64),
    ) {
        if steps.len() == changes {
            for &(change, step) in steps.iter() {
                sums.0[change] += step;
            }
            sums.1 += 1.0;
        }
        for change in (0..changes).filter(|change| made >> change & 1 == 0) {
            let next = made | 1 << change;
            steps.push((change, values(next) - values(made)));
            walk(values, changes, next, steps, sums);
            steps.pop();
        }
    }
    let mut sums = (vec![0.0; changes], 0.0);
    walk(values, changes, 0, &mut Vec::new(), &mut sums);
    sums.0.iter().map(|sum| sum / sums.1).collect()
}

#[test]
fn few_changes_are_worth_what_the_definition_says() {
    let scenario = amazon();
    let from = scenario.plans[0].clone();
    let mut to = from.clone();
    to.levers[0].cut += 0.05;
    to.levers[1].start += 1.0;
    to.attrition_first = 0.5;
    to.redeploy = 0.2;
    to.funding = from.funding.other();
    let figure = Figure::parse("ai.total", &scenario).unwrap();
    let value = |made: usize| {
        let mut plan = from.clone();
        if made & 1 != 0 {
            plan.levers[0].cut = to.levers[0].cut;
        }
        if made & 2 != 0 {
            plan.levers[1].start = to.levers[1].start;
        }
        if made & 4 != 0 {
            plan.attrition_first = to.attrition_first;
        }
        if made & 8 != 0 {
            plan.redeploy = to.redeploy;
        }
        if made & 16 != 0 {
            plan.funding = to.funding;
        }
        figure.of(&scenario.evaluate_plan(&plan))
    };
    let expected = by_definition(&value, 5);
    let found = attributed(&scenario, &from, &to, "ai.total");
    assert_eq!(found.method, Method::Exact { is_whole: true });
    assert_eq!(found.parts.len(), 5, "{:?}", found.parts);
    let scale = expected
        .iter()
        .fold(0.0_f64, |most, part| most.max(part.abs()));
    for (part, expected) in found.parts.iter().zip(expected) {
        let off = (part.amount - expected).abs();
        assert!(off <= 1e-9 * scale, "{part:?} is not {expected}");
    }
    assert_eq!(found.total(), found.change());
}

#[test]
fn an_input_that_moves_nothing_accounts_for_nothing() {
    let scenario = amazon();
    let from = scenario.plans[0].clone();
    let mut to = from.clone();
    to.levers[0].cut += 0.01;
    to.levers[0].reallocate = 0.25;
    let found = attributed(&scenario, &from, &to, "savings.run_rate");
    let idle = found.parts.iter().find(|part| {
        matches!(
            part.changed,
            Changed::Input {
                input: Input::Lever(0, Lever::Reallocate),
                ..
            }
        )
    });
    assert_eq!(idle.unwrap().amount, 0.0);
    assert_eq!(found.total(), found.change());
    assert_ne!(found.change(), 0.0);
}

#[test]
fn many_changes_are_worth_the_same_every_time_and_add_up() {
    let scenario = amazon();
    let from = scenario.plans[0].clone();
    let mut to = from.clone();
    for (index, levers) in to.levers.iter_mut().enumerate() {
        levers.cut += 0.01 + 0.001 * index as f64;
        levers.start += 0.5;
    }
    to.attrition_first = 0.4;
    let found = attributed(&scenario, &from, &to, "savings.npv");
    assert!(found.parts.len() > 10);
    assert_eq!(found.method, Method::Orders(32));
    assert_eq!(found.total(), found.change());
    assert_eq!(found, attributed(&scenario, &from, &to, "savings.npv"));
}

#[test]
fn shares_of_a_portfolio_are_one_change_and_so_is_a_severance_range_that_moves_past_itself() {
    let scenario = amazon();
    let from = scenario.plans[0].clone();
    let (mut other, mut to) = (scenario.clone(), from.clone());
    to.portfolio.rotate_left(1);
    other.inputs.assumptions.severance_min_weeks = 60.0;
    other.inputs.assumptions.severance_max_weeks = 80.0;
    let figure = Figure::parse("savings.charge", &scenario).unwrap();
    let found = attribution((&scenario, &from), (&other, &to), figure).unwrap();
    let kinds: Vec<&Changed> = found.parts.iter().map(|part| &part.changed).collect();
    assert!(
        matches!(
            kinds[..],
            [Changed::SeveranceRange { .. }, Changed::Portfolio { .. }]
        ),
        "{kinds:?}"
    );
    assert_eq!(found.parts[1].amount, 0.0);
    assert_eq!(found.total(), found.change());
}

#[test]
fn a_figure_that_is_undefined_at_an_end_is_not_shared_out() {
    let scenario = amazon();
    let from = scenario.plans[0].clone();
    let mut to = from.clone();
    for levers in &mut to.levers {
        levers.cut = 0.0;
    }
    let found = attributed(&scenario, &from, &to, "savings.simple_payback_months");
    assert!(defined(found.from).is_some() && defined(found.to).is_none());
    assert_eq!(found.method, Method::Undefined);
    assert!(!found.parts.is_empty());
    assert!(found.parts.iter().all(|part| part.amount.is_nan()));
}

#[test]
fn divisions_are_matched_by_key_and_other_ones_refused() {
    let scenario = amazon();
    let plan = &scenario.plans[0];
    let mut turned = scenario.clone();
    turned.divisions.reverse();
    turned.inputs.divisions.reverse();
    turned.plans[0].levers.reverse();
    let figure = Figure::parse("savings.npv", &scenario).unwrap();
    let found = attribution((&turned, &turned.plans[0]), (&scenario, plan), figure).unwrap();
    assert_eq!(found.parts, []);
    let mut fewer = scenario.clone();
    fewer.divisions.pop();
    fewer.inputs.divisions.pop();
    fewer.plans[0].levers.pop();
    let refused = attribution((&fewer, &fewer.plans[0]), (&scenario, plan), figure);
    assert_eq!(refused, Err(Unlike::Divisions));
    let mut later = scenario.clone();
    later.start = later.start.plus(1);
    let refused = attribution((&later, plan), (&scenario, plan), figure);
    assert_eq!(refused, Err(Unlike::Start));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_and_change_their_sign_with_the_ends(
        scenario in arbitrary::plausible(),
        place in any::<prop::sample::Index>(),
        nudge in 0.0..0.3_f64,
        mask in any::<u16>(),
    ) {
        let from = scenario.plans[0].clone();
        let mut to = from.clone();
        for (index, levers) in to.levers.iter_mut().enumerate() {
            if mask >> (index % 16) & 1 != 0 {
                levers.cut = (levers.cut + nudge).min(1.0);
                levers.duration += nudge;
            }
        }
        if mask & 1 != 0 {
            to.funding = match to.funding {
                Funding::Immediate => Funding::AfterPayback,
                Funding::AfterPayback => Funding::Immediate,
            };
        }
        let figures = Figure::all(&scenario);
        let figure = figures[place.index(figures.len())];
        let there = attribution((&scenario, &from), (&scenario, &to), figure).unwrap();
        let back = attribution((&scenario, &to), (&scenario, &from), figure).unwrap();
        prop_assert_eq!(there.method, back.method);
        if matches!(there.method, Method::Undefined | Method::UndefinedBetween) {
            return Ok(());
        }
        // The tolerance reflects the rounding of such a sum.
        let largest = there.parts.iter().map(|part| part.amount.abs()).fold(0.0, f64::max);
        let off = (there.total() - there.change()).abs();
        prop_assert!(off <= f64::EPSILON * largest, "{} is off by {off}", there.change());
        let scale = there.parts.iter().fold(there.to.abs().max(there.from.abs()), |most, part| {
            most.max(part.amount.abs())
        });
        for (part, turned) in there.parts.iter().zip(&back.parts) {
            let off = (part.amount + turned.amount).abs();
            prop_assert!(off <= 1e-9 * scale, "{:?} and {:?}", part, turned);
        }
    }
}
