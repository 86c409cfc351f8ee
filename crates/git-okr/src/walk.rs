//! The bridge from git's walk to the recorder of the core: reads each changed sheet, shows progress on a
//! terminal.

use std::ops::ControlFlow;
use std::sync::{Arc, mpsc};

use okr_core::git::{CommitId, PathChange, Revision, Source, WalkEnd, WalkEvent, WalkOptions, WalkStep};
use okr_core::history::{Commit, FileChange, History, Recorder, SheetReader, Step, TrailerReason};
use okr_core::model::Calendar;
use okr_core::snapshot::FileRole;
use okr_core::yaml::{self, ProblemKind};

use crate::error::CommandError;
use crate::progress::Progress;
use crate::session::Session;
use crate::workspace::{State, Workspace};

/// A history with how complete it is.
pub(crate) struct Recording {
    pub(crate) history: History,
    pub(crate) end: WalkEnd,
    /// Commits whose trees could not be read, with what git said.
    pub(crate) lost: Vec<(String, String)>,
}

/// What to record.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RecordOptions {
    /// Keep every change, not only shifts.
    pub(crate) keep_log: bool,
    /// Follow all parents.
    pub(crate) all_parents: bool,
}

/// Walks the history up to `tip`. Days are judged by the settings at `tip`.
pub(crate) fn record(
    session: &Session,
    workspace: &Workspace,
    tip: CommitId,
    at_tip: &State,
    options: RecordOptions,
) -> Result<Recording, CommandError> {
    let settings = &at_tip.snapshot.settings;
    let mut recorder = Recorder::new(settings, options.keep_log);
    let (end, lost) = walk(session, workspace, tip, &settings.calendar, options, &mut recorder)?;
    let history = recorder.finish(settings.clone(), at_tip.snapshot.teams.clone());
    Ok(Recording { history, end, lost })
}

/// The history up to `source`: to a commit, or to the current one with what is not committed yet on top.
pub(crate) fn record_to(
    session: &Session,
    workspace: &Workspace,
    source: Source,
    state: &State,
) -> Result<History, CommandError> {
    match source {
        Source::Commit(tip) => Ok(record(session, workspace, tip, state, RecordOptions::default())?.history),
        Source::WorkTree | Source::Index => {
            record_uncommitted(session, workspace, workspace.repository.head()?, state)
        }
    }
}

/// As [`record`], with what is not committed yet on top: the history as it would be if it were, today.
pub(crate) fn record_uncommitted(
    session: &Session,
    workspace: &Workspace,
    tip: Option<CommitId>,
    now: &State,
) -> Result<History, CommandError> {
    let settings = &now.snapshot.settings;
    let mut recorder = Recorder::new(settings, false);
    let mut changes: Vec<FileChange> = now
        .snapshot
        .sheets
        .iter()
        .map(|file| FileChange::Read(file.path.clone(), (*file.read).clone()))
        .collect();
    if let Some(tip) = tip {
        walk(session, workspace, tip, &settings.calendar, RecordOptions::default(), &mut recorder)?;
        let committed = workspace.read(Source::Commit(tip))?;
        let gone = |path: &&String| !now.files.files.contains_key(*path);
        changes.extend(
            committed
                .snapshot
                .sheets
                .iter()
                .map(|file| &file.path)
                .filter(gone)
                .cloned()
                .map(FileChange::Removed),
        );
    }
    let committed = session.now();
    let commit = Commit {
        id: String::new(),
        committed,
        date: session.today(&settings.calendar),
        author: String::new(),
        subject: "not committed yet".to_owned(),
        reasons: Vec::new(),
    };
    recorder.step(Step { commit, changes });
    Ok(recorder.finish(settings.clone(), now.snapshot.teams.clone()))
}

/// How a walk ended, and the commits it could not read.
type Walked = (WalkEnd, Vec<(String, String)>);

/// Commits that may wait between the two threads of a walk.
const WAITING: usize = 64;

