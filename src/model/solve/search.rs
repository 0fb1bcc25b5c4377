//! The linear program of segments: built, solved, mended until the kernel agrees, and its bound.
//!
//! Must not know what the amounts mean.

use crate::model::{
    Figure, Outcome,
    solve::{
        Ask,
        nodes::Node,
        optimise::cost,
        problem::{Amount, Ground},
        simplex::{Optimum, Program},
        target::Target,
    },
};

/// Something that must be at least so much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    pub(super) amount: Amount,
    pub(super) least: f64,
    /// Where it is net cash: by when.
    by: Option<(usize, f64)>,
}

impl Need {
    /// The cumulative net cash at a time.
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

    /// By how much an outcome misses it; only of cash.
    fn missed(&self, outcome: &Outcome) -> f64 {
        let Some((at, part)) = self.by else {
            return 0.0;
        };
        let now = outcome.quarters[at].cumulative;
        let next = outcome.quarters.get(at + 1).map_or(now, |q| q.cumulative);
        self.least - (now + part * (next - now))
    }
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cuts: Vec<f64>,
    /// Divisions that would give one more unit.
    pub(super) marginal: Vec<usize>,
    /// The rows and what one more unit of each costs, the target first where there is one.
    pub(super) rows: Vec<(Need, f64)>,
}

/// A straight piece of a division, from one of its nodes to another.
#[derive(Clone, Copy, Debug)]
struct Segment {
    division: usize,
    from: usize,
    to: usize,
}

/// Cash may be short by this part of the charge.
const SHORT: f64 = 1e-11;

pub(super) struct Search<'g, 'a> {
    ground: &'g Ground<'a>,
    segments: Vec<Segment>,
    program: Program,
    rows: Vec<Need>,
    /// What divisions add to each row before any segment.
    bases: Vec<f64>,
}

impl<'g, 'a> Search<'g, 'a> {
    /// The least of `amount` that reaches the target and all `needs`; nothing where none does.
    pub(super) fn least(
        ground: &'g Ground<'a>,
        ask: &Ask,
        amount: Amount,
        needs: &[Need],
    ) -> Option<Found> {
        let mut search = Self::of(ground, ask, |division, node| {
            cost(ground, division, node, amount)
        });
        let target = Need::target(ask, ground.scenario.horizon);
        search.add(target);
        let mut found = search.run(needs)?;
        search.land(&mut found, target);
        search.raise(&mut found, target);
        Some(found)
    }

    /// The most of the target within all `needs`; nothing where they cannot be had together.
    pub(super) fn most(ground: &'g Ground<'a>, ask: &Ask, needs: &[Need]) -> Option<Found> {
        let target = Amount::Target(ask.target);
        let mut search = Self::of(ground, ask, |division, node| {
            let [of, second] = cost(ground, division, node, target);
            [-of, second]
        });
        search.run(needs)
    }

    fn of(ground: &'g Ground<'a>, ask: &Ask, cost: impl Fn(usize, &Node) -> [f64; 2]) -> Self {
        let target = Amount::Target(ask.target);
        let mut segments = Vec::new();
        let mut costs = Vec::new();
        for (division, track) in ground.tracks.iter().enumerate() {
            let at: Vec<([f64; 2], f64)> = track
                .nodes
                .iter()
                .map(|node| (cost(division, node), ground.amount(division, node, target)))
                .collect();
            for (from, to) in hull(&at) {
                segments.push(Segment { division, from, to });
                costs.push([at[to].0[0] - at[from].0[0], at[to].0[1] - at[from].0[1]]);
            }
        }
        Self {
            ground,
            segments,
            program: Program::new(&costs),
            rows: Vec::new(),
            bases: Vec::new(),
        }
    }

    fn add(&mut self, need: Need) {
        let ground = self.ground;
        let amounts = |division: usize| {
            let nodes = ground.tracks[division].nodes.iter();
            nodes.map(move |node| ground.amount(division, node, need.amount))
        };
        let amounts: Vec<Vec<f64>> = (0..ground.tracks.len())
            .map(|division| amounts(division).collect())
            .collect();
        let coefficient =
            |of: &Segment| amounts[of.division][of.to] - amounts[of.division][of.from];
        let coefficients = self.segments.iter().map(coefficient).collect();
        let base: f64 = amounts.iter().map(|of| of[0]).sum();
        let fixed = need.by.map_or(0.0, |by| ground.fixed_least(by));
        self.program.add(coefficients, need.least + fixed - base);
        self.rows.push(need);
        self.bases.push(base);
    }

