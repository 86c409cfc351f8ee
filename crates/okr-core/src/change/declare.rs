//! Matching amendments to what git shows. An amendment declares a change when its `from` and `to` are,
//! by value, what the field was and is; several may form a chain.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::side::Items;
use super::{Change, ChangeKind, Field, ItemKind, Value};
use crate::model::{AmendedField, Amendment, Bound, Decimal, Ref, Stated, Unit};

/// The declared reason of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Why.
    pub reason: String,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// The commit whose trailer says it; nothing where an amendment does.
    pub trailer_of: Option<String>,
}

impl AmendedField {
    /// The field of a sheet it speaks of.
    pub fn field(self) -> Field {
        match self {
            Self::Target => Field::Target,
            Self::Baseline => Field::Baseline,
            Self::Metric => Field::Metric,
            Self::Unit => Field::Unit,
            Self::Source => Field::Source,
            Self::Direction => Field::Direction,
            Self::Hold => Field::Hold,
            Self::Weight => Field::Weight,
            Self::Status => Field::Status,
            Self::Commitment => Field::Commitment,
            Self::Limit => Field::Limit,
            Self::CheckIns => Field::CheckIns,
        }
    }
}

/// The field an amendment speaks of, and the check-in.
type About = (Field, Option<Date>);

/// A new amendment, with the position of the change that tells it.
type Answer<'a> = (usize, &'a Amendment);

/// Nobody needs more steps than this in one change; comparing them all with each other would never end.
const LONGEST: usize = 50;

/// Fills in `declared`: for a field, the amendments new in `after` that lead from its old to its new
/// value; for a new amendment itself, its own words when it answers a change.
pub(super) fn declare(changes: &mut [Change], after: &Items<'_>) {
    if changes.is_empty() {
        return;
    }
    let amendments = amendments(after);
    let mut by_item: BTreeMap<(ItemKind, Ref), Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        by_item.entry((change.item, change.subject.clone())).or_default().push(index);
        if change.kind == ChangeKind::GuardrailRemoved {
            // It has no place left for an amendment; its objective speaks for it.
            by_item.entry((ItemKind::Objective, change.objective.clone())).or_default().push(index);
        }
    }
    for (item, indices) in by_item {
        let Some(written) = amendments.get(&item) else { continue };
        let by_place: BTreeMap<usize, &Amendment> =
            written.iter().map(|amendment| (amendment.index, *amendment)).collect();
        let mut new: BTreeMap<About, Vec<Answer<'_>>> = BTreeMap::new();
        for &at in &indices {
            if !matches!(changes[at].kind, ChangeKind::AmendmentAdded | ChangeKind::AmendmentRewritten) {
                continue;
            }
            let place = changes[at].after_at.as_ref().and_then(|spot| spot.doc.last_index());
            let Some(amendment) = place.and_then(|place| by_place.get(&place).copied()) else { continue };
            let answers = new.entry((amendment.field.field(), amendment.check_in)).or_default();
            if answers.len() < LONGEST {
                answers.push((at, amendment));
            }
        }
        let mut answered = Vec::new();
        for &at in &indices {
            let change = &changes[at];
            let Some(field) = declarable(change) else { continue };
            let about = (field, change.check_in.filter(|_| field == Field::CheckIns));
            let candidates = new.get(&about).map_or(&[][..], Vec::as_slice);
            if let Some(chain) = chain(change, candidates) {
                answered.extend(chain.iter().map(|&&(at, amendment)| (at, amendment)));
                let declaration = joined(&chain.iter().map(|(_, amendment)| *amendment).collect::<Vec<_>>());
                changes[at].declared = declaration;
            }
        }
        for (at, amendment) in answered {
            if changes[at].kind == ChangeKind::AmendmentAdded {
                changes[at].declared = joined(&[amendment]);
            }
        }
    }
}

fn amendments<'a>(items: &Items<'a>) -> BTreeMap<(ItemKind, Ref), Vec<&'a Amendment>> {
    let mut map: BTreeMap<_, Vec<&Amendment>> = BTreeMap::new();
    let mut add = |item, reference: &Ref, list: &'a [Amendment]| {
        if !list.is_empty() {
            map.entry((item, reference.clone())).or_default().extend(list);
        }
    };
    for item in &items.objectives {
        add(ItemKind::Objective, &item.reference, &item.objective.amendments);
    }
    for item in &items.key_results {
        add(ItemKind::KeyResult, &item.reference, &item.part.amendments);
    }
    for item in &items.guardrails {
        add(ItemKind::Guardrail, &item.reference, &item.part.amendments);
    }
    map
}

impl Change {
    /// Whether a reason can be given for it: it moves what defines a goal, or what was recorded of it.
    pub fn takes_reason(&self) -> bool {
        declarable(self).is_some()
            || matches!(
                self.kind,
                ChangeKind::KeyResultAdded
                    | ChangeKind::KeyResultRemoved
                    | ChangeKind::ObjectiveRemoved
                    | ChangeKind::GuardrailAdded
            )
    }
}

