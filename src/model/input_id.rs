//! The address of every input: `divisions.hr.headcount`, `plan.levers.hr.cut`.
//!
//! Uncertainty, sources, sliders and explanations address inputs by these paths and by nothing else.

use crate::model::{
    AiOption, Assumptions, Division, DivisionInputs, Field, Inputs, Lever, OptionInputs,
    PLAN_LEVERS, PlanLever, Scenario, Unit,
};

/// One numeric input of a scenario, or of the current plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Quarters modelled.
    Horizon,
    /// Yearly discount rate.
    DiscountRate,
    /// Division, and row of [`DivisionInputs::FIELDS`].
    Division(usize, usize),
    /// Row of [`Assumptions::FIELDS`].
    Assumption(usize),
    /// Amount of the capital spending plan.
    CapexPlan,
    /// AI option, and row of [`OptionInputs::FIELDS`].
    Option(usize, usize),
    /// A lever of a division in the current plan.
    Lever(usize, Lever),
    /// A lever of the current plan.
    Plan(PlanLever),
    /// The share of an AI option in the current plan.
    Share(usize),
}

/// A path that addresses no input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPath {
    /// The part that is unknown.
    pub part: String,
    /// What could stand in its place.
    pub known: Vec<String>,
}

impl Input {
    /// Returns the input at `path`.
    ///
    /// # Errors
    /// [`UnknownPath`] names the first part that leads nowhere.
    pub fn parse(
        path: &str,
        divisions: &[Division],
        options: &[AiOption],
    ) -> Result<Self, UnknownPath> {
        let parts: Vec<&str> = path.split('.').collect();
        let division = |key| position(key, divisions.iter().map(|d| d.key.as_str()));
        let option = |key| position(key, options.iter().map(|o| o.key.as_str()));
        match *parts.as_slice() {
            ["horizon"] => Ok(Self::Horizon),
            ["discount_rate"] => Ok(Self::DiscountRate),
            ["divisions", key, field] => Ok(Self::Division(
                division(key)?,
                position(field, DivisionInputs::FIELDS.iter().map(|f| f.name))?,
            )),
            ["assumptions", field] => {
                position(field, Assumptions::FIELDS.iter().map(|f| f.name)).map(Self::Assumption)
            }
            ["ai", "capex_plan", "amount"] => Ok(Self::CapexPlan),
            ["ai", "options", key, field] => Ok(Self::Option(
                option(key)?,
                position(field, OptionInputs::FIELDS.iter().map(|f| f.name))?,
            )),
            ["plan", "levers", key, field] => {
                let division = division(key)?;
                let row = position(field, Lever::ALL.iter().map(|l| l.name))?;
                Ok(Self::Lever(division, Lever::ALL[row].lever))
            }
            ["plan", "portfolio", key] => option(key).map(Self::Share),
            ["plan", field] => {
                let row = position(field, PLAN_LEVERS.iter().map(|l| l.name))?;
                Ok(Self::Plan(PLAN_LEVERS[row].lever))
            }
            _ => Err(unknown_shape(path)),
        }
    }

    /// Returns its path in `scenario`.
    pub fn path(self, scenario: &Scenario) -> String {
        let division = |i: usize| scenario.divisions[i].key.as_str();
        let option = |i: usize| scenario.options[i].key.as_str();
        match self {
            Self::Horizon => "horizon".into(),
            Self::DiscountRate => "discount_rate".into(),
            Self::Division(i, row) => {
                format!(
                    "divisions.{}.{}",
                    division(i),
                    DivisionInputs::FIELDS[row].name
                )
            }
            Self::Assumption(row) => format!("assumptions.{}", Assumptions::FIELDS[row].name),
            Self::CapexPlan => "ai.capex_plan.amount".into(),
            Self::Option(i, row) => {
                format!(
                    "ai.options.{}.{}",
                    option(i),
                    OptionInputs::FIELDS[row].name
                )
            }
            Self::Lever(i, lever) => format!("plan.levers.{}.{}", division(i), lever.spec().name),
            Self::Plan(lever) => format!("plan.{}", lever.spec().name),
            Self::Share(i) => format!("plan.portfolio.{}", option(i)),
        }
    }

