//! What was worked out before, kept in `<common git dir>/okr/cache`: answers by all that they depend on.
//!
//! An entry is never needed and never trusted: its file holds the whole question and a checksum, and one that
//! says anything else is as good as none. Files are written beside their place and then put there in one
//! move, so that any number of runs and a kill at any moment leave whole entries only. The folder may be
//! deleted at will; a repository that cannot be written to just has no cache.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use okr_core::abreast::few_in_order;
use okr_core::git::Repository;

/// Opens each entry.
const MARK: &[u8; 8] = b"okrcache";

/// Files kept, and how much they may hold together; the oldest go first.
const MOST_FILES: usize = 16;
const MOST_BYTES: u64 = 256 << 20;

/// Bytes of an answer that are read at once.
const BEGINNING: u64 = 4096;

/// Bytes of a part that is summed by itself.
const PART: usize = 1 << 20;

/// What a run that was killed left half-written is cleared away after so long.
const ABANDONED: Duration = Duration::from_secs(3600);

/// The cache of a repository.
pub(crate) struct Cache {
    folder: PathBuf,
    /// The program that asks: another one, or another build, gets no answers of this one.
    program: String,
}

/// What is kept for a question.
pub(crate) struct Entry {
    sum: u64,
    beginning: Vec<u8>,
    rest: File,
}

impl Entry {
    /// How the answer begins. Nobody has looked yet whether it is whole.
    pub(crate) fn beginning(&self) -> &[u8] {
        &self.beginning
    }

    /// The answer, if it is whole.
    pub(crate) fn answer(mut self) -> Option<Vec<u8>> {
        let length = self.rest.metadata().map_or(0, |about| usize::try_from(about.len()).unwrap_or(0));
        let mut answer = Vec::with_capacity(length);
        answer.append(&mut self.beginning);
        self.rest.read_to_end(&mut answer).ok()?;
        (checksum(&answer) == self.sum).then_some(answer)
    }
}

impl Cache {
    /// The cache of a repository, whether there is one yet or not.
    pub(crate) fn of(repository: &Repository) -> Self {
        Self { folder: folder(repository), program: program() }
    }

    /// The answer to a question, if it was kept.
    pub(crate) fn get(&self, kind: &str, question: &str) -> Option<Vec<u8>> {
        self.find(kind, question)?.answer()
    }

    /// What is kept for a question, its answer not read yet.
    pub(crate) fn find(&self, kind: &str, question: &str) -> Option<Entry> {
        let question = self.full(kind, question);
        let mut file = File::open(self.place(kind, &question)).ok()?;
        let head = head(&question);
        let mut opening = vec![0; head.len() + 8];
        file.read_exact(&mut opening).ok()?;
        let sum = opening.strip_prefix(head.as_slice())?;
        let sum = u64::from_le_bytes(sum.try_into().ok()?);
        let mut beginning = Vec::new();
        (&mut file).take(BEGINNING).read_to_end(&mut beginning).ok()?;
        Some(Entry { sum, beginning, rest: file })
    }

