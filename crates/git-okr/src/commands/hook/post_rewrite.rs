//! post-rewrite: commits that `git commit --amend` or a rebase has just made anew. No other hook of a clone sees what
//! became of their messages, so a reason that got lost is told here, where it is mended most easily. It refuses
//! nothing: git has made the commits.

use okr_core::git::Revision;

use super::pushed;
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let told = pushed::told_by_git()?;
    let told = String::from_utf8_lossy(&told);
    // `<old id> <new id> [<more>]` a line; of a squash several lines have one new id.
    let mut revisions: Vec<Revision> = Vec::new();
    for id in told.lines().filter_map(|line| line.split(' ').nth(1)) {
        if revisions.last().is_none_or(|last| last.id.to_string() != id) {
            revisions.push(repository.commit(repository.resolve(id)?)?);
        }
    }
    pushed::judge_rewritten(session, &repository, &revisions)?;
    Ok(Exit::Fine)
}
