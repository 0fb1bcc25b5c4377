//! Text from outside is made safe to show without losing what it says.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use reallot::safe::{is_forbidden, is_plain, safe, safe_line};

use crate::arbitrary;

#[test]
fn what_a_terminal_would_obey_is_made_visible() {
    for (text, shown) in [
        ("plain ASCII ~!", "plain ASCII ~!"),
        (
            "Großbritannien, 日本語, עברית",
            "Großbritannien, 日本語, עברית",
        ),
        ("\u{1b}[31m", "␛[31m"),
        ("a\nb\tc\r\n\0", "a␊b␉c␍␊␀"),
        ("\u{7f}\u{9b}2J", "␡\u{fffd}2J"),
        (
            "a\u{202e}b\u{2066}c\u{200f}d\u{61c}",
            "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}",
        ),
        (
            "\u{feff}x\u{ad}y\u{2028}z\u{fffa}",
            "\u{fffd}x\u{fffd}y\u{fffd}z\u{fffd}",
        ),
        ("e\u{301}", "e\u{301}"),
        ("\u{301}e", "\u{fffd}e"),
        ("\u{200d}", "\u{fffd}"),
        ("👩‍👩‍👧‍👦 ❤️ 🇩🇪", "👩‍👩‍👧‍👦 ❤️ 🇩🇪"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ] {
        assert_eq!(safe(text), shown, "{text:?}");
    }
    let pile = format!("a{}b", "\u{301}".repeat(1_000_000));
    assert_eq!(safe(&pile), "\u{fffd}b");
    assert_eq!(safe("🏴\u{e0067}\u{e007f}"), "🏴\u{fffd}\u{fffd}");
}

#[test]
fn a_long_name_is_cut_with_a_mark() {
    for (text, most, shown) in [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("", 0, ""),
        ("x", 0, ""),
        ("xy", 1, "…"),
        ("日本語の部門", 4, "日本語…"),
        ("👩‍👩‍👧‍👦family", 7, "…"),
        ("👩‍👩‍👧‍👦family", 8, "👩‍👩‍👧‍👦…"),
        ("a\nb\nc", 4, "a␊b…"),
    ] {
        assert_eq!(safe_line(text, most), shown, "{text:?} {most}");
    }
}

#[test]
fn what_is_plain_takes_one_column_and_joins_nothing_plain() {
    let plain: Vec<char> = (0..=u32::from(char::MAX))
        .filter_map(char::from_u32)
        .filter(|&c| is_plain(c))
        .collect();
    for &c in &plain {
        assert_eq!(c.width(), Some(1), "{c:?}");
        assert!(!is_forbidden(c), "{c:?}");
    }
    let pairs = plain
        .iter()
        .flat_map(|&a| plain.iter().flat_map(move |&b| [a, b]));
    let all: String = pairs.collect();
    assert!(
        all.graphemes(true)
            .eq(all.split("").filter(|c| !c.is_empty()))
    );
}

proptest! {
    #[test]
    fn what_is_safe_has_nothing_forbidden_and_stays_as_it_is(text in arbitrary::text()) {
        let shown = safe(&text);
        prop_assert!(!shown.contains(is_forbidden));
        prop_assert_eq!(safe(&shown), shown.as_ref());
        prop_assert!(text.is_empty() || shown.width() > 0);
    }

    #[test]
    fn what_is_cut_is_never_longer_than_asked(text in arbitrary::text(), most in 0..20usize) {
        let shown = safe_line(&text, most);
        prop_assert!(shown.chars().count() <= most);
        if safe(&text).chars().count() <= most {
            prop_assert_eq!(shown, safe(&text));
        }
    }
}
