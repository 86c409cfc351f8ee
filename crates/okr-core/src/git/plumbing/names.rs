//! The names of all files of a state, wherever they stand.

use super::super::{CommitId, GitError};
use super::run::Plumbing;

impl Plumbing {
    /// Every path of a commit, or of the index where none is named, one after the other, each ended by NUL.
    pub(in crate::git) fn names(&self, commit: Option<CommitId>) -> Result<Vec<u8>, GitError> {
        match commit {
            Some(id) => self.print(&["ls-tree", "-r", "-z", "--full-tree", "--name-only", &id.to_string()]),
            None => self.print(&["ls-files", "-z", "--cached"]),
        }
    }
}
