//! `git okr history`: the report from the git history.

use std::mem::ManuallyDrop;
use std::str::FromStr;

use jiff::civil::Date;
use okr_core::git::CommitId;
use okr_core::history::{CycleAccount, Lineages, accounts};
use okr_core::model::{Cycle, Id};
use okr_core::page::Page;
use okr_core::render::PageFormat;
use okr_core::report::{Completeness, HistoryReport, history_json, history_page};

use super::cycles;
use super::options::ReportOptions;
use crate::cache::Cache;
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::walk::{RecordOptions, Recording, record};
use crate::workspace::Workspace;

/// Report from the history how targets shifted, why, and what was achieved.
///
/// Walks the history of the current branch along first parents and scores each key result twice: against
/// its goal as it stood when its cycle settled, and against its goal at the end.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr history                                   all cycles\n  \
    git okr history --cycle 2026-Q1                   one quarter\n  \
    git okr history --from 2025-Q3 --team payments    one team, from a quarter on\n  \
    git okr history --cycle 2026-Q1 --format html -o 2026-Q1.html\n  \
    git okr history --format json | jq '.cycles[].key_results[].shifts[]'")]
pub(crate) struct Args {
    /// Report this cycle; may be given several times
    #[arg(long, value_name = "CYCLE")]
    cycle: Vec<Cycle>,
    /// Report from this cycle or day on
    #[arg(long, value_name = "CYCLE|DATE", conflicts_with = "cycle")]
    from: Option<Bound>,
    /// Report up to this cycle or day
    #[arg(long, value_name = "CYCLE|DATE", conflicts_with = "cycle")]
    to: Option<Bound>,
    /// Report this team only
    #[arg(long, value_name = "TEAM")]
    team: Option<Id>,
    /// Walk from this commit [default: HEAD]
    #[arg(long, value_name = "REV", default_value = "HEAD", hide_default_value = true)]
    rev: String,
    /// Follow all parents of merges, not first parents only
    #[arg(long)]
    all_parents: bool,
    /// Neither use nor keep what was worked out before
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    show: ReportOptions,
}

/// One end of a stretch of cycles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Cycle(Cycle),
    Day(Date),
}

impl FromStr for Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(day) = text.parse::<Date>() {
            return Ok(Self::Day(day));
        }
        text.parse().map(Self::Cycle).map_err(|error| format!("{error}, or a day: 2026-01-31"))
    }
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let (workspace, tip) = Workspace::at_revision(session, &args.rev)?;
    let (settings, teams) = workspace.ground(tip)?;
    let today = session.today(&settings.calendar);
    let pager = workspace.repository.config("core.pager")?;
    let cache = (!args.no_cache).then(|| Cache::of(&workspace.repository));
    let question = args.question(session, &workspace, tip, today);
    let known = cache.as_ref().and_then(|cache| cache.get("report", &question));
    if let Some(text) = known.and_then(|bytes| String::from_utf8(bytes).ok()) {
        args.show.deliver(session, pager, &text)?;
        return Ok(Exit::Fine);
    }
    let options = RecordOptions { keep_log: false, all_parents: args.all_parents, cache: cache.as_ref() };
    // The process ends when the report is shown, and need not take every goal of every cycle apart again.
    let recording = ManuallyDrop::new(record(session, &workspace, tip, (&settings, &teams), options)?);
    let Recording { history, end, lost, .. } = &*recording;

    let lineages = Lineages::of(history);
    let all_cycles = ManuallyDrop::new(accounts(history, &lineages, today));
    if all_cycles.is_empty()
        && let Some(error) = cycles::unreadable(&workspace, history, lost)
    {
        return Err(error);
    }
    let chosen = chosen(args, &all_cycles, &history.settings.calendar)?;
    if all_cycles.is_empty() {
        output::remark(
            "note: there are no OKRs in this history yet; `git okr new objective` writes the first",
        );
    }
    if let Some(team) = &args.team {
        let known = history.teams.get(team).is_some()
            || history.timelines.iter().any(|timeline| timeline.reference.team == *team);
        if !known {
            return Err(CommandError::new(format!("there is no team `{team}`")).hint(cycles::teams(history)));
        }
    }
    let completeness = Completeness {
        gaps: history.gaps.iter().collect(),
        lost_commits: lost.clone(),
        incomplete_before: end
            .incomplete_before
            .as_ref()
            .map(|revision| (revision.id.to_string(), history.settings.calendar.day(revision.committed))),
        // Of several lines at once no commit comes after another.
        backdated: if args.all_parents { Vec::new() } else { history.backdated.iter().collect() },
        commits: end.commits,
    };
    let report = HistoryReport {
        history,
        lineages: &lineages,
        all_cycles: &all_cycles,
        cycles: chosen,
        team: args.team.clone(),
        whole: matches!(args.show.format, PageFormat::Csv),
        completeness,
    };
    // A program reads no page.
    let for_programs = args.show.format == PageFormat::Json;
    let page = if for_programs { Page::default() } else { history_page(&report) };
    let page = ManuallyDrop::new(page);
    let text = args.show.draw(session, &page, || history_json(&report));
    if let Some(cache) = cache
        && recording.is_whole()
        && !all_cycles.is_empty()
    {
        cache.put("report", &question, text.as_bytes());
    }
    args.show.deliver(session, pager, &text)?;
    Ok(Exit::Fine)
}

