//! The workbook of a report: its formulas agree with the model, whatever is changed in it.
//!
//! The formulas are computed independently by three parties: the model (cached results), a small spreadsheet
//! written for these tests ([`engine`]), and LibreOffice ([`office`]).

mod engine;
mod office;
mod reader;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use roxmltree::Document;
use serde_json::Value as Json;

use std::collections::BTreeMap;

use crate::arbitrary::{plausible, scenario as any_scenario};
use engine::Engine;
use reader::{At, Value, Workbook, parts};
use reallot::model::{
    Assumptions, DivisionInputs, Field, Figure, Funding, Lever, OptionInputs, Outcome, PLAN_LEVERS,
    Plan, Scenario, warnings,
};
use reallot::report::{json, report};
use reallot::safe::is_forbidden;
use reallot::workbook::xlsx;

const BUILT_IN: &str = include_str!("../../scenarios/amazon-2025.ron");

fn built_in() -> Scenario {
    reallot::file::parse(BUILT_IN).unwrap()
}

/// Returns the workbook of the plan `index`.
fn workbook(scenario: &Scenario, index: usize) -> Vec<u8> {
    let outcome = scenario.evaluate(index);
    let warnings = warnings(scenario, index, &outcome);
    xlsx(scenario, index, &outcome, &warnings, "reallot 0.0.0").unwrap()
}

/// Returns the tolerance: a millionth of a figure, or the rounding error of the largest sums.
fn least(scenario: &Scenario, outcome: &Outcome) -> f64 {
    let divisions = scenario.inputs.divisions.iter();
    let payroll: f64 = divisions.map(|d| d.headcount * d.loaded_cost).sum();
    let savings = &outcome.savings;
    let spent = savings.charge + savings.reskilling + savings.rehiring + savings.survivors;
    (payroll + spent) * 1e-12 + 1e-9
}

fn is_close(found: &Value, expected: f64, least: f64) -> bool {
    match found {
        Value::Number(found) => (found - expected).abs() <= 1e-6 * expected.abs() + least,
        Value::Text(found) => found == "n/a" && expected.is_nan(),
        _ => false,
    }
}

/// Collects the numbers of `json` by path, named as in the workbook.
fn leaves(json: &Json, path: &str, found: &mut Vec<(String, Json)>) {
    match json {
        Json::Object(fields) => {
            for (name, value) in fields {
                leaves(value, &format!("{path}_{name}"), found);
            }
        }
        Json::Array(items) => {
            for item in items {
                if let Some(year) = item.get("year") {
                    found.push((format!("{path}_{year}"), item["amount"].clone()));
                }
            }
        }
        leaf => found.push((path.to_owned(), leaf.clone())),
    }
}

/// Returns every result of the plan `index`: the name of its cell or column, the row, and the figure.
fn expected(scenario: &Scenario, index: usize) -> Vec<(String, usize, Json)> {
    let outcome = scenario.evaluate(index);
    let tree = report(scenario, index, &outcome, &[]);
    let report: Json = serde_json::from_str(&json(&tree)).unwrap();
    let mut company = Vec::new();
    for part in ["headcount", "savings", "ai"] {
        leaves(&report[part], part, &mut company);
    }
    let mut all: Vec<_> = company
        .into_iter()
        .map(|(name, value)| (name, 0, value))
        .collect();
    let lists = [
        ("option", &report["ai"]["options"]),
        ("quarter", &report["quarters"]),
        ("division", &report["divisions"]),
    ];
    for (kind, list) in lists {
        for (row, item) in list.as_array().unwrap().iter().enumerate() {
            for (field, value) in item.as_object().unwrap() {
                if !matches!(field.as_str(), "key" | "label") {
                    all.push((column(kind, field), row, value.clone()));
                }
            }
        }
    }
    all
}

/// Returns the name of the column of a field.
fn column(kind: &str, field: &str) -> String {
    match (kind, field) {
        ("division", "attrition") => "left_by_attrition".into(),
        ("division", "run_rate" | "charge" | "ai_run_rate") => format!("division_{field}"),
        ("division", field) => field.into(),
        (kind, field) => format!("{kind}_{field}"),
    }
}

