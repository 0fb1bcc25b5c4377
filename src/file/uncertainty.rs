//! The tree → distributions and sources: what names an input by its path.

use crate::file::{
    organisation::Organisation,
    problem::{Path, Words, quoted},
    reader::{Fields, Reader, unknown},
    tree::{Kind, Node},
};
use crate::model::{
    Confidence, Distribution, Input, Shape, ShapeSpec, Source, SourceKind, Sources, Uncertain,
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

/// The uncertain inputs of a scenario with the `fields`.
pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields,
    organisation: &Organisation,
) -> Vec<Uncertain> {
    let root = Path::ROOT;
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
            reader.refuse(entry.key_node, &path, || never_uncertain(&entry.key));
        }
        read.extend(distribution.map(|distribution| Uncertain {
            input,
            distribution,
        }));
    }
    read
}

pub(super) fn never_uncertain(key: &str) -> Words {
    Words::of(format!("{} cannot be uncertain", quoted(key))).help(Input::NEVER_UNCERTAIN)
}

/// The sources among the `fields` of a scenario or plan.
pub(super) fn sources(
    reader: &mut Reader<'_>,
    fields: &Fields,
    path: &Path<'_>,
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

fn source(reader: &mut Reader<'_>, node: Node, path: &Path<'_>) -> Option<Source> {
    let fields = reader.fields(node, path, "a source", &["kind", "text", "confidence"])?;
    let kind = reader
        .need(&fields, "kind", path)
        .and_then(|node| reader.word(node, &path.to("kind"), &KINDS));
    let text = reader
        .need(&fields, "text", path)
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

/// The input that `key` names, which must be there.
pub(super) fn input(
    reader: &mut Reader<'_>,
    node: Node,
    key: &str,
    path: &Path<'_>,
    organisation: &Organisation,
) -> Option<Input> {
    let input = organisation.input(key);
    match input {
        None => reader.refuse(node, path, || organisation.unknown_path(key)),
        Some(Input::CapexPlan) if organisation.capex_plan.is_none() => {
            reader.refuse(node, path, || {
                Words::of(format!(
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

fn distribution(reader: &mut Reader<'_>, node: Node, path: &Path<'_>) -> Option<Distribution> {
    let tree = reader.tree;
    let name = match node.kind {
        Kind::Word => tree.written(node),
        _ => tree.name(node),
    };
    if name.is_empty() {
        reader.refuse_kind(node, path, "a distribution, such as `Uniform(0.1, 0.2)`");
        return None;
    }
    let Some(spec) = Shape::ALL.iter().find(|spec| spec.name == name) else {
        let shapes = Shape::ALL.iter().map(|spec| spec.name);
        reader.refuse(node, path, || unknown(name, "a distribution", shapes));
        return None;
    };
    let distribution = match spec.shape {
        Shape::LogNormal => log_normal(reader, node, path, spec.parameters),
        Shape::Discrete => discrete(reader, node, path),
        _ => by_position(reader, node, path, spec),
    }?;
    if let Some(fault) = distribution.fault() {
        reader.refuse(node, path, || {
            Words::of(format!("{} {fault}", quoted(tree.written(node))))
        });
        return None;
    }
    Some(distribution)
}

/// A distribution that gives its parameters one after the other.
fn by_position(
    reader: &mut Reader<'_>,
    node: Node,
    path: &Path<'_>,
    spec: &ShapeSpec,
) -> Option<Distribution> {
    let (name, parameters) = (spec.name, spec.parameters);
    let given: Vec<Node> = match node.kind {
        Kind::Tuple => reader.tree.items(node).collect(),
        _ => Vec::new(),
    };
    if given.len() != parameters.len() {
        reader.refuse(node, path, || {
            let n_given = given.len();
            let words = Words::of(format!("must be `{name}({})`", parameters.join(", ")));
            if n_given == 2 * parameters.len() {
                words.help("decimals are written with a point: 0.1")
            } else {
                words
            }
        });
        return None;
    }
    let numbers: Vec<Option<f64>> = given
        .into_iter()
        .map(|node| reader.any_number(node, path))
        .collect();
    let numbers: Option<Vec<f64>> = numbers.into_iter().collect();
    Distribution::new(spec.shape, &numbers?)
}

fn log_normal(
    reader: &mut Reader<'_>,
    node: Node,
    path: &Path<'_>,
    parameters: &[&str],
) -> Option<Distribution> {
    if node.kind != Kind::Struct {
        let words = || Words::of("must be `LogNormal(p10: lo, p90: hi)`");
        reader.refuse(node, path, words);
        return None;
    }
    let known = ["p10", "p90"];
    let fields = reader.fields(node, path, "a LogNormal", &known)?;
    let mut numbers = parameters.iter().map(|name| {
        reader
            .need(&fields, name, path)
            .and_then(|node| reader.any_number(node, &path.to(name)))
    });
    let (p10, p90) = (numbers.next().flatten(), numbers.next().flatten());
    Some(Distribution::LogNormal {
        p10: p10?,
        p90: p90?,
    })
}

fn discrete(reader: &mut Reader<'_>, node: Node, path: &Path<'_>) -> Option<Distribution> {
    let tree = reader.tree;
    let mut inside = tree.items(node).filter(|_| node.kind == Kind::Tuple);
    let pairs = match (inside.next(), inside.next()) {
        (Some(list), None) if list.kind == Kind::List => list,
        _ => {
            let words = || Words::of("must be `Discrete([(value, weight), …])`");
            reader.refuse(node, path, words);
            return None;
        }
    };
    let mut read = Some(Vec::new());
    for item in tree.items(pairs) {
        let mut numbers = tree.items(item).filter(|_| item.kind == Kind::Tuple);
        let pair = match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(value), Some(weight), None) => {
                let value = reader.any_number(value, path);
                let weight = reader.any_number(weight, path);
                value.zip(weight)
            }
            _ => {
                reader.refuse_kind(item, path, "a pair in the form `(value, weight)`");
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
