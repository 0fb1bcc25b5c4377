//! Replaces files atomically: whatever happens, the file has either the old content or the new.
//!
//! The caller decides whether a file may be replaced, and is asked again just before the last step.

use std::{
    ffi::OsString,
    fs::{self, File, Metadata, OpenOptions, Permissions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, PermissionsExt, fchown},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::safe::quoted_path;

const PREFIX: &str = ".reallot-";
const SUFFIX: &str = ".tmp";

/// The age in seconds from which a temporary file counts as left over from a killed process.
const LEFT_OVER_AFTER: i64 = 3_600;

/// Why nothing was written.
#[derive(Debug)]
pub(super) enum SaveFailure {
    /// The file exists.
    Exists,
    /// The file was changed by somebody else.
    Changed,
    /// Anything else, in words.
    Failed(String),
}

#[derive(Debug)]
pub(super) enum SaveOutcome {
    /// The file already had this content.
    Unchanged,
    /// The file was written; the path of the backup, if one was made.
    Written(Option<PathBuf>),
}

/// A file to write.
#[derive(Debug)]
pub(super) struct Target {
    /// The path with links resolved, so that a link stays a link.
    real: PathBuf,
    directory: PathBuf,
}

impl Target {
    /// Resolves `path`, which need not exist.
    pub(super) fn of(path: &Path) -> Result<Self, SaveFailure> {
        let name_of = |path: &Path| match path.file_name() {
            // `new/` names a directory, although `file_name` returns `new`.
            Some(name) if !path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                Ok(name.to_owned())
            }
            _ => Err(SaveFailure::Failed("that is not the name of a file".into())),
        };
        name_of(path)?;
        let path = follow(path)?;
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let directory = fs::canonicalize(parent).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => SaveFailure::Failed(format!(
                "there is no directory {}; create it, or save elsewhere",
                quoted_path(parent)
            )),
            _ => SaveFailure::from(error),
        })?;
        Ok(Self {
            real: directory.join(name_of(&path)?),
            directory,
        })
    }

    /// Returns the path with links resolved.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    pub(super) fn exists(&self) -> Result<bool, SaveFailure> {
        Ok(self.old()?.is_some())
    }

    /// Writes `bytes` to the file. `allowed`, and whether to `keep` a backup, are asked just before
    /// the last step.
    pub(super) fn replace(
        &self,
        bytes: &[u8],
        allowed: impl Fn() -> Result<(), SaveFailure>,
        keep: impl Fn() -> bool,
    ) -> Result<SaveOutcome, SaveFailure> {
        let old = self.old()?;
        if let Some(old) = &old {
            self.check_replaceable(old)?;
            // An identical file is left alone, so that its backup is not replaced for nothing.
            if old.len() == bytes.len() as u64 && fs::read(&self.real)? == bytes {
                return Ok(SaveOutcome::Unchanged);
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
            io::ErrorKind::AlreadyExists => SaveFailure::Exists,
            _ => SaveFailure::from(failed.error),
        })?;
        self.sync_directory()?;
        Ok(SaveOutcome::Written(kept))
    }

    fn old(&self) -> Result<Option<Metadata>, SaveFailure> {
        match fs::symlink_metadata(&self.real) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn check_replaceable(&self, old: &Metadata) -> Result<(), SaveFailure> {
        if old.is_dir() {
            return Err(SaveFailure::Failed(
                "it is a directory; name a file in it".into(),
            ));
        }
        if !old.is_file() {
            return Err(SaveFailure::Failed(
                "it is not a regular file; choose another name".into(),
            ));
        }
        // A protected file could be replaced through its directory, but its protection is respected.
        match OpenOptions::new().write(true).open(&self.real) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(
                SaveFailure::Failed("it is write-protected; choose another name".into()),
            ),
            opened => Ok(opened.map(|_| ())?),
        }
    }

    /// Writes a temporary file next to the target, with the owner and mode of the old file, and syncs
    /// it. It is removed when dropped.
    fn write_beside(
        &self,
        bytes: &[u8],
        old: Option<&Metadata>,
    ) -> Result<NamedTempFile, SaveFailure> {
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

    /// Removes temporary files that killed processes left behind, if they are certainly ours.
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
            // The inode's change time is used, not the content's: a new link to an old file is new.
            let is_left_over = entry.metadata().is_ok_and(|old| {
                old.is_file()
                    && old.uid() == now.uid()
                    && now.ctime() - old.ctime() > LEFT_OVER_AFTER
            });
            if is_left_over {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Backs up the old file as a hard link, or as a copy where links are not possible.
    fn keep_previous(&self) -> Result<Option<PathBuf>, SaveFailure> {
        let mut name = OsString::from(&self.real);
        name.push("~");
        let name = PathBuf::from(name);
        if name.is_dir() {
            let reason = format!(
                "the previous version cannot be kept because {} is a directory; move it away",
                quoted_path(&name)
            );
            return Err(SaveFailure::Failed(reason));
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
                // Renaming a link onto another link to the same file has no effect.
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

    fn sync_directory(&self) -> Result<(), SaveFailure> {
        let synced = File::open(&self.directory).and_then(|directory| directory.sync_all());
        match synced {
            // Some file systems do not support this, and a directory may be writable but not readable.
            Err(error)
                if !matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) =>
            {
                Err(SaveFailure::Failed(format!(
                    "it was written, but the disk did not confirm it ({error}); save a copy elsewhere"
                )))
            }
            _ => Ok(()),
        }
    }
}

impl From<io::Error> for SaveFailure {
    fn from(error: io::Error) -> Self {
        Self::Failed(match error.kind() {
            io::ErrorKind::PermissionDenied => {
                "you do not have permission to write to its directory; save elsewhere".into()
            }
            io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; save elsewhere".into(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "the disk is full; free some space, or save elsewhere".into()
            }
            io::ErrorKind::InvalidFilename => "the name is too long; choose a shorter one".into(),
            _ => error.to_string(),
        })
    }
}

/// Follows the links of `path`; the last may point to a file that does not exist yet.
fn follow(path: &Path) -> Result<PathBuf, SaveFailure> {
    // Linux follows at most 40 links, too.
    let mut path = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(SaveFailure::Failed("its links form a loop".into()))
}

/// Gives `new` the owner and mode of `old` as far as possible. Where the group cannot be kept, the
/// new group gets the permissions of everybody else.
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
        // Some file systems have no modes; the file then stays private to its owner.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        set => set,
    }
}
