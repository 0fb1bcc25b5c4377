//! Simulations on screen: which plan they belong to, how late ones are dropped, and the Risk view.

use crate::stage::{amazon, frame, glyphs, press, program, settle};
use reallot::model::{
    Input, Lever,
    simulate::{METRICS, Metric, Quantiles},
};
use reallot::tui::{
    Answer, Dialog, EntryError, Look, Msg, Notice, Pane, Range, SimulationSettings, State, View,
    update,
};
use std::sync::Arc;

fn screen(state: &State) -> String {
    glyphs(&frame(state, &Look::mono(), 120, 40).0)
}

#[test]
fn odds_are_of_what_is_shown_and_of_nothing_else() {
    let mut state = program();
    assert_eq!(state.range(Metric::RunRate), Range::Awaited);
    settle(&mut state, 500);
    let Range::Known { low, high, .. } = state.range(Metric::RunRate) else {
        panic!("{:?}", state.range(Metric::RunRate));
    };
    assert!(low < high);
    // A change outdates the simulation immediately: it is never shown for the new plan.
    press(&mut state, "l");
    assert_eq!(state.range(Metric::RunRate), Range::Awaited);
    assert!(screen(&state).contains('…'));
    settle(&mut state, 500);
    let Range::Known { low: now, .. } = state.range(Metric::RunRate) else {
        panic!("{:?}", state.range(Metric::RunRate));
    };
    assert!(now > low, "a larger cut saves more: {low} to {now}");
}

#[test]
fn a_late_answer_is_dropped() {
    let mut state = program();
    settle(&mut state, 300);
    let old = Arc::new(state.simulation().unwrap().clone());
    let late = state.simulation_key();
    for keys in ["l", "]", "gtge", "u"] {
        press(&mut state, keys);
    }
    assert_ne!(state.simulation_key(), late);
    let answer = Answer::Simulated {
        key: late,
        simulation: old,
    };
    update(&mut state, Msg::Answer(answer));
    assert_eq!(state.simulation(), None);
}

#[test]
fn an_answer_leaves_what_is_said_and_what_is_held() {
    let mut state = program();
    press(&mut state, "lu");
    assert!(matches!(state.notice(), Some(Notice::Undone(_))));
    settle(&mut state, 100);
    assert!(matches!(state.notice(), Some(Notice::Undone(_))));
    let cut = Input::Lever(0, Lever::Cut);
    update(&mut state, Msg::Grab(cut));
    settle(&mut state, 100);
    assert_eq!(state.grabbed(), Some(cut));
}

#[test]
fn looking_around_asks_for_nothing_new() {
    let mut state = program();
    let revision = state.simulation_key();
    press(&mut state, "jjk<tab>zzfgtgr<tab>j?<esc>b<esc>ge");
    assert_eq!(state.simulation_key(), revision);
    press(&mut state, "gr");
    press(&mut state, "n");
    assert_ne!(
        state.simulation_key(),
        revision,
        "another seed is another simulation"
    );
}

#[test]
fn a_seed_and_a_number_of_draws_are_typed_or_refused() {
    let mut state = program();
    press(&mut state, "grn");
    assert_eq!(
        state.simulation_settings(),
        SimulationSettings {
            seed: 2,
            ..SimulationSettings::default()
        }
    );
    press(&mut state, "s42<enter>m5000<enter>");
    assert_eq!(
        state.simulation_settings(),
        SimulationSettings {
            seed: 42,
            draws: 5_000
        }
    );
    for wrong in ["12", "9999999999", "1.5", "-3", "x"] {
        press(&mut state, &format!("m{wrong}<enter>"));
        let Some(Dialog::Text(field)) = state.dialog() else {
            panic!("{wrong} was taken");
        };
        assert!(
            matches!(field.error, Some(EntryError::NotWhole(100, _))),
            "{wrong}"
        );
        press(&mut state, "<esc>");
    }
    assert_eq!(state.simulation_settings().draws, 5_000);
}

#[test]
fn targets_are_typed_in_the_words_of_figures() {
    let typed = [
        ("3bn", 3e9),
        ("2.5 m", 2.5e6),
        ("400k", 4e5),
        ("1e", f64::NAN),
        ("-5m", -5e6),
        ("12", 12.0),
    ];
    for (text, target) in typed {
        let mut state = program();
        press(&mut state, &format!("gr={text}<enter>"));
        let expected = Some(target).filter(|target| !target.is_nan());
        assert_eq!(state.target(Metric::RunRate), expected, "{text}");
    }
    let share = METRICS
        .iter()
        .position(|spec| spec.metric == Metric::CapexShare)
        .unwrap();
    let mut state = program();
    press(&mut state, &format!("gr{}=2.5<enter>", "j".repeat(share)));
    assert_eq!(state.target(Metric::CapexShare), Some(0.025));
    assert_eq!(
        state.target(Metric::RunRate),
        None,
        "each figure has its own"
    );
}

