//! What is no part of the document and gone when the program ends: what is said, what the pointer
//! holds, what the world was asked for, and how figures are shown.

use crate::model::Input;
use crate::tui::{edit::Edit, effects::After, overlay::entry::TextField};

/// The state of one run of the program.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    /// What is said until the next message.
    pub(super) notice: Option<Notice>,
    /// The slider that the pointer holds.
    pub(super) held: Option<HeldSlider>,
    /// The line that led to what the world was asked for; opened again if that fails.
    pub(super) pending_entry: Option<TextField>,
    /// What follows once the scenario is saved.
    pub(super) after_save: Option<After>,
    /// Whether figures are shown in full, and not rounded.
    pub(super) full_figures: bool,
    /// For each share of the portfolio, whether it stays where it is.
    pub(super) locks: Vec<bool>,
}

/// A slider that the pointer holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeldSlider {
    pub(super) input: Input,
    /// The top of its track when it was taken, so that the scale stays still during the drag.
    pub(super) top: f64,
}

/// Something that is said once, below the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A change was taken back, by this change.
    Undone(Edit),
    /// This change was made again.
    Redone(Edit),
    /// The file was written; where its previous version is.
    Saved(String, Option<String>),
    /// A picture was made; where the previous version of its file is.
    Pictured(String, Option<String>),
    /// A plan of this name was added.
    Added(String),
    /// A scenario was opened.
    Opened,
    /// The plan of this name was deleted.
    Removed(String),
    /// The reason why a key does nothing.
    Hint(&'static str),
    /// Something failed, for this reason.
    Failed(String),
}
