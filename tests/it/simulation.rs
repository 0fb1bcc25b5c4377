//! The simulation against closed forms, against reports draw by draw, and against a slow implementation of
//! the contract; and its independence of threads and chunks.

use crate::slow::slow;
use crate::stage::amazon;
use crate::{arbitrary, laws};
use proptest::prelude::*;
use reallot::file;
use reallot::model::{
    Assumptions, Correlation, Distribution, Division, DivisionInputs, Field, Input, Inputs,
    OptionInputs, Plan, Scenario, Uncertain,
    simulate::{
        Driver, Effort, METRICS, Metric, PERCENTILES, Points, Quantiles, Samples, Simulation,
        impossible, simulate,
    },
};
use statrs::distribution::{ContinuousCDF, Normal};
use std::collections::{BTreeMap, BTreeSet};

fn assumption(name: &str) -> Input {
    let row = Assumptions::FIELDS
        .iter()
        .position(|field| field.name == name);
    Input::Assumption(row.unwrap())
}

fn loaded_cost(division: usize) -> Input {
    Input::Division(division, DivisionInputs::ROW.loaded_cost)
}

fn uncertain(name: &str, distribution: Distribution) -> Uncertain {
    Uncertain {
        input: assumption(name),
        distribution,
    }
}

fn samples(scenario: &Scenario, draws: usize, seed: u64) -> Samples {
    Samples::new(scenario, seed, Effort::of(draws, 1)).unwrap()
}

fn simulated(scenario: &Scenario, plan: usize, samples: &Samples) -> Simulation {
    let effort = Effort::of(samples.draws(), 2);
    simulate(scenario, &scenario.plans[plan], samples, effort).unwrap()
}

/// Returns the inputs of one draw.
fn drawn(scenario: &Scenario, samples: &Samples, draw: usize) -> Inputs {
    let mut inputs = scenario.inputs.clone();
    for (at, uncertain) in scenario.uncertain.iter().enumerate() {
        inputs.set(uncertain.input, samples.values(at)[draw]);
    }
    inputs
}

fn alike(a: f64, b: f64, part: f64) -> bool {
    a.to_bits() == b.to_bits()
        || a.is_nan() && b.is_nan()
        || (a - b).abs() <= part * a.abs().max(b.abs())
}

// Distributions

const SHARES: [f64; 11] = [
    1e-9,
    1e-4,
    0.01,
    0.1,
    0.25,
    0.5,
    0.618,
    0.9,
    0.99,
    0.9999,
    1.0 - 1e-9,
];

/// Checks quantiles for an input with the range 0 to 1e15.
#[track_caller]
fn quantiles_are(distribution: &Distribution, expected: impl Fn(f64) -> f64) {
    let quantiles = Quantiles::of(&uncertain("outplacement", distribution.clone()));
    for share in SHARES {
        let (found, expected) = (quantiles.at(share), expected(share));
        assert!(
            alike(found, expected, 1e-9),
            "{distribution:?} at {share}: {found}, not {expected}"
        );
    }
}

#[test]
fn quantiles_are_those_of_closed_forms() {
    let normal = |share| Normal::standard().inverse_cdf(share);
    quantiles_are(&Distribution::Uniform(1e3, 3e3), |u| 1e3 + 2e3 * u);
    quantiles_are(&Distribution::Triangular(10.0, 40.0, 70.0), |u| {
        if u < 0.5 {
            10.0 + 30.0 * (2.0 * u).sqrt()
        } else {
            70.0 - 30.0 * (2.0 - 2.0 * u).sqrt()
        }
    });
    quantiles_are(&Distribution::Triangular(10.0, 10.0, 20.0), |u| {
        20.0 - 10.0 * (1.0 - u).sqrt()
    });
    quantiles_are(&Distribution::Triangular(10.0, 20.0, 20.0), |u| {
        10.0 + 10.0 * u.sqrt()
    });
    quantiles_are(&Distribution::Normal(1e6, 1e4), |u| 1e6 + 1e4 * normal(u));
    // With the mode at an end, the distribution is a power of one side.
    quantiles_are(&Distribution::Pert(100.0, 100.0, 200.0), |u| {
        200.0 - 100.0 * (1.0 - u).powf(0.2)
    });
    quantiles_are(&Distribution::Pert(100.0, 200.0, 200.0), |u| {
        100.0 + 100.0 * u.powf(0.2)
    });
    quantiles_are(
        &Distribution::LogNormal {
            p10: 75.0,
            p90: 135.0,
        },
        |u| (75.0_f64 * 135.0).sqrt() * (1.8_f64.ln() / 2.0 * normal(u) / normal(0.9)).exp(),
    );
    quantiles_are(
        &Distribution::Discrete(vec![(3.0, 1.0), (1.0, 6.0), (2.0, 3.0)]),
        |u| match u {
            u if u < 0.6 => 1.0,
            u if u < 0.9 => 2.0,
            _ => 3.0,
        },
    );
}

