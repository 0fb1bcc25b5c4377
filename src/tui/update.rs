//! What every message does. Performs nothing: what should happen outside is returned.

use crate::file;
use crate::model::{Funding, Input, Plan, Unit};
use crate::text::typed::EntryError;
use crate::text::typed::{amount, entered, whole};
use crate::tui::{
    document::Document,
    edit::{Edit, PlanId, get},
    effects::{After, Answer, Effect, SaveGuard},
    event::Key,
    messages::Msg,
    overlay::{
        Dialog, List, ListKind, Question, Subject,
        entry::{TextField, TextPurpose, edit},
        form::Form,
    },
    portfolio::rebalance,
    screens::{
        compare::other_plans::FigureFilter, inputs::table::InputTable,
        risk::simulation::SimulationSettings,
    },
    session::{HeldSlider, Notice},
    state::State,
    views::{Pane, PlanRow, VIEWS, View, ViewSpec, division_levers, pane_of},
};
use tui_input::Input as TextLine;

/// Applies `msg` to `state` and returns what it asks of the world.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    state.derived.trim();
    // A simulation arrives whatever a person does: what is said and held stays.
    if !matches!(msg, Msg::Answer(Answer::Simulated { .. })) {
        state.session.notice = None;
        if !state.keeps_hold(&msg) {
            state.release();
        }
    }
    let mut effects = Vec::new();
    state.apply(msg, &mut effects);
    effects
}

impl State {
    /// Applies a message; what it asks of the world is added to `effects`.
    fn apply(&mut self, msg: Msg, effects: &mut Vec<Effect>) {
        match msg {
            Msg::Set(input, value) => self.set(input, value),
            Msg::SetDistribution(input, to) => self.set_distribution(input, to),
            Msg::Reset(input) => self.reset(input),
            Msg::SetFunding(to) => self.set_funding(to),
            Msg::ToggleLock(share) => self.toggle_lock(share),
            Msg::Grab(input) => self.grab(input),
            Msg::Release => self.release(),
            Msg::AddPlan(plan) => self.add_plan(*plan),
            Msg::DeletePlan => self.delete_plan(),
            Msg::Undo => self.travel(false),
            Msg::Redo => self.travel(true),

            Msg::ShowPlan(id) => self.show_plan(id),
            Msg::ShowView(view) => self.show_view(view),
            Msg::Focus(pane, row) => self.focus_row(pane, row),
            Msg::FocusLine(line) => self.go_to_line(line),
            Msg::GoTo(input) => self.go_to(input),
            Msg::ToggleZoom => self.focus.zoomed = !self.focus.zoomed,
            Msg::ToggleFullFigures => self.session.full_figures = !self.session.full_figures,
            Msg::Pin(pin) => self.document.pin(pin),

            Msg::SetSimulation(settings) => self.simulations.settings = settings,
            Msg::SetTarget(metric, to) => self.simulations.targets[metric as usize] = Some(to),
            Msg::CompareWith(id) => self.compare_with(id),
            Msg::ShowOnlyChanged(only_changed) => self.filter_figures(FigureFilter {
                only_changed,
                ..self.compare.filter
            }),
            Msg::ShowAllFigures(all) => self.filter_figures(FigureFilter {
                all,
                ..self.compare.filter
            }),
            Msg::SetSolver(change) => self.change_solver(change),
            Msg::ShowInputs(scope) => self.filter_inputs(|table| table.scope = scope),
            Msg::ShowAllInputs => self.filter_inputs(|table| *table = InputTable::default()),

            Msg::OpenDialog(dialog) => self.overlay.dialog = Some(*dialog),
            Msg::CloseDialog => self.close_dialog(),
            Msg::Type(key) => self.typed(key),
            Msg::Paste(text) => self.pasted(&text),
            Msg::HighlightRow(row) => self.overlay.highlight(row),
            Msg::ChooseRow(row) => self.choose_row(row, effects),
            Msg::Accept => self.accept(effects),
            Msg::FocusField(field) => {
                if let Some(form) = self.overlay.form_mut() {
                    form.go_to(field);
                }
            }
            Msg::SetShape(shape) => {
                if let Some(form) = self.overlay.form_mut() {
                    form.choose_shape(shape);
                }
            }
            Msg::Explain(subject) => self.explain(subject),
            Msg::ShowSide(side) => {
                if let Some(explained) = self.overlay.explained_mut() {
                    explained.show_side(side);
                }
            }
            Msg::ExplainPrevious => {
                if let Some(explained) = self.overlay.explained_mut() {
                    explained.back();
                }
            }
            Msg::Hint(why) => self.session.notice = Some(Notice::Hint(why)),

            Msg::Save => effects.extend(self.save()),
            Msg::SaveTo(path, guard) => effects.push(self.save_to(path, guard)),
            Msg::SaveThen(after) => {
                self.session.after_save = Some(after);
                effects.extend(self.save());
            }
            Msg::SavePicture(path, guard) => {
                self.overlay.dialog = None;
                effects.push(Effect::Picture { path, guard });
            }
            Msg::OpenFile(path) => effects.extend(self.leave_saved(After::Open(path))),
            Msg::Leave(after) => effects.push(self.leave(after)),
            Msg::Quit => effects.extend(self.leave_saved(After::Quit)),
            Msg::Suspend => effects.push(Effect::Suspend),
            Msg::Answer(answer) => effects.extend(self.take_answer(answer)),
        }
    }

