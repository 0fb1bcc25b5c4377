//! What keys do: each function of the action table returns the message that a key sends now, or the
//! reason why it sends none.

use crate::model::Input;
use crate::tui::{
    controls::Control,
    edit::differs,
    event::{Key, KeyCode},
    messages::Msg,
    overlay::{
        Dialog, List, ListKind,
        entry::{TextField, TextPurpose},
        form::Form,
    },
    screens::{
        risk::simulation::SimulationSettings,
        solve::goal::{SolveFor, SolverChange, SolverRow},
    },
    slider::Step,
    state::State,
    views::{Pane, VIEWS},
};

/// Returns the message that opens a list.
pub(super) fn list(kind: ListKind) -> Msg {
    Msg::OpenDialog(Box::new(Dialog::List(List::new(kind))))
}

/// Returns the message that opens a line to type, which begins with `begins`.
pub(super) fn text(purpose: TextPurpose, begins: String) -> Msg {
    Msg::OpenDialog(Box::new(Dialog::Text(TextField::new(purpose, begins))))
}

/// Returns the message that opens a line to type, which begins with the character of `key`.
fn typed(purpose: TextPurpose, key: Key) -> Msg {
    let begins = key.typed().filter(|&c| c != '=');
    text(purpose, begins.map(String::from).unwrap_or_default())
}

/// Rows of a long list that one key passes.
const MANY: usize = 10;

impl State {
    /// A step of the slider at the cursor, or the next funding rule.
    pub(super) fn stepped(&self, up: bool, step: Step) -> Option<Msg> {
        match self.control()? {
            Control::Slider(slider) => {
                let value = slider.step(up, step)?;
                self.can_move(slider.input)
                    .then_some(Msg::Set(slider.input, value))
            }
            Control::Funding => {
                let other = self.current_plan().funding.other();
                Some(Msg::SetFunding(other))
            }
        }
    }

    /// The slider at the cursor to `value`, or as far as it goes.
    pub(super) fn slid(&self, value: f64) -> Option<Msg> {
        let slider = self.slider_at_cursor()?;
        let value = slider.moved_to(value)?;
        self.can_move(slider.input)
            .then_some(Msg::Set(slider.input, value))
    }

    fn can_move(&self, input: Input) -> bool {
        self.why_it_stays(input).is_none()
    }

