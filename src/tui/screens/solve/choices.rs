//! What each row of what is asked of the solver may be.
//!
//! Must not change it: a choice is the message that would.

use crate::model::{
    Figure, Input,
    solve::{Failing, OBJECTIVES, Target},
};
use crate::tui::{Choice, Find, QuestRow, State, Want};

/// Shares of draws that are offered.
const CHANCES: [f64; 4] = [0.5, 0.8, 0.9, 0.95];

impl State {
    /// The values that a row may have; none where it is a number.
    pub fn choices(&self, row: QuestRow) -> Vec<Choice> {
        let scenario = self.scenario();
        let choice = |label: &str, detail: &str, want| Choice {
            label: label.into(),
            detail: detail.into(),
            want,
        };
        match row {
            QuestRow::Find => vec![
                choice(
                    "cuts",
                    "all cuts at once: least harm for a target",
                    Want::Find(Find::Cuts),
                ),
                choice(
                    "one input",
                    "the value of one input for a figure",
                    Want::Find(Find::Input),
                ),
                choice(
                    "breaking point",
                    "what would have to change for the plan to fail",
                    Want::Find(Find::Failure),
                ),
            ],
            QuestRow::Target => Target::all(scenario)
                .into_iter()
                .map(|target| {
                    let figure = target.figure();
                    choice(
                        &figure.label(scenario),
                        &figure.path(scenario),
                        Want::Target(target),
                    )
                })
                .collect(),
            QuestRow::Least => OBJECTIVES
                .iter()
                .map(|spec| choice(spec.label, spec.help, Want::Least(spec.objective)))
                .collect(),
            QuestRow::Caps => vec![
                choice("kept", "no cut above its guardrail", Want::Caps(true)),
                choice("ignored", "any cut will do", Want::Caps(false)),
            ],
            QuestRow::Chance if self.is_uncertain() => self.chances(),
            QuestRow::Failing => self.failures(),
            QuestRow::Input => self.inputs_to_move(),
            QuestRow::Figure => Figure::all(scenario)
                .into_iter()
                .map(|figure| {
                    choice(
                        &figure.path(scenario),
                        &figure.label(scenario),
                        Want::Figure(figure),
                    )
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn chances(&self) -> Vec<Choice> {
        let certain = Choice {
            label: "base value".into(),
            detail: "with every input as it is".into(),
            want: Want::Chance(None),
        };
        let of = |share: f64| Choice {
            label: format!("{} in 100 draws", (share * 100.0).round()),
            detail: "of what is uncertain".into(),
            want: Want::Chance(Some(share)),
        };
        std::iter::once(certain).chain(CHANCES.map(of)).collect()
    }

    fn failures(&self) -> Vec<Choice> {
        let choice = |label: &str, failing| Choice {
            label: label.into(),
            detail: String::new(),
            want: Want::Failing(failing),
        };
        let (mut least, mut months) = (0.75 * self.outcome().savings.run_rate, 12.0);
        match self.quest.failing {
            Failing::RunRate(set) => least = set,
            Failing::Payback(set) => months = set,
            Failing::NoPayback | Failing::Npv => {}
        }
        vec![
            choice("no payback", Failing::NoPayback),
            choice("NPV not above zero", Failing::Npv),
            choice("run-rate savings too low", Failing::RunRate(least)),
            choice("payback too late", Failing::Payback(months)),
        ]
    }

    fn inputs_to_move(&self) -> Vec<Choice> {
        let (scenario, catalogue) = (self.scenario(), self.catalogue());
        let inputs = (0..catalogue.len()).filter_map(|place| catalogue.at(place));
        let choice = |input: Input| Choice {
            label: input.path(scenario),
            detail: input.help().into(),
            want: Want::Input(input),
        };
        inputs.map(choice).collect()
    }
}
