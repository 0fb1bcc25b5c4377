//! Company money over time: net cash, payback and net present value.
//!
//! Model contract, section 2, "Net cash". All before tax. What survivors' quits cost is contested,
//! so it is kept apart and shown beside the net.
//!
//! Must not know a division: it sees the company by quarter.

use super::{ChargeLines, Number};

/// Savings, what they cost first, and what is left.
#[derive(Clone, Debug, PartialEq)]
pub struct Savings<N = f64> {
    /// Yearly, plan fully carried out, before rehires.
    pub run_rate_gross: N,
    /// Yearly, plan fully carried out.
    pub run_rate: N,
    /// Savings within each calendar year, to the horizon.
    pub in_year: Vec<YearAmount<N>>,
    /// Restructuring charge of the plan carried out in full.
    pub charge: N,
    /// The charge line by line.
    pub charge_lines: ChargeLines<N>,
    /// Reskilling of redeployed people; not part of the charge.
    pub reskilling: N,
    /// Cost of hiring people back.
    pub rehiring: N,
    /// Cost of replacing survivors who quit.
    pub survivors: N,
    /// Output lost while survivors recover: economic, not cash; to the horizon.
    pub lost_output: N,
    /// Cumulative net cash at the horizon.
    pub net_cash: N,
    /// Lowest cumulative net cash; 0 when it never falls below 0.
    pub peak_negative: N,
    /// Index of the first quarter there; undefined when 0.
    pub peak_negative_quarter: N,
    /// Months until the cumulative net cash is back above 0 for good; undefined when it is not within the horizon.
    pub payback_months: N,
    /// `12 · charge / run-rate`; undefined without savings.
    pub simple_payback_months: N,
    /// Net present value to the horizon, without terminal value.
    pub npv: N,
    /// The same with AI money and its return counted.
    pub npv_with_ai: N,
    /// Cumulative net cash at the horizon after survivors' quits.
    pub net_cash_after_survivors: N,
    /// Payback after survivors' quits.
    pub payback_after_survivors_months: N,
    /// Net present value after survivors' quits.
    pub npv_after_survivors: N,
}

/// The savings of one calendar year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearAmount<N = f64> {
    /// Calendar year.
    pub year: u32,
    /// Savings in it.
    pub amount: N,
}

/// Discount factors for the middle of each quarter.
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

    /// The factor of the next quarter, beginning with quarter 0.
    #[inline(always)]
    pub(crate) fn step(&mut self) -> N {
        let factor = self.next;
        self.next = factor * self.per_quarter;
        factor
    }
}

/// Months until a cumulative series is at or above 0 for good, quarter by quarter.
///
/// 0 when it never falls below 0, undefined when it ends below; else the crossing after the
/// last negative quarter, by a straight line between quarter ends.
pub(crate) struct Payback<N> {
    months: N,
    last: N,
}

impl<N: Number> Payback<N> {
    #[inline(always)]
    pub(crate) fn new() -> Self {
        Self {
            months: N::zero(),
            last: N::zero(),
        }
    }

    #[inline(always)]
    pub(crate) fn step(&mut self, quarter: usize, now: N) {
        let (zero, last) = (N::zero(), self.last);
        // Where `last` is below 0 and `now` is not, the series crosses within this quarter.
        let crossing = N::of(3.0) * (N::of(quarter as f64) + last / (last - now));
        let crossed = now.if_less(zero, self.months, crossing);
        self.months = last.if_less(zero, crossed, self.months);
        self.last = now;
    }

    #[inline(always)]
    pub(crate) fn months(&self) -> N {
        self.last.if_less(N::zero(), N::undefined(), self.months)
    }
}

/// The lowest value below 0 and the first quarter it is reached in; 0 and undefined when there is none.
pub(crate) struct Lowest<N> {
    pub(crate) value: N,
    pub(crate) quarter: N,
}

impl<N: Number> Lowest<N> {
    #[inline(always)]
    pub(crate) fn new() -> Self {
        Self {
            value: N::zero(),
            quarter: N::undefined(),
        }
    }

    #[inline(always)]
    pub(crate) fn step(&mut self, quarter: usize, now: N) {
        self.quarter = now.if_less(self.value, N::of(quarter as f64), self.quarter);
        self.value = now.min(self.value);
    }
}
