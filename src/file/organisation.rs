//! Reads divisions, AI options, the capital spending plan and peers, and resolves paths of inputs.

use std::collections::HashMap;

use crate::file::{
    problem::{Diagnosis, ValuePath, quoted},
    reader::{Fields, Reader, suggestion},
    tree::{Node, NodeKind},
};
use crate::model::{
    AiOption, Bound, Division, DivisionInputs, Field, Input, Inputs, OptionInputs, Peer,
};

/// The divisions and AI options that plans, distributions and sources refer to.
#[derive(Default)]
pub(super) struct Organisation {
    pub(super) divisions: Vec<Division>,
    pub(super) division_inputs: Vec<DivisionInputs>,
    pub(super) options: Vec<AiOption>,
    pub(super) option_inputs: Vec<OptionInputs>,
    pub(super) capex_plan: Option<f64>,
    pub(super) capex_period: String,
    pub(super) peers: Vec<Peer>,
    division_at: HashMap<String, usize>,
    option_at: HashMap<String, usize>,
}

/// Reads the organisation from the `fields` of a scenario.
pub(super) fn read(reader: &mut Reader<'_>, fields: &Fields) -> Organisation {
    let path = ValuePath::ROOT;
    let mut organisation = Organisation::default();
    if let Some(node) = reader.require(fields, "divisions", &path) {
        divisions(reader, node, &path.to("divisions"), &mut organisation);
    }
    if let Some(node) = reader.require(fields, "ai", &path) {
        ai(reader, node, &path.to("ai"), &mut organisation);
    }
    organisation
}

/// Returns the names of text fields, followed by those of an input table.
pub(super) fn names(texts: &[&'static str], table: &'static [Field]) -> Vec<&'static str> {
    let numbers = table.iter().map(|field| field.name);
    texts.iter().copied().chain(numbers).collect()
}

impl Organisation {
    /// Returns the index of the division `key`.
    pub(super) fn division(&self, key: &str) -> Option<usize> {
        self.division_at.get(key).copied()
    }

    /// Returns the index of the AI option `key`.
    pub(super) fn option(&self, key: &str) -> Option<usize> {
        self.option_at.get(key).copied()
    }

    /// Returns the input at `path`.
    ///
    /// [`Input::parse`] searches all keys it is given. It gets only the one in question, so that the
    /// cost of a file is not paths times keys.
    pub(super) fn input(&self, path: &str) -> Option<Input> {
        let mut parts = path.split('.');
        let key = match (parts.next()?, parts.next()) {
            ("divisions", key) => key,
            ("ai", Some("options")) | ("plan", Some("levers" | "portfolio")) => parts.next(),
            _ => None,
        };
        let division = key.and_then(|key| self.division(key));
        let option = key.and_then(|key| self.option(key));
        let divisions = division.map_or(&[][..], |index| &self.divisions[index..=index]);
        let options = option.map_or(&[][..], |index| &self.options[index..=index]);
        let input = Input::parse(path, divisions, options).ok()?;
        Some(match input {
            Input::Division(_, row) => Input::Division(division?, row),
            Input::Lever(_, lever) => Input::Lever(division?, lever),
            Input::Option(_, row) => Input::Option(option?, row),
            Input::Share(_) => Input::Share(option?),
            input => input,
        })
    }

    /// Explains why there is no input at `path`, and which one was probably meant.
    pub(super) fn unknown_path(&self, path: &str) -> Diagnosis {
        match Input::parse(path, &self.divisions, &self.options) {
            Err(wrong) if wrong.part != path => {
                let known = wrong.known.iter().map(String::as_str);
                Diagnosis::new(format!(
                    "{} is not a path: {} is unknown",
                    quoted(path),
                    quoted(&wrong.part)
                ))
                .help(suggestion(&wrong.part, known))
            }
            _ => Diagnosis::new(format!("{} is not the path of an input", quoted(path))).help(
                "paths look like divisions.KEY.headcount, assumptions.slip or plan.levers.KEY.cut",
            ),
        }
    }
}

fn divisions(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &mut Organisation,
) {
    let known = names(&["key", "name"], DivisionInputs::FIELDS);
    let mut first = HashMap::new();
    for (index, item) in reader
        .non_empty_list(node, path, "division")
        .into_iter()
        .enumerate()
    {
        let label = label(reader, item, &first);
        let path = label.as_ref().map_or(path.nth(index), |key| path.to(key));
        let Some(fields) = reader.fields(item, &path, "a division", &known) else {
            continue;
        };
        let key = key(reader, &fields, &path, &mut first);
        let name = text(reader, &fields, "name", &path);
        let inputs = DivisionInputs::from_fields(|field| reader.input(&fields, field, &path));
        let key = key.unwrap_or_default();
        let index = organisation.divisions.len();
        organisation.division_at.entry(key.clone()).or_insert(index);
        organisation.divisions.push(Division { key, name });
        organisation.division_inputs.push(inputs);
    }
}

