//! What a person answers in a dialog: typing, choosing, accepting.
//!
//! Must not change the scenario but by an edit, so that everything can be undone.

use crate::model::Unit;
use crate::text::typed::{EntryError, amount, entered, whole};
use crate::tui::{
    Dialog, Edit, Effect, Key, ListKind, Msg, SaveGuard, State, TextPurpose, VIEWS, ViewSpec, Wish,
    overlay::edit, update,
};

impl State {
    pub(crate) fn typed(&mut self, key: Key) {
        match &mut self.dialog {
            Some(Dialog::Text(field)) => {
                field.error = None;
                edit(&mut field.line, key);
            }
            Some(Dialog::Find) => {
                let mut line = self.sheet.filter.clone();
                if edit(&mut line, key) && line.value() != self.sheet.filter.value() {
                    self.refilter(|sheet| sheet.filter = line);
                } else {
                    self.sheet.filter = line;
                }
            }
            Some(Dialog::Form(_)) => self.typed_in_form(key),
            Some(Dialog::List(list)) if list.kind == ListKind::Views => {
                let named = |spec: &&ViewSpec| key.typed() == Some(spec.letter);
                if let Some(spec) = VIEWS.iter().find(named) {
                    let view = spec.view;
                    self.dialog = None;
                    self.show(view);
                }
            }
            Some(Dialog::List(list)) if list.can_filter() => {
                let changed = edit(&mut list.filter, key);
                list.cursor = if changed { 0 } else { list.cursor };
            }
            _ => {}
        }
    }

    pub(crate) fn pasted(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            self.typed(Key::char(c));
        }
    }

    pub(crate) fn choose(&mut self, row: usize) -> Vec<Effect> {
        let Some(Dialog::List(list)) = &self.dialog else {
            return Vec::new();
        };
        let msg = list.rows(self).into_iter().nth(row).and_then(|row| row.msg);
        let Some(msg) = msg else { return Vec::new() };
        self.dialog = None;
        update(self, msg)
    }

    /// Takes what was typed, or says what is wrong with it and keeps the dialog open.
    pub(crate) fn accept(&mut self) -> Vec<Effect> {
        match self.dialog {
            Some(Dialog::Find) => self.dialog = None,
            Some(Dialog::Form(_)) => self.accept_form(),
            _ => {}
        }
        let Some(Dialog::Text(field)) = &mut self.dialog else {
            return Vec::new();
        };
        let (purpose, text) = (field.purpose, field.line.value().trim().to_owned());
        match self.accepted(purpose, text) {
            Ok(msg) => {
                let field = match self.dialog.take() {
                    Some(Dialog::Text(field)) => Some(field),
                    _ => None,
                };
                let effects = msg.map_or_else(Vec::new, |msg| update(self, msg));
                if matches!(purpose, TextPurpose::SaveAs | TextPurpose::Picture) {
                    self.asked = field;
                }
                effects
            }
            Err(error) => {
                if let Some(Dialog::Text(field)) = &mut self.dialog {
                    field.error = Some(error);
                }
                Vec::new()
            }
        }
    }

    fn accepted(&mut self, purpose: TextPurpose, text: String) -> Result<Option<Msg>, EntryError> {
        if text.is_empty() {
            return Err(EntryError::Empty);
        }
        match purpose {
            TextPurpose::Number(input) => {
                let Some(slider) = self.slider(input) else {
                    return Ok(None);
                };
                entered(&text, slider.value, slider.unit, slider.limits)
                    .map(|value| Some(Msg::Set(input, value)))
            }
            TextPurpose::SaveAs => {
                let own = self.path.as_deref() == Some(text.as_str());
                let guard = if own {
                    SaveGuard::Unchanged
                } else {
                    SaveGuard::New
                };
                Ok(Some(Msg::SaveTo(text, guard)))
            }
            TextPurpose::Picture => Ok(Some(Msg::Picture(text, SaveGuard::New))),
            TextPurpose::Target(metric) => {
                let target = amount(&text, metric.spec().unit).ok_or(EntryError::NotANumber)?;
                Ok(Some(Msg::Aim(metric, target)))
            }
            TextPurpose::Quest(row) => {
                let (quest, limits) = (self.quest(), self.quest().limits(row));
                let unit = quest.unit(row).unwrap_or(Unit::Ratio);
                let number = amount(&text, unit).ok_or(EntryError::NotANumber)?;
                if !limits.admits(number) {
                    return Err(EntryError::OutOfRange(limits, unit));
                }
                Ok(quest.number(row, number).map(Msg::Want))
            }
            TextPurpose::Seed => {
                let seed = whole(&text, 0, u64::MAX)?;
                Ok(Some(Msg::Wish(Wish {
                    seed,
                    ..self.wish()
                })))
            }
            TextPurpose::Draws => {
                let (least, most) = Wish::DRAWS;
                let draws = whole(&text, least as u64, most as u64)? as usize;
                Ok(Some(Msg::Wish(Wish {
                    draws,
                    ..self.wish()
                })))
            }
            TextPurpose::Open => Ok(Some(Msg::Open(text))),
            TextPurpose::Rename => self.rename(text),
            TextPurpose::Duplicate => self.duplicate(text),
        }
    }

    fn rename(&mut self, text: String) -> Result<Option<Msg>, EntryError> {
        if self
            .scenario
            .plan_named(&text)
            .is_some_and(|index| index != self.plan)
        {
            return Err(EntryError::NameTaken);
        }
        let from = self.current_plan().name.clone();
        self.make(Edit::Rename {
            plan: self.plan,
            from,
            to: text,
        });
        Ok(None)
    }

    fn duplicate(&mut self, text: String) -> Result<Option<Msg>, EntryError> {
        if self.scenario.plan_named(&text).is_some() {
            return Err(EntryError::NameTaken);
        }
        let mut content = Box::new(self.current_plan().clone());
        content.name = text;
        let (plan, id) = (self.plan + 1, self.first_versions(&content));
        self.plan = plan;
        self.make(Edit::Insert { plan, content, id });
        self.follow_plan();
        Ok(None)
    }
}
