//! The index through libgit2.

use super::super::entry::{Entry, EntryKind};
use super::super::id::from_oid;
use super::Native;
use crate::snapshot::FileRole;

/// Marks in an entry's extended flags.
const INTENT_TO_ADD: u16 = git2::IndexEntryExtendedFlag::INTENT_TO_ADD.bits();
const SKIP_WORKTREE: u16 = git2::IndexEntryExtendedFlag::SKIP_WORKTREE.bits();

impl Native {
    /// What the index holds of the workspace at `root`, in path order, unmerged paths once.
    pub(in crate::git) fn index_entries(&self, root: &str) -> Result<Vec<Entry>, git2::Error> {
        let index = self.index()?;
        let mut entries: Vec<Entry> = Vec::new();
        // A path's stages follow each other, and paths of one folder do too: one jump a prefix instead of
        // a copy of an index that may hold tens of thousands of other paths.
        for prefix in [format!("{root}okr.yaml"), format!("{root}okrs"), format!("{root}teams.yaml")] {
            let Ok(first) = index.find_prefix(prefix.as_str()) else { continue };
            for entry in (first..index.len()).map_while(|at| index.get(at)) {
                if !entry.path.starts_with(prefix.as_bytes()) {
                    break;
                }
                take(root, &entry, &mut entries);
            }
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    /// Whether the index holds the path `name` in the folder `root`.
    pub(in crate::git) fn index_holds(&self, root: &str, name: &str) -> Result<bool, git2::Error> {
        let index = self.index()?;
        let path = format!("{root}{name}");
        let Ok(first) = index.find_prefix(path.as_str()) else { return Ok(false) };
        Ok((first..index.len())
            .map_while(|at| index.get(at))
            .take_while(|entry| entry.path.starts_with(path.as_bytes()))
            .any(|entry| entry.path == path.as_bytes() && entry.flags_extended & INTENT_TO_ADD == 0))
    }

    /// Whether a setting leaves parts of the index out of the work tree.
    pub(in crate::git) fn is_sparse(&self) -> bool {
        let config = self.repo.config().and_then(|mut config| config.snapshot());
        config.and_then(|config| config.get_bool("core.sparsecheckout")).unwrap_or(false)
    }

    fn index(&self) -> Result<git2::Index, git2::Error> {
        match &self.index_file {
            Some(file) => git2::Index::open(file),
            None => self.repo.index(),
        }
    }
}

fn take(root: &str, entry: &git2::IndexEntry, entries: &mut Vec<Entry>) {
    let path = String::from_utf8_lossy(&entry.path).into_owned();
    if FileRole::of(root, &path).is_none() {
        return;
    }
    // `git add -N` leaves an entry with an empty blob; there is nothing to commit at this path yet.
    if entry.flags_extended & INTENT_TO_ADD != 0 {
        return;
    }
    let stage = (entry.flags >> 12) & 3;
    let kind = match (stage, entry.mode & 0o170_000) {
        (0, 0o100_000) => EntryKind::File,
        (0, _) => EntryKind::Special,
        _ => EntryKind::Unmerged,
    };
    if kind == EntryKind::Unmerged && entries.last().is_some_and(|last| last.path == path) {
        return;
    }
    let skipped = entry.flags_extended & SKIP_WORKTREE != 0;
    entries.push(Entry { path, id: from_oid(entry.id), kind, skipped });
}
