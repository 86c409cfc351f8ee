//! pre-commit: what is staged, before its message is written. A merge with conflicts comes here too.

use okr_core::rules::policy::Road;

use super::{staged, tell};
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session) -> Result<Exit, CommandError> {
    let Some(mut step) = staged::look(session)? else { return Ok(Exit::Fine) };
    let judgement = step.judge(session, Road::BeforeMessage, None);
    tell::commit(session, &judgement, &step.before, &step.after);
    let exit = tell::exit(&judgement);
    // The process ends here: taking every goal of two states apart again is time that a commit waits for.
    std::mem::forget(step);
    Ok(exit)
}
