//! Where results go: the standard output, or a file that is written whole or not at all.
//!
//! Must not know what it writes.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use ratatui::crossterm::terminal;

use crate::cli::failure::Failure;
use crate::shell::Disk;
use crate::tui::{Answer, SaveGuard};

/// Where to write.
#[derive(Args, Debug)]
pub(super) struct Output {
    /// Write to this file; `-` is the standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<OsString>,
    /// Replace the file if it exists; its previous content stays in FILE~.
    #[arg(long, requires = "file")]
    pub(super) force: bool,
}

impl Output {
    /// One to `file`, which is replaced where `force` says so.
    pub(super) fn new(file: Option<OsString>, force: bool) -> Self {
        Self { file, force }
    }

    /// Writes `bytes`, which were made from `source`.
    pub(super) fn write_bytes(&self, bytes: &[u8], source: &OsStr) -> Result<ExitCode, Failure> {
        match self.file() {
            Some(file) => save(file, bytes, source, self.force),
            None => print_bytes(bytes),
        }
    }

    /// The file to write; nothing for the standard output.
    pub(super) fn file(&self) -> Option<&OsStr> {
        self.file.as_deref().filter(|file| *file != "-")
    }

    /// Whether something of a format can go where it should.
    pub(super) fn check(&self, format: &str, is_text: bool) -> Result<(), Failure> {
        if is_text || self.file().is_some() || !io::stdout().is_terminal() {
            return Ok(());
        }
        Err(Failure::Unusable {
            reason: format!("a terminal cannot show {format}"),
            help: Some("`-o FILE` writes a file".into()),
        })
    }

    /// How wide a text may be: the terminal, within what is pleasant to read.
    pub(super) fn width(&self) -> usize {
        let to_terminal = self.file.is_none() && io::stdout().is_terminal();
        let size = to_terminal.then(terminal::size).and_then(Result::ok);
        size.map_or(80, |(columns, _)| usize::from(columns).clamp(40, 100))
    }
}

/// Makes `bytes`, which were made from `source`, the content of `file`.
pub(super) fn save(
    file: &OsStr,
    bytes: &[u8],
    source: &OsStr,
    force: bool,
) -> Result<ExitCode, Failure> {
    let Some(name) = file.to_str() else {
        return Err(Failure::unusable(format!(
            "the name of the file to write is not UTF-8: {file:?}"
        )));
    };
    if is_same(Path::new(file), Path::new(source)) {
        return Err(Failure::unusable(format!(
            "{file:?} is the scenario itself; write to another file"
        )));
    }
    let guard = if force {
        SaveGuard::Replace
    } else {
        SaveGuard::New
    };
    match Disk::default().save(name, bytes, guard) {
        Answer::Exists { .. } | Answer::Changed { .. } => Err(Failure::Unusable {
            reason: format!("there is a file {file:?} already"),
            help: Some("`--force` replaces it".into()),
        }),
        Answer::Failed { reason } => Err(Failure::unusable(reason)),
        Answer::Saved { .. }
        | Answer::Pictured { .. }
        | Answer::Opened { .. }
        | Answer::Simulated { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// Prints `text`. Whoever closes the other end has read enough.
pub(super) fn print(text: &str) -> Result<ExitCode, Failure> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<ExitCode, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::unusable(format!(
            "the standard output cannot be written: {error}"
        ))),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
