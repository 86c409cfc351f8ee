//! pre-merge-commit: a merge without conflicts, which pre-commit never sees. It brings to this branch what
//! the other one did, so it is judged as a whole; reasons given on the way count.

use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session) -> Result<Exit, CommandError> {
    super::pre_commit::run(session)
}
