//! The index through git: right for split and sparse indexes too.

use super::super::GitError;
use super::super::entry::{Entry, EntryKind};
use super::pathspecs;
use super::raw::{self, RawChange};
use super::run::Plumbing;
use crate::snapshot::FileRole;

impl Plumbing {
    /// What the index holds of the workspace at `root`, in path order, unmerged paths once.
    pub(in crate::git) fn index_entries(&self, root: &str) -> Result<Vec<Entry>, GitError> {
        let mut entries: Vec<Entry> = Vec::new();
        for record in self.index_records(&pathspecs(root))? {
            if FileRole::of(root, &record.path).is_none() {
                continue;
            }
            let kind = match record.status {
                b'U' => EntryKind::Unmerged,
                _ if record.after.is_file() => EntryKind::File,
                _ => EntryKind::Special,
            };
            match entries.last_mut() {
                // git tells a path in conflict more than once.
                Some(last) if last.path == record.path => last.kind = EntryKind::Unmerged,
                _ => entries.push(Entry { path: record.path, id: record.after.id, kind, skipped: false }),
            }
        }
        if self.is_sparse()? {
            let skipped = self.skipped_paths(root)?;
            for entry in &mut entries {
                entry.skipped = skipped.binary_search(&entry.path).is_ok();
            }
        }
        Ok(entries)
    }

    /// Whether the index holds the path `name` in the folder `root`.
    pub(in crate::git) fn index_holds(&self, root: &str, name: &str) -> Result<bool, GitError> {
        let path = format!("{root}{name}");
        Ok(self.index_records(std::slice::from_ref(&path))?.iter().any(|record| record.path == path))
    }

    /// Whether parts of the index are left out of the work tree.
    pub(in crate::git) fn is_sparse(&self) -> Result<bool, GitError> {
        let said = self.print_if_any(&["config", "--type=bool", "--get", "core.sparseCheckout"])?;
        Ok(said.is_some_and(|said| said == b"true\n"))
    }

    /// The index against the empty tree. `git ls-files` would tell a path of `git add -N` as if it held
    /// something; the comparison leaves it out.
    fn index_records(&self, paths: &[String]) -> Result<Vec<RawChange>, GitError> {
        let empty = self.empty_tree();
        let mut arguments = vec![
            "diff-index",
            "--cached",
            // Or a sparse index is told as the folders that it holds.
            "-r",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--no-textconv",
            "--ita-invisible-in-index",
            empty,
            "--",
        ];
        arguments.extend(paths.iter().map(String::as_str));
        self.stream(&arguments, raw::all)
    }

    fn skipped_paths(&self, root: &str) -> Result<Vec<String>, GitError> {
        let specs = pathspecs(root);
        let mut arguments = vec!["ls-files", "--cached", "-t", "-z", "--"];
        arguments.extend(specs.iter().map(String::as_str));
        let said = self.print(&arguments)?;
        let mut paths: Vec<String> = said
            .split(|&byte| byte == 0)
            .filter_map(|line| line.strip_prefix(b"S "))
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect();
        paths.sort_unstable();
        Ok(paths)
    }
}
