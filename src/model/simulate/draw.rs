//! Runs the kernel on the samples, many draws side by side, and keeps the metrics.
//!
//! Goes the same way through the same stages as [`evaluate`](crate::model::evaluate); a stage that
//! nothing uncertain goes into is not gone through again for every draw. Must not hold a formula.

use super::Effort;
use super::lanes::{Lanes, WIDTH};
use super::metric::{METRICS, Metric};
use super::parallel;
use super::samples::Samples;
use super::touched::Touched;
use super::vectors;
use crate::model::ai::{capex_share, hires};
use crate::model::before::Before;
use crate::model::company::Company;
use crate::model::flow::{Wave, Waves};
use crate::model::timing::{Tick, Ticks};
use crate::model::{Inputs, Number, Plan, QuarterOutcome, Scenario};
use std::array::from_fn;

/// What came of every draw: a column for each metric, and one for the cumulative net cash of each quarter.
pub(super) fn draws(
    scenario: &Scenario,
    plan: &Plan,
    samples: &Samples,
    effort: Effort<'_>,
) -> Option<Vec<Vec<f64>>> {
    let n_draws = effort.draws.min(samples.draws());
    let stages = Stages::of(scenario, plan, samples);
    let mut results = vec![vec![0.0; n_draws]; METRICS.len() + scenario.horizon];
    let pieces = parallel::chunks(&mut results, Effort::PIECE);
    parallel::each(effort.threads, pieces, |(from, mut results)| {
        if (effort.go_on)() {
            if effort.wide {
                vectors::wide(
                    #[inline(always)]
                    || piece(&stages, samples, from, &mut results),
                );
            } else {
                piece(&stages, samples, from, &mut results);
            }
        }
    });
    (effort.go_on)().then_some(results)
}

/// A plan taken apart: what is the same in every draw, and what is to be computed for each.
#[derive(Clone)]
struct Stages<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    inputs: Inputs<Lanes>,
    waves: Waves,
    before: Vec<Before<Lanes>>,
    /// Divisions that something uncertain goes into before the plan.
    uncertain_before: Vec<usize>,
    /// The quarters of each wave, one wave after the other; none where they are uncertain.
    ticks: Option<Vec<Tick<Lanes>>>,
}

impl<'a> Stages<'a> {
    fn of(scenario: &'a Scenario, plan: &'a Plan, samples: &Samples) -> Self {
        let inputs = scenario.inputs.map(Lanes::of);
        let mut touched = scenario.inputs.map(Touched::of);
        for column in &samples.columns {
            touched.set(column.input, Touched(true));
        }
        let waves = Waves::of(&plan.levers);
        let divisions = scenario.inputs.divisions.len();
        let is_uncertain = |&at: &usize| any(&before(&touched, plan, at).numbers());
        let are_certain = ticks(&touched, &waves, scenario.horizon)
            .iter()
            .all(|tick| !any(&tick.numbers()));
        Self {
            scenario,
            plan,
            before: (0..divisions).map(|at| before(&inputs, plan, at)).collect(),
            uncertain_before: (0..divisions).filter(is_uncertain).collect(),
            ticks: are_certain.then(|| ticks(&inputs, &waves, scenario.horizon)),
            inputs,
            waves,
        }
    }
}

fn any(numbers: &[Touched]) -> bool {
    numbers.iter().any(|number| number.0)
}

/// Every quarter of every wave.
fn ticks<N: Number>(inputs: &Inputs<N>, waves: &Waves, horizon: usize) -> Vec<Tick<N>> {
    let of_wave = |&timing: &(f64, f64)| {
        let mut ticks = Ticks::of(&inputs.assumptions, timing);
        (0..horizon).map(move |quarter| ticks.tick(quarter))
    };
    waves.timing.iter().flat_map(of_wave).collect()
}

#[inline(always)]
fn before<N: Number>(inputs: &Inputs<N>, plan: &Plan, at: usize) -> Before<N> {
    let division = &inputs.divisions[at];
    Before::of(division, &inputs.assumptions, plan, &plan.levers[at])
}

