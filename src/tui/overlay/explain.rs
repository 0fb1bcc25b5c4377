//! What an explanation says: where a figure comes from, what changed it, and what an input moves.

use crate::model::{
    Attribution, Changed, Explanation, Figure, Formula, Input, Name, Operand, Outcome, Scenario,
    Unlike, attribution, defined, solve::with,
};
use crate::tui::{
    messages::Msg,
    overlay::{ExplainDialog, MovedFigure, Side, Subject},
    portfolio::rebalance,
    slider::Step,
    state::State,
    views::Pane,
};

impl State {
    /// Returns the explanation that is open.
    pub fn explained(&self) -> Option<&ExplainDialog> {
        self.overlay.explained()
    }

    fn figure_explained(&self) -> Option<Figure> {
        match self.explained()?.subject {
            Subject::Figure(figure) => Some(figure),
            Subject::Input(_) | Subject::Term(_) => None,
        }
    }

    fn input_explained(&self) -> Option<Input> {
        match self.explained()?.subject {
            Subject::Input(input) => Some(input),
            Subject::Figure(_) | Subject::Term(_) => None,
        }
    }

    /// Returns where every result of the plan that is shown comes from.
    pub fn explanation(&self) -> &Explanation {
        let explanation = || Explanation::of(self.scenario(), self.current_plan());
        self.derived
            .explanation
            .get(self.document.version(), explanation)
    }

    /// Returns the formula of what is explained as it is read, where it has one.
    pub fn formula_explained(&self) -> Option<Formula> {
        self.explanation().reading(self.term_explained()?)
    }

    /// Returns the terms of what is explained; an input is its own only term.
    pub fn terms_explained(&self) -> Vec<usize> {
        let formula = self.formula_explained();
        let terms = formula.map(|formula| self.explanation().terms_by_kind(&formula));
        terms.unwrap_or_else(|| self.term_explained().into_iter().collect())
    }

