//! The program as a pure state machine: what is open, what is selected, what happens on a message.
//!
//! Must not draw, read a clock or touch a disk: what should happen outside is returned as [`Effect`]s.

pub mod action;
mod answer;
mod baseline;
mod catalogue;
mod choices;
mod compare;
mod concern;
mod control;
mod dialog;
mod edit;
mod fit;
mod focus;
mod form;
mod history;
mod input;
mod inputs;
mod lookup;
mod message;
mod odds;
mod portfolio;
mod possible;
mod quest;
pub mod script;
mod slider;
mod solving;
mod state;
mod tornado;
mod typed;
mod update;
mod view;

pub use action::{Action, on_key, on_key_unseen};
pub use baseline::{Baseline, Pin};
pub use catalogue::{Catalogue, Group};
pub use compare::{RIVAL_DRAWS, Rival};
pub use concern::Concern;
pub use control::{Control, Pane, PlanRow};
pub use dialog::{Dialog, EntryError, List, ListKind, Question, Row, TextField, TextPurpose};
pub use edit::{Cites, Edit, PlanId};
pub use form::{Field, Form};
pub use history::History;
pub use input::{Input, Key, KeyCode, Pointer, PointerKind, keys, keys_script};
pub use inputs::Scope;
pub use message::{After, Answer, Effect, Msg, Product, SaveGuard};
pub use odds::{Range, Wish};
pub use portfolio::{rebalance, reserve};
pub use quest::{Choice, Find, Quest, QuestRow, Want};
pub use slider::{Grid, Limits, Slider, Step};
pub use solving::{solver_draws, title, unused};
pub use state::{Notice, State};
pub use tornado::{MOST_DIVISIONS, Swing, Tornado};
pub use typed::{amount, currency_sign};
pub use update::update;
pub use view::{VIEWS, View, ViewSpec};
