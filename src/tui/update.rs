//! What every message does. Performs nothing: what should happen outside is returned.

use std::cell::OnceCell;

use crate::file;
use crate::model::Input;
use crate::tui::{
    Answer, Dialog, Edit, Effect, EntryError, List, ListKind, Msg, Notice, Pane, PlanRow, Question,
    SaveGuard, State, TextField, TextPurpose,
    edit::{Cites, get},
    messages::After,
    overlay::explain::Told,
    rebalance,
    screens::inputs::table::Sheet,
    state::Held,
};
use tui_input::Input as Line;

/// Applies `msg` to `state` and returns what it asks of the world.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let msg = match msg {
        // Nobody did it: what is said and held stays.
        Msg::Answer(Answer::Odds {
            revision,
            simulation,
        }) => {
            state.take_odds(revision, simulation);
            return Vec::new();
        }
        Msg::Answer(Answer::Rival { asked, simulation }) => {
            state.take_rival(asked, simulation);
            return Vec::new();
        }
        msg => msg,
    };
    if !matches!(msg, Msg::Highlight(_)) {
        state.told = Told::default();
    }
    state.notice = None;
    if !state.keeps_hold(&msg) {
        state.release();
    }
    match msg {
        Msg::Quit => return state.leave(After::Quit),
        Msg::Open(path) => return state.leave(After::Open(path)),
        Msg::Leave(after) => return state.go(after),
        Msg::Suspend => return vec![Effect::Suspend],
        Msg::Save => return state.save(),
        Msg::SaveTo(path, guard) => return state.save_to(path, guard),
        Msg::Picture(path, guard) => {
            state.dialog = None;
            return vec![Effect::Picture { path, guard }];
        }
        Msg::SaveThen(after) => {
            state.after_save = Some(after);
            return state.save();
        }
        Msg::Accept => return state.accept(),
        Msg::Choose(row) => return state.choose(row),
        Msg::Answer(answer) => return state.answered(answer),
        msg => state.change(msg),
    }
    Vec::new()
}

impl State {
    /// Messages that ask nothing of the world.
    fn change(&mut self, msg: Msg) {
        match msg {
            Msg::Set(input, value) => self.set(input, value),
            Msg::Reset(input) => self.reset(input),
            Msg::SetFunding(to) => {
                let from = self.current_plan().funding;
                self.make(Edit::Funding {
                    plan: self.plan,
                    from,
                    to,
                });
            }
            Msg::Lock(share) => self.locks[share] = !self.locks[share],
            Msg::Focus(pane, row) => self.focus(pane, row),
            Msg::Grab(input) => self.grab(input),
            Msg::SwitchPlan(index) => self.switch_plan(index),
            Msg::DeletePlan => self.delete_plan(),
            Msg::Pin(pin) => self.baseline = self.pinned(pin),
            Msg::Against(plan) => self.hold_against(plan),
            Msg::OnlyChanged(only) => self.show_only_changed(only),
            Msg::AllFigures(all) => self.show_all_figures(all),
            Msg::Undo => self.travel(false),
            Msg::Redo => self.travel(true),
            Msg::SetUncertain(input, to) => self.set_uncertain(input, to),
            Msg::Narrow(scope) => self.refilter(|sheet| sheet.scope = scope),
            Msg::ShowAll => self.refilter(|sheet| *sheet = Sheet::default()),
            Msg::Field(field) => self.go_to_field(field),
            Msg::Shape(shape) => self.choose_shape(shape),
            Msg::Explain(why) => self.notice = Some(Notice::Hint(why)),
            Msg::Show(view) => self.show(view),
            Msg::Want(want) => self.want(want),
            Msg::Adopt(plan) => self.adopt(*plan),
            Msg::Visit(input) => self.visit(input),
            Msg::Line(line) => self.go_to_line(line),
            Msg::Inspect(subject) => self.inspect(subject),
            Msg::Turn(side) => self.turn(side),
            Msg::Back => self.explain_before(),
            Msg::Wish(wish) => self.set_wish(wish),
            Msg::Aim(metric, target) => self.set_target(metric, target),
            Msg::Zoom => self.zoomed = !self.zoomed,
            Msg::FullFigures => self.full_figures = !self.full_figures,
            Msg::Ask(dialog) => self.dialog = Some(*dialog),
            Msg::Type(key) => self.typed(key),
            Msg::Paste(text) => self.pasted(&text),
            Msg::Highlight(row) => match &mut self.dialog {
                Some(Dialog::List(list)) => list.cursor = row,
                Some(Dialog::Explain(explained)) => explained.go_to(row),
                _ => {}
            },
            Msg::Close => {
                if self.dialog == Some(Dialog::Find) {
                    self.refilter(|sheet| sheet.filter = Line::default());
                }
                self.dialog = None;
                self.after_save = None;
                self.asked = None;
            }
            _ => {}
        }
    }

