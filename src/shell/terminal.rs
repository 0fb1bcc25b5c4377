//! Takes over the terminal, and restores it exactly as it was.
//!
//! Everything that is switched on here is switched off here, because neither ratatui nor crossterm
//! does so after a panic or a signal.

use std::{
    ffi::OsStr,
    fs::File,
    io::{self, IsTerminal, Write},
    os::fd::AsFd,
    panic,
    sync::{
        Once, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Enables the alternate screen and the mouse (buttons and drags, SGR coordinates), and hides the
/// cursor. crossterm's `EnableMouseCapture` would also report every move of an idle mouse.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Reverts [`TAKE`] and the other modes, in separate writes so that each is tried even if one fails.
const RESTORE: [&[u8]; 8] = [
    b"\x1b[?2026l",
    b"\x1b[?1006l",
    b"\x1b[?1002l",
    b"\x1b[?1000l",
    b"\x1b[?2004l",
    b"\x1b[0m",
    b"\x1b[?25h",
    b"\x1b[?1049l",
];

/// Whether the terminal is taken over. Restoring it twice would move the cursor over whatever was
/// printed since.
static ACTIVE: AtomicBool = AtomicBool::new(false);

/// Restores the terminal when dropped.
pub(super) struct Guard(());

impl Guard {
    /// Takes over the terminal.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        Ok(Self(()))
    }

    /// Takes over the terminal again, after it was restored or used by another program.
    pub(super) fn enter_again(&self) -> io::Result<()> {
        // crossterm sets raw mode only if it believes that it is off.
        let _ = disable_raw_mode();
        take()
    }

    /// Switches bracketed paste. It is on only while a text field is open, because an unterminated
    /// paste swallows all keys after it.
    pub(super) fn set_paste(&self, on: bool) -> io::Result<()> {
        let mode: &[u8] = if on { b"\x1b[?2004h" } else { b"\x1b[?2004l" };
        output()?.write_all(mode)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal, at most once, from any thread.
pub(super) fn restore() {
    if !ACTIVE.swap(false, Ordering::SeqCst) {
        return;
    }
    if let Ok(mut tty) = output() {
        for step in RESTORE {
            let _ = tty.write_all(step);
        }
    }
    let _ = disable_raw_mode();
}

/// Restores only the raw mode, for a terminal that may block on writes.
pub(super) fn restore_without_writing() {
    let _ = disable_raw_mode();
}

/// Returns whether the terminal is taken over.
pub(super) fn is_active() -> bool {
    ACTIVE.load(Ordering::SeqCst)
}

/// Returns the terminal as a plain file, without the lock of the standard output, which a thread
/// stuck in a write would hold, and without its buffer, which would be flushed after the restoring.
pub(super) fn output() -> io::Result<&'static File> {
    static OUTPUT: OnceLock<File> = OnceLock::new();
    if let Some(file) = OUTPUT.get() {
        return Ok(file);
    }
    let file = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    Ok(OUTPUT.get_or_init(|| file))
}

/// Installs a panic hook that restores the terminal before it calls the present hook.
pub(super) fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore();
            report(info);
        }));
    });
}

/// Returns why the program cannot run in this terminal, if it cannot.
pub(crate) fn unsupported() -> Option<&'static str> {
    unsupported_in(
        io::stdout().is_terminal(),
        std::env::var_os("TERM").as_deref(),
    )
}

fn unsupported_in(terminal: bool, kind: Option<&OsStr>) -> Option<&'static str> {
    if !terminal {
        return Some(
            "the standard output is not a terminal; `reallot report` prints the same figures",
        );
    }
    match kind.map(OsStr::as_encoded_bytes) {
        None | Some(b"") => Some(
            "TERM is not set, so the type of the terminal is unknown; `reallot report` prints the same figures",
        ),
        Some(b"dumb") => Some(
            "a dumb terminal (TERM=dumb) cannot show a full screen; `reallot report` prints the same figures",
        ),
        Some(_) => None,
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    ACTIVE.store(true, Ordering::SeqCst);
    output()
        .and_then(|mut tty| tty.write_all(TAKE))
        .inspect_err(|_| restore())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_that_can_be_drawn_on_is_taken() {
        let term = OsStr::new("xterm-256color");
        assert_eq!(unsupported_in(true, Some(term)), None);
        for (terminal, kind, says) in [
            (false, Some(term), "not a terminal"),
            (true, None, "TERM is not set"),
            (true, Some(OsStr::new("")), "TERM is not set"),
            (true, Some(OsStr::new("dumb")), "TERM=dumb"),
        ] {
            let reason = unsupported_in(terminal, kind).unwrap_or_default();
            assert!(
                reason.contains(says) && reason.contains("reallot report"),
                "{reason}"
            );
        }
    }

    #[test]
    fn every_mode_that_is_switched_on_is_switched_off() {
        let take = String::from_utf8_lossy(TAKE).into_owned() + "\x1b[?2004h\x1b[?2026h";
        let back: String = RESTORE
            .iter()
            .map(|step| String::from_utf8_lossy(step))
            .collect();
        for mode in take
            .split("\x1b[?")
            .filter_map(|part| part.split_once('h'))
            .map(|(mode, _)| mode)
        {
            assert!(back.contains(&format!("\x1b[?{mode}l")), "{mode} stays on");
        }
        assert!(back.contains("\x1b[?25h"));
    }
}
