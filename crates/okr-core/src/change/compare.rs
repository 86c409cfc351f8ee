//! The comparison itself: pairs in, changes out.

use std::collections::{BTreeMap, BTreeSet};

use super::declare::declare;
use super::fields::{self, Pen};
use super::narrow::narrow;
use super::pair::{Candidate, Pairs, Tie, pair};
use super::side::{Items, ObjectiveItem, PartItem, Side};
use super::{Change, ChangeKind, Field, ItemKind, Value, record};
use crate::model::{Guardrail, Id, KeyResult, Ref, Verdict};

/// What changed in meaning from `before` to `after`, ordered by subject.
pub fn compare(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    compare_for(before, after, false)
}

/// As [`compare`], where check-ins that were only added need not be told: most commits of a long history bring
/// nothing else.
pub fn compare_but_check_ins(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    compare_for(before, after, true)
}

fn compare_for(before: &Side<'_>, after: &Side<'_>, passes_check_ins: bool) -> Vec<Change> {
    match narrow(before, after, passes_check_ins) {
        Some((old, new)) => compare_items(&old, &new, Pairing::InPlace),
        None => compare_all(before, after),
    }
}

/// The comparison without any shortcut.
pub(super) fn compare_all(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    compare_items(&Items::all(before), &Items::all(after), Pairing::ByIdentity)
}

/// How items of two sides find each other.
#[derive(Debug, Clone, Copy)]
enum Pairing {
    /// Each stands at the same position of both lists.
    InPlace,
    /// By what they are called, and what they say.
    ByIdentity,
}

impl Pairing {
    fn pair(self, old: &[Candidate<'_>], new: &[Candidate<'_>]) -> Pairs {
        match self {
            Self::InPlace => {
                Pairs { tied: (0..new.len()).map(|at| (at, at, Tie::Same)).collect(), ..Pairs::default() }
            }
            Self::ByIdentity => pair(old, new),
        }
    }
}

fn compare_items(old: &Items<'_>, new: &Items<'_>, pairing: Pairing) -> Vec<Change> {
    let objectives = pair_objectives(&old.objectives, &new.objectives, pairing);
    let homes: Homes<'_> = objectives
        .tied
        .iter()
        .map(|&(b, a, _)| (&old.objectives[b].reference, &new.objectives[a].reference))
        .collect();
    let mut changes = parts(&old.key_results, &new.key_results, &homes, pairing);
    let lost = lost_by_objective(&changes, &old.objectives, &objectives.removed);
    changes.extend(parts(&old.guardrails, &new.guardrails, &homes, pairing));
    changes.retain(|change| !is_told_by_objective(change, &lost));
    changes.extend(tell_objectives(&old.objectives, &new.objectives, objectives, &lost));
    declare(&mut changes, new);
    changes.sort_by(|a, b| key(a).cmp(&key(b)));
    changes
}

/// The order in which changes are told.
fn key(change: &Change) -> impl Ord + '_ {
    (&change.objective, change.item, &change.subject, change.field, change.check_in)
}

/// Objectives by their identity before, with the one after.
type Homes<'a> = BTreeMap<&'a Ref, &'a Ref>;

