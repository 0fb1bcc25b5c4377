//! The terminal guard: takes the terminal over, and gives it back exactly as it was.
//!
//! Must not know what is drawn or typed. Everything that is switched on here is switched off here,
//! because neither ratatui nor crossterm does so after a panic or a signal.

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

/// Alternate screen, no cursor, and the pointer: buttons and drags with SGR coordinates.
/// Not crossterm's `EnableMouseCapture`, which also reports every move of an idle pointer.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// The way back: each step alone, so that one that fails does not take the rest with it.
const GIVE_BACK: [&[u8]; 8] = [
    b"\x1b[?2026l",
    b"\x1b[?1006l",
    b"\x1b[?1002l",
    b"\x1b[?1000l",
    b"\x1b[?2004l",
    b"\x1b[0m",
    b"\x1b[?25h",
    b"\x1b[?1049l",
];

/// Whether the terminal is ours at the moment. Giving it back twice would move the cursor over
/// whatever has been printed since.
static UP: AtomicBool = AtomicBool::new(false);

/// The terminal is ours while this lives.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        Ok(Self(()))
    }

    /// Takes the terminal over again after it was given back, or after somebody else used it:
    /// the modes may be anybody's.
    pub(super) fn retake(&self) -> io::Result<()> {
        // crossterm sets the raw mode only when it believes that it is off.
        let _ = disable_raw_mode();
        take()
    }

    /// Whether pasted text arrives as one piece. On only while a text field is open: an
    /// unterminated paste swallows every key after it.
    pub(super) fn set_paste(&self, on: bool) -> io::Result<()> {
        let mode: &[u8] = if on { b"\x1b[?2004h" } else { b"\x1b[?2004l" };
        output()?.write_all(mode)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, once, from whatever thread.
pub(super) fn give_back() {
    if !UP.swap(false, Ordering::SeqCst) {
        return;
    }
    if let Ok(mut tty) = output() {
        for step in GIVE_BACK {
            let _ = tty.write_all(step);
        }
    }
    let _ = disable_raw_mode();
}

/// Gives back what needs no writing, for a terminal that takes no more bytes.
pub(super) fn give_back_silently() {
    let _ = disable_raw_mode();
}

/// Whether the terminal is ours.
pub(super) fn is_up() -> bool {
    UP.load(Ordering::SeqCst)
}

/// The terminal as a plain file: no lock of the standard library, which a thread stuck in a write
/// would keep, and no buffer, whose rest would be written after the terminal was given back.
pub(super) fn output() -> io::Result<&'static File> {
    static OUTPUT: OnceLock<File> = OnceLock::new();
    if let Some(file) = OUTPUT.get() {
        return Ok(file);
    }
    let file = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    Ok(OUTPUT.get_or_init(|| file))
}

/// From now on a panic gives the terminal back before it is reported by the hook in place now.
pub(super) fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            report(info);
        }));
    });
}

/// Why this program cannot be shown here, if it cannot.
pub fn refusal() -> Option<&'static str> {
    refusal_of(
        io::stdout().is_terminal(),
        std::env::var_os("TERM").as_deref(),
    )
}

fn refusal_of(terminal: bool, kind: Option<&OsStr>) -> Option<&'static str> {
    if !terminal {
        return Some(
            "the standard output is not a terminal; `reallot report` prints the same figures",
        );
    }
    match kind.map(OsStr::as_encoded_bytes) {
        None | Some(b"") => Some(
            "TERM is not set, so nothing is known of this terminal; `reallot report` prints the same figures",
        ),
        Some(b"dumb") => Some(
            "a dumb terminal (TERM=dumb) shows no full screen; `reallot report` prints the same figures",
        ),
        Some(_) => None,
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    UP.store(true, Ordering::SeqCst);
    output()
        .and_then(|mut tty| tty.write_all(TAKE))
        .inspect_err(|_| give_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_that_can_be_drawn_on_is_taken() {
        let term = OsStr::new("xterm-256color");
        assert_eq!(refusal_of(true, Some(term)), None);
        for (terminal, kind, says) in [
            (false, Some(term), "not a terminal"),
            (true, None, "TERM is not set"),
            (true, Some(OsStr::new("")), "TERM is not set"),
            (true, Some(OsStr::new("dumb")), "TERM=dumb"),
        ] {
            let reason = refusal_of(terminal, kind).unwrap_or_default();
            assert!(
                reason.contains(says) && reason.contains("reallot report"),
                "{reason}"
            );
        }
    }

    #[test]
    fn every_mode_that_is_switched_on_is_switched_off() {
        let take = String::from_utf8_lossy(TAKE).into_owned() + "\x1b[?2004h\x1b[?2026h";
        let back: String = GIVE_BACK
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
