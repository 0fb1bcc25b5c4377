//! Scenario files: RON text ⇄ [`Scenario`].
//!
//! [`parse`] is the only door to a [`Scenario`] from outside, and lets only valid ones in; whatever
//! is wrong is told with its place. [`write()`] gives back a text that parses to the very same numbers.
//! Text in, text out: must not touch the disk, and must not know who shows what it says.

mod correlation;
mod excerpt;
mod hint;
mod lexer;
mod organisation;
mod plan;
mod problem;
mod reader;
mod scenario;
mod syntax;
mod tree;
mod uncertainty;
mod write;

pub(crate) use lexer::Span;
pub use problem::Problem;
pub(crate) use problem::{Path, Problems, Words, nearest, quoted};
pub use write::write;

use crate::model::Scenario;

/// The largest file that is read; a scenario is a few thousand bytes.
pub const LARGEST_FILE: usize = 8 * 1024 * 1024;

/// The scenario in the bytes of a file.
///
/// # Errors
/// All problems of the file, as [`parse`] does.
pub fn from_bytes(bytes: &[u8]) -> Result<Scenario, Vec<Problem>> {
    check_size(bytes.len())?;
    parse(text_in(bytes)?)
}

/// The text in the bytes of a file, whatever it says.
///
/// # Errors
/// That it is no UTF-8, and where.
pub(crate) fn text_in(bytes: &[u8]) -> Result<&str, Vec<Problem>> {
    std::str::from_utf8(bytes).map_err(|wrong| vec![not_utf8(bytes, wrong.valid_up_to())])
}

/// The scenario in a text that is part of the program.
///
/// Nobody can have broken it since it was tested, so its syntax is not judged again: that would be
/// a quarter of the time from the start of the program to its first screen.
///
/// # Errors
/// As [`parse`], but for malformed RON, of which it makes what it can.
pub fn parse_built_in(text: &'static str) -> Result<Scenario, Vec<Problem>> {
    scenario::read(&tree::grow(text).0)
}

/// The scenario in the text of a file.
///
/// # Errors
/// All problems of the file in its order, at least one; the first 50 when there are more.
pub fn parse(text: &str) -> Result<Scenario, Vec<Problem>> {
    check_size(text.len())?;
    // A byte order mark is what some editors put before a text, and no part of it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(at) = text.find('\0') {
        return Err(vec![binary(text.as_bytes(), at)]);
    }
    if text.trim().is_empty() {
        let help = "a scenario begins with `(` and ends with `)`";
        return Err(vec![Problem::of_file("the file is empty", Some(help))]);
    }
    let (tree, fault) = tree::grow(text);
    match syntax::judge(text, fault) {
        Some(problem) => Err(vec![problem]),
        None => scenario::read(&tree),
    }
}

fn check_size(n_bytes: usize) -> Result<(), Vec<Problem>> {
    if n_bytes <= LARGEST_FILE {
        return Ok(());
    }
    let limit = LARGEST_FILE / 1024 / 1024;
    let message = format!("the file has {n_bytes} bytes; a scenario has at most {limit} MiB");
    Err(vec![Problem::of_file(message, None)])
}

/// What a text may not have, told with its place.
fn binary(bytes: &[u8], at: usize) -> Problem {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let message = format!("this is no text: byte {at} is NUL");
    Problem::in_bytes(&before, message, None)
}

fn not_utf8(bytes: &[u8], at: usize) -> Problem {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let help = "save it as UTF-8";
        return Problem::of_file("the file is written in UTF-16", Some(help));
    }
    if let Some(nul) = bytes.iter().position(|&b| b == 0) {
        return binary(bytes, nul);
    }
    let before = String::from_utf8_lossy(&bytes[..at]);
    let message = format!("byte {at} is 0x{:02x}, which is not UTF-8", bytes[at]);
    Problem::in_bytes(&before, message, Some("save the file as UTF-8"))
}
