//! Workspaces in subfolders that no setting names. A hook must not pass by goals only because a clone was
//! never told where they are.

use std::collections::BTreeSet;

use super::{CommitId, GitError, Repository};

impl Repository {
    /// The folders of a commit, or of the index where none is named, that hold an `okr.yaml` and sheets beside
    /// it, in the form of [`FileSet::root`](crate::snapshot::FileSet::root), in order. Looks at the name of
    /// every file, so it is for where nothing else answers.
    pub fn workspaces(&self, commit: Option<CommitId>) -> Result<Vec<String>, GitError> {
        Ok(workspaces(&String::from_utf8_lossy(&self.names(commit)?)))
    }
}

/// The workspaces among paths that are each ended by NUL.
fn workspaces(names: &str) -> Vec<String> {
    let names = || names.split('\0').filter(|name| !name.is_empty());
    let marked: BTreeSet<&str> = names()
        .filter_map(|name| name.strip_suffix("okr.yaml"))
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .collect();
    let mut with_sheets = BTreeSet::new();
    for name in names() {
        for (at, _) in name.match_indices("okrs/") {
            if let Some(folder) = name.get(..at).and_then(|folder| marked.get(folder)) {
                with_sheets.insert((*folder).to_owned());
            }
        }
    }
    with_sheets.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::workspaces;

    #[test]
    fn a_mark_with_sheets_beside_it_is_a_workspace() {
        let names = [
            "a/okr.yaml",
            "a/okrs/2026-Q1/x.yaml",
            "b/my-okr.yaml",
            "b/okrs/x.yaml",
            "c/okr.yaml",
            "d/okr.yaml",
            "d/my-okrs/x.yaml",
            "deep/er/okr.yaml",
            "deep/er/okrs/okrs/x.yaml",
        ];
        assert_eq!(workspaces(&names.join("\0")), ["a/", "deep/er/"]);
        assert_eq!(workspaces("okr.yaml\0okrs/x.yaml\0"), [""]);
        assert!(workspaces("").is_empty());
    }
}
