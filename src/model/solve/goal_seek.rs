//! Goal seek: the values of one input at which a figure is what it should be.
//!
//! The whole range is searched in steps, at known breakpoints and at the edges of where the figure is defined;
//! every step in which it passes the goal is halved to the last digit. A figure need neither rise nor fall with the
//! input throughout. One that jumps over the goal does not reach it.

use crate::model::{
    Assumptions, Bound, Figure, Input, LONGEST_HORIZON, Lever, Plan, Scenario,
    simulate::{Effort, Samples},
    solve::problem::{Chance, Curve},
};

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The input that may change.
    pub input: Input,
    /// The figure that should reach a value.
    pub figure: Figure,
    /// The value.
    pub reach: f64,
}

/// A value of the input at which the figure reaches the goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Root {
    /// The value of the input.
    pub value: f64,
    /// The figure there.
    pub reached: f64,
}

/// The value of the input that brings the figure nearest to a goal it does not reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Missed {
    /// The value of the input.
    pub value: f64,
    /// The figure there.
    pub reached: f64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// The present value of the input.
    pub now: f64,
    /// The figure at that value.
    pub figure_now: f64,
    /// The values that reach the goal, the nearest to the present one first.
    pub roots: Vec<Root>,
    /// The nearest miss where no value reaches it; `None` too where the figure is nowhere defined.
    pub missed: Option<Missed>,
    /// The least and the largest value that were tried.
    pub range: (f64, f64),
    /// The values that were tried and the figure at each, where it is defined.
    pub curve: Vec<(f64, f64)>,
}

/// Steps over the range.
const STEPS: usize = 240;
/// Steps over the range where each is a simulation.
const STEPS_OF_DRAWS: usize = 24;
/// Halvings that end at neighbouring numbers.
const HALVINGS: usize = 100;
/// A figure this near to the goal, as a part of it, is not brought nearer.
const EXACT: f64 = 1e-14;
/// A figure this near to the goal, as a part of it, reaches it.
const NEAR: f64 = 1e-9;

/// Finds the values of the input that bring the figure of `plan` to the goal, with `chance` in a share of draws.
/// Returns `None` where the scenario has no such input.
pub fn seek(
    scenario: &Scenario,
    plan: &Plan,
    goal: &Goal,
    chance: Option<&Chance<'_>>,
) -> Option<Sought> {
    let (mut bare, mut samples) = (scenario.clone(), None);
    if let Some(chance) = chance {
        // The input is no longer uncertain; the draws of the others do not depend on it.
        bare.uncertain.retain(|told| told.input != goal.input);
        bare.correlations
            .retain(|link| link.a != goal.input && link.b != goal.input);
        if bare.uncertain.len() < scenario.uncertain.len() {
            let effort = Effort::of(chance.samples.draws(), 1);
            samples = Samples::new(&bare, chance.samples.seed(), effort);
        }
    }
    let chance = chance.map(|chance| Chance {
        share: chance.share,
        samples: samples.as_ref().unwrap_or(chance.samples),
    });
    let now = value_of(scenario, plan, goal.input)?;
    let figure = |value: f64| {
        let (scenario, plan) = with(&bare, plan, goal.input, value);
        match &chance {
            Some(chance) => chance.of(&scenario, &plan, goal.figure),
            None => goal.figure.of(&scenario.evaluate_plan(&plan)),
        }
    };
    let range = range(scenario, goal.input, now);
    let steps = if chance.is_some() {
        STEPS_OF_DRAWS
    } else {
        STEPS
    };
    let grid = grid(scenario, plan, goal.input, (now, range, steps));
    let at: Vec<(f64, f64)> = grid.iter().map(|&x| (x, figure(x))).collect();
    let at = with_edges(&at, &figure, goal.input);
    let mut roots = roots(&at, goal, &figure);
    roots.sort_by(|a, b| (a.value - now).abs().total_cmp(&(b.value - now).abs()));
    let missed = roots
        .is_empty()
        .then(|| nearest(&at, goal, &figure))
        .flatten();
    Some(Sought {
        now,
        figure_now: figure(now),
        roots,
        missed,
        range,
        curve: at,
    })
}

