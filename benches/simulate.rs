//! Uncertainty: how long the draws of a plan take, and how near they come to the truth. `cargo bench --bench simulate`.
//!
//! Prints figures; asserts nothing. Times are of the CPU, per thread, the best of many.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and may fail loudly"
)]

use reallot::file;
use reallot::model::simulate::{Effort, METRICS, Samples, simulate};
use std::time::Instant;

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let scenario = file::parse(include_str!("../scenarios/amazon-2025.ron")).unwrap();
    let plan = &scenario.plans[0];
    for draws in [10_000, 100_000] {
        for (threads, wide) in [(1, true), (1, false), (2, true)] {
            let mut best = [f64::INFINITY; 2];
            let effort = Effort {
                wide,
                ..Effort::of(draws, threads)
            };
            for _ in 0..15 {
                let at = Instant::now();
                let samples = Samples::new(&scenario, 1, effort).unwrap();
                best[0] = best[0].min(at.elapsed().as_secs_f64() * 1e3);
                let at = Instant::now();
                let simulation = simulate(&scenario, plan, &samples, effort).unwrap();
                best[1] = best[1].min(at.elapsed().as_secs_f64() * 1e3);
                std::hint::black_box(simulation);
            }
            println!(
                "{draws} draws, {threads} threads, wide {wide}: samples {:.2} ms, simulation {:.2} ms",
                best[0], best[1]
            );
        }
    }
    if std::env::args().any(|argument| argument == "-v") {
        let samples = Samples::new(&scenario, 1, Effort::of(100_000, 2)).unwrap();
        let simulation = simulate(&scenario, plan, &samples, Effort::of(100_000, 2)).unwrap();
        for (row, spread) in METRICS.iter().zip(&simulation.metrics) {
            println!("{} {:?}", row.name, spread);
        }
        for driver in &simulation.sensitivity {
            println!("{} {:?}", driver.input.path(&scenario), driver);
        }
    }
}
