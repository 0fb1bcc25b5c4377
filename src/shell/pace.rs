//! When the next frame is due.
//!
//! Must not read the clock or wait: it is told the time.

use std::time::{Duration, Instant};

/// About 120 frames a second: nobody sees more of them, and each is work for the terminal too.
const FRAME: Duration = Duration::from_micros(8_333);

/// A terminal that was stuck for long owes nobody a pause of the same length.
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// The earliest time of the next frame.
#[derive(Debug)]
pub(super) struct Pace {
    due: Instant,
}

impl Pace {
    /// The first frame is due now.
    pub(super) fn new(now: Instant) -> Self {
        Self { due: now }
    }

    /// How long the next frame has to wait. Nothing after a pause: the first key is shown at once.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        self.due.saturating_duration_since(now)
    }

    /// A frame was drawn. Drawing gets at most half of the time, so that slow frames cannot keep
    /// what arrives from being dealt with.
    pub(super) fn drawn(&mut self, began: Instant, ended: Instant) {
        let pause = ended.saturating_duration_since(began).min(LONGEST_PAUSE);
        self.due = (began + FRAME).max(ended + pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_frame_and_the_first_after_a_pause_are_due_at_once() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        assert_eq!(pace.wait(start), Duration::ZERO);
        pace.drawn(start, start + Duration::from_millis(1));
        assert_eq!(pace.wait(start + Duration::from_secs(1)), Duration::ZERO);
    }

    #[test]
    fn a_quick_frame_leaves_room_until_the_next_of_120_a_second() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        pace.drawn(start, start + Duration::from_millis(1));
        assert_eq!(
            pace.wait(start + Duration::from_millis(1)),
            FRAME - Duration::from_millis(1)
        );
        assert_eq!(pace.wait(start + FRAME), Duration::ZERO);
    }

    #[test]
    fn a_slow_frame_leaves_as_much_time_for_the_rest_up_to_a_limit() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        let ended = start + Duration::from_millis(20);
        pace.drawn(start, ended);
        assert_eq!(pace.wait(ended), Duration::from_millis(20));
        let ended = start + Duration::from_secs(9);
        pace.drawn(start, ended);
        assert_eq!(pace.wait(ended), LONGEST_PAUSE);
    }
}
