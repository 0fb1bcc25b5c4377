//! `compare` and `diff`, with the real binary.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SMALL: &str = r#"(
    schema: 1, name: "Small", currency: "EUR", start: "2026-Q3", horizon: 4,
    divisions: [(key: "hr", name: "People", headcount: 100, loaded_cost: 80000)],
    ai: (options: [(key: "gpu", name: "Chips", unit: "chips", unit_cost: 30000, life: 4)]),
    plans: [
        (name: "First", levers: { "hr": (cut: 0.2) }, portfolio: { "gpu": 1.0 }),
        (name: "Second", levers: { "hr": (cut: 0.1) }, portfolio: { "gpu": 1.0 }),
    ],
)"#;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reallot"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(
        (code(&output), text(&output.stderr)),
        (0, ""),
        "{arguments:?}"
    );
    text(&output.stdout).to_owned()
}

/// Returns the small scenario and a changed version of it, with the paths of both.
fn versions(change: impl Fn(String) -> String) -> (TempDir, String, String) {
    let directory = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &str| {
        let path = directory.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (a, b) = (put("a.ron", SMALL), put("b.ron", &change(SMALL.into())));
    (directory, a, b)
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

#[test]
fn without_names_all_plans_are_compared_with_the_first() {
    let shown = printed(&["compare", "amazon-2025"]);
    assert!(
        shown.contains("A: As announced\n  B: Attrition first")
            || shown.contains("A: As announced\nB: Attrition first"),
        "{shown}"
    );
    assert!(
        shown.lines().all(|line| line.chars().count() <= 80),
        "{shown}"
    );
    assert!(
        shown.contains("● 690") && shown.contains("−13,310"),
        "{shown}"
    );
    assert!(shown.contains("beats A"), "{shown}");
}

#[test]
fn json_has_every_figure_of_every_plan_and_what_differs() {
    let tree = json(&[
        "compare",
        "amazon-2025",
        "--plan",
        "Delayering",
        "--plan",
        "As announced",
        "--format",
        "json",
        "--draws",
        "500",
    ]);
    assert_eq!(tree["against"], "A");
    assert_eq!(tree["plans"][0]["plan"], "Delayering");
    let scenario = crate::stage::amazon();
    let outcome = |name| scenario.evaluate(scenario.plan_named(name).unwrap());
    let (one, other) = (outcome("Delayering"), outcome("As announced"));
    let figures = tree["figures"].as_array().unwrap();
    assert_eq!(figures.len(), reallot::model::Figure::all(&scenario).len());
    let npv = figures
        .iter()
        .find(|figure| figure["path"] == "savings.npv")
        .unwrap();
    assert_eq!(npv["plans"][0]["value"], one.savings.npv);
    assert_eq!(npv["plans"][0]["difference"], 0.0);
    assert_eq!(
        npv["plans"][1]["difference"],
        other.savings.npv - one.savings.npv
    );
    assert_eq!(
        (&npv["better"], &npv["best"][0]),
        (&"more".into(), &"A".into())
    );
    assert_eq!(
        (&tree["odds"]["draws"], &tree["odds"]["seed"]),
        (&500.into(), &1.into())
    );
    let duel = &tree["odds"]["plans"][0]["metrics"]["savings.npv"];
    let sum = ["beats", "equal", "loses"].map(|name| duel[name].as_f64().unwrap());
    assert!((sum.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{duel}");
}

#[test]
fn every_format_is_written_and_nothing_uncertain_has_no_odds() {
    let (_directory, a, _) = versions(|text| text);
    for format in ["table", "markdown", "json", "csv", "html"] {
        let shown = printed(&["compare", &a, "--format", format]);
        assert!(shown.contains("Second"), "{format}: {shown}");
        assert!(!shown.contains("beats A"), "{format}: {shown}");
    }
    let csv = printed(&["compare", &a, "--format", "csv"]);
    assert!(
        csv.contains("\nfigures.headcount.eliminated.plans.B.value,10.0"),
        "{csv}"
    );
}

#[test]
fn changed_rows_alone_are_shown_on_request_and_the_base_can_be_chosen() {
    let (_directory, a, _) = versions(|text| text);
    let all = printed(&["compare", &a, "--all"]);
    assert!(all.contains("People before"), "{all}");
    let changed = printed(&["compare", &a, "--all", "--changed", "--against", "Second"]);
    assert!(!changed.contains("People before"), "{changed}");
    assert!(changed.contains("its difference from B"), "{changed}");
    assert!(changed.contains("+10"), "{changed}");
    let alone = printed(&["compare", &a, "--plan", "First", "--changed"]);
    assert!(alone.contains("No figure differs."), "{alone}");
}

#[test]
fn names_are_told_apart_by_their_files() {
    let (_directory, a, b) = versions(|text| text.replace("cut: 0.2", "cut: 0.3"));
    let output = run(&["compare", &a, &b, "--plan", "First"]);
    assert_eq!(code(&output), 2);
    let told = text(&output.stderr);
    assert!(
        told.contains("2 scenarios have a plan \"First\"") && told.contains("b.ron:First"),
        "{told}"
    );
    for name in [format!("{b}:First"), "b:First".into()] {
        let shown = printed(&["compare", &a, &b, "--plan", "a:First", "--plan", &name]);
        assert!(
            shown.contains("a ▸ First") && shown.contains("b ▸ First"),
            "{shown}"
        );
    }
    let output = run(&["compare", &a, &b, "--plan", "Secnd"]);
    assert!(
        text(&output.stderr).contains("did you mean \"Second\"?"),
        "{}",
        text(&output.stderr)
    );
    let output = run(&["compare", &a, "--against", "nothing like it"]);
    assert!(
        text(&output.stderr).contains("the plans are \"First\", \"Second\""),
        "{}",
        text(&output.stderr)
    );
    let output = run(&["compare", "-", "-"]);
    assert!(
        text(&output.stderr).contains("only once"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn currencies_and_horizons_that_differ_are_told_and_money_is_not_subtracted() {
    let (_directory, a, b) = versions(|text| {
        text.replace("EUR", "GBP")
            .replace("horizon: 4", "horizon: 8")
    });
    let shown = printed(&["compare", &a, &b, "--plan", "a:First", "--plan", "b:Second"]);
    assert!(
        shown.contains("Currencies differ (A EUR, B GBP)"),
        "{shown}"
    );
    assert!(shown.contains("The quarters modelled differ"), "{shown}");
    let tree = json(&[
        "compare", &a, &b, "--plan", "a:First", "--plan", "b:Second", "--format", "json",
    ]);
    let figure = |path: &str| {
        let figures = tree["figures"].as_array().unwrap();
        figures
            .iter()
            .find(|figure| figure["path"] == path)
            .unwrap()["plans"][1]["difference"]
            .clone()
    };
    assert_eq!(figure("savings.charge"), Value::Null);
    assert_eq!(figure("headcount.eliminated"), -10.0);
}

#[test]
fn diff_ends_like_diff() {
    let (_directory, a, b) = versions(|text| text.replace("cut: 0.2", "cut: 0.3"));
    let same = run(&["diff", &a, &a]);
    assert_eq!((code(&same), text(&same.stdout)), (0, "Nothing differs.\n"));
    let differs = run(&["diff", &a, &b]);
    assert_eq!(code(&differs), 1);
    let shown = text(&differs.stdout);
    assert!(shown.contains("In the plan First"), "{shown}");
    assert!(shown.contains("People, cut: 20 % → 30 %"), "{shown}");
    assert!(shown.contains("+10") && !shown.contains('●'), "{shown}");
    assert!(!shown.contains("plan Second"), "{shown}");
    let broken = Path::new(&b);
    fs::write(broken, "(schema: 1").unwrap();
    assert_eq!(code(&run(&["diff", &a, &b])), 2);
}

#[test]
fn diff_tells_parts_texts_distributions_and_sources() {
    let (_directory, a, b) = versions(|text| {
        let text = text.replace(
            "divisions: [",
            "divisions: [(key: \"it\", name: \"Systems\", headcount: 50, loaded_cost: 90000),",
        );
        let text = text.replace("name: \"Chips\"", "name: \"Accelerators\"");
        text.replace(
            "    plans: [",
            "    uncertain: { \"divisions.hr.loaded_cost\": Uniform(70000, 90000) },
             sources: { \"divisions.hr.headcount\": (kind: Sourced, text: \"Annual report\") },
             plans: [",
        )
    });
    let output = run(&["diff", &a, &b]);
    let shown = text(&output.stdout);
    for told in [
        "Division Systems was added",
        "Name of the AI option gpu: Chips → Accelerators",
        "Uncertainty of People, loaded cost was added: uniform",
        "Source of divisions.hr.headcount was added: sourced: Annual report",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let back = run(&["diff", &b, &a]);
    assert!(
        text(&back.stdout).contains("Division Systems was removed"),
        "{}",
        text(&back.stdout)
    );
    let tree: Value =
        serde_json::from_slice(&run(&["diff", &a, &b, "--format", "json"]).stdout).unwrap();
    let changes = tree["changes"].as_array().unwrap();
    let uncertain = changes
        .iter()
        .find(|change| change["path"] == "uncertain.divisions.hr.loaded_cost")
        .unwrap();
    assert_eq!(uncertain["from"], Value::Null);
    assert_eq!(uncertain["to"]["numbers"][1], 90000.0);
}

#[test]
fn two_plans_of_one_scenario_are_told_apart() {
    let (_directory, a, b) = versions(|text| text.replace("Second", "Third"));
    let output = run(&["diff", &a, "--plan", "First", "--plan", "Second"]);
    assert_eq!(code(&output), 1);
    let shown = text(&output.stdout);
    assert!(shown.contains("People, cut: 20 % → 10 %"), "{shown}");
    assert!(shown.contains("from First to Second"), "{shown}");
    let across = run(&[
        "diff", &a, &b, "--plan", "Second", "--plan", "Third", "--format", "markdown",
    ]);
    let shown = text(&across.stdout);
    assert!(
        shown.contains("Plan Second was removed") && !shown.contains("cut"),
        "{shown}"
    );
    for wrong in [
        vec!["diff", &a],
        vec!["diff", &a, &b, "--plan", "First"],
        vec!["diff", &a, "--plan", "First", "--plan", "Frist"],
    ] {
        let output = run(&wrong);
        assert_eq!(code(&output), 2, "{wrong:?}");
        assert!(
            text(&output.stderr).contains("help: "),
            "{}",
            text(&output.stderr)
        );
    }
}
