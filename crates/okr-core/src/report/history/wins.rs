//! Once is not enough: what was held in this cycle, what slipped, and whether the wins of the cycle before
//! are still there.

use std::collections::HashMap;

use super::reported::Reported;
use super::{HistoryReport, bounded};
use crate::history::{CycleAccount, GuardrailAccount, KeyResultAccount};
use crate::model::{CheckIn, Id, Ref};
use crate::page::{Inline, Section, Text, Tone};
use crate::score::{Measurement, State};

/// More lines than a reader would go through; the rest are counted.
const MOST: usize = 100;

/// What became of a win of the cycle before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The last value still satisfies the old target.
    Holds,
    /// The last value does not.
    Slipped,
    /// It is continued or guarded, and nothing has been measured.
    Unmeasured,
    /// Nothing in this cycle continues or guards it.
    Unguarded,
}

/// The section; nothing where there is nothing to tell.
pub(super) fn section(report: &HistoryReport<'_>, cycle: &Reported<'_>) -> Option<Section> {
    let account = cycle.account;
    let mut items = Vec::new();
    for own in report.key_results(account) {
        let words = match own.state {
            State::Held => "was held",
            State::Slipped => "had been attained, and slipped",
            _ => continue,
        };
        let tone = crate::report::tones::state_tone(own.state);
        items.push((tone, sentence(own, words)));
    }
    for &(win, fate) in &cycle.fates {
        let words = match fate {
            Fate::Holds => "won in the cycle before, still holds",
            Fate::Slipped => "won in the cycle before, no longer holds",
            Fate::Unmeasured => "won in the cycle before, was not measured in this one",
            Fate::Unguarded => "won in the cycle before: nothing in this one continues or guards it",
        };
        let tone = match fate {
            Fate::Holds => Tone::Good,
            Fate::Slipped => Tone::Bad,
            Fate::Unmeasured | Fate::Unguarded => Tone::Caution,
        };
        items.push((tone, sentence(win, words)));
    }
    (!items.is_empty()).then(|| Section {
        id: format!("wins-{}", account.cycle).to_lowercase(),
        title: "Wins: held, slipped, unguarded".to_owned(),
        blocks: bounded::list(items, MOST),
        ..Section::default()
    })
}

fn sentence(own: &KeyResultAccount<'_>, words: &str) -> Text {
    Text::default()
        .then(Inline::Code(format!("{}/{}", own.reference().team, own.reference().id)))
        .then(Inline::Plain(format!(": {} — {words}", own.title())))
}

/// The cycle before one: the last that ended before it starts.
fn previous<'a>(report: &'a HistoryReport<'_>, at: usize) -> Option<&'a CycleAccount<'a>> {
    let starts = report.all_cycles.get(at)?.span.starts;
    report.all_cycles[..at].iter().rev().find(|other| other.span.ends < starts)
}

/// The wins of the cycle before, with what became of each in this one.
pub(super) fn fates<'a>(report: &'a HistoryReport<'_>, at: usize) -> Vec<(&'a KeyResultAccount<'a>, Fate)> {
    let (Some(account), Some(before)) = (report.all_cycles.get(at), previous(report, at)) else {
        return Vec::new();
    };
    let heirs = Heirs::of(report, account);
    before
        .key_results
        .iter()
        .filter(|own| matches!(own.state, State::Attained | State::Held))
        .filter(|own| report.wants(&own.reference().team))
        .map(|win| (win, heirs.fate(win)))
        .collect()
}

/// What a cycle holds that may continue or guard a win of the cycle before, by what it speaks of.
struct Heirs<'a> {
    /// By the timeline that they continue.
    key_results: HashMap<usize, &'a KeyResultAccount<'a>>,
    /// By the reference that they name in `continues`.
    naming: HashMap<Ref, &'a GuardrailAccount<'a>>,
    /// By their own team and id.
    alike: HashMap<(&'a Id, &'a Id), &'a GuardrailAccount<'a>>,
}

impl<'a> Heirs<'a> {
    fn of(report: &HistoryReport<'_>, account: &'a CycleAccount<'a>) -> Self {
        let mut heirs = Self { key_results: HashMap::new(), naming: HashMap::new(), alike: HashMap::new() };
        for own in account.key_results.iter().filter(|own| own.state != State::Removed) {
            if let Some(parent) = report.lineages.parent(own.position) {
                heirs.key_results.entry(parent).or_insert(own);
            }
        }
        for own in &account.guardrails {
            if let Some(reference) = &own.guardrail.continues {
                let named = reference.resolve(&account.cycle, &own.reference.team);
                heirs.naming.entry(named).or_insert(own);
            }
            heirs.alike.entry((&own.reference.team, &own.reference.id)).or_insert(own);
        }
        heirs
    }

    fn fate(&self, win: &KeyResultAccount<'_>) -> Fate {
        let last = win.timeline.last.key_result();
        let goal = Measurement::of(last, win.timeline.last.objective());
        let continued = self.key_results.get(&win.position);
        let guarded = win.timeline.identities().find_map(|identity| self.naming.get(identity));
        let guarded = guarded.or_else(|| self.alike.get(&(&win.reference().team, &win.reference().id)));
        let value = match (continued, guarded) {
            (Some(own), _) => own.value.or_else(|| latest(&own.timeline.last.key_result().check_ins)),
            (None, Some(own)) => {
                let check_ins = &own.guardrail.check_ins;
                let counted = check_ins.iter().find(|check_in| Some(check_in.index) == own.score.value);
                counted.or_else(|| latest(check_ins))
            }
            (None, None) => return Fate::Unguarded,
        };
        match value.and_then(|check_in| check_in.value.value()).and_then(|value| goal.met(value)) {
            Some(true) => Fate::Holds,
            Some(false) => Fate::Slipped,
            None => Fate::Unmeasured,
        }
    }
}

/// The last value of a goal that nothing can be held against, by day: a file need not be in order.
fn latest(check_ins: &[CheckIn]) -> Option<&CheckIn> {
    check_ins.iter().max_by_key(|check_in| (check_in.date, check_in.index))
}
