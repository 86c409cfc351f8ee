//! What the commits of a walk brought, read from the repository a window at a time. Nothing is understood here.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use okr_core::git::{GitError, Repository, Revision};
use okr_core::snapshot::{BlobId, FileProblem, FileRole};
use okr_core::yaml::{self, LineEdit, ProblemKind};

use super::window::{Part, Wanted, WantedFile};

/// Bytes of a window while it is read; one that holds more is cut in two.
const MOST_BYTES: usize = 40 << 20;

/// What became of a window.
pub(super) enum Outcome {
    /// It was read.
    Read(Batch),
    /// It holds too much to be read at once: its halves.
    Cut(Vec<Wanted>, Vec<Wanted>),
}

/// A window that was read.
pub(super) struct Batch {
    pub(super) commits: Vec<Fetched>,
    /// Contents that could not be had, and could be another time.
    pub(super) absent: usize,
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
    /// The file that the window had there last, with these lines changed.
    Edited(LineEdit, Box<[u8]>),
    /// Nothing.
    Gone,
    /// Something that is never read, and why.
    Odd(String),
    /// Something that is not to be had, and why.
    Absent(String),
}

/// Reads what a window wants. Of what it has several versions the later ones are told as edits, as whole they
/// would take most of the memory of a long walk.
pub(super) fn fetch(
    repository: &Repository,
    root: &str,
    mut wanted: Vec<Wanted>,
) -> Result<Outcome, GitError> {
    let Some(contents) = contents(repository, &wanted)? else {
        let later = wanted.split_off(wanted.len() / 2);
        return Ok(Outcome::Cut(wanted, later));
    };
    let absent = contents.iter().filter(|content| matches!(content, Content::Absent(_))).count();
    let mut contents = contents.into_iter();
    // Over branches a file goes back and forth; there the versions are told whole.
    let straight = wanted
        .iter()
        .all(|step| step.revision.is_some() && step.files.iter().all(|file| file.part == Part::Brought));
    let mut last: HashMap<String, Arc<[u8]>> = HashMap::new();
    let commits = wanted.into_iter().map(|step| {
        let (mut ground, mut files, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut beside: Vec<Vec<(String, Content)>> = Vec::new();
        beside.resize_with(step.beside, Vec::new);
        for (file, content) in step.files.into_iter().zip(contents.by_ref()) {
            match (FileRole::of(root, &file.path), file.part) {
                (Some(FileRole::Sheet), Part::Ground) => ground.push((file.path, content)),
                (Some(FileRole::Sheet), Part::Brought) => {
                    let content = if straight { since(&mut last, &file.path, content) } else { content };
                    files.push((file.path, content));
                }
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
    Ok(Outcome::Read(Batch { commits: commits.collect(), absent }))
}

/// A content told by what the window had at its path last.
fn since(last: &mut HashMap<String, Arc<[u8]>>, path: &str, content: Content) -> Content {
    match content {
        Content::File(bytes) => {
            let Some(old) = last.get_mut(path) else {
                last.insert(path.to_owned(), Arc::clone(&bytes));
                return Content::File(bytes);
            };
            let edit = LineEdit::between(old, &bytes);
            let lines = edit.lines(&bytes).into();
            *old = bytes;
            Content::Edited(edit, lines)
        }
        Content::Gone => {
            last.remove(path);
            Content::Gone
        }
        // What cannot be read leaves in force what was there.
        content @ (Content::Edited(..) | Content::Odd(_) | Content::Absent(_)) => content,
    }
}

/// The content of each file that each step wants, in the order of the steps; nothing where that is too much
/// to hold and the steps are several.
fn contents(repository: &Repository, steps: &[Wanted]) -> Result<Option<Vec<Content>>, GitError> {
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
    repository.order_to_read(&mut order, |(_, id)| *id);
    let mut places = order.iter().map(|(at, _)| *at);
    let mut bytes = 0;
    let read = repository.blobs(&mut order.iter().map(|(_, id)| *id), &mut |_, content| {
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
