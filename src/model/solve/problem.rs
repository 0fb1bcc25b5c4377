//! What cuts are asked for, and the divisions as piecewise linear curves of their cuts.
//!
//! Positions E grow with the cut until all are gone. Natural quits take the first of them, managers are among them
//! in one proportion until one kind runs out, and automation covers the first of the work: at these breakpoints
//! the lines bend. Between them people, and pay of people by how they leave, are straight, with one exception:
//! where quits have been used up and one kind of people has run out, the pay of those who quit is `a + b/E`. There
//! breakpoints are close together, and [`Curve::curved`] says how far off a straight line is at most.
//!
//! Every amount is the kernel's own sum. Which cuts to make is for the other files of this folder to say.

use crate::model::{
    Figure, Input, Lever, Levers, Outcome, Plan, Scenario, Unit,
    kernel::{
        division::{DivisionPlan, PrePlan, Totals},
        flow::{Cohort, Cohorts, Flow},
        timing::Tick,
    },
    simulate::{METRICS, Samples, metric_draws},
    solve::target::{Objective, Target},
};

/// What cuts are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The figure to reach.
    pub target: Target,
    /// The least that it should be.
    pub reach: f64,
    /// What should be as small as possible.
    pub least: Objective,
    /// Whether no cut may exceed its guardrail.
    pub caps: bool,
    /// For each division, whether its cut stays as it is.
    pub locked: Vec<bool>,
    /// How far below 0 the cumulative net cash may fall.
    pub cash_limit: Option<f64>,
}

impl Ask {
    /// Returns whether an outcome keeps the limit on cash, but for rounding.
    pub(super) fn keeps_limit(&self, outcome: &Outcome) -> bool {
        let lowest = outcome.savings.peak_negative;
        let scale = outcome.savings.charge.abs();
        self.cash_limit
            .is_none_or(|limit| lowest >= -limit - ROUNDING * scale.max(limit))
    }
}

/// The part of an amount by which rounding may miss it.
const ROUNDING: f64 = 1e-9;

/// Returns whether `reached` is `wanted` or more, but for rounding.
pub(super) fn is_enough(reached: f64, wanted: f64) -> bool {
    reached >= wanted - ROUNDING * wanted.abs()
}

/// The cuts that were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The plan that was asked about with these cuts, without the sources of those that changed.
    pub plan: Plan,
    /// Its results, by the kernel.
    pub outcome: Outcome,
    /// The target figure, by the kernel, or in the draws that were asked about.
    pub reached: f64,
    /// The value of the objective.
    pub harm: f64,
    /// A value of the objective that no cuts are below, where one is known.
    pub bound: Option<f64>,
    /// How much more of the objective one more unit of the target takes.
    pub price: Option<f64>,
    /// The divisions that would give it.
    pub marginal: Vec<usize>,
    /// The divisions that stand at their guardrail.
    pub at_cap: Vec<usize>,
    /// The quarter whose cash limit binds.
    pub cash_binds: Option<usize>,
}

impl Solution {
    /// Returns how far above the least possible the objective may be, as a share of it.
    pub fn gap(&self) -> Option<f64> {
        let gap = self.harm - self.bound?;
        // What rounding leaves of nobody is nobody.
        let is_nothing = gap <= 1e-9;
        Some(if is_nothing {
            0.0
        } else {
            gap / self.harm.abs()
        })
    }
}

/// The answer to a question for cuts.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The cuts that were asked for, or those that come nearest.
    pub solution: Solution,
    /// What other limits would allow, where the target cannot be reached.
    pub short: Option<Short>,
}

/// The most of a target out of reach that other limits would allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Short {
    /// The most without guardrails, where there are any.
    pub without_caps: Option<f64>,
    /// The most without the limit on cash, where there is one.
    pub without_limit: Option<f64>,
}

/// The share of draws in which a figure should be reached, and the draws.
#[derive(Clone, Copy, Debug)]
pub struct Chance<'a> {
    /// The share of draws.
    pub share: f64,
    /// Draws of the scenario. They are kept by the caller, so that every question is asked of the same draws.
    pub samples: &'a Samples,
}