    /// Solves, and adds what the kernel says is missed, until nothing is.
    fn run(&mut self, needs: &[Need]) -> Option<Found> {
        let most_rounds = 8 + 2 * needs.len();
        let mut found = self.solved()?;
        for _ in 0..most_rounds {
            let plan = self.ground.with_cuts(&found.cuts);
            let outcome = self.ground.scenario.evaluate_plan(&plan);
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
        let plan = self.ground.with_cuts(&found.cuts);
        let outcome = self.ground.scenario.evaluate_plan(&plan);
        let scale = outcome.savings.charge.abs();
        let is_fine = needs
            .iter()
            .all(|need| need.missed(&outcome) <= 1e-9 * scale);
        is_fine.then_some(found)
    }

    /// The fixed charge is spread like all notices together: what is paid of it by when follows the cuts.
    fn follow_fixed(&mut self, outcome: &Outcome, scale: f64) -> bool {
        let mut changed = false;
        for (row, need) in self.rows.iter().enumerate() {
            let Some(by) = need.by else { continue };
            let fixed = self.ground.fixed_paid(outcome, by);
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
        let mut cuts: Vec<f64> = self.ground.tracks.iter().map(|t| t.nodes[0].cut).collect();
        for (segment, part) in self.segments.iter().zip(&at) {
            let nodes = &self.ground.tracks[segment.division].nodes;
            let (from, to) = (nodes[segment.from].cut, nodes[segment.to].cut);
            // A segment that is filled ends at its node to the bit.
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

    /// Moves one division that is between its nodes so that the kernel has the target to the last digits.
    fn land(&self, found: &mut Found, target: Need) {
        let figure = match target.amount {
            Amount::Target(of) => of.figure(),
            _ => return,
        };
        let Some(&division) = found.marginal.first() else {
            return;
        };
        let track = &self.ground.tracks[division];
        let reached = |cuts: &[f64]| self.excess(figure, target, cuts);
        let at = found.cuts[division];
        let place = track.nodes.partition_point(|node| node.cut < at).max(1);
        let end = track.nodes[place.min(track.nodes.len() - 1)];
        let start = track.nodes[place.min(track.nodes.len() - 1) - 1];
        let amount = |node: &Node| self.ground.amount(division, node, target.amount);
        let mut slope = (amount(&end) - amount(&start)) / (end.cut - start.cut);
        let mut now = reached(&found.cuts);
        for _ in 0..12 {
            let before = found.cuts[division];
            let next = (before - now / slope).clamp(0.0, track.most());
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
    /// By how much cuts exceed the target, by the kernel.
    fn excess(&self, figure: Figure, target: Need, cuts: &[f64]) -> f64 {
        let plan = self.ground.with_cuts(cuts);
        figure.of(&self.ground.scenario.evaluate_plan(&plan)) - target.least
    }

    /// Where a segment was drawn straight that is not, cuts may fall short of the target: they are raised,
    /// those that would give more first, until they do not.
    fn raise(&self, found: &mut Found, target: Need) {
        let Amount::Target(of) = target.amount else {
            return;
        };
        let excess = |cuts: &[f64]| self.excess(of.figure(), target, cuts);
        let rounding = 1e-12 * target.least.abs();
        let all = 0..self.ground.tracks.len();
        for division in found.marginal.clone().into_iter().chain(all) {
            if excess(&found.cuts) >= -rounding {
                return;
            }
            let track = &self.ground.tracks[division];
            let before = found.cuts[division];
            if !track.is_free() || before >= track.most() {
                continue;
            }
            let with = |cut: f64| {
                let mut cuts = found.cuts.clone();
                cuts[division] = cut;
                cuts
            };
            let (mut low, mut high) = (before, track.most());
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

impl Found {
    /// The first quarter whose net cash has a price.
    pub(super) fn cash_binds(&self) -> Option<usize> {
        let bind = self
            .rows
            .iter()
            .filter(|(need, price)| *price > 0.0 && matches!(need.amount, Amount::Cash(..)));
        bind.filter_map(|(need, _)| need.by).map(|by| by.0).min()
    }

    /// What no cuts can have less of: the least of `amount` less what rows are worth, over all nodes.
    pub(super) fn bound(&self, ground: &Ground<'_>, amount: Amount) -> f64 {
        let priced = || self.rows.iter().filter(|(_, price)| *price > 0.0);
        let worth = |division: usize, node: &Node| {
            let rows =
                priced().map(|(need, price)| price * ground.amount(division, node, need.amount));
            ground.amount(division, node, amount) - rows.sum::<f64>()
        };
        let least = |division: usize| {
            let track = &ground.tracks[division];
            let at: Vec<f64> = track
                .nodes
                .iter()
                .map(|node| worth(division, node))
                .collect();
            let off = track.curves.iter().map(|&(from, ref middle)| {
                let (a, b) = (&track.nodes[from], &track.nodes[from + 1]);
                let part = (middle.cut - a.cut) / (b.cut - a.cut);
                let straight = at[from] + part * (at[from + 1] - at[from]);
                (worth(division, middle) - straight).abs()
            });
            let least = at.iter().copied().fold(f64::INFINITY, f64::min);
            least - off.fold(0.0, f64::max)
        };
        let asked = priced().map(|(need, price)| {
            let fixed = need.by.map_or(0.0, |by| ground.fixed_least(by));
            price * (need.least + fixed)
        });
        (0..ground.tracks.len()).map(least).sum::<f64>() + asked.sum::<f64>()
    }
}

/// The pieces between which cost per unit of the target only grows: what bends the other way is drawn
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

/// Whether the first piece costs more per unit than the second, by more than rounding.
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
