//! M: metric, unit, baseline, target. What cannot be measured cannot be scored.

mod ambiguous_metric;
mod contradictory_target;
mod missing_baseline;
mod missing_source;
mod missing_target;
mod missing_unit;
mod named_metric;
mod no_movement;
mod placeholder;
mod relative_target;
mod unit_mismatch;
mod vague_wording;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &missing_baseline::MISSING_BASELINE,
    &missing_target::MISSING_TARGET,
    &missing_unit::MISSING_UNIT,
    &unit_mismatch::UNIT_MISMATCH,
    &no_movement::NO_MOVEMENT,
    &contradictory_target::CONTRADICTORY_TARGET,
    &vague_wording::VAGUE_WORDING,
    &ambiguous_metric::AMBIGUOUS_METRIC,
    &missing_source::MISSING_SOURCE,
    &relative_target::RELATIVE_TARGET,
    &placeholder::PLACEHOLDER,
];
