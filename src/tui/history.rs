//! Undo and redo without limit: what was done, what was undone, and where the file on disk stands.

use crate::model::Scenario;
use crate::tui::edit::Edit;

/// The changes that were made, those that were taken back, and which of them the file on disk holds.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    saved_at: Option<usize>,
    gesture: Option<Gesture>,
}

/// A drag of a slider: its moves are one step.
#[derive(Clone, Debug, Default)]
struct Gesture {
    /// Whether it has moved the slider yet.
    moved: bool,
    /// What the first move cleared; put back when the drag comes to nothing.
    undone: Vec<Edit>,
    saved_at: Option<usize>,
}

impl History {
    /// Returns the history of something just opened.
    pub(super) fn clean() -> Self {
        Self {
            saved_at: Some(0),
            ..Self::default()
        }
    }

    /// Remembers `edit`, which was just applied and changed something.
    pub(super) fn record(&mut self, edit: Edit) {
        if self.is_moving()
            && self
                .done
                .last_mut()
                .is_some_and(|last| last.takes_in(&edit))
        {
            return;
        }
        if let Some(gesture) = self.gesture.as_mut().filter(|gesture| !gesture.moved) {
            gesture.moved = true;
            gesture.undone = std::mem::take(&mut self.undone);
            gesture.saved_at = self.saved_at;
        }
        if self.saved_at.is_some_and(|saved| saved > self.done.len()) {
            self.saved_at = None;
        }
        self.undone.clear();
        self.done.push(edit);
    }

    /// Takes the last change back, and returns the change that did.
    pub(super) fn undo(&mut self, scenario: &mut Scenario) -> Option<Edit> {
        let edit = self.done.pop()?;
        let inverse = edit.inverse();
        inverse.apply(scenario);
        self.undone.push(edit);
        Some(inverse)
    }

    /// Makes the last change that was taken back again, and returns it.
    pub(super) fn redo(&mut self, scenario: &mut Scenario) -> Option<Edit> {
        let edit = self.undone.pop()?;
        edit.apply(scenario);
        self.done.push(edit.clone());
        Some(edit)
    }

    /// Begins a step: changes are part of it until it ends.
    pub(super) fn begin_gesture(&mut self) {
        self.gesture = Some(Gesture::default());
    }

    /// Ends the step. One that came back to where it began is taken back, because its sources may
    /// still be gone; returns the change that did.
    pub(super) fn end_gesture(&mut self, scenario: &mut Scenario) -> Option<Edit> {
        let gesture = self.gesture.take().filter(|gesture| gesture.moved)?;
        let inverse = self.done.pop_if(|last| last.is_nothing())?.inverse();
        inverse.apply(scenario);
        self.undone = gesture.undone;
        self.saved_at = gesture.saved_at;
        Some(inverse)
    }

    fn is_moving(&self) -> bool {
        self.gesture.as_ref().is_some_and(|gesture| gesture.moved)
    }

    /// Returns the shares as they were when the gesture began, if it has moved `share`.
    pub(super) fn shares_before_gesture(&self, share: usize) -> Option<&[f64]> {
        match self.done.last() {
            Some(Edit::Shares { moved, from, .. }) if self.is_moving() && *moved == share => {
                Some(from)
            }
            _ => None,
        }
    }

    /// Remembers that the file on disk holds what is here now.
    pub(super) fn mark_saved(&mut self) {
        self.saved_at = Some(self.done.len());
    }

    /// Whether there is work that the file on disk does not hold.
    pub fn is_unsaved(&self) -> bool {
        self.saved_at != Some(self.done.len())
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
