//! `git okr review`: what a branch does to the goals.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::civil::Date;
use okr_core::change::{Change, ChangeKind, Dated, between};
use okr_core::git::{CommitId, Repository, Source, WalkEvent, WalkOptions};
use okr_core::history::{Commit, FileChange, History, Lineages, Recorder, Step, accounts};
use okr_core::render::page::{PageOptions, draw as draw_page};
use okr_core::render::{FindingFormat, PageFormat};
use okr_core::report::ReviewReport;
use okr_core::rules::policy::Road;
use okr_core::snapshot::Parses;

use super::options::{FailOn, draw};
use crate::error::CommandError;
use crate::judgement::{judge_step, settings_before};
use crate::output::{self, Exit};
use crate::session::Session;
use crate::walk::commit as told;
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
    let repository = session.repository()?;
    let range = Range::of(args.range.as_deref(), &repository)?;
    let workspace = match Workspace::in_repository(session, repository, Source::Commit(range.head)) {
        Ok(workspace) => workspace,
        Err(error) => Workspace::in_repository(session, session.repository()?, Source::Commit(range.base))
            .map_err(|_| error)?,
    };
    let mut parses = Parses::default();
    let before = workspace.read_with(Source::Commit(range.base), &mut parses)?;
    let after = workspace.read_with(Source::Commit(range.head), &mut parses)?;
    let settings = settings_before(&before, &after);
    let today = session.today(&settings.calendar);
    let steps = steps(&workspace, &range, settings, &mut parses)?;
    let commits: Vec<Commit> = steps.iter().map(|step| step.commit.clone()).collect();
    let judgement = judge_step(&before, &after, today, Road::Range, &commits);

    let (old_history, new_history) = (standing(&before, today), standing(&after, today));
    let (old_lineages, new_lineages) = (Lineages::of(&old_history), Lineages::of(&new_history));
    let old_accounts = accounts(&old_history, &old_lineages, today);
    let new_accounts = accounts(&new_history, &new_lineages, today);
    let report = ReviewReport {
        range: range.words.clone(),
        commits: judgement.judged.iter().map(|judged| makers(&judged.dated.change, &steps)).collect(),
        undone: undone(
            &judgement.judged.iter().map(|judged| &judged.dated.change).collect::<Vec<_>>(),
            &steps,
        )
        .into_iter()
        .map(|(change, commits)| (Dated::on(change, &settings.calendar, today), commits))
        .collect(),
        judged: &judgement.judged,
        findings: &judgement.findings,
        old: judgement.old,
        before: &old_accounts,
        after: &new_accounts,
        teams: &after.snapshot.teams,
    };
    let text = match args.format {
        ReviewFormat::Findings(format) => draw(format, session, &judgement.findings, &after, &report.extra()),
        ReviewFormat::Page(format) => {
            let mut screen = session.screen();
            screen.colour &= args.output.is_none();
            let options = PageOptions { screen, limit: Some(COMMENT), marker: Some(MARKER) };
            draw_page(format, &report.page(), || report.extra().into(), options)
        }
    };
    output::deliver(session, args.output.as_deref(), workspace.repository.config("core.pager")?, &text)?;
    Ok(args.fail_on.exit(judgement.findings.worst()))
}

/// What is compared.
struct Range {
    /// The merge base.
    base: CommitId,
    head: CommitId,
    /// As the user would say it.
    words: String,
}

impl Range {
    fn of(text: Option<&str>, repository: &Repository) -> Result<Self, CommandError> {
        let (base, head, words) = match text {
            None => {
                let upstream = repository.upstream()?.ok_or_else(|| {
                    CommandError::new("this branch has no upstream to compare with")
                        .hint("name what to compare with: `git okr review main`")
                })?;
                (upstream.commit, repository.resolve("HEAD")?, format!("{}..HEAD", upstream.name))
            }
            Some(text) => {
                let split = text.split_once("...").or_else(|| text.split_once(".."));
                let (base, head) = split.unwrap_or((text, "HEAD"));
                let or_head = |rev: &str| if rev.is_empty() { "HEAD".to_owned() } else { rev.to_owned() };
                let (base, head) = (or_head(base), or_head(head));
                (repository.resolve(&base)?, repository.resolve(&head)?, format!("{base}..{head}"))
            }
        };
        Ok(Self { base: repository.merge_base(base, head)?, head, words })
    }
}