    /// Changes the document; the table of inputs follows to the plan that is shown then.
    fn on_document<T>(&mut self, change: impl FnOnce(&mut Document) -> T) -> T {
        let before = self.document.id();
        let done = change(&mut self.document);
        if self.document.id() != before {
            self.filter_inputs(|_| {});
        }
        done
    }
}

// The document

impl State {
    /// Sets an input within its limits; other shares of the portfolio follow.
    fn set(&mut self, input: Input, value: f64) {
        let Some(slider) = self.slider(input) else {
            return;
        };
        if let Input::Share(moved) = input {
            let before = self.history().shares_before_gesture(moved);
            let before = before.unwrap_or(&self.current_plan().portfolio);
            if let Some(to) = rebalance(before, self.locks(), moved, value) {
                self.document.set_shares(moved, to);
            }
            return;
        }
        let value = slider.moved_to(value).unwrap_or(slider.value);
        // A lever left to its division stands where it would be set to.
        if value != slider.value {
            match input {
                Input::Lever(..) | Input::Plan(_) => self.document.set_lever(input, Some(value)),
                input => self.document.set_number(input, slider.value, value),
            }
        }
    }

    fn reset(&mut self, input: Input) {
        if self.slider(input).is_none() {
            return;
        }
        let baseline = self.document.baseline().plan;
        match input {
            Input::Share(share) => self.set(input, baseline.portfolio[share]),
            input => self.document.set_lever(input, get(baseline, input)),
        }
    }

    fn set_funding(&mut self, to: Funding) {
        let (plan, from) = (self.plan_index(), self.current_plan().funding);
        self.document.make(Edit::Funding { plan, from, to });
    }

    fn toggle_lock(&mut self, share: usize) {
        if let Some(lock) = self.session.locks.get_mut(share) {
            *lock = !*lock;
        }
    }

    fn grab(&mut self, input: Input) {
        let Some(slider) = self.slider(input) else {
            return;
        };
        self.focus_on(input);
        let top = slider.top;
        self.session.held = Some(HeldSlider { input, top });
        self.document.begin_gesture();
    }

    /// Whether `msg` is part of the drag. A drag is moves of one slider within its track: whatever
    /// else happens ends it, so that no other change can become part of its step of undo.
    fn keeps_hold(&self, msg: &Msg) -> bool {
        match (self.session.held, msg) {
            (Some(held), Msg::Set(input, value)) => *input == held.input && *value <= held.top,
            _ => false,
        }
    }

    fn release(&mut self) {
        self.session.held = None;
        self.document.end_gesture();
    }

    /// Adds a plan after the one that is shown, and shows it.
    pub(in crate::tui) fn insert_plan(&mut self, plan: Plan) {
        self.on_document(|document| document.insert(plan));
    }

