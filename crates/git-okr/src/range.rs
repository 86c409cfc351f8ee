//! The commits that a review looks at: which they are, and what each of them changed. Only files that a
//! commit changed are read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

use okr_core::change::{Change, Made, between, in_force};
use okr_core::git::{CommitId, GitError, PathChange, Repository, WalkEvent, WalkOptions, WalkStep};
use okr_core::model::Teams;
use okr_core::settings::Settings;
use okr_core::snapshot::{BlobId, Content, FileProblem, FileRole, Parses, SheetFile, Snapshot};

use crate::error::{CommandError, UNSHALLOW, absent};
use crate::judgement::declare;
use crate::workspace::{State, Workspace};
use crate::{recall, walk};

/// Two commits, as a user names them.
pub(crate) struct Range {
    /// The merge base.
    pub(crate) base: CommitId,
    pub(crate) head: CommitId,
    /// As the user would say it.
    pub(crate) words: String,
}

impl Range {
    /// `A..B`, `A...B` and `A` all mean from the merge base; nothing means from that with the upstream.
    pub(crate) fn of(text: Option<&str>, repository: &Repository) -> Result<Self, CommandError> {
        let (base, head, words) = match text {
            None => {
                let upstream = repository.upstream()?.ok_or_else(|| {
                    CommandError::new("this branch has no upstream to compare with")
                        .hint("name what to compare with: `git okr review main`")
                })?;
                (upstream.commit, resolve(repository, "HEAD")?, format!("{}..HEAD", upstream.name))
            }
            Some(text) => {
                let split = text.split_once("...").or_else(|| text.split_once(".."));
                let (base, head) = split.unwrap_or((text, "HEAD"));
                let named = |rev: &str| if rev.is_empty() { "HEAD".to_owned() } else { rev.to_owned() };
                let (base, head) = (named(base), named(head));
                let words = format!("{}..{}", shown(&base), shown(&head));
                (resolve(repository, &base)?, resolve(repository, &head)?, words)
            }
        };
        Ok(Self { base: repository.merge_base(base, head)?, head, words })
    }
}

/// A name as a person would say it: a branch without its folder, a hash without its tail.
fn shown(name: &str) -> Cow<'_, str> {
    let folders = ["refs/heads/", "refs/remotes/", "refs/tags/"];
    let name = folders.iter().find_map(|folder| name.strip_prefix(folder)).unwrap_or(name);
    let digits = name.bytes().take_while(u8::is_ascii_hexdigit).count();
    if digits < 40 {
        return name.into();
    }
    // What follows says where from there: `^`, `~2`.
    let (hash, steps) = name.split_at(digits);
    format!("{}{steps}", &hash[..10]).into()
}

/// The commit of a name. In a shallow clone the name may only be cut off, which has another remedy.
fn resolve(repository: &Repository, name: &str) -> Result<CommitId, CommandError> {
    repository.resolve(name).map_err(|error| {
        let shallow = repository.is_shallow() && matches!(error, GitError::UnknownRevision(_));
        let error = CommandError::from(error);
        if !shallow {
            return error;
        }
        CommandError::new(format!("{}: this clone is shallow and may hide it", error.message)).hint(UNSHALLOW)
    })
}

