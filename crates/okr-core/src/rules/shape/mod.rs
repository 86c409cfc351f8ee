//! S: files, ids and references. What these rules tell makes the rest of a sheet doubtful, so that
//! none of them can be allowed.

mod allow_without_reason;
mod duplicate_id;
mod lookup;
mod malformed_file;
mod misplaced_sheet;
mod reference_loop;
mod settings_conflicts;
mod settings_names;
mod unknown_reference;
mod unused_allow;

pub(super) use allow_without_reason::ALLOW_WITHOUT_REASON;
pub(super) use malformed_file::MALFORMED_FILE;
pub(super) use unknown_reference::UNKNOWN_REFERENCE;
pub(super) use unused_allow::UNUSED_ALLOW;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &MALFORMED_FILE,
    &duplicate_id::DUPLICATE_ID,
    &UNKNOWN_REFERENCE,
    &misplaced_sheet::MISPLACED_SHEET,
    &reference_loop::REFERENCE_LOOP,
    &UNUSED_ALLOW,
    &ALLOW_WITHOUT_REASON,
];
