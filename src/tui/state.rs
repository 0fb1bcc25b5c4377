//! The state of the program, in parts; what is asked of several of them is here and in the files that
//! need it.
//!
//! Only [`update`](crate::tui::update()) changes a state; everybody else asks.

use crate::model::{Input, Level, Outcome, Plan, Scenario, simulate::METRICS};
use crate::tui::{
    derived::{Baseline, Derived, WarningGroup},
    document::Document,
    edit::PlanId,
    focus::Focus,
    history::History,
    overlay::{Dialog, Overlay},
    screens::{
        compare::other_plans::Comparison,
        inputs::table::InputTable,
        risk::simulation::Simulations,
        solve::goal::{SolveFor, Solver},
    },
    session::{Notice, Session},
    views::{Pane, PlanRow, View, division_levers},
};

/// The state of the program.
#[derive(Clone, Debug)]
pub struct State {
    pub(in crate::tui) document: Document,
    pub(in crate::tui) focus: Focus,
    pub(in crate::tui) overlay: Overlay,
    pub(in crate::tui) session: Session,
    pub(in crate::tui) simulations: Simulations,
    pub(in crate::tui) compare: Comparison,
    pub(in crate::tui) solver: Solver,
    pub(in crate::tui) inputs: InputTable,
    pub(in crate::tui) derived: Derived,
}

impl State {
    /// The state with a scenario just read; saving writes to `path`, or asks for a file.
    pub fn new(scenario: Scenario, path: Option<String>) -> Self {
        Self::of(Document::new(scenario, path))
    }

    /// The state as it begins with `document`.
    pub(in crate::tui) fn of(document: Document) -> Self {
        let scenario = document.scenario();
        Self {
            focus: Focus::new(),
            overlay: Overlay::default(),
            session: Session {
                locks: vec![false; scenario.options.len()],
                ..Session::default()
            },
            simulations: Simulations::default(),
            compare: Comparison::of(&document),
            solver: Solver::of(scenario),
            inputs: InputTable::default(),
            derived: Derived::default(),
            document,
        }
    }

    /// Returns the scenario.
    pub fn scenario(&self) -> &Scenario {
        self.document.scenario()
    }

    /// Returns the index of the plan that is shown.
    pub fn plan_index(&self) -> usize {
        self.document.index()
    }

    /// Returns the id of the plan at `index`.
    pub fn plan_id(&self, index: usize) -> Option<PlanId> {
        self.document.ids().get(index).copied()
    }

    /// Returns the plan that is shown.
    pub fn current_plan(&self) -> &Plan {
        self.document.plan()
    }

    /// Returns the results of the plan that is shown.
    pub fn outcome(&self) -> &Outcome {
        self.derived.outcome(&self.document)
    }

    /// Returns the warnings about the plan that is shown, by kind, notes last.
    pub(in crate::tui) fn warning_groups(&self) -> &[WarningGroup] {
        self.derived.warning_groups(&self.document)
    }

    /// Returns how many kinds of warnings are more than notes.
    pub(in crate::tui) fn serious_warnings(&self) -> usize {
        let is_serious = |group: &WarningGroup| group.warning.level() == Level::Warning;
        self.warning_groups().partition_point(is_serious)
    }

    /// Returns the plan that figures are compared with.
    pub fn baseline(&self) -> Baseline<'_> {
        self.derived.baseline(&self.document)
    }

    /// Returns what figures are compared with, in words: `this plan as saved`, `this plan as copied`,
    /// or `NAME as pinned`.
    pub fn baseline_title(&self) -> String {
        if self.document.follows_saved() {
            self.own_title().into()
        } else {
            format!("{} as pinned", self.document.baseline().plan.name)
        }
    }

    /// Returns what the plan that is shown is compared with unless another is pinned, in words.
    pub(in crate::tui) fn own_title(&self) -> &'static str {
        if self.document.is_plan_saved() {
            "this plan as saved"
        } else {
            "this plan as copied"
        }
    }

    /// Returns what can be undone and redone, and whether work is unsaved.
    pub fn history(&self) -> &History {
        self.document.history()
    }

    /// Returns the file that saving writes to.
    pub fn path(&self) -> Option<&str> {
        self.document.path()
    }

    /// Returns the view that is shown.
    pub fn view(&self) -> View {
        self.focus.view
    }

    /// Returns the pane with the cursor.
    pub fn pane(&self) -> Pane {
        self.focus.pane()
    }

    /// Returns the row the cursor is on in `pane`, or was last.
    pub fn row(&self, pane: Pane) -> usize {
        let row = self.focus.row(pane);
        match pane {
            // These lose rows with the horizon, or when plans no longer differ.
            Pane::Plans | Pane::Quarters | Pane::Cash | Pane::Savings => {
                row.min(self.rows_in(pane) - 1)
            }
            _ => row,
        }
    }

    /// Returns the division that the cursor is on, or was last.
    pub fn division(&self) -> usize {
        self.row(Pane::Cuts)
    }

    /// Returns how many rows the cursor can visit in `pane`: at least one.
    pub fn rows_in(&self, pane: Pane) -> usize {
        let rows = match pane {
            Pane::Cuts | Pane::Reallocation | Pane::Matrix => self.scenario().divisions.len(),
            Pane::Division => division_levers().count(),
            Pane::Plan => PlanRow::ALL.len(),
            Pane::Portfolio => self.scenario().options.len(),
            Pane::Warnings => self.warning_groups().len(),
            Pane::Quarters => self.scenario().horizon,
            Pane::Inputs | Pane::Input => self.inputs_shown(),
            Pane::Metrics | Pane::HeadToHead => METRICS.len(),
            Pane::Plans => self.figures_shown().len(),
            Pane::Ranking => self.ranked_figures().len(),
            Pane::SolverForm => self.solver_form().rows().len(),
            Pane::Solution => match self.solver_form().solve_for {
                SolveFor::Cuts => self.scenario().divisions.len(),
                SolveFor::Input | SolveFor::Failure => 1,
            },
            Pane::Frontier => match self.solver_form().solve_for {
                SolveFor::Cuts => self.frontier().points.len(),
                SolveFor::Input => 1,
                SolveFor::Failure => self.scenario().uncertain.len(),
            },
            Pane::Drivers => {
                let tornado = self.tornado();
                tornado.levers.len() + tornado.assumptions.len()
            }
            Pane::Headcount | Pane::Savings | Pane::Ai | Pane::Cash | Pane::Spread => {
                self.figures_in(pane).len()
            }
        };
        rows.max(1)
    }

    /// Returns, for each share of the portfolio, whether it stays where it is.
    pub fn locks(&self) -> &[bool] {
        &self.session.locks
    }

    /// Returns the slider that the pointer holds.
    pub fn grabbed(&self) -> Option<Input> {
        self.session.held.map(|held| held.input)
    }

    /// Whether the pane with the cursor is shown alone.
    pub fn zoomed(&self) -> bool {
        self.focus.zoomed
    }

    /// Whether figures are shown in full.
    pub fn full_figures(&self) -> bool {
        self.session.full_figures
    }

    /// Returns the dialog that is open over the view.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.overlay.dialog.as_ref()
    }

    /// Whether keys type text.
    pub fn wants_text(&self) -> bool {
        self.overlay.wants_text()
    }

    /// Returns what is said until the next message.
    pub fn notice(&self) -> Option<&Notice> {
        self.session.notice.as_ref()
    }
}
