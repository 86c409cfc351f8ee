//! Walking a history through `git rev-list` and `git diff-tree --stdin`: plumbing, whose answers no
//! setting of the user's changes, unlike those of `git log`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use super::super::id::from_hex;
use super::super::order::{Node, topological};
use super::super::revision::{WalkEnd, WalkEvent, WalkGap};
use super::super::{CommitId, GitError, PathChange, Revision, WalkOptions, WalkStep};
use super::raw::{self, Next};
use super::run::{Plumbing, Session};
use super::{pathspecs, workspace_changes};
use crate::snapshot::BlobId;

/// How trees are compared, everywhere: raw, whole, and nothing guessed or run.
pub(super) const DIFF_TREE: &[&str] =
    &["-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv"];

/// Pairs of trees asked for at a time; 130 bytes each, so that a pipe of 16 KiB holds them.
const PAIRS_AT_A_TIME: usize = 100;

/// A git that dies on one tree in a row of so many is not asked on.
const MOST_GAPS: usize = 100;

/// A line that diff-tree does not understand, and therefore repeats: what came before is answered.
const END: &[u8] = b"=";

/// A commit as the way is found by.
struct Mark {
    tree: BlobId,
    time: i64,
    parents: Vec<BlobId>,
}

/// A commit to visit and the trees it is compared with; none for a root.
struct Stop {
    id: BlobId,
    tree: BlobId,
    parents: Vec<BlobId>,
}

impl Plumbing {
    /// Tells every commit that `tip` reaches and that changes the workspace, oldest first.
    pub(in crate::git) fn walk(
        &self,
        options: &WalkOptions,
        tip: CommitId,
        visit: &mut dyn FnMut(WalkEvent) -> ControlFlow<()>,
    ) -> Result<WalkEnd, GitError> {
        let mut tell = |event| if visit(event).is_break() { Err(GitError::Stopped) } else { Ok(()) };
        let marks = match options.since {
            None => self.marks(options, &[tip])?,
            // A commit that is not there any more is on no line.
            Some(since) => {
                self.marks(options, &[tip]).map_err(|_| GitError::NotOnLine).and_then(|marks| {
                    let line =
                        std::iter::successors(Some(tip.0), |id| marks.get(id)?.parents.first().copied());
                    if line.last() == Some(since.0) { Ok(marks) } else { Err(GitError::NotOnLine) }
                })?
            }
        };
        let mut cut = None;
        let stops = self.stops(&marks, &mut cut)?;
        let total = stops.len();
        let mut trees = TreePairs::new(self, &options.root)?;
        let mut instead: HashMap<BlobId, Option<BlobId>> = HashMap::new();
        let mut done = 0;
        for some in stops.chunks(PAIRS_AT_A_TIME) {
            tell(WalkEvent::Progress { done, total })?;
            let compared = trees.compare_all(some, &mut instead)?;
            let changing: Vec<CommitId> = some
                .iter()
                .zip(&compared)
                .filter(|(_, changes)| changes.as_ref().is_ok_and(|changes| !changes.is_empty()))
                .map(|(stop, _)| CommitId(stop.id))
                .collect();
            let mut revisions = self.commits(&changing)?.into_iter();
            for (stop, changes) in some.iter().zip(compared) {
                match changes {
                    Ok(changes) if changes.is_empty() => {}
                    Ok(changes) => {
                        if let Some(revision) = revisions.next() {
                            tell(WalkEvent::Step(WalkStep { revision, changes }))?;
                        }
                    }
                    Err(error) => tell(WalkEvent::Gap(WalkGap { commit: CommitId(stop.id), error }))?,
                }
            }
            done += some.len();
        }
        tell(WalkEvent::Progress { done: total, total })?;
        let incomplete_before = cut.map(|(_, id)| self.commit(CommitId(id))).transpose()?;
        Ok(WalkEnd { commits: total, incomplete_before })
    }

    /// All commits that `tips` reach and nothing hidden does, parents before children.
    pub(in crate::git) fn commits_between(
        &self,
        hidden: &[CommitId],
        tips: &[CommitId],
    ) -> Result<Vec<Revision>, GitError> {
        let options = WalkOptions { all_parents: true, hide: hidden.to_vec(), ..WalkOptions::default() };
        let marks = self.marks(&options, tips)?;
        let nodes: Vec<Node<'_>> = marks
            .iter()
            .map(|(id, mark)| Node { id: *id, time: mark.time, parents: &mark.parents })
            .collect();
        self.commits(&topological(&nodes).into_iter().map(CommitId).collect::<Vec<_>>())
    }

