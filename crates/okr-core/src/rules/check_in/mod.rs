//! C: values seen on the way. Regular, in their place, and not from the future.

mod disordered;
mod future;
mod out_of_cycle;
mod stale;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &stale::STALE_CHECK_IN,
    &future::FUTURE_CHECK_IN,
    &out_of_cycle::OUT_OF_CYCLE_CHECK_IN,
    &disordered::DISORDERED_CHECK_INS,
];
