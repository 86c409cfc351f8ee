//! What each commit of a range did, seen from its end: who made a change of the whole range, which reasons
//! their messages give for it, and what was made and undone on the way.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Change, ChangeKind, Declaration, Field, ItemKind};
use crate::model::{Ref, Verdict};

/// One commit of a range with what it changed.
#[derive(Debug, Clone)]
pub struct Made {
    /// The commit.
    pub commit: String,
    /// Its day, by the committer.
    pub date: Date,
    /// What it changed, with the reasons that count in this workspace.
    pub changes: Vec<Change>,
}

/// The commits of a range, oldest first, by what they touched.
#[derive(Debug, Default)]
pub struct Trail<'a> {
    threads: BTreeMap<Thread, Vec<(&'a str, &'a Change)>>,
}

/// A change that nothing is left of at the end of the range.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// The change, as it was made first.
    pub change: Change,
    /// The commits that made it, oldest first, and last the one that undid it.
    pub commits: Vec<String>,
}

/// What makes changes of different commits the same change: the item by its last name, and what of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Thread {
    item: ItemKind,
    subject: Ref,
    field: Option<Field>,
    check_in: Option<Date>,
    /// An amendment is known by its words.
    words: Option<String>,
    /// Whether it is about there being such an item at all.
    presence: bool,
}

impl Thread {
    fn of(change: &Change, subject: &Ref) -> Self {
        let amends = matches!(
            change.kind,
            ChangeKind::AmendmentAdded | ChangeKind::AmendmentRewritten | ChangeKind::AmendmentRemoved
        );
        let words = change.after.as_ref().or(change.before.as_ref()).filter(|_| amends);
        Self {
            item: change.item,
            subject: subject.clone(),
            field: change.field,
            check_in: change.check_in,
            words: words.map(|value| value.text().to_owned()),
            presence: presence(change.kind).is_some(),
        }
    }
}

/// Whether the item came or went.
fn presence(kind: ChangeKind) -> Option<bool> {
    match kind {
        ChangeKind::ObjectiveAdded | ChangeKind::KeyResultAdded | ChangeKind::GuardrailAdded => Some(true),
        ChangeKind::ObjectiveRemoved | ChangeKind::KeyResultRemoved | ChangeKind::GuardrailRemoved => {
            Some(false)
        }
        _ => None,
    }
}

impl<'a> Trail<'a> {
    /// The trail of commits, given oldest first.
    pub fn of(made: &'a [Made]) -> Self {
        // Backwards, so that the last name of an item is known before its older ones.
        let mut last_names: BTreeMap<(ItemKind, &Ref), Ref> = BTreeMap::new();
        let mut threads: BTreeMap<Thread, Vec<(&str, &Change)>> = BTreeMap::new();
        for Made { commit, changes, .. } in made.iter().rev() {
            let mut renamed = Vec::new();
            for change in changes {
                let known = last_names.get(&(change.item, &change.subject));
                let subject = known.unwrap_or(&change.subject).clone();
                threads.entry(Thread::of(change, &subject)).or_default().push((commit, change));
                if let Some(formerly) = &change.formerly {
                    renamed.push(((change.item, formerly), subject));
                }
            }
            last_names.extend(renamed);
        }
        for touched in threads.values_mut() {
            touched.reverse();
        }
        Self { threads }
    }

    fn touched(&self, change: &Change) -> &[(&'a str, &'a Change)] {
        self.threads.get(&Thread::of(change, &change.subject)).map_or(&[], Vec::as_slice)
    }

    /// The commits that made a change of the whole range, oldest first.
    pub fn makers(&self, change: &Change) -> Vec<String> {
        let mut commits: Vec<String> = Vec::new();
        for (commit, _) in self.touched(change) {
            if commits.last().map(String::as_str) != Some(*commit) {
                commits.push((*commit).to_owned());
            }
        }
        commits
    }

    /// The reason that the commits of a change give for it, each for its own part; nothing where a part
    /// that asks for a reason has none. For an amendment: whether it was true of the commit that brought it.
    pub fn declaration(&self, change: &Change) -> Option<Declaration> {
        let touched = self.touched(change);
        if !touched.iter().all(|(_, part)| part.declared.is_some() || !asks(part)) {
            return None;
        }
        let given: Vec<&Declaration> =
            touched.iter().filter_map(|(_, part)| part.declared.as_ref()).collect();
        let mut reasons: Vec<&str> = Vec::new();
        for declared in &given {
            if !reasons.contains(&declared.reason.as_str()) {
                reasons.push(&declared.reason);
            }
        }
        (!reasons.is_empty()).then(|| Declaration {
            reason: reasons.join("; "),
            approved_by: given.iter().rev().find_map(|declared| declared.approved_by.clone()),
            trailer_of: given.iter().rev().find_map(|declared| declared.trailer_of.clone()),
        })
    }

    /// Shifts that commits of the range made and others undid, so that nothing is left of them in `whole`.
    pub fn undone(&self, whole: &[&Change]) -> Vec<Undone> {
        let left: BTreeSet<Thread> = whole.iter().map(|change| Thread::of(change, &change.subject)).collect();
        // What came or went in the range is told as that, whatever happened to it on the way.
        let whole_items: BTreeSet<&Ref> = whole
            .iter()
            .filter(|change| presence(change.kind).is_some())
            .map(|change| &change.subject)
            .collect();
        self.threads
            .iter()
            .filter(|(thread, touched)| {
                !left.contains(*thread)
                    && !whole_items.contains(&thread.subject)
                    && touched.last().is_some_and(|(_, change)| !whole_items.contains(&change.objective))
                    && is_back(touched)
            })
            .filter_map(|(_, touched)| {
                let (_, first) = touched.iter().find(|(_, change)| change.takes_reason())?;
                let commits = touched.iter().map(|(commit, _)| (*commit).to_owned()).collect();
                Some(Undone { change: (*first).clone(), commits })
            })
            .collect()
    }
}

/// Whether the last change leads to where the first began.
fn is_back(touched: &[(&str, &Change)]) -> bool {
    let (Some((_, first)), Some((_, last))) = (touched.first(), touched.last()) else { return false };
    if touched.len() < 2 {
        return false;
    }
    match (presence(first.kind), presence(last.kind)) {
        (Some(came), Some(comes)) => came != comes,
        _ => first.before == last.after,
    }
}

/// Whether a part of a change asks for a reason of its own.
fn asks(change: &Change) -> bool {
    match change.kind {
        ChangeKind::BaselineChanged
        | ChangeKind::WeightChanged
        | ChangeKind::CheckInRewritten
        | ChangeKind::CheckInRemoved => true,
        _ => matches!(change.direction, Verdict::Loosened | Verdict::Redefined),
    }
}
