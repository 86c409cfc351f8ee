//! T: the team's result over the individual's, and the whole's over the local.

mod individual_metric;
mod individual_owner;
mod local_scope;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] =
    &[&individual_owner::INDIVIDUAL_OWNER, &individual_metric::INDIVIDUAL_METRIC, &local_scope::LOCAL_SCOPE];
