//! Runs the kernel on the samples, many draws side by side, and keeps the metrics.
//!
//! A draw goes through the stages of [`evaluate`](crate::model::evaluate) in the same order; a stage that
//! nothing uncertain goes into is computed once for all draws. [`Lanes`] is the kernel's number for several draws side
//! by side, [`Dependency`] the one that finds out which stages are the same in every draw. There is no formula here.

use crate::model::{
    Inputs, Number, Plan, Scenario,
    kernel::{
        ai::{capex_share, hires},
        company::Company,
        division::PrePlan,
        flow::{Cohort, Cohorts},
        timing::{Tick, Ticks},
    },
    simulate::{Effort, metric::METRICS, parallel, samples::Samples, vectors},
};
use std::array::from_fn;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Evaluates `plan` in every draw and returns a column for each metric and one for the cumulative net cash of
/// each quarter; `None` when they are no longer wanted.
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

/// The stages of a plan: those that are the same in every draw, and what the others need.
struct Stages<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    inputs: Inputs<Lanes>,
    cohorts: Cohorts,
    /// The position of each division before the plan; `None` where it depends on something uncertain.
    pre: Vec<Option<PrePlan<f64>>>,
    /// The quarters of each cohort, one cohort after the other; `None` where they depend on something uncertain.
    ticks: Option<Vec<Tick<f64>>>,
}

impl<'a> Stages<'a> {
    fn of(scenario: &'a Scenario, plan: &'a Plan, samples: &Samples) -> Self {
        let (inputs, horizon) = (&scenario.inputs, scenario.horizon);
        let mut dependencies = inputs.map(Dependency::of);
        for column in &samples.columns {
            dependencies.set(column.input, Dependency(true));
        }
        let cohorts = Cohorts::of::<Lanes>(&plan.levers);
        let pre = (0..inputs.divisions.len()).map(|at| {
            let mut is_certain = true;
            PrePlan::at(&dependencies, plan, at).map(|number| is_certain &= !number.0);
            is_certain.then(|| PrePlan::at(inputs, plan, at))
        });
        let mut are_certain = true;
        for tick in ticks(&dependencies, &cohorts, horizon) {
            tick.map(|number| are_certain &= !number.0);
        }
        Self {
            scenario,
            plan,
            inputs: inputs.map(Lanes::of),
            pre: pre.collect(),
            ticks: are_certain.then(|| ticks(inputs, &cohorts, horizon)),
            cohorts,
        }
    }
}

/// Returns every quarter of every cohort.
fn ticks<N: Number>(inputs: &Inputs<N>, cohorts: &Cohorts, horizon: usize) -> Vec<Tick<N>> {
    let quarters = |mut ticks: Ticks<N>| (0..horizon).map(move |quarter| ticks.tick(quarter));
    let ticks = cohorts.ticks(&inputs.assumptions).into_iter();
    ticks.flat_map(quarters).collect()
}

/// The kernel's working memory for a few draws at a time.
struct Bench {
    inputs: Inputs<Lanes>,
    company: Company<Lanes>,
    flows: Vec<Cohort<Lanes>>,
    ticks: Vec<Ticks<Lanes>>,
}

impl Bench {
    fn of(stages: &Stages<'_>) -> Self {
        let inputs = stages.inputs.clone();
        let company = Company::new(&stages.cohorts);
        Self {
            flows: company.flows(&inputs.assumptions, Lanes::zero()),
            ticks: stages.cohorts.ticks(&inputs.assumptions),
            inputs,
            company,
        }
    }
}

/// Evaluates the draws from `from` on, as many as there is room for in `results`.
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

/// Evaluates the inputs on the bench and returns their metrics; the cumulative net cash goes into `quarters`, at
/// `at`.
#[inline(always)]
fn draw(
    stages: &Stages<'_>,
    bench: &mut Bench,
    quarters: &mut [&mut [f64]],
    at: usize,
) -> [Lanes; METRICS.len()] {
    let Stages {
        scenario,
        plan,
        cohorts,
        ..
    } = stages;
    let Bench {
        inputs,
        company,
        flows,
        ticks,
    } = bench;
    let assumptions = &inputs.assumptions;
    company.carry_out(
        (inputs, plan),
        cohorts,
        #[inline(always)]
        |at| match &stages.pre[at] {
            Some(pre) => pre.map(Lanes::of),
            None => PrePlan::at(inputs, plan, at),
        },
        |_| {},
    );
    let quit_rate = company.people.extra_quit_rate(assumptions);
    for (flow, totals) in flows.iter_mut().zip(&company.by_cohort) {
        *flow = Cohort::of(totals, assumptions, quit_rate);
    }
    let horizon = scenario.horizon;
    for (ticks, &timing) in ticks.iter_mut().zip(&cohorts.timing) {
        *ticks = Ticks::of(assumptions, timing);
    }
    let worth = company.run(
        (inputs, plan, horizon),
        flows,
        #[inline(always)]
        |cohort, quarter| match &stages.ticks {
            Some(known) => known[cohort * horizon + quarter].map(Lanes::of),
            None => ticks[cohort].tick(quarter),
        },
        #[inline(always)]
        |quarter, cash| cash.cumulative.store(&mut quarters[quarter][at..]),
    );
    let totals = company.totals();
    let ai_run_rate = totals.ai_run_rate(assumptions);
    let hires = hires(inputs, &scenario.options, plan, ai_run_rate);
    // In the order of the table of metrics.
    [
        totals.run_rate(assumptions),
        totals.charge(assumptions).total() + company.fixed_charge(assumptions),
        worth.net_cash,
        worth.npv,
        worth.npv_with_ai,
        worth.npv_after_survivors,
        worth.payback.months(),
        ai_run_rate,
        worth.ai,
        capex_share(inputs, ai_run_rate),
        company.people.eliminated,
        company.people.after(hires),
    ]
}

