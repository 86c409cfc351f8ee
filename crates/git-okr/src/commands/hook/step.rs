//! What one commit did to the goals, judged: by the settings before it and, in a push, by those of the other side.

use std::collections::BTreeMap;
use std::rc::Rc;

use okr_core::change::loosened;
use okr_core::finding::{Finding, Findings};
use okr_core::git::{CommitId, Repository, Revision};
use okr_core::rules::Brought;
use okr_core::rules::policy::Road;
use okr_core::settings::Settings;

use super::grounds::Grounds;
use super::roots::Roots;
use super::states::States;
use crate::error::CommandError;
use crate::judgement::{Days, had_settings, judge_step_by, settings_before};
use crate::kept::Kept;
use crate::output;
use crate::session::Session;
use crate::walk;
use crate::workspace::State;

/// What is known while commits are judged one after the other.
pub(super) struct Steps<'a> {
    pub(super) session: &'a Session,
    pub(super) repository: &'a Repository,
    pub(super) roots: Roots<'a>,
    pub(super) states: States,
    pub(super) kept: Kept,
    pub(super) grounds: Grounds,
    /// Whether the commits found a history where there was none.
    pub(super) founds: bool,
}

/// A commit that changes the workspace, beside what it is compared with.
pub(super) struct Step<'a> {
    revision: &'a Revision,
    root: String,
    parents: Vec<Parent>,
}

/// A parent, with the folder its workspace stands in; no commit is the empty tree.
struct Parent {
    commit: Option<CommitId>,
    root: String,
}

/// What is said of a commit.
pub(super) struct Verdict {
    pub(super) findings: Findings,
    pub(super) after: Rc<State>,
    /// The settings that it makes milder.
    pub(super) loosened: Vec<String>,
}

impl<'a> Step<'a> {
    /// Nothing where the commit leaves the workspace as one of its parents had it.
    pub(super) fn of(steps: &mut Steps<'_>, revision: &'a Revision) -> Result<Option<Self>, CommandError> {
        let repository = steps.repository;
        let mut commits: Vec<CommitId> = Vec::new();
        for &parent in &revision.parents {
            if repository.commit(parent).is_ok() {
                commits.push(parent);
            } else if !repository.is_shallow() {
                return Err(CommandError::new(format!(
                    "commit {} cannot be judged: its parent {parent} cannot be read",
                    revision.id
                ))
                .hint("`git fsck` tells what the repository lacks"));
            }
        }
        if commits.is_empty() && !revision.parents.is_empty() {
            output::remark(&format!(
                "git okr: commit {:.10} stands at the edge of this shallow clone and is not judged; \
                 `git fetch --unshallow` brings what it changes",
                revision.id.to_string()
            ));
            return Ok(None);
        }
        let mut roots = Vec::new();
        for &parent in &commits {
            roots.push(steps.roots.at(parent, None)?);
        }
        let near = roots.iter().flatten().next().cloned();
        // What takes the workspace away is judged where it stood.
        let Some(root) = steps.roots.at(revision.id, near.as_deref())?.or(near) else { return Ok(None) };
        let mut parents: Vec<Parent> = commits
            .into_iter()
            .zip(roots)
            .map(|(commit, own)| Parent { commit: Some(commit), root: own.unwrap_or_else(|| root.clone()) })
            .collect();
        if parents.is_empty() {
            parents.push(Parent { commit: None, root: root.clone() });
        }
        for parent in &parents {
            let moved = parent.root != root;
            if !moved && repository.changed_paths(parent.commit, Some(revision.id), &root)?.is_empty() {
                return Ok(None);
            }
        }
        Ok(Some(Self { revision, root, parents }))
    }

    /// A merge brings what it differs in from every parent: the rest was judged where it was made.
    pub(super) fn judge(&self, steps: &mut Steps<'_>) -> Result<Verdict, CommandError> {
        let repository = steps.repository;
        let id = self.revision.id;
        let held = steps.grounds.settings(
            id,
            repository,
            &mut steps.roots,
            &mut steps.states,
            &mut steps.kept.parses,
        )?;
        let after = steps.states.at(repository, &mut steps.kept.parses, Some(id), &self.root)?;
        let mut findings: Option<Vec<Finding>> = None;
        let mut milder: Option<Vec<String>> = None;
        for parent in &self.parents {
            let before = steps.states.at(repository, &mut steps.kept.parses, parent.commit, &parent.root)?;
            let found = self.found(steps, &before, &after, &held);
            findings = Some(match findings {
                None => found,
                Some(list) => retained(list, &found),
            });
            let loosened = if had_settings(&before) && had_settings(&after) {
                loosened(&before.snapshot.settings, &after.snapshot.settings)
            } else {
                Vec::new()
            };
            milder = Some(match milder {
                None => loosened,
                Some(list) => list.into_iter().filter(|one| loosened.contains(one)).collect(),
            });
        }
        let findings = Findings::new(findings.unwrap_or_default(), after.snapshot.file_count());
        Ok(Verdict { findings, after, loosened: milder.unwrap_or_default() })
    }

    /// The findings of one step, as loud as any of the settings that hold has them.
    fn found(
        &self,
        steps: &mut Steps<'_>,
        before: &State,
        after: &State,
        held: &[Rc<Settings>],
    ) -> Vec<Finding> {
        let own = settings_before(before, after);
        let mut judged_by = |settings: &Settings| {
            let commit = walk::commit(self.revision, &settings.calendar);
            let today = steps.session.today(&settings.calendar);
            let day = if steps.founds { commit.date.min(today) } else { today };
            let days = Days { today: day, brought: Brought::by(commit.date) };
            let seen = &mut steps.kept.seen;
            judge_step_by(settings, before, after, &days, Road::WithMessage, &[commit], seen).findings.list
        };
        let others = held.iter().filter(|settings| settings.as_ref() != own);
        let first = judged_by(own);
        others.fold(first, |list, settings| louder(list, judged_by(settings)))
    }
}

/// Whether two findings about one state are about the same thing, seen from two parents or by two settings. What a
/// target was before may differ between them, so the words do not count.
fn same(a: &Finding, b: &Finding) -> bool {
    (a.code, &a.place.path, &a.subject) == (b.code, &b.place.path, &b.subject)
}

fn retained(mut list: Vec<Finding>, others: &[Finding]) -> Vec<Finding> {
    list.retain(|finding| others.iter().any(|other| same(finding, other)));
    list
}

/// The findings of two judgements of one step: each as loud as the louder has it.
fn louder(mut list: Vec<Finding>, other: Vec<Finding>) -> Vec<Finding> {
    let key = |finding: &Finding| (finding.code, finding.place.path.clone(), finding.subject.clone());
    let mut known: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, finding) in list.iter().enumerate().rev() {
        known.entry(key(finding)).or_default().push(at);
    }
    for finding in other {
        match known.get_mut(&key(&finding)).and_then(Vec::pop) {
            Some(at) if finding.severity > list[at].severity => list[at] = finding,
            Some(_) => {}
            None => list.push(finding),
        }
    }
    list
}
