//! What the divisions do to the company's money and payroll, quarter by quarter.
//!
//! Must not add up over quarters: that is the outcome's.

use super::timing::{Tick, schedule};
use super::{DivisionOutcome, Inputs, Levers, Number, People, Plan};

/// What all divisions together do in one quarter.
#[derive(Clone, Copy)]
pub(crate) struct Flow<N> {
    pub(crate) savings: N,
    pub(crate) positive_savings: N,
    pub(crate) fundable: N,
    pub(crate) notices: N,
    pub(crate) charge: N,
    pub(crate) notice_pay: N,
    pub(crate) exit_pay: N,
    pub(crate) reskilling: N,
    pub(crate) rehiring: N,
    pub(crate) survivors: N,
    pub(crate) lost_output: N,
    pub(crate) gone: N,
}

impl<N: Number> Flow<N> {
    fn zero() -> Self {
        let zero = N::zero();
        Self {
            savings: zero,
            positive_savings: zero,
            fundable: zero,
            notices: zero,
            charge: zero,
            notice_pay: zero,
            exit_pay: zero,
            reskilling: zero,
            rehiring: zero,
            survivors: zero,
            lost_output: zero,
            gone: zero,
        }
    }
}

/// What all divisions do, quarter by quarter.
pub(crate) fn flows<N: Number>(
    inputs: &Inputs<N>,
    plan: &Plan,
    horizon: usize,
    divisions: &[DivisionOutcome<N>],
) -> Vec<Flow<N>> {
    let mut flows = vec![Flow::zero(); horizon];
    let mut ticks = vec![Tick::idle(); horizon];
    let mut timing = None;
    for (division, levers) in divisions.iter().zip(&plan.levers) {
        // Most divisions of a plan share their timing, and a schedule costs more than its use.
        let wanted = (levers.start, levers.duration);
        if timing != Some(wanted) {
            schedule(
                &inputs.assumptions,
                levers.start,
                levers.duration,
                &mut ticks,
            );
            timing = Some(wanted);
        }
        division.add_to(&mut flows, &ticks, inputs, levers);
    }
    flows
}

impl<N: Number> DivisionOutcome<N> {
    /// Model contract, section 2: "Savings", "Restructuring charge", "Other one-time cash",
    /// "Economic, not cash", quarter by quarter.
    fn add_to(
        &self,
        flows: &mut [Flow<N>],
        ticks: &[Tick<N>],
        inputs: &Inputs<N>,
        levers: &Levers,
    ) {
        let assumptions = &inputs.assumptions;
        let People {
            attrition,
            redeployed,
            laid_off,
            rehired,
            remaining,
            ..
        } = self.people;
        let zero = N::zero();
        let quarterly = self.cost.eliminated * N::of(0.25);
        let reallocate = N::of(levers.reallocate);
        let on_exit = laid_off * self.charge_per_head.on_exit();
        let reskilling = redeployed * assumptions.reskilling;
        let rehiring = rehired * assumptions.rehire_cost * self.cost.base_pay;
        let replacing =
            self.extra_quits * assumptions.replacement_cost * self.cost.average_base_pay;
        let depth = (self.people.cut_delivered / N::of(0.10)).min(N::of(1.0));
        let lost_output =
            remaining * self.cost.average * N::of(0.25) * assumptions.productivity_dip * depth;
        for (flow, tick) in flows.iter_mut().zip(ticks) {
            let savings = quarterly
                * (attrition * tick.notice.mean + laid_off * tick.exit.mean
                    - rehired * tick.rehire.mean);
            let positive = savings.max(zero);
            flow.savings += savings;
            flow.positive_savings += positive;
            flow.fundable += reallocate * positive;
            flow.notices += laid_off * tick.notice.step;
            flow.charge += self.charge * tick.notice.step;
            flow.notice_pay += quarterly * laid_off * (tick.notice.mean - tick.exit.mean);
            flow.exit_pay += on_exit * tick.exit.step;
            flow.reskilling += reskilling * tick.notice.step;
            flow.rehiring += rehiring * tick.rehire.step;
            flow.survivors += replacing * tick.survivor_step;
            flow.lost_output += lost_output * tick.dip;
            flow.gone += attrition * tick.notice.level + laid_off * tick.exit.level
                - rehired * tick.rehire.level;
        }
    }
}
