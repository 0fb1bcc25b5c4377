//! A number that records only whether it depends on something uncertain.
//!
//! The formulas are run on it once, to find the stages that are the same in every draw.

use crate::model::Number;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Whether a number depends on something uncertain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dependency(pub(super) bool);

impl Dependency {
    fn or(self, other: Self) -> Self {
        Self(self.0 || other.0)
    }
}

impl Number for Dependency {
    fn of(_: f64) -> Self {
        Self(false)
    }
    fn min(self, other: Self) -> Self {
        self.or(other)
    }
    fn max(self, other: Self) -> Self {
        self.or(other)
    }
    fn powf(self, exponent: Self) -> Self {
        self.or(exponent)
    }
    fn exp2(self) -> Self {
        self
    }
    fn ln(self) -> Self {
        self
    }
    fn sqrt(self) -> Self {
        self
    }
    fn is_zero(self) -> bool {
        false
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        self.or(other).or(yes).or(no)
    }
}

impl Add for Dependency {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Sub for Dependency {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Mul for Dependency {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Div for Dependency {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Neg for Dependency {
    type Output = Self;
    fn neg(self) -> Self {
        self
    }
}

impl AddAssign for Dependency {
    fn add_assign(&mut self, other: Self) {
        *self = self.or(other);
    }
}
