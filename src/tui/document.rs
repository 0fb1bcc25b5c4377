//! The document: a scenario, the plan that is shown, what was done to it, and where it is saved.
//!
//! Every change bumps the [`Revision`] of what it touched, in [`Document::touch`] and nowhere else.
//! What is computed from a document is kept under the revisions it was computed for.
//!
//! Plans are told apart by their [`PlanId`]: a plan that is renamed stays the same, and one that
//! takes a name that became free is another.

use crate::model::{Distribution, Input, Inputs, Plan, Scenario};
use crate::tui::{
    edit::{Cites, Edit, PlanId, get},
    history::History,
};

/// A scenario with its history.
#[derive(Clone, Debug)]
pub(super) struct Document {
    scenario: Scenario,
    /// Index of the plan that is shown.
    shown: usize,
    /// The ids of the plans, in the order of the scenario.
    ids: Vec<PlanId>,
    /// Every plan there was since the document was opened, by id; deleted ones may come back.
    records: Vec<PlanRecord>,
    /// The id of the first of the records.
    first_id: usize,
    history: History,
    path: Option<String>,
    saved: Saved,
    pinned: Option<Box<Pinned>>,
    revisions: Revisions,
}

/// Counts changes; whatever changed later has the larger revision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(u64);

/// A plan as it was at one revision, with everything that its results depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanVersion {
    /// The plan.
    pub id: PlanId,
    /// When the plan, or the organisation behind it, last changed.
    pub revision: Revision,
}

/// When each part last changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Revisions {
    /// Anything.
    pub(super) latest: Revision,
    /// What all plans share, distributions included.
    pub(super) organisation: Revision,
    pub(super) distributions: Revision,
    pub(super) sources: Revision,
    /// What rows and columns there are: plans and quarters.
    pub(super) shape: Revision,
    /// The file on disk.
    saved: Revision,
}

#[derive(Clone, Debug)]
struct PlanRecord {
    /// The plan as it began: as last saved, or as it was copied.
    origin: Plan,
    /// Whether it was ever in a file.
    is_saved: bool,
    revision: Revision,
}

/// The organisation as opened or last saved.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    pub(super) inputs: Inputs,
    pub(super) horizon: usize,
    /// In the order of their inputs.
    uncertain: Vec<(Input, Distribution)>,
}

impl Saved {
    fn of(scenario: &Scenario) -> Self {
        let uncertain = scenario.uncertain.iter();
        let mut uncertain: Vec<(Input, Distribution)> = uncertain
            .map(|uncertain| (uncertain.input, uncertain.distribution.clone()))
            .collect();
        uncertain.sort_by_key(|&(input, _)| input);
        Self {
            inputs: scenario.inputs.clone(),
            horizon: scenario.horizon,
            uncertain,
        }
    }

    /// Returns the distribution that `input` had.
    pub(super) fn distribution(&self, input: Input) -> Option<&Distribution> {
        let found = self.uncertain.binary_search_by_key(&input, |&(of, _)| of);
        found.ok().map(|found| &self.uncertain[found].1)
    }
}

/// A plan and its organisation as they were when they became the baseline.
#[derive(Clone, Debug)]
struct Pinned {
    plan: Plan,
    horizon: usize,
    inputs: Inputs,
    at: Revision,
}

/// A choice of baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// The plan that is shown, as opened or last saved.
    Saved,
    /// This plan, as it is now.
    Plan(PlanId),
}

/// What the baseline is computed from.
pub(super) struct BaselineSource<'d> {
    pub(super) plan: &'d Plan,
    pub(super) horizon: usize,
    pub(super) inputs: &'d Inputs,
}

impl Document {
    /// A scenario just read; saving writes to `path`.
    pub(super) fn new(scenario: Scenario, path: Option<String>) -> Self {
        Self::begin(scenario, path, 0, Revision::default())
    }

    /// A scenario opened in place of this one: ids and revisions go on, so that nothing of this one
    /// can be taken for the other's.
    pub(super) fn successor(&self, scenario: Scenario, path: Option<String>) -> Self {
        let first_id = self.first_id + self.records.len();
        Self::begin(scenario, path, first_id, self.revisions.latest.next())
    }

    fn begin(
        scenario: Scenario,
        path: Option<String>,
        first_id: usize,
        revision: Revision,
    ) -> Self {
        let record = |plan: &Plan| PlanRecord {
            origin: plan.clone(),
            is_saved: true,
            revision,
        };
        Self {
            shown: 0,
            ids: (first_id..)
                .map(PlanId)
                .take(scenario.plans.len())
                .collect(),
            records: scenario.plans.iter().map(record).collect(),
            first_id,
            history: History::clean(),
            path,
            saved: Saved::of(&scenario),
            pinned: None,
            revisions: Revisions {
                latest: revision,
                organisation: revision,
                distributions: revision,
                sources: revision,
                shape: revision,
                saved: revision,
            },
            scenario,
        }
    }

