//! Input made to break the parser: each is refused with a message, and none makes it panic or hang.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use reallot::file;

use super::SAMPLE;
use crate::arbitrary;

#[test]
fn deep_nesting_is_refused_where_it_becomes_too_deep() {
    for (open, column) in [
        ("(", 33),
        ("[", 33),
        ("{", 33),
        ("Some(", 165),
        ("{1:", 97),
        ("(a:", 97),
    ] {
        let text = open.repeat(100_000);
        assert_eq!(
            first_line(&text),
            format!(":1:{column}: too many nested brackets"),
            "{open}"
        );
        let closed = format!("{text}{}", ")".repeat(100_000));
        assert!(
            first_line(&closed).contains("too many nested brackets"),
            "{open}"
        );
    }
    // An unknown field is no exception.
    let text = SAMPLE.replace(
        "schema: 1",
        &format!("x: {}, schema: 1", "[".repeat(100_000)),
    );
    assert!(first_line(&text).contains("too many nested brackets"));
}

#[test]
fn as_deep_as_is_allowed_is_no_risk_for_the_stack() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("(a:", ")"),
        ("{1:", "}"),
        ("Some(", ")"),
    ] {
        let text = format!("{}1{}", open.repeat(32), close.repeat(32));
        let problems = file::parse(&text).unwrap_err();
        assert!(!first_line(&text).contains("recursion"), "{problems:?}");
    }
}

#[test]
fn comments_nest_as_deep_as_they_like() {
    let text = format!(
        "{}{}{SAMPLE}",
        "/*".repeat(1_000_000),
        "*/".repeat(1_000_000)
    );
    assert!(file::parse(&text).is_ok());
    assert!(first_line(&"/*".repeat(1_000_000)).contains("this comment is never closed"));
}

#[test]
fn gigantic_numbers_are_refused_and_quoted_short() {
    for digits in [
        "9".repeat(1_000_000),
        format!("-{}", "9".repeat(400)),
        "1e999".into(),
    ] {
        let text = SAMPLE.replace("headcount: 22000", &format!("headcount: {digits}"));
        let line = first_line(&text);
        assert!(line.ends_with("is not a finite number"), "{line}");
        assert!(line.len() < 200, "{line}");
    }
    let text = SAMPLE.replace(
        "slip\": Discrete",
        &format!("slip\": Uniform(0, 1.{})", "0".repeat(1_000_000)),
    );
    assert!(file::parse(&text).is_err());
}

#[test]
fn too_much_is_refused_before_it_costs_anything() {
    let eight = "the file has 8388609 bytes; a scenario may have at most 8 MiB";
    assert_eq!(
        first_line(&" ".repeat(8 * 1024 * 1024 + 1)),
        format!(":1:1: {eight}")
    );
    let fifty = vec![0xff; 50 * 1024 * 1024];
    assert!(first_line_of(&fifty).contains("the file has 52428800 bytes"));
    let line = first_line(&format!("(a: [{}])", "1,".repeat(2_000_000)));
    assert!(line.contains("too many values for a scenario"), "{line}");
    let division = |i| format!("(key: \"d{i}\", name: \"\", headcount: 1, loaded_cost: 1),");
    let divisions: String = (0..10_001).map(division).collect();
    let text = SAMPLE.replace("divisions: [", &format!("divisions: [{divisions}"));
    assert!(
        first_line(&text).ends_with("divisions: at most 10000 are allowed"),
        "{}",
        first_line(&text)
    );
    // Ten thousand divisions times ten thousand plans would take 5 GB for levers.
    let divisions: String = (0..5_000).map(division).collect();
    let plan = |i| format!("(name: \"{i}\", portfolio: {{\"talent\": 1}}),");
    let plans: String = (0..5_000).map(plan).collect();
    let text = SAMPLE
        .replace("divisions: [", &format!("divisions: [{divisions}"))
        .replace("plans: [", &format!("plans: [{plans}"));
    assert!(
        first_line(&text).contains("plans: too many plans for 5002 divisions or options"),
        "{}",
        first_line(&text)
    );
}

#[test]
fn what_is_no_text_is_refused() {
    for (bytes, expected) in [
        (&b""[..], ":1:1: the file is empty"),
        (b" \r\n\t ", ":1:1: the file is empty"),
        (b"\xef\xbb\xbf", ":1:1: the file is empty"),
        (
            b"(\n a: \"caf\xe9\")",
            ":2:9: byte 10 is 0xe9, which is not UTF-8",
        ),
        (
            b"\x7fELF\x02\x01\x01\0\0\xff\xfe",
            ":1:8: this is not a text file: byte 7 is NUL",
        ),
        (
            b"(name: \"a\0b\")",
            ":1:10: this is not a text file: byte 9 is NUL",
        ),
        (b"\xff\xfe(\0a\0", ":1:1: the file is written in UTF-16"),
        (b"\xef\xbb\xbf\xef\xbb\xbf()", ":1:1: "),
    ] {
        let line = first_line_of(bytes);
        assert!(line.starts_with(expected), "{bytes:?}: {line}");
    }
}