    /// Keeps an answer; whatever hinders it is no matter.
    pub(crate) fn put(&self, kind: &str, question: &str, answer: &[u8]) {
        let question = self.full(kind, question);
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder)?;
            file.write_all(&head(&question))?;
            file.write_all(&checksum(answer).to_le_bytes())?;
            file.write_all(answer)?;
            file.persist(self.place(kind, &question))?;
            Ok(())
        };
        if write().is_ok() {
            self.clear_away();
        }
    }

    fn full(&self, kind: &str, question: &str) -> String {
        format!("{kind}\n{}\n{question}", self.program)
    }

    fn place(&self, kind: &str, question: &str) -> PathBuf {
        self.folder.join(format!("{kind}-{:016x}", checksum(question.as_bytes())))
    }

    /// Removes the oldest entries beyond the bounds, and what other runs abandoned.
    fn clear_away(&self) {
        let Ok(listed) = fs::read_dir(&self.folder) else { return };
        let now = SystemTime::now();
        let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in listed.flatten() {
            let Ok(about) = entry.metadata() else { continue };
            let changed = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            if entry.file_name().to_string_lossy().starts_with('.') {
                if now.duration_since(changed).is_ok_and(|age| age > ABANDONED) {
                    let _ = fs::remove_file(entry.path());
                }
            } else {
                files.push((changed, about.len(), entry.path()));
            }
        }
        files.sort_by(|a, b| b.cmp(a));
        let mut bytes = 0;
        for (at, (_, length, path)) in files.into_iter().enumerate() {
            bytes += length;
            // The newest stays whatever its size.
            if at >= MOST_FILES || (at > 0 && bytes > MOST_BYTES) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Where all is kept that could be made again.
pub(crate) fn folder(repository: &Repository) -> PathBuf {
    repository.common_dir().join("okr").join("cache")
}

/// What stands before the checksum: the whole question, so that no other can get its answer.
fn head(question: &str) -> Vec<u8> {
    let mut head = MARK.to_vec();
    head.extend_from_slice(&(question.len() as u64).to_le_bytes());
    head.extend_from_slice(question.as_bytes());
    head
}

/// Of long ones part by part, and of the sums again.
fn checksum(bytes: &[u8]) -> u64 {
    let sum = |bytes: &&[u8]| {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        hasher.finish()
    };
    let parts: Vec<&[u8]> = bytes.chunks(PART).collect();
    let sums: Vec<u8> = few_in_order(&parts, sum).into_iter().flat_map(u64::to_le_bytes).collect();
    sum(&sums.as_slice())
}

/// The version of the program, and which build of it: a developer's builds all have one version.
pub(crate) fn program() -> String {
    let about = std::env::current_exe().and_then(|path| about(&path)).unwrap_or_default();
    format!("{} {about}", env!("CARGO_PKG_VERSION"))
}

fn about(path: &Path) -> std::io::Result<String> {
    let about = fs::metadata(path)?;
    let changed = about.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {}", about.len(), changed.as_nanos()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    fn cache(folder: &Path) -> Cache {
        Cache { folder: folder.join("okr/cache"), program: "1".to_owned() }
    }

    #[test]
    fn what_was_kept_is_found_by_the_same_question_of_the_same_program_only() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = cache(folder.path());
        assert_eq!(cache.get("page", "tip"), None);
        cache.put("page", "tip", b"answer");
        assert_eq!(cache.get("page", "tip").as_deref(), Some(&b"answer"[..]));
        assert_eq!(cache.get("page", "other"), None);
        assert_eq!(cache.get("walk", "tip"), None);
        cache.program = "2".to_owned();
        assert_eq!(cache.get("page", "tip"), None);
    }

    #[test]
    fn a_damaged_entry_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(folder.path());
        cache.put("page", "tip", b"a long enough answer");
        let place = fs::read_dir(&cache.folder).unwrap().next().unwrap().unwrap().path();
        let whole = fs::read(&place).unwrap();
        for cut in 0..whole.len() {
            fs::write(&place, &whole[..cut]).unwrap();
            assert_eq!(cache.get("page", "tip"), None, "cut at {cut}");
            let mut bent = whole.clone();
            bent[cut] ^= 0x10;
            fs::write(&place, &bent).unwrap();
            assert_eq!(cache.get("page", "tip"), None, "bent at {cut}");
        }
        cache.put("page", "tip", b"again");
        assert_eq!(cache.get("page", "tip").as_deref(), Some(&b"again"[..]));
    }

    #[test]
    fn no_more_than_some_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(folder.path());
        for number in 0..MOST_FILES + 5 {
            cache.put("page", &number.to_string(), b"answer");
        }
        assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), MOST_FILES);
        assert!(cache.get("page", &(MOST_FILES + 4).to_string()).is_some());
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("okr"), "a file").unwrap();
        let cache = cache(folder.path());
        cache.put("page", "tip", b"answer");
        assert_eq!(cache.get("page", "tip"), None);
    }
}
