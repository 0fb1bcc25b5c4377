//! Where scenarios come from: a file, the standard input, or the program itself.
//!
//! [`load`] is the one way in for every command and for the program. Must not print.

use std::ffi::OsStr;
use std::path::Path;

use super::builtin;
use super::failure::Failure;
use crate::app::Answer;
use crate::file::{self, Problem};
use crate::model::Scenario;
use crate::shell::{Disk, Unopened};

/// What stands for the standard input on the command line.
const STDIN: &str = "-";

/// A scenario, and where it belongs.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What was read.
    pub scenario: Scenario,
    /// The file that saving writes to; nothing for a built-in scenario and the standard input.
    pub path: Option<String>,
}

/// Why there is no scenario.
#[derive(Clone, Debug)]
pub enum Unloaded {
    /// It cannot be read.
    Unreadable {
        /// Why, without a full stop.
        reason: String,
        /// What to try instead.
        help: Option<String>,
    },
    /// It was read, and is wrong.
    Problems {
        /// What it is called in messages.
        name: String,
        /// Everything that is wrong.
        problems: Vec<Problem>,
    },
}

/// The scenario that `name` means: a file, the standard input for `-`, or a built-in scenario.
///
/// # Errors
/// When there is none, or when it has problems.
pub fn load(disk: &mut Disk, name: &OsStr) -> Result<Loaded, Unloaded> {
    let is_stdin = name == STDIN;
    let shown = if is_stdin {
        "<stdin>".into()
    } else {
        name.to_string_lossy()
    };
    let problems = |problems| Unloaded::Problems {
        name: shown.to_string(),
        problems,
    };
    match disk.open(Path::new(name)) {
        Ok(bytes) => Ok(Loaded {
            scenario: file::from_bytes(&bytes).map_err(problems)?,
            // A name that is no text cannot be shown or edited, so saving asks for another.
            path: name.to_str().filter(|_| !is_stdin).map(Into::into),
        }),
        Err(Unopened::Refused(reason)) => Err(Unloaded::Unreadable { reason, help: None }),
        Err(Unopened::Missing(reason)) => match builtin::named(&shown) {
            Some(builtin) => Ok(Loaded {
                scenario: file::parse(builtin.text).map_err(problems)?,
                path: None,
            }),
            None => Err(missing(&shown, &reason)),
        },
    }
}

/// The answer to the program when it asks for another scenario.
pub fn answer(disk: &mut Disk, name: &str) -> Answer {
    if name == STDIN {
        // It would wait for ever for whoever holds the other end.
        let reason = "the standard input can be opened only when the program starts";
        return Answer::Failed {
            reason: reason.into(),
        };
    }
    match load(disk, OsStr::new(name)) {
        Ok(Loaded { scenario, path }) => Answer::Opened {
            path,
            scenario: Box::new(scenario),
        },
        Err(unloaded) => Answer::Failed {
            reason: Failure::from(unloaded).text(),
        },
    }
}

fn missing(name: &str, reason: &str) -> Unloaded {
    let list = "`reallot list` shows the scenarios that are built in";
    let help = match builtin::nearest(name) {
        Some(nearest) => format!("did you mean `{nearest}`? {list}"),
        None => list.into(),
    };
    Unloaded::Unreadable {
        reason: format!("{reason}, and no built-in scenario of that name"),
        help: Some(help),
    }
}
