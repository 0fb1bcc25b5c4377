//! Laws of the model, which hold for every valid scenario.
//!
//! Each law is part of the model contract or follows from it; `worked.rs` has examples computed by hand.

use crate::arbitrary;
use crate::results::results;
use proptest::prelude::*;
use reallot::model::{
    AiOption, Assumptions, Bound, Division, DivisionInputs, Field, Funding, Inputs, Lever, Levers,
    Number, OptionInputs, Outcome, Plan, Scenario, defined, evaluate, warnings,
};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// Returns an organisation of up to some ten thousand people with a plan; numbers are often at the end of a range.
pub(crate) fn organisation() -> impl Strategy<Value = Scenario> {
    let sizes = (1..=5usize, 1..=4usize, 1..=80usize);
    (sizes, any::<bool>(), prop::collection::vec(0..=24u8, 128))
        .prop_map(|(sizes, waits, parts)| built(sizes, waits, &parts))
}

/// Builds an organisation from numbers, each a fraction of its range in twenty-fourths.
fn built(
    (n_divisions, n_options, horizon): (usize, usize, usize),
    waits: bool,
    parts: &[u8],
) -> Scenario {
    let mut parts = parts.iter().map(|&part| f64::from(part) / 24.0);
    let mut part = || parts.next().unwrap();
    let mut number = |bound: Bound| match bound {
        Bound::UpTo(high) => high * part(),
        Bound::NonNegative => 100.0 * part(),
        Bound::Positive => 0.1 + 100.0 * part(),
        Bound::AboveOne => 1.1 + 19.0 * part(),
    };
    let mut assumptions = Assumptions::from_fields(|field| number(field.bound));
    assumptions.severance_max_weeks += assumptions.severance_min_weeks;
    let divisions = (0..n_divisions).map(|_| {
        let mut division = DivisionInputs::from_fields(|field| number(field.bound));
        division.headcount *= 100.0;
        division.loaded_cost *= 1_000.0;
        division
    });
    let divisions = divisions.collect();
    let options = (0..n_options).map(|_| OptionInputs::from_fields(|field| number(field.bound)));
    let options = options.collect();
    let mut levers = vec![Levers::default(); n_divisions];
    for (index, levers) in levers.iter_mut().enumerate() {
        for spec in &Lever::ALL {
            let is_left = spec.lever == Lever::Managers && index % 2 == 0;
            levers.set(spec.lever, (!is_left).then(|| number(spec.bound)));
        }
    }
    let weights: Vec<f64> = (0..n_options).map(|_| number(Bound::Positive)).collect();
    let plan = Plan {
        name: "plan".into(),
        levers,
        attrition_first: number(Bound::SHARE),
        redeploy: number(Bound::SHARE),
        funding: if waits {
            Funding::AfterPayback
        } else {
            Funding::Immediate
        },
        portfolio: weights
            .iter()
            .map(|weight| weight / weights.iter().sum::<f64>())
            .collect(),
        sources: Vec::new(),
    };
    let named = |index: usize| AiOption {
        key: format!("o{index}"),
        name: String::new(),
        unit: String::new(),
        hires: index == 1,
    };
    Scenario {
        name: String::new(),
        summary: String::new(),
        currency: "USD".into(),
        start: "2025-Q3".parse().unwrap(),
        horizon,
        inputs: Inputs {
            discount_rate: number(Inputs::DISCOUNT_RATE.bound),
            assumptions,
            divisions,
            options,
            capex_plan: (n_options > 1).then(|| number(Inputs::CAPEX_PLAN.bound)),
        },
        divisions: (0..n_divisions)
            .map(|index| Division {
                key: format!("d{index}"),
                name: String::new(),
            })
            .collect(),
        options: (0..n_options).map(named).collect(),
        capex_period: String::new(),
        peers: Vec::new(),
        plans: vec![plan],
        history: Vec::new(),
        uncertain: Vec::new(),
        correlations: Vec::new(),
        sources: Vec::new(),
    }
}

/// Returns an organisation whose plan is complete well before the horizon, including rehires.
fn finished_in_time() -> impl Strategy<Value = Scenario> {
    organisation().prop_map(|mut scenario| {
        let assumptions = &mut scenario.inputs.assumptions;
        assumptions.slip /= 10.0;
        assumptions.rehire_lag /= 10.0;
        for levers in scenario.plans.iter_mut().flat_map(|plan| &mut plan.levers) {
            levers.start /= 5.0;
            levers.duration /= 5.0;
        }
        scenario.horizon = 80;
        scenario
    })
}

