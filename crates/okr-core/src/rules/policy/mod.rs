//! P: rules on a change, comparing two states of the repository.
//!
//! ```text
//! Changes --dated--> judge: the most specific rule speaks, the policy sets the severity --> Judged --> Findings
//! ```
//!
//! A rule here answers one question, whether it is about this change. What a declared reason, the policy and
//! the phase of the cycle make of it is the same for all of them and stands in [`judge`](fn@judge).

mod amendment_rewritten;
mod baseline_moved;
mod check_in_rewritten;
mod closed_cycle_edited;
mod commitment_weakened;
mod false_amendment;
mod guardrail_weakened;
mod hold_shortened;
mod identity_changed;
mod judge;
mod key_result_removed;
mod late_key_result;
mod metric_redefined;
mod objective_removed;
mod place;
mod reason_lost_in_squash;
mod scene;
mod snippet;
mod target_loosened;
mod target_tightened;
mod weight_shifted;
mod words;

#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;

pub use judge::{Ground, Judged, Road, judge};
pub use place::findings;
pub use scene::ChangeScene;
pub use snippet::amendment_for;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &target_loosened::TARGET_LOOSENED,
    &baseline_moved::BASELINE_MOVED,
    &metric_redefined::METRIC_REDEFINED,
    &key_result_removed::KEY_RESULT_REMOVED,
    &check_in_rewritten::CHECK_IN_REWRITTEN,
    &commitment_weakened::COMMITMENT_WEAKENED,
    &guardrail_weakened::GUARDRAIL_WEAKENED,
    &hold_shortened::HOLD_SHORTENED,
    &closed_cycle_edited::CLOSED_CYCLE_EDITED,
    &late_key_result::LATE_KEY_RESULT,
    &weight_shifted::WEIGHT_SHIFTED,
    &false_amendment::FALSE_AMENDMENT,
    &amendment_rewritten::AMENDMENT_REWRITTEN,
    &objective_removed::OBJECTIVE_REMOVED,
    &target_tightened::TARGET_TIGHTENED,
    &identity_changed::IDENTITY_CHANGED,
    &reason_lost_in_squash::REASON_LOST_IN_SQUASH,
];