impl Args {
    /// All that the report depends on, beside the program. The settings are those at the tip.
    fn question(&self, session: &Session, workspace: &Workspace, tip: CommitId, today: Date) -> String {
        let Self { cycle, from, to, team, rev: _, all_parents, no_cache: _, show } = self;
        let (root, screen, format) = (&workspace.root, show.screen(session), show.format);
        format!(
            "{tip}\n{root:?}\n{today}\n{cycle:?}\n{from:?}\n{to:?}\n{team:?}\n{all_parents}\n{format:?}\n{screen:?}"
        )
    }
}

/// Shows one cycle of the repository in the session's folder on standard output.
pub(super) fn show_cycle(session: &Session, cycle: &str) -> Result<Exit, CommandError> {
    let cycle =
        cycle.parse().map_err(|error: okr_core::model::CycleError| CommandError::new(error.to_string()))?;
    let args = Args {
        cycle: vec![cycle],
        from: None,
        to: None,
        team: None,
        rev: "HEAD".to_owned(),
        all_parents: false,
        no_cache: true,
        show: ReportOptions { format: PageFormat::Terminal, output: None },
    };
    run(&args, session)
}

/// Positions of the cycles asked for.
fn chosen(
    args: &Args,
    all: &[CycleAccount<'_>],
    calendar: &okr_core::model::Calendar,
) -> Result<Vec<usize>, CommandError> {
    for cycle in &args.cycle {
        if !all.iter().any(|account| account.cycle == *cycle) {
            return Err(cycles::unknown(*cycle, all, calendar));
        }
    }
    let from = args.from.map(|bound| match bound {
        Bound::Cycle(cycle) => calendar.span(&cycle).starts,
        Bound::Day(day) => day,
    });
    let to = args.to.map(|bound| match bound {
        Bound::Cycle(cycle) => calendar.span(&cycle).ends,
        Bound::Day(day) => day,
    });
    let by_cycle = |account: &CycleAccount<'_>| args.cycle.is_empty() || args.cycle.contains(&account.cycle);
    let in_bounds = |account: &CycleAccount<'_>| match (args.from, args.to) {
        // Named cycles bound whole cycles; days take in every cycle they touch.
        (None, None) => true,
        _ => {
            from.is_none_or(|from| match args.from {
                Some(Bound::Cycle(_)) => account.span.starts >= from,
                Some(Bound::Day(_)) | None => account.span.ends >= from,
            }) && to.is_none_or(|to| match args.to {
                Some(Bound::Cycle(_)) => account.span.ends <= to,
                Some(Bound::Day(_)) | None => account.span.starts <= to,
            })
        }
    };
    let chosen: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, account)| by_cycle(account) && in_bounds(account))
        .map(|(at, _)| at)
        .collect();
    let asked = args.from.is_some() || args.to.is_some();
    if chosen.is_empty() && (asked || !all.is_empty()) {
        return Err(CommandError::new("no cycle with goals lies in that stretch").hint(cycles::known(all)));
    }
    Ok(chosen)
}
