//! x

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[];
