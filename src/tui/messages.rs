//! What happens to the state, and what the state asks of the world.
//!
//! Messages carry absolute values, so a recording replays at any size of screen.
//!
//! Must not do anything: it is data.

use std::sync::Arc;

use crate::model::{
    Distribution, Funding, Input, Plan, Scenario, Shape,
    simulate::{Metric, Simulation},
};
use crate::tui::{
    Dialog, Key, Pane, Pin, Rival, Scope, Side, Subject, TextPurpose, View, Want, Wish,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Set an input, or a lever of the plan at hand.
    Set(Input, f64),
    /// Say how an input varies; nothing when it does not.
    SetUncertain(Input, Option<Distribution>),
    /// Show these inputs in their table.
    Narrow(Scope),
    /// Show all inputs in their table.
    ShowAll,
    /// Go to a field of the dialog of an input.
    Field(usize),
    /// Choose a kind of distribution in the dialog of an input.
    Shape(Option<Shape>),
    /// Put a lever back to where the baseline has it.
    Reset(Input),
    /// Set the funding rule of the plan at hand.
    SetFunding(Funding),
    /// Hold a share of the portfolio where it is, or let it go.
    Lock(usize),
    /// Move the cursor.
    Focus(Pane, usize),
    /// The pointer took hold of a slider; until released, its moves are one step of undo.
    Grab(Input),
    /// The pointer let go.
    Release,
    /// Look at another plan.
    SwitchPlan(usize),
    /// Delete the plan at hand.
    DeletePlan,
    /// Choose what figures are compared with.
    Pin(Pin),
    /// Hold plans against the one with this index.
    Against(usize),
    /// Show only figures that are not the same in all plans, or all.
    OnlyChanged(bool),
    /// Show every figure of the plans, or those that matter most.
    AllFigures(bool),
    /// Show another view.
    Show(View),
    /// Put the cursor on a line of the table of quarters.
    Line(usize),
    /// Explain a figure or an input.
    Inspect(Subject),
    /// Show a side of the figure that is explained.
    Turn(Side),
    /// Go back to what was explained before.
    Back,
    /// Show where an input is set.
    Visit(Input),
    /// Simulate with so many draws from this seed.
    Wish(Wish),
    /// What a figure should reach.
    Aim(Metric, f64),
    /// Ask something else of the solver.
    Want(Want),
    /// Add a plan that was found.
    Adopt(Box<Plan>),
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Show the pane at hand alone, or all again.
    Zoom,
    /// Show figures in full, or rounded.
    FullFigures,
    /// Open a dialog.
    Ask(Box<Dialog>),
    /// A key for the dialog that is open.
    Type(Key),
    /// Text for the dialog that is open, as one piece.
    Paste(String),
    /// Move the cursor of the list that is open.
    Highlight(usize),
    /// Choose a row of the list that is open.
    Choose(usize),
    /// Take the text of the dialog that is open.
    Accept,
    /// Close the dialog that is open.
    Close,
    /// Save to the file that is open.
    Save,
    /// Save to this file.
    SaveTo(String, SaveGuard),
    /// Make a picture of the screen in this file.
    Picture(String, SaveGuard),
    /// Save, and if that works, do what was asked before.
    SaveThen(After),
    /// Do what was asked before, whatever is unsaved.
    Leave(After),
    /// Open this file, or ask first when work is unsaved.
    Open(String),
    /// End the program, or ask first when work is unsaved.
    Quit,
    /// Give the terminal back until the program is resumed.
    Suspend,
    /// Say why nothing happens.
    Explain(&'static str),
    /// The world answered an effect.
    Answer(Answer),
}

/// What leaves the scenario at hand behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// Ending the program.
    Quit,
    /// Opening another scenario.
    Open(String),
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
    /// Make a picture of the view in the file `path`, whose ending says which kind; answered by
    /// [`Answer::Pictured`], [`Answer::Exists`] or [`Answer::Failed`].
    Picture {
        /// Where to.
        path: String,
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

/// What is written to files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The scenario.
    Scenario,
    /// A picture of the screen.
    Picture,
}

impl Product {
    /// The message that writes it.
    pub(super) fn write_to(self, path: String, guard: SaveGuard) -> Msg {
        match self {
            Self::Scenario => Msg::SaveTo(path, guard),
            Self::Picture => Msg::Picture(path, guard),
        }
    }

    /// The line that asks for its file.
    pub(super) fn purpose(self) -> TextPurpose {
        match self {
            Self::Scenario => TextPurpose::SaveAs,
            Self::Picture => TextPurpose::Picture,
        }
    }
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
    /// The file `path` holds the picture; `kept` is where its previous version is, if there was one.
    Pictured {
        /// The file.
        path: String,
        /// Its previous version.
        kept: Option<String>,
    },
    /// Nothing was written: there is a file at `path` already.
    Exists {
        /// What should have gone there.
        product: Product,
        /// The file.
        path: String,
    },
    /// Nothing was written: the file at `path` was changed by somebody else.
    Changed {
        /// The file.
        path: String,
    },
    /// What was asked for at this revision was simulated, with some or all of the draws.
    Odds {
        /// [`State::revision`](crate::tui::State::revision) when it was asked for.
        revision: u64,
        /// What came of it.
        simulation: Arc<Simulation>,
    },
    /// A plan that is not at hand was simulated.
    Rival {
        /// What it was asked as.
        asked: Rival,
        /// What came of it.
        simulation: Arc<Simulation>,
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
