//! `git okr init`: a working OKR repository.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use okr_core::git::{GitError, HistoryBuilder, Repository};
use okr_core::model::Calendar;
use okr_core::snapshot::FileRole;

use crate::error::CommandError;
use crate::output::{self, Exit, write_whole};
use crate::session::Session;
use crate::template::TemplateFile;
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
    // Without the `.` that would be told with it.
    let directory: PathBuf =
        session.path(args.directory.as_deref().unwrap_or(Path::new("."))).components().collect();
    if args.demo { write_demo(&directory, session) } else { write_template(&directory, session) }
}

fn write_template(directory: &Path, session: &Session) -> Result<Exit, CommandError> {
    let today = session.today(&Calendar::default());
    let all = template::files(today).map_err(|error| CommandError::new(error.to_string()))?;
    let is_there = |file: &TemplateFile| directory.join(&file.path).symlink_metadata().is_ok();
    let (kept, files): (Vec<TemplateFile>, Vec<TemplateFile>) = all.into_iter().partition(is_there);
    // What a repository has of its own stays; goals that are there are a workspace already.
    let goals: Vec<&str> =
        kept.iter().map(|file| file.path.as_str()).filter(|path| FileRole::of("", path).is_some()).collect();
    if !goals.is_empty() {
        return Err(CommandError::new(format!(
            "`{}` already holds {}; nothing was written",
            directory.display(),
            goals.join(", ")
        ))
        .hint("give another folder, which may be a subfolder of this one: `git okr init DIR`"));
    }
    let failed = |path: &Path, error: std::io::Error| {
        CommandError::new(format!("cannot write `{}`: {error}", path.display()))
    };
    let there = directory.is_dir();
    std::fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    let new = match Repository::open(directory, session.environment()) {
        Ok(repository) if repository.is_bare() || is_within(directory, repository.git_dir()) => {
            if !there {
                // It is empty still; that it stays would be no harm.
                let _ = std::fs::remove_dir(directory);
            }
            return Err(CommandError::new(format!(
                "`{}` lies in git's own folder, or in a bare repository: there is no work tree to write into",
                directory.display()
            ))
            .hint("run `git okr init` in a clone, or give another folder"));
        }
        Ok(_) => false,
        Err(GitError::NoRepository(_)) => {
            HistoryBuilder::init(directory, "main")?;
            true
        }
        Err(error) => return Err(error.into()),
    };
    let mut written: Vec<PathBuf> = Vec::new();
    for file in &files {
        let path = directory.join(&file.path);
        let folder = path.parent().unwrap_or(directory);
        let made = std::fs::create_dir_all(folder)
            .map_err(|error| failed(folder, error))
            .and_then(|()| write_whole(&path, file.text.as_bytes()));
        if let Err(error) = made {
            for path in &written {
                // What cannot be taken back either is no worse than before.
                let _ = std::fs::remove_file(path);
            }
            return Err(error);
        }
        written.push(path);
    }
    output::print(&told(directory, new, &files, &kept))?;
    Ok(Exit::Fine)
}

fn is_within(directory: &Path, folder: &Path) -> bool {
    match (directory.canonicalize(), folder.canonicalize()) {
        (Ok(directory), Ok(folder)) => directory.starts_with(folder),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
    }
}

fn told(directory: &Path, new: bool, files: &[TemplateFile], kept: &[TemplateFile]) -> String {
    let mut text = format!("Wrote an OKR workspace into {}", directory.display());
    text.push_str(if new { ", a new git repository:\n" } else { ":\n" });
    for file in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}", file.path);
    }
    if !kept.is_empty() {
        let names: Vec<&str> = kept.iter().map(|file| file.path.as_str()).collect();
        let _ = writeln!(text, "Yours stay as they are: {}", names.join(", "));
    }
    text.push_str("\nNext: edit the sheets, run `git okr check`, then `git okr install` for the hooks.\n");
    text
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
