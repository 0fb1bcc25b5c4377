//! Scenarios by name: a file, the standard input, or one that is part of the program.
//!
//! Must not decide what happens with them, nor how a problem is shown: problems come back as they are.

use std::{ffi::OsStr, fmt, path::Path};

use crate::{
    file::{self, Problem},
    model::Scenario,
};

use super::disk::{Disk, Unopened};

/// A scenario that needs no file.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// What it is called.
    pub name: &'static str,
    /// Its file.
    pub text: &'static str,
}

/// All of them; the first is shown when none is asked for.
pub const BUILTINS: [Builtin; 1] = [Builtin {
    name: "amazon-2025",
    text: include_str!("../../scenarios/amazon-2025.ron"),
}];

/// A scenario that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What was read.
    pub scenario: Scenario,
    /// Where saving writes to; nothing for a built-in scenario and the standard input.
    pub path: Option<String>,
}

/// Why a scenario was not opened.
#[derive(Clone, Debug)]
pub enum OpenError {
    /// There is nothing to read, or it cannot be read.
    Unusable {
        /// Why.
        reason: String,
        /// What would be right.
        help: Option<String>,
    },
    /// The file is no scenario.
    Problems {
        /// The file.
        name: String,
        /// What is wrong, in the order of the file; at least one.
        problems: Vec<Problem>,
    },
}

/// Opens the scenario that `name` means: a file, the standard input for `-`, or a built-in scenario.
/// A file wins over a built-in scenario of its name.
pub fn open(disk: &mut Disk, name: &OsStr) -> Result<Opened, OpenError> {
    let is_stdin = name == "-";
    let shown = if is_stdin {
        "<stdin>".into()
    } else {
        name.to_string_lossy()
    };
    let problems = |problems| OpenError::Problems {
        name: shown.to_string(),
        problems,
    };
    match disk.open(Path::new(name)) {
        Ok(bytes) => Ok(Opened {
            scenario: file::from_bytes(&bytes).map_err(problems)?,
            // A name that is no text cannot be shown or edited, so saving asks for another.
            path: name.to_str().filter(|_| !is_stdin).map(Into::into),
        }),
        Err(Unopened::Refused(reason)) => Err(OpenError::Unusable { reason, help: None }),
        Err(Unopened::Missing(reason)) => {
            match BUILTINS.iter().find(|builtin| builtin.name == name) {
                Some(builtin) => Ok(Opened {
                    scenario: file::parse(builtin.text).map_err(problems)?,
                    path: None,
                }),
                None => Err(missing(&shown, &reason)),
            }
        }
    }
}

fn missing(name: &str, reason: &str) -> OpenError {
    let help = match nearest(name) {
        Some(builtin) => format!("did you mean `{}`?", builtin.name),
        None => {
            let names = BUILTINS.map(|builtin| format!("`{}`", builtin.name));
            format!("built in: {}", names.join(", "))
        }
    };
    OpenError::Unusable {
        reason: format!("{reason}, and no built-in scenario of that name"),
        help: Some(help),
    }
}

/// The built-in scenario that may have been meant by `name`.
fn nearest(name: &str) -> Option<&'static Builtin> {
    /// Half of a name, or a few slips in the whole of it.
    const NEAR: f64 = 0.8;
    let name = name.trim_end_matches(".ron").to_lowercase();
    // Comparing takes the square of the length.
    if name.len() > 100 {
        return None;
    }
    BUILTINS
        .iter()
        .map(|builtin| (strsim::jaro_winkler(&name, builtin.name), builtin))
        .filter(|(nearness, _)| *nearness >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, builtin)| builtin)
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable { reason, help } => {
                f.write_str(reason)?;
                help.iter().try_for_each(|help| write!(f, "\nhelp: {help}"))
            }
            Self::Problems { name, problems } => {
                let rendered: Vec<String> = problems
                    .iter()
                    .map(|problem| problem.render(name))
                    .collect();
                f.write_str(rendered.join("\n").trim_end())
            }
        }
    }
}

impl std::error::Error for OpenError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_scenario_opens_and_is_saved_nowhere() {
        for Builtin { name, .. } in BUILTINS {
            let opened =
                open(&mut Disk::default(), name.as_ref()).unwrap_or_else(|why| panic!("{why}"));
            assert_eq!(opened.path, None);
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_told_from_a_name_that_is_nothing() {
        for (name, says) in [
            ("amazon-2052", "did you mean `amazon-2025`?"),
            ("zzz.ron", "built in: `amazon-2025`"),
        ] {
            let Err(why) = open(&mut Disk::default(), name.as_ref()) else {
                panic!("{name} is there");
            };
            assert!(why.to_string().contains(says), "{why}");
        }
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told_with_its_place() -> std::io::Result<()> {
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("broken.ron");
        std::fs::write(&path, "(\n  title: ,\n)")?;
        let Err(why) = open(&mut Disk::default(), path.as_os_str()) else {
            panic!("it opens");
        };
        assert!(why.to_string().contains("broken.ron:2:"), "{why}");
        Ok(())
    }
}
