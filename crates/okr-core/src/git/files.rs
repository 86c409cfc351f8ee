//! A state of the repository as a file set.

use std::collections::hash_map::Entry::Vacant;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::entry::{Entry, EntryKind, NO_CONTENT};
use super::object::Object;
use super::worktree::{self, Found};
use super::{CommitId, GitError, PathChange, Repository, Source};
use crate::snapshot::{BlobId, Content, Fetch, File, FileProblem, FileRole, FileSet};

/// Larger files are told and not read: a sheet of this size is none.
pub const LARGEST_FILE: u64 = 1 << 20;

/// Takes a blob's content, or why there is none; breaks off to hear no more.
pub type TakeBlob<'a> = dyn FnMut(BlobId, Result<Arc<[u8]>, FileProblem>) -> ControlFlow<()> + 'a;

impl Repository {
    /// The files of the workspace at `root`, as `source` has them.
    pub fn files(&self, source: Source, root: &str) -> Result<FileSet, GitError> {
        self.files_sharing(source, root, &FileSet::default(), &|_| false)
    }

    /// As [`files`](Self::files); content that `known` holds already is shared with it, not read again, and what
    /// is `understood` is read only should somebody look at it. For a review or a hook, which looks at two states
    /// that are almost the same.
    pub fn files_sharing(
        &self,
        source: Source,
        root: &str,
        known: &FileSet,
        understood: &dyn Fn(BlobId) -> bool,
    ) -> Result<FileSet, GitError> {
        let files = match source {
            Source::WorkTree => self.work_tree_files(root)?,
            Source::Index => self.read_entries(self.index_entries(root)?, known, understood)?,
            Source::Commit(id) => {
                self.read_entries(entries(self.changed_paths(None, Some(id), root)?), known, understood)?
            }
        };
        Ok(FileSet { root: root.to_owned(), files })
    }

    /// What `okr.yaml` and `teams.yaml` are at a commit, without the sheets.
    pub fn settings_files(&self, commit: CommitId, root: &str) -> Result<FileSet, GitError> {
        let mut entries = entries(self.at_root(commit, root)?);
        entries.retain(|entry| {
            matches!(FileRole::of(root, &entry.path), Some(FileRole::Settings | FileRole::Teams))
        });
        Ok(FileSet {
            root: root.to_owned(),
            files: self.read_entries(entries, &FileSet::default(), &|_| false)?,
        })
    }

    fn work_tree_files(&self, root: &str) -> Result<BTreeMap<String, File>, GitError> {
        let top = self.top().ok_or(GitError::Bare)?;
        let mut files = BTreeMap::new();
        let found = worktree::files(top, root, LARGEST_FILE)?;
        let readable: Vec<(&Path, &[u8])> = found
            .iter()
            .filter_map(|found| Some((found.on_disk.as_path(), found.content.as_ref().ok()?.as_slice())))
            .collect();
        let mut ids = self.hash_files(&readable)?.into_iter();
        for Found { path, content, .. } in found {
            let file = match content {
                Ok(bytes) => File {
                    id: ids.next().unwrap_or(NO_CONTENT),
                    content: Ok(Content::from(bytes.as_slice())),
                },
                Err(problem) => File { id: NO_CONTENT, content: Err(problem) },
            };
            files.insert(path, file);
        }
        // A sparse checkout keeps files out of the work tree on purpose: for git they are unchanged, not
        // deleted.
        if self.is_sparse()? {
            let skipped = self.index_entries(root)?.into_iter().filter(|entry| entry.skipped);
            for (path, file) in self.read_entries(skipped.collect(), &FileSet::default(), &|_| false)? {
                files.entry(path).or_insert(file);
            }
        }
        Ok(files)
    }

