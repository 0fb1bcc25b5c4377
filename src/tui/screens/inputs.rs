//! The panes of all inputs, and what they show: which inputs pass the filter, what is known of each, and
//! how they change.

pub(in crate::tui) mod index;
pub(in crate::tui) mod input;
pub(in crate::tui) mod list;
pub(in crate::tui) mod sources;
pub(in crate::tui) mod table;

use crate::model::{
    Distribution, Input, Levers, Source, SourceKind, Uncertain, simulate::Quantiles,
};
use crate::tui::{
    edit::{Edit, differs},
    messages::Msg,
    overlay::rows::has_letters,
    screens::inputs::{
        index::InputIndex,
        sources::SourceIndex,
        table::{InputTable, Scope, write_words},
    },
    state::State,
    views::Pane,
};
use tui_input::Input as TextLine;

impl State {
    /// Returns the order of all inputs.
    pub fn input_index(&self) -> InputIndex {
        InputIndex::of(self.scenario())
    }

    fn source_index(&self) -> &SourceIndex {
        self.derived.source_index(&self.document)
    }

    /// Returns how many inputs the table shows.
    pub fn inputs_shown(&self) -> usize {
        self.inputs.len(self.input_index())
    }

    /// Returns the input of a row of the table.
    pub fn input_in_row(&self, row: usize) -> Option<Input> {
        let index = self.input_index();
        index.at(self.inputs.place(index, row)?)
    }

    /// Returns the row of the table that shows `input`, if one does.
    pub(in crate::tui) fn row_of_input(&self, input: Input) -> Option<usize> {
        self.inputs.row(self.input_index().place(input))
    }

    /// Returns the words that inputs must match to be shown.
    pub fn inputs_filter(&self) -> &TextLine {
        &self.inputs.filter
    }

    /// Returns which inputs are shown.
    pub fn inputs_scope(&self) -> Scope {
        self.inputs.scope
    }

    /// Returns the source of an input.
    pub fn source(&self, input: Input) -> Option<&Source> {
        let path = input.path(self.scenario());
        let plan = self.document.index();
        self.source_index().source(self.scenario(), plan, &path)
    }

    /// Returns how many inputs have a source of each kind, the best first, and how many have none.
    pub fn source_counts(&self) -> ([(SourceKind, usize); 4], usize) {
        let counts = &self.source_index().counts;
        let of = |index| (SourceIndex::KINDS[index], counts[index]);
        ([of(0), of(1), of(2), of(3)], counts[4])
    }

    /// Whether the headcount of a division is made up to show the shape of things.
    pub fn is_illustrative(&self, division: usize) -> bool {
        self.source_index().illustrative[division]
    }

    /// Whether the headcount of any division is made up.
    pub(in crate::tui) fn any_illustrative(&self) -> bool {
        self.source_index().illustrative.contains(&true)
    }

    /// Returns how an input varies.
    pub fn uncertain(&self, input: Input) -> Option<&Uncertain> {
        let at = self.source_index().uncertain(input)?;
        self.scenario().uncertain.get(at)
    }

    /// Returns the values of an uncertain input by the share of cases below them.
    pub fn quantiles(&self, input: Input) -> Option<&Quantiles> {
        let at = self.source_index().uncertain(input)?;
        self.derived.quantiles(&self.document, at)
    }

    /// Returns the value that an input has when nobody gives it; `None` where somebody must.
    pub(in crate::tui) fn default_of(&self, input: Input) -> Option<f64> {
        match input {
            Input::Horizon | Input::Share(_) => None,
            Input::Lever(division, lever) => {
                let own = || self.scenario().inputs.divisions[division].manager_share();
                Some(Levers::default().get(lever).unwrap_or_else(own))
            }
            Input::Plan(_) => Some(0.0),
            input => input.field()?.default,
        }
    }

