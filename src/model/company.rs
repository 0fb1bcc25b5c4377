//! The company: what its divisions add up to, and its way through the quarters.
//!
//! Report and simulation go this way, the one to keep everything, the other only what it follows.
//! Must not keep a result.

use super::ai::{FundingRule, return_in};
use super::before::Before;
use super::cash::{Discount, Lowest, Payback};
use super::charge::severance_weeks;
use super::flow::{Flow, Wave, Waves};
use super::people::PeopleTotals;
use super::tally::Tally;
use super::timing::Tick;
use super::{
    Assumptions, DivisionInputs, Inputs, Levers, Number, People, Plan, PositionCost, QuarterOutcome,
};

/// Sums over divisions.
#[derive(Clone, Debug)]
pub(crate) struct Company<N> {
    pub(crate) totals: PeopleTotals<N>,
    /// One for each wave.
    tallies: Vec<Tally<N>>,
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
        sum
    }

    /// The programme's fixed charge; none where nothing is cut.
    #[inline(always)]
    pub(crate) fn fixed_charge(&self, assumptions: &Assumptions<N>) -> N {
        let zero = N::zero();
        zero.if_less(self.totals.eliminated, assumptions.fixed_charge, zero)
    }

    /// What each wave moves.
    #[inline(always)]
    pub(crate) fn waves<'a>(
        &'a self,
        assumptions: &'a Assumptions<N>,
        quit_rate: N,
    ) -> impl Iterator<Item = Wave<N>> + 'a {
        let wave = move |tally| Wave::of(tally, assumptions, quit_rate);
        self.tallies.iter().map(wave)
    }

    /// Takes the company through `horizon` quarters: hands each to `keep`, and tells what they
    /// amount to. `tick` is the quarter of a wave; it is asked for from the first quarter on.
    #[inline(always)]
    pub(crate) fn run(
        &self,
        inputs: &Inputs<N>,
        plan: &Plan,
        horizon: usize,
        waves: &[Wave<N>],
        mut tick: impl FnMut(usize, usize) -> Tick<N>,
        mut keep: impl FnMut(usize, QuarterOutcome<N>),
    ) -> Worth<N> {
        let mut books = Books {
            fixed: self.fixed_charge(&inputs.assumptions),
            laid_off: self.totals.laid_off,
            before: self.totals.before,
            liability: N::zero(),
            cumulative: N::zero(),
            rule: FundingRule::new(plan.funding),
        };
        let mut worth = Worth::new(inputs);
        for quarter in 0..horizon {
            let mut flow = Flow::zero();
            for (place, wave) in waves.iter().enumerate() {
                flow.add(wave, &tick(place, quarter));
            }
            let outcome = books.step(quarter, &flow);
            worth.add(inputs, quarter, &outcome);
            keep(quarter, outcome);
        }
        worth
    }
}

/// What is carried from one quarter to the next.
struct Books<N> {
    fixed: N,
    laid_off: N,
    before: N,
    liability: N,
    cumulative: N,
    rule: FundingRule<N>,
}

impl<N: Number> Books<N> {
    /// The fixed charge is spread like the notices; without any it falls due in quarter 0.
    #[inline(always)]
    fn fixed(&self, quarter: usize, notices: N) -> N {
        let zero = N::zero();
        if self.fixed.is_zero() {
            return zero;
        }
        let at_once = if quarter == 0 { self.fixed } else { zero };
        zero.if_less(self.laid_off, self.fixed * notices / self.laid_off, at_once)
    }

    #[inline(always)]
    fn step(&mut self, quarter: usize, flow: &Flow<N>) -> QuarterOutcome<N> {
        let fixed = self.fixed(quarter, flow.notices);
        let paid_on_top = flow.exit_pay + fixed;
        let charge = flow.charge + fixed;
        let paid = flow.notice_pay + paid_on_top;
        let net_cash = flow.savings - paid_on_top - flow.reskilling - flow.rehiring;
        self.liability = self.liability + charge - paid;
        self.cumulative += net_cash;
        let ai = self.rule.step(flow.fundable, flow.savings, self.cumulative);
        QuarterOutcome {
            savings: flow.savings,
            charge,
            paid,
            liability: self.liability,
            net_cash,
            cumulative: self.cumulative,
            ai,
            retained: net_cash - ai,
            headcount: self.before - flow.gone,
            survivors: flow.survivors,
            lost_output: flow.lost_output,
        }
    }
}

/// What the quarters amount to.
pub(crate) struct Worth<N> {
    pub(crate) net_cash: N,
    pub(crate) net_cash_after_survivors: N,
    pub(crate) npv: N,
    pub(crate) npv_with_ai: N,
    pub(crate) npv_after_survivors: N,
    pub(crate) payback: Payback<N>,
    pub(crate) payback_after_survivors: Payback<N>,
    pub(crate) lowest: Lowest<N>,
    pub(crate) ai: N,
    pub(crate) retained: N,
    pub(crate) lost_output: N,
    discount: Discount<N>,
    /// AI money so far, where it returns anything.
    spent: Vec<N>,
}

impl<N: Number> Worth<N> {
    #[inline(always)]
    fn new(inputs: &Inputs<N>) -> Self {
        let zero = N::zero();
        Self {
            net_cash: zero,
            net_cash_after_survivors: zero,
            npv: zero,
            npv_with_ai: zero,
            npv_after_survivors: zero,
            payback: Payback::new(),
            payback_after_survivors: Payback::new(),
            lowest: Lowest::new(),
            ai: zero,
            retained: zero,
            lost_output: zero,
            discount: Discount::new(inputs.discount_rate),
            spent: Vec::new(),
        }
    }

    #[inline(always)]
    fn add(&mut self, inputs: &Inputs<N>, at: usize, quarter: &QuarterOutcome<N>) {
        let factor = self.discount.step();
        let net_of_survivors = quarter.net_cash - quarter.survivors;
        self.net_cash = quarter.cumulative;
        self.net_cash_after_survivors += net_of_survivors;
        self.npv += quarter.net_cash * factor;
        self.npv_after_survivors += net_of_survivors * factor;
        let returned = self.returned(inputs, at, quarter.ai);
        self.npv_with_ai += (quarter.retained + returned) * factor;
        self.payback.step(at, quarter.cumulative);
        self.payback_after_survivors
            .step(at, self.net_cash_after_survivors);
        self.lowest.step(at, quarter.cumulative);
        self.ai += quarter.ai;
        self.retained += quarter.retained;
        self.lost_output += quarter.lost_output;
    }

    /// What AI money returns in the quarter `at`, in which `spent` more is spent.
    #[inline(always)]
    fn returned(&mut self, inputs: &Inputs<N>, at: usize, spent: N) -> N {
        if inputs.assumptions.ai_return.is_zero() {
            return N::zero();
        }
        self.spent.push(spent);
        return_in(inputs, &self.spent, at)
    }
}
