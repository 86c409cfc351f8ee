//! Commits that are there already and new to a remote, or rewritten: each is judged once, against its first parent,
//! with the reasons of its own message.

use std::collections::BTreeSet;
use std::io::Read as _;

use okr_core::finding::Severity;
use okr_core::git::{CommitId, Known, RefUpdate, Repository, Revision};

use super::grounds::Grounds;
use super::roots::Roots;
use super::states::States;
use super::step::{Step, Steps};
use super::tell::{self, Refused};
use crate::error::CommandError;
use crate::kept::Kept;
use crate::output::Exit;
use crate::session::Session;

/// Who is spoken to, and so what there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Advice {
    /// The commits were made anew just now.
    Rewritten,
    /// Nothing has left the machine yet.
    BeforePush,
    /// A server refuses what was sent.
    Refused,
}

/// What git tells a hook on standard input.
pub(super) fn told_by_git() -> Result<Vec<u8>, CommandError> {
    let mut input = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut input)
        .map_err(|error| CommandError::new(format!("cannot read what git tells of the commits: {error}")))?;
    Ok(input)
}

/// Judges every commit that a push brings to a side that has `known`.
pub(super) fn judge(
    session: &Session,
    repository: &Repository,
    updates: &[RefUpdate],
    known: Known<'_>,
    advice: Advice,
) -> Result<Exit, CommandError> {
    let revisions = repository.new_commits(updates, known)?;
    // Where the other side has nothing at all of this history, the push founds it there: what was done in
    // the open long ago is not done today.
    let founds = updates.iter().all(|update| update.before.is_none())
        && revisions.iter().any(|revision| revision.parents.is_empty());
    let steps = Steps {
        session,
        repository,
        roots: Roots::new(repository, updates),
        states: States::default(),
        kept: Kept::of(repository),
        grounds: Grounds::of(repository, &revisions, updates),
        founds,
    };
    let tips: BTreeSet<CommitId> = updates.iter().filter_map(|update| update.after).collect();
    judge_each(steps, &revisions, &tips, advice)
}

/// Judges commits that were just made anew.
pub(super) fn judge_rewritten(
    session: &Session,
    repository: &Repository,
    revisions: &[Revision],
) -> Result<Exit, CommandError> {
    let steps = Steps {
        session,
        repository,
        roots: Roots::new(repository, &[]),
        states: States::default(),
        kept: Kept::of(repository),
        grounds: Grounds::default(),
        founds: false,
    };
    let tips: BTreeSet<CommitId> = repository.head()?.into_iter().collect();
    judge_each(steps, revisions, &tips, Advice::Rewritten)
}

fn judge_each(
    mut steps: Steps<'_>,
    revisions: &[Revision],
    tips: &BTreeSet<CommitId>,
    advice: Advice,
) -> Result<Exit, CommandError> {
    let mut refused = Vec::new();
    let mut judged = 0;
    for revision in revisions {
        let Some(step) = Step::of(&mut steps, revision)? else { continue };
        judged += 1;
        let verdict = step.judge(&mut steps)?;
        tell::loosened(revision, &verdict.loosened);
        if verdict.findings.worst() == Some(Severity::Error) {
            refused.push(Refused {
                revision: revision.clone(),
                findings: verdict.findings,
                after: verdict.after,
            });
        }
    }
    steps.kept.save();
    if refused.is_empty() {
        return Ok(Exit::Fine);
    }
    tell::refused(steps.session, &refused, judged, tips, advice);
    Ok(Exit::Findings)
}
