//! The tree → a [`Scenario`]: the file as a whole, in the order of the format.
//!
//! Walks the tables of the model, so a new row there is read here without a change.

use crate::file::{
    correlation,
    organisation::{self, Organisation},
    plan,
    problem::{Path, Problem, Words, quoted},
    reader::{Fields, Reader},
    tree::{Kind, Tree},
    uncertainty,
};
use crate::model::{Assumptions, Bound, HistoryPoint, Inputs, LONGEST_HORIZON, Quarter, Scenario};

/// The format that is read and written.
pub(super) const SCHEMA: u32 = 1;
/// Quarters modelled when a file does not say.
const DEFAULT_HORIZON: usize = 12;

const FIELDS: [&str; 15] = [
    "schema",
    "name",
    "summary",
    "currency",
    "start",
    "horizon",
    "discount_rate",
    "divisions",
    "assumptions",
    "ai",
    "plans",
    "history",
    "uncertain",
    "correlations",
    "sources",
];

/// The scenario in `tree`, or everything that is wrong with it.
pub(super) fn read(tree: &Tree<'_>) -> Result<Scenario, Vec<Problem>> {
    let mut reader = Reader::new(tree);
    let scenario = if is_newer(&mut reader) {
        None
    } else {
        scenario(&mut reader)
    };
    match scenario {
        Some(scenario) if reader.problems.is_empty() => Ok(scenario),
        _ => Err(reader.problems.finish(tree.text())),
    }
}

/// Whether the file is written for a newer program; then nothing else in it can be judged.
fn is_newer(reader: &mut Reader<'_>) -> bool {
    let tree = reader.tree;
    let root = tree.root().filter(|root| root.kind == Kind::Struct);
    let Some(schema) = root.and_then(|root| {
        let mut entries = tree.entries(root);
        entries.find(|&(key, _)| tree.written(key) == "schema")
    }) else {
        return false;
    };
    let newer = ron::from_str::<f64>(tree.written(schema.1))
        .ok()
        .filter(|&number| number > f64::from(SCHEMA) && number.fract() == 0.0);
    if let Some(number) = newer {
        reader.refuse(schema.1, &Path::ROOT.to("schema"), || {
            Words::of(format!(
                "this file was written for a newer reallot: it has schema {number}, this program reads {SCHEMA}"
            ))
        });
    }
    newer.is_some()
}

fn scenario(reader: &mut Reader<'_>) -> Option<Scenario> {
    let path = Path::ROOT;
    let Some(root) = reader.tree.root() else {
        reader
            .problems
            .add(crate::file::lexer::Span { start: 0, end: 0 }, &path, || {
                Words::of("there is no scenario in this file")
            });
        return None;
    };
    if root.kind == Kind::Map {
        reader.refuse(root, &path, || {
            Words::of("a scenario is a group `(name: value, …)`, not a map `{ … }`")
                .help("this may be JSON; scenarios are written in RON, with names without quotes")
        });
        return None;
    }
    let fields = reader.fields(root, &path, "a scenario", &FIELDS)?;
    schema(reader, &fields);
    let name = text(reader, &fields, "name");
    let summary = fields
        .get("summary")
        .and_then(|node| reader.text(node, &path.to("summary")));
    let currency = currency(reader, &fields);
    let start = start(reader, &fields);
    let horizon = horizon(reader, &fields);
    let organisation = organisation::read(reader, &fields);
    let plans = plan::read_all(reader, &fields, &organisation);
    let history = history(reader, &fields);
    let uncertain = uncertainty::read(reader, &fields, &organisation);
    let correlations = correlation::read(reader, &fields, &organisation);
    let sources = uncertainty::sources(reader, &fields, &path, &organisation);
    let inputs = inputs(reader, &fields, &organisation);
    Some(Scenario {
        name: name?,
        summary: summary.unwrap_or_default(),
        currency: currency?,
        start: start?,
        horizon: horizon?,
        inputs,
        divisions: organisation.divisions,
        options: organisation.options,
        capex_period: organisation.capex_period,
        peers: organisation.peers,
        plans,
        history,
        uncertain,
        correlations,
        sources,
    })
}