    fn delete_plan(&mut self) {
        let name = self.on_document(Document::remove);
        self.session.notice = name.map(Notice::Removed);
    }

    /// Undoes or redoes a change, and shows the plan and the control that it changed.
    fn travel(&mut self, forward: bool) {
        let edit = self.on_document(match forward {
            true => Document::redo,
            false => Document::undo,
        });
        let Some(edit) = edit else { return };
        match edit {
            Edit::Lever { input, .. }
            | Edit::Input { input, .. }
            | Edit::Uncertain { input, .. } => self.focus_on(input),
            Edit::Shares { moved, .. } => self.focus_on(Input::Share(moved)),
            Edit::Funding { .. } => self.focus_row(Pane::Plan, PlanRow::Funding.index()),
            Edit::Rename { .. } | Edit::Insert { .. } | Edit::Remove { .. } => {}
        }
        self.session.notice = Some(match forward {
            true => Notice::Redone(edit),
            false => Notice::Undone(edit),
        });
    }
}

// Where one looks

impl State {
    fn show_plan(&mut self, id: PlanId) {
        if let Some(index) = self.document.index_of(id) {
            self.on_document(|document| document.show(index));
        }
    }

    fn show_view(&mut self, view: View) {
        self.focus.view = view;
        if view == View::Solve {
            self.focus_frontier();
        }
    }

    fn focus_row(&mut self, pane: Pane, row: usize) {
        let row = row.min(self.rows_in(pane) - 1);
        self.focus.enter(pane);
        self.focus.set_row(pane, row);
    }

    /// Goes to where `input` is set.
    fn go_to(&mut self, input: Input) {
        if self.slider(input).is_none() {
            return;
        }
        self.overlay.dialog = None;
        match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => self.focus.view = View::Explore,
            _ => {
                self.focus.view = View::Inputs;
                self.focus.enter(Pane::Inputs);
                if self.row_of_input(input).is_none() {
                    self.filter_inputs(|table| *table = InputTable::default());
                }
            }
        }
        self.focus_on(input);
    }

    /// Puts the cursor on `input` in every pane that shows it.
    fn focus_on(&mut self, input: Input) {
        if let Some(row) = self.row_of_input(input) {
            self.focus.set_row(Pane::Inputs, row);
        }
        match input {
            Input::Lever(division, lever) => {
                let pane = pane_of(lever);
                self.focus_row(Pane::Cuts, division);
                if self.view() == View::Compare && pane == Pane::Cuts {
                    self.focus_row(Pane::Matrix, division);
                }
                match division_levers().position(|row| row == lever) {
                    Some(row) => self.focus_row(pane, row),
                    None if pane != Pane::Cuts => self.focus_row(pane, division),
                    None => {}
                }
            }
            Input::Plan(lever) => self.focus_row(Pane::Plan, PlanRow::Lever(lever).index()),
            Input::Share(option) => self.focus_row(Pane::Portfolio, option),
            _ => {}
        }
    }
}

// Dialogs

impl State {
    fn close_dialog(&mut self) {
        if self.overlay.dialog == Some(Dialog::Find) {
            self.filter_inputs(|table| table.filter = TextLine::default());
        }
        self.overlay.dialog = None;
        self.session.after_save = None;
        self.session.pending_entry = None;
    }

    fn typed(&mut self, key: Key) {
        match &mut self.overlay.dialog {
            Some(Dialog::Text(field)) => {
                field.error = None;
                edit(&mut field.line, key);
            }
            Some(Dialog::Find) => {
                let mut line = self.inputs.filter.clone();
                if edit(&mut line, key) && line.value() != self.inputs.filter.value() {
                    self.filter_inputs(|table| table.filter = line);
                } else {
                    self.inputs.filter = line;
                }
            }
            Some(Dialog::Form(form)) => form.typed(key),
            Some(Dialog::List(list)) if list.kind == ListKind::Views => {
                let named = |spec: &&ViewSpec| key.typed() == Some(spec.letter);
                if let Some(spec) = VIEWS.iter().find(named) {
                    self.overlay.dialog = None;
                    self.show_view(spec.view);
                }
            }
            Some(Dialog::List(list)) if list.can_filter() => {
                let changed = edit(&mut list.filter, key);
                list.cursor = if changed { 0 } else { list.cursor };
            }
            Some(Dialog::List(_) | Dialog::About | Dialog::Explain(_)) | None => {}
        }
    }

