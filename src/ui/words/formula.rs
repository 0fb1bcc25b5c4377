//! A formula over terms, in words or in numbers: the same shape with other names for its terms.
//!
//! Must not know what a term is.

use super::Words;
use crate::app::{State, Subject};
use crate::model::{Explanation, Formula, Name, Operand, Unit};

/// How tightly the parts of a formula hold together; a looser one inside stands in brackets.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Hold {
    Sum,
    Product,
    Power,
}

impl Words<'_> {
    /// A formula whose terms are written by `term`.
    pub fn formula(&self, formula: &Formula, term: &impl Fn(usize) -> String) -> String {
        self.part(formula, term, Hold::Sum)
    }

    fn part(&self, formula: &Formula, term: &impl Fn(usize) -> String, within: Hold) -> String {
        let inner = |part: &Formula, within| self.part(part, term, within);
        let free = |part: &Formula| inner(part, Hold::Sum);
        let (text, hold) = match formula {
            Formula::Term(index) => return term(*index),
            Formula::Plain(value) => return self.brief(*value, Unit::Ratio),
            Formula::Sum(parts) => (self.sum(parts, term), Hold::Sum),
            Formula::Product(parts) => {
                let parts = parts.iter().map(|part| inner(part, Hold::Product));
                (parts.collect::<Vec<_>>().join(" × "), Hold::Product)
            }
            Formula::Quotient(two) => (
                format!(
                    "{} ÷ {}",
                    inner(&two[0], Hold::Product),
                    inner(&two[1], Hold::Power)
                ),
                Hold::Product,
            ),
            Formula::Power(two) => (
                format!(
                    "{} ^ {}",
                    inner(&two[0], Hold::Power),
                    inner(&two[1], Hold::Power)
                ),
                Hold::Power,
            ),
            Formula::Smaller(two) => {
                return format!("the smaller of ({}; {})", free(&two[0]), free(&two[1]));
            }
            Formula::Larger(two) => {
                return format!("the larger of ({}; {})", free(&two[0]), free(&two[1]));
            }
            Formula::Logarithm(one) => return format!("ln ({})", free(one)),
            Formula::Root(one) => return format!("root of ({})", free(one)),
            Formula::Choice(all) => {
                let [a, b, then, other] = all.each_ref().map(free);
                return format!("({then}, where {a} < {b}, else {other})");
            }
        };
        if hold < within || hold == Hold::Power && within == Hold::Power {
            format!("({text})")
        } else {
            text
        }
    }

    fn sum(&self, parts: &[(bool, Formula)], term: &impl Fn(usize) -> String) -> String {
        let mut text = String::new();
        for (index, (minus, part)) in parts.iter().enumerate() {
            let sign = match (index, minus) {
                (0, false) => "",
                (0, true) => "−",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            text.push_str(sign);
            text.push_str(&self.part(part, term, Hold::Product));
        }
        if text.is_empty() { "0".into() } else { text }
    }

    /// A term as a number in its unit.
    pub fn term(&self, state: &State, term: usize) -> String {
        let value = state.explanation().value(Operand::Written(term));
        let unit = unit_of(state, term);
        match state.explanation().name(term) {
            // What was given is told as it was given.
            Some(Name::Input(_)) => self.brief(value, unit),
            _ => self.value(value, unit),
        }
    }
}

/// How a term is measured.
pub fn unit_of(state: &State, term: usize) -> Unit {
    match state.explanation().name(term) {
        Some(Name::Input(input)) => state
            .slider(input)
            .map_or(Unit::Ratio, |slider| slider.unit),
        Some(Name::Figure(figure)) => figure.spec().unit,
        Some(Name::Step(_, unit, _)) => unit,
        None => Unit::Ratio,
    }
}

/// What is explained, by its name.
pub fn subject(state: &State, subject: Subject) -> String {
    let scenario = state.scenario();
    match subject {
        Subject::Figure(figure) => figure.label(scenario),
        Subject::Input(input) => super::input(scenario, input),
        Subject::Term(term) => match state.explanation().name(term) {
            Some(Name::Step(name, _, place)) => {
                let division = place.division.and_then(|at| scenario.divisions.get(at));
                let division = division.map(|division| division.name.clone());
                let quarter = place.quarter.map(|at| scenario.start.plus(at).to_string());
                let parts = [division, Some(name.to_owned()), quarter];
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        },
    }
}

/// The part of the whole that a term is, where the formula adds terms up to more than rounding leaves.
pub fn share_of(explanation: &Explanation, formula: &Formula, term: usize) -> Option<f64> {
    /// Of a unit of money, of people or of time, less is nothing.
    const NOTHING: f64 = 1e-6;
    let Formula::Sum(parts) = formula else {
        return None;
    };
    let value = |term| explanation.value(Operand::Written(term));
    let whole = formula.value(&value);
    let is_it = |part: &&(bool, Formula)| part.1 == Formula::Term(term);
    let (minus, part) = parts.iter().find(is_it)?;
    let share = part.value(&value) / whole;
    let share = if *minus { -share } else { share };
    (share.is_finite() && whole.abs() > NOTHING).then_some(share)
}
