//! pre-push: every commit that is new to the remote. Rebase, cherry-pick and `--no-verify` pass by the other
//! hooks; here all of them are seen, before others build on them.

use okr_core::git::{Known, RefUpdate};

use super::pushed::{self, Advice};
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

pub(super) fn run(session: &Session, remote: Option<&str>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    // The pre-commit framework eats git's lines, and tells one ref in variables instead.
    let (updates, remote) = match session.framework_push() {
        Some(push) => {
            let after = Some(repository.resolve(&push.to)?);
            let update = RefUpdate { name: push.to.clone(), local: None, before: None, after };
            (vec![update], push.remote.as_deref().or(remote))
        }
        None => (RefUpdate::from_pre_push(&pushed::told_by_git()?)?, remote),
    };
    let Some(remote) = remote else {
        return Err(CommandError::new("pre-push needs the remote's name").hint(
            "git calls this hook with the remote's name and address, and tells the refs on standard input",
        ));
    };
    pushed::judge(session, &repository, &updates, Known::Remote(remote), Advice::BeforePush)
}
