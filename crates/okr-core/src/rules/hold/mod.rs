//! H: once is not enough. A result counts when it has been held, and a win is guarded.

mod missing_hold;
mod unguarded_win;

pub(super) use unguarded_win::newest;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[&missing_hold::MISSING_HOLD, &unguarded_win::UNGUARDED_WIN];
