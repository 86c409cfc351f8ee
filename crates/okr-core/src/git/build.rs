//! Writing a history: blobs, trees, commits and branches, the same bytes for the same input.
//! For `init --demo` and for tests; nothing here reads the clock, the user's name or a work tree.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::error::Doing;
use super::id::{from_oid, to_oid};
use super::{CommitId, GitError, Person};

/// A commit to write.
#[derive(Debug, Clone)]
pub struct NewCommit {
    /// What it changes against its first parent: new content by path, or nothing to delete the file.
    pub changes: BTreeMap<String, Option<Vec<u8>>>,
    /// Who wrote and committed it.
    pub author: Person,
    /// When, as author and committer.
    pub at: Timestamp,
    /// The author's clock, minutes east of UTC.
    pub offset_minutes: i32,
    /// The message, whole.
    pub message: String,
}

/// Writes commits into a repository, and at the end the work tree.
pub struct HistoryBuilder {
    repo: git2::Repository,
    branch: String,
    tip: Option<CommitId>,
}

impl HistoryBuilder {
    /// A new repository at `path` (made if need be) whose first branch is `branch`. An existing
    /// repository there is taken as it is, and its branch of that name goes on.
    pub fn init(path: &Path, branch: &str) -> Result<Self, GitError> {
        let mut options = git2::RepositoryInitOptions::new();
        // Templates are the user's own and may hold hooks; a history is written without them.
        options.initial_head(branch).external_template(false).mkpath(true);
        let repo = git2::Repository::init_opts(path, &options)
            .doing(|| format!("making a repository at {}", path.display()))?;
        Self::on(repo, branch)
    }

    /// Goes on with an existing repository.
    pub fn open(path: &Path, branch: &str) -> Result<Self, GitError> {
        let repo = git2::Repository::open(path).map_err(|_| GitError::NoRepository(path.to_path_buf()))?;
        Self::on(repo, branch)
    }

    fn on(repo: git2::Repository, branch: &str) -> Result<Self, GitError> {
        let tip = match repo.refname_to_id(&format!("refs/heads/{branch}")) {
            Ok(oid) => Some(CommitId(from_oid(oid))),
            Err(error) if error.code() == git2::ErrorCode::NotFound => None,
            Err(error) => return Err(GitError::failed(format!("reading branch {branch}"), error.message())),
        };
        Ok(Self { repo, branch: branch.to_owned(), tip })
    }

    /// The last commit of the branch, if it has one.
    pub fn tip(&self) -> Option<CommitId> {
        self.tip
    }

    /// Writes a commit on the branch's tip and moves the branch to it.
    pub fn commit(&mut self, new: &NewCommit) -> Result<CommitId, GitError> {
        let parents: Vec<CommitId> = self.tip.into_iter().collect();
        self.commit_merge(new, &parents)
    }

    /// As [`commit`](Self::commit), with parents of the caller's choice: a merge, or a new root.
    pub fn commit_merge(&mut self, new: &NewCommit, parents: &[CommitId]) -> Result<CommitId, GitError> {
        let id = self.commit_aside(new, parents)?;
        self.point(&self.branch.clone(), id)?;
        Ok(id)
    }

    /// Writes a commit and leaves every branch where it is.
    pub fn commit_aside(&self, new: &NewCommit, parents: &[CommitId]) -> Result<CommitId, GitError> {
        let doing = || format!("writing the commit of {}", new.at);
        let parents: Vec<git2::Commit<'_>> = parents
            .iter()
            .map(|parent| self.repo.find_commit(to_oid(parent.0)?).doing(doing))
            .collect::<Result<_, _>>()?;
        let tree = self.tree(&new.changes, parents.first())?;
        let time = git2::Time::new(new.at.as_second(), new.offset_minutes);
        let signature = git2::Signature::new(&new.author.name, &new.author.email, &time).doing(doing)?;
        let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
        let oid =
            self.repo.commit(None, &signature, &signature, &new.message, &tree, &parents).doing(doing)?;
        Ok(CommitId(from_oid(oid)))
    }

    /// Makes `branch` point to `id`.
    pub fn point(&mut self, branch: &str, id: CommitId) -> Result<(), GitError> {
        self.repo
            .reference(&format!("refs/heads/{branch}"), to_oid(id.0)?, true, "git-okr")
            .doing(|| format!("moving branch {branch}"))?;
        if branch == self.branch {
            self.tip = Some(id);
        }
        Ok(())
    }

