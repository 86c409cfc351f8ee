//! O: outcome over output. What became better, not what was done.

mod activity_key_result;
mod milestone_key_result;
mod output_key_result;
mod output_metric;
mod output_objective;
mod vanity_total;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &output_metric::OUTPUT_METRIC,
    &output_objective::OUTPUT_OBJECTIVE,
    &output_key_result::OUTPUT_KEY_RESULT,
    &activity_key_result::ACTIVITY_KEY_RESULT,
    &vanity_total::VANITY_TOTAL,
    &milestone_key_result::MILESTONE_KEY_RESULT,
];
