//! Reports for people: what is said of a plan, in which order and in which words. As tables, as a page
//! with charts and every input, or as a memo with what matters most.
//!
//! Numbers are rounded by [`text`], blocks are laid out by the formats.

mod charts;
mod comparison;
mod difference;
mod explanation;
mod headcount;
mod headline;
mod inputs;
mod memo;
mod money;
mod page;
mod risk;
pub(crate) mod solve;
mod trust;

use std::collections::HashSet;

use crate::model::{
    Figure, Outcome, Plan, Scenario, SourceKind, Warning,
    simulate::{Metric, Simulation},
};
use crate::report::Block;
use crate::text::{self, Words};

pub(crate) use comparison::Compared;
pub(crate) use difference::sentences;
pub(crate) use explanation::{Subject as Explaining, figures};
pub(crate) use memo::memo;
pub(crate) use page::page;
pub(crate) use risk::risk;
pub(crate) use trust::counts;

/// The name and version of the program.
pub(crate) const SOFTWARE: &str = concat!("reallot ", env!("CARGO_PKG_VERSION"));

/// Returns the report of the plan `index` as tables.
pub(crate) fn tables(
    scenario: &Scenario,
    index: usize,
    outcome: &Outcome,
    warnings: &[Warning],
) -> Vec<Block> {
    let plan = &scenario.plans[index];
    let subject = Subject::of(scenario, plan, outcome);
    let mut blocks = vec![Block::Title(format!("{} ▸ {}", scenario.name, plan.name))];
    if !scenario.summary.trim().is_empty() {
        blocks.push(Block::Text(scenario.summary.clone()));
    }
    blocks.push(Block::Text(subject.frame()));
    blocks.extend(trust::warnings(scenario, warnings));
    blocks.extend(headcount::company(&subject));
    blocks.extend(money::company(&subject));
    blocks.extend(headcount::divisions(&subject));
    blocks.push(money::divisions(&subject));
    blocks.extend(money::quarters(&subject));
    blocks.push(Block::Text(trust::sources(scenario, plan)));
    blocks
}

/// A plan with its results, and what is needed to write them.
struct Subject<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    outcome: &'a Outcome,
    words: Words<'a>,
    /// The sign of the currency, without a space.
    currency: String,
    /// The last quarter.
    end: String,
    /// Paths of illustrative inputs; empty if those are not marked.
    illustrative: HashSet<&'a str>,
    odds: Option<Odds<'a>>,
}

/// A simulation of the plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Odds<'a> {
    pub(crate) simulation: &'a Simulation,
    /// The seed of its draws.
    pub(crate) seed: u64,
}

impl<'a> Subject<'a> {
    fn of(scenario: &'a Scenario, plan: &'a Plan, outcome: &'a Outcome) -> Self {
        let words = Words::new(&scenario.currency, false);
        Self {
            scenario,
            plan,
            outcome,
            words,
            currency: words.currency_sign().trim_end().to_owned(),
            end: scenario.start.plus(scenario.horizon - 1).to_string(),
            illustrative: HashSet::new(),
            odds: None,
        }
    }

    /// The same with a simulation, if there is one.
    fn with(self, odds: Option<Odds<'a>>) -> Self {
        Self { odds, ..self }
    }

    /// Returns the value of a result.
    fn value(&self, figure: Figure) -> f64 {
        figure.of(self.outcome)
    }

    /// Returns a result in words; money without its currency, which is named beside it.
    fn figure(&self, figure: Figure) -> String {
        self.words
            .format(self.value(figure), figure.spec().unit, text::Style::Bare)
    }

    /// Returns a sum of money in words, with its currency.
    fn money(&self, figure: Figure) -> String {
        self.words.money(self.value(figure))
    }

    /// Returns a number of people in words: whole ones where they are not few.
    fn people(&self, figure: Figure) -> String {
        self.words.people(text::whole(self.value(figure)))
    }

    /// Writes the range of `metric`, if it is known, before `note`.
    fn in_range(&self, metric: Metric, note: &str) -> String {
        let Some(odds) = self.odds else {
            return note.into();
        };
        let spread = odds.simulation.spread(metric);
        let (low, high) = (spread.percentile("p10"), spread.percentile("p90"));
        let kind = metric.spec().unit;
        let range = self.words.range(kind, low, high, spread.standard_error);
        let sign = self.words.sign(kind);
        format!("P10–P90 {sign}{range}; {note}")
    }

    /// Explains the ranges, if there are any.
    fn odds(&self) -> Option<String> {
        let odds = self.odds?;
        Some(format!(
            "Ranges P10–P90 hold 80 % of {} draws of the uncertain inputs (seed {}).",
            self.words.count(odds.simulation.n_draws() as f64),
            odds.seed
        ))
    }

    /// The same with a mark on illustrative headcounts.
    fn marked(self) -> Self {
        let sources = self.scenario.sources.iter();
        let made_up = sources.filter(|(_, source)| source.kind == SourceKind::Illustrative);
        Self {
            illustrative: made_up.map(|(path, _)| path.as_str()).collect(),
            ..self
        }
    }

    /// The mark of a division whose headcount is illustrative.
    fn mark(&self, division: usize) -> &'static str {
        let key = &self.scenario.divisions[division].key;
        let path = format!("divisions.{key}.headcount");
        if self.illustrative.contains(path.as_str()) {
            "~"
        } else {
            ""
        }
    }

    /// Returns what holds for all figures: the period, the currency, the discount rate, the funding.
    fn frame(&self) -> String {
        let (scenario, words) = (self.scenario, &self.words);
        format!(
            "{} to {}, {} quarters. Amounts in {}, before tax; discounted at {} a year. \
             Money moves to AI {}.",
            scenario.start,
            self.end,
            scenario.horizon,
            scenario.currency,
            words.lever_share(scenario.inputs.discount_rate),
            text::funding(self.plan.funding),
        )
    }

    /// Returns the label of a quarter.
    fn quarter(&self, index: usize) -> String {
        self.scenario.start.plus(index).to_string()
    }

    fn division_name(&self, index: usize) -> String {
        self.scenario.divisions[index].name.clone()
    }
}
