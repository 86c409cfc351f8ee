//! States: one word for where a key result stands.

use super::AsOf;
use super::measurement::{Ended, Measurement, Seen};
use crate::model::{CheckIn, Exact, Kind, Quantity};

/// Where a key result stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing was measured yet.
    NotStarted,
    /// Moves as fast as the cycle passes, or nearly.
    OnTrack,
    /// Moves too slowly, or its team is not sure of it.
    AtRisk,
    /// Hardly moves, or its team has given up hope.
    Behind,
    /// Satisfies its target now.
    Attained,
    /// Has satisfied it for as long as `hold` asks.
    Held,
    /// Had attained its target and does not satisfy it now.
    Slipped,
    /// The cycle is over and the target was never satisfied.
    Missed,
    /// Given up before the end.
    Dropped,
    /// Deleted; it stays in history.
    Removed,
}

impl State {
    /// Every state, in the order of a key result's life.
    pub const ALL: &[Self] = &[
        Self::NotStarted,
        Self::OnTrack,
        Self::AtRisk,
        Self::Behind,
        Self::Attained,
        Self::Held,
        Self::Slipped,
        Self::Missed,
        Self::Dropped,
        Self::Removed,
    ];

    /// The word that stands for it in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::OnTrack => "on-track",
            Self::AtRisk => "at-risk",
            Self::Behind => "behind",
            Self::Attained => "attained",
            Self::Held => "held",
            Self::Slipped => "slipped",
            Self::Missed => "missed",
            Self::Dropped => "dropped",
            Self::Removed => "removed",
        }
    }

    /// Whether the key result belongs in a mean: it was neither dropped nor removed.
    pub fn is_graded(self) -> bool {
        !matches!(self, Self::Dropped | Self::Removed)
    }

    /// Whether its target is satisfied.
    pub fn is_won(self) -> bool {
        matches!(self, Self::Attained | Self::Held)
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The state, from what was seen and how far that is.
pub(super) fn state(
    measurement: &Measurement<'_>,
    seen: &[Seen<'_>],
    pace: Option<&Exact>,
    as_of: &AsOf,
) -> State {
    match measurement.ended {
        Some(Ended::Dropped) => return State::Dropped,
        Some(Ended::Removed) => return State::Removed,
        None => {}
    }
    let Some(last) = seen.last() else {
        return if as_of.is_over() { State::Missed } else { State::NotStarted };
    };
    if last.met {
        return if is_held(seen, measurement.hold) { State::Held } else { State::Attained };
    }
    if seen.iter().any(|seen| seen.met) {
        return State::Slipped;
    }
    if as_of.is_over() {
        return State::Missed;
    }
    let by_pace = pace.map_or(State::Behind, level);
    // A pessimist may be right; an optimist has to show it.
    last_confidence(&as_of.counted(measurement.check_ins)).map_or(by_pace, |sure| by_pace.max(level(&sure)))
}

/// What a pace or a confidence says: the same bounds for both.
fn level(share: &Exact) -> State {
    if *share >= Exact::ratio(7, 10) {
        State::OnTrack
    } else if *share >= Exact::ratio(4, 10) {
        State::AtRisk
    } else {
        State::Behind
    }
}

fn last_confidence(counted: &[&CheckIn]) -> Option<Exact> {
    counted.iter().rev().find_map(|check_in| check_in.confidence).map(Exact::from)
}

/// Whether the satisfying values at the end span `hold`: from the first of them to the last, as silence
/// before and after holds nothing.
fn is_held(seen: &[Seen<'_>], hold: Option<&Quantity>) -> bool {
    let Some(hold) = hold.filter(|hold| *hold.unit().kind() == Kind::Time) else { return false };
    let (Some(first), Some(last)) = (won_since(seen), seen.last()) else { return false };
    let days = (last.check_in.date - first.check_in.date).get_days();
    Exact::ratio(i64::from(days) * 86_400, 1) >= hold.base()
}

/// The first of the satisfying values at the end.
pub(super) fn won_since<'s, 'a>(seen: &'s [Seen<'a>]) -> Option<&'s Seen<'a>> {
    seen.iter().rev().take_while(|seen| seen.met).last()
}
