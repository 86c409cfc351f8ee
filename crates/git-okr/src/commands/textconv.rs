//! `git okr textconv FILE`: what `git diff` shows for a sheet. Fast, and never in git's way.

use std::path::PathBuf;

use okr_core::render::escape::visible_lines;
use okr_core::render::goals;
use okr_core::yaml::{ProblemKind, read_sheet};

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Print a sheet as plain lines, one fact a line, for `git diff`.
///
/// Comments, formatting and the order of fields disappear. A file that is no sheet, or a sheet that cannot be
/// read in full, is printed as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr textconv okrs/2026-Q1/payments.yaml\n\n\
    `git okr install` sets it up; by hand it is\n  \
    git config diff.okr.textconv 'git-okr textconv'\n  \
    echo 'okrs/**/*.yaml diff=okr' >> .gitattributes")]
pub(crate) struct Args {
    /// The sheet; any file, at any state
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let bytes = std::fs::read(session.path(&args.file)).map_err(|error| {
        CommandError::new(format!("cannot read `{}`: {error}", args.file.display()))
            .hint("give the path of a sheet, such as okrs/2026-Q1/payments.yaml")
    })?;
    output::print(&text(&bytes))?;
    Ok(Exit::Fine)
}

/// Its goals where all of it was understood, for a diff must not hide what the reader could not read.
fn text(bytes: &[u8]) -> String {
    let (sheet, problems) = read_sheet(bytes);
    match sheet {
        Some(sheet) if problems.iter().all(|problem| problem.kind != ProblemKind::Malformed) => goals(&sheet),
        Some(_) | None => visible_lines(&String::from_utf8_lossy(bytes)).into_owned(),
    }
}
