//! The account of a cycle: what each key result came to, against the goal as first written and as it
//! ended, and the means above it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{History, Lineages, Shift, Timeline, Version};
use crate::abreast;
use crate::model::{
    CheckIn, Commitment, Cycle, CycleSpan, Dimension, Exact, Id, Objective, Quantity, Ref, Sheet,
};
use crate::score::{
    AsOf, Awesome, Band, Dimensions, Ended, GuardrailScore, Measurement, Member, ObjectiveScore, Pair, State,
};

/// One cycle, as it was at the end of the history or at the end of a day.
#[derive(Debug)]
pub struct CycleAccount<'a> {
    /// Which.
    pub cycle: Cycle,
    /// Its days.
    pub span: CycleSpan,
    /// Whether its last day has passed.
    pub is_over: bool,
    /// Its key results, by reference.
    pub key_results: Vec<KeyResultAccount<'a>>,
    /// Its objectives, by reference.
    pub objectives: Vec<ObjectiveAccount<'a>>,
    /// Its guardrails, by reference.
    pub guardrails: Vec<GuardrailAccount<'a>>,
    /// Its teams, by id.
    pub teams: Vec<TeamAccount>,
    /// Over all objectives.
    pub dimensions: DimensionScores,
}

/// What a key result came to.
#[derive(Debug)]
pub struct KeyResultAccount<'a> {
    /// Its position among [`History::timelines`].
    pub position: usize,
    /// Its way through the cycle.
    pub timeline: &'a Timeline,
    /// The oldest member of its lineage.
    pub lineage: &'a Ref,
    /// How firmly it was promised at the end.
    pub commitment: Commitment,
    /// Against the goal as first written, and as it ended.
    pub score: Pair,
    /// Where it stands.
    pub state: State,
    /// The band of the final score; none for one that was dropped or removed.
    pub band: Option<Band>,
    /// The band of the original score.
    pub original_band: Option<Band>,
    /// The check-in whose value counts.
    pub value: Option<&'a CheckIn>,
    /// The share of a steady pace, while the cycle runs.
    pub pace: Option<Exact>,
    /// The score of the last value against each goal a shift left behind and brought in; in the order of
    /// `timeline.shifts`.
    pub effects: Vec<Option<Pair>>,
}

/// What an objective came to.
#[derive(Debug)]
pub struct ObjectiveAccount<'a> {
    /// Its identity.
    pub reference: Ref,
    /// As its sheet says it.
    pub objective: &'a Objective,
    /// The weighted means; nothing where no key result is left to grade.
    pub score: Option<Pair>,
    /// The band of the final score: red where it is hollow.
    pub band: Option<Band>,
    /// Whether a guardrail is breached.
    pub hollow: bool,
}

/// How a guardrail held.
#[derive(Debug)]
pub struct GuardrailAccount<'a> {
    /// Its identity.
    pub reference: Ref,
    /// The objective it guards.
    pub objective: Ref,
    /// As its sheet says it.
    pub guardrail: &'a crate::model::Guardrail,
    /// How it held.
    pub score: GuardrailScore,
}

/// A team in a cycle.
#[derive(Debug)]
pub struct TeamAccount {
    /// Its id.
    pub team: Id,
    /// Its name.
    pub name: String,
    /// The means of its objectives.
    pub dimensions: DimensionScores,
    /// What the shifts of its goals were worth on average; nothing where nothing is graded.
    pub shift_gain: Option<Exact>,
}

/// The three dimensions and their sum, twice.
#[derive(Debug, Clone)]
pub struct DimensionScores {
    /// Against the goals as first written.
    pub original: Dimensions,
    /// Against the goals as they ended.
    pub final_: Dimensions,
}

impl DimensionScores {
    /// One dimension.
    pub fn pair(&self, dimension: Dimension) -> Option<Pair> {
        Some(Pair {
            original: self.original.get(dimension)?.clone(),
            final_: self.final_.get(dimension)?.clone(),
        })
    }

    /// The sums.
    pub fn awesome(&self) -> (Awesome, Awesome) {
        (self.original.awesome(), self.final_.awesome())
    }

    /// Whether there is nothing to sum.
    pub fn is_empty(&self) -> bool {
        Dimension::ALL.iter().all(|&dimension| self.final_.get(dimension).is_none())
    }
}