/// The field an amendment would name to declare this change.
fn declarable(change: &Change) -> Option<Field> {
    match change.kind {
        ChangeKind::TargetChanged
        | ChangeKind::BaselineChanged
        | ChangeKind::MetricChanged
        | ChangeKind::UnitChanged
        | ChangeKind::SourceChanged
        | ChangeKind::DirectionChanged
        | ChangeKind::HoldChanged
        | ChangeKind::WeightChanged
        | ChangeKind::CommitmentChanged
        | ChangeKind::LimitChanged
        | ChangeKind::KeyResultDropped
        | ChangeKind::KeyResultResumed => change.field,
        ChangeKind::CheckInRewritten | ChangeKind::CheckInRemoved => Some(Field::CheckIns),
        ChangeKind::GuardrailRemoved => Some(Field::Limit),
        ChangeKind::ObjectiveAdded
        | ChangeKind::ObjectiveRemoved
        | ChangeKind::ObjectiveMoved
        | ChangeKind::ObjectiveChanged
        | ChangeKind::KeyResultAdded
        | ChangeKind::KeyResultRemoved
        | ChangeKind::KeyResultMoved
        | ChangeKind::KeyResultRegrouped
        | ChangeKind::GuardrailAdded
        | ChangeKind::GuardrailMoved
        | ChangeKind::GuardrailRegrouped
        | ChangeKind::Renamed
        | ChangeKind::IdentityChanged
        | ChangeKind::Reworded
        | ChangeKind::DetailChanged
        | ChangeKind::CheckInAdded
        | ChangeKind::AmendmentAdded
        | ChangeKind::AmendmentRewritten
        | ChangeKind::AmendmentRemoved => None,
    }
}

/// The amendments, in the order written, that lead from the old value to the new one.
fn chain<'a, 'b>(change: &Change, candidates: &'b [Answer<'a>]) -> Option<Vec<&'b Answer<'a>>> {
    let field = declarable(change)?;
    let like = change.before.as_ref().or(change.after.as_ref());
    for (start, first) in candidates.iter().enumerate() {
        // The old state of a key result that is dropped goes without saying.
        let from_goes_without_saying = field == Field::Status && first.1.from.is_none();
        if !from_goes_without_saying && !answers(change.before.as_ref(), like, first.1.from.as_deref()) {
            continue;
        }
        let mut chain = vec![first];
        let mut at = first.1;
        if answers(change.after.as_ref(), like, at.to.as_deref()) {
            return Some(chain);
        }
        for next in &candidates[start + 1..] {
            if same_text(at.to.as_deref(), next.1.from.as_deref(), like) {
                chain.push(next);
                at = next.1;
                if answers(change.after.as_ref(), like, at.to.as_deref()) {
                    return Some(chain);
                }
            }
        }
    }
    None
}

/// One declaration of a chain of amendments; nothing where none gives a reason.
fn joined(chain: &[&Amendment]) -> Option<Declaration> {
    let mut reasons: Vec<&str> = Vec::new();
    for amendment in chain {
        let reason = amendment.reason.as_deref().map_or("", str::trim);
        if !reason.is_empty() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let approved_by = chain.iter().rev().find_map(|amendment| amendment.approved_by.clone());
    (!reasons.is_empty()).then(|| Declaration { reason: reasons.join("; "), approved_by, trailer_of: None })
}

/// Whether `text`, as an amendment's `from` or `to`, is `value`. `like` gives the unit where the text has
/// none.
pub fn answers(value: Option<&Value>, like: Option<&Value>, text: Option<&str>) -> bool {
    let text = text.map(str::trim).filter(|text| !is_nothing(text));
    match (value, text) {
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => false,
        (Some(value), Some(text)) => same(value, text, unit_of(like.unwrap_or(value))),
    }
}

fn same(value: &Value, text: &str, unit: Option<&Unit>) -> bool {
    match value {
        Value::Target(target) => Stated::target(text, unit).value() == Some(target),
        Value::Quantity(quantity) => Stated::quantity(text, unit).value() == Some(quantity),
        Value::Text(words) => {
            let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let exact = |text: &str| Decimal::parse(text).ok().map(|decimal| decimal.exact());
            fold(words) == fold(text) || exact(words).is_some_and(|a| Some(a) == exact(text))
        }
    }
}

fn same_text(a: Option<&str>, b: Option<&str>, like: Option<&Value>) -> bool {
    match (a, b, like) {
        (Some(a), Some(b), Some(Value::Target(target))) => {
            let unit = Some(target_unit(target));
            match (Stated::target(a, unit).value(), Stated::target(b, unit).value()) {
                (Some(a), Some(b)) => a == b,
                _ => a.trim() == b.trim(),
            }
        }
        (Some(a), Some(b), Some(Value::Quantity(quantity))) => {
            let unit = Some(quantity.unit());
            match (Stated::quantity(a, unit).value(), Stated::quantity(b, unit).value()) {
                (Some(a), Some(b)) => a == b,
                _ => a.trim() == b.trim(),
            }
        }
        (a, b, _) => a.map(str::trim) == b.map(str::trim),
    }
}

fn unit_of(value: &Value) -> Option<&Unit> {
    match value {
        Value::Target(target) => Some(target_unit(target)),
        Value::Quantity(quantity) => Some(quantity.unit()),
        Value::Text(_) => None,
    }
}

fn target_unit(target: &crate::model::Target) -> &Unit {
    match target.bound() {
        Bound::Reach(quantity) | Bound::Compare(_, quantity) | Bound::Range(quantity, _) => quantity.unit(),
    }
}

fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "none" | "nothing")
}