#[test]
fn a_pert_in_the_middle_has_the_quantiles_of_its_polynomial() {
    let quantiles = Quantiles::of(&uncertain(
        "outplacement",
        Distribution::Pert(0.0, 0.5, 1.0),
    ));
    for share in SHARES {
        let x = quantiles.at(share);
        // This is Beta(3, 3).
        let below = 10.0 * x.powi(3) - 15.0 * x.powi(4) + 6.0 * x.powi(5);
        let density = 30.0 * (x * (1.0 - x)).powi(2);
        assert!((below - share).abs() <= 1e-9 * density, "{share}: {x}");
    }
}

#[test]
fn log_normals_have_the_percentiles_they_are_given_by() {
    for (p10, p90) in [(0.75, 1.35), (1e-9, 1e9), (150e3, 182e3), (1.0, 1.0 + 1e-9)] {
        let distribution = Distribution::LogNormal { p10, p90 };
        let quantiles = Quantiles::of(&uncertain("fixed_charge", distribution));
        assert!(alike(quantiles.at(0.1), p10, 1e-12), "{p10}");
        assert!(alike(quantiles.at(0.9), p90, 1e-12), "{p90}");
    }
}

#[test]
fn a_draw_outside_the_legal_range_is_clamped_to_it() {
    for (name, low, high) in [
        ("outplacement", 0.0, 1e15),
        ("rehire_share", 0.0, 1.0),
        ("notice_days", 0.0, 730.0),
        ("delivery", 0.0, 2.0),
        // The only bound is that it is positive.
        ("load_factor", 1e-15, 1e15),
    ] {
        let quantiles = Quantiles::of(&uncertain(name, Distribution::Normal(0.5, 1e14)));
        assert_eq!(
            (quantiles.at(0.01), quantiles.at(1.0 - 1e-9).min(high)),
            (low, high.min(quantiles.at(1.0 - 1e-9)))
        );
        let field = assumption(name).field().unwrap();
        assert!(
            SHARES
                .iter()
                .all(|&share| field.bound.admits(quantiles.at(share))),
            "{name}"
        );
    }
}

// Samples

#[test]
fn a_seed_means_these_draws_for_ever() {
    let scenario = amazon();
    let samples = samples(&scenario, 4, 2025);
    let paths = scenario.uncertain.iter().enumerate();
    let found: Vec<String> = paths
        .map(|(at, uncertain)| {
            format!(
                "{} {:?}",
                uncertain.input.path(&scenario),
                samples.values(at)
            )
        })
        .collect();
    let found = found.join("\n");
    assert_eq!(found, SEED_2025, "\n{found}\n");
}

/// The first draws of the built-in scenario.
const SEED_2025: &str = "\
discount_rate [0.09041833191335764, 0.08840245216910897, 0.10860308501792325, 0.07669687705812717]
assumptions.rehire_share [0.09778630785975588, 0.04042318187729816, 0.10864369210942511, 0.049423187198021655]
assumptions.cost_factor [0.9666299653660362, 1.1539933453570668, 0.9445132211366839, 1.0817976470876152]
assumptions.severance_weeks_per_year [2.444335270780078, 1.5992540435537752, 3.0644957916201316, 1.99104379800358]
assumptions.outplacement [1324.4678468909115, 2853.356128791347, 1545.7514256704599, 2399.9255925882608]
assumptions.survivor_quits [0.03188750592736746, 0.026196761680756134, 0.005988578284361358, 0.040169814371865224]
assumptions.delivery [0.9330904194690279, 1.015460137381413, 1.0807637946384598, 0.9946497463696193]
assumptions.slip [0.0, 1.0, 0.0, 0.0]
assumptions.price_factor [1.2195703604831476, 0.9788916505006046, 0.6027112070715352, 1.157222528542793]
divisions.aws-eng.loaded_cost [280823.68608414195, 237961.71914534792, 255518.74125779, 374347.05830764154]
divisions.ops.loaded_cost [167978.55234975464, 185942.6857333586, 162991.338581906, 181821.45659186202]
divisions.aws-eng.attrition [0.0699081644243643, 0.10140390184303597, 0.07337981107764835, 0.08769035540164107]";

