//! The bytes of a file: there, or to be fetched when somebody looks at them. Of most files a hook knows already
//! what they say, and looks at none of their bytes.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::BlobId;

/// Brings the bytes of a blob that is known to be there.
pub type Fetch = dyn Fn(BlobId) -> Option<Arc<[u8]>> + Send + Sync;

/// The bytes of a file. Cheap to clone; they are fetched once for all clones.
#[derive(Clone)]
pub struct Content(Arc<Inner>);

struct Inner {
    bytes: OnceLock<Arc<[u8]>>,
    later: Option<(BlobId, Arc<Fetch>)>,
}

impl Content {
    /// The bytes of a blob, fetched when they are looked at. Empty, should they be gone by then.
    pub fn later(id: BlobId, fetch: Arc<Fetch>) -> Self {
        Self(Arc::new(Inner { bytes: OnceLock::new(), later: Some((id, fetch)) }))
    }

    /// Whether the two are one content, not only equal.
    pub fn is_one_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Arc<[u8]>> for Content {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self(Arc::new(Inner { bytes: OnceLock::from(bytes), later: None }))
    }
}

impl From<&[u8]> for Content {
    fn from(bytes: &[u8]) -> Self {
        Self::from(Arc::<[u8]>::from(bytes))
    }
}

impl Deref for Content {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let Inner { bytes, later } = &*self.0;
        bytes.get_or_init(|| later.as_ref().and_then(|(id, fetch)| fetch(*id)).unwrap_or_default())
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.bytes.get() {
            Some(bytes) => bytes.fmt(f),
            None => f.write_str("to be fetched"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn bytes_are_fetched_when_they_are_looked_at_and_once_for_all() {
        let times = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&times);
        let fetch = move |_: BlobId| {
            counted.fetch_add(1, Ordering::Relaxed);
            Some(Arc::from(&b"bytes"[..]))
        };
        let content = Content::later(BlobId::of_unstored(b"bytes"), Arc::new(fetch));
        let other = content.clone();
        assert_eq!(times.load(Ordering::Relaxed), 0);
        assert_eq!((&*content, &*other), (&b"bytes"[..], &b"bytes"[..]));
        assert_eq!(times.load(Ordering::Relaxed), 1);
        assert!(content.is_one_with(&other));
        assert_eq!(content, Content::from(&b"bytes"[..]));
    }
}
