//! A number that remembers where it comes from: the kernel run on it leaves the whole way from the
//! inputs to every result on a tape.
//!
//! The formulas are those of the kernel and nobody else's. Must not compute anything but what the
//! plain number does: values are the same bits.

use super::{Decision, Input, Number, Place, Unit};
use std::cell::RefCell;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// A number and its place on the tape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traced {
    value: f64,
    at: u32,
}

/// The place of a plain number, which is not on the tape.
const PLAIN: u32 = u32::MAX;

/// What an operation works on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// A number that the formula itself states.
    Plain(f64),
    /// What was written on the tape before.
    Written(usize),
}

/// How a number came about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// It was given.
    Given(Input),
    /// The sum of two.
    Sum(Operand, Operand),
    /// The first less the second.
    Difference(Operand, Operand),
    /// The product of two.
    Product(Operand, Operand),
    /// The first divided by the second.
    Quotient(Operand, Operand),
    /// The opposite.
    Opposite(Operand),
    /// The smaller of two.
    Smaller(Operand, Operand),
    /// The larger of two.
    Larger(Operand, Operand),
    /// The first to the power of the second.
    Power(Operand, Operand),
    /// Two to the power.
    PowerOfTwo(Operand),
    /// The natural logarithm.
    Logarithm(Operand),
    /// The square root.
    Root(Operand),
    /// The third where the first is less than the second, else the fourth.
    Choice([Operand; 4]),
}

/// A number on the tape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) step: Step,
    pub(super) value: f64,
    pub(super) name: Option<(&'static str, Unit, Place)>,
}

/// What was computed, in its order.
#[derive(Debug, Default)]
struct Tape {
    written: Vec<Written>,
    place: Place,
}

thread_local! {
    static TAPE: RefCell<Tape> = RefCell::default();
}

/// What `run` leaves on an empty tape, and what it returns.
pub(super) fn record<T>(run: impl FnOnce() -> T) -> (Vec<Written>, T) {
    TAPE.with_borrow_mut(|tape| *tape = Tape::default());
    let result = run();
    (TAPE.take().written, result)
}

fn write(step: Step, value: f64) -> Traced {
    TAPE.with_borrow_mut(|tape| {
        let at = u32::try_from(tape.written.len()).unwrap_or(PLAIN);
        tape.written.push(Written {
            step,
            value,
            name: None,
        });
        Traced { value, at }
    })
}

impl Traced {
    /// An input.
    pub(super) fn given(input: Input, value: f64) -> Self {
        write(Step::Given(input), value)
    }

    /// Where it is written.
    pub(super) fn operand(self) -> Operand {
        match self.at {
            PLAIN => Operand::Plain(self.value),
            at => Operand::Written(at as usize),
        }
    }

    fn is_plain(self, value: f64) -> bool {
        self.at == PLAIN && self.value.to_bits() == value.to_bits()
    }

    fn one(self, step: fn(Operand) -> Step, value: f64) -> Self {
        match self.at {
            PLAIN => Self::of(value),
            _ => write(step(self.operand()), value),
        }
    }

    fn two(self, other: Self, step: fn(Operand, Operand) -> Step, value: f64) -> Self {
        match (self.at, other.at) {
            (PLAIN, PLAIN) => Self::of(value),
            _ => write(step(self.operand(), other.operand()), value),
        }
    }
}

impl Number for Traced {
    const APART: bool = true;

    fn of(value: f64) -> Self {
        Self { value, at: PLAIN }
    }
    fn enter(place: Place) {
        TAPE.with_borrow_mut(|tape| tape.place = place);
    }
    fn decided(value: f64, decision: Decision) -> Self {
        let division = TAPE.with_borrow(|tape| tape.place.division);
        let input = match (decision, division) {
            (Decision::Lever(lever), Some(division)) => Input::Lever(division, lever),
            // A lever of no division is none.
            (Decision::Lever(_), None) => return Self::of(value),
            (Decision::Plan(lever), _) => Input::Plan(lever),
            (Decision::Share(option), _) => Input::Share(option),
        };
        Self::given(input, value)
    }
    fn called(self, name: &'static str, unit: Unit) -> Self {
        TAPE.with_borrow_mut(|tape| {
            let place = tape.place;
            if let Some(written) = tape.written.get_mut(self.at as usize)
                && !matches!(written.step, Step::Given(_))
            {
                written.name.get_or_insert((name, unit, place));
            }
        });
        self
    }
    fn min(self, other: Self) -> Self {
        self.two(other, Step::Smaller, Number::min(self.value, other.value))
    }
    fn max(self, other: Self) -> Self {
        self.two(other, Step::Larger, Number::max(self.value, other.value))
    }
    fn powf(self, exponent: Self) -> Self {
        let value = Number::powf(self.value, exponent.value);
        self.two(exponent, Step::Power, value)
    }
    fn exp2(self) -> Self {
        self.one(Step::PowerOfTwo, Number::exp2(self.value))
    }
    fn ln(self) -> Self {
        self.one(Step::Logarithm, Number::ln(self.value))
    }
    fn sqrt(self) -> Self {
        self.one(Step::Root, self.value.sqrt())
    }
    // What is 0 now may be changed: its part in the formula is told all the same.
    fn is_zero(self) -> bool {
        self.at == PLAIN && self.value == 0.0
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        let value = if self.value < other.value { yes } else { no }.value;
        let all = [self, other, yes, no];
        match all.iter().all(|number| number.at == PLAIN) {
            true => Self::of(value),
            false => write(Step::Choice(all.map(Self::operand)), value),
        }
    }
}

impl Add for Traced {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        // Sums begin with nothing.
        if self.is_plain(0.0) {
            return other;
        }
        self.two(other, Step::Sum, self.value + other.value)
    }
}

impl Sub for Traced {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.two(other, Step::Difference, self.value - other.value)
    }
}

impl Mul for Traced {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.two(other, Step::Product, self.value * other.value)
    }
}

impl Div for Traced {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.two(other, Step::Quotient, self.value / other.value)
    }
}

impl Neg for Traced {
    type Output = Self;
    fn neg(self) -> Self {
        self.one(Step::Opposite, -self.value)
    }
}

impl AddAssign for Traced {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
