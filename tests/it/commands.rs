//! The command line, with the real binary: output, streams and exit codes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use reallot::safe::is_forbidden;
use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// A scenario with one of everything, so that each list of the report has one item.
const SMALL: &str = r#"(
    schema: 1, name: "Small", currency: "EUR", start: "2026-Q3", horizon: 1,
    divisions: [(key: "hr", name: "People", headcount: 100, loaded_cost: 80000, max_cut: 0.1)],
    assumptions: (delivery: 0.0),
    ai: (options: [(key: "gpu", name: "Chips", unit: "chips", unit_cost: 30000, life: 4)]),
    plans: [
        (name: "First", levers: { "hr": (cut: 0.2) }, portfolio: { "gpu": 1.0 }),
        (name: "Second", portfolio: { "gpu": 1.0 }),
    ],
)"#;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reallot"));
    command.args(arguments).stdin(Stdio::null());
    for name in [
        "NO_COLOR",
        "RUST_BACKTRACE",
        "RUST_LIB_BACKTRACE",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

pub(crate) fn run_with_input(arguments: &[&str], input: &str) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Returns the output of a command that succeeds.
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!((code(&output), stderr(&output)), (0, ""), "{arguments:?}");
    stdout(&output).to_owned()
}

/// Creates a directory with the file `name`.
pub(crate) fn with_file(name: &str, text: &str) -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    fs::write(&path, text).unwrap();
    (directory, path)
}

/// The keys of a report with one item in each list, by depth, in the order of the model contract.
const CONTRACT: &str = "\
1 scenario plan currency start horizon
1 headcount
2 before eliminated attrition redeployed laid_off rehired ai_hires after
2 managers_before managers_after span_before span_after layers_before layers_after
2 decision_days_before decision_days_after uncovered extra_quits
1 savings
2 run_rate_gross run_rate
2 in_year
4 year amount
2 charge
2 charge_lines
3 notice_pay severance severance_tax benefits outplacement fixed
2 reskilling rehiring survivors lost_output net_cash peak_negative peak_negative_quarter
2 payback_months simple_payback_months npv npv_with_ai
2 net_cash_after_survivors payback_after_survivors_months npv_after_survivors
1 ai
2 run_rate total retained capex_share capex_days people_moved_cost
2 options
4 key run_rate total bought sustained
1 quarters
3 label savings charge paid liability net_cash cumulative ai retained headcount
1 divisions
3 key before eliminated attrition redeployed laid_off rehired after managers_before managers_after
3 span_after run_rate charge ai_run_rate uncovered extra_quits
1 warnings
3 code level path message";

