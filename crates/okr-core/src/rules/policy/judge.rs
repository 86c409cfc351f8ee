//! The judgement: which rule speaks of a change, and how loud, under the policy and with its reason.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::words;
use super::{
    ChangeScene, RULES, check_in_rewritten::CHECK_IN_REWRITTEN, closed_cycle_edited::CLOSED_CYCLE_EDITED,
    false_amendment::FALSE_AMENDMENT, reason_lost_in_squash::REASON_LOST_IN_SQUASH,
};
use crate::change::{Change, ChangeKind, Dated, ItemKind};
use crate::finding::Severity;
use crate::model::Ref;
use crate::rules::{Check, Levels, Rule};
use crate::settings::{Policy, Settings};

/// What a step is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The settings in force before the step, so that a step cannot loosen the rule that judges it.
    pub settings: &'a Settings,
    /// The day the step lands.
    pub date: Date,
    /// What is known of the commit's message.
    pub road: Road,
    /// Whether the workspace had any sheet before the step.
    pub had_sheets: bool,
}

/// Where in git's ways the judgement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    /// The message is not written yet: a reason may still come in a trailer.
    BeforeMessage,
    /// The message is there, and has been read.
    WithMessage,
    /// Several commits, which may be squashed when they are merged.
    Range,
}

/// A change with what is said of it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The change, on its day.
    pub dated: Dated,
    /// The rule that speaks of it, with how loud.
    pub verdict: Option<(&'static Rule, Severity)>,
    /// One sentence: what changed, when, why.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
}

/// Judges the changes of one step.
pub fn judge(changes: Vec<Change>, ground: &Ground<'_>) -> Vec<Judged> {
    let levels = Levels::of(ground.settings);
    let step: Vec<Dated> =
        changes.into_iter().map(|change| Dated::on(change, &ground.settings.calendar, ground.date)).collect();
    let mut items: BTreeMap<(ItemKind, &Ref), Vec<&Change>> = BTreeMap::new();
    for Dated { change, .. } in &step {
        items.entry((change.item, &change.subject)).or_default().push(change);
    }
    let mut list = Vec::new();
    for dated in &step {
        let scene = ChangeScene {
            dated,
            item: items.get(&(dated.change.item, &dated.change.subject)).map_or(&[], Vec::as_slice),
            policy: ground.settings.policy,
            had_sheets: ground.had_sheets,
        };
        let rule = speaker(&scene);
        let verdict = rule.and_then(|rule| Some((rule, severity(rule, &scene, &levels, ground)?)));
        list.push(Judged {
            dated: dated.clone(),
            verdict,
            message: words::message(&scene, rule),
            help: verdict.and_then(|(rule, severity)| words::help(&scene, rule, severity, ground)),
        });
        if ground.road == Road::Range
            && rule.is_some()
            && scene.is_reason_in_range()
            && let Some(severity) = levels.severity(&REASON_LOST_IN_SQUASH)
        {
            let severity = if ground.settings.policy == Policy::Open { Severity::Note } else { severity };
            list.push(Judged {
                dated: dated.clone(),
                verdict: Some((&REASON_LOST_IN_SQUASH, severity)),
                message: words::lost(&scene),
                help: words::help(&scene, &REASON_LOST_IN_SQUASH, severity, ground),
            });
        }
    }
    list
}

/// The most specific rule about this change, if any is.
fn speaker(scene: &ChangeScene<'_>) -> Option<&'static Rule> {
    let about = |rule: &Rule| matches!(rule.check, Check::Change(fires) if fires(scene));
    let guards_record = |rule: &Rule| matches!(rule.code, "P905" | "P912" | "P913");
    if let Some(rule) = RULES.iter().copied().find(|rule| guards_record(rule) && about(rule)) {
        let excused = rule.code == CHECK_IN_REWRITTEN.code && scene.change().declared.is_some();
        if !(excused && scene.is_closed()) {
            return Some(rule);
        }
    }
    if scene.is_closed() {
        return Some(&CLOSED_CYCLE_EDITED);
    }
    if scene.dated.phase.is_draft() {
        return None;
    }
    RULES
        .iter()
        .copied()
        .find(|rule| !guards_record(rule) && rule.code != REASON_LOST_IN_SQUASH.code && about(rule))
}

fn severity(
    rule: &'static Rule,
    scene: &ChangeScene<'_>,
    levels: &Levels,
    ground: &Ground<'_>,
) -> Option<Severity> {
    let set = levels.severity(rule)?;
    let declared = scene.change().declared.is_some();
    let severity = match ground.settings.policy {
        Policy::Open => return Some(Severity::Note),
        Policy::Frozen if is_definition(scene.change()) && !scene.dated.phase.is_draft() => Severity::Error,
        Policy::Frozen | Policy::Calibrated => match class(rule) {
            Class::Excusable if declared => Severity::Note,
            Class::Excusable | Class::Inexcusable => set,
        },
    };
    let may_still_come = ground.road == Road::BeforeMessage
        && ground.settings.reasons.trailer
        && !declared
        && class(rule) == Class::Excusable
        && !(ground.settings.policy == Policy::Frozen && is_definition(scene.change()));
    Some(if may_still_come { severity.min(Severity::Warning) } else { severity })
}

/// Whether a reason makes it a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Excusable,
    Inexcusable,
}

fn class(rule: &Rule) -> Class {
    let inexcusable = [CLOSED_CYCLE_EDITED.code, "P910", FALSE_AMENDMENT.code, "P913", "P916", "P917"];
    if inexcusable.contains(&rule.code) { Class::Inexcusable } else { Class::Excusable }
}

/// Whether it is what `frozen` freezes.
fn is_definition(change: &Change) -> bool {
    match change.kind {
        ChangeKind::TargetChanged
        | ChangeKind::BaselineChanged
        | ChangeKind::DirectionChanged
        | ChangeKind::MetricChanged
        | ChangeKind::UnitChanged
        | ChangeKind::SourceChanged
        | ChangeKind::HoldChanged
        | ChangeKind::WeightChanged
        | ChangeKind::CommitmentChanged
        | ChangeKind::LimitChanged
        | ChangeKind::GuardrailAdded
        | ChangeKind::GuardrailRemoved
        | ChangeKind::KeyResultAdded => true,
        ChangeKind::ObjectiveAdded
        | ChangeKind::ObjectiveRemoved
        | ChangeKind::ObjectiveMoved
        | ChangeKind::ObjectiveChanged
        | ChangeKind::KeyResultRemoved
        | ChangeKind::KeyResultDropped
        | ChangeKind::KeyResultResumed
        | ChangeKind::KeyResultMoved
        | ChangeKind::KeyResultRegrouped
        | ChangeKind::GuardrailMoved
        | ChangeKind::GuardrailRegrouped
        | ChangeKind::Renamed
        | ChangeKind::IdentityChanged
        | ChangeKind::Reworded
        | ChangeKind::DetailChanged
        | ChangeKind::CheckInAdded
        | ChangeKind::CheckInRewritten
        | ChangeKind::CheckInRemoved
        | ChangeKind::AmendmentAdded
        | ChangeKind::AmendmentRewritten
        | ChangeKind::AmendmentRemoved => false,
    }
}
