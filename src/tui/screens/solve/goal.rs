//! The solver form: its rows, the values each may have, and how a row is changed.

use crate::model::{
    Figure, Input, LARGEST, Lever, Scenario, Unit,
    solve::{Failing, Objective, Target},
};
use crate::text::typed::Limits;
use crate::tui::document::Revision;

/// The solver form, and when it last changed.
#[derive(Clone, Debug)]
pub(crate) struct Solver {
    form: SolverForm,
    revision: Revision,
}

impl Solver {
    /// The form as it begins for `scenario`.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        Self {
            form: SolverForm::of(scenario),
            revision: Revision::default(),
        }
    }

    pub(crate) fn form(&self) -> &SolverForm {
        &self.form
    }

    pub(crate) fn revision(&self) -> Revision {
        self.revision
    }

    /// Changes a row of the form.
    pub(crate) fn change(&mut self, change: SolverChange) {
        self.form.take(change);
        self.revision = self.revision.next();
    }
}

/// Everything that is asked of the solver.
#[derive(Clone, Debug, PartialEq)]
pub struct SolverForm {
    /// The kind of answer.
    pub solve_for: SolveFor,
    /// The figure that cuts should reach.
    pub target: Target,
    /// Its target; `None` is its value in the plan that is shown.
    pub reach: Option<f64>,
    /// The harm that should be least.
    pub least: Objective,
    /// Whether guardrails are kept.
    pub caps: bool,
    /// How far net cash may fall.
    pub cash_limit: Option<f64>,
    /// The share of draws in which the target is reached; `None` is the base value alone.
    pub chance: Option<f64>,
    /// One for each division: whether its cut stays.
    pub locked: Vec<bool>,
    /// The input that goal seek may change.
    pub input: Input,
    /// The figure it should bring somewhere.
    pub figure: Figure,
    /// Its target; `None` is its value in the plan that is shown.
    pub to: Option<f64>,
    /// When the plan counts as failed.
    pub failing: Failing,
}

/// A kind of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SolveFor {
    /// The cuts with the least harm.
    Cuts,
    /// The value of one input.
    Input,
    /// The nearest way to fail.
    Failure,
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a field of the form, by its name")]
pub enum SolverRow {
    SolveFor,
    Target,
    Reach,
    Least,
    Caps,
    CashLimit,
    Chance,
    Input,
    Figure,
    To,
    Failing,
    Limit,
}

/// A change of the form: the value of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is a field of the form, by its name")]
pub enum SolverChange {
    SolveFor(SolveFor),
    Target(Target),
    Reach(Option<f64>),
    Least(Objective),
    Caps(bool),
    CashLimit(Option<f64>),
    Chance(Option<f64>),
    /// Lets the cut of a division stay, or change.
    Lock(usize),
    Input(Input),
    Figure(Figure),
    To(Option<f64>),
    Failing(Failing),
}

/// A value that a row may have, to choose from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SolverChoice {
    /// Its name.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// The change that chooses it.
    pub change: SolverChange,
}

impl SolverForm {
    fn of(scenario: &Scenario) -> Self {
        Self {
            solve_for: SolveFor::Cuts,
            target: Target::RunRate,
            reach: None,
            least: Objective::LaidOff,
            caps: true,
            cash_limit: None,
            chance: None,
            locked: vec![false; scenario.divisions.len()],
            input: Input::Lever(0, Lever::Cut),
            figure: Target::RunRate.figure(),
            to: None,
            failing: Failing::NoPayback,
        }
    }

