//! What differs between two scenarios or plans, in plain sentences.

use crate::model::{Change, Given};
use crate::report::Block;
use crate::text::{self, Style, Words, capital};

/// Returns what differs in the scenario, then plan by plan. `currencies` are those before and after.
pub(crate) fn sentences(changes: &[Change], currencies: [&str; 2]) -> Vec<Block> {
    let words = currencies.map(|currency| Words::new(currency, false));
    let mut groups: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for change in changes {
        let plan = change.plan.as_deref();
        let item = sentence(change, &words);
        match groups.iter_mut().find(|(known, _)| *known == plan) {
            Some((_, items)) => items.push(item),
            None => groups.push((plan, vec![item])),
        }
    }
    let block = |(plan, items): (Option<&str>, Vec<String>)| Block::List {
        title: plan.map_or_else(
            || "What differs".into(),
            |plan| format!("In the plan {plan}"),
        ),
        items,
    };
    groups.into_iter().map(block).collect()
}

fn sentence(change: &Change, words: &[Words<'_>; 2]) -> String {
    let label = capital(&change.label);
    let [from, to] = words;
    match (&change.from, &change.to) {
        (None, Some(Given::Part(name))) => format!("{label} {name} was added"),
        (Some(Given::Part(name)), None) => format!("{label} {name} was removed"),
        (None, Some(given)) => format!("{label} was added: {}", value(given, to)),
        (Some(given), None) => format!("{label} was removed: it was {}", value(given, from)),
        (Some(was), Some(is)) => {
            format!(
                "{label}: {} {} {}",
                value(was, from),
                from.arrow(),
                value(is, to)
            )
        }
        (None, None) => label,
    }
}

fn value(given: &Given, words: &Words<'_>) -> String {
    match given {
        Given::Number(number, unit) => words.format(*number, *unit, Style::Given),
        Given::Text(text) if text.trim().is_empty() => "empty".into(),
        Given::Text(text) | Given::Part(text) => text.clone(),
        Given::Distribution(distribution, unit) => words.brief_distribution(distribution, *unit),
        Given::Source(source) => text::source(source),
        Given::Funding(funding) => text::funding(*funding).into(),
        Given::Own => "the division’s own share".into(),
    }
}
