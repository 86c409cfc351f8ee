//! `git okr review`: what a branch does to the goals.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::str::FromStr;
use std::thread;

use jiff::civil::Date;
use okr_core::change::{
    Change, ChangeKind, Dated, Made, SettingChange, Trail, between, settings_between, teams_between,
};
use okr_core::git::{Repository, Source};
use okr_core::history::{Commit, FileChange, History, Lineages, Recorder, Step, accounts};
use okr_core::model::Cycle;
use okr_core::render::json::document;
use okr_core::render::page::{PageOptions, draw as draw_page};
use okr_core::render::{FindingFormat, PageFormat};
use okr_core::report::ReviewReport;
use okr_core::rules::Brought;

use super::options::{FailOn, draw};
use crate::error::{CommandError, REFETCH};
use crate::judgement::{Days, had_settings, judge_range, settings_before};
use crate::kept::Kept;
use crate::output::{self, Exit};
use crate::range::{Range, made};
use crate::session::Session;
use crate::workspace::{State, Workspace};

/// Say what a branch does to the goals, and whether that is all right.
///
/// Compares HEAD with its merge base with BASE, judges every change by today's day of its cycle, and tells
/// only the findings that the branch brings.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr review                          the current branch against its upstream\n  \
    git okr review origin/main              against a branch\n  \
    git okr review v1..topic --format json\n  \
    git okr review origin/main --format markdown -o comment.md --fail-on never")]
pub(crate) struct Args {
    /// What to compare with, or BASE..HEAD [default: the upstream of the current branch]
    #[arg(value_name = "BASE[..HEAD]")]
    range: Option<String>,
    /// How to show the review: terminal, markdown, html, csv, json; or its findings as full, concise,
    /// jsonl, github, gitlab, sarif, junit or rdjson
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: ReviewFormat,
    /// Exit with 1 from this severity on: error, warning, note or never
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Read every sheet anew, and keep nothing in the git folder
    #[arg(long)]
    no_cache: bool,
}

/// A page, or findings only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReviewFormat {
    Page(PageFormat),
    Findings(FindingFormat),
}

impl FromStr for ReviewFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if let Ok(format) = name.parse::<PageFormat>()
            && format != PageFormat::Json
        {
            return Ok(Self::Page(format));
        }
        name.parse().map(Self::Findings).map_err(|_| {
            let pages = PageFormat::ALL.iter().map(|format| format.as_str());
            let findings = FindingFormat::ALL.iter().map(|format| format.as_str());
            let mut names: Vec<&str> = pages.chain(findings).collect();
            names.dedup();
            format!("choose one of {}", names.join(", "))
        })
    }
}

/// A hidden line by which a bot finds its own comment again.
const MARKER: &str = "git-okr review";

/// A comment holds 65,536 characters.
const COMMENT: usize = 65_536;

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    review(args, session).map_err(|error| {
        // A partial clone may lack even the trees.
        let promisor = |repository: Repository| repository.config("remote.origin.promisor").ok().flatten();
        let is_partial = session.repository().ok().and_then(promisor).is_some();
        if error.hint.is_none() && is_partial { error.hint(REFETCH) } else { error }
    })
}

