//! LibreOffice as the judge: it opens workbooks whose cached results are all wrong, recalculates every formula,
//! and must agree with the model.
//!
//! If `REALLOT_OFFICE` is set, it is required; otherwise it is used where it is installed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use roxmltree::Document;

use super::reader::{At, Value, Workbook, repacked};
use super::{assert_results, built_in, shaped, workbook};
use crate::arbitrary::plausible;
use reallot::model::{Funding, Lever, Scenario};

/// The wrong cached result of every formula.
const WRONG: &str = "-123456789";

/// A workbook, and the scenario whose first plan its results must match.
struct Case {
    what: String,
    bytes: Vec<u8>,
    scenario: Scenario,
}

fn case(what: &str, scenario: Scenario, plan: usize) -> Case {
    let mut only = scenario;
    only.plans = vec![only.plans.swap_remove(plan)];
    Case {
        what: what.into(),
        bytes: workbook(&only, 0),
        scenario: only,
    }
}

fn changed(what: &str, change: impl Fn(&mut Scenario)) -> Case {
    let mut scenario = built_in();
    change(&mut scenario);
    case(what, scenario, 0)
}

fn levers(scenario: &mut Scenario, lever: Lever, value: f64) {
    for levers in &mut scenario.plans[0].levers {
        levers.set(lever, Some(value));
    }
}

fn edges() -> Vec<Case> {
    vec![
        changed("at once, and a division whose people all quit", |s| {
            s.inputs.divisions[0].attrition = 1.0;
            s.plans[0].attrition_first = 1.0;
            levers(s, Lever::Duration, 0.0);
        }),
        changed("everything", |s| levers(s, Lever::Cut, 1.0)),
        changed("nothing, in one division, without a capital plan", |s| {
            s.inputs.capex_plan = None;
            let mut like = s.clone();
            like.divisions.truncate(1);
            *s = shaped(s.clone(), &like);
            levers(s, Lever::Cut, 0.0);
        }),
        changed("no payback", |s| {
            s.inputs.assumptions.severance_min_weeks = 500.0;
            s.inputs.assumptions.severance_max_weeks = 500.0;
        }),
        changed("after payback, with returns", |s| {
            s.plans[0].funding = Funding::AfterPayback;
            s.inputs.assumptions.ai_return = 0.3;
            s.inputs.assumptions.ai_lag = 1.5;
        }),
        changed("one quarter", |s| s.horizon = 1),
        changed("eighty quarters", |s| s.horizon = 80),
        changed("fixed costs where nobody is laid off", |s| {
            s.inputs.assumptions.fixed_charge = 1e6;
            s.plans[0].attrition_first = 1.0;
            levers(s, Lever::Cut, 0.001);
        }),
    ]
}

/// Returns scenarios that are the same in every run, since checking them is slow.
fn random(n: usize) -> Vec<Scenario> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = plausible();
    (0..n)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}

/// Returns the workbook of one scenario with the inputs of another typed into its XML.
fn retyped(what: &str, scenario: &Scenario, other: Scenario) -> Case {
    let other = shaped(other, scenario);
    let bytes = workbook(scenario, 0);
    let read = Workbook::read(&bytes);
    let after = super::retyped(&read, &other, &other.plans[0]);
    let bytes = repacked(&bytes, |name, part| {
        let number = name.strip_prefix("xl/worksheets/sheet");
        let number = number.and_then(|rest| rest.strip_suffix(".xml"));
        match number {
            Some(number) => typed(part, number.parse::<usize>().unwrap() - 1, &read, &after),
            None => part.to_owned(),
        }
    });
    assert_ne!(bytes, workbook(scenario, 0));
    Case {
        what: what.into(),
        bytes,
        scenario: other,
    }
}

/// Returns `part`, the XML of `sheet`, with the cells of `after` where they differ from `before`.
fn typed(part: &str, sheet: usize, before: &Workbook, after: &Workbook) -> String {
    let mut part = part.to_owned();
    for (at, cell) in after.cells.range((sheet, 0, 0)..(sheet + 1, 0, 0)) {
        if before.cells[at].value == cell.value {
            continue;
        }
        let reference = format!("<c r=\"{}{}\" ", letters(at.2), at.1);
        let start = part.find(&reference).unwrap();
        let rest = &part[start..];
        let bare = rest.find('>').unwrap();
        let end = if rest[..bare].ends_with('/') {
            bare + 1
        } else {
            rest.find("</c>").unwrap() + 4
        };
        let value = match &cell.value {
            Value::Number(figure) => {
                format!("{reference}s=\"{}\"><v>{figure:E}</v></c>", cell.style)
            }
            Value::Text(text) => {
                format!(
                    "{reference}s=\"{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
                    cell.style
                )
            }
            _ => String::new(),
        };
        part.replace_range(start..start + end, &value);
    }
    part
}

fn letters(column: u32) -> String {
    let digit = |n: u32| char::from(b'A' + u8::try_from(n).unwrap());
    match (column - 1) / 26 {
        0 => digit(column - 1).to_string(),
        first => format!("{}{}", digit(first - 1), digit((column - 1) % 26)),
    }
}