/// One commit of the range, with what it changed.
struct RangeStep {
    commit: Commit,
    changes: Vec<Change>,
}

/// Each commit of the range against its first parent, oldest first. Merges from elsewhere bring what was
/// judged there, and are left out.
fn steps(
    workspace: &Workspace,
    range: &Range,
    settings: &okr_core::settings::Settings,
    parses: &mut Parses,
) -> Result<Vec<RangeStep>, CommandError> {
    let mut revisions = Vec::new();
    let options = WalkOptions { root: workspace.root.clone(), all_parents: true, hide: vec![range.base] };
    workspace.repository.walk_with(&options, range.head, &mut |event| {
        if let WalkEvent::Step(step) = event {
            revisions.push(step.revision);
        }
        ControlFlow::Continue(())
    })?;
    let mut steps = Vec::new();
    for revision in revisions {
        let before = match revision.parents.first() {
            Some(&parent) => workspace.read_with(Source::Commit(parent), parses)?,
            None => State::empty(),
        };
        let after = workspace.read_with(Source::Commit(revision.id), parses)?;
        steps.push(RangeStep {
            commit: told(&revision, &settings.calendar),
            changes: between(&before.snapshot, &after.snapshot),
        });
    }
    Ok(steps)
}

/// What makes changes of different commits the same change of one thing.
fn about(change: &Change) -> (&okr_core::model::Ref, Option<okr_core::change::Field>, Option<Date>, bool) {
    let presence = matches!(
        change.kind,
        ChangeKind::KeyResultAdded
            | ChangeKind::KeyResultRemoved
            | ChangeKind::GuardrailAdded
            | ChangeKind::GuardrailRemoved
            | ChangeKind::ObjectiveAdded
            | ChangeKind::ObjectiveRemoved
    );
    (&change.subject, change.field, change.check_in, presence)
}

/// The commits that made a change.
fn makers(change: &Change, steps: &[RangeStep]) -> Vec<String> {
    steps
        .iter()
        .filter(|step| step.changes.iter().any(|other| about(other) == about(change)))
        .map(|step| step.commit.id.clone())
        .collect()
}

/// Changes that some commits made and others undid: those of which nothing is left in the whole.
fn undone(whole: &[&Change], steps: &[RangeStep]) -> Vec<(Change, Vec<String>)> {
    let mut list: Vec<(Change, Vec<String>)> = Vec::new();
    for step in steps {
        for change in &step.changes {
            let kept = whole.iter().any(|other| about(other) == about(change) || is_new(other, change));
            if kept {
                continue;
            }
            match list.iter_mut().find(|(other, _)| about(other) == about(change)) {
                Some((_, commits)) => commits.push(step.commit.id.clone()),
                None => list.push((change.clone(), vec![step.commit.id.clone()])),
            }
        }
    }
    list.retain(|(_, commits)| commits.len() > 1);
    list
}

/// What was added in the range may be edited in it.
fn is_new(whole: &Change, change: &Change) -> bool {
    whole.subject == change.subject
        && matches!(
            whole.kind,
            ChangeKind::KeyResultAdded | ChangeKind::GuardrailAdded | ChangeKind::ObjectiveAdded
        )
}

/// The goals of one state as a history of one step: what they score today.
fn standing(state: &State, today: Date) -> History {
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
    let sheets = state.snapshot.sheets.iter();
    let changes = sheets.map(|file| FileChange::Read(file.path.clone(), (*file.read).clone())).collect();
    recorder.step(Step { commit, changes });
    recorder.finish(settings.clone(), state.snapshot.teams.clone())
}