    fn read_entries(
        &self,
        entries: Vec<Entry>,
        known: &FileSet,
        understood: &dyn Fn(BlobId) -> bool,
    ) -> Result<BTreeMap<String, File>, GitError> {
        let mut contents: HashMap<BlobId, Result<Content, FileProblem>> = known
            .files
            .values()
            .filter(|file| file.content.is_ok())
            .map(|file| (file.id, file.content.clone()))
            .collect();
        let mut wanted: Vec<BlobId> = Vec::new();
        let mut fetch = None;
        for entry in entries.iter().filter(|entry| entry.kind == EntryKind::File) {
            let Vacant(place) = contents.entry(entry.id) else { continue };
            if understood(entry.id) && self.has_at_hand(entry.id) {
                let fetch = fetch.get_or_insert_with(|| self.fetch_later());
                place.insert(Ok(Content::later(entry.id, Arc::clone(fetch))));
            } else {
                wanted.push(entry.id);
            }
        }
        self.blobs(&mut wanted.into_iter(), &mut |id, content| {
            contents.insert(id, content.map(Content::from));
            ControlFlow::Continue(())
        })?;
        let file = |entry: Entry| {
            let content = match entry.kind {
                EntryKind::Special => Err(FileProblem::NotAFile),
                EntryKind::Unmerged => Err(FileProblem::Unmerged),
                EntryKind::File => contents
                    .get(&entry.id)
                    .cloned()
                    .unwrap_or_else(|| Err(FileProblem::Absent("not read".to_owned()))),
            };
            let id = if entry.kind == EntryKind::File { entry.id } else { NO_CONTENT };
            (entry.path, File { id, content })
        };
        Ok(entries.into_iter().map(file).collect())
    }

    /// Brings contents when they are looked at: through a repository of its own, opened for the first of them.
    fn fetch_later(&self) -> Arc<Fetch> {
        let (folder, environment) = (self.opened_at.clone(), self.opened_by.clone());
        let opened: Mutex<Option<Self>> = Mutex::new(None);
        Arc::new(move |id| {
            let mut opened = opened.lock().ok()?;
            if opened.is_none() {
                *opened = Some(Self::open(&folder, &environment).ok()?);
            }
            opened.as_ref()?.blob(id).ok()
        })
    }

    /// Puts blobs into the order in which they are read quickest, where one is known: else they stay as they
    /// are, and should be named file by file, as versions of a file are mostly deltas of each other.
    pub fn order_to_read<T>(&self, blobs: &mut [T], id: impl Fn(&T) -> BlobId) {
        if let Some(native) = self.native() {
            native.order_to_read(blobs, id);
        }
    }

    /// Hands the content of every blob of `ids` to `take`, in the order given, until it breaks off.
    pub fn blobs(
        &self,
        ids: &mut dyn Iterator<Item = BlobId>,
        take: &mut TakeBlob<'_>,
    ) -> Result<(), GitError> {
        self.objects(ids, LARGEST_FILE, &mut |id, object| {
            let content = match object {
                Object::Bytes(bytes) => Ok(bytes),
                Object::TooLarge(size) => Err(FileProblem::TooLarge(size)),
                Object::Absent(why) => Err(FileProblem::Absent(why)),
            };
            take(id, content)
        })
    }

    /// The content of one blob.
    pub fn blob(&self, id: BlobId) -> Result<Arc<[u8]>, FileProblem> {
        let mut found = Err(FileProblem::Absent(format!("{id} was not read")));
        let read = self.blobs(&mut std::iter::once(id), &mut |_, content| {
            found = content;
            ControlFlow::Continue(())
        });
        read.map_err(|error| FileProblem::Absent(error.to_string())).and(found)
    }
}
/// What a commit holds, as its paths tell it.
fn entries(paths: Vec<PathChange>) -> Vec<Entry> {
    let entry = |change: PathChange| Entry {
        path: change.path,
        id: change.after.unwrap_or(NO_CONTENT),
        kind: if change.special { EntryKind::Special } else { EntryKind::File },
        skipped: false,
    };
    paths.into_iter().map(entry).collect()
}
