//! The company's results, one row each: path, words, formula, and what the model has for it.
//!
//! Everything that is company-wide in a report is here, in the order of a report. Must not lay out.

mod money;
mod people;

use crate::model::{Assumptions, Outcome, PeopleTotals, Scenario};
use crate::workbook::{
    format::Format::{self, Average, Factor},
    text::FormulaResult as Value,
};

/// One result.
pub(super) struct Figure {
    /// Its path in a report; nothing for what only leads to a result.
    pub(super) path: String,
    pub(super) label: String,
    pub(super) format: Format,
    /// Where the format does not say it.
    pub(super) unit: &'static str,
    /// Names of the workbook only.
    pub(super) formula: String,
    pub(super) value: Value,
}

/// Results that belong together.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) figures: Vec<Figure>,
}

impl Figure {
    fn new(path: &str, label: &str, format: Format, formula: &str, value: f64) -> Self {
        Self {
            path: path.into(),
            label: label.into(),
            format,
            unit: "",
            formula: formula.into(),
            value: value.into(),
        }
    }

    fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// The name of its cell.
    pub(super) fn name(&self) -> String {
        self.path.replace('.', "_")
    }
}

/// All results of the company.
pub(super) fn sections(scenario: &Scenario, outcome: &Outcome) -> Vec<Section> {
    let section = |title, figures| Section { title, figures };
    let joined = |mut figures: Vec<Figure>, more| {
        figures.extend(more);
        figures
    };
    let people = &outcome.headcount;
    let savings = &outcome.savings;
    let assumptions = &scenario.inputs.assumptions;
    vec![
        section(
            "People",
            joined(people::people(people), people::afterwards(people)),
        ),
        section(
            "Managers and layers",
            joined(people::managers(people), people::layers(people)),
        ),
        section("Savings", money::run_rates(savings)),
        section("Restructuring charge", money::charge(savings)),
        section(
            "Cash, before tax, to the horizon",
            joined(money::cash(scenario, savings), money::worth(savings)),
        ),
        section(
            "After replacing survivors who quit",
            money::after_survivors(savings),
        ),
        section("Money for AI", money::ai(outcome)),
        section("Steps on the way", steps(outcome, assumptions)),
    ]
}

/// What results are worked out from, and no result itself.
fn steps(outcome: &Outcome, assumptions: &Assumptions) -> Vec<Figure> {
    let people = &outcome.headcount;
    let mut totals = PeopleTotals::zero();
    for division in &outcome.divisions {
        totals.add(&division.people);
    }
    vec![
        Figure::new(
            "layoffs_per_cent",
            "Layoffs, per cent of headcount",
            Average,
            "100*headcount_laid_off/headcount_before",
            100.0 * people.laid_off / people.before,
        )
        .unit("per cent"),
        Figure::new(
            "extra_quits_per_survivor",
            "Extra quits, per survivor",
            Factor,
            "survivor_quits*IF(layoffs_per_cent<0.5,2*layoffs_per_cent*\
             0.5^survivor_exponent,MAX(layoffs_per_cent,0.5)^survivor_exponent)",
            totals.extra_quit_rate(assumptions),
        ),
    ]
}