/// How many key results went with each objective that is gone; those that found another home are not lost.
fn lost_by_objective(
    changes: &[Change],
    old: &[ObjectiveItem<'_>],
    removed: &[usize],
) -> BTreeMap<Ref, usize> {
    let gone: BTreeSet<&Ref> = removed.iter().map(|&at| &old[at].reference).collect();
    let mut lost = BTreeMap::new();
    for change in changes.iter().filter(|change| change.kind == ChangeKind::KeyResultRemoved) {
        if gone.contains(&change.objective) {
            *lost.entry(change.objective.clone()).or_insert(0) += 1;
        }
    }
    lost
}

/// What an objective held goes with it, and is not told again.
fn is_told_by_objective(change: &Change, lost: &BTreeMap<Ref, usize>) -> bool {
    matches!(change.kind, ChangeKind::KeyResultRemoved | ChangeKind::GuardrailRemoved)
        && lost.contains_key(&change.objective)
}

fn pair_objectives(old: &[ObjectiveItem<'_>], new: &[ObjectiveItem<'_>], pairing: Pairing) -> Pairs {
    fn candidates<'a>(items: &'a [ObjectiveItem<'a>]) -> Vec<Candidate<'a>> {
        let candidate = |item: &'a ObjectiveItem<'a>| Candidate {
            reference: &item.reference,
            formerly: None,
            texts: [item.objective.title.as_deref(), None],
        };
        items.iter().map(candidate).collect()
    }
    pairing.pair(&candidates(old), &candidates(new))
}

fn tell_objectives(
    old: &[ObjectiveItem<'_>],
    new: &[ObjectiveItem<'_>],
    Pairs { tied, removed, added }: Pairs,
    lost: &BTreeMap<Ref, usize>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (b, a, tie) in tied {
        let (old, new) = (&old[b], &new[a]);
        if tie == Tie::Same && fields::is_same(old.objective, new.objective) {
            continue;
        }
        let mut pen = Pen {
            item: ItemKind::Objective,
            subject: &new.reference,
            formerly: (old.reference != new.reference).then_some(&old.reference),
            objective: new.reference.clone(),
            title: new.objective.title.as_deref(),
            before_at: Some(old.spot()),
            after_at: Some(new.spot()),
            changes: &mut changes,
        };
        tell_tie(&mut pen, tie, ChangeKind::ObjectiveMoved);
        fields::objective(&mut pen, old.objective, new.objective);
        record::amendments(&mut pen, &old.objective.amendments, &new.objective.amendments);
    }
    for b in removed {
        let old = &old[b];
        let parts = lost.get(&old.reference).copied().unwrap_or(0);
        let mut pen = removal(&mut changes, ItemKind::Objective, &old.reference, old.reference.clone());
        pen.title = old.objective.title.as_deref();
        pen.before_at = Some(old.spot());
        let before = (parts > 0)
            .then(|| Value::Text(format!("{parts} key result{}", if parts == 1 { "" } else { "s" })));
        let direction = if parts > 0 { Verdict::Loosened } else { Verdict::Neutral };
        pen.write(ChangeKind::ObjectiveRemoved, None, before, None, direction);
    }
    for a in added {
        let new = &new[a];
        let mut pen = removal(&mut changes, ItemKind::Objective, &new.reference, new.reference.clone());
        pen.title = new.objective.title.as_deref();
        pen.after_at = Some(new.spot());
        let after = new.objective.title.clone().map(Value::Text);
        pen.write(ChangeKind::ObjectiveAdded, None, None, after, Verdict::Neutral);
    }
    changes
}

/// What key results and guardrails differ in, for [`parts`].
trait Part: PartialEq {
    const ITEM: ItemKind;
    const ADDED: ChangeKind;
    const REMOVED: ChangeKind;
    const MOVED: ChangeKind;
    const REGROUPED: ChangeKind;
    fn title(&self) -> Option<&str>;
    fn metric(&self) -> Option<&str>;
    fn formerly(&self) -> Option<&Id>;
    fn goal(&self) -> Option<Value>;
    fn spot(item: &PartItem<'_, Self>) -> super::Spot
    where
        Self: Sized;
    /// `at_home` where the objective is the same one before and after.
    fn compare(pen: &mut Pen<'_>, before: &PartItem<'_, Self>, after: &PartItem<'_, Self>, at_home: bool)
    where
        Self: Sized;
}

impl Part for KeyResult {
    const ITEM: ItemKind = ItemKind::KeyResult;
    const ADDED: ChangeKind = ChangeKind::KeyResultAdded;
    const REMOVED: ChangeKind = ChangeKind::KeyResultRemoved;
    const MOVED: ChangeKind = ChangeKind::KeyResultMoved;
    const REGROUPED: ChangeKind = ChangeKind::KeyResultRegrouped;

    fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }
    fn metric(&self) -> Option<&str> {
        self.metric.as_deref()
    }
    fn formerly(&self) -> Option<&Id> {
        self.formerly.as_ref()
    }
    fn goal(&self) -> Option<Value> {
        self.target.as_ref().map(fields::target_value)
    }
    fn spot(item: &PartItem<'_, Self>) -> super::Spot {
        item.spot()
    }
    fn compare(pen: &mut Pen<'_>, before: &PartItem<'_, Self>, after: &PartItem<'_, Self>, at_home: bool) {
        fields::key_result(pen, before, after, at_home);
        record::check_ins(pen, &before.part.check_ins, &after.part.check_ins);
        record::amendments(pen, &before.part.amendments, &after.part.amendments);
    }
}

impl Part for Guardrail {
    const ITEM: ItemKind = ItemKind::Guardrail;
    const ADDED: ChangeKind = ChangeKind::GuardrailAdded;
    const REMOVED: ChangeKind = ChangeKind::GuardrailRemoved;
    const MOVED: ChangeKind = ChangeKind::GuardrailMoved;
    const REGROUPED: ChangeKind = ChangeKind::GuardrailRegrouped;

    fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }
    fn metric(&self) -> Option<&str> {
        self.metric.as_deref()
    }
    fn formerly(&self) -> Option<&Id> {
        self.formerly.as_ref()
    }
    fn goal(&self) -> Option<Value> {
        self.limit.as_ref().map(fields::target_value)
    }
    fn spot(item: &PartItem<'_, Self>) -> super::Spot {
        item.spot()
    }
    fn compare(pen: &mut Pen<'_>, before: &PartItem<'_, Self>, after: &PartItem<'_, Self>, _at_home: bool) {
        fields::guardrail(pen, before.part, after.part);
        record::check_ins(pen, &before.part.check_ins, &after.part.check_ins);
        record::amendments(pen, &before.part.amendments, &after.part.amendments);
    }
}

fn parts<T: Part>(
    old: &[PartItem<'_, T>],
    new: &[PartItem<'_, T>],
    homes: &Homes<'_>,
    pairing: Pairing,
) -> Vec<Change> {
    fn candidates<'a, T: Part>(items: &'a [PartItem<'a, T>]) -> Vec<Candidate<'a>> {
        items
            .iter()
            .map(|item| Candidate {
                reference: &item.reference,
                formerly: item.part.formerly(),
                texts: [item.part.title(), item.part.metric()],
            })
            .collect()
    }
    let Pairs { tied, removed, added } = pairing.pair(&candidates(old), &candidates(new));
    let mut changes = Vec::new();
    for (b, a, tie) in tied {
        let (old, new) = (&old[b], &new[a]);
        let (home, place) = (old.objective_ref(), new.objective_ref());
        let at_home = home == place || homes.get(&home).is_some_and(|after| **after == place);
        let regrouped = !at_home && tie != Tie::Moved;
        // Most of what a commit touches is as it was; the objective lends a part its commitment.
        let is_same = tie == Tie::Same
            && home == place
            && old.objective.commitment == new.objective.commitment
            && (std::ptr::eq(old.part, new.part) || old.part == new.part);
        if is_same {
            continue;
        }
        let mut pen = Pen {
            item: T::ITEM,
            subject: &new.reference,
            formerly: (old.reference != new.reference).then_some(&old.reference),
            objective: place,
            title: new.part.title(),
            before_at: Some(T::spot(old)),
            after_at: Some(T::spot(new)),
            changes: &mut changes,
        };
        tell_tie(&mut pen, tie, T::MOVED);
        if regrouped {
            let before = Some(Value::Text(old.objective.id.to_string()));
            let after = Some(Value::Text(new.objective.id.to_string()));
            pen.write(T::REGROUPED, None, before, after, Verdict::Neutral);
        }
        T::compare(&mut pen, old, new, at_home);
    }
    for b in removed {
        let old = &old[b];
        let home = old.objective_ref();
        let place = homes.get(&home).map_or(home.clone(), |after| (*after).clone());
        let mut pen = removal(&mut changes, T::ITEM, &old.reference, place);
        pen.title = old.part.title();
        pen.before_at = Some(T::spot(old));
        pen.write(T::REMOVED, None, old.part.goal(), None, Verdict::Loosened);
    }
    for a in added {
        let new = &new[a];
        let mut pen = removal(&mut changes, T::ITEM, &new.reference, new.objective_ref());
        pen.title = new.part.title();
        pen.after_at = Some(T::spot(new));
        pen.write(T::ADDED, None, None, new.part.goal(), Verdict::Neutral);
    }
    changes
}

/// A pen for an item that stands on one side only.
fn removal<'a>(changes: &'a mut Vec<Change>, item: ItemKind, subject: &'a Ref, objective: Ref) -> Pen<'a> {
    Pen { item, subject, formerly: None, objective, title: None, before_at: None, after_at: None, changes }
}

fn tell_tie(pen: &mut Pen<'_>, tie: Tie, moved: ChangeKind) {
    let kind = match tie {
        Tie::Same => return,
        Tie::Renamed => ChangeKind::Renamed,
        Tie::Moved => moved,
        Tie::LooksAlike => ChangeKind::IdentityChanged,
    };
    let Some(formerly) = pen.formerly else { return };
    let (before, after) = (formerly.to_string(), pen.subject.to_string());
    let field = (kind != moved).then_some(Field::Id);
    pen.write(kind, field, Some(Value::Text(before)), Some(Value::Text(after)), Verdict::Neutral);
}
