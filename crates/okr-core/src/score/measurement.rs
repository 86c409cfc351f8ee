//! What is scored: a goal and the values seen. The goal may be the original or the final one; the values
//! are the same.

use super::{AsOf, KeyResultScore, progress, state};
use crate::model::{Bound, CheckIn, Commitment, Direction, Exact, KeyResult, Objective, Quantity, Target};

/// A goal and the values seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measurement<'a> {
    /// Where the metric stood at the start.
    pub baseline: Option<&'a Quantity>,
    /// Where it shall stand.
    pub target: Option<&'a Target>,
    /// The way it shall move; see [`KeyResult::direction`].
    pub direction: Option<Direction>,
    /// How long the target must be held: a time.
    pub hold: Option<&'a Quantity>,
    /// How firmly it is promised.
    pub commitment: Commitment,
    /// The values seen.
    pub check_ins: &'a [CheckIn],
    /// Whether and how it ended before its cycle did.
    pub ended: Option<Ended>,
}

/// How a key result ended before its cycle did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With `status: dropped`.
    Dropped,
    /// By deletion.
    Removed,
}

/// A value that compares with the target, and whether it satisfies it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) check_in: &'a CheckIn,
    pub(super) value: &'a Quantity,
    pub(super) met: bool,
}

impl<'a> Measurement<'a> {
    /// A key result as its sheet says it.
    pub fn of(key_result: &'a KeyResult, objective: &Objective) -> Self {
        Self {
            baseline: key_result.baseline_quantity(),
            target: key_result.target_value(),
            direction: key_result.direction(),
            hold: key_result.hold.as_ref(),
            commitment: key_result.commitment.or(objective.commitment).unwrap_or(Commitment::Committed),
            check_ins: &key_result.check_ins,
            ended: key_result.is_dropped().then_some(Ended::Dropped),
        }
    }

    /// The same values against the goal of another version: its baseline, target, direction, hold and commitment.
    #[must_use]
    pub fn against(self, goal: &Self) -> Self {
        Self { check_ins: self.check_ins, ended: self.ended, ..*goal }
    }

    /// Its score and state on a day.
    pub fn score(&self, as_of: &AsOf) -> KeyResultScore {
        let seen = self.seen(as_of);
        let score = progress::progress(self, &seen, as_of);
        let pace = score.checked_div(&as_of.elapsed_share());
        let state = state::state(self, &seen, pace.as_ref(), as_of);
        KeyResultScore::new(score, state, pace, self.commitment, &seen)
    }

    /// How far it has come on a day, 0 to 1: the number of its [`score`](Self::score) alone.
    pub fn progress(&self, as_of: &AsOf) -> Exact {
        progress::progress(self, &self.seen(as_of), as_of)
    }

    /// Whether two goals ask for the same, so that the same values score the same against both.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let ask = |own: &Self| (own.baseline, own.target, own.direction, own.hold, own.commitment);
        ask(self) == ask(other)
    }

    /// Whether the goal is to stay where it is good: the target is a range, the baseline already satisfies
    /// it, or `direction: maintain` says so.
    pub fn is_maintaining(&self) -> bool {
        self.way() == Some(Direction::Maintain)
            || self.target.is_some_and(|target| matches!(target.bound(), Bound::Range(..)))
            || self.baseline.and_then(|baseline| self.met(baseline)).unwrap_or(false)
    }

    /// Whether a value satisfies the target; nothing where the two do not compare.
    ///
    /// A bare target to maintain means: not past it, seen from where the baseline stands. Where baseline and
    /// target are one, and where no side is known, only the very value satisfies it.
    pub fn met(&self, value: &Quantity) -> Option<bool> {
        self.target?.is_met_by(value, Some(self.side()?))
    }

    /// The side of the target that is good.
    fn side(&self) -> Option<Direction> {
        let target = self.target?;
        Some(match (self.way(), target.bound()) {
            (Some(Direction::Maintain), Bound::Reach(_)) => match target.implied_direction(self.baseline) {
                Some(Direction::Increase) => Direction::Decrease,
                Some(Direction::Decrease) => Direction::Increase,
                Some(Direction::Maintain) | None => Direction::Maintain,
            },
            (way, _) => way.unwrap_or(Direction::Maintain),
        })
    }

    /// The direction as given, else as target and baseline imply it.
    fn way(&self) -> Option<Direction> {
        self.direction.or_else(|| self.target?.implied_direction(self.baseline))
    }

    /// The values that count on a day, oldest first.
    fn seen(&self, as_of: &AsOf) -> Vec<Seen<'a>> {
        let Some((target, side)) = self.target.zip(self.side()) else { return Vec::new() };
        let comparable = |check_in: &'a CheckIn| {
            let value = check_in.value.value()?;
            target.is_met_by(value, Some(side)).map(|met| Seen { check_in, value, met })
        };
        as_of.counted(self.check_ins).into_iter().filter_map(comparable).collect()
    }
}
