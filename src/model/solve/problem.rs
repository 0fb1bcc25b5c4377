//! All divisions together: what amounts they add up to at their nodes, by the kernel's own sums.
//!
//! Must not decide which cuts to make.

use crate::model::{
    Input, Lever, Outcome, Plan, Scenario,
    kernel::{
        flow::{Cohort, Cohorts, Flow},
        timing::{Tick, Ticks},
    },
    solve::{
        Ask, Solution,
        nodes::{Node, Track},
        target::{Objective, Target},
    },
};

/// An amount of the company that is the sum of what divisions add.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    LaidOff,
    Eliminated,
    Uncovered,
    OneTime,
    Target(Target),
    /// Cumulative net cash without the fixed charge, so far on the way from the end of a quarter to the next.
    Cash(usize, f64),
}

impl Amount {
    /// The amount behind an objective, where it is one.
    pub(super) fn behind(objective: Objective) -> Option<Self> {
        match objective {
            Objective::LaidOff => Some(Self::LaidOff),
            Objective::Eliminated => Some(Self::Eliminated),
            Objective::Uncovered => Some(Self::Uncovered),
            Objective::OneTime => Some(Self::OneTime),
            Objective::LargestCut | Objective::EqualShares | Objective::Payback => None,
        }
    }
}

/// A scenario, the plan whose cuts are sought, and its divisions.
#[derive(Clone, Debug)]
pub(super) struct Ground<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) plan: &'a Plan,
    pub(super) tracks: Vec<Track>,
    cohorts: Cohorts,
    /// The quarters of each cohort.
    ticks: Vec<Vec<Tick<f64>>>,
}

impl<'a> Ground<'a> {
    /// Divisions within what `ask` allows, and no cut above `level`.
    pub(super) fn of(scenario: &'a Scenario, plan: &'a Plan, ask: &Ask, level: f64) -> Self {
        let cohorts = Cohorts::of::<f64>(&plan.levers);
        let ticks = cohorts.timing.iter().map(|&timing| {
            let mut ticks = Ticks::of(&scenario.inputs.assumptions, timing);
            (0..scenario.horizon).map(|at| ticks.tick(at)).collect()
        });
        let track = |division: usize| {
            if ask.locked.get(division).copied().unwrap_or(false) {
                return Track::fixed(scenario, plan, division);
            }
            let guardrail = scenario.inputs.divisions[division].max_cut;
            let cap = if ask.caps { guardrail } else { 1.0 };
            let mut track = Track::free(scenario, plan, division, cap.min(level));
            track.is_capped &= cap <= level;
            track
        };
        Self {
            ticks: ticks.collect(),
            tracks: (0..scenario.divisions.len()).map(track).collect(),
            scenario,
            plan,
            cohorts,
        }
    }

    /// What `division` adds to `amount` at a node.
    pub(super) fn amount(&self, division: usize, node: &Node, amount: Amount) -> f64 {
        let assumptions = &self.scenario.inputs.assumptions;
        let totals = &node.totals;
        match amount {
            Amount::LaidOff => totals.laid_off,
            Amount::Eliminated => node.eliminated,
            Amount::Uncovered => node.uncovered,
            Amount::OneTime => {
                totals.charge(assumptions).total()
                    + totals.reskilling(assumptions)
                    + totals.rehiring(assumptions)
            }
            Amount::Target(Target::RunRate) => totals.run_rate(assumptions),
            Amount::Target(Target::AiRunRate) => totals.ai_run_rate(assumptions),
            Amount::Target(Target::InYear(year)) => {
                let start = self.scenario.start;
                let is_in = |at: usize| start.plus(at).year() == start.year() + year as u32;
                self.flows(division, node, |at, flow| match is_in(at) {
                    true => flow.savings,
                    false => 0.0,
                })
            }
            Amount::Target(Target::AiTotal) => self.flows(division, node, |_, flow| flow.fundable),
            Amount::Target(Target::NetCash) => self.flows(division, node, |_, flow| net(flow)),
            Amount::Cash(quarter, part) => self.flows(division, node, |at, flow| match at {
                at if at <= quarter => net(flow),
                at if at == quarter + 1 => part * net(flow),
                _ => 0.0,
            }),
        }
    }

