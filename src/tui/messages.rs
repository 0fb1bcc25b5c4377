//! The messages: everything that can happen to the state.
//!
//! Messages carry absolute values, so a recording replays at any size of screen. Plans are named by
//! their ids; other indices are checked when the message is applied.

use crate::model::{Distribution, Funding, Input, Plan, Shape, simulate::Metric};
use crate::tui::{
    document::Pin,
    edit::PlanId,
    effects::{After, Answer, SaveGuard},
    event::Key,
    overlay::{Dialog, Side, Subject},
    screens::{
        inputs::table::Scope, risk::simulation::SimulationSettings, solve::goal::SolverChange,
    },
    views::{Pane, View},
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    // The document
    /// Set an input, or a lever of the plan that is shown.
    Set(Input, f64),
    /// Set the distribution of an input; `None` makes it certain.
    SetDistribution(Input, Option<Distribution>),
    /// Put a lever back to where the baseline has it.
    Reset(Input),
    /// Set the funding rule of the plan that is shown.
    SetFunding(Funding),
    /// Lock or unlock a share of the portfolio.
    ToggleLock(usize),
    /// Take hold of a slider; until it is released, its moves are one step of undo.
    Grab(Input),
    /// Let go of the slider.
    Release,
    /// Add a plan after the one that is shown, which figures are compared with from then on.
    AddPlan(Box<Plan>),
    /// Delete the plan that is shown.
    DeletePlan,
    /// Take the last change back.
    Undo,
    /// Make the last change that was taken back again.
    Redo,

    // Where one looks
    /// Show another plan.
    ShowPlan(PlanId),
    /// Show another view.
    ShowView(View),
    /// Move the cursor to a row of a pane.
    Focus(Pane, usize),
    /// Move the cursor to a line of the table of quarters.
    FocusLine(usize),
    /// Go to where an input is set.
    GoTo(Input),
    /// Show the pane with the cursor alone, or all again.
    ToggleZoom,
    /// Show figures in full, or rounded.
    ToggleFullFigures,
    /// Choose the baseline that figures are compared with.
    Pin(Pin),

    // Risk
    /// Simulate with these settings.
    SetSimulation(SimulationSettings),
    /// Set the target of a figure.
    SetTarget(Metric, f64),

    // Compare
    /// Compare the other plans with this one.
    CompareWith(PlanId),
    /// Show only the figures that differ between plans, or all.
    ShowOnlyChanged(bool),
    /// Show every figure of the plans, or those that matter most.
    ShowAllFigures(bool),

    // Solve
    /// Change a row of the solver form.
    SetSolver(SolverChange),

    // Inputs
    /// Show these inputs in their table.
    ShowInputs(Scope),
    /// Show all inputs in their table, whatever the filter was.
    ShowAllInputs,

    // Dialogs
    /// Open a dialog.
    OpenDialog(Box<Dialog>),
    /// Close the dialog that is open.
    CloseDialog,
    /// Type a key into the dialog that is open.
    Type(Key),
    /// Insert text into the dialog that is open.
    Paste(String),
    /// Move the cursor of the list or the explanation that is open.
    HighlightRow(usize),
    /// Choose a row of the list that is open.
    ChooseRow(usize),
    /// Take what is typed in the dialog that is open.
    Accept,
    /// Go to a field of the form that is open.
    FocusField(usize),
    /// Choose a kind of distribution in the form that is open.
    SetShape(Option<Shape>),
    /// Explain a figure or an input.
    Explain(Subject),
    /// Show a side of the figure that is explained.
    ShowSide(Side),
    /// Go back to what was explained before.
    ExplainPrevious,
    /// Say why a key does nothing.
    Hint(&'static str),

    // The world
    /// Save to the file that is open.
    Save,
    /// Save to this file.
    SaveTo(String, SaveGuard),
    /// Save, and once that is done, leave the scenario.
    SaveThen(After),
    /// Make a picture of the screen in this file.
    SavePicture(String, SaveGuard),
    /// Open this file, or ask first when work is unsaved.
    OpenFile(String),
    /// Leave the scenario, whatever is unsaved.
    Leave(After),
    /// End the program, or ask first when work is unsaved.
    Quit,
    /// Give the terminal back until the program is resumed.
    Suspend,
    /// Take the answer to an effect.
    Answer(Answer),
}