    /// Returns why a share stays: it moves only when it is not locked and another can follow.
    fn why_it_stays(&self, input: Input) -> Option<&'static str> {
        let Input::Share(moved) = input else {
            return None;
        };
        let locks = self.locks();
        let can_follow = (0..locks.len()).any(|i| i != moved && !locks[i]);
        match (*locks.get(moved)?, can_follow) {
            (true, _) => Some("locked: space lets it go"),
            (false, false) => Some("nothing else is free to give way"),
            (false, true) => None,
        }
    }

    /// Returns why the slider at the cursor does not move.
    pub(super) fn why_stuck(&self) -> Option<&'static str> {
        let input = self.input_at_cursor()?;
        let tie = || input.field()?.tied_to;
        let by_other = || tie().map(|tie| tie.rule);
        self.why_it_stays(input).or_else(by_other)
    }

    /// Returns why no number can be typed at the cursor.
    pub(super) fn why_no_number(&self) -> Option<&'static str> {
        if self.control() == Some(Control::Funding) {
            return Some("← → choose");
        }
        self.why_stuck()
    }

    /// A value for the slider at the cursor, begun with `key`.
    pub(super) fn typing(&self, key: Key) -> Option<Msg> {
        let input = self.slider_at_cursor()?.input;
        let can_move = self.can_move(input);
        can_move.then(|| typed(TextPurpose::Number(input), key))
    }

    /// The lever at the cursor back to where the baseline has it.
    pub(super) fn lever_reset(&self) -> Option<Msg> {
        let input = self.slider_at_cursor()?.input;
        self.is_off_baseline(input).then_some(Msg::Reset(input))
    }

    fn is_off_baseline(&self, input: Input) -> bool {
        match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => {
                let baseline = self.document.baseline().plan;
                differs(input, self.current_plan(), baseline) && self.can_move(input)
            }
            _ => false,
        }
    }

    /// The input at the cursor of the table back to the baseline, or to where it was saved.
    pub(super) fn input_back(&self) -> Option<Msg> {
        let input = self.input_at_cursor()?;
        match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => {
                self.is_off_baseline(input).then_some(Msg::Reset(input))
            }
            input => self.back_to_saved(input),
        }
    }

    /// The cursor to `row` of its pane, if it is not there.
    pub(super) fn row_at(&self, row: usize) -> Option<Msg> {
        let pane = self.pane();
        (row != self.row(pane) && row < self.rows_in(pane)).then_some(Msg::Focus(pane, row))
    }

    /// The cursor to the next or the previous row; in the table of quarters, to a line.
    pub(super) fn moved(&self, down: bool) -> Option<Msg> {
        if self.pane() == Pane::Quarters {
            return self.line_beside(down);
        }
        let (pane, row) = (self.pane(), self.row(self.pane()));
        let to = if down { row + 1 } else { row.checked_sub(1)? };
        (to < self.rows_in(pane)).then_some(Msg::Focus(pane, to))
    }

    /// The cursor many rows on, or as many as there are.
    pub(super) fn jumped(&self, down: bool) -> Option<Msg> {
        let (pane, row) = (self.pane(), self.row(self.pane()));
        let to = if down {
            (row + MANY).min(self.rows_in(pane) - 1)
        } else {
            row.saturating_sub(MANY)
        };
        (to != row).then_some(Msg::Focus(pane, to))
    }

    /// The cursor to the next or the previous pane.
    pub(super) fn paned(&self, forward: bool) -> Option<Msg> {
        let pane = self.focus.pane_beside(forward);
        Some(Msg::Focus(pane, self.row(pane)))
    }

    /// The quarter `at`, if it is another one before the horizon.
    pub(super) fn quarter_at(&self, at: usize) -> Option<Msg> {
        let is_another = at != self.row(Pane::Quarters) && at < self.scenario().horizon;
        is_another.then_some(Msg::Focus(Pane::Quarters, at))
    }

    /// The view whose number `key` is.
    pub(super) fn view_of(&self, key: Key) -> Option<Msg> {
        let KeyCode::Char(digit) = key.code else {
            return None;
        };
        let index = digit.to_digit(10)?.checked_sub(1)? as usize;
        let view = VIEWS.get(index)?.view;
        (view != self.view()).then_some(Msg::ShowView(view))
    }

    /// To where the driver at the cursor is set.
    pub(super) fn driver_opened(&self) -> Option<Msg> {
        let at_drivers = self.pane() == Pane::Drivers;
        let input = at_drivers.then(|| self.driver_at(self.row(Pane::Drivers)))??;
        Some(Msg::GoTo(input))
    }

    /// A target for the figure that is shown, begun with `key`.
    pub(super) fn targeting(&self, key: Key) -> Option<Msg> {
        let purpose = TextPurpose::Target(self.metric());
        self.is_uncertain().then(|| typed(purpose, key))
    }

    /// A number for the row of the solver form at the cursor, begun with `key`.
    pub(super) fn solver_typing(&self, key: Key) -> Option<Msg> {
        let form = self.solver_form();
        // Where no number is asked for, the one that matters most is meant.
        let main = [SolverRow::Reach, SolverRow::To, SolverRow::Limit];
        let mut rows = form.rows().iter().copied();
        let here = Some(self.solver_row()).filter(|&row| form.unit(row).is_some());
        let row = here.or_else(|| rows.find(|row| main.contains(row)))?;
        let at_form = self.pane() == Pane::SolverForm;
        let is_possible = row != SolverRow::Chance || self.is_uncertain();
        (at_form && is_possible).then(|| typed(TextPurpose::Solver(row), key))
    }

    /// A value of the row of the solver form at the cursor; elsewhere, a plan of what was found.
    pub(super) fn solver_entered(&self) -> Option<Msg> {
        if self.pane() != Pane::SolverForm {
            return self.solution_added();
        }
        let row = self.solver_row();
        match self.solver_choices(row).is_empty() {
            true => self.solver_typing(Key::char('=')),
            false => Some(list(ListKind::Choices(row))),
        }
    }

    /// The next or the previous value in the solver form, or point of the frontier.
    pub(super) fn solver_beside(&self, forward: bool) -> Option<Msg> {
        match self.pane() {
            Pane::SolverForm => self.solver_change_beside(forward).map(Msg::SetSolver),
            Pane::Frontier if self.solver_form().solve_for == SolveFor::Cuts => self.moved(forward),
            _ => None,
        }
    }

    /// A lock on the cut of the division at the cursor, or none.
    pub(super) fn solver_lock(&self) -> Option<Msg> {
        let at_cuts =
            self.pane() == Pane::Solution && self.solver_form().solve_for == SolveFor::Cuts;
        at_cuts.then(|| Msg::SetSolver(SolverChange::Lock(self.row(Pane::Solution))))
    }

    /// The row of the solver form at the cursor back to where it began.
    pub(super) fn solver_reset(&self) -> Option<Msg> {
        let form = (self.pane() == Pane::SolverForm).then(|| self.solver_form())?;
        form.back(self.solver_row()).map(Msg::SetSolver)
    }

    /// Returns why what was found does not become a plan.
    pub(super) fn why_not_added(&self) -> Option<&'static str> {
        Some(match self.solver_form().solve_for {
            SolveFor::Cuts => "the current plan has these cuts already",
            SolveFor::Input => "there is nothing to set",
            SolveFor::Failure => "a breaking point is no plan",
        })
    }

    /// A simulation from the next seed.
    pub(super) fn next_seed(&self) -> Option<Msg> {
        let settings = self.simulation_settings();
        let next = SimulationSettings {
            seed: settings.seed.wrapping_add(1),
            ..settings
        };
        self.is_uncertain().then_some(Msg::SetSimulation(next))
    }

    /// The next or the previous plan, round and round.
    pub(super) fn plan_beside(&self, forward: bool) -> Option<Msg> {
        let plans = self.scenario().plans.len();
        let step = if forward { 1 } else { plans - 1 };
        self.plan_at((self.plan_index() + step) % plans)
    }

    /// The plan at `index`, if it is another.
    fn plan_at(&self, index: usize) -> Option<Msg> {
        let is_another = index != self.plan_index();
        Some(Msg::ShowPlan(self.plan_id(index).filter(|_| is_another)?))
    }

    /// Compares the other plans with the one that is shown.
    pub(super) fn compared(&self) -> Option<Msg> {
        let is_another = self.base() != self.plan_index();
        is_another.then(|| Msg::CompareWith(self.document.id()))
    }

    /// To the plan beside; where the cursor is on a slider, a step of it.
    pub(super) fn across(&self, forward: bool, step: Step) -> Option<Msg> {
        if self.pane() == Pane::Matrix {
            return self.stepped(forward, step);
        }
        let to = match forward {
            true => self.plan_index() + 1,
            false => self.plan_index().checked_sub(1)?,
        };
        self.plan_at(to)
    }

    /// To the first or last plan; where the cursor is on a slider, to its end.
    pub(super) fn to_end(&self, last: bool) -> Option<Msg> {
        if let Some(slider) = self.slider_at_cursor() {
            return self.slid(if last { slider.limits.high } else { 0.0 });
        }
        let to = if last {
            self.scenario().plans.len() - 1
        } else {
            0
        };
        self.plan_at(to)
    }

    /// Returns a name for a copy of the plan that is shown.
    pub(super) fn free_name(&self) -> String {
        let name = &self.current_plan().name;
        let numbered = |n: usize| {
            if n == 1 {
                format!("{name} copy")
            } else {
                format!("{name} copy {n}")
            }
        };
        let mut free = (1..)
            .map(numbered)
            .filter(|name| self.scenario().plan_named(name).is_none());
        free.next().unwrap_or_default()
    }

    /// Returns a name for the file of a scenario that has none.
    pub(super) fn suggested_name(&self) -> String {
        format!("{}.ron", file_name(&self.scenario().name))
    }

    /// Returns a name for the file of a picture of the view.
    pub(super) fn picture_name(&self) -> String {
        let (scenario, plan) = (&self.scenario().name, &self.current_plan().name);
        let view = self.view().spec().name;
        format!("{}.png", file_name(&format!("{scenario} {plan} {view}")))
    }

    /// The form of the input at the cursor.
    pub(super) fn form_opened(&self) -> Option<Msg> {
        let slider = self.slider_at_cursor()?;
        let form = Form::new(slider, self.distribution(slider.input).cloned());
        Some(Msg::OpenDialog(Box::new(Dialog::Form(form))))
    }

    /// The next or the previous field of the form.
    pub(super) fn field_beside(&self, down: bool) -> Option<Msg> {
        let field = self.overlay.form()?.field_beside(down)?;
        Some(Msg::FocusField(field))
    }

    /// The next kind of distribution, in the field of the form that chooses one.
    pub(super) fn next_shape(&self) -> Option<Msg> {
        let shape = self.overlay.form()?.shape_beside(true)?;
        Some(Msg::SetShape(shape))
    }

    /// Takes what is typed in the form, if nothing is wrong with it.
    pub(super) fn form_accepted(&self) -> Option<Msg> {
        self.overlay.form()?.accepted().map(|_| Msg::Accept)
    }

    /// The cursor to the next or the previous group of inputs.
    pub(super) fn group_beside(&self, forward: bool) -> Option<Msg> {
        let row = self.row(Pane::Inputs);
        let row = self.inputs.group_row(self.input_index(), row, forward)?;
        self.row_at(row)
    }
}

/// Returns the main part of a file name, made of a title.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for c in title.to_lowercase().chars().take(80) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "scenario" } else { name }.to_owned()
}
