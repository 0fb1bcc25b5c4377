//! What the divisions do to the company's money and payroll, quarter by quarter.
//!
//! Divisions that give notice at the same time go through it together, as a wave.
//! Must not add up over quarters: that is the outcome's.

use std::collections::BTreeMap;

use crate::model::{
    Assumptions, Levers, Number, Unit,
    kernel::{tally::Tally, timing::Tick},
};

/// Which divisions give notice together: their places among the waves, and each wave's timing.
#[derive(Clone, Debug)]
pub(crate) struct Waves {
    /// One for each division.
    pub(crate) of: Vec<usize>,
    /// The levers `start` and `duration` of each wave.
    pub(crate) timing: Vec<(f64, f64)>,
}

impl Waves {
    /// Together, or each division alone where the number wants them apart.
    pub(crate) fn kept<N: Number>(levers: &[Levers]) -> Self {
        match N::APART {
            true => Self::apart(levers),
            false => Self::of(levers),
        }
    }

    fn apart(levers: &[Levers]) -> Self {
        Self {
            of: (0..levers.len()).collect(),
            timing: levers.iter().map(|l| (l.start, l.duration)).collect(),
        }
    }

    pub(crate) fn of(levers: &[Levers]) -> Self {
        let mut timing: Vec<(f64, f64)> = Vec::new();
        let mut known: BTreeMap<[u64; 2], usize> = BTreeMap::new();
        let mut last = 0;
        let wave = |levers: &Levers| {
            let wanted = (levers.start, levers.duration);
            // Most divisions of a plan share their timing.
            if timing.get(last) != Some(&wanted) {
                let bits = [wanted.0.to_bits(), wanted.1.to_bits()];
                last = *known.entry(bits).or_insert_with(|| {
                    timing.push(wanted);
                    timing.len() - 1
                });
            }
            last
        };
        Self {
            of: levers.iter().map(wave).collect(),
            timing,
        }
    }
}

/// The money that a wave moves, to be timed: yearly pay by the quarter, and one-time amounts in all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wave<N> {
    quits: N,
    exits: N,
    rehires: N,
    quits_to_ai: N,
    exits_to_ai: N,
    rehires_to_ai: N,
    laid_off: N,
    on_exit: N,
    reskilling: N,
    rehiring: N,
    replacing: N,
}

impl<N: Number> Wave<N> {
    #[inline(always)]
    pub(crate) fn of(tally: &Tally<N>, assumptions: &Assumptions<N>, quit_rate: N) -> Self {
        let quarter = N::of(0.25);
        let (exits, exits_to_ai) = (tally.exits * quarter, tally.exits_to_ai * quarter);
        Self {
            quits: tally.quits * quarter,
            exits,
            rehires: exits * assumptions.rehire_share,
            quits_to_ai: tally.quits_to_ai * quarter,
            exits_to_ai,
            rehires_to_ai: exits_to_ai * assumptions.rehire_share,
            laid_off: tally.laid_off,
            on_exit: (tally.charge(assumptions).on_exit())
                .called("charge due at exit", Unit::Money),
            reskilling: (tally.reskilling(assumptions)).called("reskilling in all", Unit::Money),
            rehiring: (tally.rehiring(assumptions)).called("rehiring in all", Unit::Money),
            replacing: (tally.replacing(assumptions, quit_rate))
                .called("replacing survivors who quit, in all", Unit::Money),
        }
    }
}

/// The money that all divisions together move in one quarter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow<N> {
    pub(crate) savings: N,
    pub(crate) fundable: N,
    pub(crate) notices: N,
    pub(crate) exit_pay: N,
    pub(crate) reskilling: N,
    pub(crate) rehiring: N,
    pub(crate) survivors: N,
}

impl<N: Number> Flow<N> {
    #[inline(always)]
    pub(crate) fn zero() -> Self {
        let zero = N::zero();
        Self {
            savings: zero,
            fundable: zero,
            notices: zero,
            exit_pay: zero,
            reskilling: zero,
            rehiring: zero,
            survivors: zero,
        }
    }

    /// The same with names for a trace.
    #[inline(always)]
    pub(crate) fn named(self) -> Self {
        let money = |number: N, name| number.called(name, Unit::Money);
        Self {
            savings: money(self.savings, "savings"),
            fundable: money(self.fundable, "savings that go to AI at once"),
            notices: self.notices.called("people given notice", Unit::People),
            exit_pay: money(self.exit_pay, "charge paid at exit"),
            reskilling: money(self.reskilling, "reskilling paid"),
            rehiring: money(self.rehiring, "rehiring paid"),
            survivors: money(self.survivors, "cost of survivors' quits"),
        }
    }

    /// Adds what `wave` does in the quarter `tick`.
    ///
    /// Savings are never below 0, in any division: people come back after they left, and no more
    /// than left. So `max(0, g)` of the contract is needed only against rounding.
    #[inline(always)]
    pub(crate) fn add(&mut self, wave: &Wave<N>, tick: &Tick<N>) {
        let (notice, exit, rehire) = (tick.notice, tick.exit, tick.rehire);
        self.savings +=
            wave.quits * notice.mean + wave.exits * exit.mean - wave.rehires * rehire.mean;
        let to_ai = wave.quits_to_ai * notice.mean + wave.exits_to_ai * exit.mean
            - wave.rehires_to_ai * rehire.mean;
        self.fundable += to_ai.max(N::zero());
        self.notices += wave.laid_off * notice.step;
        self.exit_pay += wave.on_exit * exit.step;
        self.reskilling += wave.reskilling * notice.step;
        self.rehiring += wave.rehiring * rehire.step;
        self.survivors += wave.replacing * tick.survivor_step;
    }
}

/// What a report tells of a quarter beside the money: no metric hangs on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beside<N> {
    pub(crate) charge: N,
    pub(crate) notice_pay: N,
    pub(crate) lost_output: N,
    pub(crate) gone: N,
}

impl<N: Number> Beside<N> {
    pub(crate) fn zero() -> Self {
        let zero = N::zero();
        Self {
            charge: zero,
            notice_pay: zero,
            lost_output: zero,
            gone: zero,
        }
    }

    /// Adds the divisions of one wave in the quarter `tick`.
    pub(crate) fn add(&mut self, tally: &Tally<N>, assumptions: &Assumptions<N>, tick: &Tick<N>) {
        let (notice, exit, rehire) = (tick.notice, tick.exit, tick.rehire);
        let rehired = assumptions.rehire_share * tally.laid_off;
        self.charge += tally.charge(assumptions).total() * notice.step;
        self.notice_pay += tally.exits * N::of(0.25) * (notice.mean - exit.mean);
        self.gone +=
            tally.attrition * notice.level + tally.laid_off * exit.level - rehired * rehire.level;
    }
}
