//! Scenarios by name: a file, a built-in one, or the standard input.
//!
//! Must not decide what happens with them, nor how a problem is shown: problems come back as they are.

use std::{fmt, path::Path};

use crate::file::{self, Problem};
use crate::model::Scenario;
use crate::shell::disk::{Disk, Unopened, shown};

/// The scenarios that are part of the program: name and text.
pub const BUILT_IN: [(&str, &str); 1] = [(
    "amazon-2025",
    include_str!("../../scenarios/amazon-2025.ron"),
)];

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
    /// There is nothing to read, or it cannot be read: a sentence.
    Unopened(Unopened),
    /// What is wrong in the file of this name, in its order.
    Problems {
        /// The file.
        name: String,
        /// At least one.
        problems: Vec<Problem>,
    },
}

/// Opens the scenario called `name`: the file of this name, else the built-in scenario of this
/// name; `-` is the standard input.
pub fn open(disk: &mut Disk, name: &str) -> Result<Opened, OpenError> {
    let problems = |problems| OpenError::Problems {
        name: name.to_owned(),
        problems,
    };
    let path = Path::new(name);
    if let Some((_, text)) = BUILT_IN.iter().find(|(built_in, _)| *built_in == name)
        && !path.is_file()
    {
        let scenario = file::parse_built_in(text).map_err(problems)?;
        return Ok(Opened {
            scenario,
            path: None,
        });
    }
    let bytes = disk.open(path).map_err(|why| match why {
        Unopened::Missing(_) => OpenError::Unopened(missing(path)),
        refused => OpenError::Unopened(refused),
    })?;
    let scenario = file::from_bytes(&bytes).map_err(problems)?;
    Ok(Opened {
        scenario,
        path: (name != "-").then(|| name.to_owned()),
    })
}

/// Names what could have been meant.
fn missing(path: &Path) -> Unopened {
    let name = path.to_string_lossy();
    let near = BUILT_IN
        .iter()
        .map(|(built_in, _)| (strsim::jaro_winkler(&name, built_in), *built_in))
        .filter(|(nearness, _)| *nearness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let shown = shown(path);
    let in_full = Path::new(&format!("{name}.ron")).to_owned();
    if in_full.is_file() {
        let meant = crate::shell::disk::shown(&in_full);
        return Unopened::Missing(format!("there is no file {shown}; did you mean {meant}?"));
    }
    Unopened::Missing(match near {
        Some((_, built_in)) => {
            format!("there is no file {shown}; did you mean the built-in scenario `{built_in}`?")
        }
        None => {
            let names: Vec<String> = BUILT_IN
                .iter()
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            format!(
                "there is no file {shown}, and no built-in scenario of this name (there is {})",
                names.join(", ")
            )
        }
    })
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unopened(why) => why.fmt(f),
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
        for (name, text) in BUILT_IN {
            assert_eq!(file::parse_built_in(text), file::parse(text));
            let opened = open(&mut Disk::default(), name).unwrap_or_else(|why| panic!("{why}"));
            assert_eq!(opened.path, None);
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_told_from_a_name_that_is_nothing() {
        for (name, says) in [
            (
                "amazon-2052",
                "did you mean the built-in scenario `amazon-2025`?",
            ),
            ("zzz.ron", "there is `amazon-2025`"),
        ] {
            let Err(why) = open(&mut Disk::default(), name) else {
                panic!("{name} is there");
            };
            assert!(why.to_string().contains(says), "{why}");
        }
    }

    #[test]
    fn a_name_without_its_ending_is_told_the_file_that_has_one() -> std::io::Result<()> {
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("mine");
        std::fs::write(path.with_extension("ron"), "()")?;
        let Err(why) = open(&mut Disk::default(), &path.to_string_lossy()) else {
            panic!("it opens");
        };
        assert!(why.to_string().contains("mine.ron`?"), "{why}");
        Ok(())
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told_with_its_place() -> std::io::Result<()> {
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("broken.ron");
        std::fs::write(&path, "(\n  title: ,\n)")?;
        let Err(why) = open(&mut Disk::default(), &path.to_string_lossy()) else {
            panic!("it opens");
        };
        assert!(why.to_string().contains("broken.ron:2:"), "{why}");
        Ok(())
    }
}
