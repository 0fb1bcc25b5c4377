//! The source and the distribution of each input, found without looking through all of them.
//!
//! Depends on sources, distributions and the plan that is shown, and on no value.

use crate::model::{Input, Scenario, Source, SourceKind, Sources};
use crate::tui::screens::inputs::index::InputIndex;

/// Where the source and the distribution of an input are.
#[derive(Clone, Debug)]
pub(crate) struct SourceIndex {
    /// Sources of the scenario in the order of their paths.
    scenario: Vec<usize>,
    /// Sources of the plan that is shown in the order of their paths.
    plan: Vec<usize>,
    /// The uncertain inputs in their order, each with its place in the scenario.
    uncertain: Vec<(Input, usize)>,
    /// Inputs by the kind of their source; the last have none.
    pub(crate) counts: [usize; Self::KINDS.len() + 1],
    /// Per division, whether its headcount is made up.
    pub(crate) illustrative: Vec<bool>,
}

impl SourceIndex {
    /// The kinds of sources, the best first.
    pub(crate) const KINDS: [SourceKind; 4] = [
        SourceKind::Sourced,
        SourceKind::Derived,
        SourceKind::Illustrative,
        SourceKind::Judgement,
    ];

    /// The index of `scenario` while the plan at index `plan` is shown.
    pub(crate) fn of(scenario: &Scenario, plan: usize) -> Self {
        let of_plan = &scenario.plans[plan].sources;
        let uncertain = scenario.uncertain.iter().enumerate();
        let mut uncertain: Vec<(Input, usize)> = uncertain
            .map(|(at, uncertain)| (uncertain.input, at))
            .collect();
        uncertain.sort_unstable();
        let mut index = Self {
            scenario: by_path(&scenario.sources, false),
            plan: by_path(of_plan, true),
            uncertain,
            counts: [0; Self::KINDS.len() + 1],
            illustrative: Vec::new(),
        };
        let of_scenario = index.scenario.iter().map(|&at| &scenario.sources[at].1);
        for source in of_scenario.chain(index.plan.iter().map(|&at| &of_plan[at].1)) {
            let kind = Self::KINDS.iter().position(|&kind| kind == source.kind);
            index.counts[kind.unwrap_or(0)] += 1;
        }
        let sourced: usize = index.counts.iter().sum();
        index.counts[Self::KINDS.len()] = InputIndex::of(scenario).len().saturating_sub(sourced);
        let headcount = |division| Input::Division(division, 0).path(scenario);
        let made_up = |division| {
            let at = index.source(scenario, plan, &headcount(division));
            at.is_some_and(|source| source.kind == SourceKind::Illustrative)
        };
        index.illustrative = (0..scenario.divisions.len()).map(made_up).collect();
        index
    }

    /// Returns the source of the input at `path`; a plan has the sources of its own levers.
    pub(crate) fn source<'s>(
        &self,
        scenario: &'s Scenario,
        plan: usize,
        path: &str,
    ) -> Option<&'s Source> {
        let (order, sources) = if is_of_plan(path) {
            (&self.plan, &scenario.plans[plan].sources)
        } else {
            (&self.scenario, &scenario.sources)
        };
        let found = order.binary_search_by(|&at| sources[at].0.as_str().cmp(path));
        found.ok().map(|found| &sources[order[found]].1)
    }

    /// Returns the place of `input` among the uncertain inputs of the scenario.
    pub(crate) fn uncertain(&self, input: Input) -> Option<usize> {
        let found = self.uncertain.binary_search_by_key(&input, |&(of, _)| of);
        found.ok().map(|found| self.uncertain[found].1)
    }
}

fn is_of_plan(path: &str) -> bool {
    path.starts_with("plan.")
}

/// Returns the sources of the plan, or all others, in the order of their paths.
fn by_path(sources: &Sources, of_plan: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.retain(|&at| is_of_plan(&sources[at].0) == of_plan);
    order.sort_unstable_by(|&a, &b| sources[a].0.cmp(&sources[b].0));
    order
}