fn few() -> ProptestConfig {
    ProptestConfig::with_cases(160)
}

/// Returns whether two figures are equal up to rounding, given the size of the figures they derive from.
fn near(a: f64, b: f64, scale: f64) -> bool {
    a.to_bits() == b.to_bits()
        || (a.is_nan() && b.is_nan())
        || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(scale)
}

macro_rules! close {
    ($a:expr, $b:expr) => {
        close!($a, $b, 1e-3)
    };
    ($a:expr, $b:expr, $scale:expr) => {{
        let (a, b): (f64, f64) = ($a, $b);
        prop_assert!(
            near(a, b, $scale),
            "{} is {a}, and {} is {b}",
            stringify!($a),
            stringify!($b)
        );
    }};
}

fn each(outcome: &Outcome, of: impl Fn(&reallot::model::QuarterOutcome) -> f64) -> Vec<f64> {
    outcome.quarters.iter().map(of).collect()
}

fn total(figures: &[f64]) -> f64 {
    figures.iter().sum()
}

fn sum_of_sizes(figures: &[f64]) -> f64 {
    figures.iter().map(|figure| figure.abs()).sum()
}

fn same(a: &Outcome, b: &Outcome) -> Result<(), String> {
    let (a, b) = (results(a), results(b));
    for ((name, a), (_, b)) in a.iter().zip(&b) {
        if a.to_bits() != b.to_bits() && !(a.is_nan() && b.is_nan()) {
            return Err(format!("{name}: {a} and {b}"));
        }
    }
    if a.len() == b.len() {
        Ok(())
    } else {
        Err("not the same results".into())
    }
}

// Zero effects

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_plan_that_cuts_nothing_changes_nothing_and_warns_of_nothing(mut scenario in organisation()) {
        for levers in &mut scenario.plans[0].levers {
            levers.cut = 0.0;
        }
        let outcome = scenario.evaluate(0);
        let stays = ["before", "after", "remaining", "managers_", "span_", "layers_", "decision_", "headcount"];
        for (name, value) in results(&outcome) {
            let (under, last) = name.rsplit_once('.').unwrap();
            let of_a_position = under.ends_with("cost") || under.ends_with("per_head");
            let is_before = last != "managers_eliminated" && stays.iter().any(|part| last.starts_with(part));
            prop_assert!(value == 0.0 || value.is_nan() || of_a_position || is_before, "{}: {}", name, value);
        }
        let people = outcome.headcount;
        prop_assert_eq!(people.after, people.before);
        close!(people.span_after, people.span_before);
        close!(people.layers_after, people.layers_before);
        close!(people.managers_after, people.managers_before);
        for quarter in &outcome.quarters {
            prop_assert_eq!(quarter.headcount, people.before);
        }
        prop_assert_eq!(outcome.savings.payback_months, 0.0);
        prop_assert_eq!(warnings(&scenario, 0, &outcome), []);
    }

    #[test]
    fn the_same_scenario_gives_the_same_bits(scenario in arbitrary::scenario()) {
        for plan in 0..scenario.plans.len() {
            prop_assert_eq!(same(&scenario.evaluate(plan), &scenario.clone().evaluate(plan)), Ok(()));
        }
    }
}

// Totals

