//! Strategies for random scenarios, all of them valid.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::collection::{hash_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use reallot::model::{
    AiOption, Assumptions, Bound, Confidence, Correlation, Distribution, Division, DivisionInputs,
    Field, Funding, HistoryPoint, Input, Inputs, LARGEST, Lever, Levers, OptionInputs, PLAN_LEVERS,
    Peer, Plan, Quarter, Scenario, Source, SourceKind, Sources, Uncertain,
    simulate::{Impossible, impossible},
};

/// Returns any valid scenario, with hostile text and numbers from the ends of their ranges.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    scenario_of(any_number)
}

/// Returns a valid scenario with the text of [`scenario`] and realistic numbers.
pub(crate) fn plausible() -> impl Strategy<Value = Scenario> {
    scenario_of(likely_number)
}

/// Text that has broken programs before.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "\"",
    "\\",
    "\\\"",
    "r#\"raw\"#",
    "*/",
    "// not a comment",
    "/* /* */",
    "line\nbreak\r\ntab\t",
    "\u{1b}[31mred\u{1b}[0m",
    "\u{0}\u{7}\u{7f}\u{85}\u{9b}",
    "\u{202e}desrever\u{202c}",
    "\u{2028}\u{2029}\u{feff}\u{ad}",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "日本語の部門",
    "e\u{301}\u{301}\u{301}",
    "\u{301}alone",
    "עברית العربية",
    "\\u{41} \\x41 \\n",
    "#![enable(implicit_some)]",
    "it's {0} %s $HOME",
];

/// Returns any text, ordinary or hostile.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Z][a-z]{1,10}( [a-z]{1,8})?",
        2 => select(HOSTILE).prop_map(String::from),
        1 => any::<String>(),
        1 => vec(any::<char>(), 0..8).prop_map(String::from_iter),
    ]
}

type NumberStrategy = fn(Bound) -> BoxedStrategy<f64>;

/// Returns a number within `bound`, often one of its ends.
fn any_number(bound: Bound) -> BoxedStrategy<f64> {
    let (low, high) = bound.ends();
    let ends = [
        -0.0,
        0.0,
        5e-324,
        f64::MIN_POSITIVE,
        1.0,
        1f64.next_up(),
        123_456.0,
        1e6,
        88.2e9,
        LARGEST.next_down(),
        LARGEST,
        high,
    ];
    let ends: Vec<f64> = ends.into_iter().filter(|&end| bound.admits(end)).collect();
    prop_oneof![
        2 => select(ends),
        3 => likely_number(bound),
        1 => (low..=high).prop_filter("within its bound", move |&value| bound.admits(value)),
    ]
    .boxed()
}

/// Returns a number within `bound`, with few digits and a moderate size.
fn likely_number(bound: Bound) -> BoxedStrategy<f64> {
    match bound {
        Bound::UpTo(high) => (0..=100u32)
            .prop_map(move |part| high * f64::from(part) / 100.0)
            .boxed(),
        Bound::NonNegative => (0..=1000u32)
            .prop_map(|tenth| f64::from(tenth) / 10.0)
            .boxed(),
        Bound::Positive => (1..=1000u32)
            .prop_map(|tenth| f64::from(tenth) / 10.0)
            .boxed(),
        Bound::AboveOne => (11..=200u32)
            .prop_map(|tenth| f64::from(tenth) / 10.0)
            .boxed(),
    }
}

fn scenario_of(number: NumberStrategy) -> impl Strategy<Value = Scenario> {
    (organisation(number), head(number))
        .prop_map(|(organisation, head)| assembled(organisation, head))
        .prop_flat_map(move |scenario| with_plans(scenario, number))
        .prop_flat_map(move |scenario| with_paths(scenario, number))
}

type Keyed<N> = Vec<(String, String, N)>;

#[derive(Clone, Debug)]
struct Organisation {
    divisions: Keyed<Vec<f64>>,
    options: Keyed<(Vec<f64>, String, bool)>,
    assumptions: Vec<f64>,
    capex: Option<(f64, String)>,
    peers: Vec<(String, f64, String)>,
}

