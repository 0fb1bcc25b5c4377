//! Reads distributions, rank correlations and sources: everything that names an input by its path.

use std::collections::BTreeMap;

use crate::file::{
    organisation::Organisation,
    problem::{Diagnosis, ValuePath, quoted},
    reader::{Fields, Reader, unknown},
    tree::{Node, NodeKind},
};
use crate::model::{
    Confidence, Correlation, Distribution, Input, Shape, ShapeSpec, Source, SourceKind, Sources,
    Uncertain,
    simulate::{Impossible, impossible},
};

const KINDS: [(&str, SourceKind); 4] = [
    ("Sourced", SourceKind::Sourced),
    ("Derived", SourceKind::Derived),
    ("Illustrative", SourceKind::Illustrative),
    ("Judgement", SourceKind::Judgement),
];

const CONFIDENCES: [(&str, Confidence); 3] = [
    ("High", Confidence::High),
    ("Medium", Confidence::Medium),
    ("Low", Confidence::Low),
];

/// Reads the uncertain inputs from the `fields` of a scenario.
pub(super) fn uncertain_inputs(
    reader: &mut Reader<'_>,
    fields: &Fields,
    organisation: &Organisation,
) -> Vec<Uncertain> {
    let root = ValuePath::ROOT;
    let path = root.to("uncertain");
    let Some(node) = fields.get("uncertain") else {
        return Vec::new();
    };
    let mut read = Vec::new();
    for entry in reader.map(node, &path) {
        let input = input(reader, entry.key_node, &entry.key, &path, organisation);
        let path = path.to(&entry.key);
        let distribution = distribution(reader, entry.value, &path);
        let Some(input) = input else { continue };
        if !input.may_be_uncertain() {
            reader.report(entry.key_node, &path, || never_uncertain(&entry.key));
        }
        read.extend(distribution.map(|distribution| Uncertain {
            input,
            distribution,
        }));
    }
    read
}

fn never_uncertain(key: &str) -> Diagnosis {
    Diagnosis::new(format!("{} cannot be uncertain", quoted(key))).help(Input::NEVER_UNCERTAIN)
}

/// Reads the sources from the `fields` of a scenario or plan.
pub(super) fn sources(
    reader: &mut Reader<'_>,
    fields: &Fields,
    path: &ValuePath<'_>,
    organisation: &Organisation,
) -> Sources {
    let Some(node) = fields.get("sources") else {
        return Vec::new();
    };
    let path = path.to("sources");
    let mut read = Vec::new();
    for entry in reader.map(node, &path) {
        input(reader, entry.key_node, &entry.key, &path, organisation);
        if let Some(source) = source(reader, entry.value, &path.to(&entry.key)) {
            read.push((entry.key, source));
        }
    }
    read
}

fn source(reader: &mut Reader<'_>, node: Node, path: &ValuePath<'_>) -> Option<Source> {
    let fields = reader.fields(node, path, "a source", &["kind", "text", "confidence"])?;
    let kind = reader
        .require(&fields, "kind", path)
        .and_then(|node| reader.word(node, &path.to("kind"), &KINDS));
    let text = reader
        .require(&fields, "text", path)
        .and_then(|node| reader.text(node, &path.to("text")));
    let confidence = fields
        .get("confidence")
        .and_then(|node| reader.word(node, &path.to("confidence"), &CONFIDENCES));
    Some(Source {
        kind: kind?,
        text: text?,
        confidence,
    })
}

/// Returns the input at the path `key`, and reports it if there is none.
fn input(
    reader: &mut Reader<'_>,
    node: Node,
    key: &str,
    path: &ValuePath<'_>,
    organisation: &Organisation,
) -> Option<Input> {
    let input = organisation.input(key);
    match input {
        None => reader.report(node, path, || organisation.unknown_path(key)),
        Some(Input::CapexPlan) if organisation.capex_plan.is_none() => {
            reader.report(node, path, || {
                Diagnosis::new(format!(
                    "{} is named, but `ai` has no `capex_plan`",
                    quoted(key)
                ))
            });
            return None;
        }
        Some(_) => {}
    }
    input
}

