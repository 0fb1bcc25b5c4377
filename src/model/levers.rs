//! The levers: what a plan decides, as tables of rows with words, bounds and slider grids.
//!
//! Must not hold a formula. To add a lever: a row here, and its use in the sum it moves.

use crate::model::{Bound, Plan, Unit};

/// The levers of one division in one plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levers {
    /// Share of positions eliminated.
    pub cut: f64,
    /// Share of the savings that goes to AI.
    pub reallocate: f64,
    /// Share of eliminated positions that are managers'; `None` is the division's own share of managers.
    pub managers: Option<f64>,
    /// Quarter in which notices begin.
    pub start: f64,
    /// Quarters over which notices are spread.
    pub duration: f64,
}

impl Default for Levers {
    fn default() -> Self {
        Self {
            cut: 0.0,
            reallocate: 1.0,
            managers: None,
            start: 0.0,
            duration: 1.0,
        }
    }
}

impl Levers {
    /// The value of `lever`; `None` where a plan leaves it to the division.
    pub fn get(&self, lever: Lever) -> Option<f64> {
        match lever {
            Lever::Cut => Some(self.cut),
            Lever::Reallocate => Some(self.reallocate),
            Lever::Managers => self.managers,
            Lever::Start => Some(self.start),
            Lever::Duration => Some(self.duration),
        }
    }

    /// Sets `lever`; `None` puts it back to its default.
    pub fn set(&mut self, lever: Lever, value: Option<f64>) {
        let default = Self::default();
        match lever {
            Lever::Cut => self.cut = value.unwrap_or(default.cut),
            Lever::Reallocate => self.reallocate = value.unwrap_or(default.reallocate),
            Lever::Managers => self.managers = value,
            Lever::Start => self.start = value.unwrap_or(default.start),
            Lever::Duration => self.duration = value.unwrap_or(default.duration),
        }
    }
}

/// A lever that every division has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lever {
    /// Share of positions eliminated.
    Cut,
    /// Share of the savings that goes to AI.
    Reallocate,
    /// Managers' share of the eliminated positions.
    Managers,
    /// Quarter in which notices begin.
    Start,
    /// Quarters over which notices are spread.
    Duration,
}

/// One row of the lever table.
#[derive(Clone, Copy, Debug)]
pub struct LeverSpec {
    /// Which lever.
    pub lever: Lever,
    /// The name in files and paths.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it does, without a full stop.
    pub help: &'static str,
    /// How it is measured.
    pub unit: Unit,
    /// The values it may take.
    pub bound: Bound,
    /// Slider steps per unit: 100 is a step of one per cent.
    pub steps_per_unit: f64,
}

impl Lever {
    /// The table, in the order of files.
    pub const ALL: [LeverSpec; 5] = [
        LeverSpec {
            lever: Self::Cut,
            name: "cut",
            label: "cut",
            help: "share of the division's positions eliminated",
            unit: Unit::Share,
            bound: Bound::SHARE,
            steps_per_unit: 100.0,
        },
        LeverSpec {
            lever: Self::Reallocate,
            name: "reallocate",
            label: "to AI",
            help: "share of the division's savings that goes to AI",
            unit: Unit::Share,
            bound: Bound::SHARE,
            steps_per_unit: 100.0,
        },
        LeverSpec {
            lever: Self::Managers,
            name: "managers",
            label: "managers",
            help: "managers' share of the eliminated positions",
            unit: Unit::Share,
            bound: Bound::SHARE,
            steps_per_unit: 100.0,
        },
        LeverSpec {
            lever: Self::Start,
            name: "start",
            label: "start",
            help: "quarter in which notices begin",
            unit: Unit::Quarters,
            bound: Bound::UpTo(80.0),
            steps_per_unit: 2.0,
        },
        LeverSpec {
            lever: Self::Duration,
            name: "duration",
            label: "duration",
            help: "quarters over which notices are spread",
            unit: Unit::Quarters,
            bound: Bound::UpTo(80.0),
            steps_per_unit: 2.0,
        },
    ];

    /// Its row of [`Self::ALL`].
    pub fn spec(self) -> &'static LeverSpec {
        const TABLE: [LeverSpec; 5] = Lever::ALL;
        match self {
            Self::Cut => &TABLE[0],
            Self::Reallocate => &TABLE[1],
            Self::Managers => &TABLE[2],
            Self::Start => &TABLE[3],
            Self::Duration => &TABLE[4],
        }
    }
}

/// A lever of the whole plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanLever {
    /// Share of natural quits left unfilled to meet the cut.
    AttritionFirst,
    /// Share of the other affected people moved to AI roles.
    Redeploy,
}

/// One row of the table of plan levers.
#[derive(Clone, Copy, Debug)]
pub struct PlanLeverSpec {
    /// Which lever.
    pub lever: PlanLever,
    /// The name in files and paths.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it does, without a full stop.
    pub help: &'static str,
}

/// The table of plan levers; each is a share from 0 to 1.
pub const PLAN_LEVERS: [PlanLeverSpec; 2] = [
    PlanLeverSpec {
        lever: PlanLever::AttritionFirst,
        name: "attrition_first",
        label: "attrition first",
        help: "share of natural quits left unfilled to meet the cut",
    },
    PlanLeverSpec {
        lever: PlanLever::Redeploy,
        name: "redeploy",
        label: "redeploy",
        help: "share of the other affected people moved to AI roles",
    },
];

impl PlanLever {
    /// Its row of [`PLAN_LEVERS`].
    pub fn spec(self) -> &'static PlanLeverSpec {
        match self {
            Self::AttritionFirst => &PLAN_LEVERS[0],
            Self::Redeploy => &PLAN_LEVERS[1],
        }
    }

    /// Its value in `plan`.
    pub fn of(self, plan: &Plan) -> f64 {
        match self {
            Self::AttritionFirst => plan.attrition_first,
            Self::Redeploy => plan.redeploy,
        }
    }

    /// Sets it in `plan`.
    pub fn set(self, plan: &mut Plan, value: f64) {
        match self {
            Self::AttritionFirst => plan.attrition_first = value,
            Self::Redeploy => plan.redeploy = value,
        }
    }
}
