//! Where git really looks for hooks.

use std::path::{Path, PathBuf};

use super::super::{GitError, Repository};

/// The folder in which git looks for hooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HooksFolder {
    /// In the git folder, which all linked work trees share.
    Own(PathBuf),
    /// Named by `core.hooksPath`, in the work tree: its hooks are files of the repository.
    InWorkTree(PathBuf),
    /// Named by `core.hooksPath`, outside the repository.
    Elsewhere(PathBuf),
}

impl HooksFolder {
    /// The folder, whatever it is.
    pub fn path(&self) -> &Path {
        match self {
            Self::Own(path) | Self::InWorkTree(path) | Self::Elsewhere(path) => path,
        }
    }
}

impl Repository {
    /// Where git looks for this repository's hooks: what `git rev-parse --git-path hooks` says.
    pub fn hooks_folder(&self) -> Result<HooksFolder, GitError> {
        let folder = match self.config_path("core.hooksPath")? {
            None => self.common_dir().join("hooks"),
            // git resolves it where it runs hooks: at the top, or in a bare repository itself.
            Some(path) => self.top().unwrap_or(self.git_dir()).join(path),
        };
        let real = real(&folder);
        let within = |outer: &Path| real.starts_with(self::real(outer));
        Ok(if within(self.common_dir()) || within(self.git_dir()) {
            HooksFolder::Own(folder)
        } else if self.top().is_some_and(within) {
            HooksFolder::InWorkTree(folder)
        } else {
            HooksFolder::Elsewhere(folder)
        })
    }
}

/// The path with symbolic links resolved, as far as it exists.
fn real(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(real), _, _) => real,
        (Err(_), Some(parent), Some(name)) => real(parent).join(name),
        (Err(_), _, _) => path.to_path_buf(),
    }
}
