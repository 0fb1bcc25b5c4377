//! The command line: what was asked for, and how it went as an exit code.
//!
//! One file per command. Must not compute, word or lay out a result.

mod check;
mod chosen;
mod compare;
mod demo;
mod diff;
mod drawing;
mod explain;
mod failure;
mod format;
mod list;
mod open;
mod output;
mod report;
mod simulate;
mod snapshot;
mod solve;
mod source;
mod style;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use color_eyre::config::{HookBuilder, Theme};

use crate::safe::safe;
use failure::Failure;
pub use report::{REPORT_FORMATS, ReportFormat};

/// Does what the arguments of this process ask for.
///
/// 0 is success, 1 a scenario with problems, 2 something that cannot be used or done.
pub fn main() -> ExitCode {
    install_reports();
    let asked = match Arguments::try_parse() {
        Ok(asked) => asked,
        Err(answer) => return tell(&answer),
    };
    let done = match asked.command {
        None => open::open(&asked.open),
        Some(Command::Report(asked)) => report::report(&asked),
        Some(Command::Simulate(asked)) => simulate::simulate(&asked),
        Some(Command::Compare(asked)) => compare::compare(&asked),
        Some(Command::Diff(asked)) => diff::diff(&asked),
        Some(Command::Solve(asked)) => solve::solve(&asked),
        Some(Command::Explain(asked)) => explain::explain(&asked),
        Some(Command::Snapshot(asked)) => snapshot::snapshot(&asked),
        Some(Command::Demo(asked)) => demo::demo(&asked),
        Some(Command::Check { scenarios }) => check::check(&scenarios),
        Some(Command::List) => list::list(),
    };
    done.unwrap_or_else(|failure: Failure| failure.tell())
}

/// Explore a corporate restructuring in the terminal: cut here, reinvest there, and watch people,
/// money and AI investment move together.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = "\
A SCENARIO is a file, the name of a built-in scenario (see `reallot list`), or `-` for the standard
input. A file wins over a built-in scenario of the same name.

Exit codes: 0 success, 1 a scenario with problems, 2 wrong usage or something that cannot be read
or written.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    open: open::Asked,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every result of a plan, as tables for people or as data for programs.
    Report(report::Asked),
    /// Run a plan with its uncertain inputs drawn many times: how far its figures may be off, and
    /// what they hang on.
    Simulate(simulate::Asked),
    /// Hold plans of one or several scenarios against each other: every figure, what differs, which is
    /// best at what, and how often.
    Compare(compare::Asked),
    /// Tell in words what differs between two scenarios, or between two plans of one, and what that does.
    Diff(diff::Asked),
    /// Find what to decide: the cuts with the least harm for a target, the value of one input for a
    /// figure, or the nearest way for a plan to fail.
    Solve(Box<solve::Asked>),
    /// Tell where a result comes from: its formula, its terms, and theirs, down to the inputs and their
    /// sources.
    Explain(explain::Asked),
    /// Make a picture of the screen, with no terminal.
    Snapshot(snapshot::Asked),
    /// Play a script into an asciicast, a GIF or an animated SVG, with no terminal.
    Demo(demo::Asked),
    /// Tell every problem of scenario files: where it is, what it is, and what would be right.
    Check {
        /// Scenarios to check.
        #[arg(required = true, value_name = "SCENARIO")]
        scenarios: Vec<OsString>,
    },
    /// Show the scenarios that are built in.
    List,
}

/// Panics and errors that nobody foresaw; people's own mistakes are told by [`Failure`].
fn install_reports() {
    let plain = !io::stderr().is_terminal() || no_color();
    let hooks = HookBuilder::default().display_env_section(false);
    let hooks = if plain {
        hooks.theme(Theme::new())
    } else {
        hooks
    };
    // It fails only where one is installed already, and that one will do.
    let _ = hooks.install();
}

/// See <https://no-color.org>.
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Help, version, or what is wrong with the arguments.
fn tell(answer: &clap::Error) -> ExitCode {
    if answer.use_stderr() {
        // The arguments are quoted, and may be anybody's.
        let mut stderr = io::stderr().lock();
        for line in answer.render().to_string().lines() {
            let _ = writeln!(stderr, "{}", safe(line));
        }
    } else {
        let _ = answer.print();
    }
    ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2))
}
