//! Comparing two trees for what differs in a workspace, skipping equal subtrees. Listing a tree is
//! comparing it with nothing.

use std::cmp::Ordering;
use std::sync::Arc;

use super::tree::{self, Kind, TreeEntry};
use super::{GitError, PathChange};
use crate::snapshot::{BlobId, FileRole};

/// Folders deeper than this below the workspace are no sheets of anyone's; the bound keeps a hostile
/// tree from exhausting the stack.
const DEEPEST: usize = 64;

/// More entries than any organisation has goals. A few small objects can describe billions of paths.
const MOST_ENTRIES: usize = 500_000;

/// Gives the bytes of a tree object.
pub(super) type ReadTree<'a> = dyn FnMut(BlobId) -> Result<Arc<[u8]>, GitError> + 'a;

/// What differs between two trees of the repository, in the workspace at `root`, by path.
pub(super) fn compare(
    read: &mut ReadTree<'_>,
    root: &str,
    old: Option<BlobId>,
    new: Option<BlobId>,
) -> Result<Vec<PathChange>, GitError> {
    if old == new {
        return Ok(Vec::new());
    }
    Comparison::run(read, root, DEEPEST, (old, new))
}

/// What of the workspace stands in the folder `root` of `tree` itself: all but the sheets.
pub(super) fn at_root(
    read: &mut ReadTree<'_>,
    root: &str,
    tree: BlobId,
) -> Result<Vec<PathChange>, GitError> {
    Comparison::run(read, root, 0, (None, Some(tree)))
}

/// The tree of the folder `root` (empty, or ending in `/`) within `tree`.
pub(super) fn folder(
    read: &mut ReadTree<'_>,
    tree: Option<BlobId>,
    root: &str,
) -> Result<Option<BlobId>, GitError> {
    let mut at = tree;
    for name in root.split('/').filter(|name| !name.is_empty()) {
        let Some(id) = at else { break };
        let bytes = read(id)?;
        at = entries(&bytes, id)?
            .iter()
            .find(|entry| entry.kind == Kind::Folder && entry.name == name.as_bytes())
            .map(TreeEntry::id);
    }
    Ok(at)
}

/// Whether the folder `root` within `tree` holds anything but a folder by this name.
pub(super) fn holds(read: &mut ReadTree<'_>, tree: BlobId, root: &str, name: &str) -> Result<bool, GitError> {
    let Some(id) = folder(read, Some(tree), root)? else { return Ok(false) };
    let bytes = read(id)?;
    Ok(entries(&bytes, id)?.iter().any(|entry| entry.kind != Kind::Folder && entry.name == name.as_bytes()))
}

fn entries(bytes: &[u8], id: BlobId) -> Result<Vec<TreeEntry<'_>>, GitError> {
    tree::parse(bytes, id.len).ok_or_else(|| GitError::failed(format!("reading tree {id}"), "malformed"))
}

struct Comparison<'a, 'r> {
    read: &'a mut ReadTree<'r>,
    root: &'a str,
    /// No folder below this depth is looked into.
    deepest: usize,
    path: Vec<u8>,
    seen: usize,
    changes: Vec<PathChange>,
}

impl<'a, 'r> Comparison<'a, 'r> {
    fn run(
        read: &'a mut ReadTree<'r>,
        root: &'a str,
        deepest: usize,
        (old, new): (Option<BlobId>, Option<BlobId>),
    ) -> Result<Vec<PathChange>, GitError> {
        let old = folder(read, old, root)?;
        let new = folder(read, new, root)?;
        let path = root.as_bytes().to_vec();
        let mut comparison = Self { read, root, deepest, path, seen: 0, changes: Vec::new() };
        comparison.folders(old, new, 0)?;
        comparison.changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(comparison.changes)
    }

