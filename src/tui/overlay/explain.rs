//! The dialog that explains: a figure or an input, what it has to do with others, and the way one came.
//!
//! Must not compute a result: it asks the model, and remembers the answer until something is done.

use std::cell::OnceCell;

use crate::model::{
    Attribution, Changed, Explanation, Figure, Formula, Input, Name, Operand, Outcome, Scenario,
    Unlike, attribution, defined, solve::with,
};
use crate::tui::{Dialog, Msg, Pane, State};

/// What is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A result.
    Figure(Figure),
    /// A number that results come from.
    Input(Input),
    /// A step between: a term of [`State::explanation`].
    Term(usize),
}

/// A figure that an input moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Which.
    pub figure: Figure,
    /// Its value now.
    pub from: f64,
    /// Its value a step of the input further.
    pub to: f64,
}

/// An explanation that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// What was explained before, with the row one left; the last is shown.
    pub trail: Vec<(Subject, usize)>,
    /// Which side of a figure is shown.
    pub side: Side,
}

/// A side of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// How it comes about.
    #[default]
    Formula,
    /// What changed it.
    Change,
}

/// What is known of what is explained, as far as anybody looked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    explanation: OnceCell<Explanation>,
    change: OnceCell<Option<Result<Attribution, Unlike>>>,
    moved: OnceCell<Vec<Moved>>,
}

impl Explained {
    /// What is shown, and the row at hand.
    pub fn here(&self) -> Option<(Subject, usize)> {
        self.trail.last().copied()
    }

    pub(crate) fn go_to(&mut self, row: usize) {
        if let Some(here) = self.trail.last_mut() {
            here.1 = row;
        }
    }
}

impl State {
    /// The explanation that is open.
    pub fn explained(&self) -> Option<&Explained> {
        match &self.dialog {
            Some(Dialog::Explain(explained)) => Some(explained),
            _ => None,
        }
    }

    fn figure_explained(&self) -> Option<Figure> {
        match self.explained()?.here()?.0 {
            Subject::Figure(figure) => Some(figure),
            Subject::Input(_) | Subject::Term(_) => None,
        }
    }

    fn input_explained(&self) -> Option<Input> {
        match self.explained()?.here()?.0 {
            Subject::Input(input) => Some(input),
            Subject::Figure(_) | Subject::Term(_) => None,
        }
    }

    /// Where every result of the plan at hand comes from.
    pub fn explanation(&self) -> &Explanation {
        let known = &self.told.explanation;
        known.get_or_init(|| Explanation::of(&self.scenario, self.current_plan()))
    }

    /// The formula of what is explained as it is read, where it has one.
    pub fn formula_explained(&self) -> Option<Formula> {
        self.explanation().reading(self.term_explained()?)
    }

    /// The terms of what is explained; what is an input itself has that one.
    pub fn terms_explained(&self) -> Vec<usize> {
        let formula = self.formula_explained();
        let terms = formula.map(|formula| self.explanation().terms_by_kind(&formula));
        terms.unwrap_or_else(|| self.term_explained().into_iter().collect())
    }

    /// The term that is explained; nothing where nothing goes into it.
    pub fn term_explained(&self) -> Option<usize> {
        let operand = match self.explained()?.here()?.0 {
            Subject::Figure(figure) => self.explanation().figure(figure),
            Subject::Term(term) => Operand::Written(term),
            Subject::Input(_) => return None,
        };
        match operand {
            Operand::Written(term) => Some(term),
            Operand::Plain(_) => None,
        }
    }

    /// Whether the change of a figure is shown, and not its formula.
    pub fn shows_change(&self) -> bool {
        let is_change = |explained: &Explained| explained.side == Side::Change;
        self.figure_explained().is_some() && self.explained().is_some_and(is_change)
    }

    /// What opening a term shows.
    pub fn subject_of(&self, term: usize) -> Subject {
        match self.explanation().name(term) {
            Some(Name::Input(input)) => Subject::Input(input),
            Some(Name::Figure(figure)) => Subject::Figure(figure),
            Some(Name::Step(..)) | None => Subject::Term(term),
        }
    }

    /// The part of the whole that a term is, where the formula adds up to more than rounding leaves.
    pub fn share_of_term(&self, formula: &Formula, term: usize) -> Option<f64> {
        /// Of a unit of money, of people or of time, less is nothing.
        const NOTHING: f64 = 1e-6;
        let Formula::Sum(parts) = formula else {
            return None;
        };
        let explanation = self.explanation();
        let value = |term| explanation.value(Operand::Written(term));
        let whole = formula.value(&value);
        let (minus, part) = parts.iter().find(|part| part.1 == Formula::Term(term))?;
        let share = part.value(&value) / whole;
        let share = if *minus { -share } else { share };
        (share.is_finite() && whole.abs() > NOTHING).then_some(share)
    }

    /// What each change since the baseline accounts for, of the figure that is explained.
    pub fn change_explained(&self) -> Option<&Result<Attribution, Unlike>> {
        let known = self.told.change.get_or_init(|| {
            let figure = self.figure_explained()?;
            let base = self.baseline();
            let mut organisation = self.scenario.clone();
            organisation.horizon = base.horizon;
            organisation.inputs.clone_from(&base.inputs);
            Some(attribution(
                (&organisation, &base.plan),
                (&self.scenario, self.current_plan()),
                figure,
            ))
        });
        known.as_ref()
    }

