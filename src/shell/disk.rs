//! Reads and saves files, and detects changes made by others in between.
//!
//! Every path in a message is made safe to show.

use std::{
    collections::HashMap,
    ffi::OsString,
    fmt,
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use crate::file;
use crate::safe::quoted_path;
use crate::shell::save::{self, SaveFailure, SaveOutcome};
use crate::tui::{Answer, Product, SaveGuard};

/// The most bytes read from a file or the standard input.
const MAX_BYTES: u64 = file::MAX_FILE_BYTES as u64;

/// The files opened or saved so far, with fingerprints of their content.
#[derive(Debug, Default)]
pub struct Disk {
    known: HashMap<PathBuf, Fingerprint>,
    /// What this program wrote last. No backup is made of it, since that would overwrite the backup
    /// of what a person wrote, with comments that the program does not keep.
    own: HashMap<PathBuf, Fingerprint>,
}

/// Why a file was not opened, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFailure {
    /// The file does not exist.
    Missing(String),
    /// The file exists but cannot be read.
    Refused(String),
}

impl Disk {
    /// Reads the file `path`, or the standard input for `-`, and remembers its content.
    ///
    /// # Errors
    /// The file does not exist, is not a regular file, is too large, or cannot be read.
    pub fn open(&mut self, path: &Path) -> Result<Vec<u8>, OpenFailure> {
        if path == Path::new("-") {
            return open_stdin();
        }
        let bytes = read_file(path)?;
        if let Ok(real) = fs::canonicalize(path) {
            self.known.insert(real, Fingerprint::of(&bytes));
        }
        Ok(bytes)
    }

    /// Writes `content` to the file `path` atomically.
    ///
    /// The previous content is kept as a backup named `path~`, unless this disk wrote it: of all
    /// saves of a session only the first makes a backup. [`SaveGuard::Replace`] always makes one,
    /// because the confirmation dialog says so.
    pub fn save(
        &mut self,
        path: &str,
        content: &(impl AsRef<[u8]> + ?Sized),
        guard: SaveGuard,
    ) -> Answer {
        let path_given = path.to_owned();
        match self.try_save(Path::new(path), content.as_ref(), guard) {
            Ok(kept) => {
                let kept = kept.map(|kept| as_given(path, &kept));
                Answer::Saved {
                    path: path_given,
                    kept,
                }
            }
            Err(SaveFailure::Exists) => Answer::Exists {
                product: Product::Scenario,
                path: path_given,
            },
            Err(SaveFailure::Changed) => Answer::Changed { path: path_given },
            Err(SaveFailure::Failed(why)) => Answer::Failed {
                reason: format!("cannot save {}: {why}", quoted_path(Path::new(path))),
            },
        }
    }

    fn try_save(
        &mut self,
        path: &Path,
        bytes: &[u8],
        guard: SaveGuard,
    ) -> Result<Option<PathBuf>, SaveFailure> {
        let target = save::Target::of(path)?;
        let allowed = || match (guard, self.known.get(target.real())) {
            (SaveGuard::Replace, _) => Ok(()),
            // A file that was never opened cannot be known to be unchanged.
            (SaveGuard::New, _) | (SaveGuard::Unchanged, None) => match target.exists()? {
                true => Err(SaveFailure::Exists),
                false => Ok(()),
            },
            (SaveGuard::Unchanged, Some(fingerprint)) => match fingerprint.is_of(target.real())? {
                true => Ok(()),
                false => Err(SaveFailure::Changed),
            },
        };
        allowed()?;
        let own = self.own.get(target.real());
        let is_own = || own.is_some_and(|own| own.is_of(target.real()).unwrap_or(false));
        let keep = || guard == SaveGuard::Replace || !is_own();
        let replaced = target.replace(bytes, allowed, keep);
        let fingerprint = Fingerprint::of(bytes);
        // The content may be in place even if a later step failed.
        if replaced.is_ok() || fingerprint.is_of(target.real()).unwrap_or(false) {
            self.known.insert(target.real().to_owned(), fingerprint);
        }
        match replaced? {
            SaveOutcome::Unchanged => Ok(None),
            SaveOutcome::Written(kept) => {
                self.own.insert(target.real().to_owned(), fingerprint);
                Ok(kept)
            }
        }
    }
}

