//! What git could not do for us.

use std::fmt;
use std::path::PathBuf;

/// Why git could not be read. The binary adds the next step to take.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// No repository here or above.
    #[error("not a git repository: {0}")]
    NoRepository(PathBuf),
    /// The repository belongs to someone else, and `safe.directory` does not name it.
    #[error("the repository at {0} is owned by someone else, and `safe.directory` does not name it")]
    NotOurs(PathBuf),
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
    /// The reader was told to stop by its caller.
    #[error("stopped")]
    Stopped,
    /// A commit to go on from that is not on the line of first parents.
    #[error("the commit to go on from is not on the line of first parents")]
    NotOnLine,
    /// Anything else git said.
    #[error("{doing}: {message}")]
    Failed {
        /// What was being done.
        doing: String,
        /// git's own words.
        message: String,
    },
}

impl GitError {
    /// What was being done, and what was said about it.
    pub(super) fn failed(doing: impl Into<String>, message: impl fmt::Display) -> Self {
        Self::Failed { doing: doing.into(), message: format!("{message}") }
    }
}

/// Adds what was being done to an error of git's or the system's.
pub(super) trait Doing<T> {
    /// `doing` is asked only when there is an error.
    fn doing<S: Into<String>>(self, doing: impl FnOnce() -> S) -> Result<T, GitError>;
}

impl<T> Doing<T> for Result<T, git2::Error> {
    fn doing<S: Into<String>>(self, doing: impl FnOnce() -> S) -> Result<T, GitError> {
        self.map_err(|error| GitError::failed(doing(), error.message()))
    }
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing<S: Into<String>>(self, doing: impl FnOnce() -> S) -> Result<T, GitError> {
        self.map_err(|error| GitError::failed(doing(), error))
    }
}