#[test]
fn neither_other_inputs_nor_their_order_nor_more_draws_disturb_a_column() {
    let scenario = amazon();
    let all = samples(&scenario, 100, 7);
    let mut fewer = scenario.clone();
    fewer
        .uncertain
        .retain(|uncertain| uncertain.input != Input::DiscountRate);
    fewer.uncertain.reverse();
    fewer.correlations.reverse();
    let few = samples(&fewer, 37, 7);
    for (at, uncertain) in fewer.uncertain.iter().enumerate() {
        let before = scenario
            .uncertain
            .iter()
            .position(|other| other == uncertain)
            .unwrap();
        assert_eq!(few.values(at), &all.values(before)[..37], "{uncertain:?}");
    }
    assert_ne!(samples(&scenario, 100, 8).values(0), all.values(0));
}

/// A table's rows with the dimensions they are drawn from.
fn dimensions(fields: &[Field]) -> String {
    let mut known = BTreeSet::new();
    let row = |field: &Field| {
        assert!(
            known.insert(field.dimension),
            "{} has another's",
            field.name
        );
        format!("{} {}", field.name, field.dimension)
    };
    fields.iter().map(row).collect::<Vec<String>>().join(", ")
}

/// A row may come, go or move, but the number of one that stays is never changed, and that of one that went is not
/// given again.
#[test]
fn the_dimension_of_an_input_is_its_own_for_ever() {
    let mut company = vec![Inputs::DISCOUNT_RATE, Inputs::CAPEX_PLAN];
    company.extend_from_slice(Assumptions::FIELDS);
    assert_eq!(
        dimensions(&company),
        "discount_rate 0, amount 29, load_factor 1, manager_premium 2, notice_days 3, severance_fixed_weeks 4, \
         severance_weeks_per_year 5, severance_min_weeks 6, severance_max_weeks 7, severance_tax 8, \
         benefits_months 9, benefits_per_month 10, outplacement 11, fixed_charge 12, reskilling 13, \
         rehire_share 14, rehire_lag 15, rehire_cost 16, survivor_quits 17, survivor_exponent 18, \
         replacement_cost 19, productivity_dip 20, dip_half_life 21, days_per_layer 22, delivery 23, slip 24, \
         cost_factor 25, price_factor 26, ai_return 27, ai_lag 28"
    );
    assert_eq!(
        dimensions(DivisionInputs::FIELDS),
        "headcount 0, loaded_cost 1, span 2, tenure 3, attrition 4, automatable 5, max_cut 6"
    );
    assert_eq!(
        dimensions(OptionInputs::FIELDS),
        "unit_cost 0, life 1, running_cost 2"
    );
}

/// Every column of a scenario by its input's path.
fn columns(scenario: &Scenario) -> BTreeMap<String, Vec<f64>> {
    let samples = samples(scenario, 100, 7);
    let inputs = scenario.uncertain.iter().enumerate();
    let column =
        |(at, told): (usize, &Uncertain)| (told.input.path(scenario), samples.values(at).to_vec());
    inputs.map(column).collect()
}

/// The same organisation with its divisions in another order, and one more of them in front.
fn rearranged(scenario: &Scenario) -> Scenario {
    let mut other = scenario.clone();
    other.divisions.push(Division {
        key: "another".into(),
        name: String::new(),
    });
    other.inputs.divisions.push(scenario.inputs.divisions[0]);
    other.divisions.reverse();
    other.inputs.divisions.reverse();
    let last = scenario.divisions.len();
    let moved = |input: Input| match input {
        Input::Division(division, row) => Input::Division(last - division, row),
        input => input,
    };
    for told in &mut other.uncertain {
        told.input = moved(told.input);
    }
    for link in &mut other.correlations {
        (link.a, link.b) = (moved(link.a), moved(link.b));
    }
    other
}

#[test]
fn inputs_that_come_go_or_move_leave_the_draws_of_all_others() {
    let scenario = amazon();
    let before = columns(&scenario);
    let mut other = rearranged(&scenario);
    // All that is not uncertain yet, in front; the last that was is no longer.
    let gone = other.uncertain.pop().unwrap().input.path(&other);
    let all = every_uncertain_input(&other).into_iter();
    let new = all.filter(|input| other.uncertain.iter().all(|told| told.input != *input));
    let new = new.map(|input| Uncertain {
        input,
        distribution: Distribution::Uniform(0.5, 0.6),
    });
    let mut uncertain: Vec<Uncertain> =
        new.filter(|told| told.input.path(&other) != gone).collect();
    uncertain.reverse();
    let n_new = uncertain.len();
    uncertain.append(&mut other.uncertain);
    other.uncertain = uncertain;
    let after = columns(&other);
    assert!(n_new > 90 && after.len() == n_new + before.len() - 1);
    for (path, values) in before.iter().filter(|(path, _)| **path != gone) {
        assert_eq!(&after[path], values, "{path}");
    }
    assert!(!after.contains_key(&gone));
}

