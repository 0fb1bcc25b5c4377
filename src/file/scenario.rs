//! Reads the tree of a file into a [`Scenario`].
//!
//! Numeric fields come from the input tables of the model, so a new row there needs no change here.

use crate::file::{
    organisation::{self, Organisation},
    plan,
    problem::{Diagnosis, Problem, ValuePath, quoted},
    reader::{Fields, Reader},
    tree::{NodeKind, Tree},
    uncertainty,
};
use crate::model::{Assumptions, Bound, HistoryPoint, Inputs, LONGEST_HORIZON, Quarter, Scenario};

/// The version of the file format that is read and written.
pub(super) const SCHEMA: u32 = 1;
/// The default horizon, in quarters.
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

/// Reads the scenario in `tree`.
///
/// # Errors
/// All problems, in the order of the text.
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

/// Reports a file written for a newer version, of which nothing else can be checked.
fn is_newer(reader: &mut Reader<'_>) -> bool {
    let tree = reader.tree;
    let root = tree.root().filter(|root| root.kind == NodeKind::Struct);
    let Some(schema) = root.and_then(|root| {
        let mut entries = tree.entries(root);
        entries.find(|&(key, _)| tree.text_of(key) == "schema")
    }) else {
        return false;
    };
    let newer = ron::from_str::<f64>(tree.text_of(schema.1))
        .ok()
        .filter(|&number| number > f64::from(SCHEMA) && number.fract() == 0.0);
    if let Some(number) = newer {
        reader.report(schema.1, &ValuePath::ROOT.to("schema"), || {
            Diagnosis::new(format!(
                "this file needs a newer reallot: its schema is {number}, this version reads {SCHEMA}"
            ))
        });
    }
    newer.is_some()
}

fn scenario(reader: &mut Reader<'_>) -> Option<Scenario> {
    let path = ValuePath::ROOT;
    let Some(root) = reader.tree.root() else {
        reader
            .problems
            .add(crate::file::lexer::Span { start: 0, end: 0 }, &path, || {
                Diagnosis::new("there is no scenario in this file")
            });
        return None;
    };
    if root.kind == NodeKind::Map {
        reader.report(root, &path, || {
            Diagnosis::new("a scenario is a group `(name: value, …)`, not a map `{ … }`")
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
    let uncertain = uncertainty::uncertain_inputs(reader, &fields, &organisation);
    let correlations = uncertainty::correlations(reader, &fields, &organisation);
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
    let path = ValuePath::ROOT;
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
        let path = ValuePath::ROOT;
        let path = path.to("assumptions");
        reader.report(node, &path.to(name), || {
            Diagnosis::new(format!(
                "`{name}` ({least}) must not be above `severance_max_weeks` ({most})"
            ))
        });
    }
}

fn text(reader: &mut Reader<'_>, fields: &Fields, name: &str) -> Option<String> {
    let node = reader.require(fields, name, &ValuePath::ROOT)?;
    reader.text(node, &ValuePath::ROOT.to(name))
}

fn schema(reader: &mut Reader<'_>, fields: &Fields) {
    let path = ValuePath::ROOT.to("schema");
    let Some(node) = reader.require(fields, "schema", &ValuePath::ROOT) else {
        return;
    };
    let is_known = reader
        .whole(node, &path)
        .is_none_or(|number| number == f64::from(SCHEMA));
    if !is_known {
        let source = reader.tree.text_of(node);
        reader.report(node, &path, || {
            Diagnosis::new(format!("{} must be {SCHEMA}", quoted(source)))
        });
    }
}

fn currency(reader: &mut Reader<'_>, fields: &Fields) -> Option<String> {
    let code = text(reader, fields, "currency")?;
    let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if !is_code {
        let node = fields.get("currency")?;
        reader.report(node, &ValuePath::ROOT.to("currency"), || {
            Diagnosis::new(format!(
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
        reader.report(node, &ValuePath::ROOT.to("start"), || {
            Diagnosis::new(format!(
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
    let path = ValuePath::ROOT.to("horizon");
    let quarters = reader.whole(node, &path)?;
    if !(1.0..=LONGEST_HORIZON as f64).contains(&quarters) {
        let source = reader.tree.text_of(node);
        reader.report(node, &path, || {
            Diagnosis::new(format!(
                "{} must be a whole number of quarters from 1 to {LONGEST_HORIZON}",
                quoted(source)
            ))
        });
        return None;
    }
    Some(quarters as usize)
}

fn history(reader: &mut Reader<'_>, fields: &Fields) -> Vec<HistoryPoint> {
    let root = ValuePath::ROOT;
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
            .require(&fields, "period", &path)
            .and_then(|node| reader.text(node, &path.to("period")));
        let headcount = reader
            .require(&fields, "headcount", &path)
            .and_then(|node| reader.number(node, &path.to("headcount"), Bound::Positive));
        if let (Some(period), Some(headcount)) = (period, headcount) {
            points.push(HistoryPoint { period, headcount });
        }
    }
    points
}