    pub(super) fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    pub(super) fn history(&self) -> &History {
        &self.history
    }

    pub(super) fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    pub(super) fn saved(&self) -> &Saved {
        &self.saved
    }

    /// Returns the plan that is shown.
    pub(super) fn plan(&self) -> &Plan {
        &self.scenario.plans[self.shown]
    }

    /// Returns the index of the plan that is shown.
    pub(super) fn index(&self) -> usize {
        self.shown
    }

    /// Returns the id of the plan that is shown.
    pub(super) fn id(&self) -> PlanId {
        self.ids[self.shown]
    }

    /// Returns the ids of the plans, in the order of the scenario.
    pub(super) fn ids(&self) -> &[PlanId] {
        &self.ids
    }

    /// Returns where the plan `id` is now; `None` when it was deleted.
    pub(super) fn index_of(&self, id: PlanId) -> Option<usize> {
        self.ids.iter().position(|&known| known == id)
    }

    /// Returns the plan that is shown as it was opened, saved or copied.
    pub(super) fn origin(&self) -> &Plan {
        &self.record(self.id()).origin
    }

    /// Whether the plan that is shown was ever in a file.
    pub(super) fn is_plan_saved(&self) -> bool {
        self.record(self.id()).is_saved
    }

    fn record(&self, id: PlanId) -> &PlanRecord {
        &self.records[id.0 - self.first_id]
    }

    // Revisions

    /// Returns when each part last changed.
    pub(super) fn revisions(&self) -> Revisions {
        self.revisions
    }

    /// Returns the version of the plan that is shown.
    pub(super) fn version(&self) -> PlanVersion {
        self.version_of(self.id())
    }

    /// Returns the version of the plan `id`.
    pub(super) fn version_of(&self, id: PlanId) -> PlanVersion {
        let revision = self.record(id).revision.max(self.revisions.organisation);
        PlanVersion { id, revision }
    }

    /// Bumps the revision of everything that `edit` changed: the one place that does.
    fn touch(&mut self, edit: &Edit) {
        let revision = self.revisions.latest.next();
        let revisions = &mut self.revisions;
        revisions.latest = revision;
        let plan = match *edit {
            Edit::Lever { plan, .. }
            | Edit::Shares { plan, .. }
            | Edit::Funding { plan, .. }
            | Edit::Rename { plan, .. } => Some(self.ids[plan]),
            Edit::Insert { id, .. } | Edit::Remove { id, .. } => {
                revisions.shape = revision;
                Some(id)
            }
            Edit::Input { input, .. } => {
                revisions.organisation = revision;
                if input == Input::Horizon {
                    revisions.shape = revision;
                }
                None
            }
            Edit::Uncertain { .. } => {
                revisions.organisation = revision;
                revisions.distributions = revision;
                None
            }
        };
        if edit.changes_sources() {
            revisions.sources = revision;
        }
        if let Some(id) = plan {
            self.records[id.0 - self.first_id].revision = revision;
        }
    }

    // Changes

    /// Shows the plan at `index`.
    pub(super) fn show(&mut self, index: usize) {
        self.shown = index.min(self.scenario.plans.len() - 1);
    }

    /// Makes a change, shows the plan it is of, and returns whether anything is another.
    pub(super) fn make(&mut self, edit: Edit) -> bool {
        if edit.is_nothing() {
            return false;
        }
        edit.apply(&mut self.scenario);
        self.follow(&edit, edit.plan(&self.scenario));
        self.history.record(edit);
        true
    }

    /// Takes the last change back, and returns the change that did.
    pub(super) fn undo(&mut self) -> Option<Edit> {
        let edit = self.history.undo(&mut self.scenario)?;
        let plan = match edit {
            // A copy is put after the plan that it was made of.
            Edit::Remove { plan, .. } => Some(plan.saturating_sub(1)),
            _ => edit.plan(&self.scenario),
        };
        self.follow(&edit, plan);
        Some(edit)
    }

    /// Makes the last change that was taken back again, and returns it.
    pub(super) fn redo(&mut self) -> Option<Edit> {
        let edit = self.history.redo(&mut self.scenario)?;
        self.follow(&edit, edit.plan(&self.scenario));
        Some(edit)
    }

    /// Begins a gesture: its changes become one step of undo.
    pub(super) fn begin_gesture(&mut self) {
        self.end_gesture();
        self.history.begin_gesture();
    }

    /// Ends the gesture; one that came back to where it began is no step.
    pub(super) fn end_gesture(&mut self) {
        if let Some(edit) = self.history.end_gesture(&mut self.scenario) {
            self.touch(&edit);
        }
    }

