//! Nudges every input of a rich scenario: the results that depend on it must change, and no others.
//!
//! Catches inputs without effect, and effects that the model contract does not allow.

use crate::results::results;
use crate::stage::amazon;
use crate::tables::every_input;
use reallot::model::{
    AiOption, Assumptions, Division, DivisionInputs, Field, Funding, Input, Inputs, Lever, Levers,
    OptionInputs, Plan, Scenario, warnings,
};

/// The results each input changes. `= a b` means exactly these; `a b ! c d` at least `a b` and none of `c d`.
///
/// `*` matches any part of a name. `b` is the second division, `talent` the option that hires people.
const TABLE: &str = "
horizon: savings.net_cash savings.npv ai.total ai.options.0.bought ! headcount.* savings.run_rate savings.charge ai.run_rate divisions.*
discount_rate: = savings.npv savings.npv_with_ai savings.npv_after_survivors
ai.capex_plan.amount: = ai.capex_share ai.capex_days

assumptions.load_factor: savings.charge_lines.severance savings.rehiring savings.survivors savings.npv ! savings.run_rate savings.charge_lines.notice_pay headcount.* ai.run_rate
assumptions.manager_premium: savings.run_rate savings.charge ai.run_rate ! headcount.eliminated headcount.managers_after divisions.1.run_rate
assumptions.notice_days: savings.charge_lines.notice_pay savings.charge savings.npv quarters.3.savings ! savings.run_rate headcount.* savings.charge_lines.severance
assumptions.severance_fixed_weeks: divisions.1.per_head.severance savings.npv ! divisions.0.charge divisions.2.charge savings.run_rate ai.run_rate ai.total
assumptions.severance_weeks_per_year: divisions.1.per_head.severance savings.npv ! divisions.0.charge divisions.2.charge savings.run_rate ai.run_rate ai.total
assumptions.severance_min_weeks: divisions.0.per_head.severance savings.npv ! divisions.1.charge divisions.2.charge savings.run_rate
assumptions.severance_max_weeks: divisions.2.per_head.severance savings.npv ! divisions.0.charge divisions.1.charge savings.run_rate
assumptions.severance_tax: savings.charge_lines.severance_tax savings.charge savings.npv ! savings.charge_lines.severance savings.run_rate
assumptions.benefits_months: savings.charge_lines.benefits savings.charge savings.npv ! savings.charge_lines.severance savings.run_rate
assumptions.benefits_per_month: savings.charge_lines.benefits savings.charge savings.npv ! savings.charge_lines.severance savings.run_rate
assumptions.outplacement: savings.charge_lines.outplacement savings.charge savings.npv quarters.0.charge quarters.1.paid ! quarters.0.paid quarters.0.net_cash savings.charge_lines.benefits savings.run_rate
assumptions.fixed_charge: savings.charge_lines.fixed savings.charge savings.npv ! divisions.* savings.run_rate
assumptions.reskilling: savings.reskilling savings.npv ! savings.charge* savings.run_rate divisions.*
assumptions.rehire_share: headcount.rehired headcount.after savings.run_rate savings.rehiring savings.npv ai.run_rate ! savings.run_rate_gross savings.charge headcount.laid_off headcount.span_after
assumptions.rehire_lag: savings.npv quarters.7.savings quarters.5.headcount ! savings.run_rate savings.charge savings.rehiring headcount.*
assumptions.rehire_cost: savings.rehiring savings.npv ! savings.run_rate savings.charge headcount.* quarters.*.savings
assumptions.survivor_quits: headcount.extra_quits savings.survivors savings.npv_after_survivors ! savings.npv savings.net_cash savings.payback_months headcount.after
assumptions.survivor_exponent: headcount.extra_quits savings.survivors savings.npv_after_survivors ! savings.npv savings.net_cash savings.payback_months headcount.after
assumptions.replacement_cost: savings.survivors savings.npv_after_survivors savings.net_cash_after_survivors savings.payback_after_survivors_months quarters.*.survivors ! headcount.* savings.npv savings.net_cash
assumptions.productivity_dip: = savings.lost_output quarters.*.lost_output
assumptions.dip_half_life: = savings.lost_output quarters.*.lost_output
assumptions.days_per_layer: = headcount.decision_days_before headcount.decision_days_after
assumptions.delivery: headcount.eliminated headcount.managers_after savings.run_rate savings.charge savings.lost_output ! headcount.before headcount.span_before divisions.*.cost.average
assumptions.slip: savings.npv savings.net_cash quarters.3.savings quarters.3.headcount ! savings.run_rate savings.charge headcount.*
assumptions.cost_factor: savings.run_rate savings.charge savings.survivors savings.lost_output ai.run_rate ! headcount.eliminated headcount.extra_quits savings.charge_lines.benefits
assumptions.price_factor: = ai.options.*.bought ai.options.*.sustained headcount.ai_hires headcount.after
assumptions.ai_return: = savings.npv_with_ai
assumptions.ai_lag: = savings.npv_with_ai

