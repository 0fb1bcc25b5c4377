//! Undo and redo without limit: every change as data that can be applied either way.
//!
//! A step is a few dozen bytes, so a held arrow key on a plan of thousands of divisions costs nothing.
//!
//! Must not compute a result.

use crate::model::{Funding, Input, Plan, Scenario, Sources};

/// Which plan it is, whatever its name and place: an index that is never used again.
pub type PlanId = usize;

/// The sources of a plan before and after a change, when it drops some: a number that was changed
/// is no longer the one that was cited.
pub type Cites = Option<Box<(Sources, Sources)>>;

/// One change of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A lever; `None` is "left to the division".
    Lever {
        /// Which plan.
        plan: usize,
        /// Which lever.
        input: Input,
        /// Its value before.
        from: Option<f64>,
        /// Its value after.
        to: Option<f64>,
        /// What the plan loses of its sources with it.
        cites: Cites,
    },
    /// The portfolio, because one share moved.
    Shares {
        /// Which plan.
        plan: usize,
        /// The share that moved; the others followed.
        moved: usize,
        /// All shares before.
        from: Vec<f64>,
        /// All shares after.
        to: Vec<f64>,
        /// What the plan loses of its sources with them.
        cites: Cites,
    },
    /// The funding rule.
    Funding {
        /// Which plan.
        plan: usize,
        /// Before.
        from: Funding,
        /// After.
        to: Funding,
    },
    /// A plan's name.
    Rename {
        /// Which plan.
        plan: usize,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A new plan.
    Insert {
        /// Where.
        plan: usize,
        /// What.
        content: Box<Plan>,
        /// Which plan it is, whatever its name and place.
        id: PlanId,
    },
    /// A plan deleted.
    Remove {
        /// From where.
        plan: usize,
        /// What it was.
        content: Box<Plan>,
        /// Which plan it is, whatever its name and place.
        id: PlanId,
    },
}

impl Edit {
    /// The plan to look at after it was applied.
    pub fn plan(&self, scenario: &Scenario) -> usize {
        let (Self::Lever { plan, .. }
        | Self::Shares { plan, .. }
        | Self::Funding { plan, .. }
        | Self::Rename { plan, .. }
        | Self::Insert { plan, .. }
        | Self::Remove { plan, .. }) = *self;
        plan.min(scenario.plans.len() - 1)
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        match &mut inverse {
            Self::Lever {
                from, to, cites, ..
            } => {
                std::mem::swap(from, to);
                turn(cites);
            }
            Self::Shares {
                from, to, cites, ..
            } => {
                std::mem::swap(from, to);
                turn(cites);
            }
            Self::Funding { from, to, .. } => std::mem::swap(from, to),
            Self::Rename { from, to, .. } => std::mem::swap(from, to),
            Self::Insert { plan, content, id } => {
                return Self::Remove {
                    plan: *plan,
                    content: content.clone(),
                    id: *id,
                };
            }
            Self::Remove { plan, content, id } => {
                return Self::Insert {
                    plan: *plan,
                    content: content.clone(),
                    id: *id,
                };
            }
        }
        inverse
    }

    fn apply(&self, scenario: &mut Scenario) {
        match self {
            Self::Lever {
                plan,
                input,
                to,
                cites,
                ..
            } => {
                set(&mut scenario.plans[*plan], *input, *to);
                cite(&mut scenario.plans[*plan], cites);
            }
            Self::Shares {
                plan, to, cites, ..
            } => {
                scenario.plans[*plan].portfolio.clone_from(to);
                cite(&mut scenario.plans[*plan], cites);
            }
            Self::Funding { plan, to, .. } => scenario.plans[*plan].funding = *to,
            Self::Rename { plan, to, .. } => scenario.plans[*plan].name.clone_from(to),
            Self::Insert { plan, content, .. } => scenario.plans.insert(*plan, (**content).clone()),
            Self::Remove { plan, .. } => {
                scenario.plans.remove(*plan);
            }
        }
    }

    /// Whether it leaves everything as it was.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Lever { from, to, .. } => from == to,
            Self::Shares { from, to, .. } => from == to,
            Self::Funding { from, to, .. } => from == to,
            Self::Rename { from, to, .. } => from == to,
            Self::Insert { .. } | Self::Remove { .. } => false,
        }
    }
}

/// The value of a lever as the plan has it.
pub(crate) fn get(plan: &Plan, input: Input) -> Option<f64> {
    match input {
        Input::Lever(division, lever) => plan.levers[division].get(lever),
        Input::Plan(lever) => Some(lever.of(plan)),
        _ => None,
    }
}

pub(crate) fn set(plan: &mut Plan, input: Input, value: Option<f64>) {
    match (input, value) {
        (Input::Lever(division, lever), value) => plan.levers[division].set(lever, value),
        (Input::Plan(lever), Some(value)) => lever.set(plan, value),
        _ => {}
    }
}

/// What the plan loses of its sources when `changed` are changed.
pub(crate) fn cites_of(
    scenario: &Scenario,
    plan: usize,
    changed: impl Iterator<Item = Input>,
) -> Cites {
    let sources = &scenario.plans[plan].sources;
    if sources.is_empty() {
        return None;
    }
    let changed: Vec<String> = changed.map(|input| input.path(scenario)).collect();
    let is_lost = |(path, _): &(String, _)| changed.contains(path);
    sources.iter().any(is_lost).then(|| {
        let left = sources.iter().filter(|source| !is_lost(source)).cloned();
        Box::new((sources.clone(), left.collect()))
    })
}

fn cite(plan: &mut Plan, cites: &Cites) {
    if let Some(cites) = cites {
        plan.sources.clone_from(&cites.1);
    }
}

fn turn(cites: &mut Cites) {
    if let Some(cites) = cites {
        let (before, after) = &mut **cites;
        std::mem::swap(before, after);
    }
}

/// Lets a loss of sources go on to where the next one ends.
fn go_on(cites: &mut Cites, next: &Cites) {
    match (cites, next) {
        (Some(cites), Some(next)) => cites.1.clone_from(&next.1),
        (cites @ None, Some(next)) => *cites = Some(next.clone()),
        (_, None) => {}
    }
}

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
        if self.is_moving() && self.done.last_mut().is_some_and(|last| merge(last, &edit)) {
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

/// Lets `last` end where `edit` ends, when both move the same slider.
fn merge(last: &mut Edit, edit: &Edit) -> bool {
    use Edit::{Lever, Shares};
    match (last, edit) {
        (
            Lever {
                plan: a,
                input: moved,
                to,
                cites,
                ..
            },
            Lever {
                plan: b,
                input: same,
                to: now,
                cites: lost,
                ..
            },
        ) if a == b && moved == same => {
            *to = *now;
            go_on(cites, lost);
        }
        (
            Shares {
                plan: a,
                moved,
                to,
                cites,
                ..
            },
            Shares {
                plan: b,
                moved: same,
                to: now,
                cites: lost,
                ..
            },
        ) if a == b && moved == same => {
            to.clone_from(now);
            go_on(cites, lost);
        }
        _ => return false,
    }
    true
}