fn ai(reader: &mut Reader<'_>, node: Node, path: &ValuePath<'_>, organisation: &mut Organisation) {
    let known = ["capex_plan", "options", "peers"];
    let Some(fields) = reader.fields(node, path, "the AI programme", &known) else {
        return;
    };
    if let Some(node) = fields.get("capex_plan") {
        capex_plan(reader, node, &path.to("capex_plan"), organisation);
    }
    if let Some(node) = reader.require(&fields, "options", path) {
        options(reader, node, &path.to("options"), organisation);
    }
    if let Some(node) = fields.get("peers") {
        organisation.peers = peers(reader, node, &path.to("peers"));
    }
}

fn capex_plan(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &mut Organisation,
) {
    let known = [Inputs::CAPEX_PLAN.name, "period"];
    // Counts as given even if it is malformed, so that its path is not reported as well.
    organisation.capex_plan = Some(f64::NAN);
    if let Some(fields) = reader.fields(node, path, "the spending plan", &known) {
        organisation.capex_plan = Some(reader.input(&fields, &Inputs::CAPEX_PLAN, path));
        organisation.capex_period = text(reader, &fields, "period", path);
    }
}

fn options(
    reader: &mut Reader<'_>,
    node: Node,
    path: &ValuePath<'_>,
    organisation: &mut Organisation,
) {
    let known = names(&["key", "name", "unit", "hires"], OptionInputs::FIELDS);
    let mut first = HashMap::new();
    for (index, item) in reader
        .non_empty_list(node, path, "option")
        .into_iter()
        .enumerate()
    {
        let label = label(reader, item, &first);
        let path = label.as_ref().map_or(path.nth(index), |key| path.to(key));
        let Some(fields) = reader.fields(item, &path, "an AI option", &known) else {
            continue;
        };
        let key = key(reader, &fields, &path, &mut first);
        let name = text(reader, &fields, "name", &path);
        let unit = text(reader, &fields, "unit", &path);
        let hires = fields.get("hires").and_then(|node| {
            let words = [("true", true), ("false", false)];
            reader.word(node, &path.to("hires"), &words)
        });
        let inputs = OptionInputs::from_fields(|field| reader.input(&fields, field, &path));
        let key = key.unwrap_or_default();
        let index = organisation.options.len();
        organisation.option_at.entry(key.clone()).or_insert(index);
        organisation.options.push(AiOption {
            key,
            name,
            unit,
            hires: hires.unwrap_or(false),
        });
        organisation.option_inputs.push(inputs);
    }
}

fn peers(reader: &mut Reader<'_>, node: Node, path: &ValuePath<'_>) -> Vec<Peer> {
    let mut peers = Vec::new();
    for (index, item) in reader.list(node, path).enumerate() {
        let path = path.nth(index);
        let known = ["name", "amount", "period"];
        let Some(fields) = reader.fields(item, &path, "a peer", &known) else {
            continue;
        };
        let name = text(reader, &fields, "name", &path);
        let amount = reader
            .require(&fields, "amount", &path)
            .and_then(|node| reader.number(node, &path.to("amount"), Bound::Positive));
        let period = text(reader, &fields, "period", &path);
        peers.push(Peer {
            name,
            amount: amount.unwrap_or(f64::NAN),
            period,
        });
    }
    peers
}

/// Reads a required text field; returns an empty string after a problem.
fn text(reader: &mut Reader<'_>, fields: &Fields, name: &str, path: &ValuePath<'_>) -> String {
    reader
        .require(fields, name, path)
        .and_then(|node| reader.text(node, &path.to(name)))
        .unwrap_or_default()
}

/// Returns the key of `node` for use in paths, if it is valid and not used before.
fn label(reader: &Reader<'_>, node: Node, first: &HashMap<String, Node>) -> Option<String> {
    let tree = reader.tree;
    let (_, value) = tree
        .entries(node)
        .find(|&(key, _)| node.kind == NodeKind::Struct && tree.text_of(key) == "key")?;
    let key = tree.text_of(value).strip_prefix('"')?.strip_suffix('"')?;
    let is_good = !key.is_empty() && key.chars().all(is_key_char) && !first.contains_key(key);
    is_good.then(|| key.into())
}

fn is_key_char(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '_' | '-')
}

/// Reads the key of a division or option. `first` holds the keys read so far.
fn key(
    reader: &mut Reader<'_>,
    fields: &Fields,
    path: &ValuePath<'_>,
    first: &mut HashMap<String, Node>,
) -> Option<String> {
    let node = reader.require(fields, "key", path)?;
    let path = path.to("key");
    let key = reader.text(node, &path)?;
    if key.is_empty() || !key.chars().all(is_key_char) {
        reader.report(node, &path, || {
            let diagnosis = Diagnosis::new(format!(
                "{} must consist of a to z, 0 to 9, _ and - only",
                quoted(&key)
            ));
            let plain = key.to_lowercase().replace(' ', "-");
            let plain: String = plain.chars().filter(|&c| is_key_char(c)).take(40).collect();
            if plain.is_empty() {
                diagnosis
            } else {
                diagnosis.help(format!("write \"{plain}\""))
            }
        });
    }
    match first.get(&key) {
        Some(&first) => {
            reader.report_duplicate(node, &path, &key, first);
            None
        }
        None => {
            first.insert(key.clone(), node);
            Some(key)
        }
    }
}
