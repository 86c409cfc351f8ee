//! What was understood of each sheet and found in it, kept in `<common git dir>/okr/cache/sheets`: a hook is asked
//! about hundreds of sheets of which one changed, and need not read the others again.
//!
//! Things stand there under names made of all that they depend on (the content, the settings, the teams, the day), so
//! that nothing there is ever out of date, and a run adds what is new at the end of the file. It is never needed and
//! never trusted: another build of the program starts it anew, and so does a run that finds it damaged. Runs side by
//! side add whole things, and what one of them loses is made again by the next. `uninstall` removes the folder, and
//! anyone may.

use std::fs::{self, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use okr_core::git::Repository;
use okr_core::keep::Shelf;
use okr_core::rules::Seen;
use okr_core::snapshot::Parses;

use crate::cache::{folder, program};

/// Opens the file; then comes the program that wrote it.
const MARK: &str = "okrsheets";

/// Up to this size nothing is cleared out; beyond it, when most of it was of no use to a run; and never more than
/// this is kept.
const SMALL: usize = 8 << 20;
const MOST: usize = 96 << 20;

/// What is known of sheets, from earlier runs and by this one.
pub(crate) struct Kept {
    /// Where it is kept, if it is.
    file: Option<File>,
    pub(crate) parses: Parses,
    pub(crate) seen: Seen,
}

struct File {
    path: PathBuf,
    head: Vec<u8>,
    shelf: Arc<Shelf>,
}

impl Default for Kept {
    /// Known to this run alone.
    fn default() -> Self {
        Self { file: None, parses: Parses::default(), seen: Seen::with(Arc::default()) }
    }
}

impl Kept {
    /// Nothing is known, and nobody will ask again.
    pub(crate) fn nothing() -> Self {
        Self { file: None, parses: Parses::default(), seen: Seen::default() }
    }

    /// What earlier runs kept in a repository.
    pub(crate) fn of(repository: &Repository) -> Self {
        let path = folder(repository).join("sheets");
        let head = format!("{MARK} {}\n", program()).into_bytes();
        let bytes = fs::read(&path).ok().filter(|bytes| bytes.starts_with(&head)).unwrap_or_default();
        let start = head.len().min(bytes.len());
        let shelf = Arc::new(Shelf::of(bytes, start));
        Self {
            parses: Parses::with(Arc::clone(&shelf)),
            seen: Seen::with(Arc::clone(&shelf)),
            file: Some(File { path, head, shelf }),
        }
    }

    /// Keeps what is new; whatever hinders it is no matter.
    pub(crate) fn save(&self) {
        let Some(file) = &self.file else { return };
        let mut new = Vec::new();
        self.parses.new_ones(&mut |name, thing| Shelf::put(&mut new, name, thing));
        self.seen.new_ones(&mut |name, thing| Shelf::put(&mut new, name, thing));
        if new.is_empty() {
            return;
        }
        let size = file.shelf.size() + new.len();
        let adds = file.shelf.is_whole() && file.shelf.size() > 0;
        let done =
            if adds && (size <= SMALL || size <= 4 * self.used(file).len().max(new.len()) && size <= MOST) {
                file.add(&new)
            } else {
                let mut all = file.head.clone();
                all.extend_from_slice(&self.used(file));
                all.extend_from_slice(&new);
                if all.len() <= MOST { file.write(&all) } else { Ok(()) }
            };
        // A repository that cannot be written to just keeps nothing.
        drop(done);
    }

    /// What this run took from earlier ones.
    fn used(&self, file: &File) -> Vec<u8> {
        let mut names: Vec<u128> = self.parses.used().chain(self.seen.used()).collect();
        names.sort_unstable();
        let mut used = Vec::new();
        for name in names {
            if let Some(thing) = file.shelf.get(name) {
                Shelf::put(&mut used, name, thing);
            }
        }
        used
    }
}

impl File {
    /// Adds to the file in one go, unless another program has taken its place.
    fn add(&self, new: &[u8]) -> std::io::Result<()> {
        let mut file = OpenOptions::new().read(true).append(true).open(&self.path)?;
        let mut head = vec![0; self.head.len()];
        file.read_exact(&mut head)?;
        if head == self.head { file.write_all(new) } else { Ok(()) }
    }

    /// Puts a whole file in its place.
    fn write(&self, all: &[u8]) -> std::io::Result<()> {
        let Some(folder) = self.path.parent() else { return Ok(()) };
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
        file.write_all(all)?;
        file.persist(&self.path)?;
        Ok(())
    }
}
