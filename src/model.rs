//! The pure model: what an organisation is, what a plan changes, and every formula between them.
//!
//! Formulas are those of the model contract, and each names its source. Where a scenario comes from and how a result
//! is shown is for other layers.

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
        attribution::{Attribution, Part, attribution},
        explanation::{Explanation, Name},
        formula::Formula,
        mixture::{Changed, Unlike},
        shapley::Method,
        tape::{Label, Operand},
    },
    input_id::{Input, UnknownPath},
    kernel::{
        division::{People, PositionCost},
        number::{Decision, Number, Place, TermRole},
        outcome::{Structure, evaluate},
    },
    levers::{Lever, LeverSpec, Levers, PLAN_LEVERS, PlanLever, PlanLeverSpec},
    results::{
        AiOutcome, Better, ChargeLines, DivisionOutcome, Figure, FigureSpec, Headcount,
        OptionOutcome, Outcome, QuarterOutcome, Savings, YearAmount, defined,
    },
    warnings::{Level, Warning, WarningCode, warnings},
};
pub(crate) use crate::model::{
    kernel::{
        ai::return_in,
        cash::Discount,
        company::{QuarterFlows, quarter_flows},
        flow::{Flow, NonCash},
        people::PeopleTotals,
        timing::notice_quarters,
    },
    results::years,
};
pub use bound::{Bound, LARGEST};
pub use calendar::Quarter;
pub use comparison::{Column, Comparison, HEADLINES, Line, change, same};
pub use difference::{Change, Given, differences, plan_differences};
pub use inputs::{Assumptions, DivisionInputs, End, Field, Inputs, OptionInputs, Tie, Unit};
pub use scenario::{
    AiOption, Confidence, Division, Funding, HistoryPoint, LONGEST_HORIZON, Peer, Plan,
    SHARE_TOLERANCE, Scenario, Source, SourceKind, Sources,
};
pub use uncertainty::{Correlation, Distribution, Shape, ShapeSpec, Uncertain};
