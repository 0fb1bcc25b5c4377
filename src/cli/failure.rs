//! Why a command failed, in a few lines, and its exit code. Mistakes of people come without a backtrace.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::file::Problem;
use crate::safe::safe;

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// It cannot be done as asked, and nothing was done.
    Unusable {
        /// The reason, without a full stop.
        reason: String,
        /// What to do instead.
        help: Option<String>,
    },
    /// The scenario or script has problems.
    Problems {
        /// Its name.
        name: String,
        /// All of them.
        problems: Vec<Problem>,
    },
    /// An error that the program did not foresee.
    Unexpected(color_eyre::Report),
}

impl Failure {
    /// Returns a failure with nothing to suggest.
    pub(super) fn unusable(reason: impl Into<String>) -> Self {
        Self::Unusable {
            reason: reason.into(),
            help: None,
        }
    }

    /// Prints it to the standard error, and returns its exit code.
    pub(super) fn print(&self) -> ExitCode {
        let mut stderr = io::stderr().lock();
        // If nobody can read it, the exit code is all there is.
        let _ = match self {
            Self::Unusable { .. } => writeln!(stderr, "error: {}", self.text()),
            Self::Problems { .. } => writeln!(stderr, "{}", self.text()),
            Self::Unexpected(report) => writeln!(stderr, "error: {report:?}"),
        };
        self.code()
    }

    /// Returns what went wrong, in lines that are safe to show.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Unusable { reason, help } => {
                let help = help.iter().map(|help| format!("help: {}", safe(help)));
                let lines: Vec<String> = [safe(reason).into_owned()]
                    .into_iter()
                    .chain(help)
                    .collect();
                lines.join("\n")
            }
            Self::Problems { name, problems } => {
                let mut lines = render(name, problems);
                lines.push_str(&count(problems));
                lines
            }
            Self::Unexpected(report) => safe(&format!("{report:#}")).into_owned(),
        }
    }

    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Problems { .. } => 1,
            Self::Unusable { .. } | Self::Unexpected(_) => 2,
        })
    }
}

/// Writes all problems of the file `name`, with a blank line after each.
pub(super) fn render(name: &str, problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| problem.render(name) + "\n")
        .collect()
}

/// Writes how many problems there are.
pub(super) fn count(problems: &[Problem]) -> String {
    /// The file layer lists so many, and one more that counts the rest.
    const LISTED: usize = 50;
    match problems.len() {
        1 => "1 problem".into(),
        n if n > LISTED => format!("more than {LISTED} problems"),
        n => format!("{n} problems"),
    }
}

impl From<color_eyre::Report> for Failure {
    fn from(report: color_eyre::Report) -> Self {
        Self::Unexpected(report)
    }
}
