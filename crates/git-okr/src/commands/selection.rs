//! Which state of the repository a verb looks at, as the user names it.

use clap::Args;
use okr_core::git::Source;

use crate::error::CommandError;
use crate::session::Session;
use crate::workspace::Workspace;

/// The work tree, unless told otherwise.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Look at what is staged: what the next commit would hold
    #[arg(long, conflicts_with = "rev")]
    pub(crate) staged: bool,
    /// Look at a commit
    #[arg(long, value_name = "REV")]
    pub(crate) rev: Option<String>,
}

impl Selection {
    /// Finds the workspace, and the state of it that is meant.
    pub(crate) fn find(&self, session: &Session) -> Result<(Workspace, Source), CommandError> {
        if let Some(revision) = &self.rev {
            let (workspace, commit) = Workspace::at_revision(session, revision)?;
            return Ok((workspace, Source::Commit(commit)));
        }
        let source = if self.staged { Source::Index } else { Source::WorkTree };
        Ok((Workspace::find(session, source)?, source))
    }
}
