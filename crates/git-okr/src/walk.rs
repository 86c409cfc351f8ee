//! The bridge from git's walk to the recorder of the core: reads each changed sheet, shows progress on a
//! terminal.

use std::ops::ControlFlow;
use std::sync::mpsc;

use okr_core::git::{
    CommitId, GitError, PathChange, Repository, Revision, Source, WalkEnd, WalkEvent, WalkOptions, WalkStep,
};
use okr_core::history::{Commit, FileChange, History, Recorder, SheetReader, Step, TrailerReason};
use okr_core::model::{Calendar, Teams};
use okr_core::settings::Settings;
use okr_core::snapshot::{FileProblem, FileRole};
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

/// Walks the history up to `tip`. Days are judged by `settings`, those at the tip.
pub(crate) fn record(
    session: &Session,
    workspace: &Workspace,
    tip: CommitId,
    (settings, teams): (&Settings, &Teams),
    options: RecordOptions,
) -> Result<Recording, CommandError> {
    let mut recorder = Recorder::new(settings, options.keep_log);
    let (end, lost) = walk(session, workspace, tip, &settings.calendar, options, &mut recorder)?;
    let history = recorder.finish(settings.clone(), teams.clone());
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
        Source::Commit(tip) => {
            let ground = (&state.snapshot.settings, &state.snapshot.teams);
            Ok(record(session, workspace, tip, ground, RecordOptions::default())?.history)
        }
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

/// One thread asks git what each commit changed, which takes about as long as the other needs to read the
/// sheets and to record.
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
    // Each thread has a repository of its own, as libgit2 wants it.
    let contents = session.repository()?;
    let mut taker =
        Taker { contents, root: &workspace.root, calendar, sheets: SheetReader::default(), recorder };
    let end = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Vec<WalkStep>>(WAITING);
        let taking = scope.spawn(move || receive.iter().try_for_each(|window| taker.take(window)));
        let mut window = Window::default();
        let end = workspace.repository.walk_with(&walk, tip, &mut |event| {
            match event {
                WalkEvent::Progress { done, total } => progress.show(done, total),
                WalkEvent::Gap(gap) => lost.push((gap.commit.to_string(), gap.error)),
                WalkEvent::Step(step) => {
                    // Only one who failed does not listen, and that is told below.
                    if let Some(full) = window.push(step)
                        && send.send(full).is_err()
                    {
                        return ControlFlow::Break(());
                    }
                }
            }
            ControlFlow::Continue(())
        });
        let _ = send.send(window.steps);
        drop(send);
        match taking.join() {
            Ok(taken) => taken.and(end),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    progress.clear();
    Ok((end, lost))
}

/// Windows that may wait between the two threads of a walk.
const WAITING: usize = 4;

/// Changed files of a window. Within it the contents are read file by file, as neighbours in a pack are
/// mostly versions of one file; and so many are held in memory at most.
const WINDOW: usize = 2048;

/// Commits in the making of a window.
#[derive(Default)]
struct Window {
    steps: Vec<WalkStep>,
    changes: usize,
}

impl Window {
    /// Takes a step; the whole window once it is full.
    fn push(&mut self, step: WalkStep) -> Option<Vec<WalkStep>> {
        self.changes += step.changes.len();
        self.steps.push(step);
        if self.changes < WINDOW {
            return None;
        }
        self.changes = 0;
        Some(std::mem::take(&mut self.steps))
    }
}

/// Reads what the commits of a walk brought, and records it.
struct Taker<'a> {
    contents: Repository,
    root: &'a str,
    calendar: &'a Calendar,
    sheets: SheetReader,
    recorder: &'a mut Recorder,
}

impl Taker<'_> {
    fn take(&mut self, window: Vec<WalkStep>) -> Result<(), GitError> {
        let mut read = self.read(&window)?.into_iter();
        for step in window {
            let commit = commit(&step.revision, self.calendar);
            let mut changes = Vec::with_capacity(step.changes.len());
            for (change, read) in step.changes.into_iter().zip(read.by_ref()) {
                match FileRole::of(self.root, &change.path) {
                    Some(role @ (FileRole::Settings | FileRole::Teams)) => {
                        if let Some(error) = self.settings_error(&change, role) {
                            self.recorder.gap(commit.clone(), change.path, error);
                        }
                    }
                    Some(FileRole::Sheet) | None => changes.extend(read),
                }
            }
            self.recorder.step(Step { commit, changes });
        }
        Ok(())
    }

    /// What each change of each step did to a sheet, in the order of the steps; nothing for other files.
    fn read(&mut self, window: &[WalkStep]) -> Result<Vec<Option<FileChange>>, GitError> {
        let changes: Vec<&PathChange> = window.iter().flat_map(|step| &step.changes).collect();
        let mut read: Vec<Option<FileChange>> = Vec::new();
        read.resize_with(changes.len(), || None);
        let mut order: Vec<usize> = (0..changes.len())
            .filter(|at| FileRole::of(self.root, &changes[*at].path) == Some(FileRole::Sheet))
            .collect();
        // Stable: of one file the older version first.
        order.sort_by_key(|at| &changes[*at].path);
        let mut wanted = order.iter().filter_map(|at| changes[*at].after);
        let mut ahead = order.iter().copied();
        let sheets = &mut self.sheets;
        let gone = |at: usize, read: &mut Vec<Option<FileChange>>| {
            let path = changes[at].path.clone();
            read[at] = Some(if changes[at].special {
                FileChange::Unread(path, FileProblem::NotAFile.to_string())
            } else {
                FileChange::Removed(path)
            });
        };
        self.contents.blobs(&mut wanted, &mut |_, content| {
            for at in ahead.by_ref() {
                if changes[at].after.is_none() {
                    sheets.forget(&changes[at].path);
                    gone(at, &mut read);
                    continue;
                }
                let path = changes[at].path.clone();
                read[at] = Some(match content {
                    Ok(bytes) => sheets.read(path, &bytes),
                    Err(problem) => FileChange::Unread(path, problem.to_string()),
                });
                break;
            }
            ControlFlow::Continue(())
        })?;
        for at in ahead {
            sheets.forget(&changes[at].path);
            gone(at, &mut read);
        }
        Ok(read)
    }

    /// What is wrong with the settings or the teams, if anything is.
    fn settings_error(&self, change: &PathChange, role: FileRole) -> Option<String> {
        let bytes = self.contents.blob(change.after?).ok()?;
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