#[test]
fn json_has_exactly_the_keys_of_the_contract_in_its_order() {
    let (_directory, path) = with_file("small.ron", SMALL);
    let json = printed(&["report", path.to_str().unwrap(), "--format", "json"]);
    let expected: Vec<(usize, &str)> = CONTRACT
        .lines()
        .flat_map(|line| {
            let (depth, keys) = line.split_once(' ').unwrap();
            keys.split(' ').map(|key| (depth.parse().unwrap(), key))
        })
        .collect();
    let found: Vec<(usize, &str)> = json
        .lines()
        .filter_map(|line| {
            let (key, _) = line.trim_start().strip_prefix('"')?.split_once("\":")?;
            Some(((line.len() - line.trim_start().len()) / 2, key))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn json_holds_the_figures_of_the_model_in_full() {
    let json: Value = serde_json::from_str(&printed(&[
        "report",
        "amazon-2025",
        "--plan",
        "Delayering",
        "--format",
        "json",
    ]))
    .unwrap();
    let scenario = super::stage::amazon();
    let outcome = scenario.evaluate(scenario.plan_named("Delayering").unwrap());
    let figure = |path: &str| json.pointer(path).unwrap().as_f64().unwrap();
    for (path, exact) in [
        ("/headcount/after", outcome.headcount.after),
        ("/savings/npv", outcome.savings.npv),
        (
            "/savings/in_year/1/amount",
            outcome.savings.in_year[1].amount,
        ),
        ("/ai/options/4/bought", outcome.ai.options[4].bought),
        ("/quarters/11/liability", outcome.quarters[11].liability),
        (
            "/divisions/9/span_after",
            outcome.divisions[9].people.span_after,
        ),
    ] {
        let close = (figure(path) - exact).abs() <= 1e-15 * exact.abs();
        assert!(close, "{path}: {} is not {exact}", figure(path));
    }
    assert_eq!(json["plan"], "Delayering");
    assert_eq!(
        (&json["horizon"], &json["start"]),
        (&12.into(), &"2025-Q4".into())
    );
    assert_eq!(json["savings"]["in_year"][0]["year"], 2025);
    assert_eq!(json["quarters"][1]["label"], "2026-Q1");
    assert_eq!(json["warnings"][0]["path"], "divisions.video");
}

#[test]
fn what_is_not_defined_is_null() {
    let (_directory, path) = with_file("small.ron", SMALL);
    let path = path.to_str().unwrap();
    let json: Value =
        serde_json::from_str(&printed(&["report", path, "--format", "json"])).unwrap();
    for undefined in [
        "/savings/peak_negative_quarter",
        "/savings/simple_payback_months",
        "/ai/capex_share",
        "/ai/capex_days",
    ] {
        assert!(json.pointer(undefined).unwrap().is_null(), "{undefined}");
    }
    let warning = r#"{"code":"over_cap","level":"warning","path":"divisions.hr","message":"the cut is above the division's guardrail"}"#;
    let expected: Value = serde_json::from_str(warning).unwrap();
    assert_eq!(json["warnings"], Value::Array(vec![expected]));
    assert_eq!(
        printed(&["report", path, "--format", "csv"])
            .matches(",\r\n")
            .count(),
        4
    );
}

/// Collects the leaves of `value` by path.
fn leaves(value: &Value, path: &str, found: &mut BTreeMap<String, String>) {
    let below = |name: &str| format!("{path}{}{name}", if path.is_empty() { "" } else { "." });
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, &below(name), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let mut item = item.clone();
                let fields = item.as_object_mut().unwrap();
                let name = match (
                    fields.remove("key"),
                    fields.remove("label"),
                    fields.remove("year"),
                ) {
                    (Some(Value::String(name)), ..) | (_, Some(Value::String(name)), _) => name,
                    (.., Some(year)) => {
                        let amount = fields["amount"].to_string();
                        found.insert(below(&year.to_string()), amount);
                        continue;
                    }
                    _ => index.to_string(),
                };
                leaves(&item, &below(&name), found);
            }
        }
        Value::Null => drop(found.insert(path.into(), String::new())),
        Value::String(text) => drop(found.insert(path.into(), text.clone())),
        number => drop(found.insert(path.into(), number.to_string())),
    }
}

