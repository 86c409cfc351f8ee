//! The history as the contract's JSON.

use serde_json::{Map, Value, json};

use super::HistoryReport;
use crate::abreast::few_in_order;
use crate::history::{
    CycleAccount, DimensionScores, GuardrailAccount, KeyResultAccount, ObjectiveAccount, Shift, TeamAccount,
};
use crate::model::{Dimension, Quantity, Stated, Target};
use crate::render::json as write;
use crate::report::changes::value;
use crate::score::{Awesome, Pair};

/// The whole report. Cycles are written side by side, each by itself: a long history has tens of megabytes of them.
pub fn history_json(report: &HistoryReport<'_>) -> String {
    let accounts: Vec<_> = report.reported().collect();
    let cycles = few_in_order(&accounts, |account| write::part(&cycle(report, account)));
    write::document_in_parts(&around(report), "cycles", &cycles)
}

/// What stands around the cycles.
fn around(report: &HistoryReport<'_>) -> Map<String, Value> {
    let whole = &report.completeness;
    let gaps: Vec<Value> =
        whole
            .gaps
            .iter()
            .map(|gap| {
                json!({
                    "commit": gap.commit.id,
                    "date": gap.commit.date.to_string(),
                    "path": gap.path,
                    "error": gap.error,
                })
            })
            .chain(whole.lost_commits.iter().map(
                |(commit, error)| json!({ "commit": commit, "date": null, "path": null, "error": error }),
            ))
            .collect();
    let backdated: Vec<Value> = whole
        .backdated
        .iter()
        .map(|own| {
            json!({
                "commit": own.commit.id,
                "date": own.commit.date.to_string(),
                "after": own.after.id,
                "after_date": own.after.date.to_string(),
            })
        })
        .collect();
    let incomplete = whole
        .incomplete_before
        .as_ref()
        .map(|(commit, date)| json!({ "commit": commit, "date": date.to_string() }));
    let fields = [
        ("organisation", json!(report.history.settings.organisation)),
        ("cycles", json!([])),
        ("gaps", json!(gaps)),
        ("complete", json!(whole.incomplete_before.is_none())),
        ("incomplete_before", json!(incomplete)),
        ("commits", json!(whole.commits)),
        ("backdated", json!(backdated)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn cycle(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Value {
    let key_results: Vec<Value> = account
        .key_results
        .iter()
        .filter(|own| report.wants(&own.reference().team))
        .map(|own| key_result(report, own))
        .collect();
    let objectives: Vec<Value> =
        account.objectives.iter().filter(|own| report.wants(&own.reference.team)).map(objective).collect();
    let teams: Vec<Value> = account.teams.iter().filter(|own| report.wants(&own.team)).map(team).collect();
    let (original, last) = account.dimensions.awesome();
    json!({
        "cycle": account.cycle.to_string(),
        "starts": account.span.starts.to_string(),
        "ends": account.span.ends.to_string(),
        "days": account.span.days(),
        "over": account.is_over,
        "key_results": key_results,
        "objectives": objectives,
        "guardrails": account
            .guardrails
            .iter()
            .filter(|own| report.wants(&own.reference.team))
            .map(|own| json!({
                "ref": own.reference.to_string(),
                "objective": own.objective.to_string(),
                "limit": own.guardrail.limit.as_ref().map_or(Value::Null, target),
                "breached": own.score.breached,
                "breaches": own.score.breaches.len(),
                "breached_on": breached_on(own),
            }))
            .collect::<Vec<_>>(),
        "other_shifts": other_shifts(report, account),
        "teams": teams,
        "dimensions": dimensions(&account.dimensions),
        "awesome": awesome(&original, &last),
    })
}

/// The days on which a guardrail was found breached.
fn breached_on(own: &GuardrailAccount<'_>) -> Vec<String> {
    let check_ins = &own.guardrail.check_ins;
    let of = |index: &usize| check_ins.iter().find(|check_in| check_in.index == *index);
    own.score.breaches.iter().filter_map(of).map(|check_in| check_in.date.to_string()).collect()
}

fn key_result(report: &HistoryReport<'_>, own: &KeyResultAccount<'_>) -> Value {
    let (first, last) = (own.timeline.original.key_result(), own.timeline.last.key_result());
    let quantity = |stated: Option<&Stated<Quantity>>| stated.map_or(Value::Null, write::stated_quantity);
    let goal = |stated: Option<&Stated<Target>>| stated.map_or(Value::Null, target);
    let shifts: Vec<Value> = own
        .timeline
        .shifts
        .iter()
        .zip(&own.effects)
        .map(|(shift, effect)| self::shift(report, shift, effect.as_ref()))
        .collect();
    json!({
        "ref": own.reference().to_string(),
        "formerly": own.timeline.formerly.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "lineage": own.lineage.to_string(),
        "title": last.title,
        "team": own.reference().team.to_string(),
        "objective": own.objective().to_string(),
        "dimension": own.dimension().map(Dimension::as_str),
        "commitment": own.commitment.as_str(),
        "direction": last.direction().map(crate::model::Direction::as_str),
        "baseline": {
            "original": quantity(first.baseline.as_ref()),
            "final": quantity(last.baseline.as_ref()),
        },
        "target": { "original": goal(first.target.as_ref()), "final": goal(last.target.as_ref()) },
        "final_value": own.final_value().map_or(Value::Null, write::quantity),
        "score": pair(&own.score),
        "shift_gain": write::gain(&own.score.gain()),
        "state": own.state.as_str(),
        "band": own.band.map(crate::score::Band::as_str),
        "original_band": own.original_band.map(crate::score::Band::as_str),
        "late": own.timeline.late,
        "added": own.timeline.born.date.to_string(),
        "removed": own.timeline.removed.as_ref().map(|commit| commit.date.to_string()),
        "shifts": shifts,
    })
}

fn shift(report: &HistoryReport<'_>, shift: &Shift, effect: Option<&Pair>) -> Value {
    let change = shift.change();
    let zone = &report.history.settings.calendar.timezone;
    json!({
        "kind": change.kind.as_str(),
        "commit": shift.commit.id,
        "date": shift.date().to_string(),
        "committed": write::moment(shift.commit.committed, zone),
        "author": shift.commit.author,
        "field": change.field.map(crate::change::Field::as_str),
        "before": value(change.before.as_ref()),
        "after": value(change.after.as_ref()),
        "direction": change.direction.as_str(),
        "day": shift.dated.day,
        "days": shift.dated.days,
        "settled": shift.is_settled(),
        "declared": change.declared.is_some(),
        "reason": change.declared.as_ref().map(|declared| declared.reason.clone()),
        "effect": effect.map(|pair| json!({
            "before": write::score(&pair.original),
            "after": write::score(&pair.final_),
        })),
    })
}

/// Shifts of objectives and guardrails.
fn other_shifts(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Vec<Value> {
    let own = report.history.other_shifts.iter().filter(|own| {
        let subject = &own.change().subject;
        subject.cycle == account.cycle && report.wants(&subject.team)
    });
    own.map(|own| {
        let mut value = shift(report, own, None);
        if let Some(map) = value.as_object_mut() {
            map.insert("ref".to_owned(), json!(own.change().subject.to_string()));
            map.insert("item".to_owned(), json!(own.change().item.as_str()));
        }
        value
    })
    .collect()
}

fn objective(own: &ObjectiveAccount<'_>) -> Value {
    json!({
        "ref": own.reference.to_string(),
        "title": own.objective.title,
        "team": own.reference.team.to_string(),
        "dimension": own.objective.dimension.map(Dimension::as_str),
        "commitment": own.objective.commitment.map(crate::model::Commitment::as_str),
        "score": own.score.as_ref().map(pair),
        "band": own.band.map(crate::score::Band::as_str),
        "hollow": own.hollow,
    })
}

fn team(own: &TeamAccount) -> Value {
    let (original, last) = own.dimensions.awesome();
    json!({
        "team": own.team.to_string(),
        "name": own.name,
        "dimensions": dimensions(&own.dimensions),
        "awesome": awesome(&original, &last),
        "hollow": last.hollow,
        "shift_gain": own.shift_gain.as_ref().map(write::gain),
    })
}

fn dimensions(scores: &DimensionScores) -> Value {
    Dimension::ALL
        .iter()
        .map(|&dimension| {
            (dimension.as_str().to_owned(), scores.pair(dimension).map_or(Value::Null, |own| pair(&own)))
        })
        .collect::<Map<_, _>>()
        .into()
}

fn awesome(original: &Awesome, last: &Awesome) -> Value {
    json!({
        "original": write::score(&original.score),
        "final": write::score(&last.score),
        "hollow": last.hollow,
    })
}

fn pair(pair: &Pair) -> Value {
    json!({ "original": write::score(&pair.original), "final": write::score(&pair.final_) })
}

fn target(stated: &Stated<Target>) -> Value {
    write::stated_target(stated)
}
