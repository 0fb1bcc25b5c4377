//! The figures that a simulation follows, as a table.
//!
//! Must not compute them: the kernel does.

use crate::model::{Number, Outcome, Unit};

/// A figure whose distribution is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Yearly savings, plan carried out.
    RunRate,
    /// Restructuring charge.
    Charge,
    /// Cumulative net cash at the horizon.
    NetCash,
    /// Net present value.
    Npv,
    /// Net present value with AI money and its return.
    NpvWithAi,
    /// Net present value after survivors' quits.
    NpvAfterSurvivors,
    /// Months until payback; undefined where there is none.
    PaybackMonths,
    /// Yearly money for AI, plan carried out.
    AiRunRate,
    /// Money for AI up to the horizon.
    AiTotal,
    /// AI money as a share of the capital spending plan.
    CapexShare,
    /// Positions eliminated.
    Eliminated,
    /// People at the end, AI hires included.
    After,
}

/// One row of the table of metrics.
#[derive(Clone, Copy, Debug)]
pub struct MetricSpec {
    /// Which figure.
    pub metric: Metric,
    /// Its path in results.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// How it is measured.
    pub unit: Unit,
}

/// The table, in the order of results.
pub const METRICS: [MetricSpec; 12] = {
    const fn row(
        metric: Metric,
        name: &'static str,
        label: &'static str,
        unit: Unit,
    ) -> MetricSpec {
        MetricSpec {
            metric,
            name,
            label,
            unit,
        }
    }
    use Metric::*;
    [
        row(
            RunRate,
            "savings.run_rate",
            "run-rate savings",
            Unit::MoneyPerYear,
        ),
        row(
            Charge,
            "savings.charge",
            "restructuring charge",
            Unit::Money,
        ),
        row(NetCash, "savings.net_cash", "net cash", Unit::Money),
        row(Npv, "savings.npv", "net present value", Unit::Money),
        row(NpvWithAi, "savings.npv_with_ai", "NPV with AI", Unit::Money),
        row(
            NpvAfterSurvivors,
            "savings.npv_after_survivors",
            "NPV after quits",
            Unit::Money,
        ),
        row(
            PaybackMonths,
            "savings.payback_months",
            "payback",
            Unit::Months,
        ),
        row(AiRunRate, "ai.run_rate", "to AI a year", Unit::MoneyPerYear),
        row(AiTotal, "ai.total", "to AI in all", Unit::Money),
        row(
            CapexShare,
            "ai.capex_share",
            "share of the capex plan",
            Unit::Share,
        ),
        row(
            Eliminated,
            "headcount.eliminated",
            "positions eliminated",
            Unit::People,
        ),
        row(After, "headcount.after", "people after", Unit::People),
    ]
};

impl Metric {
    /// Its row of [`METRICS`].
    pub fn spec(self) -> &'static MetricSpec {
        const TABLE: [MetricSpec; 12] = METRICS;
        &TABLE[self as usize]
    }

    /// Its value in `outcome`.
    pub fn of<N: Number>(self, outcome: &Outcome<N>) -> N {
        match self {
            Self::RunRate => outcome.savings.run_rate,
            Self::Charge => outcome.savings.charge,
            Self::NetCash => outcome.savings.net_cash,
            Self::Npv => outcome.savings.npv,
            Self::NpvWithAi => outcome.savings.npv_with_ai,
            Self::NpvAfterSurvivors => outcome.savings.npv_after_survivors,
            Self::PaybackMonths => outcome.savings.payback_months,
            Self::AiRunRate => outcome.ai.run_rate,
            Self::AiTotal => outcome.ai.total,
            Self::CapexShare => outcome.ai.capex_share,
            Self::Eliminated => outcome.headcount.eliminated,
            Self::After => outcome.headcount.after,
        }
    }
}
