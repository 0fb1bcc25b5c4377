//! The cuts with the least harm that reach a target.
//!
//! Amounts that are sums over divisions are left to the linear program of `search`, one cut for all to `equal_cut`.
//! The soonest payback is found by halving the time by which cash is back. A target that is no such sum, or that
//! is asked for in a share of draws, is reached with plans that are best for another target, taken as far as needed.
//! Whatever is found is evaluated by the kernel before it is called a solution.

use crate::model::{
    Funding, Plan, Scenario,
    solve::{
        equal_cut,
        problem::{Amount, Answer, Ask, Chance, Problem, Short, Solution, is_enough},
        search::{Found, Need, Search, limits},
        target::{Objective, Target},
    },
};

/// Finds the cuts of `plan` that `ask` asks for; with `chance`, cuts that reach the target in a share of draws.
///
/// Where none reach it, the answer holds those that come nearest, and what other limits would allow.
pub fn optimise(
    scenario: &Scenario,
    plan: &Plan,
    ask: &Ask,
    chance: Option<&Chance<'_>>,
) -> Answer {
    if let Some(chance) = chance {
        return with_chance(scenario, plan, ask, chance);
    }
    let waits = plan.funding == Funding::AfterPayback && ask.target == Target::AiTotal;
    if waits {
        return after_payback(scenario, plan, ask);
    }
    let found = nothing_cut(scenario, plan, ask).or_else(|| match ask.least {
        Objective::LargestCut | Objective::EqualShares => equal_cut::solve(scenario, plan, ask),
        Objective::Payback => fastest(scenario, plan, ask),
        _ => fewest(scenario, plan, ask),
    });
    match found {
        Some(solution) => Answer {
            solution,
            short: None,
        },
        None => too_far(scenario, plan, ask),
    }
}

/// Returns the plan without cuts where that is enough: nothing has less harm.
fn nothing_cut(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let problem = Problem::of(scenario, plan, ask, 1.0);
    let mut solution = problem.solution(ask, &problem.smallest_cuts());
    // Among shares that are equal none is the least; a payback may still come sooner with more.
    let is_least = ask.least != Objective::Payback || solution.harm == 0.0;
    let is_fine = solution.reached >= ask.reach && ask.keeps_limit(&solution.outcome);
    solution.bound = Some(solution.harm);
    (is_least && is_fine).then_some(solution)
}

/// Finds the least of an amount.
fn fewest(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let problem = Problem::of(scenario, plan, ask, 1.0);
    let amount = Amount::of(ask.least)?;
    let found = Search::least(&problem, ask, amount, &limits(scenario, ask))?;
    Some(certified(&problem, ask, amount, &found))
}

/// Returns what was found as a solution, with the bound that certifies it.
fn certified(problem: &Problem<'_>, ask: &Ask, amount: Amount, found: &Found) -> Solution {
    let mut solution = problem.solution(ask, &found.cuts);
    let fixed = match amount {
        Amount::OneTime => solution.outcome.savings.charge_lines.fixed,
        _ => 0.0,
    };
    solution.bound = Some((found.bound(problem, amount) + fixed).min(solution.harm));
    solution.price = found.rows.first().map(|(_, price)| *price);
    solution.marginal.clone_from(&found.marginal);
    solution.cash_binds = found.cash_binds();
    solution
}

/// Finds the soonest payback, and of the plans that have it the one with the fewest laid off.
///
/// That net cash is not below 0 from a time on is linear in the cuts, so the time is found by halving.
fn fastest(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let problem = Problem::of(scenario, plan, ask, 1.0);
    let limits = limits(scenario, ask);
    let by = |time: f64| {
        let within = |spare: f64| {
            let mut needs = limits.clone();
            needs.extend(paid_back_by(time, scenario.horizon, spare));
            let found = Search::least(&problem, ask, Amount::LaidOff, &needs)?;
            let payback = problem.solution(ask, &found.cuts).harm;
            (payback <= 3.0 * time + SOON_ENOUGH).then_some(found)
        };
        // A hair below zero is not paid back: what rounding may take is asked for in advance.
        within(0.0).or_else(|| within(SPARE * payroll(scenario)))
    };
    let (mut sooner, mut later) = (0.0, scenario.horizon as f64);
    let mut best = match by(0.0) {
        Some(found) => {
            later = 0.0;
            found
        }
        None => match by(later) {
            Some(found) => found,
            // None of them pays back: the fewest laid off will do.
            None => Search::least(&problem, ask, Amount::LaidOff, &limits)?,
        },
    };
    let pays_back = later == 0.0 || problem.solution(ask, &best.cuts).harm.is_finite();
    while pays_back && later - sooner > SOON_ENOUGH {
        // Whole quarters first: within one of them the rows are the same.
        let middle = 0.5 * (sooner + later);
        let middle = if later - sooner > 1.0 {
            libm::floor(middle)
        } else {
            middle
        };
        match by(middle) {
            Some(found) => (best, later) = (found, middle),
            None => sooner = middle,
        }
    }
    let mut solution = problem.solution(ask, &best.cuts);
    solution.marginal.clone_from(&best.marginal);
    solution.cash_binds = best.cash_binds().filter(|_| ask.cash_limit.is_some());
    solution.bound = pays_back.then(|| (3.0 * sooner).min(solution.harm));
    Some(solution)
}

