//! The pure model: what an organisation is, what a plan changes, and every formula between them.
//!
//! Must not know where a scenario came from or how a result is shown.
//! Formulas are those of the model contract; each file holds one sum and names its source.

mod ai;
mod attribution;
mod before;
mod bound;
mod calendar;
mod cash;
mod charge;
mod company;
mod comparison;
mod cost;
mod difference;
mod explanation;
mod figure;
mod flow;
mod formula;
mod inputs;
mod lever;
mod moves;
mod number;
mod outcome;
mod path;
mod people;
mod power;
mod reading;
mod scenario;
pub mod simulate;
pub mod solve;
mod tally;
mod timing;
mod trace;
mod uncertainty;
mod warning;

pub(crate) use ai::return_in;
pub use ai::{AiOutcome, OptionOutcome};
pub use attribution::{Attribution, Changed, Method, Part, Unlike, attribution};
pub use bound::{Bound, LARGEST};
pub use calendar::Quarter;
pub(crate) use cash::Discount;
pub use cash::{Savings, YearAmount};
pub use charge::ChargeLines;
pub use comparison::{Better, Column, Comparison, HEADLINES, Line, change, same};
pub use cost::PositionCost;
pub use difference::{Change, Given, differences, plan_differences};
pub use explanation::{Explanation, Name};
pub(crate) use figure::years;
pub use figure::{Figure, FigureSpec};
pub(crate) use flow::{Beside, Flow};
pub use formula::Formula;
pub use inputs::{Assumptions, DivisionInputs, Field, Inputs, OptionInputs, Unit};
pub use lever::{Lever, LeverSpec, Levers, PLAN_LEVERS, PlanLever, PlanLeverSpec};
pub(crate) use moves::{Moves, moves};
pub use number::{Decision, Number, Place};
pub use outcome::{DivisionOutcome, Frame, Outcome, QuarterOutcome, defined, evaluate};
pub use path::{Input, UnknownPath};
pub(crate) use people::PeopleTotals;
pub use people::{Headcount, People};
pub use scenario::{
    AiOption, Confidence, Division, Funding, HistoryPoint, LONGEST_HORIZON, Peer, Plan,
    SHARE_TOLERANCE, Scenario, Source, SourceKind, Sources,
};
pub(crate) use timing::notice_quarters;
pub use trace::Operand;
use trace::Step;
pub use uncertainty::{Correlation, Distribution, Shape, ShapeSpec, Uncertain};
pub use warning::{Level, Warning, WarningCode, warnings};
