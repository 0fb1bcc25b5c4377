//! The table of all inputs: which are shown, what is said of each, and how they change.
//!
//! Must not change the scenario but by an edit, so that everything can be undone.

use std::cell::OnceCell;
use std::fmt::Write;

use crate::model::{
    Distribution, Input, Inputs, Scenario, Source, SourceKind, Uncertain, simulate::Quantiles,
};
use crate::tui::{
    Catalogue, Edit, Group, Msg, Pane, State, edit::Cites, overlay::has_letters,
    screens::inputs::sources::Lookup,
};
use tui_input::Input as Line;

/// Which inputs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All.
    #[default]
    All,
    /// Those given as a distribution.
    Uncertain,
    /// Those that are not as they were saved.
    Changed,
    /// Those that do not say where they come from.
    Unsourced,
}

impl Scope {
    /// All of them, in the order of their key.
    const ALL: [Self; 4] = [Self::All, Self::Uncertain, Self::Changed, Self::Unsourced];

    pub(crate) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&scope| scope == self);
        Self::ALL[(at.unwrap_or(0) + 1) % Self::ALL.len()]
    }
}

/// How the table is narrowed down.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) filter: Line,
    pub(crate) scope: Scope,
    /// The places in the catalogue that are shown; nothing when all are. What is edited stays in
    /// sight: this changes only with the filter and the plan at hand.
    shown: OnceCell<Option<Vec<usize>>>,
}

/// The organisation as opened or last saved.
#[derive(Clone, Debug)]
pub(crate) struct Saved {
    pub(crate) inputs: Inputs,
    pub(crate) horizon: usize,
    /// By place in the catalogue.
    uncertain: Vec<(usize, Distribution)>,
}

impl Saved {
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let catalogue = Catalogue::of(scenario);
        let told = scenario.uncertain.iter();
        let mut uncertain: Vec<(usize, Distribution)> = told
            .map(|told| (catalogue.place(told.input), told.distribution.clone()))
            .collect();
        uncertain.sort_by_key(|&(place, _)| place);
        Self {
            inputs: scenario.inputs.clone(),
            horizon: scenario.horizon,
            uncertain,
        }
    }

    /// How the input at `place` of the catalogue varied.
    fn uncertain(&self, place: usize) -> Option<&Distribution> {
        let found = self
            .uncertain
            .binary_search_by_key(&place, |&(place, _)| place);
        found.ok().map(|found| &self.uncertain[found].1)
    }
}

