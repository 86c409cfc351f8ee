//! The bridge from git's walk to the recorder of the core: reads each changed sheet, shows progress on a
//! terminal.

mod fetch;
mod queue;
mod resume;
mod window;

use std::ops::ControlFlow;
use std::sync::Arc;

use okr_core::git::{CommitId, GitError, REASON_TRAILER, Revision, Source, WalkEnd, WalkEvent, WalkOptions};
use okr_core::history::{Commit, FileChange, History, Recorder, SheetReader, Step, TrailerReason};
use okr_core::model::{Calendar, Teams};
use okr_core::settings::Settings;

use crate::cache::Cache;
use crate::error::CommandError;
use crate::progress::Progress;
use crate::session::Session;
use crate::workspace::{State, Workspace};
use fetch::{Batch, Content, Fetched};
use queue::{Leaving, Queue, Side, Work};
use window::Window;

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
#[derive(Clone, Copy, Default)]
pub(crate) struct RecordOptions<'c> {
    /// Keep every change, not only shifts.
    pub(crate) keep_log: bool,
    /// Follow all parents.
    pub(crate) all_parents: bool,
    /// Where the last walk may be kept, to go on from. Only one along first parents without a log is.
    pub(crate) cache: Option<&'c Cache>,
}

/// Walks the history up to `tip`. Days are judged by `settings`, those at the tip.
pub(crate) fn record(
    session: &Session,
    workspace: &Workspace,
    tip: CommitId,
    (settings, teams): (&Settings, &Teams),
    options: RecordOptions<'_>,
) -> Result<Recording, CommandError> {
    let cache = options.cache.filter(|_| !options.keep_log && !options.all_parents);
    let kept = cache.and_then(|cache| resume::find(cache, &workspace.repository, &workspace.root, settings));
    let go_on = |kept: resume::Ended| {
        let resume::Ended { tip: since, commits, mut recorder } = kept;
        let since = Some(since);
        match walk(session, workspace, Way { tip, since }, &settings.calendar, options, &mut recorder) {
            Ok(walked) => Some(Ok((walked, commits, recorder))),
            // The branch was rewritten; all of it is new.
            Err(GitError::NotOnLine) => None,
            Err(error) => Some(Err(error)),
        }
    };
    let anew = || {
        let mut recorder = Recorder::new(settings, options.keep_log);
        let way = Way { tip, since: None };
        walk(session, workspace, way, &settings.calendar, options, &mut recorder)
            .map(|walked| (walked, 0, recorder))
    };
    let (Walked { mut end, lost, absent }, before, recorder) = kept.and_then(go_on).unwrap_or_else(anew)?;
    let new = end.commits;
    end.commits += before;
    if let Some(cache) = cache
        && lost.is_empty()
        && end.incomplete_before.is_none()
        && absent == 0
    {
        resume::keep(cache, &workspace.root, settings, (tip, end.commits), new, &recorder);
    }
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
        let way = Way { tip, since: None };
        walk(session, workspace, way, &settings.calendar, RecordOptions::default(), &mut recorder)?;
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

/// From where to where.
#[derive(Clone, Copy)]
struct Way {
    tip: CommitId,
    /// Nothing: from the first commit on.
    since: Option<CommitId>,
}

/// How a walk ended, and what it could not read.
struct Walked {
    end: WalkEnd,
    lost: Vec<(String, String)>,
    absent: usize,
}

/// One thread finds what the commits changed, another understands the sheets and records; who of them has time
/// reads the contents.
fn walk(
    session: &Session,
    workspace: &Workspace,
    way: Way,
    calendar: &Calendar,
    options: RecordOptions<'_>,
    recorder: &mut Recorder,
) -> Result<Walked, GitError> {
    let queue = Queue::default();
    let mut taking = Taking { recorder, sheets: SheetReader::default(), calendar, absent: 0 };
    if okr_core::abreast::allowed() == 1 {
        let mut after = || {
            while let Some(work) = queue.next_alone() {
                match work {
                    Work::Read(key, wanted) => {
                        queue.done(key, fetch::fetch(&workspace.repository, &workspace.root, wanted));
                    }
                    Work::Record(batch) => taking.take(batch),
                }
            }
        };
        let found = find(session, workspace, way, options, &queue, &mut after)?;
        return Ok(Walked { absent: taking.absent, ..found });
    }
    let (queue, root) = (&queue, workspace.root.as_str());
    // Where git itself has to be asked for contents, two would only stand in each other's way.
    let repository = workspace.repository.again();
    std::thread::scope(|scope| {
        let recording = scope.spawn(move || {
            let _leaving = Leaving(queue, Side::Records);
            while let Some(work) = queue.next(repository.is_some()) {
                match (work, &repository) {
                    (Work::Read(key, wanted), Some(repository)) => {
                        queue.done(key, fetch::fetch(repository, root, wanted));
                    }
                    (Work::Read(..), None) => {}
                    (Work::Record(batch), _) => taking.take(batch),
                }
            }
            taking.absent
        });
        let found = {
            let _leaving = Leaving(queue, Side::Walks);
            let mut help = || {
                while let Some((key, wanted)) = queue.help() {
                    queue.done(key, fetch::fetch(&workspace.repository, &workspace.root, wanted));
                }
            };
            find(session, workspace, way, options, queue, &mut help)
        };
        match recording.join() {
            Ok(absent) => Ok(Walked { absent, ..found? }),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Walks the commits and puts what they want read into `queue`; `after` each window, and after the last, there is
/// work to do.
fn find(
    session: &Session,
    workspace: &Workspace,
    Way { tip, since }: Way,
    options: RecordOptions<'_>,
    queue: &Queue,
    after: &mut dyn FnMut(),
) -> Result<Walked, GitError> {
    let mut lost = Vec::new();
    let mut progress = Progress::new(session, "reading history");
    let walk = WalkOptions {
        root: workspace.root.clone(),
        all_parents: options.all_parents,
        hide: Vec::new(),
        since,
    };
    let mut window = Window::new(options.all_parents);
    let mut failed = None;
    let end = workspace.repository.walk_with(&walk, tip, &mut |event| {
        match event {
            WalkEvent::Progress { done, total } => progress.show(done, total),
            WalkEvent::Gap(gap) => lost.push((gap.commit.to_string(), gap.error)),
            WalkEvent::Step(step) => {
                if let Err(error) = window.push(workspace, step) {
                    failed = Some(error);
                    return ControlFlow::Break(());
                }
                if window.is_full() {
                    let listens = queue.push(window.close());
                    after();
                    if !listens {
                        return ControlFlow::Break(());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    });
    let end = match failed {
        Some(error) => Err(error),
        None => end.and_then(|end| {
            window.finish(workspace, tip)?;
            queue.push(window.close());
            queue.close();
            after();
            Ok(end)
        }),
    };
    progress.clear();
    match queue.failure() {
        Some(error) => Err(error),
        None => Ok(Walked { end: end?, lost, absent: 0 }),
    }
}

/// The thread that understands and records.
struct Taking<'r> {
    recorder: &'r mut Recorder,
    sheets: SheetReader,
    calendar: &'r Calendar,
    absent: usize,
}

impl Taking<'_> {
    fn take(&mut self, batch: Batch) {
        self.absent += batch.absent;
        for fetched in batch.commits {
            take(self.recorder, &mut self.sheets, self.calendar, fetched);
        }
        self.sheets.end_of_edits();
    }
}

fn take(recorder: &mut Recorder, sheets: &mut SheetReader, calendar: &Calendar, fetched: Fetched) {
    let mut change = |(path, content): (String, Content)| match content {
        Content::File(bytes) => sheets.read(path, &bytes),
        Content::Edited(edit, lines) => sheets.edited(path, &edit, &lines),
        Content::Gone => {
            sheets.forget(&path);
            FileChange::Removed(path)
        }
        Content::Odd(error) | Content::Absent(error) => FileChange::Unread(path, error),
    };
    let ground: Vec<FileChange> = fetched.ground.into_iter().map(&mut change).collect();
    let Some(revision) = fetched.revision else {
        recorder.stand_on_tip(ground);
        return;
    };
    for change in ground {
        recorder.stand_on(change);
    }
    let understood = |change: FileChange| match change {
        FileChange::Known(path, sheet) => Some((path, sheet)),
        FileChange::Read(path, read) => Some((path, Arc::new(read.sheet?))),
        FileChange::Removed(_) | FileChange::Unread(..) => None,
    };
    let beside = fetched.beside.into_iter();
    let beside = beside.map(|files| files.into_iter().map(&mut change).filter_map(understood).collect());
    let beside: Vec<Vec<_>> = beside.collect();
    let commit = commit(&revision, calendar);
    for (path, error) in fetched.gaps {
        recorder.gap(commit.clone(), path, error);
    }
    let changes = fetched.files.into_iter().map(change).collect();
    recorder.merge(Step { commit, changes }, &beside);
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
    // Few messages give one, and a long history has many.
    if !message.to_ascii_lowercase().contains(&REASON_TRAILER.to_ascii_lowercase()) {
        return Vec::new();
    }
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