    /// Returns the term that is explained; `None` where nothing goes into it.
    pub(in crate::tui) fn term_explained(&self) -> Option<usize> {
        let operand = match self.explained()?.subject {
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
        let is_change = |explained: &ExplainDialog| explained.side == Side::Change;
        self.figure_explained().is_some() && self.explained().is_some_and(is_change)
    }

    /// Returns what opening a term explains.
    pub(in crate::tui) fn subject_of(&self, term: usize) -> Subject {
        match self.explanation().name(term) {
            Some(Name::Input(input)) => Subject::Input(input),
            Some(Name::Figure(figure)) => Subject::Figure(figure),
            Some(Name::Step(..)) | None => Subject::Term(term),
        }
    }

    /// Returns the part of the whole that a term is, where the formula adds up to more than rounding
    /// leaves.
    pub(in crate::tui) fn share_of_term(&self, formula: &Formula, term: usize) -> Option<f64> {
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

    /// Returns what each change since the baseline accounts for, of the figure that is explained.
    pub fn change_explained(&self) -> Option<&Result<Attribution, Unlike>> {
        let figure = self.figure_explained()?;
        let (plan, baseline) = (self.document.version(), self.document.baseline_version());
        let change = || {
            let base = self.document.baseline();
            let mut organisation = self.scenario().clone();
            organisation.horizon = base.horizon;
            organisation.inputs.clone_from(base.inputs);
            let before = (&organisation, base.plan);
            attribution(before, (self.scenario(), self.current_plan()), figure)
        };
        Some(self.derived.change.get((plan, baseline, figure), change))
    }

    /// Returns the figures that a step of the explained input moves, the most moved first.
    pub fn moved_by_input(&self) -> &[MovedFigure] {
        let Some(input) = self.input_explained() else {
            return &[];
        };
        let key = (self.document.version(), input, self.locks().to_vec());
        self.derived.moved.get(key, || {
            let stepped = self.stepped_scenario(input);
            let after = stepped.map(|scenario| scenario.evaluate(self.plan_index()));
            let moved = |after| moved(self.scenario(), self.outcome(), &after);
            after.map_or_else(Vec::new, moved)
        })
    }

    /// Returns the value of the explained input a step up, or down where it can go no higher.
    pub(in crate::tui) fn step_of_input(&self) -> Option<f64> {
        let slider = self.slider(self.input_explained()?)?;
        let step = |up| slider.step(up, Step::One);
        step(true).or_else(|| step(false))
    }

    fn stepped_scenario(&self, input: Input) -> Option<Scenario> {
        let to = self.step_of_input()?;
        let (mut scenario, mut plan) = with(self.scenario(), self.current_plan(), input, to);
        // On the screen locked shares stay.
        if let Input::Share(share) = input {
            let shares = &self.current_plan().portfolio;
            plan.portfolio = rebalance(shares, self.locks(), share, to)?;
        }
        scenario.plans[self.plan_index()] = plan;
        Some(scenario)
    }

    /// Returns how many rows of the explanation the cursor visits.
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

    /// Returns the message that opens the current row of the explanation.
    pub(in crate::tui) fn explained_row_opened(&self) -> Option<Msg> {
        let ExplainDialog { subject, row, .. } = *self.explained()?;
        let Subject::Input(input) = subject else {
            if !self.shows_change() {
                let term = self.terms_explained().get(row).copied()?;
                let of = self.subject_of(term);
                return (of != subject).then_some(Msg::Explain(of));
            }
            let attribution = self.change_explained()?.as_ref().ok()?;
            return match attribution.parts.get(row)?.changed {
                Changed::Input { input, .. } => Some(Msg::Explain(Subject::Input(input))),
                _ => None,
            };
        };
        match row.checked_sub(1) {
            None => Some(Msg::GoTo(input)),
            Some(row) => {
                let moved = self.moved_by_input().get(row)?;
                Some(Msg::Explain(Subject::Figure(moved.figure)))
            }
        }
    }

    /// Returns the message that goes to the next or the previous row of the explanation.
    pub(in crate::tui) fn explained_row_beside(&self, down: bool) -> Option<Msg> {
        let row = self.explained()?.row;
        let to = if down { row + 1 } else { row.checked_sub(1)? };
        (to < self.rows_explained()).then_some(Msg::HighlightRow(to))
    }

    /// Returns the message that shows the other side of a figure.
    pub(in crate::tui) fn side_turned(&self) -> Option<Msg> {
        self.figure_explained()?;
        Some(Msg::ShowSide(if self.shows_change() {
            Side::Formula
        } else {
            Side::Change
        }))
    }

    /// Returns the message that goes back to what was explained before.
    pub(in crate::tui) fn explained_previous(&self) -> Option<Msg> {
        (!self.explained()?.trail.is_empty()).then_some(Msg::ExplainPrevious)
    }

    /// Returns the message that explains what is under the cursor.
    pub(in crate::tui) fn explained_at_cursor(&self) -> Option<Msg> {
        let figure = self.figure_at_cursor().map(Subject::Figure);
        let subject = figure.or_else(|| self.input_at_cursor().map(Subject::Input));
        subject.map(Msg::Explain)
    }

    /// Whether the cursor is on this row of a pane of results.
    pub(in crate::tui) fn is_at_figure(&self, pane: Pane, row: usize) -> bool {
        self.overlay.dialog.is_none()
            && self.pane() == pane
            && self.row(pane) == row
            && self.figure_at_cursor().is_some()
    }
}

/// Returns the figures of two outcomes that differ, by how much of themselves they move. Those of single
/// quarters follow from these and would bury them.
fn moved(scenario: &Scenario, before: &Outcome, after: &Outcome) -> Vec<MovedFigure> {
    /// Less is what rounding moves.
    const SEEN: f64 = 1e-9;
    let share = |moved: &MovedFigure| {
        let size = moved.from.abs().max(moved.to.abs());
        (moved.to - moved.from).abs() / size
    };
    let figures = Figure::all(scenario).into_iter();
    let mut all: Vec<MovedFigure> = figures
        .filter(|figure| !matches!(figure, Figure::Quarter(..)))
        .filter_map(|figure| {
            let (from, to) = (defined(figure.of(before))?, defined(figure.of(after))?);
            Some(MovedFigure { figure, from, to })
        })
        .filter(|moved| share(moved) > SEEN)
        .collect();
    all.sort_by(|a, b| share(b).total_cmp(&share(a)));
    all
}
