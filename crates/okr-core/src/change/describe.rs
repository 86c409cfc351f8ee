//! A change as one sentence, in the language of goals. Neutral, factual, short.

use super::{Change, ChangeKind, Field, ItemKind, Value};
use crate::model::Verdict;

/// The change in one sentence, without its subject, day and reason: `target loosened from < 180 ms to
/// < 220 ms`.
pub fn describe(change: &Change) -> String {
    let before = change.before.as_ref().map(value_text);
    let after = change.after.as_ref().map(value_text);
    let field = change.field.map_or("", Field::as_str);
    match change.kind {
        ChangeKind::ObjectiveAdded => "objective added".to_owned(),
        ChangeKind::ObjectiveRemoved => match before {
            Some(held) => format!("objective removed, with {held}"),
            None => "objective removed".to_owned(),
        },
        ChangeKind::KeyResultAdded | ChangeKind::GuardrailAdded => match after {
            Some(goal) => format!("{} added, {} {goal}", change.item, goal_word(change.item)),
            None => format!("{} added, with no {}", change.item, goal_word(change.item)),
        },
        ChangeKind::KeyResultRemoved | ChangeKind::GuardrailRemoved => match before {
            Some(goal) => format!("{} removed; its {} was {goal}", change.item, goal_word(change.item)),
            None => format!("{} removed", change.item),
        },
        ChangeKind::KeyResultDropped => "key result dropped".to_owned(),
        ChangeKind::KeyResultResumed => "key result taken up again".to_owned(),
        ChangeKind::ObjectiveMoved | ChangeKind::KeyResultMoved | ChangeKind::GuardrailMoved => {
            let from = change.formerly.as_ref().map(|old| old.team.to_string()).unwrap_or_default();
            format!("moved from {from} to {}", change.subject.team)
        }
        ChangeKind::KeyResultRegrouped | ChangeKind::GuardrailRegrouped => {
            moved("moved", "objective", before.as_deref(), after.as_deref())
        }
        ChangeKind::Renamed => {
            let old = change.formerly.as_ref().map(|old| old.id.to_string()).unwrap_or_default();
            format!("renamed from {old} to {}", change.subject.id)
        }
        ChangeKind::IdentityChanged => {
            let old = change.formerly.as_ref().map(|old| old.id.to_string()).unwrap_or_default();
            format!("id changed from {old} to {}, and `formerly` does not say so", change.subject.id)
        }
        ChangeKind::CheckInAdded => {
            let date = change.check_in.map(|date| date.to_string()).unwrap_or_default();
            format!("check-in of {date}: {}", after.unwrap_or_default())
        }
        ChangeKind::CheckInRewritten => {
            let date = change.check_in.map(|date| date.to_string()).unwrap_or_default();
            moved(&format!("check-in of {date} rewritten"), "", before.as_deref(), after.as_deref())
        }
        ChangeKind::CheckInRemoved => {
            let date = change.check_in.map(|date| date.to_string()).unwrap_or_default();
            format!("check-in of {date} removed; it said {}", before.unwrap_or_default())
        }
        ChangeKind::AmendmentAdded => format!("amendment, {}", after.unwrap_or_default()),
        ChangeKind::AmendmentRewritten => {
            moved("amendment rewritten", "", before.as_deref(), after.as_deref())
        }
        ChangeKind::AmendmentRemoved => {
            format!("amendment removed; it said {}", before.unwrap_or_default())
        }
        ChangeKind::Reworded => {
            let quoted = |text: Option<String>| text.map(|text| format!("“{text}”"));
            let (before, after) = (quoted(before), quoted(after));
            moved(&format!("{field} reworded"), "", before.as_deref(), after.as_deref())
        }
        ChangeKind::ObjectiveChanged
        | ChangeKind::DetailChanged
        | ChangeKind::TargetChanged
        | ChangeKind::BaselineChanged
        | ChangeKind::MetricChanged
        | ChangeKind::UnitChanged
        | ChangeKind::SourceChanged
        | ChangeKind::DirectionChanged
        | ChangeKind::HoldChanged
        | ChangeKind::WeightChanged
        | ChangeKind::CommitmentChanged
        | ChangeKind::LimitChanged => match (before, after) {
            (None, Some(after)) => format!("{field} set to {after}"),
            (Some(before), None) => format!("{field} taken out; it was {before}"),
            (before, after) => {
                moved(&format!("{field} {}", verb(change)), "", before.as_deref(), after.as_deref())
            }
        },
    }
}

/// A value as one line.
pub fn value_text(value: &Value) -> String {
    value.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn goal_word(item: ItemKind) -> &'static str {
    match item {
        ItemKind::Guardrail => "limit",
        ItemKind::KeyResult | ItemKind::Objective => "target",
    }
}

/// What happened to the field, as a participle.
fn verb(change: &Change) -> &'static str {
    match (change.kind, change.direction) {
        (ChangeKind::HoldChanged, Verdict::Loosened) => "shortened",
        (ChangeKind::HoldChanged, Verdict::Tightened) => "lengthened",
        (ChangeKind::CommitmentChanged, Verdict::Loosened) => "weakened",
        (ChangeKind::CommitmentChanged, Verdict::Tightened) => "strengthened",
        (ChangeKind::BaselineChanged, _) => "moved",
        (ChangeKind::TargetChanged | ChangeKind::LimitChanged, Verdict::Loosened) => "loosened",
        (ChangeKind::TargetChanged | ChangeKind::LimitChanged, Verdict::Tightened) => "tightened",
        (ChangeKind::TargetChanged | ChangeKind::LimitChanged, Verdict::Redefined) => "redefined",
        (_, Verdict::Loosened | Verdict::Tightened | Verdict::Redefined | Verdict::Neutral) => "changed",
    }
}

fn moved(what: &str, of: &str, before: Option<&str>, after: Option<&str>) -> String {
    let what = if of.is_empty() { what.to_owned() } else { format!("{what}: {of}") };
    match (before, after) {
        (Some(before), Some(after)) => format!("{what} from {before} to {after}"),
        (None, Some(after)) => format!("{what}, now {after}"),
        (Some(before), None) => format!("{what}, was {before}"),
        (None, None) => what,
    }
}
