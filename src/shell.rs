//! Everything with side effects: terminal, signals, disk, threads, and the event loop.
//!
//! Makes no decisions of its own: keys, clicks and answers become messages to the state machine, and
//! its effects are carried out here.

mod disk;
mod escapes;
mod events;
mod open;
mod picture;
mod record;
mod run;
mod save;
mod screen;
mod simulator;
mod terminal;
mod translate;

pub use disk::{Disk, OpenFailure};
pub(crate) use open::{BUILT_IN, OpenError, Opened, open};
pub use picture::{PictureOptions, picture};
pub(crate) use record::Recording;
pub(crate) use run::run;
pub(crate) use terminal::unsupported;