impl Chance<'_> {
    /// Returns what `figure` comes to in at least the share of draws: at most so much where it counts months, at
    /// least so much otherwise. NaN when too few draws define it.
    pub fn of(&self, scenario: &Scenario, plan: &Plan, figure: Figure) -> f64 {
        let mut values = drawn(scenario, plan, figure, self.samples);
        let at_most = figure.spec().unit == Unit::Months;
        let worst = if at_most {
            f64::INFINITY
        } else {
            f64::NEG_INFINITY
        };
        for value in &mut values {
            // A figure that is not defined is not reached.
            *value = if value.is_finite() { *value } else { worst };
        }
        values.sort_unstable_by(f64::total_cmp);
        if !at_most {
            values.reverse();
        }
        let needed = libm::ceil(self.share * values.len() as f64 - 1e-9) as usize;
        let reached = values.get(needed.saturating_sub(1)).copied();
        reached
            .filter(|value| value.is_finite())
            .unwrap_or(f64::NAN)
    }
}

/// Returns a figure of a plan in every draw.
pub fn drawn(scenario: &Scenario, plan: &Plan, figure: Figure, samples: &Samples) -> Vec<f64> {
    let path = figure.path(scenario);
    if let Some(row) = METRICS.iter().find(|row| row.name == path) {
        return metric_draws(scenario, plan, samples, row.metric);
    }
    let mut changed = scenario.clone();
    let of_draw = |draw: usize| {
        for (at, uncertain) in scenario.uncertain.iter().enumerate() {
            let value = samples.values(at)[draw];
            changed.inputs.set(uncertain.input, value);
        }
        let assumptions = &mut changed.inputs.assumptions;
        let most = assumptions.severance_max_weeks;
        assumptions.severance_min_weeks = assumptions.severance_min_weeks.min(most);
        figure.of(&changed.evaluate_plan(plan))
    };
    (0..samples.draws()).map(of_draw).collect()
}

/// What a division adds to the company at one cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Breakpoint {
    pub(super) cut: f64,
    eliminated: f64,
    uncovered: f64,
    totals: Totals<f64>,
}

impl Breakpoint {
    fn of(scenario: &Scenario, plan: &Plan, division: usize, cut: f64) -> Self {
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

/// A division at all cuts that it may have.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    /// From no cut to the largest; a single one where the cut stays as it is.
    pub(super) breakpoints: Vec<Breakpoint>,
    /// For each piece that is not straight: the index of its first breakpoint, and what the division adds at the
    /// cut where a straight line is furthest off.
    pub(super) curved: Vec<(usize, Breakpoint)>,
    /// Whether the largest cut is the guardrail.
    is_capped: bool,
}

/// Pieces that a curved stretch is divided into.
const PIECES: usize = 24;
/// Cuts that are no further apart are the same.
const SAME: f64 = 1e-12;

impl Curve {
    /// Returns the curve of a division whose cut stays.
    fn fixed(scenario: &Scenario, plan: &Plan, division: usize) -> Self {
        let cut = plan.levers[division].cut;
        Self {
            breakpoints: vec![Breakpoint::of(scenario, plan, division, cut)],
            curved: Vec::new(),
            is_capped: false,
        }
    }

    /// Returns the curve of a division that may be cut by `cap` at most.
    pub(super) fn free(scenario: &Scenario, plan: &Plan, division: usize, cap: f64) -> Self {
        let inputs = &scenario.inputs.divisions[division];
        let delivery = scenario.inputs.assumptions.delivery;
        let pre = PrePlan::at(&scenario.inputs, plan, division);
        let (people, share) = (pre.people, pre.managers_share);
        // The cut that eliminates so many positions.
        let cut_of = |eliminated: f64| eliminated / (people * delivery);
        let all = if delivery > 0.0 { 1.0 / delivery } else { 0.0 };
        let largest = cap.min(1.0).min(all);
        let no_managers = cut_of(pre.managers / share);
        let no_others = cut_of((people - pre.managers) / (1.0 - share));
        let used_up = cut_of(pre.unfilled);
        let uncovered = cut_of(inputs.automatable * people);
        let is_within = |cut: &f64| *cut > SAME && *cut < largest - SAME;
        let mut cuts: Vec<f64> = [no_managers, no_others, used_up, uncovered]
            .into_iter()
            .filter(is_within)
            .collect();
        let runs_out = no_managers.min(no_others);
        let bends_from = runs_out.max(used_up);
        let is_curved = pre.unfilled > 0.0 && is_within(&bends_from);
        if is_curved {
            let ratio = libm::pow(largest / bends_from, 1.0 / PIECES as f64);
            let steps = (1..PIECES).scan(bends_from, |cut, _| {
                *cut *= ratio;
                Some(*cut)
            });
            cuts.extend(steps.filter(is_within));
        }
        cuts.extend([0.0, largest]);
        cuts.sort_unstable_by(f64::total_cmp);
        cuts.dedup_by(|a, b| (*a - *b).abs() <= SAME);
        let at = |cut| Breakpoint::of(scenario, plan, division, cut);
        let breakpoints: Vec<Breakpoint> = cuts.into_iter().map(at).collect();
        let pieces = breakpoints.windows(2).enumerate();
        let curved = pieces.filter(|(_, ends)| is_curved && ends[0].cut >= bends_from - SAME);
        // What a + b/E is furthest from its chord at: the geometric mean.
        let curved = curved.map(|(first, ends)| (first, at(libm::sqrt(ends[0].cut * ends[1].cut))));
        Self {
            curved: curved.collect(),
            breakpoints,
            is_capped: cap < 1.0 && largest >= cap,
        }
    }

