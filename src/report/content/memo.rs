//! The memo: the most important of a plan on one page, its cost before its savings. The page has all of it.

use crate::model::{Outcome, Scenario, SourceKind, Warning};
use crate::report::{
    Block, Table,
    content::{Odds, SOFTWARE, Subject, headline, inputs, trust},
};
use crate::text;

/// How much fits on one page; the figures are of people, costs, savings and AI.
const MOST_FIGURES: [usize; 4] = [2, 4, 4, 2];
const MOST_DIVISIONS: usize = 5;
const MOST_OPTIONS: usize = 6;
const MOST_ASSUMPTIONS: usize = 6;
const MOST_SOURCES: usize = 3;

/// Returns the memo of the plan `index`.
pub(crate) fn memo(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
    odds: Option<Odds<'_>>,
) -> Vec<Block> {
    let plan = &scenario.plans[index];
    let subject = Subject::of(scenario, plan, outcome).with(odds);
    let mut blocks = vec![
        Block::Title(format!("{} ▸ {}", scenario.name, plan.name)),
        Block::Text(headline::sentence(&subject)),
        Block::Text(subject.frame()),
        figures(&subject),
    ];
    let places = [divisions(&subject), options(&subject)];
    let items: Vec<String> = places.into_iter().flatten().collect();
    if !items.is_empty() {
        blocks.push(Block::List {
            title: "Cuts, and what the money for AI buys".into(),
            items,
        });
    }
    blocks.extend(trust::warnings(scenario, warnings));
    blocks.extend(inputs::telling(&subject, MOST_ASSUMPTIONS));
    blocks.extend(sources(&subject));
    blocks.push(Block::Text(format!(
        "{} {} The report as HTML has them all. Made by {SOFTWARE}.",
        trust::sources(scenario, plan),
        subject
            .odds()
            .unwrap_or_else(|| "No input is uncertain.".into()),
    )));
    blocks
}

fn figures(subject: &Subject<'_>) -> Block {
    let mut table = Table::new("In figures").figures(["figure"]).words("");
    for ((_, rows), most) in headline::rows(subject).into_iter().zip(MOST_FIGURES) {
        for row in rows.into_iter().take(most) {
            table.row(row);
        }
    }
    Block::Table(table)
}

/// The divisions with the most positions cut.
fn divisions(subject: &Subject<'_>) -> Option<String> {
    let words = &subject.words;
    let divisions = subject.outcome.divisions.iter().enumerate();
    let mut cut: Vec<(usize, f64, f64)> = divisions
        .map(|(index, division)| (index, division.people.eliminated, division.people.before))
        .filter(|(_, cut, _)| *cut > 0.0)
        .collect();
    cut.sort_by(|(_, a, _), (_, b, _)| b.total_cmp(a));
    let people = |n: f64| words.people(text::whole(n));
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
    (!places.is_empty()).then(|| format!("Positions cut: {}.", places.join("; ")))
}

/// What the yearly money for AI sustains.
fn options(subject: &Subject<'_>) -> Option<String> {
    let (scenario, words) = (subject.scenario, &subject.words);
    let results = subject.outcome.ai.options.iter().zip(&scenario.options);
    let mut bought: Vec<_> = results.filter(|(of, _)| of.run_rate > 0.0).collect();
    bought.sort_by(|(a, _), (b, _)| b.run_rate.total_cmp(&a.run_rate));
    let items = bought.iter().take(MOST_OPTIONS).map(|(results, option)| {
        format!(
            "{} {} ({} {})",
            option.name,
            words.money(results.run_rate),
            words.count(results.sustained),
            option.unit
        )
    });
    let items = Vec::from_iter(items).join("; ");
    (!items.is_empty()).then(|| format!("Money for AI per year, and what it sustains: {items}."))
}

/// The published sources, as far as there is room.
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
    (!texts.is_empty()).then(|| Block::Text(format!("Published sources: {}.", texts.join("; "))))
}
