//! What is asked of the solver: the rows of its form, what each may be, and how a row is changed.
//!
//! Must not solve: what comes of it is `solving`'s.

use crate::model::{
    Figure, Input, LARGEST, Lever, Scenario, Unit,
    solve::{Ask, Failing, Goal, Objective, Target},
};
use crate::tui::{Grid, Limits, Slider, State, Step};

/// What is asked of the solver.
#[derive(Clone, Debug, PartialEq)]
pub struct Quest {
    /// What is looked for.
    pub find: Find,
    /// The figure that cuts should reach.
    pub target: Target,
    /// What it should be; as the plan at hand has it if nothing was said.
    pub reach: Option<f64>,
    /// What should be least.
    pub least: Objective,
    /// Whether guardrails are kept.
    pub caps: bool,
    /// How far net cash may fall.
    pub cash_limit: Option<f64>,
    /// In which share of draws; of the figure as it is if nothing was said.
    pub chance: Option<f64>,
    /// One for each division: whether its cut stays.
    pub locked: Vec<bool>,
    /// What may change in goal seek.
    pub input: Input,
    /// The figure it should bring somewhere.
    pub figure: Figure,
    /// Where; where it is if nothing was said.
    pub to: Option<f64>,
    /// When the plan counts as failed.
    pub failing: Failing,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    /// The cuts with the least harm.
    Cuts,
    /// The value of one input.
    Input,
    /// The nearest way to fail.
    Failure,
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a field of the quest, by its name")]
pub enum QuestRow {
    Find,
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

/// A change of the quest: the value of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is a field of the quest, by its name")]
pub enum Want {
    Find(Find),
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

/// A value that a row may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// The change to it.
    pub want: Want,
}

impl Quest {
    pub(crate) fn of(scenario: &Scenario) -> Self {
        Self {
            find: Find::Cuts,
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

    /// The rows that count, from the top.
    pub fn rows(&self) -> &'static [QuestRow] {
        use QuestRow as Row;
        match (self.find, self.failing) {
            (Find::Cuts, _) => &[
                Row::Find,
                Row::Target,
                Row::Reach,
                Row::Least,
                Row::Caps,
                Row::CashLimit,
                Row::Chance,
            ],
            (Find::Input, _) => &[Row::Find, Row::Input, Row::Figure, Row::To, Row::Chance],
            (Find::Failure, Failing::NoPayback | Failing::Npv) => &[Row::Find, Row::Failing],
            (Find::Failure, Failing::RunRate(_) | Failing::Payback(_)) => {
                &[Row::Find, Row::Failing, Row::Limit]
            }
        }
    }

    /// How the number of a row is measured; nothing where there is none.
    pub fn unit(&self, row: QuestRow) -> Option<Unit> {
        match (row, self.failing) {
            (QuestRow::Reach, _) => Some(self.target.figure().spec().unit),
            (QuestRow::To, _) => Some(self.figure.spec().unit),
            (QuestRow::CashLimit, _) => Some(Unit::Money),
            (QuestRow::Chance, _) => Some(Unit::Share),
            (QuestRow::Limit, Failing::Payback(_)) => Some(Unit::Months),
            (QuestRow::Limit, _) => Some(Unit::MoneyPerYear),
            _ => None,
        }
    }

    /// What the number of a row may be.
    pub(crate) fn limits(&self, row: QuestRow) -> Limits {
        match row {
            QuestRow::Chance => Limits::from(0.01, 0.99),
            QuestRow::CashLimit | QuestRow::Limit => Limits::from(0.0, LARGEST),
            _ => Limits::from(-LARGEST, LARGEST),
        }
    }

    /// The change that a number makes that was typed in a row.
    pub(crate) fn number(&self, row: QuestRow, value: f64) -> Option<Want> {
        Some(match (row, self.failing) {
            (QuestRow::Reach, _) => Want::Reach(Some(value)),
            (QuestRow::To, _) => Want::To(Some(value)),
            (QuestRow::CashLimit, _) => Want::CashLimit(Some(value)),
            (QuestRow::Chance, _) => Want::Chance(Some(value)),
            (QuestRow::Limit, Failing::Payback(_)) => Want::Failing(Failing::Payback(value)),
            (QuestRow::Limit, _) => Want::Failing(Failing::RunRate(value)),
            _ => return None,
        })
    }

    /// The change that puts a row back to where it was at first, if that is one.
    fn back(&self, row: QuestRow) -> Option<Want> {
        match row {
            QuestRow::Reach if self.reach.is_some() => Some(Want::Reach(None)),
            QuestRow::CashLimit if self.cash_limit.is_some() => Some(Want::CashLimit(None)),
            QuestRow::Chance if self.chance.is_some() => Some(Want::Chance(None)),
            QuestRow::To if self.to.is_some() => Some(Want::To(None)),
            _ => None,
        }
    }

    pub(crate) fn take(&mut self, want: Want) {
        match want {
            Want::Find(find) => self.find = find,
            Want::Target(target) => self.target = target,
            Want::Reach(reach) => self.reach = reach,
            Want::Least(least) => self.least = least,
            Want::Caps(caps) => self.caps = caps,
            Want::CashLimit(limit) => self.cash_limit = limit,
            Want::Chance(chance) => self.chance = chance,
            Want::Lock(division) => {
                if let Some(lock) = self.locked.get_mut(division) {
                    *lock = !*lock;
                }
            }
            Want::Input(input) => self.input = input,
            Want::Figure(figure) => {
                // What one figure should be is nothing to another.
                self.to = self.to.filter(|_| figure == self.figure);
                self.figure = figure;
            }
            Want::To(to) => self.to = to,
            Want::Failing(failing) => self.failing = failing,
        }
    }
}

impl State {
    /// What is asked of the solver.
    pub fn quest(&self) -> &Quest {
        &self.quest
    }

