//! How a problem is shown: the carets are under its span, whatever the line contains.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use reallot::file::{self, Problem};

use super::SAMPLE;

#[test]
fn a_problem_shows_its_line_a_caret_and_help() {
    let text = SAMPLE.replace("horizon: 12", "horizon: 1.5e3");
    let problem = only(&text);
    assert_eq!(
        problem.render("dir/plan.ron"),
        "dir/plan.ron:7:14: horizon: `1.5e3` must be a whole number of quarters from 1 to 80\n   \
            7 |     horizon: 1.5e3,\n     \
              |              ^^^^^\n"
    );
    assert_eq!(
        problem.one_line("plan.ron"),
        "plan.ron:7:14: horizon: `1.5e3` must be a whole number of quarters from 1 to 80"
    );
    let problem = only(&SAMPLE.replace("cut: 0.15", "cut: 15"));
    assert!(
        problem
            .render("a")
            .ends_with("\nhelp: shares are plain fractions: write 0.15 for 15 %\n")
    );
}

#[test]
fn the_caret_stands_under_what_follows_a_wide_name() {
    // 情報システム has six characters in twelve columns.
    let text = SAMPLE.replace("headcount: 9000", "headcount: -9");
    let problem = only(&text);
    assert_eq!(problem.column, 48);
    assert_eq!(under_caret(&problem), "-9");
}

#[test]
fn the_caret_stands_under_what_follows_tabs_and_hidden_characters() {
    for before in [
        "\t",
        "  \t\t",
        "/* \u{202e}\u{2066}x */ ",
        "/* 👩‍👩‍👧‍👦 */\t",
        "/*\u{1b}[31m*/",
        "/* e\u{301} */",
        "/* \u{301} */",
    ] {
        let problem = only(&SAMPLE.replace("horizon: 12", &format!("horizon: {before}-12")));
        assert_eq!(under_caret(&problem), "-12", "{}", problem.render("x"));
    }
}

#[test]
fn a_long_line_is_shown_around_the_caret() {
    for before in [
        "x".repeat(5000),
        "名".repeat(3000),
        "\t".repeat(400),
        "a\u{301}".repeat(3000),
    ] {
        for after in ["", &*format!("/*{}*/", "y".repeat(5000))] {
            let text = format!("horizon: /*{before}*/ -12 {after}");
            let problem = only(&SAMPLE.replace("horizon: 12", &text));
            assert_eq!(under_caret(&problem), "-12", "{}", problem.render("x"));
            let line = problem.render("x").lines().nth(1).unwrap().to_string();
            assert!(line.width() <= 7 + 102, "{} {line}", line.width());
            assert!(line.contains('…'));
        }
    }
    // A value wider than the excerpt is underlined as far as it is shown.
    let text = format!("horizon: \"{}\"", "z".repeat(5000));
    let shown = only(&SAMPLE.replace("horizon: 12", &text)).render("x");
    assert!(shown.lines().all(|line| line.width() < 130), "{shown}");
}

#[test]
fn a_value_of_many_lines_is_underlined_on_its_first() {
    let problem = only(&SAMPLE.replace("{ \"talent\": 1 }", "{\n \"talent\": 0.5\n}"));
    assert_eq!(under_caret(&problem), "{");
    let crlf = only(
        &SAMPLE
            .replace("{ \"talent\": 1 }", "{\n \"talent\": 0.5\n}")
            .replace('\n', "\r\n"),
    );
    assert_eq!(under_caret(&crlf), "{");
}

#[test]
fn nothing_from_the_file_reaches_the_terminal_as_it_is() {
    let hostile = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}\u{2028}";
    let text = SAMPLE
        .replace("key: \"it\"", &format!("key: \"{hostile}\""))
        .replace("span: 6.0", &format!("{}: 6.0", "x".repeat(500)))
        .replace("\"plan.levers.hr.cut\"", &format!("\"{hostile}\""));
    for problem in file::parse(&text).unwrap_err() {
        let shown = problem.render(hostile);
        assert!(
            !shown.contains(|c| c != '\n' && reallot::safe::is_forbidden(c)),
            "{shown:?}"
        );
        assert!(
            !problem.message.contains(reallot::safe::is_forbidden),
            "{problem:?}"
        );
        assert!(
            !problem.path.contains(reallot::safe::is_forbidden),
            "{problem:?}"
        );
        assert!(problem.message.chars().count() < 200, "{problem:?}");
    }
}

fn only(text: &str) -> Problem {
    let mut problems = file::parse(text).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.remove(0)
}

/// Returns the part of the excerpt above the carets.
fn under_caret(problem: &Problem) -> String {
    let shown = problem.render("x");
    let lines: Vec<&str> = shown.lines().collect();
    let (line, carets) = (lines[1], lines[2]);
    let from = carets.find('^').unwrap();
    let to = carets.len();
    let mut column = 0;
    let mut under = String::new();
    for cluster in line.graphemes(true) {
        let width = cluster.width();
        if (from..to).contains(&column) {
            under.push_str(cluster);
        }
        column += width;
    }
    under
}
