//! The program as a pure state machine: what is open, what is selected, what happens on a message.
//!
//! Must not draw, read a clock or touch a disk: what should happen outside is returned as [`Effect`]s.

pub mod action;
mod answer;
mod baseline;
mod catalogue;
mod concern;
mod control;
mod dialog;
mod edit;
mod explain;
mod figures;
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
pub mod script;
mod slider;
mod state;
mod tornado;
mod typed;
mod update;
mod view;

pub use action::{Action, on_key, on_key_unseen};
pub use baseline::{Baseline, Pin};
pub use catalogue::{Catalogue, Group};
pub use concern::Concern;
pub use control::{Control, Pane, PlanRow};
pub use dialog::{Dialog, EntryError, List, ListKind, Question, Row, TextField, TextPurpose};
pub use edit::{Cites, Edit, PlanId};
pub use explain::{Explained, Moved, Subject};
pub use form::{Field, Form};
pub use history::History;
pub use input::{Input, Key, KeyCode, Pointer, PointerKind, keys, keys_script};
pub use inputs::Scope;
pub use message::{After, Answer, Effect, Msg, Product, SaveGuard};
pub use odds::{Range, Wish};
pub use portfolio::{rebalance, reserve};
pub use slider::{Grid, Limits, Slider, Step};
pub use state::{Notice, State};
pub use tornado::{MOST_DIVISIONS, Swing, Tornado};
pub use update::update;
pub use view::{VIEWS, View, ViewSpec};
