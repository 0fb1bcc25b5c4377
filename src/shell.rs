//! The impure rim: terminal, signals, disk, and the loop that joins them to the state machine.
//!
//! Must not decide anything about the program: keys, clicks and answers become messages, and what
//! the state asks for is done.

mod disk;
mod events;
mod odds;
mod open;
mod pace;
mod picture;
mod record;
mod rejoin;
mod run;
mod save;
mod screen;
mod terminal;
mod translate;

pub use disk::{Disk, Unopened};
pub use open::{BUILT_IN, OpenError, Opened, open};
pub use picture::{Setting, picture};
pub use record::Recording;
pub use run::run;
pub use terminal::refusal;
