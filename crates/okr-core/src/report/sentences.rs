//! Sentences that several reports share.

use std::fmt::Write as _;

use crate::change::{Change, ChangeKind, Dated, describe, describe_on};
use crate::model::Verdict;

/// Day and length of the cycle in words.
pub(super) fn day(dated: &Dated) -> String {
    if dated.day < 1 {
        "before its cycle".to_owned()
    } else if dated.day > dated.days {
        format!("{} days after its cycle", dated.day - dated.days)
    } else {
        format!("day {} of {}", dated.day, dated.days)
    }
}

/// Whether readers ask for the reason of such a change.
pub(super) fn asks_for_reason(change: &Change) -> bool {
    matches!(change.direction, Verdict::Loosened | Verdict::Redefined)
        || matches!(
            change.kind,
            ChangeKind::BaselineChanged
                | ChangeKind::WeightChanged
                | ChangeKind::CheckInRewritten
                | ChangeKind::CheckInRemoved
        )
}

/// The change in one sentence, with day and reason.
pub(super) fn sentence(dated: &Dated) -> String {
    let change = &dated.change;
    let mut words = match change.kind {
        ChangeKind::CheckInAdded => describe(change),
        _ => describe_on(change, &format!(" ({})", day(dated))),
    };
    match &change.declared {
        Some(declared) if change.kind != ChangeKind::AmendmentAdded => {
            let _ = write!(words, "; reason: {}", one_line(&declared.reason));
        }
        None if asks_for_reason(change) && !dated.phase.is_draft() => words.push_str("; no reason given"),
        Some(_) | None => {}
    }
    words
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `3 targets`, `1 target`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
