//! The simulation thread: takes the newest request, and answers first with few draws, then with more.
//!
//! An answer is an event like a key press, and carries the revision of the state it belongs to.

use std::{
    io,
    num::NonZero,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::SyncSender,
    },
    thread,
    time::{Duration, Instant},
};

use crate::model::{
    Scenario,
    simulate::{Effort, Samples, Simulation, simulate},
};
use crate::shell::events::Event;
use crate::tui::{Answer, RIVAL_DRAWS, Rival, State, Wish};

/// The numbers of draws of the answers before the last; the first is ready within a frame.
const FIRST_DRAWS: [usize; 2] = [1_000, 10_000];

/// A request for simulations.
#[derive(Debug)]
pub(super) struct Request {
    revision: u64,
    scenario: Scenario,
    /// The index of the current plan, unless its simulation is complete.
    plan: Option<usize>,
    /// The plans it is compared with.
    rivals: Vec<(usize, Rival)>,
    wish: Wish,
}

impl Request {
    /// Requests what `state` shows and does not have yet.
    pub(super) fn of(state: &State) -> Self {
        let wish = state.wish();
        let is_known = state
            .odds()
            .is_some_and(|odds| odds.n_draws() == wish.draws);
        Self {
            revision: state.revision(),
            scenario: state.scenario().clone(),
            plan: (!is_known).then_some(state.plan_index()),
            rivals: state.rivals_awaited(),
            wish,
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
    /// The revision of the latest request, and when it was made.
    pub(super) last: Option<(u64, Instant)>,
    /// Whether the latest request includes the plans compared with.
    pub(super) with_rivals: bool,
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
            with_rivals: false,
            is_quick: false,
        }
    }
}

/// Holds the newest request until it is taken.
#[derive(Debug, Default)]
struct Mailbox {
    request: Mutex<Option<Request>>,
    put: Condvar,
    /// The revision of the newest request, taken or not.
    newest: AtomicU64,
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
        self.mailbox
            .newest
            .store(request.revision, Ordering::Relaxed);
        *self.mailbox.lock() = Some(request);
        self.mailbox.put.notify_one();
    }
}

impl Mailbox {
    fn lock(&self) -> MutexGuard<'_, Option<Request>> {
        self.request.lock().unwrap_or_else(PoisonError::into_inner)
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

fn run_worker(mailbox: &Mailbox, to: &SyncSender<Event>) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut kept: Option<Samples> = None;
    loop {
        let request = mailbox.take();
        let is_wanted = || mailbox.newest.load(Ordering::Relaxed) == request.revision;
        for (plan, draws, rival) in request.jobs() {
            let effort = Effort {
                draws,
                threads,
                wide: true,
                go_on: &is_wanted,
            };
            let Some(simulation) = request.simulate(plan, &mut kept, effort) else {
                break;
            };
            let event = match rival {
                None => Event::Odds {
                    revision: request.revision,
                    simulation: Arc::new(simulation),
                },
                Some(asked) => Event::Rival(Answer::Rival {
                    asked,
                    simulation: Arc::new(simulation),
                }),
            };
            if to.send(event).is_err() {
                return;
            }
        }
    }
}

/// The index of a plan, its number of draws, and its rival if it is not the current plan.
type Job = (usize, usize, Option<Rival>);

impl Request {
    /// Returns what to simulate, in this order: the current plan with few draws, the plan it is
    /// compared with, the current plan with all draws, the other plans.
    fn jobs(&self) -> Vec<Job> {
        let most = self.wish.draws;
        let rival = |&(plan, asked): &(usize, Rival)| (plan, most.min(RIVAL_DRAWS), Some(asked));
        let steps = FIRST_DRAWS.into_iter().filter(|&draws| draws < most);
        let own = self.plan.into_iter();
        let own = own.flat_map(|plan| steps.clone().chain([most]).map(move |n| (plan, n, None)));
        let mut jobs: Vec<Job> = own.collect();
        let (first, rest) = self.rivals.split_at(self.rivals.len().min(1));
        jobs.splice(
            jobs.len().min(1)..jobs.len().min(1),
            first.iter().map(rival),
        );
        jobs.extend(rest.iter().map(rival));
        jobs
    }

    /// Simulates a plan; returns `None` if the request was cancelled.
    fn simulate(
        &self,
        plan: usize,
        kept: &mut Option<Samples>,
        effort: Effort<'_>,
    ) -> Option<Simulation> {
        let Wish { draws, seed } = self.wish;
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
