//! What git could not do for us.

use std::path::PathBuf;

/// Why git could not be read. The binary adds the next step to take.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// No repository here or above.
    #[error("not a git repository: {0}")]
    NoRepository(PathBuf),
    /// A revision that names nothing.
    #[error("unknown revision `{0}`")]
    UnknownRevision(String),
    /// Two commits without a common ancestor.
    #[error("`{0}` and `{1}` have no common ancestor")]
    Unrelated(String, String),
    /// A shallow clone hides what is asked for.
    #[error("this clone is shallow and hides the merge base of `{0}` and `{1}`")]
    Shallow(String, String),
    /// A work tree is needed and the repository is bare.
    #[error("this repository has no work tree")]
    Bare,
    /// Anything else git said.
    #[error("{doing}: {message}")]
    Failed {
        /// What was being done.
        doing: String,
        /// git's own words.
        message: String,
    },
}
