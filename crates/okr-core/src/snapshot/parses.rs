//! Each distinct blob is parsed once, however many states of the repository hold it.

use std::collections::HashMap;
use std::sync::Arc;

use super::BlobId;
use crate::model::Sheet;
use crate::yaml::Problem;

/// A sheet file as read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadSheet {
    /// The sheet, where there is one to speak of.
    pub sheet: Option<Sheet>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
}

/// Sheets read so far, by content.
#[derive(Debug, Default)]
pub struct Parses {
    by_blob: HashMap<BlobId, Arc<ReadSheet>>,
}

impl Parses {
    /// The sheet with this content, parsed now if it was not before.
    pub fn sheet(&mut self, id: BlobId, bytes: &[u8]) -> Arc<ReadSheet> {
        let _ = (id, bytes);
        todo!()
    }
}
