//! `git okr diff`: what changed in meaning.

use jiff::civil::Date;
use okr_core::change::{Dated, between};
use okr_core::finding::Findings;
use okr_core::git::{CommitId, Repository, Source};
use okr_core::render::PageFormat;
use okr_core::render::findings::summary_value;
use okr_core::render::json::document;
use okr_core::report::{ChangesReport, change_value};
use okr_core::snapshot::Parses;
use serde_json::{Value, json};

use super::options::ReportOptions;
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;
use crate::workspace::{State, Workspace};

/// Say what changed in the goals between two states.
///
/// As git does: no argument compares the index with the work tree; --staged compares the last commit with
/// the index; A compares A with the work tree; A B (or A..B) compares two commits; A...B compares B with
/// their merge base. Formatting, comments and the order of files are no change.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr diff                   what is not staged yet\n  \
    git okr diff --staged          what the next commit changes\n  \
    git okr diff HEAD~1 HEAD       what the last commit changed\n  \
    git okr diff main...topic      what a branch changes\n  \
    git okr diff v1 v2 --format json")]
pub(crate) struct Args {
    /// The state before
    #[arg(value_name = "A")]
    a: Option<String>,
    /// The state after [default: the work tree]
    #[arg(value_name = "B")]
    b: Option<String>,
    /// Compare with what is staged
    #[arg(long, visible_alias = "cached", conflicts_with = "b")]
    staged: bool,
    /// Exit with 1 when something changed
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    show: ReportOptions,
}

/// The two states of a comparison: nothing stands for the time before the first commit.
struct Ends {
    before: Option<Source>,
    after: Source,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let ends = ends(args, &repository)?;
    let workspace = match ends.before {
        // Where the workspace came or went with the change, either end will do.
        Some(before) => match Workspace::in_repository(session, repository, ends.after) {
            Ok(workspace) => workspace,
            Err(error) => {
                Workspace::in_repository(session, session.repository()?, before).map_err(|_| error)?
            }
        },
        None => Workspace::in_repository(session, repository, ends.after)?,
    };
    let mut parses = Parses::default();
    let before = match ends.before {
        Some(Source::Commit(commit)) => workspace.read_before(commit, ends.after, &mut parses)?,
        Some(source @ (Source::Index | Source::WorkTree)) => workspace.read_with(source, &mut parses)?,
        None => State::empty(),
    };
    let after = workspace.read_with(ends.after, &mut parses)?;
    let calendar = &after.snapshot.settings.calendar;
    let date = landing(session, &workspace.repository, ends.after, calendar)?;
    let changes: Vec<Dated> = between(&before.snapshot, &after.snapshot)
        .into_iter()
        .map(|change| Dated::on(change, calendar, date))
        .collect();

    let report = ChangesReport { changes: &changes, before: &before.snapshot, after: &after.snapshot };
    let page = if args.show.format == PageFormat::Csv { report.table() } else { report.page() };
    let pager = workspace.repository.config("core.pager")?;
    args.show.show(session, pager, &page, || document(&as_json(&changes, &after)))?;
    Ok(if args.exit_code && !changes.is_empty() { Exit::Findings } else { Exit::Fine })
}

/// The day the state after came to be: the user's, the commit's, or today.
pub(super) fn landing(
    session: &Session,
    repository: &Repository,
    after: Source,
    calendar: &okr_core::model::Calendar,
) -> Result<Date, CommandError> {
    match (session.fixed_today(), after) {
        (None, Source::Commit(id)) => Ok(calendar.day(repository.commit(id)?.committed)),
        (Some(_), _) | (None, Source::Index | Source::WorkTree) => Ok(session.today(calendar)),
    }
}

fn ends(args: &Args, repository: &Repository) -> Result<Ends, CommandError> {
    let commit = |rev: &str| -> Result<CommitId, CommandError> {
        Ok(repository.resolve(if rev.is_empty() { "HEAD" } else { rev })?)
    };
    let head = || Ok::<_, CommandError>(repository.head()?.map(Source::Commit));
    match (&args.a, &args.b, args.staged) {
        (None, _, false) => Ok(Ends { before: Some(Source::Index), after: Source::WorkTree }),
        (None, _, true) => Ok(Ends { before: head()?, after: Source::Index }),
        (Some(a), None, true) => Ok(Ends { before: Some(Source::Commit(commit(a)?)), after: Source::Index }),
        (Some(a), Some(b), _) => {
            Ok(Ends { before: Some(Source::Commit(commit(a)?)), after: Source::Commit(commit(b)?) })
        }
        (Some(a), None, false) => {
            if let Some((a, b)) = a.split_once("...") {
                let (a, b) = (commit(a)?, commit(b)?);
                let base = repository.merge_base(a, b)?;
                Ok(Ends { before: Some(Source::Commit(base)), after: Source::Commit(b) })
            } else if let Some((a, b)) = a.split_once("..") {
                Ok(Ends { before: Some(Source::Commit(commit(a)?)), after: Source::Commit(commit(b)?) })
            } else {
                Ok(Ends { before: Some(Source::Commit(commit(a)?)), after: Source::WorkTree })
            }
        }
    }
}

fn as_json(changes: &[Dated], after: &State) -> Value {
    let none = Findings::new(Vec::new(), after.snapshot.file_count());
    let changes: Vec<Value> = changes.iter().map(|dated| Value::Object(change_value(dated))).collect();
    json!({ "findings": [], "summary": summary_value(&none), "changes": changes })
}
