//! One key result through its cycle: its first and last definition, and each shift between them.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::Commit;
use crate::change::{Change, Dated};
use crate::model::{KeyResult, Objective, Ref, Sheet, Teams};
use crate::settings::Settings;

/// All that a walk found.
#[derive(Debug, Default)]
pub struct History {
    /// Every key result that ever stood, by identity.
    pub timelines: Vec<Timeline>,
    /// The sheets at the end, by path.
    pub sheets: Vec<(String, Arc<Sheet>)>,
    /// The settings at the end.
    pub settings: Settings,
    /// The teams at the end.
    pub teams: Teams,
    /// Shifts of objectives and guardrails, oldest first.
    pub other_shifts: Vec<Shift>,
    /// Where a state could not be read.
    pub gaps: Vec<Gap>,
    /// Commits whose clock went back.
    pub backdated: Vec<Backdated>,
    /// Commits that changed the workspace.
    pub commits: usize,
}

/// A commit dated on an earlier day than one before it on the branch. Days are told as they are written; that
/// they cannot all be true is told too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backdated {
    /// The commit.
    pub commit: Arc<Commit>,
    /// The one before it with the latest day.
    pub after: Arc<Commit>,
}

/// A key result, followed through renames and moves within its cycle.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Its identity at the end.
    pub reference: Ref,
    /// Identities it had before.
    pub formerly: BTreeSet<Ref>,
    /// The commit that brought it.
    pub born: Arc<Commit>,
    /// Whether it was added after its cycle had settled.
    pub late: bool,
    /// Its last state as a draft, or its first if it came later.
    pub original: Version,
    /// Its state at the end, or when it was removed.
    pub last: Version,
    /// The commit that removed it.
    pub removed: Option<Arc<Commit>>,
    /// Changes of its definition from day 1 of its cycle on, oldest first.
    pub shifts: Vec<Shift>,
    /// Every change, where the recorder was asked to keep them.
    pub log: Vec<(Arc<Commit>, Change)>,
}

/// A change of a definition.
#[derive(Debug, Clone)]
pub struct Shift {
    /// The commit that brought it to the branch.
    pub commit: Arc<Commit>,
    /// What changed, on which day of the cycle.
    pub dated: Dated,
}

/// A state that could not be read: the last one that could stays in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The commit that brought it.
    pub commit: Arc<Commit>,
    /// The file.
    pub path: String,
    /// What is wrong, with its line.
    pub error: String,
}

/// A state of a key result, in its objective as that stood.
#[derive(Debug, Clone)]
pub struct Version {
    pub(super) objective: Arc<Objective>,
    pub(super) key_result: Arc<KeyResult>,
}

impl Version {
    /// The version of a key result in this objective.
    pub(super) fn new(objective: &Arc<Objective>, key_result: &Arc<KeyResult>) -> Self {
        Self { objective: Arc::clone(objective), key_result: Arc::clone(key_result) }
    }

    /// The objective it belonged to.
    pub fn objective(&self) -> &Objective {
        &self.objective
    }

    /// The key result.
    pub fn key_result(&self) -> &KeyResult {
        &self.key_result
    }

    /// A sheet that holds nothing but its objective, to compare it with another version.
    pub(super) fn alone(&self, reference: &Ref) -> Sheet {
        Sheet {
            cycle: reference.cycle,
            team: reference.team.clone(),
            objectives: vec![Arc::clone(&self.objective)],
            allow: Vec::new(),
        }
    }
}

impl Shift {
    /// The day it was made.
    pub fn date(&self) -> Date {
        self.commit.date
    }

    /// What changed.
    pub fn change(&self) -> &Change {
        &self.dated.change
    }

    /// Whether the goal was settled when it was made.
    pub fn is_settled(&self) -> bool {
        !self.dated.phase.is_draft()
    }
}

impl Timeline {
    /// All identities it has had, the last one first.
    pub fn identities(&self) -> impl Iterator<Item = &Ref> {
        std::iter::once(&self.reference).chain(&self.formerly)
    }
}
