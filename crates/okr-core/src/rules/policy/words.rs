//! What is said of a judged change: one sentence, and what to write. Neutral, factual, short.

use super::judge::{Ground, Road};
use super::{ChangeScene, amendment_for};
use crate::change::{ChangeKind, ItemKind, describe_on};
use crate::finding::Severity;
use crate::rules::Rule;
use crate::settings::Policy;

/// What changed, on which day, why.
pub(super) fn message(scene: &ChangeScene<'_>, rule: Option<&Rule>) -> String {
    let change = scene.change();
    let mut when = day(scene);
    if rule.is_some_and(|rule| rule.code == "P909") {
        when.push_str(", when the cycle was closed");
    }
    let what = describe_on(change, &when);
    let Some(rule) = rule else { return what };
    match rule.code {
        "P912" => false_amendment(scene),
        "P909" => what,
        _ => match (&change.declared, wants_reason(rule)) {
            (Some(declared), _) => {
                let approved = declared
                    .approved_by
                    .as_ref()
                    .map(|who| format!(" (approved by {who})"))
                    .unwrap_or_default();
                format!("{what}; reason: {}{approved}", one_line(&declared.reason))
            }
            (None, true) => format!("{what}; no reason given"),
            (None, false) => what,
        },
    }
}

/// A reason that a squash would lose.
pub(super) fn lost(scene: &ChangeScene<'_>) -> String {
    let change = scene.change();
    let commit = change
        .declared
        .as_ref()
        .and_then(|declared| declared.trailer_of.as_deref())
        .map_or("a commit", |id| id.get(..10).unwrap_or(id));
    format!("the reason for this stands only in the message of {commit}, and a squash merge loses it")
}

/// What to write.
pub(super) fn help(
    scene: &ChangeScene<'_>,
    rule: &Rule,
    severity: Severity,
    ground: &Ground<'_>,
) -> Option<String> {
    let change = scene.change();
    let frozen = ground.settings.policy == Policy::Frozen && severity == Severity::Error;
    match rule.code {
        "P909" => Some(format!(
            "undo it, and go on in the next cycle: `git okr rollover {} {}`",
            change.subject.cycle,
            change.subject.cycle.next()
        )),
        "P910" if frozen => Some("policy is frozen: plan it for the next cycle".to_owned()),
        "P910" => Some("say why it comes now: `allow: [{ rule: late-key-result, reason: … }]`".to_owned()),
        "P912" => match shown(scene) {
            Some(real) => Some(format!("write what git shows:\n{}", amendment_for(real, ground.date)?)),
            None => Some("take the amendment out, or make the change it declares".to_owned()),
        },
        "P913" => Some("restore it as it was, and add another amendment that corrects it".to_owned()),
        "P914" => Some(format!(
            "restore it and drop its key results with a reason (`git okr drop REF --reason …`){}",
            trailer_hint(scene, ground)
        )),
        "P915" if !frozen => None,
        "P916" => {
            let old = change.formerly.as_ref()?;
            Some(match change.item {
                ItemKind::Objective => format!("go on under the old id, `{}`", old.id),
                ItemKind::KeyResult | ItemKind::Guardrail => {
                    format!("write `formerly: {}` beside the new id, or go on under the old one", old.id)
                }
            })
        }
        "P904" if change.kind == ChangeKind::KeyResultRemoved && change.declared.is_none() => Some(format!(
            "restore it and run `git okr drop {} --reason …`{}",
            change.subject,
            trailer_hint(scene, ground)
        )),
        _ if frozen => Some(
            "policy is frozen: plan it for the next cycle, or drop the key result with a reason".to_owned(),
        ),
        _ if change.declared.is_some() && rule.code != "P917" => None,
        _ if has_false_amendment(scene) => {
            Some("correct the amendment beside it, so that it says what changed".to_owned())
        }
        _ => {
            let where_to = match change.kind {
                ChangeKind::GuardrailRemoved => "its objective".to_owned(),
                _ => format!("the {}", change.item),
            };
            Some(format!(
                "declare it: add to {where_to}, with the reason{}\n{}",
                trailer_hint(scene, ground),
                amendment_for(change, ground.date)?
            ))
        }
    }
}

fn trailer_hint(scene: &ChangeScene<'_>, ground: &Ground<'_>) -> String {
    match (ground.settings.reasons.trailer, ground.road) {
        (true, Road::BeforeMessage | Road::WithMessage) => {
            format!("\n(or give it in the commit message: `OKR-Reason: {}: <why>`)", scene.change().subject)
        }
        (true, Road::Range) | (false, _) => String::new(),
    }
}

fn false_amendment(scene: &ChangeScene<'_>) -> String {
    let said = scene.change().after.as_ref().map(|after| one_line(after.text())).unwrap_or_default();
    match shown(scene) {
        Some(real) => {
            let side = |value: &Option<crate::change::Value>| {
                value.as_ref().map_or_else(|| "nothing".to_owned(), |value| one_line(value.text()))
            };
            format!("this amendment says {said}; git shows {} -> {}", side(&real.before), side(&real.after))
        }
        None => format!("this amendment says {said}; git shows no such change"),
    }
}

/// The change of the field that a false amendment speaks of.
fn shown<'a>(scene: &ChangeScene<'a>) -> Option<&'a crate::change::Change> {
    let about = scene.change().about?;
    let date = scene.change().check_in;
    scene.of_same_item().find(|other| {
        other.field == Some(about)
            && other.kind != ChangeKind::CheckInAdded
            && (date.is_none() || other.check_in == date)
    })
}

/// Whether an amendment tried to declare this change.
fn has_false_amendment(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    scene.of_same_item().any(|other| {
        other.kind == ChangeKind::AmendmentAdded
            && other.declared.is_none()
            && other.about == change.field
            && (change.check_in.is_none() || other.check_in == change.check_in)
    })
}

fn wants_reason(rule: &Rule) -> bool {
    !matches!(rule.code, "P910" | "P913" | "P915" | "P916")
}

fn day(scene: &ChangeScene<'_>) -> String {
    let dated = scene.dated;
    if dated.day < 1 {
        let before = 1 - dated.day;
        format!(", {before} day{} before its cycle", if before == 1 { "" } else { "s" })
    } else if dated.day > dated.days {
        let after = dated.day - dated.days;
        format!(", {after} day{} after its cycle", if after == 1 { "" } else { "s" })
    } else {
        format!(" on day {} of {}", dated.day, dated.days)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
