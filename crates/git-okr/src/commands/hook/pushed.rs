//! Commits that are there already and new to a remote: each is judged once, against its first parent, with
//! the reasons of its own message.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::rc::Rc;

use okr_core::finding::{Finding, Findings, Severity};
use okr_core::git::{CommitId, Known, RefUpdate, Repository, Revision, Source};
use okr_core::rules::Brought;
use okr_core::rules::policy::Road;

use super::states::States;
use super::tell::{self, Refused};
use crate::error::CommandError;
use crate::judgement::{Days, judge_step, settings_before};
use crate::output::{self, Exit};
use crate::session::Session;
use crate::walk;
use crate::workspace::State;

/// Who is spoken to, and so what there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Advice {
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
        .map_err(|error| CommandError::new(format!("cannot read what git tells of the push: {error}")))?;
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
    let mut nested = Nested::default();
    let mut states = States::default();
    let mut refused = Vec::new();
    let mut judged = 0;
    for revision in &revisions {
        let Some(step) = Step::of(repository, revision, updates, &mut nested)? else { continue };
        judged += 1;
        let (findings, after) = step.judge(session, repository, &mut states, founds)?;
        if findings.worst() == Some(Severity::Error) {
            refused.push(Refused { revision: revision.clone(), findings, after });
        }
    }
    if refused.is_empty() {
        return Ok(Exit::Fine);
    }
    let tips: BTreeSet<CommitId> = updates.iter().filter_map(|update| update.after).collect();
    tell::refused(session, &refused, judged, &tips, advice);
    Ok(Exit::Findings)
}

/// A commit that changes the workspace, beside what it is compared with.
struct Step<'a> {
    revision: &'a Revision,
    root: String,
    /// All of its parents; a commit without any is compared with the empty tree.
    parents: Vec<Option<CommitId>>,
}

impl<'a> Step<'a> {
    /// Nothing where the commit leaves the workspace as one of its parents had it.
    fn of(
        repository: &Repository,
        revision: &'a Revision,
        updates: &[RefUpdate],
        nested: &mut Nested,
    ) -> Result<Option<Self>, CommandError> {
        let mut parents: Vec<Option<CommitId>> = Vec::new();
        for &parent in &revision.parents {
            if repository.commit(parent).is_ok() {
                parents.push(Some(parent));
            } else if !repository.is_shallow() {
                return Err(CommandError::new(format!(
                    "commit {} cannot be judged: its parent {parent} cannot be read",
                    revision.id
                ))
                .hint("`git fsck` tells what the repository lacks"));
            }
        }
        if parents.is_empty() && !revision.parents.is_empty() {
            output::remark(&format!(
                "git okr: commit {:.10} stands at the edge of this shallow clone and is not judged; \
                 `git fetch --unshallow` brings what it changes",
                revision.id.to_string()
            ));
            return Ok(None);
        }
        if parents.is_empty() {
            parents.push(None);
        }
        let Some(root) = root(repository, revision, updates, nested)? else { return Ok(None) };
        for &parent in &parents {
            if repository.changed_paths(parent, Some(revision.id), &root)?.is_empty() {
                return Ok(None);
            }
        }
        Ok(Some(Self { revision, root, parents }))
    }

    fn judge(
        &self,
        session: &Session,
        repository: &Repository,
        states: &mut States,
        founds: bool,
    ) -> Result<(Findings, Rc<State>), CommandError> {
        let after = states.at(repository, Some(self.revision.id), &self.root)?;
        let mut kept: Option<Vec<Finding>> = None;
        for &parent in &self.parents {
            let before = states.at(repository, parent, &self.root)?;
            let calendar = &settings_before(&before, &after).calendar;
            let commit = walk::commit(self.revision, calendar);
            let today = session.today(calendar);
            let day = if founds { commit.date.min(today) } else { today };
            let days = Days { today: day, brought: Brought::by(commit.date) };
            let found = judge_step(&before, &after, &days, Road::WithMessage, &[commit]).findings.list;
            kept = Some(match kept {
                None => found,
                // A merge brings what it differs in from every parent: the rest was judged where it was made.
                Some(mut list) => {
                    list.retain(|finding| found.iter().any(|other| same(finding, other)));
                    list
                }
            });
        }
        Ok((Findings::new(kept.unwrap_or_default(), after.snapshot.file_count()), after))
    }
}

/// Whether two findings about one state, seen from two parents, are about the same thing. What a target was
/// before may differ between them, so the words do not count.
fn same(a: &Finding, b: &Finding) -> bool {
    (a.code, &a.place.path, &a.subject) == (b.code, &b.place.path, &b.subject)
}

/// Where the workspace stands at a commit, or stood before a commit that takes it away.
fn root(
    repository: &Repository,
    revision: &Revision,
    updates: &[RefUpdate],
    nested: &mut Nested,
) -> Result<Option<String>, CommandError> {
    let ids = std::iter::once(revision.id).chain(revision.parents.first().copied());
    for id in ids {
        if let Some(root) = repository.find_root("", Source::Commit(id))? {
            return Ok(Some(root));
        }
    }
    nested.root(repository, updates)
}

/// The workspace in a subfolder that no setting names, looked for once a push.
#[derive(Default)]
struct Nested {
    looked: bool,
    root: Option<String>,
}

/// All the names of this many states are looked at for a workspace, and of no more.
const STATES: usize = 16;

impl Nested {
    /// Looks at what the refs pointed to and at what they are to point to.
    fn root(
        &mut self,
        repository: &Repository,
        updates: &[RefUpdate],
    ) -> Result<Option<String>, CommandError> {
        if !self.looked {
            self.looked = true;
            let ids = updates.iter().flat_map(|update| [update.before, update.after]).flatten();
            let commits: BTreeSet<CommitId> =
                ids.filter_map(|id| repository.resolve(&id.to_string()).ok()).collect();
            let head = repository.head()?;
            let mut found = BTreeSet::new();
            for commit in head.into_iter().chain(commits).take(STATES) {
                found.extend(repository.workspaces(Some(commit))?);
            }
            self.root = tell::only(found.into_iter().collect());
        }
        Ok(self.root.clone())
    }
}
