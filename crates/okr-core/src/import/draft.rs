//! Goals as they were found, all words still: what Markdown and tables give, and what sheets are made of.

use super::Left;
use super::field::Field;

/// An objective as found.
#[derive(Debug, Default, Clone)]
pub(super) struct DraftObjective {
    pub(super) title: String,
    pub(super) fields: Vec<Found>,
    pub(super) key_results: Vec<DraftKeyResult>,
}

/// A key result as found.
#[derive(Debug, Default, Clone)]
pub(super) struct DraftKeyResult {
    pub(super) line: usize,
    /// Its sentence, as it stands there.
    pub(super) title: String,
    /// Whether it was struck through.
    pub(super) struck: bool,
    pub(super) fields: Vec<Found>,
}

/// A field as found: its meaning, what stood there, and where.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) field: Field,
    pub(super) text: String,
    pub(super) line: usize,
}

impl Found {
    /// Left out, and why.
    pub(super) fn left(&self, why: &'static str) -> Left {
        Left { line: self.line, text: self.text.clone(), why }
    }
}