fn review(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let range = Range::of(args.range.as_deref(), &repository)?;
    let workspace = match Workspace::in_repository(session, repository, Source::Commit(range.head)) {
        Ok(workspace) => workspace,
        Err(error) => Workspace::in_repository(session, session.repository()?, Source::Commit(range.base))
            .map_err(|_| error)?,
    };
    let mut kept = if args.no_cache { Kept::default() } else { Kept::of(&workspace.repository) };
    let before = workspace.read_before(range.base, Source::Commit(range.head), &mut kept.parses)?;
    let after = workspace.read_beside(Source::Commit(range.head), &before, &mut kept.parses)?;
    before.is_present()?;
    after.is_present()?;
    let settings = settings_before(&before, &after);
    let today = session.today(&settings.calendar);
    let whole = between(before.goals(), &after.snapshot);
    let made = made(&workspace, &range, &before, &whole, settings, &mut kept.parses)?;
    let trail = Trail::of(&made);
    let committed = settings.calendar.day(workspace.repository.commit(range.head)?.committed);
    let days = Days { today, brought: brought(committed, &made) };
    let judgement = judge_range(&before, &after, &days, whole, &trail, &mut kept.seen);
    kept.save();

    let changes: Vec<&Change> = judgement.judged.iter().map(|judged| &judged.dated.change).collect();
    let cycles: BTreeSet<Cycle> = changes
        .iter()
        .flat_map(|change| [Some(change.subject.cycle), change.formerly.as_ref().map(|old| old.cycle)])
        .flatten()
        .collect();
    let (old_history, new_history) =
        both(|| standing(&before, &cycles, today), || standing(&after, &cycles, today));
    let (old_lineages, new_lineages) = (Lineages::of(&old_history), Lineages::of(&new_history));
    let (old_scores, new_scores) = both(
        || accounts(&old_history, &old_lineages, today),
        || accounts(&new_history, &new_lineages, today),
    );
    let report = ReviewReport {
        range: range.words.clone(),
        ends: [range.base.to_string(), range.head.to_string()],
        commits: changes.iter().map(|change| trail.makers(change)).collect(),
        undone: trail
            .undone(&changes)
            .into_iter()
            .map(|undone| (Dated::on(undone.change, &settings.calendar, today), undone.commits))
            .collect(),
        settings: ground(&before, &after),
        judged: &judgement.judged,
        findings: &judgement.findings,
        old: judgement.old,
        before: before.goals(),
        after: &after.snapshot,
        old_scores: &old_scores,
        new_scores: &new_scores,
    };
    let text = match args.format {
        ReviewFormat::Findings(format) => draw(format, session, &judgement.findings, &after, &report.extra()),
        ReviewFormat::Page(format) => {
            let mut screen = session.screen();
            screen.colour &= args.output.is_none();
            let options = PageOptions { screen, limit: Some(COMMENT), marker: Some(MARKER) };
            let page = if format == PageFormat::Csv { report.table() } else { report.page() };
            draw_page(format, &page, || document(&report.extra().into()), options)
        }
    };
    output::deliver(session, args.output.as_deref(), workspace.repository.config("core.pager")?, &text)?;
    Ok(args.fail_on.exit(judgement.findings.worst()))
}

/// What both sides of the range say, worked out side by side.
fn both<T: Send>(old: impl FnOnce() -> T + Send, new: impl FnOnce() -> T) -> (T, T) {
    thread::scope(|scope| {
        let old = scope.spawn(old);
        let new = new();
        match old.join() {
            Ok(old) => (old, new),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// By which day the check-ins of the range were committed: all by that of its last commit, each by that of the
/// commit that brought it.
fn brought(last: Date, made: &[Made]) -> Brought {
    let mut brought = Brought::by(last);
    for step in made {
        for change in step.changes.iter().filter(|change| change.kind == ChangeKind::CheckInAdded) {
            if let Some(check_in) = change.check_in {
                brought.add(change.subject.clone(), check_in, step.date);
            }
        }
    }
    brought
}

/// What changed of the settings and the teams; nothing for a workspace that comes or goes with the range.
fn ground(before: &State, after: &State) -> Vec<SettingChange> {
    let (old, new) = (&before.snapshot, &after.snapshot);
    if !had_settings(before) || !had_settings(after) || !new.problems.is_empty() {
        return Vec::new();
    }
    let mut list = settings_between(&old.settings, &new.settings);
    list.extend(teams_between(&old.teams, &new.teams));
    list
}

/// The goals of one state as a history of one step: what those of some cycles score today.
fn standing(state: &State, cycles: &BTreeSet<Cycle>, today: Date) -> History {
    let settings = &state.snapshot.settings;
    let mut recorder = Recorder::new(settings, false);
    let commit = Commit {
        id: String::new(),
        committed: jiff::Timestamp::UNIX_EPOCH,
        date: today,
        author: String::new(),
        subject: String::new(),
        reasons: Vec::new(),
    };
    let sheets = state.goals().readable().filter(|(_, sheet)| cycles.contains(&sheet.cycle));
    let changes = sheets.map(|(file, _)| FileChange::Read(file.path.clone(), (*file.read).clone())).collect();
    recorder.step(Step { commit, changes });
    recorder.finish(settings.clone(), state.snapshot.teams.clone())
}
