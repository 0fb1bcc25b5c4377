//! The solver: no point of a grid is better, the kernel agrees, and a solution becomes a plan that can be undone.

use crate::arbitrary::plausible;
use crate::stage::{amazon, area_of, frame, glyphs, point, press, program};
use proptest::prelude::*;
use reallot::model::{
    Distribution, Figure, Input, Lever, Outcome, Plan, Scenario, Uncertain,
    simulate::{Effort, Metric, Quantiles, Samples, share_below, simulate},
    solve::{
        Answer, Ask, Chance, FURTHEST, Failing, Goal, OBJECTIVES, Objective, Stress, Target, fails,
        frontier, optimise, seek, stress, value_of, with,
    },
};
use reallot::tui::{
    Look, Msg, Notice, Pane, PointerKind, SolveFor, SolverChange, State, Target as Place, View,
    title, update,
};

const LINEAR: [Objective; 4] = [
    Objective::LaidOff,
    Objective::Eliminated,
    Objective::Uncovered,
    Objective::OneTime,
];

fn ask(scenario: &Scenario, target: Target, reach: f64, least: Objective) -> Ask {
    Ask {
        target,
        reach,
        least,
        caps: true,
        locked: vec![false; scenario.divisions.len()],
        cash_limit: None,
    }
}

fn with_cuts(plan: &Plan, cuts: &[f64]) -> Plan {
    let mut plan = plan.clone();
    for (levers, cut) in plan.levers.iter_mut().zip(cuts) {
        levers.cut = *cut;
    }
    plan
}

fn harm(objective: Objective, outcome: &Outcome, plan: &Plan) -> f64 {
    objective.of(outcome, plan.levers.iter().map(|levers| levers.cut))
}

fn within(outcome: &Outcome, ask: &Ask) -> bool {
    let lowest = outcome.savings.peak_negative;
    ask.cash_limit
        .is_none_or(|limit| lowest >= -limit - 1e-8 * outcome.savings.charge.abs().max(limit))
}

/// Returns every combination of a few cuts per division, up to the guardrails.
fn grid(scenario: &Scenario, ask: &Ask, plan: &Plan, steps: usize) -> Vec<Vec<f64>> {
    let mut all: Vec<Vec<f64>> = vec![Vec::new()];
    for (at, division) in scenario.inputs.divisions.iter().enumerate() {
        let cap = if ask.caps { division.max_cut } else { 1.0 };
        let cuts: Vec<f64> = match ask.locked[at] {
            true => vec![plan.levers[at].cut],
            false => (0..=steps)
                .map(|step| cap * step as f64 / steps as f64)
                .collect(),
        };
        let more = all.iter().flat_map(|mix| {
            cuts.iter().map(move |&cut| {
                let mut mix = mix.clone();
                mix.push(cut);
                mix
            })
        });
        all = more.collect();
    }
    all
}

/// Checks that no combination on the grid that reaches the target does less harm, according to the kernel.
fn nothing_on_a_grid_is_better(scenario: &Scenario, ask: &Ask, answer: &Answer) {
    let plan = &scenario.plans[0];
    let steps = [0, 60, 20, 10, 6, 4][scenario.divisions.len()];
    for mix in grid(scenario, ask, plan, steps) {
        let mix = with_cuts(plan, &mix);
        let outcome = scenario.evaluate_plan(&mix);
        let reached = ask.target.figure().of(&outcome);
        if reached < ask.reach || !within(&outcome, ask) {
            continue;
        }
        let found = &answer.solution;
        assert!(
            answer.short.is_none(),
            "the grid reaches {reached} of {}, the solver {}",
            ask.reach,
            found.reached
        );
        let least = harm(ask.least, &outcome, &mix);
        let bound = found.bound.expect("a bound");
        let rounding = 1e-9 * found.harm.abs().max(1.0);
        assert!(
            least >= bound - rounding,
            "{least} is below the bound {bound}"
        );
        assert!(bound <= found.harm + rounding);
    }
}

/// Avoids a fixed charge, whose timing depends on all cuts together and is not a sum over divisions; or gives
/// all divisions the same timing.
fn timed(scenario: &mut Scenario, together: bool) {
    if !together {
        scenario.inputs.assumptions.fixed_charge = 0.0;
        return;
    }
    let levers = &mut scenario.plans[0].levers;
    let first = levers[0];
    for levers in levers {
        (levers.start, levers.duration) = (first.start, first.duration);
    }
}