    /// All commits of the walk.
    fn marks(&self, options: &WalkOptions, tips: &[CommitId]) -> Result<HashMap<BlobId, Mark>, GitError> {
        // By its input, as a server may hide more refs than a command line holds.
        let mut revisions = String::new();
        for tip in tips {
            let _ = writeln!(revisions, "{tip}");
        }
        for hidden in options.hide.iter().chain(&options.since) {
            let _ = writeln!(revisions, "^{hidden}");
        }
        let mut arguments = vec!["rev-list", "--format=%H %T %ct %P", "--stdin"];
        if !options.all_parents {
            arguments.push("--first-parent");
        }
        let said = self.print_with(&arguments, revisions.as_bytes())?;
        let mut marks = HashMap::new();
        for line in said.split(|&byte| byte == b'\n') {
            let mut words = line.split(|&byte| byte == b' ');
            // `commit <id>` stands above each line of ours.
            let Some(id) = words.next().and_then(from_hex) else { continue };
            let tree = words.next().and_then(from_hex);
            let time = words.next().and_then(|word| std::str::from_utf8(word).ok()?.parse().ok());
            let Some(tree) = tree else {
                return Err(GitError::failed("git rev-list", String::from_utf8_lossy(line)));
            };
            let mut parents: Vec<BlobId> = words.filter_map(from_hex).collect();
            if self.is_cut(id) {
                parents.clear();
            }
            if !options.all_parents {
                parents.truncate(1);
            }
            marks.insert(id, Mark { tree, time: time.unwrap_or(0), parents });
        }
        Ok(marks)
    }

    fn stops(
        &self,
        marks: &HashMap<BlobId, Mark>,
        cut: &mut Option<(i64, BlobId)>,
    ) -> Result<Vec<Stop>, GitError> {
        let nodes: Vec<Node<'_>> = marks
            .iter()
            .map(|(id, mark)| Node { id: *id, time: mark.time, parents: &mark.parents })
            .collect();
        let mut stops = Vec::with_capacity(marks.len());
        for id in topological(&nodes) {
            let Some(mark) = marks.get(&id) else { continue };
            if self.is_cut(id) {
                *cut = (*cut).max(Some((mark.time, id)));
            }
            let mut parents = Vec::with_capacity(mark.parents.len());
            for parent in &mark.parents {
                parents.push(match marks.get(parent) {
                    Some(mark) => mark.tree,
                    // Beyond the walk's edge: hidden, and yet what its children are compared with.
                    None => self.tree_of(*parent)?,
                });
            }
            stops.push(Stop { id, tree: mark.tree, parents });
        }
        Ok(stops)
    }

    fn tree_of(&self, commit: BlobId) -> Result<BlobId, GitError> {
        let said = self.print(&["rev-parse", "--verify", "--quiet", &format!("{commit}^{{tree}}")])?;
        from_hex(said.trim_ascii())
            .ok_or_else(|| GitError::failed(format!("reading commit {commit}"), "no tree"))
    }
}

/// Compares pairs of trees with one running git, started again where it dies on a tree.
struct TreePairs<'p> {
    plumbing: &'p Plumbing,
    root: &'p str,
    session: Session,
    gaps: usize,
}

impl<'p> TreePairs<'p> {
    fn new(plumbing: &'p Plumbing, root: &'p str) -> Result<Self, GitError> {
        Ok(Self { plumbing, root, session: start(plumbing, root)?, gaps: 0 })
    }

