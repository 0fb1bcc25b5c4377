//! Answers of the solver as trees: what was asked, what was found, how good that is.

use crate::model::{
    Input, Lever, Scenario,
    solve::{Answer, Ask, Failing, Frontier, Goal, Moved, Solution, Sought, Stress},
};
use crate::report::Tree;

/// Returns the cuts that were found for the plan called `plan`.
pub fn solution(scenario: &Scenario, plan: &str, ask: &Ask, answer: &Answer) -> Tree {
    let solution = &answer.solution;
    let mut fields = asked(scenario, plan, ask);
    fields.extend([
        ("is_reached", Tree::Truth(answer.short.is_none())),
        ("reached", Tree::figure(solution.reached)),
        ("least", Tree::figure(solution.harm)),
        ("bound", optional(solution.bound)),
        ("price", optional(solution.price)),
        ("marginal", keys(scenario, &solution.marginal)),
        ("at_guardrail", keys(scenario, &solution.at_cap)),
        (
            "cash_binds",
            match solution.cash_binds {
                Some(quarter) => Tree::text(scenario.start.plus(quarter).to_string()),
                None => Tree::Nothing,
            },
        ),
    ]);
    if let Some(short) = answer.short {
        fields.push(("most_without_guardrails", optional(short.without_caps)));
        fields.push(("most_without_cash_limit", optional(short.without_limit)));
    }
    fields.push((
        "cuts",
        cuts(scenario, solution.plan.levers.iter().map(|l| l.cut)),
    ));
    fields.push(("figures", figures(solution)));
    Tree::Record(fields)
}

fn asked(scenario: &Scenario, plan: &str, ask: &Ask) -> Vec<(&'static str, Tree)> {
    let kept = (0..ask.locked.len()).filter(|&at| ask.locked[at]);
    let kept: Vec<usize> = kept.collect();
    vec![
        ("plan", Tree::text(plan)),
        ("target", Tree::text(ask.target.figure().path(scenario))),
        ("asked", Tree::figure(ask.reach)),
        ("objective", Tree::text(ask.least.spec().name)),
        (
            "guardrails",
            Tree::text(if ask.caps { "kept" } else { "ignored" }),
        ),
        ("kept", keys(scenario, &kept)),
        ("cash_limit", optional(ask.cash_limit)),
    ]
}

fn optional(figure: Option<f64>) -> Tree {
    Tree::figure(figure.unwrap_or(f64::NAN))
}

fn keys(scenario: &Scenario, divisions: &[usize]) -> Tree {
    let key = |&division: &usize| Tree::text(scenario.divisions[division].key.clone());
    Tree::list(divisions.iter().map(key))
}

fn cuts(scenario: &Scenario, cuts: impl Iterator<Item = f64>) -> Tree {
    let cut = |(division, cut): (usize, f64)| {
        Tree::Record(vec![
            (
                "path",
                Tree::text(Input::Lever(division, Lever::Cut).path(scenario)),
            ),
            ("cut", Tree::figure(cut)),
        ])
    };
    Tree::list(cuts.enumerate().map(cut))
}

fn figures(solution: &Solution) -> Tree {
    let (headcount, savings) = (&solution.outcome.headcount, &solution.outcome.savings);
    Tree::Record(vec![
        ("eliminated", Tree::figure(headcount.eliminated)),
        ("laid_off", Tree::figure(headcount.laid_off)),
        ("uncovered", Tree::figure(headcount.uncovered)),
        ("charge", Tree::figure(savings.charge)),
        ("peak_negative", Tree::figure(savings.peak_negative)),
        ("payback_months", Tree::figure(savings.payback_months)),
        ("run_rate", Tree::figure(savings.run_rate)),
        ("net_cash", Tree::figure(savings.net_cash)),
        ("npv", Tree::figure(savings.npv)),
    ])
}

/// Returns the frontier for the plan called `plan`.
pub fn frontier(scenario: &Scenario, plan: &str, ask: &Ask, frontier: &Frontier) -> Tree {
    let mut fields = asked(scenario, plan, ask);
    fields.retain(|(name, _)| *name != "asked");
    let points = frontier.points.iter().map(|point| {
        Tree::Record(vec![
            ("asked", Tree::figure(point.reach)),
            ("reached", Tree::figure(point.reached)),
            ("least", Tree::figure(point.harm)),
            ("price", optional(point.price)),
            ("laid_off", Tree::figure(point.laid_off)),
            ("uncovered", Tree::figure(point.uncovered)),
            ("run_rate", Tree::figure(point.run_rate)),
            ("charge", Tree::figure(point.charge)),
            ("peak_negative", Tree::figure(point.lowest)),
            ("payback_months", Tree::figure(point.payback)),
            ("cuts", cuts(scenario, point.cuts.iter().copied())),
        ])
    });
    fields.push(("points", Tree::list(points)));
    Tree::Record(fields)
}

/// Returns what a goal seek found.
pub fn sought(scenario: &Scenario, plan: &str, goal: &Goal, sought: &Sought) -> Tree {
    let pair = |value: f64, reached: f64| {
        Tree::Record(vec![
            ("value", Tree::figure(value)),
            ("reached", Tree::figure(reached)),
        ])
    };
    let roots = sought
        .roots
        .iter()
        .map(|root| pair(root.value, root.reached));
    Tree::Record(vec![
        ("plan", Tree::text(plan)),
        ("input", Tree::text(goal.input.path(scenario))),
        ("figure", Tree::text(goal.figure.path(scenario))),
        ("asked", Tree::figure(goal.reach)),
        ("now", pair(sought.now, sought.figure_now)),
        ("values", Tree::list(roots)),
        (
            "nearest",
            match sought.missed {
                Some(missed) => pair(missed.value, missed.reached),
                None => Tree::Nothing,
            },
        ),
        ("from", Tree::figure(sought.range.0)),
        ("to", Tree::figure(sought.range.1)),
    ])
}

/// Returns how near a plan is to failing.
pub fn stress(scenario: &Scenario, plan: &str, failing: Failing, stress: &Stress) -> Tree {
    let (name, limit) = match failing {
        Failing::NoPayback => ("no payback", None),
        Failing::Npv => ("npv not above zero", None),
        Failing::RunRate(least) => ("run-rate below", Some(least)),
        Failing::Payback(months) => ("payback later", Some(months)),
    };
    let (found, distance, moved): (_, _, &[Moved]) = match stress {
        Stress::Certain => ("nothing is uncertain", None, &[]),
        Stress::Already => ("fails in the middle", Some(0.0), &[]),
        Stress::Never(_) => ("no failure found", None, &[]),
        Stress::At {
            distance, moved, ..
        } => ("fails", Some(*distance), moved),
    };
    let moved = moved.iter().map(|moved| {
        Tree::Record(vec![
            ("path", Tree::text(moved.input.path(scenario))),
            ("base", Tree::figure(moved.base)),
            ("middle", Tree::figure(moved.middle)),
            ("value", Tree::figure(moved.value)),
            ("percentile", Tree::figure(moved.percentile)),
            ("share", Tree::figure(moved.part)),
        ])
    });
    Tree::Record(vec![
        ("plan", Tree::text(plan)),
        ("fails_with", Tree::text(name)),
        ("limit", optional(limit)),
        ("found", Tree::text(found)),
        ("standard_deviations", optional(distance)),
        ("assumptions", Tree::list(moved)),
    ])
}
