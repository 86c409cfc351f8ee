//! A state of the repository.

use super::CommitId;

/// Where the files of a workspace are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The files on disk, tracked or not.
    WorkTree,
    /// What the next commit would hold.
    Index,
    /// A commit.
    Commit(CommitId),
}
