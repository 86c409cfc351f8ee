//! Object ids between the house's [`BlobId`] and libgit2's, and from hexadecimal.

use super::GitError;
use crate::snapshot::BlobId;

/// The id from its bytes: 20 (SHA-1) or 32 (SHA-256) of them.
pub(super) fn from_bytes(raw: &[u8]) -> Option<BlobId> {
    if !matches!(raw.len(), 20 | 32) {
        return None;
    }
    let mut bytes = [0; 32];
    bytes.get_mut(..raw.len())?.copy_from_slice(raw);
    Some(BlobId { bytes, len: u8::try_from(raw.len()).ok()? })
}

/// The id from its full hexadecimal form.
pub(super) fn from_hex(hex: &[u8]) -> Option<BlobId> {
    if !matches!(hex.len(), 40 | 64) {
        return None;
    }
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    };
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(BlobId { bytes, len: if hex.len() == 64 { 32 } else { 20 } })
}

/// An id as libgit2 gave it.
pub(super) fn from_oid(oid: git2::Oid) -> BlobId {
    let raw = oid.as_bytes();
    let mut bytes = [0; 32];
    let len = raw.len().min(bytes.len());
    bytes[..len].copy_from_slice(&raw[..len]);
    BlobId { bytes, len: if len == 32 { 32 } else { 20 } }
}

/// An id as libgit2 takes it; it knows SHA-1 only.
pub(super) fn to_oid(id: BlobId) -> Result<git2::Oid, GitError> {
    git2::Oid::from_bytes(&id.bytes[..usize::from(id.len)])
        .map_err(|error| GitError::failed(format!("looking up {id}"), error.message()))
}

/// No object: what git writes where there is none.
pub(super) fn is_zero(id: BlobId) -> bool {
    id.bytes == [0; 32]
}
