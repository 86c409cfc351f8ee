//! update: the commits that a push brings to one ref of this server. It refuses that ref alone.

use okr_core::git::{Known, RefUpdate};

use super::pushed::{self, Advice};
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session, name: &str, before: &str, after: &str) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let update = RefUpdate::from_arguments(name, before, after)?;
    pushed::judge(session, &repository, &[update], Known::Refs, Advice::Refused)
}
