//! Changes to files that can be taken back, until all of them are done.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::super::error::Doing;
use super::super::{GitError, Repository};

/// Changes made so far. Dropped before [`keep`](Self::keep), they are taken back, the last one first.
pub(super) struct Changes<'r> {
    repository: &'r Repository,
    made: Vec<Change>,
}

enum Change {
    /// A file was written: its bytes and mode before, if it was there.
    File(PathBuf, Option<(Vec<u8>, fs::Permissions)>),
    /// A file was moved from the first path to the second.
    Moved(PathBuf, PathBuf),
    /// A folder was made.
    Folder(PathBuf),
    /// A setting was written: its value before.
    Setting(String, Option<String>),
}

impl<'r> Changes<'r> {
    pub(super) fn new(repository: &'r Repository) -> Self {
        Self { repository, made: Vec::new() }
    }

    /// All is well: nothing is taken back.
    pub(super) fn keep(mut self) {
        self.made.clear();
    }

    /// Writes a file, whole or not at all.
    pub(super) fn write(&mut self, path: &Path, text: &str, executable: bool) -> Result<(), GitError> {
        // Through a symbolic link, where someone keeps the file elsewhere.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let before = match (fs::read(&path), path.metadata()) {
            (Ok(bytes), Ok(metadata)) => Some((bytes, metadata.permissions())),
            _ => None,
        };
        let permissions = match &before {
            Some((_, permissions)) if !executable => Some(permissions.clone()),
            _ => mode(executable),
        };
        write(&path, text.as_bytes(), permissions)?;
        self.made.push(Change::File(path, before));
        Ok(())
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: &Path) -> Result<(), GitError> {
        let doing = || format!("removing {}", path.display());
        let before = (fs::read(path).doing(doing)?, path.metadata().doing(doing)?.permissions());
        fs::remove_file(path).doing(doing)?;
        self.made.push(Change::File(path.to_path_buf(), Some(before)));
        Ok(())
    }

    /// Moves a file, a symbolic link as such, with its mode.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), GitError> {
        fs::rename(from, to).doing(|| format!("moving {} to {}", from.display(), to.display()))?;
        self.made.push(Change::Moved(from.to_path_buf(), to.to_path_buf()));
        Ok(())
    }

    /// Makes a folder and those above it; whether it was missing.
    pub(super) fn folder(&mut self, path: &Path) -> Result<bool, GitError> {
        if path.is_dir() {
            return Ok(false);
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        fs::create_dir(path).doing(|| format!("making {}", path.display()))?;
        self.made.push(Change::Folder(path.to_path_buf()));
        Ok(true)
    }

    /// Writes a setting, or takes it out.
    pub(super) fn set(&mut self, name: &str, value: Option<&str>) -> Result<(), GitError> {
        let before = self.repository.local_config(name)?;
        self.repository.set_local_config(name, value)?;
        self.made.push(Change::Setting(name.to_owned(), before));
        Ok(())
    }
}

impl Drop for Changes<'_> {
    fn drop(&mut self) {
        // Whatever went wrong is being told already; here all that can be put back is.
        for change in self.made.drain(..).rev() {
            match change {
                Change::File(path, Some((bytes, permissions))) => {
                    let _ = write(&path, &bytes, Some(permissions));
                }
                Change::File(path, None) => {
                    let _ = fs::remove_file(path);
                }
                Change::Moved(from, to) => {
                    let _ = fs::rename(to, from);
                }
                Change::Folder(path) => {
                    let _ = fs::remove_dir(path);
                }
                Change::Setting(name, before) => {
                    let _ = self.repository.set_local_config(&name, before.as_deref());
                }
            }
        }
    }
}

fn write(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> Result<(), GitError> {
    let doing = || format!("writing {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).doing(doing)?;
    file.write_all(bytes).doing(doing)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions).doing(doing)?;
    }
    file.persist(path).map_err(|error| error.error).doing(doing)?;
    Ok(())
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "where there are no modes there is nothing to say")]
fn mode(executable: bool) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(fs::Permissions::from_mode(if executable { 0o755 } else { 0o644 }))
}

#[cfg(not(unix))]
fn mode(_executable: bool) -> Option<fs::Permissions> {
    None
}
