//! Which settings hold for the commits of a push. Each commit is judged by those before it; in one push that is not
//! enough, as its first commit may loosen what would refuse the second. So those that hold on the other side, where
//! the push goes on from, count as well.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use okr_core::git::{CommitId, RefUpdate, Repository, Revision};
use okr_core::settings::Settings;
use okr_core::snapshot::Parses;

use super::roots::Roots;
use super::states::States;
use crate::error::CommandError;
use crate::judgement::had_settings;

/// For each commit of a push, the commits on the other side whose settings hold for it.
#[derive(Default)]
pub(super) struct Grounds {
    of: BTreeMap<CommitId, BTreeSet<CommitId>>,
    read: BTreeMap<CommitId, Option<Rc<Settings>>>,
}

impl Grounds {
    /// `revisions` are the commits that the push brings, parents first. What holds for each: what it goes on from,
    /// and what the refs pointed to that are to lead to it.
    pub(super) fn of(repository: &Repository, revisions: &[Revision], updates: &[RefUpdate]) -> Self {
        let mut of: BTreeMap<CommitId, BTreeSet<CommitId>> = BTreeMap::new();
        for revision in revisions {
            let mut ground = BTreeSet::new();
            for parent in &revision.parents {
                match of.get(parent) {
                    Some(inherited) => ground.extend(inherited),
                    None => drop(ground.insert(*parent)),
                }
            }
            of.insert(revision.id, ground);
        }
        let commit = |id: Option<CommitId>| repository.resolve(&id?.to_string()).ok();
        let mut refs: BTreeMap<CommitId, BTreeSet<CommitId>> = BTreeMap::new();
        for update in updates {
            if let (Some(before), Some(after)) = (commit(update.before), commit(update.after)) {
                refs.entry(after).or_default().insert(before);
            }
        }
        for revision in revisions.iter().rev() {
            let Some(before) = refs.remove(&revision.id) else { continue };
            for parent in &revision.parents {
                refs.entry(*parent).or_default().extend(&before);
            }
            of.entry(revision.id).or_default().extend(before);
        }
        Self { of, read: BTreeMap::new() }
    }

    /// The settings of the other side that hold for a commit, each once.
    pub(super) fn settings(
        &mut self,
        commit: CommitId,
        repository: &Repository,
        roots: &mut Roots<'_>,
        states: &mut States,
        parses: &mut Parses,
    ) -> Result<Vec<Rc<Settings>>, CommandError> {
        let mut list: Vec<Rc<Settings>> = Vec::new();
        for &ground in self.of.get(&commit).into_iter().flatten() {
            let known = match self.read.entry(ground) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(place) => {
                    place.insert(settings_at(ground, repository, roots, states, parses)?).clone()
                }
            };
            list.extend(known.filter(|known| !list.contains(known)));
        }
        Ok(list)
    }
}

fn settings_at(
    commit: CommitId,
    repository: &Repository,
    roots: &mut Roots<'_>,
    states: &mut States,
    parses: &mut Parses,
) -> Result<Option<Rc<Settings>>, CommandError> {
    // At the edge of a shallow clone a parent is only a name.
    if repository.commit(commit).is_err() {
        return Ok(None);
    }
    let Some(root) = roots.at(commit, None)? else { return Ok(None) };
    let state = states.at(repository, parses, Some(commit), &root)?;
    Ok(had_settings(&state).then(|| Rc::new(state.snapshot.settings.clone())))
}
