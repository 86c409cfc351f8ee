//! The record: check-ins and amendments are only ever added to. What changes in them is told whatever
//! the day.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Write as _;

use jiff::civil::Date;

use super::fields::{Pen, quantity_value};
use super::{ChangeKind, Field, Value};
use crate::model::{AmendedField, Amendment, CheckIn, Decimal, Stated, Verdict};

/// Check-ins are told apart by their day; several on one day, by their order.
pub(super) fn check_ins(pen: &mut Pen<'_>, before: &[CheckIn], after: &[CheckIn]) {
    // Nearly always some were added to those that stood.
    let stood = before.iter().zip(after).take_while(|(old, new)| says_the_same(old, new)).count();
    let (before, after) = (&before[stood..], &after[stood..]);
    if before.is_empty() && after.is_empty() {
        return;
    }
    let mut known: HashMap<Said<'_>, Queue<'_, CheckIn>> = HashMap::new();
    for old in before {
        known.entry(said(old)).or_default().push_back(old);
    }
    // Most stand as they were; only the rest is compared by meaning, day by day.
    let come: Vec<&CheckIn> =
        after.iter().filter(|new| known.get_mut(&said(new)).and_then(Queue::pop_front).is_none()).collect();
    let mut left: BTreeMap<Date, Queue<'_, CheckIn>> = BTreeMap::new();
    let mut rest: Vec<&CheckIn> = known.into_values().flatten().collect();
    rest.sort_by_key(|old| old.index);
    for old in rest {
        left.entry(old.date).or_default().push_back(old);
    }
    for check_in in come {
        let old = left.get_mut(&check_in.date).and_then(Queue::pop_front);
        let spot = pen.after_at.as_ref().map(|spot| spot.element(Field::CheckIns, check_in.index));
        let change = match old {
            Some(old) if same(old, check_in) => continue,
            Some(old) => {
                let (was, is) = (Some(words(old, check_in)), Some(words(check_in, old)));
                pen.write(ChangeKind::CheckInRewritten, Some(Field::CheckIns), was, is, Verdict::Neutral)
            }
            None => {
                let is = Some(quantity_value(&check_in.value));
                pen.write(ChangeKind::CheckInAdded, Some(Field::CheckIns), None, is, Verdict::Neutral)
            }
        };
        change.check_in = Some(check_in.date);
        change.after_at = spot;
    }
    for old in left.into_values().flatten() {
        let value = Some(quantity_value(&old.value));
        let spot = pen.before_at.as_ref().map(|spot| spot.element(Field::CheckIns, old.index));
        let change =
            pen.write(ChangeKind::CheckInRemoved, Some(Field::CheckIns), value, None, Verdict::Neutral);
        change.check_in = Some(old.date);
        change.before_at = spot;
    }
}

type Queue<'a, T> = VecDeque<&'a T>;

/// A check-in letter by letter.
type Said<'a> = (Date, &'a str, Option<String>, Option<&'a str>);

fn said(check_in: &CheckIn) -> Said<'_> {
    let value = match &check_in.value {
        Stated::Value(quantity) => quantity.text(),
        Stated::Words { text, .. } => text,
    };
    let confidence = check_in.confidence.map(|confidence| confidence.to_string());
    (check_in.date, value, confidence, check_in.note.as_deref())
}

/// Whether two check-ins are the same letter by letter.
fn says_the_same(a: &CheckIn, b: &CheckIn) -> bool {
    a.date == b.date && a.value.text() == b.value.text() && a.confidence == b.confidence && a.note == b.note
}

/// Whether two check-ins of one day mean the same.
fn same(a: &CheckIn, b: &CheckIn) -> bool {
    let CheckIn { index: _, date, value, confidence, note } = a;
    let exact = |decimal: &Option<Decimal>| decimal.map(|decimal| decimal.exact());
    *date == b.date
        && *value == b.value
        && (*confidence == b.confidence || exact(confidence) == exact(&b.confidence))
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
    if before == after {
        return;
    }
    let mut known: HashMap<Declared<'_>, Queue<'_, Amendment>> = HashMap::new();
    for old in before {
        known.entry(declared(old)).or_default().push_back(old);
    }
    let come: Vec<&Amendment> = after
        .iter()
        .filter(|new| known.get_mut(&declared(new)).and_then(Queue::pop_front).is_none())
        .collect();
    let mut left: BTreeMap<usize, &Amendment> =
        known.into_values().flatten().map(|old| (old.index, old)).collect();
    let mut by_day: BTreeMap<(Date, AmendedField), BTreeSet<usize>> = BTreeMap::new();
    for old in left.values() {
        by_day.entry((old.date, old.field)).or_default().insert(old.index);
    }
    for amendment in come {
        // The one it replaces: of the same day and field, or in the same place.
        let place = by_day
            .get(&(amendment.date, amendment.field))
            .and_then(|places| places.first().copied())
            .or_else(|| left.contains_key(&amendment.index).then_some(amendment.index));
        let old = place.and_then(|place| left.remove(&place));
        if let Some(old) = old
            && let Some(places) = by_day.get_mut(&(old.date, old.field))
        {
            places.remove(&old.index);
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
    for old in left.into_values() {
        let was = Some(Value::Text(sentence(old)));
        let change =
            pen.write(ChangeKind::AmendmentRemoved, Some(Field::Amendments), was, None, Verdict::Neutral);
        change.check_in = old.check_in;
        change.about = Some(old.field.field());
    }
}

/// All that an amendment says.
type Declared<'a> = (Date, AmendedField, [Option<&'a str>; 4], Option<Date>);

fn declared(amendment: &Amendment) -> Declared<'_> {
    let Amendment { index: _, date, field, from, to, reason, approved_by, check_in } = amendment;
    let texts = [from, to, reason, approved_by].map(|text| text.as_deref().map(str::trim));
    (*date, *field, texts, *check_in)
}

fn sentence(amendment: &Amendment) -> String {
    let side = |text: &Option<String>| text.as_deref().unwrap_or("nothing").to_owned();
    let mut words = format!("{}: {} -> {}", amendment.field, side(&amendment.from), side(&amendment.to));
    if let Some(reason) = &amendment.reason {
        let _ = write!(words, " ({reason})");
    }
    words
}