/// Returns the present value of an input; for a lever that is left to its division, the value that this has for it.
/// `None` where the scenario has no such input.
pub fn value_of(scenario: &Scenario, plan: &Plan, input: Input) -> Option<f64> {
    match input {
        Input::Horizon => Some(scenario.horizon as f64),
        Input::Lever(division, lever) => {
            let own = scenario.inputs.divisions.get(division)?.manager_share();
            Some(plan.levers[division].get(lever).unwrap_or(own))
        }
        Input::Plan(lever) => Some(lever.of(plan)),
        Input::Share(option) => plan.portfolio.get(option).copied(),
        input => scenario.inputs.get(input),
    }
}

/// Returns the scenario and the plan with another value of the input; the other shares of a portfolio follow in
/// proportion.
pub fn with(scenario: &Scenario, plan: &Plan, input: Input, value: f64) -> (Scenario, Plan) {
    let (mut scenario, mut plan) = (scenario.clone(), plan.clone());
    match input {
        Input::Horizon => scenario.horizon = value as usize,
        Input::Lever(division, lever) => plan.levers[division].set(lever, Some(value)),
        Input::Plan(lever) => lever.set(&mut plan, value),
        Input::Share(option) => {
            let others = (plan.portfolio.len() as f64 - 1.0).max(1.0);
            let rest = 1.0 - plan.portfolio[option];
            for (at, share) in plan.portfolio.iter_mut().enumerate() {
                *share = match at {
                    at if at == option => value,
                    _ if rest > 0.0 => *share / rest * (1.0 - value),
                    _ => (1.0 - value) / others,
                };
            }
        }
        input => scenario.inputs.set(input, value),
    }
    (scenario, plan)
}

/// Returns the least and the largest value to try: all that are legal, up to a thousand times the present one where
/// they have no end.
fn range(scenario: &Scenario, input: Input, now: f64) -> (f64, f64) {
    const ROW: Assumptions<usize> = Assumptions::ROW;
    let bound = match input {
        Input::Horizon => return (1.0, LONGEST_HORIZON as f64),
        Input::Lever(_, lever) => lever.spec().bound,
        Input::Plan(_) | Input::Share(_) => Bound::SHARE,
        input => input
            .field()
            .map_or(Bound::NonNegative, |field| field.bound),
    };
    let assumptions = &scenario.inputs.assumptions;
    let (low, high) = match bound {
        Bound::UpTo(high) => (0.0, high),
        bound => {
            let size = if now > 0.0 { now } else { 1.0 };
            (bound.clamp(0.0), bound.clamp(1000.0 * size))
        }
    };
    // No file may have more weeks of severance at least than at most.
    match input {
        Input::Assumption(row) if row == ROW.severance_min_weeks => {
            (low, assumptions.severance_max_weeks)
        }
        Input::Assumption(row) if row == ROW.severance_max_weeks => {
            (assumptions.severance_min_weeks, high)
        }
        _ => (low, high),
    }
}

/// Returns the values to try: even steps, growing ones towards an end that is far away, and breakpoints.
fn grid(
    scenario: &Scenario,
    plan: &Plan,
    input: Input,
    (now, (low, high), steps): (f64, (f64, f64), usize),
) -> Vec<f64> {
    if input == Input::Horizon {
        return (low as usize..=high as usize).map(|n| n as f64).collect();
    }
    let even = |from: f64, to: f64, steps: usize| {
        (0..=steps).map(move |at| from + (to - from) * at as f64 / steps as f64)
    };
    let near = high.min(if now > 0.0 { 4.0 * now } else { high });
    let mut grid: Vec<f64> = even(low, near, steps).collect();
    if near < high {
        let ratio = libm::pow(high / near, 4.0 / steps as f64);
        let far = (1..steps / 4).scan(near, |at, _| {
            *at *= ratio;
            Some(*at)
        });
        grid.extend(far.chain([high]));
    }
    grid.push(now.clamp(low, high));
    if let Input::Lever(division, Lever::Cut) = input {
        let curve = Curve::free(scenario, plan, division, 1.0);
        grid.extend(curve.breakpoints.iter().map(|point| point.cut));
    }
    grid.sort_unstable_by(f64::total_cmp);
    grid.dedup();
    grid
}

