//! `git okr log REF`: every version of one key result.

use std::collections::BTreeSet;

use okr_core::history::{History, Lineages, Timeline};
use okr_core::model::{Id, Ref, Reference};
use okr_core::render::json::document;
use okr_core::report::LogReport;

use super::cycles;
use super::options::ReportOptions;
use crate::error::CommandError;
use crate::naming;
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
    let (settings, teams) = workspace.ground(tip)?;
    let options = RecordOptions { keep_log: true, ..RecordOptions::default() };
    let recording = record(session, &workspace, tip, (&settings, &teams), options)?;
    let history = &recording.history;
    if let Some(error) = cycles::unreadable(&workspace, history, &recording.lost) {
        return Err(error);
    }
    let lineages = Lineages::of(history);
    let position = position(history, &args.reference)?;
    let report = LogReport::of(history, &lineages, position)
        .ok_or_else(|| CommandError::new(format!("`{}` has no history", args.reference)))?;
    let pager = workspace.repository.config("core.pager")?;
    args.show.show(session, pager, &report.page(), || document(&report.value()))?;
    Ok(Exit::Fine)
}

/// The newest key result a reference can mean; several teams' are too many.
fn position(history: &History, reference: &Reference) -> Result<usize, CommandError> {
    let calendar = &history.settings.calendar;
    let fits = |full: &Ref| naming::fits(reference, full);
    // What stands under that name now goes before what once did.
    let now = |at: &usize| fits(&history.timelines[*at].reference);
    let once = |at: &usize| history.timelines[*at].identities().any(fits);
    let all = || 0..history.timelines.len();
    let mut found: Vec<usize> = all().filter(now).collect();
    if found.is_empty() {
        found = all().filter(once).collect();
    }
    let teams: BTreeSet<&Id> = found.iter().map(|&at| &history.timelines[at].reference.team).collect();
    if teams.len() > 1 {
        let meanings = teams.into_iter().map(|team| format!("{team}/{}", reference.id)).collect();
        return Err(naming::ambiguous(reference, meanings));
    }
    found
        .into_iter()
        .max_by_key(|&at| calendar.span(&history.timelines[at].reference.cycle).starts)
        .ok_or_else(|| {
            let known = history.timelines.iter().flat_map(Timeline::identities);
            naming::unknown(reference, known, "no commit of this history has a key result")
        })
}
