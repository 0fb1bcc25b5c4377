//! Reads single values of the tree: groups of fields, maps, numbers, texts and words.
//!
//! Every refusal is collected and reading goes on, so that one look at a file finds all of its
//! problems. Must not know what a scenario is made of.

use std::collections::HashMap;

use crate::file::{
    lexer::Span,
    problem::{Path, Problems, Words, nearest, quoted},
    tree::{Kind, Node, Tree},
};
use crate::model::{Bound, Field, LARGEST};

/// The most divisions, AI options or plans of a scenario.
const MOST_ITEMS: usize = 10_000;

/// More unknown fields than this in one group are no slips of the finger.
const MOST_MISSPELT: usize = 8;

/// The tree and what was found wrong with it.
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) problems: Problems,
}

/// The fields of one group, in the order in which they may be asked for.
pub(super) struct Fields {
    values: Vec<(&'static str, Option<Node>)>,
    /// Those that an unknown field was probably meant to be.
    misspelt: Vec<&'static str>,
    closing: Span,
}

impl Fields {
    /// The value of the field `name`, if it is given.
    pub(super) fn get(&self, name: &str) -> Option<Node> {
        let known = self.values.iter().find(|(known, _)| *known == name);
        known.and_then(|(_, value)| *value)
    }
}

/// One entry of a map.
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

    /// Collects a problem of `node`.
    pub(super) fn refuse(&mut self, node: Node, path: &Path<'_>, words: impl FnOnce() -> Words) {
        self.problems.add(node.span(), path, words);
    }

