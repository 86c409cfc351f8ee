//! The reader through libgit2: fast, in-process, SHA-1 repositories only.

mod index;
mod index_file;
mod open;
mod packs;
mod rev;
mod walk;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use super::compare::{self, ReadTree};
use super::error::Doing;
use super::id::from_bytes;
use super::object::Object;
use super::raw_commit::RawCommit;
use super::{CommitId, GitError, PathChange, Revision};
use crate::snapshot::BlobId;
use packs::{ObjectKind, PackedObject, Packs};

/// Trees kept while walking; two states of a workspace of thousands of sheets fit in easily.
const TREE_CACHE_BYTES: usize = 4 << 20;

/// A repository that libgit2 can open.
pub(super) struct Native {
    repo: git2::Repository,
    /// The index to read instead of the repository's own: what `GIT_INDEX_FILE` said.
    index_file: Option<PathBuf>,
    known_index: RefCell<index::KnownIndex>,
    /// The commits whose parents a shallow clone leaves out, sorted.
    shallow: Vec<BlobId>,
    packs: OnceCell<RefCell<Packs>>,
}

impl Native {
    /// Whether `id` is where a shallow clone is cut.
    fn is_cut(&self, id: BlobId) -> bool {
        self.shallow.binary_search(&id).is_ok()
    }

    /// Hands every blob of `ids` to `take`, in the order given.
    pub(super) fn blobs(
        &self,
        ids: &mut dyn Iterator<Item = BlobId>,
        largest: u64,
        take: &mut dyn FnMut(BlobId, Object) -> ControlFlow<()>,
    ) -> Result<(), GitError> {
        let odb = self.repo.odb().doing(|| "opening the object store")?;
        for id in ids {
            let object = match self.read_blob(&odb, id, largest) {
                Ok(object) => object,
                Err(error) => Object::Absent(error.message().to_owned()),
            };
            if take(id, object).is_break() {
                return Err(GitError::Stopped);
            }
        }
        Ok(())
    }

    /// Puts objects into the order in which they are read quickest: as they stand in packs, and then what is in
    /// none, as given.
    pub(super) fn order_to_read<T>(&self, objects: &mut [T], id: impl Fn(&T) -> BlobId) {
        let packs = self.packs().borrow();
        objects.sort_by_cached_key(|object| {
            let place = packs.place(id(object));
            (place.is_none(), place)
        });
    }

    /// Reads from the packs that `other` has open: one look at the same repository beside another.
    pub(super) fn share_packs(&mut self, other: &Self) {
        self.packs = OnceCell::from(RefCell::new(other.packs().borrow().again()));
    }

    fn packs(&self) -> &RefCell<Packs> {
        self.packs.get_or_init(|| RefCell::new(Packs::below(&self.repo.commondir().join("objects"))))
    }

    /// An object of a kind that is never huge.
    fn object(&self, odb: &git2::Odb<'_>, id: BlobId) -> Result<PackedObject, git2::Error> {
        if let Some(object) = self.packs().borrow_mut().read(id, u64::MAX) {
            return Ok(object);
        }
        let object = odb.read(git2::Oid::from_bytes(&id.bytes[..usize::from(id.len)])?)?;
        Ok(PackedObject { kind: kind(object.kind()), bytes: Arc::from(object.data()) })
    }

    fn read_blob(&self, odb: &git2::Odb<'_>, id: BlobId, largest: u64) -> Result<Object, git2::Error> {
        let not_a_blob =
            |kind: &dyn std::fmt::Display| Object::Absent(format!("{id} is a {kind}, not a blob"));
        if let Some(object) = self.packs().borrow_mut().read(id, largest) {
            return Ok(match object.kind {
                ObjectKind::Blob => Object::Bytes(object.bytes),
                kind => not_a_blob(&kind),
            });
        }
        let oid = git2::Oid::from_bytes(&id.bytes[..usize::from(id.len)])?;
        // The header comes first: an object of gigabytes must not be unpacked to learn that it is one.
        let (size, kind) = odb.read_header(oid)?;
        if kind != git2::ObjectType::Blob {
            return Ok(not_a_blob(&kind));
        }
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        if size > largest {
            return Ok(Object::TooLarge(size));
        }
        Ok(Object::Bytes(Arc::from(odb.read(oid)?.data())))
    }

    /// What differs between two commits in the workspace at `root`.
    pub(super) fn changed_paths(
        &self,
        old: Option<CommitId>,
        new: Option<CommitId>,
        root: &str,
    ) -> Result<Vec<PathChange>, GitError> {
        let tree = |commit: Option<CommitId>| commit.map(|commit| self.tree_of(commit)).transpose();
        let (old, new) = (tree(old)?, tree(new)?);
        self.with_trees(&mut |read| compare::compare(read, root, old, new))
    }

