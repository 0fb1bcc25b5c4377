//! What the state asks of the world, and what the world answers.

use std::sync::Arc;

use crate::model::{Scenario, simulate::Simulation};
use crate::tui::screens::risk::simulation::SimulationKey;

/// What leaves the open scenario behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// Ending the program.
    Quit,
    /// Opening another scenario.
    Open(String),
}

/// Something to be done outside; only the shell performs it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back until the program is resumed.
    Suspend,
    /// Write `text` to the file `path`; answered by [`Answer::Saved`], [`Answer::Exists`],
    /// [`Answer::Changed`] or [`Answer::Failed`].
    Save {
        /// The file.
        path: String,
        /// The whole new content.
        text: String,
        /// What to do with a file that is there already.
        guard: SaveGuard,
    },
    /// Make a picture of the view in the file `path`, whose ending says which kind; answered by
    /// [`Answer::Pictured`], [`Answer::Exists`] or [`Answer::Failed`].
    Picture {
        /// The file.
        path: String,
        /// What to do with a file that is there already.
        guard: SaveGuard,
    },
    /// Read the scenario at `path`, a file or the name of a built-in one; answered by
    /// [`Answer::Opened`] or [`Answer::Failed`].
    Open {
        /// The file, or the name of a built-in scenario.
        path: String,
    },
}

/// A kind of file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The scenario.
    Scenario,
    /// A picture of the screen.
    Picture,
}

/// What writing does with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveGuard {
    /// It must not be there: save-as to a new name.
    New,
    /// It must be as it was when it was opened or last saved.
    Unchanged,
    /// Replace it whatever it is: the person said so.
    Replace,
}

/// The outcome of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The file `path` holds the text; `kept` is where its previous version is, if there was one.
    Saved {
        /// The file.
        path: String,
        /// Its previous version.
        kept: Option<String>,
    },
    /// The file `path` holds the picture; `kept` is where its previous version is, if there was one.
    Pictured {
        /// The file.
        path: String,
        /// Its previous version.
        kept: Option<String>,
    },
    /// Nothing was written: there is a file at `path` already.
    Exists {
        /// The content that should have gone there.
        product: Product,
        /// The file.
        path: String,
    },
    /// Nothing was written: the file at `path` was changed by somebody else.
    Changed {
        /// The file.
        path: String,
    },
    /// A plan was simulated, with some or all of the draws.
    Simulated {
        /// The key that it was asked for with.
        key: SimulationKey,
        /// The draws.
        simulation: Arc<Simulation>,
    },
    /// A scenario was read.
    Opened {
        /// The file that saving writes to; `None` for a built-in scenario.
        path: Option<String>,
        /// The scenario.
        scenario: Box<Scenario>,
    },
    /// It did not work, and nothing was changed.
    Failed {
        /// The reason in words, possibly of many lines.
        reason: String,
    },
}
