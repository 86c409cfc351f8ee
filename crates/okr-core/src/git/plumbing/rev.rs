//! Revisions through git: names to commits, ancestors, commits and what differs between them.

use super::super::error::Doing;
use super::super::id::from_hex;
use super::super::raw_commit::RawCommit;
use super::super::{CommitId, GitError, PathChange, Revision};
use super::run::Plumbing;
use super::{pathspecs, raw, workspace_changes};
use crate::snapshot::BlobId;

impl Plumbing {
    /// The commit that `rev` names, tags peeled.
    pub(in crate::git) fn resolve(&self, rev: &str) -> Option<CommitId> {
        // Two steps, because `:/text` takes all that follows for text.
        let object = self.name(rev)?;
        self.name(&format!("{object}^{{commit}}")).map(CommitId)
    }

    fn name(&self, rev: &str) -> Option<BlobId> {
        // Before git 2.24 there was no --end-of-options; our callers refuse a leading dash. On a name it cannot
        // make sense of, git dies rather than ending with 1.
        let said = self.print_if_any(&["rev-parse", "--verify", "--quiet", rev]);
        from_hex(said.ok()??.trim_ascii())
    }

    /// The commits that the refs below `prefix` point to, tags peeled; for all refs, HEAD's too.
    pub(in crate::git) fn commits_of_refs(&self, prefix: &str) -> Result<Vec<CommitId>, GitError> {
        let format = "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname)";
        let said = self.print(&["for-each-ref", format, prefix])?;
        let mut commits: Vec<CommitId> = said
            .split(|&byte| byte == b'\n')
            .filter_map(|line| {
                let words: Vec<&[u8]> = line.split(|&byte| byte == b' ').collect();
                words.chunks(2).find_map(|pair| match pair {
                    [b"commit", id] => from_hex(id).map(CommitId),
                    _ => None,
                })
            })
            .collect();
        if prefix == "refs/" {
            commits.extend(self.head()?);
        }
        Ok(commits)
    }

    /// Whether there is such an object, of whatever kind.
    pub(in crate::git) fn has(&self, id: BlobId) -> Result<bool, GitError> {
        Ok(self.print_if_any(&["cat-file", "-e", &id.to_string()])?.is_some())
    }

    /// The reference that `rev` stands for, as a user would write it.
    pub(in crate::git) fn short_name(&self, rev: &str) -> Option<String> {
        let said = self.print(&["rev-parse", "--abbrev-ref", rev]).ok()?;
        let name = String::from_utf8_lossy(said.trim_ascii()).into_owned();
        (!name.is_empty()).then_some(name)
    }

    /// The current commit; nothing where there is none yet.
    pub(in crate::git) fn head(&self) -> Result<Option<CommitId>, GitError> {
        match self.name("HEAD") {
            None => Ok(None),
            Some(id) => self
                .name(&format!("{id}^{{commit}}"))
                .map(|id| Some(CommitId(id)))
                .ok_or_else(|| GitError::failed("reading HEAD", format!("{id} is not in this repository"))),
        }
    }

    /// All best common ancestors of two commits.
    pub(in crate::git) fn merge_bases(&self, a: CommitId, b: CommitId) -> Result<Vec<CommitId>, GitError> {
        let (a, b) = (a.to_string(), b.to_string());
        let said = self.print_if_any(&["merge-base", "--all", &a, &b])?.unwrap_or_default();
        Ok(said.split(|&byte| byte == b'\n').filter_map(from_hex).map(CommitId).collect())
    }

    /// A commit.
    pub(in crate::git) fn commit(&self, id: CommitId) -> Result<Revision, GitError> {
        self.commits(&[id])?
            .pop()
            .ok_or_else(|| GitError::failed(format!("reading commit {id}"), "no answer"))
    }

    /// A commit from the bytes of its object, with the parents that this clone has.
    pub(super) fn revision(&self, id: CommitId, bytes: &[u8]) -> Result<Revision, GitError> {
        let commit = RawCommit::parse(bytes)
            .ok_or_else(|| GitError::failed(format!("reading commit {id}"), "not a commit"))?;
        let parents = if self.is_cut(id.0) { Vec::new() } else { commit.parents.clone() };
        Ok(commit.revision(id, parents.into_iter().map(CommitId).collect()))
    }

    /// What differs between two commits in the workspace at `root`.
    pub(in crate::git) fn changed_paths(
        &self,
        old: Option<CommitId>,
        new: Option<CommitId>,
        root: &str,
    ) -> Result<Vec<PathChange>, GitError> {
        let name = |commit: Option<CommitId>| {
            commit.map_or_else(|| self.empty_tree().to_owned(), |id| format!("{id}^{{tree}}"))
        };
        self.tree_changes(&name(old), &name(new), root)
    }

    /// What differs between two trees in the workspace at `root`.
    pub(super) fn tree_changes(&self, old: &str, new: &str, root: &str) -> Result<Vec<PathChange>, GitError> {
        let specs = pathspecs(root);
        let mut arguments = vec!["diff-tree"];
        arguments.extend_from_slice(super::walk::DIFF_TREE);
        arguments.extend_from_slice(&[old, new, "--"]);
        arguments.extend(specs.iter().map(String::as_str));
        let records = self.stream(&arguments, raw::all)?;
        Ok(workspace_changes(records, root))
    }

    /// Whether `name` stands in the folder `root` of a commit.
    pub(in crate::git) fn holds(&self, commit: CommitId, root: &str, name: &str) -> Result<bool, GitError> {
        let path = format!("{root}{name}");
        let said = self.print(&["ls-tree", "-z", "--full-tree", &commit.to_string(), "--", &path])?;
        Ok(said.split(|&byte| byte == 0).any(|line| {
            let folder = line.starts_with(b"040000 ");
            !folder && line.ends_with(format!("\t{path}").as_bytes())
        }))
    }

    /// The tree without entries, which every repository knows.
    pub(super) fn empty_tree(&self) -> &'static str {
        if self.id_len == 32 {
            "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
        } else {
            "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        }
    }

    /// The ids that these files' content would have as blobs.
    pub(in crate::git) fn hash_files(&self, paths: &[std::path::PathBuf]) -> Result<Vec<BlobId>, GitError> {
        let mut list = Vec::new();
        for path in paths {
            list.push(b'"');
            for &byte in path.as_os_str().as_encoded_bytes() {
                match byte {
                    b'\n' => list.extend_from_slice(b"\\n"),
                    b'"' | b'\\' => list.extend_from_slice(&[b'\\', byte]),
                    _ => list.push(byte),
                }
            }
            list.extend_from_slice(b"\"\n");
        }
        let arguments = ["hash-object", "-t", "blob", "--no-filters", "--stdin-paths"];
        let output = super::run::run_with(&mut self.command(&arguments), &list)?;
        let ids: Vec<BlobId> = output.stdout.split(|&byte| byte == b'\n').filter_map(from_hex).collect();
        if output.status.success() && ids.len() == paths.len() {
            Ok(ids)
        } else {
            Err(std::io::Error::other("git hash-object gave no id for some of them"))
                .doing(|| "hashing the work tree's files")
        }
    }
}
