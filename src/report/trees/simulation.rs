//! A simulation as a tree, with the names, order and nesting of the model contract, section 5; and its
//! draws as a table.

use crate::model::{
    Scenario,
    simulate::{METRICS, Metric, PERCENTILES, Samples, Simulation, Spread},
};
use crate::report::Tree;
use std::fmt::Write as _;

/// Returns the simulation of the plan called `plan`.
pub fn simulation(
    scenario: &Scenario,
    plan: &str,
    samples: &Samples,
    simulation: &Simulation,
) -> Tree {
    let metrics = METRICS.iter().zip(&simulation.metrics);
    let metrics = metrics.map(|(row, of)| (row.name, spread(of)));
    let fan = simulation.fan.iter().enumerate().map(|(at, band)| {
        Tree::Record(vec![
            ("quarter", Tree::text(scenario.start.plus(at).to_string())),
            ("p10", Tree::figure(band.p10)),
            ("p50", Tree::figure(band.p50)),
            ("p90", Tree::figure(band.p90)),
        ])
    });
    let drivers = simulation.sensitivity.iter().map(|driver| {
        Tree::Record(vec![
            ("path", Tree::text(driver.input.path(scenario))),
            ("low", Tree::figure(driver.low)),
            ("high", Tree::figure(driver.high)),
            ("swing", Tree::figure(driver.swing())),
            ("rank_correlation", Tree::figure(driver.rank_correlation)),
        ])
    });
    Tree::Record(vec![
        ("draws", Tree::Whole(simulation.n_draws() as u64)),
        ("seed", Tree::Whole(samples.seed())),
        ("plan", Tree::text(plan)),
        ("metrics", Tree::Record(metrics.collect())),
        ("probabilities", probabilities(simulation)),
        ("fan", Tree::list(fan)),
        ("sensitivity", Tree::list(drivers)),
    ])
}

fn spread(spread: &Spread) -> Tree {
    let mut fields = vec![
        ("mean", Tree::figure(spread.mean)),
        ("sd", Tree::figure(spread.sd)),
    ];
    let percentiles = PERCENTILES.iter().zip(spread.percentiles);
    fields.extend(percentiles.map(|((name, _), value)| (*name, Tree::figure(value))));
    fields.push(("standard_error", Tree::figure(spread.standard_error)));
    Tree::Record(fields)
}

fn probabilities(simulation: &Simulation) -> Tree {
    let chance =
        |metric, is_as_asked: fn(f64) -> bool| Tree::figure(simulation.chance(metric, is_as_asked));
    Tree::Record(vec![
        (
            "payback_within_horizon",
            chance(Metric::PaybackMonths, |_| true),
        ),
        ("npv_positive", chance(Metric::Npv, |npv| npv > 0.0)),
    ])
}

/// Writes every draw as a line of comma-separated values: the uncertain inputs, then the metrics, under
/// their paths; a cell is empty if its value is not defined.
pub fn draws(scenario: &Scenario, samples: &Samples, simulation: &Simulation) -> String {
    let inputs = scenario.uncertain.iter().enumerate();
    let inputs = inputs.map(|(at, uncertain)| (uncertain.input.path(scenario), samples.values(at)));
    let metrics = METRICS
        .iter()
        .map(|row| (row.name.to_owned(), simulation.draws(row.metric)));
    let columns: Vec<(String, &[f64])> = inputs.chain(metrics).collect();
    let mut text = String::from("draw");
    // Keys are plain words, so no name needs quotes.
    for (name, _) in &columns {
        text.push(',');
        text.push_str(name);
    }
    for draw in 0..simulation.n_draws() {
        // Writing to memory does not fail.
        let _ = write!(text, "\r\n{}", draw + 1);
        for (_, values) in &columns {
            text.push(',');
            if let Some(number) = serde_json::Number::from_f64(values[draw] + 0.0) {
                let _ = write!(text, "{number}");
            }
        }
    }
    text.push_str("\r\n");
    text
}
