//! Which of a table of formats was meant: the one that was named, or what the name of the file ends with.
//!
//! Must not know what a format is of or how it is written.

use std::ffi::OsStr;
use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::{failure::Failure, output::Output};

/// A row of a table of formats.
pub(super) trait Format: Sized + Sync + 'static {
    /// What these are formats of, in the plural.
    const OF: &'static str;
    /// The format for the standard output.
    const USUAL: &'static str;
    /// All of them.
    const ALL: &'static [Self];

    /// What it is called.
    fn name(&self) -> &'static str;
    /// How names of its files end; empty where nothing but its name asks for it.
    fn ending(&self) -> &'static str;
    /// What it is, for the help; may be empty.
    fn about(&self) -> &'static str;
    /// Whether it is text that a terminal can show.
    fn is_text(&self) -> bool;
}

/// Makes formats of rows that have a `name`, an `ending` and something to say `about` them, all of them texts.
macro_rules! text_formats {
    ($of:literal, $format:ident, $all:ident) => {
        impl $crate::cli::format::Format for $format {
            const OF: &'static str = $of;
            const USUAL: &'static str = "table";
            const ALL: &'static [Self] = $all;

            fn name(&self) -> &'static str {
                self.name
            }

            fn ending(&self) -> &'static str {
                self.ending
            }

            fn about(&self) -> &'static str {
                self.about
            }

            fn is_text(&self) -> bool {
                true
            }
        }
    };
}
pub(super) use text_formats;

/// The format to write to `output`.
pub(super) fn chosen<F: Format>(
    asked: Option<&'static F>,
    output: &Output,
) -> Result<&'static F, Failure> {
    let file = output.file().map(Path::new);
    let ending = file.map(|file| file.extension().and_then(OsStr::to_str));
    let fits = |format: &&F| match ending {
        None => format.name() == F::USUAL,
        Some(ending) => {
            ending.is_some_and(|ending| !ending.is_empty() && ending == format.ending())
        }
    };
    let found = asked.or_else(|| F::ALL.iter().find(fits));
    let format = found.ok_or_else(no_ending::<F>)?;
    output.check(format.name(), format.is_text())?;
    Ok(format)
}

fn no_ending<F: Format>() -> Failure {
    let endings: Vec<&str> = F::ALL
        .iter()
        .map(Format::ending)
        .filter(|ending| !ending.is_empty())
        .collect();
    Failure::Unusable {
        reason: format!(
            "the name of the file does not end with a format of {}",
            F::OF
        ),
        help: Some(format!(
            "end it with one, or name one with `--format`: {}",
            endings.join(", ")
        )),
    }
}

/// Names of formats, as the command line and its help know them.
pub(super) fn names<F: Format>() -> impl TypedValueParser<Value = &'static F> {
    let values = F::ALL.iter().map(|format| {
        let value = PossibleValue::new(format.name());
        match format.about() {
            "" => value,
            about => value.help(about),
        }
    });
    let find = |name: String| F::ALL.iter().find(|format| format.name() == name);
    PossibleValuesParser::new(values.collect::<Vec<_>>())
        .try_map(move |name| find(name).ok_or("no such format"))
}
