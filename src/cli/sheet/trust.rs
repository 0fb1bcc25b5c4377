//! How far to trust a report: its warnings, and where its inputs come from.

use crate::export::Block;
use crate::model::{Level, Plan, Scenario, Source, SourceKind, Warning};

/// Warnings before notes, each with all the divisions that it is about.
pub(super) fn warnings(scenario: &Scenario, warnings: &[Warning]) -> Option<Block> {
    let mut kinds: Vec<Warning> = Vec::new();
    for &warning in warnings {
        if kinds.iter().all(|kind| kind.code != warning.code) {
            kinds.push(warning);
        }
    }
    kinds.sort_by_key(|kind| kind.level() == Level::Note);
    let items: Vec<String> = kinds
        .iter()
        .map(|kind| {
            let divisions: Vec<&str> = warnings
                .iter()
                .filter(|warning| warning.code == kind.code)
                .filter_map(|warning| warning.division)
                .map(|division| scenario.divisions[division].name.as_str())
                .collect();
            sentence(*kind, &divisions)
        })
        .collect();
    (!items.is_empty()).then(|| Block::List {
        title: "Warnings".into(),
        items,
    })
}

fn sentence(kind: Warning, divisions: &[&str]) -> String {
    let level = match kind.level() {
        Level::Warning => "Warning",
        Level::Note => "Note",
    };
    let place = match divisions {
        [] => String::new(),
        divisions => format!(" ({})", divisions.join("; ")),
    };
    format!("{level}: {}{place}", kind.message())
}

/// How many inputs are published, and how many are not.
pub(super) fn sources(scenario: &Scenario, plan: &Plan) -> String {
    match counts(scenario.sources.iter().chain(&plan.sources)) {
        Some(counts) => format!(
            "Inputs by where they come from: {counts}. A figure is no better than its inputs."
        ),
        None => "The scenario does not say where its inputs come from.".into(),
    }
}

/// How many of the inputs that say where they come from are of which kind.
pub(in crate::cli) fn counts<'a>(
    sources: impl Iterator<Item = &'a (String, Source)>,
) -> Option<String> {
    let kinds: Vec<SourceKind> = sources.map(|(_, source)| source.kind).collect();
    let counts = [
        (SourceKind::Sourced, "sourced"),
        (SourceKind::Derived, "derived from sources"),
        (SourceKind::Judgement, "judgement"),
        (SourceKind::Illustrative, "illustrative"),
    ]
    .map(|(kind, name)| {
        let n = kinds.iter().filter(|of| **of == kind).count();
        format!("{n} {name}")
    });
    (!kinds.is_empty()).then(|| counts.join(", "))
}