proptest! {
    #![proptest_config(few())]

    #[test]
    fn the_company_is_the_sum_of_its_divisions(scenario in organisation()) {
        let outcome = scenario.evaluate(0);
        let people = outcome.headcount;
        let sum = |of: fn(&reallot::model::DivisionOutcome) -> f64| -> f64 {
            outcome.divisions.iter().map(of).sum()
        };
        close!(people.before, sum(|d| d.people.before));
        close!(people.eliminated, sum(|d| d.people.eliminated));
        close!(people.attrition, sum(|d| d.people.attrition));
        close!(people.redeployed, sum(|d| d.people.redeployed));
        close!(people.laid_off, sum(|d| d.people.laid_off));
        close!(people.rehired, sum(|d| d.people.rehired));
        close!(people.managers_before, sum(|d| d.people.managers_before));
        close!(people.managers_after, sum(|d| d.people.managers_after), people.managers_before);
        close!(people.uncovered, sum(|d| d.people.uncovered));
        close!(people.extra_quits, sum(|d| d.extra_quits));
        let in_divisions = sum(|d| d.people.after) + people.redeployed + people.ai_hires;
        close!(people.after, in_divisions, people.before);
        let savings = &outcome.savings;
        close!(savings.run_rate, sum(|d| d.run_rate));
        close!(savings.run_rate_gross, sum(|d| d.run_rate_gross));
        close!(savings.charge - savings.charge_lines.fixed, sum(|d| d.charge), savings.charge);
        close!(outcome.ai.run_rate, sum(|d| d.ai_run_rate));
    }

    #[test]
    fn totals_to_the_horizon_are_sums_of_quarters(scenario in organisation()) {
        let outcome = scenario.evaluate(0);
        let savings = &outcome.savings;
        let net_cash = each(&outcome, |q| q.net_cash);
        let scale = sum_of_sizes(&net_cash);
        close!(savings.net_cash, total(&net_cash), scale);
        let survivors = total(&each(&outcome, |q| q.survivors));
        close!(savings.net_cash_after_survivors, total(&net_cash) - survivors, scale + survivors);
        close!(savings.lost_output, total(&each(&outcome, |q| q.lost_output)));
        close!(outcome.ai.total, total(&each(&outcome, |q| q.ai)));
        close!(outcome.ai.retained, savings.net_cash - outcome.ai.total, scale + outcome.ai.total);
        let gained = each(&outcome, |q| q.savings);
        let years: f64 = savings.in_year.iter().map(|year| year.amount).sum();
        close!(years, total(&gained), sum_of_sizes(&gained));
        let (mut cumulative, mut liability) = (0.0, 0.0);
        for quarter in &outcome.quarters {
            cumulative += quarter.net_cash;
            liability += quarter.charge - quarter.paid;
            close!(quarter.cumulative, cumulative, scale);
            close!(quarter.liability, liability, savings.charge);
            close!(quarter.retained, quarter.net_cash - quarter.ai, scale);
        }
    }

    #[test]
    fn the_charge_is_the_sum_of_its_lines_and_the_portfolio_of_its_options(scenario in organisation()) {
        let outcome = scenario.evaluate(0);
        let lines = outcome.savings.charge_lines;
        let sum = lines.notice_pay + lines.severance + lines.severance_tax + lines.benefits + lines.outplacement;
        close!(outcome.savings.charge, sum + lines.fixed);
        for (result, inputs) in outcome.divisions.iter().zip(&scenario.inputs.divisions) {
            close!(result.charge, result.people.laid_off * result.charge_per_head.total());
            prop_assert_eq!(result.people.before, inputs.headcount);
        }
        let options = &outcome.ai.options;
        // The shares may miss 1 by the tolerance of the file format.
        let off = 1e-6 * outcome.ai.total.abs().max(outcome.ai.run_rate.abs());
        let totals: f64 = options.iter().map(|option| option.total).sum();
        let run_rates: f64 = options.iter().map(|option| option.run_rate).sum();
        prop_assert!((totals - outcome.ai.total).abs() <= off);
        prop_assert!((run_rates - outcome.ai.run_rate).abs() <= off);
        let hired = scenario.options.iter().zip(options).filter(|(option, _)| option.hires);
        close!(outcome.headcount.ai_hires, hired.map(|(_, result)| result.sustained).sum());
    }
}

// People

