//! Everything the program knows between two messages.
//!
//! Fields are private: only `update` changes them, everybody else asks.
//!
//! Must not act or draw.

use std::cell::OnceCell;

use crate::model::{
    Input, Level, Outcome, Plan, Scenario,
    simulate::{METRICS, Quantiles},
    warnings,
};
use crate::tui::{
    Baseline, Dialog, Edit, Find, History, Pane, Pin, PlanRow, Quest, TextField, VIEWS, View,
    baseline::Origin,
    controls::{DIVISION_ROWS, cut_top},
    edit::PlanId,
    messages::After,
    overlay::explain::Told,
    screens::{
        compare::other_plans::Rivals,
        inputs::{
            sources::Lookup,
            table::{Saved, Sheet},
        },
        risk::tornado::Tornado,
        solve::found::Solved,
    },
    simulation::Odds,
    warning_groups::{Concern, concerns},
};

/// What is open, what is selected, and the results.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) scenario: Scenario,
    pub(super) plan: usize,
    results: OnceCell<Results>,
    cut_top: OnceCell<f64>,
    common_cut_top: OnceCell<f64>,
    pub(super) odds: Odds,
    pub(super) rivals: Rivals,
    /// Of the figure that is looked at.
    pub(super) sorted: OnceCell<Vec<f64>>,
    pub(super) tornado: OnceCell<Tornado>,
    pub(super) quest: Quest,
    pub(super) solved: Solved,
    pub(super) baseline: Baseline,
    /// Which plan is which, in their order.
    pub(super) ids: Vec<PlanId>,
    pub(super) origins: Vec<Origin>,
    pub(super) history: History,
    pub(super) path: Option<String>,
    pub(super) view: View,
    /// The pane at hand in each view.
    pub(super) panes: [Pane; View::COUNT],
    pub(super) rows: [usize; Pane::COUNT],
    pub(super) line: usize,
    pub(super) locks: Vec<bool>,
    pub(super) held: Option<Held>,
    pub(super) zoomed: bool,
    pub(super) full_figures: bool,
    pub(super) dialog: Option<Dialog>,
    pub(super) notice: Option<Notice>,
    pub(super) after_save: Option<After>,
    /// The line that led to what the world is doing, to be mended if that fails.
    pub(super) asked: Option<TextField>,
    pub(super) lookup: OnceCell<Lookup>,
    /// Those of the uncertain inputs, as far as anybody looked at them.
    pub(super) quantiles: OnceCell<Vec<OnceCell<Quantiles>>>,
    pub(super) sheet: Sheet,
    pub(super) saved: Saved,
    pub(super) told: Told,
}

/// What follows from the scenario and the plan at hand. Everything that looks at all divisions is
/// here and not in what draws, so that a frame costs the same however many there are.
#[derive(Clone, Debug)]
struct Results {
    outcome: Outcome,
    concerns: Vec<Concern>,
}

impl Results {
    fn of(scenario: &Scenario, plan: usize) -> Self {
        let outcome = scenario.evaluate(plan);
        let concerns = concerns(&warnings(scenario, plan, &outcome));
        Self { outcome, concerns }
    }
}

/// The slider the pointer holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) input: Input,
    /// The top of its track when it was taken, so that the scale does not run away under the hand.
    pub(super) top: f64,
}

/// Something to say once, below the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A change was taken back; the change that did it.
    Undone(Edit),
    /// A change was made again.
    Redone(Edit),
    /// The file was written; where its previous version is.
    Saved(String, Option<String>),
    /// A picture was made; where the previous version of its file is.
    Pictured(String, Option<String>),
    /// A plan of this name was added.
    Added(String),
    /// A scenario was opened.
    Opened,
    /// The plan of this name was deleted.
    Removed(String),
    /// Why nothing happens.
    Hint(&'static str),
    /// Something did not work.
    Failed(String),
}

impl State {
    /// A scenario just read; saving writes to `path`, or asks for one.
    pub fn new(scenario: Scenario, path: Option<String>) -> Self {
        let results = Results::of(&scenario, 0);
        let baseline = Baseline {
            follows_saved: true,
            plan: scenario.plans[0].clone(),
            horizon: scenario.horizon,
            inputs: scenario.inputs.clone(),
            outcome: results.outcome.clone(),
        };
        Self {
            lookup: OnceCell::new(),
            quantiles: OnceCell::new(),
            sheet: Sheet::default(),
            saved: Saved::of(&scenario),
            told: Told::default(),
            plan: 0,
            results: OnceCell::from(results),
            cut_top: OnceCell::new(),
            common_cut_top: OnceCell::new(),
            rivals: Rivals::of(&scenario, 0),
            odds: Odds::default(),
            sorted: OnceCell::new(),
            tornado: OnceCell::new(),
            quest: Quest::of(&scenario),
            solved: Solved::default(),
            baseline,
            ids: (0..scenario.plans.len()).collect(),
            origins: scenario.plans.iter().map(Origin::saved).collect(),
            history: History::clean(),
            path,
            view: View::Explore,
            panes: VIEWS.map(|spec| spec.panes[0]),
            rows: [0; Pane::COUNT],
            line: 0,
            locks: vec![false; scenario.options.len()],
            held: None,
            zoomed: false,
            full_figures: false,
            dialog: None,
            notice: None,
            after_save: None,
            asked: None,
            scenario,
        }
    }

    /// Forgets the results: the scenario or the plan at hand is another. They are computed when
    /// somebody looks, so that a flood of keys costs one evaluation a frame.
    pub(super) fn forget_results(&mut self) {
        self.results = OnceCell::new();
        self.cut_top = OnceCell::new();
        self.common_cut_top = OnceCell::new();
        self.outdate_odds();
        for pane in [Pane::Quarters, Pane::Cash, Pane::Savings] {
            let last = self.rows_in(pane) - 1;
            let row = &mut self.rows[pane as usize];
            *row = (*row).min(last);
        }
    }

