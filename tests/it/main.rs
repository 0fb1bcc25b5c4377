//! All integration tests, in one crate: every file under `tests/` of its own would be linked alone.

mod arbitrary;
mod commands;
mod files;
mod laws;
mod layering;
mod machine;
mod pty;
mod saving;
mod screens;
mod tables;
mod worked;
