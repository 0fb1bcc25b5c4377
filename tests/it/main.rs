//! All integration tests, in one crate: every file under `tests/` of its own would be linked alone.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arbitrary;
mod commands;
mod files;
mod impact;
mod laws;
mod layering;
mod machine;
mod pictures;
mod pty;
mod readme;
mod results;
mod saving;
mod screens;
mod simulation;
mod slow;
mod stage;
mod tables;
mod worked;
