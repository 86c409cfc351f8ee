//! What a file that is only partly understood said before stays in force: what is unreadable is unknown,
//! not gone. So a slip of the pen is told as what it is, and not as a target that was taken away.

use std::sync::Arc;

use crate::model::{Guardrail, KeyResult, Objective, Ref, Sheet};

/// The sheet as far as it was understood (nothing where it was not at all), with what `known`, the same
/// file before, says of the rest. `stands` tells of an identity whether it was understood, in this file or
/// in another.
pub(super) fn recall(understood: Option<&Sheet>, known: &Sheet, stands: &dyn Fn(&Ref) -> bool) -> Sheet {
    let mut sheet = understood.cloned().unwrap_or_else(|| Sheet { objectives: Vec::new(), ..known.clone() });
    if sheet.cycle != known.cycle || sheet.team != known.team {
        return sheet;
    }
    let missing = |id: &crate::model::Id| {
        !stands(&Ref { cycle: known.cycle, team: known.team.clone(), id: id.clone() })
    };
    for old in &known.objectives {
        let key_results: Vec<_> = old.key_results.iter().filter(|k| missing(&k.id)).cloned().collect();
        let guardrails: Vec<_> = old.guardrails.iter().filter(|g| missing(&g.id)).cloned().collect();
        match sheet.objectives.iter_mut().find(|objective| objective.id == old.id) {
            Some(objective) => {
                let objective = Arc::make_mut(objective);
                recall_objective(objective, old);
                objective.key_results.extend(key_results);
                objective.guardrails.extend(guardrails);
            }
            None if missing(&old.id) => {
                let recalled = Objective { key_results, guardrails, ..Objective::clone(old) };
                sheet.objectives.push(Arc::new(recalled));
            }
            None => {}
        }
    }
    sheet
}

/// Fields that are missing are taken from before; those that stand are left as they are.
fn recall_objective(objective: &mut Objective, old: &Objective) {
    let Objective {
        index: _,
        id: _,
        title,
        why,
        dimension,
        commitment,
        supports,
        owner,
        key_results,
        guardrails,
        amendments,
        allow: _, // may be taken out at any time
    } = objective;
    or_before(title, old.title.as_ref());
    or_before(why, old.why.as_ref());
    or_before(dimension, old.dimension.as_ref());
    or_before(commitment, old.commitment.as_ref());
    if supports.is_empty() {
        supports.clone_from(&old.supports);
    }
    or_before(owner, old.owner.as_ref());
    for key_result in key_results {
        if let Some(old) = old.key_results.iter().find(|other| other.id == key_result.id) {
            recall_key_result(Arc::make_mut(key_result), old);
        }
    }
    for guardrail in guardrails {
        if let Some(old) = old.guardrails.iter().find(|other| other.id == guardrail.id) {
            recall_guardrail(Arc::make_mut(guardrail), old);
        }
    }
    or_longer(amendments, &old.amendments);
}

fn recall_key_result(key_result: &mut KeyResult, old: &KeyResult) {
    let KeyResult {
        index: _,
        id: _,
        title,
        metric,
        baseline,
        target,
        unit,
        direction,
        hold,
        weight,
        source,
        continues,
        formerly: _, // a remark for pairing
        status,
        owner,
        commitment,
        check_ins,
        amendments,
        allow: _,
    } = key_result;
    or_before(title, old.title.as_ref());
    or_before(metric, old.metric.as_ref());
    or_before(baseline, old.baseline.as_ref());
    or_before(target, old.target.as_ref());
    or_before(unit, old.unit.as_ref());
    or_before(direction, old.direction.as_ref());
    or_before(hold, old.hold.as_ref());
    or_before(weight, old.weight.as_ref());
    or_before(source, old.source.as_ref());
    or_before(continues, old.continues.as_ref());
    or_before(status, old.status.as_ref());
    or_before(owner, old.owner.as_ref());
    or_before(commitment, old.commitment.as_ref());
    or_longer(check_ins, &old.check_ins);
    or_longer(amendments, &old.amendments);
}

fn recall_guardrail(guardrail: &mut Guardrail, old: &Guardrail) {
    let Guardrail {
        index: _,
        id: _,
        title,
        metric,
        limit,
        unit,
        source,
        continues,
        formerly: _,
        check_ins,
        amendments,
        allow: _,
    } = guardrail;
    or_before(title, old.title.as_ref());
    or_before(metric, old.metric.as_ref());
    or_before(limit, old.limit.as_ref());
    or_before(unit, old.unit.as_ref());
    or_before(source, old.source.as_ref());
    or_before(continues, old.continues.as_ref());
    or_longer(check_ins, &old.check_ins);
    or_longer(amendments, &old.amendments);
}

fn or_before<T: Clone>(field: &mut Option<T>, old: Option<&T>) {
    if field.is_none() {
        *field = old.cloned();
    }
}

/// A record that lost entries lost them to what could not be read.
fn or_longer<T: Clone>(record: &mut Vec<T>, old: &[T]) {
    if record.len() < old.len() {
        record.clear();
        record.extend_from_slice(old);
    }
}
