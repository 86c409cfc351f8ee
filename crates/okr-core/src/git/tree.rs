//! Tree objects as git stores them. Parsed here rather than through libgit2, because a walk compares
//! hundreds of thousands of them and needs no more than names, kinds and ids.

use std::cmp::Ordering;

use super::id::from_bytes;
use crate::snapshot::BlobId;

/// What a tree entry is, as far as we care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file, executable or not.
    File,
    /// A tree.
    Folder,
    /// A symbolic link, a submodule, or a mode unknown to us: never followed.
    Special,
}

/// One entry of a tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct TreeEntry<'a> {
    pub(super) kind: Kind,
    pub(super) name: &'a [u8],
    raw_id: &'a [u8],
}

impl TreeEntry<'_> {
    /// The id of what the entry names.
    pub(super) fn id(&self) -> BlobId {
        // `parse` takes only ids of a length that exists.
        from_bytes(self.raw_id).unwrap_or(BlobId { bytes: [0; 32], len: 20 })
    }

    /// Same content and same kind.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.raw_id == other.raw_id && self.kind == other.kind
    }

    /// git's order: a folder stands as if its name ended in `/`, so a file and a folder of one name
    /// are two different things.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let shared = self.name.len().min(other.name.len());
        self.name[..shared].cmp(&other.name[..shared]).then_with(|| {
            let next = |entry: &Self| {
                entry.name.get(shared).copied().unwrap_or(if entry.kind == Kind::Folder { b'/' } else { 0 })
            };
            next(self).cmp(&next(other))
        })
    }
}

/// The entries of a tree object in git's order, or nothing where it is no tree.
///
/// A tree written out of order (by a broken tool) is put in order rather than refused, so that
/// comparing two of them stays right.
pub(super) fn parse(bytes: &[u8], id_len: u8) -> Option<Vec<TreeEntry<'_>>> {
    let id_len = usize::from(id_len);
    let mut entries = Vec::with_capacity(bytes.len() / (id_len + 20));
    let mut rest = bytes;
    while !rest.is_empty() {
        let space = rest.iter().position(|&byte| byte == b' ')?;
        let kind = kind(&rest[..space])?;
        rest = &rest[space + 1..];
        let end = rest.iter().position(|&byte| byte == 0)?;
        let raw_id = rest.get(end + 1..end + 1 + id_len)?;
        entries.push(TreeEntry { kind, name: &rest[..end], raw_id });
        rest = &rest[end + 1 + id_len..];
    }
    if !entries.is_sorted_by(|a, b| a.order(b) == Ordering::Less) {
        entries.sort_by(TreeEntry::order);
        entries.dedup_by(|a, b| a.order(b) == Ordering::Equal);
    }
    Some(entries)
}

fn kind(mode: &[u8]) -> Option<Kind> {
    let mode = std::str::from_utf8(mode).ok().and_then(|text| u32::from_str_radix(text, 8).ok())?;
    Some(match mode & 0o170_000 {
        0o040_000 => Kind::Folder,
        0o100_000 => Kind::File,
        _ => Kind::Special,
    })
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::Kind::{File, Folder, Special};
    use super::*;

    /// A tree object from its entries, in the order given.
    pub(in crate::git) fn write(entries: &[(&str, &str, u8)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (mode, name, id) in entries {
            bytes.extend_from_slice(format!("{mode} {name}\0").as_bytes());
            bytes.extend_from_slice(&[*id; 20]);
        }
        bytes
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        let entries = parse(bytes, 20).unwrap();
        entries.iter().map(|entry| String::from_utf8(entry.name.to_vec()).unwrap()).collect()
    }

    #[test]
    fn kinds_follow_the_mode() {
        let bytes = write(&[
            ("100644", "a", 1),
            ("100755", "b", 1),
            ("100664", "c", 1),
            ("120000", "d", 1),
            ("160000", "e", 1),
            ("40000", "f", 1),
            ("040000", "g", 1),
        ]);
        let kinds: Vec<Kind> = parse(&bytes, 20).unwrap().iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [File, File, File, Special, Special, Folder, Folder]);
    }

    #[test]
    fn a_tree_out_of_order_is_put_in_order() {
        assert_eq!(names(&write(&[("100644", "b", 1), ("100644", "a", 2), ("100644", "b", 3)])), ["a", "b"]);
    }

    #[test]
    fn a_folder_stands_after_the_names_that_sort_before_a_slash() {
        let bytes = write(&[("100644", "okrs-old", 1), ("40000", "okrs", 1), ("100644", "okrs0", 1)]);
        assert_eq!(names(&bytes), ["okrs-old", "okrs", "okrs0"]);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        assert!(parse(b"100644 a", 20).is_none());
        assert!(parse(b"100644 a\0short", 20).is_none());
        assert!(parse(b"1008 a\x001234567890123456789012", 20).is_none());
        assert!(parse(&write(&[("100644", "a", 1)]), 32).is_none());
        assert!(parse(b"", 20).unwrap().is_empty());
    }
}