    fn folders(&mut self, old: Option<BlobId>, new: Option<BlobId>, depth: usize) -> Result<(), GitError> {
        if old == new || depth > self.deepest {
            return Ok(());
        }
        let old = old.map(|id| Ok::<_, GitError>((id, (self.read)(id)?))).transpose()?;
        let new = new.map(|id| Ok::<_, GitError>((id, (self.read)(id)?))).transpose()?;
        let differing = match (&old, &new) {
            (Some((id, old)), Some((_, new))) => tree::difference(old, new, id.len),
            _ => None,
        };
        let (olds, news) = match differing {
            Some(differing) => differing,
            None => (
                old.as_ref().map(|(id, bytes)| entries(bytes, *id)).transpose()?.unwrap_or_default(),
                new.as_ref().map(|(id, bytes)| entries(bytes, *id)).transpose()?.unwrap_or_default(),
            ),
        };
        self.seen += olds.len() + news.len();
        if self.seen > MOST_ENTRIES {
            return Err(GitError::failed("comparing trees", "too many files"));
        }
        let (mut olds, mut news) = (olds.iter().peekable(), news.iter().peekable());
        loop {
            let order = match (olds.peek(), news.peek()) {
                (Some(old), Some(new)) => old.order(new),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return Ok(()),
            };
            let old = if order == Ordering::Greater { None } else { olds.next() };
            let new = if order == Ordering::Less { None } else { news.next() };
            self.pair(old, new, depth)?;
        }
    }

