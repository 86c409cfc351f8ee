//! Objects through `git cat-file`.

use std::io::{BufRead as _, Read as _};
use std::ops::ControlFlow;

use super::super::object::Object;
use super::super::{CommitId, GitError, Revision};
use super::run::{Plumbing, Session, skip};
use crate::snapshot::BlobId;

/// Questions that fit into a pipe together: 65 bytes each, where a pipe holds 16 KiB at least.
const AT_A_TIME: usize = 200;

/// No commit's message is larger than this.
const LARGEST_COMMIT: u64 = 16 << 20;

/// What git says of an object before its content.
struct Header {
    kind: Vec<u8>,
    size: u64,
}

impl Plumbing {
    /// Hands every blob of `ids` to `take`, in the order given.
    pub(in crate::git) fn blobs(
        &self,
        ids: &mut dyn Iterator<Item = BlobId>,
        largest: u64,
        take: &mut dyn FnMut(BlobId, Object) -> ControlFlow<()>,
    ) -> Result<(), GitError> {
        // A history asks for one blob after another: the same two children answer all along.
        let mut sessions = self.blob_sessions.take();
        loop {
            // No more at a time than a pipe holds, so that neither side ever waits for the other.
            let some: Vec<BlobId> = (&mut *ids).take(AT_A_TIME).collect();
            if some.is_empty() {
                self.blob_sessions.replace(sessions);
                return Ok(());
            }
            let (sizes, contents) = match &mut sessions {
                Some(sessions) => sessions,
                none => none.insert((
                    self.session(&["cat-file", "--batch-check"])?,
                    self.session(&["cat-file", "--batch"])?,
                )),
            };
            let objects = some_blobs(sizes, contents, &some, largest)
                .map_err(|error| GitError::failed("git cat-file", error))?;
            for (id, object) in some.into_iter().zip(objects) {
                if take(id, object).is_break() {
                    return Err(GitError::Stopped);
                }
            }
        }
    }

    /// Some commits, in the order given.
    pub(super) fn commits(&self, ids: &[CommitId]) -> Result<Vec<Revision>, GitError> {
        let broken = |error: std::io::Error| GitError::failed("git cat-file", error);
        let mut session = self.session(&["cat-file", "--batch"])?;
        let mut revisions = Vec::with_capacity(ids.len());
        for some in ids.chunks(AT_A_TIME) {
            let plain: Vec<BlobId> = some.iter().map(|id| id.0).collect();
            session.ask(&questions(&plain)).map_err(broken)?;
            for id in some {
                let said = header(&mut session).map_err(broken)?;
                let header = said.map_err(|why| GitError::failed(format!("reading commit {id}"), why))?;
                if header.kind != b"commit" || header.size > LARGEST_COMMIT {
                    return Err(GitError::failed(format!("reading commit {id}"), "not a commit"));
                }
                let bytes = content(&mut session, header.size).map_err(broken)?;
                revisions.push(self.revision(*id, &bytes)?);
            }
        }
        Ok(revisions)
    }
}

/// Some blobs, in the order given.
fn some_blobs(
    sizes: &mut Session,
    contents: &mut Session,
    ids: &[BlobId],
    largest: u64,
) -> std::io::Result<Vec<Object>> {
    // The sizes first: an object of gigabytes must not be unpacked to learn that it is one.
    sizes.ask(&questions(ids))?;
    let mut objects = Vec::with_capacity(ids.len());
    for id in ids {
        objects.push(match header(sizes)? {
            Ok(header) if header.kind != b"blob" => {
                Object::Absent(format!("{id} is a {}, not a blob", String::from_utf8_lossy(&header.kind)))
            }
            Ok(header) if header.size > largest => Object::TooLarge(header.size),
            Ok(_) => Object::Bytes(std::sync::Arc::default()),
            Err(why) => Object::Absent(why),
        });
    }
    let wanted = ids.iter().zip(&objects).filter(|(_, object)| matches!(object, Object::Bytes(_)));
    contents.ask(&questions(&wanted.map(|(id, _)| *id).collect::<Vec<_>>()))?;
    for object in &mut objects {
        if matches!(object, Object::Bytes(_)) {
            *object = match header(contents)? {
                Ok(header) => Object::Bytes(content(contents, header.size)?.into()),
                Err(why) => Object::Absent(why),
            };
        }
    }
    Ok(objects)
}

fn questions(ids: &[BlobId]) -> Vec<u8> {
    ids.iter().flat_map(|id| format!("{id}\n").into_bytes()).collect()
}

/// `<id> <kind> <size>`, or `<id> missing`.
fn header(session: &mut Session) -> std::io::Result<Result<Header, String>> {
    let mut line = Vec::new();
    session.output.read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "git ended early"));
    }
    let mut words = line.trim_ascii().split(|&byte| byte == b' ').skip(1);
    let (kind, size) = (words.next().unwrap_or_default(), words.next());
    let size = size.and_then(|size| std::str::from_utf8(size).ok()?.parse().ok());
    Ok(match size {
        Some(size) => Ok(Header { kind: kind.to_vec(), size }),
        None => {
            Err(format!("the object is not in this clone ({})", String::from_utf8_lossy(line.trim_ascii())))
        }
    })
}

fn content(session: &mut Session, size: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    session.output.by_ref().take(size).read_to_end(&mut bytes)?;
    // A line feed ends the content.
    skip(&mut session.output, 1)?;
    Ok(bytes)
}