proptest! {
    #![proptest_config(few())]

    #[test]
    fn everybody_who_goes_quits_moves_or_is_laid_off(scenario in organisation()) {
        for division in scenario.evaluate(0).divisions {
            let people = division.people;
            close!(people.eliminated, people.attrition + people.redeployed + people.laid_off);
            close!(people.before, people.remaining + people.eliminated);
            let none = -1e-9 * people.before;
            for part in [people.attrition, people.redeployed, people.laid_off, people.rehired, people.uncovered] {
                prop_assert!((none..=people.eliminated * (1.0 + 1e-9)).contains(&part), "{:?}", people);
            }
        }
    }

    #[test]
    fn managers_are_never_fewer_than_none_nor_more_than_the_people(scenario in organisation()) {
        for division in scenario.evaluate(0).divisions {
            let people = division.people;
            let spare = 1e-9 * people.before;
            prop_assert!(people.managers_after >= 0.0);
            prop_assert!(people.managers_after <= people.remaining + spare, "{:?}", people);
            prop_assert!(people.managers_after <= people.managers_before, "{:?}", people);
            prop_assert!(people.managers_eliminated >= 0.0);
            prop_assert!(people.managers_eliminated <= people.eliminated, "{:?}", people);
        }
    }

    #[test]
    fn a_deeper_cut_never_leaves_more_people_on_the_payroll(
        mut scenario in organisation(), division in any::<prop::sample::Index>(), deeper in 0.0..1.0,
    ) {
        let before = scenario.evaluate(0);
        let division = division.index(scenario.divisions.len());
        let cut = &mut scenario.plans[0].levers[division].cut;
        *cut += (1.0 - *cut) * deeper;
        let after = scenario.evaluate(0);
        let spare = 1e-9 * before.headcount.before;
        for (now, was) in after.quarters.iter().zip(&before.quarters) {
            prop_assert!(now.headcount <= was.headcount + spare);
        }
        prop_assert!(after.divisions[division].people.after <= before.divisions[division].people.after + spare);
    }

    #[test]
    fn a_deeper_cut_never_saves_less_where_managers_go_by_their_own_share(
        mut scenario in organisation(), division in any::<prop::sample::Index>(), deeper in 0.0..1.0,
    ) {
        let division = division.index(scenario.divisions.len());
        scenario.plans[0].levers[division].managers = None;
        let before = scenario.evaluate(0).savings;
        let cut = &mut scenario.plans[0].levers[division].cut;
        *cut += (1.0 - *cut) * deeper;
        let after = scenario.evaluate(0).savings;
        prop_assert!(after.run_rate >= before.run_rate - 1e-9 * before.run_rate_gross);
        prop_assert!(after.run_rate_gross >= before.run_rate_gross * (1.0 - 1e-9));
        prop_assert!(after.charge >= before.charge * (1.0 - 1e-9));
    }
}

// Timing

proptest! {
    #![proptest_config(few())]

    #[test]
    fn the_liability_closes_at_nothing_and_is_never_negative(scenario in finished_in_time()) {
        let outcome = scenario.evaluate(0);
        let charge = outcome.savings.charge;
        let last = outcome.quarters.last().unwrap();
        close!(last.liability, 0.0, charge);
        close!(total(&each(&outcome, |q| q.charge)), charge);
        close!(total(&each(&outcome, |q| q.paid)), charge);
        for quarter in &outcome.quarters {
            prop_assert!(quarter.liability >= -1e-9 * charge);
        }
    }

    #[test]
    fn in_the_long_run_a_quarter_saves_a_quarter_of_the_run_rate(scenario in finished_in_time()) {
        let outcome = scenario.evaluate(0);
        let last = outcome.quarters.last().unwrap();
        close!(last.savings, outcome.savings.run_rate / 4.0, outcome.savings.run_rate_gross);
        let people = outcome.headcount;
        let gone = people.attrition + people.laid_off - people.rehired;
        close!(last.headcount, people.before - gone, people.before);
        if scenario.plans[0].funding == Funding::Immediate {
            close!(last.ai, outcome.ai.run_rate / 4.0, outcome.savings.run_rate_gross);
        }
    }

    #[test]
    fn longer_notice_never_saves_earlier(mut scenario in organisation(), longer in 0.0..365.0) {
        let before = scenario.evaluate(0);
        scenario.inputs.assumptions.notice_days += longer;
        let after = scenario.evaluate(0);
        let (mut was, mut is) = (0.0, 0.0);
        for (now, then) in after.quarters.iter().zip(&before.quarters) {
            was += then.savings;
            is += now.savings;
            prop_assert!(is <= was + 1e-9 * before.savings.run_rate_gross * scenario.horizon as f64);
        }
    }

    #[test]
    fn a_whole_quarter_of_slip_shifts_every_quarter_by_one(mut scenario in organisation()) {
        scenario.horizon = scenario.horizon.min(79);
        // People who leave at one instant at the end of a quarter may fall into either quarter by rounding.
        for levers in &mut scenario.plans[0].levers {
            levers.duration = levers.duration.max(0.01);
        }
        let on_time = scenario.evaluate(0);
        scenario.inputs.assumptions.slip += 1.0;
        scenario.horizon += 1;
        let late = scenario.evaluate(0);
        let gross = on_time.savings.run_rate_gross + on_time.savings.charge;
        if on_time.headcount.laid_off > 0.0 {
            for (late, on_time) in late.quarters[1..].iter().zip(&on_time.quarters) {
                close!(late.savings, on_time.savings, gross);
                close!(late.charge, on_time.charge, gross);
                close!(late.liability, on_time.liability, gross);
                close!(late.headcount, on_time.headcount, on_time.headcount);
                close!(late.survivors, on_time.survivors, gross);
                close!(late.lost_output, on_time.lost_output, gross);
            }
        }
        close!(late.savings.run_rate, on_time.savings.run_rate, gross);
    }
}

