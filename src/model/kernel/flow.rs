//! What the divisions do to the company's money and payroll, quarter by quarter.
//!
//! Divisions that give notice together form a cohort and go through the quarters as one. Nothing is added up
//! over quarters here: `company` and `outcome` do that.

use std::collections::BTreeMap;

use crate::model::{
    Assumptions, Levers, Number, Place, Unit,
    kernel::{
        division::Totals,
        timing::{Tick, Ticks},
    },
};

/// The divisions of a plan, grouped by when they give notice.
#[derive(Clone, Debug)]
pub(crate) struct Cohorts {
    /// For each division, the index of its cohort.
    pub(crate) of: Vec<usize>,
    /// The levers `start` and `duration` of each cohort.
    pub(crate) timing: Vec<(f64, f64)>,
}

impl Cohorts {
    /// Groups divisions with the same timing; each stays alone for a number that names divisions one by one.
    pub(crate) fn of<N: Number>(levers: &[Levers]) -> Self {
        if N::APART {
            return Self {
                of: (0..levers.len()).collect(),
                timing: levers.iter().map(|l| (l.start, l.duration)).collect(),
            };
        }
        let mut timing: Vec<(f64, f64)> = Vec::new();
        let mut known: BTreeMap<[u64; 2], usize> = BTreeMap::new();
        let mut last = 0;
        let cohort = |levers: &Levers| {
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
            of: levers.iter().map(cohort).collect(),
            timing,
        }
    }

    /// Returns the quarters of each cohort.
    pub(crate) fn ticks<N: Number>(&self, assumptions: &Assumptions<N>) -> Vec<Ticks<N>> {
        let timing = self.timing.iter().enumerate();
        let ticks = timing.map(|(index, &timing)| {
            N::enter(Place::division(index));
            Ticks::of(assumptions, timing)
        });
        let ticks = ticks.collect();
        N::enter(Place::COMPANY);
        ticks
    }
}

/// The money that a cohort moves, to be spread over time: pay by the quarter, and one-time amounts in all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cohort<N> {
    /// Quarterly pay of those who quit.
    attrition_pay: N,
    /// Quarterly pay of those laid off.
    laid_off_pay: N,
    /// Quarterly pay of those hired back.
    rehired_pay: N,
    /// Parts of these three that go to AI.
    attrition_to_ai: N,
    laid_off_to_ai: N,
    rehired_to_ai: N,
    /// People laid off.
    laid_off: N,
    /// Charge paid when people leave.
    on_exit: N,
    reskilling: N,
    rehiring: N,
    /// Cost of replacing survivors who quit.
    replacing: N,
}

impl<N: Number> Cohort<N> {
    #[inline(always)]
    pub(crate) fn of(totals: &Totals<N>, assumptions: &Assumptions<N>, quit_rate: N) -> Self {
        let quarter = N::of(0.25);
        let laid_off_pay = totals.laid_off_pay * quarter;
        let laid_off_to_ai = totals.laid_off_to_ai * quarter;
        Self {
            attrition_pay: totals.attrition_pay * quarter,
            laid_off_pay,
            rehired_pay: laid_off_pay * assumptions.rehire_share,
            attrition_to_ai: totals.attrition_to_ai * quarter,
            laid_off_to_ai,
            rehired_to_ai: laid_off_to_ai * assumptions.rehire_share,
            laid_off: totals.laid_off,
            on_exit: (totals.charge(assumptions).on_exit())
                .called("charge due at exit", Unit::Money),
            reskilling: (totals.reskilling(assumptions)).called("reskilling in all", Unit::Money),
            rehiring: (totals.rehiring(assumptions)).called("rehiring in all", Unit::Money),
            replacing: (totals.replacing(assumptions, quit_rate))
                .called("replacing survivors who quit, in all", Unit::Money),
        }
    }
}

/// The money that all divisions together move in one quarter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow<N> {
    /// Payroll saved.
    pub(crate) savings: N,
    /// Part of the savings that may go to AI at once.
    pub(crate) fundable: N,
    /// People given notice.
    pub(crate) notices: N,
    /// Charge paid at exit.
    pub(crate) exit_pay: N,
    /// Reskilling paid.
    pub(crate) reskilling: N,
    /// Rehiring paid.
    pub(crate) rehiring: N,
    /// Cost of replacing survivors who quit.
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

    /// Names the amounts for a trace.
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

    /// Adds what `cohort` does in the quarter `tick`.
    ///
    /// Savings are never below 0 in any division, because people come back after they left, and no more of
    /// them than left. So `max(0, g)` of the contract is needed only against rounding.
    #[inline(always)]
    pub(crate) fn add(&mut self, cohort: &Cohort<N>, tick: &Tick<N>) {
        let (notice, exit, rehire) = (tick.notice, tick.exit, tick.rehire);
        self.savings += cohort.attrition_pay * notice.mean + cohort.laid_off_pay * exit.mean
            - cohort.rehired_pay * rehire.mean;
        let to_ai = cohort.attrition_to_ai * notice.mean + cohort.laid_off_to_ai * exit.mean
            - cohort.rehired_to_ai * rehire.mean;
        self.fundable += to_ai.max(N::zero());
        self.notices += cohort.laid_off * notice.step;
        self.exit_pay += cohort.on_exit * exit.step;
        self.reskilling += cohort.reskilling * notice.step;
        self.rehiring += cohort.rehiring * rehire.step;
        self.survivors += cohort.replacing * tick.survivor_step;
    }
}

/// What all divisions together do in one quarter besides net cash; a simulation leaves it out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NonCash<N> {
    /// Charge recognised, without the programme's fixed part.
    pub(crate) charge: N,
    /// Notice pay, paid as payroll.
    pub(crate) notice_pay: N,
    /// Output lost while survivors recover.
    pub(crate) lost_output: N,
    /// People who have left the payroll by the end of the quarter.
    pub(crate) gone: N,
}

impl<N: Number> NonCash<N> {
    pub(crate) fn zero() -> Self {
        let zero = N::zero();
        Self {
            charge: zero,
            notice_pay: zero,
            lost_output: zero,
            gone: zero,
        }
    }

    /// Adds what a cohort does in the quarter `tick`, its lost output aside.
    pub(crate) fn add(&mut self, totals: &Totals<N>, assumptions: &Assumptions<N>, tick: &Tick<N>) {
        let (notice, exit, rehire) = (tick.notice, tick.exit, tick.rehire);
        let rehired = assumptions.rehire_share * totals.laid_off;
        self.charge += totals.charge(assumptions).total() * notice.step;
        self.notice_pay += totals.laid_off_pay * N::of(0.25) * (notice.mean - exit.mean);
        self.gone +=
            totals.attrition * notice.level + totals.laid_off * exit.level - rehired * rehire.level;
    }
}
