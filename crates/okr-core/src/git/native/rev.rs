//! Revisions through libgit2: names to commits, and the ancestors that two commits share.

use super::super::error::Doing;
use super::super::id::{from_oid, to_oid};
use super::super::{CommitId, GitError};
use super::Native;
use crate::snapshot::BlobId;

impl Native {
    /// The commit that `rev` names, tags peeled. Nothing where libgit2 finds none, which is not the last
    /// word: git understands more than libgit2 does.
    pub(in crate::git) fn resolve(&self, rev: &str) -> Option<CommitId> {
        let commit = self.repo.revparse_single(rev).ok()?.peel_to_commit().ok()?;
        Some(CommitId(from_oid(commit.id())))
    }

    /// The current commit; nothing where there is none yet.
    pub(in crate::git) fn head(&self) -> Result<Option<CommitId>, GitError> {
        match self.repo.head().and_then(|head| head.peel_to_commit()) {
            Ok(commit) => Ok(Some(CommitId(from_oid(commit.id())))),
            Err(error)
                if matches!(error.code(), git2::ErrorCode::UnbornBranch | git2::ErrorCode::NotFound) =>
            {
                Ok(None)
            }
            Err(error) => Err(GitError::failed("reading HEAD", error.message())),
        }
    }

    /// All best common ancestors of two commits.
    pub(in crate::git) fn merge_bases(&self, a: CommitId, b: CommitId) -> Result<Vec<CommitId>, GitError> {
        match self.repo.merge_bases(to_oid(a.0)?, to_oid(b.0)?) {
            Ok(bases) => Ok(bases.iter().map(|oid| CommitId(from_oid(*oid))).collect()),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).doing(|| format!("looking for the merge base of {a} and {b}")),
        }
    }

    /// The commits that the refs below `prefix` point to, tags peeled; for all refs, HEAD's too.
    pub(in crate::git) fn commits_of_refs(&self, prefix: &str) -> Result<Vec<CommitId>, GitError> {
        let doing = || format!("reading {prefix}");
        let mut commits = Vec::new();
        for reference in self.repo.references().doing(doing)? {
            // A ref that is broken, or that points to no commit, hides nothing.
            let Ok(reference) = reference else { continue };
            if reference.name_bytes().starts_with(prefix.as_bytes())
                && let Ok(commit) = reference.peel_to_commit()
            {
                commits.push(CommitId(from_oid(commit.id())));
            }
        }
        if prefix == "refs/" {
            commits.extend(self.head()?);
        }
        Ok(commits)
    }

    /// Whether there is such an object, of whatever kind.
    pub(in crate::git) fn has(&self, id: BlobId) -> Result<bool, GitError> {
        let odb = self.repo.odb().doing(|| "opening the object store")?;
        Ok(odb.exists(to_oid(id)?))
    }

    /// The reference that `rev` stands for, as a user would write it.
    pub(in crate::git) fn short_name(&self, rev: &str) -> Option<String> {
        let (_, reference) = self.repo.revparse_ext(rev).ok()?;
        let reference = reference?.resolve().ok()?;
        reference.shorthand().ok().map(str::to_owned)
    }
}
