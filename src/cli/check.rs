//! `check`: every problem of scenario files, and how many there are.
//!
//! Must not know what a problem is: that is the file layer's.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::cli::{
    failure::{Failure, count, render},
    output::print,
    source,
};
use crate::safe::safe;
use crate::shell::Disk;

/// 0 when all scenarios are clean, 1 when one has problems, 2 when one cannot be read.
pub(super) fn check(scenarios: &[OsString]) -> Result<ExitCode, Failure> {
    let mut told = String::new();
    let (mut n_wrong, mut n_unread) = (0, 0);
    for scenario in scenarios {
        match source::load(&mut Disk::default(), scenario) {
            Ok(_) => {
                let name = scenario.to_string_lossy();
                told.push_str(&format!("{}: no problems\n", safe(&name)));
            }
            Err(Failure::Problems { name, problems }) => {
                n_wrong += 1;
                told.push_str(&render(&name, &problems));
                told.push_str(&format!("{}: {}\n", safe(&name), count(&problems)));
            }
            Err(failure) => {
                n_unread += 1;
                failure.tell();
            }
        }
    }
    if scenarios.len() > 1 {
        told.push_str(&summary(scenarios.len(), n_wrong, n_unread));
    }
    print(&told)?;
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
