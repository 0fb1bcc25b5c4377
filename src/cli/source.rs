//! Where scenarios come from: a file, the standard input, or the program itself.
//!
//! [`load`] is the one way in for every command. Must not print.

use std::ffi::OsStr;
use std::path::Path;

use super::builtin;
use super::failure::Failure;
use crate::file::{self, Problem};
use crate::model::Scenario;
use crate::shell::{Disk, Unopened};

/// What stands for the standard input on the command line.
const STDIN: &str = "-";

/// A scenario, and where it belongs.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    /// What was read.
    pub(super) scenario: Scenario,
    /// The file that saving writes to; nothing for a built-in scenario and the standard input.
    pub(super) path: Option<String>,
}

/// The scenario that `name` means: a file, the standard input for `-`, or a built-in scenario.
pub(super) fn load(disk: &mut Disk, name: &OsStr) -> Result<Loaded, Failure> {
    let is_stdin = name == STDIN;
    let shown = if is_stdin {
        "<stdin>".into()
    } else {
        name.to_string_lossy()
    };
    let problems = |problems: Vec<Problem>| Failure::Problems {
        name: shown.to_string(),
        problems,
    };
    match disk.open(Path::new(name)) {
        Ok(bytes) => Ok(Loaded {
            scenario: file::from_bytes(&bytes).map_err(problems)?,
            // A name that is no text cannot be shown or edited, so saving asks for another.
            path: name.to_str().filter(|_| !is_stdin).map(Into::into),
        }),
        Err(Unopened::Refused(reason)) => Err(Failure::unusable(reason)),
        Err(Unopened::Missing(reason)) => match builtin::named(&shown) {
            Some(builtin) => Ok(Loaded {
                scenario: file::parse(builtin.text).map_err(problems)?,
                path: None,
            }),
            None => Err(missing(&shown, &reason)),
        },
    }
}

fn missing(name: &str, reason: &str) -> Failure {
    let list = "`reallot list` shows the scenarios that are built in";
    let help = match builtin::nearest(name) {
        Some(nearest) => format!("did you mean `{nearest}`? {list}"),
        None => list.into(),
    };
    Failure::Unusable {
        reason: format!("{reason}, and no built-in scenario of that name"),
        help: Some(help),
    }
}
