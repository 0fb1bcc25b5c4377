//! All integration tests, in one crate: every file under `tests/` of its own would be linked alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails there and says so"
)]

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
