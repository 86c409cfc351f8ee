//! Fields of a paired item, one by one. Structures are taken apart without `..`, so that a new field
//! cannot be forgotten here.

use super::side::PartItem;
use super::{Change, ChangeKind, Field, ItemKind, Spot, Value};
use crate::model::{
    Commitment, Direction, Form, Guardrail, KeyResult, Objective, Quantity, Ref, Stated, Target, Verdict,
};

/// Writes the changes of one item: what they share is set once.
pub(super) struct Pen<'a> {
    pub(super) item: ItemKind,
    pub(super) subject: &'a Ref,
    pub(super) formerly: Option<&'a Ref>,
    pub(super) objective: Ref,
    pub(super) title: Option<&'a str>,
    pub(super) before_at: Option<Spot>,
    pub(super) after_at: Option<Spot>,
    pub(super) changes: &'a mut Vec<Change>,
}

impl Pen<'_> {
    pub(super) fn write(
        &mut self,
        kind: ChangeKind,
        field: Option<Field>,
        before: Option<Value>,
        after: Option<Value>,
        direction: Verdict,
    ) -> &mut Change {
        let index = self.changes.len();
        let at = |spot: &Option<Spot>| match (spot, field) {
            (Some(spot), Some(field)) => Some(spot.field(field)),
            (spot, None) => spot.clone(),
            (None, Some(_)) => None,
        };
        self.changes.push(Change {
            kind,
            item: self.item,
            subject: self.subject.clone(),
            formerly: self.formerly.cloned(),
            objective: self.objective.clone(),
            field,
            before,
            after,
            direction,
            check_in: None,
            about: None,
            declared: None,
            after_at: at(&self.after_at),
            before_at: at(&self.before_at),
            title: self.title.map(str::to_owned),
        });
        &mut self.changes[index]
    }

    /// A field of plain text.
    fn text(
        &mut self,
        kind: ChangeKind,
        field: Field,
        before: Option<&str>,
        after: Option<&str>,
        direction: Verdict,
    ) {
        if before == after {
            return;
        }
        let fold =
            |text: Option<&str>| text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        if fold(before) != fold(after) {
            let value = |text: Option<&str>| text.map(|text| Value::Text(text.to_owned()));
            self.write(kind, Some(field), value(before), value(after), direction);
        }
    }
}

/// Whether two objectives say the same, whatever they hold.
pub(super) fn is_same(before: &Objective, after: &Objective) -> bool {
    let Objective {
        index: _,
        id: _,
        title,
        why,
        dimension,
        commitment,
        supports,
        owner,
        key_results: _,
        guardrails: _,
        amendments,
        allow,
    } = after;
    before.title == *title
        && before.why == *why
        && before.dimension == *dimension
        && before.commitment == *commitment
        && before.supports == *supports
        && before.owner == *owner
        && before.amendments == *amendments
        && before.allow == *allow
}

