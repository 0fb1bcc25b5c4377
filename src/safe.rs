//! Text from outside, made fit to be shown: no escape sequence, no hidden direction, no giant cluster.
//!
//! Every name, path and message passes through here before it reaches a terminal or an export.
//! Must not be used on what is stored: files keep the text as it was written.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A longer cluster is many marks piled on one letter: no writing system needs it, and it costs every frame.
const LARGEST_CLUSTER: usize = 32;
/// What stands in for a character that is not shown.
const REPLACEMENT: char = '\u{fffd}';

/// `text` with everything a terminal would obey, and everything that hides or reorders, made visible.
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

/// `text` made safe and cut to at most `max_chars` characters; `…` marks the cut.
pub fn safe_line(text: &str, max_chars: usize) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut n_chars = 0;
    // Where to cut when the whole does not fit: the last place with room for the mark.
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

/// Whether `c` is one column wide, needs nothing to be safe, and is a cluster of its own beside others
/// like it: the letters of western Europe and the glyphs of the interface, which fill most of a frame.
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

/// Whether `c` is never shown as it is: controls, directions, invisible marks, tags.
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
    if cluster.len() > LARGEST_CLUSTER {
        shown.push(REPLACEMENT);
    } else if cluster.contains(is_forbidden) {
        shown.extend(cluster.chars().map(visible));
    } else if cluster.width() == 0 {
        // A mark with nothing to stand on would join whatever is drawn before it.
        shown.push(REPLACEMENT);
    } else {
        shown.push_str(cluster);
    }
}

/// Unicode has pictures of the C0 controls, in their order from U+2400, and one of DEL.
fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(REPLACEMENT),
        '\u{7f}' => '\u{2421}',
        _ if is_forbidden(c) => REPLACEMENT,
        _ => c,
    }
}
