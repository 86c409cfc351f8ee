//! Tree objects as git stores them. Parsed here rather than through libgit2, because a walk compares
//! hundreds of thousands of them and needs no more than names, kinds and ids.

use std::cmp::Ordering;

use super::id::from_bytes;
use crate::agreement;
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
    let mut entries = Vec::with_capacity(bytes.len() / (usize::from(id_len) + 20));
    let mut rest = bytes;
    while !rest.is_empty() {
        let (entry, next) = first(rest, id_len)?;
        entries.push(entry);
        rest = next;
    }
    if !is_ordered(&entries) {
        entries.sort_by(TreeEntry::order);
        entries.dedup_by(|a, b| a.order(b) == Ordering::Equal);
    }
    Some(entries)
}

fn is_ordered(entries: &[TreeEntry<'_>]) -> bool {
    entries.is_sorted_by(|a, b| a.order(b) == Ordering::Less)
}

/// The first entry of what is left of a tree, and what follows it.
fn first(rest: &[u8], id_len: u8) -> Option<(TreeEntry<'_>, &[u8])> {
    let space = rest.iter().position(|&byte| byte == b' ')?;
    let kind = kind(&rest[..space])?;
    let rest = &rest[space + 1..];
    let end = rest.iter().position(|&byte| byte == 0)?;
    let next = end + 1 + usize::from(id_len);
    let raw_id = rest.get(end + 1..next)?;
    Some((TreeEntry { kind, name: &rest[..end], raw_id }, &rest[next..]))
}

/// The entries in which two trees differ: from the first that does to the last. Nothing where one is no tree,
/// or out of order there.
///
/// Two states of a folder of hundreds of sheets mostly differ in one entry, and finding it by its bytes is
/// many times as fast as reading both.
pub(super) fn difference<'a>(
    old: &'a [u8],
    new: &'a [u8],
    id_len: u8,
) -> Option<(Vec<TreeEntry<'a>>, Vec<TreeEntry<'a>>)> {
    let (same, same_behind) = (agreement::from_start(old, new), agreement::from_end(old, new));
    let mut before = None;
    let (mut old_rest, mut new_rest) = (old, new);
    // Whole entries within what is the same are the same.
    while !old_rest.is_empty() {
        let length = entry_length(old_rest, id_len)?;
        if old.len() - old_rest.len() + length > same {
            break;
        }
        before = Some(old_rest);
        old_rest = &old_rest[length..];
        new_rest = &new_rest[length..];
    }
    let (mut olds, mut news): (Vec<TreeEntry<'_>>, Vec<TreeEntry<'_>>) = (Vec::new(), Vec::new());
    while old_rest.len() != new_rest.len() || old_rest.len() > same_behind {
        let (ahead, entries) = if old_rest.len() >= new_rest.len() {
            (&mut old_rest, &mut olds)
        } else {
            (&mut new_rest, &mut news)
        };
        let (entry, next) = first(ahead, id_len)?;
        entries.push(entry);
        *ahead = next;
    }
    // What comes before and after stands between the same neighbours on both sides.
    let neighbour =
        |rest: Option<&'a [u8]>| rest.and_then(|rest| first(rest, id_len)).map(|(entry, _)| entry);
    let (before, after) = (neighbour(before), neighbour(Some(old_rest)));
    let in_order = |entries: &[TreeEntry<'_>]| {
        let all: Vec<TreeEntry<'_>> = before.iter().chain(entries).chain(&after).copied().collect();
        is_ordered(&all)
    };
    (in_order(&olds) && in_order(&news)).then_some((olds, news))
}

/// How long the first entry is.
fn entry_length(rest: &[u8], id_len: u8) -> Option<usize> {
    let end = rest.iter().position(|&byte| byte == 0)?;
    let length = end + 1 + usize::from(id_len);
    (length <= rest.len()).then_some(length)
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

    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn what_differs_is_what_reading_both_trees_finds(
            old in entries_at_random(),
            edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0..4_u8, "[a-e]{1,3}", 0..4_u8), 0..5),
        ) {
            let mut new = old.clone();
            for (index, how, name, id) in edits {
                match (how, new.is_empty()) {
                    (0, false) => drop(new.remove(index.index(new.len()))),
                    (1, false) => {
                        let at = index.index(new.len());
                        new[at].2 = id;
                    }
                    _ => new.push(("100644", name, id)),
                }
            }
            let (old, new) = (bytes_of(old), bytes_of(new));
            let (olds, news) = (parse(&old, 20).unwrap(), parse(&new, 20).unwrap());
            let told = difference(&old, &new, 20).unwrap();
            let say = |entries: &[TreeEntry<'_>], others: &[TreeEntry<'_>]| -> Vec<String> {
                let differs = |entry: &&TreeEntry<'_>| {
                    !others.iter().any(|other| entry.order(other) == Ordering::Equal && entry.same(other))
                };
                entries.iter().filter(differs).map(|entry| format!("{entry:?}")).collect()
            };
            prop_assert_eq!(say(&told.0, &told.1), say(&olds, &news));
            prop_assert_eq!(say(&told.1, &told.0), say(&news, &olds));
        }
    }

    fn entries_at_random() -> impl Strategy<Value = Vec<(&'static str, String, u8)>> {
        proptest::collection::vec(
            (proptest::sample::select(vec!["100644", "40000"]), "[a-e]{1,3}", 0..4_u8),
            0..40,
        )
    }

    /// A tree of entries, in git's order and each name once.
    fn bytes_of(entries: Vec<(&'static str, String, u8)>) -> Vec<u8> {
        let mut by_name = std::collections::BTreeMap::new();
        for (mode, name, id) in entries {
            by_name.insert(if mode == "40000" { format!("{name}/") } else { name.clone() }, (mode, name, id));
        }
        let entries: Vec<(&str, &str, u8)> =
            by_name.values().map(|(mode, name, id)| (*mode, name.as_str(), *id)).collect();
        write(&entries)
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
