//! What the state looks like: cells to show and areas that can be clicked.
//!
//! `draw` changes nothing and returns what can be clicked; a click becomes the same messages a key sends.
//! Only `look` names a colour, only `words` rounds a number.

mod chart;
mod dialog;
mod explain;
mod figure;
mod form;
mod input;
mod layout;
mod look;
mod painter;
mod panes;
mod pointer;
mod shape;
mod slider;
mod view;
pub mod words;

pub use input::on_input;
pub use layout::{Areas, SMALLEST, fits};
pub use look::{Ground, Look, Role};
pub use pointer::{Hit, Target, on_pointer};
pub use slider::{fraction_at, track};
pub use view::draw;
