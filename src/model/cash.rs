//! Company money over time: net cash, payback and net present value.
//!
//! Model contract, section 2, "Net cash". All before tax. What survivors' quits cost is contested,
//! so it is kept apart and shown beside the net.
//!
//! Must not know a division: it sees the company by quarter.

use super::{ChargeLines, Number, QuarterOutcome};

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
    pub(crate) fn new(yearly: N) -> Self {
        let growth = (N::of(1.0) + yearly).powf(N::of(0.125));
        let half = N::of(1.0) / growth;
        Self {
            per_quarter: half * half,
            next: half,
        }
    }

    /// The factor of the next quarter, beginning with quarter 0.
    pub(crate) fn step(&mut self) -> N {
        let factor = self.next;
        self.next = factor * self.per_quarter;
        factor
    }
}

/// Months until a cumulative series is at or above 0 for good.
///
/// 0 when it never falls below 0, undefined when it ends below; else the crossing after the
/// last negative quarter, by a straight line between quarter ends.
pub(crate) fn payback_months<N: Number>(cumulative: impl Iterator<Item = N>) -> N {
    let zero = N::zero();
    let mut months = zero;
    let mut last = zero;
    for (quarter, now) in cumulative.enumerate() {
        // Where `last` is below 0 and `now` is not, the series crosses within this quarter.
        let crossing = N::of(3.0) * (N::of(quarter as f64) + last / (last - now));
        let crossed = now.if_less(zero, months, crossing);
        months = last.if_less(zero, crossed, months);
        last = now;
    }
    last.if_less(zero, N::undefined(), months)
}

/// The lowest value below 0 and the first quarter it is reached in; 0 and undefined when there is none.
pub(crate) fn lowest<N: Number>(quarters: &[QuarterOutcome<N>]) -> (N, N) {
    let mut lowest = N::zero();
    let mut at = N::undefined();
    for (index, quarter) in quarters.iter().enumerate() {
        at = quarter.cumulative.if_less(lowest, N::of(index as f64), at);
        lowest = quarter.cumulative.min(lowest);
    }
    (lowest, at)
}
