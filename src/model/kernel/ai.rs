//! The AI programme that savings pay for, and what it buys and returns.
//!
//! Model contract, section 2, "Money for AI".

use crate::model::{
    AiOption, AiOutcome, Decision, Funding, Inputs, Number, OptionInputs, OptionOutcome, Plan,
    TermRole, Unit,
};

/// Days in a year of the capital spending plan.
const DAYS_PER_YEAR: f64 = 365.0;

impl<N: Number> AiOutcome<N> {
    #[inline(always)]
    pub(crate) fn of(
        inputs: &Inputs<N>,
        plan: &Plan,
        run_rate: N,
        total: N,
        retained: N,
        people_moved_cost: N,
    ) -> Self {
        let capex_share = capex_share(inputs, run_rate);
        let shares = plan.portfolio.iter().enumerate();
        let shares = shares.map(|(at, &share)| N::decided(share, Decision::Share(at)));
        let options = inputs.options.iter().zip(shares).map(|(option, share)| {
            let price = option.unit_cost * inputs.assumptions.price_factor;
            OptionOutcome {
                run_rate: share * run_rate,
                total: share * total,
                bought: share * total / price,
                sustained: sustained(option, inputs, share * run_rate),
            }
        });
        Self {
            run_rate,
            total,
            retained,
            capex_share,
            capex_days: N::of(DAYS_PER_YEAR) * capex_share,
            people_moved_cost,
            options: options.collect(),
        }
    }
}

/// Returns the run-rate as a share of the capital spending plan; undefined without one.
#[inline(always)]
pub(crate) fn capex_share<N: Number>(inputs: &Inputs<N>, run_rate: N) -> N {
    let plan = inputs.capex_plan;
    plan.map_or(N::undefined(), |amount| run_rate / amount)
}

/// Returns the units of `option` that the yearly money `run_rate` keeps up.
#[inline(always)]
fn sustained<N: Number>(option: &OptionInputs<N>, inputs: &Inputs<N>, run_rate: N) -> N {
    let price = option.unit_cost * inputs.assumptions.price_factor;
    run_rate / (price / option.life + option.running_cost)
}

/// Returns the people that the yearly money `run_rate` for AI keeps employed.
#[inline(always)]
pub(crate) fn hires<N: Number>(
    inputs: &Inputs<N>,
    options: &[AiOption],
    plan: &Plan,
    run_rate: N,
) -> N {
    let mut hired = N::zero();
    for (at, (option, of)) in inputs.options.iter().zip(options).enumerate() {
        if of.hires {
            let share = N::decided(plan.portfolio[at], Decision::Share(at));
            hired += sustained(option, inputs, share * run_rate);
        }
    }
    hired
}

/// The rule that decides, quarter by quarter, how much of the savings moves to AI.
pub(crate) struct FundingRule<N> {
    funding: Funding,
    paid_back: N,
}

impl<N: Number> FundingRule<N> {
    #[inline(always)]
    pub(crate) fn new(funding: Funding) -> Self {
        Self {
            funding,
            paid_back: N::zero(),
        }
    }

    /// Returns the money for AI in the next quarter.
    ///
    /// `fundable` is the part of the savings that divisions reallocate, `cumulative` the net cash to date. After
    /// payback, only what raises the cumulative net cash to a new high is spent.
    #[inline(always)]
    pub(crate) fn step(&mut self, fundable: N, savings: N, cumulative: N) -> N {
        match self.funding {
            Funding::Immediate => fundable,
            Funding::AfterPayback => {
                let high = self.paid_back.max(cumulative);
                let high = high.called_as(
                    "highest net cash so far",
                    Unit::Money,
                    TermRole::RunningExtreme,
                );
                let gained = high - self.paid_back;
                self.paid_back = high;
                N::zero().if_less(savings, fundable / savings * gained, N::zero())
            }
        }
    }
}

/// Computes the return in quarter `at` on the AI money `spent` in each quarter, `ai_return/4 · C(at - ai_lag)`.
///
/// C, the money spent to date, is linear between quarters, so each quarter's money counts by the share of it that is
/// spent by then.
#[inline(always)]
pub(crate) fn return_in<N: Number>(inputs: &Inputs<N>, spent: &[N], at: usize) -> N {
    let assumptions = &inputs.assumptions;
    let by = N::of(at as f64) - assumptions.ai_lag;
    let mut in_by_then = N::zero();
    for (quarter, &money) in spent.iter().enumerate().take(at + 1) {
        let share = (by - N::of(quarter as f64) + N::of(1.0)).clamp_to(N::zero(), N::of(1.0));
        in_by_then += money * share;
    }
    assumptions.ai_return / N::of(4.0) * in_by_then
}