#[test]
fn samples_fit_until_something_about_the_draws_changes() {
    let scenario = amazon();
    let kept = samples(&scenario, 10, 1);
    assert!(kept.fit(&scenario, 10, 1));
    assert!(!kept.fit(&scenario, 11, 1) && !kept.fit(&scenario, 10, 2));
    let mut other = scenario.clone();
    other.plans[0].levers[0].cut = 0.5;
    other.inputs.assumptions.slip = 3.0;
    assert!(
        kept.fit(&other, 10, 1),
        "levers and base values are not drawn"
    );
    other.uncertain[0].distribution = Distribution::Uniform(0.0, 1.0);
    assert!(!kept.fit(&other, 10, 1));
    let mut other = scenario.clone();
    other.correlations[0].rho = 0.1;
    assert!(!kept.fit(&other, 10, 1));
}

fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let ranks = |values: &[f64]| -> Vec<f64> {
        let below = |value: f64| values.iter().filter(|&&other| other < value).count();
        let alike = |value: f64| values.iter().filter(|&&other| other == value).count();
        values
            .iter()
            .map(|&value| below(value) as f64 + (alike(value) as f64 - 1.0) / 2.0)
            .collect()
    };
    let (a, b) = (ranks(a), ranks(b));
    let middle = (a.len() as f64 - 1.0) / 2.0;
    let dot = |a: &[f64], b: &[f64]| {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a - middle) * (b - middle))
            .sum::<f64>()
    };
    dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
}

/// Returns three inputs with correlations of each sign.
fn correlated() -> Scenario {
    let mut scenario = amazon();
    let wide = Distribution::Uniform(0.0, 1.0);
    let names = ["severance_tax", "productivity_dip", "rehire_share"];
    scenario.uncertain = names.map(|name| uncertain(name, wide.clone())).into();
    let link = |a: usize, b: usize, rho| Correlation {
        a: assumption(names[a]),
        b: assumption(names[b]),
        rho,
    };
    scenario.correlations = vec![link(0, 1, 0.6), link(2, 1, -0.3), link(2, 0, -0.7)];
    scenario
}

#[test]
fn means_and_rank_correlations_converge_faster_than_random_draws_would() {
    let scenario = correlated();
    for draws in [256, 1_024, 4_096] {
        let samples = samples(&scenario, draws, 3);
        let error = 1.0 / (draws as f64).sqrt();
        for at in 0..3 {
            let mean = samples.values(at).iter().sum::<f64>() / draws as f64;
            // For random draws of a uniform distribution, the standard error is 0.289 times this.
            assert!((mean - 0.5).abs() <= 0.1 * error, "{draws}: {mean}");
        }
        for (a, b, rho) in [(0, 1, 0.6), (2, 1, -0.3), (2, 0, -0.7)] {
            let found = spearman(samples.values(a), samples.values(b));
            assert!(
                (found - rho).abs() <= 0.5 * error,
                "{draws}: {found}, not {rho}"
            );
        }
    }
}

#[test]
fn a_correlation_of_one_makes_two_inputs_one() {
    let mut scenario = correlated();
    scenario.correlations.truncate(1);
    for (rho, mirrored) in [(1.0, false), (-1.0, true)] {
        scenario.correlations[0].rho = rho;
        assert_eq!(impossible(&scenario.correlations), None);
        let samples = samples(&scenario, 500, 3);
        for (a, b) in samples.values(0).iter().zip(samples.values(1)) {
            let expected = if mirrored { 1.0 - a } else { *a };
            assert!((b - expected).abs() < 1e-9, "{a} {b}");
        }
    }
}

#[test]
fn groups_of_correlated_inputs_are_judged_however_long_and_however_many() {
    let link = |a: usize, b: usize, rho| Correlation {
        a: loaded_cost(a),
        b: loaded_cost(b),
        rho,
    };
    let chain =
        |n: usize, rho| -> Vec<Correlation> { (1..n).map(|at| link(at - 1, at, rho)).collect() };
    assert_eq!(impossible(&chain(400, 0.4)), None);
    assert!(impossible(&chain(400, 0.9)).is_some());
    assert!(
        impossible(&chain(200_000, 0.1)).is_some(),
        "too many to check"
    );
    let pairs: Vec<Correlation> = (0..100_000)
        .map(|at| link(2 * at, 2 * at + 1, -0.9))
        .collect();
    assert_eq!(impossible(&pairs), None);
}

