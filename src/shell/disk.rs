//! Files as the program knows them: what was in them when it last looked.
//!
//! Must not know what the text means. Every path that reaches a message is made safe to show.

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
use crate::safe::safe;
use crate::shell::save::{self, Refusal, Replaced};
use crate::tui::{Answer, Product, SaveGuard};

/// Nothing larger is read, however much of it there is.
const LARGEST: u64 = file::MAX_FILE_BYTES as u64;

/// The files that were opened or saved, and what they held then.
#[derive(Debug, Default)]
pub struct Disk {
    known: HashMap<PathBuf, Stamp>,
    /// What this program wrote last. That is not worth a second file, least of all in place of
    /// what a person wrote before, with comments that the program does not keep.
    own: HashMap<PathBuf, Stamp>,
}

/// Why a file was not opened, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// There is nothing of this name.
    Missing(String),
    /// There is something, but it cannot be read.
    Refused(String),
}

impl Disk {
    /// The content of the file `path`, or of the standard input for `-`.
    pub fn open(&mut self, path: &Path) -> Result<Vec<u8>, Unopened> {
        if path == Path::new("-") {
            return open_stdin();
        }
        let bytes = read_file(path)?;
        if let Ok(real) = fs::canonicalize(path) {
            self.known.insert(real, Stamp::of(&bytes));
        }
        Ok(bytes)
    }

    /// Makes `content` the content of the file `path`, whole or not at all. What the file held before
    /// stays beside it, with a `~` after its name, unless it is what this disk wrote there last: of
    /// all saves of a session only the first makes a second file. A replacement that was asked for
    /// always does, because it was promised.
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
            Err(Refusal::Exists) => Answer::Exists {
                product: Product::Scenario,
                path: path_given,
            },
            Err(Refusal::Changed) => Answer::Changed { path: path_given },
            Err(Refusal::Failed(why)) => Answer::Failed {
                reason: format!("cannot save {}: {why}", shown(Path::new(path))),
            },
        }
    }

    fn try_save(
        &mut self,
        path: &Path,
        bytes: &[u8],
        guard: SaveGuard,
    ) -> Result<Option<PathBuf>, Refusal> {
        let target = save::Target::of(path)?;
        let allowed = || match (guard, self.known.get(target.real())) {
            (SaveGuard::Replace, _) => Ok(()),
            // Nothing is known of a file that was never opened, least of all that it is unchanged.
            (SaveGuard::New, _) | (SaveGuard::Unchanged, None) => match target.is_there()? {
                true => Err(Refusal::Exists),
                false => Ok(()),
            },
            (SaveGuard::Unchanged, Some(stamp)) => match stamp.is_of(target.real())? {
                true => Ok(()),
                false => Err(Refusal::Changed),
            },
        };
        allowed()?;
        let own = self.own.get(target.real());
        let is_own = || own.is_some_and(|own| own.is_of(target.real()).unwrap_or(false));
        let keep = || guard == SaveGuard::Replace || !is_own();
        let replaced = target.replace(bytes, allowed, keep);
        let stamp = Stamp::of(bytes);
        // It may be there although something failed after that.
        if replaced.is_ok() || stamp.is_of(target.real()).unwrap_or(false) {
            self.known.insert(target.real().to_owned(), stamp);
        }
        match replaced? {
            Replaced::Nothing => Ok(None),
            Replaced::Whole(kept) => {
                self.own.insert(target.real().to_owned(), stamp);
                Ok(kept)
            }
        }
    }
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Missing(sentence) | Self::Refused(sentence)) = self;
        f.write_str(sentence)
    }
}

impl std::error::Error for Unopened {}

/// What a file held. Not when it was written: a file that was touched, or copied and copied back,
/// is unchanged, and one that was changed twice in the same instant is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    hash: u64,
}

impl Stamp {
    fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self {
            length: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }

    /// Whether the file still holds it. One that is gone has nothing that could be lost.
    fn is_of(self, path: &Path) -> io::Result<bool> {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Ok(now) if !now.is_file() || now.len() != self.length => Ok(false),
            Ok(_) => Ok(Self::of(&fs::read(path)?) == self),
            Err(error) => Err(error),
        }
    }
}

/// The path that a person typed: a `~/` in front is the home directory, as in a shell. What comes
/// from the command line has been through a shell already.
pub(super) fn at_home(typed: String, home: Option<OsString>) -> String {
    let home = home.and_then(|home| home.into_string().ok());
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) if !home.is_empty() => {
            format!("{}/{rest}", home.trim_end_matches('/'))
        }
        _ => typed,
    }
}

/// A path as it may stand in a message.
pub(super) fn shown(path: &Path) -> String {
    format!("`{}`", safe(&path.to_string_lossy()))
}

/// The name of the previous version in the words of whoever named the file, unless links led
/// somewhere else.
fn as_given(path: &str, kept: &Path) -> String {
    let beside = format!("{path}~");
    match fs::canonicalize(&beside) {
        Ok(real) if real == kept => beside,
        _ => kept.to_string_lossy().into_owned(),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unopened> {
    let refused = |why: &str| Unopened::Refused(format!("cannot open {}: {why}", shown(path)));
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => Unopened::Missing(format!("there is no file {}", shown(path))),
        io::ErrorKind::PermissionDenied => refused("its permissions do not let you read it"),
        _ => refused(&error.to_string()),
    };
    // Before opening: opening a pipe would wait for its other end.
    let metadata = fs::metadata(path).map_err(|error| failed(&error))?;
    if metadata.is_dir() {
        return Err(refused("it is a directory; name a file in it"));
    }
    if !metadata.is_file() {
        return Err(refused(
            "it is not a regular file; pipe it in and open `-` instead",
        ));
    }
    if metadata.len() > LARGEST {
        return Err(refused(&too_large(metadata.len())));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    read_some(file)
        .map_err(|error| failed(&error))?
        .map_err(|length| refused(&too_large(length)))
}

fn open_stdin() -> Result<Vec<u8>, Unopened> {
    let refused = |why: &str| Unopened::Refused(format!("cannot read the standard input: {why}"));
    if io::stdin().is_terminal() {
        return Err(refused(
            "it is a terminal; pipe a scenario in, or name a file",
        ));
    }
    read_some(io::stdin().lock())
        .map_err(|error| refused(&error.to_string()))?
        .map_err(|length| refused(&too_large(length)))
}

/// All of it, or how much there was at least when it is too much.
fn read_some(source: impl Read) -> io::Result<Result<Vec<u8>, u64>> {
    let mut bytes = Vec::new();
    let length = source.take(LARGEST + 1).read_to_end(&mut bytes)? as u64;
    Ok(if length > LARGEST {
        Err(length)
    } else {
        Ok(bytes)
    })
}

fn too_large(length: u64) -> String {
    format!("it is larger than a scenario can be ({length} bytes of at most {LARGEST})")
}

#[cfg(test)]
mod tests {
    use super::at_home;

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
            assert_eq!(at_home(typed.into(), home.map(Into::into)), path);
        }
    }
}