    /// Returns the smallest cut, or the one that stays.
    pub(super) fn smallest_cut(&self) -> f64 {
        self.breakpoints[0].cut
    }

    /// Returns the largest cut.
    pub(super) fn largest_cut(&self) -> f64 {
        self.breakpoints.last().map_or(0.0, |last| last.cut)
    }

    /// Returns whether the cut may change.
    pub(super) fn is_free(&self) -> bool {
        self.breakpoints.len() > 1
    }
}

/// An amount of the company that is the sum of what divisions add.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    LaidOff,
    Eliminated,
    Uncovered,
    OneTime,
    Target(Target),
    /// Cumulative net cash without the fixed charge, at a point between the end of a quarter and that of the next.
    Cash(usize, f64),
}

impl Amount {
    /// Returns the amount that an objective is, or `None` for one that is not a sum over divisions.
    pub(super) fn of(objective: Objective) -> Option<Self> {
        match objective {
            Objective::LaidOff => Some(Self::LaidOff),
            Objective::Eliminated => Some(Self::Eliminated),
            Objective::Uncovered => Some(Self::Uncovered),
            Objective::OneTime => Some(Self::OneTime),
            Objective::LargestCut | Objective::EqualShares | Objective::Payback => None,
        }
    }
}

/// A scenario, the plan whose cuts are sought, and the curves of its divisions.
#[derive(Clone, Debug)]
pub(super) struct Problem<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) plan: &'a Plan,
    pub(super) curves: Vec<Curve>,
    cohorts: Cohorts,
    /// The quarters of each cohort.
    ticks: Vec<Vec<Tick<f64>>>,
}

impl<'a> Problem<'a> {
    /// Returns the problem within what `ask` allows, with no cut above `ceiling`.
    pub(super) fn of(scenario: &'a Scenario, plan: &'a Plan, ask: &Ask, ceiling: f64) -> Self {
        let cohorts = Cohorts::of::<f64>(&plan.levers);
        let ticks = cohorts.ticks(&scenario.inputs.assumptions).into_iter();
        let ticks = ticks.map(|mut ticks| (0..scenario.horizon).map(|at| ticks.tick(at)).collect());
        let curve = |division: usize| {
            if ask.locked.get(division).copied().unwrap_or(false) {
                return Curve::fixed(scenario, plan, division);
            }
            let guardrail = scenario.inputs.divisions[division].max_cut;
            let cap = if ask.caps { guardrail } else { 1.0 };
            let mut curve = Curve::free(scenario, plan, division, cap.min(ceiling));
            curve.is_capped &= cap <= ceiling;
            curve
        };
        Self {
            ticks: ticks.collect(),
            curves: (0..scenario.divisions.len()).map(curve).collect(),
            scenario,
            plan,
            cohorts,
        }
    }

    /// Returns the smallest cut of every division.
    pub(super) fn smallest_cuts(&self) -> Vec<f64> {
        self.curves.iter().map(Curve::smallest_cut).collect()
    }

    /// Returns what `division` adds to the company at `cut`.
    pub(super) fn at(&self, division: usize, cut: f64) -> Breakpoint {
        Breakpoint::of(self.scenario, self.plan, division, cut)
    }

