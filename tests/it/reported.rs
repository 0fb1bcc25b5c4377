//! The report for people, held against the results figure by figure: plain, Markdown, memo and page.
//!
//! Each table is stated here once more, with the path of the result that a cell should show. A name that
//! stands beside the figure of another result is caught, and so is a cell that is not stated.

use std::collections::BTreeSet;

use crate::commands::run_with_input;
use crate::stage::amazon;
use reallot::model::{Figure, Outcome, Scenario, Unit, defined};
use reallot::report::{csv, json, report};
use reallot::text::{Style, Words, whole};
use roxmltree::{Document, Node, ParsingOptions};

/// What a cell should show: the path of a result as it is written, after a mark where it is not just
/// that: `~` whole people, which are shared out and may be off by a few; `$` money with its currency;
/// `>` the second of two figures; `=` what a quarter has beside its results; `-` something else; nothing an
/// empty cell.
type Cells = &'static [&'static str];

/// A table: its title, its columns, and the results in each row.
type TableOf = (&'static str, Cells, &'static [(&'static str, Cells)]);

/// Tables of the company.
#[rustfmt::skip]
const COMPANY: &[TableOf] = &[
    (
        "People",
        &["FTE"],
        &[
            ("Before the plan", &["~headcount.before"]),
            ("Positions cut", &["~headcount.eliminated"]),
            ("laid off", &["~headcount.laid_off"]),
            ("natural quits, left unfilled", &["~headcount.attrition"]),
            ("moved to AI roles", &["~headcount.redeployed"]),
            ("Moved to AI roles", &["~headcount.redeployed"]),
            ("Later hired back", &["~headcount.rehired"]),
            ("Hired for AI", &["~headcount.ai_hires"]),
            ("After the plan", &["~headcount.after"]),
        ],
    ),
    (
        "Organisation",
        &["before", "after"],
        &[
            ("Managers", &["~headcount.managers_before", "~headcount.managers_after"]),
            ("Span of control, people per manager", &["headcount.span_before", "headcount.span_after"]),
            ("Layers of management", &["headcount.layers_before", "headcount.layers_after"]),
            ("Time a decision takes through them", &["headcount.decision_days_before", "headcount.decision_days_after"]),
            ("Work that automation does not cover, FTE", &["", "~headcount.uncovered"]),
            ("Extra quits of survivors in the year after", &["", "~headcount.extra_quits"]),
        ],
    ),
    (
        "Savings and charge, US$",
        &["amount"],
        &[
            ("Run-rate, gross", &["savings.run_rate_gross"]),
            ("Run-rate, net", &["savings.run_rate"]),
            ("Saved in 2025", &["savings.in_year.2025"]),
            ("Saved in 2026", &["savings.in_year.2026"]),
            ("Saved in 2027", &["savings.in_year.2027"]),
            ("Saved in 2028", &["savings.in_year.2028"]),
            ("Restructuring charge", &["savings.charge"]),
            ("notice pay", &["savings.charge_lines.notice_pay"]),
            ("severance", &["savings.charge_lines.severance"]),
            ("payroll tax on severance", &["savings.charge_lines.severance_tax"]),
            ("benefits", &["savings.charge_lines.benefits"]),
            ("outplacement", &["savings.charge_lines.outplacement"]),
            ("fixed exit costs", &["savings.charge_lines.fixed"]),
            ("Reskilling", &["savings.reskilling"]),
            ("Rehiring", &["savings.rehiring"]),
            ("Replacing survivors", &["savings.survivors"]),
            ("Lost output", &["savings.lost_output"]),
        ],
    ),
    (
        "Does it pay? In US$",
        &["as planned", "after quits"],
        &[
            ("Net cash", &["savings.net_cash", "savings.net_cash_after_survivors"]),
            ("lowest point", &["savings.peak_negative", ""]),
            ("Payback", &["savings.payback_months", "savings.payback_after_survivors_months"]),
            ("Simple payback", &["savings.simple_payback_months", ""]),
            ("Net present value", &["savings.npv", "savings.npv_after_survivors"]),
            ("with AI", &["savings.npv_with_ai", ""]),
        ],
    ),
    (
        "Money for AI, US$",
        &["amount"],
        &[
            ("Moved to AI", &["ai.run_rate"]),
            ("Share of the capex plan", &["ai.capex_share"]),
            ("Days of the capex plan", &["ai.capex_days"]),
            ("Moved to AI", &["ai.total"]),
            ("Retained", &["ai.retained"]),
            ("Pay of people moved to AI roles", &["ai.people_moved_cost"]),
        ],
    ),
];

/// Tables with a row for each option, division or quarter: title, columns, the results of a row, and those
/// of the row of all.
#[rustfmt::skip]
const BY_PLACE: &[(&str, Cells, Cells, Cells)] = &[
    (
        "AI options, US$",
        &["share", "a year", "by 2028-Q3", "bought", "sustained"],
        &["-", "ai.options.{}.run_rate", "ai.options.{}.total", "ai.options.{}.bought", "ai.options.{}.sustained"],
        &[],
    ),
    (
        "People by division",
        &["before", "laid off", "quits", "moved", "cut", "back", "after"],
        &[
            "~divisions.{}.before", "~divisions.{}.laid_off", "~divisions.{}.attrition", "~divisions.{}.redeployed",
            "~divisions.{}.eliminated", "~divisions.{}.rehired", "~divisions.{}.after",
        ],
        &[
            "~headcount.before", "~headcount.laid_off", "~headcount.attrition", "~headcount.redeployed",
            "~headcount.eliminated", "~headcount.rehired", "-",
        ],
    ),
    (
        "Managers and work",
        &["managers", "after", "span", "uncovered", "extra quits"],
        &[
            "~divisions.{}.managers_before", "~divisions.{}.managers_after", ">divisions.{}.span_after",
            "~divisions.{}.uncovered", "~divisions.{}.extra_quits",
        ],
        &[
            "~headcount.managers_before", "~headcount.managers_after", ">headcount.span_after",
            "~headcount.uncovered", "~headcount.extra_quits",
        ],
    ),
    (
        "Money by division, US$",
        &["cut", "run-rate", "to AI a year", "charge"],
        &["-", "divisions.{}.run_rate", "divisions.{}.ai_run_rate", "divisions.{}.charge"],
        &["-", "savings.run_rate", "ai.run_rate", "savings.charge"],
    ),
    (
        "Quarters, US$",
        &["savings", "net cash", "cumulative", "to AI", "retained", "FTE"],
        &[
            "quarters.{}.savings", "quarters.{}.net_cash", "quarters.{}.cumulative", "quarters.{}.ai",
            "quarters.{}.retained", "quarters.{}.headcount",
        ],
        &[],
    ),
    (
        ONLY_ON_THE_PAGE,
        &["cumulative", "replacing survivors", "cumulative after it"],
        &["quarters.{}.cumulative", "=survivors.{}", "=after.{}"],
        &[],
    ),
    (
        "Charge by quarter, US$",
        &["charge", "paid", "still to pay"],
        &["quarters.{}.charge", "quarters.{}.paid", "quarters.{}.liability"],
        &[],
    ),
];

const ONLY_ON_THE_PAGE: &str = "After survivors’ quits, US$";

/// The figures that matter most: name, the figures shown, and those in the note.
#[rustfmt::skip]
const HEADLINES: &[(&str, Cells, Cells)] = &[
    ("People, FTE", &["~headcount.before", "~headcount.after"], &[]),
    ("Laid off", &["~headcount.laid_off"], &[]),
    ("Positions cut", &["~headcount.eliminated"], &[]),
    ("Managers", &["~headcount.managers_before", "~headcount.managers_after"], &[]),
    ("Restructuring charge", &["$savings.charge"], &[]),
    ("Survivors who quit", &["~headcount.extra_quits"], &["$savings.survivors"]),
    ("Uncovered work, FTE", &["~headcount.uncovered"], &[]),
    ("Lost output", &["$savings.lost_output"], &[]),
    ("Saved a year", &["$savings.run_rate"], &[]),
    ("Payback", &["savings.payback_months"], &["savings.payback_after_survivors_months"]),
    ("Net cash", &["$savings.net_cash"], &["$savings.net_cash_after_survivors"]),
    ("Net present value", &["$savings.npv"], &["$savings.npv_after_survivors"]),
    ("Moves to AI a year", &["$ai.run_rate"], &["$ai.total"]),
    ("Share of the capex plan", &["ai.capex_share"], &["-"]),
    ("Days of the capex plan", &["ai.capex_days"], &[]),
    ("Retained", &["$ai.retained"], &[]),
];

/// A table as it is shown.
#[derive(Debug, PartialEq)]
struct Shown {
    title: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// One plan and its results.
struct Held<'a> {
    scenario: &'a Scenario,
    outcome: Outcome,
    words: Words<'a>,
}

impl Held<'_> {
    fn value(&self, path: &str) -> f64 {
        let figure = Figure::parse(path, self.scenario).expect(path);
        figure.of(&self.outcome)
    }

    /// What survivors' quits cost in a quarter, or leave of the net cash by its end.
    fn beside(&self, path: &str) -> f64 {
        let (what, label) = path.split_once('.').unwrap();
        let mut labels = (0..).map(|at| self.scenario.start.plus(at).to_string());
        let at = labels.position(|known| known == label).unwrap();
        match what {
            "survivors" => self.outcome.quarters[at].survivors,
            _ => self.outcome.cumulative_after_survivors()[at],
        }
    }

    fn written(&self, path: &str) -> String {
        let figure = Figure::parse(path, self.scenario).expect(path);
        let value = figure.of(&self.outcome);
        match figure.spec().unit {
            Unit::Months if value.is_nan() => "not by 2028-Q3".into(),
            unit => self.words.format(value, unit, Style::Bare),
        }
    }

    fn is_shown(&self, shown: &str, wanted: &str) -> bool {
        let (mark, path) = wanted.split_at(wanted.len().min(1));
        match mark {
            "-" => true,
            "" => shown.is_empty(),
            "~" => (number(shown) - self.value(path).abs()).abs() < 3.0,
            "$" => shown == self.words.money(self.value(path)),
            "=" => shown == self.words.amount(self.beside(path)),
            ">" => {
                let undefined = shown == "–" && self.value(path).is_nan();
                undefined || shown.split(" → ").nth(1) == Some(self.written(path).as_str())
            }
            _ => shown == self.written(wanted).replace("not by 2028-Q3", "–"),
        }
    }

    #[track_caller]
    fn hold(&self, title: &str, name: &str, cells: &[String], wanted: &[String]) {
        for (shown, wanted) in cells.iter().zip(wanted) {
            assert!(
                self.is_shown(shown, wanted),
                "{title}: {name}: {shown} where {wanted} should be"
            );
        }
    }

    /// Holds a table to what is stated of it; tells whether it is stated.
    fn hold_table(&self, table: &Shown) -> bool {
        let figures = |columns: Cells| {
            assert!(
                table.columns.iter().take(columns.len()).eq(columns),
                "{table:#?}"
            );
        };
        if let Some((title, columns, rows)) = COMPANY.iter().find(|known| known.0 == table.title) {
            figures(columns);
            let names: Vec<&str> = table.rows.iter().map(|row| row.0.as_str()).collect();
            assert_eq!(names, rows.iter().map(|row| row.0).collect::<Vec<_>>());
            for ((name, cells), (_, wanted)) in table.rows.iter().zip(*rows) {
                let wanted: Vec<String> = wanted.iter().map(|&path| path.into()).collect();
                self.hold(title, name, cells, &wanted);
            }
            return true;
        }
        let Some((title, columns, of_row, of_all)) =
            BY_PLACE.iter().find(|known| known.0 == table.title)
        else {
            return false;
        };
        figures(columns);
        assert!(!table.rows.is_empty());
        for (name, cells) in &table.rows {
            let wanted: Vec<String> = match self.key(name) {
                Some(key) => of_row.iter().map(|path| path.replace("{}", &key)).collect(),
                None => of_all.iter().map(|&path| path.into()).collect(),
            };
            assert_eq!(wanted.len(), columns.len(), "{title}: {name}");
            self.hold(title, name, cells, &wanted);
        }
        true
    }

    /// The key of a division, an option or a quarter by its name.
    fn key(&self, name: &str) -> Option<String> {
        let divisions = self.scenario.divisions.iter().map(|d| (&d.name, &d.key));
        let options = self.scenario.options.iter().map(|o| (&o.name, &o.key));
        let known = divisions.chain(options).find(|known| known.0 == name);
        let quarter = name.starts_with("20").then(|| name.to_owned());
        known.map(|known| known.1.clone()).or(quarter)
    }

    /// Holds a headline: its figures, and the figures of its note.
    fn hold_headline(&self, name: &str, shown: &str, note: &str) {
        let known = HEADLINES.iter().find(|known| known.0 == name);
        let (_, figures, in_note) = known.unwrap_or_else(|| panic!("{name} is not stated"));
        let parts: Vec<&str> = shown.split(" → ").collect();
        assert_eq!(parts.len(), figures.len(), "{name}: {shown}");
        for (part, wanted) in parts.iter().zip(*figures) {
            let part = part.replace("not by 2028-Q3", "–");
            assert!(self.is_shown(&part, wanted), "{name}: {shown} for {wanted}");
        }
        let note = match note.strip_prefix("P10–P90 ") {
            Some(range) => range.split_once("; ").map_or("", |(_, note)| note),
            None => note,
        };
        let mut rest = note;
        for wanted in in_note.iter().filter(|&&wanted| wanted != "-") {
            let text = match wanted.strip_prefix('$') {
                Some(path) => self.words.money(self.value(path)),
                None => self.written(wanted),
            };
            let at = rest.find(&text);
            let at = at.unwrap_or_else(|| panic!("{name}: {note} without {wanted}, {text}"));
            rest = &rest[at + text.len()..];
        }
        assert_eq!(
            note.matches("US$").count(),
            in_note.iter().filter(|w| w.starts_with(['$', '-'])).count()
        );
    }

    fn sentence(&self) -> String {
        let money = |path| self.words.money(self.value(path));
        format!(
            "A charge of {} comes first; once carried out, the plan saves {} a year. {} a year moves to AI, \
             {} of the capex plan.",
            money("savings.charge"),
            money("savings.run_rate"),
            money("ai.run_rate"),
            self.written("ai.capex_share"),
        )
    }
}

/// The number in a cell of whole people, without its sign and mark.
fn number(shown: &str) -> f64 {
    let digits: String = shown
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    digits.parse().unwrap_or(f64::NAN)
}

fn markdown_tables(text: &str) -> Vec<Shown> {
    let cells = |line: &str| -> Vec<String> {
        let inside = line.trim_start_matches('|').trim_end_matches('|');
        let clean = |cell: &str| {
            cell.replace("&emsp;", "")
                .replace("**", "")
                .replace('\\', "")
        };
        inside
            .split(" | ")
            .map(|cell| clean(cell).trim().to_owned())
            .collect()
    };
    let mut tables: Vec<Shown> = Vec::new();
    let mut title = String::new();
    let mut is_in_table = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading.to_owned();
        }
        let is_row = line.starts_with('|');
        match (is_row, is_in_table) {
            (true, false) => tables.push(Shown {
                title: title.clone(),
                columns: cells(line).split_off(1),
                rows: Vec::new(),
            }),
            (true, true) if !line.contains("---") => {
                let mut cells = cells(line);
                let name = cells.remove(0);
                tables.last_mut().unwrap().rows.push((name, cells));
            }
            _ => {}
        }
        is_in_table = is_row;
    }
    tables
}

