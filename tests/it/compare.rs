//! Comparing plans: laws of differences, the Compare view, and which simulations it shows.

use crate::arbitrary::{plausible, scenario};
use crate::stage::{amazon, area_of, frame, glyphs, point, press, program, settle};
use proptest::prelude::*;
use reallot::model::{
    Better, Column, Comparison, Figure, Given, HEADLINES, Input, Lever, Scenario, change,
    differences, plan_differences, same,
    simulate::{Effort, METRICS, Metric, Paired, Samples, Simulation, simulate},
};
use reallot::tui::{Answer, Look, Msg, Pane, PointerKind, State, Target, View, update};
use std::sync::Arc;

fn simulated(scenario: &Scenario, plan: usize, seed: u64) -> Simulation {
    let effort = Effort::of(400, 1);
    let samples = Samples::new(scenario, seed, effort).unwrap();
    simulate(scenario, &scenario.plans[plan], &samples, effort).unwrap()
}

fn screen(state: &State) -> String {
    glyphs(&frame(state, &Look::mono(), 120, 40).0)
}

fn cut(state: &State, plan: usize, division: usize) -> f64 {
    state.scenario().plans[plan].levers[division].cut
}

// Laws

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn differences_turn_their_sign_and_a_plan_does_not_differ_from_itself(scenario in plausible()) {
        let columns = (0..scenario.plans.len()).map(|plan| Column::of(&scenario, plan)).collect();
        let comparison = Comparison::of(columns);
        for line in &comparison.lines {
            for a in 0..scenario.plans.len() {
                let own = comparison.difference(line, a, a);
                prop_assert!(own == 0.0 || line.values[a].is_nan(), "{}: {own}", line.path);
                for b in 0..scenario.plans.len() {
                    let (there, back) = (comparison.difference(line, a, b), comparison.difference(line, b, a));
                    prop_assert!(there == -back || there.is_nan() && back.is_nan(), "{}", line.path);
                }
            }
        }
    }

    #[test]
    fn what_is_unchanged_is_exactly_what_is_equal_in_all_plans(scenario in scenario()) {
        let columns = (0..scenario.plans.len()).map(|plan| Column::of(&scenario, plan)).collect();
        let comparison = Comparison::of(columns);
        for line in &comparison.lines {
            let all_equal = line.values.iter().all(|&value| same(value, line.values[0]));
            prop_assert_eq!(comparison.is_unchanged(line), all_equal, "{}", &line.path);
            let best = comparison.best(line);
            prop_assert!(!all_equal || !best.contains(&true), "{} has a best of equals", &line.path);
        }
    }

    #[test]
    fn the_lines_of_one_scenario_are_its_figures_in_their_order(scenario in scenario()) {
        let comparison = Comparison::of(vec![Column::of(&scenario, 0), Column::of(&scenario, 0)]);
        let paths: Vec<String> = Figure::all(&scenario).iter().map(|figure| figure.path(&scenario)).collect();
        let lines: Vec<String> = comparison.lines.iter().map(|line| line.path.clone()).collect();
        prop_assert_eq!(paths, lines);
    }

    #[test]
    fn nothing_beats_itself_and_one_wins_as_often_as_the_other_loses(scenario in plausible()) {
        let draws: Vec<Simulation> = (0..scenario.plans.len()).map(|plan| simulated(&scenario, plan, 3)).collect();
        for row in &METRICS {
            for one in &draws {
                let Some(own) = Paired::of(one, one, row.metric) else { continue };
                prop_assert_eq!((own.beats, own.equal, own.loses), (0.0, 1.0, 0.0));
                prop_assert_eq!((own.p10, own.p50, own.p90), (0.0, 0.0, 0.0));
                for other in &draws {
                    let there = Paired::of(one, other, row.metric);
                    let back = Paired::of(other, one, row.metric);
                    let (Some(there), Some(back)) = (there, back) else { continue };
                    prop_assert_eq!((there.beats, there.equal, there.loses), (back.loses, back.equal, back.beats));
                    prop_assert!((there.beats + there.equal + there.loses - 1.0).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn nothing_differs_of_a_scenario_and_itself(scenario in scenario()) {
        prop_assert_eq!(differences(&scenario, &scenario.clone()), vec![]);
        prop_assert_eq!(plan_differences((&scenario, 0), (&scenario, 0)), vec![]);
    }

    #[test]
    fn two_scenarios_differ_wherever_their_files_do(a in plausible(), b in plausible()) {
        let is_told = !differences(&a, &b).is_empty();
        prop_assert_eq!(is_told, reallot::file::write(&a) != reallot::file::write(&b));
    }
}

#[test]
fn every_metric_is_judged_as_its_figure_is() {
    let scenario = amazon();
    for row in &METRICS {
        let figure = Figure::parse(row.name, &scenario).unwrap();
        assert_eq!(
            figure.spec().better,
            Some(row.metric.better()),
            "{}",
            row.name
        );
    }
    for &figure in HEADLINES.iter().flat_map(|(_, figures)| figures.iter()) {
        let path = figure.spec().path;
        assert_eq!(Figure::parse(path, &scenario), Ok(figure), "{path}");
    }
}

#[test]
fn a_payback_that_never_comes_is_the_worst_and_ties_are_all_best() {
    let months = reallot::model::Unit::Months;
    let best = |values: &[f64]| Better::Less.best(months, values);
    assert_eq!(best(&[f64::NAN, 12.0, 3.0]), [false, false, true]);
    assert_eq!(best(&[f64::NAN, f64::NAN]), [false, false]);
    assert_eq!(best(&[3.0, 3.0, f64::NAN]), [true, true, false]);
    let money = reallot::model::Unit::Money;
    assert_eq!(
        Better::More.best(money, &[1.0, f64::NAN, 2.0]),
        [false, false, true]
    );
    assert_eq!(change(1.0, 1.0 + 1e-15), 0.0);
    assert!(!same(f64::INFINITY, 5.0));
}

/// Two versions of one company: the second has another division, another horizon and another option.
fn two_files() -> (Scenario, Scenario) {
    let a = amazon();
    let mut b = a.clone();
    b.horizon += 2;
    b.divisions.remove(2);
    b.inputs.divisions.remove(2);
    for plan in &mut b.plans {
        plan.levers.remove(2);
        plan.sources.clear();
    }
    b.sources.clear();
    let gone = a.divisions[2].key.clone();
    b.uncertain
        .retain(|uncertain| !matches!(uncertain.input, Input::Division(..)));
    b.correlations.clear();
    assert!(!b.divisions.iter().any(|division| division.key == gone));
    (a, b)
}

#[test]
fn figures_of_several_files_meet_by_their_paths_and_are_undefined_where_there_are_none() {
    let (a, b) = two_files();
    let comparison = Comparison::of(vec![Column::of(&a, 0), Column::of(&b, 0)]);
    let key = &a.divisions[2].key;
    let gone = comparison
        .line(&format!("divisions.{key}.laid_off"))
        .unwrap();
    assert!(gone.values[0].is_finite() && gone.values[1].is_nan());
    assert!(comparison.difference(gone, 1, 0).is_nan());
    // Totals over different horizons are not comparable; those of the completed plan are.
    let cash = comparison.line("savings.net_cash").unwrap();
    assert!(comparison.difference(cash, 1, 0).is_finite());
    assert_eq!(comparison.best(cash), [false, false]);
    let charge = comparison.line("savings.charge").unwrap();
    assert_eq!(comparison.best(charge), [false, true]);
    let quarter = b.start.plus(b.horizon - 1);
    let new = comparison.line(&format!("quarters.{quarter}.ai")).unwrap();
    assert!(new.values[0].is_nan() && new.values[1].is_finite());
    // Divisions after the removed one are matched by key.
    let key = &a.divisions[3].key;
    let line = comparison
        .line(&format!("divisions.{key}.eliminated"))
        .unwrap();
    assert_eq!(line.values[0], line.values[1]);
    // What only the second version has keeps its position there.
    let at = |path: &str| {
        comparison
            .lines
            .iter()
            .position(|line| line.path == path)
            .unwrap()
    };
    let before = b.start.plus(b.horizon - 2);
    assert!(
        at(&format!("quarters.{before}.headcount")) < at(&format!("quarters.{quarter}.savings"))
    );
    assert!(
        at(&format!("quarters.{quarter}.headcount"))
            < at(&format!("divisions.{}.before", a.divisions[0].key))
    );
}

#[test]
fn money_of_two_currencies_is_not_held_against_each_other() {
    let (a, mut b) = (amazon(), amazon());
    b.currency = "EUR".into();
    let comparison = Comparison::of(vec![Column::of(&a, 0), Column::of(&b, 1)]);
    let npv = comparison.line("savings.npv").unwrap();
    assert!(comparison.difference(npv, 1, 0).is_nan());
    assert_eq!(comparison.best(npv), [false, false]);
    assert!(!comparison.is_unchanged(npv));
    let people = comparison.line("headcount.laid_off").unwrap();
    assert!(comparison.difference(people, 1, 0) < 0.0);
}

#[test]
fn draws_of_two_seeds_are_not_compared_and_few_are_compared_with_the_first_of_many() {
    let scenario = amazon();
    let one = simulated(&scenario, 0, 1);
    assert_eq!(
        Paired::of(&one, &simulated(&scenario, 1, 2), Metric::Npv),
        None
    );
    let effort = Effort::of(100, 1);
    let samples = Samples::new(&scenario, 1, effort).unwrap();
    let few = simulate(&scenario, &scenario.plans[0], &samples, effort).unwrap();
    let own = Paired::of(&few, &one, Metric::Npv).unwrap();
    assert_eq!((own.n_draws, own.equal), (100, 1.0));
}

#[test]
fn what_differs_is_told_with_its_path_and_both_values() {
    let (a, mut b) = (amazon(), amazon());
    b.inputs.assumptions.notice_days = 75.0;
    b.plans[1].levers[0].cut = 0.2;
    b.plans[0].funding = b.plans[0].funding.other();
    b.plans.remove(6);
    let changes = differences(&a, &b);
    let paths: Vec<(&str, Option<&str>)> = changes
        .iter()
        .map(|c| (c.path.as_str(), c.plan.as_deref()))
        .collect();
    let gone = format!("plans.{}", a.plans[6].name);
    let cut = format!("plan.levers.{}.cut", a.divisions[0].key);
    let expected = [
        ("assumptions.notice_days", None),
        (gone.as_str(), None),
        ("plan.funding", Some("As announced")),
        (cut.as_str(), Some("Attrition first")),
    ];
    assert_eq!(paths, expected);
    assert!(matches!(changes[0].to, Some(Given::Number(75.0, _))));
}

// The view

#[test]
fn arrows_walk_the_plans_and_the_base_stays() {
    let mut state = program();
    press(&mut state, "gc");
    assert_eq!((state.view(), state.pane()), (View::Compare, Pane::Plans));
    press(&mut state, "h");
    assert_eq!((state.plan_index(), state.base()), (0, 0));
    press(&mut state, "ll");
    assert_eq!((state.plan_index(), state.base()), (2, 0));
    assert!(screen(&state).contains("▲▼ against A As announced"));
    press(&mut state, "a<end>");
    let last = state.scenario().plans.len() - 1;
    assert_eq!((state.plan_index(), state.base()), (last, 2));
    assert!(screen(&state).contains("▲▼ against C Delayering"));
    press(&mut state, "<home>");
    assert_eq!(state.plan_index(), 0);
    // The baseline is a plan, not an index: it stays when another plan is removed.
    press(&mut state, "X");
    assert_eq!(state.base(), 1);
    press(&mut state, "u");
    assert_eq!(state.base(), 2);
}

#[test]
fn a_cut_in_the_matrix_is_a_step_of_undo_of_that_plan_alone() {
    let mut state = program();
    press(&mut state, "gcl");
    let figure = Figure::parse("savings.npv", state.scenario()).unwrap();
    let before = state.in_all_plans(figure);
    press(&mut state, "<tab>jll");
    assert_eq!(cut(&state, 1, 1), 0.09);
    assert_eq!(cut(&state, 0, 1), 0.07);
    let after = state.in_all_plans(figure);
    for plan in 0..before.len() {
        assert_eq!(before[plan] == after[plan], plan != 1, "plan {plan}");
    }
    assert_eq!(after[1], state.scenario().evaluate(1).savings.npv);
    press(&mut state, "12.5<enter>");
    assert_eq!(cut(&state, 1, 1), 0.125);
    press(&mut state, "]uuu");
    assert_eq!(state.in_all_plans(figure), before);
    assert_eq!(
        (state.view(), state.pane(), state.plan_index()),
        (View::Compare, Pane::Matrix, 1)
    );
    assert!(!state.history().is_unsaved());
}

#[test]
fn an_assumption_changes_all_plans() {
    let mut state = program();
    let figure = Figure::parse("savings.npv", state.scenario()).unwrap();
    let before = state.in_all_plans(figure);
    press(&mut state, "gi<down>l");
    let after = state.in_all_plans(figure);
    assert!(
        before
            .iter()
            .zip(&after)
            .all(|(before, after)| before != after)
    );
}

#[test]
fn figures_that_are_alike_hide_and_the_cursor_stays_on_its_figure() {
    let mut state = program();
    press(&mut state, "gcojjj");
    let figure = state.figure_at_cursor().unwrap();
    assert_eq!(figure.path(state.scenario()), "headcount.laid_off");
    press(&mut state, "c");
    assert_eq!(state.figure_at_cursor(), Some(figure));
    let shown = state.figures_shown().to_vec();
    let columns = (0..state.scenario().plans.len()).map(|plan| Column::of(state.scenario(), plan));
    let comparison = Comparison::of(columns.collect());
    for line in &comparison.lines {
        let is_company = !matches!(line.figure, Figure::Quarter(..) | Figure::Division(..));
        let expected = is_company && !comparison.is_unchanged(line);
        assert_eq!(shown.contains(&line.figure), expected, "{}", line.path);
    }
    press(&mut state, "c");
    assert!(state.figures_shown().len() > shown.len());
}

#[test]
fn plans_that_are_all_alike_leave_nothing_to_show() {
    let mut scenario = amazon();
    scenario.plans.truncate(1);
    let mut state = State::new(scenario, None);
    press(&mut state, "gcc");
    assert!(state.figures_shown().is_empty());
    assert!(screen(&state).contains("no figure differs"));
    assert_eq!(state.figure_at_cursor(), None);
    settle(&mut state, 100);
    press(&mut state, "jk<tab><tab><tab>");
    assert!(screen(&state).contains("the others are compared with this plan"));
}

#[test]
fn a_click_on_a_column_takes_its_plan_and_a_drag_its_cut() {
    let mut state = program();
    press(&mut state, "gc");
    settle(&mut state, 100);
    let cell = area_of(
        &state,
        Target::Plan(Pane::Plans, 4, state.plan_id(2).unwrap()),
    );
    point(&mut state, PointerKind::Down, cell.x, cell.y);
    assert_eq!((state.plan_index(), state.row(Pane::Plans)), (2, 4));
    let track = area_of(&state, Target::Track(Input::Lever(3, Lever::Cut)));
    point(&mut state, PointerKind::Down, track.x, track.y);
    point(
        &mut state,
        PointerKind::Drag,
        track.x + track.width - 1,
        track.y,
    );
    point(&mut state, PointerKind::Up, track.x, track.y);
    assert_eq!(state.pane(), Pane::Matrix);
    assert_eq!((cut(&state, 2, 3), cut(&state, 0, 3)), (0.25, 0.03));
    press(&mut state, "u");
    assert_eq!(cut(&state, 2, 3), 0.04, "the whole drag is one step");
}

#[test]
fn many_plans_scroll_with_the_one_at_hand_and_the_base_is_always_there() {
    let mut scenario = amazon();
    for index in 0..60 {
        let mut plan = scenario.plans[index % 7].clone();
        plan.name = format!("Variant {index}");
        plan.levers[0].cut = f64::from(index as u32) / 100.0;
        scenario.plans.push(plan);
    }
    let mut state = State::new(scenario, None);
    press(&mut state, "gc<end>");
    for size in [(60, 18), (80, 24), (120, 40), (200, 60)] {
        let text = glyphs(&frame(&state, &Look::mono(), size.0, size.1).0);
        assert!(
            text.contains("Variant 59") && text.contains("A ◆"),
            "{text}"
        );
    }
}

// Simulations

#[test]
fn plans_are_simulated_only_while_they_are_compared_and_each_only_once() {
    let mut state = program();
    settle(&mut state, 200);
    assert!(state.other_plans_awaited().is_empty());
    press(&mut state, "gcl");
    let awaited: Vec<usize> = state
        .other_plans_awaited()
        .iter()
        .map(|(plan, _)| *plan)
        .collect();
    assert_eq!(
        awaited,
        [0, 2, 3, 4, 5, 6],
        "the base first, the plan at hand not"
    );
    assert_eq!(state.head_to_head(), None);
    settle(&mut state, 200);
    assert!(state.other_plans_awaited().is_empty());
    assert!(state.head_to_head().is_some());
    press(&mut state, "l");
    let awaited: Vec<usize> = state
        .other_plans_awaited()
        .iter()
        .map(|(plan, _)| *plan)
        .collect();
    assert_eq!(awaited, [1], "the plan that was at hand");
    assert!(
        state.head_to_head().is_some(),
        "what is known of a plan that did not change stays"
    );
}

#[test]
fn a_change_makes_the_odds_of_its_plan_stale_and_a_late_answer_is_dropped() {
    let mut state = program();
    press(&mut state, "gcl");
    settle(&mut state, 200);
    let simulation = Arc::new(simulated(state.scenario(), 0, 1));
    let (_, asked) = {
        let mut other = program();
        press(&mut other, "gcl");
        other.other_plans_awaited()[0]
    };
    press(&mut state, "<tab>l");
    assert_eq!(state.head_to_head(), None);
    assert!(screen(&state).contains('…'));
    assert!(
        state.other_plans_awaited().is_empty(),
        "the others did not change"
    );
    settle(&mut state, 200);
    assert!(state.head_to_head().is_some());
    // An assumption affects all plans, so earlier requests are outdated.
    press(&mut state, "gi<down>lgc");
    update(
        &mut state,
        Msg::Answer(Answer::Simulated {
            key: asked,
            simulation,
        }),
    );
    assert_eq!(state.other_plans_awaited().len(), 6);
    assert_eq!(state.head_to_head(), None);
}

#[test]
fn the_duel_says_what_the_draws_say() {
    let mut state = program();
    press(&mut state, "gcl");
    settle(&mut state, 400);
    let expected = Paired::of(
        &simulated(state.scenario(), 1, 1),
        &simulated(state.scenario(), 0, 1),
        Metric::Npv,
    );
    assert_eq!(
        state.head_to_head().unwrap()[Metric::Npv as usize],
        expected
    );
    let beats = expected.unwrap().beats;
    assert!((0.5..1.0).contains(&beats), "{beats}");
    press(&mut state, "jjjjjjjj");
    assert_eq!(state.head_to_head_metric(), Some(Metric::Npv));
}
