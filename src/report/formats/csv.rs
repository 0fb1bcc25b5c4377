//! A report as lines of path and value, with the paths that every command understands:
//! `savings.npv`, `savings.in_year.2026`, `quarters.2026-Q1.ai`, `divisions.hr.laid_off`.

use crate::report::Tree;
use crate::safe::safe;

/// The fields that name an item of a list.
const NAMES: [&str; 5] = ["key", "label", "year", "quarter", "path"];
/// The only other field of some items; their paths leave it out.
const ONLY: &str = "amount";

/// Writes `tree` as comma-separated values, with figures as in JSON; undefined ones are empty.
pub fn csv(tree: &Tree) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut lines = vec![("path".to_owned(), "value".to_owned())];
    flatten(tree, "", &mut lines);
    for (path, value) in lines {
        // Writing lines of the same length to memory does not fail.
        let _ = writer.write_record([path, value]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn flatten(tree: &Tree, path: &str, lines: &mut Vec<(String, String)>) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match tree {
        Tree::Record(fields) => {
            for (name, value) in fields {
                flatten(value, &below(name), lines);
            }
        }
        Tree::List(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Tree::Record(fields) => {
                        let (name, fields) = named(fields, index);
                        flatten_item(fields, &below(&name), lines);
                    }
                    item => flatten(item, &below(&index.to_string()), lines),
                }
            }
        }
        leaf => lines.push((path.to_owned(), value(leaf))),
    }
}

fn flatten_item(fields: &[(&'static str, Tree)], path: &str, lines: &mut Vec<(String, String)>) {
    match fields {
        [(ONLY, value)] => flatten(value, path, lines),
        fields => {
            for (name, value) in fields {
                flatten(value, &format!("{path}.{name}"), lines);
            }
        }
    }
}

/// Returns the name of an item, or else its position in the list, and its other fields.
fn named<'t>(
    fields: &'t [(&'static str, Tree)],
    index: usize,
) -> (String, &'t [(&'static str, Tree)]) {
    match fields {
        [(name, value), rest @ ..] if NAMES.contains(name) => (text(value), rest),
        fields => (index.to_string(), fields),
    }
}

fn value(leaf: &Tree) -> String {
    match leaf {
        Tree::Text(text) => guarded(text),
        leaf => text(leaf),
    }
}

fn text(leaf: &Tree) -> String {
    match leaf {
        Tree::Figure(Some(figure)) => {
            serde_json::Number::from_f64(*figure).map_or_else(String::new, |n| n.to_string())
        }
        Tree::Whole(whole) => whole.to_string(),
        Tree::Truth(truth) => truth.to_string(),
        Tree::Text(text) => safe(text).into_owned(),
        Tree::Figure(None) | Tree::Nothing | Tree::List(_) | Tree::Record(_) => String::new(),
    }
}

/// Puts an apostrophe before text that a spreadsheet would compute (CWE-1236); negative figures stay as
/// they are.
fn guarded(text: &str) -> String {
    let guard = if is_like_formula(text) { "'" } else { "" };
    format!("{guard}{}", safe(text))
}

/// Returns whether a spreadsheet could take `text` for a formula.
pub(crate) fn is_like_formula(text: &str) -> bool {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r');
    let bare = text.trim_start_matches([' ', '"', '\'']);
    bare.starts_with(begins) || text.trim_start().starts_with(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_goes_by_its_path() {
        let item = |name, value, figure| {
            Tree::Record(vec![(name, value), ("amount", Tree::figure(figure))])
        };
        let tree = Tree::Record(vec![
            ("name", Tree::text("a, \"b\"")),
            (
                "in_year",
                Tree::list([item("year", Tree::Whole(2026), 0.1)]),
            ),
            ("options", Tree::list([item("key", Tree::text("x"), -1e16)])),
            (
                "notes",
                Tree::list([item("code", Tree::text("y"), f64::NAN)]),
            ),
        ]);
        let expected = "path,value\r\nname,\"a, \"\"b\"\"\"\r\nin_year.2026,0.1\r\n\
             options.x,-1e+16\r\nnotes.0.code,y\r\nnotes.0.amount,\r\n";
        assert_eq!(csv(&tree), expected);
    }

    #[test]
    fn a_text_that_begins_like_a_formula_is_guarded() {
        for (text, shown) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@x", "'@x"),
            (" +1", "' +1"),
            ("\"-1", "'\"-1"),
            ("\tx", "'␉x"),
            ("\rx", "'␍x"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), shown);
        }
    }
}
