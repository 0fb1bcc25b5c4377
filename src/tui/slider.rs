//! A number that can be set: the values it may take, and the grid its steps lie on.

use crate::model::{Input, Unit};
use crate::text::typed::Limits;

/// A number that can be set; levers have it on a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slider {
    /// The input it sets.
    pub input: Input,
    /// Its value.
    pub value: f64,
    /// The value at the right end of the track; the left end is 0.
    pub top: f64,
    /// Its unit.
    pub unit: Unit,
    /// The values it may take.
    pub limits: Limits,
    /// The grid of its steps.
    pub grid: Grid,
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

/// The grid of the steps of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grid {
    /// So many steps in a unit.
    Even(f64),
    /// Steps of 1, 2 or 5 times a power of ten that are 1 to 2.5 per cent of the number, and no finer
    /// than so many in a unit.
    Relative(f64),
}

/// A relative step is at most this part of its number.
const PART: f64 = 1.0 / 50.0;

impl Grid {
    /// Returns the grid of a number of the organisation.
    pub fn of(unit: Unit) -> Self {
        match unit {
            Unit::Share | Unit::SharePerYear => Self::Even(100.0),
            Unit::Quarters | Unit::Weeks | Unit::Months => Self::Even(2.0),
            Unit::People | Unit::Money | Unit::MoneyPerYear | Unit::Days => Self::Relative(1.0),
            Unit::Years => Self::Relative(10.0),
            Unit::Ratio | Unit::Count => Self::Relative(1000.0),
        }
    }

    /// Returns the step up or down from `value`, as a quotient of whole numbers.
    fn step(self, value: f64, up: bool) -> (f64, f64) {
        match self {
            Self::Even(per_unit) => (1.0, per_unit),
            // Just below a round number the grid is that of the smaller ones, so that down is the way up.
            Self::Relative(least) => {
                let beside = if up { value } else { value * (1.0 - ON_GRID) };
                one_two_five(beside.abs() * PART, least)
            }
        }
    }
}

/// Returns the largest of 1, 2 and 5 times a power of ten that is not above `size`, or one `least`-th where
/// that is larger, as a quotient of whole numbers.
fn one_two_five(size: f64, least: f64) -> (f64, f64) {
    let (mut step, mut per_unit) = (1.0, least);
    for factor in [2.0, 2.5, 2.0].iter().cycle() {
        let next = step * factor;
        // What is above by the error of a product is not above.
        if next > size * per_unit * (1.0 + f64::EPSILON * 8.0) {
            break;
        }
        step = next;
    }
    if step >= per_unit {
        (step, per_unit) = (step / per_unit, 1.0);
    }
    (step, per_unit)
}

/// What separates a value on the grid from one beside it, in steps.
const ON_GRID: f64 = 1e-6;

impl Slider {
    /// Returns the next value on the grid, upwards or downwards; `None` at the end of the range.
    ///
    /// Grid values are quotients of whole numbers, so up and then down is the same bits.
    pub fn step(&self, up: bool, step: Step) -> Option<f64> {
        let (mut size, mut parts) = self.grid.step(self.value, up);
        match step {
            Step::Fine if self.limits.whole => {}
            Step::Fine => parts *= 10.0,
            Step::One => {}
            Step::Big => size *= 10.0,
        }
        let at = self.value * parts / size;
        let next = if up {
            (at + ON_GRID).floor() + 1.0
        } else {
            (at - ON_GRID).ceil() - 1.0
        };
        self.moved_to(next * size / parts)
    }

    /// Returns the value on the grid where a fraction of the track is filled.
    pub fn at_fraction(&self, fraction: f64) -> f64 {
        let (size, parts) = self.grid.step(self.top, true);
        let value = (fraction * self.top * parts / size).round() * size / parts;
        self.clamp(value.min(self.top))
    }

    /// Returns `value` within the limits, if that is another value.
    pub fn moved_to(&self, value: f64) -> Option<f64> {
        let value = self.clamp(value);
        (value != self.value && self.limits.admits(value)).then_some(value)
    }

    fn clamp(&self, value: f64) -> f64 {
        value.clamp(self.limits.low, self.limits.high.max(self.limits.low))
    }
}