impl State {
    /// All inputs in their order.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::of(&self.scenario)
    }

    fn lookup(&self) -> &Lookup {
        self.lookup
            .get_or_init(|| Lookup::of(&self.scenario, self.plan))
    }

    /// Forgets what is said of inputs: it is another.
    pub(crate) fn forget_lookup(&mut self) {
        self.lookup = OnceCell::new();
    }

    fn shown(&self) -> Option<&[usize]> {
        let shown = self.sheet.shown.get_or_init(|| self.matching());
        shown.as_deref()
    }

    /// How many inputs the table shows.
    pub fn inputs_shown(&self) -> usize {
        self.shown().map_or(self.catalogue().len(), <[usize]>::len)
    }

    /// The place in the catalogue of a row of the table.
    pub fn place_in_row(&self, row: usize) -> Option<usize> {
        match self.shown() {
            Some(shown) => shown.get(row).copied(),
            None => (row < self.catalogue().len()).then_some(row),
        }
    }

    /// The input of a row of the table.
    pub fn input_in_row(&self, row: usize) -> Option<Input> {
        self.catalogue().at(self.place_in_row(row)?)
    }

    /// Whether the table shows `input`.
    pub(crate) fn shows_input(&self, input: Input) -> bool {
        self.row_of(input).is_some()
    }

    /// The row of the table that shows `input`, if one does.
    fn row_of(&self, input: Input) -> Option<usize> {
        let place = self.catalogue().place(input);
        match self.shown() {
            Some(shown) => shown.binary_search(&place).ok(),
            None => Some(place),
        }
    }

    /// Whether the cursor is on a row of the table that has keys.
    pub fn is_at_input(&self, row: usize) -> bool {
        self.pane() == Pane::Inputs && self.row(Pane::Inputs) == row && self.dialog.is_none()
    }

    /// What inputs must match to be shown.
    pub fn inputs_filter(&self) -> &Line {
        &self.sheet.filter
    }

    /// Which inputs are shown.
    pub fn inputs_scope(&self) -> Scope {
        self.sheet.scope
    }

    /// Whether the table was narrowed down.
    pub(crate) fn is_narrow(&self) -> bool {
        self.shown().is_some()
    }

    /// Where an input comes from.
    pub fn source(&self, input: Input) -> Option<&Source> {
        let path = input.path(&self.scenario);
        self.lookup().source(&self.scenario, self.plan, &path)
    }

    /// How many inputs have a source of each kind, the best first, and how many have none.
    pub fn source_counts(&self) -> ([(SourceKind, usize); 4], usize) {
        let counts = &self.lookup().counts;
        let of = |index| (Lookup::KINDS[index], counts[index]);
        ([of(0), of(1), of(2), of(3)], counts[4])
    }

    /// Whether the headcount of a division is made up to show the shape of things.
    pub fn is_illustrative(&self, division: usize) -> bool {
        self.lookup().illustrative[division]
    }

    /// Whether the headcount of any division is.
    pub fn any_illustrative(&self) -> bool {
        self.lookup().illustrative.contains(&true)
    }

    /// How an input varies.
    pub fn uncertain(&self, input: Input) -> Option<&Uncertain> {
        let at = self.lookup().uncertain(self.catalogue().place(input))?;
        self.scenario.uncertain.get(at)
    }

    /// The values of an uncertain input by the share of cases below them. Some take a while to work
    /// out, so they are kept until a distribution changes.
    pub fn quantiles(&self, input: Input) -> Option<&Quantiles> {
        let at = self.lookup().uncertain(self.catalogue().place(input))?;
        let uncertain = &self.scenario.uncertain;
        let kept = self
            .quantiles
            .get_or_init(|| vec![OnceCell::new(); uncertain.len()]);
        let quantiles = kept.get(at)?;
        Some(quantiles.get_or_init(|| Quantiles::of(&uncertain[at])))
    }

    /// The value an input has when nobody gives it; nothing where somebody must.
    pub fn default_of(&self, input: Input) -> Option<f64> {
        match input {
            Input::Horizon | Input::Share(_) => None,
            Input::Lever(division, lever) => {
                let own = || self.scenario.inputs.divisions[division].manager_share();
                Some(
                    crate::model::Levers::default()
                        .get(lever)
                        .unwrap_or_else(own),
                )
            }
            Input::Plan(_) => Some(0.0),
            input => input.field()?.default,
        }
    }

    /// Whether an input is not as it was saved.
    pub fn is_changed(&self, input: Input) -> bool {
        match input {
            Input::Lever(..) | Input::Plan(_) | Input::Share(_) => self.off_saved(input),
            Input::Horizon => self.scenario.horizon != self.saved.horizon,
            input => {
                let was = self.saved.uncertain(self.catalogue().place(input));
                self.scenario.inputs.get(input) != self.saved.inputs.get(input)
                    || self.uncertain(input).map(|is| &is.distribution) != was
            }
        }
    }

    /// The message that puts a number of the organisation back to where it was saved: its value, or
    /// when that is there, its distribution.
    pub(crate) fn back_to_saved(&self, input: Input) -> Option<Msg> {
        let value = match input {
            Input::Horizon => Some(self.saved.horizon as f64),
            input => self.saved.inputs.get(input),
        }?;
        if self.slider(input)?.value != value {
            return Some(Msg::Set(input, value));
        }
        let was = self.saved.uncertain(self.catalogue().place(input));
        let is = self.uncertain(input).map(|is| &is.distribution);
        (was != is).then(|| Msg::SetUncertain(input, was.cloned()))
    }

    pub(crate) fn set_number(&mut self, input: Input, from: f64, to: f64) {
        let cites = Cites::of(&self.scenario.sources, &[input.path(&self.scenario)]);
        self.make(Edit::Input {
            input,
            from,
            to,
            cites,
        });
    }

    pub(crate) fn set_uncertain(&mut self, input: Input, to: Option<Distribution>) {
        let is_fine = to.as_ref().is_none_or(|to| to.fault().is_none());
        if !is_fine || !input.may_be_uncertain() || self.slider(input).is_none() {
            return;
        }
        let at = self.lookup().uncertain(self.catalogue().place(input));
        let from = at.map(|at| self.scenario.uncertain[at].distribution.clone());
        self.make(Edit::Uncertain {
            input,
            at: at.unwrap_or(self.scenario.uncertain.len()),
            from,
            to,
        });
    }

    /// Narrows the table down anew; the cursor stays on its input if that is still shown.
    pub(crate) fn refilter(&mut self, change: impl FnOnce(&mut Sheet)) {
        let kept = self.input_in_row(self.row(Pane::Inputs));
        change(&mut self.sheet);
        self.sheet.shown = OnceCell::new();
        let row = kept.and_then(|input| self.row_of(input)).unwrap_or(0);
        self.focus_row(row);
    }

    /// Puts the cursor of the table on `input`, if it is shown.
    pub(crate) fn find_input(&mut self, input: Input) {
        if let Some(row) = self.row_of(input) {
            self.focus_row(row);
        }
    }

    fn focus_row(&mut self, row: usize) {
        self.rows[Pane::Inputs as usize] = row;
        self.rows[Pane::Input as usize] = row;
    }

    /// The first row of the group beside that of the row at hand.
    pub(crate) fn group_row(&self, forward: bool) -> Option<usize> {
        let (catalogue, row) = (self.catalogue(), self.row(Pane::Inputs));
        let place = self.place_in_row(row)?;
        let Some(shown) = self.shown() else {
            return Some(catalogue.group_beside(place, forward));
        };
        let group = |row: usize| catalogue.group(shown[row]);
        let first = |of: Group| shown.partition_point(|&place| place < catalogue.start(of));
        let own = first(group(row));
        Some(match forward {
            true => (row..shown.len())
                .find(|&next| group(next) != group(row))
                .unwrap_or(shown.len() - 1),
            false if row > own => own,
            false => own.checked_sub(1).map_or(0, |before| first(group(before))),
        })
    }

    /// The places that match the filter: those with all its words, or if there are none, those with
    /// their letters in that order.
    fn matching(&self) -> Option<Vec<usize>> {
        let wanted = self.sheet.filter.value().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let scope = self.sheet.scope;
        if words.is_empty() && scope == Scope::All {
            return None;
        }
        let catalogue = self.catalogue();
        let in_scope = |&place: &usize| catalogue.at(place).is_some_and(|i| self.in_scope(i));
        let candidates: Vec<usize> = (0..catalogue.len()).filter(in_scope).collect();
        let mut text = String::new();
        let mut matching = |matches: &dyn Fn(&str) -> bool| {
            let mut found = candidates.clone();
            found.retain(|&place| {
                text.clear();
                self.write_text(place, &mut text);
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
        match self.sheet.scope {
            Scope::All => true,
            Scope::Uncertain => self.uncertain(input).is_some(),
            Scope::Changed => self.is_changed(input),
            Scope::Unsourced => self.source(input).is_none(),
        }
    }

    /// What the input at `place` is found by, in lower case and a line each: name, path and source.
    fn write_text(&self, place: usize, text: &mut String) {
        let catalogue = self.catalogue();
        let Some(input) = catalogue.at(place) else {
            return;
        };
        let path = input.path(&self.scenario);
        let name = match catalogue.group(place) {
            Group::Division(division) => &self.scenario.divisions[division].name,
            Group::Option(option) => &self.scenario.options[option].name,
            _ => "",
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "{name} {}\n{path}\n", input.label());
        if let Some(source) = self.lookup().source(&self.scenario, self.plan, &path) {
            let _ = write!(text, "{:?} {}", source.kind, source.text);
        }
        if text.is_ascii() {
            text.make_ascii_lowercase();
        } else {
            *text = text.to_lowercase();
        }
    }
}
