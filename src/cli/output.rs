//! Where results go, the standard output or a file that is written whole or not at all, and in which format.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use ratatui::crossterm::terminal;

use crate::cli::failure::Failure;
use crate::shell::Disk;
use crate::tui::{Answer, SaveGuard};

/// Where to write.
#[derive(Args, Debug)]
pub(super) struct Output {
    /// Write to this file; `-` is the standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<OsString>,
    /// Replace the file if it exists; its previous content stays in FILE~
    #[arg(long, requires = "file")]
    force: bool,
}

impl Output {
    /// Returns an output to `file`, which is replaced if `force` is set.
    pub(super) fn new(file: Option<OsString>, force: bool) -> Self {
        Self { file, force }
    }

    /// Writes `bytes`, which were made from `source`.
    pub(super) fn write(&self, bytes: &[u8], source: &OsStr) -> Result<ExitCode, Failure> {
        match self.file() {
            Some(file) => save(file, bytes, source, self.force),
            None => print_bytes(bytes),
        }
    }

    /// The file to write; `None` for the standard output.
    fn file(&self) -> Option<&OsStr> {
        self.file.as_deref().filter(|file| *file != "-")
    }

    /// Returns the format to write: the one that was named, else the one that the name of the file
    /// ends with, else `usual`. Formats are known by their names and by the endings of their files.
    pub(super) fn format<F: ValueEnum>(
        &self,
        named: Option<F>,
        usual: Option<F>,
    ) -> Result<F, Failure> {
        let format = match (named, self.file()) {
            (Some(named), _) => Some(named),
            (None, None) => usual,
            (None, Some(file)) => {
                let ending = Path::new(file).extension().and_then(OsStr::to_str);
                ending.and_then(|ending| F::from_str(ending, true).ok())
            }
        };
        format.ok_or_else(unsaid::<F>)
    }

    /// Refuses to write bytes that are no text to a terminal.
    pub(super) fn check(&self, format: &str, is_text: bool) -> Result<(), Failure> {
        if is_text || self.file().is_some() || !io::stdout().is_terminal() {
            return Ok(());
        }
        Err(Failure::Unusable {
            reason: format!("a terminal cannot show {format}"),
            help: Some("`-o FILE` writes a file".into()),
        })
    }

    /// Returns how wide a text may be, in columns: the terminal, within what is pleasant to read.
    pub(super) fn width(&self) -> usize {
        let to_terminal = self.file.is_none() && io::stdout().is_terminal();
        let size = to_terminal.then(terminal::size).and_then(Result::ok);
        size.map_or(80, |(columns, _)| usize::from(columns).clamp(40, 100))
    }
}

/// That nothing says which format to write.
fn unsaid<F: ValueEnum>() -> Failure {
    let ending = |format: &F| {
        let value = format.to_possible_value()?;
        let names: Vec<&str> = value.get_name_and_aliases().collect();
        names.last().map(|ending| (*ending).to_owned())
    };
    let endings: Vec<String> = F::value_variants().iter().filter_map(ending).collect();
    Failure::Unusable {
        reason: "nothing says which format to write".into(),
        help: Some(format!(
            "name one with `--format`, or end the name of the file with one of {}",
            endings.join(", ")
        )),
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
            "{file:?} is the scenario itself: write to another file"
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

/// Prints `text`; a closed pipe is no failure, since its reader has read enough.
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
