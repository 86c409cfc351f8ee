//! What git-okr costs beside git and beside other linters: `cargo bench`, some minutes. Repositories are made
//! anew in a temporary folder; nothing of the machine's own is read.
//!
//! ```text
//! cargo bench                       all of it
//! cargo bench -- hook review        only the rows whose names hold one of these words
//! OKR_BENCH_SCALE=0.1 cargo bench   a tenth of each size, for a first look
//! OKR_BENCH_KEEP=DIR cargo bench    leaves the repositories in DIR, to profile on
//! ```
//!
//! The commands of a row run in turn, so that what else the machine does falls on all of them alike. A row's
//! goal is from `docs/performance.md`. A missed goal is shown and fails nothing: the clock of a busy machine
//! is no judge.

mod history;
mod long_history;
mod measure;
mod repository;
mod rows;
mod sheet;
mod table;

use std::io;
use std::path::PathBuf;

/// What was asked for.
struct Wanted {
    words: Vec<String>,
    scale: f64,
}

impl Wanted {
    fn of_process() -> Self {
        let words = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
        let scale = std::env::var("OKR_BENCH_SCALE").ok().and_then(|scale| scale.parse().ok());
        Self { words, scale: scale.unwrap_or(1.0) }
    }

    fn wants(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "sizes are small and positive"
    )]
    fn size(&self, full: usize) -> usize {
        ((full as f64 * self.scale) as usize).max(1)
    }
}

fn main() -> io::Result<()> {
    let wanted = Wanted::of_process();
    // Taken away at the end, unless it is to stay.
    let own = tempfile::tempdir()?;
    let folder = std::env::var_os("OKR_BENCH_KEEP").map_or_else(|| own.path().to_owned(), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    table::head();
    rows::start_up(&wanted)?;
    rows::hooks(&wanted, &folder)?;
    rows::check(&wanted, &folder)?;
    rows::review(&wanted, &folder)?;
    history::history(&wanted, &folder)?;
    rows::reports(&wanted, &folder)
}