    /// What each commit changes, or why that cannot be told.
    fn compare_all(
        &mut self,
        stops: &[Stop],
        instead: &mut HashMap<BlobId, Option<BlobId>>,
    ) -> Result<Vec<Result<Vec<PathChange>, String>>, GitError> {
        let empty = self.plumbing.empty_tree();
        let bases = |stop: &Stop, instead: &HashMap<BlobId, Option<BlobId>>| -> Vec<String> {
            let name = |tree: Option<BlobId>| tree.map_or_else(|| empty.to_owned(), |id| id.to_string());
            if stop.parents.is_empty() {
                return vec![empty.to_owned()];
            }
            stop.parents.iter().map(|tree| name(instead.get(tree).copied().unwrap_or(Some(*tree)))).collect()
        };
        let pairs: Vec<(String, String)> = stops
            .iter()
            .flat_map(|stop| bases(stop, instead).into_iter().map(|base| (base, stop.tree.to_string())))
            .collect();
        if let Ok(answers) = self.answers(&pairs) {
            let mut answers = answers.into_iter();
            return Ok(stops
                .iter()
                .map(|stop| Ok(differing_from_all(answers.by_ref().take(stop.parents.len().max(1)))))
                .collect());
        }
        // Some tree is missing or broken: one by one, to tell which.
        self.session = start(self.plumbing, self.root)?;
        let mut told = Vec::with_capacity(stops.len());
        for stop in stops {
            let mut answers = Vec::new();
            let mut gap = None;
            for base in bases(stop, instead) {
                match self.plumbing.tree_changes(&base, &stop.tree.to_string(), self.root) {
                    Ok(changes) => answers.push(changes),
                    Err(error) => gap = Some(error),
                }
            }
            told.push(match gap {
                None => Ok(differing_from_all(answers.into_iter())),
                Some(error) => {
                    self.gaps += 1;
                    if self.gaps > MOST_GAPS {
                        return Err(error);
                    }
                    let base = stop.parents.first().copied();
                    let base = base.and_then(|tree| instead.get(&tree).copied().unwrap_or(Some(tree)));
                    instead.insert(stop.tree, base);
                    Err(error.to_string())
                }
            });
        }
        Ok(told)
    }

    fn answers(&mut self, pairs: &[(String, String)]) -> Result<Vec<Vec<PathChange>>, GitError> {
        let mut answers = Vec::with_capacity(pairs.len());
        for some in pairs.chunks(PAIRS_AT_A_TIME) {
            let mut question: Vec<u8> =
                some.iter().flat_map(|(old, new)| format!("{old} {new}\n").into_bytes()).collect();
            question.extend_from_slice(END);
            question.push(b'\n');
            self.session.ask(&question).map_err(|error| GitError::failed("git diff-tree", error))?;
            self.answer(some, &mut answers)?;
        }
        Ok(answers)
    }

    /// Reads as many answers as there are pairs; each opens with the pair itself.
    fn answer(
        &mut self,
        pairs: &[(String, String)],
        answers: &mut Vec<Vec<PathChange>>,
    ) -> Result<(), GitError> {
        let wrong = || GitError::failed("git diff-tree", "an answer to nothing that was asked");
        let mut waiting = pairs.iter();
        let mut records: Option<Vec<raw::RawChange>> = None;
        loop {
            match raw::next(&mut self.session.output)? {
                Next::Record(record) => {
                    let records = records.as_mut().ok_or_else(wrong)?;
                    records.push(record);
                    if records.len() > raw::MOST_RECORDS {
                        return Err(raw::too_many());
                    }
                }
                Next::Line(line) => {
                    if let Some(records) = records.take() {
                        answers.push(workspace_changes(records, self.root));
                    }
                    if line == END {
                        return if waiting.next().is_none() { Ok(()) } else { Err(wrong()) };
                    }
                    let (old, new) = waiting.next().ok_or_else(wrong)?;
                    if line != format!("{old} {new}").as_bytes() {
                        return Err(wrong());
                    }
                    records = Some(Vec::new());
                }
                Next::End => return Err(GitError::failed("git diff-tree", "git ended early")),
            }
        }
    }
}

fn start(plumbing: &Plumbing, root: &str) -> Result<Session, GitError> {
    let specs = pathspecs(root);
    let mut arguments = vec!["diff-tree", "--stdin"];
    arguments.extend_from_slice(DIFF_TREE);
    arguments.push("--");
    arguments.extend(specs.iter().map(String::as_str));
    plumbing.session(&arguments)
}

/// The paths that every comparison tells, as the first tells them.
fn differing_from_all(mut comparisons: impl Iterator<Item = Vec<PathChange>>) -> Vec<PathChange> {
    let mut changes = comparisons.next().unwrap_or_default();
    for other in comparisons {
        changes.retain(|change| other.binary_search_by(|other| other.path.cmp(&change.path)).is_ok());
    }
    changes
}
