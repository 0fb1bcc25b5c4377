//! The company: what its divisions add up to, and its way through the quarters.
//!
//! Report and simulation both go this way; one keeps everything, the other only its metrics.

use crate::model::{
    Assumptions, Inputs, Number, Place, Plan, Unit,
    kernel::{
        ai::FundingRule,
        cash::{Cash, Worth},
        division::{DivisionPlan, PrePlan, Totals},
        flow::{Cohort, Cohorts, Flow, NonCash},
        people::PeopleTotals,
        timing::Tick,
    },
};

/// Sums over divisions under a plan.
#[derive(Clone, Debug)]
pub(crate) struct Company<N> {
    /// People of all divisions.
    pub(crate) people: PeopleTotals<N>,
    /// One for each cohort.
    pub(crate) by_cohort: Vec<Totals<N>>,
}

impl<N: Number> Company<N> {
    /// Creates a company without divisions.
    pub(crate) fn new(cohorts: &Cohorts) -> Self {
        Self {
            people: PeopleTotals::zero(),
            by_cohort: vec![Totals::zero(); cohorts.timing.len()],
        }
    }

    /// Carries out `plan` in every division, in place of what was carried out before.
    ///
    /// `pre` returns the position of a division before the plan, by its index; `keep` is given what the plan
    /// does to each division, in order.
    #[inline(always)]
    pub(crate) fn carry_out(
        &mut self,
        (inputs, plan): (&Inputs<N>, &Plan),
        cohorts: &Cohorts,
        pre: impl Fn(usize) -> PrePlan<N>,
        mut keep: impl FnMut(&DivisionPlan<N>),
    ) {
        self.people = PeopleTotals::zero();
        self.by_cohort.fill(Totals::zero());
        let divisions = inputs.divisions.iter().zip(&plan.levers).zip(&cohorts.of);
        for (at, ((division, levers), &cohort)) in divisions.enumerate() {
            N::enter(Place::division(at));
            let division = DivisionPlan::of(&pre(at), division, &inputs.assumptions, plan, levers);
            self.people.add(&division.people);
            self.by_cohort[cohort].add(&division.totals);
            keep(&division);
        }
        N::enter(Place::COMPANY);
    }

    /// Returns the money of each cohort, when survivors quit at the rate `quit_rate`.
    pub(crate) fn flows(&self, assumptions: &Assumptions<N>, quit_rate: N) -> Vec<Cohort<N>> {
        let cohorts = self.by_cohort.iter().enumerate();
        let flows = cohorts.map(|(index, totals)| {
            N::enter(Place::division(index));
            Cohort::of(totals, assumptions, quit_rate)
        });
        let flows = flows.collect();
        N::enter(Place::COMPANY);
        flows
    }

    /// Returns the sums over all cohorts.
    #[inline(always)]
    pub(crate) fn totals(&self) -> Totals<N> {
        let mut sum = Totals::zero();
        for totals in &self.by_cohort {
            sum.add(totals);
        }
        sum.named()
    }

    /// Returns the programme's fixed charge, which is 0 when nothing is cut.
    #[inline(always)]
    pub(crate) fn fixed_charge(&self, assumptions: &Assumptions<N>) -> N {
        let zero = N::zero();
        zero.if_less(self.people.eliminated, assumptions.fixed_charge, zero)
    }

    /// Takes the company through `horizon` quarters and returns what they amount to; `keep` is given the money
    /// of each.
    ///
    /// `tick` returns a quarter of a cohort, by their indices, and is called with the quarters of a cohort in order.
    #[inline(always)]
    pub(crate) fn run(
        &self,
        (inputs, plan, horizon): (&Inputs<N>, &Plan, usize),
        cohorts: &[Cohort<N>],
        mut tick: impl FnMut(usize, usize) -> Tick<N>,
        mut keep: impl FnMut(usize, Cash<N>),
    ) -> Worth<N> {
        let fixed_charge = self.fixed_charge(&inputs.assumptions);
        let mut cumulative = N::zero();
        let mut rule = FundingRule::new(plan.funding);
        let mut worth = Worth::new(inputs);
        for quarter in 0..horizon {
            let mut flow = Flow::zero();
            for (index, cohort) in cohorts.iter().enumerate() {
                flow.add(cohort, &tick(index, quarter));
            }
            let flow = flow.named();
            let fixed = self.fixed_in(quarter, fixed_charge, flow.notices);
            let fixed = fixed.called("fixed exit costs paid", Unit::Money);
            let paid_on_top = flow.exit_pay + fixed;
            let net = flow.savings - paid_on_top - flow.reskilling - flow.rehiring;
            cumulative += net;
            let ai = rule.step(flow.fundable, flow.savings, cumulative);
            let cash = Cash {
                savings: flow.savings,
                fixed,
                paid_on_top,
                net,
                cumulative,
                ai,
                survivors: flow.survivors,
            };
            worth.add(inputs, quarter, &cash);
            keep(quarter, cash);
        }
        worth
    }

    /// Returns the part of the fixed charge that falls in a quarter: it is spread like the notices, and without
    /// any it falls due in quarter 0.
    #[inline(always)]
    fn fixed_in(&self, quarter: usize, fixed: N, notices: N) -> N {
        let zero = N::zero();
        if fixed.is_zero() {
            return zero;
        }
        let laid_off = self.people.laid_off;
        let at_once = if quarter == 0 { fixed } else { zero };
        zero.if_less(laid_off, fixed * notices / laid_off, at_once)
    }
}

/// One quarter of all divisions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuarterFlows {
    /// Money moved.
    pub(crate) cash: Flow<f64>,
    /// The rest, without lost output, which is a result and stands in the outcome.
    pub(crate) non_cash: NonCash<f64>,
}

/// Returns what the divisions do under `plan` in each quarter, for readers who show how its results come about.
pub(crate) fn quarter_flows(inputs: &Inputs, plan: &Plan, horizon: usize) -> Vec<QuarterFlows> {
    let assumptions = &inputs.assumptions;
    let cohorts = Cohorts::of::<f64>(&plan.levers);
    let mut company = Company::new(&cohorts);
    let pre = |at| PrePlan::at(inputs, plan, at);
    company.carry_out((inputs, plan), &cohorts, pre, |_| {});
    let quit_rate = company.people.extra_quit_rate(assumptions);
    let flows = company.flows(assumptions, quit_rate);
    let mut ticks = cohorts.ticks(assumptions);
    let in_quarter = |quarter| {
        let (mut cash, mut non_cash) = (Flow::zero(), NonCash::zero());
        let cohorts = company.by_cohort.iter().zip(&flows).zip(&mut ticks);
        for ((totals, flow), ticks) in cohorts {
            let tick = ticks.tick(quarter);
            cash.add(flow, &tick);
            non_cash.add(totals, assumptions, &tick);
        }
        QuarterFlows { cash, non_cash }
    };
    (0..horizon).map(in_quarter).collect()
}
