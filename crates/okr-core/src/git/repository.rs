//! The repository: one door for all callers, whichever reader stands behind it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::entry::Entry;
use super::environment::Environment;
use super::layout::Layout;
use super::native::{self, Native};
use super::object::Object;
use super::plumbing::Plumbing;
use super::revision::{WalkEnd, WalkEvent};
use super::{CommitId, GitError, PathChange, Revision, Walk, WalkOptions};
use crate::abreast::in_order;
use crate::snapshot::BlobId;

/// A git repository, open for reading.
pub struct Repository {
    layout: Layout,
    /// libgit2, where it can open this repository.
    native: Option<Native>,
    /// git itself, for all that libgit2 cannot.
    plumbing: Plumbing,
    /// Whether `git -c` said something, which libgit2 does not hear.
    overridden: bool,
    /// Where and by which variables it was opened, to open it once more.
    pub(super) opened_at: PathBuf,
    pub(super) opened_by: Environment,
}

/// A branch to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// As a user would write it: `origin/main`.
    pub name: String,
    /// Where it stands.
    pub commit: CommitId,
}

impl Repository {
    /// The repository that `environment` names, or else the one that holds the folder `dir`. In a hook the
    /// environment is that of the process; [`Environment::default`] looks at the folder alone.
    pub fn open(dir: &Path, environment: &Environment) -> Result<Self, GitError> {
        // libgit2 knows nothing of a common folder that is named apart.
        if environment.common_dir.is_some() {
            return Self::open_through_git(dir, environment);
        }
        match Native::open(dir, environment) {
            Ok((native, layout)) => {
                let plumbing = Plumbing::at(&layout, dir, environment, 20);
                let overridden = environment.config_parameters.is_some();
                let (opened_at, opened_by) = (dir.to_path_buf(), environment.clone());
                Ok(Self { layout, native: Some(native), plumbing, overridden, opened_at, opened_by })
            }
            Err(error) if error.code() == git2::ErrorCode::NotFound => {
                Err(GitError::NoRepository(dir.to_path_buf()))
            }
            Err(error) if error.code() == git2::ErrorCode::Owner => Err(GitError::NotOurs(dir.to_path_buf())),
            // SHA-256, reftable, a partial clone, or whatever git learns next.
            Err(_) => Self::open_through_git(dir, environment),
        }
    }

    /// As [`open`](Self::open), without libgit2.
    pub(super) fn open_through_git(dir: &Path, environment: &Environment) -> Result<Self, GitError> {
        let (plumbing, layout) = Plumbing::open(dir, environment)?;
        let overridden = environment.config_parameters.is_some();
        let (opened_at, opened_by) = (dir.to_path_buf(), environment.clone());
        Ok(Self { layout, native: None, plumbing, overridden, opened_at, opened_by })
    }

    /// The top of the work tree; a bare repository has none.
    pub fn top(&self) -> Option<&Path> {
        self.layout.top.as_deref()
    }

    /// Whether there is no work tree.
    pub fn is_bare(&self) -> bool {
        self.layout.top.is_none()
    }

    /// `.git`, or a linked work tree's own folder in it.
    pub fn git_dir(&self) -> &Path {
        &self.layout.git_dir
    }

    /// The git folder that all linked work trees share.
    pub fn common_dir(&self) -> &Path {
        &self.layout.common_dir
    }

    /// Whether parts of the history are left out of this clone.
    pub fn is_shallow(&self) -> bool {
        self.plumbing.is_shallow()
    }

    /// The current commit; nothing before the first.
    pub fn head(&self) -> Result<Option<CommitId>, GitError> {
        match &self.native {
            Some(native) => native.head(),
            None => self.plumbing.head(),
        }
    }

    /// The commit that `rev` names, in any form git understands; tags are peeled.
    pub fn resolve(&self, rev: &str) -> Result<CommitId, GitError> {
        let unknown = || GitError::UnknownRevision(rev.to_owned());
        // What opens with a dash would be an option to git, and is a name to nobody.
        if rev.is_empty() || rev.starts_with('-') {
            return Err(unknown());
        }
        // libgit2 does not understand all that git does.
        match self.native.as_ref().and_then(|native| native.resolve(rev)) {
            Some(commit) => Ok(commit),
            None => self.plumbing.resolve(rev).ok_or_else(unknown),
        }
    }

