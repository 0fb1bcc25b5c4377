//! The controls under the cursor: sliders of every input, and the funding rule.

use crate::model::{Bound, End, Input, LARGEST, LONGEST_HORIZON, Lever, PlanLever, Unit};
use crate::text::typed::Limits;
use crate::tui::{
    portfolio::reserve,
    slider::{Grid, Slider},
    state::State,
    views::{Pane, PlanRow, View, division_levers},
};

/// What can be set where the cursor is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// A number.
    Slider(Slider),
    /// The funding rule.
    Funding,
}

impl State {
    /// Returns the control under the cursor.
    pub fn control(&self) -> Option<Control> {
        let at_funding =
            self.pane() == Pane::Plan && self.row(Pane::Plan) == PlanRow::Funding.index();
        if at_funding {
            return Some(Control::Funding);
        }
        self.slider_at_cursor().map(Control::Slider)
    }

    /// Returns the input that is set where the cursor is.
    pub fn input_at_cursor(&self) -> Option<Input> {
        let row = self.row(self.pane());
        match self.pane() {
            Pane::Cuts | Pane::Matrix => Some(Input::Lever(row, Lever::Cut)),
            Pane::Reallocation => Some(Input::Lever(row, Lever::Reallocate)),
            Pane::Division => {
                let lever = division_levers().nth(row)?;
                Some(Input::Lever(self.division(), lever))
            }
            Pane::Plan => match PlanRow::ALL.get(row)? {
                PlanRow::Lever(lever) => Some(Input::Plan(*lever)),
                PlanRow::Funding => None,
            },
            Pane::Portfolio => Some(Input::Share(row)),
            Pane::Inputs | Pane::Input => self.input_in_row(row),
            _ => None,
        }
    }

    /// Returns the slider under the cursor.
    pub(in crate::tui) fn slider_at_cursor(&self) -> Option<Slider> {
        self.slider(self.input_at_cursor()?)
    }

    /// Returns the slider of `input`; `None` where the scenario has no such input.
    pub fn slider(&self, input: Input) -> Option<Slider> {
        match input {
            Input::Lever(division, lever) => self.lever(division, lever),
            Input::Plan(lever) => Some(self.plan_lever(lever)),
            Input::Share(option) => self.share(option),
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

    /// Returns the slider of a number of the organisation.
    fn number(&self, input: Input) -> Option<Slider> {
        let (field, value) = (input.field()?, self.scenario().inputs.get(input)?);
        let mut limits = Limits::of(field.bound);
        if let Some(tie) = field.tied_to
            && let Some(other) = input.sibling(tie.other)
            && let Some(end) = self.scenario().inputs.get(other)
        {
            limits.tied = Some(other);
            match tie.end {
                End::Low => limits.low = end,
                End::High => limits.high = end,
            }
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

    fn lever(&self, division: usize, lever: Lever) -> Option<Slider> {
        let spec = lever.spec();
        let levers = self.current_plan().levers.get(division)?;
        let inputs = &self.scenario().inputs.divisions[division];
        let value = levers.get(lever).unwrap_or_else(|| inputs.manager_share());
        let input = Input::Lever(division, lever);
        let top = || match (lever, spec.unit) {
            (Lever::Cut, _) if self.view() == View::Compare => {
                self.derived.common_cut_top(&self.document)
            }
            (Lever::Cut, _) => self.derived.cut_top(&self.document),
            (_, Unit::Quarters) => (self.scenario().horizon as f64).max(value),
            _ => spec.bound.ends().1,
        };
        Some(Slider {
            input,
            value,
            top: self.held_top(input).unwrap_or_else(top),
            unit: spec.unit,
            limits: Limits::of(spec.bound),
            grid: Grid::Even(spec.steps_per_unit),
        })
    }

    /// Returns the top of a track that must stay as it was: that of the slider the pointer holds, and
    /// of all that share its scale.
    fn held_top(&self, input: Input) -> Option<f64> {
        let is_cut = |input| matches!(input, Input::Lever(_, Lever::Cut));
        let held = self.session.held?;
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

    fn share(&self, option: usize) -> Option<Slider> {
        let shares = &self.current_plan().portfolio;
        let value = *shares.get(option)?;
        // A share may stay where it is, also when the others leave it a bit less.
        let most = reserve(shares, self.locks(), option).max(value);
        Some(Slider {
            input: Input::Share(option),
            value,
            top: 1.0,
            unit: Unit::Share,
            limits: Limits::of(Bound::UpTo(most.min(LARGEST))),
            grid: Grid::Even(100.0),
        })
    }
}