#[test]
fn what_follows_or_is_left_open_is_refused() {
    for (text, expected) in [
        (
            format!("{SAMPLE} trailing"),
            "after the end of the scenario",
        ),
        (format!("{SAMPLE}{SAMPLE}"), "after the end of the scenario"),
        (format!("{SAMPLE})"), "has no opening bracket"),
        (
            SAMPLE.replace("\"Nothing\"", "\"Nothing"),
            "`,` is missing before",
        ),
        (
            SAMPLE.trim_end().trim_end_matches(')').into(),
            "is never closed",
        ),
        (format!("{SAMPLE}/*"), "this comment is never closed"),
        ("\"".repeat(100_001), "after the end of the scenario"),
        (format!("r{}", "#".repeat(100_000)), ""),
        ("#!".repeat(100_000), ""),
        ("#![type=\"a\"]".repeat(100_000), ""),
        ("'".repeat(100_000), ""),
        ("-".repeat(100_000), ""),
        ("\u{1f600}".repeat(100_000), ""),
    ] {
        let line = first_line(&text);
        assert!(line.contains(expected), "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..300)) {
        answered(&bytes);
    }

    #[test]
    fn any_mix_of_tokens_is_answered(tokens in vec(proptest::sample::select(TOKENS), 0..60)) {
        answered(tokens.concat().as_bytes());
        answered(tokens.join(" ").as_bytes());
    }

    #[test]
    fn a_damaged_file_is_answered(
        scenario in arbitrary::plausible(),
        damages in vec((any::<Index>(), 0..4usize, proptest::sample::select(TOKENS)), 1..4),
    ) {
        let mut bytes = file::write(&scenario).into_bytes();
        for (at, n_removed, inserted) in damages {
            let at = at.index(bytes.len());
            let end = (at + n_removed).min(bytes.len());
            bytes.splice(at..end, inserted.bytes());
        }
        answered(&bytes);
    }

    #[test]
    fn a_token_put_in_place_of_another_is_answered(
        at in any::<Index>(),
        token in proptest::sample::select(TOKENS),
    ) {
        let places: Vec<usize> = SAMPLE.match_indices([' ', ',', '(', ')', '[', ']', '{', '}', ':', '"']).map(|(at, _)| at).collect();
        let at = places[at.index(places.len())];
        answered(format!("{}{token}{}", &SAMPLE[..at], &SAMPLE[at + 1..]).as_bytes());
    }
}

const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "#",
    "!",
    "/",
    "//",
    "/*",
    "*/",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "a",
    "Some(",
    "None",
    "true",
    "inf",
    "NaN",
    "-inf",
    "()",
    "0",
    "-1",
    "1e9",
    "1e999",
    "0.5",
    ".5",
    "5.",
    "1..2",
    "inf..1",
    "..",
    "..=",
    "_",
    "1_0",
    "0x1",
    "1f32",
    "r\"",
    "r#\"",
    "\"#",
    "b\"",
    "b'",
    "br#\"",
    "r#x",
    "'a'",
    "'\\''",
    "schema: 1,",
    "name: \"x\",",
    "Pert(",
    "divisions: [",
    "#![enable(implicit_some)]",
    "#![type = \"x\"]",
    "\u{feff}",
    "\u{2028}",
    "\u{200e}",
    "é",
    "名",
    "\u{1f469}\u{200d}\u{1f4bb}",
    "\u{301}",
    "\u{0}",
    "\u{1b}[2J",
    "=",
    "%",
    ";",
];

/// Parses `bytes` and renders any problems.
fn answered(bytes: &[u8]) {
    match file::from_bytes(bytes) {
        Ok(scenario) => assert!(!scenario.plans.is_empty()),
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= 51);
            let places: Vec<_> = problems.iter().map(|p| (p.line, p.column)).collect();
            assert!(places.is_sorted(), "{places:?}");
            for problem in problems {
                let shown = problem.render("x.ron");
                let forbidden = |c: char| c != '\n' && reallot::safe::is_forbidden(c);
                assert!(!shown.contains(forbidden), "{shown:?}");
            }
        }
    }
}

fn first_line(text: &str) -> String {
    first_line_of(text.as_bytes())
}

fn first_line_of(bytes: &[u8]) -> String {
    file::from_bytes(bytes).unwrap_err()[0].one_line("")
}
