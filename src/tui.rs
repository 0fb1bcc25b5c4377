//! The program as a pure state machine: what is open, what is selected, what happens on a message.
//!
//! Must not draw, read a clock or touch a disk: what should happen outside is returned as [`Effect`]s.

pub mod actions;
mod baseline;
mod commands;
mod controls;
mod dialogs;
mod draw;
mod edit;
mod event;
mod figures;
mod focus;
mod history;
mod layout;
mod messages;
mod mode;
mod overlay;
mod pointer;
mod portfolio;
mod route;
mod screens;
mod simulation;
mod slider;
mod state;
mod theme;
mod update;
mod views;
mod warning_groups;
mod widgets;

pub use crate::text::typed::{EntryError, Limits};
pub use crate::tui::{
    actions::{Action, on_key, on_key_unseen},
    baseline::{Baseline, Pin},
    controls::{Control, Pane, PlanRow},
    draw::draw,
    edit::{Cites, Edit, PlanId},
    event::{Input, Key, KeyCode, Pointer, PointerKind, keys, keys_script},
    history::History,
    layout::{Areas, SMALLEST, fits},
    messages::{After, Answer, Effect, Msg, Product, SaveGuard},
    overlay::{
        Dialog, List, ListKind, Question, Row, TextField, TextPurpose,
        explain::{Explained, Moved, Side, Subject},
        form::{Field, Form},
    },
    pointer::{Hit, Target, on_pointer},
    portfolio::{rebalance, reserve},
    route::on_input,
    screens::{
        compare::other_plans::{RIVAL_DRAWS, Rival},
        inputs::{
            index::{Catalogue, Group},
            table::Scope,
        },
        risk::tornado::{MOST_DIVISIONS, Swing, Tornado},
        solve::{
            found::{solver_draws, title, unused},
            goal::{Choice, Find, Quest, QuestRow, Want},
        },
    },
    simulation::{Range, Wish},
    slider::{Grid, Slider, Step},
    state::{Notice, State},
    theme::{Ground, Look, Role},
    update::update,
    views::{VIEWS, View, ViewSpec},
    warning_groups::Concern,
    widgets::track::{fraction_at, track},
};