// Linearity

/// Multiplies every amount of money by `factor`.
fn in_another_currency(inputs: &mut Inputs, factor: f64) {
    for division in &mut inputs.divisions {
        division.loaded_cost *= factor;
    }
    for option in &mut inputs.options {
        option.unit_cost *= factor;
        option.running_cost *= factor;
    }
    let a = &mut inputs.assumptions;
    for amount in [
        &mut a.benefits_per_month,
        &mut a.outplacement,
        &mut a.fixed_charge,
        &mut a.reskilling,
    ] {
        *amount *= factor;
    }
    if let Some(amount) = &mut inputs.capex_plan {
        *amount *= factor;
    }
}

/// Returns whether a result is not an amount of money.
fn is_no_money(name: &str) -> bool {
    let counts = [
        "headcount",
        "extra_quits",
        "bought",
        "sustained",
        "capex_share",
        "capex_days",
        "peak_negative_quarter",
        "payback_months",
        "simple_payback_months",
        "payback_after_survivors_months",
    ];
    let last = name.rsplit('.').next().unwrap_or_default();
    name.starts_with("headcount.") || name.contains(".people.") || counts.contains(&last)
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn the_run_rate_is_linear_in_the_cut_where_the_mix_stays(mut scenario in organisation(), part in 0.0..=1.0) {
        scenario.plans[0].attrition_first = 0.0;
        let assumptions = &mut scenario.inputs.assumptions;
        assumptions.delivery = assumptions.delivery.min(1.0);
        assumptions.fixed_charge = 0.0;
        for levers in &mut scenario.plans[0].levers {
            levers.managers = None;
        }
        let whole = scenario.evaluate(0);
        for levers in &mut scenario.plans[0].levers {
            levers.cut *= part;
        }
        let less = scenario.evaluate(0);
        close!(less.savings.run_rate, part * whole.savings.run_rate, whole.savings.run_rate_gross);
        close!(less.savings.charge, part * whole.savings.charge, whole.savings.charge);
        close!(less.savings.reskilling, part * whole.savings.reskilling, whole.savings.reskilling);
        close!(less.ai.run_rate, part * whole.ai.run_rate, whole.savings.run_rate_gross);
        close!(less.savings.npv, part * whole.savings.npv, whole.savings.run_rate_gross + whole.savings.charge);
    }

    #[test]
    fn another_currency_changes_amounts_and_nothing_else(scenario in organisation()) {
        // A power of two changes no bit of the other factor.
        const RATE: f64 = 4.0;
        let mut other = scenario.clone();
        in_another_currency(&mut other.inputs, RATE);
        let (here, there) = (results(&scenario.evaluate(0)), results(&other.evaluate(0)));
        for ((name, here), (_, there)) in here.iter().zip(&there) {
            let rate = if is_no_money(name) { 1.0 } else { RATE };
            let fits = here * rate == *there || here.is_nan() && there.is_nan();
            prop_assert!(fits, "{}: {} and {}", name, here, there);
        }
    }

    #[test]
    fn a_cost_factor_is_dearer_people_and_a_price_factor_dearer_units(scenario in organisation()) {
        let mut by_factor = scenario.clone();
        by_factor.inputs.assumptions.cost_factor *= 2.0;
        by_factor.inputs.assumptions.price_factor *= 0.5;
        let mut by_input = scenario;
        for division in &mut by_input.inputs.divisions {
            division.loaded_cost *= 2.0;
        }
        for option in &mut by_input.inputs.options {
            option.unit_cost *= 0.5;
        }
        prop_assert_eq!(same(&by_factor.evaluate(0), &by_input.evaluate(0)), Ok(()));
    }

    #[test]
    fn two_like_companies_together_are_twice_the_one(mut scenario in organisation()) {
        scenario.inputs.assumptions.fixed_charge = 0.0;
        let one = scenario.evaluate(0);
        let inputs = scenario.inputs.divisions.clone();
        scenario.inputs.divisions.extend(inputs);
        let levers = scenario.plans[0].levers.clone();
        scenario.plans[0].levers.extend(levers);
        let two = scenario.evaluate(0);
        let scale = one.savings.run_rate_gross + one.savings.charge + one.savings.survivors;
        close!(two.headcount.laid_off, 2.0 * one.headcount.laid_off);
        close!(two.headcount.extra_quits, 2.0 * one.headcount.extra_quits);
        close!(two.savings.run_rate, 2.0 * one.savings.run_rate, scale);
        close!(two.savings.charge, 2.0 * one.savings.charge, scale);
        let quarters = scenario.horizon as f64;
        close!(two.savings.npv_after_survivors, 2.0 * one.savings.npv_after_survivors, scale * quarters);
        close!(two.ai.run_rate, 2.0 * one.ai.run_rate, scale);
    }
}

