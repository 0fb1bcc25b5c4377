//! A division before the plan: the part of the formulas that neither delivery nor time touches.
//!
//! Model contract, section 2, "People" and "Cost of a position". A stage of its own, so that a
//! simulation computes it once where nothing uncertain goes into it. Must not decide who leaves.

use crate::model::{
    Assumptions, Decision, DivisionInputs, Lever, Levers, Number, Plan, PlanLever, Unit,
};

/// What one division is, and what would happen in it anyway.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<N> {
    /// H.
    pub(crate) people: N,
    /// M.
    pub(crate) managers: N,
    /// Share of positions to eliminate before delivery.
    pub(crate) planned_cut: N,
    /// Managers' share of the eliminated positions, m.
    pub(crate) managers_share: N,
    /// Natural quits left unfilled, if so many positions go.
    pub(crate) unfilled: N,
    /// What a non-manager costs, as a share of the average, `1/(1+μ(k-1))`.
    pub(crate) individual: N,
    /// What a manager costs more than a non-manager, `k-1`.
    pub(crate) premium: N,
}

impl<N: Number> Before<N> {
    #[inline(always)]
    pub(crate) fn of(
        division: &DivisionInputs<N>,
        assumptions: &Assumptions<N>,
        plan: &Plan,
        levers: &Levers,
    ) -> Self {
        let one = N::of(1.0);
        let people = division.headcount;
        let managers = division.managers();
        let own_share = (managers / people).called("share of managers", Unit::Share);
        let premium = assumptions.manager_premium - one;
        Self {
            people,
            managers,
            planned_cut: N::decided(levers.cut, Decision::Lever(Lever::Cut)),
            managers_share: levers.managers.map_or(own_share, |share| {
                N::decided(share, Decision::Lever(Lever::Managers))
            }),
            unfilled: unfilled(division, plan, levers),
            individual: one / (one + own_share * premium),
            premium,
        }
    }
}

impl<N: Copy> Before<N> {
    /// The same division in another number.
    #[inline(always)]
    pub(crate) fn map<M>(&self, mut number: impl FnMut(N) -> M) -> Before<M> {
        Before {
            people: number(self.people),
            managers: number(self.managers),
            planned_cut: number(self.planned_cut),
            managers_share: number(self.managers_share),
            unfilled: number(self.unfilled),
            individual: number(self.individual),
            premium: number(self.premium),
        }
    }
}

/// `attrition_first · H · (1-(1-attrition)^(duration/4))`.
#[inline(always)]
fn unfilled<N: Number>(division: &DivisionInputs<N>, plan: &Plan, levers: &Levers) -> N {
    let first = N::decided(
        plan.attrition_first,
        Decision::Plan(PlanLever::AttritionFirst),
    );
    if first.is_zero() {
        return N::zero();
    }
    let one = N::of(1.0);
    let years = N::decided(levers.duration, Decision::Lever(Lever::Duration)) / N::of(4.0);
    let stay = (one - division.attrition).powf(years);
    (first * division.headcount * (one - stay))
        .called("quits that may be left unfilled", Unit::People)
}
