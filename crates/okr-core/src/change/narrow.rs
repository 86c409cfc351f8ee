//! Leaves out of a comparison what is the same object on both sides, where nothing came, went or moved.
//!
//! Between two versions of a sheet that share what did not change, this makes a comparison cost what changed
//! and not what stands. It says nothing new: an item that is on both sides pairs with itself whatever else
//! there is, as long as no other item claims its identity.

use std::sync::Arc;

use super::side::{Items, ObjectiveItem, PartItem, Side, reference};
use crate::model::{Id, KeyResult, Objective, Sheet};

/// More objectives than this that differ are better compared the usual way, which sorts.
const MOST: usize = 16;

/// What differs between two sides that hold the same items in the same places; nothing where they do not.
/// With `passes_check_ins`, an item that only got more check-ins does not differ.
pub(super) fn narrow<'a>(
    before: &Side<'a>,
    after: &Side<'a>,
    passes_check_ins: bool,
) -> Option<(Items<'a>, Items<'a>)> {
    let (mut old, mut new) = (Items::default(), Items::default());
    if before.sheets.len() != after.sheets.len() {
        return None;
    }
    for (at, (was, is)) in before.sheets.iter().zip(&after.sheets).enumerate() {
        let twin = after.sheets[..at].iter().any(|(_, other)| same_place(other, is.1));
        if was.0 != is.0
            || !same_place(was.1, is.1)
            || was.1.objectives.len() != is.1.objectives.len()
            || twin
        {
            return None;
        }
        for (from, to) in was.1.objectives.iter().zip(&is.1.objectives) {
            if Arc::ptr_eq(from, to) {
                continue;
            }
            if !same_shape(from, to) || !claims_alone(is.1, to) || new.objectives.len() == MOST {
                return None;
            }
            let (was, is) = ((was.0, was.1, &**from), (is.0, is.1, &**to));
            take(&mut old, &mut new, was, is, passes_check_ins);
        }
    }
    Some((old, new))
}

fn same_place(a: &Sheet, b: &Sheet) -> bool {
    a.cycle == b.cycle && a.team == b.team
}

/// Whether two objectives have the same id and hold the same ids in the same places.
fn same_shape(a: &Objective, b: &Objective) -> bool {
    fn ids<'a, T: 'a>(items: &'a [Arc<T>], id: fn(&T) -> &Id) -> impl Iterator<Item = &'a Id> {
        items.iter().map(move |item| id(item))
    }
    a.id == b.id
        && ids(&a.key_results, |own| &own.id).eq(ids(&b.key_results, |own| &own.id))
        && ids(&a.guardrails, |own| &own.id).eq(ids(&b.guardrails, |own| &own.id))
}

/// Whether no other item of the sheet has an id of the objective or of what it holds.
fn claims_alone(sheet: &Sheet, objective: &Objective) -> bool {
    if objective.key_results.len() + objective.guardrails.len() > MOST {
        return false;
    }
    let once = |count: usize| count == 1;
    once(sheet.objectives.iter().filter(|other| other.id == objective.id).count())
        && objective.key_results.iter().all(|own| {
            let all = sheet.objectives.iter().flat_map(|other| &other.key_results);
            once(all.filter(|other| other.id == own.id).count())
        })
        && objective.guardrails.iter().all(|own| {
            let all = sheet.objectives.iter().flat_map(|other| &other.guardrails);
            once(all.filter(|other| other.id == own.id).count())
        })
}

/// An objective with its sheet and that one's path.
type Place<'a> = (&'a str, &'a Sheet, &'a Objective);

/// Takes an objective on both sides, and of what it holds that which is not the same; all of it where the
/// objective lends it another commitment.
fn take<'a>(old: &mut Items<'a>, new: &mut Items<'a>, was: Place<'a>, is: Place<'a>, passes_check_ins: bool) {
    for (items, (path, sheet, objective)) in [(&mut *old, was), (&mut *new, is)] {
        items.objectives.push(ObjectiveItem { reference: reference(sheet, &objective.id), path, objective });
    }
    let lends = was.2.commitment != is.2.commitment;
    for (from, to) in was.2.key_results.iter().zip(&is.2.key_results) {
        let same = Arc::ptr_eq(from, to) || passes_check_ins && only_more_check_ins(from, to);
        if lends || !same {
            old.key_results.push(part(was, from, &from.id));
            new.key_results.push(part(is, to, &to.id));
        }
    }
    for (from, to) in was.2.guardrails.iter().zip(&is.2.guardrails) {
        if lends || !Arc::ptr_eq(from, to) {
            old.guardrails.push(part(was, from, &from.id));
            new.guardrails.push(part(is, to, &to.id));
        }
    }
}

