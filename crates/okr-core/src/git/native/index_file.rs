//! The index file itself, read in one pass: a repository may hold tens of thousands of files that are nobody's
//! goals, and libgit2 makes an object of each, and hashes the whole file to check it. git does neither.
//!
//! Versions 2 to 4. What is more than that (a split or a sparse index, an extension of which nothing is known)
//! is for others to read.

/// One entry of the index.
pub(super) struct IndexEntry<'a> {
    pub(super) path: &'a [u8],
    pub(super) mode: u32,
    pub(super) id: &'a [u8],
    /// 0, or the side of a conflict.
    pub(super) stage: u16,
    /// `git add -N`: nothing to commit at this path yet.
    pub(super) intent_to_add: bool,
    /// Left out of the work tree on purpose.
    pub(super) skipped: bool,
}

/// The fields of fixed length before the flags, and those of them that matter.
const FIXED: usize = 60;
const MODE: std::ops::Range<usize> = 24..28;
const ID: std::ops::Range<usize> = 40..60;
/// Behind the last entry's path and behind the extensions stands a hash of this length.
const HASH: usize = 20;

const EXTENDED: u16 = 0x4000;
const INTENT_TO_ADD: u16 = 0x2000;
const SKIP_WORKTREE: u16 = 0x4000;

/// Hands every entry to `take`, in the order of their paths. Nothing where this is no index that can be read
/// here; what `take` was given then counts for nothing.
pub(super) fn read(bytes: &[u8], take: &mut dyn FnMut(IndexEntry<'_>)) -> Option<()> {
    let mut rest = bytes.strip_prefix(b"DIRC")?;
    let version = number(&mut rest)?;
    let count = number(&mut rest)?;
    if !(2..=4).contains(&version) {
        return None;
    }
    let mut path: Vec<u8> = Vec::new();
    for _ in 0..count {
        let entry = rest;
        let (mode, id) = (entry.get(MODE)?, entry.get(ID)?);
        let flags = short(entry.get(FIXED..)?)?;
        let mut at = FIXED + 2;
        let mut extended = 0;
        if flags & EXTENDED != 0 {
            extended = short(entry.get(at..)?)?;
            at += 2;
        }
        let stays = if version == 4 { kept(entry, &mut at, path.len())? } else { 0 };
        let name = entry.get(at..)?;
        let length = match usize::from(flags & 0xfff) {
            // Longer than the flags can say.
            0xfff => None,
            length => Some(length.checked_sub(stays)?),
        };
        let length = match length {
            Some(length) if name.get(length) == Some(&0) => length,
            Some(_) => return None,
            None => name.iter().position(|byte| *byte == 0)?,
        };
        let name = name.get(..length)?;
        // Only version 4 says a path by what it shares with the last one.
        let path = if version == 4 {
            path.truncate(stays);
            path.extend_from_slice(name);
            path.as_slice()
        } else {
            name
        };
        take(IndexEntry {
            path,
            mode: u32::from_be_bytes(mode.try_into().ok()?),
            id,
            stage: flags >> 12 & 3,
            intent_to_add: extended & INTENT_TO_ADD != 0,
            skipped: extended & SKIP_WORKTREE != 0,
        });
        // One to eight zeros, up to a length that is a multiple of eight; version 4 has just the one.
        let end = at + length + 1;
        rest = entry.get(if version == 4 { end } else { end.next_multiple_of(8) }..)?;
    }
    extensions(rest)
}

/// How much of the last path an entry of version 4 begins with: so many bytes are taken off its end.
fn kept(entry: &[u8], at: &mut usize, last: usize) -> Option<usize> {
    let mut off: usize = 0;
    loop {
        let byte = *entry.get(*at)?;
        *at += 1;
        off = off.checked_mul(128)?.checked_add(usize::from(byte & 0x7f))?;
        if byte & 0x80 == 0 {
            return last.checked_sub(off);
        }
        off += 1;
    }
}

/// Whether all that follows the entries may be left alone: an extension that must be understood has a name in
/// lower case.
fn extensions(mut rest: &[u8]) -> Option<()> {
    while rest.len() > HASH {
        if !rest.first()?.is_ascii_uppercase() {
            return None;
        }
        rest = rest.get(4..)?;
        let length = usize::try_from(number(&mut rest)?).ok()?;
        rest = rest.get(length..)?;
    }
    (rest.len() == HASH).then_some(())
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u32::from_be_bytes(*number))
}

fn short(bytes: &[u8]) -> Option<u16> {
    bytes.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index with one entry of version 2 and these extensions.
    fn index(path: &str, extensions: &[&str]) -> Vec<u8> {
        let mut bytes = b"DIRC\0\0\0\x02\0\0\0\x01".to_vec();
        let start = bytes.len();
        bytes.extend([0; FIXED]);
        bytes.extend(u16::try_from(path.len().min(0xfff)).unwrap_or_default().to_be_bytes());
        bytes.extend(path.as_bytes());
        bytes.resize(start + (bytes.len() - start + 1).next_multiple_of(8), 0);
        for name in extensions {
            bytes.extend(name.as_bytes());
            bytes.extend([0, 0, 0, 1, 7]);
        }
        bytes.extend([0; HASH]);
        bytes
    }

    fn paths(bytes: &[u8]) -> Option<Vec<String>> {
        let mut paths = Vec::new();
        read(bytes, &mut |entry| paths.push(String::from_utf8_lossy(entry.path).into_owned()))?;
        Some(paths)
    }

    #[test]
    fn paths_of_every_length_are_read() {
        for length in [1, 2, 7, 8, 9, 200, 0xffe, 0xfff, 0x1000, 0x2000] {
            let path = "a".repeat(length);
            assert_eq!(paths(&index(&path, &["TREE", "UNTR"])), Some(vec![path]));
        }
    }

    #[test]
    fn what_must_be_understood_and_is_not_is_left_to_others() {
        assert_eq!(paths(&index("a", &["TREE", "link"])), None);
        assert_eq!(paths(&index("a", &["sdir"])), None);
        assert_eq!(paths(b"DIRC\0\0\0\x05\0\0\0\0"), None);
        assert_eq!(paths(b""), None);
    }

    #[test]
    fn a_file_cut_off_is_no_index() {
        let whole = index("okrs/2026-Q1/a.yaml", &[]);
        for end in 0..whole.len() {
            assert_eq!(paths(&whole[..end]), None, "{end}");
        }
    }
}