    /// The best common ancestor of two commits: of several, the newest.
    pub fn merge_base(&self, a: CommitId, b: CommitId) -> Result<CommitId, GitError> {
        let bases = match &self.native {
            Some(native) => native.merge_bases(a, b)?,
            None => self.plumbing.merge_bases(a, b)?,
        };
        let mut dated = Vec::with_capacity(bases.len());
        for base in bases {
            dated.push((self.commit(base)?.committed, base));
        }
        dated.into_iter().max().map(|(_, base)| base).ok_or_else(|| {
            let (a, b) = (a.to_string(), b.to_string());
            if self.is_shallow() { GitError::Shallow(a, b) } else { GitError::Unrelated(a, b) }
        })
    }

    /// What a review compares with when nothing is named: the upstream of the current branch, else the
    /// remote's default branch.
    pub fn upstream(&self) -> Result<Option<Upstream>, GitError> {
        for rev in ["@{upstream}", "refs/remotes/origin/HEAD"] {
            let Ok(commit) = self.resolve(rev) else { continue };
            let name = match &self.native {
                Some(native) => native.short_name(rev),
                None => self.plumbing.short_name(rev),
            };
            return Ok(Some(Upstream { name: name.unwrap_or_else(|| rev.to_owned()), commit }));
        }
        Ok(None)
    }

    /// A commit.
    pub fn commit(&self, id: CommitId) -> Result<Revision, GitError> {
        match &self.native {
            Some(native) => native.commit(id),
            None => self.plumbing.commit(id),
        }
    }

    /// What differs between two commits in the workspace at `root`, by path; nothing stands for the empty
    /// tree.
    pub fn changed_paths(
        &self,
        before: Option<CommitId>,
        after: Option<CommitId>,
        root: &str,
    ) -> Result<Vec<PathChange>, GitError> {
        match &self.native {
            Some(native) => native.changed_paths(before, after, root),
            None => self.plumbing.changed_paths(before, after, root),
        }
    }

    /// The settings and teams of the workspace at a commit, and maybe its sheets.
    pub(super) fn at_root(&self, commit: CommitId, root: &str) -> Result<Vec<PathChange>, GitError> {
        match &self.native {
            Some(native) => native.at_root(commit, root),
            None => self.plumbing.changed_paths(None, Some(commit), root),
        }
    }

    /// Tells every commit up to `tip` that changes the workspace, oldest first, as it is found. Breaking off
    /// ends in [`GitError::Stopped`].
    pub fn walk_with(
        &self,
        options: &WalkOptions,
        tip: CommitId,
        visit: &mut dyn FnMut(WalkEvent) -> ControlFlow<()>,
    ) -> Result<WalkEnd, GitError> {
        match &self.native {
            Some(native) => native.walk(options, tip, visit),
            None => self.plumbing.walk(options, tip, visit),
        }
    }