    /// The sum over quarters of something of what a division moves.
    fn flows(&self, division: usize, node: &Node, of: impl Fn(usize, &Flow<f64>) -> f64) -> f64 {
        let assumptions = &self.scenario.inputs.assumptions;
        let cohort = Cohort::of(&node.totals, assumptions, 0.0);
        let ticks = &self.ticks[self.cohorts.of[division]];
        let in_quarter = |(at, tick): (usize, &Tick<f64>)| {
            let mut flow = Flow::zero();
            flow.add(&cohort, tick);
            of(at, &flow)
        };
        ticks.iter().enumerate().map(in_quarter).sum()
    }

    /// Of the programme's fixed charge, what is paid by the end of `quarter` and so far into the next,
    /// when so many people are laid off in each division.
    pub(super) fn fixed_paid(&self, outcome: &Outcome, (quarter, part): (usize, f64)) -> f64 {
        let fixed = outcome.savings.charge_lines.fixed;
        let laid_off = outcome.headcount.laid_off;
        if fixed == 0.0 || laid_off <= 0.0 {
            return fixed;
        }
        let divisions = outcome.divisions.iter().zip(&self.cohorts.of);
        let paid = divisions.map(|(division, &cohort)| {
            division.people.laid_off * self.noticed(cohort, (quarter, part))
        });
        fixed * paid.sum::<f64>() / laid_off
    }

    /// The least that may have been paid of it by then.
    pub(super) fn fixed_least(&self, at: (usize, f64)) -> f64 {
        let fixed = self.scenario.inputs.assumptions.fixed_charge;
        let cohorts = (0..self.ticks.len()).map(|cohort| self.noticed(cohort, at));
        fixed * cohorts.fold(1.0, f64::min)
    }

    /// The share of a cohort's notices that is given by then.
    fn noticed(&self, cohort: usize, (quarter, part): (usize, f64)) -> f64 {
        let ticks = &self.ticks[cohort];
        let given: f64 = ticks.iter().take(quarter + 1).map(|t| t.notice.step).sum();
        let next = ticks.get(quarter + 1).map_or(0.0, |t| t.notice.step);
        given + part * next
    }

    /// The plan with these cuts, without the sources of those that change.
    pub(super) fn with_cuts(&self, cuts: &[f64]) -> Plan {
        let mut plan = self.plan.clone();
        let mut changed = Vec::new();
        for (division, (levers, &cut)) in plan.levers.iter_mut().zip(cuts).enumerate() {
            if levers.cut != cut {
                levers.cut = cut;
                changed.push(Input::Lever(division, Lever::Cut).path(self.scenario));
            }
        }
        plan.sources.retain(|(path, _)| !changed.contains(path));
        plan
    }

    /// What is least in an outcome of these cuts.
    pub(super) fn harm(&self, objective: Objective, outcome: &Outcome, cuts: &[f64]) -> f64 {
        let free = self.tracks.iter().zip(cuts);
        let free = free.filter(|(track, _)| track.is_free());
        objective.of(outcome, free.map(|(_, &cut)| cut))
    }

    /// These cuts as a solution, with nothing said yet of how good they are.
    pub(super) fn solution(&self, ask: &Ask, cuts: &[f64]) -> Solution {
        let plan = self.with_cuts(cuts);
        let outcome = self.scenario.evaluate_plan(&plan);
        let at_cap = self.tracks.iter().zip(cuts).enumerate();
        let at_cap = at_cap.filter(|(_, (track, cut))| {
            track.is_capped && track.is_free() && **cut >= track.most() * (1.0 - 1e-12)
        });
        Solution {
            reached: ask.target.figure().of(&outcome),
            harm: self.harm(ask.least, &outcome, cuts),
            bound: None,
            price: None,
            marginal: Vec::new(),
            at_cap: at_cap.map(|(division, _)| division).collect(),
            cash_binds: None,
            plan,
            outcome,
        }
    }
}

/// The net cash of a flow, without the fixed charge.
fn net(flow: &Flow<f64>) -> f64 {
    flow.savings - flow.exit_pay - flow.reskilling - flow.rehiring
}
