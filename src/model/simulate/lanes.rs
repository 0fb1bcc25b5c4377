//! Several draws in one number, for vector instructions.
//!
//! Every operation acts on each lane alone, in the same order as on one `f64`, and none is fused, so
//! a lane holds to the bit what the report computes. Must not know a formula.

use crate::model::Number;
use std::array::from_fn;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Draws side by side; a few vector registers full.
pub(super) const WIDTH: usize = 8;

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Lanes(pub(super) [f64; WIDTH]);

impl Lanes {
    /// The first of the values; where they are too few, the last of them again.
    #[inline(always)]
    pub(super) fn load(values: &[f64]) -> Self {
        match values.first_chunk() {
            Some(all) => Self(*all),
            None => Self(from_fn(|lane| values[lane.min(values.len() - 1)])),
        }
    }

    /// Puts as many lanes as fit into the beginning of `values`.
    #[inline(always)]
    pub(super) fn store(self, values: &mut [f64]) {
        if let Some(all) = values.first_chunk_mut() {
            *all = self.0;
        } else {
            for (value, lane) in values.iter_mut().zip(self.0) {
                *value = lane;
            }
        }
    }

    #[inline(always)]
    fn zip(self, other: Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self(from_fn(|lane| of(self.0[lane], other.0[lane])))
    }
}

impl Number for Lanes {
    #[inline(always)]
    fn of(value: f64) -> Self {
        Self([value; WIDTH])
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.zip(other, Number::min)
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.zip(other, Number::max)
    }
    #[inline(always)]
    fn powf(self, exponent: Self) -> Self {
        self.zip(exponent, Number::powf)
    }
    #[inline(always)]
    fn exp2(self) -> Self {
        Self(self.0.map(Number::exp2))
    }
    #[inline(always)]
    fn ln(self) -> Self {
        Self(self.0.map(Number::ln))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.map(Number::sqrt))
    }
    #[inline(always)]
    fn is_zero(self) -> bool {
        self.0.iter().all(|lane| lane.is_zero())
    }
    #[inline(always)]
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        Self(from_fn(|lane| {
            self.0[lane].if_less(other.0[lane], yes.0[lane], no.0[lane])
        }))
    }
}

macro_rules! lane_by_lane {
    ($($trait:ident $method:ident),*) => {$(
        impl $trait for Lanes {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, $trait::$method)
            }
        }
    )*};
}

lane_by_lane!(Add add, Sub sub, Mul mul, Div div);

impl Neg for Lanes {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(self.0.map(Neg::neg))
    }
}

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
