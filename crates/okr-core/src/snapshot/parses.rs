//! Each distinct blob is parsed once, however many states of the repository hold it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{BlobId, in_order};
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
        Arc::clone(self.by_blob.entry(id).or_insert_with(|| read(bytes)))
    }

    /// The sheets with these contents, in their order; those not parsed before are parsed now.
    pub fn sheets(&mut self, files: &[(BlobId, &[u8])]) -> Vec<Arc<ReadSheet>> {
        let new: BTreeMap<BlobId, &[u8]> =
            files.iter().filter(|(id, _)| !self.by_blob.contains_key(id)).copied().collect();
        let new: Vec<(BlobId, &[u8])> = new.into_iter().collect();
        let read = in_order(&new, |(_, bytes)| read(bytes));
        self.by_blob.extend(new.iter().map(|(id, _)| *id).zip(read));
        files.iter().filter_map(|(id, _)| self.known(*id)).collect()
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

fn read(bytes: &[u8]) -> Arc<ReadSheet> {
    let (sheet, problems) = read_sheet(bytes);
    Arc::new(ReadSheet { sheet, problems })
}