    pub(super) fn make(&mut self, edit: Edit) {
        self.follow_ids(&edit);
        let (is_of_words, is_of_odds) = (edit.is_of_words(), edit.is_of_odds());
        let touched = self.touched(&edit);
        if self.history.make(&mut self.scenario, edit) {
            self.forget_after(is_of_words, is_of_odds);
            self.outdate_rivals(touched);
        }
    }

    fn forget_after(&mut self, is_of_words: bool, is_of_odds: bool) {
        self.forget_results();
        if is_of_words {
            self.forget_lookup();
        }
        if is_of_odds {
            self.quantiles = OnceCell::new();
        }
    }

    pub(super) fn set(&mut self, input: Input, value: f64) {
        let Some(slider) = self.slider(input) else {
            return;
        };
        if let Input::Share(moved) = input {
            let plan = self.current_plan();
            let before = self
                .history
                .shares_before_gesture(moved)
                .unwrap_or(&plan.portfolio);
            let Some(to) = rebalance(before, &self.locks, moved, value) else {
                return;
            };
            let from = plan.portfolio.clone();
            let changed = (0..to.len()).filter(|&i| from[i] != to[i]);
            let cites = self.plan_cites(changed.map(Input::Share));
            self.make(Edit::Shares {
                plan: self.plan,
                moved,
                from,
                to,
                cites,
            });
        } else {
            let value = slider.moved_to(value).unwrap_or(slider.value);
            // A lever left to its division stands where it would be set to.
            if value != slider.value {
                match input {
                    Input::Lever(..) | Input::Plan(_) => self.set_lever(input, Some(value)),
                    input => self.set_number(input, slider.value, value),
                }
            }
        }
    }

    /// What the plan at hand loses of its sources when `changed` are changed.
    fn plan_cites(&self, changed: impl Iterator<Item = Input>) -> Cites {
        let sources = &self.current_plan().sources;
        if sources.is_empty() {
            return Cites::default();
        }
        let paths: Vec<String> = changed.map(|input| input.path(&self.scenario)).collect();
        Cites::of(sources, &paths)
    }

    fn set_lever(&mut self, input: Input, to: Option<f64>) {
        let from = get(self.current_plan(), input);
        let changed = (from != to).then_some(input);
        let cites = self.plan_cites(changed.into_iter());
        self.make(Edit::Lever {
            plan: self.plan,
            input,
            from,
            to,
            cites,
        });
    }

    fn reset(&mut self, input: Input) {
        if let Input::Share(share) = input {
            let value = self.baseline.plan.portfolio[share];
            self.set(input, value);
        } else {
            self.set_lever(input, get(&self.baseline.plan, input));
        }
    }

    fn grab(&mut self, input: Input) {
        let Some(slider) = self.slider(input) else {
            return;
        };
        self.focus_on(input);
        let top = slider.top;
        self.held = Some(Held { input, top });
        self.history.begin_gesture(&mut self.scenario);
    }

    /// A drag is moves of one slider within its track: whatever else happens ends it, so that no
    /// other change can become part of its step of undo.
    fn keeps_hold(&self, msg: &Msg) -> bool {
        match (self.held, msg) {
            (Some(held), Msg::Set(input, value)) => *input == held.input && *value <= held.top,
            _ => false,
        }
    }

    fn release(&mut self) {
        self.held = None;
        self.history.end_gesture(&mut self.scenario);
    }

    fn delete_plan(&mut self) {
        if self.scenario.plans.len() < 2 {
            return;
        }
        let content = Box::new(self.current_plan().clone());
        self.notice = Some(Notice::Removed(content.name.clone()));
        let (plan, id) = (self.plan, self.ids[self.plan]);
        self.plan = plan.min(self.scenario.plans.len() - 2);
        self.make(Edit::Remove { plan, content, id });
        self.follow_plan();
    }

