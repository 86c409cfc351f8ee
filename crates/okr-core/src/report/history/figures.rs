//! The figures of a cycle that sentences and tables are made of, counted once and in one way.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::HistoryReport;
use super::collective::Told;
use crate::change::{ChangeKind, Field};
use crate::history::{CycleAccount, KeyResultAccount, Shift};
use crate::model::{Commitment, Exact, Id, Verdict};
use crate::score::Pair;

/// The figures of a cycle, for the teams asked for.
pub(super) struct Figures<'a> {
    pub(super) graded: usize,
    pub(super) on_target: usize,
    pub(super) on_first_target: usize,
    pub(super) committed: usize,
    pub(super) committed_first: usize,
    /// Of the graded: those with nothing to measure by.
    pub(super) without_target: usize,
    /// Of those with a target: those without a single value that counts.
    pub(super) unmeasured: usize,
    /// Edits that loosened settled key results; an organisation-wide one counts once.
    loosened: usize,
    /// Shifts that loosened settled objectives and guardrails.
    pub(super) rails: Vec<&'a Shift>,
    /// Of both: without a declared reason.
    pub(super) undeclared: usize,
    /// Of both: in the last third of the cycle.
    pub(super) late_loosened: usize,
    /// Of the loosening edits: how many key results each organisation-wide one touched.
    pub(super) wide: Vec<usize>,
    /// Dropped after settling, and whether with a reason.
    pub(super) dropped: Vec<(&'a KeyResultAccount<'a>, bool)>,
    /// Removed after settling, and whether with a reason.
    pub(super) removed: Vec<(&'a KeyResultAccount<'a>, bool)>,
    /// Settled shifts that made a score better, the best first.
    pub(super) gains: Vec<(&'a KeyResultAccount<'a>, &'a Shift, &'a Pair)>,
    /// The mean shift gain of the graded.
    pub(super) gain: Option<Exact>,
}

impl Figures<'_> {
    /// How often settled goals were loosened: key results, objectives and guardrails.
    pub(super) fn loosened(&self) -> usize {
        self.loosened + self.rails.len()
    }
}

/// Whether a shift made a settled goal easier. Giving one up is told apart.
pub(super) fn loosens(shift: &Shift) -> bool {
    let change = shift.change();
    shift.is_settled()
        && change.direction == Verdict::Loosened
        && match change.kind {
            ChangeKind::GuardrailRemoved => true,
            ChangeKind::ObjectiveRemoved => false,
            _ => change.field.is_some_and(|field| field != Field::Status),
        }
}

/// How often settled goals were loosened.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Loosened {
    pub(super) all: usize,
    /// Of these: without a declared reason.
    pub(super) undeclared: usize,
}

impl Loosened {
    fn add(&mut self, shift: &Shift) {
        self.all += 1;
        self.undeclared += usize::from(shift.change().declared.is_none());
    }
}

/// How often each team's settled goals were loosened. An edit of many key results counts once in each team it
/// touched.
pub(super) fn by_team<'a>(edits: &[Told<'a>], rails: &[&'a Shift]) -> BTreeMap<&'a Id, Loosened> {
    let mut teams: BTreeMap<&Id, Loosened> = BTreeMap::new();
    for told in edits {
        let Some(shift) = told.first().filter(|shift| loosens(shift)) else { continue };
        // In order of reference, so that a team's stand together.
        let mut touched: Vec<&Id> = told.shifts.iter().map(|(own, ..)| &own.reference().team).collect();
        touched.dedup();
        for team in touched {
            teams.entry(team).or_default().add(shift);
        }
    }
    for shift in rails {
        teams.entry(&shift.change().subject.team).or_default().add(shift);
    }
    teams
}

/// The figures of a cycle, for the teams asked for; `edits` are its shifts of key results.
pub(super) fn of<'a>(
    report: &'a HistoryReport<'_>,
    account: &'a CycleAccount<'a>,
    edits: &[Told<'a>],
) -> Figures<'a> {
    let wanted = || report.key_results(account);
    let own: Vec<&KeyResultAccount<'_>> = wanted().filter(|own| own.state.is_graded()).collect();
    let one = Exact::one();
    let number = |test: &dyn Fn(&KeyResultAccount<'_>) -> bool| own.iter().filter(|own| test(own)).count();
    let committed = |own: &KeyResultAccount<'_>| own.commitment == Commitment::Committed;
    let loosening: Vec<&Told<'_>> = edits.iter().filter(|told| told.first().is_some_and(loosens)).collect();
    // Oldest first, as the history has them.
    let of_cycle = |shift: &&Shift| {
        let subject = &shift.change().subject;
        subject.cycle == account.cycle && report.wants(&subject.team)
    };
    let rails: Vec<&Shift> =
        report.history.other_shifts.iter().filter(of_cycle).filter(|shift| loosens(shift)).collect();
    let shifts = || loosening.iter().filter_map(|told| told.first()).chain(rails.iter().copied());
    let gains: Vec<Exact> = own.iter().map(|own| own.score.gain()).collect();
    Figures {
        graded: own.len(),
        on_target: number(&|own| own.score.final_ == one),
        on_first_target: number(&|own| own.score.original == one),
        committed: number(&committed),
        committed_first: number(&|own| committed(own) && own.score.original == one),
        without_target: number(&|own| !has_target(own)),
        unmeasured: number(&|own| has_target(own) && own.value.is_none()),
        loosened: loosening.len(),
        undeclared: shifts().filter(|shift| shift.change().declared.is_none()).count(),
        late_loosened: shifts().filter(|shift| shift.dated.day * 3 > shift.dated.days * 2).count(),
        wide: loosening.iter().map(|told| told.shifts.len()).filter(|&many| many > 1).collect(),
        dropped: ended(wanted(), ChangeKind::KeyResultDropped),
        removed: ended(wanted(), ChangeKind::KeyResultRemoved),
        gains: most_gained(wanted()),
        gain: Exact::mean(&gains),
        rails,
    }
}

fn has_target(own: &KeyResultAccount<'_>) -> bool {
    own.timeline.last.key_result().target_value().is_some()
}

/// Key results that a settled shift of this kind ended, and that have not come back.
fn ended<'a>(
    accounts: impl Iterator<Item = &'a KeyResultAccount<'a>>,
    kind: ChangeKind,
) -> Vec<(&'a KeyResultAccount<'a>, bool)> {
    accounts
        .filter(|own| !own.state.is_graded())
        .filter_map(|own| {
            let shift = own.settled_shifts().filter(|shift| shift.change().kind == kind).last()?;
            Some((own, shift.change().declared.is_some()))
        })
        .collect()
}

fn most_gained<'a>(
    accounts: impl Iterator<Item = &'a KeyResultAccount<'a>>,
) -> Vec<(&'a KeyResultAccount<'a>, &'a Shift, &'a Pair)> {
    let mut gains: Vec<_> = accounts
        .filter(|own| own.state.is_graded())
        .flat_map(|own| {
            let pairs = own.timeline.shifts.iter().zip(&own.effects);
            pairs.filter_map(move |(shift, effect)| Some((own, shift, effect.as_ref()?)))
        })
        .filter(|(_, shift, pair)| shift.is_settled() && pair.final_ > pair.original)
        .collect();
    gains.sort_by_cached_key(|(own, _, pair)| (Reverse(pair.gain()), own.reference()));
    gains
}
