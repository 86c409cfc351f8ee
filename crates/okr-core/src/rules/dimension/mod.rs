//! D: efficiency, quality, sustainability, and that speed stands on quality.

mod lopsided_sheet;
mod missing_dimension;
mod unguarded_efficiency;
mod unpaired_throughput;

use super::Rule;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &missing_dimension::MISSING_DIMENSION,
    &unguarded_efficiency::UNGUARDED_EFFICIENCY,
    &lopsided_sheet::LOPSIDED_SHEET,
    &unpaired_throughput::UNPAIRED_THROUGHPUT,
];
