//! A number that leaves a trace: the kernel run on it writes every step from the inputs to the results on a tape.
//!
//! The formulas are those of the kernel, and values are the same to the bit as those of the plain number.

use crate::model::{Decision, Input, Number, Place, TermRole, Unit};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::{Add, AddAssign, Div, Index, Mul, Neg, Sub};

/// A number and its place on the tape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traced {
    value: f64,
    at: u32,
}

/// The place of a plain number, which is not on the tape.
const PLAIN: u32 = u32::MAX;

/// An operand of an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// A number that the formula itself states.
    Plain(f64),
    /// A number on the tape, by its place.
    Written(usize),
}

/// The operation that produced a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// None: it is an input or a decision.
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
pub(crate) struct Written {
    pub(crate) value: f64,
    kind: Kind,
    /// The places of its operands on the tape; from [`CONSTANT`] on, those of constants.
    of: [u32; 4],
}

/// [`Step`] without its operands, which is smaller: the tape of a large organisation is long.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Given,
    Sum,
    Difference,
    Product,
    Quotient,
    Opposite,
    Smaller,
    Larger,
    Power,
    PowerOfTwo,
    Logarithm,
    Root,
    Choice,
}

/// The first place of constants among the places of operands.
const CONSTANT: u32 = 1 << 31;

/// What the kernel calls a number on the way to a result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Its name, without division and quarter.
    pub text: &'static str,
    /// How it is measured.
    pub unit: Unit,
    /// How explanations treat it.
    pub role: TermRole,
    /// Its division and quarter, if it has them.
    pub place: Place,
}

/// Every number that was computed, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    written: Vec<Written>,
    constants: Vec<f64>,
    inputs: Vec<Input>,
    names: BTreeMap<u32, Label>,
    place: Place,
}

thread_local! {
    static TAPE: RefCell<Tape> = RefCell::default();
}

/// Calls `run` with an empty tape and returns what it wrote, and its result.
pub(crate) fn record<T>(run: impl FnOnce() -> T) -> (Tape, T) {
    TAPE.with_borrow_mut(|tape| *tape = Tape::default());
    let result = run();
    (TAPE.take(), result)
}

impl Tape {
    /// Returns how many numbers are on it.
    pub(crate) fn len(&self) -> usize {
        self.written.len()
    }

    /// Returns the operation that produced a number.
    pub(crate) fn step(&self, at: usize) -> Step {
        let Written { kind, of, .. } = self.written[at];
        let [a, b, ..] = of.map(|place| self.operand(place));
        match kind {
            Kind::Given => Step::Given(self.inputs[of[0] as usize]),
            Kind::Sum => Step::Sum(a, b),
            Kind::Difference => Step::Difference(a, b),
            Kind::Product => Step::Product(a, b),
            Kind::Quotient => Step::Quotient(a, b),
            Kind::Opposite => Step::Opposite(a),
            Kind::Smaller => Step::Smaller(a, b),
            Kind::Larger => Step::Larger(a, b),
            Kind::Power => Step::Power(a, b),
            Kind::PowerOfTwo => Step::PowerOfTwo(a),
            Kind::Logarithm => Step::Logarithm(a),
            Kind::Root => Step::Root(a),
            Kind::Choice => Step::Choice(of.map(|place| self.operand(place))),
        }
    }

    /// Takes the labels of the numbers that the kernel named.
    pub(crate) fn names(&mut self) -> BTreeMap<u32, Label> {
        std::mem::take(&mut self.names)
    }

    /// Replaces a value by that of the report, which may differ in the last digits.
    pub(crate) fn set(&mut self, at: usize, value: f64) {
        self.written[at].value = value;
    }

    fn operand(&self, place: u32) -> Operand {
        match place.checked_sub(CONSTANT) {
            Some(constant) => Operand::Plain(self.constants[constant as usize]),
            None => Operand::Written(place as usize),
        }
    }

    fn place(&mut self, number: Traced) -> u32 {
        if number.at != PLAIN {
            return number.at;
        }
        self.constants.push(number.value);
        CONSTANT + (self.constants.len() - 1) as u32
    }

