//! pre-receive: every commit that a push brings to this server. It refuses the push as a whole.

use okr_core::git::{Known, RefUpdate};

use super::pushed::{self, Advice};
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let updates = RefUpdate::from_pre_receive(&pushed::told_by_git()?)?;
    pushed::judge(session, &repository, &updates, Known::Refs, Advice::Refused)
}