    /// The row of the form at the cursor.
    pub fn quest_row(&self) -> QuestRow {
        let rows = self.quest.rows();
        rows[self.row(crate::tui::Pane::Quest).min(rows.len() - 1)]
    }

    /// What is asked of cuts, nothing left open.
    pub fn ask(&self) -> Ask {
        let quest = &self.quest;
        Ask {
            target: quest.target,
            reach: self.reach(),
            least: quest.least,
            caps: quest.caps,
            locked: quest.locked.clone(),
            cash_limit: quest.cash_limit,
        }
    }

    /// What the target should be.
    pub fn reach(&self) -> f64 {
        let has = || self.quest.target.figure().of(self.outcome());
        self.quest.reach.unwrap_or_else(has)
    }

    /// What goal seek is asked for.
    pub fn goal(&self) -> Goal {
        let quest = &self.quest;
        let is = || quest.figure.of(self.outcome());
        Goal {
            input: quest.input,
            figure: quest.figure,
            reach: quest.to.unwrap_or_else(is),
        }
    }

    /// The number of a row, as it counts; nothing where there is none.
    pub fn quest_number(&self, row: QuestRow) -> Option<f64> {
        match (row, self.quest.failing) {
            (QuestRow::Reach, _) => Some(self.reach()),
            (QuestRow::To, _) => Some(self.goal().reach),
            (QuestRow::CashLimit, _) => self.quest.cash_limit,
            (QuestRow::Chance, _) => self.quest.chance,
            (QuestRow::Limit, Failing::RunRate(limit) | Failing::Payback(limit)) => Some(limit),
            _ => None,
        }
        .filter(|number| number.is_finite())
    }

    /// The change to the value beside the one that the row at the cursor has.
    pub(crate) fn want_beside(&self, forward: bool) -> Option<Want> {
        let row = self.quest_row();
        if let Some(unit) = self.quest.unit(row).filter(|_| row != QuestRow::Chance) {
            return self.number_beside(row, unit, forward);
        }
        let choices = self.choices(row);
        let is = |choice: &Choice| {
            let mut quest = self.quest.clone();
            quest.take(choice.want);
            quest == self.quest
        };
        let last = choices.len().checked_sub(1)?;
        let at = choices.iter().position(is).unwrap_or(0);
        let to = if forward { at + 1 } else { at.checked_sub(1)? };
        (to <= last).then(|| choices[to].want)
    }

    fn number_beside(&self, row: QuestRow, unit: Unit, up: bool) -> Option<Want> {
        let value = self.quest_number(row).unwrap_or(0.0);
        let slider = Slider {
            input: Input::Horizon,
            value,
            top: LARGEST,
            unit,
            limits: self.quest.limits(row),
            grid: Grid::of(unit),
        };
        self.quest.number(row, slider.step(up, Step::One)?)
    }

    /// The change that puts the row at the cursor back.
    pub(crate) fn want_back(&self) -> Option<Want> {
        self.quest.back(self.quest_row())
    }
}
