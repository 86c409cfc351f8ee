//! A path of the workspace before its content is read.

use crate::snapshot::BlobId;

/// A path and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Relative to the repository's top.
    pub(super) path: String,
    /// The content's id.
    pub(super) id: BlobId,
    pub(super) kind: EntryKind,
    /// In an index: left out of the work tree on purpose (a sparse checkout).
    pub(super) skipped: bool,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// A regular file.
    File,
    /// A symbolic link or a submodule.
    Special,
    /// A conflict not resolved yet.
    Unmerged,
}

/// The id of what has no content to speak of: a link, a conflict, a file not read.
pub(super) const NO_CONTENT: BlobId = BlobId { bytes: [0; 32], len: 20 };
