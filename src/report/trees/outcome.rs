//! The report of one plan as a tree: names, order and nesting of the model contract, section 4.
//!
//! Which results there are, what they are called and in which order is the catalogue's to say
//! ([`crate::model::Figure`]); how a tree is written is the formats'.

use crate::model::{
    AiOutcome, ChargeLines, DivisionOutcome, Figure, Headcount, Level, OptionOutcome, Outcome,
    Quarter, QuarterOutcome, Savings, Scenario, Warning, defined,
};
use crate::report::Tree;

/// Returns every result of the plan `index`, and its warnings.
pub fn report(scenario: &Scenario, index: usize, outcome: &Outcome, warnings: &[Warning]) -> Tree {
    let results = Results { scenario, outcome };
    Tree::Record(vec![
        ("scenario", Tree::text(&scenario.name)),
        ("plan", Tree::text(&scenario.plans[index].name)),
        ("currency", Tree::text(&scenario.currency)),
        ("start", label(scenario.start)),
        ("horizon", Tree::Whole(scenario.horizon as u64)),
        (
            "headcount",
            Tree::Record(results.named(Headcount::figures())),
        ),
        ("savings", results.savings()),
        ("ai", results.ai()),
        ("quarters", results.quarters()),
        ("divisions", results.divisions()),
        (
            "warnings",
            Tree::list(warnings.iter().map(|&warning| a_warning(scenario, warning))),
        ),
    ])
}

/// What the tree of results is made from.
struct Results<'a> {
    scenario: &'a Scenario,
    outcome: &'a Outcome,
}

/// The fields of a record.
type Fields = Vec<(&'static str, Tree)>;

impl Results<'_> {
    /// Returns results under their own names.
    fn named(&self, figures: impl Iterator<Item = Figure>) -> Fields {
        figures
            .map(|figure| (figure.spec().name, self.value(figure)))
            .collect()
    }

    /// Returns the value of a result; a quarter by its label.
    fn value(&self, figure: Figure) -> Tree {
        let value = figure.of(self.outcome);
        match (figure, defined(value)) {
            (Savings::PEAK_NEGATIVE_QUARTER, Some(at)) => {
                label(self.scenario.start.plus(at as usize))
            }
            _ => Tree::figure(value),
        }
    }

    /// Returns the savings, with what they were in each year and with the lines of the charge.
    fn savings(&self) -> Tree {
        let mut fields = Fields::new();
        for figure in Savings::figures() {
            fields.extend(self.named(std::iter::once(figure)));
            match figure {
                Savings::RUN_RATE => fields.push(("in_year", self.years())),
                Savings::CHARGE => {
                    let lines = self.named(ChargeLines::figures());
                    fields.push(("charge_lines", Tree::Record(lines)));
                }
                _ => {}
            }
        }
        Tree::Record(fields)
    }

    fn years(&self) -> Tree {
        Tree::list(self.outcome.savings.in_year.iter().map(|of_year| {
            Tree::Record(vec![
                ("year", Tree::Whole(of_year.year.into())),
                ("amount", Tree::figure(of_year.amount)),
            ])
        }))
    }

    fn ai(&self) -> Tree {
        let options = self.scenario.options.iter().enumerate();
        let options = options.map(|(at, option)| {
            let figures = OptionOutcome::figures().map(|figure| figure.at(at));
            self.item(("key", Tree::text(&option.key)), figures)
        });
        let mut fields = self.named(AiOutcome::figures());
        fields.push(("options", Tree::list(options)));
        Tree::Record(fields)
    }

    fn quarters(&self) -> Tree {
        Tree::list((0..self.scenario.horizon).map(|at| {
            let figures = QuarterOutcome::figures().map(|figure| figure.at(at));
            self.item(("label", label(self.scenario.start.plus(at))), figures)
        }))
    }

    fn divisions(&self) -> Tree {
        let divisions = self.scenario.divisions.iter().enumerate();
        Tree::list(divisions.map(|(at, division)| {
            let figures = DivisionOutcome::figures().map(|figure| figure.at(at));
            self.item(("key", Tree::text(&division.key)), figures)
        }))
    }

    /// Returns the results of an AI option, a quarter or a division after what it is called.
    fn item(&self, key: (&'static str, Tree), figures: impl Iterator<Item = Figure>) -> Tree {
        let mut fields = vec![key];
        fields.extend(self.named(figures));
        Tree::Record(fields)
    }
}

fn a_warning(scenario: &Scenario, warning: Warning) -> Tree {
    let level = match warning.level() {
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let path = warning.division.map_or(Tree::Nothing, |division| {
        Tree::text(format!("divisions.{}", scenario.divisions[division].key))
    });
    Tree::Record(vec![
        ("code", Tree::text(warning.name())),
        ("level", Tree::text(level)),
        ("path", path),
        ("message", Tree::text(warning.message())),
    ])
}

fn label(quarter: Quarter) -> Tree {
    Tree::text(quarter.to_string())
}
