//! One walk over the commits, on two threads: who finds, who reads and understands, and who records.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use okr_core::git::{CommitId, GitError, WalkEnd, WalkEvent, WalkOptions};
use okr_core::history::{Recorder, SheetReader};
use okr_core::model::Calendar;

use super::RecordOptions;
use super::fetch::fetch;
use super::queue::{Leaving, Queue, Side, Work};
use super::understand::{Understood, understand};
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

/// One thread finds what the commits changed, another records it; who of them has time reads the contents and
/// understands the sheets. `start` makes the recorder, which takes a while where it is taken up again; where it makes
/// none, nothing comes of the walk.
pub(super) fn walk(
    session: &Session,
    workspace: &Workspace,
    way: Way,
    calendar: &Calendar,
    options: RecordOptions<'_>,
    start: impl FnOnce() -> Option<Recorder> + Send,
) -> Result<Option<(Walked, Recorder)>, GitError> {
    let queue = Queue::default();
    // Whoever was given a window to understand has the reader to itself.
    let sheets = Mutex::new(SheetReader::default());
    let (queue, sheets, root) = (&queue, &sheets, workspace.root.as_str());
    let understand = |key, batch| {
        let mut sheets = sheets.lock().unwrap_or_else(PoisonError::into_inner);
        queue.understood(key, understand(&mut sheets, calendar, batch));
    };
    if okr_core::abreast::allowed() == 1 {
        let Some(mut recording) = start().map(Recording::new) else { return Ok(None) };
        let mut after = || {
            while let Some(work) = queue.next_alone() {
                match work {
                    Work::Read(key, wanted) => {
                        queue.done(key, fetch(&workspace.repository, root, wanted));
                    }
                    Work::Understand(key, batch) => understand(key, batch),
                    Work::Record(window) => recording.take(window),
                }
            }
        };
        let found = find(session, workspace, way, options, queue, &mut after)?;
        return Ok(Some((Walked { absent: recording.absent, ..found }, recording.recorder)));
    }
    // Where git itself has to be asked for contents, two would only stand in each other's way.
    let repository = workspace.repository.again();
    std::thread::scope(|scope| {
        let recording = scope.spawn(move || {
            let _leaving = Leaving(queue, Side::Records);
            let mut recording = start().map(Recording::new)?;
            while let Some(work) = queue.next(repository.is_some()) {
                match (work, &repository) {
                    (Work::Read(key, wanted), Some(repository)) => {
                        queue.done(key, fetch(repository, root, wanted));
                    }
                    (Work::Read(..), None) => {}
                    (Work::Understand(key, batch), _) => understand(key, batch),
                    (Work::Record(window), _) => recording.take(window),
                }
            }
            Some(recording)
        });
        let found = {
            let _leaving = Leaving(queue, Side::Walks);
            let mut help = || {
                while let Some(work) = queue.help() {
                    match work {
                        Work::Read(key, wanted) => {
                            queue.done(key, fetch(&workspace.repository, root, wanted));
                        }
                        Work::Understand(key, batch) => understand(key, batch),
                        Work::Record(_) => {}
                    }
                }
            };
            find(session, workspace, way, options, queue, &mut help)
        };
        match recording.join() {
            Ok(Some(Recording { recorder, absent })) => Ok(Some((Walked { absent, ..found? }, recorder))),
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

/// What is on record.
struct Recording {
    recorder: Recorder,
    absent: usize,
}

impl Recording {
    fn new(recorder: Recorder) -> Self {
        Self { recorder, absent: 0 }
    }

    fn take(&mut self, window: Understood) {
        self.absent += window.absent;
        for told in window.commits {
            told.record(&mut self.recorder);
        }
    }
}
