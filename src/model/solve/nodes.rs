//! What one division adds to the company at a few cuts, between which everything is a straight line.
//!
//! Positions E grow with the cut until all are gone. Natural quits take the first of them, managers
//! are among them in one proportion until one kind runs out, and automation covers the first of the
//! work: at these points the lines bend. People, and pay of people by how they leave, are straight in
//! between, with one exception: where quits have been used up and one kind of people has run out,
//! the pay of those who quit is `a + b/E`. There the nodes are close, and [`Track::curves`] says how far
//! a straight line is off at most.
//!
//! Must not add up divisions.

use crate::model::{
    Levers, Plan, Scenario,
    kernel::division::{DivisionPlan, PrePlan, Totals},
};

/// What a division adds at one cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) cut: f64,
    pub(super) eliminated: f64,
    pub(super) uncovered: f64,
    pub(super) totals: Totals<f64>,
}

/// A division at all cuts it may have.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// From no cut to the largest; one node where the cut stays as it is.
    pub(super) nodes: Vec<Node>,
    /// For each two nodes with a curve between them: the place of the first, and the cut at which a
    /// straight line is furthest off.
    pub(super) curves: Vec<(usize, Node)>,
    /// Whether the largest cut is the guardrail.
    pub(super) is_capped: bool,
}

/// Nodes of a curve.
const PARTS: usize = 24;
/// Cuts that are no further apart are the same.
const SAME: f64 = 1e-12;

impl Node {
    pub(super) fn of(scenario: &Scenario, plan: &Plan, division: usize, cut: f64) -> Self {
        let inputs = &scenario.inputs.divisions[division];
        let assumptions = &scenario.inputs.assumptions;
        let levers = Levers {
            cut,
            ..plan.levers[division]
        };
        let pre = PrePlan::of(inputs, assumptions, plan, &levers);
        let division = DivisionPlan::of(&pre, inputs, assumptions, plan, &levers);
        Self {
            cut,
            eliminated: division.people.eliminated,
            uncovered: division.people.uncovered,
            totals: division.totals,
        }
    }
}

impl Track {
    /// A division whose cut stays.
    pub(super) fn fixed(scenario: &Scenario, plan: &Plan, division: usize) -> Self {
        let cut = plan.levers[division].cut;
        Self {
            nodes: vec![Node::of(scenario, plan, division, cut)],
            curves: Vec::new(),
            is_capped: false,
        }
    }

    /// A division that may be cut by `cap` at most.
    pub(super) fn free(scenario: &Scenario, plan: &Plan, division: usize, cap: f64) -> Self {
        let inputs = &scenario.inputs.divisions[division];
        let delivery = scenario.inputs.assumptions.delivery;
        let pre = PrePlan::at(&scenario.inputs, plan, division);
        let (people, share) = (pre.people, pre.managers_share);
        // The cut that eliminates so many positions.
        let cut_of = |eliminated: f64| eliminated / (people * delivery);
        let all = if delivery > 0.0 { 1.0 / delivery } else { 0.0 };
        let most = cap.min(1.0).min(all);
        let no_managers = cut_of(pre.managers / share);
        let no_others = cut_of((people - pre.managers) / (1.0 - share));
        let used_up = cut_of(pre.unfilled);
        let uncovered = cut_of(inputs.automatable * people);
        let is_within = |cut: &f64| *cut > SAME && *cut < most - SAME;
        let mut cuts: Vec<f64> = [no_managers, no_others, used_up, uncovered]
            .into_iter()
            .filter(is_within)
            .collect();
        let runs_out = no_managers.min(no_others);
        let bends_from = runs_out.max(used_up);
        let is_curved = pre.unfilled > 0.0 && is_within(&bends_from);
        if is_curved {
            let ratio = libm::pow(most / bends_from, 1.0 / PARTS as f64);
            let steps = (1..PARTS).scan(bends_from, |cut, _| {
                *cut *= ratio;
                Some(*cut)
            });
            cuts.extend(steps.filter(is_within));
        }
        cuts.extend([0.0, most]);
        cuts.sort_unstable_by(f64::total_cmp);
        cuts.dedup_by(|a, b| (*a - *b).abs() <= SAME);
        let node = |cut| Node::of(scenario, plan, division, cut);
        let nodes: Vec<Node> = cuts.into_iter().map(node).collect();
        let pairs = nodes.windows(2).enumerate();
        let curves = pairs.filter(|(_, pair)| is_curved && pair[0].cut >= bends_from - SAME);
        // What a + b/E is furthest from its chord at: the geometric mean.
        let curves = curves.map(|(at, pair)| (at, node(libm::sqrt(pair[0].cut * pair[1].cut))));
        Self {
            curves: curves.collect(),
            nodes,
            is_capped: cap < 1.0 && most >= cap,
        }
    }

    /// The largest cut.
    pub(super) fn most(&self) -> f64 {
        self.nodes.last().map_or(0.0, |node| node.cut)
    }

    /// Whether its cut may change.
    pub(super) fn is_free(&self) -> bool {
        self.nodes.len() > 1
    }
}