    /// What of the workspace stands in the folder `root` of a commit itself.
    pub(super) fn at_root(&self, commit: CommitId, root: &str) -> Result<Vec<PathChange>, GitError> {
        let tree = self.tree_of(commit)?;
        self.with_trees(&mut |read| compare::at_root(read, root, tree))
    }

    /// Whether `name` stands in the folder `root` of a commit.
    pub(super) fn holds(&self, commit: CommitId, root: &str, name: &str) -> Result<bool, GitError> {
        let tree = self.tree_of(commit)?;
        self.with_trees(&mut |read| compare::holds(read, tree, root, name))
    }

    /// A commit.
    pub(super) fn commit(&self, id: CommitId) -> Result<Revision, GitError> {
        let odb = self.repo.odb().doing(|| "opening the object store")?;
        self.revision(&odb, id)
    }

    fn revision(&self, odb: &git2::Odb<'_>, id: CommitId) -> Result<Revision, GitError> {
        let doing = || format!("reading commit {id}");
        let object = self.object(odb, id.0).doing(doing)?;
        let commit = parse_commit(&object).ok_or_else(|| GitError::failed(doing(), "not a commit"))?;
        Ok(self.told(id, &commit))
    }

    /// A commit that was read, with its parents as this clone knows them.
    fn told(&self, id: CommitId, commit: &RawCommit<'_>) -> Revision {
        let parents: &[BlobId] = if self.is_cut(id.0) { &[] } else { &commit.parents };
        commit.revision(id, parents.iter().copied().map(CommitId).collect())
    }

    fn tree_of(&self, id: CommitId) -> Result<BlobId, GitError> {
        let doing = || format!("reading commit {id}");
        let odb = self.repo.odb().doing(doing)?;
        let object = self.object(&odb, id.0).doing(doing)?;
        parse_commit(&object)
            .map(|commit| commit.tree)
            .ok_or_else(|| GitError::failed(doing(), "not a commit"))
    }

    fn with_trees<T>(
        &self,
        work: &mut dyn FnMut(&mut ReadTree<'_>) -> Result<T, GitError>,
    ) -> Result<T, GitError> {
        let mut trees = Trees::of(self)?;
        work(&mut |id| trees.read(id))
    }
}

fn parse_commit(object: &PackedObject) -> Option<RawCommit<'_>> {
    (object.kind == ObjectKind::Commit).then(|| RawCommit::parse(&object.bytes)).flatten()
}

fn kind(kind: git2::ObjectType) -> ObjectKind {
    match kind {
        git2::ObjectType::Commit => ObjectKind::Commit,
        git2::ObjectType::Tree => ObjectKind::Tree,
        git2::ObjectType::Tag => ObjectKind::Tag,
        // An object of the store is one of the four.
        git2::ObjectType::Blob | git2::ObjectType::Any => ObjectKind::Blob,
    }
}

/// Tree objects, with those read last kept: a commit's trees are mostly its parent's.
struct Trees<'r> {
    native: &'r Native,
    odb: git2::Odb<'r>,
    kept: HashMap<BlobId, Arc<[u8]>>,
    bytes: usize,
}

impl<'r> Trees<'r> {
    fn of(native: &'r Native) -> Result<Self, GitError> {
        let odb = native.repo.odb().doing(|| "opening the object store")?;
        Ok(Self { native, odb, kept: HashMap::new(), bytes: 0 })
    }

    fn read(&mut self, id: BlobId) -> Result<Arc<[u8]>, GitError> {
        if let Some(bytes) = self.kept.get(&id) {
            return Ok(Arc::clone(bytes));
        }
        let doing = || format!("reading tree {id}");
        let object = self.native.object(&self.odb, id).doing(doing)?;
        if object.kind != ObjectKind::Tree {
            return Err(GitError::failed(doing(), format!("it is a {}", object.kind)));
        }
        let bytes = object.bytes;
        if self.bytes + bytes.len() > TREE_CACHE_BYTES {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += bytes.len();
        self.kept.insert(id, Arc::clone(&bytes));
        Ok(bytes)
    }
}

/// The id that content would have as a blob.
pub(super) fn hash_blob(bytes: &[u8]) -> Result<BlobId, GitError> {
    let oid = git2::Oid::hash_object(git2::ObjectType::Blob, bytes).doing(|| "hashing a file")?;
    from_bytes(oid.as_bytes()).ok_or_else(|| GitError::failed("hashing a file", "odd id"))
}
