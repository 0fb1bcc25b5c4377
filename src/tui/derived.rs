//! Everything that is computed from the state and kept: each value under a key that states what it
//! depends on, so that nothing is ever invalidated and no pane can show a stale figure.
//!
//! Values are computed when they are looked at, so a flood of keys costs one evaluation a frame. What
//! looks at all divisions is kept here too, so a frame costs the same however many there are.

use std::cell::OnceCell;

use crate::model::{
    Attribution, Explanation, Figure, Input, Inputs, Level, Outcome, Plan, Scenario, Structure,
    Unlike, Warning, evaluate,
    simulate::{Metric, Paired, Quantiles, Samples},
    solve::{Answer, Frontier, Sought, Stress},
    warnings,
};
use crate::tui::{
    cache::Cache,
    document::{Document, PlanVersion, Revision},
    edit::PlanId,
    overlay::MovedFigure,
    screens::{
        compare::other_plans::{FigureFilter, PlanFigures},
        inputs::sources::SourceIndex,
        risk::{simulation::Same, tornado::Tornado},
    },
};

macro_rules! derived {
    ($( $(#[$meta:meta])* $name:ident: $key:ty => $value:ty; )*) => {
        /// The values that are kept, each with the key it was computed for.
        #[derive(Clone, Debug, Default)]
        pub(super) struct Derived {
            $( $(#[$meta])* pub(super) $name: Cache<$key, $value>, )*
        }

        impl Derived {
            /// Frees what is no longer the newest of its kind.
            pub(super) fn trim(&mut self) {
                $( self.$name.trim(); )*
            }
        }
    };
}

derived! {
    results: PlanVersion => Results;
    baseline: BaselineVersion => Outcome;
    cut_top: PlanVersion => f64;
    common_cut_top: Revision => f64;
    source_index: (Revision, Revision, PlanId) => SourceIndex;
    /// Of each uncertain input, as far as anybody looked: some take a while.
    quantiles: Revision => Vec<OnceCell<Quantiles>>;

    sorted_draws: (Same, Metric) => Vec<f64>;
    /// By the plan, the figure, and the locks of the portfolio.
    tornado: (PlanVersion, Metric, Vec<bool>) => Tornado;

    company_figures: Revision => Vec<Figure>;
    ranked_figures: Revision => Vec<Figure>;
    plan_figures: Revision => Vec<PlanFigures>;
    figures_shown: (Revision, FigureFilter) => Vec<Figure>;
    /// Of the plan that is shown against the base.
    head_to_head: (Same, Same) => Vec<Option<Paired>>;

    /// By the organisation and the seed.
    samples: (Revision, u64) => Option<Samples>;
    answer: SolverKey => Answer;
    frontier: SolverKey => Frontier;
    sought: SolverKey => Option<Sought>;
    stress: SolverKey => Stress;
    plan_points: (Revision, SolverKey) => Vec<(f64, f64)>;

    explanation: PlanVersion => Explanation;
    change: ChangeKey => Result<Attribution, Unlike>;
    /// By the plan, the input that is moved, and the locks of the portfolio.
    moved: (PlanVersion, Input, Vec<bool>) => Vec<MovedFigure>;
}

/// The plan that the baseline follows, if it follows one, and when it was saved or pinned.
type BaselineVersion = (Option<PlanId>, Revision);
/// The plan, the baseline, and the figure whose change is explained.
type ChangeKey = (PlanVersion, BaselineVersion, Figure);

/// Everything that an answer of the solver depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SolverKey {
    pub(super) plan: PlanVersion,
    /// The revision of the form.
    pub(super) form: Revision,
    /// The seed of the draws behind a chance.
    pub(super) seed: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Results {
    outcome: Outcome,
    warning_groups: Vec<WarningGroup>,
}

/// The plan that figures are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Baseline<'s> {
    /// Whether it follows the plan that is shown, as it was last saved.
    pub follows_saved: bool,
    /// Its levers.
    pub plan: &'s Plan,
    /// Quarters modelled for it.
    pub horizon: usize,
    /// The organisation behind it.
    pub inputs: &'s Inputs,
    /// Its results.
    pub outcome: &'s Outcome,
}

impl Derived {
    fn results(&self, document: &Document) -> &Results {
        self.results.get(document.version(), || {
            let (scenario, plan) = (document.scenario(), document.index());
            let outcome = scenario.evaluate(plan);
            let warning_groups = warning_groups(&warnings(scenario, plan, &outcome));
            Results {
                outcome,
                warning_groups,
            }
        })
    }

    /// Returns the results of the plan that is shown.
    pub(super) fn outcome(&self, document: &Document) -> &Outcome {
        &self.results(document).outcome
    }

    /// Returns the warnings about the plan that is shown, by kind, notes last.
    pub(super) fn warning_groups(&self, document: &Document) -> &[WarningGroup] {
        &self.results(document).warning_groups
    }

    /// Returns the plan that figures are compared with.
    pub(super) fn baseline<'s>(&'s self, document: &'s Document) -> Baseline<'s> {
        let base = document.baseline();
        let outcome = self.baseline.get(document.baseline_version(), || {
            let scenario = document.scenario();
            let is_shown = base.plan == document.plan()
                && base.horizon == scenario.horizon
                && *base.inputs == scenario.inputs;
            if is_shown {
                return self.outcome(document).clone();
            }
            let structure = Structure {
                start: scenario.start,
                horizon: base.horizon,
                options: &scenario.options,
            };
            evaluate(base.inputs, structure, base.plan)
        });
        Baseline {
            follows_saved: document.follows_saved(),
            plan: base.plan,
            horizon: base.horizon,
            inputs: base.inputs,
            outcome,
        }
    }

    /// Returns the right end of the tracks of all cuts.
    pub(super) fn cut_top(&self, document: &Document) -> f64 {
        let plan = std::slice::from_ref(document.plan());
        let top = || cut_top(document.scenario(), plan);
        *self.cut_top.get(document.version(), top)
    }

    /// Returns the right end of the tracks where the cuts of all plans are side by side.
    pub(super) fn common_cut_top(&self, document: &Document) -> f64 {
        let scenario = document.scenario();
        let top = || cut_top(scenario, &scenario.plans);
        *self.common_cut_top.get(document.revisions().latest, top)
    }

    /// Returns where the source and the distribution of each input are.
    pub(super) fn source_index(&self, document: &Document) -> &SourceIndex {
        let revisions = document.revisions();
        let key = (revisions.sources, revisions.distributions, document.id());
        let index = || SourceIndex::of(document.scenario(), document.index());
        self.source_index.get(key, index)
    }

    /// Returns the quantiles of the uncertain input at this place of the scenario.
    pub(super) fn quantiles(&self, document: &Document, at: usize) -> Option<&Quantiles> {
        let uncertain = &document.scenario().uncertain;
        let none = || vec![OnceCell::new(); uncertain.len()];
        let kept = self.quantiles.get(document.revisions().distributions, none);
        let quantiles = || Quantiles::of(&uncertain[at]);
        Some(kept.get(at)?.get_or_init(quantiles))
    }
}

/// Tops of tracks that read well.
const TOPS: [f64; 8] = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0];

/// Returns one scale for all divisions, so that their cuts compare: the smallest that holds every
/// guardrail and every cut of `plans`. A guardrail of all positions is none; without any there is room
/// for half.
fn cut_top(scenario: &Scenario, plans: &[Plan]) -> f64 {
    let divisions = scenario.inputs.divisions.iter();
    let guardrails = divisions.map(|division| division.max_cut);
    let cuts = plans
        .iter()
        .flat_map(|plan| &plan.levers)
        .map(|levers| levers.cut);
    let guardrails = guardrails
        .filter(|&guardrail| guardrail < 1.0)
        .reduce(f64::max)
        .unwrap_or(0.5);
    let largest = cuts.fold(guardrails, f64::max);
    TOPS.into_iter().find(|&top| largest <= top).unwrap_or(1.0)
}

/// All warnings of one kind: a plan often gives the same warning for many divisions.
#[derive(Clone, Debug)]
pub struct WarningGroup {
    /// The first of them.
    pub warning: Warning,
    /// The divisions of the first few; none where it is about the company.
    pub divisions: Vec<usize>,
    /// How many there are.
    pub count: usize,
}

/// More divisions than a screen could name.
const NAMED: usize = 40;

/// Returns `warnings` by kind, those that are more than notes first.
fn warning_groups(warnings: &[Warning]) -> Vec<WarningGroup> {
    let mut groups: Vec<WarningGroup> = Vec::new();
    for &warning in warnings {
        let known = groups
            .iter_mut()
            .find(|group| group.warning.code == warning.code);
        match known {
            Some(group) => {
                group.count += 1;
                if group.divisions.len() < NAMED {
                    group.divisions.extend(warning.division);
                }
            }
            None => groups.push(WarningGroup {
                warning,
                divisions: warning.division.into_iter().collect(),
                count: 1,
            }),
        }
    }
    groups.sort_by_key(|group| group.warning.level() == Level::Note);
    groups
}
