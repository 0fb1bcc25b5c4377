//! `reallot`: explore a corporate restructuring in a terminal.
//!
//! # The map
//!
//! | Module | What it is for |
//! |---|---|
//! | [`model`] | Pure. Inputs, levers and every formula; [`model::evaluate`] is the one kernel, [`model::simulate`] runs it on thousands of draws. |
//! | [`file`] | RON text ⇄ [`model::Scenario`]: tree with spans, validation, diagnostics, writing. Text in, text out. |
//! | [`app`] | Pure. The state machine: [`app::State`], messages, [`app::update`] → effects, the action table, undo. |
//! | [`ui`] | `draw(&State, …)` → cells and clickable areas; panes, widgets, looks, and all wording of numbers. |
//! | [`export`] | Results → bytes: JSON, CSV, Markdown, tables, pages, workbooks. Cells → pictures: SVG, PNG, text, ANSI, HTML; films: GIF, SVG, asciicast. |
//! | [`player`] | The program with no terminal: keys, pointer and scripts are played, cells and frames come out. |
//! | [`shell`] | The impure rim: terminal guard, event loop, disk. |
//! | [`safe`] | Text from outside made fit to be shown; every layer may use it. |
//! | [`cli`] | Arguments and one file per command. |
//!
//! # The layer rule (a test reads `src/` and checks it)
//!
//! `model ← file ← app ← ui`; `export` sees `model` and cells; `player` sees these;
//! `shell` and `cli` see all; nothing sees them.
//!
//! - `model` names no IO, clock, terminal, file format or global random generator; threads, vectors and the
//!   generator of stored seeds have one file each.
//! - `app` names no terminal library, disk or clock; time and files reach it as messages.
//! - `ui` changes no state: `draw` reads it and returns what can be clicked.
//! - Only `ui::look` gives a role its colour, `export::palette` that colour its red, green and blue; only `ui::words` rounds a number for people.
//! - [`model::Outcome`] is computed in one place of [`app::State`], so no pane can show a stale figure.
//!
//! [`file`]: mod@file

pub mod app;
pub mod cli;
pub mod export;
pub mod file;
pub mod model;
pub mod player;
pub mod safe;
pub mod shell;
pub mod ui;