#[test]
fn csv_has_every_value_of_json_under_its_path_and_nothing_else() {
    let json: Value =
        serde_json::from_str(&printed(&["report", "amazon-2025", "--format", "json"])).unwrap();
    let mut expected = BTreeMap::new();
    leaves(&json, "", &mut expected);
    let text = printed(&["report", "amazon-2025", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["path", "value"]);
    let found: BTreeMap<String, String> = reader
        .records()
        .map(|line| line.unwrap().deserialize(None).unwrap())
        .collect();
    assert_eq!(found.len(), text.lines().count() - 1, "no path twice");
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (path, value) in &found {
        match (value.parse::<f64>(), expected[path].parse::<f64>()) {
            // serde_json may be off by one bit when it parses a number.
            (Ok(a), Ok(b)) => assert!((a - b).abs() <= 1e-15 * b.abs(), "{path}: {a} {b}"),
            _ => assert_eq!(*value, expected[path], "{path}"),
        }
    }
    for path in [
        "savings.npv",
        "savings.in_year.2026",
        "savings.charge_lines.severance",
        "ai.options.chips.sustained",
        "quarters.2026-Q1.ai",
        "divisions.pxt.laid_off",
    ] {
        assert!(found[path].parse::<f64>().is_ok(), "{path}");
    }
}

/// Returns the line of a table that begins with `name`, with layout removed.
fn row(text: &str, name: &str) -> String {
    let line = text
        .lines()
        .find(|line| line.trim_start().starts_with(name));
    let line = line.unwrap_or_else(|| panic!("no row {name} in\n{text}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_table_fits_80_columns_and_says_what_matters() {
    let table = printed(&["report", "amazon-2025"]);
    assert!(
        table.starts_with("Amazon, October 2025 ▸ As announced\n═══"),
        "{table}"
    );
    assert!(table.lines().all(|line| line.width() <= 80), "{table}");
    assert!(
        table.lines().all(|line| line.trim_end() == line),
        "no blanks at the ends"
    );
    for (name, figures) in [
        ("Before the plan", "Before the plan 350,000"),
        ("laid off", "laid off 14,000 100.0 % of the cut"),
        ("After the plan", "After the plan 337,412 −12,588 (−3.6 %)"),
        ("Managers", "Managers 52,158 49,078"),
        (
            "Run-rate, net",
            "Run-rate, net 2.98 bn after rehires; a year, plan carried out",
        ),
        ("severance", "severance 284 m"),
        (
            "Lost output",
            "Lost output 1.18 bn economic, not cash; in no other figure",
        ),
        ("lowest point", "lowest point −5.08 m in 2025-Q4"),
        (
            "Payback",
            "Payback 3.5 mo 11.4 mo until net cash stays above 0",
        ),
        (
            "Data centres",
            "Data centres 70.0 % 2.08 bn 5.59 bn 147 245 MW",
        ),
        ("2026-Q2", "2026-Q2 786 m 786 m 813 m 786 m 0 336,000"),
        (
            "Warning:",
            "Warning: more survivors quit than people are laid off",
        ),
    ] {
        assert_eq!(row(&table, name), figures);
    }
    assert!(
        table.contains("\nSources of the inputs: 11 sourced, 21 derived"),
        "{table}"
    );
}

#[test]
fn shown_people_add_up_across_and_down() {
    for plan in super::stage::amazon().plans {
        let table = printed(&["report", "amazon-2025", "--plan", &plan.name]);
        let lines: Vec<&str> = table
            .lines()
            .skip_while(|line| !line.starts_with("People by"))
            .collect();
        let figures = |line: &str| -> Vec<f64> {
            let words = line.split_whitespace().rev().take(7);
            let mut figures: Vec<f64> = words
                .map(|word| word.replace(',', "").parse().unwrap())
                .collect();
            figures.reverse();
            figures
        };
        let (rows, total) = (&lines[2..12], figures(lines[13]));
        let mut sums = vec![0.0; 7];
        for row in rows.iter().map(|line| figures(line)).chain([total.clone()]) {
            let &[before, laid_off, quits, moved, cut, back, after] = row.as_slice() else {
                panic!("{row:?}");
            };
            assert_eq!(laid_off + quits + moved, cut, "{}", plan.name);
            assert_eq!(before - cut + back, after, "{}", plan.name);
            sums.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
        }
        let twice: Vec<f64> = total.iter().map(|n| 2.0 * n).collect();
        assert_eq!(sums, twice, "{}", plan.name);
    }
}

#[test]
fn markdown_has_tables_with_as_many_cells_in_every_row() {
    let text = printed(&["report", "amazon-2025", "--format", "markdown"]);
    assert!(
        text.starts_with("# Amazon, October 2025 ▸ As announced\n\n"),
        "{text}"
    );
    assert!(
        text.contains("\n| &emsp;severance | 284 m |  |\n"),
        "{text}"
    );
    assert!(
        text.contains("\n| **All** | 4.0 % | 2.98 bn | 2.98 bn | 1.15 bn |\n"),
        "{text}"
    );
    assert!(text.contains("\n- Warning: more survivors quit"), "{text}");
    let mut n_cells = None;
    for line in text.lines() {
        let cells = line
            .starts_with('|')
            .then(|| line.replace("\\|", "").matches('|').count());
        if cells.is_some() && n_cells.is_some() {
            assert_eq!(cells, n_cells, "{line}");
        }
        n_cells = cells;
    }
}

#[test]
fn a_plan_that_is_not_there_is_refused_with_those_that_are() {
    for arguments in [
        &["report", "amazon-2025", "--plan", "nope"][..],
        &["amazon-2025", "--plan", "nope"],
    ] {
        let output = run(arguments);
        assert_eq!((code(&output), stdout(&output)), (2, ""));
        let told = stderr(&output);
        assert!(
            told.starts_with("error: the scenario has no plan \"nope\"\n"),
            "{told}"
        );
        assert!(
            told.contains("\"As announced\", \"Attrition first\""),
            "{told}"
        );
    }
}

#[test]
fn a_scenario_comes_from_the_standard_input_too() {
    let output = run_with_input(&["report", "-", "--format", "json"], SMALL);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    let json: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(json["scenario"], "Small");
    let output = run_with_input(&["check", "-"], "(");
    assert_eq!(code(&output), 1);
    assert!(
        stdout(&output).starts_with("<stdin>:1:"),
        "{}",
        stdout(&output)
    );
    let output = run_with_input(&["report", "-"], "");
    assert_eq!(code(&output), 1);
    assert!(
        stderr(&output).contains("the file is empty"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_file_wins_over_a_built_in_scenario_of_its_name() {
    let (directory, _) = with_file("amazon-2025", SMALL);
    let output = command(&["report", "amazon-2025"])
        .current_dir(&directory)
        .output()
        .unwrap();
    assert!(
        stdout(&output).starts_with("Small ▸ First\n"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_name_that_is_nothing_is_told_from_a_slip() {
    let output = run(&["report", "amazon-2052"]);
    assert_eq!(code(&output), 2);
    let told = stderr(&output);
    assert!(told.contains("there is no file `amazon-2052`"), "{told}");
    assert!(
        told.contains("did you mean") && told.contains("`amazon-2025`"),
        "{told}"
    );
    assert!(told.contains("reallot list"), "{told}");
    let told = run(&["report", "no/such.ron"]);
    assert!(!stderr(&told).contains("did you mean"), "{}", stderr(&told));
    assert!(stderr(&told).contains("reallot list"), "{}", stderr(&told));
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    for arguments in [
        &["report", "amazon-2025"][..],
        &["report", "amazon-2025", "--format", "json"],
        &["list"],
        &["check", "amazon-2025"],
        &["--help"],
    ] {
        let mut child = command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{arguments:?}");
    }
}

#[test]
fn a_disk_that_is_full_is_told() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = command(&["report", "amazon-2025"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).starts_with("error: the standard output cannot be written"));
}

#[test]
fn a_file_is_written_whole_and_replaced_only_by_force() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    let name = path.to_str().unwrap();
    let to_file = ["report", "amazon-2025", "--format", "json", "-o", name];
    assert_eq!(printed(&to_file), "");
    let json = printed(&["report", "amazon-2025", "--format", "json"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), json);

    let again = run(&["report", "amazon-2025", "-o", name]);
    assert_eq!(code(&again), 2);
    assert!(
        stderr(&again).contains("already\nhelp: `--force`"),
        "{}",
        stderr(&again)
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), json);

    assert_eq!(
        printed(&[
            "report",
            "amazon-2025",
            "--format",
            "table",
            "-o",
            name,
            "--force"
        ]),
        ""
    );
    let table = printed(&["report", "amazon-2025"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), table);
    assert_eq!(printed(&["report", "amazon-2025", "-o", "-"]), table);

    let nowhere = run(&["report", "amazon-2025", "-o", "/no/such/directory/x.txt"]);
    assert_eq!(code(&nowhere), 2);
    assert!(
        stderr(&nowhere).starts_with("error: "),
        "{}",
        stderr(&nowhere)
    );
    assert_eq!(code(&run(&["report", "amazon-2025", "--force"])), 2);
}

#[test]
fn a_report_never_replaces_its_own_scenario() {
    let (_directory, path) = with_file("small.ron", SMALL);
    let name = path.to_str().unwrap();
    let output = run(&["report", name, "--format", "table", "-o", name, "--force"]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("is the scenario itself"),
        "{}",
        stderr(&output)
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), SMALL);
}

#[test]
fn check_tells_every_problem_and_its_exit_code_says_how_bad_it_is() {
    let (_good_directory, good) = with_file("good.ron", SMALL);
    let wrong = SMALL
        .replace("headcount: 100", "headcount: -5")
        .replace("life: 4", "lief: 4");
    let (_wrong_directory, wrong) = with_file("wrong.ron", &wrong);
    let (good, wrong) = (good.to_str().unwrap(), wrong.to_str().unwrap());

    assert_eq!(printed(&["check", good]), format!("{good}: no problems\n"));
    let output = run(&["check", wrong]);
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    let told = stdout(&output);
    for part in ["divisions.hr.headcount", "^", "`lief`", "wrong.ron: "] {
        assert!(told.contains(part), "{told}");
    }
    let output = run(&["check", good, wrong]);
    assert_eq!(code(&output), 1);
    let summary = "2 scenarios: 1 without problems, 1 with problems\n";
    assert!(stdout(&output).ends_with(summary), "{}", stdout(&output));
    let output = run(&["check", "nowhere", wrong, good]);
    assert_eq!(code(&output), 2);
    let summary = "3 scenarios: 1 without problems, 1 with problems, 1 not readable\n";
    assert!(stdout(&output).ends_with(summary), "{}", stdout(&output));
    assert!(stderr(&output).contains("there is no file `nowhere`"));
    assert_eq!(code(&run(&["check"])), 2);
}

#[test]
fn a_scenario_with_problems_is_neither_reported_nor_opened() {
    let (_directory, path) = with_file("wrong.ron", &SMALL.replace("\"EUR\"", "17"));
    let path = path.to_str().unwrap();
    for arguments in [&["report", path][..], &[path]] {
        let output = run(arguments);
        assert_eq!((code(&output), stdout(&output)), (1, ""), "{arguments:?}");
        let told = stderr(&output);
        assert!(
            told.contains("wrong.ron:2:") && told.contains("currency"),
            "{told}"
        );
        assert!(told.ends_with("\n1 problem\n"), "{told}");
    }
    assert_eq!(code(&run(&["report", "/"])), 2);
}

#[test]
fn list_shows_what_is_built_in() {
    let list = printed(&["list"]);
    for part in [
        "amazon-2025\n",
        "Amazon, October 2025",
        "350,000 in 10 divisions",
        "As announced",
        "Payback first",
        "built in",
    ] {
        assert!(list.contains(part), "{list}");
    }
}

#[test]
fn without_a_terminal_the_program_says_what_to_do_instead() {
    let output = run(&[]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(
        stderr(&output).contains("reallot report"),
        "{}",
        stderr(&output)
    );
}

/// Returns whether the output has nothing that moves the cursor, reorders text or hides it.
fn is_plain(output: &Output) -> bool {
    let harmless = |c: char| c == '\n' || c == '\r' || !is_forbidden(c);
    stdout(output).chars().all(harmless) && stderr(output).chars().all(harmless)
}

#[test]
fn no_escape_code_ever_leaves_through_a_pipe() {
    for force in ["", "1"] {
        for arguments in [
            &["report", "amazon-2025"][..],
            &["report", "amazon-2025", "--format", "markdown"],
            &["list"],
            &["check", "amazon-2025", "\u{1b}[31mnope"],
            &["--help"],
            &["report", "--help"],
            &["--nonsense\u{1b}[2J"],
            &["report", "amazon-2025", "--plan", "\u{9b}2J\u{202e}"],
            &["report", "\u{1b}]0;x\u{7}", "-o", "\u{1b}"],
            &[],
        ] {
            let mut command = command(arguments);
            command
                .env("COLORTERM", "truecolor")
                .env("TERM", "xterm-256color");
            if !force.is_empty() {
                command.env("NO_COLOR", force);
            }
            let output = command.output().unwrap();
            assert!(is_plain(&output), "{arguments:?}: {output:?}");
        }
    }
}

#[test]
fn hostile_names_come_out_harmless_in_every_format() {
    let evil = r"=cmd|' /C calc'!A0 \u{1b}]0;gone\u{7}\u{9b}2J\u{202e}<b>&";
    let hostile = SMALL
        .replace("\"Small\"", &format!("\"{evil}\""))
        .replace("\"People\"", "\"\\u{1b}[31m|<script>`\"")
        .replace("\"First\"", "\"@SUM(1)\\u{2028}\"")
        .replace("\"chips\"", "\"-1+1\\n| x\"");
    let report = |format: &str| {
        let output = run_with_input(&["report", "-", "--format", format], &hostile);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        assert!(is_plain(&output), "{format}: {output:?}");
        stdout(&output).to_owned()
    };
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    let name = json["scenario"].as_str().unwrap();
    assert!(
        name.ends_with("\u{1b}]0;gone\u{7}\u{9b}2J\u{202e}<b>&"),
        "{name:?}"
    );
    let csv = report("csv");
    assert!(csv.contains("\r\nscenario,'=cmd|"), "{csv}");
    assert!(csv.contains("\r\nplan,'@SUM(1)"), "{csv}");
    let markdown = report("markdown");
    assert!(
        !markdown.contains("<b>") && !markdown.contains("<script>"),
        "{markdown}"
    );
    assert!(
        markdown.contains("| ␛\\[31m\\|&lt;script&gt;\\` |"),
        "{markdown}"
    );
    assert!(report("table").contains("␛[31m|<script>`"));
    let output = run_with_input(
        &["check", "-"],
        &hostile.replace("schema: 1", "\"\u{1b}[2J\": 1"),
    );
    assert_eq!(code(&output), 1);
    assert!(is_plain(&output), "{output:?}");
}

#[test]
fn mistakes_are_told_in_few_lines_whatever_the_environment() {
    for (arguments, exit_code) in [
        (&["report", "nowhere"][..], 2),
        (&["report", "amazon-2025", "--plan", "x"], 2),
        (&["report", "amazon-2025", "--format", "xml"], 2),
        (&["reprot", "amazon-2025"], 2),
        (&["/"], 2),
    ] {
        let output = command(arguments)
            .env("RUST_BACKTRACE", "full")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        assert_eq!(
            (code(&output), stdout(&output)),
            (exit_code, ""),
            "{arguments:?}"
        );
        let told = stderr(&output);
        assert!(
            told.starts_with("error: ") && told.lines().count() <= 8,
            "{told}"
        );
        assert!(
            !told.to_lowercase().contains("backtrace") && !told.contains("src/"),
            "{told}"
        );
    }
}

// simulate

/// Returns a simulation of the built-in scenario as JSON, and its text.
fn simulated(arguments: &[&str]) -> (Value, String) {
    let all: Vec<&str> = ["simulate", "amazon-2025", "--format", "json"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    let text = printed(&all);
    (serde_json::from_str(&text).unwrap(), text)
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_simulation_has_the_keys_of_the_contract_and_repeats_byte_for_byte() {
    let (json, text) = simulated(&["--draws", "300", "--seed", "7", "--plan", "Payback first"]);
    let all = "draws seed plan metrics probabilities fan sensitivity";
    let mut expected: Vec<&str> = all.split(' ').collect();
    let mut found = keys(&json);
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!((&json["draws"], &json["seed"]), (&300.into(), &7.into()));
    assert_eq!(json["plan"], "Payback first");
    let metrics = "savings.run_rate savings.charge savings.net_cash savings.npv savings.npv_with_ai \
         savings.npv_after_survivors savings.payback_months ai.run_rate ai.total ai.capex_share \
         headcount.eliminated headcount.after";
    for name in metrics.split_whitespace() {
        let mut found = keys(&json["metrics"][name]);
        found.sort_unstable();
        assert_eq!(
            found.join(" "),
            "mean p10 p25 p5 p50 p75 p90 p95 sd standard_error",
            "{name}"
        );
    }
    assert_eq!(json["fan"][0]["quarter"], "2025-Q4");
    assert_eq!(json["fan"].as_array().unwrap().len(), 12);
    let mut found = keys(&json["sensitivity"][0]);
    found.sort_unstable();
    assert_eq!(found.join(" "), "high low path rank_correlation swing");
    assert_eq!(json["sensitivity"].as_array().unwrap().len(), 12);
    for name in ["payback_within_horizon", "npv_positive"] {
        let chance = json["probabilities"][name].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&chance), "{name}: {chance}");
    }
    let again = simulated(&["--draws", "300", "--seed", "7", "--plan", "Payback first"]).1;
    assert_eq!(again, text);
    let other = simulated(&["--draws", "300", "--seed", "8", "--plan", "Payback first"]).1;
    assert_ne!(other, text);
    let timed = simulated(&["--draws", "300", "--timing"]).0;
    assert!(timed["elapsed_ms"].as_f64().is_some_and(|ms| ms > 0.0));
}

#[test]
fn every_draw_can_be_written_to_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("draws.csv");
    let draws = path.to_str().unwrap();
    let (json, _) = simulated(&["--draws", "40", "--draws-csv", draws]);
    let text = fs::read_to_string(&path).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 41);
    assert!(
        rows.iter().all(|row| row.len() == 1 + 12 + 12),
        "{:?}",
        rows[0]
    );
    assert_eq!(
        rows[0][..3],
        ["draw", "discount_rate", "assumptions.rehire_share"]
    );
    let npv = rows[0]
        .iter()
        .position(|name| *name == "savings.npv")
        .unwrap();
    let sum: f64 = rows[1..]
        .iter()
        .map(|row| row[npv].parse::<f64>().unwrap())
        .sum();
    let mean = json["metrics"]["savings.npv"]["mean"].as_f64().unwrap();
    assert!((sum / 40.0 - mean).abs() < 1e-9 * mean, "{sum} {mean}");
    // An existing file is not overwritten.
    let arguments = [
        "simulate",
        "amazon-2025",
        "--draws",
        "40",
        "--draws-csv",
        draws,
    ];
    let output = run(&arguments);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("there is a file"),
        "{}",
        stderr(&output)
    );
    fs::write(&path, "older").unwrap();
    let replaced = run(&[&arguments[..], &["--force"]].concat());
    assert_eq!(code(&replaced), 0, "{}", stderr(&replaced));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let kept = directory.path().join("draws.csv~");
    assert_eq!(fs::read_to_string(kept).unwrap(), "older");
}

#[test]
fn a_simulation_for_people_fits_80_columns_and_says_what_matters() {
    let text = printed(&["simulate", "amazon-2025", "--draws", "500"]);
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    for said in [
        "500 draws of 12 uncertain inputs, seed 1:",
        "Net present value",
        "median",
        "Payback by 2028-Q3: in ",
        "Cost factor",
        "2028-Q3",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let markdown = printed(&[
        "simulate",
        "amazon-2025",
        "--draws",
        "500",
        "--format",
        "markdown",
    ]);
    assert!(markdown.contains("## Net cash to date, US$"), "{markdown}");
    let csv = printed(&[
        "simulate",
        "amazon-2025",
        "--draws",
        "500",
        "--format",
        "csv",
    ]);
    for path in [
        "metrics.savings.npv.p50,",
        "fan.2026-Q1.p10,",
        "sensitivity.assumptions.slip.low,",
    ] {
        assert!(csv.contains(&format!("\n{path}")), "{path}: {csv}");
    }
}

#[test]
fn more_draws_than_there_is_room_for_are_refused() {
    for draws in ["0", "10000001", "-1", "many"] {
        let output = run(&["simulate", "amazon-2025", "--draws", draws]);
        assert_eq!(code(&output), 2, "{draws}");
    }
    let mut scenario = crate::stage::amazon();
    scenario.horizon = 80;
    let (_directory, path) = with_file("long.ron", &reallot::file::write(&scenario));
    let output = run(&["simulate", path.to_str().unwrap(), "--draws", "9999999"]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("more than 4 GB of memory"),
        "{}",
        stderr(&output)
    );
    assert!(
        stderr(&output).contains("`--draws 4545454` is the most"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn correlations_that_cannot_all_hold_are_a_problem_of_the_file() {
    let text = reallot::file::write(&crate::stage::amazon());
    let wrong = text.replace(
        "correlations: [",
        "correlations: [\n(\"assumptions.slip\", \"assumptions.rehire_share\", 0.95),",
    );
    let (_directory, path) = with_file("wrong.ron", &wrong);
    let output = run(&["simulate", path.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert!(
        stderr(&output).contains("contradicts the others"),
        "{}",
        stderr(&output)
    );
}