    /// Two entries of one name, or one that stands on one side only.
    fn pair(
        &mut self,
        old: Option<&TreeEntry<'_>>,
        new: Option<&TreeEntry<'_>>,
        depth: usize,
    ) -> Result<(), GitError> {
        if let (Some(old), Some(new)) = (old, new)
            && old.same(new)
        {
            return Ok(());
        }
        let Some(either) = old.or(new) else { return Ok(()) };
        // git's order tells a folder from anything else of its name, so both sides are folders or none is.
        if either.kind == Kind::Folder {
            let ours = if depth == 0 { either.name == b"okrs" } else { !either.name.starts_with(b".") };
            if !ours {
                return Ok(());
            }
            let length = self.path.len();
            self.path.extend_from_slice(either.name);
            self.path.push(b'/');
            self.folders(old.map(TreeEntry::id), new.map(TreeEntry::id), depth + 1)?;
            self.path.truncate(length);
            return Ok(());
        }
        let length = self.path.len();
        self.path.extend_from_slice(either.name);
        let path = String::from_utf8_lossy(&self.path).into_owned();
        self.path.truncate(length);
        if FileRole::of(self.root, &path).is_some() {
            let file = |entry: &&TreeEntry<'_>| entry.kind == Kind::File;
            self.changes.push(PathChange {
                path,
                before: old.filter(file).map(TreeEntry::id),
                after: new.filter(file).map(TreeEntry::id),
                special: new.is_some_and(|entry| entry.kind == Kind::Special),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use std::collections::HashMap;

    use super::super::tree::tests::write;
    use super::*;

    fn id(byte: u8) -> BlobId {
        let mut bytes = [0; 32];
        bytes[..20].fill(byte);
        BlobId { bytes, len: 20 }
    }

    /// Trees 0x10 up, by the byte that fills their id.
    fn told(root: &str, trees: &[(u8, Vec<u8>)], old: Option<u8>, new: Option<u8>) -> Vec<String> {
        let store: HashMap<BlobId, Arc<[u8]>> =
            trees.iter().map(|(byte, bytes)| (id(*byte), Arc::from(bytes.as_slice()))).collect();
        let mut read = |id: BlobId| {
            store.get(&id).cloned().ok_or_else(|| GitError::failed("reading", format!("no tree {id}")))
        };
        let side = |id: Option<BlobId>| id.map_or("-".to_owned(), |id| id.bytes[0].to_string());
        compare(&mut read, root, old.map(id), new.map(id))
            .unwrap()
            .iter()
            .map(|change| {
                let special = if change.special { " special" } else { "" };
                format!("{} {} {}{special}", change.path, side(change.before), side(change.after))
            })
            .collect()
    }

    #[test]
    fn only_files_of_the_workspace_are_told() {
        let trees = [
            (
                0x10,
                write(&[
                    ("100644", "README.md", 1),
                    ("100644", "okr.yaml", 2),
                    ("40000", "okrs", 0x11),
                    ("40000", "src", 0x99),
                    ("100644", "teams.yaml", 3),
                ]),
            ),
            (
                0x11,
                write(&[
                    ("40000", ".git-rewrite", 0x99),
                    ("100644", ".hidden.yaml", 4),
                    ("40000", "2026-Q1", 0x12),
                    ("100644", "notes.md", 5),
                ]),
            ),
            (0x12, write(&[("100644", "a.yaml", 6), ("120000", "b.yaml", 7), ("100755", "c.yml", 8)])),
        ];
        assert_eq!(
            told("", &trees, None, Some(0x10)),
            [
                "okr.yaml - 2",
                "okrs/2026-Q1/a.yaml - 6",
                "okrs/2026-Q1/b.yaml - - special",
                "okrs/2026-Q1/c.yml - 8",
                "teams.yaml - 3",
            ]
        );
    }

    #[test]
    fn equal_subtrees_are_never_read() {
        // Tree 0x77 does not exist; reading it would fail.
        let trees = [
            (0x10, write(&[("100644", "okr.yaml", 1), ("40000", "okrs", 0x77)])),
            (0x20, write(&[("100644", "okr.yaml", 2), ("40000", "okrs", 0x77)])),
        ];
        assert_eq!(told("", &trees, Some(0x10), Some(0x20)), ["okr.yaml 1 2"]);
    }

    #[test]
    fn a_file_that_becomes_a_folder_is_both_gone_and_new() {
        let trees = [
            (0x10, write(&[("40000", "okrs", 0x11)])),
            (0x11, write(&[("100644", "a.yaml", 1), ("100644", "b.yaml", 2)])),
            (0x20, write(&[("40000", "okrs", 0x21)])),
            (0x21, write(&[("40000", "a.yaml", 0x22), ("100644", "b.yaml", 3)])),
            (0x22, write(&[("100644", "c.yaml", 4)])),
        ];
        assert_eq!(
            told("", &trees, Some(0x10), Some(0x20)),
            ["okrs/a.yaml 1 -", "okrs/a.yaml/c.yaml - 4", "okrs/b.yaml 2 3"]
        );
    }

    #[test]
    fn a_file_that_becomes_a_link_is_special_even_with_the_same_bytes() {
        let trees = [
            (0x10, write(&[("40000", "okrs", 0x11)])),
            (0x11, write(&[("100644", "a.yaml", 1), ("120000", "b.yaml", 2)])),
            (0x20, write(&[("40000", "okrs", 0x21)])),
            (0x21, write(&[("120000", "a.yaml", 1), ("100644", "b.yaml", 2)])),
        ];
        assert_eq!(told("", &trees, Some(0x10), Some(0x20)), ["okrs/a.yaml 1 - special", "okrs/b.yaml - 2"]);
    }

    #[test]
    fn a_mode_change_alone_changes_nothing() {
        let trees =
            [(0x10, write(&[("100644", "okr.yaml", 1)])), (0x20, write(&[("100755", "okr.yaml", 1)]))];
        assert!(told("", &trees, Some(0x10), Some(0x20)).is_empty());
    }

    #[test]
    fn the_workspace_may_be_a_subfolder_and_come_or_go() {
        let trees = [
            (0x10, write(&[("100644", "okr.yaml", 9)])),
            (0x20, write(&[("40000", "goals", 0x21), ("100644", "okr.yaml", 8)])),
            (0x21, write(&[("100644", "okr.yaml", 1)])),
        ];
        assert_eq!(told("goals/", &trees, Some(0x10), Some(0x20)), ["goals/okr.yaml - 1"]);
        assert_eq!(told("goals/", &trees, Some(0x20), Some(0x10)), ["goals/okr.yaml 1 -"]);
    }

    #[test]
    fn a_tree_bomb_is_stopped() {
        // Twenty levels of a hundred equal folders: 10^40 paths in 21 objects.
        let names: Vec<String> = (0..100).map(|n| format!("d{n:02}")).collect();
        let mut trees = vec![(0x10, write(&[("40000", "okrs", 0x20)]))];
        for level in 0x20..0x34 {
            let entries: Vec<(&str, &str, u8)> =
                names.iter().map(|name| ("40000", name.as_str(), level + 1)).collect();
            trees.push((level, write(&entries)));
        }
        trees.push((0x34, write(&[("100644", "a.yaml", 1)])));
        let store: HashMap<BlobId, Arc<[u8]>> =
            trees.iter().map(|(byte, bytes)| (id(*byte), Arc::from(bytes.as_slice()))).collect();
        let mut read = |id: BlobId| Ok(store[&id].clone());
        assert!(compare(&mut read, "", None, Some(id(0x10))).is_err());
    }
}
