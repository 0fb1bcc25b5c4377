//! What happens to the state, and what the state asks of the world.
//!
//! Messages carry absolute values, so a recording replays at any size of screen.

use crate::model::{Funding, Input, Scenario};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// An action of the action table was chosen.
    Act(super::ActionId),
    /// Set a lever of the plan at hand.
    Set(Input, f64),
    /// Set the funding rule of the plan at hand.
    SetFunding(Funding),
    /// Move the cursor to a control.
    Focus(super::Focus),
    /// The pointer took hold of a slider; until released, its moves are one step of undo.
    Grab(Input),
    /// The pointer let go.
    Release,
    /// A key or text for the dialog that is open.
    Type(super::Key),
    /// Text for the dialog that is open, as one piece.
    Paste(String),
    /// A row of the list that is open was chosen.
    Choose(usize),
    /// Close whatever is open.
    Close,
    /// The world answered an effect.
    Answer(Answer),
}

/// What the state wants done. Performed by the shell and nobody else.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back until the program is resumed.
    Suspend,
    /// Write `text` to the file `path`; answered by [`Answer::Saved`], [`Answer::Exists`],
    /// [`Answer::Changed`] or [`Answer::Failed`].
    Save {
        /// Where to.
        path: String,
        /// The whole new content.
        text: String,
        /// What to do with a file that is there already.
        guard: SaveGuard,
    },
    /// Read the scenario at `path`, a file or the name of a built-in one; answered by
    /// [`Answer::Opened`] or [`Answer::Failed`].
    Open {
        /// What to read.
        path: String,
    },
}

/// What a save does with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveGuard {
    /// It must not be there: save-as to a new name.
    New,
    /// It must be as it was when it was opened or last saved.
    Unchanged,
    /// Replace it whatever it is: the person said so.
    Replace,
}

/// How an effect went.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The file `path` holds the text; `kept` is where its previous version is, if there was one.
    Saved {
        /// The file.
        path: String,
        /// Its previous version.
        kept: Option<String>,
    },
    /// Nothing was written: there is a file at `path` already.
    Exists {
        /// The file.
        path: String,
    },
    /// Nothing was written: the file at `path` was changed by somebody else.
    Changed {
        /// The file.
        path: String,
    },
    /// A scenario was read.
    Opened {
        /// Where saving writes to; nothing for a built-in scenario.
        path: Option<String>,
        /// What was read.
        scenario: Box<Scenario>,
    },
    /// It did not work, and nothing was changed.
    Failed {
        /// Why, in words, possibly many lines.
        reason: String,
    },
}