fn inputs(reader: &mut Reader<'_>, fields: &Fields, organisation: &Organisation) -> Inputs {
    let path = Path::ROOT;
    let discount_rate = reader.input(fields, &Inputs::DISCOUNT_RATE, &path);
    let given = fields.get("assumptions").and_then(|node| {
        let path = path.to("assumptions");
        let names = organisation::names(&[], Assumptions::FIELDS);
        let given = reader.fields(node, &path, "the assumptions", &names)?;
        Some((node, given))
    });
    let assumptions = match &given {
        Some((_, given)) => {
            let path = path.to("assumptions");
            let read = Assumptions::from_fields(|field| reader.input(given, field, &path));
            check_severance(reader, given, &read);
            read
        }
        None => Assumptions::from_fields(|field| field.default.unwrap_or(f64::NAN)),
    };
    Inputs {
        discount_rate,
        assumptions,
        divisions: organisation.division_inputs.clone(),
        options: organisation.option_inputs.clone(),
        capex_plan: organisation.capex_plan,
    }
}

fn check_severance(reader: &mut Reader<'_>, given: &Fields, assumptions: &Assumptions) {
    let (least, most) = (
        assumptions.severance_min_weeks,
        assumptions.severance_max_weeks,
    );
    let name = "severance_min_weeks";
    let node = given.get(name).or_else(|| given.get("severance_max_weeks"));
    if let (true, Some(node)) = (least > most, node) {
        let path = Path::ROOT;
        let path = path.to("assumptions");
        reader.refuse(node, &path.to(name), || {
            Words::of(format!(
                "{least} weeks at least and {most} at most: `{name}` must not be above `severance_max_weeks`"
            ))
        });
    }
}

/// The text of a field that must be given.
fn text(reader: &mut Reader<'_>, fields: &Fields, name: &str) -> Option<String> {
    let node = reader.need(fields, name, &Path::ROOT)?;
    reader.text(node, &Path::ROOT.to(name))
}

fn schema(reader: &mut Reader<'_>, fields: &Fields) {
    let path = Path::ROOT.to("schema");
    let Some(node) = reader.need(fields, "schema", &Path::ROOT) else {
        return;
    };
    let is_known = reader
        .whole(node, &path)
        .is_none_or(|number| number == f64::from(SCHEMA));
    if !is_known {
        let written = reader.tree.written(node);
        reader.refuse(node, &path, || {
            Words::of(format!("{} must be {SCHEMA}", quoted(written)))
        });
    }
}

fn currency(reader: &mut Reader<'_>, fields: &Fields) -> Option<String> {
    let code = text(reader, fields, "currency")?;
    let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if !is_code {
        let node = fields.get("currency")?;
        reader.refuse(node, &Path::ROOT.to("currency"), || {
            Words::of(format!(
                "{} must be a currency code of three capital letters, such as USD",
                quoted(&code)
            ))
        });
        return None;
    }
    Some(code)
}

fn start(reader: &mut Reader<'_>, fields: &Fields) -> Option<Quarter> {
    let label = text(reader, fields, "start")?;
    let quarter = label.parse().ok();
    if quarter.is_none() {
        let node = fields.get("start")?;
        reader.refuse(node, &Path::ROOT.to("start"), || {
            Words::of(format!(
                "{} must be a quarter in the form 2025-Q4, Q1 to Q4",
                quoted(&label)
            ))
        });
    }
    quarter
}

fn horizon(reader: &mut Reader<'_>, fields: &Fields) -> Option<usize> {
    let Some(node) = fields.get("horizon") else {
        return Some(DEFAULT_HORIZON);
    };
    let path = Path::ROOT.to("horizon");
    let quarters = reader.whole(node, &path)?;
    if !(1.0..=LONGEST_HORIZON as f64).contains(&quarters) {
        let written = reader.tree.written(node);
        reader.refuse(node, &path, || {
            Words::of(format!(
                "{} must be a whole number of quarters from 1 to {LONGEST_HORIZON}",
                quoted(written)
            ))
        });
        return None;
    }
    Some(quarters as usize)
}

fn history(reader: &mut Reader<'_>, fields: &Fields) -> Vec<HistoryPoint> {
    let root = Path::ROOT;
    let path = root.to("history");
    let Some(node) = fields.get("history") else {
        return Vec::new();
    };
    let mut points = Vec::new();
    for (index, item) in reader.list(node, &path).enumerate() {
        let path = path.nth(index);
        let known = ["period", "headcount"];
        let Some(fields) = reader.fields(item, &path, "a point of history", &known) else {
            continue;
        };
        let period = reader
            .need(&fields, "period", &path)
            .and_then(|node| reader.text(node, &path.to("period")));
        let headcount = reader
            .need(&fields, "headcount", &path)
            .and_then(|node| reader.number(node, &path.to("headcount"), Bound::Positive));
        if let (Some(period), Some(headcount)) = (period, headcount) {
            points.push(HistoryPoint { period, headcount });
        }
    }
    points
}
