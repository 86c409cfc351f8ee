//! The index file itself, read in one pass: a repository may hold tens of thousands of files that are nobody's
//! goals, and libgit2 makes an object of each, and hashes the whole file to check it. git does neither.
//!
//! Versions 2 to 4. What is more than that (a split or a sparse index, an extension of which nothing is known)
//! is for others to read.

use std::io::Read;

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

/// So much of the file is held at once: memory that was never touched before costs more than reading it, and an index
/// of tens of thousands of files has megabytes.
const HELD: usize = 64 << 10;

/// Nobody has a path of this length.
const LONGEST_ENTRY: usize = 1 << 20;

/// Hands every entry to `take`, in the order of their paths. Nothing where this is no index that can be read
/// here; what `take` was given then counts for nothing.
pub(super) fn read(file: impl Read, take: &mut dyn FnMut(IndexEntry<'_>)) -> Option<()> {
    let mut file = Window { file, bytes: Vec::with_capacity(HELD), start: 0, ended: false };
    let mut head = file.ahead(12)?.strip_prefix(b"DIRC")?;
    let (version, count) = (number(&mut head)?, number(&mut head)?);
    if !(2..=4).contains(&version) {
        return None;
    }
    file.pass(12)?;
    let mut path: Vec<u8> = Vec::new();
    for _ in 0..count {
        let mut ahead = 1024;
        let length = loop {
            let bytes = file.ahead(ahead)?;
            let known = bytes.len();
            match entry(bytes, version, &mut path, take) {
                Some(length) => break length,
                // It may go on behind what was looked at.
                None if known >= ahead && ahead < LONGEST_ENTRY => ahead *= 2,
                None => return None,
            }
        };
        file.pass(length)?;
    }
    extensions(&mut file)
}

/// Hands the entry at the start of `bytes` to `take`; how long it is. Nothing, and nothing handed over, where it is none
/// or not all of it is there.
fn entry(
    bytes: &[u8],
    version: u32,
    path: &mut Vec<u8>,
    take: &mut dyn FnMut(IndexEntry<'_>),
) -> Option<usize> {
    let (mode, id) = (bytes.get(MODE)?, bytes.get(ID)?);
    let flags = short(bytes.get(FIXED..)?)?;
    let mut at = FIXED + 2;
    let mut extended = 0;
    if flags & EXTENDED != 0 {
        extended = short(bytes.get(at..)?)?;
        at += 2;
    }
    let stays = if version == 4 { kept(bytes, &mut at, path.len())? } else { 0 };
    let name = bytes.get(at..)?;
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
    // One to eight zeros, up to a length that is a multiple of eight; version 4 has just the one.
    let end = at + length + 1;
    let end = if version == 4 { end } else { end.next_multiple_of(8) };
    let (name, _) = (name.get(..length)?, bytes.get(..end)?);
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
    Some(end)
}

/// A file read through a buffer.
struct Window<R> {
    file: R,
    bytes: Vec<u8>,
    /// What was passed already.
    start: usize,
    ended: bool,
}

impl<R: Read> Window<R> {
    /// What comes next: so many bytes at least, or all that there is.
    fn ahead(&mut self, count: usize) -> Option<&[u8]> {
        if self.bytes.len() - self.start < count && !self.ended {
            self.bytes.drain(..self.start);
            self.start = 0;
            let wanted = count.max(HELD) - self.bytes.len();
            let limit = u64::try_from(wanted).ok()?;
            let read = self.file.by_ref().take(limit).read_to_end(&mut self.bytes).ok()?;
            self.ended = read < wanted;
        }
        self.bytes.get(self.start..)
    }

    /// Passes over so many bytes, if there are as many.
    fn pass(&mut self, count: usize) -> Option<()> {
        let mut rest = count;
        while rest > 0 {
            let there = self.ahead(1)?.len().min(rest);
            if there == 0 {
                return None;
            }
            self.start += there;
            rest -= there;
        }
        Some(())
    }
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
fn extensions(file: &mut Window<impl Read>) -> Option<()> {
    loop {
        let rest = file.ahead(HASH + 1)?;
        if rest.len() <= HASH {
            return (rest.len() == HASH).then_some(());
        }
        if !rest.first()?.is_ascii_uppercase() {
            return None;
        }
        let length = number(&mut rest.get(4..)?)?;
        file.pass(usize::try_from(length).ok()?.checked_add(8)?)?;
        // Behind it the hash stands at least.
        if file.ahead(HASH)?.len() < HASH {
            return None;
        }
    }
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
    fn a_file_larger_than_what_is_held_is_read_whole() {
        // Entries of many lengths, so that they stand across the ends of what is held in every way.
        let names: Vec<String> =
            (0..3000).map(|at| format!("{at:05}-{}", "x".repeat(at * 37 % 700))).collect();
        let mut bytes = b"DIRC\0\0\0\x02".to_vec();
        bytes.extend(3000_u32.to_be_bytes());
        for name in &names {
            bytes.extend(&index(name, &[])[12..]);
            bytes.truncate(bytes.len() - HASH);
        }
        let extension = vec![7; 3 * HELD];
        bytes.extend(b"TREE");
        bytes.extend(u32::try_from(extension.len()).unwrap_or_default().to_be_bytes());
        bytes.extend(extension);
        bytes.extend([0; HASH]);
        assert!(bytes.len() > 10 * HELD);
        assert_eq!(paths(&bytes), Some(names));
        assert_eq!(paths(&bytes[..bytes.len() - 1]), None);
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
