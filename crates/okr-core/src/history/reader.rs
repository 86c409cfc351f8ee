//! Reads the sheets of a walk, each from its last version where that says most of it.

use std::collections::HashMap;

use super::FileChange;
use crate::snapshot::ReadSheet;
use crate::yaml::KnownSheet;

/// Texts kept to compare the next version with; thousands of sheets fit in easily.
const MOST_BYTES: usize = 64 << 20;

/// Reads each version of each sheet, in the order of the walk.
#[derive(Debug, Default)]
pub struct SheetReader {
    known: HashMap<String, KnownSheet>,
    bytes: usize,
}

impl SheetReader {
    /// The change that brought `bytes` to `path`.
    pub fn read(&mut self, path: String, bytes: &[u8]) -> FileChange {
        if let Some(known) = self.known.get_mut(&path) {
            let before = known.size();
            if let Some(sheet) = known.next(bytes) {
                self.bytes = (self.bytes + known.size()).saturating_sub(before);
                return FileChange::Known(path, sheet);
            }
        }
        self.forget(&path);
        let (sheet, problems, known) = KnownSheet::read(bytes);
        if let Some(known) = known
            && self.bytes + known.size() <= MOST_BYTES
        {
            self.bytes += known.size();
            self.known.insert(path.clone(), known);
        }
        match sheet {
            Some(sheet) if problems.is_empty() => FileChange::Known(path, sheet),
            sheet => {
                let sheet = sheet.map(std::sync::Arc::unwrap_or_clone);
                FileChange::Read(path, ReadSheet { sheet, problems })
            }
        }
    }

    /// Nothing is at `path` any more.
    pub fn forget(&mut self, path: &str) {
        if let Some(known) = self.known.remove(path) {
            self.bytes = self.bytes.saturating_sub(known.size());
        }
    }
}
