//! Replacing a file so that, whatever happens, it is whole: the old one or the new one.
//!
//! Must not read what it replaces: whether it may be replaced is asked of the caller, at the start
//! and again at the last moment.

use std::{
    ffi::OsString,
    fs::{self, File, Metadata, OpenOptions, Permissions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, PermissionsExt, fchown},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::shell::disk::shown;

const PREFIX: &str = ".reallot-";
const SUFFIX: &str = ".tmp";

/// A temporary file of this age, in seconds, is left over from a process that was killed.
const LEFT_OVER: i64 = 3_600;

/// Why nothing was written.
#[derive(Debug)]
pub(super) enum Refusal {
    /// There is a file already.
    Exists,
    /// Somebody else changed it.
    Changed,
    /// A sentence.
    Failed(String),
}

/// What a save did.
#[derive(Debug)]
pub(super) enum Replaced {
    /// The file held just that already.
    Nothing,
    /// It was written; where the previous version is, if it was kept.
    Whole(Option<PathBuf>),
}

/// A file that is to be written.
#[derive(Debug)]
pub(super) struct Target {
    /// Where the file is: no link, so that a link stays a link to it.
    real: PathBuf,
    directory: PathBuf,
}

impl Target {
    /// The file that `path` means, which need not be there.
    pub(super) fn of(path: &Path) -> Result<Self, Refusal> {
        let name_of = |path: &Path| match path.file_name() {
            // `new/` means a directory, but has a file name for the library.
            Some(name) if !path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                Ok(name.to_owned())
            }
            _ => Err(Refusal::Failed("that is not the name of a file".into())),
        };
        name_of(path)?;
        let path = follow(path)?;
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let directory = fs::canonicalize(parent).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Refusal::Failed(format!(
                "there is no directory {}; make it, or save somewhere else",
                shown(parent)
            )),
            _ => Refusal::from(error),
        })?;
        Ok(Self {
            real: directory.join(name_of(&path)?),
            directory,
        })
    }

    /// The path of the file itself.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    /// Whether there is something of this name.
    pub(super) fn is_there(&self) -> Result<bool, Refusal> {
        Ok(self.old()?.is_some())
    }

    /// Makes `bytes` its content. `allowed`, and whether to `keep` the previous version, are asked
    /// when everything but the last step is done.
    pub(super) fn replace(
        &self,
        bytes: &[u8],
        allowed: impl Fn() -> Result<(), Refusal>,
        keep: impl Fn() -> bool,
    ) -> Result<Replaced, Refusal> {
        let old = self.old()?;
        if let Some(old) = &old {
            self.check_replaceable(old)?;
            // The previous version is still the one before this: do not lose it for nothing.
            if old.len() == bytes.len() as u64 && fs::read(&self.real)? == bytes {
                return Ok(Replaced::Nothing);
            }
        }
        let new = self.write_beside(bytes, old.as_ref())?;
        allowed()?;
        let kept = match old {
            Some(_) if keep() => self.keep_previous()?,
            _ => None,
        };
        let moved = match old {
            Some(_) => new.persist(&self.real),
            None => new.persist_noclobber(&self.real),
        };
        moved.map_err(|failed| match failed.error.kind() {
            io::ErrorKind::AlreadyExists => Refusal::Exists,
            _ => Refusal::from(failed.error),
        })?;
        self.sync_directory()?;
        Ok(Replaced::Whole(kept))
    }

    fn old(&self) -> Result<Option<Metadata>, Refusal> {
        match fs::symlink_metadata(&self.real) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn check_replaceable(&self, old: &Metadata) -> Result<(), Refusal> {
        if old.is_dir() {
            return Err(Refusal::Failed(
                "it is a directory; name a file in it".into(),
            ));
        }
        if !old.is_file() {
            return Err(Refusal::Failed(
                "it is not a regular file; choose another name".into(),
            ));
        }
        // A directory that can be written lets a protected file be replaced, but that is not what
        // its protection says.
        match OpenOptions::new().write(true).open(&self.real) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(Refusal::Failed(
                "it is write-protected; choose another name".into(),
            )),
            opened => Ok(opened.map(|_| ())?),
        }
    }

    /// A whole new file beside the target, on the disk, with the owner and the mode of the old one.
    /// It removes itself unless it is moved.
    fn write_beside(&self, bytes: &[u8], old: Option<&Metadata>) -> Result<NamedTempFile, Refusal> {
        let mode = if old.is_some() { 0o600 } else { 0o666 };
        let mut new = Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(&self.directory)?;
        new.write_all(bytes)?;
        if let Some(old) = old {
            adopt(new.as_file(), old)?;
        }
        new.as_file().sync_all()?;
        self.sweep(new.as_file());
        Ok(new)
    }

    /// Removes what killed processes left over, as far as it is certain that it is ours.
    fn sweep(&self, new: &File) {
        let (Ok(entries), Ok(now)) = (fs::read_dir(&self.directory), new.metadata()) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
                continue;
            }
            // The change of the inode, not of the content: a second name of an old file is new.
            let is_left_over = entry.metadata().is_ok_and(|old| {
                old.is_file() && old.uid() == now.uid() && now.ctime() - old.ctime() > LEFT_OVER
            });
            if is_left_over {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Gives the old file a second name, by a link if there can be one, else by a copy.
    fn keep_previous(&self) -> Result<Option<PathBuf>, Refusal> {
        let mut name = OsString::from(&self.real);
        name.push("~");
        let name = PathBuf::from(name);
        if name.is_dir() {
            let reason = format!(
                "its previous version cannot be kept, because {} is a directory; move that away",
                shown(&name)
            );
            return Err(Refusal::Failed(reason));
        }
        let link = Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .make_in(&self.directory, |link| fs::hard_link(&self.real, link));
        match link {
            Ok(link) => {
                let link = link.into_temp_path();
                let link_name = link.to_path_buf();
                link.persist(&name).map_err(|failed| failed.error)?;
                // Moving a link onto another link to the same file does nothing at all.
                let _ = fs::remove_file(link_name);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(_) => {
                let old = fs::metadata(&self.real)?;
                let copy = self.write_beside(&fs::read(&self.real)?, Some(&old))?;
                copy.persist(&name).map_err(|failed| failed.error)?;
            }
        }
        Ok(Some(name))
    }

    fn sync_directory(&self) -> Result<(), Refusal> {
        let synced = File::open(&self.directory).and_then(|directory| directory.sync_all());
        match synced {
            // Some file systems know no such thing, and a directory may be written but not read.
            Err(error)
                if !matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) =>
            {
                Err(Refusal::Failed(format!(
                    "it was written, but the disk did not confirm it ({error}); save it somewhere else too"
                )))
            }
            _ => Ok(()),
        }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Failed(match error.kind() {
            io::ErrorKind::PermissionDenied => {
                "the permissions of its directory do not let you write there; save somewhere else"
                    .into()
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                "the disk can only be read; save somewhere else".into()
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "the disk is full; free some space, or save somewhere else".into()
            }
            io::ErrorKind::InvalidFilename => "the name is too long; choose a shorter one".into(),
            _ => error.to_string(),
        })
    }
}

/// Where `path` leads through links, the last of which may lead to a file that is not there yet.
fn follow(path: &Path) -> Result<PathBuf, Refusal> {
    // As many links as Linux follows.
    let mut path = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(Refusal::Failed("its links lead round in a circle".into()))
}

/// Gives `new` the owner and the mode of `old`. Only the owner may be somebody we cannot be; then
/// a group that is not the old one gets no more than everybody else.
fn adopt(new: &File, old: &Metadata) -> io::Result<()> {
    let ours = new.metadata()?;
    let mut mode = old.mode() & 0o7777;
    if ours.uid() != old.uid() && fchown(new, Some(old.uid()), None).is_err() {
        mode &= 0o0777;
    }
    if ours.gid() != old.gid() && fchown(new, None, Some(old.gid())).is_err() {
        mode = mode & 0o0707 | (mode & 0o007) << 3;
    }
    match new.set_permissions(Permissions::from_mode(mode)) {
        // Some file systems have no modes; the new file is then our own and nobody else's.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        set => set,
    }
}
