//! Equal cuts: the smallest cut for all at which divisions reach a target together.
//!
//! The target is piecewise linear in the equal cut. With the largest cut as small as possible, a division may stay
//! below the equal cut where that brings more; with equal shares it stands at the equal cut or at its guardrail.

use crate::model::{
    Plan, Scenario,
    solve::{
        problem::{Amount, Ask, Breakpoint, Curve, Problem, Solution},
        search::{Search, limits},
        target::{Objective, Target},
    },
};

/// Parts of the range that are searched: a target that is reached and lost again within a part is not seen.
const PARTS: usize = 256;
/// Halvings: to the last digit.
const HALVINGS: usize = 80;

/// Finds the smallest equal cut that reaches the target, or `None` where none does.
pub(super) fn solve(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let is_linked = ask.least == Objective::LargestCut && ask.cash_limit.is_some();
    if is_linked {
        return within_limit(scenario, plan, ask);
    }
    let problem = Problem::of(scenario, plan, ask, 1.0);
    let steps = steps(&problem);
    let excess = |equal: f64| brought(&problem, ask, equal) - ask.reach;
    let at = match ask.least {
        // With each division at its best, a larger equal cut never brings less.
        Objective::LargestCut => steps.partition_point(|&cut| excess(cut) < 0.0),
        _ => steps.iter().position(|&cut| excess(cut) >= 0.0)?,
    };
    let (mut low, mut high) = (*steps.get(at.saturating_sub(1))?, *steps.get(at)?);
    let (low_at, high_at) = (low, high);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if excess(middle) >= 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    let mut solution = problem.solution(ask, &cuts(&problem, ask, high));
    let rise = excess(high_at) - excess(low_at);
    let beside = 1e-6 * (high_at - low_at).max(f64::MIN_POSITIVE);
    let near = excess(high + beside) - excess(high);
    solution.price = (rise > 0.0 && near > 0.0).then(|| beside / near);
    solution.bound = Some(low.min(solution.harm));
    let levers = solution.plan.levers.iter().zip(&problem.curves);
    let may_rise =
        levers.map(|(levers, curve)| curve.is_free() && levers.cut < curve.largest_cut());
    let marginal = may_rise.enumerate().filter(|(_, may_rise)| *may_rise);
    solution.marginal = marginal.map(|(division, _)| division).collect();
    ask.keeps_limit(&solution.outcome).then_some(solution)
}

/// Finds the most that equal shares reach within the limit on cash.
pub(super) fn most(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Solution {
    let problem = Problem::of(scenario, plan, ask, 1.0);
    let at = |equal: f64| problem.solution(ask, &cuts(&problem, ask, equal));
    let mut best = at(0.0);
    for cut in steps(&problem) {
        let next = at(cut);
        if next.reached > best.reached && ask.keeps_limit(&next.outcome) {
            best = next;
        }
    }
    best
}

/// Returns even steps from 0 to the largest cut of any division.
fn steps(problem: &Problem<'_>) -> Vec<f64> {
    let free = problem.curves.iter().filter(|curve| curve.is_free());
    let most = free.map(Curve::largest_cut).fold(0.0, f64::max);
    (0..=PARTS)
        .map(|part| most * part as f64 / PARTS as f64)
        .collect()
}

/// Returns the target at an equal cut, by the sums of divisions or, where the fixed charge counts, by the kernel.
fn brought(problem: &Problem<'_>, ask: &Ask, equal: f64) -> f64 {
    let target = Amount::Target(ask.target);
    if ask.target == Target::NetCash {
        let plan = problem.with_cuts(&cuts(problem, ask, equal));
        return ask
            .target
            .figure()
            .of(&problem.scenario.evaluate_plan(&plan));
    }
    let of = |division: usize| {
        let cut = cut_at(problem, ask, division, equal);
        problem.amount(division, &problem.at(division, cut), target)
    };
    (0..problem.curves.len()).map(of).sum()
}

fn cuts(problem: &Problem<'_>, ask: &Ask, equal: f64) -> Vec<f64> {
    let of = |division| cut_at(problem, ask, division, equal);
    (0..problem.curves.len()).map(of).collect()
}

/// Returns the cut of a division at an equal cut: that, its guardrail, or, where cuts need not be equal, the cut below
/// that brings most.
fn cut_at(problem: &Problem<'_>, ask: &Ask, division: usize, equal: f64) -> f64 {
    let curve = &problem.curves[division];
    if !curve.is_free() {
        return curve.smallest_cut();
    }
    let end = equal.min(curve.largest_cut());
    if ask.least == Objective::EqualShares {
        return end;
    }
    let last = problem.at(division, end);
    let below = curve.breakpoints.iter().filter(|point| point.cut < end);
    let brings = |point: &Breakpoint| problem.amount(division, point, Amount::Target(ask.target));
    let best = below.chain([&last]).map(|point| (point.cut, brings(point)));
    let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(end, |(cut, _)| cut)
}

/// Finds the smallest largest cut within a limit on cash, by halving; each step is a linear program.
fn within_limit(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let needs = limits(scenario, ask);
    let at = |equal: f64| {
        let problem = Problem::of(scenario, plan, ask, equal);
        let found = Search::least(&problem, ask, Amount::LaidOff, &needs)?;
        let mut solution = problem.solution(ask, &found.cuts);
        solution.marginal.clone_from(&found.marginal);
        solution.cash_binds = found.cash_binds();
        Some(solution)
    };
    let mut best = at(1.0)?;
    let (mut low, mut high) = (0.0, best.harm);
    while high - low > 1e-10 {
        let middle = 0.5 * (low + high);
        match at(middle) {
            Some(solution) => (high, best) = (solution.harm.min(middle), solution),
            None => low = middle,
        }
    }
    best.bound = Some(low.min(best.harm));
    Some(best)
}
