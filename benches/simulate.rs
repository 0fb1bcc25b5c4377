//! Measures simulations: how long the draws of a plan take, and how accurate they are.
//!
//! `cargo bench --bench simulate`. Prints figures; asserts nothing. Times are the best of many, because machines
//! are noisy. `benches/simulate.py` is the same simulation in NumPy.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and may fail loudly"
)]

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use reallot::file;
use reallot::model::{
    Scenario,
    simulate::{Effort, METRICS, Metric, Samples, Simulation, simulate},
};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    // `cargo test --benches` passes `--test`, when there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let scenario = file::parse(include_str!("../scenarios/amazon-2025.ron")).unwrap();
    times(&scenario);
    errors(&scenario);
}

/// Times all metrics with percentiles, fan and sensitivity, and separately the sampling, which is reused.
fn times(scenario: &Scenario) {
    println!("draws    threads  vectors   sampling   simulation   draws a second");
    for draws in [10_000, 100_000] {
        for (threads, wide) in [(1, true), (1, false), (2, true), (2, false)] {
            let effort = Effort {
                wide,
                ..Effort::of(draws, threads)
            };
            let (mut sampling, mut simulation) = (f64::INFINITY, f64::INFINITY);
            for _ in 0..30 {
                let at = Instant::now();
                let samples = Samples::new(scenario, 1, effort).unwrap();
                sampling = sampling.min(at.elapsed().as_secs_f64());
                let at = Instant::now();
                black_box(simulate(scenario, &scenario.plans[0], &samples, effort));
                simulation = simulation.min(at.elapsed().as_secs_f64());
            }
            let vectors = if wide { "widest" } else { "narrow" };
            println!(
                "{draws:7}  {threads:7}  {vectors}  {:6.2} ms    {:6.2} ms     {:.1} m",
                sampling * 1e3,
                simulation * 1e3,
                draws as f64 / simulation / 1e6
            );
        }
    }
}

/// A sampling method: a uniform number for every input and draw.
type Method = fn(&Scenario, usize, u64) -> Samples;

fn plain(scenario: &Scenario, draws: usize, seed: u64) -> Samples {
    let columns = columns(scenario, seed, |luck| {
        (0..draws).map(|_| luck.random_range(1e-12..1.0)).collect()
    });
    sampled(scenario, draws, &columns)
}

/// Latin hypercube sampling: one draw in each stratum of every input, in random order.
fn latin_hypercube(scenario: &Scenario, draws: usize, seed: u64) -> Samples {
    let columns = columns(scenario, seed, |luck| {
        let mut parts: Vec<usize> = (0..draws).collect();
        parts.shuffle(luck);
        let mut place = |part: usize| (part as f64 + luck.random_range(1e-9..1.0)) / draws as f64;
        parts.into_iter().map(&mut place).collect()
    });
    sampled(scenario, draws, &columns)
}

fn sobol(scenario: &Scenario, draws: usize, seed: u64) -> Samples {
    Samples::new(scenario, seed, Effort::of(draws, 2)).unwrap()
}

fn columns(
    scenario: &Scenario,
    seed: u64,
    column: impl Fn(&mut Xoshiro256PlusPlus) -> Vec<f64>,
) -> Vec<Vec<f64>> {
    let mut luck = Xoshiro256PlusPlus::seed_from_u64(seed);
    scenario
        .uncertain
        .iter()
        .map(|_| column(&mut luck))
        .collect()
}

fn sampled(scenario: &Scenario, draws: usize, columns: &[Vec<f64>]) -> Samples {
    let share = |column: usize, draw: usize| columns[column][draw];
    Samples::of(scenario, 0, share, Effort::of(draws, 2)).unwrap()
}

fn run(scenario: &Scenario, samples: &Samples) -> Simulation {
    let effort = Effort::of(samples.draws(), 2);
    simulate(scenario, &scenario.plans[0], samples, effort).unwrap()
}

/// The number of seeds over which errors are root mean squares.
const SEEDS: u64 = 24;
const SHOWN: [&str; 3] = ["p10", "p50", "p90"];

/// Compares percentiles with those of ten million draws. Samples are reused, so the same number of draws takes
/// the same time with any method.
fn errors(scenario: &Scenario) {
    let truth = run(scenario, &sobol(scenario, 10_000_000, 10_000));
    let ways: [(&str, Method, usize); 8] = [
        ("plain", plain, 100_000),
        ("plain", plain, 16_384),
        ("LHS", latin_hypercube, 16_384),
        ("Sobol'", sobol, 16_384),
        ("LHS", latin_hypercube, 65_536),
        ("Sobol'", sobol, 65_536),
        ("LHS", latin_hypercube, 100_000),
        ("Sobol'", sobol, 100_000),
    ];
    println!("\nError in thousandths of the metric's standard deviation, against 10 million draws");
    let titles: String = ways
        .iter()
        .map(|(name, _, n)| format!("{:>16}", format!("{name} {n}")))
        .collect();
    println!("{:32}{titles}", "");
    let errors: Vec<Vec<f64>> = ways
        .iter()
        .map(|way| of_way(scenario, &truth, way))
        .collect();
    for (at, row) in METRICS.iter().enumerate() {
        for (percentile, name) in SHOWN.iter().enumerate() {
            let cells: String = errors
                .iter()
                .map(|e| format!("{:16.2}", e[3 * at + percentile]))
                .collect();
            println!("{:28} {name}{cells}", row.name);
        }
    }
    let mean = |errors: &Vec<f64>| errors.iter().sum::<f64>() / errors.len() as f64;
    let cells: String = errors
        .iter()
        .map(|errors| format!("{:16.2}", mean(errors)))
        .collect();
    println!("{:32}{cells}", "mean of all");
}

fn of_way(
    scenario: &Scenario,
    truth: &Simulation,
    (_, method, draws): &(&str, Method, usize),
) -> Vec<f64> {
    let mut squares = vec![0.0; 3 * METRICS.len()];
    for seed in 0..SEEDS {
        let found = run(scenario, &method(scenario, *draws, seed));
        let pairs = METRICS
            .iter()
            .flat_map(|row| SHOWN.map(|name| (row.metric, name)));
        for (square, (metric, name)) in squares.iter_mut().zip(pairs) {
            let of = |simulation: &Simulation, metric: Metric| {
                simulation.spread(metric).percentile(name)
            };
            let error = (of(&found, metric) - of(truth, metric)) / truth.spread(metric).sd;
            *square += error * error / SEEDS as f64;
        }
    }
    squares.iter().map(|square| square.sqrt() * 1e3).collect()
}
