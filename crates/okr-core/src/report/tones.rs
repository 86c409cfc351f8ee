//! What changes, states and bands mean for the reader.

use crate::change::{Change, ChangeKind};
use crate::finding::Severity;
use crate::model::Verdict;
use crate::page::Tone;
use crate::score::{Band, State};

/// What a change means for the reader.
pub(super) fn change_tone(change: &Change) -> Tone {
    match (change.kind, change.direction) {
        (ChangeKind::CheckInAdded | ChangeKind::Reworded | ChangeKind::DetailChanged, _) => Tone::Quiet,
        (
            ChangeKind::CheckInRewritten
            | ChangeKind::CheckInRemoved
            | ChangeKind::AmendmentRewritten
            | ChangeKind::AmendmentRemoved,
            _,
        ) => Tone::Bad,
        (_, Verdict::Loosened | Verdict::Redefined) if change.declared.is_none() => Tone::Bad,
        (_, Verdict::Loosened | Verdict::Redefined) => Tone::Caution,
        (_, Verdict::Tightened) => Tone::Good,
        (_, Verdict::Neutral) => Tone::Plain,
    }
}

/// Worst first.
pub(super) fn loudness(tone: Tone) -> u8 {
    match tone {
        Tone::Bad => 4,
        Tone::Caution => 3,
        Tone::Good => 2,
        Tone::Plain => 1,
        Tone::Quiet => 0,
    }
}

/// What a severity means for the reader.
pub(super) fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Caution,
        Severity::Note => Tone::Quiet,
    }
}

/// What a state means for the reader.
pub(super) fn state_tone(state: State) -> Tone {
    match state {
        State::Attained | State::Held => Tone::Good,
        State::OnTrack | State::NotStarted => Tone::Plain,
        State::AtRisk | State::Slipped => Tone::Caution,
        State::Behind | State::Missed => Tone::Bad,
        State::Dropped | State::Removed => Tone::Quiet,
    }
}

/// What a band means for the reader.
pub(super) fn band_tone(band: Band) -> Tone {
    match band {
        Band::Green => Tone::Good,
        Band::Yellow => Tone::Caution,
        Band::Red => Tone::Bad,
    }
}
