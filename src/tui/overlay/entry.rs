//! Lines to type: what each is for, how keys edit it, and why it is not taken.

use crate::model::{Input, simulate::Metric};
use crate::text::typed::EntryError;
use crate::tui::{
    event::{Key, KeyCode},
    screens::solve::goal::SolverRow,
};
use tui_input::{Input as TextLine, InputRequest};

/// A line to type.
#[derive(Clone, Debug)]
pub struct TextField {
    /// Its purpose.
    pub purpose: TextPurpose,
    /// The text so far.
    pub line: TextLine,
    /// Why it was not taken.
    pub error: Option<EntryError>,
}

impl PartialEq for TextField {
    fn eq(&self, other: &Self) -> bool {
        self.purpose == other.purpose
            && self.error == other.error
            && self.line.value() == other.line.value()
    }
}

/// The purpose of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPurpose {
    /// The value of an input or a lever.
    Number(Input),
    /// The file to save to.
    SaveAs,
    /// The file to make a picture of the screen in.
    Picture,
    /// The target of a figure.
    Target(Metric),
    /// The number of a row of the solver form.
    Solver(SolverRow),
    /// The seed of the simulation.
    Seed,
    /// How many draws to simulate.
    Draws,
    /// The file to open.
    Open,
    /// A new name for the plan that is shown.
    Rename,
    /// The name of a copy of the plan that is shown.
    Duplicate,
}

impl TextField {
    /// A line that begins with `text`.
    pub fn new(purpose: TextPurpose, text: String) -> Self {
        Self {
            purpose,
            line: TextLine::new(text),
            error: None,
        }
    }
}

/// Edits `line` by a key; returns whether the key is for a line.
pub(crate) fn edit(line: &mut TextLine, key: Key) -> bool {
    let word = key.ctrl || key.alt;
    let request = match key.code {
        KeyCode::Char('u') if key.ctrl => InputRequest::DeleteFromStart,
        KeyCode::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        KeyCode::Char('a') if key.ctrl => InputRequest::GoToStart,
        KeyCode::Char('e') if key.ctrl => InputRequest::GoToEnd,
        KeyCode::Char(c) if !word => InputRequest::InsertChar(c),
        KeyCode::Backspace if word => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if word => InputRequest::GoToPrevWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right if word => InputRequest::GoToNextWord,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        _ => return false,
    };
    line.handle(request);
    true
}
