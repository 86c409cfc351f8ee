//! The only module that knows git. It turns a work tree, an index or a commit into a
//! [`FileSet`](crate::snapshot::FileSet), and a history into a stream of [`Revision`]s.
//!
//! Two readers stand behind [`Repository`]: libgit2, and git's own plumbing where libgit2 cannot go
//! (SHA-256, reftable, split and sparse indexes, partial clones). Both give the same answers.

mod build;
mod compare;
mod entry;
mod environment;
mod error;
mod files;
mod hooks;
mod id;
mod layout;
mod native;
mod nested;
mod object;
mod order;
mod plumbing;
mod push;
mod raw_commit;
mod repository;
mod revision;
mod root;
mod source;
mod staged;
#[cfg(test)]
mod tests;
mod trailers;
mod tree;
mod worktree;

pub use build::{HistoryBuilder, NewCommit};
pub use environment::Environment;
pub use error::GitError;
pub use files::{LARGEST_FILE, TakeBlob};
pub use hooks::{
    Hook, HookError, HookManager, HookReport, HookSetup, HookState, HooksFolder, InstallOptions, InstallPlan,
    InstallStep, TEXTCONV_COMMAND, TEXTCONV_SETTING, Uninstalled,
};
pub use push::{Known, RefUpdate};
pub use repository::{Repository, Upstream};
pub use revision::{
    CommitId, PathChange, Person, Revision, Walk, WalkEnd, WalkEvent, WalkGap, WalkOptions, WalkStep,
};
pub use root::ROOT_SETTING;
pub use source::Source;
pub use trailers::{REASON_TRAILER, ReasonTrailer, Trailer, comment_mark, reasons, trailers};