/// Checks that the results equal those of the plan `index` of `scenario`.
fn assert_results(
    workbook: &Workbook,
    scenario: &Scenario,
    index: usize,
    what: &str,
    found: impl Fn(At) -> Value,
) {
    let outcome = scenario.evaluate(index);
    let least = least(scenario, &outcome);
    let expected = expected(scenario, index);
    assert!(expected.len() > 50);
    for (name, row, value) in expected {
        if hangs_on_rounding(&name, &outcome, least) {
            continue;
        }
        let now = found(workbook.named(&name)[row]);
        let is_right = match &value {
            Json::Number(figure) => is_close(&now, figure.as_f64().unwrap(), least),
            Json::String(text) => now == Value::Text(text.clone()),
            Json::Null => now == Value::Text("n/a".into()),
            other => panic!("{other} in a report"),
        };
        assert!(is_right, "{what}: {name}, row {row}: {now:?} for {value}");
    }
    for name in ["quarter_survivors", "quarter_lost_output"] {
        for (at, quarter) in workbook.named(name).into_iter().zip(&outcome.quarters) {
            let value = match name {
                "quarter_survivors" => quarter.survivors,
                _ => quarter.lost_output,
            };
            let now = found(at);
            assert!(
                is_close(&now, value, least),
                "{what}: {name} {now:?} for {value}"
            );
        }
    }
}

/// Returns whether a result jumps where an amount of money is 0 up to rounding.
fn hangs_on_rounding(name: &str, outcome: &Outcome, least: f64) -> bool {
    let near = |figure: f64| figure != 0.0 && figure.abs() <= 1e3 * least;
    let mut after = 0.0;
    let touches = outcome.quarters.iter().any(|quarter| {
        after += quarter.net_cash - quarter.survivors;
        match name {
            "savings_payback_months" | "savings_peak_negative_quarter" => near(quarter.cumulative),
            "savings_payback_after_survivors_months" => near(after),
            _ => false,
        }
    });
    // Among quarters that are equal up to rounding, any may be the lowest.
    let lowest = outcome.savings.peak_negative;
    let alike = |quarter: &&reallot::model::QuarterOutcome| {
        (quarter.cumulative - lowest).abs() <= 1e3 * least
    };
    let is_lowest = name == "savings_peak_negative_quarter";
    touches || is_lowest && outcome.quarters.iter().filter(alike).count() > 1
}

/// Checks that every formula evaluates to its cached result.
fn assert_cached(workbook: &Workbook, engine: &Engine<'_>, scenario: &Scenario, index: usize) {
    let outcome = scenario.evaluate(index);
    let least = least(scenario, &outcome);
    let jumps = [
        "savings_payback_months",
        "savings_payback_after_survivors_months",
        "savings_peak_negative_quarter",
    ];
    let hangs = jumps
        .iter()
        .any(|name| hangs_on_rounding(name, &outcome, least));
    for (at, cell) in &workbook.cells {
        let Some(formula) = &cell.formula else {
            continue;
        };
        let now = engine.value(*at);
        let is_right = match (&now, &cell.value) {
            (Value::Number(now), Value::Number(then)) => {
                (now - then).abs() <= 1e-6 * then.abs() + least
            }
            // This is a count of changes, or a verdict.
            (now, then) => now == then,
        };
        assert!(
            is_right || hangs,
            "{} {at:?}: {now:?} for {:?} of {formula}",
            workbook.sheets[at.0],
            cell.value
        );
    }
}

