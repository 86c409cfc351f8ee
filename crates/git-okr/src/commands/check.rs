//! `git okr check`: validates sheets.

use std::ops::ControlFlow;
use std::path::PathBuf;

use okr_core::git::{Source, WalkEvent, WalkOptions};
use okr_core::render::FindingFormat;
use okr_core::rules::{Brought, CheckOptions, check_where};
use okr_core::snapshot::FileRole;
use serde_json::Map;

use super::options::{FindingOptions, closing};
use super::selection::Selection;
use crate::error::CommandError;
use crate::kept::Kept;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::workspace::{State, Workspace};

/// Check sheets against the rules.
///
/// Reads okr.yaml, teams.yaml and every sheet under okrs/, and tells what the rules have to say, with the
/// place and what to write instead. Rules that need other sheets (who supports what, wins of the last
/// cycle) always see the whole workspace; PATH only chooses what is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr check                               the work tree\n  \
    git okr check okrs/2026-Q1/payments.yaml    one sheet\n  \
    git okr check --staged                      what the next commit would hold\n  \
    git okr check --rev main --format sarif -o okr.sarif\n\n\
    `git okr explain RULE` tells more about a finding.")]
pub(crate) struct Args {
    /// Files or folders to tell of [default: all]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    show: FindingOptions,
    /// Read every sheet anew, and keep nothing in the git folder
    #[arg(long)]
    no_cache: bool,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let (workspace, source) = args.selection.find(session)?;
    let mut kept = if args.no_cache { Kept::nothing() } else { Kept::of(&workspace.repository) };
    let state = workspace.read_with(source, &mut kept.parses)?;
    if state.snapshot.sheets.is_empty() && state.snapshot.unreadable.is_empty() {
        without_sheets(&workspace, source)?;
    }
    let only_paths = only_paths(args, session, &workspace, &state)?;
    let today = Some(session.today(&state.snapshot.settings.calendar));
    let brought = match source {
        Source::Commit(id) => {
            Brought::by(state.snapshot.settings.calendar.day(workspace.repository.commit(id)?.committed))
        }
        Source::WorkTree | Source::Index => Brought::default(),
    };
    let options = CheckOptions { today, only_paths, brought };
    let found = check_where(&state.snapshot, &state.files, &options, &mut kept.seen, &mut |_| true);
    kept.save();
    args.show.show(session, &found, &state, &Map::new())?;
    // `full` ends with the same words.
    if args.show.format(session) == FindingFormat::Concise {
        output::remark(&closing(&found));
    }
    let exit = args.show.fail_on.exit(found.worst());
    // The process ends here, and need not take every goal apart again.
    std::mem::forget((state, found));
    Ok(exit)
}

/// The paths to tell of, relative to the repository's top; each must name something that was read.
fn only_paths(
    args: &Args,
    session: &Session,
    workspace: &Workspace,
    state: &State,
) -> Result<Vec<String>, CommandError> {
    let mut paths = Vec::new();
    for path in &args.paths {
        let wanted = workspace.relative(session, path)?;
        let below = if wanted.is_empty() { String::new() } else { format!("{wanted}/") };
        let known = state.files.files.keys().any(|file| *file == wanted || file.starts_with(&below));
        if !known {
            return Err(CommandError::new(format!("`{}` is no file of this workspace", path.display())).hint(
                "sheets stand in okrs/<cycle>/<team>.yaml; `git okr check` without a path checks them all",
            ));
        }
        paths.push(wanted);
    }
    Ok(paths)
}

/// A workspace without a sheet is only right when there never was one.
fn without_sheets(workspace: &Workspace, source: Source) -> Result<(), CommandError> {
    let tip = match source {
        Source::Commit(id) => Some(id),
        Source::WorkTree | Source::Index => workspace.repository.head()?,
    };
    let mut ever = false;
    if let Some(tip) = tip {
        let options = WalkOptions { root: workspace.root.clone(), ..WalkOptions::default() };
        let seen = workspace.repository.walk_with(&options, tip, &mut |event| {
            if let WalkEvent::Step(step) = event {
                ever = step
                    .changes
                    .iter()
                    .any(|change| FileRole::of(&workspace.root, &change.path) == Some(FileRole::Sheet));
            }
            if ever { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if !ever {
            seen?;
        }
    }
    if ever {
        return Err(CommandError::new("no sheet could be read, although earlier commits hold some")
            .hint("`git log --stat -- okrs` shows where they went; `git checkout <commit> -- okrs` brings them back"));
    }
    output::remark("note: this workspace has no sheets yet; `git okr new objective` writes the first");
    Ok(())
}
