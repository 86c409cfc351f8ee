//! What changed: the page of `diff`, its headline, and a change as the contract's JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::sentences::{count, joined, sentence};
use super::tones::change_tone;
use crate::change::{ChangeKind, Dated, ItemKind, Value};
use crate::model::{Ref, Teams, Verdict};
use crate::page::{Block, Inline, Page, Section, Text, Tone};
use crate::render::json;

/// A change as JSON: the keys of the contract, and `formerly` where its identity was another.
pub fn change_value(dated: &Dated) -> Map<String, Json> {
    let change = &dated.change;
    let mut map = Map::new();
    map.insert("kind".into(), json!(change.kind.as_str()));
    map.insert("subject".into(), json!(change.subject.to_string()));
    map.insert("field".into(), change.field.map_or(Json::Null, |field| json!(field.as_str())));
    map.insert("before".into(), value(change.before.as_ref()));
    map.insert("after".into(), value(change.after.as_ref()));
    map.insert("direction".into(), json!(direction(change.direction)));
    map.insert("day".into(), json!(dated.day));
    map.insert("days".into(), json!(dated.days));
    map.insert("settled".into(), json!(!dated.phase.is_draft()));
    map.insert("declared".into(), json!(change.declared.is_some()));
    let reason = change.declared.as_ref().map(|declared| declared.reason.clone());
    map.insert("reason".into(), json!(reason));
    map.insert("item".into(), json!(change.item.as_str()));
    map.insert("objective".into(), json!(change.objective.to_string()));
    map.insert("formerly".into(), json!(change.formerly.as_ref().map(Ref::to_string)));
    if let Some(date) = change.check_in {
        map.insert("check_in".into(), json!(date.to_string()));
    }
    map
}

/// A value of a field: a quantity or a target in full, anything else as text.
pub(super) fn value(value: Option<&Value>) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Quantity(quantity)) => json::quantity(quantity),
        Some(Value::Target(target)) => json::target(target),
        Some(Value::Text(text)) => json!(text),
    }
}

/// The word for a verdict.
pub(super) fn direction(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Loosened => "loosened",
        Verdict::Tightened => "tightened",
        Verdict::Redefined => "redefined",
        Verdict::Neutral => "neutral",
    }
}

/// The page of `diff`.
pub fn changes_page(title: &str, changes: &[Dated], teams: &Teams) -> Page {
    let mut by_team: BTreeMap<_, BTreeMap<Ref, Vec<&Dated>>> = BTreeMap::new();
    for dated in changes {
        let objective = &dated.change.objective;
        by_team
            .entry((objective.cycle, objective.team.clone()))
            .or_default()
            .entry(objective.clone())
            .or_default()
            .push(dated);
    }
    let sections = by_team
        .into_iter()
        .map(|((cycle, team), objectives)| Section {
            id: format!("{cycle}-{team}").to_lowercase(),
            title: format!("{}, {cycle}", teams.name(&team)),
            blocks: objectives
                .into_iter()
                .flat_map(|(objective, list)| objective_blocks(&objective, list))
                .collect(),
            ..Section::default()
        })
        .collect();
    Page { title: title.to_owned(), lead: vec![Text::plain(headline(changes))], sections }
}

/// The sentences about one objective, worst first.
fn objective_blocks(objective: &Ref, mut list: Vec<&Dated>) -> Vec<Block> {
    list.sort_by_key(|dated| (rank(change_tone(&dated.change)), dated.change.subject.clone()));
    let title = list
        .iter()
        .find(|dated| dated.change.item == ItemKind::Objective)
        .and_then(|dated| dated.change.title.clone());
    let heading = match title {
        Some(title) => Text::default()
            .then(Inline::Strong(title))
            .then(Inline::Plain(" ".into()))
            .then(Inline::Code(objective.id.to_string())),
        None => {
            Text::default().then(Inline::Plain("In ".into())).then(Inline::Code(objective.id.to_string()))
        }
    };
    let items = list
        .into_iter()
        .map(|dated| {
            let tone = change_tone(&dated.change);
            let subject = match dated.change.item {
                ItemKind::Objective => None,
                ItemKind::KeyResult | ItemKind::Guardrail => Some(dated.change.subject.id.to_string()),
            };
            let mut text = Text::default();
            if let Some(subject) = subject {
                text = text.then(Inline::Code(subject)).then(Inline::Plain(": ".into()));
            }
            (tone, text.then(Inline::Plain(sentence(dated))))
        })
        .collect();
    vec![Block::Paragraph(heading), Block::List(items)]
}

