//! commit-msg: what is staged, with the reasons its message gives. pre-commit has told what there is to
//! know, so only what refuses the commit is told here.

use std::path::Path;

use okr_core::rules::policy::Road;

use super::{staged, tell};
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session, file: &Path) -> Result<Exit, CommandError> {
    let message = std::fs::read(session.path(file)).map_err(|error| {
        CommandError::new(format!("cannot read the message in `{}`: {error}", file.display()))
            .hint("git gives this hook the file of the message; by hand: `git okr hook commit-msg FILE`")
    })?;
    let Some(mut step) = staged::look(session)? else { return Ok(Exit::Fine) };
    let judgement = step.judge(session, Road::WithMessage, Some(&String::from_utf8_lossy(&message)));
    tell::refusal(session, &judgement, &step.after, file);
    Ok(tell::exit(&judgement))
}
