//! Reads plans: levers by division, funding, and the portfolio of AI options.

use std::collections::HashMap;

use crate::file::{
    organisation::Organisation,
    problem::{Diagnosis, ValuePath, quoted},
    reader::{Fields, Reader, unknown},
    tree::Node,
    uncertainty,
};
use crate::model::{Bound, Funding, Lever, Levers, PLAN_LEVERS, Plan, SHARE_TOLERANCE};

/// The most plans times divisions, or plans times options, which bounds the memory of a scenario.
const MAX_CELLS: usize = 1_000_000;

const FUNDING: [(&str, Funding); 2] = [
    ("Immediate", Funding::Immediate),
    ("AfterPayback", Funding::AfterPayback),
];

/// Reads all plans from the `fields` of a scenario.
pub(super) fn read_all(
    reader: &mut Reader<'_>,
    fields: &Fields,
    organisation: &Organisation,
) -> Vec<Plan> {
    let root = ValuePath::ROOT;
    let path = root.to("plans");
    let Some(node) = reader.require(fields, "plans", &root) else {
        return Vec::new();
    };
    let width = organisation.divisions.len().max(organisation.options.len());
    let mut plans = Vec::new();
    let mut names = HashMap::new();
    for (index, item) in reader
        .non_empty_list(node, &path, "plan")
        .into_iter()
        .enumerate()
    {
        if index.saturating_mul(width) > MAX_CELLS {
            reader.report(item, &path, || {
                Diagnosis::new(format!(
                    "too many plans for {width} divisions or options: their product must not exceed {MAX_CELLS}"
                ))
            });
            break;
        }
        plans.extend(read(
            reader,
            item,
            &path.nth(index),
            organisation,
            &mut names,
        ));
    }
    plans
}

fn read(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &Organisation,
    names: &mut HashMap<String, Node>,
) -> Option<Plan> {
    let mut known = vec!["name", "levers"];
    known.extend(PLAN_LEVERS.iter().map(|spec| spec.name));
    known.extend(["funding", "portfolio", "sources"]);
    let fields = reader.fields(node, path, "a plan", &known)?;
    let mut plan = Plan {
        name: name(reader, &fields, path, names).unwrap_or_default(),
        levers: vec![Levers::default(); organisation.divisions.len()],
        attrition_first: 0.0,
        redeploy: 0.0,
        funding: Funding::default(),
        portfolio: vec![0.0; organisation.options.len()],
        sources: uncertainty::sources(reader, &fields, path, organisation),
    };
    if let Some(node) = fields.get("levers") {
        levers(reader, node, &path.to("levers"), organisation, &mut plan);
    }
    for spec in &PLAN_LEVERS {
        let value = fields
            .get(spec.name)
            .and_then(|node| reader.number(node, &path.to(spec.name), Bound::SHARE));
        if let Some(value) = value {
            spec.lever.set(&mut plan, value);
        }
    }
    if let Some(node) = fields.get("funding") {
        let funding = reader.word(node, &path.to("funding"), &FUNDING);
        plan.funding = funding.unwrap_or_default();
    }
    if let Some(node) = reader.require(&fields, "portfolio", path) {
        portfolio(reader, node, &path.to("portfolio"), organisation, &mut plan);
    }
    Some(plan)
}

fn name(
    reader: &mut Reader<'_>,
    fields: &Fields,
    path: &ValuePath<'_>,
    names: &mut HashMap<String, Node>,
) -> Option<String> {
    let node = reader.require(fields, "name", path)?;
    let path = path.to("name");
    let name = reader.text(node, &path)?;
    if name.is_empty() {
        reader.report(node, &path, || Diagnosis::new("must not be empty"));
    } else if let Some(&first) = names.get(&name) {
        reader.report(node, &path, || Diagnosis {
            first: Some(first.span()),
            ..Diagnosis::new(format!("two plans are called {}", quoted(&name)))
        });
    } else {
        names.insert(name.clone(), node);
    }
    Some(name)
}

fn levers(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &Organisation,
    plan: &mut Plan,
) {
    let known: Vec<&'static str> = Lever::ALL.iter().map(|spec| spec.name).collect();
    for entry in reader.map(node, path) {
        let path = path.to(&entry.key);
        let index = organisation.division(&entry.key);
        if index.is_none() {
            let keys = organisation.divisions.iter().map(|d| d.key.as_str());
            reader.report(entry.key_node, &path, || {
                unknown(&entry.key, "the key of a division", keys)
            });
        }
        let Some(fields) = reader.fields(entry.value, &path, "the levers", &known) else {
            continue;
        };
        let mut set = Levers::default();
        for spec in &Lever::ALL {
            let value = fields
                .get(spec.name)
                .and_then(|node| reader.number(node, &path.to(spec.name), spec.bound));
            if value.is_some() {
                set.set(spec.lever, value);
            }
        }
        if let Some(index) = index {
            plan.levers[index] = set;
        }
    }
}

fn portfolio(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &Organisation,
    plan: &mut Plan,
) {
    let n_problems = reader.problems.len();
    for entry in reader.map(node, path) {
        let path = path.to(&entry.key);
        let share = reader.number(entry.value, &path, Bound::SHARE);
        match organisation.option(&entry.key) {
            Some(index) => plan.portfolio[index] = share.unwrap_or(f64::NAN),
            None => {
                let keys = organisation.options.iter().map(|o| o.key.as_str());
                reader.report(entry.key_node, &path, || {
                    unknown(&entry.key, "the key of an AI option", keys)
                });
            }
        }
    }
    let sum: f64 = plan.portfolio.iter().sum();
    // The sum means nothing if one of the shares is invalid.
    let is_judged = reader.problems.len() == n_problems;
    if is_judged && (sum - 1.0).abs() > SHARE_TOLERANCE {
        let sum = (sum * 1e9).round() / 1e9;
        reader.report(node, path, || {
            Diagnosis::new(format!("the shares sum to {sum}; they must sum to 1"))
        });
    }
}
