//! `git okr log REF`: every version of one key result.

use okr_core::git::Source;
use okr_core::history::{History, Lineages};
use okr_core::model::Reference;
use okr_core::report::LogReport;

use super::options::ReportOptions;
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;
use crate::walk::{RecordOptions, record};
use crate::workspace::Workspace;

/// Show every version of one key result.
///
/// Newest first: commit, date, author, what moved, why; across renames, moves between teams, and cycles.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr log 2026-Q1/payments/payment-rtt\n  \
    git okr log payments/payment-rtt            the newest cycle that has it\n  \
    git okr log payment-rtt --format json")]
pub(crate) struct Args {
    /// The key result: <cycle>/<team>/<id>, or as much of that as makes it clear
    #[arg(value_name = "REF")]
    reference: Reference,
    /// Walk from this commit [default: HEAD]
    #[arg(long, value_name = "REV", default_value = "HEAD", hide_default_value = true)]
    rev: String,
    #[command(flatten)]
    show: ReportOptions,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let (workspace, tip) = Workspace::at_revision(session, &args.rev)?;
    let at_tip = workspace.read(Source::Commit(tip))?;
    let options = RecordOptions { keep_log: true, all_parents: false };
    let recording = record(session, &workspace, tip, &at_tip, options)?;
    let history = &recording.history;
    let lineages = Lineages::of(history);
    let position = position(history, &args.reference)?;
    let report = LogReport::of(history, &lineages, position)
        .ok_or_else(|| CommandError::new(format!("`{}` has no history", args.reference)))?;
    let pager = workspace.repository.config("core.pager")?;
    args.show.show(session, pager, &report.page(), || report.value())?;
    Ok(Exit::Fine)
}

/// The newest key result a reference can mean; several teams' are too many.
fn position(history: &History, reference: &Reference) -> Result<usize, CommandError> {
    let calendar = &history.settings.calendar;
    let fits = |full: &okr_core::model::Ref| {
        full.id == reference.id
            && reference.team.as_ref().is_none_or(|team| *team == full.team)
            && reference.cycle.is_none_or(|cycle| cycle == full.cycle)
    };
    // What stands under that name now goes before what once did.
    let now = |at: &usize| fits(&history.timelines[*at].reference);
    let once = |at: &usize| history.timelines[*at].identities().any(fits);
    let all = || 0..history.timelines.len();
    let mut found: Vec<usize> = all().filter(now).collect();
    if found.is_empty() {
        found = all().filter(once).collect();
    }
    let mut teams: Vec<String> =
        found.iter().map(|&at| history.timelines[at].reference.team.to_string()).collect();
    teams.sort();
    teams.dedup();
    if teams.len() > 1 {
        return Err(CommandError::new(format!(
            "`{reference}` could be a key result of {}",
            teams.join(" or ")
        ))
        .hint(format!("name the team: `git okr log {}/{}`", teams[0], reference.id)));
    }
    found
        .into_iter()
        .max_by_key(|&at| calendar.span(&history.timelines[at].reference.cycle).starts)
        .ok_or_else(|| {
            let error = CommandError::new(format!("no key result `{reference}` ever stood in this history"));
            let near = history
                .timelines
                .iter()
                .rev()
                .find(|timeline| {
                    let id = timeline.reference.id.as_str();
                    id.contains(reference.id.as_str()) || reference.id.as_str().contains(id)
                })
                .map(|timeline| timeline.reference.to_string());
            match near {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`git okr status` lists the key results of the running cycle"),
            }
        })
}
