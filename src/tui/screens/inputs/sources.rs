//! What is said of each input: where it comes from and how it varies, found without looking
//! through all that is said.
//!
//! Must not change with a value: only with sources, distributions and the plan at hand.

use crate::model::{Input, Scenario, SourceKind, Sources};
use crate::tui::Catalogue;

/// Where to find what is said of an input.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// Sources of the scenario in the order of their paths.
    scenario: Vec<usize>,
    /// Sources of the plan at hand in the order of their paths.
    plan: Vec<usize>,
    /// Places in the catalogue of the uncertain inputs in their order, and where each is told.
    uncertain: Vec<(usize, usize)>,
    /// Inputs by the kind of their source; the last have none.
    pub(crate) counts: [usize; Self::KINDS.len() + 1],
    /// Per division, whether its headcount is made up.
    pub(crate) illustrative: Vec<bool>,
}

impl Lookup {
    /// The kinds of sources, the best first.
    pub(crate) const KINDS: [SourceKind; 4] = [
        SourceKind::Sourced,
        SourceKind::Derived,
        SourceKind::Illustrative,
        SourceKind::Judgement,
    ];

    pub(crate) fn of(scenario: &Scenario, plan: usize) -> Self {
        let catalogue = Catalogue::of(scenario);
        let of_plan = &scenario.plans[plan].sources;
        let uncertain = scenario.uncertain.iter().enumerate();
        let mut uncertain: Vec<(usize, usize)> = uncertain
            .map(|(at, uncertain)| (catalogue.place(uncertain.input), at))
            .collect();
        uncertain.sort_unstable();
        let mut lookup = Self {
            scenario: by_path(&scenario.sources, false),
            plan: by_path(of_plan, true),
            uncertain,
            counts: [0; Self::KINDS.len() + 1],
            illustrative: Vec::new(),
        };
        let of_scenario = lookup.scenario.iter().map(|&at| &scenario.sources[at].1);
        for source in of_scenario.chain(lookup.plan.iter().map(|&at| &of_plan[at].1)) {
            let kind = Self::KINDS.iter().position(|&kind| kind == source.kind);
            lookup.counts[kind.unwrap_or(0)] += 1;
        }
        let told: usize = lookup.counts.iter().sum();
        lookup.counts[Self::KINDS.len()] = catalogue.len().saturating_sub(told);
        let headcount = |division| Input::Division(division, 0).path(scenario);
        let made_up = |division| {
            let at = lookup.source(scenario, plan, &headcount(division));
            at.is_some_and(|source| source.kind == SourceKind::Illustrative)
        };
        lookup.illustrative = (0..scenario.divisions.len()).map(made_up).collect();
        lookup
    }

    /// Where the number at `path` comes from: those of a plan are told in the plan.
    pub(crate) fn source<'s>(
        &self,
        scenario: &'s Scenario,
        plan: usize,
        path: &str,
    ) -> Option<&'s crate::model::Source> {
        let (order, sources) = if is_of_plan(path) {
            (&self.plan, &scenario.plans[plan].sources)
        } else {
            (&self.scenario, &scenario.sources)
        };
        let found = order.binary_search_by(|&at| sources[at].0.as_str().cmp(path));
        found.ok().map(|found| &sources[order[found]].1)
    }

    /// Which of the uncertain inputs the one at `place` of the catalogue is.
    pub(crate) fn uncertain(&self, place: usize) -> Option<usize> {
        let found = self
            .uncertain
            .binary_search_by_key(&place, |&(place, _)| place);
        found.ok().map(|found| self.uncertain[found].1)
    }
}

fn is_of_plan(path: &str) -> bool {
    path.starts_with("plan.")
}

/// The sources that count, in the order of their paths.
fn by_path(sources: &Sources, of_plan: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.retain(|&at| is_of_plan(&sources[at].0) == of_plan);
    order.sort_unstable_by(|&a, &b| sources[a].0.cmp(&sources[b].0));
    order
}
