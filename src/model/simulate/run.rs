//! Runs the kernel on the samples, many draws side by side, and keeps the metrics.
//!
//! Goes the same way through the same stages as [`evaluate`](crate::model::evaluate); a stage that
//! nothing uncertain goes into is not gone through again for every draw. Must not hold a formula.

use crate::model::{
    Inputs, Number, Plan, Scenario,
    kernel::{
        ai::{capex_share, hires},
        before::Before,
        company::Company,
        flow::{Wave, Waves},
        timing::{Tick, Ticks},
    },
    simulate::{
        Effort,
        dependency::Touched,
        lanes::{Lanes, WIDTH},
        metric::METRICS,
        parallel,
        samples::Samples,
        vectors,
    },
};

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
    parallel::each(
        effort.threads,
        pieces,
        |(): &mut (), (from, mut results)| {
            if (effort.go_on)() {
                vectors::wide(
                    effort.wide,
                    #[inline(always)]
                    || piece(&stages, samples, from, &mut results),
                );
            }
        },
    );
    (effort.go_on)().then_some(results)
}

/// A plan taken apart: what is the same in every draw, and what is to be computed for each.
#[derive(Clone)]
struct Stages<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    inputs: Inputs<Lanes>,
    waves: Waves,
    /// Of each division; none where it is uncertain.
    before: Vec<Option<Before<f64>>>,
    /// The quarters of each wave, one wave after the other; none where they are uncertain.
    ticks: Option<Vec<Tick<f64>>>,
}

impl<'a> Stages<'a> {
    fn of(scenario: &'a Scenario, plan: &'a Plan, samples: &Samples) -> Self {
        let (inputs, horizon) = (&scenario.inputs, scenario.horizon);
        let mut touched = inputs.map(Touched::of);
        for column in &samples.columns {
            touched.set(column.input, Touched(true));
        }
        let waves = Waves::of(&plan.levers);
        let before = (0..inputs.divisions.len()).map(|at| {
            let mut is_certain = true;
            before(&touched, plan, at).map(|number| is_certain &= !number.0);
            is_certain.then(|| before(inputs, plan, at))
        });
        let mut are_certain = true;
        for tick in ticks(&touched, &waves, horizon) {
            tick.map(|number| are_certain &= !number.0);
        }
        Self {
            scenario,
            plan,
            inputs: inputs.map(Lanes::of),
            before: before.collect(),
            ticks: are_certain.then(|| ticks(inputs, &waves, horizon)),
            waves,
        }
    }
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
    company: Company<Lanes>,
    waves: Vec<Wave<Lanes>>,
    ticks: Vec<Ticks<Lanes>>,
}

impl Bench {
    fn of(stages: &Stages<'_>) -> Self {
        let inputs = stages.inputs.clone();
        let company = Company::new(&stages.waves);
        let none = Lanes::zero();
        let timing = stages.waves.timing.iter();
        Self {
            waves: company
                .tallies
                .iter()
                .map(|tally| Wave::of(tally, &inputs.assumptions, none))
                .collect(),
            ticks: timing
                .map(|&timing| Ticks::of(&inputs.assumptions, timing))
                .collect(),
            inputs,
            company,
        }
    }
}

/// The draws from `from` on.
#[inline(always)]
fn piece(stages: &Stages<'_>, samples: &Samples, from: usize, results: &mut [&mut [f64]]) {
    let mut bench = Bench::of(stages);
    let (metrics, quarters) = results.split_at_mut(METRICS.len());
    for at in (0..metrics[0].len()).step_by(WIDTH) {
        for column in &samples.columns {
            let drawn = &column.values[from..][..metrics[0].len()];
            bench.inputs.set(column.input, Lanes::load(&drawn[at..]));
        }
        let drawn = draw(stages, &mut bench, quarters, at);
        for (column, lanes) in metrics.iter_mut().zip(drawn) {
            lanes.store(&mut column[at..]);
        }
    }
}

/// The metrics of the inputs on the bench; the cumulative net cash goes into `quarters`, at `at`.
#[inline(always)]
fn draw(
    stages: &Stages<'_>,
    bench: &mut Bench,
    quarters: &mut [&mut [f64]],
    at: usize,
) -> [Lanes; METRICS.len()] {
    let Stages { scenario, plan, .. } = *stages;
    let Bench {
        inputs,
        company,
        waves,
        ticks,
    } = bench;
    let assumptions = &inputs.assumptions;
    company.clear();
    for (at, division) in inputs.divisions.iter().enumerate() {
        let before = match &stages.before[at] {
            Some(before) => before.map(Lanes::of),
            None => before(inputs, plan, at),
        };
        let levers = (plan, &plan.levers[at]);
        company.add(stages.waves.of[at], division, assumptions, levers, &before);
    }
    let quit_rate = company.totals.extra_quit_rate(assumptions);
    for (wave, tally) in waves.iter_mut().zip(&company.tallies) {
        *wave = Wave::of(tally, assumptions, quit_rate);
    }
    let horizon = scenario.horizon;
    for (ticks, &timing) in ticks.iter_mut().zip(&stages.waves.timing) {
        *ticks = Ticks::of(assumptions, timing);
    }
    let worth = company.run(
        (inputs, plan, horizon),
        waves,
        #[inline(always)]
        |wave, quarter| match &stages.ticks {
            Some(known) => known[wave * horizon + quarter].map(Lanes::of),
            None => ticks[wave].tick(quarter),
        },
        #[inline(always)]
        |quarter, cash| cash.cumulative.store(&mut quarters[quarter][at..]),
    );
    let tally = company.tally();
    let ai_run_rate = tally.ai_run_rate(assumptions);
    let hires = hires(inputs, &scenario.options, plan, ai_run_rate);
    // In the order of the table of metrics.
    [
        tally.run_rate(assumptions),
        tally.charge(assumptions).total() + company.fixed_charge(assumptions),
        worth.net_cash,
        worth.npv,
        worth.npv_with_ai,
        worth.npv_after_survivors,
        worth.payback.months(),
        ai_run_rate,
        worth.ai,
        capex_share(inputs, ai_run_rate),
        company.totals.eliminated,
        company.totals.after(hires),
    ]
}
