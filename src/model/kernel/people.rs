//! The company's people: sums over divisions, and the spans, layers and extra quits that follow from them.
//!
//! Model contract, section 2, "People".

use crate::model::{
    Assumptions, Headcount, Number, Unit,
    kernel::division::{People, span},
};

impl<N: Number> Headcount<N> {
    /// Returns uncovered work for each survivor, FTE; undefined when nobody is left.
    pub fn uncovered_per_survivor(&self) -> N {
        let survivors = self.before - self.eliminated;
        N::zero().if_less(survivors, self.uncovered / survivors, N::undefined())
    }
}

/// Sums of [`People`] over divisions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeopleTotals<N> {
    pub(crate) before: N,
    pub(crate) eliminated: N,
    pub(crate) attrition: N,
    pub(crate) redeployed: N,
    pub(crate) laid_off: N,
    pub(crate) rehired: N,
    pub(crate) remaining: N,
    pub(crate) managers_before: N,
    pub(crate) managers_after: N,
    pub(crate) uncovered: N,
}

impl<N: Number> PeopleTotals<N> {
    #[inline(always)]
    pub(crate) fn zero() -> Self {
        let zero = N::zero();
        Self {
            before: zero,
            eliminated: zero,
            attrition: zero,
            redeployed: zero,
            laid_off: zero,
            rehired: zero,
            remaining: zero,
            managers_before: zero,
            managers_after: zero,
            uncovered: zero,
        }
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, people: &People<N>) {
        self.before += people.before;
        self.eliminated += people.eliminated;
        self.attrition += people.attrition;
        self.redeployed += people.redeployed;
        self.laid_off += people.laid_off;
        self.rehired += people.rehired;
        self.remaining += people.remaining;
        self.managers_before += people.managers_before;
        self.managers_after += people.managers_after;
        self.uncovered += people.uncovered;
    }

    /// Computes extra voluntary quits per survivor, the same in every division, because survivors everywhere
    /// react to the company's layoffs.
    ///
    /// `f(z) = z^exponent` of the layoffs in per cent, linear below 0.5 %; fitted to Trevor & Nyberg (2008),
    /// Academy of Management Journal 51(2).
    #[inline(always)]
    pub(crate) fn extra_quit_rate(&self, assumptions: &Assumptions<N>) -> N {
        let percent = N::of(100.0) * self.laid_off / self.before;
        let percent = percent.called("people laid off, per cent of all", Unit::Ratio);
        let grown = percent.max(N::of(0.5)).powf(assumptions.survivor_exponent);
        let part = (N::of(2.0) * percent).min(N::of(1.0));
        (assumptions.survivor_quits * grown * part)
            .called("extra quits, share of survivors", Unit::Share)
    }

    /// Returns people at the end, AI hires included.
    #[inline(always)]
    pub(crate) fn after(&self, ai_hires: N) -> N {
        self.remaining + self.redeployed + self.rehired + ai_hires
    }

    /// Adds what follows from the sums; a span or a number of layers that is not defined is NaN.
    pub(crate) fn headcount(
        &self,
        assumptions: &Assumptions<N>,
        extra_quits: N,
        ai_hires: N,
    ) -> Headcount<N> {
        let span_before = span(self.before, self.managers_before);
        let span_after = span(self.remaining, self.managers_after);
        let layers_before = layers(self.before, span_before);
        let layers_after = layers(self.remaining, span_after);
        Headcount {
            before: self.before,
            eliminated: self.eliminated,
            attrition: self.attrition,
            redeployed: self.redeployed,
            laid_off: self.laid_off,
            rehired: self.rehired,
            ai_hires,
            after: self.after(ai_hires),
            managers_before: self.managers_before,
            managers_after: self.managers_after,
            span_before,
            span_after,
            layers_before,
            layers_after,
            decision_days_before: layers_before * assumptions.days_per_layer,
            decision_days_after: layers_after * assumptions.days_per_layer,
            uncovered: self.uncovered,
            extra_quits,
        }
    }
}

/// Computes the layers of a pyramid of `people` in which every manager has `span` reports: the geometric series
/// `1 + s + … = (s^n - 1)/(s - 1)` solved for n. Undefined for a span of 1 or less.
#[inline(always)]
fn layers<N: Number>(people: N, span: N) -> N {
    let one = N::of(1.0);
    let layers = (people * (span - one) + one).ln() / span.ln();
    one.if_less(span, layers, N::undefined())
}
