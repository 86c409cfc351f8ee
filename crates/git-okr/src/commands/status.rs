//! `git okr status`: where each team stands today.

use jiff::civil::Date;
use okr_core::history::{CycleAccount, Lineages, accounts};
use okr_core::model::{Calendar, Cycle, Id};
use okr_core::render::PageFormat;
use okr_core::render::json::document;
use okr_core::report::{Completeness, HistoryReport, StatusReport};

use super::cycles;
use super::options::ReportOptions;
use super::selection::Selection;
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::walk::record_to;

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
    let history = record_to(session, &workspace, source, &state)?;
    let today = session.today(&history.settings.calendar);
    let lineages = Lineages::of(&history);
    let all_cycles = accounts(&history, &lineages, today);
    if all_cycles.is_empty() {
        if let Some(error) = cycles::unreadable(&workspace, &history, &[]) {
            return Err(error);
        }
        output::remark("note: this workspace has no goals yet; `git okr new objective` writes the first");
        return Ok(Exit::Fine);
    }
    let chosen = chosen(args.cycle, &all_cycles, &history.settings.calendar, today)?;
    if let Some(team) = &args.team
        && !all_cycles.iter().any(|account| account.teams.iter().any(|own| own.team == *team))
        && history.teams.get(team).is_none()
    {
        return Err(CommandError::new(format!("there is no team `{team}`")).hint(cycles::teams(&history)));
    }
    let report = HistoryReport {
        history: &history,
        lineages: &lineages,
        all_cycles: &all_cycles,
        cycles: chosen,
        team: args.team.clone(),
        whole: matches!(args.show.format, PageFormat::Csv),
        completeness: Completeness::default(),
    };
    let status = StatusReport { report, today };
    let pager = workspace.repository.config("core.pager")?;
    args.show.show(session, pager, &status.page(), || document(&status.value()))?;
    Ok(Exit::Fine)
}

/// Positions of the cycle asked for, or of those that run today, else of the last one.
fn chosen(
    cycle: Option<Cycle>,
    all: &[CycleAccount<'_>],
    calendar: &Calendar,
    today: Date,
) -> Result<Vec<usize>, CommandError> {
    let Some(cycle) = cycle else {
        let running: Vec<usize> = (0..all.len()).filter(|&at| all[at].span.contains(today)).collect();
        return Ok(if running.is_empty() { vec![all.len() - 1] } else { running });
    };
    let at = all
        .iter()
        .position(|account| account.cycle == cycle)
        .ok_or_else(|| cycles::unknown(cycle, all, calendar))?;
    Ok(vec![at])
}