fn distribution(reader: &mut Reader<'_>, node: Node, path: &ValuePath<'_>) -> Option<Distribution> {
    let tree = reader.tree;
    let name = match node.kind {
        NodeKind::Word => tree.text_of(node),
        _ => tree.name(node),
    };
    if name.is_empty() {
        reader.report_kind(node, path, "a distribution, such as `Uniform(0.1, 0.2)`");
        return None;
    }
    let Some(spec) = Shape::ALL.iter().find(|spec| spec.name == name) else {
        let shapes = Shape::ALL.iter().map(|spec| spec.name);
        reader.report(node, path, || unknown(name, "a distribution", shapes));
        return None;
    };
    let distribution = match spec.shape {
        Shape::LogNormal => log_normal(reader, node, path, spec.parameters),
        Shape::Discrete => discrete(reader, node, path),
        _ => by_position(reader, node, path, spec),
    }?;
    if let Some(fault) = distribution.fault() {
        reader.report(node, path, || {
            Diagnosis::new(format!("{} {fault}", quoted(tree.text_of(node))))
        });
        return None;
    }
    Some(distribution)
}

/// Reads a distribution with positional parameters.
fn by_position(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    spec: &ShapeSpec,
) -> Option<Distribution> {
    let (name, parameters) = (spec.name, spec.parameters);
    let given: Vec<Node> = match node.kind {
        NodeKind::Tuple => reader.tree.items(node).collect(),
        _ => Vec::new(),
    };
    if given.len() != parameters.len() {
        reader.report(node, path, || {
            let n_given = given.len();
            let diagnosis = Diagnosis::new(format!("must be `{name}({})`", parameters.join(", ")));
            if n_given == 2 * parameters.len() {
                diagnosis.help("write a decimal point: 0.1")
            } else {
                diagnosis
            }
        });
        return None;
    }
    let numbers: Vec<Option<f64>> = given
        .into_iter()
        .map(|node| reader.finite_number(node, path))
        .collect();
    let numbers: Option<Vec<f64>> = numbers.into_iter().collect();
    Distribution::new(spec.shape, &numbers?)
}

fn log_normal(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    parameters: &[&str],
) -> Option<Distribution> {
    if node.kind != NodeKind::Struct {
        let diagnosis = || Diagnosis::new("must be `LogNormal(p10: lo, p90: hi)`");
        reader.report(node, path, diagnosis);
        return None;
    }
    let known = ["p10", "p90"];
    let fields = reader.fields(node, path, "a LogNormal", &known)?;
    let mut numbers = parameters.iter().map(|name| {
        reader
            .require(&fields, name, path)
            .and_then(|node| reader.finite_number(node, &path.to(name)))
    });
    let (p10, p90) = (numbers.next().flatten(), numbers.next().flatten());
    Some(Distribution::LogNormal {
        p10: p10?,
        p90: p90?,
    })
}

fn discrete(reader: &mut Reader<'_>, node: Node, path: &ValuePath<'_>) -> Option<Distribution> {
    let tree = reader.tree;
    let mut inside = tree.items(node).filter(|_| node.kind == NodeKind::Tuple);
    let pairs = match (inside.next(), inside.next()) {
        (Some(list), None) if list.kind == NodeKind::List => list,
        _ => {
            let diagnosis = || Diagnosis::new("must be `Discrete([(value, weight), …])`");
            reader.report(node, path, diagnosis);
            return None;
        }
    };
    let mut read = Some(Vec::new());
    for item in tree.items(pairs) {
        let mut numbers = tree.items(item).filter(|_| item.kind == NodeKind::Tuple);
        let pair = match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(value), Some(weight), None) => {
                let value = reader.finite_number(value, path);
                let weight = reader.finite_number(weight, path);
                value.zip(weight)
            }
            _ => {
                reader.report_kind(item, path, "a pair in the form `(value, weight)`");
                None
            }
        };
        match (&mut read, pair) {
            (Some(read), Some(pair)) => read.push(pair),
            (slot, _) => *slot = None,
        }
    }
    read.map(Distribution::Discrete)
}

