//! The panes of all views and the controls in them.
//!
//! Must not know where anything is on the screen.

use crate::model::{
    Assumptions, Bound, Input, LARGEST, LONGEST_HORIZON, Lever, Plan, PlanLever, Scenario, Unit,
};
use crate::tui::{Grid, Limits, Slider, State, View, reserve};

/// A pane; which view has it is in the table of views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the pane it names")]
pub enum Pane {
    Cuts,
    Reallocation,
    Division,
    Plan,
    Portfolio,
    Headcount,
    Savings,
    Ai,
    Cash,
    Warnings,
    Quarters,
    Metrics,
    Spread,
    Drivers,
    Plans,
    Matrix,
    Standing,
    Duel,
    Quest,
    Solution,
    Frontier,
    Inputs,
    Input,
}

impl Pane {
    /// All panes.
    pub const ALL: [Self; 23] = [
        Self::Cuts,
        Self::Reallocation,
        Self::Division,
        Self::Plan,
        Self::Portfolio,
        Self::Headcount,
        Self::Savings,
        Self::Ai,
        Self::Cash,
        Self::Warnings,
        Self::Quarters,
        Self::Metrics,
        Self::Spread,
        Self::Drivers,
        Self::Plans,
        Self::Matrix,
        Self::Standing,
        Self::Duel,
        Self::Quest,
        Self::Solution,
        Self::Frontier,
        Self::Inputs,
        Self::Input,
    ];

    /// How many panes there are.
    pub const COUNT: usize = Self::ALL.len();
}

/// A row of the plan's own levers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRow {
    /// A share.
    Lever(PlanLever),
    /// When money may move to AI.
    Funding,
}

impl PlanRow {
    /// All rows.
    pub const ALL: [Self; 3] = [
        Self::Lever(PlanLever::AttritionFirst),
        Self::Lever(PlanLever::Redeploy),
        Self::Funding,
    ];

    /// Its place in the pane.
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|row| *row == self).unwrap_or(0)
    }
}

/// The levers of the selected division that have no column of their own.
pub(crate) const DIVISION_ROWS: [Lever; 3] = [Lever::Start, Lever::Duration, Lever::Managers];

/// What can be set where the cursor is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// A number.
    Slider(Slider),
    /// The funding rule.
    Funding,
}

/// Tops of tracks that read well.
const TOPS: [f64; 8] = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0];

impl State {
    /// The control under the cursor.
    pub fn control(&self) -> Option<Control> {
        let at_funding =
            self.pane() == Pane::Plan && self.row(Pane::Plan) == PlanRow::Funding.index();
        if at_funding {
            return Some(Control::Funding);
        }
        self.slider_at_cursor().map(Control::Slider)
    }

    /// What the slider under the cursor sets.
    pub fn input_at_cursor(&self) -> Option<Input> {
        let row = self.row(self.pane());
        match self.pane() {
            Pane::Cuts | Pane::Matrix => Some(Input::Lever(row, Lever::Cut)),
            Pane::Reallocation => Some(Input::Lever(row, Lever::Reallocate)),
            Pane::Division => Some(Input::Lever(self.division(), DIVISION_ROWS[row])),
            Pane::Plan => match PlanRow::ALL[row] {
                PlanRow::Lever(lever) => Some(Input::Plan(lever)),
                PlanRow::Funding => None,
            },
            Pane::Portfolio => Some(Input::Share(row)),
            Pane::Inputs | Pane::Input => self.input_in_row(row),
            _ => None,
        }
    }

    /// How `input` can be set; nothing where the scenario has no such input.
    pub fn slider(&self, input: Input) -> Option<Slider> {
        match input {
            Input::Lever(division, lever) => Some(self.lever(division, lever)),
            Input::Plan(lever) => Some(self.plan_lever(lever)),
            Input::Share(option) => Some(self.share(option)),
            Input::Horizon => Some(self.horizon()),
            input => self.number(input),
        }
    }

