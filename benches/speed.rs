//! Measures speed: the kernel, a frame, a key until its cells, and files. `cargo bench`.
//!
//! Expected on one core of a small server: microseconds for 10 divisions × 12 quarters, milliseconds for 10,000
//! divisions, a fraction of a millisecond for a key, and a frame time that does not depend on divisions off the
//! screen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reallot::file;
use reallot::model::{Division, DivisionInputs, Levers, Scenario};
use reallot::tui::{Ground, Key, KeyCode, Look, Msg, State, VIEWS, draw, on_key, update};
use std::hint::black_box;

const AMAZON: &str = include_str!("../scenarios/amazon-2025.ron");
const SCREEN: Rect = Rect::new(0, 0, 120, 40);

fn amazon() -> Scenario {
    file::parse(AMAZON).unwrap()
}

/// Returns the Amazon scenario with `n_divisions` distinct divisions over `horizon` quarters.
fn company(n_divisions: usize, horizon: usize) -> Scenario {
    let mut luck = Xoshiro256PlusPlus::seed_from_u64(2025);
    let division = |index| Division {
        key: format!("d{index}"),
        name: format!("Division {index}"),
    };
    let mut inputs = |_| DivisionInputs {
        headcount: luck.random_range(20.0..20_000.0),
        loaded_cost: luck.random_range(60_000.0..300_000.0),
        span: luck.random_range(4.0..12.0),
        tenure: luck.random_range(0.5..15.0),
        attrition: luck.random_range(0.02..0.25),
        automatable: luck.random_range(0.0..0.2),
        max_cut: luck.random_range(0.1..0.5),
    };
    let mut scenario = amazon();
    scenario.horizon = horizon;
    scenario.divisions = (0..n_divisions).map(division).collect();
    scenario.inputs.divisions = (0..n_divisions).map(&mut inputs).collect();
    // On the grid of the sliders, so that neighbours seldom share their timing.
    let mut levers = |_| Levers {
        cut: f64::from(luck.random_range(0..=30u8)) / 100.0,
        reallocate: f64::from(luck.random_range(0..=100u8)) / 100.0,
        managers: luck.random_bool(0.5).then_some(0.25),
        start: f64::from(luck.random_range(0..=8u8)) / 2.0,
        duration: f64::from(luck.random_range(0..=8u8)) / 2.0,
    };
    for plan in &mut scenario.plans {
        plan.levers = (0..n_divisions).map(&mut levers).collect();
        plan.sources.clear();
    }
    // These refer to the divisions of Amazon by key.
    scenario.sources.clear();
    scenario.uncertain.clear();
    scenario.correlations.clear();
    scenario
}

fn evaluate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("evaluate");
    let amazon = amazon();
    group.bench_function("Amazon, 10 x 12", |b| {
        b.iter(|| black_box(&amazon).evaluate(0));
    });
    for (n_divisions, horizon) in [(10, 12), (10, 80), (100, 12), (1_000, 12), (10_000, 12)] {
        let company = company(n_divisions, horizon);
        let name = format!("{n_divisions} x {horizon}");
        group.bench_function(name, |b| b.iter(|| black_box(&company).evaluate(0)));
    }
    group.finish();
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("draw");
    let look = Look::many(Ground::Dark);
    for (name, scenario) in [
        ("Amazon", amazon()),
        ("10,000 divisions", company(10_000, 12)),
    ] {
        let mut state = State::new(scenario, None);
        let mut buffer = Buffer::empty(SCREEN);
        for view in VIEWS.map(|spec| spec.view) {
            update(&mut state, Msg::ShowView(view));
            group.bench_function(format!("{name}, {view:?}"), |b| {
                b.iter(|| {
                    buffer.reset();
                    draw(black_box(&state), &look, &mut buffer)
                });
            });
        }
    }
    group.finish();
}

/// A key during a flood of input, for which no frame is drawn.
fn key_alone(criterion: &mut Criterion) {
    let mut state = State::new(amazon(), None);
    let mut is_up = false;
    criterion.bench_function("key without a frame", |b| {
        b.iter(|| {
            is_up = !is_up;
            let code = if is_up { KeyCode::Right } else { KeyCode::Left };
            let msg = on_key(&state, Key::plain(code)).unwrap();
            update(&mut state, msg)
        });
    });
}

/// The time from a key press to the changed cells, without a terminal.
fn key_to_cells(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("key to cells");
    let look = Look::many(Ground::Dark);
    for (name, scenario) in [
        ("Amazon", amazon()),
        ("10,000 divisions", company(10_000, 12)),
    ] {
        let mut state = State::new(scenario, None);
        let mut buffer = Buffer::empty(SCREEN);
        let mut is_up = false;
        group.bench_function(name, |b| {
            b.iter(|| {
                is_up = !is_up;
                let code = if is_up { KeyCode::Right } else { KeyCode::Left };
                let msg = on_key(&state, Key::plain(code)).unwrap();
                update(&mut state, msg);
                buffer.reset();
                draw(&state, &look, &mut buffer)
            });
        });
    }
    group.finish();
}

fn files(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("file");
    group.bench_function("parse", |b| {
        b.iter(|| file::parse(black_box(AMAZON)).unwrap());
    });
    let amazon = amazon();
    group.bench_function("write", |b| b.iter(|| file::write(black_box(&amazon))));
    let large = file::write(&company(1_000, 12));
    group.sample_size(10);
    group.bench_function("parse 1,000 divisions", |b| {
        b.iter(|| file::parse(black_box(&large)).unwrap());
    });
    group.finish();
}

criterion_group!(benches, key_alone, evaluate, frames, key_to_cells, files);
criterion_main!(benches);