fn part<'a, T>((path, sheet, objective): Place<'a>, part: &'a T, id: &Id) -> PartItem<'a, T> {
    PartItem { reference: reference(sheet, id), path, objective, part }
}

/// Whether a key result says what it said before, and has more check-ins.
fn only_more_check_ins(before: &KeyResult, after: &KeyResult) -> bool {
    let KeyResult {
        index,
        id,
        title,
        metric,
        baseline,
        target,
        unit,
        direction,
        hold,
        weight,
        source,
        continues,
        formerly,
        status,
        owner,
        commitment,
        check_ins,
        amendments,
        allow,
    } = after;
    check_ins.get(..before.check_ins.len()) == Some(&before.check_ins)
        && before.index == *index
        && before.id == *id
        && before.title == *title
        && before.metric == *metric
        && before.baseline == *baseline
        && before.target == *target
        && before.unit == *unit
        && before.direction == *direction
        && before.hold == *hold
        && before.weight == *weight
        && before.source == *source
        && before.continues == *continues
        && before.formerly == *formerly
        && before.status == *status
        && before.owner == *owner
        && before.commitment == *commitment
        && before.amendments == *amendments
        && before.allow == *allow
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use proptest::prelude::*;

    use super::*;
    use crate::change::compare::{compare, compare_all, compare_but_check_ins};
    use crate::change::{Change, ChangeKind};
    use crate::yaml::KnownSheet;

    const SHEET: &str = "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: fast\n    title: Fast\n    \
        key_results:\n      - id: rtt\n        target: \"< 200 ms\"\n        check_ins:\n          \
        - { date: 2026-01-05, value: 300 ms }\n      - id: uptime\n        target: \">= 99 %\"\n    \
        guardrails:\n      - id: errors\n        limit: \"<= 2 %\"\n  - id: safe\n    key_results:\n      \
        - id: lost\n        target: \"< 5 incidents\"\n";

    /// Edits of one line: the text it finds, and what it puts there.
    const EDITS: [(&str, &str); 9] = [
        ("value: 300 ms }\n", "value: 300 ms }\n          - { date: 2026-02-05, value: 250 ms }\n"),
        ("value: 300 ms", "value: 310 ms"),
        ("< 200 ms", "< 220 ms"),
        ("id: uptime", "id: up"),
        ("id: uptime", "id: rtt"),
        ("id: safe", "id: fast"),
        ("<= 2 %", "<= 3 %"),
        ("title: Fast", "title: Faster\n    commitment: aspirational"),
        ("      - id: lost\n        target: \"< 5 incidents\"\n", "      - id: gone\n"),
    ];

    fn side(sheet: &Sheet) -> Side<'_> {
        Side { sheets: vec![("p", sheet)] }
    }

    proptest! {
        #[test]
        fn says_what_a_comparison_of_all_says(edits in prop::collection::vec(prop::sample::select(EDITS.to_vec()), 1..4)) {
            let mut text = SHEET.to_owned();
            let (old, _, known) = KnownSheet::read(text.as_bytes());
            let (old, mut known) = (old.unwrap(), known.unwrap());
            for (from, to) in edits {
                text = text.replacen(from, to, 1);
            }
            let whole = KnownSheet::read(text.as_bytes()).0.unwrap();
            let shared = known.next(text.as_bytes()).unwrap_or_else(|| Arc::clone(&whole));
            let (old, whole, shared) = (side(&old), side(&whole), side(&shared));
            let all = compare_all(&old, &whole);
            prop_assert_eq!(&compare(&old, &shared), &all);
            prop_assert_eq!(&compare(&old, &whole), &all);
            let quiet = |changes: Vec<Change>| -> Vec<Change> {
                changes.into_iter().filter(|change| change.kind != ChangeKind::CheckInAdded).collect()
            };
            prop_assert_eq!(quiet(compare_but_check_ins(&old, &shared)), quiet(all));
        }
    }
}
