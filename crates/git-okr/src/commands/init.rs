//! `git okr init`: a working OKR repository.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use okr_core::git::{GitError, HistoryBuilder, Repository};
use okr_core::model::Calendar;

use crate::error::CommandError;
use crate::output::{self, Exit, write_whole};
use crate::session::Session;
use crate::{demo, template};

/// Write a working OKR repository.
///
/// Writes okr.yaml, teams.yaml, exemplary sheets for the current quarter and a README into DIR, and makes
/// it a git repository where it is none. Nothing is overwritten. With --demo, writes a repository with four
/// quarters of history and shows the last quarter's report.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr init okrs-of-acme\n  \
    git okr init                 in this folder\n  \
    git okr init --demo demo     a year of an invented organisation, and its report")]
pub(crate) struct Args {
    /// Where [default: this folder]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// Write the demo: four quarters of history
    #[arg(long, requires = "directory")]
    demo: bool,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let directory = session.path(args.directory.as_deref().unwrap_or(Path::new(".")));
    if args.demo { write_demo(&directory, session) } else { write_template(&directory, session) }
}

fn write_template(directory: &Path, session: &Session) -> Result<Exit, CommandError> {
    let today = session.today(&Calendar::default());
    let files = template::files(today).map_err(|error| CommandError::new(error.to_string()))?;
    let there: Vec<&str> = files
        .iter()
        .filter(|file| directory.join(&file.path).symlink_metadata().is_ok())
        .map(|file| file.path.as_str())
        .collect();
    if !there.is_empty() {
        return Err(CommandError::new(format!(
            "`{}` already holds {}; nothing was written",
            directory.display(),
            there.join(", ")
        ))
        .hint("give another folder: `git okr init DIR`"));
    }
    let failed = |path: &Path, error: std::io::Error| {
        CommandError::new(format!("cannot write `{}`: {error}", path.display()))
    };
    std::fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    let new = match Repository::open(directory, session.environment()) {
        Ok(_) => false,
        Err(GitError::NoRepository(_)) => {
            HistoryBuilder::init(directory, "main")?;
            true
        }
        Err(error) => return Err(error.into()),
    };
    for file in &files {
        let path = directory.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        write_whole(&path, file.text.as_bytes())?;
    }
    let mut text = format!("Wrote an OKR workspace into {}", directory.display());
    text.push_str(if new { ", a new git repository:\n" } else { ":\n" });
    for file in &files {
        let _ = writeln!(text, "  {}", file.path);
    }
    text.push_str("\nNext: edit the sheets, run `git okr check`, then `git okr install` for the hooks.\n");
    output::print(&text)?;
    Ok(Exit::Fine)
}

fn write_demo(directory: &Path, session: &Session) -> Result<Exit, CommandError> {
    let demo = demo::write(directory)?;
    let (first, last) = demo.cycles;
    let folder = directory.strip_prefix(session.directory()).unwrap_or(directory).display();
    output::remark(&if demo.written {
        format!(
            "Wrote the demo into {folder}: {} teams, {} commits, {first} to {last}.",
            demo.teams, demo.commits
        )
    } else {
        format!("The demo stands in {folder} already; nothing was written.")
    });
    output::remark(&format!("The report of its last quarter; `git okr -C {folder} history` has them all.\n"));
    super::history::show_cycle(&session.at(directory), last)
}
