//! Every input: its value, its range, and its source.

use std::collections::HashMap;

use crate::model::{
    Assumptions, Distribution, DivisionInputs, Field, Input, Inputs, Lever, Levers, OptionInputs,
    PLAN_LEVERS, Source, Unit,
};
use crate::report::{
    Block, Table,
    content::{
        Subject,
        trust::{kind, origin},
    },
};
use crate::text::{self, Style, Words, capital};

/// Returns what the plan decides.
pub(super) fn levers(subject: &Subject<'_>) -> Vec<Block> {
    let known = Known::of(subject);
    let (plan, words) = (subject.plan, &subject.words);
    let mut whole: Vec<Row> = PLAN_LEVERS
        .iter()
        .map(|spec| {
            let value = spec.lever.of(plan);
            let row = known.row(Input::Plan(spec.lever), value == 0.0);
            row.named(spec.label, spec.help)
                .given(words, value, Unit::Share)
        })
        .collect();
    whole.push(Row {
        value: text::funding(plan.funding).into(),
        ..Row::default().named("funding", "when money moves to AI")
    });
    let options = subject.scenario.options.iter().zip(&plan.portfolio);
    whole.extend(options.enumerate().map(|(index, (option, share))| {
        let row = known.row(Input::Share(index), false);
        let row = row.named(&option.name, "share of the money for AI");
        row.given(words, *share, Unit::Share)
    }));
    let mut blocks = vec![table("The whole plan", whole)];
    for spec in &Lever::ALL {
        let rows = plan.levers.iter().enumerate().map(|(index, levers)| {
            let value = levers.get(spec.lever);
            let usual = value == Levers::default().get(spec.lever);
            let row = known.row(Input::Lever(index, spec.lever), usual);
            let row = row.named(&subject.division_name(index), "");
            match value {
                Some(value) => row.given(words, value, spec.unit),
                None => Row {
                    value: "the division’s own share".into(),
                    ..row
                },
            }
        });
        let title = format!("{}: {}", capital(spec.label), spec.help);
        blocks.push(table(&title, merged(rows.collect(), "All divisions")));
    }
    blocks
}

/// Returns what is assumed.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Block> {
    let known = Known::of(subject);
    let inputs = &subject.scenario.inputs;
    let mut blocks = vec![table("The whole company", company(subject, &known))];
    for (field, spec) in DivisionInputs::FIELDS.iter().enumerate() {
        let rows = inputs.divisions.iter().enumerate().map(|(index, of)| {
            let row = known.field(Input::Division(index, field), spec, of.get(field));
            row.named(&subject.division_name(index), "")
        });
        blocks.push(field_table(spec, rows.collect(), "All divisions"));
    }
    for (field, spec) in OptionInputs::FIELDS.iter().enumerate() {
        let rows = inputs.options.iter().enumerate().map(|(index, of)| {
            let row = known.field(Input::Option(index, field), spec, of.get(field));
            let option = &subject.scenario.options[index];
            row.named(&format!("{}, {}", option.name, option.unit), "")
        });
        blocks.push(field_table(spec, rows.collect(), "All that AI money buys"));
    }
    blocks
}

/// Returns the assumptions that are uncertain, then those that are not defaults, at most `most`; `None`
/// if there are none.
pub(super) fn telling(subject: &Subject<'_>, most: usize) -> Option<Block> {
    let rows = company(subject, &Known::of(subject)).into_iter();
    let is_telling = |row: &Row| !row.is_default || !row.range.is_empty();
    let mut rows: Vec<Row> = rows.filter(is_telling).collect();
    rows.sort_by_key(|row| row.range.is_empty());
    rows.truncate(most);
    for row in &mut rows {
        row.help = "";
        row.origin = std::mem::take(&mut row.kind);
    }
    (!rows.is_empty()).then(|| table("Assumptions to look at first", rows))
}

fn company(subject: &Subject<'_>, known: &Known<'_>) -> Vec<Row> {
    let (scenario, inputs) = (subject.scenario, &subject.scenario.inputs);
    let horizon = known.row(Input::Horizon, false);
    let horizon = horizon.named("horizon", "quarters modelled");
    let quarters = scenario.horizon as f64;
    let mut rows = vec![horizon.given(&subject.words, quarters, Unit::Quarters)];
    let rate = &Inputs::DISCOUNT_RATE;
    let value = Some(inputs.discount_rate);
    let row = known.field(Input::DiscountRate, rate, value);
    rows.push(row.named(rate.label, rate.help));
    let assumptions = Assumptions::FIELDS.iter().enumerate();
    rows.extend(assumptions.map(|(index, field)| {
        let value = inputs.assumptions.get(index);
        let row = known.field(Input::Assumption(index), field, value);
        row.named(field.label, field.help)
    }));
    if inputs.capex_plan.is_some() {
        let plan = &Inputs::CAPEX_PLAN;
        let row = known.field(Input::CapexPlan, plan, inputs.capex_plan);
        let name = format!("{}, {}", plan.label, scenario.capex_period);
        rows.push(row.named(&name, plan.help));
    }
    rows
}

/// One input in words.
#[derive(Default)]
struct Row {
    name: String,
    /// What it is, unless the title says so.
    help: &'static str,
    value: String,
    range: String,
    origin: String,
    kind: String,
    is_default: bool,
}

impl Row {
    fn named(self, name: &str, help: &'static str) -> Self {
        Self {
            name: name.into(),
            help,
            ..self
        }
    }

    fn given(self, words: &Words<'_>, value: f64, unit: Unit) -> Self {
        Self {
            value: words.format(value, unit, Style::Given),
            ..self
        }
    }

    /// The cell before its value.
    fn title(&self) -> String {
        match self.help {
            "" => self.name.clone(),
            help => format!("{}: {help}", capital(&self.name)),
        }
    }
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
            sources: sources
                .map(|(path, source)| (path.as_str(), source))
                .collect(),
            uncertain: uncertain
                .map(|of| (of.input.path(scenario), &of.distribution))
                .collect(),
        }
    }

    /// A row with all but its name.
    fn field(&self, input: Input, field: &Field, value: Option<f64>) -> Row {
        let (words, value) = (&self.subject.words, value.unwrap_or(f64::NAN));
        let row = self.row(input, field.default == Some(value));
        let distribution = self.uncertain.get(&input.path(self.subject.scenario));
        let range = distribution.map(|of| words.distribution(of, field.unit, value));
        Row {
            range: range.unwrap_or_default(),
            ..row.given(words, value, field.unit)
        }
    }

    /// A row with only a source.
    fn row(&self, input: Input, is_default: bool) -> Row {
        let path = input.path(self.subject.scenario);
        let source = self.sources.get(path.as_str()).copied();
        Row {
            origin: origin(source, is_default),
            kind: kind(source, is_default),
            is_default,
            ..Row::default()
        }
    }
}

/// Rows, or one row called `name` if they are all the same.
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
    let from = "source";
    let empty = Table::new(title).figures(["value"]);
    if uncertain {
        let mut table = empty.words("range").words(from);
        for row in rows {
            table.row([row.title(), row.value, row.range, row.origin]);
        }
        return Block::Table(table);
    }
    let mut table = empty.words(from);
    for row in rows {
        table.row([row.title(), row.value, row.origin]);
    }
    Block::Table(table)
}
