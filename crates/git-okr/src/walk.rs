//! The bridge from git's walk to the recorder of the core: reads each changed sheet, shows progress on a
//! terminal.

mod fetch;
mod queue;
mod resume;
mod threads;
mod told;
mod window;

use okr_core::git::{CommitId, GitError, Source, WalkEnd};
use okr_core::history::{Commit, FileChange, History, Recorder, Step};
use okr_core::model::Teams;
use okr_core::settings::Settings;

use crate::cache::Cache;
use crate::error::CommandError;
use crate::session::Session;
use crate::workspace::{State, Workspace};
use threads::{Walked, Way, walk};

pub(crate) use told::{commit, reasons_beside};

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
    let way = Way { tip, since: None };
    let go_on = |kept: resume::Ended| {
        let way = Way { since: Some(kept.tip), ..way };
        let commits = kept.commits;
        let start = move || kept.recorder(settings);
        match walk(session, workspace, way, &settings.calendar, options, start) {
            Ok(walked) => walked.map(|(walked, recorder)| Ok((walked, commits, recorder))),
            // The branch was rewritten; all of it is new.
            Err(GitError::NotOnLine) => None,
            Err(error) => Some(Err(error)),
        }
    };
    let anew = || {
        let start = || Some(Recorder::new(settings, options.keep_log));
        let walked = walk(session, workspace, way, &settings.calendar, options, start)?;
        let (walked, recorder) = walked.ok_or(GitError::Stopped)?;
        Ok::<_, GitError>((walked, 0, recorder))
    };
    let (Walked { mut end, lost, absent }, before, recorder) = match kept.and_then(go_on) {
        Some(went_on) => went_on?,
        None => anew()?,
    };
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
    let new = || Recorder::new(settings, false);
    let mut recorder = None;
    let mut changes: Vec<FileChange> = now
        .snapshot
        .sheets
        .iter()
        .map(|file| FileChange::Read(file.path.clone(), (*file.read).clone()))
        .collect();
    if let Some(tip) = tip {
        let way = Way { tip, since: None };
        let options = RecordOptions::default();
        let walked = walk(session, workspace, way, &settings.calendar, options, || Some(new()))?;
        recorder = walked.map(|(_, recorder)| recorder);
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
    let mut recorder = recorder.unwrap_or_else(new);
    recorder.step(Step { commit, changes });
    Ok(recorder.finish(settings.clone(), now.snapshot.teams.clone()))
}
