//! All integration tests, in one crate: every file under `tests/` of its own would be linked alone.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arbitrary;
mod attribution;
mod browser;
mod commands;
mod demos;
mod explain;
mod explain_screen;
mod explaining;
mod figures;
mod files;
mod gallery;
mod impact;
mod inputs;
mod laws;
mod layering;
mod machine;
mod pictures;
mod pty;
mod readme;
mod reports;
mod results;
mod risk;
mod saving;
mod screens;
mod simulation;
mod slow;
mod stage;
mod tables;
mod views;
mod workbook;
mod worked;
