//! Targets and limits: a comparison before a quantity, a range, or a bare quantity to be reached.

use super::{Direction, Quantity, Unit};

/// A target or a limit as written.
///
/// `==` is by meaning: `< 200 ms == < 0.2 s`, comparison included.
#[derive(Debug, Clone)]
pub struct Target {
    text: String,
    bound: Bound,
}

/// What a target demands.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// Reach it, in the direction away from the baseline.
    Reach(Quantity),
    /// Stay on the right side of it.
    Compare(Comparison, Quantity),
    /// Stay within, both ends included.
    Range(Quantity, Quantity),
}

/// `<`, `<=`, `>`, `>=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// What a move of a target (or a limit, a hold, a weight …) does to the goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Easier to reach.
    Loosened,
    /// Harder to reach.
    Tightened,
    /// Another goal: not comparable.
    Redefined,
    /// Says nothing about how hard it is.
    Neutral,
}

/// Why a text is not a target; the message says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// Not a target at all.
    #[error("`{0}` is not a target")]
    Shape(String),
}

impl Target {
    /// Reads a target: ASCII, `≤ ≥`, and the English and Chinese words of the format.
    pub fn parse(_text: &str) -> Result<Self, TargetError> {
        todo!()
    }
    /// The same target with `unit` where its quantities had none.
    #[must_use]
    pub fn or_unit(self, _unit: &Unit) -> Self {
        todo!()
    }
    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What it demands.
    pub fn bound(&self) -> &Bound {
        &self.bound
    }
    /// The direction it implies from a baseline; see [`super::KeyResult::direction`].
    pub fn implied_direction(&self, _baseline: Option<&Quantity>) -> Option<Direction> {
        todo!()
    }
    /// The comparison it stands for when the metric moves in `direction` (a bare target is `<=` or `>=`);
    /// nothing for a range, or for a bare target that has no direction.
    pub fn comparison(&self, _direction: Option<Direction>) -> Option<Comparison> {
        todo!()
    }
    /// Whether `value` satisfies it; nothing for unlike units or a bare target without a direction.
    pub fn is_met_by(&self, _value: &Quantity, _direction: Option<Direction>) -> Option<bool> {
        todo!()
    }
    /// What the move from `self` to `after` does. The directions are those of the key result before and after.
    pub fn verdict(
        &self,
        _after: &Self,
        _before_direction: Option<Direction>,
        _after_direction: Option<Direction>,
    ) -> Verdict {
        todo!()
    }
    /// The quantity to reach: the bound, or for a range the end nearer to `from`.
    pub fn goal(&self, _from: Option<&Quantity>) -> &Quantity {
        todo!()
    }
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.bound == other.bound
    }
}
