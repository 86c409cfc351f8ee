//! A change as one sentence, in the language of goals. Neutral, factual, short.

use super::{Change, ChangeKind, Field, ItemKind, Value};
use crate::model::Verdict;

/// The change in one sentence, without its subject, day and reason: `target loosened from < 180 ms to
/// < 220 ms`.
pub fn describe(change: &Change) -> String {
    describe_on(change, "")
}

/// As [`describe`], with words on when it happened, where they read well: `source taken out on day 43 of 90; it
/// was …`.
pub fn describe_on(change: &Change, when: &str) -> String {
    let Words { what, more } = words(change);
    format!("{what}{when}{more}")
}

/// A sentence in two parts: what happened, and what is said of it besides, with the mark between them.
struct Words {
    what: String,
    more: String,
}

impl From<String> for Words {
    fn from(what: String) -> Self {
        Self { what, more: String::new() }
    }
}

impl From<&str> for Words {
    fn from(what: &str) -> Self {
        what.to_owned().into()
    }
}

fn words(change: &Change) -> Words {
    let before = change.before.as_ref().map(value_text);
    let after = change.after.as_ref().map(value_text);
    let field = change.field.map_or("", Field::as_str);
    let with = |what: String, more: String| Words { what, more };
    match change.kind {
        ChangeKind::ObjectiveAdded => "objective added".into(),
        ChangeKind::ObjectiveRemoved => {
            let held = before.map(|held| format!(" with {held}")).unwrap_or_default();
            format!("objective removed{held}").into()
        }
        ChangeKind::KeyResultAdded | ChangeKind::GuardrailAdded => {
            let word = goal_word(change.item);
            let goal = after.map_or_else(|| format!("; no {word}"), |goal| format!("; {word} {goal}"));
            with(format!("{} added", change.item), goal)
        }
        ChangeKind::KeyResultRemoved | ChangeKind::GuardrailRemoved => {
            let goal = before.map(|goal| format!("; its {} was {goal}", goal_word(change.item)));
            with(format!("{} removed", change.item), goal.unwrap_or_default())
        }
        ChangeKind::KeyResultDropped => "key result dropped".into(),
        ChangeKind::KeyResultResumed => "key result taken up again".into(),
        ChangeKind::ObjectiveMoved | ChangeKind::KeyResultMoved | ChangeKind::GuardrailMoved => {
            let from = change.formerly.as_ref().map(|old| old.team.to_string()).unwrap_or_default();
            format!("moved from {from} to {}", change.subject.team).into()
        }
        ChangeKind::KeyResultRegrouped | ChangeKind::GuardrailRegrouped => {
            moved("moved: objective", before.as_deref(), after.as_deref()).into()
        }
        ChangeKind::Renamed => {
            let old = change.formerly.as_ref().map(|old| old.id.to_string()).unwrap_or_default();
            format!("renamed from {old} to {}", change.subject.id).into()
        }
        ChangeKind::IdentityChanged => {
            let old = change.formerly.as_ref().map(|old| old.id.to_string()).unwrap_or_default();
            let what = format!("id changed from {old} to {}", change.subject.id);
            with(what, "; `formerly` does not say so".to_owned())
        }
        ChangeKind::CheckInAdded => format!("{}: {}", check_in(change), after.unwrap_or_default()).into(),
        ChangeKind::CheckInRewritten => {
            moved(&format!("{} rewritten", check_in(change)), before.as_deref(), after.as_deref()).into()
        }
        ChangeKind::CheckInRemoved => {
            with(format!("{} removed", check_in(change)), format!("; it said {}", before.unwrap_or_default()))
        }
        ChangeKind::AmendmentAdded => format!("amendment, {}", after.unwrap_or_default()).into(),
        ChangeKind::AmendmentRewritten => {
            moved("amendment rewritten", before.as_deref(), after.as_deref()).into()
        }
        ChangeKind::AmendmentRemoved => {
            with("amendment removed".to_owned(), format!("; it said {}", before.unwrap_or_default()))
        }
        ChangeKind::Reworded => {
            let quoted = |text: Option<String>| text.map(|text| format!("“{text}”"));
            let (before, after) = (quoted(before), quoted(after));
            moved(&format!("{field} reworded"), before.as_deref(), after.as_deref()).into()
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
            (None, Some(after)) => format!("{field} set to {after}").into(),
            (Some(before), None) => with(format!("{field} taken out"), format!("; it was {before}")),
            (before, after) => {
                moved(&format!("{field} {}", verb(change)), before.as_deref(), after.as_deref()).into()
            }
        },
    }
}

fn check_in(change: &Change) -> String {
    let date = change.check_in.map(|date| date.to_string()).unwrap_or_default();
    format!("check-in of {date}")
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

fn moved(what: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{what} from {before} to {after}"),
        (None, Some(after)) => format!("{what}, now {after}"),
        (Some(before), None) => format!("{what}, was {before}"),
        (None, None) => what.to_owned(),
    }
}
