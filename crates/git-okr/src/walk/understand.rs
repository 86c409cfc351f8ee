//! What the contents of a window say. Each sheet is read from its last version where that says most of it, so that
//! windows are understood one after the other, by one thread at a time. Nothing is recorded here.

use std::sync::Arc;

use okr_core::history::{Commit, FileChange, Recorder, SheetReader, Step};
use okr_core::model::{Calendar, Sheet};

use super::fetch::{Batch, Content, Fetched};
use super::told::commit;

/// A window that was understood.
pub(super) struct Understood {
    pub(super) commits: Vec<Told>,
    /// Contents that could not be had, and could be another time.
    pub(super) absent: usize,
}

/// A commit with what its contents say.
pub(super) struct Told {
    /// Nothing at the end of a walk over branches.
    commit: Option<Commit>,
    /// What the commit was made on, where that is not what was told last.
    ground: Vec<FileChange>,
    /// What each further parent of a merge has of the sheets it changed.
    beside: Vec<Vec<(String, Arc<Sheet>)>>,
    /// What it brought.
    changes: Vec<FileChange>,
    /// Settings and teams that could not be read, and why.
    gaps: Vec<(String, String)>,
}

/// Understands the next window of a walk.
pub(super) fn understand(sheets: &mut SheetReader, calendar: &Calendar, batch: Batch) -> Understood {
    let commits = batch.commits.into_iter().map(|fetched| told(sheets, calendar, fetched)).collect();
    sheets.end_of_edits();
    Understood { commits, absent: batch.absent }
}

fn told(sheets: &mut SheetReader, calendar: &Calendar, fetched: Fetched) -> Told {
    let mut change = |(path, content): (String, Content)| match content {
        Content::File(bytes) => sheets.read(path, &bytes),
        Content::Edited(edit, lines) => sheets.edited(path, &edit, &lines),
        Content::Gone => {
            sheets.forget(&path);
            FileChange::Removed(path)
        }
        Content::Odd(error) | Content::Absent(error) => FileChange::Unread(path, error),
    };
    let understood = |change: FileChange| match change {
        FileChange::Known(path, sheet) => Some((path, sheet)),
        FileChange::Read(path, read) => Some((path, Arc::new(read.sheet?))),
        FileChange::Removed(_) | FileChange::Unread(..) => None,
    };
    let ground = fetched.ground.into_iter().map(&mut change).collect();
    let beside = fetched.beside.into_iter();
    let beside = beside.map(|files| files.into_iter().map(&mut change).filter_map(understood).collect());
    let beside = beside.collect();
    let changes = fetched.files.into_iter().map(change).collect();
    let commit = fetched.revision.map(|revision| commit(&revision, calendar));
    Told { commit, ground, beside, changes, gaps: fetched.gaps }
}

impl Told {
    /// Puts it on record.
    pub(super) fn record(self, recorder: &mut Recorder) {
        let Self { commit, ground, beside, changes, gaps } = self;
        let Some(commit) = commit else {
            recorder.stand_on_tip(ground);
            return;
        };
        for change in ground {
            recorder.stand_on(change);
        }
        for (path, error) in gaps {
            recorder.gap(commit.clone(), path, error);
        }
        recorder.merge(Step { commit, changes }, &beside);
    }
}