// Draws

/// Returns a random organisation with uncertain inputs of every kind, and correlations.
fn risky() -> impl Strategy<Value = Scenario> {
    let inputs = prop::collection::vec((any::<prop::sample::Index>(), 0..6usize, 1..=8u8), 1..8);
    (laws::organisation(), inputs).prop_map(|(mut scenario, wanted)| {
        let all = every_uncertain_input(&scenario);
        for (index, shape, width) in wanted {
            let input = *index.get(&all);
            let Some(base) = scenario.inputs.get(input) else {
                continue;
            };
            if scenario.uncertain.iter().all(|known| known.input != input) {
                let distribution = around(base, shape, f64::from(width) / 10.0);
                scenario.uncertain.push(Uncertain {
                    input,
                    distribution,
                });
            }
        }
        if let [a, b, ..] = scenario.uncertain.as_slice() {
            scenario.correlations = vec![Correlation {
                a: a.input,
                b: b.input,
                rho: 0.5,
            }];
        }
        scenario
    })
}

fn every_uncertain_input(scenario: &Scenario) -> Vec<Input> {
    let inputs = &scenario.inputs;
    let divisions = (0..inputs.divisions.len())
        .flat_map(|at| (0..DivisionInputs::FIELDS.len()).map(move |row| Input::Division(at, row)));
    let options = (0..inputs.options.len())
        .flat_map(|at| (0..OptionInputs::FIELDS.len()).map(move |row| Input::Option(at, row)));
    let assumptions = (0..Assumptions::FIELDS.len()).map(Input::Assumption);
    [Input::DiscountRate, Input::CapexPlan]
        .into_iter()
        .chain(assumptions)
        .chain(divisions)
        .chain(options)
        .collect()
}

