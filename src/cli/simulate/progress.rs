//! How far a simulation is, on a terminal and only when it takes a while.
//!
//! Must not slow it down, and must leave nothing behind.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::model::simulate::Effort;

/// Sooner than this nobody wonders.
const PATIENCE: Duration = Duration::from_millis(500);
/// Nobody reads faster.
const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const WIDTH: usize = 30;

pub(super) struct Progress {
    /// Nothing where nobody could see it.
    bar: Option<Mutex<Bar>>,
}

struct Bar {
    n_steps: usize,
    done: usize,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// Of `draws` that are made and then used.
    pub(super) fn start(draws: usize) -> Self {
        let bar = Bar {
            n_steps: 2 * draws.div_ceil(Effort::PIECE),
            done: 0,
            next: Instant::now() + PATIENCE,
            is_shown: false,
        };
        Self {
            bar: io::stderr().is_terminal().then(|| Mutex::new(bar)),
        }
    }

    /// Another piece is begun.
    pub(super) fn step(&self) {
        if let Some(Ok(mut bar)) = self.bar.as_ref().map(Mutex::lock) {
            bar.step();
        }
    }
}

impl Bar {
    fn step(&mut self) {
        self.done += 1;
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + PAUSE;
        self.is_shown = true;
        let full = (self.done * WIDTH / self.n_steps.max(1)).min(WIDTH);
        let (full, rest) = ("━".repeat(full), "─".repeat(WIDTH - full));
        let percent = (self.done * 100 / self.n_steps.max(1)).min(100);
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "\rsimulating {full}{rest} {percent:>3} %");
        let _ = stderr.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let is_shown =
            matches!(self.bar.as_mut().map(Mutex::get_mut), Some(Ok(bar)) if bar.is_shown);
        if is_shown {
            let mut stderr = io::stderr().lock();
            let _ = write!(stderr, "\r\x1b[K");
            let _ = stderr.flush();
        }
    }
}
