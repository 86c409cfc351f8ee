//! A sheet file as read, or as it was read by an earlier run: then it is taken in again when somebody looks into
//! it, and most of what is asked of a sheet that did not change is answered by its [`Outline`].

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{BlobId, Content, Outline, ReadSheet};
use crate::keep::{Digest, Keep as _, Shelf, Writer, from_bytes};
use crate::model::{Cycle, Id};
use crate::yaml::{ProblemKind, read_sheet};

/// What a sheet file says. Cheap to clone.
#[derive(Clone)]
pub struct Parsed(Arc<Inner>);

struct Inner {
    id: Option<BlobId>,
    read: OnceLock<ReadSheet>,
    outline: OnceLock<Outline>,
    kept: Option<(Arc<Shelf>, Content)>,
    /// The sheet and its problems, to be kept.
    bytes: Option<Vec<u8>>,
}

impl Parsed {
    /// What was read from a blob.
    pub(super) fn of(id: BlobId, read: ReadSheet) -> Self {
        Self(Arc::new(Inner { id: Some(id), ..Inner::of(read) }))
    }

    /// As [`of`](Self::of), to be kept for later runs.
    pub(super) fn to_keep(id: BlobId, read: ReadSheet) -> Self {
        let ReadSheet { sheet, problems } = &read;
        let mut writer = Writer::default();
        sheet.keep(&mut writer);
        problems.keep(&mut writer);
        let (outline, bytes) = (OnceLock::from(Outline::of(&read)), Some(writer.into_bytes()));
        Self(Arc::new(Inner { id: Some(id), outline, bytes, ..Inner::of(read) }))
    }

    /// What is to be kept of it, beside its outline.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.0.bytes.as_deref()
    }

    /// What an earlier run read from a blob; nothing where it kept nothing. `content` is read should what was
    /// kept turn out to be damaged.
    pub(super) fn kept(id: BlobId, shelf: &Arc<Shelf>, content: &Content) -> Option<Self> {
        let outline = from_bytes::<Outline>(shelf.get(Self::outline_name(id))?)?;
        shelf.has(Self::sheet_name(id)).then(|| {
            Self(Arc::new(Inner {
                id: Some(id),
                read: OnceLock::new(),
                outline: OnceLock::from(outline),
                kept: Some((Arc::clone(shelf), content.clone())),
                bytes: None,
            }))
        })
    }

    /// What a blob's outline is kept as.
    pub(super) fn outline_name(id: BlobId) -> u128 {
        Digest::of("outline").with(&id).name()
    }

    /// What a blob's sheet is kept as.
    pub(super) fn sheet_name(id: BlobId) -> u128 {
        Digest::of("sheet").with(&id).name()
    }

    /// The blob it was read from, if it was.
    pub fn id(&self) -> Option<BlobId> {
        self.0.id
    }

    /// Whether an earlier run kept it.
    pub(super) fn is_kept(&self) -> bool {
        self.0.kept.is_some()
    }

    /// Whether it is in memory already.
    pub(super) fn is_taken_in(&self) -> bool {
        self.0.read.get().is_some()
    }

    /// Whether the two are one reading, not only equal.
    pub fn is_one_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What of it others may look at.
    pub fn outline(&self) -> &Outline {
        self.0.outline.get_or_init(|| Outline::of(self))
    }

    /// The cycle and the team it is for, where there is a sheet to speak of.
    pub fn owner(&self) -> Option<(Cycle, &Id)> {
        match self.0.outline.get() {
            Some(outline) => outline.of.as_ref().map(|(cycle, team)| (*cycle, team)),
            None => self.sheet.as_ref().map(|sheet| (sheet.cycle, &sheet.team)),
        }
    }

    /// Whether there is a sheet to speak of.
    pub fn has_sheet(&self) -> bool {
        self.0.outline.get().map_or_else(|| self.sheet.is_some(), |outline| outline.of.is_some())
    }

    /// Whether nothing was wrong with it.
    pub fn is_whole(&self) -> bool {
        self.0.outline.get().map_or_else(|| self.problems.is_empty(), |outline| outline.whole)
    }

    /// Whether some of it could not be understood.
    pub fn is_malformed(&self) -> bool {
        let malformed = || self.problems.iter().any(|problem| problem.kind == ProblemKind::Malformed);
        self.0.outline.get().map_or_else(malformed, |outline| outline.malformed)
    }

    /// Whether anything in it is allowed, as far as is known without looking.
    pub fn may_allow(&self) -> bool {
        self.0.outline.get().is_none_or(|outline| outline.allows)
    }
}

impl Inner {
    fn of(read: ReadSheet) -> Self {
        Self { id: None, read: OnceLock::from(read), outline: OnceLock::new(), kept: None, bytes: None }
    }
}

impl From<ReadSheet> for Parsed {
    fn from(read: ReadSheet) -> Self {
        Self(Arc::new(Inner::of(read)))
    }
}

impl Deref for Parsed {
    type Target = ReadSheet;

    fn deref(&self) -> &ReadSheet {
        self.0.read.get_or_init(|| {
            let Some((kept, content)) = &self.0.kept else { return ReadSheet::default() };
            let name = self.0.id.map(Self::sheet_name);
            let again = name.and_then(|name| from_bytes(kept.get(name)?));
            let (goals, problems) = again.unwrap_or_else(|| read_sheet(content));
            ReadSheet { sheet: goals, problems }
        })
    }
}

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}
