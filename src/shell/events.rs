//! Everything that happens outside, in one order: keys, pointer, sizes, and signals.
//!
//! Must not interpret any of it. Two threads block, one on the terminal and one on signals, and
//! send into one channel.

use std::{
    io::{self, IsTerminal},
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        mpsc::{self, Receiver, SyncSender},
    },
    thread,
    time::Duration,
};

use ratatui::crossterm::event;
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
    iterator::Signals,
};

use crate::model::simulate::Simulation;
use crate::shell::{
    rejoin::Rejoin,
    terminal::{give_back, give_back_silently},
};
use crate::tui::SimulationKey;

/// How many events wait at most. A full channel stops the reader, and with it whoever sends, so a
/// flood ends soon after its last byte was taken.
pub(super) const WAITING: usize = 128;

/// How often the reader looks whether the terminal is still there: crossterm does not notice.
const LOOK: Duration = Duration::from_secs(1);

/// How long the program may take to end itself after a signal said so.
const GRACE: Duration = Duration::from_secs(3);

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// The terminal reported it.
    Terminal(event::Event),
    /// A signal asks the program to end.
    End(i32),
    /// A signal asks the program to stop for a while.
    Suspend,
    /// The program goes on after it was stopped.
    Resumed,
    /// A plan was simulated.
    Odds {
        /// The key that it was asked for with.
        key: SimulationKey,
        /// The draws.
        simulation: Arc<Simulation>,
    },
    /// The terminal cannot be read any longer.
    Lost(io::Error),
}

/// The one channel, and how to start its second source.
pub(super) struct Events {
    sender: SyncSender<Event>,
    receiver: Receiver<Event>,
}

impl Events {
    /// Listens to signals.
    pub(super) fn new() -> io::Result<Self> {
        let (sender, receiver) = mpsc::sync_channel(WAITING);
        let signals = Signals::new([SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT])?;
        let to = sender.clone();
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || pass_on(signals, &to))?;
        Ok(Self { sender, receiver })
    }

    /// A way into the channel for somebody else.
    pub(super) fn sender(&self) -> SyncSender<Event> {
        self.sender.clone()
    }

    /// Listens to the terminal too. It has to be in raw mode by now.
    pub(super) fn read_terminal(self) -> io::Result<Receiver<Event>> {
        let sender = self.sender;
        thread::Builder::new()
            .name("terminal".into())
            .spawn(move || {
                // Without this the program would wait for ever after a panic here.
                let why = panic::catch_unwind(AssertUnwindSafe(|| read(&sender)))
                    .unwrap_or_else(|_| io::Error::other("reading the terminal failed"));
                let _ = sender.send(Event::Lost(why));
            })?;
        Ok(self.receiver)
    }
}

/// Reads until that is impossible; says why.
fn read(to: &SyncSender<Event>) -> io::Error {
    let (mut rejoin, mut ready) = (Rejoin::default(), Vec::new());
    loop {
        match read_one(&mut rejoin, &mut ready) {
            Ok(()) => {}
            Err(error) => return error,
        }
        for event in ready.drain(..) {
            if to.send(Event::Terminal(event)).is_err() {
                return io::Error::other("the program has ended");
            }
        }
    }
}

fn read_one(rejoin: &mut Rejoin, ready: &mut Vec<event::Event>) -> io::Result<()> {
    if event::poll(rejoin.patience().unwrap_or(LOOK))? {
        rejoin.feed(event::read()?, ready);
        return Ok(());
    }
    rejoin.silence(ready);
    if io::stdout().is_terminal() {
        return Ok(());
    }
    Err(io::Error::other("the terminal is gone"))
}

fn pass_on(mut signals: Signals, to: &SyncSender<Event>) {
    let mut ending = false;
    for signal in signals.forever() {
        let event = match signal {
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Resumed,
            // The terminal has gone: who waits for the rest of the program may wait for ever.
            SIGHUP => end_now(signal),
            _ if ending => end_now(signal),
            _ => {
                ending = true;
                end_later(signal);
                Event::End(signal)
            }
        };
        if to.send(event).is_err() {
            return;
        }
    }
}

/// Ends the process if it has not ended itself: it may be stuck in a write to a stopped terminal.
fn end_later(signal: i32) {
    let _ = thread::Builder::new()
        .name("deadline".into())
        .spawn(move || {
            thread::sleep(GRACE);
            end_now(signal);
        });
}

fn end_now(signal: i32) -> ! {
    let (done, wait) = mpsc::channel();
    let given_back = thread::Builder::new()
        .name("way back".into())
        .spawn(move || {
            give_back();
            let _ = done.send(());
        });
    if given_back.is_ok() {
        let _ = wait.recv_timeout(Duration::from_millis(200));
    }
    give_back_silently();
    std::process::exit(128 + signal)
}
