//! Collects the events of the terminal, of signals and of the simulator in one channel.
//!
//! One thread blocks on the terminal and one on signals. Events are not interpreted here.

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
    escapes::EscapeJoiner,
    terminal::{restore, restore_without_writing},
};
use crate::tui::SimulationKey;

/// The capacity of the channel. A full channel stops the reader and thereby the sender, so that a
/// flood of events ends soon after its last byte.
pub(super) const CAPACITY: usize = 128;

/// How often the reader checks that the terminal still exists, which crossterm does not notice.
const LIVENESS_INTERVAL: Duration = Duration::from_secs(1);

/// How long the program may take to exit after a signal.
const EXIT_DEADLINE: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub(super) enum Event {
    Terminal(event::Event),
    /// A signal, by number, asks the program to exit.
    Terminate(i32),
    Suspend,
    Resumed,
    /// A plan was simulated.
    Simulated {
        /// The key that it was requested with.
        key: SimulationKey,
        simulation: Arc<Simulation>,
    },
    /// The terminal can no longer be read.
    Disconnected(io::Error),
}

/// The channel of events, before the terminal is read.
pub(super) struct Events {
    sender: SyncSender<Event>,
    receiver: Receiver<Event>,
}

impl Events {
    /// Creates the channel and starts listening to signals.
    pub(super) fn new() -> io::Result<Self> {
        let (sender, receiver) = mpsc::sync_channel(CAPACITY);
        let signals = Signals::new([SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT])?;
        let to = sender.clone();
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || forward_signals(signals, &to))?;
        Ok(Self { sender, receiver })
    }

    pub(super) fn sender(&self) -> SyncSender<Event> {
        self.sender.clone()
    }

    /// Starts listening to the terminal, which must be in raw mode.
    pub(super) fn read_terminal(self) -> io::Result<Receiver<Event>> {
        let sender = self.sender;
        thread::Builder::new()
            .name("terminal".into())
            .spawn(move || {
                // After an uncaught panic here the event loop would wait forever.
                let why = panic::catch_unwind(AssertUnwindSafe(|| read(&sender)))
                    .unwrap_or_else(|_| io::Error::other("reading the terminal failed"));
                let _ = sender.send(Event::Disconnected(why));
            })?;
        Ok(self.receiver)
    }
}

/// Reads events until that fails, and returns why.
fn read(to: &SyncSender<Event>) -> io::Error {
    let (mut joiner, mut ready) = (EscapeJoiner::default(), Vec::new());
    loop {
        match read_one(&mut joiner, &mut ready) {
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

fn read_one(joiner: &mut EscapeJoiner, ready: &mut Vec<event::Event>) -> io::Result<()> {
    if event::poll(joiner.timeout().unwrap_or(LIVENESS_INTERVAL))? {
        joiner.feed(event::read()?, ready);
        return Ok(());
    }
    joiner.on_timeout(ready);
    if io::stdout().is_terminal() {
        return Ok(());
    }
    Err(io::Error::other("the terminal is gone"))
}

fn forward_signals(mut signals: Signals, to: &SyncSender<Event>) {
    let mut ending = false;
    for signal in signals.forever() {
        let event = match signal {
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Resumed,
            // The terminal is gone, so an orderly exit might block forever.
            SIGHUP => exit_now(signal),
            _ if ending => exit_now(signal),
            _ => {
                ending = true;
                exit_after_deadline(signal);
                Event::Terminate(signal)
            }
        };
        if to.send(event).is_err() {
            return;
        }
    }
}

/// Exits after a delay, in case the program is stuck in a write to a stopped terminal.
fn exit_after_deadline(signal: i32) {
    let _ = thread::Builder::new()
        .name("deadline".into())
        .spawn(move || {
            thread::sleep(EXIT_DEADLINE);
            exit_now(signal);
        });
}

fn exit_now(signal: i32) -> ! {
    let (done, wait) = mpsc::channel();
    let restored = thread::Builder::new()
        .name("restore".into())
        .spawn(move || {
            restore();
            let _ = done.send(());
        });
    if restored.is_ok() {
        let _ = wait.recv_timeout(Duration::from_millis(200));
    }
    restore_without_writing();
    std::process::exit(128 + signal)
}
