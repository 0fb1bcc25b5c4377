//! The memo: what matters most of a plan on one page, its cost before its savings.
//!
//! Must not say anything that the page does not.

use super::{SOFTWARE, Subject, headline, inputs, trust};
use crate::export::{Block, Table};
use crate::model::{Outcome, Scenario, SourceKind, Warning};
use crate::ui::words;

/// What fits on a page beside everything else.
const MOST_DIVISIONS: usize = 5;
const MOST_OPTIONS: usize = 6;
const MOST_ASSUMPTIONS: usize = 8;
const MOST_SOURCES: usize = 5;

/// What matters most of the plan `index`.
pub(in crate::cli) fn memo(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
) -> Vec<Block> {
    let plan = &scenario.plans[index];
    let subject = Subject::of(scenario, plan, outcome);
    let mut blocks = vec![
        Block::Title(format!("{} ▸ {}", scenario.name, plan.name)),
        Block::Text(headline::sentence(&subject)),
        Block::Text(subject.frame()),
        figures(&subject),
    ];
    blocks.extend(divisions(&subject));
    blocks.extend(options(&subject));
    blocks.extend(trust::warnings(scenario, warnings));
    blocks.extend(inputs::telling(&subject, MOST_ASSUMPTIONS));
    blocks.extend(sources(&subject));
    blocks.push(Block::Text(format!(
        "{} Every figure is of the base values of the inputs; nothing is drawn at random. \
         All inputs with their sources are in the report as HTML. Made by {SOFTWARE}.",
        trust::sources(scenario, plan)
    )));
    blocks
}

fn figures(subject: &Subject<'_>) -> Block {
    let mut table = Table::new("In figures").figures(["figure"]).words("");
    for (_, rows) in headline::rows(subject) {
        for row in rows {
            table.row(row);
        }
    }
    Block::Table(table)
}

/// Where most positions go.
fn divisions(subject: &Subject<'_>) -> Option<Block> {
    let words = &subject.words;
    let divisions = subject.outcome.divisions.iter().enumerate();
    let mut cut: Vec<(usize, f64, f64)> = divisions
        .map(|(index, division)| (index, division.people.eliminated, division.people.before))
        .filter(|(_, cut, _)| *cut > 0.0)
        .collect();
    cut.sort_by(|(_, a, _), (_, b, _)| b.total_cmp(a));
    let people = |n: f64| words.people(words::whole(n));
    let mut places: Vec<String> = cut
        .iter()
        .take(MOST_DIVISIONS)
        .map(|&(index, cut, before)| {
            let name = subject.division_name(index);
            format!("{name} ({} of {})", people(cut), people(before))
        })
        .collect();
    let others = cut.get(MOST_DIVISIONS..).unwrap_or_default();
    if !others.is_empty() {
        let sum = others.iter().map(|(_, cut, _)| cut).sum();
        places.push(format!("{} others ({})", others.len(), people(sum)));
    }
    (!places.is_empty()).then(|| Block::List {
        title: "Where positions are cut".into(),
        items: vec![format!("{}.", places.join("; "))],
    })
}

/// What the yearly money for AI keeps up.
fn options(subject: &Subject<'_>) -> Option<Block> {
    let (scenario, words) = (subject.scenario, &subject.words);
    let title = format!("What AI money buys, {}", subject.currency);
    let mut table = Table::new(title)
        .figures(["a year", "keeps up"])
        .words("unit");
    let results = subject.outcome.ai.options.iter().zip(&scenario.options);
    let mut bought: Vec<_> = results.filter(|(of, _)| of.run_rate > 0.0).collect();
    bought.sort_by(|(a, _), (b, _)| b.run_rate.total_cmp(&a.run_rate));
    for (results, option) in bought.iter().take(MOST_OPTIONS) {
        table.row([
            option.name.clone(),
            words.amount(results.run_rate),
            words.count(results.sustained),
            option.unit.clone(),
        ]);
    }
    (!bought.is_empty()).then_some(Block::Table(table))
}

/// What was published, as far as there is room.
fn sources(subject: &Subject<'_>) -> Option<Block> {
    let all = subject.plan.sources.iter().chain(&subject.scenario.sources);
    let mut texts: Vec<String> = Vec::new();
    for (_, source) in all.filter(|(_, source)| source.kind == SourceKind::Sourced) {
        if !texts.contains(&source.text) {
            texts.push(source.text.clone());
        }
    }
    let n_more = texts.len().saturating_sub(MOST_SOURCES);
    texts.truncate(MOST_SOURCES);
    if n_more > 0 {
        texts.push(format!("and {n_more} more"));
    }
    (!texts.is_empty()).then(|| Block::List {
        title: "Published sources".into(),
        items: texts,
    })
}
