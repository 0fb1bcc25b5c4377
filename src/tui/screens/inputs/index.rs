//! The order of all inputs of a scenario and of the plan that is shown, by arithmetic: no table of
//! thousands of divisions is ever built.

use crate::model::{
    Assumptions, DivisionInputs, Input, Lever, OptionInputs, PLAN_LEVERS, Scenario,
};

/// The order of the inputs, given by how many there are of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputIndex {
    capex: usize,
    options: usize,
    divisions: usize,
}

/// A group of inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The scenario as a whole.
    Scenario,
    /// The company-wide assumptions.
    Assumptions,
    /// The capital spending plan.
    Capex,
    /// An AI option.
    Option(usize),
    /// The plan that is shown as a whole.
    Plan,
    /// A division.
    Division(usize),
}

/// The horizon and the discount rate.
const SCENARIO: usize = 2;
/// The numbers of an option, and its share in the plan that is shown.
const OPTION: usize = OptionInputs::FIELDS.len() + 1;
/// The numbers of a division, and its levers in the plan that is shown.
const DIVISION: usize = DivisionInputs::FIELDS.len() + Lever::ALL.len();

impl InputIndex {
    /// The order of the inputs of `scenario`.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            capex: usize::from(scenario.inputs.capex_plan.is_some()),
            options: scenario.options.len(),
            divisions: scenario.divisions.len(),
        }
    }

    /// Returns how many inputs there are.
    pub fn len(&self) -> usize {
        self.start(Group::Division(self.divisions))
    }

    /// Whether there are none: never, as every scenario has a horizon.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the place of the first input of `group`.
    pub(crate) fn start(&self, group: Group) -> usize {
        let options = SCENARIO + Assumptions::FIELDS.len() + self.capex;
        let plan = options + self.options * OPTION;
        match group {
            Group::Scenario => 0,
            Group::Assumptions => SCENARIO,
            Group::Capex => options - self.capex,
            Group::Option(index) => options + index * OPTION,
            Group::Plan => plan,
            Group::Division(index) => plan + PLAN_LEVERS.len() + index * DIVISION,
        }
    }

    /// Returns the group of the input at `place`.
    pub fn group(&self, place: usize) -> Group {
        let from = |group| place.checked_sub(self.start(group));
        let blocks = [
            from(Group::Division(0)).map(|at| Group::Division(at / DIVISION)),
            from(Group::Plan).map(|_| Group::Plan),
            from(Group::Option(0)).map(|at| Group::Option(at / OPTION)),
            from(Group::Capex).map(|_| Group::Capex),
            from(Group::Assumptions).map(|_| Group::Assumptions),
        ];
        blocks
            .into_iter()
            .flatten()
            .next()
            .unwrap_or(Group::Scenario)
    }

    /// Returns the input at `place`.
    pub fn at(&self, place: usize) -> Option<Input> {
        if place >= self.len() {
            return None;
        }
        let group = self.group(place);
        let row = place - self.start(group);
        Some(match group {
            Group::Scenario if row == 0 => Input::Horizon,
            Group::Scenario => Input::DiscountRate,
            Group::Assumptions => Input::Assumption(row),
            Group::Capex => Input::CapexPlan,
            Group::Option(option) if row < OptionInputs::FIELDS.len() => Input::Option(option, row),
            Group::Option(option) => Input::Share(option),
            Group::Plan => Input::Plan(PLAN_LEVERS[row].lever),
            Group::Division(division) if row < DivisionInputs::FIELDS.len() => {
                Input::Division(division, row)
            }
            Group::Division(division) => Input::Lever(
                division,
                Lever::ALL[row - DivisionInputs::FIELDS.len()].lever,
            ),
        })
    }

    /// Returns the place of `input`.
    pub fn place(&self, input: Input) -> usize {
        let lever = |lever| Lever::ALL.iter().position(|spec| spec.lever == lever);
        let plan_lever = |lever| PLAN_LEVERS.iter().position(|spec| spec.lever == lever);
        let (group, row) = match input {
            Input::Horizon => (Group::Scenario, 0),
            Input::DiscountRate => (Group::Scenario, 1),
            Input::Assumption(row) => (Group::Assumptions, row),
            Input::CapexPlan => (Group::Capex, 0),
            Input::Option(option, row) => (Group::Option(option), row),
            Input::Share(option) => (Group::Option(option), OptionInputs::FIELDS.len()),
            Input::Plan(lever) => (Group::Plan, plan_lever(lever).unwrap_or(0)),
            Input::Division(division, row) => (Group::Division(division), row),
            Input::Lever(division, of) => (
                Group::Division(division),
                DivisionInputs::FIELDS.len() + lever(of).unwrap_or(0),
            ),
        };
        self.start(group) + row
    }

    /// Returns the place where the next group begins; backwards, where the group of `place` begins, or
    /// the one before it.
    pub fn group_beside(&self, place: usize, forward: bool) -> usize {
        let group = self.group(place);
        let own = self.start(group);
        if !forward {
            let before = own.saturating_sub(1);
            return if place > own {
                own
            } else {
                self.start(self.group(before))
            };
        }
        let mut next = place + 1;
        while next < self.len() && self.group(next) == group {
            next += 1;
        }
        next.min(self.len() - 1)
    }
}
