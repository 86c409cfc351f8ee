//! One key result or guardrail in the cycle that opens.

use super::title::{self, Tells};
use super::{Fate, Step, absolute};
use crate::model::{Bound, Direction, Guardrail, Id, KeyResult, Objective, Quantity, Ref, Stated, Target};
use crate::score::{AsOf, Measurement};

/// What goes on.
pub(super) enum Part {
    KeyResult(Box<KeyResult>),
    Guardrail(Box<Guardrail>),
    None,
}

/// Goes on from its last value; where it was never measured, from its old baseline.
pub(super) fn unfinished(old: &KeyResult, objective: &Objective, as_of: &AsOf) -> (Part, Fate) {
    let score = Measurement::of(old, objective).score(as_of);
    let last = score.value_in(&old.check_ins).and_then(|check_in| check_in.value.value());
    let mut new = afresh(old);
    if let Some(value) = last {
        new.baseline = Some(Stated::Value(value.clone()));
        // It shall go back to where it was good: the way there is a way, not a stay.
        let is_range = old.target_value().is_some_and(|target| matches!(target.bound(), Bound::Range(..)));
        new.direction = old.direction.filter(|way| *way != Direction::Maintain || is_range);
        new.title = title::moved(old, value);
    }
    let fate = Fate::Carried {
        baseline: new.baseline.as_ref().map(|stated| stated.text().to_owned()),
        target: new.target.as_ref().map(|stated| stated.text().to_owned()),
        measured: last.is_some(),
    };
    (Part::KeyResult(Box::new(new)), fate)
}

/// A win is guarded: by a guardrail where its objective goes on, else as a key result to maintain.
pub(super) fn won(
    old: &KeyResult,
    objective: &Objective,
    as_of: &AsOf,
    own: &Ref,
    work_is_left: bool,
) -> (Part, Fate) {
    let measurement = Measurement::of(old, objective);
    let limit = limit(old);
    if work_is_left
        && !measurement.is_maintaining()
        && let Some(limit) = &limit
    {
        let fate = Fate::Guarded(limit.text().to_owned());
        return (Part::Guardrail(Box::new(guardrail(old, limit, own))), fate);
    }
    let last = measurement.score(as_of).value_in(&old.check_ins).and_then(|check_in| check_in.value.value());
    let mut new = afresh(old);
    if let Some(value) = last {
        new.baseline = Some(Stated::Value(value.clone()));
    }
    if let Some(limit) = limit {
        new.target = Some(Stated::Value(limit));
    }
    new.direction = Some(Direction::Maintain);
    let target = new.target.as_ref().map(|stated| stated.text().to_owned()).unwrap_or_default();
    if !measurement.is_maintaining() || title::tells(old, old.baseline_quantity()) == Tells::Once {
        new.title = title::kept(old, &target);
    }
    (Part::KeyResult(Box::new(new)), Fate::Maintained(target))
}

/// The target with the side that is good: `<= 200 ms` for a bare `200 ms` to come down to. Nothing where no
/// side is known.
fn limit(old: &KeyResult) -> Option<Target> {
    let target = old.target_value()?;
    match target.bound() {
        Bound::Compare(..) | Bound::Range(..) => Some(target.clone()),
        Bound::Reach(goal) => {
            let way = target.implied_direction(old.baseline_quantity()).or(old.direction);
            let side = target.comparison(way)?;
            let text = format!("{} {}", side.as_str(), goal.text());
            Target::parse(&text).ok().map(|limit| limit.or_unit(goal.unit()))
        }
    }
}

fn guardrail(old: &KeyResult, limit: &Target, own: &Ref) -> Guardrail {
    let told = old.title.as_deref().is_some_and(|title| title.contains(|c: char| c.is_ascii_digit()));
    Guardrail {
        index: 0,
        id: old.id.clone(),
        // What fell from 300 to 200 ms is told by metric and limit now.
        title: old.title.clone().filter(|_| !told || old.metric.is_none()),
        metric: old.metric.clone(),
        limit: Some(Stated::Value(limit.clone())),
        unit: old.unit.clone(),
        source: old.source.clone(),
        continues: Some(absolute(own)),
        formerly: None,
        check_ins: Vec::new(),
        amendments: Vec::new(),
        allow: Vec::new(),
    }
}

/// A guardrail goes on as it is, without its record.
pub(super) fn kept(old: &Guardrail, team: &Id, step: Step) -> Guardrail {
    let continues = old.continues.as_ref().map(|reference| absolute(&reference.resolve(&step.from, team)));
    Guardrail { continues, formerly: None, check_ins: Vec::new(), amendments: Vec::new(), ..old.clone() }
}

/// The same goal without what belongs to the cycle that ends. It goes on under the same id, so its lineage
/// needs no words.
fn afresh(old: &KeyResult) -> KeyResult {
    KeyResult {
        continues: None,
        formerly: None,
        status: None,
        check_ins: Vec::new(),
        amendments: Vec::new(),
        ..old.clone()
    }
}

/// The quantity a target leads to, for titles.
pub(super) fn goal(old: &KeyResult) -> Option<&Quantity> {
    old.target_value().map(|target| target.goal(old.baseline_quantity()))
}
