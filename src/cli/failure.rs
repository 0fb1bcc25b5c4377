//! What did not work, told in a few lines, and the exit code for it.
//!
//! Must not tell a story: people's own mistakes come without a trace of the program.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::file::Problem;
use crate::safe::safe;

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Failure {
    /// It cannot be done as asked, and nothing was.
    Unusable {
        /// Why, without a full stop.
        reason: String,
        /// What to do instead.
        help: Option<String>,
    },
    /// The scenario is wrong.
    Problems {
        /// What it is called.
        name: String,
        /// Everything that is wrong with it.
        problems: Vec<Problem>,
    },
    /// Nobody foresaw this.
    Unexpected(color_eyre::Report),
}

impl Failure {
    /// One with nothing to suggest.
    pub(super) fn unusable(reason: impl Into<String>) -> Self {
        Self::Unusable {
            reason: reason.into(),
            help: None,
        }
    }

    /// Tells it, and gives its exit code.
    pub(super) fn tell(&self) -> ExitCode {
        let mut stderr = io::stderr().lock();
        // With nobody to tell, the exit code is all there is.
        let _ = match self {
            Self::Unusable { .. } => writeln!(stderr, "error: {}", self.text()),
            Self::Problems { .. } => writeln!(stderr, "{}", self.text()),
            Self::Unexpected(report) => writeln!(stderr, "error: {report:?}"),
        };
        self.code()
    }

    /// What went wrong, in lines that are safe to show.
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

/// All problems of the file `name`, one below the other, with a blank line after each.
pub(super) fn render(name: &str, problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| problem.render(name) + "\n")
        .collect()
}

/// How many problems there are.
pub(super) fn count(problems: &[Problem]) -> String {
    /// The file layer tells as many, and one more that counts the rest.
    const TOLD: usize = 50;
    match problems.len() {
        1 => "1 problem".into(),
        n if n > TOLD => format!("more than {TOLD} problems"),
        n => format!("{n} problems"),
    }
}

impl From<color_eyre::Report> for Failure {
    fn from(report: color_eyre::Report) -> Self {
        Self::Unexpected(report)
    }
}
