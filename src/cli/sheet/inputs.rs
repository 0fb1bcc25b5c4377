//! Every input: its value, how far it may be off, and where it comes from.
//!
//! Must not judge a source.

use std::collections::HashMap;

use super::Subject;
use super::trust::origin;
use crate::export::{Block, Table};
use crate::model::{
    Assumptions, Distribution, DivisionInputs, Field, Input, Inputs, Lever, OptionInputs,
    PLAN_LEVERS, Source, Unit,
};
use crate::ui::words;

/// What the plan decides.
pub(super) fn levers(subject: &Subject<'_>) -> Vec<Block> {
    let known = Known::of(subject);
    let (plan, words) = (subject.plan, &subject.words);
    let mut whole: Vec<Row> = PLAN_LEVERS
        .iter()
        .map(|spec| {
            let value = words.given(spec.lever.of(plan), Unit::Share);
            let name = format!("{}: {}", spec.label, spec.help);
            known.row(name, Input::Plan(spec.lever), value, None)
        })
        .collect();
    whole.push(Row {
        name: "funding: when money moves to AI".into(),
        value: words::funding(plan.funding).into(),
        ..Row::default()
    });
    let options = subject.scenario.options.iter().zip(&plan.portfolio);
    whole.extend(options.enumerate().map(|(index, (option, share))| {
        let value = words.given(*share, Unit::Share);
        let name = format!("{}: share of the money for AI", option.name);
        known.row(name, Input::Share(index), value, None)
    }));
    let mut blocks = vec![table("The whole plan", whole)];
    for spec in &Lever::ALL {
        let rows = plan.levers.iter().enumerate().map(|(index, levers)| {
            let value = match levers.get(spec.lever) {
                Some(value) => words.given(value, spec.unit),
                None => "as many as the division has".into(),
            };
            let input = Input::Lever(index, spec.lever);
            known.row(subject.division_name(index), input, value, None)
        });
        let title = format!("{}: {}", capital(spec.label), spec.help);
        blocks.push(table(&title, merged(rows.collect(), "All divisions")));
    }
    blocks
}

/// What is assumed.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Block> {
    let known = Known::of(subject);
    let inputs = &subject.scenario.inputs;
    let mut blocks = vec![table("The whole company", company(subject, &known))];
    for (field, spec) in DivisionInputs::FIELDS.iter().enumerate() {
        let rows = inputs.divisions.iter().enumerate().map(|(index, of)| {
            let name = subject.division_name(index);
            known.field(name, Input::Division(index, field), spec, of.get(field))
        });
        blocks.push(field_table(spec, rows.collect(), "All divisions"));
    }
    for (field, spec) in OptionInputs::FIELDS.iter().enumerate() {
        let rows = inputs.options.iter().enumerate().map(|(index, of)| {
            let option = &subject.scenario.options[index];
            let name = format!("{}, {}", option.name, option.unit);
            known.field(name, Input::Option(index, field), spec, of.get(field))
        });
        blocks.push(field_table(spec, rows.collect(), "All that AI money buys"));
    }
    blocks
}

/// The assumptions that are uncertain, and those that are not the program's own, as far as there is
/// room for `most`; nothing if there are none.
pub(super) fn telling(subject: &Subject<'_>, most: usize) -> Option<Block> {
    let rows = company(subject, &Known::of(subject)).into_iter();
    let is_telling = |row: &Row| !row.is_default || !row.range.is_empty();
    let mut rows: Vec<Row> = rows.filter(is_telling).collect();
    rows.sort_by_key(|row| row.range.is_empty());
    rows.truncate(most);
    (!rows.is_empty()).then(|| table("Assumptions to look at first", rows))
}

