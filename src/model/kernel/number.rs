//! The number the kernel computes with: one `f64`, several side by side, or one that leaves a trace.
//!
//! Every operation acts lane by lane, so a branch is written as [`Number::if_less`].

use crate::model::{Lever, PlanLever, Unit, kernel::power::power};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// The operations that the formulas need of a number.
pub trait Number:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
{
    /// Returns `value` in every lane.
    fn of(value: f64) -> Self;
    /// Returns the smaller of the two.
    fn min(self, other: Self) -> Self;
    /// Returns the larger of the two.
    fn max(self, other: Self) -> Self;
    /// Returns `self` to the power `exponent`.
    fn powf(self, exponent: Self) -> Self;
    /// Returns two to the power `self`.
    fn exp2(self) -> Self;
    /// Returns the natural logarithm.
    fn ln(self) -> Self;
    /// Returns the square root.
    fn sqrt(self) -> Self;
    /// Returns whether it is 0 in every lane, so that what it is multiplied with need not be computed.
    fn is_zero(self) -> bool;
    /// Returns `yes` where `self < other`, else `no`.
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self;

    /// Whether each division is a cohort of its own, so that a trace can name it.
    const APART: bool = false;

    /// Enters a place: a trace names the terms and decisions that follow by it.
    #[inline(always)]
    fn enter(_: Place) {}
    /// Returns a decision of the plan; a lever is that of the division entered last.
    #[inline(always)]
    fn decided(value: f64, _: Decision) -> Self {
        Self::of(value)
    }
    /// Returns the same number; a trace gives it this name.
    #[inline(always)]
    fn called(self, name: &'static str, unit: Unit) -> Self {
        self.called_as(name, unit, TermRole::Plain)
    }
    /// Returns the same number; a trace gives it this name and role.
    #[inline(always)]
    fn called_as(self, _: &'static str, _: Unit, _: TermRole) -> Self {
        self
    }

    /// Returns `self` kept between `low` and `high`.
    #[inline(always)]
    fn clamp_to(self, low: Self, high: Self) -> Self {
        self.max(low).min(high)
    }
    /// Returns 0 in every lane.
    #[inline(always)]
    fn zero() -> Self {
        Self::of(0.0)
    }
    /// Returns the mark of a figure that is not defined.
    #[inline(always)]
    fn undefined() -> Self {
        Self::of(f64::NAN)
    }
}

/// The division and quarter of a term; neither, for a term of the company as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The division.
    pub division: Option<usize>,
    /// The quarter.
    pub quarter: Option<usize>,
}

impl Place {
    /// The company as a whole.
    pub(crate) const COMPANY: Self = Self {
        division: None,
        quarter: None,
    };

    /// Returns the place of one division.
    pub(crate) fn division(index: usize) -> Self {
        Self {
            division: Some(index),
            ..Self::COMPANY
        }
    }

    /// Returns the place of one quarter.
    pub(crate) fn quarter(index: usize) -> Self {
        Self {
            quarter: Some(index),
            ..Self::COMPANY
        }
    }

    /// Returns the place of one division in one quarter.
    pub(crate) fn both(division: usize, quarter: usize) -> Self {
        Self {
            division: Some(division),
            quarter: Some(quarter),
        }
    }
}

/// How explanations treat a number that the kernel names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermRole {
    /// Like any other number.
    #[default]
    Plain,
    /// A total to date: written as the sum over its quarters.
    RunningTotal,
    /// The highest or the lowest value to date: where a quarter does not change it, only passed on.
    RunningExtreme,
    /// The index of a quarter: written as that quarter.
    Date,
}

/// A decision of a plan, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A lever of a division.
    Lever(Lever),
    /// A lever of the plan.
    Plan(PlanLever),
    /// The share of an AI option.
    Share(usize),
}

// The standard library's powers and logarithms are the platform's, and differ in the last digits.
impl Number for f64 {
    #[inline(always)]
    fn of(value: f64) -> Self {
        value
    }
    // Plain comparisons: `f64::min` guards against NaN, which costs and which no valid input brings.
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }
    #[inline(always)]
    fn powf(self, exponent: Self) -> Self {
        power(self, exponent)
    }
    #[inline(always)]
    fn exp2(self) -> Self {
        libm::exp2(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        libm::log(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    #[inline(always)]
    fn is_zero(self) -> bool {
        self == 0.0
    }
    #[inline(always)]
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        if self < other { yes } else { no }
    }
}