/// Puts a wrong result into the cell of every formula.
fn spoilt(bytes: &[u8]) -> Vec<u8> {
    repacked(bytes, |_, part| {
        let mut spoilt = String::new();
        let mut rest = part;
        while let Some((before, after)) = rest.split_once("</f><v>") {
            let (_, after) = after.split_once("</v>").unwrap();
            // Text is replaced by a number too, so that the type must be recalculated.
            let at = before.rfind("<c ").unwrap();
            spoilt.push_str(&before[..at]);
            spoilt.push_str(&before[at..].replacen(" t=\"str\"", "", 1));
            spoilt.push_str("</f><v>");
            spoilt.push_str(WRONG);
            spoilt.push_str("</v>");
            rest = after;
        }
        spoilt + rest
    })
}

/// Returns the path of LibreOffice, if it is to be used.
fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join("soffice"))
        .find(|program| program.is_file());
    let is_asked = std::env::var_os("REALLOT_OFFICE").is_some();
    assert!(found.is_some() || !is_asked, "soffice is not on the PATH");
    found
}

/// Creates a profile that recalculates every file when it is opened.
fn profile(folder: &Path) {
    let user = folder.join("user");
    fs::create_dir_all(&user).unwrap();
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    fs::write(user.join("registrymodifications.xcu"), settings).unwrap();
}

#[test]
fn libreoffice_works_out_what_the_model_has() {
    let Some(office) = office() else {
        let mut told = std::io::stderr();
        writeln!(
            told,
            "left out: LibreOffice is not installed to judge the workbook"
        )
        .unwrap();
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    profile(&folder.path().join("profile"));
    let scenario = built_in();
    let mut cases: Vec<Case> = (0..scenario.plans.len())
        .map(|plan| case(&scenario.plans[plan].name, scenario.clone(), plan))
        .collect();
    cases.extend(edges());
    let random = random(4);
    cases.extend(
        random
            .iter()
            .map(|scenario| case("random", scenario.clone(), 0)),
    );
    cases.push(retyped("retyped", &built_in(), random[0].clone()));
    cases.push(retyped("retyped random", &random[1], random[2].clone()));
    let files: Vec<PathBuf> = cases
        .iter()
        .enumerate()
        .map(|(index, case)| {
            let file = folder.path().join(format!("{index}.xlsx"));
            fs::write(&file, spoilt(&case.bytes)).unwrap();
            file
        })
        .collect();
    let profile = folder.path().join("profile");
    let answer = Command::new(office)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "fods", "--outdir"])
        .arg(folder.path())
        .args(&files)
        .output()
        .unwrap();
    assert!(answer.status.success(), "{answer:?}");
    for (case, file) in cases.iter().zip(&files) {
        let workbook = Workbook::read(&case.bytes);
        let cells = flat(&fs::read_to_string(file.with_extension("fods")).unwrap());
        let wrong = WRONG.parse().unwrap();
        let is_wrong = |value: &Value| *value == Value::Number(wrong);
        assert!(
            !cells.values().any(is_wrong),
            "{}: not worked out anew",
            case.what
        );
        assert_results(&workbook, &case.scenario, 0, &case.what, |at| {
            cells.get(&at).cloned().unwrap_or(Value::Blank)
        });
    }
}

/// Parses the cells of a flat OpenDocument spreadsheet.
fn flat(text: &str) -> BTreeMap<At, Value> {
    let document = Document::parse(text).unwrap();
    let mut cells = BTreeMap::new();
    let mut all = document.descendants();
    let book = all.find(|node| node.tag_name().name() == "spreadsheet");
    let sheets = book.unwrap().children();
    let sheets = sheets.filter(|node| node.tag_name().name() == "table");
    for (sheet, table) in sheets.enumerate() {
        let mut row = 0;
        // A chart contains a table of its own within the sheet.
        let is_own = |node: &roxmltree::Node<'_, '_>| {
            let mut above = node.ancestors().skip(1);
            above.find(|node| node.tag_name().name() == "table") == Some(table)
        };
        let rows = table.descendants();
        let rows = rows.filter(|node| node.tag_name().name() == "table-row");
        for of_row in rows.filter(is_own) {
            let mut column = 0;
            for cell in of_row.children().filter(roxmltree::Node::is_element) {
                let times = repeated(&cell, "number-columns-repeated");
                if let Some(value) = value(&cell) {
                    for step in 1..=times {
                        cells.insert((sheet, row + 1, column + step), value.clone());
                    }
                }
                column += times;
            }
            row += repeated(&of_row, "number-rows-repeated");
        }
    }
    cells
}

fn repeated(node: &roxmltree::Node<'_, '_>, name: &str) -> u32 {
    attribute(node, name).map_or(1, |times| times.parse().unwrap())
}

fn attribute<'a>(node: &roxmltree::Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut all = node.attributes();
    all.find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

fn value(cell: &roxmltree::Node<'_, '_>) -> Option<Value> {
    match attribute(cell, "value-type")? {
        "string" => {
            let texts = cell.children().filter(|node| node.tag_name().name() == "p");
            let texts: Vec<&str> = texts.filter_map(|text| text.text()).collect();
            Some(Value::Text(texts.join("\n")))
        }
        _ => Some(Value::Number(attribute(cell, "value")?.parse().unwrap())),
    }
}
