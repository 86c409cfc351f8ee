//! A commit that is being made: HEAD against the index, with what its message and the commits that a merge
//! brings say. The work tree is never looked at.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use okr_core::git::{CommitId, Repository, Source, WalkEvent, WalkOptions, comment_mark};
use okr_core::history::Commit;
use okr_core::rules::policy::Road;

use super::roots;
use crate::error::CommandError;
use crate::judgement::{Days, Judgement, judge_step, settings_before};
use crate::kept::Kept;
use crate::session::Session;
use crate::walk;
use crate::workspace::{State, Workspace};

/// The two states, and the commits whose reasons count.
pub(super) struct Staged {
    pub(super) workspace: Workspace,
    pub(super) before: State,
    pub(super) after: State,
    /// The mark of comments as git's settings have it.
    comments: Option<String>,
    /// What a merge brings, oldest first.
    merged: Vec<Commit>,
    kept: Kept,
}

/// Looks at what is staged. Nothing where no goal is touched.
pub(super) fn look(session: &Session) -> Result<Option<Staged>, CommandError> {
    let repository = session.repository()?;
    let head = repository.head()?;
    let folder = repository.prefix(session.directory()).unwrap_or_default();
    let Some(roots) = roots::staged(&repository, &folder, head)? else { return Ok(None) };
    if roots.before == roots.after && repository.staged_paths(head, &roots.after)?.is_empty() {
        return Ok(None);
    }
    let mut workspace = Workspace { repository, root: roots.before };
    let mut kept = Kept::of(&workspace.repository);
    let before = match head {
        Some(head) => workspace.read_base(head, &mut kept.parses)?,
        None => State::empty(),
    };
    workspace.root = roots.after;
    let after = workspace.read_beside(Source::Index, &before, &mut kept.parses)?;
    let comments = comment_setting(&workspace.repository)?;
    let merged = match head {
        Some(head) => merged(session, &workspace, head, settings_before(&before, &after))?,
        None => Vec::new(),
    };
    Ok(Some(Staged { workspace, before, after, comments, merged, kept }))
}

impl Staged {
    /// Judges the step, with the message where there is one, and keeps what was learnt of its sheets.
    pub(super) fn judge(&mut self, session: &Session, road: Road, message: Option<&str>) -> Judgement {
        let today = session.today(&settings_before(&self.before, &self.after).calendar);
        let mut commits = self.merged.clone();
        if let Some(message) = message {
            let mark = comment_mark(self.comments.as_deref(), message);
            commits.push(Commit {
                id: String::new(),
                committed: session.now(),
                date: today,
                author: String::new(),
                subject: String::new(),
                reasons: walk::reasons_beside(message, &mark),
            });
        }
        let days = Days::on(today);
        let judged = judge_step(&self.before, &self.after, &days, road, &commits, &mut self.kept.seen);
        self.kept.save();
        judged
    }
}

/// What opens a comment in a message that is being written, as far as the settings say.
pub(super) fn comment_setting(repository: &Repository) -> Result<Option<String>, CommandError> {
    Ok(match repository.config("core.commentString")? {
        Some(mark) => Some(mark),
        None => repository.config("core.commentChar")?,
    })
}

/// The commits that a merge in progress brings. git names them in `MERGE_HEAD`, or, while it makes the merge
/// by itself, only to its children.
fn merged(
    session: &Session,
    workspace: &Workspace,
    head: CommitId,
    settings: &okr_core::settings::Settings,
) -> Result<Vec<Commit>, CommandError> {
    let repository = &workspace.repository;
    let written = std::fs::read_to_string(repository.git_dir().join("MERGE_HEAD")).unwrap_or_default();
    let mut names: Vec<&str> = written.lines().map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names = session.merging().iter().map(String::as_str).collect();
    }
    let options =
        WalkOptions { root: workspace.root.clone(), all_parents: true, hide: vec![head], since: None };
    let mut found: BTreeMap<(jiff::Timestamp, CommitId), Commit> = BTreeMap::new();
    for name in names {
        let tip = repository.resolve(name)?;
        repository.walk_with(&options, tip, &mut |event| {
            if let WalkEvent::Step(step) = event {
                let commit = walk::commit(&step.revision, &settings.calendar);
                found.insert((step.revision.committed, step.revision.id), commit);
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(found.into_values().collect())
}
