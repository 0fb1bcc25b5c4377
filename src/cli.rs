//! The command line: a file for each command, which loads, asks the model and writes. Results are
//! computed, worded and laid out elsewhere.

mod check;
mod compare;
mod demo;
mod diff;
mod drawing;
mod explain;
mod failure;
mod list;
mod open;
mod output;
mod report;
mod scenarios;
mod simulate;
mod snapshot;
mod solve;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use color_eyre::config::{HookBuilder, Theme};

use crate::safe::safe;
use failure::Failure;
pub use report::ReportFormat;

/// Does what the arguments of this process ask for.
///
/// Ends with 0 on success, 1 for a scenario with problems, 2 for wrong usage or anything that cannot be done.
pub fn main() -> ExitCode {
    install_reports();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return print_answer(&answer),
    };
    let done = match arguments.command {
        None => open::open(&arguments.open),
        Some(Command::Report(args)) => report::report(&args),
        Some(Command::Simulate(args)) => simulate::simulate(&args),
        Some(Command::Compare(args)) => compare::compare(&args),
        Some(Command::Diff(args)) => diff::diff(&args),
        Some(Command::Solve(args)) => solve::solve(&args),
        Some(Command::Explain(args)) => explain::explain(&args),
        Some(Command::Snapshot(args)) => snapshot::snapshot(&args),
        Some(Command::Demo(args)) => demo::demo(&args),
        Some(Command::Check { scenarios }) => check::check(&scenarios),
        Some(Command::List) => list::list(),
    };
    done.unwrap_or_else(|failure: Failure| failure.print())
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
    open: open::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every result of a plan, as tables for people or as data for programs.
    Report(report::Args),
    /// Simulate the uncertain inputs of a plan: the range of every figure, and what drives it.
    Simulate(simulate::Args),
    /// Compare plans of one or several scenarios: every figure, the differences, which plan is best
    /// at what, and how often.
    Compare(compare::Args),
    /// Show in words what differs between two scenarios or two plans, and the effect on the figures.
    Diff(diff::Args),
    /// Find the cuts that reach a target with the least harm, the value of one input that reaches it,
    /// or the nearest change of the assumptions at which a plan fails.
    Solve(Box<solve::Args>),
    /// Explain where a result comes from: its formula and its terms, down to the inputs and their
    /// sources.
    Explain(explain::Args),
    /// Make a picture of the screen, without a terminal.
    Snapshot(snapshot::Args),
    /// Play a script into an asciicast, a GIF or an animated SVG, without a terminal.
    Demo(demo::Args),
    /// Check scenario files: show every problem, where it is, and what would be right.
    Check {
        /// Scenarios to check
        #[arg(required = true, value_name = "SCENARIO")]
        scenarios: Vec<OsString>,
    },
    /// Show the built-in scenarios.
    List,
}

/// Installs reports of panics and of errors that the program did not foresee; all others are a [`Failure`].
fn install_reports() {
    let plain = !io::stderr().is_terminal() || no_color();
    let hooks = HookBuilder::default().display_env_section(false);
    let hooks = if plain {
        hooks.theme(Theme::new())
    } else {
        hooks
    };
    // It fails only if one is installed already, and that one will do.
    let _ = hooks.install();
}

/// Returns whether colours are unwanted, see <https://no-color.org>.
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Prints help, the version, or what is wrong with the arguments.
fn print_answer(answer: &clap::Error) -> ExitCode {
    if answer.use_stderr() {
        // Messages quote the arguments, which may hold anything.
        let mut stderr = io::stderr().lock();
        for line in answer.render().to_string().lines() {
            let _ = writeln!(stderr, "{}", safe(line));
        }
    } else {
        let _ = answer.print();
    }
    ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2))
}