/// Checks that the answer satisfies the request.
fn is_as_asked(scenario: &Scenario, ask: &Ask, answer: &Answer) {
    let (found, plan) = (&answer.solution, &scenario.plans[0]);
    // NaN differs from itself.
    let kernel = scenario.evaluate_plan(&found.plan);
    assert!(
        format!("{:?}", found.outcome) == format!("{kernel:?}"),
        "not the kernel's figures"
    );
    if answer.short.is_none() {
        let reached = ask.target.figure().of(&found.outcome);
        assert!(
            reached >= ask.reach - 1e-9 * ask.reach.abs(),
            "{reached} of {}",
            ask.reach
        );
        assert!(
            within(&found.outcome, ask),
            "{}",
            found.outcome.savings.peak_negative
        );
    }
    for (at, levers) in found.plan.levers.iter().enumerate() {
        let cap = scenario.inputs.divisions[at].max_cut;
        assert!(levers.cut >= 0.0 && levers.cut <= 1.0);
        assert!(ask.locked[at] || !ask.caps || levers.cut <= cap);
        if ask.locked[at] {
            assert_eq!(levers.cut, plan.levers[at].cut);
        }
        let same = reallot::model::Levers {
            cut: plan.levers[at].cut,
            ..*levers
        };
        assert_eq!(same, plan.levers[at], "nothing but cuts changes");
    }
}

/// Returns scenarios with amounts of money worth solving for.
fn solvable() -> impl Strategy<Value = Scenario> {
    plausible().prop_map(|mut scenario| {
        scenario.divisions.truncate(4);
        scenario.inputs.divisions.truncate(4);
        scenario.plans.truncate(1);
        scenario.plans[0].levers.truncate(4);
        scenario.uncertain.clear();
        scenario.correlations.clear();
        for division in &mut scenario.inputs.divisions {
            division.headcount *= 100.0;
            division.loaded_cost *= 1000.0;
        }
        scenario
    })
}

