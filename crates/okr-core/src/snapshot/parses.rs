//! Each distinct blob is parsed once, however many states of the repository hold it; what an earlier run parsed and
//! kept, not even that often.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{BlobId, Content, Parsed};
use crate::abreast::in_order;
use crate::keep::{Shelf, to_bytes};
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
    by_blob: HashMap<BlobId, Parsed>,
    /// What earlier runs kept, if anything is to be kept at all.
    shelf: Option<Arc<Shelf>>,
}

impl Parses {
    /// With what earlier runs kept.
    pub fn with(shelf: Arc<Shelf>) -> Self {
        Self { by_blob: HashMap::new(), shelf: Some(shelf) }
    }

    /// The sheet with this content, parsed now if it was not before.
    pub fn sheet(&mut self, id: BlobId, bytes: &[u8]) -> Parsed {
        let keeps = self.shelf.is_some();
        self.by_blob.entry(id).or_insert_with(|| read(id, bytes, keeps)).clone()
    }

    /// The sheets with these contents, in their order; those not parsed before are parsed now.
    pub fn sheets(&mut self, files: &[(BlobId, &Content)]) -> Vec<Parsed> {
        let mut new: BTreeMap<BlobId, &Content> = BTreeMap::new();
        for &(id, content) in files {
            if self.by_blob.contains_key(&id) {
                continue;
            }
            match self.shelf.as_ref().and_then(|shelf| Parsed::kept(id, shelf, content)) {
                Some(kept) => drop(self.by_blob.insert(id, kept)),
                None => drop(new.insert(id, content)),
            }
        }
        let new: Vec<(BlobId, &Content)> = new.into_iter().collect();
        let keeps = self.shelf.is_some();
        let read = in_order(&new, |(id, content)| read(*id, content, keeps));
        self.by_blob.extend(new.iter().map(|(id, _)| *id).zip(read));
        files.iter().filter_map(|(id, _)| self.known(*id)).collect()
    }

    /// The sheet with this content, if it was parsed before.
    pub fn known(&self, id: BlobId) -> Option<Parsed> {
        self.by_blob.get(&id).cloned()
    }

    /// Whether it is known what this content says, by this run or an earlier one.
    pub fn knows(&self, id: BlobId) -> bool {
        let kept = |shelf: &Arc<Shelf>| {
            shelf.get(Parsed::outline_name(id)).is_some() && shelf.has(Parsed::sheet_name(id))
        };
        self.by_blob.contains_key(&id) || self.shelf.as_ref().is_some_and(kept)
    }

    /// Forgets a sheet that is not needed again, as a long walk would otherwise hold every version.
    pub fn forget(&mut self, id: BlobId) {
        self.by_blob.remove(&id);
    }

    /// Hands what was read by this run, and not kept by an earlier one, to `take`, as bytes by name.
    pub fn new_ones(&self, take: &mut dyn FnMut(u128, &[u8])) {
        let mut new: Vec<(&BlobId, &Parsed)> = self.by_blob.iter().collect();
        new.sort_by_key(|(id, _)| **id);
        for (id, parsed) in new {
            if let Some(bytes) = parsed.bytes() {
                take(Parsed::outline_name(*id), &to_bytes(parsed.outline()));
                take(Parsed::sheet_name(*id), bytes);
            }
        }
    }

    /// The names of what this run looked at and an earlier one kept.
    pub fn used(&self) -> impl Iterator<Item = u128> {
        let kept = self.by_blob.iter().filter(|(_, parsed)| parsed.is_kept());
        kept.flat_map(|(id, _)| [Parsed::outline_name(*id), Parsed::sheet_name(*id)])
    }
}

fn read(id: BlobId, bytes: &[u8], keeps: bool) -> Parsed {
    let (sheet, problems) = read_sheet(bytes);
    let read = ReadSheet { sheet, problems };
    if keeps { Parsed::to_keep(id, read) } else { Parsed::of(id, read) }
}
