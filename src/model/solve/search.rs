//! The linear program of a problem: built of the pieces of its curves, solved, corrected until the kernel agrees,
//! and bounded.
//!
//! A sum of piecewise linear amounts that is least while another reaches a target is a linear program: exact, with
//! the price of the target beside it. Net cash by quarter adds rows, only those that bind. The dual value at the
//! prices, taken over every breakpoint and less what curved pieces may hide, is a bound that no cuts can beat, also
//! where a piece had to be drawn straight.

use crate::model::{
    Figure, Outcome, Scenario,
    solve::{
        problem::{Amount, Ask, Breakpoint, Problem},
        simplex::{Optimum, Program},
        target::Target,
    },
};

/// A row of the program: an amount that must be at least so much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    amount: Amount,
    least: f64,
    /// For net cash, the quarter and the part of the next by which it is needed.
    by: Option<(usize, f64)>,
}

impl Need {
    /// Asks the cumulative net cash to be at least `least`, at a part of the way from the end of a quarter to that
    /// of the next.
    pub(super) fn cash(by: (usize, f64), least: f64) -> Self {
        Self {
            amount: Amount::Cash(by.0, by.1),
            least,
            by: Some(by),
        }
    }

    fn target(ask: &Ask, horizon: usize) -> Self {
        Self {
            amount: Amount::Target(ask.target),
            least: ask.reach,
            by: (ask.target == Target::NetCash).then_some((horizon - 1, 0.0)),
        }
    }

    /// Returns by how much an outcome falls short of it, for net cash; 0 for any other amount.
    fn missed(&self, outcome: &Outcome) -> f64 {
        let Some((at, part)) = self.by else {
            return 0.0;
        };
        let now = outcome.quarters[at].cumulative;
        let next = outcome.quarters.get(at + 1).map_or(now, |q| q.cumulative);
        self.least - (now + part * (next - now))
    }
}

/// Returns the limit on cash as a need of every quarter.
pub(super) fn limits(scenario: &Scenario, ask: &Ask) -> Vec<Need> {
    let limit = ask.cash_limit.into_iter();
    let of = |limit: f64| (0..scenario.horizon).map(move |at| Need::cash((at, 0.0), -limit));
    limit.flat_map(of).collect()
}

/// The cuts that a search found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cuts: Vec<f64>,
    /// Divisions that would give one more unit.
    pub(super) marginal: Vec<usize>,
    /// The rows and what one more unit of each costs, the target first where there is one.
    pub(super) rows: Vec<(Need, f64)>,
}

/// A straight piece of a division's curve, from one of its breakpoints to another.
#[derive(Clone, Copy, Debug)]
struct Segment {
    division: usize,
    from: usize,
    to: usize,
}

/// Cash may be short by this part of the charge.
const SHORT: f64 = 1e-11;

/// A linear program in the making.
pub(super) struct Search<'g, 'a> {
    problem: &'g Problem<'a>,
    segments: Vec<Segment>,
    program: Program,
    rows: Vec<Need>,
    /// What divisions add to each row before any segment.
    bases: Vec<f64>,
}

impl<'g, 'a> Search<'g, 'a> {
    /// Finds the least of `amount` that reaches the target and all `needs`, or `None` where no cuts do.
    pub(super) fn least(
        problem: &'g Problem<'a>,
        ask: &Ask,
        amount: Amount,
        needs: &[Need],
    ) -> Option<Found> {
        let mut search = Self::of(problem, ask, |division, point| {
            cost(problem, division, point, amount)
        });
        let target = Need::target(ask, problem.scenario.horizon);
        search.add(target);
        let mut found = search.run(needs)?;
        search.land(&mut found, target);
        search.raise(&mut found, target);
        Some(found)
    }

    /// Finds the most of the target within all `needs`, or `None` where no cuts meet them together.
    pub(super) fn most(problem: &'g Problem<'a>, ask: &Ask, needs: &[Need]) -> Option<Found> {
        let target = Amount::Target(ask.target);
        let mut search = Self::of(problem, ask, |division, point| {
            let [of, second] = cost(problem, division, point, target);
            [-of, second]
        });
        search.run(needs)
    }

    fn of(
        problem: &'g Problem<'a>,
        ask: &Ask,
        cost: impl Fn(usize, &Breakpoint) -> [f64; 2],
    ) -> Self {
        let target = Amount::Target(ask.target);
        let mut segments = Vec::new();
        let mut costs = Vec::new();
        for (division, curve) in problem.curves.iter().enumerate() {
            let at: Vec<([f64; 2], f64)> = curve
                .breakpoints
                .iter()
                .map(|point| {
                    (
                        cost(division, point),
                        problem.amount(division, point, target),
                    )
                })
                .collect();
            for (from, to) in hull(&at) {
                segments.push(Segment { division, from, to });
                costs.push([at[to].0[0] - at[from].0[0], at[to].0[1] - at[from].0[1]]);
            }
        }
        Self {
            problem,
            segments,
            program: Program::new(&costs),
            rows: Vec::new(),
            bases: Vec::new(),
        }
    }

