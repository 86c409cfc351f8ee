//! What a rule on changes sees: the change, the day it lands on, and the other changes of its step.

use crate::change::{Change, ChangeKind, Dated};
use crate::model::{Phase, Verdict};
use crate::settings::Policy;

/// One change with what surrounds it.
#[derive(Debug)]
pub struct ChangeScene<'a> {
    /// The change, on its day.
    pub dated: &'a Dated,
    /// All changes of the same item in the same step, this one too.
    pub item: &'a [&'a Change],
    /// The policy in force.
    pub policy: Policy,
    /// Whether the workspace had any sheet before the step.
    pub had_sheets: bool,
}

impl<'a> ChangeScene<'a> {
    /// The change.
    pub fn change(&self) -> &'a Change {
        &self.dated.change
    }

    /// The changes of the same item in the same step.
    pub fn of_same_item(&self) -> impl Iterator<Item = &'a Change> {
        self.item.iter().copied()
    }

    /// Whether the change means that the numbers now speak of something else.
    pub(super) fn is_redefined(&self) -> bool {
        let change = self.change();
        if change.direction != Verdict::Redefined {
            return false;
        }
        match change.kind {
            ChangeKind::TargetChanged => true,
            // Where the numbers moved as well, their own rules ask for the reason. A target that became
            // stricter asks for none, and may be so in words only now that it measures something else.
            ChangeKind::MetricChanged
            | ChangeKind::UnitChanged
            | ChangeKind::SourceChanged
            | ChangeKind::DirectionChanged => !self.of_same_item().any(|other| match other.kind {
                ChangeKind::TargetChanged => other.direction != Verdict::Tightened,
                ChangeKind::BaselineChanged => true,
                _ => false,
            }),
            _ => false,
        }
    }

    /// Whether a key result came after its goals had settled, and this is more than a first import.
    pub(super) fn is_late(&self) -> bool {
        self.change().kind == ChangeKind::KeyResultAdded && self.had_sheets
    }

    /// Whether the cycle was over and graded, and this is more than an organisation's first import.
    pub(super) fn is_closed(&self) -> bool {
        self.dated.phase == Phase::Closed && self.had_sheets
    }

    /// Whether an objective went with key results in it.
    pub(super) fn had_key_results(&self) -> bool {
        self.change().before.is_some()
    }

    /// Whether a definition other than the target became stricter.
    pub(super) fn is_stricter(&self) -> bool {
        let change = self.change();
        match change.kind {
            ChangeKind::LimitChanged | ChangeKind::HoldChanged | ChangeKind::CommitmentChanged => {
                change.direction == Verdict::Tightened
            }
            ChangeKind::GuardrailAdded => true,
            _ => false,
        }
    }

    /// Whether the only reason of the change stands in a commit message of the step.
    pub(super) fn is_reason_in_range(&self) -> bool {
        self.change().declared.as_ref().is_some_and(|declared| declared.trailer_of.is_some())
    }
}
