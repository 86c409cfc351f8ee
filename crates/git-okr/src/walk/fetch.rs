//! What the commits of a walk brought, read from the repository in windows. Nothing is understood here.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use okr_core::git::{CommitId, GitError, PathChange, Revision, WalkStep};
use okr_core::snapshot::{BlobId, FileProblem, FileRole};
use okr_core::yaml::{self, ProblemKind};

use crate::workspace::Workspace;

/// Files of a window. Within it the contents are read file by file, as neighbours in a pack are mostly
/// versions of one file.
const MOST_FILES: usize = 2048;

/// Bytes of a window; one that holds more is cut in two.
const MOST_BYTES: usize = 16 << 20;

/// Commits in the making of a window.
#[derive(Default)]
pub(super) struct Window {
    steps: Vec<Wanted>,
    files: usize,
    branches: Option<Branches>,
}

/// A commit with the contents to read for it.
struct Wanted {
    /// Nothing at the end of a walk over branches, where the files of the tip are put in place.
    revision: Option<Revision>,
    /// How many further parents it is held against: those of a merge in a walk over branches.
    beside: usize,
    files: Vec<WantedFile>,
}

struct WantedFile {
    path: String,
    id: Option<BlobId>,
    special: bool,
    part: Part,
}

/// What a file is to a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
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

/// A commit with the contents it brought.
pub(super) struct Fetched {
    /// Nothing at the end of a walk over branches.
    pub(super) revision: Option<Revision>,
    /// What the commit was made on, where that is not what was told last.
    pub(super) ground: Vec<(String, Content)>,
    /// What each further parent of a merge has of the files it changed.
    pub(super) beside: Vec<Vec<(String, Content)>>,
    /// What it brought.
    pub(super) files: Vec<(String, Content)>,
    /// Settings and teams that could not be read, and why.
    pub(super) gaps: Vec<(String, String)>,
}

/// What a commit left at a path.
pub(super) enum Content {
    /// A file.
    File(Arc<[u8]>),
    /// Nothing.
    Gone,
    /// Something that is never read, and why.
    Odd(String),
    /// Something that is not to be had, and why.
    Absent(String),
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
        self.files >= MOST_FILES
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

    /// Reads what the window wants and hands it on, and begins the next one; whether somebody listened.
    pub(super) fn fetch(
        &mut self,
        workspace: &Workspace,
        absent: &mut usize,
        hand: &mut dyn FnMut(Vec<Fetched>) -> bool,
    ) -> Result<bool, GitError> {
        self.files = 0;
        fetch(workspace, std::mem::take(&mut self.steps), absent, hand)
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

fn fetch(
    workspace: &Workspace,
    mut steps: Vec<Wanted>,
    absent: &mut usize,
    hand: &mut dyn FnMut(Vec<Fetched>) -> bool,
) -> Result<bool, GitError> {
    let Some(contents) = contents(workspace, &steps)? else {
        let later = steps.split_off(steps.len() / 2);
        return Ok(fetch(workspace, steps, absent, hand)? && fetch(workspace, later, absent, hand)?);
    };
    *absent += contents.iter().filter(|content| matches!(content, Content::Absent(_))).count();
    let mut contents = contents.into_iter();
    let fetched = steps.into_iter().map(|step| {
        let (mut ground, mut files, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut beside: Vec<Vec<(String, Content)>> = Vec::new();
        beside.resize_with(step.beside, Vec::new);
        for (file, content) in step.files.into_iter().zip(contents.by_ref()) {
            match (FileRole::of(&workspace.root, &file.path), file.part) {
                (Some(FileRole::Sheet), Part::Ground) => ground.push((file.path, content)),
                (Some(FileRole::Sheet), Part::Brought) => files.push((file.path, content)),
                (Some(FileRole::Sheet), Part::Beside(number)) => beside[number].push((file.path, content)),
                (Some(role @ (FileRole::Settings | FileRole::Teams)), Part::Brought) => {
                    let error = settings_error(&content, role);
                    gaps.extend(error.map(|error| (file.path, error)));
                }
                (Some(FileRole::Settings | FileRole::Teams) | None, _) => {}
            }
        }
        Fetched { revision: step.revision, ground, beside, files, gaps }
    });
    Ok(hand(fetched.collect()))
}

/// The content of each file that each step wants, in the order of the steps; nothing where that is too much
/// to hold and the steps are several.
fn contents(workspace: &Workspace, steps: &[Wanted]) -> Result<Option<Vec<Content>>, GitError> {
    let files: Vec<&WantedFile> = steps.iter().flat_map(|step| &step.files).collect();
    let mut contents: Vec<Content> = files
        .iter()
        .map(
            |file| {
                if file.special { Content::Odd(FileProblem::NotAFile.to_string()) } else { Content::Gone }
            },
        )
        .collect();
    let mut order: Vec<(usize, BlobId)> =
        files.iter().enumerate().filter_map(|(at, file)| Some((at, file.id?))).collect();
    // Stable: of one file the older version first.
    order.sort_by_key(|(at, _)| &files[*at].path);
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
        if bytes > MOST_BYTES && steps.len() > 1 {
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