fn organisation(number: NumberStrategy) -> impl Strategy<Value = Organisation> {
    let row = |table: &'static [Field]| {
        let row: Vec<_> = table.iter().map(|field| number(field.bound)).collect();
        row.boxed()
    };
    let option = (row(OptionInputs::FIELDS), text(), any::<bool>());
    (
        keyed(row(DivisionInputs::FIELDS), 5),
        keyed(option.boxed(), 4),
        row(Assumptions::FIELDS),
        option::of((number(Bound::Positive), text())),
        vec((text(), number(Bound::Positive), text()), 0..3),
    )
        .prop_map(
            |(divisions, options, assumptions, capex, peers)| Organisation {
                divisions,
                options,
                assumptions,
                capex,
                peers,
            },
        )
}

/// Returns one to `most` values with distinct keys.
fn keyed<N: std::fmt::Debug + 'static>(
    value: BoxedStrategy<N>,
    most: usize,
) -> impl Strategy<Value = Keyed<N>> {
    hash_set("[a-z0-9_-]{1,8}", 1..=most)
        .prop_map(|keys| {
            // The order of a set is not reproducible from a seed.
            let mut keys: Vec<String> = keys.into_iter().collect();
            keys.sort();
            keys
        })
        .prop_flat_map(move |keys| {
            let rows: Vec<_> = keys
                .into_iter()
                .map(|key| (Just(key), text(), value.clone()))
                .collect();
            rows
        })
}

type Head = (
    String,
    String,
    String,
    Quarter,
    usize,
    f64,
    Vec<(String, f64)>,
);

fn head(number: NumberStrategy) -> impl Strategy<Value = Head> {
    let start = (0..=9999u32, 1..=4u32).prop_map(|(year, quarter)| {
        let label = format!("{year:04}-Q{quarter}");
        label.parse().unwrap()
    });
    (
        text(),
        text(),
        "[A-Z]{3}",
        start,
        1..=80usize,
        number(Inputs::DISCOUNT_RATE.bound),
        vec((text(), number(Bound::Positive)), 0..3),
    )
}

fn assembled(organisation: Organisation, head: Head) -> Scenario {
    let (name, summary, currency, start, horizon, discount_rate, history) = head;
    let mut values = organisation.assumptions.iter().copied();
    let mut assumptions = Assumptions::from_fields(|_| values.next().unwrap());
    if assumptions.severance_min_weeks > assumptions.severance_max_weeks {
        std::mem::swap(
            &mut assumptions.severance_min_weeks,
            &mut assumptions.severance_max_weeks,
        );
    }
    let divisions = organisation.divisions.iter().map(|(_, _, row)| {
        let mut values = row.iter().copied();
        DivisionInputs::from_fields(|_| values.next().unwrap())
    });
    let options = organisation.options.iter().map(|(_, _, (row, ..))| {
        let mut values = row.iter().copied();
        OptionInputs::from_fields(|_| values.next().unwrap())
    });
    let inputs = Inputs {
        discount_rate,
        assumptions,
        divisions: divisions.collect(),
        options: options.collect(),
        capex_plan: organisation.capex.as_ref().map(|&(amount, _)| amount),
    };
    let division = |(key, name, _)| Division { key, name };
    let option = |(key, name, (_, unit, hires))| AiOption {
        key,
        name,
        unit,
        hires,
    };
    let peer = |(name, amount, period)| Peer {
        name,
        amount,
        period,
    };
    let point = |(period, headcount)| HistoryPoint { period, headcount };
    Scenario {
        name,
        summary,
        currency,
        start,
        horizon,
        inputs,
        divisions: organisation.divisions.into_iter().map(division).collect(),
        options: organisation.options.into_iter().map(option).collect(),
        capex_period: organisation
            .capex
            .map_or_else(String::new, |(_, period)| period),
        peers: organisation.peers.into_iter().map(peer).collect(),
        plans: Vec::new(),
        history: history.into_iter().map(point).collect(),
        uncertain: Vec::new(),
        correlations: Vec::new(),
        sources: Vec::new(),
    }
}

