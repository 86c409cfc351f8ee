//! Where the parts of a repository are, and where a shallow one is cut.

use std::path::{Path, PathBuf};

use super::id::from_hex;
use crate::snapshot::BlobId;

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

/// The commits at which a shallow clone is cut, from the file `shallow` of the common git folder, sorted.
pub(super) fn read_shallow(common_dir: &Path) -> Vec<BlobId> {
    let text = std::fs::read(common_dir.join("shallow")).unwrap_or_default();
    let mut ids: Vec<BlobId> =
        text.split(|&byte| byte == b'\n').filter_map(|line| from_hex(line.trim_ascii())).collect();
    ids.sort_unstable();
    ids
}
