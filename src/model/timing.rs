//! When things happen: notices given evenly over a duration, and what follows them later.
//!
//! Model contract, section 2, "Ramp" and "Timing". Times are quarters from the start.
//!
//! Must not know how many people or how much money it times.

use super::{Assumptions, Number};

/// Days in a year, over which notice is counted.
const DAYS_PER_YEAR: f64 = 365.0;
/// Shorter durations are a step: dividing by them could overflow, and no result could show them.
const SHORTEST_RAMP: f64 = 1e-300;

/// A share that grows evenly from 0 at `offset` to 1 a `duration` later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ramp<N> {
    offset: N,
    duration: f64,
    per_duration: f64,
}

impl<N: Number> Ramp<N> {
    pub(crate) fn new(offset: N, duration: f64) -> Self {
        let is_step = duration < SHORTEST_RAMP;
        let (duration, per_duration) = if is_step {
            (0.0, 0.0)
        } else {
            (duration, 1.0 / duration)
        };
        Self {
            offset,
            duration,
            per_duration,
        }
    }

    /// `ramp(time - offset, duration)`: the share reached at `time`.
    pub(crate) fn reached(&self, time: f64) -> N {
        let since = N::of(time) - self.offset;
        if self.duration == 0.0 {
            N::zero().if_less(since, N::of(1.0), N::zero())
        } else {
            since.clamp_to(N::zero(), N::of(self.duration)) * N::of(self.per_duration)
        }
    }

    /// Its integral from the beginning of time to `time`.
    pub(crate) fn area(&self, time: f64) -> N {
        let since = N::of(time) - self.offset;
        let rising = since.clamp_to(N::zero(), N::of(self.duration));
        let after = (since - N::of(self.duration)).max(N::zero());
        rising * rising * N::of(0.5 * self.per_duration) + after
    }
}

/// What one ramp does within one quarter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phase<N> {
    /// `mean(t, o, d)`: average share over the quarter.
    pub(crate) mean: N,
    /// `step(t, o, d)`: growth of the share within the quarter.
    pub(crate) step: N,
    /// Share reached at the end of the quarter.
    pub(crate) level: N,
}

fn phases<N: Number>(ramp: Ramp<N>) -> impl FnMut(usize) -> Phase<N> {
    let mut reached = ramp.reached(0.0);
    let mut area = ramp.area(0.0);
    move |quarter| {
        let end = quarter as f64 + 1.0;
        let (level, area_after) = (ramp.reached(end), ramp.area(end));
        let phase = Phase {
            mean: area_after - area,
            step: level - reached,
            level,
        };
        (reached, area) = (level, area_after);
        phase
    }
}

/// One quarter of a division's programme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tick<N> {
    /// Notices, and quits that are not replaced.
    pub(crate) notice: Phase<N>,
    /// Exits of people laid off.
    pub(crate) exit: Phase<N>,
    /// Return of people rehired.
    pub(crate) rehire: Phase<N>,
    /// Share of the survivors' extra quits that fall in this quarter.
    pub(crate) survivor_step: N,
    /// Share of the first dip in output that is left: `2^(-(t-o)/half-life)`, 0 before `o`.
    pub(crate) dip: N,
}

/// The quarters over which survivors' extra quits are spread.
const SURVIVOR_QUARTERS: f64 = 4.0;

/// `ν`: quarters between notice and exit.
pub(crate) fn notice_quarters<N: Number>(assumptions: &Assumptions<N>) -> N {
    assumptions.notice_days / N::of(DAYS_PER_YEAR) * N::of(4.0)
}

/// `notice_days / 365`: years of pay during notice.
pub(crate) fn notice_years<N: Number>(assumptions: &Assumptions<N>) -> N {
    assumptions.notice_days / N::of(DAYS_PER_YEAR)
}

/// Fills `ticks` with the quarters of a programme that starts at the lever `start` and lasts `duration`.
pub(crate) fn schedule<N: Number>(
    assumptions: &Assumptions<N>,
    start: f64,
    duration: f64,
    ticks: &mut [Tick<N>],
) {
    let notice_at = N::of(start) + assumptions.slip;
    let exit_at = notice_at + notice_quarters(assumptions);
    let mut notice = phases(Ramp::new(notice_at, duration));
    let mut exit = phases(Ramp::new(exit_at, duration));
    let mut rehire = phases(Ramp::new(exit_at + assumptions.rehire_lag, duration));
    let mut survivors = phases(Ramp::new(notice_at, SURVIVOR_QUARTERS));
    for (quarter, tick) in ticks.iter_mut().enumerate() {
        *tick = Tick {
            notice: notice(quarter),
            exit: exit(quarter),
            rehire: rehire(quarter),
            survivor_step: survivors(quarter).step,
            dip: dip(assumptions, notice_at, quarter as f64),
        };
    }
}

fn dip<N: Number>(assumptions: &Assumptions<N>, notice_at: N, quarter: f64) -> N {
    let since = N::of(quarter) - notice_at;
    let left = (-(since / assumptions.dip_half_life)).exp2();
    since.if_less(N::zero(), N::zero(), left)
}

impl<N: Number> Tick<N> {
    /// A quarter in which nothing happens.
    pub(crate) fn idle() -> Self {
        let zero = N::zero();
        let phase = Phase {
            mean: zero,
            step: zero,
            level: zero,
        };
        Self {
            notice: phase,
            exit: phase,
            rehire: phase,
            survivor_step: zero,
            dip: zero,
        }
    }
}