    /// Writes the branch's tip into the work tree and the index; files that are in the way and differ
    /// are not overwritten.
    pub fn checkout(&self) -> Result<(), GitError> {
        let doing = || format!("checking out {}", self.branch);
        self.repo.set_head(&format!("refs/heads/{}", self.branch)).doing(doing)?;
        let mut how = git2::build::CheckoutBuilder::new();
        how.safe().recreate_missing(true);
        self.repo.checkout_head(Some(&mut how)).doing(doing)
    }

    fn tree(
        &self,
        changes: &BTreeMap<String, Option<Vec<u8>>>,
        parent: Option<&git2::Commit<'_>>,
    ) -> Result<git2::Tree<'_>, GitError> {
        let doing = || "writing a tree";
        let baseline = match parent {
            Some(commit) => self.repo.find_tree(commit.tree_id()),
            None => self
                .repo
                .treebuilder(None)
                .and_then(|empty| empty.write())
                .and_then(|oid| self.repo.find_tree(oid)),
        }
        .doing(doing)?;
        let mut update = git2::build::TreeUpdateBuilder::new();
        for (path, content) in changes {
            match content {
                Some(bytes) => {
                    let blob = self.repo.blob(bytes).doing(|| format!("writing {path}"))?;
                    update.upsert(path.as_str(), blob, git2::FileMode::Blob);
                }
                None => {
                    update.remove(path.as_str());
                }
            }
        }
        let oid = update.create_updated(&self.repo, &baseline).doing(doing)?;
        self.repo.find_tree(oid).doing(doing)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::*;

    fn new(day: i64, changes: &[(&str, Option<&str>)]) -> NewCommit {
        NewCommit {
            changes: changes
                .iter()
                .map(|(path, text)| ((*path).to_owned(), text.map(|text| text.as_bytes().to_vec())))
                .collect(),
            author: Person { name: "payments-lead".into(), email: "payments-lead@pay.example".into() },
            at: Timestamp::from_second(1_767_225_600 + day * 86_400).unwrap(),
            offset_minutes: 480,
            message: format!("Day {day}\n"),
        }
    }

    #[test]
    fn the_same_input_gives_the_same_commits() {
        let ids = || {
            let dir = tempfile::tempdir().unwrap();
            let mut history = HistoryBuilder::init(dir.path(), "main").unwrap();
            let first = history
                .commit(&new(0, &[("okr.yaml", Some("version: 1\n")), ("okrs/2026-Q1/a.yaml", Some("a"))]))
                .unwrap();
            let side = history.commit_aside(&new(1, &[("teams.yaml", Some("t"))]), &[first]).unwrap();
            let main = history.commit(&new(2, &[("okrs/2026-Q1/a.yaml", None)])).unwrap();
            let merge = history.commit_merge(&new(3, &[]), &[main, side]).unwrap();
            (first, side, main, merge)
        };
        assert_eq!(ids(), ids());
    }

    #[test]
    fn a_deleted_file_takes_its_empty_folders_along() {
        let dir = tempfile::tempdir().unwrap();
        let mut history = HistoryBuilder::init(dir.path(), "main").unwrap();
        history
            .commit(&new(0, &[("okr.yaml", Some("version: 1\n")), ("okrs/2026-Q1/a.yaml", Some("a"))]))
            .unwrap();
        let tip = history.commit(&new(1, &[("okrs/2026-Q1/a.yaml", None)])).unwrap();
        let repo = git2::Repository::open(dir.path()).unwrap();
        let tree = repo.find_commit(to_oid(tip.0).unwrap()).unwrap().tree().unwrap();
        let names: Vec<String> = tree.iter().map(|entry| entry.name().unwrap().to_owned()).collect();
        assert_eq!(names, ["okr.yaml"]);
    }

    #[test]
    fn checkout_writes_the_work_tree_clean_and_spares_what_is_in_the_way() {
        let dir = tempfile::tempdir().unwrap();
        let mut history = HistoryBuilder::init(dir.path(), "main").unwrap();
        history.commit(&new(0, &[("okr.yaml", Some("version: 1\n"))])).unwrap();
        history.checkout().unwrap();
        assert_eq!(std::fs::read(dir.path().join("okr.yaml")).unwrap(), b"version: 1\n");
        let repo = git2::Repository::open(dir.path()).unwrap();
        assert!(repo.statuses(None).unwrap().is_empty());

        let other = tempfile::tempdir().unwrap();
        std::fs::write(other.path().join("okr.yaml"), "mine").unwrap();
        let mut history = HistoryBuilder::init(other.path(), "main").unwrap();
        history.commit(&new(0, &[("okr.yaml", Some("version: 1\n"))])).unwrap();
        assert!(history.checkout().is_err());
        assert_eq!(std::fs::read(other.path().join("okr.yaml")).unwrap(), b"mine");
    }
}