/// Draws side by side: a few vector registers full.
const WIDTH: usize = 8;

/// Several draws in one number, for vector instructions.
///
/// Every operation acts on each lane alone, in the same order as on one `f64`, and none is fused, so a lane holds to
/// the bit what the report computes.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Lanes([f64; WIDTH]);

impl Lanes {
    /// Loads the first of the values; where there are too few, the last of them again.
    #[inline(always)]
    fn load(values: &[f64]) -> Self {
        match values.first_chunk() {
            Some(all) => Self(*all),
            None => Self(from_fn(|lane| values[lane.min(values.len() - 1)])),
        }
    }

    /// Stores as many lanes as fit into the beginning of `values`.
    #[inline(always)]
    fn store(self, values: &mut [f64]) {
        if let Some(all) = values.first_chunk_mut() {
            *all = self.0;
        } else {
            for (value, lane) in values.iter_mut().zip(self.0) {
                *value = lane;
            }
        }
    }

    #[inline(always)]
    fn zip(self, other: Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self(from_fn(|lane| of(self.0[lane], other.0[lane])))
    }
}

impl Number for Lanes {
    #[inline(always)]
    fn of(value: f64) -> Self {
        Self([value; WIDTH])
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.zip(other, Number::min)
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.zip(other, Number::max)
    }
    #[inline(always)]
    fn powf(self, exponent: Self) -> Self {
        self.zip(exponent, Number::powf)
    }
    #[inline(always)]
    fn exp2(self) -> Self {
        Self(self.0.map(Number::exp2))
    }
    #[inline(always)]
    fn ln(self) -> Self {
        Self(self.0.map(Number::ln))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.map(Number::sqrt))
    }
    #[inline(always)]
    fn is_zero(self) -> bool {
        self.0.iter().all(|lane| lane.is_zero())
    }
    #[inline(always)]
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        Self(from_fn(|lane| {
            self.0[lane].if_less(other.0[lane], yes.0[lane], no.0[lane])
        }))
    }
}

macro_rules! lane_by_lane {
    ($($trait:ident $method:ident),*) => {$(
        impl $trait for Lanes {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, $trait::$method)
            }
        }
    )*};
}

lane_by_lane!(Add add, Sub sub, Mul mul, Div div);

impl Neg for Lanes {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(self.0.map(Neg::neg))
    }
}

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Whether a number depends on something uncertain, and nothing else of it.
#[derive(Clone, Copy, Debug)]
struct Dependency(bool);

impl Dependency {
    fn or(self, other: Self) -> Self {
        Self(self.0 || other.0)
    }
}

impl Number for Dependency {
    fn of(_: f64) -> Self {
        Self(false)
    }
    fn min(self, other: Self) -> Self {
        self.or(other)
    }
    fn max(self, other: Self) -> Self {
        self.or(other)
    }
    fn powf(self, exponent: Self) -> Self {
        self.or(exponent)
    }
    fn exp2(self) -> Self {
        self
    }
    fn ln(self) -> Self {
        self
    }
    fn sqrt(self) -> Self {
        self
    }
    fn is_zero(self) -> bool {
        false
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        self.or(other).or(yes).or(no)
    }
}

macro_rules! either {
    ($($trait:ident $method:ident),*) => {$(
        impl $trait for Dependency {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.or(other)
            }
        }
    )*};
}

either!(Add add, Sub sub, Mul mul, Div div);

impl Neg for Dependency {
    type Output = Self;
    fn neg(self) -> Self {
        self
    }
}

impl AddAssign for Dependency {
    fn add_assign(&mut self, other: Self) {
        *self = self.or(other);
    }
}
