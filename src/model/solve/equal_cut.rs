//! One cut for all: the smallest level at which divisions reach a target together.
//!
//! What a level brings is a chain of straight lines from one bend of any division to the next. With the
//! largest cut as small as may be, a division may stay below the level where that brings more; with
//! equal shares it stands at the level or at its guardrail.
//!
//! Must not solve what has a price per person: that is `search`'s.

use crate::model::{
    Plan, Scenario,
    solve::{
        Ask, Solution,
        nodes::Node,
        optimise::{heeds, limits},
        problem::{Amount, Ground},
        search::Search,
        target::{Objective, Target},
    },
};

/// Brackets that a level is looked for in: one that comes and goes within a part is not seen.
const PARTS: usize = 256;
/// Halvings: to the last digit.
const HALVINGS: usize = 80;

/// The smallest level that reaches the target; nothing where none does.
pub(super) fn solve(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let is_linked = ask.least == Objective::LargestCut && ask.cash_limit.is_some();
    if is_linked {
        return within_limit(scenario, plan, ask);
    }
    let ground = Ground::of(scenario, plan, ask, 1.0);
    let levels = levels(&ground);
    let excess = |level: f64| brought(&ground, ask, level) - ask.reach;
    let at = match ask.least {
        // With each division at its best below the level, more is never less.
        Objective::LargestCut => levels.partition_point(|&level| excess(level) < 0.0),
        _ => levels.iter().position(|&level| excess(level) >= 0.0)?,
    };
    let (mut low, mut high) = (*levels.get(at.saturating_sub(1))?, *levels.get(at)?);
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
    let mut solution = ground.solution(ask, &cuts(&ground, ask, high));
    let rise = excess(high_at) - excess(low_at);
    let beside = 1e-6 * (high_at - low_at).max(f64::MIN_POSITIVE);
    let near = excess(high + beside) - excess(high);
    solution.price = (rise > 0.0 && near > 0.0).then(|| beside / near);
    solution.bound = Some(low.min(solution.harm));
    let is_below_its_most = |(division, cut): &(usize, &f64)| {
        let track = &ground.tracks[*division];
        track.is_free() && **cut < track.most()
    };
    let below = solution.plan.levers.iter().map(|levers| levers.cut);
    let below: Vec<f64> = below.collect();
    let marginal = below.iter().enumerate().filter(is_below_its_most);
    solution.marginal = marginal.map(|(division, _)| division).collect();
    heeds(&solution.outcome, ask).then_some(solution)
}

/// The most that equal shares reach within the limit on cash.
pub(super) fn most(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Solution {
    let ground = Ground::of(scenario, plan, ask, 1.0);
    let at = |level: f64| ground.solution(ask, &cuts(&ground, ask, level));
    let mut best = at(0.0);
    for level in levels(&ground) {
        let next = at(level);
        if next.reached > best.reached && heeds(&next.outcome, ask) {
            best = next;
        }
    }
    best
}

/// Bends of any division and steps between, from 0 to the largest cut.
fn levels(ground: &Ground<'_>) -> Vec<f64> {
    let most = ground.tracks.iter().filter(|track| track.is_free());
    let most = most
        .map(crate::model::solve::nodes::Track::most)
        .fold(0.0, f64::max);
    (0..=PARTS)
        .map(|part| most * part as f64 / PARTS as f64)
        .collect()
}

/// What all divisions bring at a level, the fixed charge included.
fn brought(ground: &Ground<'_>, ask: &Ask, level: f64) -> f64 {
    let target = Amount::Target(ask.target);
    if ask.target == Target::NetCash {
        let plan = ground.with_cuts(&cuts(ground, ask, level));
        return ask
            .target
            .figure()
            .of(&ground.scenario.evaluate_plan(&plan));
    }
    let of = |division: usize| {
        let cut = cut_at(ground, ask, division, level);
        let node = Node::of(ground.scenario, ground.plan, division, cut);
        ground.amount(division, &node, target)
    };
    (0..ground.tracks.len()).map(of).sum()
}

fn cuts(ground: &Ground<'_>, ask: &Ask, level: f64) -> Vec<f64> {
    let of = |division| cut_at(ground, ask, division, level);
    (0..ground.tracks.len()).map(of).collect()
}

/// The cut of a division at a level: the level, its guardrail, or, where cuts need not be equal, the
/// one below that brings most.
fn cut_at(ground: &Ground<'_>, ask: &Ask, division: usize, level: f64) -> f64 {
    let track = &ground.tracks[division];
    if !track.is_free() {
        return track.nodes[0].cut;
    }
    let end = level.min(track.most());
    if ask.least == Objective::EqualShares {
        return end;
    }
    let last = Node::of(ground.scenario, ground.plan, division, end);
    let below = track.nodes.iter().filter(|node| node.cut < end);
    let brings = |node: &Node| ground.amount(division, node, Amount::Target(ask.target));
    let best = below.chain([&last]).map(|node| (node.cut, brings(node)));
    let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(end, |(cut, _)| cut)
}

/// The smallest largest cut within a limit on cash: the level is halved in on, each a linear program.
fn within_limit(scenario: &Scenario, plan: &Plan, ask: &Ask) -> Option<Solution> {
    let needs = limits(scenario, ask);
    let at = |level: f64| {
        let ground = Ground::of(scenario, plan, ask, level);
        let found = Search::least(&ground, ask, Amount::LaidOff, &needs)?;
        let mut solution = ground.solution(ask, &found.cuts);
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