    fn pasted(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            self.typed(Key::char(c));
        }
    }

    /// Explains a figure, or an input that the scenario has.
    fn explain(&mut self, subject: Subject) {
        let is_there = match subject {
            Subject::Input(input) => self.slider(input).is_some(),
            Subject::Figure(_) | Subject::Term(_) => true,
        };
        if is_there {
            self.overlay.explain(subject);
        }
    }

    /// Closes the list and applies the message of a row, if it has one.
    fn choose_row(&mut self, row: usize, effects: &mut Vec<Effect>) {
        let rows = self.overlay.list().map(|list| list.rows(self));
        let row = rows.and_then(|rows| rows.into_iter().nth(row));
        if let Some(msg) = row.and_then(|row| row.msg) {
            self.overlay.dialog = None;
            self.apply(msg, effects);
        }
    }

    /// Takes what was typed and closes the dialog; one with something wrong stays open.
    fn accept(&mut self, effects: &mut Vec<Effect>) {
        match self.overlay.dialog.take() {
            Some(Dialog::Text(field)) => self.accept_text(field, effects),
            Some(Dialog::Form(form)) => self.accept_form(form),
            Some(Dialog::Find) | None => {}
            other => self.overlay.dialog = other,
        }
    }

    fn accept_form(&mut self, form: Form) {
        let input = form.slider.input;
        match form.accepted() {
            None => self.overlay.dialog = Some(Dialog::Form(form)),
            Some((value, distribution)) => {
                if let Some(value) = value {
                    self.set(input, value);
                }
                if let Some(distribution) = distribution {
                    self.set_distribution(input, distribution);
                }
            }
        }
    }

    fn accept_text(&mut self, mut field: TextField, effects: &mut Vec<Effect>) {
        let text = field.line.value().trim().to_owned();
        match self.accepted(field.purpose, text) {
            Ok(msg) => {
                if let Some(msg) = msg {
                    self.apply(msg, effects);
                }
                if matches!(field.purpose, TextPurpose::SaveAs | TextPurpose::Picture) {
                    self.session.pending_entry = Some(field);
                }
            }
            Err(error) => {
                field.error = Some(error);
                self.overlay.dialog = Some(Dialog::Text(field));
            }
        }
    }

    /// Returns the message that a typed line sends; a name is taken at once.
    fn accepted(&mut self, purpose: TextPurpose, text: String) -> Result<Option<Msg>, EntryError> {
        if text.is_empty() {
            return Err(EntryError::Empty);
        }
        Ok(Some(match purpose {
            TextPurpose::Number(input) => {
                let Some(slider) = self.slider(input) else {
                    return Ok(None);
                };
                Msg::Set(
                    input,
                    entered(&text, slider.value, slider.unit, slider.limits)?,
                )
            }
            TextPurpose::SaveAs => {
                let is_own = self.document.path() == Some(text.as_str());
                let guard = match is_own {
                    true => SaveGuard::Unchanged,
                    false => SaveGuard::New,
                };
                Msg::SaveTo(text, guard)
            }
            TextPurpose::Picture => Msg::SavePicture(text, SaveGuard::New),
            TextPurpose::Target(metric) => {
                let target = amount(&text, metric.spec().unit).ok_or(EntryError::NotANumber)?;
                Msg::SetTarget(metric, target)
            }
            TextPurpose::Solver(row) => {
                let form = self.solver_form();
                let (limits, unit) = (form.limits(row), form.unit(row).unwrap_or(Unit::Ratio));
                let number = amount(&text, unit).ok_or(EntryError::NotANumber)?;
                if !limits.admits(number) {
                    return Err(EntryError::OutOfRange(limits, unit));
                }
                return Ok(form.number(row, number).map(Msg::SetSolver));
            }
            TextPurpose::Seed => Msg::SetSimulation(SimulationSettings {
                seed: whole(&text, 0, u64::MAX)?,
                ..self.simulation_settings()
            }),
            TextPurpose::Draws => {
                let (least, most) = SimulationSettings::DRAWS;
                Msg::SetSimulation(SimulationSettings {
                    draws: whole(&text, least as u64, most as u64)? as usize,
                    ..self.simulation_settings()
                })
            }
            TextPurpose::Open => Msg::OpenFile(text),
            TextPurpose::Rename => {
                self.rename(text)?;
                return Ok(None);
            }
            TextPurpose::Duplicate => {
                self.duplicate(text)?;
                return Ok(None);
            }
        }))
    }

    fn rename(&mut self, to: String) -> Result<(), EntryError> {
        let plan = self.plan_index();
        let other = self.scenario().plan_named(&to);
        if other.is_some_and(|index| index != plan) {
            return Err(EntryError::NameTaken);
        }
        let from = self.current_plan().name.clone();
        self.document.make(Edit::Rename { plan, from, to });
        Ok(())
    }

    fn duplicate(&mut self, name: String) -> Result<(), EntryError> {
        if self.scenario().plan_named(&name).is_some() {
            return Err(EntryError::NameTaken);
        }
        let copy = self.current_plan().clone();
        self.insert_plan(Plan { name, ..copy });
        Ok(())
    }
}

