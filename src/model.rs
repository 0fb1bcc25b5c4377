//! The pure model: what an organisation is, what a plan changes, and every formula between them.
//!
//! Must not know where a scenario came from or how a result is shown.
//! Formulas are those of the model contract; each file holds one sum and names its source.

mod bound;
mod calendar;
mod comparison;
mod difference;
mod explain;
mod input_id;
mod inputs;
mod kernel;
mod levers;
mod results;
mod scenario;
pub mod simulate;
pub mod solve;
mod uncertainty;
mod warnings;

use crate::model::explain::tape::Step;
pub use crate::model::{
    explain::{
        attribution::{Attribution, Changed, Method, Part, Unlike, attribution},
        explanation::{Explanation, Name},
        formula::Formula,
        tape::Operand,
    },
    input_id::{Input, UnknownPath},
    kernel::{
        ai::{AiOutcome, OptionOutcome},
        cash::{Savings, YearAmount},
        charge::ChargeLines,
        cost::PositionCost,
        number::{Decision, Number, Place},
        outcome::{DivisionOutcome, Frame, Outcome, QuarterOutcome, defined, evaluate},
        people::{Headcount, People},
    },
    levers::{Lever, LeverSpec, Levers, PLAN_LEVERS, PlanLever, PlanLeverSpec},
    results::{Figure, FigureSpec},
    warnings::{Level, Warning, WarningCode, warnings},
};
pub(crate) use crate::model::{
    kernel::{
        ai::return_in,
        cash::Discount,
        flow::{Beside, Flow},
        moves::{Moves, moves},
        people::PeopleTotals,
        timing::notice_quarters,
    },
    results::years,
};
pub use bound::{Bound, LARGEST};
pub use calendar::Quarter;
pub use comparison::{Better, Column, Comparison, HEADLINES, Line, change, same};
pub use difference::{Change, Given, differences, plan_differences};
pub use inputs::{Assumptions, DivisionInputs, End, Field, Inputs, OptionInputs, Tie, Unit};
pub use scenario::{
    AiOption, Confidence, Division, Funding, HistoryPoint, LONGEST_HORIZON, Peer, Plan,
    SHARE_TOLERANCE, Scenario, Source, SourceKind, Sources,
};
pub use uncertainty::{Correlation, Distribution, Shape, ShapeSpec, Uncertain};