/// What each commit of the range changed against its first parent, oldest first, with the reasons that
/// count. A merge tells only what it brings itself: the rest was made by the commits it joins. `before` is the
/// state at the base, and `whole` what changed since: a range of one commit is not compared again.
pub(crate) fn made(
    workspace: &Workspace,
    range: &Range,
    before: &State,
    whole: &[Change],
    settings: &Settings,
    parses: &mut Parses,
) -> Result<Vec<Made>, CommandError> {
    let mut steps = Vec::new();
    let options =
        WalkOptions { root: workspace.root.clone(), all_parents: true, hide: vec![range.base], since: None };
    let end = workspace.repository.walk_with(&options, range.head, &mut |event| {
        if let WalkEvent::Step(step) = event {
            steps.push(step);
        }
        ControlFlow::Continue(())
    })?;
    if end.incomplete_before.is_some() && workspace.repository.is_shallow() {
        // The merge base that was found may not be the last one: commits it hides would count as new.
        return Err(GitError::Shallow(range.base.to_string(), range.head.to_string()).into());
    }
    let is_whole = matches!(steps.as_slice(), [only] if only.revision.parents == [range.base]);
    let unread = if is_whole { BTreeMap::new() } else { read(workspace, &steps, parses)? };
    let mut known: BTreeMap<String, SheetFile> = BTreeMap::new();
    if let Some(goals) = &before.recalled {
        known.extend(goals.readable().map(|(file, _)| (file.path.clone(), file.clone())));
    }
    let made = |step: &WalkStep| {
        let side = |of: fn(&PathChange) -> Option<BlobId>| state(workspace, step, of, parses, &unread);
        let mut changes = if is_whole {
            whole.to_vec()
        } else {
            let old = recalled(side(|change| change.before), &mut known);
            let new = side(|change| change.after);
            between(&old, &recalled(new, &mut known))
        };
        let commit = walk::commit(&step.revision, &settings.calendar);
        declare(&mut changes, std::slice::from_ref(&commit), settings.reasons);
        Made { commit: commit.id, date: commit.date, changes }
    };
    Ok(steps.iter().map(made).collect())
}

/// The goals in force: of what cannot be understood, those known before. Those of now are known from now on.
fn recalled(snapshot: Snapshot, known: &mut BTreeMap<String, SheetFile>) -> Snapshot {
    let before: Vec<SheetFile> =
        recall::broken(&snapshot).into_iter().filter_map(|path| known.get(path).cloned()).collect();
    let snapshot = if before.is_empty() {
        snapshot
    } else {
        let (settings, teams) = (Settings::default(), Teams::default());
        in_force(&Snapshot::of_sheets(&snapshot.root, settings, teams, before), &snapshot)
    };
    known.extend(snapshot.readable().map(|(file, _)| (file.path.clone(), file.clone())));
    snapshot
}

/// Reads the sheets that any commit changed, each content once. Gives those that cannot be read.
fn read(
    workspace: &Workspace,
    steps: &[WalkStep],
    parses: &mut Parses,
) -> Result<BTreeMap<BlobId, FileProblem>, CommandError> {
    let mut wanted: Vec<BlobId> = steps
        .iter()
        .flat_map(|step| &step.changes)
        .filter(|change| FileRole::of(&workspace.root, &change.path) == Some(FileRole::Sheet))
        .flat_map(|change| [change.before, change.after])
        .flatten()
        .filter(|id| parses.known(*id).is_none())
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let (mut contents, mut unread) = (Vec::new(), BTreeMap::new());
    workspace.repository.blobs(&mut wanted.into_iter(), &mut |id, content| {
        match content {
            Ok(bytes) => contents.push((id, Content::from(bytes))),
            Err(problem) => drop(unread.insert(id, problem)),
        }
        ControlFlow::Continue(())
    })?;
    let contents: Vec<(BlobId, &Content)> = contents.iter().map(|(id, content)| (*id, content)).collect();
    parses.sheets(&contents);
    for change in steps.iter().flat_map(|step| &step.changes) {
        for id in [change.before, change.after].into_iter().flatten() {
            if let Some(FileProblem::Absent(why)) = unread.get(&id) {
                return Err(absent(&change.path, why));
            }
        }
    }
    Ok(unread)
}

/// The sheets of one side of a commit.
fn state(
    workspace: &Workspace,
    step: &WalkStep,
    of: fn(&PathChange) -> Option<BlobId>,
    parses: &Parses,
    unread: &BTreeMap<BlobId, FileProblem>,
) -> Snapshot {
    let mut sheets = Vec::new();
    let mut unreadable = Vec::new();
    for change in &step.changes {
        if FileRole::of(&workspace.root, &change.path) != Some(FileRole::Sheet) {
            continue;
        }
        match of(change) {
            Some(id) => match parses.known(id) {
                Some(read) => sheets.push(SheetFile { path: change.path.clone(), read: read.clone() }),
                None => unreadable.extend(unread.get(&id).map(|why| (change.path.clone(), why.clone()))),
            },
            None if change.special => unreadable.push((change.path.clone(), FileProblem::NotAFile)),
            None => {}
        }
    }
    let mut snapshot = Snapshot::of_sheets(&workspace.root, Settings::default(), Teams::default(), sheets);
    snapshot.unreadable = unreadable;
    snapshot
}
