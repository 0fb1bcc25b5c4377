//! The differences between two scenarios, or two plans: every number, name and source that is not the same in both.
//!
//! Divisions and options are matched by their keys, plans by their names.

use crate::model::{
    Assumptions, Distribution, DivisionInputs, Funding, Input, Lever, OptionInputs, PLAN_LEVERS,
    Plan, Scenario, Source, Sources, Unit,
};
use std::collections::BTreeMap;

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The path of an input, or the place of a text in the file.
    pub path: String,
    /// The plan that it belongs to, if any.
    pub plan: Option<String>,
    /// The name on screens and in reports.
    pub label: String,
    /// What the first has; `None` where it has nothing.
    pub from: Option<Given>,
    /// What the second has.
    pub to: Option<Given>,
}

/// A value of any kind that a scenario gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A number.
    Number(f64, Unit),
    /// A text.
    Text(String),
    /// The distribution of a number.
    Distribution(Distribution, Unit),
    /// The source of a number.
    Source(Source),
    /// The rule for when money may move to AI.
    Funding(Funding),
    /// A whole division, AI option or plan, by its name.
    Part(String),
    /// The value that the division has without a lever.
    Own,
}

/// Returns the differences between `a` and `b`, in the order of files.
pub fn differences(a: &Scenario, b: &Scenario) -> Vec<Change> {
    let mut found = Found::default();
    found.texts(a, b);
    found.numbers(a, b);
    found.parts("division", "divisions", &divisions(a), &divisions(b));
    found.parts("AI option", "ai.options", &options(a), &options(b));
    found.surroundings(a, b);
    found.uncertainty(a, b);
    found.sources(None, &a.sources, &b.sources);
    let plans = |s: &Scenario| -> Parts {
        s.plans
            .iter()
            .map(|p| (p.name.clone(), p.name.clone()))
            .collect()
    };
    found.parts("plan", "plans", &plans(a), &plans(b));
    for (at, plan) in a.plans.iter().enumerate() {
        if let Some(other) = b.plan_named(&plan.name) {
            found.plan((a, at), (b, other));
        }
    }
    found.changes
}

/// Returns the differences between two plans, each given by its scenario and index, except for their names.
pub fn plan_differences(a: (&Scenario, usize), b: (&Scenario, usize)) -> Vec<Change> {
    let mut found = Found::default();
    found.plan(a, b);
    for change in &mut found.changes {
        change.plan = None;
    }
    found.changes
}

/// The keys and names of divisions, options or plans.
type Parts = Vec<(String, String)>;

fn divisions(scenario: &Scenario) -> Parts {
    scenario
        .divisions
        .iter()
        .map(|d| (d.key.clone(), d.name.clone()))
        .collect()
}

fn options(scenario: &Scenario) -> Parts {
    scenario
        .options
        .iter()
        .map(|o| (o.key.clone(), o.name.clone()))
        .collect()
}

#[derive(Default)]
struct Found {
    changes: Vec<Change>,
}

impl Found {
    /// Records a difference, if there is one.
    fn put(&mut self, path: &str, plan: Option<&str>, label: &str, ends: [Option<Given>; 2]) {
        let [from, to] = ends;
        if from != to {
            self.changes.push(Change {
                path: path.into(),
                plan: plan.map(Into::into),
                label: label.into(),
                from,
                to,
            });
        }
    }

    fn text(&mut self, path: &str, label: &str, a: &str, b: &str) {
        self.put(
            path,
            None,
            label,
            [a, b].map(|text| Some(Given::Text(text.into()))),
        );
    }

    fn texts(&mut self, a: &Scenario, b: &Scenario) {
        self.text("name", "name", &a.name, &b.name);
        self.text("summary", "summary", &a.summary, &b.summary);
        self.text("currency", "currency", &a.currency, &b.currency);
        self.text("start", "start", &a.start.to_string(), &b.start.to_string());
    }

