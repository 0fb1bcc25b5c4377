//! Where every result of a plan comes from: its formula over named terms, and theirs, down to inputs.
//!
//! The kernel is run once on numbers that leave a trace; a term is a number of that trace with a name.
//! Nothing here is a formula of the model. Must not word or round anything.

use super::trace::{Traced, Written, record};
use super::{
    Assumptions, DivisionInputs, DivisionOutcome, Figure, Frame, Input, Inputs, Number, Operand,
    OptionInputs, Outcome, Place, Plan, PositionCost, Scenario, Step, Unit, evaluate,
};
use std::collections::{BTreeMap, BTreeSet};

/// The whole way from the inputs to every result of one plan.
#[derive(Clone, Debug)]
pub struct Explanation {
    written: Vec<Written>,
    figures: BTreeMap<Figure, Operand>,
    /// What each number on the tape is called.
    names: Vec<Option<Name>>,
}

/// What a term is called.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Name {
    /// An input or a decision.
    Input(Input),
    /// A result.
    Figure(Figure),
    /// A step on the way, and of what it is.
    Step(&'static str, Unit, Place),
}

/// A formula over terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A term with a name.
    Term(usize),
    /// A number that the formula states.
    Plain(f64),
    /// Parts that are added, or taken away where they are marked.
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

impl Explanation {
    /// That of a plan.
    pub fn of(scenario: &Scenario, plan: &Plan) -> Self {
        let frame = Frame {
            start: scenario.start,
            horizon: scenario.horizon,
            options: &scenario.options,
        };
        let (written, outcome) = record(|| evaluate(&traced(&scenario.inputs), frame, plan));
        let figures: BTreeMap<Figure, Operand> = Figure::all(scenario)
            .into_iter()
            .map(|figure| (figure, figure.of(&outcome).operand()))
            .collect();
        let names = names(&written, &figures, &outcome);
        Self {
            written,
            figures,
            names,
        }
    }

    /// Where a result stands on the tape; a plain number where nothing goes into it.
    pub fn figure(&self, figure: Figure) -> Operand {
        let known = self.figures.get(&figure).copied();
        known.unwrap_or(Operand::Plain(f64::NAN))
    }

    /// What it comes to.
    pub fn value(&self, operand: Operand) -> f64 {
        match operand {
            Operand::Plain(value) => value,
            Operand::Written(at) => self.written[at].value,
        }
    }

    /// What a term is called.
    pub fn name(&self, term: usize) -> Option<Name> {
        self.names[term]
    }

    /// The formula of a term; nothing where it was given.
    pub fn formula(&self, term: usize) -> Option<Formula> {
        match self.written[term].step {
            Step::Given(_) => None,
            step => Some(self.opened(step)),
        }
    }

    /// The terms in a formula, each once, in their order.
    pub fn terms(formula: &Formula) -> Vec<usize> {
        let mut terms = Vec::new();
        formula.visit(&mut |term| {
            if !terms.contains(&term) {
                terms.push(term);
            }
        });
        terms
    }

    /// All inputs that go into a result.
    pub fn inputs(&self, figure: Figure) -> BTreeSet<Input> {
        let mut inputs = BTreeSet::new();
        let mut seen = vec![false; self.written.len()];
        let mut waiting = vec![self.figure(figure)];
        while let Some(operand) = waiting.pop() {
            let Operand::Written(at) = operand else {
                continue;
            };
            if !std::mem::replace(&mut seen[at], true) {
                match self.written[at].step {
                    Step::Given(input) => {
                        inputs.insert(input);
                    }
                    step => waiting.extend(operands(step)),
                }
            }
        }
        inputs
    }

    fn opened(&self, step: Step) -> Formula {
        let of = |operand| self.part(operand);
        let two = |a, b| Box::new([of(a), of(b)]);
        match step {
            Step::Given(_) => Formula::Plain(f64::NAN),
            Step::Sum(a, b) => sum(vec![(false, of(a)), (false, of(b))]),
            Step::Difference(a, b) => sum(vec![(false, of(a)), (true, of(b))]),
            Step::Opposite(a) => sum(vec![(true, of(a))]),
            Step::Product(a, b) => product([of(a), of(b)]),
            Step::Quotient(a, b) => Formula::Quotient(two(a, b)),
            Step::Smaller(a, b) => Formula::Smaller(two(a, b)),
            Step::Larger(a, b) => Formula::Larger(two(a, b)),
            Step::Power(a, b) => Formula::Power(two(a, b)),
            Step::PowerOfTwo(a) => Formula::Power(Box::new([Formula::Plain(2.0), of(a)])),
            Step::Logarithm(a) => Formula::Logarithm(Box::new(of(a))),
            Step::Root(a) => Formula::Root(Box::new(of(a))),
            Step::Choice(all) => Formula::Choice(Box::new(all.map(of))),
        }
    }