/// The pairs correlated so far, and where.
type Pairs = BTreeMap<[Input; 2], Node>;

/// Reads the rank correlations from the `fields` of a scenario, and checks that they are consistent.
pub(super) fn correlations(
    reader: &mut Reader<'_>,
    fields: &Fields,
    organisation: &Organisation,
) -> Vec<Correlation> {
    let root = ValuePath::ROOT;
    let path = root.to("correlations");
    let Some(node) = fields.get("correlations") else {
        return Vec::new();
    };
    let n_problems = reader.problems.len();
    let mut pairs = Pairs::new();
    let (mut read, mut nodes) = (Vec::new(), Vec::new());
    for (index, item) in reader.list(node, &path).enumerate() {
        let path = path.nth(index);
        read.extend(correlation(reader, item, &path, organisation, &mut pairs));
        nodes.push(item);
    }
    if reader.problems.len() == n_problems
        && let Some(fault) = impossible(&read)
    {
        let (Impossible::Contradiction { index, .. } | Impossible::TooMany { index, .. }) = fault;
        reader.report(nodes[index], &path.nth(index), || {
            diagnose(&fault, read[index].rho)
        });
    }
    read
}

fn diagnose(fault: &Impossible, rho: f64) -> Diagnosis {
    match *fault {
        Impossible::TooMany { most, .. } => Diagnosis::new(format!(
            "more than {most} inputs are correlated with one another, directly or through others"
        )),
        Impossible::Contradiction { allowed, .. } => {
            let diagnosis =
                Diagnosis::new(format!("a correlation of {rho} contradicts the others"));
            let Some((low, high)) = allowed else {
                return diagnosis
                    .help("these correlations cannot all hold: move some of them closer to 0");
            };
            // Rounded inwards to hundredths, so that both limits are valid.
            let (low, high) = (
                (low * 100.0).ceil() / 100.0 + 0.0,
                (high * 100.0).floor() / 100.0 + 0.0,
            );
            diagnosis.help(if low < high {
                format!("given the others, it can be from {low} to {high}")
            } else {
                format!("given the others, it can only be close to {low}")
            })
        }
    }
}

fn correlation(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &Organisation,
    pairs: &mut Pairs,
) -> Option<Correlation> {
    let tree = reader.tree;
    let mut inside = tree.items(node).filter(|_| node.kind == NodeKind::Tuple);
    let parts = [inside.next(), inside.next(), inside.next(), inside.next()];
    let [Some(a), Some(b), Some(rho), None] = parts else {
        reader.report_kind(
            node,
            path,
            "a correlation in the form `(\"path\", \"path\", 0.5)`",
        );
        return None;
    };
    let ends = [a, b].map(|node| {
        let key = reader.text(node, path)?;
        let input = input(reader, node, &key, path, organisation)?;
        // An input without a distribution may be correlated, without effect.
        if !input.may_be_uncertain() {
            reader.report(node, path, || never_uncertain(&key));
            return None;
        }
        Some(input)
    });
    let size = reader.finite_number(rho, path);
    if let Some(size) = size.filter(|size| !(-1.0..=1.0).contains(size)) {
        reader.report(rho, path, || {
            Diagnosis::new(format!("a correlation of {size} must be from -1 to 1"))
        });
    }
    let [a, b] = [ends[0]?, ends[1]?];
    let mut pair = [a, b];
    pair.sort_unstable();
    if pair[0] == pair[1] {
        reader.report(node, path, || {
            Diagnosis::new("an input cannot be correlated with itself")
        });
    } else if let Some(first) = pairs.insert(pair, node) {
        reader.report(node, path, || Diagnosis {
            first: Some(first.span()),
            ..Diagnosis::new("this pair is correlated twice")
        });
    }
    Some(Correlation { a, b, rho: size? })
}