fn inside(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()))
        .collect()
}

/// The tables of a page, and its headlines.
fn page_tables(page: &str) -> (Vec<Shown>, Vec<[String; 3]>) {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(page, options).unwrap();
    let all = |tag: &'static str| {
        document
            .descendants()
            .filter(move |node| node.has_tag_name(tag))
    };
    let tables = all("table").map(|table| {
        let within = |tag: &'static str| {
            table
                .descendants()
                .filter(move |node| node.has_tag_name(tag))
        };
        let cells = |row: Node<'_, '_>| -> Vec<String> {
            row.children()
                .filter(roxmltree::Node::is_element)
                .map(inside)
                .collect()
        };
        let mut rows = within("tr").map(cells);
        let columns = rows
            .next()
            .map(|mut head| head.split_off(1))
            .unwrap_or_default();
        Shown {
            title: within("caption").next().map(inside).unwrap_or_default(),
            columns,
            rows: rows.map(|mut row| (row.remove(0), row)).collect(),
        }
    });
    let headlines = all("dl")
        .flat_map(|list| list.children())
        .filter(Node::is_element);
    let headlines = headlines.map(|item| {
        let mut parts = item.children().filter(Node::is_element).map(inside);
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    });
    (tables.collect(), headlines.collect())
}

/// The built-in scenario with exit costs, so that no line of the charge is 0.
fn scenario() -> Scenario {
    let mut scenario = amazon();
    scenario.inputs.assumptions.fixed_charge = 123e6;
    scenario
}

