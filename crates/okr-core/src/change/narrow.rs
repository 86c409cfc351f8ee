//! Leaves out of a comparison what is the same object on both sides, where nothing came, went or moved.
//!
//! Between two versions of a sheet that share what did not change, this makes a comparison cost what changed
//! and not what stands. It says nothing new: an item that is on both sides pairs with itself whatever else
//! there is, as long as no other item claims its identity.

use std::sync::Arc;

use super::side::{Items, ObjectiveItem, PartItem, Side, reference};
use crate::model::{Id, Objective, Sheet};

/// More objectives than this that differ are better compared the usual way, which sorts.
const MOST: usize = 16;

/// What differs between two sides that hold the same items in the same places; nothing where they do not.
pub(super) fn narrow<'a>(before: &Side<'a>, after: &Side<'a>) -> Option<(Items<'a>, Items<'a>)> {
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
            take(&mut old, was.0, was.1, from, to);
            take(&mut new, is.0, is.1, to, from);
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

/// Takes an objective, and of what it holds that which is not the same object in `other`; all of it where the
/// objective lends it another commitment.
fn take<'a>(
    items: &mut Items<'a>,
    path: &'a str,
    sheet: &'a Sheet,
    objective: &'a Objective,
    other: &Objective,
) {
    items.objectives.push(ObjectiveItem { reference: reference(sheet, &objective.id), path, objective });
    let lends = objective.commitment != other.commitment;
    for (part, twin) in objective.key_results.iter().zip(&other.key_results) {
        if lends || !Arc::ptr_eq(part, twin) {
            items.key_results.push(PartItem { reference: reference(sheet, &part.id), path, objective, part });
        }
    }
    for (part, twin) in objective.guardrails.iter().zip(&other.guardrails) {
        if lends || !Arc::ptr_eq(part, twin) {
            items.guardrails.push(PartItem { reference: reference(sheet, &part.id), path, objective, part });
        }
    }
}
