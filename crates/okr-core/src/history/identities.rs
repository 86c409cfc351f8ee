//! What goes by which identity: timelines by their position, and the key results a commit touched.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::timeline::Version;
use crate::keep::{Keep, Reader, Writer};
use crate::model::{Cycle, Id, Ref, Sheet};

/// Positions of timelines by identity: by cycle and team, and then by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions(HashMap<(Cycle, Id), BTreeMap<Id, usize>>);

impl Positions {
    pub(super) fn get(&self, reference: &Ref) -> Option<usize> {
        self.0.get(&(reference.cycle, reference.team.clone()))?.get(&reference.id).copied()
    }

    pub(super) fn insert(&mut self, reference: &Ref, at: usize) {
        let team = self.0.entry((reference.cycle, reference.team.clone())).or_default();
        team.insert(reference.id.clone(), at);
    }

    pub(super) fn remove(&mut self, reference: &Ref) -> Option<usize> {
        self.0.get_mut(&(reference.cycle, reference.team.clone()))?.remove(&reference.id)
    }

    /// Every position.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.0.values().flat_map(BTreeMap::values).copied()
    }

    /// Those of the team and cycle that `reference` is of, by id.
    pub(super) fn beside(&self, reference: &Ref) -> impl Iterator<Item = (&Id, usize)> {
        let team = self.0.get(&(reference.cycle, reference.team.clone()));
        team.into_iter().flatten().map(|(id, at)| (id, *at))
    }
}

impl Keep for Positions {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        let mut teams: Vec<_> = self.0.iter().collect();
        teams.sort_by(|a, b| a.0.cmp(b.0));
        to.count(teams.len());
        for (team, positions) in teams {
            team.keep(to);
            positions.keep(to);
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let (count, _) = from.list::<()>()?;
        let mut own = Self::default();
        for _ in 0..count {
            own.0.insert(Keep::recall(from)?, Keep::recall(from)?);
        }
        Some(own)
    }
}

/// The key results a commit touched, as they stand after it.
#[derive(Default)]
pub(super) struct Versions(pub(super) BTreeMap<Ref, Version>);

impl Versions {
    /// Takes from a sheet what is not the same object as in its last version.
    pub(super) fn take(&mut self, before: Option<&Sheet>, after: &Sheet) {
        let before = before.filter(|old| old.cycle == after.cycle && old.team == after.team);
        for (at, objective) in after.objectives.iter().enumerate() {
            let stood = before.and_then(|old| old.objectives.get(at));
            if stood.is_some_and(|old| Arc::ptr_eq(old, objective)) {
                continue;
            }
            for key_result in &objective.key_results {
                let reference =
                    Ref { cycle: after.cycle, team: after.team.clone(), id: key_result.id.clone() };
                self.0.entry(reference).or_insert_with(|| Version::new(objective, key_result));
            }
        }
    }

    pub(super) fn get(&self, reference: &Ref) -> Option<&Version> {
        self.0.get(reference)
    }
}
