//! The demo: the OKR repository of an invented payment company with four quarters of history, the same commits on
//! every machine.
//!
//! ```text
//! company, payments, … (data in the words of `story`) --timeline--> deeds --teller--> commits
//!                                                        workspace, sheet, print: the files between two of them
//! ```

mod checkout;
mod company;
mod ledger;
mod merchants;
mod organisation;
mod payments;
mod platform;
mod print;
mod reliability;
mod risk;
mod sheet;
mod story;
mod teller;
mod timeline;
mod workspace;

use std::path::{Path, PathBuf};

use okr_core::git::{Environment, GitError, HistoryBuilder, Repository};

/// The branch the demo stands on.
const BRANCH: &str = "main";

/// The last commit of the demo. A test holds it against what is written, so it also proves that every machine
/// writes the same.
const LAST: &str = "b504c4682cffc878c37e751047369c362894ed46";

/// What stands in the folder.
#[derive(Debug, Clone)]
pub(crate) struct DemoSummary {
    /// False where the demo stood there already.
    pub(crate) written: bool,
    /// All commits.
    pub(crate) commits: usize,
    /// How many teams.
    pub(crate) teams: usize,
    /// The first and the last quarter.
    pub(crate) cycles: (&'static str, &'static str),
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// Something else is there already.
    #[error("{} is not empty, and nothing in it is overwritten", .0.display())]
    NotEmpty(PathBuf),
    /// The folder cannot be read or made.
    #[error("{}: {}", .0.display(), .1)]
    Folder(PathBuf, std::io::Error),
    /// Git could not write.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The story contradicts itself; a test keeps this from happening.
    #[error("the demo's story does not hold together: {0}: {1}")]
    Story(String, String),
}

/// Writes the demo into `dir`: a new folder or an empty one, which stays empty if it fails. A folder that holds the
/// demo already, with whatever was committed on top of it, is left as it is.
pub(crate) fn write(dir: &Path) -> Result<DemoSummary, DemoError> {
    let failed = |error| DemoError::Folder(dir.to_owned(), error);
    std::fs::create_dir_all(dir).map_err(failed)?;
    let empty = std::fs::read_dir(dir).map_err(failed)?.next().is_none();
    if empty {
        fill(dir).inspect_err(|_| clear(dir))?;
    } else if !holds_the_demo(dir) {
        return Err(DemoError::NotEmpty(dir.to_owned()));
    }
    let cycle = |turn: Option<&organisation::Turn>| turn.map_or("", |turn| turn.cycle);
    let turns = organisation::TURNS;
    Ok(DemoSummary {
        written: empty,
        commits: timeline::deeds()?.len(),
        teams: organisation::TEAMS.len(),
        cycles: (cycle(turns.first()), cycle(turns.last())),
    })
}

fn fill(dir: &Path) -> Result<(), DemoError> {
    let mut history = HistoryBuilder::init(dir, BRANCH)?;
    teller::tell(&mut history)?;
    Ok(history.checkout()?)
}

/// Takes away what a failed attempt left in a folder that was empty. What cannot be taken away stays: the failure
/// that is told is the first one.
fn clear(dir: &Path) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    }
}

/// Whether `dir` itself is a repository whose current commit has the demo's last one behind it.
fn holds_the_demo(dir: &Path) -> bool {
    let found = || -> Result<bool, GitError> {
        let repository = Repository::open(dir, &Environment::default())?;
        let here = repository.top().and_then(|top| top.canonicalize().ok());
        let last = repository.resolve(LAST)?;
        let Some(head) = repository.head()? else { return Ok(false) };
        Ok(here == dir.canonicalize().ok() && repository.merge_base(head, last)? == last)
    };
    found().unwrap_or(false)
}

fn story_error(what: &str, which: &str) -> DemoError {
    DemoError::Story(what.to_owned(), which.to_owned())
}

#[cfg(test)]
mod tests;
