//! Reports in every format, and the HTML page read back by an independent XML parser.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::arbitrary;
use crate::stage::amazon;
use clap::ValueEnum;
use proptest::prelude::*;
use reallot::cli::ReportFormat;
use reallot::model::Scenario;
use reallot::safe::is_forbidden;
use roxmltree::{Document, Node};

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reallot"))
        .arg("report")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may reject its arguments before it reads.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[track_caller]
fn bytes(arguments: &[&str], input: &str) -> Vec<u8> {
    let output = run(arguments, input);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{said}");
    output.stdout
}

#[track_caller]
fn text(arguments: &[&str], input: &str) -> String {
    String::from_utf8(bytes(arguments, input)).unwrap()
}

/// Returns the page of a plan of the built-in scenario.
pub(crate) fn page(plan: &str) -> String {
    text(&["amazon-2025", "--plan", plan, "--format", "html"], "")
}

fn page_of(scenario: &Scenario) -> String {
    let file = reallot::file::write(scenario);
    text(&["-", "--format", "html"], &file)
}

/// Returns the built-in scenario with `evil` in every text.
fn hostile(evil: &str) -> Scenario {
    let mut scenario = amazon();
    scenario.name = evil.into();
    scenario.summary = evil.into();
    scenario.capex_period = evil.into();
    scenario.divisions[0].name = evil.into();
    scenario.options[0].name = evil.into();
    scenario.options[0].unit = evil.into();
    scenario.peers[0].name = evil.into();
    scenario.peers[0].period = evil.into();
    scenario.history[0].period = evil.into();
    scenario.sources[0].1.text = evil.into();
    scenario.plans[0].name = evil.into();
    scenario.plans[0].sources[0].1.text = evil.into();
    scenario
}

const EVIL: &[&str] = &[
    "</script><img src=x onerror=alert(1)>",
    "</style></title></text></svg><script>alert(1)</script>",
    "\" onload=\"alert(1)\" x='y' style=\"color:red",
    "--><!--[CDATA[ ]]> <!DOCTYPE x [<!ENTITY y \"z\">]> &y; &#60;b&#62;",
    "a\u{0}\u{7}\u{8}\u{1b}[31m\u{7f}\u{85}\u{9b}2J\u{202e}lrt\u{2066}x\u{200b}\u{fffe}\u{ffff}\u{e0041}",
    "javascript:alert(1) {{x}} ${x} url(http://example.invalid/x) @import 'x'",
    "=cmd|' /C calc'!A0",
    "אבגד العربية 日本語 👨‍👩‍👧",
];

#[test]
fn every_format_writes_the_same_bytes_each_time_to_a_file_and_to_a_pipe() {
    let directory = tempfile::tempdir().unwrap();
    let mut endings = BTreeSet::new();
    for format in ReportFormat::value_variants() {
        let value = format.to_possible_value().unwrap();
        let name = value.get_name();
        let asked = ["amazon-2025", "--format", name];
        let first = bytes(&asked, "");
        assert!(first.len() > 1000, "{name}");
        assert!(first == bytes(&asked, ""), "{name}");
        let ending = value.get_name_and_aliases().last().unwrap().to_owned();
        for ending in [ending.clone(), ending.to_uppercase()] {
            let file = directory.path().join(format!("report.{ending}"));
            let path = file.to_str().unwrap();
            assert!(bytes(&["amazon-2025", "-o", path], "").is_empty());
            assert!(fs::read(&file).unwrap() == first, "{name}");
        }
        assert!(endings.insert(ending), "{name}: its ending is another's");
    }
    for name in ["report.docx", "report", "memo."] {
        let file = directory.path().join(name);
        let output = run(&["amazon-2025", "-o", file.to_str().unwrap()], "");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(endings.iter().all(|ending| said.contains(ending)), "{said}");
        assert!(!file.exists());
    }
}

