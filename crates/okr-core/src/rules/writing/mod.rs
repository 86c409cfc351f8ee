//! W: how a sheet reads. Few objectives, few key results, a title one can remember, and why.

mod key_result_count;
mod missing_why;
mod number_in_objective;
mod objective_count;
mod objective_length;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &objective_count::OBJECTIVE_COUNT,
    &key_result_count::KEY_RESULT_COUNT,
    &objective_length::OBJECTIVE_LENGTH,
    &number_in_objective::NUMBER_IN_OBJECTIVE,
    &missing_why::MISSING_WHY,
];
