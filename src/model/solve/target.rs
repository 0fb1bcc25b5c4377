//! What can be asked for: the figures that cuts can be solved for, and what can be least, as tables.
//!
//! Must not solve anything.

use crate::model::{AiOutcome, Figure, Outcome, Savings, Scenario, Unit, years};

/// A figure that cuts can be solved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Yearly savings, plan carried out.
    RunRate,
    /// Savings in a calendar year, counted from the year of the start.
    InYear(usize),
    /// Cumulative net cash at the horizon.
    NetCash,
    /// Yearly money for AI, plan carried out.
    AiRunRate,
    /// Money for AI up to the horizon.
    AiTotal,
}

impl Target {
    /// Returns the result that it is.
    pub fn figure(self) -> Figure {
        match self {
            Self::RunRate => Savings::RUN_RATE,
            Self::InYear(year) => Figure::InYear(year),
            Self::NetCash => Savings::NET_CASH,
            Self::AiRunRate => AiOutcome::RUN_RATE,
            Self::AiTotal => AiOutcome::TOTAL,
        }
    }

    /// Returns every target of a scenario.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mut all = vec![Self::RunRate];
        all.extend((0..years(scenario)).map(Self::InYear));
        all.extend([Self::NetCash, Self::AiRunRate, Self::AiTotal]);
        all
    }

    /// The target that is this figure, if cuts can be solved for it.
    pub fn of(figure: Figure, scenario: &Scenario) -> Option<Self> {
        let all = Self::all(scenario);
        all.into_iter().find(|target| target.figure() == figure)
    }

    /// Whether it is counted by the year.
    pub fn is_yearly(self) -> bool {
        matches!(self, Self::RunRate | Self::AiRunRate)
    }
}

/// What can be least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// People laid off.
    LaidOff,
    /// Positions eliminated.
    Eliminated,
    /// Work left that neither people nor automation cover.
    Uncovered,
    /// Charge, reskilling and rehiring.
    OneTime,
    /// The largest of all cuts.
    LargestCut,
    /// The one cut that all divisions have.
    EqualShares,
    /// Months to payback.
    Payback,
}

/// One row of the table of objectives.
#[derive(Clone, Copy, Debug)]
pub struct ObjectiveSpec {
    /// Which.
    pub objective: Objective,
    /// What the command line calls it.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The same, to name a plan by.
    pub title: &'static str,
    /// What it is, without a full stop.
    pub help: &'static str,
    /// How it is measured.
    pub unit: Unit,
}

/// The table.
#[rustfmt::skip]
pub const OBJECTIVES: [ObjectiveSpec; 7] = [
    ObjectiveSpec { objective: Objective::LaidOff, name: "laid-off", label: "people laid off", title: "fewest laid off", help: "people who are given notice", unit: Unit::People },
    ObjectiveSpec { objective: Objective::Eliminated, name: "eliminated", label: "positions eliminated", title: "fewest positions", help: "positions that go, however people leave them", unit: Unit::People },
    ObjectiveSpec { objective: Objective::Uncovered, name: "uncovered", label: "work left uncovered", title: "least uncovered work", help: "work that neither people nor automation cover", unit: Unit::People },
    ObjectiveSpec { objective: Objective::OneTime, name: "one-time", label: "one-time cost", title: "least one-time cost", help: "restructuring charge, reskilling and rehiring", unit: Unit::Money },
    ObjectiveSpec { objective: Objective::LargestCut, name: "largest-cut", label: "largest cut", title: "smallest largest cut", help: "the deepest cut of any division", unit: Unit::Share },
    ObjectiveSpec { objective: Objective::EqualShares, name: "equal-shares", label: "cut everywhere", title: "equal shares", help: "the same cut in every division, up to its guardrail", unit: Unit::Share },
    ObjectiveSpec { objective: Objective::Payback, name: "payback", label: "payback", title: "fastest payback", help: "months until net cash is above zero for good", unit: Unit::Months },
];

impl Objective {
    /// Its row of [`OBJECTIVES`].
    pub fn spec(self) -> &'static ObjectiveSpec {
        const TABLE: [ObjectiveSpec; 7] = OBJECTIVES;
        &TABLE[self as usize]
    }

    /// Its value in an outcome of these cuts.
    pub fn of(self, outcome: &Outcome, cuts: impl Iterator<Item = f64>) -> f64 {
        let savings = &outcome.savings;
        match self {
            Self::LaidOff => outcome.headcount.laid_off,
            Self::Eliminated => outcome.headcount.eliminated,
            Self::Uncovered => outcome.headcount.uncovered,
            Self::OneTime => savings.charge + savings.reskilling + savings.rehiring,
            Self::LargestCut | Self::EqualShares => cuts.fold(0.0, f64::max),
            Self::Payback => savings.payback_months,
        }
    }
}