    /// Returns its row in the tables of inputs; `None` for decisions and the horizon.
    pub fn field(self) -> Option<&'static Field> {
        match self {
            Self::DiscountRate => Some(&Inputs::DISCOUNT_RATE),
            Self::CapexPlan => Some(&Inputs::CAPEX_PLAN),
            Self::Assumption(row) => Assumptions::FIELDS.get(row),
            Self::Division(_, row) => DivisionInputs::FIELDS.get(row),
            Self::Option(_, row) => OptionInputs::FIELDS.get(row),
            Self::Horizon | Self::Lever(..) | Self::Plan(_) | Self::Share(_) => None,
        }
    }

    /// Returns its name without its division or AI option.
    pub fn label(self) -> &'static str {
        match self {
            Self::Horizon => "horizon",
            Self::Lever(_, lever) => lever.spec().label,
            Self::Plan(lever) => lever.spec().label,
            Self::Share(_) => "share",
            input => input.field().map_or("", |field| field.label),
        }
    }

    /// Returns its name with its division or AI option: `Advertising, cut`.
    pub fn named(self, scenario: &Scenario) -> String {
        let label = self.label();
        match self {
            Self::Lever(at, _) | Self::Division(at, _) => {
                format!("{}, {label}", scenario.divisions[at].name)
            }
            Self::Share(at) | Self::Option(at, _) => {
                format!("{}, {label}", scenario.options[at].name)
            }
            _ => label.into(),
        }
    }

    /// Returns how it is measured.
    pub fn unit(self) -> Unit {
        match self {
            Self::Horizon => Unit::Quarters,
            Self::Lever(_, lever) => lever.spec().unit,
            Self::Plan(_) | Self::Share(_) => Unit::Share,
            input => input.field().map_or(Unit::Ratio, |field| field.unit),
        }
    }

    /// Returns what it measures, in a sentence without a full stop.
    pub fn help(self) -> &'static str {
        match self {
            Self::Horizon => "quarters modelled",
            Self::Lever(_, lever) => lever.spec().help,
            Self::Plan(lever) => lever.spec().help,
            Self::Share(_) => "share of the money for AI",
            input => input.field().map_or("", |field| field.help),
        }
    }

    /// Why some inputs may not be given as a distribution.
    pub const NEVER_UNCERTAIN: &str = "a lever is a decision and the horizon a choice of view";

    /// Returns the input called `name` of the same table: another number of the same division or option.
    pub fn sibling(self, name: &str) -> Option<Self> {
        let row = |fields: &[Field]| fields.iter().position(|field| field.name == name);
        match self {
            Self::Assumption(_) => row(Assumptions::FIELDS).map(Self::Assumption),
            Self::Division(division, _) => {
                row(DivisionInputs::FIELDS).map(|row| Self::Division(division, row))
            }
            Self::Option(option, _) => {
                row(OptionInputs::FIELDS).map(|row| Self::Option(option, row))
            }
            _ => None,
        }
    }

    /// Whether it may be given as a distribution.
    pub fn may_be_uncertain(self) -> bool {
        !matches!(
            self,
            Self::Horizon | Self::Lever(..) | Self::Plan(_) | Self::Share(_)
        )
    }
}

fn position<'a>(
    wanted: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<usize, UnknownPath> {
    known
        .clone()
        .position(|name| name == wanted)
        .ok_or_else(|| UnknownPath {
            part: wanted.into(),
            known: known.map(Into::into).collect(),
        })
}

fn unknown_shape(path: &str) -> UnknownPath {
    let known = [
        "horizon",
        "discount_rate",
        "divisions.KEY.FIELD",
        "assumptions.FIELD",
        "ai.capex_plan.amount",
        "ai.options.KEY.FIELD",
        "plan.levers.KEY.FIELD",
        "plan.attrition_first",
        "plan.redeploy",
        "plan.portfolio.KEY",
    ];
    UnknownPath {
        part: path.into(),
        known: known.map(Into::into).into(),
    }
}
