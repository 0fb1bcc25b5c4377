//! The number the kernel computes with: one `f64`, or several side by side.
//!
//! Must not hold a formula. Every operation acts lane by lane, so a branch is written as [`Number::if_less`].

use crate::model::{Lever, PlanLever, Unit, kernel::power::power};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// What the formulas need of a number.
pub trait Number:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
{
    /// The same value in every lane.
    fn of(value: f64) -> Self;
    /// The smaller of the two.
    fn min(self, other: Self) -> Self;
    /// The larger of the two.
    fn max(self, other: Self) -> Self;
    /// `self` to the power `exponent`.
    fn powf(self, exponent: Self) -> Self;
    /// Two to the power `self`.
    fn exp2(self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// Whether it is 0 in every lane: what it is multiplied with need not be computed.
    fn is_zero(self) -> bool;
    /// `yes` where `self < other`, else `no`.
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self;

    /// Whether divisions that give notice together are kept apart: a trace names each of them.
    const APART: bool = false;

    /// What follows is of this place: a trace names terms and decisions by it.
    #[inline(always)]
    fn enter(_: Place) {}
    /// A decision of the plan, of the division that was entered last.
    #[inline(always)]
    fn decided(value: f64, _: Decision) -> Self {
        Self::of(value)
    }
    /// The same number; a trace knows it by this name from here on.
    #[inline(always)]
    fn called(self, name: &'static str, unit: Unit) -> Self {
        self.called_as(name, unit, TermRole::Plain)
    }
    /// The same, for a number that explanations treat in a way of its own.
    #[inline(always)]
    fn called_as(self, _: &'static str, _: Unit, _: TermRole) -> Self {
        self
    }

    /// `self` kept between `low` and `high`.
    #[inline(always)]
    fn clamp_to(self, low: Self, high: Self) -> Self {
        self.max(low).min(high)
    }
    /// Zero in every lane.
    #[inline(always)]
    fn zero() -> Self {
        Self::of(0.0)
    }
    /// The mark of a figure that is not defined.
    #[inline(always)]
    fn undefined() -> Self {
        Self::of(f64::NAN)
    }
}

/// Of what a term is, where it is not of the company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Of this division.
    pub division: Option<usize>,
    /// In this quarter.
    pub quarter: Option<usize>,
}

impl Place {
    /// The company as a whole.
    pub(crate) const COMPANY: Self = Self {
        division: None,
        quarter: None,
    };

    /// One division.
    pub(crate) fn division(index: usize) -> Self {
        Self {
            division: Some(index),
            ..Self::COMPANY
        }
    }

    /// One quarter.
    pub(crate) fn quarter(index: usize) -> Self {
        Self {
            quarter: Some(index),
            ..Self::COMPANY
        }
    }

    /// One division in one quarter.
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

/// What a plan decides, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A lever of the division at hand.
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
