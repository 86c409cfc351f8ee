//! What a sheet that cannot be understood said last. It stays in force, as in the history: or a goal could be
//! moved behind a file that is broken in one branch and mended in the next.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use okr_core::change::in_force;
use okr_core::git::{CommitId, WalkEvent, WalkOptions};
use okr_core::snapshot::{BlobId, Parses, SheetFile, Snapshot};

use crate::error::CommandError;
use crate::workspace::Workspace;

/// Older contents of one file that are tried; one that was broken for longer is not known.
const TRIES: usize = 100;

/// The goals in force at a commit; nothing where `snapshot`, read there, understood them all.
pub(crate) fn in_force_at(
    workspace: &Workspace,
    commit: CommitId,
    snapshot: &Snapshot,
    parses: &mut Parses,
) -> Result<Option<Snapshot>, CommandError> {
    let broken = broken(snapshot);
    if broken.is_empty() {
        return Ok(None);
    }
    let mut known = Vec::new();
    for (path, held) in held(workspace, commit, &broken)? {
        for id in held.into_iter().rev().take(TRIES) {
            let Ok(bytes) = workspace.repository.blob(id) else { continue };
            let read = parses.sheet(id, &bytes);
            if read.has_sheet() && !read.is_malformed() {
                known.push(SheetFile { path, read });
                break;
            }
        }
    }
    let known =
        Snapshot::of_sheets(&workspace.root, snapshot.settings.clone(), snapshot.teams.clone(), known);
    Ok(Some(in_force(&known, snapshot)))
}

/// The files that are not wholly understood.
pub(crate) fn broken(snapshot: &Snapshot) -> BTreeSet<&str> {
    let malformed = snapshot.sheets.iter().filter(|file| file.read.is_malformed());
    let unreadable = snapshot.unreadable.iter().map(|(path, _)| path.as_str());
    malformed.map(|file| file.path.as_str()).chain(unreadable).collect()
}

/// What these files held up to a commit, oldest first.
fn held(
    workspace: &Workspace,
    commit: CommitId,
    paths: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Vec<BlobId>>, CommandError> {
    let mut held: BTreeMap<String, Vec<BlobId>> = BTreeMap::new();
    let options = WalkOptions { root: workspace.root.clone(), ..WalkOptions::default() };
    workspace.repository.walk_with(&options, commit, &mut |event| {
        if let WalkEvent::Step(step) = event {
            for change in step.changes {
                if let Some(id) = change.after
                    && paths.contains(change.path.as_str())
                {
                    held.entry(change.path).or_default().push(id);
                }
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(held)
}
