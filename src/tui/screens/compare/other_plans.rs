//! All plans beside each other: what each comes to, which of them the others are held against, and how
//! often one is better than another.
//!
//! What follows from a plan is kept until that plan changes, or something that all of them share. A
//! simulation carries the count of that change: one that comes late is dropped.
//!
//! Must not simulate or hold a formula.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::model::{
    Figure, HEADLINES, Outcome, Scenario, same,
    simulate::{METRICS, Metric, Paired, Simulation},
};
use crate::tui::{Edit, Pane, State, View, edit::PlanId};

/// Draws of a plan that is not at hand: of many plans there would be no room for more.
pub const RIVAL_DRAWS: usize = 4_096;

/// Which plan is to be simulated, as it was when it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    /// Which plan it is, whatever its name and place.
    pub id: PlanId,
    /// The count of the change it was last touched by.
    pub stamp: u64,
}

/// What is known of all plans.
#[derive(Clone, Debug)]
pub(crate) struct Rivals {
    /// By the index that is never used again.
    plans: Vec<Known>,
    /// The plan that the others are held against.
    base: PlanId,
    only_changed: bool,
    /// Every figure of the company, not only those that matter most.
    all: bool,
    figures: OnceCell<Vec<Figure>>,
    contests: OnceCell<Vec<Figure>>,
    shown: OnceCell<Vec<Figure>>,
    /// Of the plan at hand against the base, rows of [`METRICS`].
    duel: OnceCell<Vec<Option<Paired>>>,
}

#[derive(Clone, Debug, Default)]
struct Known {
    stamp: u64,
    /// Of the figures of the company.
    values: OnceCell<Vec<f64>>,
    simulation: Option<Arc<Simulation>>,
}

impl Rivals {
    /// Nothing yet, as of the count `stamp`.
    pub(crate) fn of(scenario: &Scenario, stamp: u64) -> Self {
        let known = || Known {
            stamp,
            ..Known::default()
        };
        Self {
            plans: scenario.plans.iter().map(|_| known()).collect(),
            base: 0,
            only_changed: false,
            all: false,
            figures: OnceCell::new(),
            contests: OnceCell::new(),
            shown: OnceCell::new(),
            duel: OnceCell::new(),
        }
    }

    pub(crate) fn forget_duel(&mut self) {
        self.duel = OnceCell::new();
    }
}

impl State {
    /// The figures of the company, in the order of reports.
    fn figures(&self) -> &[Figure] {
        self.rivals.figures.get_or_init(|| {
            let mut all = Figure::all(self.scenario());
            all.retain(|figure| !matches!(figure, Figure::Quarter(..) | Figure::Division(..)));
            all
        })
    }

    /// The plan that the others are held against: the first, unless another was chosen.
    pub fn base(&self) -> usize {
        self.ids
            .iter()
            .position(|&id| id == self.rivals.base)
            .unwrap_or(0)
    }

    /// Whether figures that are the same in all plans are hidden.
    pub fn only_changed(&self) -> bool {
        self.rivals.only_changed
    }

    /// Whether every figure of the company is shown, and not only those that matter most.
    pub fn shows_all_figures(&self) -> bool {
        self.rivals.all
    }

    /// The figures of the table of plans.
    pub fn figures_shown(&self) -> &[Figure] {
        self.rivals.shown.get_or_init(|| {
            let figures = match self.shows_all_figures() {
                true => self.figures().to_vec(),
                false => headlines(),
            };
            let differs = |figure: &Figure| {
                let values = self.in_all_plans(*figure);
                values.iter().any(|&value| !same(value, values[0]))
            };
            let shown = figures.into_iter();
            shown
                .filter(|figure| !self.only_changed() || differs(figure))
                .collect()
        })
    }

    /// Figures of which one is better than another, those that matter most.
    pub fn contests(&self) -> &[Figure] {
        self.rivals.contests.get_or_init(|| {
            let headlines = headlines().into_iter();
            headlines
                .filter(|figure| figure.spec().better.is_some())
                .collect()
        })
    }

    /// A figure of the company in every plan.
    pub fn in_all_plans(&self, figure: Figure) -> Vec<f64> {
        let at = self.figures().binary_search(&figure).unwrap_or(usize::MAX);
        let value = |plan| self.values(plan).get(at).copied().unwrap_or(f64::NAN);
        (0..self.scenario().plans.len()).map(value).collect()
    }

    /// Which plans are best at `figure`.
    pub fn best_at(&self, figure: Figure, values: &[f64]) -> Vec<bool> {
        let none = || vec![false; values.len()];
        let better = figure.spec().better;
        better.map_or_else(none, |better| better.best(figure.spec().unit, values))
    }

