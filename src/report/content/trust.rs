//! How far to trust a report: its warnings, and where its inputs come from.

use crate::model::{Confidence, Level, Plan, Scenario, Source, SourceKind, Warning};
use crate::report::{Block, content::Subject};
use crate::text::{self, capital};

/// Kinds of sources with their names, the most reliable first.
pub(super) const KINDS: [(SourceKind, &str); 4] = [
    (SourceKind::Sourced, "sourced"),
    (SourceKind::Derived, "derived from sources"),
    (SourceKind::Judgement, "judgement"),
    (SourceKind::Illustrative, "illustrative"),
];

/// The most divisions named in a sentence; the tables have them all.
const MOST_NAMES: usize = 8;

/// Returns warnings before notes, each once, with the divisions that it is about.
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
        [named @ .., _] if named.len() >= MOST_NAMES => format!(
            " ({}; and {} more)",
            divisions[..MOST_NAMES].join("; "),
            divisions.len() - MOST_NAMES
        ),
        divisions => format!(" ({})", divisions.join("; ")),
    };
    format!("{level}: {}{place}", kind.message())
}

/// Explains the mark on illustrative headcounts, if there are any.
pub(super) fn marked_divisions(subject: &Subject<'_>) -> Option<String> {
    let n_divisions = subject.scenario.divisions.len();
    let n_marked = (0..n_divisions)
        .filter(|&index| !subject.mark(index).is_empty())
        .count();
    (n_marked > 0).then(|| {
        format!(
            "~ marks a headcount that is illustrative: {n_marked} of {n_divisions}. What follows \
             from it is illustrative too."
        )
    })
}

/// Returns in a sentence how many inputs are published, and how many are not.
pub(super) fn sources(scenario: &Scenario, plan: &Plan) -> String {
    match counts(scenario.sources.iter().chain(&plan.sources)) {
        Some(counts) => {
            format!("Sources of the inputs: {counts}. A figure is no better than its inputs.")
        }
        None => "The scenario does not say where its inputs come from.".into(),
    }
}

/// Counts the inputs with a source by kind; `None` if there are none.
pub(crate) fn counts<'a>(sources: impl Iterator<Item = &'a (String, Source)>) -> Option<String> {
    let counts = count(sources);
    let named = KINDS
        .iter()
        .zip(counts)
        .map(|((_, name), n)| format!("{n} {name}"));
    (counts.iter().sum::<usize>() > 0).then(|| named.collect::<Vec<_>>().join(", "))
}

/// Counts the inputs of a scenario and its plan by kind, in the order of [`KINDS`].
pub(super) fn sources_by_kind(subject: &Subject<'_>) -> [usize; 4] {
    count(subject.scenario.sources.iter().chain(&subject.plan.sources))
}

fn count<'a>(sources: impl Iterator<Item = &'a (String, Source)>) -> [usize; 4] {
    let mut counts = [0; 4];
    for (_, source) in sources {
        let row = KINDS.iter().position(|(kind, _)| *kind == source.kind);
        counts[row.unwrap_or_default()] += 1;
    }
    counts
}

/// Returns how an input came about, in a word or two.
pub(super) fn kind(source: Option<&Source>, is_default: bool) -> String {
    match source {
        Some(source) => capital(text::kind(source.kind)),
        None if is_default => "The program’s default".into(),
        None => "The scenario does not say".into(),
    }
}

/// Returns where an input comes from.
pub(super) fn origin(source: Option<&Source>, is_default: bool) -> String {
    let kind = kind(source, is_default);
    let Some(source) = source else {
        return kind;
    };
    let confidence = match source.confidence {
        Some(Confidence::High) => " (high confidence)",
        Some(Confidence::Medium) => " (medium confidence)",
        Some(Confidence::Low) => " (low confidence)",
        None => "",
    };
    format!("{kind}: {}{confidence}", source.text)
}