    /// The figures that a step of the explained input moves, the most moved first.
    pub fn moved_by_input(&self) -> &[Moved] {
        self.told.moved.get_or_init(|| {
            let stepped = self.input_explained().and_then(|input| {
                let scenario = self.stepped_scenario(input)?;
                Some(scenario.evaluate(self.plan))
            });
            stepped.map_or_else(Vec::new, |after| {
                moved(&self.scenario, self.outcome(), &after)
            })
        })
    }

    /// Where the explained input would be a step further; down where up there is nothing.
    pub fn step_of_input(&self) -> Option<f64> {
        let slider = self.slider(self.input_explained()?)?;
        let step = |up| slider.step(up, crate::tui::Step::One);
        step(true).or_else(|| step(false))
    }

    fn stepped_scenario(&self, input: Input) -> Option<Scenario> {
        let to = self.step_of_input()?;
        let (mut scenario, mut plan) = with(&self.scenario, self.current_plan(), input, to);
        // On the screen locked shares stay.
        if let Input::Share(share) = input {
            let shares = &self.current_plan().portfolio;
            plan.portfolio = crate::tui::rebalance(shares, &self.locks, share, to)?;
        }
        scenario.plans[self.plan] = plan;
        Some(scenario)
    }

    /// How many rows of the explanation the cursor visits.
    pub fn rows_explained(&self) -> usize {
        if self.input_explained().is_some() {
            // The first row goes to where the input is set.
            return self.moved_by_input().len() + 1;
        }
        if !self.shows_change() {
            return self.terms_explained().len();
        }
        match self.change_explained() {
            Some(Ok(attribution)) => attribution.parts.len(),
            _ => 0,
        }
    }

    /// The message that opens the row at hand of the explanation.
    pub(crate) fn row_opened(&self) -> Option<Msg> {
        let (subject, row) = self.explained()?.here()?;
        let Subject::Input(input) = subject else {
            if !self.shows_change() {
                let term = self.terms_explained().get(row).copied()?;
                let of = self.subject_of(term);
                return (of != subject).then_some(Msg::Inspect(of));
            }
            let attribution = self.change_explained()?.as_ref().ok()?;
            return match attribution.parts.get(row)?.changed {
                Changed::Input { input, .. } => Some(Msg::Inspect(Subject::Input(input))),
                _ => None,
            };
        };
        match row.checked_sub(1) {
            None => Some(Msg::Visit(input)),
            Some(row) => {
                let moved = self.moved_by_input().get(row)?;
                Some(Msg::Inspect(Subject::Figure(moved.figure)))
            }
        }
    }

    /// The message that goes to the row beside the one at hand of the explanation.
    pub(crate) fn row_explained(&self, down: bool) -> Option<Msg> {
        let row = self.explained()?.here()?.1;
        let to = if down { row + 1 } else { row.checked_sub(1)? };
        (to < self.rows_explained()).then_some(Msg::Highlight(to))
    }

    /// The message that shows the other side of a figure.
    pub(crate) fn turned(&self) -> Option<Msg> {
        self.figure_explained()?;
        Some(Msg::Turn(if self.shows_change() {
            Side::Formula
        } else {
            Side::Change
        }))
    }

    /// The message that goes back to what was explained before.
    pub(crate) fn explained_before(&self) -> Option<Msg> {
        (self.explained()?.trail.len() > 1).then_some(Msg::Back)
    }

    /// The message that explains what is under the cursor.
    pub(crate) fn inspected(&self) -> Option<Msg> {
        let figure = self.figure_at_cursor().map(Subject::Figure);
        let subject = figure.or_else(|| self.input_at_cursor().map(Subject::Input));
        subject.map(Msg::Inspect)
    }

    /// Whether the cursor is on this row of a pane of results.
    pub fn is_at_figure(&self, pane: Pane, row: usize) -> bool {
        self.dialog.is_none()
            && self.pane() == pane
            && self.row(pane) == row
            && self.figure_at_cursor().is_some()
    }

    pub(crate) fn inspect(&mut self, subject: Subject) {
        match &mut self.dialog {
            Some(Dialog::Explain(explained)) => explained.trail.push((subject, 0)),
            dialog => {
                let trail = vec![(subject, 0)];
                let side = Side::default();
                *dialog = Some(Dialog::Explain(Explained { trail, side }));
            }
        }
    }

    pub(crate) fn turn(&mut self, side: Side) {
        if let Some(Dialog::Explain(explained)) = &mut self.dialog {
            explained.side = side;
            explained.go_to(0);
        }
    }

    pub(crate) fn explain_before(&mut self) {
        if let Some(Dialog::Explain(explained)) = &mut self.dialog
            && explained.trail.len() > 1
        {
            explained.trail.pop();
        }
    }
}

/// The figures of two outcomes that differ, by how much of themselves they move. Those of single
/// quarters follow from these and would bury them.
fn moved(scenario: &Scenario, before: &Outcome, after: &Outcome) -> Vec<Moved> {
    /// Less is what rounding moves.
    const SEEN: f64 = 1e-9;
    let share = |moved: &Moved| {
        let size = moved.from.abs().max(moved.to.abs());
        (moved.to - moved.from).abs() / size
    };
    let figures = Figure::all(scenario).into_iter();
    let mut all: Vec<Moved> = figures
        .filter(|figure| !matches!(figure, Figure::Quarter(..)))
        .filter_map(|figure| {
            let (from, to) = (defined(figure.of(before))?, defined(figure.of(after))?);
            Some(Moved { figure, from, to })
        })
        .filter(|moved| share(moved) > SEEN)
        .collect();
    all.sort_by(|a, b| share(b).total_cmp(&share(a)));
    all
}