/// Worst first.
fn rank(tone: Tone) -> u8 {
    match tone {
        Tone::Bad => 0,
        Tone::Caution => 1,
        Tone::Good => 2,
        Tone::Plain => 3,
        Tone::Quiet => 4,
    }
}

/// All changes in one sentence.
pub fn headline(changes: &[Dated]) -> String {
    if changes.is_empty() {
        return "Nothing changed in the goals.".to_owned();
    }
    let number = |test: &dyn Fn(&Dated) -> bool| changes.iter().filter(|dated| test(dated)).count();
    let kind = |kinds: &'static [ChangeKind]| move |dated: &Dated| kinds.contains(&dated.change.kind);
    let goal = |direction: Verdict| {
        move |dated: &Dated| dated.change.direction == direction && is_goal(dated.change.kind)
    };
    let mut parts = Vec::new();
    let mut part = |number: usize, words: &dyn Fn(usize) -> String| {
        if number > 0 {
            parts.push(words(number));
        }
    };
    let loosened = number(&goal(Verdict::Loosened));
    let untold = number(&|dated: &Dated| goal(Verdict::Loosened)(dated) && dated.change.declared.is_none());
    part(loosened, &|n| match untold {
        0 => format!("{} loosened, with a reason", count(n, "goal")),
        all if all == n => format!("{} loosened with no reason given", count(n, "goal")),
        some => format!("{} loosened, {some} with no reason given", count(n, "goal")),
    });
    part(number(&goal(Verdict::Redefined)), &|n| format!("{} redefined", count(n, "goal")));
    part(number(&goal(Verdict::Tightened)), &|n| format!("{} tightened", count(n, "goal")));
    part(number(&kind(&[ChangeKind::KeyResultDropped])), &|n| format!("{} dropped", count(n, "key result")));
    part(number(&kind(&[ChangeKind::KeyResultRemoved])), &|n| format!("{} removed", count(n, "key result")));
    part(number(&kind(&[ChangeKind::ObjectiveRemoved])), &|n| format!("{} removed", count(n, "objective")));
    part(number(&kind(&[ChangeKind::GuardrailRemoved])), &|n| format!("{} removed", count(n, "guardrail")));
    part(number(&kind(&[ChangeKind::CheckInRewritten, ChangeKind::CheckInRemoved])), &|n| {
        format!("{} rewritten", count(n, "check-in"))
    });
    part(number(&kind(&[ChangeKind::ObjectiveAdded])), &|n| format!("{} added", count(n, "objective")));
    part(number(&kind(&[ChangeKind::KeyResultAdded])), &|n| format!("{} added", count(n, "key result")));
    part(number(&kind(&[ChangeKind::CheckInAdded])), &|n| count(n, "check-in"));
    let told: usize = changes.iter().filter(|dated| is_counted(dated)).count();
    part(changes.len() - told, &|n| format!("{n} other change{}", if n == 1 { "" } else { "s" }));
    let sentence = joined(&parts);
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// Fields whose move makes a goal easier or harder.
fn is_goal(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::TargetChanged
            | ChangeKind::LimitChanged
            | ChangeKind::BaselineChanged
            | ChangeKind::HoldChanged
            | ChangeKind::CommitmentChanged
            | ChangeKind::MetricChanged
            | ChangeKind::UnitChanged
            | ChangeKind::SourceChanged
            | ChangeKind::DirectionChanged
    )
}

fn is_counted(dated: &Dated) -> bool {
    (is_goal(dated.change.kind) && dated.change.direction != Verdict::Neutral)
        || matches!(
            dated.change.kind,
            ChangeKind::KeyResultDropped
                | ChangeKind::KeyResultRemoved
                | ChangeKind::ObjectiveRemoved
                | ChangeKind::GuardrailRemoved
                | ChangeKind::CheckInRewritten
                | ChangeKind::CheckInRemoved
                | ChangeKind::ObjectiveAdded
                | ChangeKind::KeyResultAdded
                | ChangeKind::CheckInAdded
        )
}
