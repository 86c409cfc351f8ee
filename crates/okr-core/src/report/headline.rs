//! All changes in one sentence.

use super::sentences::{asks_for_reason, count, joined};
use crate::change::{ChangeKind, Dated};
use crate::model::{Phase, Verdict};

/// A part of the sentence: what is counted, and in which words.
struct Part {
    counts: fn(&Dated) -> bool,
    noun: &'static str,
    happened: &'static str,
}

/// In the order they are told: what makes goals easier or moves them first. A change counts in the first that
/// takes it.
const PARTS: &[Part] = &[
    Part {
        counts: |dated| is(dated, ChangeKind::TargetChanged, Verdict::Loosened),
        noun: "target",
        happened: "loosened",
    },
    Part {
        counts: |dated| is(dated, ChangeKind::LimitChanged, Verdict::Loosened),
        noun: "limit",
        happened: "loosened",
    },
    Part {
        counts: |dated| is(dated, ChangeKind::HoldChanged, Verdict::Loosened),
        noun: "hold",
        happened: "shortened",
    },
    Part {
        counts: |dated| is(dated, ChangeKind::CommitmentChanged, Verdict::Loosened),
        noun: "commitment",
        happened: "weakened",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::BaselineChanged,
        noun: "baseline",
        happened: "moved",
    },
    Part { counts: is_redefined, noun: "goal", happened: "redefined" },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::WeightChanged,
        noun: "weight",
        happened: "changed",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::KeyResultDropped,
        noun: "key result",
        happened: "dropped",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::KeyResultRemoved,
        noun: "key result",
        happened: "removed",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::ObjectiveRemoved,
        noun: "objective",
        happened: "removed",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::GuardrailRemoved,
        noun: "guardrail",
        happened: "removed",
    },
    Part {
        counts: |dated| {
            matches!(dated.change.kind, ChangeKind::CheckInRewritten | ChangeKind::CheckInRemoved)
        },
        noun: "check-in",
        happened: "rewritten",
    },
    Part {
        counts: |dated| {
            matches!(dated.change.kind, ChangeKind::AmendmentRewritten | ChangeKind::AmendmentRemoved)
        },
        noun: "amendment",
        happened: "rewritten",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::AmendmentAdded && dated.change.declared.is_none(),
        noun: "amendment",
        happened: "that git does not bear out",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::IdentityChanged,
        noun: "id",
        happened: "changed",
    },
    Part { counts: is_tightened, noun: "goal", happened: "tightened" },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::ObjectiveAdded,
        noun: "objective",
        happened: "added",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::KeyResultAdded,
        noun: "key result",
        happened: "added",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::GuardrailAdded,
        noun: "guardrail",
        happened: "added",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::KeyResultResumed,
        noun: "key result",
        happened: "taken up again",
    },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::ObjectiveMoved,
        noun: "objective",
        happened: "moved",
    },
    Part {
        counts: |dated| {
            matches!(dated.change.kind, ChangeKind::KeyResultMoved | ChangeKind::KeyResultRegrouped)
        },
        noun: "key result",
        happened: "moved",
    },
    Part { counts: |dated| dated.change.kind == ChangeKind::Renamed, noun: "id", happened: "renamed" },
    Part { counts: |dated| dated.change.kind == ChangeKind::Reworded, noun: "text", happened: "reworded" },
    Part {
        counts: |dated| dated.change.kind == ChangeKind::CheckInAdded,
        noun: "check-in",
        happened: "added",
    },
];

fn is(dated: &Dated, kind: ChangeKind, direction: Verdict) -> bool {
    dated.change.kind == kind && dated.change.direction == direction
}

fn is_redefined(dated: &Dated) -> bool {
    dated.change.direction == Verdict::Redefined && dated.change.kind != ChangeKind::BaselineChanged
}

fn is_tightened(dated: &Dated) -> bool {
    let other = [ChangeKind::BaselineChanged, ChangeKind::GuardrailAdded];
    dated.change.direction == Verdict::Tightened && !other.contains(&dated.change.kind)
}

/// All changes in one sentence.
pub fn headline(changes: &[Dated]) -> String {
    // An amendment that holds is told with the change it declares.
    let told: Vec<&Dated> = changes
        .iter()
        .filter(|dated| dated.change.kind != ChangeKind::AmendmentAdded || dated.change.declared.is_none())
        .collect();
    if told.is_empty() {
        return "Nothing changed in the goals.".to_owned();
    }
    let mut counted: Vec<Vec<&Dated>> = vec![Vec::new(); PARTS.len()];
    let mut others = 0;
    for &dated in &told {
        match PARTS.iter().position(|part| (part.counts)(dated)).and_then(|at| counted.get_mut(at)) {
            Some(part) => part.push(dated),
            None => others += 1,
        }
    }
    let mut parts: Vec<String> = PARTS
        .iter()
        .zip(&counted)
        .filter(|(_, counted)| !counted.is_empty())
        .map(|(part, counted)| {
            format!("{} {}{}", count(counted.len(), part.noun), part.happened, reasons(counted))
        })
        .collect();
    if others > 0 {
        parts.push(count(others, "other change"));
    }
    let closed = told.iter().filter(|dated| dated.phase == Phase::Closed).count();
    let sentence = joined(&parts);
    match closed {
        0 => format!("{sentence}."),
        _ if closed == told.len() => format!("{sentence}, in a closed cycle."),
        some => format!("{sentence}; {some} in a closed cycle."),
    }
}

/// How many of them say why, where readers ask for it.
fn reasons(counted: &[&Dated]) -> String {
    let asking: Vec<&&Dated> = counted
        .iter()
        .filter(|dated| {
            !dated.phase.is_draft()
                && (asks_for_reason(&dated.change) || dated.change.kind == ChangeKind::KeyResultDropped)
        })
        .collect();
    let silent = asking.iter().filter(|dated| dated.change.declared.is_none()).count();
    match (asking.len(), silent) {
        (0, _) => String::new(),
        (1, 0) => " (reason given)".to_owned(),
        (_, 0) => " (reasons given)".to_owned(),
        (_, silent) if silent == counted.len() => " (no reason given)".to_owned(),
        (_, silent) => format!(" ({silent} with no reason given)"),
    }
}