#[test]
fn the_chance_of_a_target_is_the_share_of_draws_that_reach_it() {
    let mut state = program();
    press(&mut state, "gr=3bn<enter>");
    settle(&mut state, 2_000);
    let odds = state.simulation().unwrap();
    let hits = odds
        .draws(Metric::RunRate)
        .iter()
        .filter(|&&draw| draw >= 3e9)
        .count();
    let percent = 100.0 * hits as f64 / 2_000.0;
    let text = screen(&state);
    let line = text
        .lines()
        .find(|line| line.contains("at least 3.00 bn"))
        .unwrap();
    assert!(
        line.contains(&format!("{percent:.0} %")),
        "{percent}: {line}"
    );
}

#[test]
fn every_figure_can_be_looked_at_and_its_dots_are_twenty() {
    let mut state = program();
    press(&mut state, "gr");
    settle(&mut state, 1_000);
    for (index, spec) in METRICS.iter().enumerate() {
        assert_eq!(state.metric(), spec.metric);
        let text = glyphs(&frame(&state, &Look::mono(), 200, 60).0);
        assert!(
            text.contains(&format!("How sure: {}", spec.label)),
            "{text}"
        );
        let dots = text.matches('●').count();
        assert_eq!(dots, 20, "{}: {text}", spec.label);
        if index + 1 < METRICS.len() {
            press(&mut state, "j");
        }
    }
}

#[test]
fn every_bar_of_the_tornado_is_the_plan_evaluated_there() {
    let mut state = program();
    press(&mut state, "gr");
    for metric in [Metric::RunRate, Metric::Charge, Metric::NetCash] {
        assert_eq!(state.metric(), metric);
        let tornado = state.tornado().clone();
        for swing in &tornado.assumptions {
            let uncertain = amazon().uncertain;
            let row = uncertain
                .iter()
                .find(|row| row.input == swing.input)
                .unwrap();
            for (share, end) in [(0.1, swing.low), (0.9, swing.high)] {
                let mut scenario = amazon();
                scenario
                    .inputs
                    .set(swing.input, Quantiles::of(row).at(share));
                assert_eq!(metric.of(&scenario.evaluate(0)), end, "{:?}", swing.input);
            }
        }
        let sizes: Vec<f64> = tornado
            .levers
            .iter()
            .map(reallot::tui::Swing::size)
            .collect();
        assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes.iter().all(|&size| size > 0.0));
        press(&mut state, "j");
    }
}

#[test]
fn a_step_of_a_lever_is_what_the_slider_does() {
    let mut state = program();
    press(&mut state, "gr");
    let tornado = state.tornado().clone();
    let swing = tornado
        .levers
        .iter()
        .find(|swing| swing.input == Input::Lever(0, Lever::Cut));
    let swing = *swing.unwrap();
    press(&mut state, "gel");
    assert_eq!(state.outcome().savings.run_rate, swing.high);
    press(&mut state, "hh");
    assert_eq!(state.outcome().savings.run_rate, swing.low);
}

#[test]
fn enter_on_a_lever_of_the_tornado_goes_to_its_slider() {
    let mut state = program();
    press(&mut state, "gr<tab><tab>");
    assert_eq!(state.pane(), Pane::Drivers);
    let input = state.driver_at(1).unwrap();
    press(&mut state, "j<enter>");
    assert_eq!(state.view(), View::Explore);
    assert_eq!(state.input_at_cursor(), Some(input));
}

#[test]
fn enter_on_an_assumption_of_the_tornado_goes_to_its_input() {
    let mut state = program();
    press(&mut state, "gr<tab><tab>");
    let levers = state.tornado().levers.len();
    let input = state.driver_at(levers).unwrap();
    press(&mut state, &format!("{}<enter>", "j".repeat(levers)));
    assert_eq!(state.view(), View::Inputs);
    assert_eq!(state.input_in_row(state.row(Pane::Inputs)), Some(input));
}

#[test]
fn a_scenario_without_uncertainty_says_so_and_shows_no_ranges() {
    let mut scenario = amazon();
    scenario.uncertain.clear();
    scenario.correlations.clear();
    let mut state = State::new(scenario, None);
    assert_eq!(state.range(Metric::Npv), Range::Certain);
    assert!(!screen(&state).contains("8 in 10"));
    press(&mut state, "gr");
    assert!(screen(&state).contains("no input of this scenario is uncertain"));
    press(&mut state, "nsm=");
    assert_eq!(state.dialog(), None);
}

#[test]
fn nothing_late_can_be_taken_for_a_scenario_opened_since() {
    let mut state = program();
    settle(&mut state, 100);
    let (late, simulation) = (
        state.simulation_key(),
        Arc::new(state.simulation().unwrap().clone()),
    );
    press(&mut state, "grs7<enter>");
    let opened = Answer::Opened {
        path: None,
        scenario: Box::new(amazon()),
    };
    update(&mut state, Msg::Answer(opened));
    assert_ne!(state.simulation_key(), late);
    assert_eq!(
        state.simulation_settings().seed,
        7,
        "what was asked for stays"
    );
    update(
        &mut state,
        Msg::Answer(Answer::Simulated {
            key: late,
            simulation,
        }),
    );
    assert_eq!(state.simulation(), None);
}