#[test]
fn no_text_does_anything_in_any_format() {
    for evil in EVIL {
        let file = reallot::file::write(&hostile(evil));
        for name in ["table", "html", "memo", "markdown", "json", "csv"] {
            let text = text(&["-", "--format", name], &file);
            let stray = text
                .chars()
                .find(|&c| !matches!(c, '\n' | '\r') && is_forbidden(c));
            assert_eq!(stray, None, "{name} {evil:?}");
            if ["memo", "markdown"].contains(&name) {
                assert!(!text.contains('<'), "{name} {evil:?}");
            }
        }
        check(&page_of(&hostile(evil)));
    }
}

/// Every element allowed in a page, with its allowed attributes.
const KNOWN: &str = "\
html lang
head
meta charset name content http-equiv
link rel href
title
style
body
header
nav aria-label
main id
footer
section id aria-labelledby
h1
h2 id
h3 id
p class id
a class href
ul class
li
dl
div class role tabindex aria-labelledby
dt
dd class
table class
caption id
thead
tbody
tr class
th scope class
td class
figure class
figcaption
svg class aria-hidden role aria-labelledby aria-describedby width height y viewBox preserveAspectRatio
pattern id width height patternUnits patternTransform
rect class x y width height
line class x1 x2 y1 y2
path class d
circle class cx cy r
text class x y dx text-anchor";

/// Checks what must hold for every page, and returns its text.
#[track_caller]
fn check(page: &str) -> String {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let document = Document::parse_with_options(page, options).expect("a page is XML");
    let known: BTreeMap<&str, Vec<&str>> = KNOWN
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            (words.next().unwrap(), words.collect())
        })
        .collect();
    let mut ids = BTreeSet::new();
    let mut references = Vec::new();
    let mut shown = String::new();
    let mut level = 0;
    for node in document.descendants() {
        assert!(!node.is_comment() && !node.is_pi());
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            assert_eq!(text.chars().find(|&c| c != '\n' && is_forbidden(c)), None);
            shown.push_str(text);
        }
        if !node.is_element() {
            continue;
        }
        let tag = node.tag_name().name();
        let may = known.get(tag).unwrap_or_else(|| panic!("<{tag}>"));
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(may.contains(&name), "<{tag} {name}={value:?}>");
            match name {
                "id" => assert!(ids.insert(value), "{value} twice"),
                "aria-labelledby" | "aria-describedby" => references.push(value),
                "href" if tag == "link" => assert_eq!(value, "data:,"),
                "href" => references.push(value.strip_prefix('#').expect("a link within")),
                _ => {}
            }
        }
        level = heading(node, level);
        told_to_ears(node);
    }
    for reference in references {
        assert!(ids.contains(reference), "nothing is called {reference}");
    }
    shown
}

/// Checks that headings descend one level at a time.
#[track_caller]
fn heading(node: Node<'_, '_>, last: u32) -> u32 {
    let tag = node.tag_name().name();
    let level = tag.strip_prefix('h').and_then(|level| level.parse().ok());
    let Some(level) = level else { return last };
    assert!(level <= last + 1, "<h{level}> after <h{last}>");
    assert!((level == 1) == (last == 0), "one <h1>, the first");
    level
}

