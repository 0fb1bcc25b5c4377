//! A formula over named terms, as the kernel computed it. Names and values of terms are with the caller.

use crate::model::Number;

/// A formula over terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A named term.
    Term(usize),
    /// A number that the formula states.
    Plain(f64),
    /// Parts that are added, or subtracted where they are marked.
    Sum(Vec<(bool, Self)>),
    /// Factors.
    Product(Vec<Self>),
    /// The first divided by the second.
    Quotient(Box<[Self; 2]>),
    /// The smaller of two.
    Smaller(Box<[Self; 2]>),
    /// The larger of two.
    Larger(Box<[Self; 2]>),
    /// The first to the power of the second.
    Power(Box<[Self; 2]>),
    /// The natural logarithm.
    Logarithm(Box<Self>),
    /// The square root.
    Root(Box<Self>),
    /// The third where the first is below the second, else the fourth.
    Choice(Box<[Self; 4]>),
}

impl Formula {
    /// Computes its value, with `value` for the value of each term.
    pub fn value(&self, value: &impl Fn(usize) -> f64) -> f64 {
        let of = |part: &Self| part.value(value);
        match self {
            Self::Term(term) => value(*term),
            Self::Plain(plain) => *plain,
            Self::Sum(parts) => {
                let signed =
                    |(minus, part): &(bool, Self)| if *minus { -of(part) } else { of(part) };
                parts.iter().map(signed).fold(0.0, |sum, part| sum + part)
            }
            Self::Product(parts) => parts.iter().map(of).fold(1.0, |all, part| all * part),
            Self::Smaller(two) => Number::min(of(&two[0]), of(&two[1])),
            Self::Larger(two) => Number::max(of(&two[0]), of(&two[1])),
            Self::Quotient(two) => of(&two[0]) / of(&two[1]),
            Self::Power(two) => Number::powf(of(&two[0]), of(&two[1])),
            Self::Logarithm(one) => Number::ln(of(one)),
            Self::Root(one) => of(one).sqrt(),
            Self::Choice(all) => match of(&all[0]) < of(&all[1]) {
                true => of(&all[2]),
                false => of(&all[3]),
            },
        }
    }

    /// Calls `see` with every term, from left to right.
    pub fn visit(&self, see: &mut impl FnMut(usize)) {
        match self {
            Self::Term(term) => see(*term),
            Self::Plain(_) => {}
            Self::Sum(parts) => parts.iter().for_each(|(_, part)| part.visit(see)),
            Self::Product(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Quotient(two) | Self::Power(two) | Self::Smaller(two) | Self::Larger(two) => {
                two.iter().for_each(|part| part.visit(see));
            }
            Self::Logarithm(one) | Self::Root(one) => one.visit(see),
            Self::Choice(all) => all.iter().for_each(|part| part.visit(see)),
        }
    }
}

/// Joins parts, and the sums among them, into one sum.
pub(crate) fn sum(parts: Vec<(bool, Formula)>) -> Formula {
    let flat = parts.into_iter().flat_map(|(minus, part)| match part {
        Formula::Sum(inner) => inner
            .into_iter()
            .map(|(inner_minus, part)| (minus != inner_minus, part))
            .collect(),
        Formula::Plain(0.0) => Vec::new(),
        part => vec![(minus, part)],
    });
    Formula::Sum(flat.collect())
}

/// Joins factors, and the products among them, into one product.
pub(crate) fn product(parts: [Formula; 2]) -> Formula {
    let flat = parts.into_iter().flat_map(|part| match part {
        Formula::Product(inner) => inner,
        part => vec![part],
    });
    Formula::Product(flat.collect())
}
