//! Draws frames: cells are painted into a buffer, and the changes are sent in one write.
//!
//! Never queries the cursor position, as `Terminal::clear` and `Terminal::resize` would, because the
//! thread that reads events would receive the answer.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use ratatui::{
    Terminal, TerminalOptions, Viewport,
    backend::CrosstermBackend,
    buffer::Buffer,
    crossterm::terminal,
    layout::{Rect, Size},
};

use crate::shell::terminal::output;

/// The frame on the terminal and the next one.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<FrameWriter>>,
    size: Size,
}

impl Screen {
    /// Creates a screen as large as the terminal.
    pub(super) fn new() -> io::Result<Self> {
        let (width, height) = terminal::size()?;
        let size = usable(width, height);
        Ok(Self {
            terminal: blank(size)?,
            size,
        })
    }

    /// Returns the size of a frame, in cells.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Forgets what is on the terminal and sets its size; the next frame is drawn in full.
    pub(super) fn reset(&mut self, width: u16, height: u16) -> io::Result<()> {
        self.size = usable(width, height);
        self.terminal = blank(self.size)?;
        Ok(())
    }

    /// Resets the screen to the current size of the terminal.
    pub(super) fn reset_to_terminal(&mut self) -> io::Result<()> {
        let (width, height) = terminal::size()?;
        self.reset(width, height)
    }

    /// Draws a frame. Nothing is written until `paint` returns, so a panic leaves no partial frame.
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

/// Creates a terminal whose first frame clears the screen.
fn blank(size: Size) -> io::Result<Terminal<CrosstermBackend<FrameWriter>>> {
    let backend = CrosstermBackend::new(FrameWriter(b"\x1b[0m\x1b[2J".to_vec()));
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    Terminal::with_options(backend, TerminalOptions { viewport })
}

/// Returns a size to draw at. A terminal that reports 0 does not know its size; one that reports
/// 65,535 is wrong, and two buffers of that size would not fit in memory.
fn usable(width: u16, height: u16) -> Size {
    if width == 0 || height == 0 {
        return Size::new(80, 24);
    }
    Size::new(width.min(1_000), height.min(500))
}

/// Buffers the bytes of a frame and writes them at once. Dropping it writes nothing: after a panic
/// the terminal has already been restored.
struct FrameWriter(Vec<u8>);

impl Write for FrameWriter {
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

/// The shortest time between frames: about 120 a second, since more are neither seen nor free.
const FRAME: Duration = Duration::from_micros(8_333);

/// The longest pause after a frame, for a terminal that was stuck.
const MAX_PAUSE: Duration = Duration::from_millis(50);

/// Decides when the next frame is due. Never reads the clock.
#[derive(Debug)]
pub(super) struct FramePacer {
    due: Instant,
}

impl FramePacer {
    /// Creates a pacer whose first frame is due immediately.
    pub(super) fn new(now: Instant) -> Self {
        Self { due: now }
    }

    /// Returns how long the next frame has to wait: zero after a pause, so that a key shows at once.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        self.due.saturating_duration_since(now)
    }

    /// Records that a frame was drawn. Drawing takes at most half of the time, so that slow frames
    /// cannot starve the handling of events.
    pub(super) fn drawn(&mut self, began: Instant, ended: Instant) {
        let pause = ended.saturating_duration_since(began).min(MAX_PAUSE);
        self.due = (began + FRAME).max(ended + pause);
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

    #[test]
    fn the_first_frame_and_the_first_after_a_pause_are_due_at_once() {
        let start = Instant::now();
        let mut pacer = FramePacer::new(start);
        assert_eq!(pacer.wait(start), Duration::ZERO);
        pacer.drawn(start, start + Duration::from_millis(1));
        assert_eq!(pacer.wait(start + Duration::from_secs(1)), Duration::ZERO);
    }

    #[test]
    fn a_quick_frame_leaves_room_until_the_next_of_120_a_second() {
        let start = Instant::now();
        let mut pacer = FramePacer::new(start);
        pacer.drawn(start, start + Duration::from_millis(1));
        assert_eq!(
            pacer.wait(start + Duration::from_millis(1)),
            FRAME - Duration::from_millis(1)
        );
        assert_eq!(pacer.wait(start + FRAME), Duration::ZERO);
    }

    #[test]
    fn a_slow_frame_leaves_as_much_time_for_the_rest_up_to_a_limit() {
        let start = Instant::now();
        let mut pacer = FramePacer::new(start);
        let ended = start + Duration::from_millis(20);
        pacer.drawn(start, ended);
        assert_eq!(pacer.wait(ended), Duration::from_millis(20));
        let ended = start + Duration::from_secs(9);
        pacer.drawn(start, ended);
        assert_eq!(pacer.wait(ended), MAX_PAUSE);
    }
}