// Cash

proptest! {
    #![proptest_config(few())]

    #[test]
    fn undiscounted_present_value_is_net_cash(mut scenario in organisation()) {
        scenario.inputs.discount_rate = 0.0;
        scenario.inputs.assumptions.ai_return = 0.0;
        let outcome = scenario.evaluate(0);
        let savings = &outcome.savings;
        let survivors = total(&each(&outcome, |q| q.survivors));
        let scale = sum_of_sizes(&each(&outcome, |q| q.net_cash)) + outcome.ai.total + survivors;
        close!(savings.npv, savings.net_cash, scale);
        close!(savings.npv_after_survivors, savings.net_cash_after_survivors, scale);
        close!(savings.npv_with_ai, outcome.ai.retained, scale);
    }

    #[test]
    fn present_value_lies_between_none_and_all_of_what_is_undiscounted(scenario in organisation()) {
        let outcome = scenario.evaluate(0);
        let (mut low, mut high) = (0.0, 0.0);
        for quarter in &outcome.quarters {
            low += quarter.net_cash.min(0.0);
            high += quarter.net_cash.max(0.0);
        }
        let spare = 1e-9 * (high - low);
        prop_assert!((low - spare..=high + spare).contains(&outcome.savings.npv));
    }

    #[test]
    fn payback_and_the_lowest_point_are_read_off_the_cumulative_series(scenario in organisation()) {
        let outcome = scenario.evaluate(0);
        let savings = &outcome.savings;
        let series = each(&outcome, |q| q.cumulative);
        let low = series.iter().copied().fold(0.0, f64::min);
        prop_assert_eq!(savings.peak_negative, low);
        let at = series.iter().position(|&n| n == low).filter(|_| low < 0.0);
        prop_assert_eq!(defined(savings.peak_negative_quarter), at.map(|at| at as f64));
        let payback = defined(savings.payback_months);
        prop_assert_eq!(payback.is_none(), series[series.len() - 1] < 0.0);
        prop_assert_eq!(payback == Some(0.0), low == 0.0);
        if let (Some(months), Some(last)) = (payback, series.iter().rposition(|&n| n < 0.0)) {
            let quarters = months / 3.0 - (last as f64 + 1.0);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&quarters), "{} months, {:?}", months, series);
            let there = series[last] + (series[last + 1] - series[last]) * quarters;
            close!(there, 0.0, sum_of_sizes(&series) * months.max(1.0));
        }
    }

    #[test]
    fn money_for_ai_waits_for_payback_and_is_never_more_than_at_once(mut scenario in organisation()) {
        scenario.plans[0].funding = Funding::Immediate;
        let at_once = scenario.evaluate(0);
        scenario.plans[0].funding = Funding::AfterPayback;
        let later = scenario.evaluate(0);
        let spare = 1e-9 * at_once.savings.run_rate_gross;
        let (mut spent, mut high) = (0.0, 0.0_f64);
        for (later, at_once) in later.quarters.iter().zip(&at_once.quarters) {
            prop_assert!(later.ai <= at_once.ai + spare, "{} and {}", later.ai, at_once.ai);
            prop_assert!(later.ai >= 0.0 && at_once.ai >= 0.0);
            spent += later.ai;
            high = high.max(later.cumulative);
            prop_assert!(spent <= high + spare * scenario.horizon as f64, "{} of {}", spent, high);
        }
        prop_assert_eq!(later.savings.npv, at_once.savings.npv);
        prop_assert_eq!(later.ai.run_rate, at_once.ai.run_rate);
    }

    #[test]
    fn only_what_the_contract_calls_undefined_is_undefined(scenario in arbitrary::plausible()) {
        let outcome = scenario.evaluate(0);
        let (people, savings) = (outcome.headcount, &outcome.savings);
        let spread = |people: f64, managers: f64| people > 1.0 && managers > 0.0;
        let remaining: f64 = outcome.divisions.iter().map(|d| d.people.remaining).sum();
        let is = |figure: f64, expected: bool| figure.is_finite() == expected;
        prop_assert!(is(people.span_before, spread(people.before, people.managers_before)));
        prop_assert!(is(people.span_after, spread(remaining, people.managers_after)));
        let pyramid = |span: f64| span > 1.0;
        prop_assert!(is(people.layers_before, pyramid(people.span_before)));
        prop_assert!(is(people.layers_after, pyramid(people.span_after)));
        prop_assert!(is(people.decision_days_before, pyramid(people.span_before)));
        prop_assert!(is(people.decision_days_after, pyramid(people.span_after)));
        prop_assert!(is(savings.peak_negative_quarter, savings.peak_negative < 0.0));
        prop_assert!(is(savings.payback_months, savings.net_cash >= 0.0));
        prop_assert!(is(savings.payback_after_survivors_months, savings.net_cash_after_survivors >= 0.0));
        prop_assert!(is(savings.simple_payback_months, savings.run_rate > 0.0));
        prop_assert!(is(outcome.ai.capex_share, scenario.inputs.capex_plan.is_some()));
        prop_assert!(is(outcome.ai.capex_days, scenario.inputs.capex_plan.is_some()));
        let may_be = ["span_", "layers_", "decision_days_", "payback", "peak_negative_quarter", "capex_"];
        for (name, value) in results(&outcome) {
            prop_assert!(value.is_finite() || may_be.iter().any(|part| name.contains(part)), "{}: {}", name, value);
        }
        for division in &outcome.divisions {
            let d = division.people;
            prop_assert!(is(d.span_before, spread(d.before, d.managers_before)));
            prop_assert!(is(d.span_after, spread(d.remaining, d.managers_after)));
        }
    }
}