// The world

impl State {
    /// Leaves the scenario, or asks first when work is unsaved.
    fn leave_saved(&mut self, after: After) -> Option<Effect> {
        if !self.history().is_unsaved() {
            return Some(self.leave(after));
        }
        self.open_question(Question::Unsaved(after));
        None
    }

    fn leave(&mut self, after: After) -> Effect {
        self.overlay.dialog = None;
        match after {
            After::Quit => Effect::Quit,
            After::Open(path) => {
                let entry = TextField::new(TextPurpose::Open, path.clone());
                self.session.pending_entry = Some(entry);
                Effect::Open { path }
            }
        }
    }

    /// Saves to the file of the scenario, or asks for one.
    fn save(&mut self) -> Option<Effect> {
        self.session.pending_entry = None;
        if let Some(path) = self.document.path() {
            let path = path.to_owned();
            return Some(self.save_to(path, SaveGuard::Unchanged));
        }
        let field = TextField::new(TextPurpose::SaveAs, self.suggested_name());
        self.overlay.dialog = Some(Dialog::Text(field));
        None
    }

    fn save_to(&mut self, path: String, guard: SaveGuard) -> Effect {
        self.overlay.dialog = None;
        let text = file::write(self.scenario());
        Effect::Save { path, text, guard }
    }

    fn open_question(&mut self, question: Question) {
        let list = List::new(ListKind::Answers(question));
        self.overlay.dialog = Some(Dialog::List(list));
    }

    fn take_answer(&mut self, answer: Answer) -> Option<Effect> {
        match answer {
            Answer::Saved { path, kept } => {
                self.session.pending_entry = None;
                self.document.mark_saved(path.clone());
                self.session.notice = Some(Notice::Saved(path, kept));
                let after = self.session.after_save.take()?;
                return Some(self.leave(after));
            }
            Answer::Pictured { path, kept } => {
                self.session.pending_entry = None;
                self.session.notice = Some(Notice::Pictured(path, kept));
            }
            Answer::Exists { product, path } => self.open_question(Question::Exists(product, path)),
            Answer::Changed { path } => self.open_question(Question::Changed(path)),
            Answer::Simulated { key, simulation } => self.take_simulation(key, simulation),
            Answer::Opened { path, scenario } => {
                let settings = self.simulations.settings;
                *self = Self::of(self.document.successor(*scenario, path));
                self.simulations.settings = settings;
                self.session.notice = Some(Notice::Opened);
            }
            Answer::Failed { reason } => match self.session.pending_entry.take() {
                Some(mut field) => {
                    field.error = Some(EntryError::Failed(reason));
                    self.overlay.dialog = Some(Dialog::Text(field));
                }
                None => {
                    self.session.after_save = None;
                    self.session.notice = Some(Notice::Failed(reason));
                }
            },
        }
        None
    }
}
