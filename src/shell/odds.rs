//! The thread that simulates: it takes the newest request, answers with a few draws at once, and
//! then with more.
//!
//! Must not touch the state: an answer is an event like a key, and carries the key it was asked for with.

use std::{
    io,
    num::NonZero,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::SyncSender},
    thread,
    time::{Duration, Instant},
};

use crate::model::{
    Scenario,
    simulate::{Effort, Samples, Simulation, simulate},
};
use crate::shell::events::Event;
use crate::tui::{SimulationKey, SimulationSettings, State};

/// Draws of the answers before the last: the first is there within a frame.
const STEPS: [usize; 2] = [1_000, 10_000];

/// What is to be simulated.
#[derive(Debug)]
pub(super) struct Request {
    key: SimulationKey,
    scenario: Scenario,
    /// The plan at hand, unless all is known of it.
    plan: Option<usize>,
    /// Plans that it is compared with.
    others: Vec<(usize, SimulationKey)>,
}

impl Request {
    /// What `state` shows.
    pub(super) fn of(state: &State) -> Self {
        let key = state.simulation_key();
        let is_known = state
            .simulation()
            .is_some_and(|simulation| simulation.n_draws() == key.settings.draws);
        Self {
            key,
            scenario: state.scenario().clone(),
            plan: (!is_known).then_some(state.plan_index()),
            others: state.other_plans_awaited(),
        }
    }
}

/// The way to the thread.
#[derive(Debug)]
pub(super) struct Simulator {
    desk: Arc<Desk>,
}

/// How far the odds are.
pub(super) struct Asked {
    pub(super) simulator: Simulator,
    /// The key that was asked for last, and when.
    pub(super) last: Option<(SimulationKey, Instant)>,
    /// Whether the plans that are compared with the one at hand were asked for too.
    pub(super) with_others: bool,
    /// The first answer comes soon enough to be waited for.
    pub(super) is_quick: bool,
}

/// How long a frame waits for the odds of what it shows: a blink would be longer.
pub(super) const PATIENCE: Duration = Duration::from_millis(4);

impl Asked {
    pub(super) fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            last: None,
            with_others: false,
            is_quick: false,
        }
    }
}

/// Where the newest request lies until it is taken.
#[derive(Debug, Default)]
struct Desk {
    request: Mutex<Option<Request>>,
    put: Condvar,
    newest: Mutex<Option<SimulationKey>>,
}

impl Simulator {
    /// Starts the thread; what it finds goes to `to`.
    pub(super) fn start(to: SyncSender<Event>) -> io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let taken_from = Arc::clone(&desk);
        thread::Builder::new()
            .name("odds".into())
            .spawn(move || work(&taken_from, &to))?;
        Ok(Self { desk })
    }

    /// Asks for a simulation; whatever was asked before is no longer wanted.
    pub(super) fn ask(&self, request: Request) {
        *locked(&self.desk.newest) = Some(request.key);
        *self.desk.lock() = Some(request);
        self.desk.put.notify_one();
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Option<Request>> {
        locked(&self.request)
    }

    /// Waits for a request.
    fn take(&self) -> Request {
        let mut waiting = self.lock();
        loop {
            if let Some(request) = waiting.take() {
                return request;
            }
            waiting = self
                .put
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work(desk: &Desk, to: &SyncSender<Event>) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut kept: Option<Samples> = None;
    loop {
        let request = desk.take();
        let is_wanted = || *locked(&desk.newest) == Some(request.key);
        for (plan, draws, key) in request.jobs() {
            let effort = Effort {
                draws,
                threads,
                wide: true,
                go_on: &is_wanted,
            };
            let Some(simulation) = request.simulate(plan, &mut kept, effort) else {
                break;
            };
            let simulation = Arc::new(simulation);
            let event = Event::Odds { key, simulation };
            if to.send(event).is_err() {
                return;
            }
        }
    }
}

/// A plan, how many draws of it, and the key it was asked for with.
type Job = (usize, usize, SimulationKey);

impl Request {
    /// What is to be simulated, in this order: the plan at hand with a few draws, the one that it is
    /// held against, the plan at hand with all draws, the others.
    fn jobs(&self) -> Vec<Job> {
        let most = self.key.settings.draws;
        let other = |&(plan, key): &(usize, SimulationKey)| (plan, key.settings.draws, key);
        let steps = STEPS.into_iter().filter(|&draws| draws < most);
        let own = self.plan.into_iter();
        let own = own.flat_map(|plan| {
            steps
                .clone()
                .chain([most])
                .map(move |n| (plan, n, self.key))
        });
        let mut jobs: Vec<Job> = own.collect();
        let (first, rest) = self.others.split_at(self.others.len().min(1));
        jobs.splice(
            jobs.len().min(1)..jobs.len().min(1),
            first.iter().map(other),
        );
        jobs.extend(rest.iter().map(other));
        jobs
    }

    /// What comes of a plan; nothing when nobody wants it any more.
    fn simulate(
        &self,
        plan: usize,
        kept: &mut Option<Samples>,
        effort: Effort<'_>,
    ) -> Option<Simulation> {
        let SimulationSettings { draws, seed } = self.key.settings;
        let plan = &self.scenario.plans[plan];
        // Few draws are the first of many.
        let fits = |samples: &Samples| {
            samples.fit(&self.scenario, draws, seed)
                || samples.fit(&self.scenario, effort.draws, seed)
        };
        if let Some(samples) = kept.as_ref().filter(|samples| fits(samples)) {
            return simulate(&self.scenario, plan, samples, effort);
        }
        let samples = Samples::new(&self.scenario, seed, effort)?;
        let simulation = simulate(&self.scenario, plan, &samples, effort);
        *kept = Some(samples);
        simulation
    }
}