// One kernel for all number types

/// Four numbers side by side.
#[derive(Clone, Copy, Debug)]
struct Lanes([f64; 4]);

impl Lanes {
    fn each(self, other: Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self(std::array::from_fn(|lane| of(self.0[lane], other.0[lane])))
    }
}

macro_rules! operators {
    ($($name:ident $method:ident $sign:tt;)*) => {
        $( impl $name for Lanes {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.each(other, |a, b| a $sign b)
            }
        } )*
    };
}

operators! { Add add +; Sub sub -; Mul mul *; Div div /; }

impl Neg for Lanes {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.map(|a| -a))
    }
}

impl AddAssign for Lanes {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Number for Lanes {
    fn of(value: f64) -> Self {
        Self([value; 4])
    }
    fn min(self, other: Self) -> Self {
        self.each(other, Number::min)
    }
    fn max(self, other: Self) -> Self {
        self.each(other, Number::max)
    }
    fn powf(self, exponent: Self) -> Self {
        self.each(exponent, Number::powf)
    }
    fn exp2(self) -> Self {
        Self(self.0.map(Number::exp2))
    }
    fn ln(self) -> Self {
        Self(self.0.map(Number::ln))
    }
    fn sqrt(self) -> Self {
        Self(self.0.map(Number::sqrt))
    }
    fn is_zero(self) -> bool {
        self.0 == [0.0; 4]
    }
    fn if_less(self, other: Self, yes: Self, no: Self) -> Self {
        Self(std::array::from_fn(|lane| {
            if self.0[lane] < other.0[lane] {
                yes.0[lane]
            } else {
                no.0[lane]
            }
        }))
    }
}

/// Varies all inputs within their bounds.
fn varied(inputs: &Inputs, factors: &[f64]) -> Inputs {
    let mut factors = factors.iter().cycle();
    let mut vary = |field: &Field, value: f64| {
        let varied = value * factors.next().unwrap();
        if field.bound.admits(varied) {
            varied
        } else {
            value
        }
    };
    let mut other = inputs.clone();
    other.discount_rate = vary(&Inputs::DISCOUNT_RATE, inputs.discount_rate);
    other.capex_plan = inputs
        .capex_plan
        .map(|amount| vary(&Inputs::CAPEX_PLAN, amount));
    for (row, field) in Assumptions::FIELDS.iter().enumerate() {
        other
            .assumptions
            .set(row, vary(field, inputs.assumptions.get(row).unwrap()));
    }
    for (division, inputs) in other.divisions.iter_mut().zip(&inputs.divisions) {
        for (row, field) in DivisionInputs::FIELDS.iter().enumerate() {
            division.set(row, vary(field, inputs.get(row).unwrap()));
        }
    }
    for (option, inputs) in other.options.iter_mut().zip(&inputs.options) {
        for (row, field) in OptionInputs::FIELDS.iter().enumerate() {
            option.set(row, vary(field, inputs.get(row).unwrap()));
        }
    }
    other
}

/// Combines four organisations of the same shape into lanes.
fn side_by_side(four: &[Inputs; 4]) -> Inputs<Lanes> {
    let lanes = |of: &dyn Fn(&Inputs) -> f64| Lanes(std::array::from_fn(|lane| of(&four[lane])));
    let mut all = four[0].map(Lanes::of);
    all.discount_rate = lanes(&|inputs| inputs.discount_rate);
    all.capex_plan = four[0]
        .capex_plan
        .map(|_| lanes(&|inputs| inputs.capex_plan.unwrap()));
    for row in 0..Assumptions::FIELDS.len() {
        all.assumptions
            .set(row, lanes(&|inputs| inputs.assumptions.get(row).unwrap()));
    }
    for (index, division) in all.divisions.iter_mut().enumerate() {
        for row in 0..DivisionInputs::FIELDS.len() {
            division.set(
                row,
                lanes(&|inputs| inputs.divisions[index].get(row).unwrap()),
            );
        }
    }
    for (index, option) in all.options.iter_mut().enumerate() {
        for row in 0..OptionInputs::FIELDS.len() {
            option.set(
                row,
                lanes(&|inputs| inputs.options[index].get(row).unwrap()),
            );
        }
    }
    all
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn four_organisations_in_lanes_are_each_evaluated_to_the_bit_as_alone(
        scenario in organisation(), factors in prop::collection::vec(0.5..1.5, 4 * 23),
    ) {
        let mut parts = factors.chunks(23);
        let four: [Inputs; 4] = std::array::from_fn(|_| varied(&scenario.inputs, parts.next().unwrap()));
        let structure = scenario.structure();
        for plan in &scenario.plans {
            let lanes = results(&evaluate(&side_by_side(&four), structure, plan));
            for (lane, inputs) in four.iter().enumerate() {
                let alone = results(&evaluate(inputs, structure, plan));
                prop_assert_eq!(alone.len(), lanes.len());
                for ((name, alone), (_, together)) in alone.iter().zip(&lanes) {
                    let together = together.0[lane];
                    let alike = alone.to_bits() == together.to_bits() || alone.is_nan() && together.is_nan();
                    prop_assert!(alike, "{}, lane {}: {} alone, {} together", name, lane, alone, together);
                }
            }
        }
    }

    #[test]
    fn inputs_in_another_number_are_the_same_inputs(scenario in arbitrary::scenario()) {
        let there_and_back = scenario.inputs.map(Lanes::of).map(|lanes: Lanes| lanes.0[3]);
        prop_assert_eq!(there_and_back, scenario.inputs);
    }

    #[test]
    fn a_lever_left_to_its_default_is_that_default(mut scenario in organisation()) {
        for levers in &mut scenario.plans[0].levers {
            *levers = Default::default();
            levers.cut = 0.1;
        }
        let left = scenario.evaluate(0);
        for (levers, division) in scenario.plans[0].levers.iter_mut().zip(&left.divisions) {
            let own = division.people.managers_before / division.people.before;
            levers.set(Lever::Managers, Some(own));
            levers.set(Lever::Reallocate, Some(1.0));
            levers.set(Lever::Duration, Some(1.0));
        }
        prop_assert_eq!(same(&left, &scenario.evaluate(0)), Ok(()));
    }
}
