//! Dialogs over the view: lists to choose from (menus, help and questions too), lines to type, the form
//! of an input, and explanations.

pub(crate) mod entry;
pub(crate) mod explain;
pub(crate) mod form;
pub(crate) mod rows;

use crate::model::{Figure, Input};
use crate::tui::{
    effects::{After, Product},
    overlay::{entry::TextField, form::Form},
    screens::solve::goal::SolverRow,
};
use tui_input::Input as TextLine;

/// What lies over the view.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlay {
    /// The dialog that is open.
    pub(super) dialog: Option<Dialog>,
}

/// What the rows of a dialog are of: as long as it is equal, a row is the same row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RowsOf {
    /// No dialog with rows.
    Nothing,
    /// A list, narrowed down by these words.
    List(ListKind, String),
    /// The form of an input.
    Form(Input),
    /// A side of an explanation.
    Explain(Subject, Side),
}

impl Overlay {
    /// Returns what the rows of the open dialog are of.
    pub(super) fn rows_of(&self) -> RowsOf {
        match &self.dialog {
            Some(Dialog::List(list)) => {
                RowsOf::List(list.kind.clone(), list.filter.value().to_owned())
            }
            Some(Dialog::Form(form)) => RowsOf::Form(form.slider.input),
            Some(Dialog::Explain(explained)) => RowsOf::Explain(explained.subject, explained.side),
            Some(Dialog::Text(_) | Dialog::About | Dialog::Find) | None => RowsOf::Nothing,
        }
    }

    /// Returns the list that is open.
    pub(super) fn list(&self) -> Option<&List> {
        match &self.dialog {
            Some(Dialog::List(list)) => Some(list),
            _ => None,
        }
    }

    /// Returns the form that is open.
    pub(super) fn form(&self) -> Option<&Form> {
        match &self.dialog {
            Some(Dialog::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Returns the form that is open.
    pub(super) fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.dialog {
            Some(Dialog::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Returns the explanation that is open.
    pub(super) fn explained(&self) -> Option<&ExplainDialog> {
        match &self.dialog {
            Some(Dialog::Explain(explained)) => Some(explained),
            _ => None,
        }
    }

    /// Returns the explanation that is open.
    pub(super) fn explained_mut(&mut self) -> Option<&mut ExplainDialog> {
        match &mut self.dialog {
            Some(Dialog::Explain(explained)) => Some(explained),
            _ => None,
        }
    }

    /// Moves the cursor of the list or the explanation that is open.
    pub(super) fn highlight(&mut self, row: usize) {
        match &mut self.dialog {
            Some(Dialog::List(list)) => list.cursor = row,
            Some(Dialog::Explain(explained)) => explained.row = row,
            Some(Dialog::Text(_) | Dialog::About | Dialog::Find | Dialog::Form(_)) | None => {}
        }
    }

    /// Explains `subject`, on top of what is explained.
    pub(super) fn explain(&mut self, subject: Subject) {
        match &mut self.dialog {
            Some(Dialog::Explain(explained)) => {
                let left = (explained.subject, explained.row);
                explained.trail.push(left);
                (explained.subject, explained.row) = (subject, 0);
            }
            dialog => {
                *dialog = Some(Dialog::Explain(ExplainDialog {
                    trail: Vec::new(),
                    subject,
                    row: 0,
                    side: Side::default(),
                }));
            }
        }
    }

    /// Whether keys type text.
    pub(super) fn wants_text(&self) -> bool {
        match &self.dialog {
            Some(Dialog::Text(_) | Dialog::Find | Dialog::Form(_)) => true,
            Some(Dialog::List(list)) => list.can_filter(),
            Some(Dialog::About | Dialog::Explain(_)) | None => false,
        }
    }
}

/// A dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Something to choose from.
    List(List),
    /// Something to type.
    Text(TextField),
    /// What the scenario is and where its numbers come from.
    About,
    /// The filter of the table of inputs, typed in the table itself.
    Find,
    /// An input, its value and how it varies.
    Form(Form),
    /// Where a figure comes from, or what an input moves.
    Explain(ExplainDialog),
}

/// Rows to choose from.
#[derive(Clone, Debug)]
pub struct List {
    /// The rows to choose from.
    pub kind: ListKind,
    /// The words that rows must match.
    pub filter: TextLine,
    /// The highlighted row, counted among those that match.
    pub cursor: usize,
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.cursor == other.cursor
            && self.filter.value() == other.filter.value()
    }
}

/// The rows of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Everything that can be done, with its keys: help and command palette in one.
    Actions,
    /// The plans, to look at one.
    Plans,
    /// The views, to go to one by its letter.
    Views,
    /// The baselines.
    Baselines,
    /// The values that a row of the solver form may have.
    Choices(SolverRow),
    /// Answers to a question.
    Answers(Question),
}

/// Something that must be decided first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Work is unsaved.
    Unsaved(After),
    /// There is a file of this name where this should go.
    Exists(Product, String),
    /// Somebody else changed the file.
    Changed(String),
}

impl List {
    /// A list with no filter and the first row highlighted.
    pub fn new(kind: ListKind) -> Self {
        Self {
            kind,
            filter: TextLine::default(),
            cursor: 0,
        }
    }

    /// Whether typing narrows the list down.
    pub fn can_filter(&self) -> bool {
        !matches!(self.kind, ListKind::Answers(_) | ListKind::Views)
    }
}

/// An explanation that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainDialog {
    /// The subjects explained before, each with the row it was left at.
    pub trail: Vec<(Subject, usize)>,
    /// The subject that is explained.
    pub subject: Subject,
    /// The row the cursor is on.
    pub row: usize,
    /// The side that is shown of a figure.
    pub side: Side,
}

/// Something that can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A result.
    Figure(Figure),
    /// A number that results come from.
    Input(Input),
    /// A step between: a term of [`State::explanation`](crate::tui::State::explanation).
    Term(usize),
}

/// A side of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// How it comes about.
    #[default]
    Formula,
    /// What changed it.
    Change,
}

impl ExplainDialog {
    /// Goes back to what was explained before, if anything was.
    pub(super) fn back(&mut self) {
        if let Some((subject, row)) = self.trail.pop() {
            (self.subject, self.row) = (subject, row);
        }
    }

    /// Shows a side of the figure.
    pub(super) fn show_side(&mut self, side: Side) {
        self.side = side;
        self.row = 0;
    }
}

/// A figure that an input moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MovedFigure {
    /// The figure.
    pub figure: Figure,
    /// Its value now.
    pub from: f64,
    /// Its value a step of the input further.
    pub to: f64,
}
