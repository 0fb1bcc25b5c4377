//! Frames: cells are painted into a buffer, and what changed goes to the terminal in one write.
//!
//! Must not know what the cells show. It never asks the terminal where its cursor is, as
//! `Terminal::clear` and `Terminal::resize` would: the thread that reads events takes the answer.

use std::io::{self, Write};

use ratatui::{
    Terminal, TerminalOptions, Viewport,
    backend::CrosstermBackend,
    buffer::Buffer,
    crossterm::terminal,
    layout::{Rect, Size},
};

use crate::shell::terminal::output;

/// What is on the terminal, and what comes next.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Outgoing>>,
    /// The size of a frame.
    size: Size,
}

impl Screen {
    /// A screen as large as the terminal.
    pub(super) fn new() -> io::Result<Self> {
        let (width, height) = terminal::size()?;
        let size = usable(width, height);
        Ok(Self {
            terminal: blank(size)?,
            size,
        })
    }

    /// The size of a frame.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// The terminal has another size, or shows what somebody else wrote: the next frame is painted
    /// from nothing.
    pub(super) fn reset(&mut self, width: u16, height: u16) -> io::Result<()> {
        self.size = usable(width, height);
        self.terminal = blank(self.size)?;
        Ok(())
    }

    /// As [`Screen::reset`], at the size that the terminal has now.
    pub(super) fn reset_to_terminal(&mut self) -> io::Result<()> {
        let (width, height) = terminal::size()?;
        self.reset(width, height)
    }

    /// Paints a frame. Nothing is written before the frame is whole, so a panic while it is
    /// painted leaves no half of it.
    pub(super) fn draw<T>(&mut self, paint: impl FnOnce(&mut Buffer) -> T) -> io::Result<T> {
        let painted = paint(self.terminal.current_buffer_mut());
        self.terminal.backend_mut().write_all(b"\x1b[?2026h")?;
        self.terminal.flush()?;
        self.terminal.backend_mut().write_all(b"\x1b[?2026l")?;
        self.terminal.swap_buffers();
        Write::flush(self.terminal.backend_mut())?;
        Ok(painted)
    }
}

/// A terminal that is known to show nothing: the next frame clears it first.
fn blank(size: Size) -> io::Result<Terminal<CrosstermBackend<Outgoing>>> {
    let backend = CrosstermBackend::new(Outgoing(b"\x1b[0m\x1b[2J".to_vec()));
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    Terminal::with_options(backend, TerminalOptions { viewport })
}

/// A size to paint. A terminal that says 0 does not know; one that says 65,535 lies, and two
/// buffers of that many cells would not fit into memory.
fn usable(width: u16, height: u16) -> Size {
    if width == 0 || height == 0 {
        return Size::new(80, 24);
    }
    Size::new(width.min(1_000), height.min(500))
}

/// The bytes of one frame, written at once. Dropping it writes nothing: after a panic the terminal
/// has been given back already.
struct Outgoing(Vec<u8>);

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = output().and_then(|mut tty| tty.write_all(&self.0));
        self.0.clear();
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_mean_nothing_are_not_painted() {
        for ((width, height), expected) in [
            ((120, 40), (120, 40)),
            ((1, 1), (1, 1)),
            ((0, 0), (80, 24)),
            ((0, 50), (80, 24)),
            ((65535, 65535), (1000, 500)),
        ] {
            assert_eq!(usable(width, height), Size::new(expected.0, expected.1));
        }
    }
}