    fn push(&mut self, kind: Kind, of: [u32; 4], value: f64) -> Traced {
        self.written.push(Written { value, kind, of });
        let at = (self.written.len() - 1) as u32;
        Traced { value, at }
    }
}

impl Index<usize> for Tape {
    type Output = Written;

    fn index(&self, at: usize) -> &Written {
        &self.written[at]
    }
}

fn write<const OPERANDS: usize>(kind: Kind, on: [Traced; OPERANDS], value: f64) -> Traced {
    if on.iter().all(|number| number.at == PLAIN) {
        return Traced::of(value);
    }
    TAPE.with_borrow_mut(|tape| {
        let mut of = [0; 4];
        for (place, number) in of.iter_mut().zip(on) {
            *place = tape.place(number);
        }
        tape.push(kind, of, value)
    })
}

impl Traced {
    /// Writes an input or a decision on the tape.
    pub(crate) fn given(input: Input, value: f64) -> Self {
        TAPE.with_borrow_mut(|tape| {
            tape.inputs.push(input);
            let place = (tape.inputs.len() - 1) as u32;
            tape.push(Kind::Given, [place, 0, 0, 0], value)
        })
    }

    /// Returns it as an operand.
    pub(crate) fn operand(self) -> Operand {
        match self.at {
            PLAIN => Operand::Plain(self.value),
            at => Operand::Written(at as usize),
        }
    }

    fn is_plain(self, value: f64) -> bool {
        self.at == PLAIN && self.value.to_bits() == value.to_bits()
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
            // A lever outside any division cannot be addressed.
            (Decision::Lever(_), None) => return Self::of(value),
            (Decision::Plan(lever), _) => Input::Plan(lever),
            (Decision::Share(option), _) => Input::Share(option),
        };
        Self::given(input, value)
    }
    fn called_as(self, text: &'static str, unit: Unit, role: TermRole) -> Self {
        TAPE.with_borrow_mut(|tape| {
            let label = Label {
                text,
                unit,
                role,
                place: tape.place,
            };
            if let Some(written) = tape.written.get(self.at as usize)
                && !matches!(written.kind, Kind::Given)
            {
                tape.names.entry(self.at).or_insert(label);
            }
        });
        self
    }
    fn min(self, other: Self) -> Self {
        write(
            Kind::Smaller,
            [self, other],
            Number::min(self.value, other.value),
        )
    }
    fn max(self, other: Self) -> Self {
        write(
            Kind::Larger,
            [self, other],
            Number::max(self.value, other.value),
        )
    }
    fn powf(self, exponent: Self) -> Self {
        let value = Number::powf(self.value, exponent.value);
        write(Kind::Power, [self, exponent], value)
    }
    fn exp2(self) -> Self {
        write(Kind::PowerOfTwo, [self], Number::exp2(self.value))
    }
    fn ln(self) -> Self {
        write(Kind::Logarithm, [self], Number::ln(self.value))
    }
    fn sqrt(self) -> Self {
        write(Kind::Root, [self], self.value.sqrt())
    }
    // An input that is 0 may be changed, so its part of the formula is kept.
    fn is_zero(self) -> bool {
        self.at == PLAIN && self.value == 0.0
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        let value = if self.value < other.value { yes } else { no }.value;
        write(Kind::Choice, [self, other, yes, no], value)
    }
}

impl Add for Traced {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        // Sums begin with a plain 0, which is left out where that does not change the bits (0 and -0).
        let sum = self.value + other.value;
        if self.is_plain(0.0) && sum.to_bits() == other.value.to_bits() {
            return other;
        }
        write(Kind::Sum, [self, other], sum)
    }
}

impl Sub for Traced {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        write(Kind::Difference, [self, other], self.value - other.value)
    }
}

impl Mul for Traced {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        write(Kind::Product, [self, other], self.value * other.value)
    }
}

impl Div for Traced {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        write(Kind::Quotient, [self, other], self.value / other.value)
    }
}

impl Neg for Traced {
    type Output = Self;
    fn neg(self) -> Self {
        write(Kind::Opposite, [self], -self.value)
    }
}

impl AddAssign for Traced {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