    fn follow(&mut self, edit: &Edit, plan: Option<usize>) {
        match *edit {
            Edit::Insert { plan, id, .. } => self.ids.insert(plan, id),
            Edit::Remove { plan, .. } => {
                self.ids.remove(plan);
            }
            _ => {}
        }
        self.touch(edit);
        self.show(plan.unwrap_or(self.shown));
    }

    /// Adds a plan after the one that is shown, and shows it.
    pub(super) fn insert(&mut self, content: Plan) {
        let id = PlanId(self.first_id + self.records.len());
        self.records.push(PlanRecord {
            origin: content.clone(),
            is_saved: false,
            revision: self.revisions.latest,
        });
        let (plan, content) = (self.shown + 1, Box::new(content));
        self.make(Edit::Insert { plan, content, id });
    }

    /// Deletes the plan that is shown and returns its name; the last one stays.
    pub(super) fn remove(&mut self) -> Option<String> {
        if self.scenario.plans.len() < 2 {
            return None;
        }
        let content = Box::new(self.plan().clone());
        let (plan, id, name) = (self.shown, self.id(), content.name.clone());
        self.make(Edit::Remove { plan, content, id });
        Some(name)
    }

    /// Sets a lever of the plan that is shown; `None` leaves it to the division.
    pub(super) fn set_lever(&mut self, input: Input, to: Option<f64>) {
        let from = get(self.plan(), input);
        let changed = (from != to).then_some(input);
        let cites = self.plan_cites(changed.into_iter());
        let plan = self.shown;
        self.make(Edit::Lever {
            plan,
            input,
            from,
            to,
            cites,
        });
    }

    /// Sets the portfolio of the plan that is shown, because the share `moved` moved.
    pub(super) fn set_shares(&mut self, moved: usize, to: Vec<f64>) {
        let from = self.plan().portfolio.clone();
        let changed = (0..to.len()).filter(|&i| from[i] != to[i]);
        let cites = self.plan_cites(changed.map(Input::Share));
        let plan = self.shown;
        self.make(Edit::Shares {
            plan,
            moved,
            from,
            to,
            cites,
        });
    }

    /// Sets a number of the organisation, or the horizon.
    pub(super) fn set_number(&mut self, input: Input, from: f64, to: f64) {
        let cites = Cites::of(&self.scenario.sources, &[input.path(&self.scenario)]);
        self.make(Edit::Input {
            input,
            from,
            to,
            cites,
        });
    }

    /// Returns the sources that the plan that is shown loses when `changed` are changed.
    fn plan_cites(&self, changed: impl Iterator<Item = Input>) -> Cites {
        let sources = &self.plan().sources;
        if sources.is_empty() {
            return Cites::default();
        }
        let paths: Vec<String> = changed.map(|input| input.path(&self.scenario)).collect();
        Cites::of(sources, &paths)
    }

    // Saving and the baseline

    /// Remembers that the file at `path` holds what is here now.
    pub(super) fn mark_saved(&mut self, path: String) {
        self.path = Some(path);
        for (plan, id) in self.scenario.plans.iter().zip(&self.ids) {
            let record = &mut self.records[id.0 - self.first_id];
            record.origin.clone_from(plan);
            record.is_saved = true;
        }
        self.saved = Saved::of(&self.scenario);
        self.history.mark_saved();
        self.revisions.latest = self.revisions.latest.next();
        self.revisions.saved = self.revisions.latest;
    }

    /// Whether the baseline is the plan that is shown as it was last saved.
    pub(super) fn follows_saved(&self) -> bool {
        self.pinned.is_none()
    }

    /// Chooses the baseline; a plan that was deleted is none.
    pub(super) fn pin(&mut self, pin: Pin) {
        self.pinned = match pin {
            Pin::Saved => None,
            Pin::Plan(id) => {
                let Some(index) = self.index_of(id) else {
                    return;
                };
                self.revisions.latest = self.revisions.latest.next();
                Some(Box::new(Pinned {
                    plan: self.scenario.plans[index].clone(),
                    horizon: self.scenario.horizon,
                    inputs: self.scenario.inputs.clone(),
                    at: self.revisions.latest,
                }))
            }
        };
    }

    /// Returns the plan and the organisation that figures are compared with.
    pub(super) fn baseline(&self) -> BaselineSource<'_> {
        match &self.pinned {
            Some(pinned) => BaselineSource {
                plan: &pinned.plan,
                horizon: pinned.horizon,
                inputs: &pinned.inputs,
            },
            None => BaselineSource {
                plan: self.origin(),
                horizon: self.saved.horizon,
                inputs: &self.saved.inputs,
            },
        }
    }

    /// Returns the version of the baseline: the plan it follows, or none, and its revision.
    pub(super) fn baseline_version(&self) -> (Option<PlanId>, Revision) {
        match &self.pinned {
            Some(pinned) => (None, pinned.at),
            None => (Some(self.id()), self.revisions.saved),
        }
    }
}

impl Revision {
    /// Returns the revision after this one.
    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
