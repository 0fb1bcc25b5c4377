//! Reads single values of the tree: groups of fields, lists, maps, numbers, text and words.
//!
//! Problems are collected and reading goes on, so that one pass finds them all.

use std::collections::HashMap;

use crate::file::{
    lexer::Span,
    problem::{Diagnosis, Problems, ValuePath, nearest, quoted},
    tree::{Node, NodeKind, Tree},
};
use crate::model::{Bound, Field, LARGEST};

/// How the text type is described in messages.
const TEXT: &str = "text in double quotes";
/// The most divisions, AI options or plans in a scenario.
const MAX_ITEMS: usize = 10_000;

/// How many unknown fields of one group count as misspelt.
const MAX_MISSPELT: usize = 8;

/// A tree and the problems found in it so far.
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) problems: Problems,
}

/// The fields of one group.
pub(super) struct Fields {
    values: Vec<(&'static str, Option<Node>)>,
    /// The fields that unknown ones were probably meant to be.
    misspelt: Vec<&'static str>,
    closing: Span,
}

impl Fields {
    /// Returns the value of the field `name`, if given.
    pub(super) fn get(&self, name: &str) -> Option<Node> {
        let known = self.values.iter().find(|(known, _)| *known == name);
        known.and_then(|(_, value)| *value)
    }
}

/// An entry of a map.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_node: Node,
    pub(super) value: Node,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        Self {
            tree,
            problems: Problems::default(),
        }
    }

    /// Adds a problem with `node`.
    pub(super) fn report(
        &mut self,
        node: Node,
        path: &ValuePath<'_>,
        diagnosis: impl FnOnce() -> Diagnosis,
    ) {
        self.problems.add(node.span(), path, diagnosis);
    }

    /// Reads the fields of a group and reports those not in `known`. `what` names the group in
    /// messages, such as "a division".
    pub(super) fn fields(
        &mut self,
        node: Node,
        path: &ValuePath<'_>,
        what: &str,
        known: &[&'static str],
    ) -> Option<Fields> {
        let tree = self.tree;
        let is_empty = node.kind == NodeKind::Tuple && tree.items(node).next().is_none();
        if node.kind != NodeKind::Struct && !is_empty {
            let wanted = format!("{what} in the form `(name: value, …)`");
            self.report_kind(node, path, &wanted);
            return None;
        }
        let mut values: Vec<(&'static str, Option<Node>)> =
            known.iter().map(|&name| (name, None)).collect();
        let mut misspelt = Vec::new();
        for (key, value) in tree.entries(node) {
            let source = tree.text_of(key);
            let name = source.strip_prefix("r#").unwrap_or(source);
            match values.iter_mut().find(|(known, _)| *known == name) {
                Some((_, Some(first))) => {
                    let first = *first;
                    self.report_duplicate(key, &path.to(name), name, first);
                }
                Some((_, slot)) => *slot = Some(value),
                None => {
                    self.report(key, &path.to(name), || {
                        unknown(name, &format!("a field of {what}"), known.iter().copied())
                    });
                    if misspelt.len() < MAX_MISSPELT {
                        misspelt.push(nearest(name, known.iter().copied()).unwrap_or_default());
                    }
                }
            }
        }
        Some(Fields {
            values,
            misspelt,
            closing: node.closing(),
        })
    }

    /// Returns the value of a field, and reports it as missing if it is not given.
    pub(super) fn require(
        &mut self,
        fields: &Fields,
        name: &str,
        path: &ValuePath<'_>,
    ) -> Option<Node> {
        let value = fields.get(name);
        // A misspelt field is already reported where it is written.
        if value.is_none() && !fields.misspelt.contains(&name) {
            let diagnosis = || Diagnosis::new(format!("{} is missing", quoted(name)));
            self.problems.add(fields.closing, &path.to(name), diagnosis);
        }
        value
    }

    /// Reads the items of a list; yields none, and reports it, if `node` is not a list.
    pub(super) fn list(
        &mut self,
        node: Node,
        path: &ValuePath<'_>,
    ) -> impl Iterator<Item = Node> + use<'t> {
        let is_list = node.kind == NodeKind::List;
        if !is_list {
            self.report_kind(node, path, "a list in the form `[ … ]`");
        }
        let tree = self.tree;
        tree.items(node).filter(move |_| is_list)
    }

    /// Reads the items of a list that must have between one and [`MAX_ITEMS`].
    pub(super) fn non_empty_list(
        &mut self,
        node: Node,
        path: &ValuePath<'_>,
        what: &str,
    ) -> Vec<Node> {
        let mut items: Vec<Node> = self.list(node, path).collect();
        if items.is_empty() && node.kind == NodeKind::List {
            self.report(node, path, || {
                Diagnosis::new(format!("must have at least one {what}"))
            });
        }
        if let Some(&first_too_many) = items.get(MAX_ITEMS) {
            let diagnosis = || Diagnosis::new(format!("at most {MAX_ITEMS} are allowed"));
            self.report(first_too_many, path, diagnosis);
            items.truncate(MAX_ITEMS);
        }
        items
    }

    /// Reads the entries of a map; reports and omits those with a repeated key or one that is not text.
    pub(super) fn map(&mut self, node: Node, path: &ValuePath<'_>) -> Vec<Entry> {
        if node.kind != NodeKind::Map {
            self.report_kind(node, path, "a map in the form `{ \"key\": value, … }`");
            return Vec::new();
        }
        let tree = self.tree;
        let mut seen: HashMap<String, Node> = HashMap::new();
        let mut entries = Vec::new();
        for (key_node, value) in tree.entries(node) {
            let Some(key) = self.text(key_node, path) else {
                continue;
            };
            if let Some(&first) = seen.get(&key) {
                self.report_duplicate(key_node, &path.to(&key), &key, first);
                continue;
            }
            seen.insert(key.clone(), key_node);
            entries.push(Entry {
                key,
                key_node,
                value,
            });
        }
        entries
    }

    /// Reads a string.
    pub(super) fn text(&mut self, node: Node, path: &ValuePath<'_>) -> Option<String> {
        let decoded = match node.kind {
            NodeKind::Text => ron::from_str(self.tree.text_of(node)).ok(),
            _ => None,
        };
        if decoded.is_none() {
            self.report_kind(node, path, TEXT);
        }
        decoded
    }

    /// Reads one of the words in `table`, and returns the value beside it.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Node,
        path: &ValuePath<'_>,
        table: &[(&'static str, T)],
    ) -> Option<T> {
        let source = self.tree.text_of(node);
        let found = table.iter().find(|(word, _)| *word == source);
        if found.is_none() {
            let words = table.iter().map(|&(word, _)| word);
            let inside = source.trim_matches('"');
            self.report(node, path, || {
                match words.clone().find(|word| *word == inside) {
                    Some(word) => {
                        Diagnosis::new(format!("must be the word {word}, not text in quotes"))
                            .help(format!("write {word} without quotes"))
                    }
                    None => unknown(source, "one of the accepted words", words),
                }
            });
        }
        found.map(|&(_, value)| value)
    }

    /// Reads a finite number of at most [`LARGEST`] in absolute value.
    pub(super) fn finite_number(&mut self, node: Node, path: &ValuePath<'_>) -> Option<f64> {
        let source = self.tree.text_of(node);
        let is_not_finite = match node.kind {
            NodeKind::Number => match ron::from_str::<f64>(source) {
                Ok(value) if value.is_finite() && value.abs() <= LARGEST => return Some(value),
                Ok(value) if value.is_finite() => {
                    let limit = "must be from -1e15 to 1e15";
                    self.report(node, path, || {
                        Diagnosis::new(format!("{} {limit}", quoted(source)))
                    });
                    return None;
                }
                Ok(_) => true,
                Err(_) => false,
            },
            NodeKind::Word => ["inf", "NaN"].iter().any(|word| source.starts_with(word)),
            _ => false,
        };
        if is_not_finite {
            let diagnosis = || Diagnosis::new(format!("{} is not a finite number", quoted(source)));
            self.report(node, path, diagnosis);
        } else {
            self.report_number(node, path);
        }
        None
    }

    /// Reads a number within `bound`.
    pub(super) fn number(&mut self, node: Node, path: &ValuePath<'_>, bound: Bound) -> Option<f64> {
        let value = self.finite_number(node, path)?;
        if !bound.admits(value) {
            let source = self.tree.text_of(node);
            self.report(node, path, || out_of(bound, value, source));
            return None;
        }
        Some(value)
    }

    /// Reads the number of an input field, or returns its default if omitted; NaN after a problem.
    pub(super) fn input(
        &mut self,
        fields: &Fields,
        field: &'static Field,
        path: &ValuePath<'_>,
    ) -> f64 {
        let node = match (fields.get(field.name), field.default) {
            (Some(node), _) => Some(node),
            (None, Some(default)) => return default,
            (None, None) => self.require(fields, field.name, path),
        };
        node.and_then(|node| self.number(node, &path.to(field.name), field.bound))
            .unwrap_or(f64::NAN)
    }

    /// Reads a whole number.
    pub(super) fn whole(&mut self, node: Node, path: &ValuePath<'_>) -> Option<f64> {
        let value = self.finite_number(node, path)?;
        if value.fract() != 0.0 {
            let source = self.tree.text_of(node);
            self.report(node, path, || {
                Diagnosis::new(format!("{} must be a whole number", quoted(source)))
            });
            return None;
        }
        Some(value)
    }

    /// Reports that `node` is not what is `wanted`.
    pub(super) fn report_kind(&mut self, node: Node, path: &ValuePath<'_>, wanted: &str) {
        let is = self.describe(node);
        self.report(node, path, || {
            let diagnosis = Diagnosis::new(format!("must be {wanted}, not {is}"));
            match (wanted == TEXT, node.kind) {
                (true, NodeKind::Word | NodeKind::Number) => {
                    diagnosis.help(format!("write it in quotes: \"{is}\"").replace('`', ""))
                }
                _ => diagnosis,
            }
        });
    }

    /// Reports that `key` is given again.
    pub(super) fn report_duplicate(
        &mut self,
        key: Node,
        path: &ValuePath<'_>,
        name: &str,
        first: Node,
    ) {
        self.report(key, path, || Diagnosis {
            first: Some(first.span()),
            ..Diagnosis::new(format!("{} is given twice", quoted(name)))
        });
    }

    fn report_number(&mut self, node: Node, path: &ValuePath<'_>) {
        let is = self.describe(node);
        let text = match node.kind {
            NodeKind::Text => ron::from_str::<String>(self.tree.text_of(node)).unwrap_or_default(),
            _ => String::new(),
        };
        self.report(node, path, || {
            let diagnosis = Diagnosis::new(format!("must be a number, not {is}"));
            let digits = text.trim().trim_end_matches('%').trim_end();
            match digits.parse::<f64>() {
                Ok(value) if text.contains('%') => diagnosis.help(percent_help(value)),
                Ok(_) => diagnosis.help(format!("write {digits} without quotes")),
                Err(_) => diagnosis,
            }
        });
    }

    /// Describes `node`, to follow "not".
    fn describe(&self, node: Node) -> String {
        match node.kind {
            NodeKind::Struct => "a group `(name: value, …)`".into(),
            NodeKind::Tuple => "a group `( … )`".into(),
            NodeKind::List => "a list `[ … ]`".into(),
            NodeKind::Map => "a map `{ … }`".into(),
            NodeKind::Text => "text in quotes".into(),
            NodeKind::Number | NodeKind::Word | NodeKind::Other => quoted(self.tree.text_of(node)),
        }
    }
}

/// Says that `name` is not `what`, and suggests what was probably meant.
pub(super) fn unknown<'k>(
    name: &str,
    what: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnosis {
    Diagnosis::new(format!("{} is not {what}", quoted(name))).help(suggestion(name, known))
}

/// Suggests the closest name in `known`, or lists them.
pub(super) fn suggestion<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("did you mean {}?", quoted(near)),
        None => format!("expected one of: {}", listed(known)),
    }
}

fn listed<'k>(names: impl Iterator<Item = &'k str>) -> String {
    const MAX_LISTED: usize = 30;
    let mut names = names;
    let mut listed: Vec<String> = names.by_ref().take(MAX_LISTED).map(quoted).collect();
    if names.next().is_some() {
        listed.push("…".into());
    }
    listed.join(", ")
}

fn out_of(bound: Bound, value: f64, source: &str) -> Diagnosis {
    let diagnosis = Diagnosis::new(format!("{} must be {}", quoted(source), bound.words()));
    match bound {
        Bound::UpTo(high) if high <= 2.0 && value > high && value <= 100.0 => {
            diagnosis.help(percent_help(value))
        }
        _ => diagnosis,
    }
}

/// Explains how `percent` is written in files.
pub(super) fn percent_help(percent: f64) -> String {
    let fraction = (percent * 1e6).round() / 1e8;
    format!("shares are plain fractions: write {fraction} for {percent} %")
}