/// The accounts of all cycles, oldest first, as they stand at the end of `today`. Cycles are scored side by
/// side.
pub fn accounts<'a>(history: &'a History, lineages: &Lineages, today: Date) -> Vec<CycleAccount<'a>> {
    let calendar = &history.settings.calendar;
    let mut cycles: BTreeSet<Cycle> = history.timelines.iter().map(|t| t.reference.cycle).collect();
    cycles.extend(history.sheets.iter().map(|(_, sheet)| sheet.cycle));
    let cycles: Vec<Cycle> = cycles.into_iter().collect();
    let mut accounts = abreast::few_in_order(&cycles, |&cycle| account(history, lineages, cycle, today));
    accounts.sort_by_key(|account| {
        (calendar.span(&account.cycle).starts, std::cmp::Reverse(account.span.ends), account.cycle)
    });
    accounts
}

fn account<'a>(history: &'a History, lineages: &Lineages, cycle: Cycle, today: Date) -> CycleAccount<'a> {
    let as_of = AsOf::new(&history.settings.calendar, &cycle, today);
    let key_results: Vec<_> = history
        .timelines
        .iter()
        .enumerate()
        .filter(|(_, timeline)| timeline.reference.cycle == cycle)
        .map(|(position, timeline)| key_result(history, lineages, position, timeline, &as_of))
        .collect();
    let sheets: Vec<&Sheet> =
        history.sheets.iter().map(|(_, sheet)| &**sheet).filter(|sheet| sheet.cycle == cycle).collect();
    let guardrails = guardrails(&sheets, &as_of);
    let objectives = objectives(&sheets, &key_results, &guardrails);
    let teams = teams(history, &sheets, &objectives, &key_results);
    CycleAccount {
        cycle,
        span: as_of.span(),
        is_over: as_of.is_over(),
        dimensions: dimensions(&objectives),
        key_results,
        objectives,
        guardrails,
        teams,
    }
}

fn key_result<'a>(
    history: &'a History,
    lineages: &Lineages,
    position: usize,
    timeline: &'a Timeline,
    as_of: &AsOf,
) -> KeyResultAccount<'a> {
    let mut last = measurement(&timeline.last);
    if timeline.removed.is_some() {
        last.ended = Some(Ended::Removed);
    }
    let final_ = last.score(as_of);
    let first = last.against(&measurement(&timeline.original));
    // Most goals end as they were first written.
    let original = if first.asks_the_same(&last) { final_.clone() } else { first.score(as_of) };
    let value = final_.value_in(last.check_ins);
    KeyResultAccount {
        position,
        timeline,
        lineage: &history.timelines[lineages.root(position)].reference,
        commitment: last.commitment,
        state: final_.state,
        band: final_.band,
        original_band: original.band,
        pace: final_.pace.clone(),
        effects: timeline.shifts.iter().map(|shift| effect(&last, shift, as_of)).collect(),
        score: Pair { original: original.score, final_: final_.score },
        value,
    }
}

fn measurement(version: &Version) -> Measurement<'_> {
    Measurement::of(version.key_result(), version.objective())
}

/// What a shift of the target or the baseline did to the score, all else as it ended.
fn effect(last: &Measurement<'_>, shift: &Shift, as_of: &AsOf) -> Option<Pair> {
    use crate::change::{Field, Value};
    let change = shift.change();
    let with = |value: Option<&Value>| -> Option<Exact> {
        let mut goal = *last;
        match (change.field?, value?) {
            (Field::Target, Value::Target(target)) => {
                goal.target = Some(target);
                goal.direction = target.implied_direction(goal.baseline).or(goal.direction);
            }
            (Field::Baseline, Value::Quantity(quantity)) => goal.baseline = Some(quantity),
            _ => return None,
        }
        Some(goal.progress(as_of))
    };
    Some(Pair { original: with(change.before.as_ref())?, final_: with(change.after.as_ref())? })
}

fn guardrails<'a>(sheets: &[&'a Sheet], as_of: &AsOf) -> Vec<GuardrailAccount<'a>> {
    let mut list: Vec<_> = sheets
        .iter()
        .flat_map(|sheet| {
            sheet.objectives.iter().flat_map(move |objective| {
                objective.guardrails.iter().map(move |guardrail| GuardrailAccount {
                    reference: reference(sheet, &guardrail.id),
                    objective: reference(sheet, &objective.id),
                    guardrail,
                    score: GuardrailScore::of(guardrail, as_of),
                })
            })
        })
        .collect();
    list.sort_by(|a, b| a.reference.cmp(&b.reference));
    list
}