/// One thread asks git, which takes about as long as the other needs to read the sheets and to record.
fn walk(
    session: &Session,
    workspace: &Workspace,
    tip: CommitId,
    calendar: &Calendar,
    options: RecordOptions,
    recorder: &mut Recorder,
) -> Result<Walked, CommandError> {
    let mut lost = Vec::new();
    let mut progress = Progress::new(session, "reading history");
    let walk =
        WalkOptions { root: workspace.root.clone(), all_parents: options.all_parents, hide: Vec::new() };
    let end = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Fetched>(WAITING);
        let reading = scope.spawn(move || {
            let mut sheets = SheetReader::default();
            for fetched in &receive {
                take(recorder, &mut sheets, calendar, fetched);
            }
        });
        let end = workspace.repository.walk_with(&walk, tip, &mut |event| {
            match event {
                WalkEvent::Progress { done, total } => progress.show(done, total),
                WalkEvent::Gap(gap) => lost.push((gap.commit.to_string(), gap.error)),
                WalkEvent::Step(step) => {
                    // Only a reader that panicked does not listen, and that is told below.
                    if send.send(fetch(workspace, step)).is_err() {
                        return ControlFlow::Break(());
                    }
                }
            }
            ControlFlow::Continue(())
        });
        drop(send);
        match reading.join() {
            Ok(()) => end,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    progress.clear();
    Ok((end, lost))
}

/// A commit with the contents it brought, not understood yet.
struct Fetched {
    revision: Revision,
    files: Vec<(String, Content)>,
    /// Settings and teams that could not be read, and why.
    gaps: Vec<(String, String)>,
}

/// What a commit left at a path.
enum Content {
    Sheet(Arc<[u8]>),
    Gone,
    /// Something that cannot be read, and why.
    Odd(String),
}

fn fetch(workspace: &Workspace, step: WalkStep) -> Fetched {
    let mut fetched = Fetched { revision: step.revision, files: Vec::new(), gaps: Vec::new() };
    for change in step.changes {
        match FileRole::of(&workspace.root, &change.path) {
            Some(FileRole::Sheet) => {
                let content = content(workspace, &change);
                fetched.files.push((change.path, content));
            }
            Some(role @ (FileRole::Settings | FileRole::Teams)) => {
                let error = settings_error(workspace, &change, role);
                fetched.gaps.extend(error.map(|error| (change.path, error)));
            }
            None => {}
        }
    }
    fetched
}

fn content(workspace: &Workspace, change: &PathChange) -> Content {
    let Some(id) = change.after else {
        return if change.special {
            Content::Odd("a link or a submodule, and those are not followed".to_owned())
        } else {
            Content::Gone
        };
    };
    match workspace.repository.blob(id) {
        Ok(bytes) => Content::Sheet(bytes),
        Err(problem) => Content::Odd(format!("cannot be read: {problem:?}")),
    }
}

fn take(recorder: &mut Recorder, sheets: &mut SheetReader, calendar: &Calendar, fetched: Fetched) {
    let commit = commit(&fetched.revision, calendar);
    for (path, error) in fetched.gaps {
        recorder.gap(commit.clone(), path, error);
    }
    let change = |(path, content): (String, Content)| match content {
        Content::Sheet(bytes) => sheets.read(path, &bytes),
        Content::Gone => {
            sheets.forget(&path);
            FileChange::Removed(path)
        }
        Content::Odd(error) => FileChange::Unread(path, error),
    };
    let changes = fetched.files.into_iter().map(change).collect();
    recorder.step(Step { commit, changes });
}

/// The commit as history tells it.
pub(crate) fn commit(revision: &Revision, calendar: &Calendar) -> Commit {
    Commit {
        id: revision.id.to_string(),
        committed: revision.committed,
        date: calendar.day(revision.committed),
        author: revision.author.name.clone(),
        subject: revision.message.lines().next().unwrap_or_default().trim().to_owned(),
        reasons: reasons(&revision.message),
    }
}

/// The reasons a commit message gives in its trailers. One without a text, or about nothing that could be
/// a reference, gives none.
pub(crate) fn reasons(message: &str) -> Vec<TrailerReason> {
    reasons_beside(message, "#")
}

/// As [`reasons`], in a message that is being written, whose comments open with `mark`.
pub(crate) fn reasons_beside(message: &str, mark: &str) -> Vec<TrailerReason> {
    okr_core::git::reasons(message, mark)
        .into_iter()
        .filter(|reason| !reason.text.is_empty())
        .filter_map(|reason| {
            Some(TrailerReason { reference: reason.reference.parse().ok()?, text: reason.text })
        })
        .collect()
}

/// What is wrong with the settings or the teams, if anything is.
fn settings_error(workspace: &Workspace, change: &PathChange, role: FileRole) -> Option<String> {
    let bytes = workspace.repository.blob(change.after?).ok()?;
    let problems = match role {
        FileRole::Settings => yaml::read_settings(&bytes).1,
        FileRole::Teams => yaml::read_teams(&bytes).1,
        FileRole::Sheet => return None,
    };
    problems
        .iter()
        .find(|problem| problem.kind == ProblemKind::Malformed)
        .map(|problem| format!("line {}: {}", problem.span.line, problem.message))
}