fn with_plans(scenario: Scenario, number: NumberStrategy) -> impl Strategy<Value = Scenario> {
    let plan = plan(&scenario, number);
    let names = hash_set(
        text().prop_filter("not empty", |name| !name.is_empty()),
        1..=3,
    );
    let plans = names.prop_flat_map(move |names| {
        let mut names: Vec<String> = names.into_iter().collect();
        names.sort();
        let plans: Vec<_> = names
            .into_iter()
            .map(|name| (Just(name), plan.clone()))
            .collect();
        plans
    });
    plans.prop_map(move |plans| Scenario {
        plans: plans
            .into_iter()
            .map(|(name, plan)| Plan { name, ..plan })
            .collect(),
        ..scenario.clone()
    })
}

fn plan(scenario: &Scenario, number: NumberStrategy) -> BoxedStrategy<Plan> {
    let n_options = scenario.options.len();
    (
        vec(levers(number), scenario.divisions.len()),
        vec(number(Bound::SHARE), PLAN_LEVERS.len()),
        select(&[Funding::Immediate, Funding::AfterPayback][..]),
        vec(0..=100u32, n_options),
        sources(&all_inputs(scenario), scenario),
    )
        .prop_map(|(levers, plan_levers, funding, weights, sources)| {
            let mut plan = Plan {
                name: String::new(),
                levers,
                attrition_first: 0.0,
                redeploy: 0.0,
                funding,
                portfolio: portfolio(&weights),
                sources,
            };
            for (spec, value) in PLAN_LEVERS.iter().zip(plan_levers) {
                spec.lever.set(&mut plan, value);
            }
            plan
        })
        .boxed()
}

fn levers(number: NumberStrategy) -> impl Strategy<Value = Levers> {
    let row: Vec<_> = Lever::ALL
        .iter()
        .map(|spec| option::of(number(spec.bound)))
        .collect();
    row.prop_map(|row| {
        let mut levers = Levers::default();
        for (spec, value) in Lever::ALL.iter().zip(row) {
            levers.set(spec.lever, value);
        }
        levers
    })
}

fn portfolio(weights: &[u32]) -> Vec<f64> {
    let sum: u32 = weights.iter().sum();
    if sum == 0 {
        let mut shares = vec![0.0; weights.len()];
        shares[0] = 1.0;
        return shares;
    }
    let share = |&weight| f64::from(weight) / f64::from(sum);
    weights.iter().map(share).collect()
}

/// Adds everything that refers to inputs by path: distributions, correlations and sources.
fn with_paths(scenario: Scenario, number: NumberStrategy) -> impl Strategy<Value = Scenario> {
    let inputs = all_inputs(&scenario);
    let may_vary: Vec<Input> = inputs
        .iter()
        .copied()
        .filter(|input| input.may_be_uncertain())
        .collect();
    let most = may_vary.len().min(6);
    let uncertain = subsequence(may_vary, 0..=most).prop_flat_map(move |inputs| {
        let uncertain: Vec<_> = inputs
            .into_iter()
            .map(|input| (Just(input), distribution(number)))
            .collect();
        uncertain
    });
    let rho = prop_oneof![select(&[-1.0, -0.0, 0.0, 0.4, 1.0][..]), -1.0..=1.0];
    let correlated = vec((any::<Index>(), any::<Index>(), rho), 0..4);
    let sources = sources(&inputs, &scenario);
    (uncertain, correlated, sources).prop_map(move |(uncertain, correlated, sources)| Scenario {
        uncertain: uncertain
            .iter()
            .map(|(input, distribution)| Uncertain {
                input: *input,
                distribution: distribution.clone(),
            })
            .collect(),
        correlations: correlations(&uncertain, &correlated),
        sources,
        ..scenario.clone()
    })
}

/// Returns every input of a scenario.
fn all_inputs(scenario: &Scenario) -> Vec<Input> {
    let mut inputs = vec![Input::Horizon, Input::DiscountRate];
    for index in 0..scenario.divisions.len() {
        inputs.extend((0..DivisionInputs::FIELDS.len()).map(|row| Input::Division(index, row)));
        inputs.extend(
            Lever::ALL
                .iter()
                .map(|spec| Input::Lever(index, spec.lever)),
        );
    }
    inputs.extend((0..Assumptions::FIELDS.len()).map(Input::Assumption));
    inputs.extend(scenario.inputs.capex_plan.map(|_| Input::CapexPlan));
    for index in 0..scenario.options.len() {
        inputs.extend((0..OptionInputs::FIELDS.len()).map(|row| Input::Option(index, row)));
        inputs.push(Input::Share(index));
    }
    inputs.extend(PLAN_LEVERS.iter().map(|spec| Input::Plan(spec.lever)));
    inputs
}

