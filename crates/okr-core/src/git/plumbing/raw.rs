//! git's raw diff records, as `--raw -z` prints them.

use std::io::BufRead;

use super::super::GitError;
use super::super::id::from_hex;
use crate::snapshot::BlobId;

/// One side of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Side {
    mode: u32,
    pub(super) id: BlobId,
}

impl Side {
    pub(super) fn is_file(self) -> bool {
        self.mode & 0o170_000 == 0o100_000
    }

    /// There, and no regular file.
    pub(super) fn is_special(self) -> bool {
        self.mode != 0 && !self.is_file()
    }
}

/// A path that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawChange {
    pub(super) before: Side,
    pub(super) after: Side,
    /// `A`, `D`, `M`, `T`, or `U` for a path in conflict.
    pub(super) status: u8,
    /// Relative to the repository's top.
    pub(super) path: String,
}

impl RawChange {
    /// Executable or not is nothing to us.
    pub(super) fn only_the_mode_changed(&self) -> bool {
        self.before.id == self.after.id && self.before.is_file() == self.after.is_file()
    }
}

/// What stands where the next record is read.
#[derive(Debug)]
pub(super) enum Next {
    Record(RawChange),
    /// A line that is no record, without its end.
    Line(Vec<u8>),
    End,
}

/// Reads a record `:mode mode id id status NUL path NUL`, or a line of anything else.
pub(super) fn next(reader: &mut impl BufRead) -> Result<Next, GitError> {
    let broken = |error: std::io::Error| GitError::failed("reading what git prints", error);
    match reader.fill_buf().map_err(broken)?.first() {
        None => return Ok(Next::End),
        Some(b':') => {}
        Some(_) => {
            let mut line = Vec::new();
            reader.read_until(b'\n', &mut line).map_err(broken)?;
            if line.last() == Some(&b'\n') {
                line.pop();
            }
            return Ok(Next::Line(line));
        }
    }
    let mut until = || {
        let mut bytes = Vec::new();
        reader.read_until(0, &mut bytes).map_err(broken)?;
        match bytes.pop() {
            Some(0) => Ok(bytes),
            _ => Err(GitError::failed("reading what git prints", "it ends in the middle of a record")),
        }
    };
    let (head, path) = (until()?, until()?);
    record(&head, &path)
        .map(Next::Record)
        .ok_or_else(|| GitError::failed("reading what git prints", String::from_utf8_lossy(&head)))
}

fn record(head: &[u8], path: &[u8]) -> Option<RawChange> {
    let mut fields = head.strip_prefix(b":")?.split(|&byte| byte == b' ');
    let mut mode = || u32::from_str_radix(std::str::from_utf8(fields.next()?).ok()?, 8).ok();
    let (old_mode, new_mode) = (mode()?, mode()?);
    let (old_id, new_id) = (from_hex(fields.next()?)?, from_hex(fields.next()?)?);
    let status = *fields.next()?.first()?;
    Some(RawChange {
        before: Side { mode: old_mode, id: old_id },
        after: Side { mode: new_mode, id: new_id },
        status,
        path: String::from_utf8_lossy(path).into_owned(),
    })
}

/// Reads records up to the end of the stream, but no more than anyone has sheets.
pub(super) fn all(reader: &mut impl BufRead) -> Result<Vec<RawChange>, GitError> {
    let mut records = Vec::new();
    loop {
        match next(reader)? {
            Next::Record(record) => records.push(record),
            Next::Line(line) => {
                return Err(GitError::failed("reading what git prints", String::from_utf8_lossy(&line)));
            }
            Next::End => return Ok(records),
        }
        if records.len() > MOST_RECORDS {
            return Err(too_many());
        }
    }
}

/// A hostile tree of a few objects can describe billions of paths.
pub(super) const MOST_RECORDS: usize = 500_000;

/// Why reading stopped at that many.
pub(super) fn too_many() -> GitError {
    GitError::failed("comparing trees", "too many files")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

    use proptest::prelude::*;

    use super::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const ZERO: &str = "0000000000000000000000000000000000000000";

    #[test]
    fn records_and_lines_are_told_apart() {
        let text = format!(
            ":000000 100644 {ZERO} {A} A\0okrs/a\nb.yaml\0:100644 120000 {A} {A} T\0okrs/c.yaml\0=\n"
        );
        let mut reader = text.as_bytes();
        let Next::Record(record) = next(&mut reader).unwrap() else { panic!("no record") };
        assert_eq!((record.path.as_str(), record.status), ("okrs/a\nb.yaml", b'A'));
        assert!(record.after.is_file() && !record.before.is_file() && !record.before.is_special());
        let Next::Record(record) = next(&mut reader).unwrap() else { panic!("no record") };
        assert!(record.after.is_special() && !record.only_the_mode_changed());
        assert!(matches!(next(&mut reader).unwrap(), Next::Line(line) if line == b"="));
        assert!(matches!(next(&mut reader).unwrap(), Next::End));
    }

    #[test]
    fn a_record_cut_short_is_an_error() {
        let text = format!(":000000 100644 {ZERO} {A} A\0okrs/a");
        assert!(next(&mut text.as_bytes()).is_err());
        assert!(all(&mut &b":1 2 3\0x\0"[..]).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = all(&mut bytes.as_slice());
            let mut headed = b":".to_vec();
            headed.extend_from_slice(&bytes);
            let _ = all(&mut headed.as_slice());
        }
    }
}