/// Adds the edges of where the figure is defined, and leaves out where it is not.
fn with_edges(at: &[(f64, f64)], figure: &impl Fn(f64) -> f64, input: Input) -> Vec<(f64, f64)> {
    let mut all = Vec::with_capacity(at.len());
    for (index, &(x, y)) in at.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| at[before]);
        if let Some((x0, y0)) = before
            && y0.is_finite() != y.is_finite()
            && input != Input::Horizon
        {
            let (mut inside, mut outside) = if y.is_finite() {
                ((x, y), x0)
            } else {
                ((x0, y0), x)
            };
            for _ in 0..HALVINGS / 2 {
                let middle = 0.5 * (inside.0 + outside);
                let value = figure(middle);
                if value.is_finite() {
                    inside = (middle, value);
                } else {
                    outside = middle;
                }
            }
            all.push(inside);
        }
        all.push((x, y));
    }
    all.retain(|(_, y)| y.is_finite());
    all
}

/// Returns every value at which the figure reaches the goal; of a stretch of them, its first.
fn roots(at: &[(f64, f64)], goal: &Goal, figure: &impl Fn(f64) -> f64) -> Vec<Root> {
    let near = |value: f64| (value - goal.reach).abs() <= NEAR * goal.reach.abs().max(1e-9);
    let mut roots: Vec<Root> = Vec::new();
    let mut was_near = false;
    for (index, &(x, y)) in at.iter().enumerate() {
        if near(y) {
            if !was_near {
                roots.push(Root {
                    value: x,
                    reached: y,
                });
            }
            was_near = true;
            continue;
        }
        let before = index.checked_sub(1).map(|before| at[before]);
        let passed = before.filter(|(_, y0)| !was_near && (y0 < &goal.reach) != (y < goal.reach));
        was_near = false;
        if let Some((x0, _)) = passed.filter(|_| goal.input != Input::Horizon) {
            let (value, reached) = halved((x0, x), y > goal.reach, goal.reach, figure);
            if near(reached) {
                roots.push(Root { value, reached });
            }
        }
    }
    roots
}

/// Narrows down where the figure passes `reach`, and returns the value and the figure there. Every other step follows
/// the secant, the rest halve.
fn halved(
    (mut low, mut high): (f64, f64),
    rises: bool,
    reach: f64,
    figure: &impl Fn(f64) -> f64,
) -> (f64, f64) {
    let (mut at_low, mut at_high) = (figure(low) - reach, figure(high) - reach);
    let mut best = if at_low.abs() < at_high.abs() {
        (low, at_low)
    } else {
        (high, at_high)
    };
    for step in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        let secant = low - at_low * (high - low) / (at_high - at_low);
        let is_inside = step % 2 == 0 && secant > low && secant < high;
        let next = if is_inside { secant } else { middle };
        if middle <= low || middle >= high || best.1.abs() <= EXACT * reach.abs() {
            break;
        }
        let off = figure(next) - reach;
        if off.abs() < best.1.abs() {
            best = (next, off);
        }
        if (off > 0.0) == rises {
            (high, at_high) = (next, off);
        } else {
            (low, at_low) = (next, off);
        }
    }
    (best.0, best.1 + reach)
}

/// Finds the value that brings the figure nearest, between the neighbours of the best value tried.
fn nearest(at: &[(f64, f64)], goal: &Goal, figure: &impl Fn(f64) -> f64) -> Option<Missed> {
    let off = |value: f64| (value - goal.reach).abs();
    let by_distance =
        |a: &(usize, &(f64, f64)), b: &(usize, &(f64, f64))| off(a.1.1).total_cmp(&off(b.1.1));
    let (best, &(mut value, mut reached)) = at.iter().enumerate().min_by(by_distance)?;
    if goal.input != Input::Horizon {
        let mut low = at[best.saturating_sub(1)].0;
        let mut high = at[(best + 1).min(at.len() - 1)].0;
        for _ in 0..HALVINGS / 2 {
            let third = (high - low) / 3.0;
            let pair = [low + third, high - third].map(|x| (x, figure(x)));
            for (x, y) in pair {
                if off(y) < off(reached) {
                    (value, reached) = (x, y);
                }
            }
            if off(pair[0].1) < off(pair[1].1) {
                high = pair[1].0;
            } else {
                low = pair[0].0;
            }
        }
    }
    Some(Missed { value, reached })
}
