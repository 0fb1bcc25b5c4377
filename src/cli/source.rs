//! Scenarios by what they are called on the command line. The program itself opens them by the
//! same [`shell::open`]. Must not print.

use std::ffi::OsStr;

use crate::cli::failure::Failure;
use crate::shell::{self, BUILT_IN, Disk, OpenError, OpenFailure, Opened};

/// The scenario that is shown when none is asked for.
pub(super) const FIRST: &str = BUILT_IN[0].0;

/// The scenario that `name` means: a file, the standard input for `-`, or a built-in scenario.
pub(super) fn load(disk: &mut Disk, name: &OsStr) -> Result<Opened, Failure> {
    let Some(name) = name.to_str() else {
        return Err(Failure::Unusable {
            reason: format!("the name {name:?} is not UTF-8"),
            help: Some("rename the file, or pipe it in and name it `-`".into()),
        });
    };
    shell::open(disk, name).map_err(|why| match why {
        OpenError::Failed(OpenFailure::Refused(reason)) => Failure::unusable(reason),
        OpenError::Failed(OpenFailure::Missing(reason)) => Failure::Unusable {
            reason,
            help: Some("`reallot list` shows the scenarios that are built in".into()),
        },
        OpenError::Problems { name, problems } => Failure::Problems {
            name: if name == "-" { "<stdin>".into() } else { name },
            problems,
        },
    })
}