    /// Compares the numbers of everything that both have.
    fn numbers(&mut self, a: &Scenario, b: &Scenario) {
        let given = |scenario: &Scenario, input: Input| {
            let (value, unit) = (number(scenario, input)?, input.unit());
            Some(Given::Number(value, unit))
        };
        let mut both = vec![
            (Input::Horizon, Input::Horizon),
            (Input::DiscountRate, Input::DiscountRate),
        ];
        let rows = 0..Assumptions::FIELDS.len();
        both.extend(rows.map(|row| (Input::Assumption(row), Input::Assumption(row))));
        both.push((Input::CapexPlan, Input::CapexPlan));
        for (x, y) in shared(&divisions(a), &divisions(b)) {
            let rows = 0..DivisionInputs::FIELDS.len();
            both.extend(rows.map(|row| (Input::Division(x, row), Input::Division(y, row))));
        }
        for (x, y) in shared(&options(a), &options(b)) {
            let rows = 0..OptionInputs::FIELDS.len();
            both.extend(rows.map(|row| (Input::Option(x, row), Input::Option(y, row))));
        }
        for (x, y) in both {
            let ends = [given(a, x), given(b, y)];
            self.put(&x.path(a), None, &x.named(a), ends);
        }
    }

    /// Compares which parts there are, their names and their order.
    fn parts(&mut self, kind: &str, list: &str, a: &Parts, b: &Parts) {
        let part = |name: &String| Some(Given::Part(name.clone()));
        let path = |key: &str| format!("{list}.{key}");
        for (key, name) in a {
            match b.iter().find(|(other, _)| other == key) {
                None => self.put(&path(key), None, kind, [part(name), None]),
                Some((_, other)) => {
                    self.text(
                        &format!("{}.name", path(key)),
                        &format!("name of the {kind} {key}"),
                        name,
                        other,
                    );
                }
            }
        }
        for (key, name) in b {
            if !a.iter().any(|(other, _)| other == key) {
                self.put(&path(key), None, kind, [None, part(name)]);
            }
        }
        let pairs = shared(a, b);
        if !pairs.is_sorted_by_key(|&(_, at)| at) {
            let names = |parts: &Parts, mut at: Vec<usize>| {
                at.sort_unstable();
                at.iter()
                    .map(|&at| parts[at].1.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let (of_a, of_b) = pairs.iter().copied().unzip();
            self.text(
                list,
                &format!("order of the {kind}s"),
                &names(a, of_a),
                &names(b, of_b),
            );
        }
    }

    /// Compares what is given for scale, and the units of options.
    fn surroundings(&mut self, a: &Scenario, b: &Scenario) {
        for (x, y) in shared(&options(a), &options(b)) {
            let (x, y) = (&a.options[x], &b.options[y]);
            let path = |field| format!("ai.options.{}.{field}", x.key);
            let hires = |hires| if hires { "people hired" } else { "not people" };
            self.text(
                &path("unit"),
                &format!("{}, unit", x.name),
                &x.unit,
                &y.unit,
            );
            self.text(
                &path("hires"),
                &format!("{}, units are", x.name),
                hires(x.hires),
                hires(y.hires),
            );
        }
        if a.inputs.capex_plan.is_some() && b.inputs.capex_plan.is_some() {
            self.text(
                "ai.capex_plan.period",
                "period of the capex plan",
                &a.capex_period,
                &b.capex_period,
            );
        }
        let peers = |s: &Scenario| -> Vec<(String, Given)> {
            let peer = |p: &crate::model::Peer| {
                (
                    format!("{}, {}", p.name, p.period),
                    Given::Number(p.amount, Unit::Money),
                )
            };
            s.peers.iter().map(peer).collect()
        };
        self.listed("ai.peers", "peer", &peers(a), &peers(b));
        let history = |s: &Scenario| -> Vec<(String, Given)> {
            let point = |p: &crate::model::HistoryPoint| {
                (p.period.clone(), Given::Number(p.headcount, Unit::People))
            };
            s.history.iter().map(point).collect()
        };
        self.listed("history", "headcount of", &history(a), &history(b));
    }

    /// Compares lists without keys, by names.
    fn listed(&mut self, path: &str, label: &str, a: &[(String, Given)], b: &[(String, Given)]) {
        let find = |list: &[(String, Given)], name: &str| {
            list.iter()
                .find(|(known, _)| known == name)
                .map(|(_, given)| given.clone())
        };
        let mut names: Vec<&String> = a.iter().map(|(name, _)| name).collect();
        names.extend(
            b.iter()
                .map(|(name, _)| name)
                .filter(|name| !a.iter().any(|(known, _)| known == *name)),
        );
        for name in names {
            let ends = [find(a, name), find(b, name)];
            self.put(
                &format!("{path}.{name}"),
                None,
                &format!("{label} {name}"),
                ends,
            );
        }
    }

    fn uncertainty(&mut self, a: &Scenario, b: &Scenario) {
        let told = |s: &Scenario| {
            let one = |u: &crate::model::Uncertain| {
                let given = Given::Distribution(u.distribution.clone(), u.input.unit());
                (u.input.path(s), u.input.named(s), given)
            };
            s.uncertain.iter().map(one).collect::<Vec<_>>()
        };
        let (of_a, of_b) = (told(a), told(b));
        let find = |list: &[(String, String, Given)], path: &str| {
            list.iter()
                .find(|(known, ..)| known == path)
                .map(|(.., given)| given.clone())
        };
        let only_b = of_b.iter().filter(|(path, ..)| find(&of_a, path).is_none());
        for (path, label, _) in of_a.iter().chain(only_b) {
            let ends = [find(&of_a, path), find(&of_b, path)];
            self.put(
                &format!("uncertain.{path}"),
                None,
                &format!("uncertainty of {label}"),
                ends,
            );
        }
        let pairs = |s: &Scenario| -> Vec<(String, Given)> {
            let pair = |c: &crate::model::Correlation| {
                let mut paths = [c.a.path(s), c.b.path(s)];
                paths.sort();
                (paths.join(" and "), Given::Number(c.rho, Unit::Ratio))
            };
            s.correlations.iter().map(pair).collect()
        };
        self.listed("correlations", "rank correlation of", &pairs(a), &pairs(b));
    }

    fn sources(&mut self, plan: Option<&str>, a: &Sources, b: &Sources) {
        let find = |sources: &Sources, path: &str| {
            sources
                .iter()
                .find(|(known, _)| known == path)
                .map(|(_, s)| Given::Source(s.clone()))
        };
        let only_b = b.iter().filter(|(path, _)| find(a, path).is_none());
        for (path, _) in a.iter().chain(only_b) {
            let ends = [find(a, path), find(b, path)];
            self.put(
                &format!("sources.{path}"),
                plan,
                &format!("source of {path}"),
                ends,
            );
        }
    }

    fn plan(&mut self, (a, at): (&Scenario, usize), (b, other): (&Scenario, usize)) {
        let (one, two) = (&a.plans[at], &b.plans[other]);
        let name = Some(one.name.as_str());
        for (x, y) in shared(&divisions(a), &divisions(b)) {
            for spec in &Lever::ALL {
                let given = |plan: &Plan, at: usize| match plan.levers[at].get(spec.lever) {
                    Some(value) => Some(Given::Number(value, spec.unit)),
                    None => Some(Given::Own),
                };
                let input = Input::Lever(x, spec.lever);
                let ends = [given(one, x), given(two, y)];
                self.put(&input.path(a), name, &input.named(a), ends);
            }
        }
        for spec in &PLAN_LEVERS {
            let ends = [one, two].map(|plan| Some(Given::Number(spec.lever.of(plan), Unit::Share)));
            self.put(&Input::Plan(spec.lever).path(a), name, spec.label, ends);
        }
        let ends = [one, two].map(|plan| Some(Given::Funding(plan.funding)));
        self.put("plan.funding", name, "money moves to AI", ends);
        for (x, y) in shared(&options(a), &options(b)) {
            let ends = [one.portfolio[x], two.portfolio[y]];
            let ends = ends.map(|share| Some(Given::Number(share, Unit::Share)));
            self.put(
                &Input::Share(x).path(a),
                name,
                &Input::Share(x).named(a),
                ends,
            );
        }
        self.sources(name, &one.sources, &two.sources);
    }
}

/// Returns the indices, in each of them, of the parts that both have.
fn shared(a: &Parts, b: &Parts) -> Vec<(usize, usize)> {
    let keys = b.iter().enumerate();
    let places: BTreeMap<&str, usize> = keys.map(|(at, (key, _))| (key.as_str(), at)).collect();
    let pairs = a.iter().enumerate();
    pairs
        .filter_map(|(at, (key, _))| Some((at, *places.get(key.as_str())?)))
        .collect()
}

fn number(scenario: &Scenario, input: Input) -> Option<f64> {
    match input {
        Input::Horizon => Some(scenario.horizon as f64),
        input => scenario.inputs.get(input),
    }
}
