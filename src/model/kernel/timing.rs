//! When things happen: notices given evenly over a duration, and what follows them later.
//!
//! Model contract, section 2, "Ramp" and "Timing". Times are quarters from the start of the scenario. Everything here
//! is a share from 0 to 1; people and money are multiplied with it elsewhere.

use crate::model::{Assumptions, Decision, Lever, Number, Unit};

/// Days in a year, for notice.
const DAYS_PER_YEAR: f64 = 365.0;
/// A shorter duration counts as a step: dividing by it could overflow, and no result could show it.
const SHORTEST_RAMP: f64 = 1e-300;

/// A share that grows evenly from 0 at `offset` to 1 at `offset + duration`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ramp<N> {
    offset: N,
    duration: N,
    per_duration: N,
    is_step: bool,
}

impl<N: Number> Ramp<N> {
    #[inline(always)]
    pub(crate) fn new(offset: N, duration: N, is_step: bool) -> Self {
        let (duration, per_duration) = if is_step {
            (N::zero(), N::zero())
        } else {
            (duration, N::of(1.0) / duration)
        };
        Self {
            offset,
            duration,
            per_duration,
            is_step,
        }
    }

    /// Returns the share reached at `time`, `ramp(time - offset, duration)`.
    #[inline(always)]
    pub(crate) fn reached(&self, time: f64) -> N {
        let since = N::of(time) - self.offset;
        if self.is_step {
            N::zero().if_less(since, N::of(1.0), N::zero())
        } else {
            since.clamp_to(N::zero(), self.duration) * self.per_duration
        }
    }

    /// Returns the integral of the share up to `time`.
    #[inline(always)]
    pub(crate) fn area(&self, time: f64) -> N {
        let since = N::of(time) - self.offset;
        let rising = since.clamp_to(N::zero(), self.duration);
        let rising = rising.called("quarters since, up to the duration", Unit::Quarters);
        let after = (since - self.duration).max(N::zero());
        rising * rising * (N::of(0.5) * self.per_duration) + after
    }
}

/// One ramp within one quarter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phase<N> {
    /// Average share over the quarter, `mean(t, o, d)`.
    pub(crate) mean: N,
    /// Growth of the share within the quarter, `step(t, o, d)`.
    pub(crate) step: N,
    /// Share reached at the end of the quarter.
    pub(crate) level: N,
}

/// A ramp followed through the quarters in order.
#[derive(Clone, Copy, Debug)]
struct Course<N> {
    ramp: Ramp<N>,
    /// The share at the end of the last quarter.
    reached: N,
    /// The integral up to there.
    area: N,
}

impl<N: Number> Course<N> {
    #[inline(always)]
    fn of(offset: N, duration: N, is_step: bool) -> Self {
        let ramp = Ramp::new(offset, duration, is_step);
        Self {
            ramp,
            reached: ramp.reached(0.0),
            area: (ramp.area(0.0)).called("share times quarters before the start", Unit::Quarters),
        }
    }

    /// Steps through the quarter that ends at `end`.
    #[inline(always)]
    fn step(&mut self, end: f64) -> Phase<N> {
        let (level, area) = (self.ramp.reached(end), self.ramp.area(end));
        let area = area.called("share times quarters by the end", Unit::Quarters);
        let phase = Phase {
            mean: area - self.area,
            step: level - self.reached,
            level,
        };
        (self.reached, self.area) = (level, area);
        phase
    }
}

/// One quarter of a cohort.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tick<N> {
    /// Notices given, and quits not replaced.
    pub(crate) notice: Phase<N>,
    /// Exits of people laid off.
    pub(crate) exit: Phase<N>,
    /// Returns of people rehired.
    pub(crate) rehire: Phase<N>,
    /// Share of the survivors' extra quits that fall in this quarter.
    pub(crate) survivor_step: N,
}

/// The quarters over which survivors' extra quits are spread.
const SURVIVOR_QUARTERS: f64 = 4.0;

/// Returns the quarters between notice and exit, `ν`.
#[inline(always)]
pub(crate) fn notice_quarters<N: Number>(assumptions: &Assumptions<N>) -> N {
    assumptions.notice_days / N::of(DAYS_PER_YEAR) * N::of(4.0)
}