fn run<S: Strategy>(cases: u32, strategy: S, test: impl Fn(S::Value))
where
    S::Value: std::fmt::Debug,
{
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new(config);
    let outcome = runner.run(&strategy, |value| {
        test(value);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_formula_comes_to_what_stands_in_its_cell_and_every_result_is_there() {
    let scenario = built_in();
    for index in 0..scenario.plans.len() {
        let read = Workbook::read(&workbook(&scenario, index));
        let engine = Engine::new(&read);
        assert_cached(&read, &engine, &scenario, index);
        let what = &scenario.plans[index].name;
        assert_results(&read, &scenario, index, what, |at| engine.value(at));
        assert_results(&read, &scenario, index, what, |at| {
            read.cells[&at].value.clone()
        });
    }
}

#[test]
fn every_result_of_the_company_is_checked_under_its_path_and_label() {
    let scenario = built_in();
    let read = Workbook::read(&workbook(&scenario, 0));
    let sheet = read.sheet("Check");
    let text = |row, column| match &read.cells.get(&(sheet, row, column))?.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let rows = 1..200;
    let told: BTreeMap<String, String> = rows
        .filter_map(|row| Some((text(row, 2)?, text(row, 1)?)))
        .collect();
    let figures = Figure::all(&scenario).into_iter();
    for figure in
        figures.filter(|figure| figure.at(0) == figure.at(1) || matches!(figure, Figure::InYear(_)))
    {
        let path = figure.path(&scenario);
        let label = told
            .get(&path)
            .unwrap_or_else(|| panic!("{path} is not checked"));
        assert_eq!(label.to_lowercase(), figure.label(&scenario).to_lowercase());
    }
}

#[test]
fn formulas_agree_with_the_model_whatever_the_scenario() {
    run(16, plausible(), |scenario| {
        let read = Workbook::read(&workbook(&scenario, 0));
        let engine = Engine::new(&read);
        assert_cached(&read, &engine, &scenario, 0);
        assert_results(&read, &scenario, 0, "random", |at| engine.value(at));
    });
}

/// Returns the cell of every input with its value in `scenario` and `plan`.
fn input_cells(read: &Workbook, scenario: &Scenario, plan: &Plan) -> Vec<(At, Option<f64>)> {
    let inputs = &scenario.inputs;
    let one = |name: &str| read.named(name)[0];
    let mut all = vec![
        (one("discount_rate"), Some(inputs.discount_rate)),
        (one("capex_plan"), inputs.capex_plan),
    ];
    for spec in &PLAN_LEVERS {
        all.push((one(spec.name), Some(spec.lever.of(plan))));
    }
    let each = |fields: &'static [Field]| fields.iter().enumerate();
    for (row, field) in each(Assumptions::FIELDS) {
        all.push((one(field.name), inputs.assumptions.get(row)));
    }
    for (row, field) in each(DivisionInputs::FIELDS) {
        let cells = read.named(&format!("division_{}", field.name));
        all.extend(
            cells
                .into_iter()
                .zip(inputs.divisions.iter().map(|d| d.get(row))),
        );
    }
    for spec in &Lever::ALL {
        let cells = read.named(&format!("division_{}", spec.name));
        all.extend(
            cells
                .into_iter()
                .zip(plan.levers.iter().map(|l| l.get(spec.lever))),
        );
    }
    for (row, field) in each(OptionInputs::FIELDS) {
        let cells = read.named(&format!("option_{}", field.name));
        all.extend(
            cells
                .into_iter()
                .zip(inputs.options.iter().map(|o| o.get(row))),
        );
    }
    let shares = plan.portfolio.iter().copied().map(Some);
    all.extend(read.named("option_share").into_iter().zip(shares));
    all
}

/// Returns `read` with the inputs of `scenario` and `plan` typed into it.
fn retyped(read: &Workbook, scenario: &Scenario, plan: &Plan) -> Workbook {
    let mut changed = read.clone();
    for (at, value) in input_cells(read, scenario, plan) {
        let cell = changed.cells.get_mut(&at).unwrap();
        assert_eq!(cell.formula, None);
        cell.value = value.map_or(Value::Blank, Value::Number);
    }
    let funding = match plan.funding {
        Funding::Immediate => "Immediate",
        Funding::AfterPayback => "AfterPayback",
    };
    let at = read.named("funding")[0];
    changed.cells.get_mut(&at).unwrap().value = Value::Text(funding.into());
    for (at, option) in read
        .named("option_hires")
        .into_iter()
        .zip(&scenario.options)
    {
        let word = if option.hires { "yes" } else { "no" };
        changed.cells.get_mut(&at).unwrap().value = Value::Text(word.into());
    }
    changed
}

/// Gives `of` the shape of `like`: as many divisions, options and quarters.
fn shaped(mut of: Scenario, like: &Scenario) -> Scenario {
    let n_divisions = like.divisions.len();
    let n_options = like.options.len();
    fn cut<T: Clone>(items: &mut Vec<T>, n: usize) {
        let first = items[0].clone();
        items.resize(n, first);
    }
    cut(&mut of.inputs.divisions, n_divisions);
    cut(&mut of.inputs.options, n_options);
    cut(&mut of.options, n_options);
    of.divisions.clone_from(&like.divisions);
    for plan in &mut of.plans {
        cut(&mut plan.levers, n_divisions);
        cut(&mut plan.portfolio, n_options);
    }
    of.horizon = like.horizon;
    of.start = like.start;
    of
}

#[test]
fn every_input_is_where_it_is_typed_and_results_follow() {
    run(12, (plausible(), plausible()), |(scenario, other)| {
        let other = shaped(other, &scenario);
        let read = Workbook::read(&workbook(&scenario, 0));
        for (at, value) in input_cells(&read, &scenario, &scenario.plans[0]) {
            let value = value.map_or(Value::Blank, Value::Number);
            assert_eq!(read.cells[&at].value, value, "{at:?}");
        }
        let changed = retyped(&read, &other, &other.plans[0]);
        let engine = Engine::new(&changed);
        assert_results(&changed, &other, 0, "retyped", |at| engine.value(at));
    });
}

#[test]
fn what_is_changed_is_told() {
    let scenario = built_in();
    let read = Workbook::read(&workbook(&scenario, 0));
    let check = read.sheet("Check");
    let verdict = |of: &Workbook| Engine::new(of).value(read.named("verdict")[0]);
    assert_eq!(verdict(&read), Value::Text("yes, all".into()));
    for (name, row, value) in [
        ("division_cut", 2, 0.11),
        ("notice_days", 0, 30.0),
        ("option_share", 1, 0.5),
    ] {
        let mut changed = read.clone();
        let at = read.named(name)[row];
        changed.cells.get_mut(&at).unwrap().value = Value::Number(value);
        let engine = Engine::new(&changed);
        let told = engine.value(read.named("verdict")[0]);
        assert!(
            matches!(&told, Value::Text(text) if text.ends_with("differ")),
            "{told:?}"
        );
        let counts: f64 = (9..=11)
            .map(|row| match engine.value((check, row, 2)) {
                Value::Number(count) => count,
                other => panic!("{other:?}"),
            })
            .sum();
        assert_eq!(counts, 1.0, "one input was changed: {name}");
    }
}

#[test]
fn a_workbook_is_the_same_bytes_every_time() {
    let scenario = built_in();
    assert_eq!(workbook(&scenario, 3), workbook(&scenario, 3));
}

fn formulas(read: &Workbook) -> impl Iterator<Item = &str> {
    read.cells
        .values()
        .filter_map(|cell| cell.formula.as_deref())
}

#[test]
fn no_text_from_outside_gets_into_a_formula_or_breaks_the_workbook() {
    let hostile = [
        "=cmd|' /C calc'!A0",
        "+1",
        "@SUM(1)",
        "-2",
        "\t=1",
        "</t></is></c><c r=\"A1\"><f>1</f></c>",
        "\u{0}\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}",
        "_x003D_1+1 _x000A_",
        "]]>&<!--",
        "Sheet'!A1",
    ];
    let mut scenario = built_in();
    let mut names = hostile.iter().cycle();
    let mut hostile_name = || (*names.next().unwrap()).to_owned();
    scenario.name = hostile_name();
    scenario.summary = "=".repeat(50_000);
    scenario.capex_period = hostile_name();
    for division in &mut scenario.divisions {
        division.name = hostile_name();
    }
    for option in &mut scenario.options {
        option.name = hostile_name();
        option.unit = hostile_name();
    }
    for peer in &mut scenario.peers {
        peer.name = hostile_name();
        peer.period = hostile_name();
    }
    for (_, source) in &mut scenario.sources {
        source.text = hostile_name();
    }
    for plan in &mut scenario.plans {
        plan.name = hostile_name();
    }
    let plain = built_in();
    let bytes = workbook(&scenario, 0);
    let read = Workbook::read(&bytes);
    let before = Workbook::read(&workbook(&plain, 0));
    assert!(
        formulas(&read).eq(formulas(&before)),
        "a text changed a formula"
    );
    let parts = parts(&bytes);
    let styles = Document::parse(&parts["xl/styles.xml"]).unwrap();
    let all = styles.descendants();
    let formats = all.filter(|node| node.tag_name().name() == "cellXfs");
    let formats: Vec<_> = formats.flat_map(|node| node.children()).collect();
    let mut n_guarded = 0;
    for cell in read.cells.values() {
        if let Value::Text(text) = &cell.value {
            assert!(text.encode_utf16().count() <= 32_767);
            assert!(!text.contains(is_forbidden), "{text:?}");
            let begins = text.trim_start().starts_with(['=', '+', '-', '@']);
            if begins && cell.formula.is_none() {
                let is_quoted = formats[cell.style].attribute("quotePrefix") == Some("1");
                assert!(is_quoted, "{text:?} is not marked as text");
                n_guarded += 1;
            }
        }
    }
    assert!(n_guarded > 20, "{n_guarded}");
}

#[test]
fn every_scenario_has_a_workbook_that_can_be_read() {
    run(24, any_scenario(), |scenario| {
        let bytes = workbook(&scenario, 0);
        for (name, part) in parts(&bytes) {
            assert!(Document::parse(&part).is_ok(), "{name} is no XML");
        }
        let read = Workbook::read(&bytes);
        assert!(formulas(&read).count() > 100);
    });
}

#[test]
fn names_are_fit_for_every_spreadsheet() {
    let read = Workbook::read(&workbook(&built_in(), 0));
    let mut seen = std::collections::BTreeSet::new();
    for name in read.names.keys() {
        let is_plain = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        assert!(
            is_plain && name.starts_with(|c: char| c.is_ascii_lowercase()),
            "{name}"
        );
        assert!(!is_cell(name), "{name} is a cell");
        assert!(seen.insert(name.to_lowercase()));
    }
}

#[test]
fn marks_refer_to_other_sheets_by_names_that_are_defined() {
    let bytes = workbook(&built_in(), 0);
    let read = Workbook::read(&bytes);
    let mut n_marks = 0;
    for (name, part) in parts(&bytes) {
        let document = Document::parse(&part).unwrap();
        let marks = document.descendants();
        for mark in marks.filter(|node| node.tag_name().name() == "cfRule") {
            let formula = mark.children().find_map(|node| node.text()).unwrap();
            assert!(!formula.contains('!'), "{name}: {formula}");
            if let Some((_, rest)) = formula.split_once("INDEX(") {
                let column = rest.split(',').next().unwrap();
                assert!(read.names.contains_key(column), "{formula}");
            }
            n_marks += 1;
        }
    }
    assert!(n_marks > 15, "{n_marks}");
}

/// Returns whether a spreadsheet reads `name` as a cell: up to three letters and digits, or R1C1.
fn is_cell(name: &str) -> bool {
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = &name[letters..];
    letters <= 3 && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

#[test]
fn the_command_writes_the_workbook_to_a_file_or_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.xlsx");
    let run = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_reallot"));
        command.args(["report", "amazon-2025", "--format", "xlsx"]);
        let output = command.args(more).output().unwrap();
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{output:?}"
        );
        output.stdout
    };
    assert!(run(&["-o", file.to_str().unwrap()]).is_empty());
    let piped = run(&[]);
    assert_eq!(std::fs::read(&file).unwrap(), piped);
    let scenario = built_in();
    let outcome = scenario.evaluate(0);
    let warnings = warnings(&scenario, 0, &outcome);
    let software = concat!("reallot ", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        xlsx(&scenario, 0, &outcome, &warnings, software).unwrap(),
        piped
    );
}
