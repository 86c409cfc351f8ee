//! Objects as the repository's packs hold them, for walks that read hundreds of thousands: libgit2 takes locks,
//! looks each object up twice and allocates anew for every step of a delta.
//!
//! `gix-pack` finds and unpacks the entries. What is not in a pack of this repository, or is odd in any way,
//! is not known here, and left to libgit2: loose objects, alternates, quarantines, a pack that is damaged.

mod delta;
mod unpacked;

use std::path::Path;
use std::sync::Arc;

use gix_hash::Kind as HashKind;
use gix_pack::data::entry::Header;
use gix_pack::{data, index};

use crate::snapshot::BlobId;
use unpacked::Unpacked;

/// Unpacked objects kept, as what is asked for next is mostly a delta of one of them.
const KEPT_BYTES: usize = 16 << 20;

/// Larger parts are left to libgit2: no sheet, tree or commit of a workspace comes near.
const LARGEST_PART: u64 = 16 << 20;

/// No pack that git writes has longer chains of deltas.
const LONGEST_CHAIN: usize = 4096;

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObjectKind {
    Commit,
    Tree,
    Blob,
    Tag,
}

impl std::fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Commit => "commit",
            Self::Tree => "tree",
            Self::Blob => "blob",
            Self::Tag => "tag",
        })
    }
}

/// An object, whole.
#[derive(Debug, Clone)]
pub(super) struct PackedObject {
    pub(super) kind: ObjectKind,
    pub(super) bytes: Arc<[u8]>,
}

/// Where an object stands: in the order in which objects are read quickest, as a delta stands behind what it
/// is made from or close before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pack: usize,
    offset: u64,
}

/// What an object is made from: the parts, the last one first, each with its offset; and what they stand on, where
/// that is unpacked already.
type Chain = (Option<PackedObject>, Vec<(u64, data::Entry)>);

struct Pack {
    index: index::File,
    data: data::File,
}

/// The packs of a repository.
#[derive(Default)]
pub(super) struct Packs {
    open: Arc<Vec<Pack>>,
    inflate: gix_zlib::Inflate,
    unpacked: Unpacked,
    /// The pack that held what was found last: it mostly holds the next, too.
    last: std::cell::Cell<usize>,
    /// Where entries are inflated to.
    part: Vec<u8>,
    /// Where objects are put together.
    made: Vec<u8>,
}

impl Packs {
    /// The packs below a folder of objects; those that cannot be opened are not known.
    pub(super) fn below(objects: &Path) -> Self {
        let listed = std::fs::read_dir(objects.join("pack")).into_iter().flatten().flatten();
        let mut paths: Vec<_> = listed
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "idx"))
            .collect();
        paths.sort();
        let open = |path: &std::path::PathBuf| {
            let index = index::File::at(path, HashKind::Sha1).ok()?;
            let data = data::File::at(path.with_extension("pack"), HashKind::Sha1).ok()?;
            Some(Pack { index, data })
        };
        Self { open: Arc::new(paths.iter().filter_map(open).collect()), ..Self::default() }
    }

    /// The same packs for another thread, which unpacks for itself.
    pub(super) fn again(&self) -> Self {
        Self { open: Arc::clone(&self.open), ..Self::default() }
    }

    /// Where an object stands, if a pack holds it.
    pub(super) fn place(&self, id: BlobId) -> Option<Place> {
        let id = gix_hash::oid::try_from_bytes(id.bytes.get(..usize::from(id.len))?).ok()?;
        let last = self.last.get();
        let order = std::iter::once(last).chain((0..self.open.len()).filter(|pack| *pack != last));
        let (pack, offset) = order.into_iter().find_map(|number| {
            let index = &self.open.get(number)?.index;
            Some((number, index.pack_offset_at_index(index.lookup(id)?)))
        })?;
        self.last.set(pack);
        Some(Place { pack, offset })
    }

    /// An object. Nothing where it is larger than `largest`, or not plainly readable here.
    pub(super) fn read(&mut self, id: BlobId, largest: u64) -> Option<PackedObject> {
        let place = self.place(id)?;
        let largest = largest.min(LARGEST_PART);
        let (mut object, chain) = self.chain(place)?;
        for (at, part) in chain.into_iter().rev() {
            let size = usize::try_from(part.decompressed_size).ok()?;
            self.part.resize(size, 0);
            let pack = self.open.get(place.pack)?;
            let read = pack.data.decompress_entry(&part, &mut self.inflate, &mut self.part).ok()?;
            // Nothing was read of an entry that is cut off.
            if read == 0 {
                return None;
            }
            let next = match (kind(part.header), object) {
                (Some(kind), _) => PackedObject { kind, bytes: Arc::from(self.part.as_slice()) },
                (None, Some(base)) => {
                    let bytes = delta::apply(&base.bytes, &self.part, LARGEST_PART, &mut self.made)?;
                    PackedObject { kind: base.kind, bytes }
                }
                (None, None) => return None,
            };
            self.unpacked.keep(Place { offset: at, ..place }, next.clone());
            object = Some(next);
        }
        object.filter(|object| u64::try_from(object.bytes.len()).is_ok_and(|size| size <= largest))
    }

    /// The parts that `place` is made from, the last one first, down to one that is whole or, beside them, an
    /// object that is unpacked already.
    fn chain(&mut self, place: Place) -> Option<Chain> {
        let pack = self.open.get(place.pack)?;
        let mut parts = Vec::new();
        let mut offset = place.offset;
        loop {
            if let Some(object) = self.unpacked.get(Place { offset, ..place }) {
                return Some((Some(object), parts));
            }
            let entry = pack.data.entry(offset).ok()?;
            if entry.decompressed_size > LARGEST_PART || parts.len() == LONGEST_CHAIN {
                return None;
            }
            let base = match entry.header {
                Header::OfsDelta { base_distance } => Some(entry.checked_base_pack_offset(base_distance)?),
                Header::RefDelta { base_id } => {
                    Some(pack.index.pack_offset_at_index(pack.index.lookup(base_id)?))
                }
                Header::Commit | Header::Tree | Header::Blob | Header::Tag => None,
            };
            parts.push((offset, entry));
            match base {
                Some(base) => offset = base,
                None => return Some((None, parts)),
            }
        }
    }
}

