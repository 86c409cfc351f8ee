//! Commits as the history sees them.

use std::fmt;

use jiff::Timestamp;

use crate::snapshot::BlobId;

/// A commit's full hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(pub BlobId);

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl fmt::Debug for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommitId({self})")
    }
}

/// A name and an address, as the commit says them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its hash.
    pub id: CommitId,
    /// Its parents.
    pub parents: Vec<CommitId>,
    /// Who wrote it.
    pub author: Person,
    /// When it came to the branch: the committer's date, seconds since the epoch.
    pub committed: Timestamp,
    /// The whole message.
    pub message: String,
}

/// A path whose content differs between a commit and the state before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathChange {
    /// Relative to the repository's top.
    pub path: String,
    /// Before; nothing where the path was not there (or was no file).
    pub before: Option<BlobId>,
    /// After; nothing where the path is not there.
    pub after: Option<BlobId>,
    /// After, the path is a symbolic link or a submodule: it is there, and it is not followed. `after`
    /// is then nothing.
    pub special: bool,
}

/// One commit of a walk with what it changed in the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkStep {
    /// The commit.
    pub revision: Revision,
    /// What it changed, against its first parent (the empty tree for a root), by path. Only files that
    /// have a [`FileRole`](crate::snapshot::FileRole).
    pub changes: Vec<PathChange>,
}

/// What to walk.
#[derive(Debug, Clone, Default)]
pub struct WalkOptions {
    /// The workspace's folder, as in [`FileSet::root`](crate::snapshot::FileSet::root).
    pub root: String,
    /// Follow all parents, not first parents only. A merge then tells only paths that differ from
    /// every parent.
    pub all_parents: bool,
    /// Leave out this commit and all that it reaches.
    pub hide: Vec<CommitId>,
    /// Of a walk along first parents: tell only what came after this commit. Where it is not on that line, the walk
    /// ends in [`GitError::NotOnLine`](super::GitError::NotOnLine) before anything is told.
    pub since: Option<CommitId>,
}

/// A finished walk, oldest commit first, parents before children; only commits that change the workspace.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// The commits.
    pub steps: Vec<WalkStep>,
    /// What could not be read on the way.
    pub gaps: Vec<WalkGap>,
    /// How the walk ended.
    pub end: WalkEnd,
}

/// What a walk tells at its end.
#[derive(Debug, Clone, Default)]
pub struct WalkEnd {
    /// Every commit seen, whether it changed the workspace or not.
    pub commits: usize,
    /// Where the history is cut (a shallow clone, a lost object), the first commit after the cut: what
    /// came before it cannot be known. Of several, the newest.
    pub incomplete_before: Option<Revision>,
}

/// A commit whose trees could not be read. The next commit is compared with the last that could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkGap {
    /// The commit.
    pub commit: CommitId,
    /// What git said.
    pub error: String,
}

/// One moment of a walk.
#[derive(Debug)]
pub enum WalkEvent {
    /// This many commits of so many were looked at.
    Progress {
        /// Looked at so far.
        done: usize,
        /// In all.
        total: usize,
    },
    /// A commit that changes the workspace.
    Step(WalkStep),
    /// A commit that could not be read.
    Gap(WalkGap),
}