/// Checks what a screen reader needs.
#[track_caller]
fn told_to_ears(node: Node<'_, '_>) {
    let children = || node.children().filter(Node::is_element);
    match node.tag_name().name() {
        "html" => assert_eq!(node.attribute("lang"), Some("en")),
        "table" => {
            assert!(children().next().unwrap().has_tag_name("caption"));
            assert_eq!(children().nth(1).unwrap().tag_name().name(), "thead");
        }
        "tr" => {
            let widths = node.parent().unwrap().children();
            let widths: BTreeSet<usize> = widths
                .filter(|row| row.has_tag_name("tr"))
                .map(|row| row.children().filter(Node::is_element).count())
                .collect();
            assert_eq!(widths.len(), 1, "rows of one width");
        }
        "th" => assert!(matches!(node.attribute("scope"), Some("row" | "col"))),
        "svg" if node.attribute("aria-hidden").is_none() => {
            let is_inner = node
                .ancestors()
                .skip(1)
                .any(|outer| outer.has_tag_name("svg"));
            let is_named = node.attribute("role") == Some("img")
                && node.attribute("aria-labelledby").is_some()
                && node.attribute("aria-describedby").is_some();
            assert!(is_inner || is_named, "a drawing without a name");
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_page_is_well_formed_and_all_its_marks_are_its_own(scenario in arbitrary::scenario()) {
        check(&page_of(&scenario));
    }
}

/// Returns what a cell of a Markdown table shows.
fn unescaped(cell: &str) -> String {
    let plain = cell
        .replace("&emsp;", "")
        .replace("**", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let mut shown = String::new();
    let mut chars = plain.chars();
    while let Some(c) = chars.next() {
        shown.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    shown.trim().to_owned()
}

#[test]
fn the_page_says_everything_that_the_tables_say() {
    for plan in amazon().plans {
        let page = check(&page(&plan.name));
        let tables = text(
            &["amazon-2025", "--plan", &plan.name, "--format", "markdown"],
            "",
        );
        let cells = tables
            .lines()
            .filter(|line| !line.contains("---"))
            .flat_map(|line| line.trim_start_matches(['#', '-']).split(" | "))
            .map(|cell| unescaped(cell.trim_matches('|')))
            .filter(|cell| !cell.is_empty());
        let missing: Vec<String> = cells.filter(|cell| !page.contains(cell.as_str())).collect();
        // The title is split in two there.
        let title = format!("Amazon, October 2025 ▸ {}", plan.name);
        assert!(missing.iter().all(|cell| *cell == title), "{missing:#?}");
    }
}

#[test]
fn the_page_has_every_input_with_its_source() {
    let page = check(&page("As announced"));
    let scenario = amazon();
    let sources = scenario.sources.iter().chain(&scenario.plans[0].sources);
    for (path, source) in sources {
        assert!(page.contains(&source.text), "{path}: {}", source.text);
    }
    for field in reallot::model::Assumptions::FIELDS {
        assert!(page.contains(field.help), "{}", field.name);
    }
    for words in [
        "Illustrative: ",
        "Sourced: ",
        "Derived: ",
        "Judgement: ",
        "~45,000",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

/// Returns the marks of the chart called `title`: class and attributes.
fn marks<'a>(document: &'a Document<'a>, title: &str, tag: &str) -> Vec<Node<'a, 'a>> {
    let heading = |node: &Node<'_, '_>| node.has_tag_name("h3") && node.text() == Some(title);
    let heading = document.descendants().find(heading).unwrap();
    let figure = heading.ancestors().find(|node| node.has_tag_name("figure"));
    let drawing = figure
        .unwrap()
        .children()
        .filter(|node| node.has_tag_name("svg"));
    drawing
        .flat_map(|drawing| drawing.descendants())
        .filter(|node| node.has_tag_name(tag))
        .collect()
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    let text = node.attribute(name).unwrap();
    text.trim_end_matches(['%', 'e', 'm']).parse().unwrap()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.02
}

#[test]
fn lengths_on_the_page_are_the_figures() {
    let scenario = amazon();
    let plan = scenario.plan_named("Redeploy and reskill").unwrap();
    let outcome = scenario.evaluate(plan);
    let page = page("Redeploy and reskill");
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let document = Document::parse_with_options(&page, options).unwrap();

    // Departures: the longest bar has the full width, and segments are adjacent.
    let mut cut: Vec<[f64; 2]> = outcome
        .divisions
        .iter()
        .map(|division| [division.people.laid_off, division.people.redeployed])
        .collect();
    cut.sort_by(|a, b| b.iter().sum::<f64>().total_cmp(&a.iter().sum()));
    let longest: f64 = cut[0].iter().sum();
    let drawn = marks(&document, "Who leaves, and how", "rect");
    assert_eq!(drawn.len(), 2 * cut.len());
    for (pair, cut) in drawn.chunks(2).zip(cut) {
        assert_eq!(number(pair[0], "x"), 0.0);
        assert!(is_near(number(pair[0], "width"), 100.0 * cut[0] / longest));
        assert!(is_near(number(pair[1], "x"), 100.0 * cut[0] / longest));
        assert!(is_near(number(pair[1], "width"), 100.0 * cut[1] / longest));
    }

    // Savings and charge share one scale above and below the axis.
    let title = "Savings and the charge, quarter by quarter";
    let zero = marks(&document, title, "line")
        .into_iter()
        .find(|line| line.attribute("class") == Some("zero"))
        .map(|line| number(line, "y1"))
        .unwrap();
    let columns = marks(&document, title, "rect");
    let quarters = outcome.quarters.iter();
    let amounts: Vec<f64> = quarters
        .clone()
        .map(|quarter| quarter.savings)
        .chain(quarters.map(|quarter| -quarter.charge))
        .filter(|&amount| amount != 0.0)
        .collect();
    assert_eq!(columns.len(), amounts.len());
    let largest = amounts.iter().copied().fold(0.0, f64::max);
    let at = amounts
        .iter()
        .position(|&amount| amount == largest)
        .unwrap();
    let scale = number(columns[at], "height") / largest;
    for (column, amount) in columns.into_iter().zip(amounts) {
        let (top, height) = (number(column, "y"), number(column, "height"));
        assert!(is_near(height, amount.abs() * scale), "{amount}");
        let foot = if amount > 0.0 { top + height } else { top };
        assert!(is_near(foot, zero), "{amount}");
    }

    // Net cash: the line ends at the stated figure, the dashed one lower by the survivors' quits.
    let paths = marks(&document, "Net cash to date", "path");
    let ends = paths.iter().map(|path| {
        let (start, end) = (path.attribute("d").unwrap(), path.attribute("d").unwrap());
        let start: f64 = start[3..].split('L').next().unwrap().parse().unwrap();
        let end: f64 = end.rsplit(' ').next().unwrap().parse().unwrap();
        start - end
    });
    let ends: Vec<f64> = ends.collect();
    let savings = &outcome.savings;
    let expected = savings.net_cash_after_survivors / savings.net_cash;
    assert!((ends[0] / ends[1] - expected).abs() < 1e-3, "{ends:?}");
    let last = outcome.cumulative_after_survivors().pop().unwrap();
    assert!((last / savings.net_cash_after_survivors - 1.0).abs() < 1e-12);
}

#[test]
fn a_plan_that_cuts_nothing_has_a_page_without_empty_charts() {
    let mut scenario = amazon();
    for levers in &mut scenario.plans[0].levers {
        levers.cut = 0.0;
    }
    let page = check(&page_of(&scenario));
    assert!(page.contains("No positions are cut of 350,000."));
    for title in [
        "Who leaves, and how",
        "Net cash to date",
        "What the money for AI buys",
    ] {
        assert!(!page.contains(title), "{title}");
    }
}

#[test]
fn the_memo_is_a_page_long() {
    for plan in amazon().plans {
        let memo = text(
            &["amazon-2025", "--plan", &plan.name, "--format", "memo"],
            "",
        );
        // These limits are what an A4 page at 10 points was found to hold.
        let (lines, letters) = (memo.lines().count(), memo.chars().count());
        assert!(lines <= 50 && letters <= 3600, "{lines} {letters}");
        for words in [
            "Laid off",
            "Restructuring charge",
            "Survivors who quit",
            "Uncovered work",
            "Payback",
            "Moves to AI a year",
            "## Assumptions to look at first",
            "Published sources: ",
            "illustrative",
            concat!("Made by reallot ", env!("CARGO_PKG_VERSION")),
        ] {
            assert!(memo.contains(words), "{words}: {memo}");
        }
    }
}

#[test]
fn a_memo_stays_short_whatever_it_is_of() {
    let mut scenario = amazon();
    for n in 0..60 {
        let number = scenario.inputs.divisions[0];
        let mut division = scenario.divisions[0].clone();
        division.key = format!("more-{n}");
        scenario.divisions.push(division);
        scenario.inputs.divisions.push(number);
        for plan in &mut scenario.plans {
            plan.levers.push(plan.levers[0]);
        }
    }
    let memo = text(&["-", "--format", "memo"], &reallot::file::write(&scenario));
    assert!(memo.lines().count() <= 55, "{memo}");
    assert!(memo.contains("65 others ("), "{memo}");
}
