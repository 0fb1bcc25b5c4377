//! The thread that simulates: it takes the newest request, answers with a few draws at once, and
//! then with more.
//!
//! Must not touch the state: an answer is an event like a key, and carries the revision it is of.

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

use crate::{
    app::{State, Wish},
    model::{
        Scenario,
        simulate::{Effort, Samples, Simulation, simulate},
    },
};

use super::events::Event;

/// Draws of the answers before the last: the first is there within a frame.
const STEPS: [usize; 2] = [1_000, 10_000];

/// What is to be simulated.
#[derive(Debug)]
pub(super) struct Request {
    revision: u64,
    scenario: Scenario,
    plan: usize,
    wish: Wish,
}

impl Request {
    /// What `state` shows.
    pub(super) fn of(state: &State) -> Self {
        Self {
            revision: state.revision(),
            scenario: state.scenario().clone(),
            plan: state.plan_index(),
            wish: state.wish(),
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
    /// The revision that was asked for last, and when.
    pub(super) last: Option<(u64, Instant)>,
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
            is_quick: false,
        }
    }
}

/// Where the newest request lies until it is taken.
#[derive(Debug, Default)]
struct Desk {
    request: Mutex<Option<Request>>,
    put: Condvar,
    newest: AtomicU64,
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
        self.desk.newest.store(request.revision, Ordering::Relaxed);
        *self.desk.lock() = Some(request);
        self.desk.put.notify_one();
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Option<Request>> {
        self.request.lock().unwrap_or_else(PoisonError::into_inner)
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

fn work(desk: &Desk, to: &SyncSender<Event>) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut kept: Option<Samples> = None;
    loop {
        let request = desk.take();
        let is_wanted = || desk.newest.load(Ordering::Relaxed) == request.revision;
        let most = request.wish.draws;
        let steps = STEPS.into_iter().filter(|&draws| draws < most);
        for draws in steps.chain([most]) {
            let effort = Effort {
                draws,
                threads,
                wide: true,
                go_on: &is_wanted,
            };
            let Some(simulation) = request.simulate(&mut kept, effort) else {
                break;
            };
            if to.send(found(request.revision, simulation)).is_err() {
                return;
            }
        }
    }
}

impl Request {
    /// What comes of it; nothing when nobody wants it any more.
    fn simulate(&self, kept: &mut Option<Samples>, effort: Effort<'_>) -> Option<Simulation> {
        let Wish { draws, seed } = self.wish;
        let plan = &self.scenario.plans[self.plan];
        let fits = |samples: &Samples| samples.fit(&self.scenario, draws, seed);
        if let Some(samples) = kept.as_ref().filter(|samples| fits(samples)) {
            return simulate(&self.scenario, plan, samples, effort);
        }
        let samples = Samples::new(&self.scenario, seed, effort)?;
        let simulation = simulate(&self.scenario, plan, &samples, effort);
        // Few draws are the first of many, so they did not have to wait for all to be drawn.
        if effort.draws == draws {
            *kept = Some(samples);
        }
        simulation
    }
}

fn found(revision: u64, simulation: Simulation) -> Event {
    Event::Odds {
        revision,
        simulation: Arc::new(simulation),
    }
}
