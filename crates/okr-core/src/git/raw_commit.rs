//! Commit objects as git stores them.

use jiff::Timestamp;

use super::id::from_hex;
use super::{CommitId, Person, Revision};
use crate::snapshot::BlobId;

/// A commit object's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawCommit<'a> {
    pub(super) tree: BlobId,
    pub(super) parents: Vec<BlobId>,
    author: &'a [u8],
    committer: &'a [u8],
    encoding: &'a [u8],
    message: &'a [u8],
}

impl<'a> RawCommit<'a> {
    /// Reads a commit object, or nothing where it is none. A broken author or date is no reason to
    /// refuse a commit: old histories are full of them.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let mut tree = None;
        let mut commit = Self {
            tree: ID_OF_NOTHING,
            parents: Vec::new(),
            author: b"",
            committer: b"",
            encoding: b"",
            message: b"",
        };
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
            let (line, next) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
            if line.is_empty() {
                commit.message = next;
                break;
            }
            let space = line.iter().position(|&byte| byte == b' ').unwrap_or(line.len());
            let (name, value) = (&line[..space], line.get(space + 1..).unwrap_or_default());
            match name {
                b"tree" if tree.is_none() => tree = Some(from_hex(value)?),
                b"parent" => commit.parents.push(from_hex(value)?),
                b"author" if commit.author.is_empty() => commit.author = value,
                b"committer" if commit.committer.is_empty() => commit.committer = value,
                b"encoding" => commit.encoding = value,
                // A signature or a merged tag, continued on lines that open with a space.
                _ => {}
            }
            rest = next;
        }
        commit.tree = tree?;
        Some(commit)
    }

    /// The committer's date, seconds since the epoch; 0 where it is broken, as git has it.
    pub(super) fn committed(&self) -> i64 {
        let after = self.committer.iter().rposition(|&byte| byte == b'>').map_or(0, |at| at + 1);
        std::str::from_utf8(&self.committer[after..])
            .ok()
            .and_then(|text| text.split_whitespace().next()?.parse().ok())
            .unwrap_or(0)
    }

    /// The commit as the house speaks of it, with `parents` as the clone knows them.
    pub(super) fn revision(&self, id: CommitId, parents: Vec<CommitId>) -> Revision {
        Revision {
            id,
            parents,
            author: person(self.author, self.encoding),
            committed: Timestamp::from_second(self.committed()).unwrap_or(Timestamp::UNIX_EPOCH),
            message: decode(self.message, self.encoding),
        }
    }
}

const ID_OF_NOTHING: BlobId = BlobId { bytes: [0; 32], len: 20 };

fn person(line: &[u8], encoding: &[u8]) -> Person {
    let open = line.iter().position(|&byte| byte == b'<');
    let close = line.iter().rposition(|&byte| byte == b'>').unwrap_or(line.len());
    let name = &line[..open.unwrap_or(close)];
    let email = open.and_then(|open| line.get(open + 1..close)).unwrap_or_default();
    Person {
        name: decode(name, encoding).trim().to_owned(),
        email: decode(email, encoding).trim().to_owned(),
    }
}

/// Text in the commit's own encoding. Only the one-byte encodings of western Europe are known besides
/// UTF-8; in others the ASCII part survives.
fn decode(bytes: &[u8], encoding: &[u8]) -> String {
    let latin = [&b"iso-8859-1"[..], b"iso8859-1", b"latin1", b"latin-1", b"windows-1252", b"cp1252"];
    if latin.iter().any(|name| encoding.eq_ignore_ascii_case(name)) {
        return bytes.iter().map(|&byte| char::from(byte)).collect();
    }
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use proptest::prelude::*;

    use super::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    #[test]
    fn every_field_is_read() {
        let text = format!(
            "tree {A}\nparent {A}\nparent {B}\nauthor Payments Lead <p@pay.example> 1 +0000\n\
             committer Bot <bot@pay.example> 1767225600 +0800\n\
             gpgsig -----BEGIN\n tree {B}\n -----END\n\nLower it\n\nOKR-Reason: x: y\n"
        );
        let commit = RawCommit::parse(text.as_bytes()).unwrap();
        assert_eq!(commit.tree, from_hex(A.as_bytes()).unwrap());
        let parents: Vec<CommitId> = commit.parents.iter().copied().map(CommitId).collect();
        assert_eq!(parents.len(), 2);
        let revision = commit.revision(CommitId(commit.tree), parents);
        assert_eq!(revision.author.name, "Payments Lead");
        assert_eq!(revision.author.email, "p@pay.example");
        assert_eq!(revision.committed.to_string(), "2026-01-01T00:00:00Z");
        assert_eq!(revision.message, "Lower it\n\nOKR-Reason: x: y\n");
    }

    #[test]
    fn a_broken_date_or_author_does_not_lose_the_commit() {
        for committer in
            ["", "x", "x <y> soon", "x <y> 99999999999999999999 +0000", "x <y> 9223372036854775807"]
        {
            let text = format!("tree {A}\nauthor nobody\ncommitter {committer}\n\nm");
            let commit = RawCommit::parse(text.as_bytes()).unwrap();
            let revision = commit.revision(CommitId(commit.tree), Vec::new());
            assert_eq!(revision.committed, Timestamp::UNIX_EPOCH, "{committer}");
            assert_eq!(revision.author.name, "nobody");
        }
    }

    #[test]
    fn latin_1_messages_are_read_as_they_say() {
        let mut bytes = format!("tree {A}\nencoding ISO-8859-1\n\nM").into_bytes();
        bytes.extend_from_slice(b"\xfcnchen");
        let commit = RawCommit::parse(&bytes).unwrap();
        assert_eq!(commit.revision(CommitId(commit.tree), Vec::new()).message, "München");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = RawCommit::parse(&bytes);
            let mut headed = format!("tree {A}\ncommitter ").into_bytes();
            headed.extend_from_slice(&bytes);
            if let Some(commit) = RawCommit::parse(&headed) {
                let _ = commit.revision(CommitId(commit.tree), Vec::new());
            }
        }
    }
}
