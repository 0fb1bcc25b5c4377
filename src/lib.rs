//! `reallot`: explore a corporate restructuring in a terminal.
//!
//! # The map
//!
//! | Module | What it is for |
//! |---|---|
//! | [`model`] | Pure. Inputs, levers, results and every formula between them: one kernel, and what runs it: simulation, solver, explanations. |
//! | [`file`] | RON text ⇄ [`model::Scenario`]: a tree with spans, the schema, problems with their places, writing. Text in, text out. |
//! | [`text`] | Numbers and names in words; the only place that rounds for people. |
//! | [`report`] | What a report says, and the formats it is written in: plain, Markdown, page, JSON, CSV. |
//! | [`workbook`] | A report as an xlsx whose results are live formulas. |
//! | [`picture`] | Cells → SVG, PNG, text, ANSI, HTML. |
//! | [`tui`] | Pure. The state machine (document, messages, actions, update → effects) and its view (screens, dialogs, widgets). |
//! | [`demo`] | Scripts, the player that runs the program with no terminal, and films: GIF, SVG, asciicast. |
//! | [`shell`] | The impure rim: terminal guard, event loop, workers, disk. |
//! | [`safe`] | Makes text from outside fit to be shown; every layer may use it. |
//! | [`cli`] | Arguments, and one file per command. |
//!
//! # The layer rule (a test reads `src/` and checks it)
//!
//! `model ← file, text ← tui ← demo`; `report`, `workbook` and `picture` see `model`, `text` and cells;
//! `shell` and `cli` see all; nothing sees them.
//!
//! - `model` names no IO, clock, terminal, file format or global random generator; threads, vectors and the
//!   generator of stored seeds have one file each.
//! - The state machine names no terminal library, disk or clock; time and files reach it as messages.
//! - A file of `tui` either draws or changes state: [`tui::draw`] reads the state and returns what can be clicked.
//! - Only `tui::theme` gives a role its colour, `picture::palette` that colour its red, green and blue; only
//!   [`text`] rounds a number for people.
//! - What is computed from a [`tui::State`] is kept under a key that states what it depends on, in `tui/derived.rs`,
//!   so nothing is ever invalidated and no pane can show a stale figure.
//! - A plan in a message is a [`tui::PlanId`]; a click is checked against the frame it was made on ([`tui::Frame`]).
//!
//! [`file`]: mod@file

pub mod cli;
pub mod demo;
pub mod file;
pub mod model;
pub mod picture;
pub mod report;
pub mod safe;
pub mod shell;
pub mod text;
pub mod tui;
pub mod workbook;
