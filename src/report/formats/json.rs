//! A report as JSON.

use crate::report::Tree;
use crate::safe::is_forbidden;

/// Writes `tree` with indentation and a final line feed, figures in full.
pub fn json(tree: &Tree) -> String {
    // Names and finite figures cannot fail to be written.
    let plain = serde_json::to_string_pretty(tree).unwrap_or_default();
    let mut text = escaped(&plain);
    text.push('\n');
    text
}

/// Escapes what a terminal would obey, which leaves the text the same for readers of JSON. Outside
/// strings there are only ASCII characters, and no controls but line feeds.
fn escaped(plain: &str) -> String {
    let mut text = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        if c == '\n' || !is_forbidden(c) {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            text.push_str(&format!("\\u{unit:04x}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_stays_the_same_text() {
        let name = "a\u{1b}[2J\u{9b}\u{202e}\u{e0041}\u{7f}\n\"é";
        let text = json(&Tree::text(name));
        assert!(text.trim_end().chars().all(|c| !is_forbidden(c)), "{text}");
        let read: String = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read, name);
    }

    #[test]
    fn zero_has_no_sign_and_the_undefined_is_null() {
        let figures = [-0.0, f64::NAN, f64::INFINITY, 0.1].map(Tree::figure);
        let text: String = json(&Tree::list(figures)).split_whitespace().collect();
        assert_eq!(text, "[0.0,null,null,0.1]");
    }
}
