//! What is known of the odds: which simulation is wanted, which one is there, and whether it is of
//! what is shown.
//!
//! A simulation carries the revision it was asked for. One that comes late is dropped, and one that
//! was overtaken by a change is never shown as if it were of the plan at hand.
//!
//! Must not simulate.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::model::{
    Scenario,
    simulate::{METRICS, Metric, Simulation},
};
use crate::tui::{
    Pane, State,
    screens::{compare::other_plans::Rivals, solve::found::Solved},
};

/// How many draws, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Draws.
    pub draws: usize,
    /// The seed they follow from.
    pub seed: u64,
}

impl Wish {
    /// The fewest and the most draws that can be asked for on the screen.
    pub const DRAWS: (usize, usize) = (100, 1_000_000);
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            draws: 100_000,
            seed: 1,
        }
    }
}

/// The odds as far as they are known.
#[derive(Clone, Debug)]
pub(super) struct Odds {
    wish: Wish,
    /// Counts what changes results.
    revision: u64,
    known: Option<(u64, Arc<Simulation>)>,
    /// What a figure should reach, one for each metric.
    targets: [Option<f64>; METRICS.len()],
}

impl Default for Odds {
    fn default() -> Self {
        Self {
            wish: Wish::default(),
            revision: 0,
            known: None,
            targets: [None; METRICS.len()],
        }
    }
}

/// Where a figure lies in 8 of 10 draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// Nothing is uncertain.
    Certain,
    /// It is being computed.
    Awaited,
    /// Between two percentiles.
    Known {
        /// The 10th.
        low: f64,
        /// The 90th.
        high: f64,
        /// The standard error of the mean: how far digits make sense.
        error: f64,
    },
}

impl State {
    /// Counts what changes results: a simulation that was asked for at another count is late.
    pub fn revision(&self) -> u64 {
        self.odds.revision
    }

    /// How many draws are wanted, and from which seed.
    pub fn wish(&self) -> Wish {
        self.odds.wish
    }

    /// Whether there is anything to simulate.
    pub fn is_uncertain(&self) -> bool {
        !self.scenario().uncertain.is_empty()
    }

    /// The simulation of what is shown, if it is there.
    pub fn odds(&self) -> Option<&Simulation> {
        let (revision, simulation) = self.odds.known.as_ref()?;
        (*revision == self.odds.revision).then_some(simulation)
    }

    /// Where `metric` lies in 8 of 10 draws.
    pub fn range(&self, metric: Metric) -> Range {
        match self.odds() {
            _ if !self.is_uncertain() => Range::Certain,
            None => Range::Awaited,
            Some(odds) => {
                let spread = odds.spread(metric);
                Range::Known {
                    low: spread.percentile("p10"),
                    high: spread.percentile("p90"),
                    error: spread.standard_error,
                }
            }
        }
    }

    /// The figure whose distribution is looked at.
    pub fn metric(&self) -> Metric {
        METRICS[self.row(Pane::Metrics)].metric
    }

    /// What `metric` should reach.
    pub fn target(&self, metric: Metric) -> Option<f64> {
        self.odds.targets[metric as usize]
    }

    pub(super) fn set_target(&mut self, metric: Metric, target: f64) {
        self.odds.targets[metric as usize] = Some(target);
    }

    /// Results are others from here on.
    pub(super) fn outdate_odds(&mut self) {
        self.odds.revision += 1;
        self.rivals.forget_duel();
        self.solved = Solved::default();
        self.look_at_another_metric();
    }

    /// What was worked out for one figure is not of another.
    pub(super) fn look_at_another_metric(&mut self) {
        self.sorted = OnceCell::new();
        self.tornado = OnceCell::new();
    }

    /// The draws of the figure that is looked at, from the least to the most; without those in
    /// which it is not defined.
    pub fn sorted_draws(&self) -> &[f64] {
        self.sorted.get_or_init(|| {
            let draws = self
                .odds()
                .map_or(&[][..], |odds| odds.draws(self.metric()));
            let mut sorted: Vec<f64> = draws
                .iter()
                .copied()
                .filter(|draw| draw.is_finite())
                .collect();
            sorted.sort_unstable_by(f64::total_cmp);
            sorted
        })
    }

    pub(super) fn take_odds(&mut self, revision: u64, simulation: Arc<Simulation>) {
        if revision == self.odds.revision {
            self.odds.known = Some((revision, simulation));
            self.sorted = OnceCell::new();
            self.rivals.forget_duel();
        }
    }

    /// Another scenario: its revisions follow those of the one before, so that nothing late can be
    /// taken for it.
    pub(super) fn open_anew(&mut self, scenario: Scenario, path: Option<String>) {
        let (wish, revision) = (self.odds.wish, self.odds.revision + 1);
        *self = Self::new(scenario, path);
        self.odds.wish = wish;
        self.odds.revision = revision;
        self.rivals = Rivals::of(&self.scenario, revision);
    }

    pub(super) fn set_wish(&mut self, wish: Wish) {
        if wish != self.odds.wish {
            self.odds.wish = wish;
            self.outdate_odds();
            self.outdate_rivals(None);
        }
    }
}
