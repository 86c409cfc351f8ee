//! One walk over the commits, on two threads: who finds, who reads and who records.

use std::ops::ControlFlow;
use std::sync::Arc;

use okr_core::git::{CommitId, GitError, WalkEnd, WalkEvent, WalkOptions};
use okr_core::history::{FileChange, Recorder, SheetReader, Step};
use okr_core::model::Calendar;

use super::RecordOptions;
use super::fetch::{Batch, Content, Fetched, fetch};
use super::queue::{Leaving, Queue, Side, Work};
use super::told::commit;
use super::window::Window;
use crate::progress::Progress;
use crate::session::Session;
use crate::workspace::Workspace;

/// From where to where.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub(super) tip: CommitId,
    /// Nothing: from the first commit on.
    pub(super) since: Option<CommitId>,
}

/// How a walk ended, and what it could not read.
pub(super) struct Walked {
    pub(super) end: WalkEnd,
    /// Commits whose trees could not be read, with what git said.
    pub(super) lost: Vec<(String, String)>,
    /// Contents that could not be had, and could be another time.
    pub(super) absent: usize,
}

/// One thread finds what the commits changed, another understands the sheets and records; who of them has time
/// reads the contents. `start` makes the recorder, which takes a while where it is taken up again; where it makes none,
/// nothing comes of the walk.
pub(super) fn walk(
    session: &Session,
    workspace: &Workspace,
    way: Way,
    calendar: &Calendar,
    options: RecordOptions<'_>,
    start: impl FnOnce() -> Option<Recorder> + Send,
) -> Result<Option<(Walked, Recorder)>, GitError> {
    let queue = Queue::default();
    let taking = |recorder| Taking { recorder, sheets: SheetReader::default(), calendar, absent: 0 };
    if okr_core::abreast::allowed() == 1 {
        let Some(mut taking) = start().map(taking) else { return Ok(None) };
        let mut after = || {
            while let Some(work) = queue.next_alone() {
                match work {
                    Work::Read(key, wanted) => {
                        queue.done(key, fetch(&workspace.repository, &workspace.root, wanted));
                    }
                    Work::Record(batch) => taking.take(batch),
                }
            }
        };
        let found = find(session, workspace, way, options, &queue, &mut after)?;
        return Ok(Some((Walked { absent: taking.absent, ..found }, taking.recorder)));
    }
    let (queue, root) = (&queue, workspace.root.as_str());
    // Where git itself has to be asked for contents, two would only stand in each other's way.
    let repository = workspace.repository.again();
    std::thread::scope(|scope| {
        let recording = scope.spawn(move || {
            let _leaving = Leaving(queue, Side::Records);
            let mut taking = start().map(taking)?;
            while let Some(work) = queue.next(repository.is_some()) {
                match (work, &repository) {
                    (Work::Read(key, wanted), Some(repository)) => {
                        queue.done(key, fetch(repository, root, wanted));
                    }
                    (Work::Read(..), None) => {}
                    (Work::Record(batch), _) => taking.take(batch),
                }
            }
            Some((taking.absent, taking.recorder))
        });
        let found = {
            let _leaving = Leaving(queue, Side::Walks);
            let mut help = || {
                while let Some((key, wanted)) = queue.help() {
                    queue.done(key, fetch(&workspace.repository, &workspace.root, wanted));
                }
            };
            find(session, workspace, way, options, queue, &mut help)
        };
        match recording.join() {
            Ok(Some((absent, recorder))) => Ok(Some((Walked { absent, ..found? }, recorder))),
            // What was found went nowhere.
            Ok(None) => Ok(None),
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
    recorder: Recorder,
    sheets: SheetReader,
    calendar: &'r Calendar,
    absent: usize,
}

impl Taking<'_> {
    fn take(&mut self, batch: Batch) {
        self.absent += batch.absent;
        for fetched in batch.commits {
            take(&mut self.recorder, &mut self.sheets, self.calendar, fetched);
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