    fn values(&self, plan: usize) -> &[f64] {
        let of = |outcome: &Outcome| {
            self.figures()
                .iter()
                .map(|figure| figure.of(outcome))
                .collect()
        };
        let known = &self.rivals.plans[self.ids[plan]].values;
        known.get_or_init(|| match plan == self.plan {
            true => of(self.outcome()),
            false => of(&self.scenario().evaluate(plan)),
        })
    }

    /// The figure whose odds are looked at: that of the cursor, or the one it was last on.
    pub fn duelled(&self) -> Option<Metric> {
        let at_table = || self.figures_shown().get(self.row(Pane::Plans)).copied();
        Metric::following(self.figure_at_cursor().or_else(at_table)?)
    }

    /// How the plan at hand fares against the base, rows of [`METRICS`]; nothing until both are
    /// simulated.
    pub fn duel(&self) -> Option<&[Option<Paired>]> {
        let (one, other) = (self.simulated(self.plan)?, self.simulated(self.base())?);
        let duel = || METRICS.map(|row| Paired::of(one, other, row.metric)).into();
        Some(self.rivals.duel.get_or_init(duel))
    }

    /// The simulation of a plan as it is now, if there is one.
    fn simulated(&self, plan: usize) -> Option<&Simulation> {
        let own = self.odds().filter(|_| plan == self.plan);
        own.or_else(|| self.rivals.plans[self.ids[plan]].simulation.as_deref())
    }

    /// The plans to be simulated beside the one at hand, the one that is looked at first: none
    /// while nobody compares them.
    pub fn rivals_awaited(&self) -> Vec<(usize, Rival)> {
        if self.view() != View::Compare || !self.is_uncertain() {
            return Vec::new();
        }
        let rest = (0..self.ids.len()).filter(|&plan| plan != self.base());
        let order = std::iter::once(self.base()).chain(rest);
        let awaited = order.filter_map(|plan| {
            let id = self.ids[plan];
            let known = &self.rivals.plans[id];
            let rival = Rival {
                id,
                stamp: known.stamp,
            };
            (plan != self.plan && known.simulation.is_none()).then_some((plan, rival))
        });
        awaited.collect()
    }

    pub(crate) fn take_rival(&mut self, asked: Rival, simulation: Arc<Simulation>) {
        let known = self.rivals.plans.get_mut(asked.id);
        if let Some(known) = known.filter(|known| known.stamp == asked.stamp) {
            known.simulation = Some(simulation);
            self.rivals.forget_duel();
        }
    }

    /// The plan that `edit` touches; nothing where it touches all of them.
    pub(crate) fn touched(&self, edit: &Edit) -> Option<PlanId> {
        match *edit {
            Edit::Lever { plan, .. }
            | Edit::Shares { plan, .. }
            | Edit::Funding { plan, .. }
            | Edit::Rename { plan, .. } => self.ids.get(plan).copied(),
            Edit::Insert { id, .. } | Edit::Remove { id, .. } => Some(id),
            Edit::Input { .. } | Edit::Uncertain { .. } => None,
        }
    }

    /// What was known of the plan `touched`, or of all plans, is of them as they were.
    pub(crate) fn outdate_rivals(&mut self, touched: Option<PlanId>) {
        let stamp = self.revision();
        let rivals = &mut self.rivals;
        let n_ids = self.origins.len();
        rivals
            .plans
            .resize_with(n_ids.max(rivals.plans.len()), Known::default);
        for (id, known) in rivals.plans.iter_mut().enumerate() {
            if touched.is_none_or(|touched| touched == id) {
                *known = Known {
                    stamp,
                    ..Known::default()
                };
            }
        }
        if touched.is_none() {
            // The horizon decides which years there are.
            rivals.figures = OnceCell::new();
        }
        rivals.shown = OnceCell::new();
        rivals.duel = OnceCell::new();
    }

    pub(crate) fn hold_against(&mut self, plan: usize) {
        if let Some(&id) = self.ids.get(plan) {
            self.rivals.base = id;
            self.rivals.duel = OnceCell::new();
        }
    }

    pub(crate) fn show_only_changed(&mut self, only: bool) {
        self.reshow(|rivals| rivals.only_changed = only);
    }

    pub(crate) fn show_all_figures(&mut self, all: bool) {
        self.reshow(|rivals| rivals.all = all);
    }

    /// Shows other figures; the cursor stays on its figure where it can.
    fn reshow(&mut self, change: impl FnOnce(&mut Rivals)) {
        let figure = self.figures_shown().get(self.row(Pane::Plans)).copied();
        change(&mut self.rivals);
        self.rivals.shown = OnceCell::new();
        let shown = self.figures_shown();
        let same = shown.iter().position(|&shown| Some(shown) == figure);
        self.rows[Pane::Plans as usize] = same.unwrap_or(0);
    }
}

/// Returns the figures that matter most.
fn headlines() -> Vec<Figure> {
    let groups = HEADLINES.iter().map(|(_, figures)| *figures);
    groups.collect::<Vec<_>>().concat()
}
