//! Opens the next cycle from the last one: what is unfinished goes on from where it stands, what was won is
//! guarded, what was dropped stays behind. Pure: a snapshot comes in, new sheets go out.

mod item;
mod title;

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Allow, Cycle, Guardrail, Id, KeyResult, Objective, Ref, Reference, Sheet};
use crate::score::{AsOf, Measurement, State};
use crate::snapshot::{Item, Snapshot};

/// From which cycle to which, as things stand on a day.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The cycle that ends.
    pub from: Cycle,
    /// The cycle that opens.
    pub to: Cycle,
    /// The day by which the last values count.
    pub today: Date,
}

/// A team's sheet for the next cycle, and what became of each goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Rolled {
    /// The sheet; without objectives where all of it stays behind.
    pub sheet: Sheet,
    /// What became of each key result, guardrail and objective that stays behind, in the order of the old
    /// sheet.
    pub fates: Vec<(Id, Fate)>,
}

/// What becomes of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Unfinished: goes on from its last value to the same target.
    Carried {
        /// The baseline from now on, as written; nothing where it never had one.
        baseline: Option<String>,
        /// The target, as written.
        target: Option<String>,
        /// Whether it was ever measured.
        measured: bool,
    },
    /// Won: a guardrail of the same id keeps it, with this limit.
    Guarded(String),
    /// Won, with one other key result or none left to do in its objective: goes on as a key result to maintain, with this target.
    Maintained(String),
    /// A guardrail goes on.
    Kept,
    /// Dropped: stays behind.
    Dropped,
    /// An objective in which nothing is left to do.
    Finished,
}

/// Rolls the sheets of some teams over. References to what is opened with them, or stands in the next cycle
/// already, follow; others go on pointing to the cycle that ends.
pub fn roll_over(snapshot: &Snapshot, teams: &[Id], step: Step) -> Vec<Rolled> {
    let mut all: Vec<Rolled> = teams.iter().map(|team| team_sheet(snapshot, team, step)).collect();
    let opened: Vec<Ref> = all
        .iter()
        .flat_map(|rolled| {
            let sheet = &rolled.sheet;
            sheet.objectives.iter().map(|objective| Ref {
                cycle: sheet.cycle,
                team: sheet.team.clone(),
                id: objective.id.clone(),
            })
        })
        .collect();
    let stands = |reference: &Ref| {
        opened.contains(reference) || matches!(snapshot.get(reference), Some(Item::Objective(_)))
    };
    for rolled in &mut all {
        let team = rolled.sheet.team.clone();
        for objective in &mut rolled.sheet.objectives {
            for reference in &mut Arc::make_mut(objective).supports {
                *reference = follow(reference, &team, step, &stands);
            }
        }
    }
    all
}

/// A reference of the old sheet as the new one writes it.
fn follow(reference: &Reference, team: &Id, step: Step, stands: &dyn Fn(&Ref) -> bool) -> Reference {
    let full = reference.resolve(&step.from, team);
    if full.cycle == step.from && stands(&Ref { cycle: step.to, ..full.clone() }) {
        let team = (full.team != *team).then_some(full.team);
        return Reference { cycle: None, team, id: full.id };
    }
    absolute(&full)
}

/// A reference that means the same in any sheet.
fn absolute(full: &Ref) -> Reference {
    Reference { cycle: Some(full.cycle), team: Some(full.team.clone()), id: full.id.clone() }
}

fn team_sheet(snapshot: &Snapshot, team: &Id, step: Step) -> Rolled {
    let mut sheet = Sheet { cycle: step.to, team: team.clone(), objectives: Vec::new(), allow: Vec::new() };
    let mut fates = Vec::new();
    let as_of = AsOf::new(&snapshot.settings.calendar, &step.from, step.today);
    for (_, old) in snapshot.sheets_of(step.from, team) {
        for allow in &old.allow {
            if !sheet.allow.contains(allow) {
                sheet.allow.push(Allow { index: sheet.allow.len(), ..allow.clone() });
            }
        }
        for objective in &old.objectives {
            sheet.objectives.extend(self::objective(objective, team, step, &as_of, &mut fates).map(Arc::new));
        }
    }
    for (index, objective) in sheet.objectives.iter_mut().enumerate() {
        Arc::make_mut(objective).index = index;
    }
    Rolled { sheet, fates }
}

fn objective(
    old: &Objective,
    team: &Id,
    step: Step,
    as_of: &AsOf,
    fates: &mut Vec<(Id, Fate)>,
) -> Option<Objective> {
    let state = |key_result: &KeyResult| Measurement::of(key_result, old).score(as_of).state;
    let unfinished = |key_result: &KeyResult| {
        let state = state(key_result);
        state != State::Dropped && !state.is_won()
    };
    // One number is easily had at the cost of others: where only one is left, a win stays beside it.
    let work_is_left = old.key_results.iter().filter(|own| unfinished(own)).count() > 1;
    let mut key_results: Vec<KeyResult> = Vec::new();
    let mut guardrails: Vec<Guardrail> = Vec::new();
    for key_result in &old.key_results {
        let own = Ref { cycle: step.from, team: team.clone(), id: key_result.id.clone() };
        let (part, fate) = match state(key_result) {
            State::Dropped | State::Removed => (item::Part::None, Fate::Dropped),
            state if state.is_won() => item::won(key_result, old, as_of, &own, work_is_left),
            _ => item::unfinished(key_result, old, as_of),
        };
        match part {
            item::Part::KeyResult(new) => key_results.push(*new),
            item::Part::Guardrail(new) => guardrails.push(*new),
            item::Part::None => {}
        }
        fates.push((key_result.id.clone(), fate));
    }
    if key_results.is_empty() {
        fates.push((old.id.clone(), Fate::Finished));
        return None;
    }
    for guardrail in &old.guardrails {
        guardrails.push(item::kept(guardrail, team, step));
        fates.push((guardrail.id.clone(), Fate::Kept));
    }
    for (index, key_result) in key_results.iter_mut().enumerate() {
        key_result.index = index;
    }
    for (index, guardrail) in guardrails.iter_mut().enumerate() {
        guardrail.index = index;
    }
    let key_results = key_results.into_iter().map(Arc::new).collect();
    let guardrails = guardrails.into_iter().map(Arc::new).collect();
    Some(Objective { key_results, guardrails, amendments: Vec::new(), ..old.clone() })
}

#[cfg(test)]
mod tests;
