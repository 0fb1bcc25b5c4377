//! `explain`: every result by its path, as text and as JSON.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use crate::commands::{code, printed, run, stderr, with_file};
use crate::stage::amazon;
use reallot::model::{Explanation, Figure, Name, Operand, Scenario, Unit};
use reallot::text::{Explained, Style, Words};

const PAYBACK: [&str; 3] = ["explain", "amazon-2025", "savings.payback_months"];

/// A scenario that has not paid back by the end of its only quarter, and has no capital spending plan.
const SHORT: &str = r#"(
    schema: 1, name: "Short", currency: "EUR", start: "2026-Q3", horizon: 1,
    divisions: [(key: "hr", name: "People", headcount: 100, loaded_cost: 80000)],
    ai: (options: [(key: "gpu", name: "Chips", unit: "chips", unit_cost: 30000, life: 4)]),
    plans: [(name: "Only", levers: { "hr": (cut: 0.2) }, portfolio: { "gpu": 1.0 })],
)"#;

fn json(arguments: &[&str]) -> Value {
    let asked = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&printed(&asked)).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Returns the value at `path` in a report of the built-in scenario.
fn reported(report: &Value, path: &str) -> Value {
    let by_name = |list: &[Value], name: &str| {
        let is_it = |item: &&Value| {
            ["key", "label", "year"]
                .iter()
                .any(|field| match &item[field] {
                    Value::String(text) => text == name,
                    Value::Number(year) => year.to_string() == name,
                    _ => false,
                })
        };
        list.iter().find(is_it).unwrap().clone()
    };
    let step = |at: Value, part: &str| match &at {
        Value::Array(list) => by_name(list, part),
        _ => at[part].clone(),
    };
    match path.split('.').fold(report.clone(), step) {
        Value::Object(year) => year["amount"].clone(),
        value => value,
    }
}

#[test]
fn every_path_is_listed_with_the_value_of_the_report() {
    let report = json(&["report", "amazon-2025"]);
    let listed = json(&["explain", "amazon-2025"]);
    assert!(list(&listed).len() > 300);
    for row in list(&listed) {
        let path = text(&row["path"]);
        let wanted = reported(&report, path);
        match path {
            "savings.peak_negative_quarter" => {
                assert_eq!(
                    (row["value"].as_f64(), text(&wanted)),
                    (Some(0.0), "2025-Q4")
                );
            }
            _ => assert_eq!(row["value"].as_f64(), wanted.as_f64(), "{path}"),
        }
    }
    let table = printed(&["explain", "amazon-2025"]);
    assert!(table.contains("savings.peak_negative_quarter"), "{table}");
}

