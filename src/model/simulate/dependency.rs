//! A number that knows nothing but whether something uncertain went into it.
//!
//! The formulas are run on it once, to learn which of their stages are the same in every draw.

use crate::model::Number;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug)]
pub(super) struct Touched(pub(super) bool);

impl Touched {
    fn or(self, other: Self) -> Self {
        Self(self.0 || other.0)
    }
}

impl Number for Touched {
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

impl Add for Touched {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Sub for Touched {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Mul for Touched {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Div for Touched {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Neg for Touched {
    type Output = Self;
    fn neg(self) -> Self {
        self
    }
}

impl AddAssign for Touched {
    fn add_assign(&mut self, other: Self) {
        *self = self.or(other);
    }
}
