//! Targets that no sum of divisions is: the plans that are best for another target, taken as far as the
//! one that is meant asks for.
//!
//! Must not claim more than it knows: what bounds the answer is stated, or nothing is.

use crate::model::{
    Plan, Scenario,
    solve::{
        Answer, Ask, Solution,
        optimise::{is_enough, most, optimise, too_far},
        target::Target,
    },
};

/// Money for AI once the plan has paid back: it follows the highest net cash, so plans are best for net
/// cash. With the share that goes to AI no more than the largest, at least the money over that share
/// must have come in by some quarter: the least harm of that over all quarters is a bound.
pub(super) fn after_payback(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Answer {
    let for_cash = |reach: f64| Ask {
        target: Target::NetCash,
        reach,
        ..ask.clone()
    };
    let figure = ask.target.figure();
    let measure = |solution: &Solution| figure.of(&solution.outcome);
    let solve = |reach: f64| optimise(scenario, plan, &for_cash(reach), None).solution;
    let found = halved(scenario, plan, ask, HALVINGS, solve, measure);
    let Some(mut solution) = found else {
        return too_far(scenario, plan, ask);
    };
    let largest = plan
        .levers
        .iter()
        .map(|levers| levers.reallocate)
        .fold(0.0, f64::max);
    let by = |horizon: usize| {
        let shorter = Scenario {
            horizon,
            ..scenario.clone()
        };
        let answer = optimise(&shorter, plan, &for_cash(ask.reach / largest), None);
        match answer.short {
            None => answer.solution.bound,
            Some(_) => None,
        }
    };
    let bounds = (1..=scenario.horizon).filter_map(by);
    solution.bound = bounds
        .reduce(f64::min)
        .map(|bound| bound.min(solution.harm));
    solution.price = None;
    Answer {
        solution,
        short: None,
    }
}

/// Halvings for a figure of the plan: to nine digits and more.
const HALVINGS: usize = 44;

/// The solution for the smallest of the other target that has what is asked for, or nothing.
pub(super) fn halved(
    scenario: &Scenario,
    plan: &Plan,
    ask: &Ask,
    halvings: usize,
    solve: impl Fn(f64) -> Solution,
    measure: impl Fn(&Solution) -> f64,
) -> Option<Solution> {
    let furthest = most(scenario, plan, ask);
    let other = |solution: &Solution| match ask.target {
        Target::AiTotal => Target::NetCash.figure().of(&solution.outcome),
        target => target.figure().of(&solution.outcome),
    };
    let (mut low, mut high) = (0.0, other(&furthest));
    let mut best = solve(high);
    if !is_enough(measure(&best), ask.reach) {
        return None;
    }
    for _ in 0..halvings {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        let next = solve(middle);
        if measure(&next) >= ask.reach {
            (high, best) = (middle, next);
        } else {
            low = middle;
        }
    }
    best.reached = measure(&best);
    best.harm = ask.least.of(
        &best.outcome,
        best.plan.levers.iter().map(|levers| levers.cut),
    );
    Some(best)
}
