//! Reads the sheets of a walk, each from its last version where that says most of it.

use std::collections::HashMap;
use std::sync::Arc;

use super::FileChange;
use crate::snapshot::ReadSheet;
use crate::yaml::{KnownSheet, LineEdit};

/// Texts kept to compare the next version with; thousands of sheets fit in easily.
const MOST_BYTES: usize = 64 << 20;

/// Reads each version of each sheet, in the order of the walk.
#[derive(Debug, Default)]
pub struct SheetReader {
    known: HashMap<String, KnownSheet>,
    bytes: usize,
    /// The texts read last of files that are not known, as an edit may follow.
    others: HashMap<String, Vec<u8>>,
}

impl SheetReader {
    /// The change that brought `bytes` to `path`.
    pub fn read(&mut self, path: String, bytes: &[u8]) -> FileChange {
        match self.next(&path, |known| known.next(bytes)) {
            Some(sheet) => FileChange::Known(path, sheet),
            None => self.read_in_full(path, bytes),
        }
    }

    /// The change that brought `lines` to `path`, in the place that `edit` tells of the text read last there.
    pub fn edited(&mut self, path: String, edit: &LineEdit, lines: &[u8]) -> FileChange {
        if let Some(sheet) = self.next(&path, |known| known.edited(edit, lines)) {
            return FileChange::Known(path, sheet);
        }
        let known = self.known.get(&path).map(|known| known.text().as_bytes());
        let old = known.or_else(|| self.others.get(&path).map(Vec::as_slice));
        match old.and_then(|old| edit.apply(old, lines)) {
            Some(bytes) => self.read_in_full(path, &bytes),
            None => FileChange::Unread(path, "the version before it was not read".to_owned()),
        }
    }

    /// No edit follows of what was read until now.
    pub fn end_of_edits(&mut self) {
        self.others.clear();
    }

    fn next(
        &mut self,
        path: &str,
        next: impl FnOnce(&mut KnownSheet) -> Option<Arc<crate::model::Sheet>>,
    ) -> Option<Arc<crate::model::Sheet>> {
        let known = self.known.get_mut(path)?;
        let before = known.size();
        let sheet = next(known)?;
        self.bytes = (self.bytes + known.size()).saturating_sub(before);
        Some(sheet)
    }

    fn read_in_full(&mut self, path: String, bytes: &[u8]) -> FileChange {
        self.forget(&path);
        let (sheet, problems, known) = KnownSheet::read(bytes);
        match known {
            Some(known) if self.bytes + known.size() <= MOST_BYTES => {
                self.bytes += known.size();
                self.known.insert(path.clone(), known);
            }
            Some(_) | None => {
                self.others.insert(path.clone(), bytes.to_vec());
            }
        }
        match sheet {
            Some(sheet) if problems.is_empty() => FileChange::Known(path, sheet),
            sheet => {
                let sheet = sheet.map(Arc::unwrap_or_clone);
                FileChange::Read(path, ReadSheet { sheet, problems })
            }
        }
    }

    /// Nothing is at `path` any more.
    pub fn forget(&mut self, path: &str) {
        if let Some(known) = self.known.remove(path) {
            self.bytes = self.bytes.saturating_sub(known.size());
        }
        self.others.remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: fast\n    key_results:\n      \
        - id: rtt\n        target: \"< 200 ms\"\n";

    /// What reading the versions one after the other says, whole and by their edits.
    fn both(versions: &[&str]) -> (Vec<String>, Vec<String>) {
        let (mut whole, mut by_edits) = (SheetReader::default(), SheetReader::default());
        let (mut said, mut said_by_edits) = (Vec::new(), Vec::new());
        let mut last: Option<&str> = None;
        for version in versions {
            let path = || "okrs/2026-Q1/payments.yaml".to_owned();
            said.push(format!("{:?}", whole.read(path(), version.as_bytes())));
            let change = match last {
                None => by_edits.read(path(), version.as_bytes()),
                Some(last) => {
                    let edit = LineEdit::between(last.as_bytes(), version.as_bytes());
                    by_edits.edited(path(), &edit, edit.lines(version.as_bytes()))
                }
            };
            said_by_edits.push(format!("{change:?}"));
            last = Some(version);
        }
        (said, said_by_edits)
    }

    #[test]
    fn a_text_and_its_edit_say_the_same_also_where_the_last_one_was_broken() {
        let looser = SHEET.replace("200", "220");
        let broken = SHEET.replace("fast", "[");
        let tagged = SHEET.replace("fast", "&a fast");
        let (said, by_edits) = both(&[
            SHEET, &looser, &broken, &looser, SHEET, &tagged, SHEET, "", SHEET, SHEET, "\u{e9}", SHEET,
        ]);
        assert_eq!(said, by_edits);
        assert!(said.iter().all(|said| !said.contains("Unread")));
    }

    #[test]
    fn an_edit_of_what_was_not_read_is_told() {
        let edit = LineEdit::between(b"a\n", b"b\n");
        let change = SheetReader::default().edited("a.yaml".to_owned(), &edit, b"b\n");
        assert!(matches!(change, FileChange::Unread(..)));
    }
}
