//! The filter of the table of inputs, and the inputs that are shown.

use crate::model::{Scenario, Source};
use crate::tui::screens::inputs::index::{Group, InputIndex};
use std::fmt::Write;
use tui_input::Input as TextLine;

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
    /// All of them, in the order in which a key goes through them.
    const ALL: [Self; 4] = [Self::All, Self::Uncertain, Self::Changed, Self::Unsourced];

    /// Returns the next one.
    pub(crate) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&scope| scope == self);
        Self::ALL[(at.unwrap_or(0) + 1) % Self::ALL.len()]
    }
}

/// The filter of the table of inputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputTable {
    pub(crate) filter: TextLine,
    pub(crate) scope: Scope,
    /// The places in the index that are shown; `None` when all are. An input that is edited stays in
    /// sight, so the places are found when the filter is set or another plan is shown, and not after
    /// every change.
    pub(crate) shown: Option<Vec<usize>>,
}

impl InputTable {
    /// Returns how many inputs are shown.
    pub(crate) fn len(&self, index: InputIndex) -> usize {
        self.shown.as_ref().map_or(index.len(), Vec::len)
    }

    /// Returns the place in the index of a row.
    pub(crate) fn place(&self, index: InputIndex, row: usize) -> Option<usize> {
        match &self.shown {
            Some(shown) => shown.get(row).copied(),
            None => (row < index.len()).then_some(row),
        }
    }

    /// Returns the row that shows the input at `place`, if one does.
    pub(crate) fn row(&self, place: usize) -> Option<usize> {
        match &self.shown {
            Some(shown) => shown.binary_search(&place).ok(),
            None => Some(place),
        }
    }

    /// Returns the first row of the next group, or of the group of `row`, or of the one before it.
    pub(crate) fn group_row(&self, index: InputIndex, row: usize, forward: bool) -> Option<usize> {
        let place = self.place(index, row)?;
        let Some(shown) = &self.shown else {
            return Some(index.group_beside(place, forward));
        };
        let group = |row: usize| index.group(shown[row]);
        let first = |of: Group| shown.partition_point(|&place| place < index.start(of));
        let own = first(group(row));
        Some(match forward {
            true => (row..shown.len())
                .find(|&next| group(next) != group(row))
                .unwrap_or(shown.len() - 1),
            false if row > own => own,
            false => own.checked_sub(1).map_or(0, |before| first(group(before))),
        })
    }
}

/// Writes the words that the input at `place` is found by, in lower case and a line each: name, path
/// and source.
pub(crate) fn write_words<'s>(
    scenario: &Scenario,
    place: usize,
    source: impl FnOnce(&str) -> Option<&'s Source>,
    text: &mut String,
) {
    let index = InputIndex::of(scenario);
    let Some(input) = index.at(place) else {
        return;
    };
    let path = input.path(scenario);
    let name = match index.group(place) {
        Group::Division(division) => &scenario.divisions[division].name,
        Group::Option(option) => &scenario.options[option].name,
        _ => "",
    };
    // Writing to a string cannot fail.
    let _ = write!(text, "{name} {}\n{path}\n", input.label());
    if let Some(source) = source(&path) {
        let _ = write!(text, "{:?} {}", source.kind, source.text);
    }
    if text.is_ascii() {
        text.make_ascii_lowercase();
    } else {
        *text = text.to_lowercase();
    }
}
