//! What the commits of a walk want read, gathered into windows. Nothing is read here but which paths differ.

use std::collections::{BTreeSet, HashMap, HashSet};

use okr_core::git::{CommitId, GitError, PathChange, Revision, WalkStep};
use okr_core::snapshot::BlobId;

use crate::workspace::Workspace;

/// Files of a window. Within it the contents are read in the order that is quickest, as they stand in a pack or
/// file by file; a large one finds more of them beside each other. The first ones are small, so that the thread that
/// records has something to do.
const MOST_FILES: usize = 4096;
const FIRST_FILES: usize = 256;

/// Commits in the making of a window.
#[derive(Default)]
pub(super) struct Window {
    steps: Vec<Wanted>,
    files: usize,
    /// How many windows went before.
    before: u32,
    branches: Option<Branches>,
}

/// A commit with the contents to read for it.
pub(super) struct Wanted {
    /// Nothing at the end of a walk over branches, where the files of the tip are put in place.
    pub(super) revision: Option<Revision>,
    /// How many further parents it is held against: those of a merge in a walk over branches.
    pub(super) beside: usize,
    pub(super) files: Vec<WantedFile>,
}

pub(super) struct WantedFile {
    pub(super) path: String,
    pub(super) id: Option<BlobId>,
    pub(super) special: bool,
    pub(super) part: Part,
}

/// What a file is to a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What the commit was made on.
    Ground,
    /// What it brought.
    Brought,
    /// What one of the further parents of a merge has.
    Beside(usize),
}

/// A walk over branches, where a commit stands on its own parent and not on the commit told before it.
#[derive(Default)]
struct Branches {
    /// What the commits told last have at each path.
    told: HashMap<String, Option<BlobId>>,
}

impl Window {
    /// A window of a walk that follows first parents, or all.
    pub(super) fn new(all_parents: bool) -> Self {
        Self { branches: all_parents.then(Branches::default), ..Self::default() }
    }

    /// Takes a step.
    pub(super) fn push(&mut self, workspace: &Workspace, step: WalkStep) -> Result<(), GitError> {
        let mut files = Vec::with_capacity(step.changes.len());
        let mut held_against = 0;
        if self.branches.is_some() {
            beside(workspace, &step, &mut files)?;
            held_against = step.revision.parents.len().saturating_sub(1);
        }
        for change in step.changes {
            let PathChange { path, before, after, special } = change;
            if let Some(branches) = &mut self.branches {
                files.extend(branches.ground(&path, before));
                branches.told.insert(path.clone(), after);
            }
            files.push(WantedFile { path, id: after, special, part: Part::Brought });
        }
        self.files += files.len();
        self.steps.push(Wanted { revision: Some(step.revision), beside: held_against, files });
        Ok(())
    }

    /// Whether it is time to read what it wants.
    pub(super) fn is_full(&self) -> bool {
        self.files >= (FIRST_FILES << self.before.min(8)).min(MOST_FILES)
    }

    /// Ends the walk: where it went over branches, with what the tip has otherwise than the commits told last.
    pub(super) fn finish(&mut self, workspace: &Workspace, tip: CommitId) -> Result<(), GitError> {
        let Some(branches) = &self.branches else { return Ok(()) };
        let at_tip = workspace.repository.changed_paths(None, Some(tip), &workspace.root)?;
        let held: HashSet<&str> = at_tip.iter().map(|file| file.path.as_str()).collect();
        let gone: BTreeSet<&String> =
            branches.told.keys().filter(|path| !held.contains(path.as_str())).collect();
        let ground = at_tip.iter().filter_map(|file| branches.ground(&file.path, file.after));
        let files = ground.chain(gone.into_iter().filter_map(|path| branches.ground(path, None)));
        let files = files.collect();
        self.steps.push(Wanted { revision: None, beside: 0, files });
        Ok(())
    }

    /// What was gathered; the next window begins.
    pub(super) fn close(&mut self) -> Vec<Wanted> {
        self.files = 0;
        self.before += 1;
        std::mem::take(&mut self.steps)
    }
}

impl Branches {
    /// What to read so that a path stands as `id`; nothing where it does.
    fn ground(&self, path: &str, id: Option<BlobId>) -> Option<WantedFile> {
        let stands = self.told.get(path).copied().flatten() == id;
        (!stands).then(|| WantedFile { path: path.to_owned(), id, special: false, part: Part::Ground })
    }
}

/// Adds what the further parents of a merge have at the paths that it changes.
fn beside(workspace: &Workspace, step: &WalkStep, files: &mut Vec<WantedFile>) -> Result<(), GitError> {
    for (number, parent) in step.revision.parents.iter().skip(1).enumerate() {
        let differing =
            workspace.repository.changed_paths(Some(*parent), Some(step.revision.id), &workspace.root)?;
        for change in &step.changes {
            let at = differing.binary_search_by(|other| other.path.cmp(&change.path)).ok();
            if let Some(id) = at.and_then(|at| differing[at].before) {
                let (path, part) = (change.path.clone(), Part::Beside(number));
                files.push(WantedFile { path, id: Some(id), special: false, part });
            }
        }
    }
    Ok(())
}
