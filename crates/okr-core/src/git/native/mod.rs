//! The reader through libgit2: fast, in-process, SHA-1 repositories only.

mod index;
mod index_file;
mod open;
mod rev;
mod walk;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::rc::Rc;

use super::compare::{self, ReadTree};
use super::error::Doing;
use super::id::{from_bytes, to_oid};
use super::object::Object;
use super::raw_commit::RawCommit;
use super::{CommitId, GitError, PathChange, Revision};
use crate::snapshot::BlobId;

/// Trees kept while walking; two states of a workspace of thousands of sheets fit in easily.
const TREE_CACHE_BYTES: usize = 16 << 20;

/// A repository that libgit2 can open.
pub(super) struct Native {
    repo: git2::Repository,
    /// The index to read instead of the repository's own: what `GIT_INDEX_FILE` said.
    index_file: Option<PathBuf>,
    index_bytes: RefCell<Option<index::IndexBytes>>,
    /// The commits whose parents a shallow clone leaves out, sorted.
    shallow: Vec<BlobId>,
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
            let object = match read_blob(&odb, id, largest) {
                Ok(object) => object,
                Err(error) => Object::Absent(error.message().to_owned()),
            };
            if take(id, object).is_break() {
                return Err(GitError::Stopped);
            }
        }
        Ok(())
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
        let object = odb.read(to_oid(id.0)?).doing(doing)?;
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
        let object = odb.read(to_oid(id.0)?).doing(doing)?;
        parse_commit(&object)
            .map(|commit| commit.tree)
            .ok_or_else(|| GitError::failed(doing(), "not a commit"))
    }

    fn with_trees<T>(
        &self,
        work: &mut dyn FnMut(&mut ReadTree<'_>) -> Result<T, GitError>,
    ) -> Result<T, GitError> {
        let mut trees = Trees::of(&self.repo)?;
        work(&mut |id| trees.read(id))
    }
}

fn parse_commit<'a>(object: &'a git2::OdbObject<'_>) -> Option<RawCommit<'a>> {
    (object.kind() == git2::ObjectType::Commit).then(|| RawCommit::parse(object.data())).flatten()
}

fn read_blob(odb: &git2::Odb<'_>, id: BlobId, largest: u64) -> Result<Object, git2::Error> {
    let oid = git2::Oid::from_bytes(&id.bytes[..usize::from(id.len)])?;
    // The header comes first: an object of gigabytes must not be unpacked to learn that it is one.
    let (size, kind) = odb.read_header(oid)?;
    if kind != git2::ObjectType::Blob {
        return Ok(Object::Absent(format!("{id} is a {kind}, not a blob")));
    }
    let size = u64::try_from(size).unwrap_or(u64::MAX);
    if size > largest {
        return Ok(Object::TooLarge(size));
    }
    Ok(Object::Bytes(odb.read(oid)?.data().to_vec()))
}

/// Tree objects, with those read last kept: a commit's trees are mostly its parent's.
struct Trees<'r> {
    odb: git2::Odb<'r>,
    kept: HashMap<BlobId, Rc<[u8]>>,
    bytes: usize,
}

impl<'r> Trees<'r> {
    fn of(repo: &'r git2::Repository) -> Result<Self, GitError> {
        let odb = repo.odb().doing(|| "opening the object store")?;
        Ok(Self { odb, kept: HashMap::new(), bytes: 0 })
    }

    fn read(&mut self, id: BlobId) -> Result<Rc<[u8]>, GitError> {
        if let Some(bytes) = self.kept.get(&id) {
            return Ok(Rc::clone(bytes));
        }
        let doing = || format!("reading tree {id}");
        let object = self.odb.read(to_oid(id)?).doing(doing)?;
        if object.kind() != git2::ObjectType::Tree {
            return Err(GitError::failed(doing(), format!("it is a {}", object.kind())));
        }
        let bytes: Rc<[u8]> = Rc::from(object.data());
        if self.bytes + bytes.len() > TREE_CACHE_BYTES {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += bytes.len();
        self.kept.insert(id, Rc::clone(&bytes));
        Ok(bytes)
    }
}

/// The id that content would have as a blob.
pub(super) fn hash_blob(bytes: &[u8]) -> Result<BlobId, GitError> {
    let oid = git2::Oid::hash_object(git2::ObjectType::Blob, bytes).doing(|| "hashing a file")?;
    from_bytes(oid.as_bytes()).ok_or_else(|| GitError::failed("hashing a file", "odd id"))
}