impl fmt::Display for OpenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Missing(sentence) | Self::Refused(sentence)) = self;
        f.write_str(sentence)
    }
}

impl std::error::Error for OpenFailure {}

/// A fingerprint of the content of a file.
///
/// Modification times are not used: a file that was touched is unchanged, and two changes within
/// the resolution of the clock must be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fingerprint {
    length: u64,
    hash: u64,
}

impl Fingerprint {
    fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self {
            length: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }

    /// Returns whether the file still has this content, or is gone: then nothing can be lost.
    fn is_of(self, path: &Path) -> io::Result<bool> {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Ok(now) if !now.is_file() || now.len() != self.length => Ok(false),
            Ok(_) => Ok(Self::of(&fs::read(path)?) == self),
            Err(error) => Err(error),
        }
    }
}

/// Replaces a leading `~/` of a typed path by the home directory, as a shell does for arguments.
pub(super) fn expand_home(typed: String, home: Option<OsString>) -> String {
    let home = home.and_then(|home| home.into_string().ok());
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) if !home.is_empty() => {
            format!("{}/{rest}", home.trim_end_matches('/'))
        }
        _ => typed,
    }
}

/// Names the backup relative to the path that was typed, unless links lead elsewhere.
fn as_given(path: &str, kept: &Path) -> String {
    let beside = format!("{path}~");
    match fs::canonicalize(&beside) {
        Ok(real) if real == kept => beside,
        _ => kept.to_string_lossy().into_owned(),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, OpenFailure> {
    let refused =
        |why: &str| OpenFailure::Refused(format!("cannot open {}: {why}", quoted_path(path)));
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            OpenFailure::Missing(format!("there is no file {}", quoted_path(path)))
        }
        io::ErrorKind::PermissionDenied => refused("its permissions do not let you read it"),
        _ => refused(&error.to_string()),
    };
    // Checked before opening, since opening a pipe would wait for its other end.
    let metadata = fs::metadata(path).map_err(|error| failed(&error))?;
    if metadata.is_dir() {
        return Err(refused("it is a directory; name a file in it"));
    }
    if !metadata.is_file() {
        return Err(refused(
            "it is not a regular file; pipe it in and open `-` instead",
        ));
    }
    if metadata.len() > MAX_BYTES {
        return Err(refused(&too_large(metadata.len())));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    read_some(file)
        .map_err(|error| failed(&error))?
        .map_err(|length| refused(&too_large(length)))
}

fn open_stdin() -> Result<Vec<u8>, OpenFailure> {
    let refused =
        |why: &str| OpenFailure::Refused(format!("cannot read the standard input: {why}"));
    if io::stdin().is_terminal() {
        return Err(refused(
            "it is a terminal; pipe a scenario in, or name a file",
        ));
    }
    read_some(io::stdin().lock())
        .map_err(|error| refused(&error.to_string()))?
        .map_err(|length| refused(&too_large(length)))
}

/// Reads all of `source`, or returns how much was read once it exceeds [`MAX_BYTES`].
fn read_some(source: impl Read) -> io::Result<Result<Vec<u8>, u64>> {
    let mut bytes = Vec::new();
    let length = source.take(MAX_BYTES + 1).read_to_end(&mut bytes)? as u64;
    Ok(if length > MAX_BYTES {
        Err(length)
    } else {
        Ok(bytes)
    })
}

fn too_large(length: u64) -> String {
    format!("it is too large for a scenario ({length} bytes; the limit is {MAX_BYTES})")
}

#[cfg(test)]
mod tests {
    use super::expand_home;

    #[test]
    fn only_a_tilde_in_front_of_a_slash_is_the_home_directory() {
        for (typed, home, path) in [
            ("~/plan.ron", Some("/home/a"), "/home/a/plan.ron"),
            ("~/plan.ron", Some("/"), "/plan.ron"),
            ("~/plan.ron", None, "~/plan.ron"),
            ("~/plan.ron", Some(""), "~/plan.ron"),
            ("~b/plan.ron", Some("/home/a"), "~b/plan.ron"),
            ("./~/plan.ron", Some("/home/a"), "./~/plan.ron"),
            ("plan.ron~", Some("/home/a"), "plan.ron~"),
        ] {
            assert_eq!(expand_home(typed.into(), home.map(Into::into)), path);
        }
    }
}
