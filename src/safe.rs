//! Makes text from outside safe to show: no escape sequences, no hidden directional marks, no giant
//! clusters.
//!
//! Every name, path and message passes through here before it reaches a terminal or an export.
//! Files keep text as it was written.

use std::borrow::Cow;
use std::path::Path;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The largest grapheme cluster shown, in bytes. No writing system piles more marks on one letter,
/// and a longer one would slow down every frame.
const MAX_CLUSTER_BYTES: usize = 32;
/// Shown in place of a character that is not safe.
const REPLACEMENT: char = '\u{fffd}';

/// Quotes `path` for a message.
pub fn quoted_path(path: &Path) -> String {
    format!("`{}`", safe(&path.to_string_lossy()))
}

/// Returns `text` with control characters, and all that hide or reorder text, made visible.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        push_cluster(&mut shown, cluster);
    }
    if shown == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(shown)
    }
}

/// Returns `text` made safe and cut to at most `max_chars` characters, ending in `…` if cut.
pub fn safe_line(text: &str, max_chars: usize) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut n_chars = 0;
    // Where to cut if the text does not fit: the last position that leaves room for `…`.
    let mut cut = 0;
    for cluster in text.graphemes(true) {
        let before = shown.len();
        push_cluster(&mut shown, cluster);
        n_chars += shown[before..].chars().count();
        if n_chars > max_chars {
            shown.truncate(cut);
            if max_chars > 0 {
                shown.push('…');
            }
            return Cow::Owned(shown);
        }
        if n_chars < max_chars {
            cut = shown.len();
        }
    }
    if shown == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(shown)
    }
}

/// Returns whether `c` is safe as it is, one column wide, and a grapheme cluster of its own next to
/// others like it: the letters of Western Europe and the glyphs of the interface, most of any frame.
pub fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a1}'..='\u{ac}'
        | '\u{ae}'..='\u{17f}'
        | '\u{2010}'..='\u{2027}'
        | '←'..='↓'
        | '−'
        | '\u{2500}'..='\u{25a0}'
        | '▲' | '▶' | '▸' | '▼' | '◀' | '◆' | '●')
}

/// Returns whether `c` is never shown as it is: controls, directional and invisible marks, tags.
pub fn is_forbidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

fn push_cluster(shown: &mut String, cluster: &str) {
    if cluster.len() > MAX_CLUSTER_BYTES {
        shown.push(REPLACEMENT);
    } else if cluster.contains(is_forbidden) {
        shown.extend(cluster.chars().map(visible));
    } else if cluster.width() == 0 {
        // A combining mark without a base would join whatever is drawn before it.
        shown.push(REPLACEMENT);
    } else {
        shown.push_str(cluster);
    }
}

/// Returns the picture of a control character: Unicode has them from U+2400 in the order of C0.
fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(REPLACEMENT),
        '\u{7f}' => '\u{2421}',
        _ if is_forbidden(c) => REPLACEMENT,
        _ => c,
    }
}