    fn add(&mut self, need: Need) {
        let problem = self.problem;
        let amounts = |division: usize| {
            let points = problem.curves[division].breakpoints.iter();
            points.map(move |point| problem.amount(division, point, need.amount))
        };
        let amounts: Vec<Vec<f64>> = (0..problem.curves.len())
            .map(|division| amounts(division).collect())
            .collect();
        let coefficient =
            |of: &Segment| amounts[of.division][of.to] - amounts[of.division][of.from];
        let coefficients = self.segments.iter().map(coefficient).collect();
        let base: f64 = amounts.iter().map(|of| of[0]).sum();
        let fixed = need.by.map_or(0.0, |by| problem.fixed_least(by));
        self.program.add(coefficients, need.least + fixed - base);
        self.rows.push(need);
        self.bases.push(base);
    }

    /// Solves the program, and adds the need that is missed most by the kernel, until none is.
    fn run(&mut self, needs: &[Need]) -> Option<Found> {
        let most_rounds = 8 + 2 * needs.len();
        let mut found = self.solved()?;
        for _ in 0..most_rounds {
            let plan = self.problem.with_cuts(&found.cuts);
            let outcome = self.problem.scenario.evaluate_plan(&plan);
            let scale = outcome.savings.charge.abs().max(f64::MIN_POSITIVE);
            let mut changed = self.follow_fixed(&outcome, scale);
            let missed = |need: &&Need| need.missed(&outcome) > SHORT * scale;
            let new = needs
                .iter()
                .filter(missed)
                .filter(|need| !self.rows.contains(need));
            let by_size = |a: &&Need, b: &&Need| a.missed(&outcome).total_cmp(&b.missed(&outcome));
            if let Some(need) = new.max_by(by_size) {
                self.add(*need);
                changed = true;
            }
            if !changed {
                return Some(found);
            }
            found = self.solved()?;
        }
        let plan = self.problem.with_cuts(&found.cuts);
        let outcome = self.problem.scenario.evaluate_plan(&plan);
        let scale = outcome.savings.charge.abs();
        let is_fine = needs
            .iter()
            .all(|need| need.missed(&outcome) <= 1e-9 * scale);
        is_fine.then_some(found)
    }

    /// Updates rows to the part of the fixed charge that is paid by then, which follows the cuts because it is
    /// spread like all notices together. Returns whether the program must be solved again.
    fn follow_fixed(&mut self, outcome: &Outcome, scale: f64) -> bool {
        let mut changed = false;
        for (row, need) in self.rows.iter().enumerate() {
            let Some(by) = need.by else { continue };
            let fixed = self.problem.fixed_paid(outcome, by);
            if fixed == 0.0 {
                continue;
            }
            self.program.ask(row, need.least + fixed - self.bases[row]);
            changed |= need.missed(outcome) > SHORT * scale;
        }
        changed
    }

    fn solved(&mut self) -> Option<Found> {
        let Optimum {
            at,
            prices,
            between,
        } = self.program.solve()?;
        let mut cuts: Vec<f64> = self.problem.smallest_cuts();
        for (segment, part) in self.segments.iter().zip(&at) {
            let points = &self.problem.curves[segment.division].breakpoints;
            let (from, to) = (points[segment.from].cut, points[segment.to].cut);
            // A segment that is filled ends at its breakpoint to the bit.
            let cut = &mut cuts[segment.division];
            *cut = if *part == 1.0 && *cut == from {
                to
            } else {
                *cut + part * (to - from)
            };
        }
        let mut marginal: Vec<usize> = between.iter().map(|&c| self.segments[c].division).collect();
        marginal.sort_unstable();
        marginal.dedup();
        Some(Found {
            cuts,
            marginal,
            rows: self.rows.iter().copied().zip(prices).collect(),
        })
    }

    /// Moves one division that is between its breakpoints so that the kernel has the target to the last digits.
    fn land(&self, found: &mut Found, target: Need) {
        let figure = match target.amount {
            Amount::Target(of) => of.figure(),
            _ => return,
        };
        let Some(&division) = found.marginal.first() else {
            return;
        };
        let curve = &self.problem.curves[division];
        let reached = |cuts: &[f64]| self.excess(figure, target, cuts);
        let at = found.cuts[division];
        let place = curve
            .breakpoints
            .partition_point(|point| point.cut < at)
            .max(1);
        let end = curve.breakpoints[place.min(curve.breakpoints.len() - 1)];
        let start = curve.breakpoints[place.min(curve.breakpoints.len() - 1) - 1];
        let amount = |point: &Breakpoint| self.problem.amount(division, point, target.amount);
        let mut slope = (amount(&end) - amount(&start)) / (end.cut - start.cut);
        let mut now = reached(&found.cuts);
        for _ in 0..12 {
            let before = found.cuts[division];
            let next = (before - now / slope).clamp(0.0, curve.largest_cut());
            if now == 0.0 || !next.is_finite() || next == before {
                break;
            }
            found.cuts[division] = next;
            let then = reached(&found.cuts);
            if then.abs() >= now.abs() {
                found.cuts[division] = before;
                break;
            }
            let steeper = (then - now) / (next - before);
            (now, slope) = (then, if steeper > 0.0 { steeper } else { slope });
        }
    }
}