    /// The one place results come from, so that no pane can show a stale figure.
    fn results(&self) -> &Results {
        self.results
            .get_or_init(|| Results::of(&self.scenario, self.plan))
    }

    pub(super) fn switch_plan(&mut self, index: usize) {
        self.plan = index;
        self.forget_results();
        self.follow_plan();
    }

    /// Another plan is at hand: what is said and compared is of that one.
    pub(super) fn follow_plan(&mut self) {
        self.forget_lookup();
        self.follow_baseline();
        self.refilter(|_| {});
    }

    /// Brings a baseline that follows the saved plan up to date.
    pub(super) fn follow_baseline(&mut self) {
        if self.baseline.follows_saved {
            self.baseline = self.pinned(Pin::Saved);
        }
    }

    pub(super) fn mark_saved(&mut self, path: String) {
        self.path = Some(path);
        for (plan, &id) in self.scenario.plans.iter().zip(&self.ids) {
            self.origins[id] = Origin::saved(plan);
        }
        self.saved = Saved::of(&self.scenario);
        self.history.mark_saved();
        self.follow_baseline();
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Index of the plan at hand.
    pub fn plan_index(&self) -> usize {
        self.plan
    }

    /// The plan at hand.
    pub fn current_plan(&self) -> &Plan {
        &self.scenario.plans[self.plan]
    }

    /// Its results.
    pub fn outcome(&self) -> &Outcome {
        &self.results().outcome
    }

    /// What to know before believing the results: warnings by kind, notes last.
    pub fn concerns(&self) -> &[Concern] {
        &self.results().concerns
    }

    /// How many kinds of warnings are more than notes.
    pub fn serious_concerns(&self) -> usize {
        let is_serious = |concern: &Concern| concern.warning.level() == Level::Warning;
        self.concerns().partition_point(is_serious)
    }

    /// The right end of the tracks of all cuts.
    pub(super) fn cut_top(&self) -> f64 {
        *self
            .cut_top
            .get_or_init(|| cut_top(&self.scenario, std::slice::from_ref(self.current_plan())))
    }

    /// The same where the cuts of all plans are beside each other.
    pub(super) fn common_cut_top(&self) -> f64 {
        *self
            .common_cut_top
            .get_or_init(|| cut_top(&self.scenario, &self.scenario.plans))
    }

    /// What figures are compared with.
    pub fn baseline(&self) -> &Baseline {
        &self.baseline
    }

    /// Undo, redo, and what is unsaved.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where saving writes to.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The pane the cursor is in.
    pub fn pane(&self) -> Pane {
        self.panes[self.view as usize]
    }

    /// The row the cursor is on in `pane`, or was last.
    pub fn row(&self, pane: Pane) -> usize {
        let row = self.rows[pane as usize];
        match pane {
            // What is hidden because it is the same in all plans depends on the plans.
            Pane::Plans => row.min(self.rows_in(pane) - 1),
            _ => row,
        }
    }

    /// The selected division.
    pub fn division(&self) -> usize {
        self.row(Pane::Cuts)
    }

    /// How many rows the cursor can visit in `pane`.
    pub fn rows_in(&self, pane: Pane) -> usize {
        match pane {
            Pane::Cuts | Pane::Reallocation | Pane::Matrix => self.scenario.divisions.len(),
            Pane::Division => DIVISION_ROWS.len(),
            Pane::Plan => PlanRow::ALL.len(),
            Pane::Portfolio => self.scenario.options.len(),
            Pane::Warnings => self.concerns().len().max(1),
            Pane::Quarters => self.scenario.horizon,
            Pane::Inputs | Pane::Input => self.inputs_shown().max(1),
            Pane::Metrics => METRICS.len(),
            Pane::Plans => self.figures_shown().len().max(1),
            Pane::Standing => self.contests().len(),
            Pane::Duel => METRICS.len(),
            Pane::Quest => self.quest.rows().len(),
            Pane::Solution if self.quest.find == Find::Cuts => self.scenario.divisions.len(),
            Pane::Frontier => match self.quest.find {
                Find::Cuts => self.frontier().points.len().max(1),
                Find::Input => 1,
                Find::Failure => self.scenario.uncertain.len().max(1),
            },
            Pane::Drivers => {
                let tornado = self.tornado();
                (tornado.levers.len() + tornado.assumptions.len()).max(1)
            }
            Pane::Headcount | Pane::Savings | Pane::Ai | Pane::Cash => self.figures_in(pane).len(),
            Pane::Spread | Pane::Solution => 1,
        }
    }

    /// The lever of row `row` of the division pane.
    pub fn division_lever(row: usize) -> Option<crate::model::Lever> {
        DIVISION_ROWS.get(row).copied()
    }

    /// Which shares of the portfolio are held where they are.
    pub fn locks(&self) -> &[bool] {
        &self.locks
    }

    /// The slider the pointer holds.
    pub fn grabbed(&self) -> Option<Input> {
        self.held.map(|held| held.input)
    }

    /// Whether the pane at hand is shown alone.
    pub fn zoomed(&self) -> bool {
        self.zoomed
    }

    /// Whether figures are shown in full.
    pub fn full_figures(&self) -> bool {
        self.full_figures
    }

    /// What is open over the view.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// Something to say once.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether keys type text.
    pub fn wants_text(&self) -> bool {
        match &self.dialog {
            Some(Dialog::Text(_) | Dialog::Find | Dialog::Form(_)) => true,
            Some(Dialog::List(list)) => list.can_filter(),
            Some(Dialog::About | Dialog::Explain(_)) | None => false,
        }
    }
}
