//! Each distinct blob is parsed once, however many states of the repository hold it.

use std::collections::HashMap;
use std::sync::Arc;

use super::BlobId;
use crate::model::Sheet;
use crate::yaml::{Problem, read_sheet};

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
        Arc::clone(self.by_blob.entry(id).or_insert_with(|| {
            let (sheet, problems) = read_sheet(bytes);
            Arc::new(ReadSheet { sheet, problems })
        }))
    }

    /// The sheet with this content, if it was parsed before.
    pub fn known(&self, id: BlobId) -> Option<Arc<ReadSheet>> {
        self.by_blob.get(&id).map(Arc::clone)
    }

    /// Forgets a sheet that is not needed again, as a long walk would otherwise hold every version.
    pub fn forget(&mut self, id: BlobId) {
        self.by_blob.remove(&id);
    }
}