    /// Whether an input is not as it was saved.
    pub fn is_changed(&self, input: Input) -> bool {
        let saved = self.document.saved();
        match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => {
                differs(input, self.current_plan(), self.document.origin())
            }
            Input::Horizon => self.scenario().horizon != saved.horizon,
            input => {
                self.scenario().inputs.get(input) != saved.inputs.get(input)
                    || self.distribution(input) != saved.distribution(input)
            }
        }
    }

    /// Returns the distribution of an input.
    pub(in crate::tui) fn distribution(&self, input: Input) -> Option<&Distribution> {
        Some(&self.uncertain(input)?.distribution)
    }

    /// Returns the message that puts a number of the organisation back to where it was saved: its
    /// value, or when that is there, its distribution.
    pub(in crate::tui) fn back_to_saved(&self, input: Input) -> Option<Msg> {
        let saved = self.document.saved();
        let value = match input {
            Input::Horizon => Some(saved.horizon as f64),
            input => saved.inputs.get(input),
        }?;
        if self.slider(input)?.value != value {
            return Some(Msg::Set(input, value));
        }
        let was = saved.distribution(input);
        let is_another = was != self.distribution(input);
        is_another.then(|| Msg::SetDistribution(input, was.cloned()))
    }

    /// Sets the distribution of an input that may vary; a faulty one is not taken.
    pub(in crate::tui) fn set_distribution(&mut self, input: Input, to: Option<Distribution>) {
        let is_fine = to.as_ref().is_none_or(|to| to.fault().is_none());
        if !is_fine || !input.may_be_uncertain() || self.slider(input).is_none() {
            return;
        }
        let at = self.source_index().uncertain(input);
        let uncertain = &self.scenario().uncertain;
        let from = at.map(|at| uncertain[at].distribution.clone());
        let at = at.unwrap_or(uncertain.len());
        self.document.make(Edit::Uncertain {
            input,
            at,
            from,
            to,
        });
    }

    /// Filters the table anew; the cursor stays on its input if that is still shown.
    pub(in crate::tui) fn filter_inputs(&mut self, change: impl FnOnce(&mut InputTable)) {
        let kept = self.input_in_row(self.focus.row(Pane::Inputs));
        change(&mut self.inputs);
        self.inputs.shown = self.matching_inputs();
        let row = kept.and_then(|input| self.row_of_input(input));
        self.focus.set_row(Pane::Inputs, row.unwrap_or(0));
    }

    /// Returns the places that match the filter: those with all its words, or if there are none, those
    /// with their letters in that order. `None` where there is no filter.
    fn matching_inputs(&self) -> Option<Vec<usize>> {
        let wanted = self.inputs.filter.value().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        if words.is_empty() && self.inputs.scope == Scope::All {
            return None;
        }
        let index = self.input_index();
        let in_scope = |&place: &usize| index.at(place).is_some_and(|i| self.in_scope(i));
        let candidates: Vec<usize> = (0..index.len()).filter(in_scope).collect();
        let (scenario, plan) = (self.scenario(), self.document.index());
        let sources = self.source_index();
        let mut text = String::new();
        let mut matching = |matches: &dyn Fn(&str) -> bool| {
            let mut found = candidates.clone();
            found.retain(|&place| {
                text.clear();
                let source = |path: &str| sources.source(scenario, plan, path);
                write_words(scenario, place, source, &mut text);
                matches(&text)
            });
            found
        };
        let exact = matching(&|text| words.iter().all(|word| text.contains(word)));
        Some(if exact.is_empty() {
            // A source is long enough to have the letters of anything.
            let named = |text: &str| text.lines().take(2).any(|line| has_letters(line, &wanted));
            matching(&named)
        } else {
            exact
        })
    }

    fn in_scope(&self, input: Input) -> bool {
        match self.inputs.scope {
            Scope::All => true,
            Scope::Uncertain => self.uncertain(input).is_some(),
            Scope::Changed => self.is_changed(input),
            Scope::Unsourced => self.source(input).is_none(),
        }
    }
}
