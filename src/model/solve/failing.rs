//! When a plan counts as failed, and whether one does.
//!
//! Must not look for failures: that is `stress`.

use crate::model::Outcome;

/// When a plan fails.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failing {
    /// It does not pay back within the horizon.
    NoPayback,
    /// Its net present value is not above zero.
    Npv,
    /// Its run-rate savings are below this.
    RunRate(f64),
    /// It pays back later than so many months.
    Payback(f64),
}

/// Whether a plan with this outcome fails, but for the last digits.
pub fn fails(failing: Failing, outcome: &Outcome) -> bool {
    let savings = &outcome.savings;
    let rounding = 1e-9 * savings.charge.abs().max(savings.run_rate.abs());
    match failing {
        Failing::NoPayback => savings.net_cash < rounding,
        Failing::Npv => savings.npv <= rounding,
        Failing::RunRate(least) => savings.run_rate < least + rounding,
        Failing::Payback(months) => {
            let cash = |at: usize| outcome.quarters[at].cumulative;
            lowest_after(months / 3.0, outcome.quarters.len(), cash) < rounding
        }
    }
}

/// The lowest cumulative net cash from the time `after` on, in quarters; straight between quarter ends.
pub(super) fn lowest_after(after: f64, horizon: usize, cash: impl Fn(usize) -> f64) -> f64 {
    let ends = (0..horizon).filter(|&at| at as f64 + 1.0 >= after);
    let lowest = ends.map(&cash).fold(f64::INFINITY, f64::min);
    let part = after - libm::floor(after);
    match (libm::floor(after) as usize).checked_sub(1) {
        Some(before) if before + 1 < horizon => {
            let between = cash(before) + part * (cash(before + 1) - cash(before));
            lowest.min(between)
        }
        // By the horizon it must be there.
        Some(_) => cash(horizon - 1).min(lowest),
        None => lowest,
    }
}