fn printed(file: &str, plan: &str, format: &str) -> String {
    let output = run_with_input(&["report", "-", "--plan", plan, "--format", format], file);
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_figure_of_every_report_is_the_result_that_its_name_says() {
    let scenario = scenario();
    let file = reallot::file::write(&scenario);
    for (index, plan) in scenario.plans.iter().enumerate() {
        let held = Held {
            scenario: &scenario,
            outcome: scenario.evaluate(index),
            words: Words::new(&scenario.currency, false),
        };
        let stated: BTreeSet<&str> = COMPANY
            .iter()
            .map(|t| t.0)
            .chain(BY_PLACE.iter().map(|t| t.0))
            .collect();

        let markdown = printed(&file, &plan.name, "markdown");
        let tables = markdown_tables(&markdown);
        for table in &tables {
            assert!(held.hold_table(table), "{} is not stated", table.title);
        }
        assert_eq!(tables.len() + 1, stated.len());

        let page = printed(&file, &plan.name, "html");
        let (on_page, headlines) = page_tables(&page);
        let n_stated = on_page
            .iter()
            .filter(|table| held.hold_table(table))
            .count();
        assert_eq!(n_stated, stated.len());
        for [name, shown, note] in &headlines {
            held.hold_headline(name, shown, note);
        }
        assert_eq!(headlines.len(), HEADLINES.len());
        assert!(page.contains(&held.sentence()), "{}", held.sentence());

        let memo = printed(&file, &plan.name, "memo");
        let figures = markdown_tables(&memo)
            .into_iter()
            .find(|table| table.title == "In figures");
        for (name, cells) in figures.unwrap().rows {
            held.hold_headline(&name, &cells[0], &cells[1]);
        }
        assert!(memo.contains(&held.sentence()), "{}", held.sentence());
        hold_places(&held, &memo);

        hold_plain(&tables, &printed(&file, &plan.name, "table"));
    }
}

/// Holds what a memo says of divisions and of options.
fn hold_places(held: &Held<'_>, memo: &str) {
    let people = |path: String| held.words.people(whole(held.value(&path)));
    for division in &held.scenario.divisions {
        let (name, key) = (&division.name, &division.key);
        let cut = people(format!("divisions.{key}.eliminated"));
        let told = format!(
            "{name} ({cut} of {})",
            people(format!("divisions.{key}.before"))
        );
        assert!(
            !memo.contains(&format!("{name} (")) || memo.contains(&told),
            "{told}"
        );
    }
    for option in &held.scenario.options {
        if held.value(&format!("ai.options.{}.run_rate", option.key)) == 0.0 {
            continue;
        }
        let money = held
            .words
            .money(held.value(&format!("ai.options.{}.run_rate", option.key)));
        let units = held.written(&format!("ai.options.{}.sustained", option.key));
        let told = format!("{} {money} ({units} {})", option.name, option.unit);
        assert!(memo.contains(&told), "{told}");
    }
}

/// Every row of `tables` stands in the plain text, in their order; long names may be cut there.
fn hold_plain(tables: &[Shown], plain: &str) {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = plain.lines().map(squeezed);
    for (name, cells) in tables.iter().flat_map(|table| &table.rows) {
        let beginning: String = name.chars().take(12).collect();
        let row = squeezed(&cells.join(" "));
        let is_it = |line: String| line.starts_with(&beginning) && line.ends_with(&row);
        assert!(lines.any(is_it), "{name}: {row} is not in\n{plain}");
    }
}

/// The only result that is a quarter. A report has it in a note.
const LABELLED: &str = "savings.peak_negative_quarter";

#[test]
fn every_result_is_in_some_cell_of_the_report_or_stated_not_to_be() {
    let scenario = scenario();
    let cells = |rows: &[(&'static str, Cells)]| {
        rows.iter()
            .flat_map(|row| row.1)
            .copied()
            .collect::<Vec<_>>()
    };
    let company = COMPANY.iter().flat_map(|table| cells(table.2));
    let by_place = BY_PLACE.iter().flat_map(|table| table.2).copied();
    let shown: BTreeSet<&str> = company
        .chain(by_place)
        .map(|path| path.trim_start_matches(['~', '$', '>']))
        .collect();
    for figure in Figure::all(&scenario) {
        let spec = figure.spec().path;
        let path = figure.path(&scenario);
        let is_shown = shown.contains(spec) || shown.contains(path.as_str());
        assert!(is_shown != (spec == LABELLED), "{path}");
    }
}

#[test]
fn every_result_is_in_json_and_csv_and_can_be_compared() {
    let scenario = scenario();
    let outcome = scenario.evaluate(0);
    let tree = report(&scenario, 0, &outcome, &[]);
    let lines = csv(&tree);
    let told: serde_json::Value = serde_json::from_str(&json(&tree)).unwrap();
    let comparison = reallot::model::Comparison::of(vec![
        reallot::model::Column::of(&scenario, 0),
        reallot::model::Column::of(&scenario, 1),
    ]);
    for figure in Figure::all(&scenario) {
        let path = figure.path(&scenario);
        assert!(
            lines
                .lines()
                .any(|line| line.split(',').next() == Some(&path)),
            "{path}"
        );
        let step = |at: serde_json::Value, part: &str| match at {
            serde_json::Value::Array(items) => {
                let is_it = |item: &&serde_json::Value| {
                    ["key", "label", "year"]
                        .iter()
                        .any(|field| match &item[field] {
                            serde_json::Value::String(text) => text == part,
                            serde_json::Value::Number(year) => year.to_string() == part,
                            _ => false,
                        })
                };
                items.iter().find(is_it).expect(&path).clone()
            }
            other => other.get(part).expect(&path).clone(),
        };
        let value = path.split('.').fold(told.clone(), step);
        let value = value.get("amount").cloned().unwrap_or(value);
        match (value.as_str(), value.as_f64(), defined(figure.of(&outcome))) {
            (Some(label), ..) => assert_eq!((path.as_str(), label), (LABELLED, "2025-Q4")),
            // The reader may be off by a bit.
            (_, Some(told), Some(is)) => assert!((told - is).abs() <= 1e-15 * is.abs(), "{path}"),
            (_, told, is) => assert_eq!((told, is), (None, None), "{path}"),
        }
        let line = comparison.line(&path).expect(&path);
        assert_eq!(line.figure, figure);
        assert_eq!(line.label, figure.label(&scenario));
    }
}