fn around(base: f64, shape: usize, width: f64) -> Distribution {
    let size = width * base.abs().max(0.1);
    let (lo, hi) = (base - size, base + size);
    match shape {
        0 => Distribution::Uniform(lo, hi),
        1 => Distribution::Triangular(lo, base, hi),
        2 => Distribution::Pert(lo, base, hi),
        3 => Distribution::Normal(base, size),
        4 => Distribution::LogNormal {
            p10: 0.9 * base.max(0.1),
            p90: 1.1 * base.max(0.1) + size,
        },
        _ => Distribution::Discrete(vec![(lo, 1.0), (base, 2.0), (hi, 1.0)]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_draw_is_the_report_of_its_inputs(scenario in risky()) {
        let samples = samples(&scenario, 19, 5);
        let simulation = simulated(&scenario, 0, &samples);
        for draw in 0..samples.draws() {
            let mut one = scenario.clone();
            one.inputs = drawn(&scenario, &samples, draw);
            let outcome = one.evaluate(0);
            for row in &METRICS {
                let (found, expected) = (simulation.draws(row.metric)[draw], row.metric.of(&outcome));
                prop_assert!(alike(found, expected, 1e-12), "{}: {} and {}", row.name, found, expected);
            }
        }
    }

    #[test]
    fn every_draw_is_what_the_contract_says_slowly(scenario in risky()) {
        let samples = samples(&scenario, 5, 11);
        let simulation = simulated(&scenario, 0, &samples);
        let hires: Vec<bool> = scenario.options.iter().map(|option| option.hires).collect();
        for draw in 0..samples.draws() {
            let inputs = drawn(&scenario, &samples, draw);
            let slow = slow(&inputs, &scenario.plans[0], &hires, scenario.horizon);
            let size = slow.cumulative.iter().fold(slow.metrics[1].abs(), |size, n| size.max(n.abs()));
            for (row, expected) in METRICS.iter().zip(slow.metrics) {
                let found = simulation.draws(row.metric)[draw];
                // Payback depends on a sign that may be due to rounding.
                let may_jump = row.metric == Metric::PaybackMonths
                    && slow.cumulative.iter().any(|n| n.abs() <= 1e-9 * size);
                let is_near = alike(found, expected, 1e-8) || (found - expected).abs() <= 1e-9 * size;
                prop_assert!(is_near || may_jump, "{}: {}, slowly {}", row.name, found, expected);
            }
        }
    }

    #[test]
    fn what_is_said_of_the_draws_is_what_sorting_them_says(scenario in risky(), draws in 1..70usize) {
        let samples = samples(&scenario, draws, 1);
        let simulation = simulated(&scenario, 0, &samples);
        for row in &METRICS {
            let spread = simulation.spread(row.metric);
            let mut sorted = simulation.draws(row.metric).to_vec();
            let n = draws as f64;
            let mean = sorted.iter().sum::<f64>() / n;
            let sd = (sorted.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / n).sqrt();
            let scale = sorted.iter().fold(0.0_f64, |size, draw| size.max(draw.abs()));
            prop_assert!(alike(spread.mean, mean, 1e-12) || (spread.mean - mean).abs() <= 1e-12 * scale, "{} {}", spread.mean, mean);
            prop_assert!(alike(spread.sd, sd, 1e-9) || (spread.sd - sd).abs() <= 1e-9 * scale, "{} {}", spread.sd, sd);
            prop_assert!(alike(spread.standard_error, spread.sd / n.sqrt(), 1e-15));
            sorted.iter_mut().filter(|draw| draw.is_nan()).for_each(|draw| *draw = f64::INFINITY);
            sorted.sort_by(f64::total_cmp);
            for ((name, share), found) in PERCENTILES.iter().zip(spread.percentiles) {
                let place = share * (n - 1.0);
                let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
                let expected = match row.metric {
                    Metric::PaybackMonths => sorted[place.round_ties_even() as usize],
                    _ if below == above => below,
                    _ => below + (above - below) * place.fract(),
                };
                let found = if found.is_nan() { f64::INFINITY } else { found };
                prop_assert!(found == expected || alike(found, expected, 1e-13), "{} {}: {} {}", row.name, name, found, expected);
            }
        }
        let none = simulation.draws(Metric::PaybackMonths).iter().filter(|draw| draw.is_nan()).count();
        let paid_back = simulation.chance(Metric::PaybackMonths, |_| true);
        prop_assert!(alike(paid_back, 1.0 - none as f64 / draws as f64, 1e-12));
        for Driver { rank_correlation, input, .. } in &simulation.sensitivity {
            let column = scenario.uncertain.iter().position(|known| known.input == *input).unwrap();
            let expected = spearman(samples.values(column), simulation.draws(Metric::Npv));
            prop_assert!(alike(*rank_correlation, expected, 1e-9) || expected.is_nan() && rank_correlation.is_nan()
                || (rank_correlation - expected).abs() < 1e-9, "{} {}", rank_correlation, expected);
        }
    }

    #[test]
    fn a_quarter_of_the_fan_is_that_of_the_reports(scenario in risky()) {
        let samples = samples(&scenario, 11, 2);
        let simulation = simulated(&scenario, 0, &samples);
        prop_assert_eq!(simulation.fan.len(), scenario.horizon);
        for (quarter, band) in simulation.fan.iter().enumerate() {
            let mut reports: Vec<f64> = (0..11)
                .map(|draw| {
                    let mut one = scenario.clone();
                    one.inputs = drawn(&scenario, &samples, draw);
                    one.evaluate(0).quarters[quarter].cumulative
                })
                .collect();
            reports.sort_by(f64::total_cmp);
            let expected = [1, 5, 9].map(|rank| reports[rank]);
            for (found, expected) in [band.p10, band.p50, band.p90].into_iter().zip(expected) {
                prop_assert!(alike(found, expected, 1e-12), "{} {}", found, expected);
            }
        }
    }

    #[test]
    fn with_nothing_uncertain_every_draw_is_the_report(scenario in laws::organisation()) {
        let simulation = simulated(&scenario, 0, &samples(&scenario, 13, 1));
        let outcome = scenario.evaluate(0);
        for row in &METRICS {
            let expected = row.metric.of(&outcome);
            for &found in simulation.draws(row.metric) {
                prop_assert!(alike(found, expected, 1e-12), "{}: {} and {}", row.name, found, expected);
            }
            let spread = simulation.spread(row.metric);
            prop_assert!(alike(spread.mean, expected, 1e-12) && (spread.sd == 0.0 || expected.is_nan()));
            prop_assert!(spread.percentiles.iter().all(|&found| alike(found, expected, 1e-12)));
        }
        prop_assert_eq!(simulation.sensitivity.len(), 0);
    }

    #[test]
    fn numbers_at_the_ends_of_their_ranges_break_nothing(scenario in arbitrary::scenario()) {
        prop_assert_eq!(impossible(&scenario.correlations), None);
        for (at, uncertain) in scenario.uncertain.iter().enumerate() {
            let samples = samples(&scenario, 9, 1);
            let bound = uncertain.input.field().unwrap().bound;
            prop_assert!(samples.values(at).iter().all(|&value| bound.admits(value)), "{:?}", uncertain);
        }
        let simulation = simulated(&scenario, 0, &samples(&scenario, 9, 1));
        prop_assert_eq!(simulation.n_draws(), 9);
        prop_assert_eq!(simulation.sensitivity.len(), scenario.uncertain.len());
    }
}

// Independence

/// Returns every bit of a simulation.
fn bits(simulation: &Simulation) -> String {
    let draws: Vec<Vec<u64>> = METRICS
        .iter()
        .map(|row| {
            simulation
                .draws(row.metric)
                .iter()
                .map(|draw| draw.to_bits())
                .collect()
        })
        .collect();
    format!(
        "{draws:?} {:?} {:?} {:?}",
        simulation.metrics, simulation.fan, simulation.sensitivity
    )
}

#[test]
fn neither_threads_nor_the_width_of_vectors_matter() {
    let scenario = amazon();
    let plan = &scenario.plans[5];
    // The number is a multiple of nothing else.
    let draws = 2 * Effort::PIECE + 301;
    let with = |threads| {
        let samples = Samples::new(&scenario, 9, Effort::of(draws, threads)).unwrap();
        bits(&simulate(&scenario, plan, &samples, Effort::of(draws, threads)).unwrap())
    };
    let alone = with(1);
    for threads in [0, 2, 3, 16] {
        assert!(with(threads) == alone, "{threads} threads");
    }
    let samples = samples(&scenario, draws, 9);
    let narrow = Effort {
        wide: false,
        ..Effort::of(draws, 2)
    };
    let narrow = simulate(&scenario, plan, &samples, narrow).unwrap();
    assert!(bits(&narrow) == alone, "narrow vectors");
}

#[test]
fn the_first_draws_of_many_are_few_draws() {
    let scenario = amazon();
    let plan = &scenario.plans[0];
    let (many, few) = (samples(&scenario, 1_000, 1), samples(&scenario, 77, 1));
    let first = simulate(&scenario, plan, &many, Effort::of(77, 1)).unwrap();
    let alone = simulate(&scenario, plan, &few, Effort::of(77, 1)).unwrap();
    for row in &METRICS {
        assert_eq!(first.draws(row.metric), alone.draws(row.metric));
        assert_eq!(first.spread(row.metric), alone.spread(row.metric));
    }
    assert_eq!(first.fan, alone.fan);
    for (one, other) in first.sensitivity.iter().zip(&alone.sensitivity) {
        assert_eq!(one.input, other.input);
        assert!(
            (one.rank_correlation - other.rank_correlation).abs() < 1e-9,
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn what_nobody_wants_any_more_is_given_up() {
    let scenario = amazon();
    let effort = |go_on| Effort {
        draws: 5_000,
        threads: 2,
        wide: true,
        go_on,
    };
    assert!(Samples::new(&scenario, 1, effort(&|| false)).is_none());
    let samples = samples(&scenario, 5_000, 1);
    assert!(simulate(&scenario, &scenario.plans[0], &samples, effort(&|| false)).is_none());
    assert!(simulate(&scenario, &scenario.plans[0], &samples, effort(&|| true)).is_some());
}

#[test]
fn plans_share_their_draws() {
    let scenario = amazon();
    let samples = samples(&scenario, 300, 1);
    let (first, again, other) = (
        simulated(&scenario, 0, &samples),
        simulated(&scenario, 0, &samples),
        simulated(&scenario, 3, &samples),
    );
    for row in &METRICS {
        assert!(
            first
                .difference(&again, row.metric)
                .iter()
                .all(|&difference| difference == 0.0)
        );
    }
    for (draw, difference) in first
        .difference(&other, Metric::Charge)
        .into_iter()
        .enumerate()
    {
        let mut one = scenario.clone();
        one.inputs = drawn(&scenario, &samples, draw);
        let expected = one.evaluate(0).savings.charge - one.evaluate(3).savings.charge;
        assert!(alike(difference, expected, 1e-9), "{difference} {expected}");
    }
}

// Sizes

#[test]
fn a_thousand_divisions_and_eighty_quarters() {
    let mut scenario = amazon();
    scenario.horizon = 80;
    let (division, levers) = (scenario.inputs.divisions[0], scenario.plans[0].levers[0]);
    scenario.inputs.divisions = vec![division; 1_000];
    scenario.divisions = (0..1_000)
        .map(|at| Division {
            key: format!("d{at}"),
            name: String::new(),
        })
        .collect();
    scenario.plans.truncate(1);
    let at = |at: usize| reallot::model::Levers {
        start: (at % 7) as f64 / 2.0,
        ..levers
    };
    scenario.plans[0].levers = (0..1_000).map(at).collect();
    scenario
        .uncertain
        .retain(|uncertain| !matches!(uncertain.input, Input::Division(..)));
    let of_division = |at| Uncertain {
        input: loaded_cost(at),
        distribution: Distribution::Normal(165e3, 20e3),
    };
    scenario
        .uncertain
        .extend((0..1_000).step_by(50).map(of_division));
    let samples = samples(&scenario, 20, 1);
    let simulation = simulated(&scenario, 0, &samples);
    let mut one = scenario.clone();
    one.inputs = drawn(&scenario, &samples, 19);
    let outcome = one.evaluate(0);
    for row in &METRICS {
        assert!(
            alike(
                simulation.draws(row.metric)[19],
                row.metric.of(&outcome),
                1e-12
            ),
            "{}",
            row.name
        );
    }
    assert_eq!(simulation.fan.len(), 80);
}

#[test]
fn a_draw_with_a_least_severance_above_the_most_takes_the_most() {
    let mut scenario = amazon();
    let weeks = Distribution::Discrete(vec![(4.0, 1.0), (90.0, 1.0)]);
    scenario.uncertain = vec![uncertain("severance_min_weeks", weeks)];
    scenario.correlations.clear();
    let simulation = simulated(&scenario, 0, &samples(&scenario, 64, 1));
    scenario.inputs.assumptions.severance_min_weeks = 20.0;
    let most = scenario.evaluate(0).savings.charge;
    let highest = simulation
        .draws(Metric::Charge)
        .iter()
        .copied()
        .fold(0.0, f64::max);
    assert!(alike(highest, most, 1e-12), "{highest} {most}");
}

#[test]
fn a_histogram_holds_the_middle_of_the_draws() {
    let scenario = amazon();
    let simulation = simulated(&scenario, 0, &samples(&scenario, 1_000, 1));
    let histogram = simulation.histogram(Metric::Npv, 12);
    let held: usize = histogram.counts.iter().sum();
    assert!((975..=985).contains(&held), "{held}");
    let draws = simulation.draws(Metric::Npv).iter();
    let width = (histogram.to - histogram.from) / 12.0;
    let third = histogram.from + 2.0 * width..histogram.from + 3.0 * width;
    assert_eq!(
        histogram.counts[2],
        draws.filter(|draw| third.contains(draw)).count()
    );
}

#[test]
fn the_parts_of_a_plan_that_nothing_uncertain_touches_do_not_vary() {
    let mut scenario = amazon();
    scenario.uncertain = vec![Uncertain {
        input: Input::DiscountRate,
        distribution: Distribution::Uniform(0.0, 0.2),
    }];
    scenario.correlations.clear();
    let simulation = simulated(&scenario, 0, &samples(&scenario, 100, 1));
    for row in &METRICS {
        let varies = simulation.spread(row.metric).sd > 0.0;
        assert_eq!(varies, row.name.contains("npv"), "{}", row.name);
    }
}

#[test]
fn sensitivity_is_the_value_at_the_percentiles_of_one_input_at_a_time() {
    let scenario = amazon();
    let simulation = simulated(&scenario, 0, &samples(&scenario, 50, 1));
    let swings: Vec<f64> = simulation.sensitivity.iter().map(Driver::swing).collect();
    assert!(swings.is_sorted_by(|a, b| a >= b), "{swings:?}");
    for driver in &simulation.sensitivity {
        let uncertain = scenario
            .uncertain
            .iter()
            .find(|known| known.input == driver.input)
            .unwrap();
        let npv_at = |share| {
            let mut one = scenario.clone();
            one.inputs
                .set(driver.input, Quantiles::of(uncertain).at(share));
            one.evaluate(0).savings.npv
        };
        assert_eq!((driver.low, driver.high), (npv_at(0.1), npv_at(0.9)));
    }
}

/// Tests the raw points of a seed, without the distributions of a scenario.
#[test]
fn points_of_inputs_are_neither_0_nor_1() {
    let scenario = amazon();
    for uncertain in &scenario.uncertain {
        let points = Points::of(uncertain.input, &scenario, 1);
        for index in (0..2_000).chain([u32::MAX]) {
            let share = points.share(index);
            assert!(share > 0.0 && share < 1.0, "{index}: {share}");
        }
    }
}

#[test]
fn a_scenario_without_uncertainty_can_be_simulated() {
    let scenario = file::parse(include_str!("files/sample.ron")).unwrap();
    let certain = Scenario {
        uncertain: Vec::new(),
        correlations: Vec::new(),
        ..scenario
    };
    let plan: &Plan = &certain.plans[0];
    let samples = samples(&certain, 3, 1);
    let simulation = simulate(&certain, plan, &samples, Effort::of(3, 1)).unwrap();
    assert_eq!(
        simulation.draws(Metric::Npv),
        [certain.evaluate(0).savings.npv; 3]
    );
}
