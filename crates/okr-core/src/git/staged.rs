//! What the index changes in a workspace, by path and id alone: no content is read, so that a commit which
//! touches no goal costs next to nothing.

use std::collections::BTreeMap;

use super::entry::EntryKind;
use super::{CommitId, GitError, PathChange, Repository};

impl Repository {
    /// What differs between `before` (nothing stands for the empty tree) and the index in the workspace at
    /// `root`, by path. A path in conflict counts as special, as a link does.
    pub fn staged_paths(&self, before: Option<CommitId>, root: &str) -> Result<Vec<PathChange>, GitError> {
        let committed: BTreeMap<String, PathChange> = self
            .changed_paths(None, before, root)?
            .into_iter()
            .map(|change| (change.path.clone(), change))
            .collect();
        let mut left = committed.clone();
        let mut changes = Vec::new();
        for entry in self.index_entries(root)? {
            left.remove(&entry.path);
            let old = committed.get(&entry.path);
            let after = (entry.kind == EntryKind::File).then_some(entry.id);
            let special = after.is_none();
            let same = old.is_some_and(|old| old.after == after && old.special == special);
            // What a link or a submodule points to is not looked at, before or after.
            if !same || entry.kind == EntryKind::Unmerged {
                let before = old.and_then(|old| old.after);
                changes.push(PathChange { path: entry.path, before, after, special });
            }
        }
        changes.extend(left.into_values().map(|old| PathChange {
            path: old.path,
            before: old.after,
            after: None,
            special: false,
        }));
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changes)
    }
}
