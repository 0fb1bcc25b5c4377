//! Measures the real binary in a pseudo-terminal: start, key to repaint, bytes per step, memory, floods.
//!
//! Prints figures; asserts nothing. Values are medians of many, because machines are noisy.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and may fail loudly"
)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The silence after which a repaint counts as complete.
const QUIET: Duration = Duration::from_millis(60);

fn main() {
    // `cargo test --benches` passes `--test`, when there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    start();
    keys();
    flood("20,000 keys", || "lh".repeat(9_998) + "llll", "19 %");
    flood("20,000 drags", drags, "25 %");
}

/// A program on a terminal of 120×40, and its output with timestamps.
struct Program {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    shown: Receiver<(Instant, Vec<u8>)>,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Program {
    fn start() -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_reallot"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let (sender, shown) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        std::thread::spawn(move || {
            let mut bytes = vec![0; 65_536];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if sender
                    .send((Instant::now(), bytes[..length].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self {
            child,
            keys,
            shown,
            started,
            _master: pair.master,
        }
    }

    /// Reads output until it pauses, and returns it with the times from `since` to the first whole frame and to the
    /// last byte.
    fn repaint(&self, since: Instant) -> (Duration, Duration, Vec<u8>) {
        let (mut first, mut last, mut all) = (None, since, Vec::new());
        let is_whole = |bytes: &[u8]| bytes.windows(8).any(|end| end == b"\x1b[?2026l");
        loop {
            match self.shown.recv_timeout(if first.is_some() {
                3 * QUIET
            } else {
                20 * QUIET
            }) {
                Ok((at, bytes)) => {
                    last = at;
                    all.extend(bytes);
                    if first.is_none() && is_whole(&all) {
                        first = Some(at);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return (first.unwrap_or(since) - since, last - since, all);
                }
            }
        }
    }

    fn press(&mut self, keys: &str) -> Instant {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        Instant::now()
    }

    /// Returns the peak resident memory in kB.
    fn memory(&self) -> u64 {
        let process = self.child.process_id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    fn end(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start() {
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..31 {
        let program = Program::start();
        let (frame, _, _) = program.repaint(program.started);
        times.push(frame);
        memory = memory.max(program.memory());
        program.end();
    }
    println!("start to the first full frame: {}", spread(&mut times));
    println!("peak resident memory: {:.1} MB", memory as f64 / 1024.0);
}

fn keys() {
    let mut program = Program::start();
    program.repaint(program.started);
    let (mut times, mut settled, mut most) = (Vec::new(), Vec::new(), 0);
    for index in 0..201 {
        let at = program.press(if index % 2 == 0 { "l" } else { "h" });
        let (frame, last, bytes) = program.repaint(at);
        times.push(frame);
        settled.push(last);
        most = most.max(bytes.len());
    }
    program.end();
    println!(
        "key to the whole frame, with ranges: {}",
        spread(&mut times)
    );
    println!("key to the last refinement: {}", spread(&mut settled));
    println!("a slider step writes at most {most} bytes, refinements included");
}

fn drags() -> String {
    let mut bytes = String::from("\x1b[<0;20;4M");
    for index in 0..20_000 {
        let column = if index + 1 == 20_000 {
            100
        } else {
            16 + index % 9
        };
        let _ = write!(bytes, "\x1b[<32;{column};4M");
    }
    bytes
}

fn flood(what: &str, bytes: impl Fn() -> String, expected: &str) {
    let mut times = Vec::new();
    let mut right = true;
    for _ in 0..5 {
        let mut program = Program::start();
        let (_, _, first) = program.repaint(program.started);
        let at = program.press(&bytes());
        let (_, last, shown) = program.repaint(at);
        times.push(last);
        let mut screen = vt100::Parser::new(40.try_into().unwrap(), 120.try_into().unwrap(), 0);
        screen.process(&first);
        screen.process(&shown);
        let text = screen.screen().contents();
        right &= text
            .lines()
            .nth(3)
            .is_some_and(|line| line.contains(expected));
        program.end();
    }
    let right = if right { "right" } else { "WRONG" };
    println!(
        "{what}: screen final {} after the last of them; value {right}",
        spread(&mut times)
    );
}

/// Returns median and maximum.
fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    format!(
        "{:.2} ms (median of {}, worst {:.2})",
        milliseconds(median),
        times.len(),
        milliseconds(worst)
    )
}
