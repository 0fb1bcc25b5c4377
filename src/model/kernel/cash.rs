//! Company money over time: net cash, payback and net present value.
//!
//! Model contract, section 2, "Net cash". All before tax. What survivors' quits cost is contested, so it is kept
//! apart from net cash and shown beside it.

use crate::model::{Inputs, Number, Place, QuarterOutcome, TermRole, Unit, kernel::ai::return_in};

/// The company's money in one quarter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cash<N> {
    pub(crate) savings: N,
    /// Part of the programme's fixed charge paid.
    pub(crate) fixed: N,
    /// Part of the charge paid, without notice pay.
    pub(crate) paid_on_top: N,
    pub(crate) net: N,
    pub(crate) cumulative: N,
    /// Money moved to AI.
    pub(crate) ai: N,
    /// Cost of replacing survivors who quit.
    pub(crate) survivors: N,
}

/// What the quarters amount to: figures that are added up quarter by quarter.
pub(crate) struct Worth<N> {
    pub(crate) net_cash: N,
    pub(crate) npv: N,
    pub(crate) npv_with_ai: N,
    pub(crate) npv_after_survivors: N,
    pub(crate) payback: Payback<N>,
    pub(crate) ai: N,
    discount: Discount<N>,
    /// AI money spent in each quarter so far; empty when it returns nothing.
    spent: Vec<N>,
}

impl<N: Number> Worth<N> {
    #[inline(always)]
    pub(crate) fn new(inputs: &Inputs<N>) -> Self {
        let zero = N::zero();
        Self {
            net_cash: zero,
            npv: zero,
            npv_with_ai: zero,
            npv_after_survivors: zero,
            payback: Payback::new(),
            ai: zero,
            discount: Discount::new(inputs.discount_rate),
            spent: Vec::new(),
        }
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, inputs: &Inputs<N>, quarter: usize, cash: &Cash<N>) {
        let factor = self.discount.step();
        let factor = factor.called("discount factor", Unit::Ratio);
        self.net_cash = cash.cumulative;
        self.npv += cash.net * factor;
        self.npv_after_survivors += (cash.net - cash.survivors) * factor;
        let returned = self.returned(inputs, quarter, cash.ai);
        let returned = returned.called("return on AI money", Unit::Money);
        self.npv_with_ai += (cash.net - cash.ai + returned) * factor;
        self.payback.step(quarter, cash.cumulative);
        self.ai += cash.ai;
    }

    /// Records the AI money `spent` in the quarter `at`, and computes what all of it returns in that quarter.
    #[inline(always)]
    fn returned(&mut self, inputs: &Inputs<N>, at: usize, spent: N) -> N {
        if inputs.assumptions.ai_return.is_zero() {
            return N::zero();
        }
        self.spent.push(spent);
        return_in(inputs, &self.spent, at)
    }
}

/// Discount factors for the middle of each quarter, in order.
pub(crate) struct Discount<N> {
    per_quarter: N,
    next: N,
}

impl<N: Number> Discount<N> {
    #[inline(always)]
    pub(crate) fn new(yearly: N) -> Self {
        // The eighth root.
        let growth = (N::of(1.0) + yearly).sqrt().sqrt().sqrt();
        let half = N::of(1.0) / growth;
        Self {
            per_quarter: half * half,
            next: half,
        }
    }

    /// Returns the factor of the next quarter, beginning with quarter 0.
    #[inline(always)]
    pub(crate) fn step(&mut self) -> N {
        let factor = self.next;
        self.next = factor * self.per_quarter;
        factor
    }
}

/// The months until a cumulative series is at or above 0 for good, followed quarter by quarter.
///
/// 0 when the series never falls below 0, undefined when it ends below; else the crossing after the last negative
/// quarter, by a straight line between quarter ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Payback<N> {
    last: N,
    /// The quarter within which the series last rose to 0, and its values at the ends of that quarter.
    crossed: N,
    from: N,
    to: N,
}

impl<N: Number> Payback<N> {
    #[inline(always)]
    pub(crate) fn new() -> Self {
        let zero = N::zero();
        Self {
            last: zero,
            crossed: zero,
            from: zero,
            to: N::of(1.0),
        }
    }

    #[inline(always)]
    pub(crate) fn step(&mut self, quarter: usize, now: N) {
        let (zero, last) = (N::zero(), self.last);
        // Where `last` is below 0 and `now` is not, the series crosses 0 within this quarter.
        let pick = |yes: N, no: N| last.if_less(zero, now.if_less(zero, no, yes), no);
        self.crossed = pick(N::of(quarter as f64), self.crossed).called(
            "last quarter that begins below 0 and does not end there",
            Unit::Quarters,
        );
        self.from = pick(last, self.from).called("net cash where it began", Unit::Money);
        self.to = pick(now, self.to).called("net cash where it ended", Unit::Money);
        self.last = now;
    }

    #[inline(always)]
    pub(crate) fn months(&self) -> N {
        let months = N::of(3.0) * (self.crossed + self.from / (self.from - self.to));
        self.last.if_less(N::zero(), N::undefined(), months)
    }
}

/// Finds the lowest cumulative net cash below 0 and the first quarter it is reached in; 0 and undefined when there is
/// none.
pub(crate) fn lowest<N: Number>(quarters: &[QuarterOutcome<N>]) -> (N, N) {
    let mut lowest = N::zero();
    let mut at = N::undefined();
    for (index, quarter) in quarters.iter().enumerate() {
        N::enter(Place::quarter(index));
        at = quarter.cumulative.if_less(lowest, N::of(index as f64), at);
        at = at.called_as(
            "quarter of the lowest net cash so far",
            Unit::Quarters,
            TermRole::Date,
        );
        lowest = quarter.cumulative.min(lowest);
        lowest = lowest.called_as(
            "lowest net cash so far",
            Unit::Money,
            TermRole::RunningExtreme,
        );
    }
    (lowest, at)
}
