//! Opens scenarios by name: a file, a built-in scenario, or the standard input.

use std::{fmt, path::Path};

use crate::file::{self, Problem};
use crate::model::Scenario;
use crate::safe::quoted_path;
use crate::shell::disk::{Disk, OpenFailure};

/// The built-in scenarios: name and text.
pub(crate) const BUILT_IN: [(&str, &str); 1] = [(
    "amazon-2025",
    include_str!("../../scenarios/amazon-2025.ron"),
)];

/// An opened scenario.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) scenario: Scenario,
    /// The file to save to; `None` for a built-in scenario and the standard input.
    pub(crate) path: Option<String>,
}

/// Why a scenario was not opened.
#[derive(Clone, Debug)]
pub(crate) enum OpenError {
    /// The file does not exist, or cannot be read.
    Failed(OpenFailure),
    /// The content has problems: at least one, in the order of the text.
    Problems {
        name: String,
        problems: Vec<Problem>,
    },
}

/// Opens the scenario called `name`: the file of that name, or else the built-in scenario; `-` is the
/// standard input.
///
/// # Errors
/// The file cannot be read, or its content has problems.
pub(crate) fn open(disk: &mut Disk, name: &str) -> Result<Opened, OpenError> {
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
        OpenFailure::Missing(_) => OpenError::Failed(missing(path)),
        refused => OpenError::Failed(refused),
    })?;
    let scenario = file::from_bytes(&bytes).map_err(problems)?;
    Ok(Opened {
        scenario,
        path: (name != "-").then(|| name.to_owned()),
    })
}

/// Explains that there is no file `path`, and suggests what was probably meant.
fn missing(path: &Path) -> OpenFailure {
    let name = path.to_string_lossy();
    let near = BUILT_IN
        .iter()
        .map(|(built_in, _)| (strsim::jaro_winkler(&name, built_in), *built_in))
        .filter(|(nearness, _)| *nearness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let shown = quoted_path(path);
    let in_full = Path::new(&format!("{name}.ron")).to_owned();
    if in_full.is_file() {
        let meant = quoted_path(&in_full);
        return OpenFailure::Missing(format!("there is no file {shown}; did you mean {meant}?"));
    }
    OpenFailure::Missing(match near {
        Some((_, built_in)) => {
            format!("there is no file {shown}; did you mean the built-in scenario `{built_in}`?")
        }
        None => {
            let names: Vec<String> = BUILT_IN
                .iter()
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            format!(
                "there is no file {shown}, and no built-in scenario of that name (built in: {})",
                names.join(", ")
            )
        }
    })
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(why) => why.fmt(f),
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
            ("zzz.ron", "built in: `amazon-2025`"),
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
