//! Scenario files: RON text ⇄ [`Scenario`].
//!
//! [`parse`] validates everything and reports each problem with its position; [`write()`] produces
//! text that parses back to exactly the same numbers. Never touches the disk.

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
pub(crate) use problem::{Diagnosis, Problems, ValuePath, nearest, quoted};
pub use write::write;

use crate::model::Scenario;

/// The largest file that is read, in bytes. A typical scenario takes a few thousand.
pub(crate) const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;

/// Parses the bytes of a scenario file.
///
/// # Errors
/// As [`parse`], and when the bytes are not UTF-8.
pub fn from_bytes(bytes: &[u8]) -> Result<Scenario, Vec<Problem>> {
    check_size(bytes.len())?;
    parse(text_in(bytes)?)
}

/// Decodes the bytes of a file as UTF-8.
///
/// # Errors
/// The position of the first byte that is not UTF-8.
pub(crate) fn text_in(bytes: &[u8]) -> Result<&str, Vec<Problem>> {
    std::str::from_utf8(bytes).map_err(|wrong| vec![not_utf8(bytes, wrong.valid_up_to())])
}

/// Parses a scenario that is compiled into the program.
///
/// Its syntax is covered by tests and not checked again, which saves a quarter of the time to the
/// first screen.
///
/// # Errors
/// As [`parse`], except that malformed RON is not detected.
pub(crate) fn parse_built_in(text: &'static str) -> Result<Scenario, Vec<Problem>> {
    scenario::read(&tree::parse(text).0)
}

/// Parses the text of a scenario file.
///
/// # Errors
/// All problems, at least one, in the order of the text; only the first 50 when there are more.
pub fn parse(text: &str) -> Result<Scenario, Vec<Problem>> {
    check_size(text.len())?;
    // Some editors put a byte order mark in front of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(at) = text.find('\0') {
        return Err(vec![binary(text.as_bytes(), at)]);
    }
    if text.trim().is_empty() {
        let help = "a scenario begins with `(` and ends with `)`";
        return Err(vec![Problem::for_file("the file is empty", Some(help))]);
    }
    let (tree, fault) = tree::parse(text);
    match syntax::check(text, fault) {
        Some(problem) => Err(vec![problem]),
        None => scenario::read(&tree),
    }
}

fn check_size(n_bytes: usize) -> Result<(), Vec<Problem>> {
    if n_bytes <= MAX_FILE_BYTES {
        return Ok(());
    }
    let limit = MAX_FILE_BYTES / 1024 / 1024;
    let message = format!("the file has {n_bytes} bytes; a scenario may have at most {limit} MiB");
    Err(vec![Problem::for_file(message, None)])
}

fn binary(bytes: &[u8], at: usize) -> Problem {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let message = format!("this is not a text file: byte {at} is NUL");
    Problem::in_bytes(&before, message, None)
}

fn not_utf8(bytes: &[u8], at: usize) -> Problem {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let help = "save it as UTF-8";
        return Problem::for_file("the file is written in UTF-16", Some(help));
    }
    if let Some(nul) = bytes.iter().position(|&b| b == 0) {
        return binary(bytes, nul);
    }
    let before = String::from_utf8_lossy(&bytes[..at]);
    let message = format!("byte {at} is 0x{:02x}, which is not UTF-8", bytes[at]);
    Problem::in_bytes(&before, message, Some("save the file as UTF-8"))
}
