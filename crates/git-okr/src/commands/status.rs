//! `git okr status`: where each team stands today.

use okr_core::git::Source;
use okr_core::history::{Lineages, accounts};
use okr_core::model::{Cycle, Id};
use okr_core::report::{Completeness, HistoryReport, StatusReport};

use super::options::ReportOptions;
use super::selection::Selection;
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::walk::{RecordOptions, record, record_uncommitted};

/// Show where each team stands today.
///
/// State, value against target, pace, confidence and the day of the last check-in of each key result in the
/// running cycles, those that need attention first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr status\n  \
    git okr status --team payments\n  \
    git okr status --cycle 2026-Q1 --today 2026-02-20")]
pub(crate) struct Args {
    /// This team only
    #[arg(long, value_name = "TEAM")]
    team: Option<Id>,
    /// This cycle [default: those that run today, else the last one]
    #[arg(long, value_name = "CYCLE")]
    cycle: Option<Cycle>,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    show: ReportOptions,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let (workspace, source) = args.selection.find(session)?;
    let state = workspace.read(source)?;
    let tip = match source {
        Source::Commit(id) => Some(id),
        Source::WorkTree | Source::Index => workspace.repository.head()?,
    };
    let history = match (tip, source) {
        (Some(tip), Source::Commit(_)) => {
            record(session, &workspace, tip, &state, RecordOptions::default())?.history
        }
        (tip, Source::Commit(_) | Source::WorkTree | Source::Index) => {
            record_uncommitted(session, &workspace, tip, &state)?
        }
    };
    let today = session.today(&history.settings.calendar);
    let lineages = Lineages::of(&history);
    let all_cycles = accounts(&history, &lineages, today);
    if all_cycles.is_empty() {
        output::remark("note: this workspace has no goals yet; `git okr new objective` writes the first");
        return Ok(Exit::Fine);
    }
    let cycles: Vec<usize> = match args.cycle {
        Some(cycle) => {
            let at = all_cycles.iter().position(|account| account.cycle == cycle).ok_or_else(|| {
                let names: Vec<String> = all_cycles.iter().map(|account| account.cycle.to_string()).collect();
                CommandError::new(format!("nobody wrote goals for {cycle}"))
                    .hint(format!("cycles with goals are: {}", names.join(", ")))
            })?;
            vec![at]
        }
        None => {
            let running: Vec<usize> =
                (0..all_cycles.len()).filter(|&at| all_cycles[at].span.contains(today)).collect();
            if running.is_empty() { vec![all_cycles.len() - 1] } else { running }
        }
    };
    if let Some(team) = &args.team
        && !all_cycles.iter().any(|account| account.teams.iter().any(|own| own.team == *team))
        && history.teams.get(team).is_none()
    {
        return Err(CommandError::new(format!("there is no team `{team}`")).hint("teams stand in teams.yaml"));
    }
    let report = HistoryReport {
        history: &history,
        lineages: &lineages,
        all_cycles: &all_cycles,
        cycles,
        team: args.team.clone(),
        completeness: Completeness::default(),
    };
    let status = StatusReport { report, today };
    let pager = workspace.repository.config("core.pager")?;
    args.show.show(session, pager, &status.page(), || status.value())?;
    Ok(Exit::Fine)
}