divisions.b.headcount: headcount.before headcount.eliminated headcount.extra_quits savings.run_rate ! divisions.0.people* divisions.2.people* divisions.1.cost.average
divisions.b.loaded_cost: savings.run_rate savings.charge savings.survivors savings.lost_output ai.run_rate ! headcount.eliminated divisions.0.* divisions.2.*
divisions.b.span: headcount.managers_before headcount.managers_after headcount.span_before headcount.layers_before divisions.1.people.span_before ! headcount.eliminated divisions.0.*
divisions.b.tenure: divisions.1.per_head.severance savings.npv ! savings.run_rate headcount.* divisions.0.* divisions.2.*
divisions.b.attrition: headcount.attrition headcount.laid_off savings.charge savings.npv ! headcount.eliminated headcount.managers_after
divisions.b.automatable: = headcount.uncovered divisions.1.people.uncovered
divisions.b.max_cut: = warnings.over_cap

plan.levers.b.cut: headcount.eliminated savings.run_rate savings.charge ! headcount.before divisions.0.people* divisions.0.charge
plan.levers.b.reallocate: ai.run_rate ai.total ai.capex_share ai.retained savings.npv_with_ai ! savings.npv savings.run_rate headcount.eliminated
plan.levers.b.managers: headcount.managers_after headcount.span_after savings.run_rate savings.charge ! headcount.eliminated headcount.laid_off
plan.levers.b.start: savings.npv quarters.2.headcount quarters.3.savings ! savings.run_rate savings.charge headcount.*
plan.levers.b.duration: savings.npv headcount.attrition quarters.3.headcount ! headcount.eliminated
plan.attrition_first: headcount.attrition headcount.laid_off savings.charge savings.npv ! headcount.eliminated headcount.managers_after
plan.redeploy: headcount.redeployed headcount.laid_off savings.run_rate savings.reskilling ai.people_moved_cost ! headcount.eliminated headcount.attrition
plan.portfolio.halls: ai.options.0.run_rate ai.options.0.total ai.options.0.bought ai.options.0.sustained ! ai.run_rate ai.total savings.* headcount.eliminated
plan.portfolio.talent: ai.options.1.run_rate ai.options.1.sustained headcount.ai_hires headcount.after ! ai.run_rate ai.total savings.*

ai.options.halls.unit_cost: = ai.options.0.bought ai.options.0.sustained
ai.options.halls.life: = ai.options.0.sustained
ai.options.halls.running_cost: = ai.options.0.sustained
ai.options.talent.unit_cost: = ai.options.1.bought ai.options.1.sustained headcount.ai_hires headcount.after
ai.options.talent.life: = ai.options.1.sustained headcount.ai_hires headcount.after
ai.options.talent.running_cost: = ai.options.1.sustained headcount.ai_hires headcount.after
";

/// Three divisions with severance at the minimum, in between and at the maximum, in which every input matters.
pub(crate) fn rich() -> Scenario {
    let division = |headcount, loaded_cost, span, tenure| DivisionInputs {
        headcount,
        loaded_cost,
        span,
        tenure,
        attrition: 0.1,
        automatable: 0.05,
        max_cut: 0.0995,
    };
    let levers = |cut, managers, start| Levers {
        cut,
        managers,
        start,
        duration: 2.0,
        reallocate: 0.8,
    };
    let option = |unit_cost, life, running_cost| OptionInputs {
        unit_cost,
        life,
        running_cost,
    };
    let named = |key: &str, hires| AiOption {
        key: key.into(),
        name: key.into(),
        unit: key.into(),
        hires,
    };
    Scenario {
        horizon: 12,
        inputs: Inputs {
            discount_rate: 0.09,
            assumptions: assumptions(),
            divisions: vec![
                division(2_000.0, 150_000.0, 7.0, 0.5),
                division(3_000.0, 220_000.0, 5.0, 4.0),
                division(1_000.0, 90_000.0, 9.0, 30.0),
            ],
            options: vec![option(1e6, 5.0, 60_000.0), option(250_000.0, 1.0, 10_000.0)],
            capex_plan: Some(1e9),
        },
        divisions: ["a", "b", "c"]
            .map(|key| Division {
                key: key.into(),
                name: key.into(),
            })
            .into(),
        options: vec![named("halls", false), named("talent", true)],
        plans: vec![Plan {
            name: "plan".into(),
            levers: vec![
                levers(0.09, Some(0.3), 0.5),
                levers(0.1, None, 1.0),
                levers(0.08, Some(0.05), 1.5),
            ],
            attrition_first: 0.3,
            redeploy: 0.2,
            funding: Funding::Immediate,
            portfolio: vec![0.7, 0.3],
            sources: Vec::new(),
        }],
        uncertain: Vec::new(),
        correlations: Vec::new(),
        sources: Vec::new(),
        ..amazon()
    }
}