    /// Returns the rows that count, from the top.
    pub fn rows(&self) -> &'static [SolverRow] {
        use SolverRow as Row;
        match (self.solve_for, self.failing) {
            (SolveFor::Cuts, _) => &[
                Row::SolveFor,
                Row::Target,
                Row::Reach,
                Row::Least,
                Row::Caps,
                Row::CashLimit,
                Row::Chance,
            ],
            (SolveFor::Input, _) => &[Row::SolveFor, Row::Input, Row::Figure, Row::To, Row::Chance],
            (SolveFor::Failure, Failing::NoPayback | Failing::Npv) => {
                &[Row::SolveFor, Row::Failing]
            }
            (SolveFor::Failure, Failing::RunRate(_) | Failing::Payback(_)) => {
                &[Row::SolveFor, Row::Failing, Row::Limit]
            }
        }
    }

    /// Returns the unit of the number of a row; `None` where there is no number.
    pub fn unit(&self, row: SolverRow) -> Option<Unit> {
        match (row, self.failing) {
            (SolverRow::Reach, _) => Some(self.target.figure().spec().unit),
            (SolverRow::To, _) => Some(self.figure.spec().unit),
            (SolverRow::CashLimit, _) => Some(Unit::Money),
            (SolverRow::Chance, _) => Some(Unit::Share),
            (SolverRow::Limit, Failing::Payback(_)) => Some(Unit::Months),
            (SolverRow::Limit, _) => Some(Unit::MoneyPerYear),
            _ => None,
        }
    }

    /// Returns the limits of the number of a row.
    pub(crate) fn limits(&self, row: SolverRow) -> Limits {
        match row {
            SolverRow::Chance => Limits::from(0.01, 0.99),
            SolverRow::CashLimit | SolverRow::Limit => Limits::from(0.0, LARGEST),
            _ => Limits::from(-LARGEST, LARGEST),
        }
    }

    /// Returns the change that a number makes that was typed in a row.
    pub(crate) fn number(&self, row: SolverRow, value: f64) -> Option<SolverChange> {
        Some(match (row, self.failing) {
            (SolverRow::Reach, _) => SolverChange::Reach(Some(value)),
            (SolverRow::To, _) => SolverChange::To(Some(value)),
            (SolverRow::CashLimit, _) => SolverChange::CashLimit(Some(value)),
            (SolverRow::Chance, _) => SolverChange::Chance(Some(value)),
            (SolverRow::Limit, Failing::Payback(_)) => {
                SolverChange::Failing(Failing::Payback(value))
            }
            (SolverRow::Limit, _) => SolverChange::Failing(Failing::RunRate(value)),
            _ => return None,
        })
    }

    /// Returns the change that puts a row back to where it began, if that is one.
    pub(crate) fn back(&self, row: SolverRow) -> Option<SolverChange> {
        match row {
            SolverRow::Reach if self.reach.is_some() => Some(SolverChange::Reach(None)),
            SolverRow::CashLimit if self.cash_limit.is_some() => {
                Some(SolverChange::CashLimit(None))
            }
            SolverRow::Chance if self.chance.is_some() => Some(SolverChange::Chance(None)),
            SolverRow::To if self.to.is_some() => Some(SolverChange::To(None)),
            _ => None,
        }
    }

    /// Applies a change.
    pub(crate) fn take(&mut self, change: SolverChange) {
        match change {
            SolverChange::SolveFor(solve_for) => self.solve_for = solve_for,
            SolverChange::Target(target) => self.target = target,
            SolverChange::Reach(reach) => self.reach = reach,
            SolverChange::Least(least) => self.least = least,
            SolverChange::Caps(caps) => self.caps = caps,
            SolverChange::CashLimit(limit) => self.cash_limit = limit,
            SolverChange::Chance(chance) => self.chance = chance,
            SolverChange::Lock(division) => {
                if let Some(lock) = self.locked.get_mut(division) {
                    *lock = !*lock;
                }
            }
            SolverChange::Input(input) => self.input = input,
            SolverChange::Figure(figure) => {
                // A target of one figure is none of another.
                self.to = self.to.filter(|_| figure == self.figure);
                self.figure = figure;
            }
            SolverChange::To(to) => self.to = to,
            SolverChange::Failing(failing) => self.failing = failing,
        }
    }
}