/// Returns scenarios whose curves bend only in ways that are solved exactly: managers in proportion, and
/// attrition replaced.
fn plain() -> impl Strategy<Value = Scenario> {
    solvable().prop_map(|mut scenario| {
        for levers in &mut scenario.plans[0].levers {
            levers.managers = None;
        }
        scenario.plans[0].attrition_first = 0.0;
        scenario
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        max_shrink_iters: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_mix_of_cuts_has_less_harm(
        mut scenario in solvable(),
        part in 0.05..1.1f64,
        target in 0..4usize,
        objective in 0..4usize,
        lock in proptest::option::of(0..4usize),
        caps in any::<bool>(),
        limited in proptest::option::of(0.1..1.0f64),
        together in any::<bool>(),
    ) {
        timed(&mut scenario, together && limited.is_none() && target != 2);
        let plan = &scenario.plans[0];
        let target = [Target::RunRate, Target::InYear(0), Target::NetCash, Target::AiRunRate][target];
        let mut ask = ask(&scenario, target, f64::MAX, LINEAR[objective]);
        ask.caps = caps;
        if let Some(locked) = lock.and_then(|lock| ask.locked.get_mut(lock)) {
            *locked = true;
        }
        // The refusal of an impossible target includes the maximum.
        let most = optimise(&scenario, plan, &ask, None);
        prop_assert!(most.short.is_some());
        ask.reach = part * most.solution.reached;
        if let Some(limited) = limited {
            ask.cash_limit = Some(-limited * most.solution.outcome.savings.peak_negative);
        }
        let answer = optimise(&scenario, plan, &ask, None);
        is_as_asked(&scenario, &ask, &answer);
        nothing_on_a_grid_is_better(&scenario, &ask, &answer);
    }

    #[test]
    fn the_bound_is_the_answer_where_lines_bend_the_right_way(
        mut scenario in plain(),
        part in 0.05..1.0f64,
        target in 0..4usize,
        objective in 0..4usize,
        limited in proptest::option::of(0.3..1.0f64),
    ) {
        scenario.inputs.assumptions.fixed_charge = 0.0;
        let plan = &scenario.plans[0];
        let target = [Target::RunRate, Target::InYear(0), Target::NetCash, Target::AiRunRate][target];
        let mut ask = ask(&scenario, target, f64::MAX, LINEAR[objective]);
        let most = optimise(&scenario, plan, &ask, None).solution;
        ask.reach = part * most.reached;
        ask.cash_limit = limited.map(|part| -part * most.outcome.savings.peak_negative);
        let answer = optimise(&scenario, plan, &ask, None);
        if answer.short.is_none() {
            let gap = answer.solution.gap().unwrap();
            prop_assert!(gap <= 1e-8, "{gap} {:?}", answer.solution.harm);
        }
    }

    #[test]
    fn the_shadow_price_is_what_a_little_more_takes(scenario in plain(), part in 0.05..0.95f64, objective in 0..4usize) {
        let plan = &scenario.plans[0];
        let mut ask = ask(&scenario, Target::RunRate, f64::MAX, LINEAR[objective]);
        let most = optimise(&scenario, plan, &ask, None).solution.reached;
        prop_assume!(most > 1.0);
        ask.reach = part * most;
        let at = |reach: f64| optimise(&scenario, plan, &Ask { reach, ..ask.clone() }, None).solution;
        let (here, step) = (at(ask.reach), 1e-7 * most);
        let (more, less) = (at(ask.reach + step), at(ask.reach - step));
        let slopes = [(more.harm - here.harm) / step, (here.harm - less.harm) / step];
        let price = here.price.unwrap();
        // Where segments meet, either may be chosen.
        let size = here.outcome.headcount.before.max(here.outcome.savings.charge) / most;
        let near = |slope: f64| (slope - price).abs() <= 1e-5 * price.abs().max(1e-3 * size);
        prop_assert!(slopes.iter().any(|&slope| near(slope)), "{price} {slopes:?}");
    }

    #[test]
    fn equal_shares_and_largest_cuts_are_as_small_as_can_be(scenario in solvable(), part in 0.05..0.95f64) {
        let plan = &scenario.plans[0];
        for least in [Objective::LargestCut, Objective::EqualShares] {
            let mut ask = ask(&scenario, Target::RunRate, f64::MAX, least);
            let most = optimise(&scenario, plan, &ask, None).solution.reached;
            ask.reach = part * most;
            let answer = optimise(&scenario, plan, &ask, None);
            prop_assert!(answer.short.is_none());
            is_as_asked(&scenario, &ask, &answer);
            let level = answer.solution.harm;
            let cuts = |level: f64| {
                let caps = scenario.inputs.divisions.iter().map(|d| d.max_cut.min(level));
                caps.collect::<Vec<f64>>()
            };
            if most > 1.0 && level > 1e-6 {
                let less = with_cuts(plan, &cuts(level * (1.0 - 1e-6)));
                let reached = scenario.evaluate_plan(&less).savings.run_rate;
                prop_assert!(reached < ask.reach, "{reached} {}", ask.reach);
            }
        }
    }

    #[test]
    fn no_mix_on_a_grid_pays_back_sooner(mut scenario in plain(), part in 0.05..0.9f64) {
        scenario.inputs.assumptions.fixed_charge = 0.0;
        // Plans that start after the horizon cost nothing within it, and would have a meaningless payback of 0.
        scenario.horizon = scenario.horizon.max(12);
        scenario.inputs.assumptions.slip = 0.0;
        for levers in &mut scenario.plans[0].levers {
            (levers.start, levers.duration) = (levers.start % 4.0, levers.duration % 4.0);
        }
        let plan = &scenario.plans[0];
        let mut ask = ask(&scenario, Target::RunRate, f64::MAX, Objective::Payback);
        ask.reach = part * optimise(&scenario, plan, &ask, None).solution.reached;
        prop_assume!(ask.reach > 0.0);
        let answer = optimise(&scenario, plan, &ask, None);
        is_as_asked(&scenario, &ask, &answer);
        let steps = [0, 40, 12, 6, 4][scenario.divisions.len()];
        for mix in grid(&scenario, &ask, plan, steps) {
            let outcome = scenario.evaluate_plan(&with_cuts(plan, &mix));
            let sooner = outcome.savings.payback_months;
            if outcome.savings.run_rate >= ask.reach && sooner.is_finite() {
                prop_assert!(answer.solution.harm <= sooner * (1.0 + 1e-6) + 1e-6, "{} {sooner}", answer.solution.harm);
            }
        }
    }
}

#[test]
fn money_that_waits_for_the_payback_is_reached_too() {
    let mut scenario = amazon();
    scenario.plans[0].funding = reallot::model::Funding::AfterPayback;
    let ask = ask(&scenario, Target::AiTotal, 5e9, Objective::LaidOff);
    let answer = optimise(&scenario, &scenario.plans[0], &ask, None);
    is_as_asked(&scenario, &ask, &answer);
    // All of it goes to AI, so the bound is the answer.
    assert!(
        answer.solution.gap().unwrap() < 1e-6,
        "{:?}",
        answer.solution.gap()
    );
    let gone = answer.solution.outcome.ai.total;
    assert!((gone - 5e9).abs() < 1.0, "{gone}");
}

#[test]
fn in_so_many_of_ten_draws_takes_more_than_in_the_base_value() {
    let scenario = amazon();
    let (plan, ask) = (
        &scenario.plans[0],
        ask(&scenario, Target::RunRate, 3e9, Objective::LaidOff),
    );
    let samples = Samples::new(&scenario, 1, Effort::of(500, 1)).unwrap();
    let chance = Chance {
        share: 0.8,
        samples: &samples,
    };
    let base = optimise(&scenario, plan, &ask, None).solution;
    let sure = optimise(&scenario, plan, &ask, Some(&chance));
    assert!(sure.short.is_none() && sure.solution.harm > base.harm);
    assert_eq!((sure.solution.bound, sure.solution.price), (None, None));
    let figure = ask.target.figure();
    let draws = reallot::model::solve::drawn(&scenario, &sure.solution.plan, figure, &samples);
    let reached = draws.iter().filter(|&&draw| draw >= 3e9).count();
    assert!(
        (400..=402).contains(&reached),
        "{reached}: no more than asked for"
    );
}

#[test]
fn the_frontier_rises_and_every_point_is_the_best() {
    let scenario = amazon();
    let plan = &scenario.plans[0];
    for spec in OBJECTIVES {
        if spec.objective == Objective::Payback {
            continue;
        }
        let ask = ask(&scenario, Target::RunRate, 0.0, spec.objective);
        let points = frontier(&scenario, plan, &ask).points;
        assert!((10..=66).contains(&points.len()), "{}", points.len());
        for pair in points.windows(2) {
            assert!(pair[0].reach < pair[1].reach);
            assert!(
                pair[0].harm <= pair[1].harm * (1.0 + 1e-12),
                "{}",
                spec.name
            );
        }
        let tenth = &points[9];
        let again = Ask {
            reach: tenth.reach,
            ..ask
        };
        let answer = optimise(&scenario, plan, &again, None);
        assert_eq!(answer.solution.harm, tenth.harm);
    }
}

// Goal seek

fn goal(scenario: &Scenario, input: &str, figure: &str, reach: f64) -> Goal {
    Goal {
        input: Input::parse(input, &scenario.divisions, &scenario.options).unwrap(),
        figure: Figure::parse(figure, scenario).unwrap(),
        reach,
    }
}

#[test]
fn every_value_that_is_sought_brings_the_figure_there() {
    let scenario = amazon();
    let plan = &scenario.plans[0];
    for (input, figure, reach, count) in [
        ("plan.levers.pxt.cut", "savings.run_rate", 3e9, 1),
        ("assumptions.notice_days", "savings.payback_months", 6.0, 2),
        ("plan.redeploy", "headcount.laid_off", 7_000.0, 1),
        ("assumptions.cost_factor", "savings.npv", 8e9, 1),
        ("divisions.ads.headcount", "savings.run_rate", 3e9, 1),
        ("discount_rate", "savings.npv", 6e9, 1),
        ("plan.portfolio.talent", "headcount.ai_hires", 2_000.0, 1),
        ("assumptions.rehire_share", "savings.npv", 0.0, 0),
        ("assumptions.ai_return", "savings.run_rate", 3e9, 0),
    ] {
        let goal = goal(&scenario, input, figure, reach);
        let sought = seek(&scenario, plan, &goal, None).unwrap();
        assert_eq!(sought.roots.len(), count, "{input}: {sought:?}");
        assert_eq!(sought.missed.is_some(), count == 0);
        for root in &sought.roots {
            let (changed, plan) = with(&scenario, plan, goal.input, root.value);
            let reached = goal.figure.of(&changed.evaluate_plan(&plan));
            assert!((reached - reach).abs() <= 1e-9 * reach, "{input} {reached}");
        }
        let distances: Vec<f64> = sought
            .roots
            .iter()
            .map(|r| (r.value - sought.now).abs())
            .collect();
        assert!(distances.is_sorted(), "the nearest first");
        if let Some(missed) = sought.missed {
            let (low, high) = sought.range;
            for step in 0..=50 {
                let value = low + (high - low) * f64::from(step) / 50.0;
                let (changed, plan) = with(&scenario, plan, goal.input, value);
                let there = goal.figure.of(&changed.evaluate_plan(&plan));
                assert!((missed.reached - reach).abs() <= (there - reach).abs() * (1.0 + 1e-9));
            }
        }
    }
}

#[test]
fn what_jumps_over_a_goal_does_not_reach_it() {
    let scenario = amazon();
    // The horizon is a whole number of quarters.
    let goal = goal(&scenario, "horizon", "savings.net_cash", 5e9);
    let sought = seek(&scenario, &scenario.plans[0], &goal, None).unwrap();
    assert!(sought.roots.is_empty() && sought.missed.unwrap().value.fract() == 0.0);
}

#[test]
fn an_uncertain_input_that_is_sought_is_no_longer_uncertain() {
    let scenario = amazon();
    let plan = &scenario.plans[0];
    let samples = Samples::new(&scenario, 1, Effort::of(200, 1)).unwrap();
    let chance = Chance {
        share: 0.8,
        samples: &samples,
    };
    let goal = goal(&scenario, "assumptions.delivery", "savings.run_rate", 2.5e9);
    let sought = seek(&scenario, plan, &goal, Some(&chance)).unwrap();
    let value = sought.roots[0].value;
    let (changed, _) = with(&scenario, plan, goal.input, value);
    let mut bare = changed.clone();
    bare.uncertain.retain(|told| told.input != goal.input);
    bare.correlations
        .retain(|l| l.a != goal.input && l.b != goal.input);
    let samples = Samples::new(&bare, 1, Effort::of(200, 1)).unwrap();
    let draws = reallot::model::solve::drawn(&bare, plan, goal.figure, &samples);
    let reached = draws
        .iter()
        .filter(|&&draw| draw >= 2.5e9 * (1.0 - 1e-9))
        .count();
    assert_eq!(reached, 160);
    assert_eq!(value_of(&scenario, plan, goal.input), Some(1.0));
}

// Reverse stress

/// Returns a scenario with few uncertain inputs that can make the plan fail.
fn shaky() -> Scenario {
    let mut scenario = amazon();
    let input = |path: &str| Input::parse(path, &scenario.divisions, &scenario.options).unwrap();
    let uncertain = |path, distribution| Uncertain {
        input: input(path),
        distribution,
    };
    scenario.uncertain = vec![
        uncertain(
            "assumptions.rehire_share",
            Distribution::Pert(0.0, 0.1, 0.9),
        ),
        uncertain("assumptions.cost_factor", Distribution::Normal(1.0, 0.1)),
        uncertain(
            "assumptions.delivery",
            Distribution::Triangular(0.5, 0.95, 1.1),
        ),
    ];
    scenario.correlations.clear();
    scenario
}

#[test]
fn the_nearest_way_to_fail_fails_and_no_nearer_one_is_found_at_random() {
    let scenario = shaky();
    let plan = &scenario.plans[0];
    for failing in [
        Failing::RunRate(2e9),
        Failing::RunRate(1.6e9),
        Failing::Payback(6.0),
    ] {
        let Stress::At {
            distance,
            moved,
            outcome,
        } = stress(&scenario, plan, failing)
        else {
            panic!("{failing:?} is never reached");
        };
        assert!(fails(failing, &outcome) && distance > 0.0 && distance <= FURTHEST);
        let parts: f64 = moved.iter().map(|moved| moved.part).sum();
        assert!((parts - 1.0).abs() < 1e-9, "{parts}");
        let mut there = scenario.clone();
        for moved in &moved {
            there.inputs.set(moved.input, moved.value);
        }
        assert!(format!("{:?}", there.evaluate_plan(plan)) == format!("{outcome:?}"));
        // Tests random points on slightly smaller spheres, from a generator with a fixed seed.
        let quantiles: Vec<Quantiles> = scenario.uncertain.iter().map(Quantiles::of).collect();
        let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = || {
            bits ^= bits << 13;
            bits ^= bits >> 7;
            bits ^= bits << 17;
            (bits >> 11) as f64 / (1u64 << 53) as f64 * 2.0 - 1.0
        };
        for _ in 0..4_000 {
            let ray: Vec<f64> = (0..3).map(|_| random()).collect();
            let length = ray.iter().map(|z| z * z).sum::<f64>().sqrt();
            let mut near = scenario.clone();
            for ((uncertain, quantiles), z) in scenario.uncertain.iter().zip(&quantiles).zip(&ray) {
                let z = z / length * distance * 0.999;
                near.inputs
                    .set(uncertain.input, quantiles.at(share_below(z)));
            }
            assert!(
                !fails(failing, &near.evaluate_plan(plan)),
                "{failing:?} {ray:?}"
            );
        }
    }
}

#[test]
fn what_comes_in_steps_is_taken_step_by_step() {
    let mut scenario = shaky();
    let slip = Input::parse("assumptions.slip", &scenario.divisions, &scenario.options).unwrap();
    scenario.uncertain = vec![Uncertain {
        input: slip,
        distribution: Distribution::Discrete(vec![(0.0, 6.0), (1.0, 3.0), (2.0, 1.0)]),
    }];
    let plan = &scenario.plans[0];
    let Stress::At {
        distance, moved, ..
    } = stress(&scenario, plan, Failing::Payback(5.0))
    else {
        panic!("a slip of a quarter is late");
    };
    assert_eq!(moved[0].value, 1.0);
    // The probability of no slip is 0.6, and this is its normal score.
    assert!((distance - 0.2533).abs() < 1e-3, "{distance}");
}

/// In the built-in scenario the delay is discrete and correlated with delivery.
#[test]
fn steps_that_hang_together_with_other_inputs_are_found() {
    let scenario = amazon();
    let plan = &scenario.plans[0];
    let samples = Samples::new(&scenario, 3, Effort::of(8_192, 1)).unwrap();
    let simulation = simulate(&scenario, plan, &samples, Effort::of(8_192, 1)).unwrap();
    let latest = simulation.draws(Metric::PaybackMonths);
    let latest = latest.iter().copied().fold(0.0, f64::max);
    let mut last = 0.0;
    for months in [9.5, 10.2, 12.0, 12.3, latest - 0.01] {
        let Stress::At { distance, .. } = stress(&scenario, plan, Failing::Payback(months)) else {
            panic!("a draw is later than {months}");
        };
        assert!(distance > last - 0.05, "{months}: {distance} after {last}");
        last = distance;
    }
    // The delay is longest from the 90 % quantile on; no nearer point is as late.
    let Stress::At { distance, .. } = stress(&scenario, plan, Failing::Payback(10.2)) else {
        panic!("it is late");
    };
    assert!((1.2815..1.31).contains(&distance), "{distance}");
}

#[test]
fn a_plan_that_cannot_fail_or_that_fails_already_is_told() {
    let scenario = shaky();
    let plan = &scenario.plans[0];
    assert_eq!(
        stress(&scenario, plan, Failing::RunRate(1.0)),
        Stress::Never(FURTHEST)
    );
    assert_eq!(
        stress(&scenario, plan, Failing::RunRate(9e9)),
        Stress::Already
    );
    let mut certain = scenario.clone();
    certain.uncertain.clear();
    assert_eq!(stress(&certain, plan, Failing::Npv), Stress::Certain);
}

// The view

fn screen(state: &State) -> String {
    glyphs(&frame(state, &Look::mono(), 120, 40).0)
}

#[test]
fn three_billion_with_the_fewest_people_is_a_few_keys_away() {
    let mut state = program();
    press(&mut state, "gs=3bn<enter>");
    assert_eq!(
        (state.view(), state.solver_form().reach),
        (View::Solve, Some(3e9))
    );
    let text = screen(&state);
    assert!(
        text.contains("Reached: run-rate savings US$3.00 bn"),
        "{text}"
    );
    assert!(
        text.contains("Each further US$1 m a year costs 4.25 people laid off"),
        "{text}"
    );
    let before = state.scenario().clone();
    let effects = press(&mut state, "a");
    assert_eq!(effects, []);
    let plan = state.current_plan().clone();
    assert_eq!(plan.name, "US$3 bn a year, fewest laid off");
    assert_eq!(state.plan_index(), 1);
    assert!((state.outcome().savings.run_rate - 3e9).abs() < 1.0);
    // The original plan is unchanged, and is the baseline.
    assert_eq!(state.scenario().plans[0], before.plans[0]);
    assert_eq!(*state.baseline().plan, before.plans[0]);
    assert!(matches!(state.notice(), Some(Notice::Added(name)) if *name == plan.name));
    assert!(state.history().is_unsaved());
    press(&mut state, "u");
    assert_eq!(*state.scenario(), before);
    press(&mut state, "U");
    assert_eq!(*state.current_plan(), plan);
    // The cuts no longer cite sources; the other levers do.
    let cites = |plan: &Plan, lever: &str| {
        plan.sources
            .iter()
            .filter(|(p, _)| p.ends_with(lever))
            .count()
    };
    assert!(cites(&before.plans[0], ".cut") > 0 && cites(&plan, ".cut") == 0);
    assert_eq!(
        cites(&before.plans[0], ".managers"),
        cites(&plan, ".managers")
    );
    // On the second press, the plan has these cuts already.
    press(&mut state, "a");
    assert!(matches!(state.notice(), Some(Notice::Hint(_))));
}

#[test]
fn a_lock_keeps_a_cut_and_the_frontier_is_walked() {
    let mut state = program();
    press(&mut state, "gs=3bn<enter><tab>jjj ");
    assert!(state.solver_form().locked[3]);
    let kept = state.current_plan().levers[3].cut;
    assert_eq!(state.answer().solution.plan.levers[3].cut, kept);
    press(&mut state, " ");
    assert!(!state.solver_form().locked[3]);
    press(&mut state, "<tab>");
    assert_eq!(state.pane(), Pane::Frontier);
    let at = state.point().unwrap();
    assert_eq!(state.frontier().points[at].reach, 3e9);
    press(&mut state, "ll");
    let reach = state.frontier().points[at + 2].reach;
    press(&mut state, "<enter>");
    assert_eq!(state.current_plan().name, "US$4 bn a year, fewest laid off");
    assert!((state.outcome().savings.run_rate - reach).abs() < 1.0);
}

#[test]
fn rows_are_chosen_typed_and_put_back() {
    let mut state = program();
    press(&mut state, "gsj<enter>net cash<enter>");
    assert_eq!(state.solver_form().target, Target::NetCash);
    press(&mut state, "jjl");
    assert_eq!(state.solver_form().least, Objective::Eliminated);
    press(&mut state, "jl");
    assert!(!state.solver_form().caps);
    press(&mut state, "j500m<enter>");
    assert_eq!(state.solver_form().cash_limit, Some(5e8));
    press(&mut state, "<backspace>");
    assert_eq!(state.solver_form().cash_limit, None);
    press(&mut state, "j=80<enter>");
    assert_eq!(state.solver_form().chance, Some(0.8));
    press(&mut state, "=200<enter>");
    assert!(state.dialog().is_some(), "there is no such share");
    press(&mut state, "<esc><home>ll");
    assert_eq!(state.solver_form().solve_for, SolveFor::Failure);
}

#[test]
fn out_of_reach_says_how_far_one_can_get() {
    let mut state = program();
    press(&mut state, "gs=30bn<enter>");
    let text = screen(&state);
    assert!(text.contains("Out of reach: at most US$9.39 bn"), "{text}");
    assert!(text.contains("without guardrails"), "{text}");
    press(&mut state, "a");
    assert_eq!(state.current_plan().name, "most run-rate savings");
}

#[test]
fn goal_seek_sets_a_lever_in_a_new_plan_and_an_assumption_in_place() {
    let mut state = program();
    press(&mut state, "gs");
    for want in [
        SolverChange::SolveFor(SolveFor::Input),
        SolverChange::Input(Input::Lever(0, Lever::Cut)),
        SolverChange::To(Some(3e9)),
    ] {
        update(&mut state, Msg::SetSolver(want));
    }
    press(&mut state, "a");
    assert_eq!(state.scenario().plans.len(), amazon().plans.len() + 1);
    assert!((state.outcome().savings.run_rate - 3e9).abs() < 1.0);
    press(&mut state, "u");
    let factor = Input::parse("assumptions.cost_factor", &state.scenario().divisions, &[]).unwrap();
    update(&mut state, Msg::SetSolver(SolverChange::Input(factor)));
    press(&mut state, "a");
    assert_eq!(state.scenario().plans.len(), amazon().plans.len());
    assert!((state.outcome().savings.run_rate - 3e9).abs() < 1.0);
    press(&mut state, "u");
    assert_eq!(*state.scenario(), amazon());
}

#[test]
fn an_answer_follows_the_plan_at_hand() {
    let mut state = program();
    press(&mut state, "gs=3bn<enter>");
    let before = state.answer().solution.harm;
    // With attrition first, the first of them leave by attrition.
    update(
        &mut state,
        Msg::Set(Input::Plan(reallot::model::PlanLever::AttritionFirst), 0.5),
    );
    assert!(state.answer().solution.harm < before);
    press(&mut state, "u");
    assert_eq!(state.answer().solution.harm, before);
}

#[test]
fn rows_and_points_are_chosen_by_a_click() {
    let mut state = program();
    press(&mut state, "gs=3bn<enter>");
    let row = area_of(&state, Place::Row(Pane::SolverForm, 3));
    point(&mut state, PointerKind::Down, row.x, row.y);
    assert_eq!(
        (state.pane(), state.row(Pane::SolverForm)),
        (Pane::SolverForm, 3)
    );
    let bar = area_of(&state, Place::Row(Pane::Frontier, 10));
    point(&mut state, PointerKind::Down, bar.x, bar.bottom() - 1);
    assert_eq!(state.point(), Some(10));
    let division = area_of(&state, Place::Row(Pane::Solution, 4));
    point(&mut state, PointerKind::Down, division.x, division.y);
    assert_eq!(
        (state.pane(), state.row(Pane::Solution)),
        (Pane::Solution, 4)
    );
}

#[test]
fn a_plan_is_named_after_its_target() {
    let scenario = amazon();
    for (target, reach, least, name) in [
        (
            Target::RunRate,
            3e9,
            Objective::LaidOff,
            "US$3 bn a year, fewest laid off",
        ),
        (
            Target::InYear(1),
            2.75e9,
            Objective::OneTime,
            "US$2.75 bn in 2026, least one-time cost",
        ),
        (
            Target::NetCash,
            5e8,
            Objective::EqualShares,
            "US$500 m net cash, equal shares",
        ),
        (
            Target::AiTotal,
            12_500.0,
            Objective::Payback,
            "US$12.5 k to AI, fastest payback",
        ),
    ] {
        assert_eq!(
            title(&scenario, &ask(&scenario, target, reach, least)),
            name
        );
    }
}

// The command

fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_reallot"));
    let output = command.arg("solve").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_command_prints_what_the_view_shows() {
    let (code, text, _) = run(&["amazon-2025", "--reach", "savings.run_rate=3 bn"]);
    assert_eq!(code, 0);
    for part in [
        "Reached: run-rate savings US$3.00 bn.",
        "Each further US$1 m a year costs 4.25 people laid off",
        "AWS engineering",
    ] {
        assert!(text.contains(part), "{text}");
    }
    let json = |arguments: &[&str]| -> serde_json::Value {
        let (code, text, error) = run(&[arguments, &["--format", "json"]].concat());
        assert_eq!(code, 0, "{error}");
        serde_json::from_str(&text).unwrap()
    };
    let cuts = json(&[
        "amazon-2025",
        "--reach",
        "savings.run_rate=3bn",
        "--keep",
        "pxt,ads",
    ]);
    assert_eq!(cuts["kept"], serde_json::json!(["pxt", "ads"]));
    assert_eq!(cuts["cuts"][0]["cut"], 0.15);
    let seek = [
        "amazon-2025",
        "--reach",
        "savings.payback_months=6",
        "--move",
        "plan.redeploy",
    ];
    assert!(json(&seek)["values"][0]["value"].as_f64().unwrap() > 0.2);
    assert!(
        json(&["amazon-2025", "--frontier"])["points"]
            .as_array()
            .unwrap()
            .len()
            > 10
    );
    let stress = json(&["amazon-2025", "--stress", "payback=6"]);
    assert!(stress["standard_deviations"].as_f64().unwrap() > 0.0);
}

#[test]
fn what_is_wrong_with_what_is_asked_is_told_with_what_would_be_right() {
    for (arguments, said) in [
        (&["--reach", "savings.run_rate"][..], "names no value"),
        (&["--reach", "savings.run_rat=3bn"], "run_rat"),
        (
            &["--reach", "headcount.after=3"],
            "cuts cannot be solved for",
        ),
        (&["--reach", "savings.run_rate=lots"], "is not a value of"),
        (
            &["--reach", "savings.run_rate=3bn", "--keep", "hr"],
            "no division",
        ),
        (
            &["--reach", "savings.run_rate=3bn", "--cash-limit", "-3"],
            "is not an amount",
        ),
        (
            &["--reach", "savings.run_rate=3bn", "--chance", "120%"],
            "not a share",
        ),
        (
            &["--reach", "savings.npv=3bn", "--move", "plan.nothing"],
            "nothing",
        ),
        (&["--stress", "boredom"], "not a way to fail"),
        (
            &["--reach", "savings.run_rate=30bn", "--save", "never.ron"],
            "out of reach",
        ),
        (&[], "--reach"),
    ] {
        let (code, text, error) = run(&[&["amazon-2025"], arguments].concat());
        assert_eq!((code, text.as_str()), (2, ""), "{arguments:?}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
    assert!(!std::path::Path::new("never.ron").exists());
}

#[test]
fn a_solution_is_saved_as_a_new_plan_and_never_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("solved.ron");
    let name = file.to_str().unwrap();
    let asked = [
        "amazon-2025",
        "--reach",
        "savings.run_rate=3bn",
        "--save",
        name,
    ];
    assert_eq!(run(&asked).0, 0);
    let saved = reallot::file::parse(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(saved.plans[0], amazon().plans[0]);
    assert_eq!(saved.plans[1].name, "US$3 bn a year, fewest laid off");
    assert!((saved.evaluate(1).savings.run_rate - 3e9).abs() < 1.0);
    let (code, _, error) = run(&asked);
    assert!(code == 2 && error.contains("--force"), "{error}");
    assert_eq!(run(&[&asked[..], &["--force"]].concat()).0, 0);
}