fn objectives<'a>(
    sheets: &[&'a Sheet],
    key_results: &[KeyResultAccount<'_>],
    guardrails: &[GuardrailAccount<'_>],
) -> Vec<ObjectiveAccount<'a>> {
    let mut rails: BTreeMap<&Ref, Vec<GuardrailScore>> = BTreeMap::new();
    for guardrail in guardrails {
        rails.entry(&guardrail.objective).or_default().push(guardrail.score.clone());
    }
    let mut list: Vec<_> = sheets
        .iter()
        .flat_map(|sheet| sheet.objectives.iter().map(move |objective| (*sheet, objective)))
        .map(|(sheet, objective)| {
            let own = reference(sheet, &objective.id);
            let of_team = of_team(key_results, &sheet.team, KeyResultAccount::reference);
            let members: Vec<&KeyResultAccount<'_>> = objective
                .key_results
                .iter()
                .filter_map(|key_result| {
                    let at = of_team.binary_search_by(|own| own.reference().id.cmp(&key_result.id)).ok()?;
                    of_team.get(at)
                })
                .collect();
            let rails: &[GuardrailScore] = rails.get(&own).map_or(&[], Vec::as_slice);
            let mean = |which: fn(&Pair) -> &Exact, version: fn(&Timeline) -> &Version| {
                let members: Vec<Member<'_>> = members
                    .iter()
                    .map(|account| Member {
                        score: which(&account.score),
                        weight: version(account.timeline).key_result().weight,
                        state: account.state,
                    })
                    .collect();
                ObjectiveScore::of(&members, rails, objective.commitment)
            };
            let original = mean(|pair| &pair.original, |timeline| &timeline.original);
            let last = mean(|pair| &pair.final_, |timeline| &timeline.last);
            ObjectiveAccount {
                reference: own,
                objective,
                score: original.score.zip(last.score).map(|(original, final_)| Pair { original, final_ }),
                band: last.band,
                hollow: last.hollow,
            }
        })
        .collect();
    list.sort_by(|a, b| a.reference.cmp(&b.reference));
    list
}

fn dimensions(objectives: &[ObjectiveAccount<'_>]) -> DimensionScores {
    let of = |which: fn(&Pair) -> &Exact| {
        let own = |account: &'_ ObjectiveAccount<'_>| account.objective.dimension;
        Dimensions::of(objectives.iter().map(|account| (own(account), account.score.as_ref().map(which))))
    };
    DimensionScores { original: of(|pair| &pair.original), final_: of(|pair| &pair.final_) }
}

/// The part of a list that is one team's: it is in the order of references, and of one cycle.
fn of_team<'a, T>(list: &'a [T], team: &Id, reference: fn(&T) -> &Ref) -> &'a [T] {
    let start = list.partition_point(|item| reference(item).team < *team);
    let end = list.partition_point(|item| reference(item).team <= *team);
    list.get(start..end).unwrap_or_default()
}

fn teams(
    history: &History,
    sheets: &[&Sheet],
    objectives: &[ObjectiveAccount<'_>],
    key_results: &[KeyResultAccount<'_>],
) -> Vec<TeamAccount> {
    let mut ids: BTreeSet<&Id> = sheets.iter().map(|sheet| &sheet.team).collect();
    ids.extend(key_results.iter().map(|account| &account.timeline.reference.team));
    ids.into_iter()
        .map(|team| {
            let own = of_team(key_results, team, KeyResultAccount::reference);
            let graded = own.iter().filter(|account| account.state.is_graded());
            let gains: Vec<Exact> = graded.map(|account| account.score.gain()).collect();
            let objectives = of_team(objectives, team, |account| &account.reference);
            TeamAccount {
                team: team.clone(),
                name: history.teams.name(team).to_owned(),
                dimensions: dimensions(objectives),
                shift_gain: Exact::mean(&gains),
            }
        })
        .collect()
}

fn reference(sheet: &Sheet, id: &Id) -> Ref {
    Ref { cycle: sheet.cycle, team: sheet.team.clone(), id: id.clone() }
}

impl KeyResultAccount<'_> {
    /// Its identity.
    pub fn reference(&self) -> &Ref {
        &self.timeline.reference
    }

    /// The last value.
    pub fn final_value(&self) -> Option<&Quantity> {
        self.value.and_then(|check_in| check_in.value.value())
    }

    /// Its dimension: its objective's.
    pub fn dimension(&self) -> Option<Dimension> {
        self.timeline.last.objective().dimension
    }

    /// The objective it belongs to.
    pub fn objective(&self) -> Ref {
        Ref { id: self.timeline.last.objective().id.clone(), ..self.reference().clone() }
    }

    /// The sentence that says it; its id where there is none.
    pub fn title(&self) -> &str {
        let key_result = self.timeline.last.key_result();
        key_result.title.as_deref().or(key_result.metric.as_deref()).unwrap_or(key_result.id.as_str())
    }

    /// The shifts made after the goal had settled.
    pub fn settled_shifts(&self) -> impl Iterator<Item = &Shift> {
        self.timeline.shifts.iter().filter(|shift| shift.is_settled())
    }
}