impl Search<'_, '_> {
    /// Returns by how much cuts exceed the target, by the kernel.
    fn excess(&self, figure: Figure, target: Need, cuts: &[f64]) -> f64 {
        let plan = self.problem.with_cuts(cuts);
        figure.of(&self.problem.scenario.evaluate_plan(&plan)) - target.least
    }

    /// Raises cuts that fall short of the target, because a curved piece was drawn straight, until they reach it;
    /// those that would give more come first.
    fn raise(&self, found: &mut Found, target: Need) {
        let Amount::Target(of) = target.amount else {
            return;
        };
        let excess = |cuts: &[f64]| self.excess(of.figure(), target, cuts);
        let rounding = 1e-12 * target.least.abs();
        let all = 0..self.problem.curves.len();
        for division in found.marginal.clone().into_iter().chain(all) {
            if excess(&found.cuts) >= -rounding {
                return;
            }
            let curve = &self.problem.curves[division];
            let before = found.cuts[division];
            if !curve.is_free() || before >= curve.largest_cut() {
                continue;
            }
            let with = |cut: f64| {
                let mut cuts = found.cuts.clone();
                cuts[division] = cut;
                cuts
            };
            let (mut low, mut high) = (before, curve.largest_cut());
            if excess(&with(high)) >= 0.0 {
                for _ in 0..60 {
                    let middle = 0.5 * (low + high);
                    if excess(&with(middle)) >= 0.0 {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
            }
            found.cuts[division] = high;
        }
    }
}

/// Returns the cost of a segment's end, and what decides between equal costs: people laid off, then positions.
fn cost(problem: &Problem<'_>, division: usize, at: &Breakpoint, amount: Amount) -> [f64; 2] {
    let of = |amount| problem.amount(division, at, amount);
    [
        of(amount),
        of(Amount::LaidOff) + 1e-3 * of(Amount::Eliminated),
    ]
}

impl Found {
    /// Returns the first quarter whose net cash has a price.
    pub(super) fn cash_binds(&self) -> Option<usize> {
        let bind = self
            .rows
            .iter()
            .filter(|(need, price)| *price > 0.0 && matches!(need.amount, Amount::Cash(..)));
        bind.filter_map(|(need, _)| need.by).map(|by| by.0).min()
    }

    /// Returns a value of `amount` that no cuts are below: the least of it less what rows are worth, over all
    /// breakpoints.
    pub(super) fn bound(&self, problem: &Problem<'_>, amount: Amount) -> f64 {
        let priced = || self.rows.iter().filter(|(_, price)| *price > 0.0);
        let worth = |division: usize, point: &Breakpoint| {
            let rows =
                priced().map(|(need, price)| price * problem.amount(division, point, need.amount));
            problem.amount(division, point, amount) - rows.sum::<f64>()
        };
        let least = |division: usize| {
            let curve = &problem.curves[division];
            let at: Vec<f64> = curve
                .breakpoints
                .iter()
                .map(|point| worth(division, point))
                .collect();
            let off = curve.curved.iter().map(|&(from, ref middle)| {
                let (a, b) = (&curve.breakpoints[from], &curve.breakpoints[from + 1]);
                let part = (middle.cut - a.cut) / (b.cut - a.cut);
                let straight = at[from] + part * (at[from + 1] - at[from]);
                (worth(division, middle) - straight).abs()
            });
            let least = at.iter().copied().fold(f64::INFINITY, f64::min);
            least - off.fold(0.0, f64::max)
        };
        let asked = priced().map(|(need, price)| {
            let fixed = need.by.map_or(0.0, |by| problem.fixed_least(by));
            price * (need.least + fixed)
        });
        (0..problem.curves.len()).map(least).sum::<f64>() + asked.sum::<f64>()
    }
}

/// Returns pieces along which the cost per unit of the target only grows. What bends the other way is drawn
/// straight, and nothing is left out.
fn hull(at: &[([f64; 2], f64)]) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for to in 1..at.len() {
        pieces.push((to - 1, to));
        while let [.., (from, middle), (_, end)] = *pieces.as_slice() {
            if !is_steeper(at, (from, middle), (middle, end)) {
                break;
            }
            pieces.truncate(pieces.len() - 2);
            pieces.push((from, end));
        }
    }
    pieces
}

/// Returns whether the first piece costs more per unit than the second, by more than rounding.
fn is_steeper(at: &[([f64; 2], f64)], first: (usize, usize), second: (usize, usize)) -> bool {
    let of = |(from, to): (usize, usize)| {
        let cost = at[to].0[0] - at[from].0[0];
        (cost, at[to].1 - at[from].1)
    };
    let ((cost, gain), (next_cost, next_gain)) = (of(first), of(second));
    let (one, other) = (cost * next_gain, next_cost * gain);
    // Whatever gains nothing is steep, unless it costs nothing either.
    match (gain > 0.0, next_gain > 0.0) {
        (true, true) => one - other > 1e-9 * one.abs().max(other.abs()),
        (false, true) => true,
        _ => false,
    }
}