/// What is computed for each few draws.
struct Bench {
    inputs: Inputs<Lanes>,
    before: Vec<Before<Lanes>>,
    company: Company<Lanes>,
    waves: Vec<Wave<Lanes>>,
    ticks: Vec<Ticks<Lanes>>,
}

/// The draws from `from` on.
#[inline(always)]
fn piece(stages: &Stages<'_>, samples: &Samples, from: usize, results: &mut [&mut [f64]]) {
    let mut bench = Bench {
        inputs: stages.inputs.clone(),
        before: stages.before.clone(),
        company: Company::new(&stages.waves),
        waves: Vec::with_capacity(stages.waves.timing.len()),
        ticks: Vec::with_capacity(stages.waves.timing.len()),
    };
    let length = results[0].len();
    for at in (0..length).step_by(WIDTH) {
        let n_lanes = WIDTH.min(length - at);
        for column in &samples.columns {
            let drawn = &column.values[from + at..][..n_lanes];
            let lanes = Lanes(from_fn(|lane| drawn[lane.min(n_lanes - 1)]));
            bench.inputs.set(column.input, lanes);
        }
        let (metrics, quarters) = results.split_at_mut(METRICS.len());
        let keep = |quarter: usize, cumulative: Lanes| {
            quarters[quarter][at..][..n_lanes].copy_from_slice(&cumulative.0[..n_lanes]);
        };
        let drawn = draw(stages, &mut bench, keep);
        for (column, lanes) in metrics.iter_mut().zip(drawn) {
            column[at..][..n_lanes].copy_from_slice(&lanes.0[..n_lanes]);
        }
    }
}

/// The metrics of the inputs on the bench.
#[inline(always)]
fn draw(
    stages: &Stages<'_>,
    bench: &mut Bench,
    mut keep: impl FnMut(usize, Lanes),
) -> [Lanes; METRICS.len()] {
    let Stages { scenario, plan, .. } = *stages;
    let Bench {
        inputs,
        before: known,
        company,
        waves,
        ticks,
    } = bench;
    let assumptions = &inputs.assumptions;
    for &at in &stages.uncertain_before {
        known[at] = before(inputs, plan, at);
    }
    company.clear();
    for (at, division) in inputs.divisions.iter().enumerate() {
        let levers = (plan, &plan.levers[at]);
        company.add(
            stages.waves.of[at],
            division,
            assumptions,
            levers,
            &known[at],
        );
    }
    let quit_rate = company.totals.extra_quit_rate(assumptions);
    waves.clear();
    waves.extend(company.waves(assumptions, quit_rate));
    let horizon = scenario.horizon;
    let keep = |quarter, outcome: QuarterOutcome<Lanes>| keep(quarter, outcome.cumulative);
    let worth = if let Some(ticks) = &stages.ticks {
        let tick = |wave, quarter| ticks[wave * horizon + quarter];
        company.run(inputs, plan, horizon, waves, tick, keep)
    } else {
        ticks.clear();
        let timing = stages.waves.timing.iter();
        ticks.extend(timing.map(|&timing| Ticks::of(assumptions, timing)));
        let tick = |wave: usize, quarter| ticks[wave].tick(quarter);
        company.run(inputs, plan, horizon, waves, tick, keep)
    };
    let tally = company.tally();
    let ai_run_rate = tally.ai_run_rate(assumptions);
    let hires = hires(inputs, &scenario.options, plan, ai_run_rate);
    let metric = |metric| match metric {
        Metric::RunRate => tally.run_rate(assumptions),
        Metric::Charge => tally.charge(assumptions).total() + company.fixed_charge(assumptions),
        Metric::NetCash => worth.net_cash,
        Metric::Npv => worth.npv,
        Metric::NpvWithAi => worth.npv_with_ai,
        Metric::NpvAfterSurvivors => worth.npv_after_survivors,
        Metric::PaybackMonths => worth.payback.months(),
        Metric::AiRunRate => ai_run_rate,
        Metric::AiTotal => worth.ai,
        Metric::CapexShare => capex_share(inputs, ai_run_rate),
        Metric::Eliminated => company.totals.eliminated,
        Metric::After => company.totals.after(hires),
    };
    METRICS.map(|row| metric(row.metric))
}
