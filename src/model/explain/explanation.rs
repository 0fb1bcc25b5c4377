//! The explanation of every result of a plan: its formula over named terms, and theirs, down to inputs.
//!
//! The kernel is run once on numbers that leave a trace; a term is a number of that trace with a name. Nothing here is
//! a formula of the model.

use crate::model::{
    Assumptions, DivisionInputs, DivisionOutcome, Figure, Input, Inputs, Label, Number, Operand,
    OptionInputs, Outcome, Place, Plan, PositionCost, Scenario, Step, TermRole, Unit, evaluate,
    explain::{
        formula::{Formula, product, sum},
        tape::{Tape, Traced, record},
    },
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

/// Every step from the inputs to the results of one plan.
#[derive(Clone, Debug)]
pub struct Explanation {
    pub(crate) written: Tape,
    figures: BTreeMap<Figure, Operand>,
    pub(crate) names: Names,
}

/// The names of numbers on the tape.
#[derive(Clone, Debug)]
pub(crate) struct Names(BTreeMap<usize, Option<Name>>);

impl Index<usize> for Names {
    type Output = Option<Name>;

    fn index(&self, at: usize) -> &Self::Output {
        self.0.get(&at).unwrap_or(&None)
    }
}

/// The name of a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Name {
    /// An input or a decision.
    Input(Input),
    /// A result.
    Figure(Figure),
    /// A number on the way from one to the other.
    Step(Label),
}

impl Explanation {
    /// Explains a plan.
    pub fn of(scenario: &Scenario, plan: &Plan) -> Self {
        let (mut written, outcome) =
            record(|| evaluate(&traced(&scenario.inputs), scenario.structure(), plan));
        let figures: BTreeMap<Figure, Operand> = Figure::all(scenario)
            .into_iter()
            .map(|figure| (figure, figure.of(&outcome).operand()))
            .collect();
        let names = names(&mut written, &figures, &outcome);
        let figures = reported(&mut written, figures, &scenario.evaluate_plan(plan));
        Self {
            written,
            figures,
            names,
        }
    }

    /// Returns the place of a result on the tape, or a plain number where it does not depend on anything.
    pub fn figure(&self, figure: Figure) -> Operand {
        let known = self.figures.get(&figure).copied();
        known.unwrap_or(Operand::Plain(f64::NAN))
    }

    /// Returns the value of an operand.
    pub fn value(&self, operand: Operand) -> f64 {
        match operand {
            Operand::Plain(value) => value,
            Operand::Written(at) => self.written[at].value,
        }
    }

    /// Returns the name of a term.
    pub fn name(&self, term: usize) -> Option<Name> {
        self.names[term]
    }

    /// Returns the formula of a term; `None` for an input or a decision.
    pub fn formula(&self, term: usize) -> Option<Formula> {
        match self.written.step(term) {
            Step::Given(_) => None,
            step => Some(self.opened(step)),
        }
    }

    /// Returns the terms of a formula, each once, in order.
    pub fn terms(formula: &Formula) -> Vec<usize> {
        let mut terms = Vec::new();
        formula.visit(&mut |term| {
            if !terms.contains(&term) {
                terms.push(term);
            }
        });
        terms
    }

    /// Returns all inputs that a result depends on.
    pub fn inputs(&self, figure: Figure) -> BTreeSet<Input> {
        let mut inputs = BTreeSet::new();
        let mut seen = vec![false; self.written.len()];
        let mut waiting = vec![self.figure(figure)];
        while let Some(operand) = waiting.pop() {
            let Operand::Written(at) = operand else {
                continue;
            };
            if !std::mem::replace(&mut seen[at], true) {
                match self.written.step(at) {
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
            Step::Sum(..) | Step::Difference(..) | Step::Opposite(_) => self.summed(step),
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

    /// Returns one sum of all that is added on the way to a number. A loop, because a large organisation adds up
    /// thousands of parts.
    fn summed(&self, step: Step) -> Formula {
        let mut parts = Vec::new();
        let mut waiting = signed(false, step);
        while let Some((minus, operand)) = waiting.pop() {
            let further = match operand {
                Operand::Written(at) if self.names[at].is_none() => {
                    signed(minus, self.written.step(at))
                }
                _ => Vec::new(),
            };
            match further.is_empty() {
                true => parts.push((minus, self.part(operand))),
                false => waiting.extend(further),
            }
        }
        sum(parts)
    }

    fn part(&self, operand: Operand) -> Formula {
        match operand {
            Operand::Plain(value) => Formula::Plain(value),
            Operand::Written(at) if self.names[at].is_some() => Formula::Term(at),
            Operand::Written(at) => self.opened(self.written.step(at)),
        }
    }
}

/// Writes the inputs on the tape, each with its address.
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

/// Returns what a step adds or subtracts, the last first; nothing where it is no sum.
fn signed(minus: bool, step: Step) -> Vec<(bool, Operand)> {
    match step {
        Step::Sum(a, b) => vec![(minus, b), (minus, a)],
        Step::Difference(a, b) => vec![(!minus, b), (minus, a)],
        Step::Opposite(a) => vec![(!minus, a)],
        _ => Vec::new(),
    }
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

/// Gives results the values of the report. There a cohort is one sum, here each of its divisions is, so the last digits
/// may differ.
fn reported(
    written: &mut Tape,
    figures: BTreeMap<Figure, Operand>,
    outcome: &Outcome,
) -> BTreeMap<Figure, Operand> {
    let reported = figures.into_iter().map(|(figure, operand)| {
        let value = figure.of(outcome);
        match operand {
            Operand::Plain(_) => (figure, Operand::Plain(value)),
            Operand::Written(at) => {
                written.set(at, value);
                (figure, operand)
            }
        }
    });
    reported.collect()
}

/// Names the numbers on the tape: inputs, results, and steps on the way.
fn names(
    written: &mut Tape,
    figures: &BTreeMap<Figure, Operand>,
    outcome: &Outcome<Traced>,
) -> Names {
    let mut names: BTreeMap<usize, Option<Name>> = BTreeMap::new();
    for at in 0..written.len() {
        if let Step::Given(input) = written.step(at) {
            names.insert(at, Some(Name::Input(input)));
        }
    }
    let mut call = |operand: Operand, name: Name| {
        if let Operand::Written(at) = operand {
            names.entry(at).or_insert(Some(name));
        }
    };
    // Where a calendar year has one quarter, its savings are named after the quarter.
    let is_year = |figure: &Figure| matches!(figure, Figure::InYear(_));
    let (years, others): (Vec<&Figure>, Vec<&Figure>) = figures.keys().partition(|f| is_year(f));
    for figure in others.into_iter().chain(years) {
        call(figures[figure], Name::Figure(*figure));
    }
    for (division, results) in outcome.divisions.iter().enumerate() {
        for (text, unit, number) in steps_of(results) {
            let label = Label {
                text,
                unit,
                role: TermRole::Plain,
                place: Place::division(division),
            };
            call(number.operand(), Name::Step(label));
        }
    }
    for (at, label) in written.names() {
        call(Operand::Written(at as usize), Name::Step(label));
    }
    Names(names)
}

/// Returns what a division's results hold besides those of a report, by name.
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
