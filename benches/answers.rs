//! Measures how long answers take: solving for a target, breaking points, explanations.
//!
//! `cargo bench --bench answers`. Prints the best of several runs, for 10 divisions (Amazon) and for 1,000
//! derived from them; asserts nothing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and may fail loudly"
)]

use std::hint::black_box;
use std::time::Instant;

use reallot::file;
use reallot::model::{
    Explanation, Figure, Input, Lever, PlanLever, Scenario, attribution,
    simulate::{Effort, Samples},
    solve::{
        Ask, Chance, Failing, Goal, OBJECTIVES, Objective, Target, frontier, optimise, seek, stress,
    },
};

fn main() {
    // `cargo test --benches` passes `--test`, when there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let amazon = file::parse(include_str!("../scenarios/amazon-2025.ron")).unwrap();
    let large = many(&amazon, 100);
    println!("{:44} 10 divisions  1,000 divisions", "best of several, ms");
    let measure = |what: &str, of: &dyn Fn(&Scenario)| {
        let [small, large] = [(&amazon, 7), (&large, 3)].map(|(scenario, runs)| {
            let run = |_| {
                let at = Instant::now();
                of(scenario);
                at.elapsed().as_secs_f64() * 1e3
            };
            (0..runs).map(run).fold(f64::INFINITY, f64::min)
        });
        println!("{what:44} {small:12.2}  {large:15.2}");
    };
    for row in OBJECTIVES {
        let what = format!("cuts with least {}", row.label);
        measure(&what, &|s| {
            drop(black_box(optimise(
                s,
                &s.plans[0],
                &ask(s, row.objective),
                None,
            )));
        });
    }
    measure("the same within a limit on cash that binds", &|s| {
        let lowest = s.evaluate(0).savings.peak_negative;
        let ask = Ask {
            cash_limit: Some(-0.5 * lowest),
            ..ask(s, Objective::LaidOff)
        };
        drop(black_box(optimise(s, &s.plans[0], &ask, None)));
    });
    measure("cuts that do it in 8 of 10 draws", &|s| {
        let samples = samples(s);
        let chance = Chance {
            share: 0.8,
            samples: &samples,
        };
        drop(black_box(optimise(
            s,
            &s.plans[0],
            &ask(s, Objective::LaidOff),
            Some(&chance),
        )));
    });
    measure("frontier", &|s| {
        drop(black_box(frontier(
            s,
            &s.plans[0],
            &ask(s, Objective::LaidOff),
        )));
    });
    for (what, input) in [
        ("goal seek: a cut", Input::Lever(0, Lever::Cut)),
        ("goal seek: redeployment", Input::Plan(PlanLever::Redeploy)),
    ] {
        measure(what, &|s| {
            drop(black_box(seek(s, &s.plans[0], &goal(s, input), None)));
        });
    }
    measure("goal seek in 8 of 10 draws", &|s| {
        let samples = samples(s);
        let chance = Chance {
            share: 0.8,
            samples: &samples,
        };
        let goal = goal(s, Input::Plan(PlanLever::Redeploy));
        drop(black_box(seek(s, &s.plans[0], &goal, Some(&chance))));
    });
    for (what, failing) in [
        ("breaking point: no payback", Failing::NoPayback),
        (
            "breaking point: payback after a year",
            Failing::Payback(12.0),
        ),
        ("breaking point: net present value", Failing::Npv),
    ] {
        measure(what, &|s| drop(black_box(stress(s, &s.plans[0], failing))));
    }
    measure("explanation of all figures", &|s| {
        drop(black_box(Explanation::of(s, &s.plans[0])));
    });
    measure("what accounts for a difference of two plans", &|s| {
        let figure = Figure::parse("savings.npv", s).unwrap();
        drop(black_box(
            attribution((s, &s.plans[0]), (s, &s.plans[2]), figure).unwrap(),
        ));
    });
}

/// Repeats the divisions of `scenario` with small variations.
fn many(scenario: &Scenario, times: usize) -> Scenario {
    let mut large = scenario.clone();
    for copy in 1..times {
        for (at, division) in scenario.divisions.iter().enumerate() {
            let mut division = division.clone();
            division.key = format!("{}-{copy}", division.key);
            large.divisions.push(division);
            let mut inputs = scenario.inputs.divisions[at];
            inputs.headcount /= 1.0 + 0.01 * copy as f64;
            inputs.loaded_cost *= 1.0 + 0.001 * copy as f64;
            large.inputs.divisions.push(inputs);
        }
        for (plan, of) in large.plans.iter_mut().zip(&scenario.plans) {
            plan.levers.extend(of.levers.iter().copied());
        }
    }
    large
}

/// Asks for a tenth more run-rate than the plan has.
fn ask(scenario: &Scenario, least: Objective) -> Ask {
    Ask {
        target: Target::RunRate,
        reach: 1.1 * scenario.evaluate(0).savings.run_rate,
        least,
        caps: true,
        locked: vec![false; scenario.divisions.len()],
        cash_limit: None,
    }
}

fn goal(scenario: &Scenario, input: Input) -> Goal {
    let figure = Figure::parse("savings.run_rate", scenario).unwrap();
    let reach = 0.999 * scenario.evaluate(0).savings.run_rate;
    Goal {
        input,
        figure,
        reach,
    }
}

/// Uses as many draws as the program does for such questions.
fn samples(scenario: &Scenario) -> Samples {
    let draws = if scenario.divisions.len() > 100 {
        500
    } else {
        1_000
    };
    Samples::new(scenario, 1, Effort::of(draws, 1)).unwrap()
}
