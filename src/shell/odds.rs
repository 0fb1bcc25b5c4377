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

use crate::model::{
    Scenario,
    simulate::{Effort, Samples, Simulation, simulate},
};
use crate::shell::events::Event;
use crate::tui::{Answer, RIVAL_DRAWS, Rival, State, Wish};

/// Draws of the answers before the last: the first is there within a frame.
const STEPS: [usize; 2] = [1_000, 10_000];

/// What is to be simulated.
#[derive(Debug)]
pub(super) struct Request {
    revision: u64,
    scenario: Scenario,
    /// The plan at hand, unless all is known of it.
    plan: Option<usize>,
    /// Plans that it is compared with.
    rivals: Vec<(usize, Rival)>,
    wish: Wish,
}

impl Request {
    /// What `state` shows.
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
    /// Whether the plans that are compared with the one at hand were asked for too.
    pub(super) with_rivals: bool,
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
            with_rivals: false,
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
                None => found(request.revision, simulation),
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

/// A plan, how many draws of it, and as what it was asked for if it is not at hand.
type Job = (usize, usize, Option<Rival>);

impl Request {
    /// What is to be simulated, in this order: the plan at hand with a few draws, the one that it is
    /// held against, the plan at hand with all draws, the others.
    fn jobs(&self) -> Vec<Job> {
        let most = self.wish.draws;
        let rival = |&(plan, asked): &(usize, Rival)| (plan, most.min(RIVAL_DRAWS), Some(asked));
        let steps = STEPS.into_iter().filter(|&draws| draws < most);
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

    /// What comes of a plan; nothing when nobody wants it any more.
    fn simulate(
        &self,
        plan: usize,
        kept: &mut Option<Samples>,
        effort: Effort<'_>,
    ) -> Option<Simulation> {
        let Wish { draws, seed } = self.wish;
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

fn found(revision: u64, simulation: Simulation) -> Event {
    Event::Odds {
        revision,
        simulation: Arc::new(simulation),
    }
}