    /// The fields of `node`, which is `what`, such as "a division"; those not `known` are refused.
    pub(super) fn fields(
        &mut self,
        node: Node,
        path: &Path<'_>,
        what: &str,
        known: &[&'static str],
    ) -> Option<Fields> {
        let tree = self.tree;
        let is_empty = node.kind == Kind::Tuple && tree.items(node).next().is_none();
        if node.kind != Kind::Struct && !is_empty {
            let wanted = format!("{what} in the form `(name: value, …)`");
            self.refuse_kind(node, path, &wanted);
            return None;
        }
        let mut values: Vec<(&'static str, Option<Node>)> =
            known.iter().map(|&name| (name, None)).collect();
        let mut misspelt = Vec::new();
        for (key, value) in tree.entries(node) {
            let written = tree.written(key);
            let name = written.strip_prefix("r#").unwrap_or(written);
            match values.iter_mut().find(|(known, _)| *known == name) {
                Some((_, Some(first))) => {
                    let first = *first;
                    self.refuse_repeated(key, &path.to(name), name, first);
                }
                Some((_, slot)) => *slot = Some(value),
                None => {
                    self.refuse(key, &path.to(name), || {
                        unknown(name, &format!("a field of {what}"), known.iter().copied())
                    });
                    if misspelt.len() < MOST_MISSPELT {
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

    /// The value of a field that must be given.
    pub(super) fn need(&mut self, fields: &Fields, name: &str, path: &Path<'_>) -> Option<Node> {
        let value = fields.get(name);
        // What is misspelt is told once, where it stands.
        if value.is_none() && !fields.misspelt.contains(&name) {
            let words = || Words::of(format!("{} is missing here", quoted(name)));
            self.problems.add(fields.closing, &path.to(name), words);
        }
        value
    }

    /// The items of a list; none when it is no list.
    pub(super) fn list(
        &mut self,
        node: Node,
        path: &Path<'_>,
    ) -> impl Iterator<Item = Node> + use<'t> {
        let is_list = node.kind == Kind::List;
        if !is_list {
            self.refuse_kind(node, path, "a list in the form `[ … ]`");
        }
        let tree = self.tree;
        tree.items(node).filter(move |_| is_list)
    }

    /// The items of a list that a scenario cannot do without, and cannot have without end.
    pub(super) fn some_of(&mut self, node: Node, path: &Path<'_>, what: &str) -> Vec<Node> {
        let mut items: Vec<Node> = self.list(node, path).collect();
        if items.is_empty() && node.kind == Kind::List {
            self.refuse(node, path, || {
                Words::of(format!("must have at least one {what}"))
            });
        }
        if let Some(&first_too_many) = items.get(MOST_ITEMS) {
            let words = || Words::of(format!("more than {MOST_ITEMS} is too many"));
            self.refuse(first_too_many, path, words);
            items.truncate(MOST_ITEMS);
        }
        items
    }

    /// The entries of a map; a key that is repeated or no text is refused and left out.
    pub(super) fn map(&mut self, node: Node, path: &Path<'_>) -> Vec<Entry> {
        if node.kind != Kind::Map {
            self.refuse_kind(node, path, "a map in the form `{ \"key\": value, … }`");
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
                self.refuse_repeated(key_node, &path.to(&key), &key, first);
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

    /// A text.
    pub(super) fn text(&mut self, node: Node, path: &Path<'_>) -> Option<String> {
        let decoded = match node.kind {
            Kind::Text => ron::from_str(self.tree.written(node)).ok(),
            _ => None,
        };
        if decoded.is_none() {
            self.refuse_kind(node, path, "a text in double quotes");
        }
        decoded
    }

    /// One of the words of `table`.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Node,
        path: &Path<'_>,
        table: &[(&'static str, T)],
    ) -> Option<T> {
        let written = self.tree.written(node);
        let found = table.iter().find(|(word, _)| *word == written);
        if found.is_none() {
            let words = table.iter().map(|&(word, _)| word);
            let inside = written.trim_matches('"');
            self.refuse(node, path, || {
                match words.clone().find(|word| *word == inside) {
                    Some(word) => Words::of(format!("must be the word {word}, not a text"))
                        .help(format!("write {word} without quotes")),
                    None => unknown(written, "a word known here", words),
                }
            });
        }
        found.map(|&(_, value)| value)
    }

    /// A finite number of a size that scenarios hold.
    pub(super) fn any_number(&mut self, node: Node, path: &Path<'_>) -> Option<f64> {
        let written = self.tree.written(node);
        let is_not_finite = match node.kind {
            Kind::Number => match ron::from_str::<f64>(written) {
                Ok(value) if value.is_finite() && value.abs() <= LARGEST => return Some(value),
                Ok(value) if value.is_finite() => {
                    let limit = "must be at most 1e15 in size";
                    self.refuse(node, path, || {
                        Words::of(format!("{} {limit}", quoted(written)))
                    });
                    return None;
                }
                Ok(_) => true,
                Err(_) => false,
            },
            Kind::Word => ["inf", "NaN"].iter().any(|word| written.starts_with(word)),
            _ => false,
        };
        if is_not_finite {
            let words = || Words::of(format!("{} is not a finite number", quoted(written)));
            self.refuse(node, path, words);
        } else {
            self.refuse_number(node, path);
        }
        None
    }

    /// A number within `bound`.
    pub(super) fn number(&mut self, node: Node, path: &Path<'_>, bound: Bound) -> Option<f64> {
        let value = self.any_number(node, path)?;
        if !bound.admits(value) {
            let written = self.tree.written(node);
            self.refuse(node, path, || out_of(bound, value, written));
            return None;
        }
        Some(value)
    }

    /// The number of a row of an input table; its default where it is left out.
    pub(super) fn input(&mut self, fields: &Fields, field: &'static Field, path: &Path<'_>) -> f64 {
        let node = match (fields.get(field.name), field.default) {
            (Some(node), _) => Some(node),
            (None, Some(default)) => return default,
            (None, None) => self.need(fields, field.name, path),
        };
        node.and_then(|node| self.number(node, &path.to(field.name), field.bound))
            .unwrap_or(f64::NAN)
    }

    /// A whole number.
    pub(super) fn whole(&mut self, node: Node, path: &Path<'_>) -> Option<f64> {
        let value = self.any_number(node, path)?;
        if value.fract() != 0.0 {
            let written = self.tree.written(node);
            self.refuse(node, path, || {
                Words::of(format!("{} must be a whole number", quoted(written)))
            });
            return None;
        }
        Some(value)
    }

    /// Collects that `node` is not of the kind `wanted`.
    pub(super) fn refuse_kind(&mut self, node: Node, path: &Path<'_>, wanted: &str) {
        let is = self.described(node);
        self.refuse(node, path, || {
            let words = Words::of(format!("must be {wanted}, not {is}"));
            match (wanted.starts_with("a text"), node.kind) {
                (true, Kind::Word | Kind::Number) => {
                    words.help(format!("write it in quotes: \"{is}\"").replace('`', ""))
                }
                _ => words,
            }
        });
    }

    /// Collects that `key` stands for the second time.
    pub(super) fn refuse_repeated(&mut self, key: Node, path: &Path<'_>, name: &str, first: Node) {
        self.refuse(key, path, || Words {
            first: Some(first.span()),
            ..Words::of(format!("{} is given twice", quoted(name)))
        });
    }

    fn refuse_number(&mut self, node: Node, path: &Path<'_>) {
        let is = self.described(node);
        let text = match node.kind {
            Kind::Text => ron::from_str::<String>(self.tree.written(node)).unwrap_or_default(),
            _ => String::new(),
        };
        self.refuse(node, path, || {
            let words = Words::of(format!("must be a number, not {is}"));
            let digits = text.trim().trim_end_matches('%').trim_end();
            match digits.parse::<f64>() {
                Ok(value) if text.contains('%') => words.help(percent_help(value)),
                Ok(_) => words.help(format!("write {digits} without quotes")),
                Err(_) => words,
            }
        });
    }

    /// What `node` is, to follow "not".
    fn described(&self, node: Node) -> String {
        match node.kind {
            Kind::Struct => "a group `(name: value, …)`".into(),
            Kind::Tuple => "a group `( … )`".into(),
            Kind::List => "a list `[ … ]`".into(),
            Kind::Map => "a map `{ … }`".into(),
            Kind::Text => "a text in quotes".into(),
            Kind::Number | Kind::Word | Kind::Other => quoted(self.tree.written(node)),
        }
    }
}

/// That `name` is not `what`, and what was probably meant.
pub(super) fn unknown<'k>(
    name: &str,
    what: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Words {
    Words::of(format!("{} is not {what}", quoted(name))).help(instead(name, known))
}

/// What of `known` could stand in the place of `name`.
pub(super) fn instead<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("did you mean {}?", quoted(near)),
        None => format!("known here: {}", few(known)),
    }
}

/// At most a screen line of names.
fn few<'k>(names: impl Iterator<Item = &'k str>) -> String {
    const MOST: usize = 30;
    let mut names = names;
    let mut told: Vec<String> = names.by_ref().take(MOST).map(quoted).collect();
    if names.next().is_some() {
        told.push("…".into());
    }
    told.join(", ")
}

fn out_of(bound: Bound, value: f64, written: &str) -> Words {
    let words = Words::of(format!("{} must be {}", quoted(written), bound.words()));
    match bound {
        Bound::UpTo(high) if high <= 2.0 && value > high && value <= 100.0 => {
            words.help(percent_help(value))
        }
        _ => words,
    }
}

/// How `percent` is written in files.
pub(super) fn percent_help(percent: f64) -> String {
    let fraction = (percent * 1e6).round() / 1e8;
    format!("shares are plain fractions: write {fraction} for {percent} %")
}
