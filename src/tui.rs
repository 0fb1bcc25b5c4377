//! The program with no terminal: a pure state machine, and its view.
//!
//! [`update()`] applies a message to the [`State`] and returns what should happen outside as
//! [`Effect`]s; [`draw()`] reads the state and returns what can be clicked. Nothing here reads a clock
//! or touches a disk.

pub mod actions;
mod cache;
mod commands;
mod controls;
mod derived;
mod dialogs;
mod document;
mod draw;
mod edit;
mod effects;
mod event;
mod figures;
mod focus;
mod history;
mod layout;
mod messages;
mod overlay;
mod pointer;
mod portfolio;
mod route;
mod screens;
mod session;
mod slider;
mod state;
mod theme;
mod update;
mod views;
mod widgets;

pub use crate::text::typed::{EntryError, Limits};
pub use crate::tui::{
    actions::{Action, on_key, on_key_unseen},
    controls::Control,
    derived::{Baseline, WarningGroup},
    document::{Pin, PlanVersion, Revision},
    draw::draw,
    edit::{Cites, Edit, PlanId},
    effects::{After, Answer, Effect, Product, SaveGuard},
    event::{Event, Key, KeyCode, Pointer, PointerKind, keys, keys_script},
    history::History,
    layout::{Areas, SMALLEST, fits},
    messages::Msg,
    overlay::{
        Dialog, ExplainDialog, List, ListKind, MovedFigure, Question, Side, Subject,
        entry::{TextField, TextPurpose},
        form::{Field, Form},
        rows::ListRow,
    },
    pointer::{Frame, Hit, Target, on_pointer},
    portfolio::{rebalance, reserve},
    route::on_event,
    screens::{
        inputs::{
            index::{Group, InputIndex},
            table::Scope,
        },
        risk::{
            simulation::{OTHER_PLAN_DRAWS, Range, SimulationKey, SimulationSettings},
            tornado::{MOST_DIVISIONS, Swing, Tornado},
        },
        solve::{
            goal::{SolveFor, SolverChange, SolverForm, SolverRow},
            solver_draws, title, unused,
        },
    },
    session::Notice,
    slider::{Grid, Slider, Step},
    state::State,
    theme::{Ground, Look, Role},
    update::update,
    views::{Pane, PlanRow, VIEWS, View, ViewSpec},
    widgets::track::{fraction_at, track},
};
