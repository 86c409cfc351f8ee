//! All changes in one sentence.

use super::sentences::{asks_for_reason, count, joined};
use crate::change::{ChangeKind as Kind, Dated};
use crate::model::{Phase, Verdict};

/// What a part of the sentence counts.
enum Counts {
    /// Changes of this kind that make a goal easier.
    Loosened(Kind),
    /// Changes of these kinds.
    Of(&'static [Kind]),
    /// What no kind alone tells.
    Where(fn(&Dated) -> bool),
}

/// What is counted, and in which words, in the order it is told: what makes goals easier or moves them first. A change
/// counts in the first part that takes it.
const PARTS: &[(Counts, &str, &str)] = &[
    (Counts::Loosened(Kind::TargetChanged), "target", "loosened"),
    (Counts::Loosened(Kind::LimitChanged), "limit", "loosened"),
    (Counts::Loosened(Kind::HoldChanged), "hold", "shortened"),
    (Counts::Loosened(Kind::CommitmentChanged), "commitment", "weakened"),
    (Counts::Of(&[Kind::BaselineChanged]), "baseline", "moved"),
    (Counts::Where(is_redefined), "goal", "redefined"),
    (Counts::Of(&[Kind::WeightChanged]), "weight", "changed"),
    (Counts::Of(&[Kind::KeyResultDropped]), "key result", "dropped"),
    (Counts::Of(&[Kind::KeyResultRemoved]), "key result", "removed"),
    (Counts::Of(&[Kind::ObjectiveRemoved]), "objective", "removed"),
    (Counts::Of(&[Kind::GuardrailRemoved]), "guardrail", "removed"),
    (Counts::Of(&[Kind::CheckInRewritten, Kind::CheckInRemoved]), "check-in", "rewritten"),
    (Counts::Of(&[Kind::AmendmentRewritten, Kind::AmendmentRemoved]), "amendment", "rewritten"),
    // What it declares is told with the change itself.
    (Counts::Of(&[Kind::AmendmentAdded]), "amendment", "that git does not bear out"),
    (Counts::Of(&[Kind::IdentityChanged]), "id", "changed"),
    (Counts::Where(is_tightened), "goal", "tightened"),
    (Counts::Of(&[Kind::ObjectiveAdded]), "objective", "added"),
    (Counts::Of(&[Kind::KeyResultAdded]), "key result", "added"),
    (Counts::Of(&[Kind::GuardrailAdded]), "guardrail", "added"),
    (Counts::Of(&[Kind::KeyResultResumed]), "key result", "taken up again"),
    (Counts::Of(&[Kind::ObjectiveMoved]), "objective", "moved"),
    (Counts::Of(&[Kind::KeyResultMoved, Kind::KeyResultRegrouped]), "key result", "moved"),
    (Counts::Of(&[Kind::Renamed]), "id", "renamed"),
    (Counts::Of(&[Kind::Reworded]), "text", "reworded"),
    (Counts::Of(&[Kind::CheckInAdded]), "check-in", "added"),
];

impl Counts {
    fn takes(&self, dated: &Dated) -> bool {
        match self {
            Self::Loosened(kind) => dated.change.kind == *kind && dated.change.direction == Verdict::Loosened,
            Self::Of(kinds) => kinds.contains(&dated.change.kind),
            Self::Where(takes) => takes(dated),
        }
    }
}

fn is_redefined(dated: &Dated) -> bool {
    dated.change.direction == Verdict::Redefined && dated.change.kind != Kind::BaselineChanged
}

fn is_tightened(dated: &Dated) -> bool {
    let other = [Kind::BaselineChanged, Kind::GuardrailAdded];
    dated.change.direction == Verdict::Tightened && !other.contains(&dated.change.kind)
}

/// All changes in one sentence.
pub fn headline(changes: &[Dated]) -> String {
    // An amendment that holds is told with the change it declares.
    let told: Vec<&Dated> = changes
        .iter()
        .filter(|dated| dated.change.kind != Kind::AmendmentAdded || dated.change.declared.is_none())
        .collect();
    if told.is_empty() {
        return "Nothing changed in the goals.".to_owned();
    }
    let mut counted: Vec<Vec<&Dated>> = vec![Vec::new(); PARTS.len()];
    let mut others = 0;
    for &dated in &told {
        match PARTS.iter().position(|(counts, ..)| counts.takes(dated)).and_then(|at| counted.get_mut(at)) {
            Some(part) => part.push(dated),
            None => others += 1,
        }
    }
    let mut parts: Vec<String> = PARTS
        .iter()
        .zip(&counted)
        .filter(|(_, counted)| !counted.is_empty())
        .map(|((_, noun, happened), counted)| {
            format!("{} {happened}{}", count(counted.len(), noun), reasons(counted))
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
                && (asks_for_reason(&dated.change) || dated.change.kind == Kind::KeyResultDropped)
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
