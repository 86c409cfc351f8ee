//! Why a command could not run, and the next step. Exit code 2, always.

use std::fmt;

use okr_core::git::GitError;

use crate::demo::DemoError;

/// What to do about a clone that hides what is asked for.
pub(crate) const UNSHALLOW: &str = "run `git fetch --unshallow origin`, then try again (in CI, check out the \
    whole history: `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab)";

/// What to do about a clone that left out what is asked for.
pub(crate) const REFETCH: &str = "where the clone is partial, bring what it left out: `git fetch --refetch --no-filter origin`, then try again";

/// What a clone does not hold, as it is partial or broken.
pub(crate) fn absent(path: &str, why: &str) -> CommandError {
    CommandError::new(format!("`{path}` cannot be read in this clone: {why}")).hint(REFETCH)
}

/// A command that could not run.
#[derive(Debug)]
pub(crate) struct CommandError {
    /// What went wrong, in one sentence.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
}

impl CommandError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<GitError> for CommandError {
    fn from(error: GitError) -> Self {
        if matches!(&error, GitError::UnknownRevision(name) if name == "HEAD") {
            return Self::new("there is no commit yet").hint(
                "commit first: `git add --all && git commit`; `git okr check` looks at files without one",
            );
        }
        let hint = match &error {
            GitError::NoRepository(_) => Some(
                "run `git okr init DIR` to make an OKR repository, or use `-C DIR` to name one".to_owned(),
            ),
            GitError::UnknownRevision(_) => {
                Some("`git log --oneline --all` lists commits; `git fetch` brings those of others".to_owned())
            }
            GitError::Unrelated(..) => Some("compare two commits directly: `git okr diff A B`".to_owned()),
            GitError::Shallow(..) => Some(UNSHALLOW.to_owned()),
            GitError::Bare => Some("name a commit: `--rev REV`".to_owned()),
            GitError::NotOurs(path) => Some(format!(
                "if you trust it: `git config --global --add safe.directory {}`",
                path.display()
            )),
            GitError::Stopped | GitError::NotOnLine | GitError::Failed { .. } => None,
        };
        Self { message: error.to_string(), hint }
    }
}

impl From<DemoError> for CommandError {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Git(error) => error.into(),
            DemoError::NotEmpty(_) => {
                Self::new(error.to_string()).hint("give a new folder: `git okr init --demo DIR`")
            }
            DemoError::Folder(..) | DemoError::Story(..) => Self::new(error.to_string()),
        }
    }
}