/// Returns the years of pay during notice, `notice_days/365`.
#[inline(always)]
pub(crate) fn notice_years<N: Number>(assumptions: &Assumptions<N>) -> N {
    assumptions.notice_days / N::of(DAYS_PER_YEAR)
}

/// The quarters of a cohort, in order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticks<N> {
    notice: Course<N>,
    exit: Course<N>,
    rehire: Course<N>,
    survivors: Course<N>,
}

impl<N: Number> Ticks<N> {
    /// Returns the quarters of a cohort with the levers `start` and `duration`.
    #[inline(always)]
    pub(crate) fn of(assumptions: &Assumptions<N>, (start, duration): (f64, f64)) -> Self {
        let is_step = duration < SHORTEST_RAMP;
        let duration = N::decided(duration, Decision::Lever(Lever::Duration));
        let start = N::decided(start, Decision::Lever(Lever::Start));
        let notice_at = (start + assumptions.slip).called("notices begin", Unit::Quarters);
        let exit_at = notice_at + notice_quarters(assumptions);
        let exit_at = exit_at.called("exits begin", Unit::Quarters);
        let back_at = exit_at + assumptions.rehire_lag;
        let back_at = back_at.called("rehires begin", Unit::Quarters);
        Self {
            notice: Course::of(notice_at, duration, is_step),
            exit: Course::of(exit_at, duration, is_step),
            rehire: Course::of(back_at, duration, is_step),
            survivors: Course::of(notice_at, N::of(SURVIVOR_QUARTERS), false),
        }
    }

    /// Returns a quarter; they must be asked for in order, from 0.
    #[inline(always)]
    pub(crate) fn tick(&mut self, quarter: usize) -> Tick<N> {
        let end = quarter as f64 + 1.0;
        Tick {
            notice: self.notice.step(end),
            exit: self.exit.step(end),
            rehire: self.rehire.step(end),
            survivor_step: self.survivors.step(end).step,
        }
    }

    /// Names the shares of a quarter for a trace.
    #[inline(always)]
    pub(crate) fn named(tick: Tick<N>) -> Tick<N> {
        let share = |number: N, name| number.called(name, Unit::Share);
        let Tick {
            notice,
            exit,
            rehire,
            survivor_step,
        } = tick;
        Tick {
            notice: Phase {
                mean: share(notice.mean, "notices given, average of the quarter"),
                step: share(notice.step, "notices given within the quarter"),
                level: share(notice.level, "notices given by the end"),
            },
            exit: Phase {
                mean: share(exit.mean, "exits over, average of the quarter"),
                step: share(exit.step, "exits within the quarter"),
                level: share(exit.level, "exits over by the end"),
            },
            rehire: Phase {
                mean: share(rehire.mean, "rehires back, average of the quarter"),
                step: share(rehire.step, "rehires back within the quarter"),
                level: share(rehire.level, "rehires back by the end"),
            },
            survivor_step: share(survivor_step, "extra quits within the quarter"),
        }
    }

    /// Returns the share of the first dip in output that is left in a quarter, `2^(-(t-o)/half-life)`; 0 before `o`.
    pub(crate) fn dip(&self, assumptions: &Assumptions<N>, quarter: usize) -> N {
        let since = N::of(quarter as f64) - self.notice.ramp.offset;
        let left = (-(since / assumptions.dip_half_life)).exp2();
        since.if_less(N::zero(), N::zero(), left)
    }
}

impl<N: Copy> Tick<N> {
    /// Converts every number.
    #[inline(always)]
    pub(crate) fn map<M>(&self, mut number: impl FnMut(N) -> M) -> Tick<M> {
        let mut phase = |phase: Phase<N>| Phase {
            mean: number(phase.mean),
            step: number(phase.step),
            level: number(phase.level),
        };
        Tick {
            notice: phase(self.notice),
            exit: phase(self.exit),
            rehire: phase(self.rehire),
            survivor_step: number(self.survivor_step),
        }
    }
}
