//! The only module that knows git. It turns a work tree, an index or a commit into a
//! [`FileSet`](crate::snapshot::FileSet), and a history into a stream of [`Revision`]s.
//!
//! Two readers stand behind [`Repository`]: libgit2, and git's own plumbing where libgit2 cannot go
//! (SHA-256, reftable, split and sparse indexes, partial clones). Both give the same answers.

mod build;
mod error;
mod id;
mod revision;

pub use build::{HistoryBuilder, NewCommit};
pub use error::GitError;
pub use revision::{CommitId, PathChange, Person, Revision, Walk, WalkOptions, WalkStep};