    /// Undo, or redo: shows the plan and the control that changed.
    fn travel(&mut self, forward: bool) {
        let edit = if forward {
            self.history.redo(&mut self.scenario)
        } else {
            self.history.undo(&mut self.scenario)
        };
        let Some(edit) = edit else { return };
        self.follow_ids(&edit);
        let plan = match edit {
            // A copy is put after the plan it was made of.
            Edit::Remove { plan, .. } if !forward => plan.saturating_sub(1),
            _ => edit.plan(&self.scenario).unwrap_or(self.plan),
        };
        let other_plan =
            plan != self.plan || matches!(edit, Edit::Insert { .. } | Edit::Remove { .. });
        self.plan = plan;
        self.forget_after(edit.is_of_words(), edit.is_of_odds());
        self.outdate_rivals(self.touched(&edit));
        if other_plan {
            self.follow_plan();
        }
        match edit {
            Edit::Lever { input, .. }
            | Edit::Input { input, .. }
            | Edit::Uncertain { input, .. } => self.focus_on(input),
            Edit::Shares { moved, .. } => self.focus_on(Input::Share(moved)),
            Edit::Funding { .. } => self.focus(Pane::Plan, PlanRow::Funding.index()),
            _ => {}
        }
        self.notice = Some(if forward {
            Notice::Redone(edit)
        } else {
            Notice::Undone(edit)
        });
    }

    fn leave(&mut self, after: After) -> Vec<Effect> {
        if !self.history.is_unsaved() {
            return self.go(after);
        }
        let list = List::new(ListKind::Answers(Question::Unsaved(after)));
        self.dialog = Some(Dialog::List(list));
        Vec::new()
    }

    fn go(&mut self, after: After) -> Vec<Effect> {
        self.dialog = None;
        vec![match after {
            After::Quit => Effect::Quit,
            After::Open(path) => {
                self.asked = Some(TextField::new(TextPurpose::Open, path.clone()));
                Effect::Open { path }
            }
        }]
    }

    fn save(&mut self) -> Vec<Effect> {
        self.asked = None;
        if let Some(path) = self.path.clone() {
            return self.save_to(path, SaveGuard::Unchanged);
        }
        let suggestion = self.suggested_name();
        let field = TextField::new(TextPurpose::SaveAs, suggestion);
        self.dialog = Some(Dialog::Text(field));
        Vec::new()
    }

    fn save_to(&mut self, path: String, guard: SaveGuard) -> Vec<Effect> {
        self.dialog = None;
        vec![Effect::Save {
            path,
            text: file::write(&self.scenario),
            guard,
        }]
    }

    fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        let ask = |question| Some(Dialog::List(List::new(ListKind::Answers(question))));
        match answer {
            Answer::Saved { path, kept } => {
                self.asked = None;
                self.mark_saved(path.clone());
                self.notice = Some(Notice::Saved(path, kept));
                if let Some(after) = self.after_save.take() {
                    return self.go(after);
                }
            }
            Answer::Pictured { path, kept } => {
                self.asked = None;
                self.notice = Some(Notice::Pictured(path, kept));
            }
            Answer::Exists { product, path } => {
                self.dialog = ask(Question::Exists(product, path));
            }
            Answer::Changed { path } => self.dialog = ask(Question::Changed(path)),
            Answer::Opened { path, scenario } => {
                self.open_anew(*scenario, path);
                self.notice = Some(Notice::Opened);
            }
            // Taken before anything else is looked at.
            Answer::Odds { .. } | Answer::Rival { .. } => {}
            Answer::Failed { reason } => match self.asked.take() {
                Some(mut field) => {
                    field.error = Some(EntryError::Failed(reason));
                    self.dialog = Some(Dialog::Text(field));
                }
                None => {
                    self.after_save = None;
                    self.notice = Some(Notice::Failed(reason));
                }
            },
        }
        Vec::new()
    }

    /// The slider under the cursor.
    pub(super) fn slider_at_cursor(&self) -> Option<crate::tui::Slider> {
        self.input_at_cursor().and_then(|input| self.slider(input))
    }

    /// What a scenario without a file could be saved as.
    pub(super) fn suggested_name(&self) -> String {
        format!("{}.ron", file_name(&self.scenario.name))
    }

    /// What a picture of the view could be called.
    pub(super) fn picture_name(&self) -> String {
        let (scenario, plan) = (&self.scenario.name, &self.current_plan().name);
        let view = self.view.spec().name;
        format!("{}.png", file_name(&format!("{scenario} {plan} {view}")))
    }
}

/// The main part of a file name, made of a title.
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
