//! Runs the kernel on the samples, many draws side by side.
//!
//! Must not hold a formula, and must not judge what comes out.

use super::Effort;
use super::lanes::{Lanes, WIDTH};
use super::metric::METRICS;
use super::parallel;
use super::samples::Samples;
use crate::model::{Frame, Number, Plan, Scenario, evaluate};
use std::array::from_fn;

/// What came of every draw: a column for each metric, and one for the cumulative net cash of each quarter.
pub(super) fn draws(
    scenario: &Scenario,
    plan: &Plan,
    samples: &Samples,
    effort: Effort<'_>,
) -> Option<Vec<Vec<f64>>> {
    let n_draws = effort.draws.min(samples.draws());
    let mut results = vec![vec![0.0; n_draws]; METRICS.len() + scenario.horizon];
    let pieces = parallel::chunks(&mut results, Effort::PIECE);
    parallel::each(effort.threads, pieces, |(from, mut results)| {
        if (effort.go_on)() {
            piece(scenario, plan, samples, from, &mut results);
        }
    });
    (effort.go_on)().then_some(results)
}

/// The draws from `from` on.
fn piece(
    scenario: &Scenario,
    plan: &Plan,
    samples: &Samples,
    from: usize,
    results: &mut [&mut [f64]],
) {
    let frame = Frame {
        start: scenario.start,
        horizon: scenario.horizon,
        options: &scenario.options,
    };
    let mut inputs = scenario.inputs.map(Lanes::of);
    let length = results[0].len();
    for at in (0..length).step_by(WIDTH) {
        let n_lanes = WIDTH.min(length - at);
        for column in &samples.columns {
            let drawn = &column.values[from + at..][..n_lanes];
            inputs.set(
                column.input,
                Lanes(from_fn(|lane| drawn[lane.min(n_lanes - 1)])),
            );
        }
        let outcome = evaluate(&inputs, frame, plan);
        let metrics = METRICS.iter().map(|row| row.metric.of(&outcome));
        let cumulative = outcome.quarters.iter().map(|quarter| quarter.cumulative);
        for (column, lanes) in results.iter_mut().zip(metrics.chain(cumulative)) {
            column[at..][..n_lanes].copy_from_slice(&lanes.0[..n_lanes]);
        }
    }
}
