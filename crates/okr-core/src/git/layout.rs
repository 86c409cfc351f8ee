//! Where the parts of a repository are.

use std::path::PathBuf;

/// The folders of a repository, absolute.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// `.git`, or a linked work tree's own folder in it.
    pub(super) git_dir: PathBuf,
    /// What all work trees of the repository share.
    pub(super) common_dir: PathBuf,
    /// The work tree's top; a bare repository has none.
    pub(super) top: Option<PathBuf>,
}
