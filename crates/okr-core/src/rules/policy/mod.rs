//! P: rules on a change, comparing two states of the repository.

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[];
