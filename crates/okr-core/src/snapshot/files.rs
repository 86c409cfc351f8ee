//! A set of workspace files, from wherever they came.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Content;

/// The identity of a file's content (a git blob id, hexadecimal bytes of SHA-1 or SHA-256).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId {
    /// The hash, left-aligned; SHA-1 leaves the last twelve bytes zero.
    pub bytes: [u8; 32],
    /// Its length: 20 or 32.
    pub len: u8,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The content's identity.
    pub id: BlobId,
    /// The content, or why there is none.
    pub content: Result<Content, FileProblem>,
}

/// Why a file of the workspace could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// Larger than the reader takes; its size in bytes.
    TooLarge(u64),
    /// A symbolic link, or a submodule: not followed.
    NotAFile,
    /// The object is not in this clone (a partial clone), or cannot be read.
    Absent(String),
    /// In the index, and in conflict: a merge that is not resolved yet.
    Unmerged,
}

impl std::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge(size) => write!(f, "a file of {size} bytes, and sheets are smaller"),
            Self::NotAFile => f.write_str("a link or a submodule, and those are not followed"),
            Self::Absent(why) => write!(f, "cannot be read: {why}"),
            Self::Unmerged => f.write_str("in conflict: the merge is not resolved"),
        }
    }
}

/// What a path of the workspace holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRole {
    /// `okr.yaml`
    Settings,
    /// `teams.yaml`
    Teams,
    /// `okrs/**/*.yaml` or `.yml`
    Sheet,
}

/// The files of a workspace at one state: `okr.yaml`, `teams.yaml`, the sheets, and no others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileSet {
    /// The workspace's folder relative to the repository's top: empty, or ending in `/`.
    pub root: String,
    /// By path relative to the repository's top.
    pub files: BTreeMap<String, File>,
}

impl FileRole {
    /// What `path` (relative to the repository's top) holds in a workspace at `root`, if anything.
    pub fn of(root: &str, path: &str) -> Option<Self> {
        let path = path.strip_prefix(root)?;
        match path {
            "okr.yaml" => Some(Self::Settings),
            "teams.yaml" => Some(Self::Teams),
            _ => {
                let rest = path.strip_prefix("okrs/")?;
                let name = rest.rsplit('/').next()?;
                let hidden = rest.split('/').any(|part| part.starts_with('.'));
                let yaml = matches!(name.rsplit_once('.'), Some((_, "yaml" | "yml")));
                (yaml && !hidden).then_some(Self::Sheet)
            }
        }
    }
}

impl FileSet {
    /// A set from string literals, at the repository's top: for tests and for text that is nowhere yet.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = texts.into_iter().map(|(path, text)| (path.to_owned(), File::of_text(text)));
        Self { root: String::new(), files: files.collect() }
    }

    /// What a path of the set holds.
    pub fn role(&self, path: &str) -> Option<FileRole> {
        FileRole::of(&self.root, path)
    }

    /// The content of a file, where it could be read.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path)?.content.as_deref().ok()
    }
}

impl File {
    /// A file with a text that no repository holds yet.
    pub fn of_text(text: &str) -> Self {
        Self { id: BlobId::of_unstored(text.as_bytes()), content: Ok(Content::from(text.as_bytes())) }
    }
}

impl BlobId {
    /// The identity of content that no repository holds yet: equal for equal bytes, different from that of
    /// any blob. Good within one process only.
    pub fn of_unstored(content: &[u8]) -> Self {
        let mut bytes = [0; 32];
        for (lane, out) in bytes.chunks_exact_mut(8).enumerate() {
            let mut hasher = DefaultHasher::new();
            (lane, content).hash(&mut hasher);
            out.copy_from_slice(&hasher.finish().to_le_bytes());
        }
        Self { bytes, len: 32 }
    }
}

impl std::fmt::Display for BlobId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A history writes one for each of its commits.
        let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
        let bytes = &self.bytes[..usize::from(self.len)];
        let hex: String = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        f.write_str(&hex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_what_its_file_holds() {
        for (root, path, role) in [
            ("", "okr.yaml", Some(FileRole::Settings)),
            ("", "teams.yaml", Some(FileRole::Teams)),
            ("", "okrs/2026-Q1/payments.yaml", Some(FileRole::Sheet)),
            ("", "okrs/2026-Q1/payments/rtt.yml", Some(FileRole::Sheet)),
            ("", "okrs/loose.yaml", Some(FileRole::Sheet)),
            ("", "okrs/2026-Q1/notes.md", None),
            ("", "okrs/.drafts/payments.yaml", None),
            ("", "okrs/2026-Q1/.payments.yaml", None),
            ("", "sub/okr.yaml", None),
            ("goals/", "goals/okr.yaml", Some(FileRole::Settings)),
            ("goals/", "goals/okrs/2026/a.yaml", Some(FileRole::Sheet)),
            ("goals/", "okr.yaml", None),
        ] {
            assert_eq!(FileRole::of(root, path), role, "{path} in {root:?}");
        }
    }

    #[test]
    fn content_is_its_own_identity() {
        assert_eq!(BlobId::of_unstored(b"a"), BlobId::of_unstored(b"a"));
        assert_ne!(BlobId::of_unstored(b"a"), BlobId::of_unstored(b"b"));
        assert_eq!(BlobId::of_unstored(b"a").to_string().len(), 64);
    }
}
