//! Where the workspace is: the folder that holds `okr.yaml`.

use std::path::Path;

use super::{GitError, Repository, Source};
use crate::snapshot::FileRole;

/// The file that marks a workspace.
const MARK: &str = "okr.yaml";

/// The git setting that names a workspace's folder.
pub const ROOT_SETTING: &str = "okr.root";

impl Repository {
    /// The workspace's folder at a state of the repository, as in
    /// [`FileSet::root`](crate::snapshot::FileSet::root): the nearest from `folder` (relative to the
    /// repository's top) upward that holds `okr.yaml`, else what git config `okr.root` says.
    pub fn find_root(&self, folder: &str, at: Source) -> Result<Option<String>, GitError> {
        let mut at_folder = Some(normal(folder).unwrap_or_default());
        while let Some(folder) = at_folder {
            if self.holds(at, &folder, MARK)? {
                return Ok(Some(folder));
            }
            at_folder = above(&folder);
        }
        match self.config(ROOT_SETTING)? {
            Some(value) => normal(&value).map(Some).ok_or_else(|| {
                GitError::failed(
                    format!("reading git config {ROOT_SETTING}"),
                    format!("`{value}` is not a folder of this repository"),
                )
            }),
            None => Ok(None),
        }
    }

    /// Whether a workspace stands in this very folder, in the form of [`find_root`](Self::find_root): its mark, or
    /// sheets, which are enough where a setting names the folder.
    pub fn holds_workspace(&self, at: Source, root: &str) -> Result<bool, GitError> {
        if self.holds(at, root, MARK)? {
            return Ok(true);
        }
        let is_sheet = |path: &str| FileRole::of(root, path) == Some(FileRole::Sheet);
        Ok(match at {
            Source::WorkTree => self.top().ok_or(GitError::Bare)?.join(root).join("okrs").is_dir(),
            Source::Index => self.index_entries(root)?.iter().any(|entry| is_sheet(&entry.path)),
            Source::Commit(id) => {
                self.changed_paths(None, Some(id), root)?.iter().any(|change| is_sheet(&change.path))
            }
        })
    }

    fn holds(&self, at: Source, folder: &str, name: &str) -> Result<bool, GitError> {
        match at {
            Source::WorkTree => {
                let top = self.top().ok_or(GitError::Bare)?;
                let path = top.join(folder).join(name);
                Ok(path.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()))
            }
            Source::Index => self.index_holds(folder, name),
            Source::Commit(id) => self.commit_holds(id, folder, name),
        }
    }

    /// `dir` relative to the repository's top, in the form of a workspace's folder. Nothing where it is
    /// outside the work tree; a bare repository is looked at from its top.
    pub fn prefix(&self, dir: &Path) -> Option<String> {
        let Some(top) = self.top() else { return Some(String::new()) };
        let dir = dir.canonicalize().ok()?;
        let below = dir.strip_prefix(top.canonicalize().ok()?).ok()?;
        normal(&super::worktree::slashes(below))
    }
}

/// The folder one level up; nothing above the top.
fn above(folder: &str) -> Option<String> {
    let name = folder.strip_suffix('/')?;
    Some(name.rfind('/').map_or_else(String::new, |at| folder[..=at].to_owned()))
}

/// A folder as paths are put behind it: empty for the top, else ending in `/`. Nothing where it leads out.
fn normal(folder: &str) -> Option<String> {
    let mut normal = String::new();
    if folder.starts_with('/') {
        return None;
    }
    for part in folder.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            return None;
        }
        normal.push_str(part);
        normal.push('/');
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_take_one_form() {
        for (given, form) in [("", ""), (".", ""), ("./", ""), ("a/b", "a/b/"), ("a//b/./", "a/b/")] {
            assert_eq!(normal(given).as_deref(), Some(form));
        }
        for given in ["..", "a/../..", "/a", "/"] {
            assert_eq!(normal(given), None, "{given}");
        }
    }

    #[test]
    fn upward_ends_at_the_top() {
        assert_eq!(above("a/b/").as_deref(), Some("a/"));
        assert_eq!(above("a/").as_deref(), Some(""));
        assert_eq!(above(""), None);
    }
}
