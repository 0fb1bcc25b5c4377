//! `check`: every problem of scenario files, and how many there are.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::cli::failure::{Failure, count, render};
use crate::cli::output::print;
use crate::cli::scenarios::load;
use crate::safe::safe;

/// Ends with 0 when no scenario has problems, 1 when one has, 2 when one cannot be read.
pub(super) fn check(scenarios: &[OsString]) -> Result<ExitCode, Failure> {
    let mut text = String::new();
    let (mut n_wrong, mut n_unread) = (0, 0);
    for scenario in scenarios {
        match load(scenario) {
            Ok(_) => {
                let name = scenario.to_string_lossy();
                text.push_str(&format!("{}: no problems\n", safe(&name)));
            }
            Err(Failure::Problems { name, problems }) => {
                n_wrong += 1;
                text.push_str(&render(&name, &problems));
                text.push_str(&format!("{}: {}\n", safe(&name), count(&problems)));
            }
            Err(failure) => {
                n_unread += 1;
                failure.print();
            }
        }
    }
    if scenarios.len() > 1 {
        text.push_str(&summary(scenarios.len(), n_wrong, n_unread));
    }
    print(&text)?;
    Ok(match (n_unread, n_wrong) {
        (0, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::from(1),
        _ => ExitCode::from(2),
    })
}

fn summary(n_all: usize, n_wrong: usize, n_unread: usize) -> String {
    let mut summary = format!(
        "{n_all} scenarios: {} without problems",
        n_all - n_wrong - n_unread
    );
    for (n, what) in [(n_wrong, "with problems"), (n_unread, "not readable")] {
        if n > 0 {
            summary.push_str(&format!(", {n} {what}"));
        }
    }
    summary + "\n"
}
