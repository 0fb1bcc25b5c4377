//! The results that a simulation follows, as a table of rows of the catalogue.

use crate::model::{AiOutcome, Better, Figure, Headcount, Number, Outcome, Savings, Unit};

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
    /// Which metric.
    pub metric: Metric,
    /// The result that it follows.
    pub figure: Figure,
    /// The path of the result.
    pub name: &'static str,
    /// What people call it in a table of metrics.
    pub label: &'static str,
    /// How it is measured.
    pub unit: Unit,
}

/// The table, in the order of results.
pub const METRICS: [MetricSpec; 12] = [
    follows(Metric::RunRate, Savings::RUN_RATE),
    follows(Metric::Charge, Savings::CHARGE),
    follows(Metric::NetCash, Savings::NET_CASH).called("net cash"),
    follows(Metric::Npv, Savings::NPV),
    follows(Metric::NpvWithAi, Savings::NPV_WITH_AI).called("NPV with AI"),
    follows(Metric::NpvAfterSurvivors, Savings::NPV_AFTER_SURVIVORS).called("NPV after quits"),
    follows(Metric::PaybackMonths, Savings::PAYBACK_MONTHS),
    follows(Metric::AiRunRate, AiOutcome::RUN_RATE).called("to AI a year"),
    follows(Metric::AiTotal, AiOutcome::TOTAL).called("to AI in all"),
    follows(Metric::CapexShare, AiOutcome::CAPEX_SHARE),
    follows(Metric::Eliminated, Headcount::ELIMINATED),
    follows(Metric::After, Headcount::AFTER),
];

/// A row with the words and the unit of the catalogue.
const fn follows(metric: Metric, figure: Figure) -> MetricSpec {
    let spec = figure.spec();
    MetricSpec {
        metric,
        figure,
        name: spec.path,
        label: spec.label,
        unit: spec.unit,
    }
}

impl MetricSpec {
    /// The same row with a label that fits beside three columns of figures.
    const fn called(self, label: &'static str) -> Self {
        Self { label, ..self }
    }
}

impl Metric {
    /// Returns its row of [`METRICS`].
    pub fn spec(self) -> &'static MetricSpec {
        const TABLE: [MetricSpec; 12] = METRICS;
        &TABLE[self as usize]
    }

    /// Returns the metric that follows `figure`, if one does.
    pub fn following(figure: Figure) -> Option<Self> {
        let row = METRICS.iter().find(|row| row.figure == figure);
        row.map(|row| row.metric)
    }

    /// Returns its value in `outcome`.
    pub fn of<N: Number>(self, outcome: &Outcome<N>) -> N {
        self.spec().figure.of(outcome)
    }

    /// Returns which way it is better.
    pub fn better(self) -> Better {
        self.spec().figure.spec().better.unwrap_or(Better::More)
    }
}
