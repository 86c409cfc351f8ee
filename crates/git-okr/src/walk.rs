//! The bridge from git's walk to the recorder of the core: reads each changed sheet, shows progress on a
//! terminal.

use std::ops::ControlFlow;
use std::sync::{Arc, mpsc};

use okr_core::git::{
    CommitId, GitError, PathChange, Revision, Source, WalkEnd, WalkEvent, WalkOptions, WalkStep,
};
use okr_core::history::{Commit, FileChange, History, Recorder, SheetReader, Step, TrailerReason};
use okr_core::model::{Calendar, Teams};
use okr_core::settings::Settings;
use okr_core::snapshot::{BlobId, FileProblem, FileRole};
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
    /// Contents that could not be had, and could be another time: those of a partial clone.
    absent: usize,
}

impl Recording {
    /// Whether all of the history was there to be read, so that the next run would find the same.
    pub(crate) fn is_whole(&self) -> bool {
        self.lost.is_empty() && self.end.incomplete_before.is_none() && self.absent == 0
    }
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
    let Walked { end, lost, absent } =
        walk(session, workspace, tip, &settings.calendar, options, &mut recorder)?;
    let history = recorder.finish(settings.clone(), teams.clone());
    Ok(Recording { history, end, lost, absent })
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

/// How a walk ended, and what it could not read.
struct Walked {
    end: WalkEnd,
    lost: Vec<(String, String)>,
    absent: usize,
}

/// One thread asks git for changes and contents, which takes about as long as the other needs to understand
/// the sheets and to record.
fn walk(
    session: &Session,
    workspace: &Workspace,
    tip: CommitId,
    calendar: &Calendar,
    options: RecordOptions,
    recorder: &mut Recorder,
) -> Result<Walked, CommandError> {
    let (mut lost, mut absent) = (Vec::new(), 0);
    let mut progress = Progress::new(session, "reading history");
    let walk =
        WalkOptions { root: workspace.root.clone(), all_parents: options.all_parents, hide: Vec::new() };
    let end = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Vec<Fetched>>(WAITING);
        let taking = scope.spawn(move || {
            let mut sheets = SheetReader::default();
            for fetched in receive.into_iter().flatten() {
                take(recorder, &mut sheets, calendar, fetched);
            }
        });
        let mut window = Window::default();
        let mut failed = None;
        let end = workspace.repository.walk_with(&walk, tip, &mut |event| {
            match event {
                WalkEvent::Progress { done, total } => progress.show(done, total),
                WalkEvent::Gap(gap) => lost.push((gap.commit.to_string(), gap.error)),
                WalkEvent::Step(step) => {
                    if let Some(full) = window.push(step) {
                        match fetch(workspace, full, &mut absent, &mut |some| send.send(some).is_ok()) {
                            Ok(true) => {}
                            // Only a reader that panicked does not listen, and that is told below.
                            Ok(false) => return ControlFlow::Break(()),
                            Err(error) => {
                                failed = Some(error);
                                return ControlFlow::Break(());
                            }
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        });
        let end = match failed {
            Some(error) => Err(error),
            None => end.and_then(|end| {
                fetch(workspace, window.steps, &mut absent, &mut |some| send.send(some).is_ok()).map(|_| end)
            }),
        };
        drop(send);
        match taking.join() {
            Ok(()) => end,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    progress.clear();
    Ok(Walked { end, lost, absent })
}

/// Windows that may wait between the two threads of a walk.
const WAITING: usize = 4;

/// Changed files of a window. Within it the contents are read file by file, as neighbours in a pack are
/// mostly versions of one file.
const WINDOW: usize = 2048;

/// Bytes of a window; one that holds more is cut in two.
const WINDOW_BYTES: usize = 16 << 20;

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

/// A commit with the contents it brought, not understood yet.
struct Fetched {
    revision: Revision,
    files: Vec<(String, Content)>,
    /// Settings and teams that could not be read, and why.
    gaps: Vec<(String, String)>,
}

/// What a commit left at a path.
#[derive(Clone)]
enum Content {
    File(Arc<[u8]>),
    Gone,
    /// Something that is never read, and why.
    Odd(String),
    /// Something that is not to be had, and why.
    Absent(String),
}

/// Reads what the commits of a window brought and hands it on; whether somebody listened.
fn fetch(
    workspace: &Workspace,
    mut window: Vec<WalkStep>,
    absent: &mut usize,
    hand: &mut dyn FnMut(Vec<Fetched>) -> bool,
) -> Result<bool, GitError> {
    let Some(contents) = contents(workspace, &window)? else {
        let later = window.split_off(window.len() / 2);
        return Ok(fetch(workspace, window, absent, hand)? && fetch(workspace, later, absent, hand)?);
    };
    *absent += contents.iter().filter(|content| matches!(content, Content::Absent(_))).count();
    let mut contents = contents.into_iter();
    let fetched = window.into_iter().map(|step| {
        let mut fetched = Fetched { revision: step.revision, files: Vec::new(), gaps: Vec::new() };
        for (change, content) in step.changes.into_iter().zip(contents.by_ref()) {
            match FileRole::of(&workspace.root, &change.path) {
                Some(FileRole::Sheet) => fetched.files.push((change.path, content)),
                Some(role @ (FileRole::Settings | FileRole::Teams)) => {
                    let error = settings_error(&content, role);
                    fetched.gaps.extend(error.map(|error| (change.path, error)));
                }
                None => {}
            }
        }
        fetched
    });
    Ok(hand(fetched.collect()))
}

/// The content that each change of each step left, in the order of the steps; nothing where that is too much
/// to hold and the steps are several.
fn contents(workspace: &Workspace, window: &[WalkStep]) -> Result<Option<Vec<Content>>, GitError> {
    let changes: Vec<&PathChange> = window.iter().flat_map(|step| &step.changes).collect();
    let mut contents: Vec<Content> = changes
        .iter()
        .map(
            |change| {
                if change.special { Content::Odd(FileProblem::NotAFile.to_string()) } else { Content::Gone }
            },
        )
        .collect();
    let mut order: Vec<(usize, BlobId)> =
        changes.iter().enumerate().filter_map(|(at, change)| Some((at, change.after?))).collect();
    // Stable: of one file the older version first.
    order.sort_by_key(|(at, _)| &changes[*at].path);
    let mut places = order.iter().map(|(at, _)| *at);
    let mut bytes = 0;
    let read = workspace.repository.blobs(&mut order.iter().map(|(_, id)| *id), &mut |_, content| {
        let Some(at) = places.next() else { return ControlFlow::Break(()) };
        contents[at] = match content {
            Ok(content) => {
                bytes += content.len();
                Content::File(content)
            }
            Err(problem @ FileProblem::Absent(_)) => Content::Absent(problem.to_string()),
            Err(problem) => Content::Odd(problem.to_string()),
        };
        if bytes > WINDOW_BYTES && window.len() > 1 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    match read {
        Ok(()) => Ok(Some(contents)),
        Err(GitError::Stopped) => Ok(None),
        Err(error) => Err(error),
    }
}

fn take(recorder: &mut Recorder, sheets: &mut SheetReader, calendar: &Calendar, fetched: Fetched) {
    let commit = commit(&fetched.revision, calendar);
    for (path, error) in fetched.gaps {
        recorder.gap(commit.clone(), path, error);
    }
    let change = |(path, content): (String, Content)| match content {
        Content::File(bytes) => sheets.read(path, &bytes),
        Content::Gone => {
            sheets.forget(&path);
            FileChange::Removed(path)
        }
        Content::Odd(error) | Content::Absent(error) => FileChange::Unread(path, error),
    };
    let changes = fetched.files.into_iter().map(change).collect();
    recorder.step(Step { commit, changes });
}

/// What is wrong with the settings or the teams, if anything is.
fn settings_error(content: &Content, role: FileRole) -> Option<String> {
    let Content::File(bytes) = content else { return None };
    let problems = match role {
        FileRole::Settings => yaml::read_settings(bytes).1,
        FileRole::Teams => yaml::read_teams(bytes).1,
        FileRole::Sheet => return None,
    };
    problems
        .iter()
        .find(|problem| problem.kind == ProblemKind::Malformed)
        .map(|problem| format!("line {}: {}", problem.span.line, problem.message))
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
