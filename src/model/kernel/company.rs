//! The company: what its divisions add up to, and its way through the quarters.
//!
//! Report and simulation go this way, the one to keep everything, the other only what it follows.
//! Must not keep a result.

use crate::model::{
    Assumptions, DivisionInputs, Inputs, Levers, Number, People, Plan, PositionCost, Unit,
    kernel::{
        ai::FundingRule,
        before::Before,
        cash::{Cash, Worth},
        charge::severance_weeks,
        flow::{Flow, Wave, Waves},
        people::PeopleTotals,
        tally::Tally,
        timing::Tick,
    },
};

/// Sums over divisions.
#[derive(Clone, Debug)]
pub(crate) struct Company<N> {
    pub(crate) totals: PeopleTotals<N>,
    /// One for each wave.
    pub(crate) tallies: Vec<Tally<N>>,
}

impl<N: Number> Company<N> {
    /// Of no division yet.
    pub(crate) fn new(waves: &Waves) -> Self {
        Self {
            totals: PeopleTotals::zero(),
            tallies: vec![Tally::zero(); waves.timing.len()],
        }
    }

    /// Forgets all divisions.
    #[inline(always)]
    pub(crate) fn clear(&mut self) {
        self.totals = PeopleTotals::zero();
        self.tallies.fill(Tally::zero());
    }

    /// Adds a division that gives notice with `wave`, and tells what it adds.
    #[inline(always)]
    pub(crate) fn add(
        &mut self,
        wave: usize,
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        (plan, levers): (&Plan, &Levers),
        before: &Before<N>,
    ) -> (People<N>, PositionCost<N>, Tally<N>) {
        let people = People::of(division, assumptions, plan, before);
        let cost = PositionCost::of(division, assumptions, before, &people);
        let weeks = severance_weeks(assumptions, division.tenure);
        let tally = Tally::of(&people, &cost, weeks, levers);
        self.totals.add(&people);
        self.tallies[wave].add(&tally);
        (people, cost, tally)
    }

    /// All waves together.
    #[inline(always)]
    pub(crate) fn tally(&self) -> Tally<N> {
        let mut sum = Tally::zero();
        for tally in &self.tallies {
            sum.add(tally);
        }
        sum.named()
    }

    /// The programme's fixed charge; none where nothing is cut.
    #[inline(always)]
    pub(crate) fn fixed_charge(&self, assumptions: &Assumptions<N>) -> N {
        let zero = N::zero();
        zero.if_less(self.totals.eliminated, assumptions.fixed_charge, zero)
    }

    /// Takes the company through `horizon` quarters: hands the money of each to `keep`, and tells
    /// what it amounts to. `tick` is the quarter of a wave; it is asked for from the first on.
    #[inline(always)]
    pub(crate) fn run(
        &self,
        (inputs, plan, horizon): (&Inputs<N>, &Plan, usize),
        waves: &[Wave<N>],
        mut tick: impl FnMut(usize, usize) -> Tick<N>,
        mut keep: impl FnMut(usize, Cash<N>),
    ) -> Worth<N> {
        let fixed_charge = self.fixed_charge(&inputs.assumptions);
        let mut cumulative = N::zero();
        let mut rule = FundingRule::new(plan.funding);
        let mut worth = Worth::new(inputs);
        for quarter in 0..horizon {
            let mut flow = Flow::zero();
            for (place, wave) in waves.iter().enumerate() {
                flow.add(wave, &tick(place, quarter));
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

    /// The fixed charge of a quarter: it is spread like the notices; without any it falls due in quarter 0.
    #[inline(always)]
    fn fixed_in(&self, quarter: usize, fixed: N, notices: N) -> N {
        let zero = N::zero();
        if fixed.is_zero() {
            return zero;
        }
        let laid_off = self.totals.laid_off;
        let at_once = if quarter == 0 { fixed } else { zero };
        zero.if_less(laid_off, fixed * notices / laid_off, at_once)
    }
}