    /// Returns what `division` adds to `amount` at a breakpoint.
    pub(super) fn amount(&self, division: usize, at: &Breakpoint, amount: Amount) -> f64 {
        let assumptions = &self.scenario.inputs.assumptions;
        let totals = &at.totals;
        match amount {
            Amount::LaidOff => totals.laid_off,
            Amount::Eliminated => at.eliminated,
            Amount::Uncovered => at.uncovered,
            Amount::OneTime => {
                totals.charge(assumptions).total()
                    + totals.reskilling(assumptions)
                    + totals.rehiring(assumptions)
            }
            Amount::Target(Target::RunRate) => totals.run_rate(assumptions),
            Amount::Target(Target::AiRunRate) => totals.ai_run_rate(assumptions),
            Amount::Target(Target::InYear(year)) => {
                let start = self.scenario.start;
                let is_in =
                    |quarter: usize| start.plus(quarter).year() == start.year() + year as u32;
                self.flows(division, at, |quarter, flow| match is_in(quarter) {
                    true => flow.savings,
                    false => 0.0,
                })
            }
            Amount::Target(Target::AiTotal) => self.flows(division, at, |_, flow| flow.fundable),
            Amount::Target(Target::NetCash) => self.flows(division, at, |_, flow| net(flow)),
            Amount::Cash(by, part) => self.flows(division, at, |quarter, flow| match quarter {
                quarter if quarter <= by => net(flow),
                quarter if quarter == by + 1 => part * net(flow),
                _ => 0.0,
            }),
        }
    }

    /// Returns the sum over quarters of a part of what a division moves.
    fn flows(
        &self,
        division: usize,
        at: &Breakpoint,
        of: impl Fn(usize, &Flow<f64>) -> f64,
    ) -> f64 {
        let assumptions = &self.scenario.inputs.assumptions;
        let cohort = Cohort::of(&at.totals, assumptions, 0.0);
        let ticks = &self.ticks[self.cohorts.of[division]];
        let in_quarter = |(quarter, tick): (usize, &Tick<f64>)| {
            let mut flow = Flow::zero();
            flow.add(&cohort, tick);
            of(quarter, &flow)
        };
        ticks.iter().enumerate().map(in_quarter).sum()
    }

    /// Returns the part of the programme's fixed charge that is paid at a point between the end of `quarter` and
    /// that of the next, with the layoffs of `outcome`.
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

    /// Returns the least of the fixed charge that may be paid by then, whatever the cuts.
    pub(super) fn fixed_least(&self, at: (usize, f64)) -> f64 {
        let fixed = self.scenario.inputs.assumptions.fixed_charge;
        let cohorts = (0..self.ticks.len()).map(|cohort| self.noticed(cohort, at));
        fixed * cohorts.fold(1.0, f64::min)
    }

    /// Returns the share of a cohort's notices that is given by then.
    fn noticed(&self, cohort: usize, (quarter, part): (usize, f64)) -> f64 {
        let ticks = &self.ticks[cohort];
        let given: f64 = ticks.iter().take(quarter + 1).map(|t| t.notice.step).sum();
        let next = ticks.get(quarter + 1).map_or(0.0, |t| t.notice.step);
        given + part * next
    }

    /// Returns the plan with these cuts, without the sources of those that change.
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

    /// Returns the value of an objective in an outcome of these cuts.
    fn harm(&self, objective: Objective, outcome: &Outcome, cuts: &[f64]) -> f64 {
        let free = self.curves.iter().zip(cuts);
        let free = free.filter(|(curve, _)| curve.is_free());
        objective.of(outcome, free.map(|(_, &cut)| cut))
    }

    /// Returns these cuts as a solution, without a bound or a price.
    pub(super) fn solution(&self, ask: &Ask, cuts: &[f64]) -> Solution {
        let plan = self.with_cuts(cuts);
        let outcome = self.scenario.evaluate_plan(&plan);
        let at_cap = self.curves.iter().zip(cuts).enumerate();
        let at_cap = at_cap.filter(|(_, (curve, cut))| {
            curve.is_capped && curve.is_free() && **cut >= curve.largest_cut() * (1.0 - 1e-12)
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

/// Returns the net cash of a flow, without the fixed charge.
fn net(flow: &Flow<f64>) -> f64 {
    flow.savings - flow.exit_pay - flow.reskilling - flow.rehiring
}
