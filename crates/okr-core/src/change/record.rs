//! The record: check-ins and amendments are only ever added to. What changes in them is told whatever
//! the day.

use std::fmt::Write as _;

use super::fields::{Pen, quantity_value};
use super::{ChangeKind, Field, Value};
use crate::model::{Amendment, CheckIn, Verdict};

/// Check-ins are told apart by their day; several on one day, by their order.
pub(super) fn check_ins(pen: &mut Pen<'_>, before: &[CheckIn], after: &[CheckIn]) {
    let mut left: Vec<&CheckIn> = before.iter().collect();
    let mut come: Vec<&CheckIn> = Vec::new();
    for check_in in after {
        match left.iter().position(|old| same(old, check_in)) {
            Some(at) => drop(left.remove(at)),
            None => come.push(check_in),
        }
    }
    for check_in in come {
        let old = left.iter().position(|old| old.date == check_in.date).map(|at| left.remove(at));
        let kind = if old.is_some() { ChangeKind::CheckInRewritten } else { ChangeKind::CheckInAdded };
        let spot = pen.after_at.as_ref().map(|spot| spot.element(Field::CheckIns, check_in.index));
        let (was, is) = (old.map(|old| words(old, check_in)), words(check_in, old.unwrap_or(check_in)));
        let is = if old.is_some() { is } else { quantity_value(&check_in.value) };
        let change = pen.write(kind, Some(Field::CheckIns), was, Some(is), Verdict::Neutral);
        change.check_in = Some(check_in.date);
        change.after_at = spot;
    }
    for old in left {
        let value = Some(quantity_value(&old.value));
        let change =
            pen.write(ChangeKind::CheckInRemoved, Some(Field::CheckIns), value, None, Verdict::Neutral);
        change.check_in = Some(old.date);
    }
}

fn same(a: &CheckIn, b: &CheckIn) -> bool {
    let CheckIn { index: _, date, value, confidence, note } = a;
    let exact = |decimal: &Option<crate::model::Decimal>| decimal.map(|decimal| decimal.exact());
    *date == b.date
        && *value == b.value
        && exact(confidence) == exact(&b.confidence)
        && note.as_deref().map(str::trim) == b.note.as_deref().map(str::trim)
}

/// A check-in in words: its value, with what else differs from `other`.
fn words(check_in: &CheckIn, other: &CheckIn) -> Value {
    if check_in.value != other.value {
        return quantity_value(&check_in.value);
    }
    let mut text = check_in.value.text().to_owned();
    if let Some(confidence) = check_in.confidence {
        let _ = write!(text, ", confidence {confidence}");
    }
    if let Some(note) = &check_in.note {
        let _ = write!(text, ", {note}");
    }
    Value::Text(text)
}

/// Amendments are told apart by all that they say.
pub(super) fn amendments(pen: &mut Pen<'_>, before: &[Amendment], after: &[Amendment]) {
    let mut left: Vec<&Amendment> = before.iter().collect();
    let mut come: Vec<&Amendment> = Vec::new();
    for amendment in after {
        match left.iter().position(|old| same_amendment(old, amendment)) {
            Some(at) => drop(left.remove(at)),
            None => come.push(amendment),
        }
    }
    for amendment in come {
        let about = |old: &&&Amendment| {
            old.date == amendment.date && old.field == amendment.field || old.index == amendment.index
        };
        let old = left.iter().find(about).copied();
        if let Some(old) = old {
            left.retain(|other| !std::ptr::eq(*other, old));
        }
        let kind = if old.is_some() { ChangeKind::AmendmentRewritten } else { ChangeKind::AmendmentAdded };
        let spot = pen.after_at.as_ref().map(|spot| spot.element(Field::Amendments, amendment.index));
        let was = old.map(|old| Value::Text(sentence(old)));
        let is = Some(Value::Text(sentence(amendment)));
        let change = pen.write(kind, Some(Field::Amendments), was, is, Verdict::Neutral);
        change.after_at = spot;
        change.check_in = amendment.check_in;
        change.about = Some(amendment.field.field());
    }
    for old in left {
        let was = Some(Value::Text(sentence(old)));
        pen.write(ChangeKind::AmendmentRemoved, Some(Field::Amendments), was, None, Verdict::Neutral);
    }
}

fn same_amendment(a: &Amendment, b: &Amendment) -> bool {
    let Amendment { index: _, date, field, from, to, reason, approved_by, check_in } = a;
    (date, field, from, to, reason, approved_by, check_in)
        == (&b.date, &b.field, &b.from, &b.to, &b.reason, &b.approved_by, &b.check_in)
}

fn sentence(amendment: &Amendment) -> String {
    let side = |text: &Option<String>| text.as_deref().unwrap_or("nothing").to_owned();
    let mut words = format!("{}: {} -> {}", amendment.field, side(&amendment.from), side(&amendment.to));
    if let Some(reason) = &amendment.reason {
        let _ = write!(words, " ({reason})");
    }
    words
}
