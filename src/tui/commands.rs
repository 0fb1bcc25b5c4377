//! What can be done now where the cursor is, and why not: the functions behind the action table.
//!
//! Must not change anything: they return the message that would.

use crate::model::{Input, Plan};
use crate::tui::{
    Control, Dialog, Find, Key, KeyCode, ListKind, Msg, Pane, QuestRow, State, Step, TextPurpose,
    VIEWS, Want, Wish,
    actions::{list, text},
};

/// Rows of a long list that one key passes.
const MANY: usize = 10;

impl State {
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

    pub(super) fn slid(&self, value: f64) -> Option<Msg> {
        let slider = self.slider_at_cursor()?;
        let value = slider.moved_to(value)?;
        self.can_move(slider.input)
            .then_some(Msg::Set(slider.input, value))
    }

    fn can_move(&self, input: Input) -> bool {
        self.why_it_stays(input).is_none()
    }

    /// A share moves only when it is not locked and another can follow.
    fn why_it_stays(&self, input: Input) -> Option<&'static str> {
        let Input::Share(moved) = input else {
            return None;
        };
        let locks = self.locks();
        let can_follow = (0..locks.len()).any(|i| i != moved && !locks[i]);
        match (locks[moved], can_follow) {
            (true, _) => Some("locked: space lets it go"),
            (false, false) => Some("nothing else is free to give way"),
            (false, true) => None,
        }
    }

    /// Why the slider at the cursor does not move.
    pub(super) fn why_stuck(&self) -> Option<&'static str> {
        let input = self.input_at_cursor()?;
        let tied = self.slider(input)?.limits.tied;
        let by_other = tied.map(|_| "severance, least, must not be above severance, most");
        self.why_it_stays(input).or(by_other)
    }

    /// Why no number can be typed at the cursor.
    pub(super) fn why_no_number(&self) -> Option<&'static str> {
        if self.control() == Some(Control::Funding) {
            return Some("← → choose");
        }
        self.why_stuck()
    }

    pub(super) fn typing(&self, key: Key) -> Option<Msg> {
        let slider = self.slider_at_cursor()?;
        let begins = key
            .typed()
            .filter(|&c| c != '=')
            .map(String::from)
            .unwrap_or_default();
        let can_move = self.can_move(slider.input);
        can_move.then(|| text(TextPurpose::Number(slider.input), begins))
    }

    pub(super) fn off_baseline(&self, input: Input) -> bool {
        self.differs(input, &self.baseline().plan) && self.can_move(input)
    }

    /// Whether a lever is not as it was saved.
    pub(super) fn off_saved(&self, input: Input) -> bool {
        self.differs(input, &self.origin().plan)
    }

    fn differs(&self, input: Input, other: &Plan) -> bool {
        let plan = self.current_plan();
        match input {
            Input::Share(i) => plan.portfolio[i] != other.portfolio[i],
            Input::Lever(i, lever) => plan.levers[i].get(lever) != other.levers[i].get(lever),
            Input::Plan(lever) => lever.of(plan) != lever.of(other),
            _ => false,
        }
    }

    /// The message that puts the input at the cursor of the table back.
    pub(super) fn input_back(&self) -> Option<Msg> {
        let input = self.input_at_cursor()?;
        match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => {
                self.off_baseline(input).then_some(Msg::Reset(input))
            }
            input => self.back_to_saved(input),
        }
    }

    /// The message that puts the cursor of the table on `row`, if it is not there.
    pub(super) fn row_at(&self, row: usize) -> Option<Msg> {
        let pane = self.pane();
        (row != self.row(pane) && row < self.rows_in(pane)).then_some(Msg::Focus(pane, row))
    }

    pub(super) fn moved(&self, down: bool) -> Option<Msg> {
        if self.pane() == Pane::Quarters {
            return self.line_beside(down);
        }
        let (pane, row) = (self.pane(), self.row(self.pane()));
        let to = if down { row + 1 } else { row.checked_sub(1)? };
        (to < self.rows_in(pane)).then_some(Msg::Focus(pane, to))
    }

    /// Many rows on, or as many as there are.
    pub(super) fn jumped(&self, down: bool) -> Option<Msg> {
        let (pane, row) = (self.pane(), self.row(self.pane()));
        let to = if down {
            (row + MANY).min(self.rows_in(pane) - 1)
        } else {
            row.saturating_sub(MANY)
        };
        (to != row).then_some(Msg::Focus(pane, to))
    }

    pub(super) fn paned(&self, forward: bool) -> Option<Msg> {
        let pane = self.pane_beside(forward);
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
        (view != self.view()).then_some(Msg::Show(view))
    }

    /// Where the driver at the cursor is set.
    pub(super) fn visited(&self) -> Option<Msg> {
        let at_drivers = self.pane() == Pane::Drivers;
        let input = at_drivers.then(|| self.driver_at(self.row(Pane::Drivers)))??;
        Some(Msg::Visit(input))
    }

    pub(super) fn aimed(&self, key: Key) -> Option<Msg> {
        let begins = key.typed().filter(|&c| c != '=');
        let begins = begins.map(String::from).unwrap_or_default();
        self.is_uncertain()
            .then(|| text(TextPurpose::Target(self.metric()), begins))
    }

    /// A number begun in the row of the form at the cursor.
    pub(super) fn wanting(&self, key: Key) -> Option<Msg> {
        let quest = self.quest();
        // Where no number is asked for, the one that matters most is meant.
        let main = [QuestRow::Reach, QuestRow::To, QuestRow::Limit];
        let mut rows = quest.rows().iter().copied();
        let here = Some(self.quest_row()).filter(|&row| quest.unit(row).is_some());
        let row = here.or_else(|| rows.find(|row| main.contains(row)))?;
        let at_form = self.pane() == Pane::Quest;
        let is_possible = row != QuestRow::Chance || self.is_uncertain();
        let begins = key.typed().filter(|&c| c != '=');
        let begins = begins.map(String::from).unwrap_or_default();
        (at_form && is_possible).then(|| text(TextPurpose::Quest(row), begins))
    }

    /// What Enter does in the solver: a row is chosen or typed, and what was found becomes a plan.
    pub(super) fn entered(&self) -> Option<Msg> {
        if self.pane() != Pane::Quest {
            return self.adopted();
        }
        let row = self.quest_row();
        match self.choices(row).is_empty() {
            true => self.wanting(Key::char('=')),
            false => Some(list(ListKind::Choices(row))),
        }
    }

    /// The value beside in the form; the point beside on the frontier.
    pub(super) fn solved_beside(&self, forward: bool) -> Option<Msg> {
        match self.pane() {
            Pane::Quest => self.want_beside(forward).map(Msg::Want),
            Pane::Frontier if self.quest().find == Find::Cuts => self.moved(forward),
            _ => None,
        }
    }

    /// A lock on the division at the cursor, or none.
    pub(super) fn want_lock(&self) -> Option<Msg> {
        let at_cuts = self.pane() == Pane::Solution && self.quest().find == Find::Cuts;
        at_cuts.then(|| Msg::Want(Want::Lock(self.row(Pane::Solution))))
    }

    /// Why what was found does not become a plan.
    pub(super) fn why_not_adopted(&self) -> Option<&'static str> {
        Some(match self.quest().find {
            Find::Cuts => "the plan at hand has these cuts already",
            Find::Input => "there is nothing to set",
            Find::Failure => "a breaking point is no plan",
        })
    }

    pub(super) fn next_seed(&self) -> Msg {
        let wish = self.wish();
        Msg::Wish(Wish {
            seed: wish.seed.wrapping_add(1),
            ..wish
        })
    }

    pub(super) fn plan_beside(&self, forward: bool) -> Option<Msg> {
        let plans = self.scenario().plans.len();
        let step = if forward { 1 } else { plans - 1 };
        (plans > 1).then(|| Msg::SwitchPlan((self.plan_index() + step) % plans))
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
        (to < self.scenario().plans.len()).then_some(Msg::SwitchPlan(to))
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
        (to != self.plan_index()).then_some(Msg::SwitchPlan(to))
    }

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

    pub(super) fn chosen(&self) -> Option<Msg> {
        let Dialog::List(list) = self.dialog()? else {
            return None;
        };
        let row = list.rows(self).into_iter().nth(list.cursor)?;
        row.msg.map(|_| Msg::Choose(list.cursor))
    }

    pub(super) fn highlighted(&self, down: bool) -> Option<Msg> {
        let Dialog::List(list) = self.dialog()? else {
            return None;
        };
        if !down {
            return list.cursor.checked_sub(1).map(Msg::Highlight);
        }
        let to = list.cursor + 1;
        (to < list.rows(self).len()).then_some(Msg::Highlight(to))
    }
}
