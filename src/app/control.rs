//! The panes of all views, the controls in them, and the grid a slider steps on.
//!
//! Must not know where anything is on the screen.

use super::{State, reserve};
use crate::model::{Bound, Input, LARGEST, Lever, PlanLever, Scenario, Unit};

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
}

impl Pane {
    /// All panes.
    pub const ALL: [Self; 14] = [
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

/// A number on a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slider {
    /// What it sets.
    pub input: Input,
    /// Where it stands.
    pub value: f64,
    /// The value at the right end of the track; the left end is 0.
    pub top: f64,
    /// How it is measured.
    pub unit: Unit,
    /// The values it may take.
    pub bound: Bound,
    /// Steps per unit.
    pub grid: f64,
}

/// How far one press moves a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A tenth of a step.
    Fine,
    /// To the next value on the grid.
    One,
    /// Ten steps.
    Big,
}

/// What separates a value on the grid from one beside it, in steps.
const ON_GRID: f64 = 1e-6;

impl Slider {
    /// The next value on the grid, upwards or downwards; nothing at the end of the range.
    ///
    /// Grid values are quotients of whole numbers, so up and then down is the same bits.
    pub fn step(&self, up: bool, step: Step) -> Option<f64> {
        let grid = match step {
            Step::Fine => self.grid * 10.0,
            Step::One => self.grid,
            Step::Big => self.grid / 10.0,
        };
        let at = self.value * grid;
        let next = if up {
            (at + ON_GRID).floor() + 1.0
        } else {
            (at - ON_GRID).ceil() - 1.0
        };
        self.moved_to(next / grid)
    }

    /// The value where a fraction of the track is filled, on the grid.
    pub fn at_fraction(&self, fraction: f64) -> f64 {
        let value = (fraction * self.top * self.grid).round() / self.grid;
        self.clamp(value.min(self.top))
    }

    /// `value` within the range, if that is a change.
    pub fn moved_to(&self, value: f64) -> Option<f64> {
        let value = self.clamp(value);
        (value != self.value).then_some(value)
    }

    /// The largest value it may take.
    pub fn most(&self) -> f64 {
        self.bound.ends().1
    }

    fn clamp(&self, value: f64) -> f64 {
        value.clamp(0.0, self.most())
    }
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
            Pane::Cuts => Some(Input::Lever(row, Lever::Cut)),
            Pane::Reallocation => Some(Input::Lever(row, Lever::Reallocate)),
            Pane::Division => Some(Input::Lever(self.division(), DIVISION_ROWS[row])),
            Pane::Plan => match PlanRow::ALL[row] {
                PlanRow::Lever(lever) => Some(Input::Plan(lever)),
                PlanRow::Funding => None,
            },
            Pane::Portfolio => Some(Input::Share(row)),
            _ => None,
        }
    }

    /// The slider of any lever of the plan at hand.
    pub fn slider(&self, input: Input) -> Option<Slider> {
        match input {
            Input::Lever(division, lever) => Some(self.lever(division, lever)),
            Input::Plan(lever) => Some(self.plan_lever(lever)),
            Input::Share(option) => Some(self.share(option)),
            _ => None,
        }
    }

    fn lever(&self, division: usize, lever: Lever) -> Slider {
        let spec = lever.spec();
        let levers = &self.current_plan().levers[division];
        let inputs = &self.scenario().inputs.divisions[division];
        let value = levers.get(lever).unwrap_or_else(|| inputs.manager_share());
        let input = Input::Lever(division, lever);
        let top = || match lever {
            Lever::Cut => self.cut_top(),
            Lever::Start | Lever::Duration => (self.scenario().horizon as f64).max(value),
            Lever::Reallocate | Lever::Managers => 1.0,
        };
        Slider {
            input,
            value,
            top: self.held_top(input).unwrap_or_else(top),
            unit: spec.unit,
            bound: spec.bound,
            grid: spec.steps_per_unit,
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
            bound: Bound::SHARE,
            grid: 100.0,
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
            bound: Bound::UpTo(most.min(LARGEST)),
            grid: 100.0,
        }
    }
}

/// One scale for all divisions, so that their cuts compare: the smallest that holds every
/// guardrail and every cut. A guardrail of all positions is none; without any there is room for half.
pub(super) fn cut_top(scenario: &Scenario, plan: usize) -> f64 {
    let divisions = scenario.inputs.divisions.iter();
    let guardrails = divisions.map(|division| division.max_cut);
    let cuts = scenario.plans[plan].levers.iter().map(|levers| levers.cut);
    let guardrails = guardrails
        .filter(|&guardrail| guardrail < 1.0)
        .reduce(f64::max)
        .unwrap_or(0.5);
    let largest = cuts.fold(guardrails, f64::max);
    TOPS.into_iter().find(|&top| largest <= top).unwrap_or(1.0)
}
