//! The comparison itself: pairs in, changes out.

use super::declare::declare;
use super::fields::{self, Pen};
use super::pair::{Candidate, Pairs, Tie, pair};
use super::side::{ObjectiveItem, PartItem, Side};
use super::{Change, ChangeKind, Field, ItemKind, Value, record};
use crate::model::{Guardrail, Id, KeyResult, Ref, Verdict};
use crate::snapshot::{SheetFile, Snapshot};

/// Longer words say no more about likeness.
const WORDS: usize = 300;

/// What changed in meaning from `before` to `after`, ordered by subject.
pub fn compare(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let mut changes = objectives(before, after);
    let gone = removed_objectives(&changes);
    changes.extend(key_results(before, after, &gone));
    changes.extend(guardrails(before, after, &gone));
    declare(&mut changes, after);
    changes.sort_by(|a, b| {
        (&a.objective, a.item, &a.subject, a.field, a.check_in).cmp(&(
            &b.objective,
            b.item,
            &b.subject,
            b.field,
            b.check_in,
        ))
    });
    changes
}

/// What changed between two snapshots. A file that cannot be read after the change is left out, as
/// nothing is known about it; what is wrong with it is a finding.
pub fn between(before: &Snapshot, after: &Snapshot) -> Vec<Change> {
    let unread: Vec<&str> = after
        .sheets
        .iter()
        .filter(|file| file.read.sheet.is_none())
        .map(|file| file.path.as_str())
        .chain(after.unreadable.iter().map(|(path, _)| path.as_str()))
        .collect();
    let same = |file: &SheetFile, other: &Snapshot| {
        other
            .sheets
            .iter()
            .any(|twin| twin.path == file.path && std::sync::Arc::ptr_eq(&twin.read, &file.read))
    };
    let old = side(before, |file| unread.contains(&file.path.as_str()) || same(file, after));
    let new = side(after, |file| same(file, before));
    compare(&old, &new)
}

/// The readable sheets of a snapshot, but for those left out.
fn side(snapshot: &Snapshot, leave_out: impl Fn(&SheetFile) -> bool) -> Side<'_> {
    let sheets = snapshot
        .sheets
        .iter()
        .filter(|file| !leave_out(file))
        .filter_map(|file| Some((file.path.as_str(), file.read.sheet.as_ref()?)))
        .collect();
    Side { sheets }
}

fn objectives(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let (old, new) = (before.objectives(), after.objectives());
    let candidate = |item: &ObjectiveItem<'_>| words([item.objective.title.as_deref(), None]);
    let Pairs { tied, removed, added } = pair(
        &old.iter()
            .map(|item| Candidate { reference: &item.reference, formerly: None, words: candidate(item) })
            .collect::<Vec<_>>(),
        &new.iter()
            .map(|item| Candidate { reference: &item.reference, formerly: None, words: candidate(item) })
            .collect::<Vec<_>>(),
    );
    let mut changes = Vec::new();
    for (b, a, tie) in tied {
        let (old, new) = (&old[b], &new[a]);
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
        let parts = old.objective.key_results.len();
        let mut pen = removal(&mut changes, ItemKind::Objective, &old.reference, old.reference.clone());
        pen.title = old.objective.title.as_deref();
        pen.before_at = Some(old.spot());
        let before = (parts > 0)
            .then(|| Value::Text(format!("{parts} key result{}", if parts == 1 { "" } else { "s" })));
        pen.write(ChangeKind::ObjectiveRemoved, None, before, None, Verdict::Loosened);
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

/// Objectives that are gone with all they held: what they held is not told again.
fn removed_objectives(changes: &[Change]) -> Vec<Ref> {
    changes
        .iter()
        .filter(|change| change.kind == ChangeKind::ObjectiveRemoved)
        .map(|change| change.subject.clone())
        .collect()
}

/// What key results and guardrails differ in, for [`parts`].
trait Part {
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
    fn compare(pen: &mut Pen<'_>, before: &PartItem<'_, Self>, after: &PartItem<'_, Self>)
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
    fn compare(pen: &mut Pen<'_>, before: &PartItem<'_, Self>, after: &PartItem<'_, Self>) {
        fields::key_result(pen, before, after);
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
    fn compare(pen: &mut Pen<'_>, before: &PartItem<'_, Self>, after: &PartItem<'_, Self>) {
        fields::guardrail(pen, before.part, after.part);
        record::check_ins(pen, &before.part.check_ins, &after.part.check_ins);
        record::amendments(pen, &before.part.amendments, &after.part.amendments);
    }
}

fn key_results(before: &Side<'_>, after: &Side<'_>, gone: &[Ref]) -> Vec<Change> {
    parts(&before.key_results(), &after.key_results(), gone)
}

fn guardrails(before: &Side<'_>, after: &Side<'_>, gone: &[Ref]) -> Vec<Change> {
    parts(&before.guardrails(), &after.guardrails(), gone)
}

fn parts<T: Part>(old: &[PartItem<'_, T>], new: &[PartItem<'_, T>], gone: &[Ref]) -> Vec<Change> {
    fn candidates<'a, T: Part>(items: &'a [PartItem<'a, T>]) -> Vec<Candidate<'a>> {
        items
            .iter()
            .map(|item| Candidate {
                reference: &item.reference,
                formerly: item.part.formerly(),
                words: words([item.part.title(), item.part.metric()]),
            })
            .collect()
    }
    let Pairs { tied, removed, added } = pair(&candidates(old), &candidates(new));
    let mut changes = Vec::new();
    for (b, a, tie) in tied {
        let (old, new) = (&old[b], &new[a]);
        let regrouped = tie == Tie::Same && old.objective.id != new.objective.id;
        let mut pen = Pen {
            item: T::ITEM,
            subject: &new.reference,
            formerly: (old.reference != new.reference).then_some(&old.reference),
            objective: new.objective_ref(),
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
        T::compare(&mut pen, old, new);
    }
    for b in removed {
        let old = &old[b];
        if gone.contains(&old.objective_ref()) {
            continue;
        }
        let mut pen = removal(&mut changes, T::ITEM, &old.reference, old.objective_ref());
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

fn words(texts: [Option<&str>; 2]) -> String {
    texts.into_iter().flatten().flat_map(str::chars).take(WORDS).collect::<String>().to_lowercase()
}
