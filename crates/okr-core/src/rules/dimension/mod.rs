//! D: efficiency, quality, sustainability, and that speed stands on quality.

mod lopsided_sheet;
mod missing_dimension;
mod unguarded_efficiency;
mod unpaired_throughput;

use super::text::Sentence;
use super::{MeasureScene, Rule, Scene};

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &missing_dimension::MISSING_DIMENSION,
    &unguarded_efficiency::UNGUARDED_EFFICIENCY,
    &lopsided_sheet::LOPSIDED_SHEET,
    &unpaired_throughput::UNPAIRED_THROUGHPUT,
];

/// Whether what is measured reads like one of the list, by the metric and else by the title.
fn measures(at: MeasureScene<'_>, list: fn(Scene<'_>) -> &crate::rules::text::Phrases) -> bool {
    let text = at.measure.metric().or(at.measure.title());
    text.is_some_and(|text| list(at.scene()).stand_in(&Sentence::tokens_of(text)))
}