    fn part(&self, operand: Operand) -> Formula {
        match operand {
            Operand::Plain(value) => Formula::Plain(value),
            Operand::Written(at) if self.names[at].is_some() => Formula::Term(at),
            Operand::Written(at) => self.opened(self.written[at].step),
        }
    }
}

impl Formula {
    /// What it comes to where terms have the values that `value` gives.
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

    /// Shows every term to `see`, from left to right.
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

/// The same inputs, each remembered by its path.
fn traced(inputs: &Inputs) -> Inputs<Traced> {
    let mut all = vec![Input::DiscountRate, Input::CapexPlan];
    all.extend((0..Assumptions::FIELDS.len()).map(Input::Assumption));
    for division in 0..inputs.divisions.len() {
        all.extend((0..DivisionInputs::FIELDS.len()).map(|row| Input::Division(division, row)));
    }
    for option in 0..inputs.options.len() {
        all.extend((0..OptionInputs::FIELDS.len()).map(|row| Input::Option(option, row)));
    }
    let mut traced = inputs.map(Traced::of);
    for input in all {
        if let Some(value) = inputs.get(input) {
            traced.set(input, Traced::given(input, value));
        }
    }
    traced
}

fn operands(step: Step) -> Vec<Operand> {
    match step {
        Step::Given(_) => Vec::new(),
        Step::Sum(a, b)
        | Step::Difference(a, b)
        | Step::Product(a, b)
        | Step::Quotient(a, b)
        | Step::Smaller(a, b)
        | Step::Larger(a, b)
        | Step::Power(a, b) => vec![a, b],
        Step::Opposite(a) | Step::PowerOfTwo(a) | Step::Logarithm(a) | Step::Root(a) => vec![a],
        Step::Choice(all) => all.to_vec(),
    }
}

/// One sum of all that is added, however it was bracketed.
fn sum(parts: Vec<(bool, Formula)>) -> Formula {
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

fn product(parts: [Formula; 2]) -> Formula {
    let flat = parts.into_iter().flat_map(|part| match part {
        Formula::Product(inner) => inner,
        part => vec![part],
    });
    Formula::Product(flat.collect())
}

/// What every number on the tape is called: inputs by their path, results by theirs, and steps.
fn names(
    written: &[Written],
    figures: &BTreeMap<Figure, Operand>,
    outcome: &Outcome<Traced>,
) -> Vec<Option<Name>> {
    let of = |written: &Written| match written.step {
        Step::Given(input) => Some(Name::Input(input)),
        _ => None,
    };
    let mut names: Vec<Option<Name>> = written.iter().map(of).collect();
    let mut call = |operand: Operand, name: Name| {
        if let Operand::Written(at) = operand {
            names[at].get_or_insert(name);
        }
    };
    for (&figure, &operand) in figures {
        call(operand, Name::Figure(figure));
    }
    for (division, results) in outcome.divisions.iter().enumerate() {
        for (name, unit, number) in steps_of(results) {
            let step = Name::Step(name, unit, Place::division(division));
            call(number.operand(), step);
        }
    }
    for (at, written) in written.iter().enumerate() {
        if let Some((name, unit, place)) = written.name {
            names[at].get_or_insert(Name::Step(name, unit, place));
        }
    }
    names
}

/// What a division's results tell on the way to those of a report.
fn steps_of(results: &DivisionOutcome<Traced>) -> Vec<(&'static str, Unit, Traced)> {
    let (people, cost) = (&results.people, &results.cost);
    let PositionCost {
        average,
        individual,
        manager,
        eliminated,
        base_pay,
        average_base_pay,
    } = *cost;
    let pay = Unit::MoneyPerYear;
    vec![
        ("cut delivered", Unit::Share, people.cut_delivered),
        ("positions left", Unit::People, people.remaining),
        (
            "managers eliminated",
            Unit::People,
            people.managers_eliminated,
        ),
        ("cost of an average position", pay, average),
        ("cost of a non-manager", pay, individual),
        ("cost of a manager", pay, manager),
        ("cost of an eliminated position", pay, eliminated),
        ("base pay of an eliminated position", pay, base_pay),
        ("base pay of an average position", pay, average_base_pay),
        ("gross run-rate savings", pay, results.run_rate_gross),
    ]
}
