//! `git okr grade`: closes a cycle.

use jiff::civil::Date;
use okr_core::history::{CycleAccount, Lineages, accounts};
use okr_core::model::{Cycle, Id};
use okr_core::render::json::document;
use okr_core::report::{Completeness, GradeReport, HistoryReport};

use super::options::ReportOptions;
use super::scope::{Scope, known_cycle};
use super::selection::Selection;
use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;
use crate::walk::record_to;

/// Close a cycle: its grades, and what is missing before they can stand.
///
/// Shows what each key result of a finished cycle came to, against its goal as first written and as it ended.
/// Grades are computed, never written: a grade that stands nowhere cannot be polished. What lacks its last value
/// is listed and makes the command exit with 1; so long as the grading days last, a check-in mends it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr grade                      the cycle that ended last\n  \
    git okr grade 2026-Q1 --team payments\n  \
    git okr grade 2026-Q1 --format markdown -o grades.md\n\n\
    A value is the last one of its cycle when it is no older than one check-in rhythm (check_in_days) at the\n\
    cycle's end. Exit codes: 0 all is there, 1 something is missing, 2 could not run.")]
pub(crate) struct Args {
    /// The cycle [default: the one that ended last]
    #[arg(value_name = "CYCLE")]
    cycle: Option<Cycle>,
    /// This team only
    #[arg(long, value_name = "TEAM")]
    team: Option<Id>,
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
    Scope { cycle: Vec::new(), team: args.team.clone() }.choose(&history, &all_cycles)?;
    let cycle = match args.cycle {
        Some(cycle) => over(&all_cycles, known_cycle(&all_cycles, cycle)?)?,
        None => last_over(&all_cycles, today)?,
    };
    let report = HistoryReport {
        history: &history,
        lineages: &lineages,
        all_cycles: &all_cycles,
        cycles: vec![cycle],
        team: args.team.clone(),
        whole: true,
        completeness: Completeness::default(),
    };
    let grades = GradeReport { report, today };
    let pager = workspace.repository.config("core.pager")?;
    args.show.show(session, pager, &grades.page(), || document(&grades.value()))?;
    Ok(if grades.is_whole() { Exit::Fine } else { Exit::Findings })
}

/// A cycle that runs has no grades yet.
fn over(all: &[CycleAccount<'_>], at: usize) -> Result<usize, CommandError> {
    let account = &all[at];
    if account.is_over {
        return Ok(at);
    }
    Err(CommandError::new(format!(
        "{} runs until {} and has no grades yet",
        account.cycle, account.span.ends
    ))
    .hint("`git okr status` shows where it stands"))
}

/// The cycle that ended last.
fn last_over(all: &[CycleAccount<'_>], today: Date) -> Result<usize, CommandError> {
    let ended = (0..all.len()).filter(|&at| all[at].span.ends < today);
    ended.max_by_key(|&at| (all[at].span.ends, all[at].span.starts)).ok_or_else(|| {
        CommandError::new("no cycle of this workspace is over yet")
            .hint("`git okr status` shows where the running ones stand")
    })
}