fn assumptions() -> Assumptions {
    Assumptions {
        severance_fixed_weeks: 1.0,
        rehire_share: 0.1,
        rehire_lag: 3.0,
        fixed_charge: 2e6,
        productivity_dip: 0.04,
        delivery: 0.95,
        slip: 0.25,
        cost_factor: 1.05,
        price_factor: 0.95,
        ai_return: 0.2,
        ai_lag: 2.5,
        ..Assumptions::from_fields(|field: &Field| field.default.unwrap())
    }
}

/// Raises `input` slightly.
pub(crate) fn nudge(scenario: &mut Scenario, input: Input) {
    let plan = &mut scenario.plans[0];
    let more = |value: f64| value * 1.01;
    match input {
        Input::Horizon => scenario.horizon += 1,
        Input::DiscountRate => scenario.inputs.discount_rate = more(scenario.inputs.discount_rate),
        Input::CapexPlan => scenario.inputs.capex_plan = scenario.inputs.capex_plan.map(more),
        Input::Assumption(row) => {
            let assumptions = &mut scenario.inputs.assumptions;
            assumptions.set(row, more(assumptions.get(row).unwrap()));
        }
        Input::Division(index, row) => {
            let division = &mut scenario.inputs.divisions[index];
            division.set(row, more(division.get(row).unwrap()));
        }
        Input::Option(index, row) => {
            let option = &mut scenario.inputs.options[index];
            option.set(row, more(option.get(row).unwrap()));
        }
        Input::Lever(index, lever) => {
            let now = plan.levers[index].get(lever);
            plan.levers[index].set(lever, Some(now.map_or(0.3, more)));
        }
        Input::Plan(lever) => lever.set(plan, more(lever.of(plan))),
        Input::Share(index) => {
            plan.portfolio[index] += 0.01;
            plan.portfolio[1 - index] -= 0.01;
        }
    }
}

/// Returns every result, and the number of warnings of each kind.
fn everything(scenario: &Scenario) -> Vec<(String, f64)> {
    let outcome = scenario.evaluate(0);
    let mut all = results(&outcome);
    for warning in warnings(scenario, 0, &outcome) {
        let name = format!("warnings.{}", warning.name());
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1.0,
            None => all.push((name, 1.0)),
        }
    }
    all
}

/// Returns whether two figures differ by more than rounding.
pub(crate) fn differ(a: f64, b: f64) -> bool {
    a.is_nan() != b.is_nan() || (a - b).abs() > 1e-12 * a.abs().max(b.abs())
}

