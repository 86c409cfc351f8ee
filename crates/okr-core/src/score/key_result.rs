//! The score of one key result: a number, a state and a band.

use jiff::civil::Date;

use super::measurement::Seen;
use super::{Band, State, state};
use crate::model::{CheckIn, Commitment, Exact};

/// What a key result has come to on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyResultScore {
    /// Its progress, 0 to 1; at the end of the cycle, its final score.
    pub score: Exact,
    /// Where it stands.
    pub state: State,
    /// Its band; nothing for one that was dropped or removed, which is not graded.
    pub band: Option<Band>,
    /// Progress as a share of what a steady pace had brought by now; nothing before the cycle's first day.
    pub pace: Option<Exact>,
    /// [`CheckIn::index`] of the value that counts: the last one that compares with the target.
    pub value: Option<usize>,
    /// The day of the first of the values that have satisfied the target ever since.
    pub won_since: Option<Date>,
}

impl KeyResultScore {
    pub(super) fn new(
        score: Exact,
        state: State,
        pace: Option<Exact>,
        commitment: Commitment,
        seen: &[Seen<'_>],
    ) -> Self {
        let band = state.is_graded().then(|| Band::of(&score, commitment));
        let value = seen.last().map(|seen| seen.check_in.index);
        let won_since = state::won_since(seen).map(|seen| seen.check_in.date);
        Self { score, state, band, pace, value, won_since }
    }

    /// The check-in whose value counts, of those that were scored.
    pub fn value_in<'a>(&self, check_ins: &'a [CheckIn]) -> Option<&'a CheckIn> {
        check_ins.iter().find(|check_in| Some(check_in.index) == self.value)
    }
}
