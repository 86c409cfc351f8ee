//! The two scores of everything: against the goal as first written, and as it ended.

use crate::model::Exact;

/// A score against the original goal and against the final one. Neither is shown without the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Against the goal as it stood when the cycle settled, or when it was added, if later.
    pub original: Exact,
    /// Against the goal at the end.
    pub final_: Exact,
}

impl Pair {
    /// What the shifts of the goal were worth: positive where the goal became easier.
    pub fn gain(&self) -> Exact {
        &self.final_ - &self.original
    }
}