fn kind(header: Header) -> Option<ObjectKind> {
    match header {
        Header::Commit => Some(ObjectKind::Commit),
        Header::Tree => Some(ObjectKind::Tree),
        Header::Blob => Some(ObjectKind::Blob),
        Header::Tag => Some(ObjectKind::Tag),
        Header::RefDelta { .. } | Header::OfsDelta { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use std::process::Command;

    use super::super::super::id::from_bytes;
    use super::*;

    fn git(folder: &Path, words: &[&str]) -> String {
        let output = Command::new("git")
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "gc.auto=0"])
            .args(words)
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// A repository whose file changes often enough for long chains of deltas.
    fn repository() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        git(folder.path(), &["init", "-q"]);
        let mut lines: Vec<String> = (0..300).map(|line| format!("line {line} of a file\n")).collect();
        for version in 0..40 {
            lines[version * 7] = format!("version {version}\n");
            lines.insert(version * 3, format!("one more, {version}\n"));
            std::fs::write(folder.path().join("a.txt"), lines.concat()).unwrap();
            git(folder.path(), &["add", "."]);
            git(folder.path(), &["commit", "-q", "-m", &format!("Version {version}")]);
        }
        folder
    }

    #[test]
    fn every_object_is_what_libgit2_reads() {
        let folder = repository();
        for repack in [&["repack", "-q", "-ad", "--depth=50"][..], &["repack", "-q", "-adf", "--depth=4"]] {
            git(folder.path(), repack);
            // What comes later is loose, and so not known here.
            let repo = git2::Repository::open(folder.path()).unwrap();
            let odb = repo.odb().unwrap();
            let mut ids = Vec::new();
            odb.foreach(|id| {
                ids.push(*id);
                true
            })
            .unwrap();
            let mut packs = Packs::below(&folder.path().join(".git/objects"));
            assert!(ids.len() > 100 && packs.open.len() == 1);
            for id in ids {
                let object = odb.read(id).unwrap();
                let own = packs.read(from_bytes(id.as_bytes()).unwrap(), 1 << 20).unwrap();
                assert_eq!(&*own.bytes, object.data(), "{id}");
                assert_eq!(format!("{:?}", own.kind), format!("{:?}", object.kind()), "{id}");
            }
        }
    }

    #[test]
    fn what_is_loose_too_large_or_damaged_is_not_known() {
        let folder = repository();
        let blob = |rev: &str| {
            let hex = git(folder.path(), &["rev-parse", rev]);
            super::super::super::id::from_hex(hex.as_bytes()).unwrap()
        };
        let objects = folder.path().join(".git/objects");
        assert!(Packs::below(&objects).read(blob("HEAD:a.txt"), 1 << 20).is_none());
        git(folder.path(), &["repack", "-q", "-ad"]);
        let mut packs = Packs::below(&objects);
        assert!(packs.read(blob("HEAD:a.txt"), 100).is_none());
        assert!(packs.read(blob("HEAD:a.txt"), 1 << 20).is_some());
        assert!(packs.read(BlobId { bytes: [7; 32], len: 20 }, 1 << 20).is_none());
        assert!(packs.read(BlobId { bytes: [7; 32], len: 32 }, 1 << 20).is_none());

        let file = |extension: &str| {
            let listed = std::fs::read_dir(objects.join("pack")).unwrap().flatten();
            listed.map(|entry| entry.path()).find(|path| path.extension().unwrap() == extension).unwrap()
        };
        let all = git(folder.path(), &["rev-list", "--objects", "--no-object-names", "HEAD"]);
        let all: Vec<BlobId> =
            all.lines().map(|hex| super::super::super::id::from_hex(hex.as_bytes()).unwrap()).collect();
        for (extension, damage) in
            [("pack", [(0.3, 40), (0.5, 400), (0.01, 9000)]), ("idx", [(0.0, 9), (0.3, 900), (0.9, 700)])]
        {
            let path = file(extension);
            let whole = std::fs::read(&path).unwrap();
            for (share, length) in damage {
                let mut bytes = whole.clone();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_precision_loss,
                    clippy::cast_sign_loss,
                    reason = "a place in a small file"
                )]
                let at = (whole.len() as f64 * share) as usize;
                for byte in bytes.iter_mut().skip(at).take(length) {
                    *byte = !*byte;
                }
                // The file is mapped; another one takes its place.
                std::fs::remove_file(&path).unwrap();
                std::fs::write(&path, bytes).unwrap();
                let mut packs = Packs::below(&objects);
                let unknown = all.iter().filter(|id| packs.read(**id, 1 << 20).is_none()).count();
                assert!(unknown > 0, "{extension} at {at}");
            }
            std::fs::remove_file(&path).unwrap();
            std::fs::write(&path, whole).unwrap();
        }
    }
}