pub(super) fn objective(pen: &mut Pen<'_>, before: &Objective, after: &Objective) {
    let Objective {
        index: _,
        id: _, // told by pairing
        title,
        why,
        dimension,
        commitment,
        supports,
        owner,
        key_results: _, // compared on their own
        guardrails: _,
        amendments: _, // part of the record
        allow,
    } = after;
    pen.text(ChangeKind::Reworded, Field::Title, before.title.as_deref(), title.as_deref(), Verdict::Neutral);
    pen.text(ChangeKind::Reworded, Field::Why, before.why.as_deref(), why.as_deref(), Verdict::Neutral);
    let changed = ChangeKind::ObjectiveChanged;
    let word = |dimension: &Option<crate::model::Dimension>| dimension.map(crate::model::Dimension::as_str);
    pen.text(changed, Field::Dimension, word(&before.dimension), word(dimension), Verdict::Neutral);
    commitment_field(pen, before.commitment, *commitment);
    if before.supports != *supports {
        let list = |refs: &[crate::model::Reference]| {
            (!refs.is_empty()).then(|| refs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        };
        pen.text(
            changed,
            Field::Supports,
            list(&before.supports).as_deref(),
            list(supports).as_deref(),
            Verdict::Neutral,
        );
    }
    pen.text(
        ChangeKind::DetailChanged,
        Field::Owner,
        before.owner.as_deref(),
        owner.as_deref(),
        Verdict::Neutral,
    );
    allow_field(pen, &before.allow, allow);
}

/// `at_home` where its objective is the same one before and after.
pub(super) fn key_result(
    pen: &mut Pen<'_>,
    old: &PartItem<'_, KeyResult>,
    new: &PartItem<'_, KeyResult>,
    at_home: bool,
) {
    let (before, after) = (old.part, new.part);
    let KeyResult {
        index: _,
        id: _, // told by pairing
        title,
        metric,
        baseline,
        target,
        unit,
        direction: _, // compared as it takes effect
        hold,
        weight: _, // compared as it takes effect
        source,
        continues,
        formerly: _, // a remark for pairing
        status,
        owner,
        commitment: _, // compared as it takes effect
        check_ins: _,  // part of the record
        amendments: _,
        allow,
    } = after;
    pen.text(ChangeKind::Reworded, Field::Title, before.title.as_deref(), title.as_deref(), Verdict::Neutral);
    pen.text(
        ChangeKind::MetricChanged,
        Field::Metric,
        before.metric.as_deref(),
        metric.as_deref(),
        if before.metric.is_none() { Verdict::Neutral } else { Verdict::Redefined },
    );
    let goal_stands = before.unit == *unit
        && before.baseline == *baseline
        && before.target == *target
        && before.direction == after.direction;
    if !goal_stands && !unit_field(pen, before, after, unit.as_deref()) {
        let direction = (before.direction(), after.direction());
        baseline_field(pen, before.baseline.as_ref(), baseline.as_ref(), after);
        let moved = target_field(pen, Field::Target, before.target.as_ref(), target.as_ref(), direction);
        if !moved && before.baseline == *baseline {
            direction_field(pen, direction);
        }
    }
    hold_field(pen, before.hold.as_ref(), hold.as_ref());
    weight_field(pen, before, after);
    source_field(pen, before.source.as_deref(), source.as_deref());
    // A commitment that changed for the whole objective is told there, once.
    let own = |item: &PartItem<'_, KeyResult>| item.part.commitment.or(item.objective.commitment);
    if before.commitment.is_some() || after.commitment.is_some() || !at_home {
        commitment_field(pen, own(old), own(new));
    }
    match (before.status, status) {
        (None, Some(_)) => {
            let (was, is) = (Some(text("active")), Some(text("dropped")));
            pen.write(ChangeKind::KeyResultDropped, Some(Field::Status), was, is, Verdict::Loosened);
        }
        (Some(_), None) => {
            let (was, is) = (Some(text("dropped")), Some(text("active")));
            pen.write(ChangeKind::KeyResultResumed, Some(Field::Status), was, is, Verdict::Neutral);
        }
        (None, None) | (Some(_), Some(_)) => {}
    }
    let words = |reference: &Option<crate::model::Reference>| reference.as_ref().map(ToString::to_string);
    let detail = ChangeKind::DetailChanged;
    let (was, is) = (words(&before.continues), words(continues));
    pen.text(detail, Field::Continues, was.as_deref(), is.as_deref(), Verdict::Neutral);
    pen.text(detail, Field::Owner, before.owner.as_deref(), owner.as_deref(), Verdict::Neutral);
    allow_field(pen, &before.allow, allow);
}

pub(super) fn guardrail(pen: &mut Pen<'_>, before: &Guardrail, after: &Guardrail) {
    let Guardrail {
        index: _,
        id: _,
        title,
        metric,
        limit,
        unit: _, // takes effect in the limit
        source,
        continues,
        formerly: _,
        check_ins: _,
        amendments: _,
        allow,
    } = after;
    pen.text(ChangeKind::Reworded, Field::Title, before.title.as_deref(), title.as_deref(), Verdict::Neutral);
    pen.text(
        ChangeKind::MetricChanged,
        Field::Metric,
        before.metric.as_deref(),
        metric.as_deref(),
        if before.metric.is_none() { Verdict::Neutral } else { Verdict::Redefined },
    );
    target_field(pen, Field::Limit, before.limit.as_ref(), limit.as_ref(), (None, None));
    source_field(pen, before.source.as_deref(), source.as_deref());
    let words = |reference: &Option<crate::model::Reference>| reference.as_ref().map(ToString::to_string);
    let (was, is) = (words(&before.continues), words(continues));
    pen.text(ChangeKind::DetailChanged, Field::Continues, was.as_deref(), is.as_deref(), Verdict::Neutral);
    allow_field(pen, &before.allow, allow);
}

/// A unit that changed under numbers that stand is one change, not three. Returns whether it was told.
fn unit_field(pen: &mut Pen<'_>, before: &KeyResult, after: &KeyResult, unit: Option<&str>) -> bool {
    let as_written = |key_result: &KeyResult| {
        (
            key_result.baseline.as_ref().map(|b| b.text().to_owned()),
            key_result.target.as_ref().map(|t| t.text().to_owned()),
        )
    };
    let same_value = before.baseline == after.baseline && before.target == after.target;
    if before.unit.as_deref() == unit || as_written(before) != as_written(after) || same_value {
        return false;
    }
    let value = |text: Option<&str>| text.map(|text| Value::Text(text.to_owned()));
    let (was, is) = (value(before.unit.as_deref()), value(unit));
    pen.write(ChangeKind::UnitChanged, Some(Field::Unit), was, is, Verdict::Redefined);
    true
}

fn baseline_field(
    pen: &mut Pen<'_>,
    before: Option<&Stated<Quantity>>,
    after: Option<&Stated<Quantity>>,
    key_result: &KeyResult,
) {
    if before == after || after.and_then(Stated::form) == Some(Form::Unreadable) {
        return;
    }
    let direction = match (before.and_then(Stated::value), after.and_then(Stated::value)) {
        // Measured at last.
        (None, _) => Verdict::Neutral,
        (Some(_), None) => Verdict::Redefined,
        (Some(was), Some(is)) => moved_baseline(was, is, key_result.direction()),
    };
    let (was, is) = (before.map(quantity_value), after.map(quantity_value));
    pen.write(ChangeKind::BaselineChanged, Some(Field::Baseline), was, is, direction);
}

/// The farther the start lies from the target, the more of the way any value has come.
fn moved_baseline(was: &Quantity, is: &Quantity, direction: Option<Direction>) -> Verdict {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (is.compare(was), direction) {
        (Some(Equal), _) => Verdict::Neutral,
        (Some(Greater), Some(Direction::Decrease)) | (Some(Less), Some(Direction::Increase)) => {
            Verdict::Loosened
        }
        (Some(Less), Some(Direction::Decrease)) | (Some(Greater), Some(Direction::Increase)) => {
            Verdict::Tightened
        }
        (Some(Less | Greater), Some(Direction::Maintain) | None) | (None, _) => Verdict::Redefined,
    }
}

/// A target or a limit. Returns whether it was told.
fn target_field(
    pen: &mut Pen<'_>,
    field: Field,
    before: Option<&Stated<Target>>,
    after: Option<&Stated<Target>>,
    (old_direction, new_direction): (Option<Direction>, Option<Direction>),
) -> bool {
    if before == after || after.and_then(Stated::form) == Some(Form::Unreadable) {
        return false;
    }
    let direction = match (before.and_then(Stated::value), after.and_then(Stated::value)) {
        (Some(was), Some(is)) => was.verdict(is, old_direction, new_direction),
        (Some(_), None) => Verdict::Loosened,
        (None, Some(_)) => Verdict::Tightened,
        (None, None) => Verdict::Redefined,
    };
    if direction == Verdict::Neutral {
        return false;
    }
    let kind = if field == Field::Limit { ChangeKind::LimitChanged } else { ChangeKind::TargetChanged };
    pen.write(kind, Some(field), before.map(target_value), after.map(target_value), direction);
    true
}

fn direction_field(pen: &mut Pen<'_>, (before, after): (Option<Direction>, Option<Direction>)) {
    if before != after {
        let value = |direction: Option<Direction>| direction.map(|d| text(d.as_str()));
        let verdict = if before.is_none() { Verdict::Neutral } else { Verdict::Redefined };
        let (was, is) = (value(before), value(after));
        pen.write(ChangeKind::DirectionChanged, Some(Field::Direction), was, is, verdict);
    }
}

fn hold_field(pen: &mut Pen<'_>, before: Option<&Quantity>, after: Option<&Quantity>) {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let direction = match (before, after) {
        (None, None) => return,
        (Some(_), None) => Verdict::Loosened,
        (None, Some(_)) => Verdict::Tightened,
        (Some(was), Some(is)) => match is.compare(was) {
            Some(Equal) => return,
            Some(Less) => Verdict::Loosened,
            Some(Greater) => Verdict::Tightened,
            None => Verdict::Redefined,
        },
    };
    let value = |quantity: Option<&Quantity>| quantity.cloned().map(Value::Quantity);
    pen.write(ChangeKind::HoldChanged, Some(Field::Hold), value(before), value(after), direction);
}

