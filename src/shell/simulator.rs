//! The simulation thread: takes the newest request, and answers first with few draws, then with more.
//!
//! An answer is an event like a key press, and carries the revision of the state it belongs to.

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

/// The numbers of draws of the answers before the last; the first is ready within a frame.
const FIRST_DRAWS: [usize; 2] = [1_000, 10_000];

/// A request for simulations.
#[derive(Debug)]
pub(super) struct Request {
    key: SimulationKey,
    scenario: Scenario,
    /// The index of the current plan, unless its simulation is complete.
    plan: Option<usize>,
    /// The plans it is compared with.
    others: Vec<(usize, SimulationKey)>,
}

impl Request {
    /// Requests what `state` shows and does not have yet.
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

/// A handle to the simulation thread.
#[derive(Debug)]
pub(super) struct Simulator {
    mailbox: Arc<Mailbox>,
}

/// The state of the latest request.
pub(super) struct SimulationStatus {
    pub(super) simulator: Simulator,
    /// The key of the latest request, and when it was made.
    pub(super) last: Option<(SimulationKey, Instant)>,
    /// Whether the latest request includes the plans compared with.
    pub(super) with_others: bool,
    /// Whether the first answer comes soon enough to wait for it.
    pub(super) is_quick: bool,
}

/// How long a frame waits for the simulation of what it shows.
pub(super) const MAX_WAIT: Duration = Duration::from_millis(4);

impl SimulationStatus {
    pub(super) fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            last: None,
            with_others: false,
            is_quick: false,
        }
    }
}

/// Holds the newest request until it is taken.
#[derive(Debug, Default)]
struct Mailbox {
    request: Mutex<Option<Request>>,
    put: Condvar,
    /// The key of the newest request, taken or not.
    newest: Mutex<Option<SimulationKey>>,
}

impl Simulator {
    /// Starts the thread, which sends its answers to `to`.
    pub(super) fn start(to: SyncSender<Event>) -> io::Result<Self> {
        let mailbox = Arc::new(Mailbox::default());
        let taken_from = Arc::clone(&mailbox);
        thread::Builder::new()
            .name("simulator".into())
            .spawn(move || run_worker(&taken_from, &to))?;
        Ok(Self { mailbox })
    }

    /// Requests simulations, which cancels any earlier request.
    pub(super) fn request(&self, request: Request) {
        *locked(&self.mailbox.newest) = Some(request.key);
        *self.mailbox.lock() = Some(request);
        self.mailbox.put.notify_one();
    }
}

impl Mailbox {
    fn lock(&self) -> MutexGuard<'_, Option<Request>> {
        locked(&self.request)
    }

    /// Waits for a request and takes it.
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

fn run_worker(mailbox: &Mailbox, to: &SyncSender<Event>) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut kept: Option<Samples> = None;
    loop {
        let request = mailbox.take();
        let is_wanted = || *locked(&mailbox.newest) == Some(request.key);
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
            let event = Event::Simulated { key, simulation };
            if to.send(event).is_err() {
                return;
            }
        }
    }
}

/// The index of a plan, its number of draws, and the key it was requested with.
type Job = (usize, usize, SimulationKey);

impl Request {
    /// Returns what to simulate, in this order: the current plan with few draws, the plan it is
    /// compared with, the current plan with all draws, the other plans.
    fn jobs(&self) -> Vec<Job> {
        let most = self.key.settings.draws;
        let other = |&(plan, key): &(usize, SimulationKey)| (plan, key.settings.draws, key);
        let steps = FIRST_DRAWS.into_iter().filter(|&draws| draws < most);
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

    /// Simulates a plan; returns `None` if the request was cancelled.
    fn simulate(
        &self,
        plan: usize,
        kept: &mut Option<Samples>,
        effort: Effort<'_>,
    ) -> Option<Simulation> {
        let SimulationSettings { draws, seed } = self.key.settings;
        let plan = &self.scenario.plans[plan];
        // A run of few draws can use the first samples of a longer one.
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