fn company(subject: &Subject<'_>, known: &Known<'_>) -> Vec<Row> {
    let (scenario, inputs) = (subject.scenario, &subject.scenario.inputs);
    let named = |field: &Field| format!("{}: {}", field.label, field.help);
    let mut rows = vec![known.row(
        "horizon: quarters looked at".into(),
        Input::Horizon,
        subject.words.given(scenario.horizon as f64, Unit::Quarters),
        None,
    )];
    let rate = &Inputs::DISCOUNT_RATE;
    let value = Some(inputs.discount_rate);
    rows.push(known.field(named(rate), Input::DiscountRate, rate, value));
    rows.extend(Assumptions::FIELDS.iter().enumerate().map(|(index, field)| {
        let value = inputs.assumptions.get(index);
        known.field(named(field), Input::Assumption(index), field, value)
    }));
    if inputs.capex_plan.is_some() {
        let plan = &Inputs::CAPEX_PLAN;
        let name = format!("{}, {}", named(plan), scenario.capex_period);
        rows.push(known.field(name, Input::CapexPlan, plan, inputs.capex_plan));
    }
    rows
}

/// One input in words.
#[derive(Default)]
struct Row {
    name: String,
    value: String,
    range: String,
    origin: String,
    is_default: bool,
}

/// What the scenario says of its inputs, by path.
struct Known<'a> {
    subject: &'a Subject<'a>,
    sources: HashMap<&'a str, &'a Source>,
    uncertain: HashMap<String, &'a Distribution>,
}

impl<'a> Known<'a> {
    fn of(subject: &'a Subject<'a>) -> Self {
        let scenario = subject.scenario;
        let sources = scenario.sources.iter().chain(&subject.plan.sources);
        let uncertain = scenario.uncertain.iter();
        Self {
            subject,
            sources: sources.map(|(path, source)| (path.as_str(), source)).collect(),
            uncertain: uncertain
                .map(|of| (of.input.path(scenario), &of.distribution))
                .collect(),
        }
    }

    fn field(&self, name: String, input: Input, field: &Field, value: Option<f64>) -> Row {
        let value = value.unwrap_or(f64::NAN);
        let is_default = field.default == Some(value);
        let words = self.subject.words.given(value, field.unit);
        Row {
            is_default,
            ..self.row(name, input, words, Some((field.unit, is_default)))
        }
    }

    fn row(&self, name: String, input: Input, value: String, of: Option<(Unit, bool)>) -> Row {
        let path = input.path(self.subject.scenario);
        let range = of.and_then(|(unit, _)| {
            let distribution = self.uncertain.get(&path)?;
            Some(self.subject.words.distribution(distribution, unit))
        });
        let is_default = of.is_some_and(|(_, is_default)| is_default);
        Row {
            name,
            value,
            range: range.unwrap_or_default(),
            origin: origin(self.sources.get(path.as_str()).copied(), is_default),
            is_default,
        }
    }
}

/// One row for all where they are the same.
fn merged(rows: Vec<Row>, name: &str) -> Vec<Row> {
    let mut pairs = rows.windows(2);
    let same = pairs.all(|pair| {
        let [a, b] = [&pair[0], &pair[1]];
        (&a.value, &a.range, &a.origin) == (&b.value, &b.range, &b.origin)
    });
    if !same || rows.len() < 2 {
        return rows;
    }
    let first = rows.into_iter().next();
    let renamed = first.map(|row| Row {
        name: name.into(),
        ..row
    });
    renamed.into_iter().collect()
}

fn field_table(field: &Field, rows: Vec<Row>, all: &str) -> Block {
    let title = format!("{}: {}", capital(field.label), field.help);
    table(&title, merged(rows, all))
}

fn table(title: &str, rows: Vec<Row>) -> Block {
    let uncertain = rows.iter().any(|row| !row.range.is_empty());
    let from = "where it comes from";
    let empty = Table::new(title).figures(["value"]);
    if uncertain {
        let mut table = empty.words("may be").words(from);
        for row in rows {
            table.row([row.name, row.value, row.range, row.origin]);
        }
        return Block::Table(table);
    }
    let mut table = empty.words(from);
    for row in rows {
        table.row([row.name, row.value, row.origin]);
    }
    Block::Table(table)
}

/// A title begins with a capital letter.
fn capital(label: &str) -> String {
    let mut rest = label.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}
