//! The panes of all plans side by side, and what they show: the figures of every plan, and how often
//! one plan is better than another.

pub(in crate::tui) mod cuts;
pub(in crate::tui) mod head_to_head;
pub(in crate::tui) mod other_plans;
pub(in crate::tui) mod plans;
pub(in crate::tui) mod ranking;

use std::sync::Arc;

use crate::model::{
    Figure, HEADLINES, Outcome, same,
    simulate::{METRICS, Metric, MetricSpec, Paired},
};
use crate::tui::{
    edit::PlanId,
    screens::{
        compare::other_plans::{FigureFilter, company_figures, figures_of_plans},
        risk::simulation::{Same, SimulationKey},
    },
    state::State,
    views::{Pane, View},
};

impl State {
    /// Returns the index of the plan that the others are compared with.
    pub fn base(&self) -> usize {
        self.document.index_of(self.compare.base).unwrap_or(0)
    }

    /// Whether figures that are the same in all plans are hidden.
    pub fn only_changed(&self) -> bool {
        self.compare.filter.only_changed
    }

    /// Whether every figure of the company is shown, and not only those that matter most.
    pub fn shows_all_figures(&self) -> bool {
        self.compare.filter.all
    }

    /// Returns the figures of the company, in the order of reports.
    fn company_figures(&self) -> &[Figure] {
        let key = self.document.revisions().organisation;
        let figures = &self.derived.company_figures;
        figures.get(key, || company_figures(self.scenario()))
    }

    /// Returns the figures of the table of plans.
    pub fn figures_shown(&self) -> &[Figure] {
        let filter = self.compare.filter;
        let key = (self.document.revisions().latest, filter);
        self.derived.figures_shown.get(key, || {
            let mut figures = match filter.all {
                true => self.company_figures().to_vec(),
                false => self.headlines(),
            };
            let differs = |figure: &Figure| {
                let values = self.in_all_plans(*figure);
                values.iter().any(|&value| !same(value, values[0]))
            };
            figures.retain(|figure| !filter.only_changed || differs(figure));
            figures
        })
    }

    /// Returns the figures that plans are ranked by: those that matter most and can be better or worse.
    pub(in crate::tui) fn ranked_figures(&self) -> &[Figure] {
        let key = self.document.revisions().organisation;
        self.derived.ranked_figures.get(key, || {
            let mut figures = self.headlines();
            figures.retain(|figure| figure.spec().better.is_some());
            figures
        })
    }

    /// Returns the figures that matter most.
    fn headlines(&self) -> Vec<Figure> {
        let groups = HEADLINES.iter().map(|(_, figures)| *figures);
        groups.collect::<Vec<_>>().concat()
    }

    /// Returns a figure of the company in every plan.
    pub fn in_all_plans(&self, figure: Figure) -> Vec<f64> {
        let figures = self.company_figures();
        let at = figures.binary_search(&figure).unwrap_or(usize::MAX);
        let of = |outcome: &Outcome| -> Arc<[f64]> {
            figures.iter().map(|figure| figure.of(outcome)).collect()
        };
        let key = self.document.revisions().latest;
        let plans = self.derived.plan_figures.get_after(key, |known| {
            figures_of_plans(&self.document, known, |plan| {
                match plan == self.plan_index() {
                    true => of(self.outcome()),
                    false => of(&self.scenario().evaluate(plan)),
                }
            })
        });
        let value = |plan: &other_plans::PlanFigures| plan.values.get(at).copied();
        let values = plans.iter().map(value);
        values.map(|value| value.unwrap_or(f64::NAN)).collect()
    }

    /// Returns, for each plan, whether it is the best at `figure`.
    pub(in crate::tui) fn best_at(&self, figure: Figure, values: &[f64]) -> Vec<bool> {
        let none = || vec![false; values.len()];
        let better = figure.spec().better;
        better.map_or_else(none, |better| better.best(figure.spec().unit, values))
    }

    /// Returns the figure of the head-to-head: that of the cursor, or the one it was last on.
    pub fn head_to_head_metric(&self) -> Option<Metric> {
        let at_table = || self.figures_shown().get(self.row(Pane::Plans)).copied();
        let figure = self.figure_at_cursor().or_else(at_table)?;
        let mut rows = METRICS.iter();
        let row = rows.find(|row| Figure::parse(row.name, self.scenario()).ok() == Some(figure));
        row.map(|row| row.metric)
    }

    /// Returns how the plan that is shown fares against the base, by rows of [`METRICS`]; `None` until
    /// both are simulated.
    pub fn head_to_head(&self) -> Option<&[Option<Paired>]> {
        let (one, other) = (
            self.simulated(self.plan_index())?,
            self.simulated(self.base())?,
        );
        let key = (one.clone(), other.clone());
        let of = |row: MetricSpec| Paired::of(&one.0, &other.0, row.metric);
        let rows = || METRICS.map(of).to_vec();
        Some(self.derived.head_to_head.get(key, rows))
    }

    /// Returns the simulation of a plan as it is now, if there is one.
    fn simulated(&self, plan: usize) -> Option<&Same> {
        let version = self.document.version_of(self.document.ids()[plan]);
        let own = self.simulations.shown(version);
        let own = own.filter(|_| plan == self.plan_index());
        own.or_else(|| self.simulations.other(version))
    }

    /// Returns the plans to be simulated beside the one that is shown, the base first: none in other
    /// views than the one that compares plans.
    pub fn other_plans_awaited(&self) -> Vec<(usize, SimulationKey)> {
        if self.view() != View::Compare || !self.is_uncertain() {
            return Vec::new();
        }
        let base = self.base();
        let rest = (0..self.document.ids().len()).filter(|&plan| plan != base);
        let order = std::iter::once(base).chain(rest);
        let awaited = order.filter_map(|plan| {
            let version = self.document.version_of(self.document.ids()[plan]);
            let is_known = self.simulations.other(version).is_some();
            let key = self.simulations.other_key(version);
            (plan != self.plan_index() && !is_known).then_some((plan, key))
        });
        awaited.collect()
    }

    /// Compares the other plans with the plan `id`.
    pub(in crate::tui) fn compare_with(&mut self, id: PlanId) {
        if self.document.index_of(id).is_some() {
            self.compare.base = id;
        }
    }

    /// Shows other figures of the plans; the cursor stays on its figure where it can.
    pub(in crate::tui) fn filter_figures(&mut self, filter: FigureFilter) {
        let figure = self.figures_shown().get(self.row(Pane::Plans)).copied();
        self.compare.filter = filter;
        let mut shown = self.figures_shown().iter();
        let row = shown.position(|&shown| Some(shown) == figure);
        self.focus.set_row(Pane::Plans, row.unwrap_or(0));
    }
}
