//! The index of a repository that libgit2 can open: read here where its file is of the common sort, else by
//! libgit2.

use std::fs::File;
use std::sync::Arc;
use std::time::SystemTime;

use super::super::entry::{Entry, EntryKind};
use super::super::id::{from_bytes, from_oid};
use super::Native;
use super::index_file::{self, IndexEntry};
use crate::snapshot::FileRole;

/// Marks in an entry's extended flags.
const INTENT_TO_ADD: u16 = git2::IndexEntryExtendedFlag::INTENT_TO_ADD.bits();
const SKIP_WORKTREE: u16 = git2::IndexEntryExtendedFlag::SKIP_WORKTREE.bits();

/// An index file as it was read last: a hook asks for it several times, and tens of thousands of files that belong to no
/// workspace are passed once for each that is asked for.
#[derive(Default)]
pub(super) struct KnownIndex {
    /// Its length and when it changed; nothing where there is none.
    state: Option<(u64, Option<SystemTime>)>,
    /// What may belong to a workspace, by its root.
    near: Vec<(String, Arc<[Near]>)>,
}

/// An entry that may belong to a workspace, in itself.
struct Near {
    path: Vec<u8>,
    id: Vec<u8>,
    mode: u32,
    stage: u16,
    intent_to_add: bool,
    skipped: bool,
}

impl Near {
    fn of(entry: &IndexEntry<'_>) -> Self {
        let IndexEntry { path, mode, id, stage, intent_to_add, skipped } = *entry;
        Self { path: path.to_vec(), id: id.to_vec(), mode, stage, intent_to_add, skipped }
    }

    fn entry(&self) -> IndexEntry<'_> {
        let Self { path, id, mode, stage, intent_to_add, skipped } = self;
        IndexEntry { path, id, mode: *mode, stage: *stage, intent_to_add: *intent_to_add, skipped: *skipped }
    }
}

/// Whether a path may belong to a workspace in `root`.
fn is_near(path: &[u8], root: &str) -> bool {
    path.strip_prefix(root.as_bytes()).is_some_and(|path| path.starts_with(b"okr") || path == b"teams.yaml")
}

impl Native {
    /// What the index holds of the workspace at `root`, in path order, unmerged paths once.
    pub(in crate::git) fn index_entries(&self, root: &str) -> Result<Vec<Entry>, git2::Error> {
        let mut entries: Vec<Entry> = Vec::new();
        match self.near(root) {
            Some(near) => near.iter().for_each(|near| take(root, &near.entry(), &mut entries)),
            None => entries = self.entries_by_libgit2(root)?,
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    /// Whether the index holds the path `name` in the folder `root`.
    pub(in crate::git) fn index_holds(&self, root: &str, name: &str) -> Result<bool, git2::Error> {
        let path = format!("{root}{name}");
        if is_near(path.as_bytes(), root)
            && let Some(near) = self.near(root)
        {
            return Ok(near.iter().any(|entry| entry.path == path.as_bytes() && !entry.intent_to_add));
        }
        let index = self.index()?;
        let Ok(first) = index.find_prefix(path.as_str()) else { return Ok(false) };
        Ok((first..index.len())
            .map_while(|at| index.get(at))
            .take_while(|entry| entry.path.starts_with(path.as_bytes()))
            .any(|entry| entry.path == path.as_bytes() && entry.flags_extended & INTENT_TO_ADD == 0))
    }

    fn entries_by_libgit2(&self, root: &str) -> Result<Vec<Entry>, git2::Error> {
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
                let id = from_oid(entry.id);
                let entry = IndexEntry {
                    path: &entry.path,
                    mode: entry.mode,
                    id: &id.bytes[..usize::from(id.len)],
                    stage: entry.flags >> 12 & 3,
                    intent_to_add: entry.flags_extended & INTENT_TO_ADD != 0,
                    skipped: entry.flags_extended & SKIP_WORKTREE != 0,
                };
                take(root, &entry, &mut entries);
            }
        }
        Ok(entries)
    }

    /// What may belong to the workspace in `root`; nothing where the file is not of the common sort.
    fn near(&self, root: &str) -> Option<Arc<[Near]>> {
        let path = self.index_file.clone().unwrap_or_else(|| self.repo.path().join("index"));
        let file = match File::open(&path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(_) => return None,
        };
        let metadata = file.as_ref().map(File::metadata).transpose().ok()?;
        let state = metadata.map(|metadata| (metadata.len(), metadata.modified().ok()));
        let mut known = self.known_index.borrow_mut();
        if known.state != state {
            *known = KnownIndex { state, near: Vec::new() };
        }
        if let Some((_, near)) = known.near.iter().find(|(of, _)| of == root) {
            return Some(Arc::clone(near));
        }
        let mut near = Vec::new();
        if let Some(file) = file.filter(|_| state.is_some_and(|(length, _)| length > 0)) {
            index_file::read(file, &mut |entry| {
                if is_near(entry.path, root) {
                    near.push(Near::of(&entry));
                }
            })?;
        }
        let near: Arc<[Near]> = near.into();
        known.near.push((root.to_owned(), Arc::clone(&near)));
        Some(near)
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

fn take(root: &str, entry: &IndexEntry<'_>, entries: &mut Vec<Entry>) {
    let path = String::from_utf8_lossy(entry.path).into_owned();
    if FileRole::of(root, &path).is_none() {
        return;
    }
    // `git add -N` leaves an entry with an empty blob; there is nothing to commit at this path yet.
    if entry.intent_to_add {
        return;
    }
    let kind = match (entry.stage, entry.mode & 0o170_000) {
        (0, 0o100_000) => EntryKind::File,
        (0, _) => EntryKind::Special,
        _ => EntryKind::Unmerged,
    };
    if kind == EntryKind::Unmerged && entries.last().is_some_and(|last| last.path == path) {
        return;
    }
    let Some(id) = from_bytes(entry.id) else { return };
    entries.push(Entry { path, id, kind, skipped: entry.skipped });
}