    /// As [`walk_with`](Self::walk_with), kept whole. `progress` hears how many commits of how many were
    /// looked at.
    pub fn walk(
        &self,
        options: &WalkOptions,
        tip: CommitId,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Walk, GitError> {
        let mut walk = Walk::default();
        walk.end = self.walk_with(options, tip, &mut |event| {
            match event {
                WalkEvent::Progress { done, total } => progress(done, total),
                WalkEvent::Step(step) => walk.steps.push(step),
                WalkEvent::Gap(gap) => walk.gaps.push(gap),
            }
            ControlFlow::Continue(())
        })?;
        Ok(walk)
    }

    /// The value of a git setting.
    pub fn config(&self, name: &str) -> Result<Option<String>, GitError> {
        match &self.native {
            Some(native) if !self.overridden => native.config(name),
            _ => self.plumbing.config(name),
        }
    }

    /// The value of a setting in the repository's own file alone.
    pub fn local_config(&self, name: &str) -> Result<Option<String>, GitError> {
        self.plumbing.local_config(name)
    }

    /// Writes a setting to the repository's own file, or takes it out there; whole or not at all.
    pub fn set_local_config(&self, name: &str, value: Option<&str>) -> Result<(), GitError> {
        self.plumbing.set_local_config(name, value)
    }

    pub(super) fn config_path(&self, name: &str) -> Result<Option<PathBuf>, GitError> {
        self.plumbing.config_path(name)
    }

    pub(super) fn commits_between(
        &self,
        hidden: &[CommitId],
        tips: &[CommitId],
    ) -> Result<Vec<Revision>, GitError> {
        match &self.native {
            Some(native) => native.commits_between(hidden, tips),
            None => self.plumbing.commits_between(hidden, tips),
        }
    }

    pub(super) fn commits_of_refs(&self, prefix: &str) -> Result<Vec<CommitId>, GitError> {
        match &self.native {
            Some(native) => native.commits_of_refs(prefix),
            None => self.plumbing.commits_of_refs(prefix),
        }
    }

    pub(super) fn has(&self, id: BlobId) -> Result<bool, GitError> {
        match &self.native {
            Some(native) => native.has(id),
            None => self.plumbing.has(id),
        }
    }

    /// Whether an object is there, where that can be told without asking git.
    pub(super) fn has_at_hand(&self, id: BlobId) -> bool {
        self.native.as_ref().is_some_and(|native| native.has(id).unwrap_or(false))
    }

    pub(super) fn index_entries(&self, root: &str) -> Result<Vec<Entry>, GitError> {
        // A split or sparse index is more than libgit2 can read, and only its failing tells.
        match self.native.as_ref().map(|native| native.index_entries(root)) {
            Some(Ok(entries)) => Ok(entries),
            _ => self.plumbing.index_entries(root),
        }
    }

    pub(super) fn names(&self, commit: Option<CommitId>) -> Result<Vec<u8>, GitError> {
        self.plumbing.names(commit)
    }

    pub(super) fn index_holds(&self, folder: &str, name: &str) -> Result<bool, GitError> {
        match self.native.as_ref().map(|native| native.index_holds(folder, name)) {
            Some(Ok(holds)) => Ok(holds),
            _ => self.plumbing.index_holds(folder, name),
        }
    }

    pub(super) fn commit_holds(&self, id: CommitId, folder: &str, name: &str) -> Result<bool, GitError> {
        match &self.native {
            Some(native) => native.holds(id, folder, name),
            None => self.plumbing.holds(id, folder, name),
        }
    }

    pub(super) fn is_sparse(&self) -> Result<bool, GitError> {
        match &self.native {
            Some(native) => Ok(native.is_sparse()),
            None => self.plumbing.is_sparse(),
        }
    }

    /// The blob ids of files on disk whose content was read.
    pub(super) fn hash_files(&self, files: &[(&Path, &[u8])]) -> Result<Vec<BlobId>, GitError> {
        if self.plumbing.id_len == 20 {
            return in_order(files, |(_, bytes)| native::hash_blob(bytes)).into_iter().collect();
        }
        let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.to_path_buf()).collect();
        self.plumbing.hash_files(&paths)
    }

    /// This repository, opened once more, for another thread to read objects from: as one cannot be shared. Nothing
    /// where this process does not read objects itself, but runs git to have them.
    pub fn again(&self) -> Option<Self> {
        let native = self.native.as_ref()?;
        let mut again = Self::open(&self.opened_at, &self.opened_by).ok()?;
        again.native.as_mut()?.share_packs(native);
        Some(again)
    }

    pub(super) fn native(&self) -> Option<&Native> {
        self.native.as_ref()
    }

    pub(super) fn objects(
        &self,
        ids: &mut dyn Iterator<Item = BlobId>,
        largest: u64,
        take: &mut dyn FnMut(BlobId, Object) -> ControlFlow<()>,
    ) -> Result<(), GitError> {
        match &self.native {
            Some(native) => native.blobs(ids, largest, take),
            None => self.plumbing.blobs(ids, largest, take),
        }
    }
}