#[test]
fn payback_is_told_in_words_in_numbers_and_down_to_a_sourced_input() {
    let told = printed(&PAYBACK);
    for part in [
        "savings.payback_months = 3.5 mo",
        "= 3 × (1 + net cash, 2025-Q4 ÷ (net cash, 2025-Q4 − net cash to date, 2026-Q1))",
        "= 3 × (1 + (−US$5.08 m) ÷ ((−US$5.08 m) − US$27.4 m))",
        "Step by step",
        "exits begin",
        "notice: 90 days; sourced",
        "8\n  of 10 cases",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn depth_bounds_how_far_down_it_goes() {
    let told = printed(&[&PAYBACK[..], &["--depth", "1"]].concat());
    assert!(
        told.contains("\n1. net cash") && told.contains("\n2. net cash"),
        "{told}"
    );
    assert!(!told.contains("1.1.") && !told.contains("Inputs"), "{told}");
    let refused = run(&[&PAYBACK[..], &["--depth", "0"]].concat());
    assert_eq!(code(&refused), 2);
}

#[test]
fn markdown_says_what_the_table_says() {
    let told = printed(&[&PAYBACK[..], &["--format", "markdown"]].concat());
    assert!(
        told.starts_with("# Amazon, October 2025 ▸ As announced: payback\n"),
        "{told}"
    );
    assert!(
        told.contains("## Step by step") && told.contains("## Inputs"),
        "{told}"
    );
}

#[test]
fn json_has_every_term_once_and_each_leads_to_its_own() {
    let told = json(&PAYBACK);
    let terms = list(&told["terms"]);
    assert_eq!(told["value"], terms[0]["value"]);
    let mut reached = vec![false; terms.len()];
    reached[0] = true;
    for (at, term) in terms.iter().enumerate() {
        assert_eq!(term["id"], at);
        match term.get("terms") {
            Some(own) => list(own)
                .iter()
                .for_each(|id| reached[id.as_u64().unwrap() as usize] = true),
            // A value without terms is an input, which names its source.
            None => assert!(
                term.get("source").is_some() && text(&term["path"]).contains('.'),
                "{term}"
            ),
        }
    }
    assert!(reached.iter().all(|reached| *reached));
    let is_sourced = |term: &Value| {
        term["source"]
            .as_str()
            .is_some_and(|source| source.starts_with("sourced"))
    };
    assert!(terms.iter().any(is_sourced));
}

#[test]
fn parts_of_a_difference_between_plans_add_up_to_it() {
    let asked = [
        "explain",
        "amazon-2025",
        "savings.npv",
        "--plan",
        "Delayering",
        "--against",
        "As announced",
    ];
    let change = &json(&asked)["change"];
    let number = |value: &Value| value.as_f64().unwrap();
    let sum: f64 = list(&change["parts"])
        .iter()
        .map(|part| number(&part["amount"]))
        .sum();
    let whole = number(&change["to"]) - number(&change["from"]);
    assert!((sum - whole).abs() <= 1e-9 * whole.abs(), "{sum} {whole}");
    let told = printed(&asked);
    assert!(
        told.contains("Compared with As announced") && told.contains("add up exactly"),
        "{told}"
    );
}

#[test]
fn what_is_not_defined_says_why() {
    let (_directory, path) = with_file("short.ron", SHORT);
    let told = |figure: &str| printed(&["explain", path.to_str().unwrap(), figure, "--depth", "1"]);
    let payback = told("savings.payback_months");
    assert!(
        payback.contains("= undefined where net cash by the horizon < 0"),
        "{payback}"
    );
    let days = told("ai.capex_days");
    assert!(
        days.contains("an input that it needs is not in the scenario"),
        "{days}"
    );
}

#[test]
fn a_path_that_leads_nowhere_is_told_with_the_nearest() {
    let refused = run(&["explain", "amazon-2025", "savings.payback_month"]);
    assert_eq!(code(&refused), 2);
    let told = stderr(&refused);
    assert!(told.contains("payback_month\" leads nowhere"), "{told}");
    assert!(
        told.contains("did you mean `savings.payback_months`?"),
        "{told}"
    );
}

/// Every kind of term that explanations of a plan have, once: what it is called, its formula in words and in
/// numbers, and its value. Results come first, each with its path.
fn every_word(scenario: &Scenario, plan: usize) -> String {
    let explanation = Explanation::of(scenario, &scenario.plans[plan]);
    let explained = Explained {
        scenario,
        explanation: &explanation,
        words: Words::new(&scenario.currency, false),
    };
    let mut text = format!("{} ▸ {}\n", scenario.name, scenario.plans[plan].name);
    let (mut waiting, mut told) = (Vec::new(), BTreeSet::new());
    let mut known_rows = BTreeSet::new();
    for figure in Figure::all(scenario) {
        let operand = explanation.figure(figure);
        waiting.push(operand);
        // One option, quarter and division stand for all of them; the names of all are held elsewhere.
        if known_rows.insert(figure.at(0)) || matches!(figure, Figure::InYear(_)) {
            let (path, label) = (figure.path(scenario), figure.label(scenario));
            writeln!(text, "\n{path}\n  {label}: {}", explained.figure(figure)).unwrap();
            if let Operand::Written(term) = operand {
                write_term(&mut text, &explained, term);
            }
        }
    }
    waiting.reverse();
    let mut seen = BTreeSet::new();
    while let Some(operand) = waiting.pop() {
        let Operand::Written(term) = operand else {
            continue;
        };
        if !seen.insert(term) {
            continue;
        }
        let Some(formula) = explanation.reading(term) else {
            if told.insert(explained.kind(term)) {
                writeln!(
                    text,
                    "\n{}: {}",
                    explained.name(term),
                    explained.value(term)
                )
                .unwrap();
            }
            continue;
        };
        let is_step = matches!(explanation.name(term), Some(Name::Step(..)));
        if is_step && told.insert(explained.kind(term)) {
            writeln!(
                text,
                "\n{}: {}",
                explained.name(term),
                explained.value(term)
            )
            .unwrap();
            write_term(&mut text, &explained, term);
        }
        let terms = Explanation::terms(&formula).into_iter().rev();
        waiting.extend(terms.map(Operand::Written));
    }
    text
}

fn write_term(text: &mut String, explained: &Explained<'_>, term: usize) {
    if let Some(formula) = explained.explanation.reading(term) {
        writeln!(text, "  = {}", explained.in_words(term, &formula)).unwrap();
        writeln!(text, "  = {}", explained.in_numbers(&formula)).unwrap();
    }
}

/// `UPDATE=1 cargo test explaining` writes them anew; read the difference before committing it.
#[test]
fn every_word_of_an_explanation_is_as_accepted() {
    let scenario = amazon();
    let text = every_word(&scenario, 3);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explanations.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let accepted = std::fs::read_to_string(&path).unwrap();
    for (at, (was, is)) in accepted.lines().zip(text.lines()).enumerate() {
        assert_eq!(was, is, "line {}", at + 1);
    }
    assert_eq!(accepted.len(), text.len());
}

#[test]
fn every_term_is_called_what_it_is_and_has_the_value_of_the_result_or_input_of_that_name() {
    let scenario = amazon();
    let words = Words::new(&scenario.currency, false);
    let quarter = |at: f64| scenario.start.plus(at as usize).to_string();
    for (index, plan) in scenario.plans.iter().enumerate() {
        let outcome = scenario.evaluate(index);
        let explanation = Explanation::of(&scenario, plan);
        let explained = Explained {
            scenario: &scenario,
            explanation: &explanation,
            words,
        };
        let written = |figure: Figure| {
            let (value, unit) = (figure.of(&outcome), figure.spec().unit);
            match unit {
                _ if value.is_nan() => "–".into(),
                // A quarter is told by its label.
                Unit::Quarters => quarter(value),
                Unit::Money | Unit::MoneyPerYear => words.money(value),
                Unit::Ratio => words.format(value, unit, Style::Given),
                unit => words.format(value, unit, Style::Bare),
            }
        };
        for figure in Figure::all(&scenario) {
            let path = figure.path(&scenario);
            assert_eq!(explained.figure(figure), written(figure), "{path}");
            let Operand::Written(term) = explanation.figure(figure) else {
                continue;
            };
            let formula = explanation.formula(term);
            let terms = formula.map_or_else(Vec::new, |formula| Explanation::terms(&formula));
            for term in terms.into_iter().chain([term]) {
                let name = explained.name(term);
                match explanation.name(term) {
                    Some(Name::Figure(figure)) => {
                        assert_eq!(name, figure.label(&scenario), "{path}");
                        assert_eq!(explained.value(term), written(figure), "{path}: {name}");
                    }
                    Some(Name::Input(of)) => assert_eq!(name, of.named(&scenario), "{path}"),
                    Some(Name::Step(label)) => {
                        assert!(name.starts_with(label.text), "{path}: {name}");
                    }
                    None => panic!("{path} has a term without a name"),
                }
            }
        }
    }
}