const KINDS: &[SourceKind] = &[
    SourceKind::Sourced,
    SourceKind::Derived,
    SourceKind::Illustrative,
    SourceKind::Judgement,
];

const CONFIDENCES: &[Confidence] = &[Confidence::High, Confidence::Medium, Confidence::Low];

fn sources(inputs: &[Input], scenario: &Scenario) -> BoxedStrategy<Sources> {
    let paths: Vec<String> = inputs.iter().map(|input| input.path(scenario)).collect();
    subsequence(paths, 0..4)
        .prop_flat_map(move |paths| {
            let sources: Vec<_> = paths
                .into_iter()
                .map(|path| {
                    let source = (select(KINDS), text(), option::of(select(CONFIDENCES)));
                    (Just(path), source)
                })
                .collect();
            sources
        })
        .prop_map(|sources| {
            let source = |(kind, text, confidence)| Source {
                kind,
                text,
                confidence,
            };
            let sources = sources.into_iter();
            sources.map(|(path, row)| (path, source(row))).collect()
        })
        .boxed()
}

fn correlations(
    uncertain: &[(Input, Distribution)],
    wanted: &[(Index, Index, f64)],
) -> Vec<Correlation> {
    let mut taken = Vec::new();
    let mut correlations = Vec::new();
    for (first, second, rho) in wanted {
        if uncertain.len() < 2 {
            break;
        }
        let (a, b) = (first.index(uncertain.len()), second.index(uncertain.len()));
        let pair = (a.min(b), a.max(b));
        if a != b && !taken.contains(&pair) {
            taken.push(pair);
            let (a, b, rho) = (uncertain[a].0, uncertain[b].0, *rho);
            correlations.push(Correlation { a, b, rho });
        }
    }
    while let Some(fault) = impossible(&correlations) {
        let (Impossible::Contradiction { index, .. } | Impossible::TooMany { index, .. }) = fault;
        correlations.remove(index);
    }
    correlations
}

fn distribution(number: NumberStrategy) -> impl Strategy<Value = Distribution> {
    let low = prop_oneof![number(Bound::NonNegative), -1e9..1e9];
    let widths = (number(Bound::Positive), number(Bound::NonNegative));
    let ordered = (low, widths).prop_map(|(low, (first, second))| {
        let low = low.min(LARGEST / 4.0);
        // The width may be too small to change the value.
        let mode = (low + first.min(LARGEST / 4.0)).max(low.next_up());
        (low, mode, (mode + second).min(LARGEST))
    });
    let positive = (number(Bound::Positive), number(Bound::Positive));
    let normal = (-1e15..=1e15, number(Bound::Positive));
    let pair = (-1e15..=1e15, number(Bound::NonNegative));
    prop_oneof![
        ordered
            .clone()
            .prop_map(|(lo, hi, _)| Distribution::Uniform(lo, hi)),
        ordered
            .clone()
            .prop_map(|(lo, mode, hi)| Distribution::Triangular(lo, mode, hi)),
        ordered.prop_map(|(lo, mode, hi)| Distribution::Pert(lo, mode, hi)),
        normal.prop_map(|(mean, sd)| Distribution::Normal(mean, sd)),
        positive.prop_map(|(p10, width)| {
            let p10 = p10.min(LARGEST / 4.0);
            let p90 = (p10 + width).min(LARGEST).max(p10.next_up());
            Distribution::LogNormal { p10, p90 }
        }),
        vec(pair, 0..4).prop_map(|mut pairs| {
            pairs.extend([(0.0, 1.0), (1.0, 0.5)]);
            Distribution::Discrete(pairs)
        }),
    ]
    .prop_filter("a distribution", |distribution| {
        distribution.fault().is_none()
    })
}
