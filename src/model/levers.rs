//! The levers: what a plan decides, one row each.
//!
//! A row gives a lever its field, its variant of [`Lever`] or [`PlanLever`], its words, unit, bound, default and
//! slider grid. Files, paths, sliders with their place on the screen, undo, goal seek, explanations and the cell
//! of the workbook follow from it. What a lever needs besides its row:
//!
//! - its use in the formula that it moves, by `N::decided` in `kernel/`, so that explanations name it;
//! - the same formula in the workbook, and in the slow second implementation of the tests, `tests/it/slow.rs`;
//! - a row of `tests/it/impact.rs`, which says what results it moves.

use crate::model::{Bound, Plan, Unit};

macro_rules! levers {
    ($(
        $field:ident $lever:ident: $type:ty = $default:expr,
        $label:literal, $unit:ident, $bound:expr, $steps:literal, $help:literal;
    )*) => {
        /// The levers of one division in one plan.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Levers {
            $( #[doc = $help] pub $field: $type, )*
        }

        impl Default for Levers {
            fn default() -> Self {
                Self { $( $field: $default, )* }
            }
        }

        impl Levers {
            /// Returns the value of `lever`, or `None` where a plan leaves it to the division.
            pub fn get(&self, lever: Lever) -> Option<f64> {
                match lever {
                    $( Lever::$lever => self.$field.given(), )*
                }
            }

            /// Sets `lever`; `None` puts it back to its default.
            pub fn set(&mut self, lever: Lever, value: Option<f64>) {
                let default = Self::default();
                match lever {
                    $( Lever::$lever => self.$field = value.map_or(default.$field, Value::of), )*
                }
            }
        }

        /// A lever that every division has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Lever {
            $( #[doc = $help] $lever, )*
        }

        impl Lever {
            /// The table, in the order of files.
            pub const ALL: [LeverSpec; [$( Self::$lever, )*].len()] = [
                $( LeverSpec {
                    lever: Self::$lever,
                    name: stringify!($field),
                    label: $label,
                    help: $help,
                    unit: Unit::$unit,
                    bound: $bound,
                    steps_per_unit: $steps,
                }, )*
            ];

            /// Returns its row of [`Self::ALL`].
            pub fn spec(self) -> &'static LeverSpec {
                const TABLE: &[LeverSpec] = &Lever::ALL;
                &TABLE[self as usize]
            }
        }
    };
}

levers! {
    cut Cut: f64 = 0.0, "cut", Share, Bound::SHARE, 100.0, "share of the division's positions eliminated";
    reallocate Reallocate: f64 = 1.0, "to AI", Share, Bound::SHARE, 100.0, "share of the division's savings that goes to AI";
    managers Managers: Option<f64> = None, "managers", Share, Bound::SHARE, 100.0, "managers' share of the eliminated positions";
    start Start: f64 = 0.0, "start", Quarters, Bound::UpTo(80.0), 2.0, "quarter in which notices begin";
    duration Duration: f64 = 1.0, "duration", Quarters, Bound::UpTo(80.0), 2.0, "quarters over which notices are spread";
}

/// One row of the table of levers.
#[derive(Clone, Copy, Debug)]
pub struct LeverSpec {
    /// The lever.
    pub lever: Lever,
    /// The name in files and paths.
    pub name: &'static str,
    /// The name on screens and in reports.
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

macro_rules! plan_levers {
    ($( $field:ident $lever:ident: $label:literal, $help:literal; )*) => {
        /// A lever of the whole plan: a share from 0 to 1, 0 by default.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum PlanLever {
            $( #[doc = $help] $lever, )*
        }

        /// The table of plan levers, in the order of files.
        pub const PLAN_LEVERS: [PlanLeverSpec; [$( PlanLever::$lever, )*].len()] = [
            $( PlanLeverSpec {
                lever: PlanLever::$lever,
                name: stringify!($field),
                label: $label,
                help: $help,
            }, )*
        ];

        impl PlanLever {
            /// Returns its row of [`PLAN_LEVERS`].
            pub fn spec(self) -> &'static PlanLeverSpec {
                &PLAN_LEVERS[self as usize]
            }

            /// Returns its value in `plan`.
            pub fn of(self, plan: &Plan) -> f64 {
                match self {
                    $( Self::$lever => plan.$field, )*
                }
            }

            /// Sets it in `plan`.
            pub fn set(self, plan: &mut Plan, value: f64) {
                match self {
                    $( Self::$lever => plan.$field = value, )*
                }
            }
        }
    };
}

plan_levers! {
    attrition_first AttritionFirst: "attrition first", "share of natural quits left unfilled to meet the cut";
    redeploy Redeploy: "redeploy", "share of the other affected people moved to AI roles";
}

/// One row of the table of plan levers.
#[derive(Clone, Copy, Debug)]
pub struct PlanLeverSpec {
    /// The lever.
    pub lever: PlanLever,
    /// The name in files and paths.
    pub name: &'static str,
    /// The name on screens and in reports.
    pub label: &'static str,
    /// What it does, without a full stop.
    pub help: &'static str,
}

/// How a lever's value is stored in a plan: a number, or a number that a plan may leave to the division.
trait Value: Copy {
    fn given(self) -> Option<f64>;
    fn of(value: f64) -> Self;
}

impl Value for f64 {
    fn given(self) -> Option<f64> {
        Some(self)
    }
    fn of(value: f64) -> Self {
        value
    }
}

impl Value for Option<f64> {
    fn given(self) -> Option<f64> {
        self
    }
    fn of(value: f64) -> Self {
        Some(value)
    }
}
