//! A commit as history tells it, with the reasons of its trailers.

use okr_core::git::{REASON_TRAILER, Revision};
use okr_core::history::{Commit, TrailerReason};
use okr_core::model::Calendar;

/// The commit as history tells it.
pub(crate) fn commit(revision: &Revision, calendar: &Calendar) -> Commit {
    Commit {
        id: revision.id.to_string(),
        committed: revision.committed,
        date: calendar.day(revision.committed),
        author: revision.author.name.clone(),
        subject: revision.message.lines().next().unwrap_or_default().trim().to_owned(),
        reasons: reasons(&revision.message),
    }
}

/// The reasons a commit message gives in its trailers. One without a text, or about nothing that could be
/// a reference, gives none.
pub(crate) fn reasons(message: &str) -> Vec<TrailerReason> {
    // Few messages give one, and a long history has many.
    if !message.to_ascii_lowercase().contains(&REASON_TRAILER.to_ascii_lowercase()) {
        return Vec::new();
    }
    reasons_beside(message, "#")
}

/// As [`reasons`], in a message that is being written, whose comments open with `mark`.
pub(crate) fn reasons_beside(message: &str, mark: &str) -> Vec<TrailerReason> {
    okr_core::git::reasons(message, mark)
        .into_iter()
        .filter(|reason| !reason.text.is_empty())
        .filter_map(|reason| {
            Some(TrailerReason { reference: reason.reference.parse().ok()?, text: reason.text })
        })
        .collect()
}
