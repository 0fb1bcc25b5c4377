//! Undo and redo without limit: what was done, what was undone, and where the file on disk stands.
//!
//! Must not know what a change is.

use crate::model::Scenario;
use crate::tui::Edit;

/// What was done, what was undone, and where in it the file on disk stands.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    saved_at: Option<usize>,
    gesture: Option<Gesture>,
}

/// The pointer holds a slider: its moves are one step.
#[derive(Clone, Debug, Default)]
struct Gesture {
    /// Whether that step is there.
    moved: bool,
    /// What the step made obsolete: needed again when it comes to nothing.
    undone: Vec<Edit>,
    saved_at: Option<usize>,
}

impl History {
    /// The history of something just opened or saved.
    pub(crate) fn clean() -> Self {
        Self {
            saved_at: Some(0),
            ..Self::default()
        }
    }

    /// Applies `edit` and remembers it; false when it changes nothing.
    pub(crate) fn make(&mut self, scenario: &mut Scenario, edit: Edit) -> bool {
        if edit.is_nothing() {
            return false;
        }
        edit.apply(scenario);
        if self.is_moving()
            && self
                .done
                .last_mut()
                .is_some_and(|last| last.takes_in(&edit))
        {
            return true;
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
        true
    }

    /// Takes the last change back, and says which.
    pub(crate) fn undo(&mut self, scenario: &mut Scenario) -> Option<Edit> {
        let edit = self.done.pop()?;
        let inverse = edit.inverse();
        inverse.apply(scenario);
        self.undone.push(edit);
        Some(inverse)
    }

    /// Makes the last change that was taken back again, and says which.
    pub(crate) fn redo(&mut self, scenario: &mut Scenario) -> Option<Edit> {
        let edit = self.undone.pop()?;
        edit.apply(scenario);
        self.done.push(edit.clone());
        Some(edit)
    }

    /// From now on, changes are one step.
    pub(crate) fn begin_gesture(&mut self, scenario: &mut Scenario) {
        self.end_gesture(scenario);
        self.gesture = Some(Gesture::default());
    }

    /// The step is complete; one that came back to where it began is none.
    pub(crate) fn end_gesture(&mut self, scenario: &mut Scenario) {
        let Some(gesture) = self.gesture.take() else {
            return;
        };
        if !gesture.moved {
            return;
        }
        if let Some(nothing) = self.done.pop_if(|last| last.is_nothing()) {
            // Its sources may still be gone.
            nothing.inverse().apply(scenario);
            self.undone = gesture.undone;
            self.saved_at = gesture.saved_at;
        }
    }

    fn is_moving(&self) -> bool {
        self.gesture.as_ref().is_some_and(|gesture| gesture.moved)
    }

    /// Where the shares stood when the gesture began, if it has moved `share`.
    pub(crate) fn shares_before_gesture(&self, share: usize) -> Option<&[f64]> {
        match self.done.last() {
            Some(Edit::Shares { moved, from, .. }) if self.is_moving() && *moved == share => {
                Some(from)
            }
            _ => None,
        }
    }

    /// Remembers that the file on disk holds what is here now.
    pub(crate) fn mark_saved(&mut self) {
        self.saved_at = Some(self.done.len());
    }

    /// Whether there is something the file on disk does not hold.
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