/// Times of payback that are no further apart are the same, in quarters: a thousandth of a second.
const SOON_ENOUGH: f64 = 1e-10;

/// A part of the payroll too small to matter, in cash.
const SPARE: f64 = 1e-11;

/// Returns the yearly cost of everybody before the plan.
fn payroll(scenario: &Scenario) -> f64 {
    let divisions = scenario.inputs.divisions.iter();
    let pay: f64 = divisions.map(|d| d.headcount * d.loaded_cost).sum();
    pay * scenario.inputs.assumptions.cost_factor
}

/// Asks net cash to be at least `spare` from `time` on, in quarters.
fn paid_back_by(time: f64, horizon: usize, spare: f64) -> Vec<Need> {
    let ended = |at: &usize| *at as f64 + 1.0 >= time;
    let mut needs: Vec<Need> = (0..horizon)
        .filter(ended)
        .map(|at| Need::cash((at, 0.0), spare))
        .collect();
    let part = time - libm::floor(time);
    if let Some(before) = (libm::floor(time) as usize).checked_sub(1)
        && part > 0.0
        && before + 1 < horizon
    {
        needs.push(Need::cash((before, part), spare));
    }
    needs
}

/// Returns the cuts that come nearest to a target out of reach, and what would bring them nearer.
fn too_far(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Answer {
    let solution = most(scenario, plan, ask);
    if is_enough(solution.reached, ask.reach) && ask.keeps_limit(&solution.outcome) {
        // The search failed, but the most that can be had is enough.
        return Answer {
            solution,
            short: None,
        };
    }
    let other = |ask: Ask| most(scenario, plan, &ask).reached;
    let has_caps = ask.caps && scenario.inputs.divisions.iter().any(|d| d.max_cut < 1.0);
    let without_caps = has_caps.then(|| {
        other(Ask {
            caps: false,
            ..ask.clone()
        })
    });
    let without_limit = ask.cash_limit.map(|_| {
        other(Ask {
            cash_limit: None,
            ..ask.clone()
        })
    });
    Answer {
        solution,
        short: Some(Short {
            without_caps,
            without_limit,
        }),
    }
}

/// Finds the most of the target that can be reached.
pub(super) fn most(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Solution {
    let linear = Ask {
        target: match ask.target {
            Target::AiTotal if plan.funding == Funding::AfterPayback => Target::NetCash,
            target => target,
        },
        ..ask.clone()
    };
    if ask.least == Objective::EqualShares {
        return equal_cut::most(scenario, plan, ask);
    }
    let problem = Problem::of(scenario, plan, ask, 1.0);
    let found = Search::most(&problem, &linear, &limits(scenario, ask));
    let none = || problem.smallest_cuts();
    let cuts: Vec<f64> = found.as_ref().map_or_else(none, |found| found.cuts.clone());
    let mut solution = problem.solution(ask, &cuts);
    solution.cash_binds = found.and_then(|found| found.cash_binds());
    solution
}

/// Finds cuts for money that goes to AI only once the plan has paid back.
///
/// That money follows the highest net cash, so plans that are best for net cash are taken. The share that goes to
/// AI is at most the largest of any division, so at least the money over that share must have come in by some
/// quarter: the least harm of that over all quarters is a bound.
fn after_payback(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Answer {
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
/// Halvings for a figure in draws: finer than the draws can tell.
const HALVINGS_OF_DRAWS: usize = 28;

/// Finds the smallest of another target whose best plan reaches the one that is asked for; `None` where none does.
fn halved(
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

/// Finds cuts that reach the target in a share of draws: plans that are best for the base value, taken as far as the
/// draws ask for. How near the best they are is not known, so they have no bound and no price.
fn with_chance(scenario: &Scenario, plan: &Plan, ask: &Ask, chance: &Chance<'_>) -> Answer {
    let figure = ask.target.figure();
    let to = |reach: f64| Ask {
        reach,
        ..ask.clone()
    };
    let solve = |reach: f64| optimise(scenario, plan, &to(reach), None).solution;
    let measure = |plan: &Plan| chance.of(scenario, plan, figure);
    let found = halved(scenario, plan, ask, HALVINGS_OF_DRAWS, solve, |solution| {
        measure(&solution.plan)
    });
    match found {
        Some(mut solution) => {
            (solution.bound, solution.price) = (None, None);
            Answer {
                solution,
                short: None,
            }
        }
        None => {
            let mut answer = too_far(scenario, plan, ask);
            answer.solution.reached = measure(&answer.solution.plan);
            answer.short = Some(Short {
                without_caps: None,
                without_limit: None,
            });
            answer
        }
    }
}