/// Returns the names of results that differ or exist on one side only.
fn moved(before: &Scenario, after: &Scenario) -> Vec<String> {
    let (before, after) = (everything(before), everything(after));
    let without = |all: &[(String, f64)], (name, value): &(String, f64)| {
        !all.iter()
            .any(|(known, other)| known == name && !differ(*other, *value))
    };
    let gone = before.iter().filter(|figure| without(&after, figure));
    let new = after.iter().filter(|figure| without(&before, figure));
    let mut names: Vec<String> = gone.chain(new).map(|(name, _)| name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// Returns whether `name` matches `pattern`, in which `*` is any text.
fn is_meant(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((start, "")) => name.starts_with(start),
        Some((start, end)) => name.starts_with(start) && name[start.len()..].ends_with(end),
    }
}

/// Returns why the changed results do not match `row`, or `None` if they do.
fn objection(row: &str, moved: &[String]) -> Option<String> {
    let exact = row.strip_prefix("= ");
    let (must, must_not) = exact
        .unwrap_or(row)
        .split_once(" ! ")
        .unwrap_or((exact.unwrap_or(row), ""));
    let is_listed = |name: &str, list: &str| list.split(' ').any(|pattern| is_meant(name, pattern));
    let mut wanted = must.split(' ');
    if let Some(still) = wanted.find(|pattern| !moved.iter().any(|name| is_meant(name, pattern))) {
        return Some(format!("does not move {still}"));
    }
    let beyond =
        |name: &&String| is_listed(name, must_not) || exact.is_some() && !is_listed(name, must);
    moved
        .iter()
        .find(beyond)
        .map(|name| format!("moves {name}"))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter_map(|line| line.split_once(": "))
}

#[test]
fn every_input_moves_the_results_it_must_and_none_it_must_not() {
    let base = rich();
    let mut objections = Vec::new();
    for (path, row) in rows() {
        let input = Input::parse(path, &base.divisions, &base.options).unwrap();
        let mut nudged = base.clone();
        nudge(&mut nudged, input);
        let objection = objection(row, &moved(&base, &nudged));
        objections.extend(objection.map(|objection| format!("{path} {objection}")));
    }
    assert!(objections.is_empty(), "\n{}\n", objections.join("\n"));
}

#[test]
fn the_table_has_a_row_for_every_kind_of_input() {
    let base = rich();
    let is_another = |path: &str| {
        [
            "divisions.a.",
            "divisions.c.",
            "plan.levers.a.",
            "plan.levers.c.",
        ]
        .iter()
        .any(|start| path.starts_with(start))
    };
    for input in every_input(&base) {
        let path = input.path(&base);
        let listed = rows().filter(|(known, _)| *known == path).count();
        assert!(listed == 1 || is_another(&path), "{path} has {listed} rows");
    }
}

#[test]
fn the_table_names_only_results_that_there_are() {
    let names: Vec<String> = everything(&rich())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for (path, row) in rows() {
        for pattern in row.split(' ').filter(|word| !matches!(*word, "=" | "!")) {
            assert!(
                names.iter().any(|name| is_meant(name, pattern)),
                "{path}: {pattern}"
            );
        }
    }
}

#[test]
fn every_input_moves_something_in_every_division_and_option() {
    let base = rich();
    for input in every_input(&base) {
        let mut nudged = base.clone();
        nudge(&mut nudged, input);
        let path = input.path(&base);
        // Only the division at the minimum depends on the minimum, and so on; max_cut only triggers a warning.
        let has_no_use = path.ends_with(".max_cut") || path.ends_with(".tenure");
        assert!(
            has_no_use || !moved(&base, &nudged).is_empty(),
            "{path} is dead"
        );
    }
}

#[test]
fn the_funding_rule_moves_when_ai_money_comes_and_not_how_much_a_year() {
    let base = rich();
    let mut later = base.clone();
    later.plans[0].funding = Funding::AfterPayback;
    let row = "ai.total ai.retained ai.options.0.bought quarters.3.ai savings.npv_with_ai \
               ! ai.run_rate savings.npv savings.net_cash savings.run_rate headcount.* divisions.*";
    assert_eq!(objection(row, &moved(&base, &later)), None);
}

#[test]
fn a_managers_share_left_to_the_division_is_moved_by_its_span() {
    let mut base = rich();
    let managers =
        |scenario: &Scenario| scenario.evaluate(0).divisions[1].people.managers_eliminated;
    let before = managers(&base);
    base.inputs.divisions[1].span = 6.0;
    assert!(managers(&base) < before);
    base.plans[0].levers[1].set(Lever::Managers, Some(0.2));
    let fixed = managers(&base);
    base.inputs.divisions[1].span = 5.0;
    assert_eq!(managers(&base), fixed);
}

#[test]
fn an_objection_is_raised_where_a_row_is_wrong() {
    let moved = ["savings.npv".to_owned(), "quarters.1.ai".into()];
    let says = |row| objection(row, &moved);
    assert_eq!(says("savings.npv"), None);
    assert_eq!(says("= savings.npv quarters.*.ai"), None);
    assert_eq!(says("savings.npv ! headcount.*"), None);
    assert_eq!(
        says("savings.charge").as_deref(),
        Some("does not move savings.charge")
    );
    assert_eq!(
        says("= savings.npv").as_deref(),
        Some("moves quarters.1.ai")
    );
    assert_eq!(
        says("savings.npv ! quarters.*").as_deref(),
        Some("moves quarters.1.ai")
    );
}
