//! The cuts with the least harm that reach a target.
//!
//! What divisions add to every amount is a chain of straight lines (see `nodes`), so the least of a sum
//! that reaches another sum is a linear program of their segments: exact, with the price of the target
//! beside it. Net cash by quarter adds rows, only those that bind. The dual value at the prices, taken
//! over every node and less what curves may hide, is a bound that no cuts can beat: it is the
//! certificate of each answer, also where a segment had to be drawn straight.
//!
//! Must not trust itself: the plan that is found is evaluated by the kernel.

use crate::model::{
    Funding, Outcome, Plan, Scenario,
    solve::{
        Answer, Ask, Short, Solution,
        chance::{Chance, with_chance},
        equal_cut,
        nodes::Node,
        problem::{Amount, Ground},
        scaled,
        search::{Found, Need, Search},
        target::{Objective, Target},
    },
};

/// The cuts of `plan` that do what `ask` asks for; in so many of ten draws, where `chance` says so.
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
        return scaled::after_payback(scenario, plan, ask);
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

/// How much more than a limit rounding may make of it, as a share of what is limited.
const ROUNDING: f64 = 1e-9;

/// Whether `reached` is `wanted`, but for rounding.
pub(super) fn is_enough(reached: f64, wanted: f64) -> bool {
    reached >= wanted - ROUNDING * wanted.abs()
}

/// What the limit on cash asks of every quarter.
pub(super) fn limits(scenario: &Scenario, ask: &Ask) -> Vec<Need> {
    let limit = ask.cash_limit.into_iter();
    let of = |limit: f64| (0..scenario.horizon).map(move |at| Need::cash((at, 0.0), -limit));
    limit.flat_map(of).collect()
}

/// Whether an outcome heeds the limit on cash.
pub(super) fn heeds(outcome: &Outcome, ask: &Ask) -> bool {
    let lowest = outcome.savings.peak_negative;
    let scale = outcome.savings.charge.abs();
    ask.cash_limit
        .is_none_or(|limit| lowest >= -limit - ROUNDING * scale.max(limit))
}

/// Nothing is less harm than no cut.
fn nothing_cut(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let ground = Ground::of(scenario, plan, ask, 1.0);
    let none: Vec<f64> = ground.tracks.iter().map(|t| t.nodes[0].cut).collect();
    let mut solution = ground.solution(ask, &none);
    // Among shares that are equal none is the least; a payback may still come sooner with more.
    let is_least = ask.least != Objective::Payback || solution.harm == 0.0;
    let is_fine = solution.reached >= ask.reach && heeds(&solution.outcome, ask);
    solution.bound = Some(solution.harm);
    (is_least && is_fine).then_some(solution)
}

/// Least of an amount.
fn fewest(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let ground = Ground::of(scenario, plan, ask, 1.0);
    let amount = Amount::behind(ask.least)?;
    let found = Search::least(&ground, ask, amount, &limits(scenario, ask))?;
    Some(certified(&ground, ask, amount, &found))
}

/// The solution behind what was found, with its certificate.
pub(super) fn certified(ground: &Ground<'_>, ask: &Ask, amount: Amount, found: &Found) -> Solution {
    let mut solution = ground.solution(ask, &found.cuts);
    let fixed = match amount {
        Amount::OneTime => solution.outcome.savings.charge_lines.fixed,
        _ => 0.0,
    };
    solution.bound = Some((found.bound(ground, amount) + fixed).min(solution.harm));
    solution.price = found.rows.first().map(|(_, price)| *price);
    solution.marginal.clone_from(&found.marginal);
    solution.cash_binds = found.cash_binds();
    solution
}

/// The soonest payback, and of the plans that have it the one with the fewest laid off.
///
/// That net cash is not below 0 from a time on is linear in the cuts; the time is halved in on.
fn fastest(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let ground = Ground::of(scenario, plan, ask, 1.0);
    let limits = limits(scenario, ask);
    let by = |time: f64| {
        let within = |spare: f64| {
            let mut needs = limits.clone();
            needs.extend(paid_back_by(time, scenario.horizon, spare));
            let found = Search::least(&ground, ask, Amount::LaidOff, &needs)?;
            let payback = ground.solution(ask, &found.cuts).harm;
            (payback <= 3.0 * time + SOON_ENOUGH).then_some(found)
        };
        // To be a hair below zero is not to be back: what rounding may take is asked for in advance.
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
            None => Search::least(&ground, ask, Amount::LaidOff, &limits)?,
        },
    };
    let pays_back = later == 0.0 || ground.solution(ask, &best.cuts).harm.is_finite();
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
    let mut solution = ground.solution(ask, &best.cuts);
    solution.marginal.clone_from(&best.marginal);
    solution.cash_binds = best.cash_binds().filter(|_| ask.cash_limit.is_some());
    solution.bound = pays_back.then(|| (3.0 * sooner).min(solution.harm));
    Some(solution)
}

/// Quarters: a thousandth of a second.
const SOON_ENOUGH: f64 = 1e-10;

/// A part of the payroll that no plan is judged by.
const SPARE: f64 = 1e-11;

/// What everybody costs in a year.
fn payroll(scenario: &Scenario) -> f64 {
    let divisions = scenario.inputs.divisions.iter();
    let pay: f64 = divisions.map(|d| d.headcount * d.loaded_cost).sum();
    pay * scenario.inputs.assumptions.cost_factor
}

/// Net cash is not below `spare` from the time `time` on, in quarters.
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

/// The cuts that come nearest to a target out of reach, and what would bring them nearer.
pub(super) fn too_far(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Answer {
    let solution = most(scenario, plan, ask);
    if is_enough(solution.reached, ask.reach) && heeds(&solution.outcome, ask) {
        // The search lost its way, but there is one.
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

/// The most of the target that may be reached.
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
    let ground = Ground::of(scenario, plan, ask, 1.0);
    let found = Search::most(&ground, &linear, &limits(scenario, ask));
    let none = || ground.tracks.iter().map(|t| t.nodes[0].cut).collect();
    let cuts: Vec<f64> = found.as_ref().map_or_else(none, |found| found.cuts.clone());
    let mut solution = ground.solution(ask, &cuts);
    solution.cash_binds = found.and_then(|found| found.cash_binds());
    solution
}

/// The cost of a segment's end, and what counts where that is equal: people laid off, then positions.
pub(super) fn cost(ground: &Ground<'_>, division: usize, node: &Node, amount: Amount) -> [f64; 2] {
    let of = |amount| ground.amount(division, node, amount);
    [
        of(amount),
        of(Amount::LaidOff) + 1e-3 * of(Amount::Eliminated),
    ]
}
