//! People: who leaves how, managers, span of control and layers.
//!
//! Model contract, section 2, "People".
//!
//! Must not know money.

use crate::model::{
    Assumptions, Decision, DivisionInputs, Headcount, Number, Plan, PlanLever, Unit,
    kernel::before::Before,
};

/// What a plan does to the people of one division, carried out in full. FTE unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct People<N = f64> {
    /// Before the plan, H.
    pub before: N,
    /// Share of positions eliminated, x.
    pub cut_delivered: N,
    /// Positions eliminated, E.
    pub eliminated: N,
    /// Of these, natural quits left unfilled, A.
    pub attrition: N,
    /// Of these, people moved to AI roles, R.
    pub redeployed: N,
    /// Of these, people laid off, L.
    pub laid_off: N,
    /// Of those laid off, people later hired back, B.
    pub rehired: N,
    /// Positions left, H'.
    pub remaining: N,
    /// At the end: H' + B.
    pub after: N,
    /// Managers before, M.
    pub managers_before: N,
    /// Managers among the eliminated, Em.
    pub managers_eliminated: N,
    /// Managers after, M'.
    pub managers_after: N,
    /// Average span of control before; undefined without managers.
    pub span_before: N,
    /// Average span of control after; undefined without managers.
    pub span_after: N,
    /// Work eliminated positions leave that automation cannot take over.
    pub uncovered: N,
}

/// Below this share of the managers before, none is left: what rounding leaves of a subtraction
/// is not a person, and it grows with what was subtracted from.
const NO_MANAGERS: f64 = 1e-12;

impl<N: Number> People<N> {
    #[inline(always)]
    pub(crate) fn of(
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        plan: &Plan,
        before: &Before<N>,
    ) -> Self {
        let zero = N::zero();
        let one = N::of(1.0);
        let cut_delivered = (before.planned_cut * assumptions.delivery).min(one);
        let eliminated = before.people * cut_delivered;

        let attrition = eliminated.min(before.unfilled);
        let redeployed = N::decided(plan.redeploy, Decision::Plan(PlanLever::Redeploy))
            * (eliminated - attrition);
        let laid_off = eliminated - attrition - redeployed;
        let rehired = assumptions.rehire_share * laid_off;
        let remaining = before.people - eliminated;

        let at_least = eliminated - (before.people - before.managers);
        let managers_eliminated = (before.managers_share * eliminated)
            .max(at_least)
            .max(zero)
            .min(before.managers)
            .min(eliminated);
        let left = before.managers - managers_eliminated;
        let managers_after =
            (N::of(NO_MANAGERS) * before.managers.max(one)).if_less(left, left, zero);

        Self {
            before: before.people,
            cut_delivered,
            eliminated,
            attrition,
            redeployed,
            laid_off,
            rehired,
            remaining,
            after: remaining + rehired,
            managers_before: before.managers,
            managers_eliminated,
            managers_after,
            span_before: defined_span(division.span, before.people, before.managers),
            span_after: span(remaining, managers_after),
            uncovered: (eliminated - division.automatable * before.people).max(zero),
        }
    }
}

impl<N: Number> Headcount<N> {
    /// Uncovered work for each survivor, FTE; undefined when nobody is left.
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

    /// Extra voluntary quits per survivor, the same in every division, because survivors
    /// everywhere react to the company's layoffs.
    ///
    /// `f(z) = z^exponent` of the layoffs in per cent, linear below 0.5 %;
    /// fitted to Trevor & Nyberg (2008), Academy of Management Journal 51(2).
    #[inline(always)]
    pub(crate) fn extra_quit_rate(&self, assumptions: &Assumptions<N>) -> N {
        let percent = N::of(100.0) * self.laid_off / self.before;
        let percent = percent.called("people laid off, per cent of all", Unit::Ratio);
        let grown = percent.max(N::of(0.5)).powf(assumptions.survivor_exponent);
        let part = (N::of(2.0) * percent).min(N::of(1.0));
        (assumptions.survivor_quits * grown * part)
            .called("extra quits, share of survivors", Unit::Share)
    }

    /// At the end, AI hires included.
    #[inline(always)]
    pub(crate) fn after(&self, ai_hires: N) -> N {
        self.remaining + self.redeployed + self.rehired + ai_hires
    }

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

/// People per manager, everyone but the head having one.
#[inline(always)]
fn span<N: Number>(people: N, managers: N) -> N {
    defined_span((people - N::of(1.0)) / managers, people, managers)
}

#[inline(always)]
fn defined_span<N: Number>(span: N, people: N, managers: N) -> N {
    let undefined = N::undefined();
    let with_people = N::of(1.0).if_less(people, span, undefined);
    N::zero().if_less(managers, with_people, undefined)
}

/// Layers of a pyramid of `people` in which every manager has `span` reports: the geometric
/// series `1 + s + … = (s^n - 1)/(s - 1)` solved for n.
#[inline(always)]
fn layers<N: Number>(people: N, span: N) -> N {
    let one = N::of(1.0);
    let layers = (people * (span - one) + one).ln() / span.ln();
    one.if_less(span, layers, N::undefined())
}
