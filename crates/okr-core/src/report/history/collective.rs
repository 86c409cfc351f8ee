//! Organisation-wide edits: one commit that shifts the same field in the same way in many places is told
//! once, with its list.

use crate::change::{Field, value_text};
use crate::history::{KeyResultAccount, Shift};
use crate::score::Pair;

/// From this many key results on, the same shift in one commit is one edit.
const MANY: usize = 5;

/// Shifts that are told as one: a single one, or the same in many places.
pub(super) struct Told<'a> {
    /// The shifts with the key result they are of, in order of reference.
    pub(super) shifts: Vec<(&'a KeyResultAccount<'a>, &'a Shift, Option<&'a Pair>)>,
}

impl<'a> Told<'a> {
    /// The first shift, which stands for all.
    pub(super) fn first(&self) -> Option<&'a Shift> {
        self.shifts.first().map(|(_, shift, _)| *shift)
    }
}

/// What makes two shifts of one commit the same.
type Key<'a> = (&'a str, Option<Field>, Option<String>, Option<String>, bool);

/// The shifts of key results, grouped; oldest first.
pub(super) fn told<'a>(accounts: impl Iterator<Item = &'a KeyResultAccount<'a>>) -> Vec<Told<'a>> {
    let mut groups: std::collections::BTreeMap<Key<'a>, Told<'a>> = std::collections::BTreeMap::new();
    for account in accounts {
        for (shift, effect) in account.timeline.shifts.iter().zip(&account.effects) {
            let change = shift.change();
            let key = (
                shift.commit.id.as_str(),
                change.field,
                change.before.as_ref().map(value_text),
                change.after.as_ref().map(value_text),
                change.declared.is_some(),
            );
            groups.entry(key).or_insert_with(|| Told { shifts: Vec::new() }).shifts.push((
                account,
                shift,
                effect.as_ref(),
            ));
        }
    }
    let mut list: Vec<Told<'a>> = Vec::new();
    for group in groups.into_values() {
        if group.shifts.len() >= MANY {
            list.push(group);
        } else {
            list.extend(group.shifts.into_iter().map(|one| Told { shifts: vec![one] }));
        }
    }
    list.sort_by(|a, b| {
        let place = |told: &Told<'a>| {
            let (account, shift, _) = told.shifts.first()?;
            Some((shift.commit.committed, account.reference(), shift.change().field))
        };
        place(a).cmp(&place(b))
    });
    list
}
