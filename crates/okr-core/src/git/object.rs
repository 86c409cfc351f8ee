//! What becomes of a blob that is asked for.

use std::sync::Arc;

/// A blob, or why there is none.
pub(super) enum Object {
    /// Its bytes.
    Bytes(Arc<[u8]>),
    /// Larger than asked for; its size.
    TooLarge(u64),
    /// Not in this clone, or not a blob.
    Absent(String),
}
