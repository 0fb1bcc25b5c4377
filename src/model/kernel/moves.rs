//! What moves in each quarter, taken apart: for those who show how a quarter's figures come about.
//!
//! Must not hold a formula: it goes the way of [`evaluate`](crate::model::evaluate) and keeps what that adds up.

use crate::model::{
    Inputs, Plan,
    kernel::{
        before::Before,
        company::Company,
        flow::{Beside, Flow, Wave, Waves},
        timing::Ticks,
    },
};

/// One quarter of all divisions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moves {
    /// What becomes cash.
    pub(crate) flow: Flow<f64>,
    /// What is told beside it; lost output is no move, it stands in the outcome.
    pub(crate) beside: Beside<f64>,
}

/// The moves of `plan`, quarter by quarter.
pub(crate) fn moves(inputs: &Inputs, plan: &Plan, horizon: usize) -> Vec<Moves> {
    let assumptions = &inputs.assumptions;
    let timing = Waves::of(&plan.levers);
    let mut company = Company::new(&timing);
    for ((division, levers), &wave) in inputs.divisions.iter().zip(&plan.levers).zip(&timing.of) {
        let before = Before::of(division, assumptions, plan, levers);
        company.add(wave, division, assumptions, (plan, levers), &before);
    }
    let quit_rate = company.totals.extra_quit_rate(assumptions);
    let times = timing.timing.iter();
    let mut waves: Vec<_> = company
        .tallies
        .iter()
        .zip(times)
        .map(|(tally, &times)| {
            let wave = Wave::of(tally, assumptions, quit_rate);
            (tally, wave, Ticks::of(assumptions, times))
        })
        .collect();
    let in_quarter = |quarter| {
        let (mut flow, mut beside) = (Flow::zero(), Beside::zero());
        for (tally, wave, ticks) in &mut waves {
            let tick = ticks.tick(quarter);
            flow.add(wave, &tick);
            beside.add(tally, assumptions, &tick);
        }
        Moves { flow, beside }
    };
    (0..horizon).map(in_quarter).collect()
}