fn weight_field(pen: &mut Pen<'_>, before: &KeyResult, after: &KeyResult) {
    if before.weight == after.weight {
        return;
    }
    let weight = |key_result: &KeyResult| {
        key_result.weight.map_or_else(crate::model::Exact::one, |weight| weight.exact())
    };
    if weight(before) != weight(after) {
        let value = |key_result: &KeyResult| {
            Some(Value::Text(key_result.weight.map_or_else(|| "1".to_owned(), |weight| weight.to_string())))
        };
        let (was, is) = (value(before), value(after));
        pen.write(ChangeKind::WeightChanged, Some(Field::Weight), was, is, Verdict::Neutral);
    }
}

fn source_field(pen: &mut Pen<'_>, before: Option<&str>, after: Option<&str>) {
    let verdict = if before.is_none() { Verdict::Neutral } else { Verdict::Redefined };
    pen.text(ChangeKind::SourceChanged, Field::Source, before, after, verdict);
}

/// Compared as it takes effect: what is not written is committed.
fn commitment_field(pen: &mut Pen<'_>, before: Option<Commitment>, after: Option<Commitment>) {
    let (before, after) = (before.unwrap_or(Commitment::Committed), after.unwrap_or(Commitment::Committed));
    let direction = match (before, after) {
        (Commitment::Committed, Commitment::Aspirational) => Verdict::Loosened,
        (Commitment::Aspirational, Commitment::Committed) => Verdict::Tightened,
        (Commitment::Committed, Commitment::Committed)
        | (Commitment::Aspirational, Commitment::Aspirational) => return,
    };
    let value = |commitment: Commitment| Some(text(commitment.as_str()));
    pen.write(ChangeKind::CommitmentChanged, Some(Field::Commitment), value(before), value(after), direction);
}

fn allow_field(pen: &mut Pen<'_>, before: &[crate::model::Allow], after: &[crate::model::Allow]) {
    if before == after {
        return;
    }
    let words = |list: &[crate::model::Allow]| {
        let rule = |allow: &crate::model::Allow| match &allow.reason {
            Some(reason) => format!("{} ({reason})", allow.rule),
            None => allow.rule.clone(),
        };
        (!list.is_empty()).then(|| list.iter().map(rule).collect::<Vec<_>>().join(", "))
    };
    let (was, is) = (words(before), words(after));
    pen.text(ChangeKind::DetailChanged, Field::Allow, was.as_deref(), is.as_deref(), Verdict::Neutral);
}

pub(super) fn target_value(stated: &Stated<Target>) -> Value {
    match stated {
        Stated::Value(target) => Value::Target(target.clone()),
        Stated::Words { text, .. } => Value::Text(text.clone()),
    }
}

pub(super) fn quantity_value(stated: &Stated<Quantity>) -> Value {
    match stated {
        Stated::Value(quantity) => Value::Quantity(quantity.clone()),
        Stated::Words { text, .. } => Value::Text(text.clone()),
    }
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}