    fn horizon(&self) -> Slider {
        let value = self.scenario().horizon as f64;
        Slider {
            input: Input::Horizon,
            value,
            top: LONGEST_HORIZON as f64,
            unit: Unit::Quarters,
            limits: Limits {
                whole: true,
                ..Limits::from(1.0, LONGEST_HORIZON as f64)
            },
            grid: Grid::Even(1.0),
        }
    }

    /// A number of the organisation.
    fn number(&self, input: Input) -> Option<Slider> {
        let (field, value) = (input.field()?, self.scenario().inputs.get(input)?);
        let mut limits = Limits::of(field.bound);
        let other = |name| {
            let row = Assumptions::FIELDS
                .iter()
                .position(|field| field.name == name);
            row.map(Input::Assumption)
        };
        let value_of = |input| self.scenario().inputs.get(input);
        // No file may have more weeks at least than at most.
        if field.name == "severance_min_weeks" {
            limits.tied = other("severance_max_weeks");
            limits.high = limits.tied.and_then(value_of).unwrap_or(limits.high);
        } else if field.name == "severance_max_weeks" {
            limits.tied = other("severance_min_weeks");
            limits.low = limits.tied.and_then(value_of).unwrap_or(limits.low);
        }
        Some(Slider {
            input,
            value,
            top: limits.high,
            unit: field.unit,
            limits,
            grid: Grid::of(field.unit),
        })
    }

    fn lever(&self, division: usize, lever: Lever) -> Slider {
        let spec = lever.spec();
        let levers = &self.current_plan().levers[division];
        let inputs = &self.scenario().inputs.divisions[division];
        let value = levers.get(lever).unwrap_or_else(|| inputs.manager_share());
        let input = Input::Lever(division, lever);
        let top = || match lever {
            Lever::Cut if self.view() == View::Compare => self.common_cut_top(),
            Lever::Cut => self.cut_top(),
            Lever::Start | Lever::Duration => (self.scenario().horizon as f64).max(value),
            Lever::Reallocate | Lever::Managers => 1.0,
        };
        Slider {
            input,
            value,
            top: self.held_top(input).unwrap_or_else(top),
            unit: spec.unit,
            limits: Limits::of(spec.bound),
            grid: Grid::Even(spec.steps_per_unit),
        }
    }

    /// The top of a track that must stay as it was: that of the slider the pointer holds, and of
    /// all that share its scale.
    fn held_top(&self, input: Input) -> Option<f64> {
        let is_cut = |input| matches!(input, Input::Lever(_, Lever::Cut));
        let held = self.held?;
        (held.input == input || is_cut(held.input) && is_cut(input)).then_some(held.top)
    }

    fn plan_lever(&self, lever: PlanLever) -> Slider {
        let value = lever.of(self.current_plan());
        Slider {
            input: Input::Plan(lever),
            value,
            top: 1.0,
            unit: Unit::Share,
            limits: Limits::of(Bound::SHARE),
            grid: Grid::Even(100.0),
        }
    }

    fn share(&self, option: usize) -> Slider {
        let shares = &self.current_plan().portfolio;
        // A share may stay where it is, also when the others leave it a bit less.
        let most = reserve(shares, self.locks(), option).max(shares[option]);
        Slider {
            input: Input::Share(option),
            value: shares[option],
            top: 1.0,
            unit: Unit::Share,
            limits: Limits::of(Bound::UpTo(most.min(LARGEST))),
            grid: Grid::Even(100.0),
        }
    }
}

/// One scale for all divisions, so that their cuts compare: the smallest that holds every
/// guardrail and every cut of `plans`. A guardrail of all positions is none; without any there is room for half.
pub(super) fn cut_top(scenario: &Scenario, plans: &[Plan]) -> f64 {
    let divisions = scenario.inputs.divisions.iter();
    let guardrails = divisions.map(|division| division.max_cut);
    let cuts = plans
        .iter()
        .flat_map(|plan| &plan.levers)
        .map(|levers| levers.cut);
    let guardrails = guardrails
        .filter(|&guardrail| guardrail < 1.0)
        .reduce(f64::max)
        .unwrap_or(0.5);
    let largest = cuts.fold(guardrails, f64::max);
    TOPS.into_iter().find(|&top| largest <= top).unwrap_or(1.0)
}
