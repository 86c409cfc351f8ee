//! Walking a history through libgit2: commits and trees are read raw and compared by our own code,
//! several times as fast as one of libgit2's diffs for each commit.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::super::compare::compare;
use super::super::error::Doing;
use super::super::id::{from_oid, to_oid};
use super::super::order::{Node, topological};
use super::super::revision::{WalkEnd, WalkEvent, WalkGap};
use super::super::{CommitId, GitError, PathChange, Revision, WalkOptions, WalkStep};
use super::packs::PackedObject;
use super::{Native, Trees, parse_commit};
use crate::snapshot::BlobId;

/// A commit to visit, oldest first.
struct Stop {
    id: BlobId,
    tree: BlobId,
    /// Trees of the parents that are followed.
    parents: Vec<BlobId>,
    /// The commit object, where it was read already and memory allows to keep it.
    object: Option<PackedObject>,
}

/// Commit objects kept from finding the way until they are told: those of a hundred thousand ordinary
/// commits fit in.
const MOST_KEPT: usize = 64 << 20;

/// What is read of a commit to find the way.
struct Waymark {
    tree: BlobId,
    parents: Vec<BlobId>,
    committed: i64,
}

impl Native {
    /// Tells every commit that `tip` reaches and that changes the workspace, oldest first.
    pub(in crate::git) fn walk(
        &self,
        options: &WalkOptions,
        tip: CommitId,
        visit: &mut dyn FnMut(WalkEvent) -> ControlFlow<()>,
    ) -> Result<WalkEnd, GitError> {
        let odb = self.repo.odb().doing(|| "opening the object store")?;
        let mut tell = |event| if visit(event).is_break() { Err(GitError::Stopped) } else { Ok(()) };
        let mut cuts = Vec::new();
        let mut gaps = Vec::new();
        let stops = if options.all_parents || !options.hide.is_empty() {
            self.all(&odb, options, &[tip], &mut cuts)?
        } else {
            self.chain(&odb, tip, options.since, &mut cuts, &mut gaps)?
        };
        let total = stops.len();
        for gap in gaps {
            tell(WalkEvent::Gap(gap))?;
        }
        let mut trees = Trees::of(self)?;
        // Where a tree cannot be read, its children are compared with the last tree that could be.
        let mut instead: HashMap<BlobId, Option<BlobId>> = HashMap::new();
        for (done, stop) in stops.into_iter().enumerate() {
            if done % 512 == 0 {
                tell(WalkEvent::Progress { done, total })?;
            }
            let bases: Vec<Option<BlobId>> =
                stop.parents.iter().map(|tree| instead.get(tree).copied().unwrap_or(Some(*tree))).collect();
            match changes(&mut trees, &options.root, &bases, stop.tree) {
                Ok(changes) if changes.is_empty() => {}
                Ok(changes) => {
                    let kept = stop.object.as_ref().and_then(parse_commit);
                    let revision = match kept {
                        Some(commit) => self.told(CommitId(stop.id), &commit),
                        None => self.revision(&odb, CommitId(stop.id))?,
                    };
                    tell(WalkEvent::Step(WalkStep { revision, changes }))?;
                }
                Err(error) => {
                    instead.insert(stop.tree, bases.first().copied().flatten());
                    tell(WalkEvent::Gap(WalkGap { commit: CommitId(stop.id), error: error.to_string() }))?;
                }
            }
        }
        tell(WalkEvent::Progress { done: total, total })?;
        let newest = cuts.into_iter().max();
        let incomplete_before = newest.map(|(_, id)| self.revision(&odb, CommitId(id))).transpose()?;
        Ok(WalkEnd { commits: total, incomplete_before })
    }

    /// All commits that `tips` reach and nothing hidden does, parents before children.
    pub(in crate::git) fn commits_between(
        &self,
        hidden: &[CommitId],
        tips: &[CommitId],
    ) -> Result<Vec<Revision>, GitError> {
        let odb = self.repo.odb().doing(|| "opening the object store")?;
        let options = WalkOptions { all_parents: true, hide: hidden.to_vec(), ..WalkOptions::default() };
        let marks = self.marks(&odb, &options, tips)?;
        let nodes: Vec<Node<'_>> = marks
            .iter()
            .map(|(id, mark)| Node { id: *id, time: mark.committed, parents: &mark.parents })
            .collect();
        topological(&nodes).into_iter().map(|id| self.revision(&odb, CommitId(id))).collect()
    }

    /// `tip` and its first parents, oldest first; back to `since`, which is not among them.
    fn chain(
        &self,
        odb: &git2::Odb<'_>,
        tip: CommitId,
        since: Option<CommitId>,
        cuts: &mut Vec<(i64, BlobId)>,
        gaps: &mut Vec<WalkGap>,
    ) -> Result<Vec<Stop>, GitError> {
        let mut stops: Vec<Stop> = Vec::new();
        let mut at = Some(tip.0);
        let mut younger: Option<(i64, BlobId)> = None;
        let mut kept = 0;
        while let Some(id) = at {
            let (mark, object) = match (self.read_waymark(odb, id), younger) {
                (Ok(read), _) => read,
                (Err(error), None) => return Err(error),
                // Lost below here: what there is is told, and that it is not all.
                (Err(error), Some(last)) => {
                    cuts.push(last);
                    gaps.push(WalkGap { commit: CommitId(id), error: error.to_string() });
                    break;
                }
            };
            if let Some(last) = stops.last_mut() {
                last.parents.push(mark.tree);
            }
            if since == Some(CommitId(id)) {
                stops.reverse();
                return Ok(stops);
            }
            kept += object.bytes.len();
            let object = (kept <= MOST_KEPT).then_some(object);
            stops.push(Stop { id, tree: mark.tree, parents: Vec::new(), object });
            younger = Some((mark.committed, id));
            at = mark.parents.first().copied();
            if self.is_cut(id) {
                cuts.push((mark.committed, id));
                at = None;
            }
        }
        if since.is_some() {
            return Err(GitError::NotOnLine);
        }
        stops.reverse();
        Ok(stops)
    }

    /// All commits that `tip` reaches by the parents that are followed and that nothing hidden reaches,
    /// parents before children.
    fn all(
        &self,
        odb: &git2::Odb<'_>,
        options: &WalkOptions,
        tips: &[CommitId],
        cuts: &mut Vec<(i64, BlobId)>,
    ) -> Result<Vec<Stop>, GitError> {
        let marks = self.marks(odb, options, tips)?;
        let nodes: Vec<Node<'_>> = marks
            .iter()
            .map(|(id, mark)| Node { id: *id, time: mark.committed, parents: &mark.parents })
            .collect();
        let mut stops = Vec::with_capacity(marks.len());
        for id in topological(&nodes) {
            let Some(mark) = marks.get(&id) else { continue };
            if self.is_cut(id) {
                cuts.push((mark.committed, id));
            }
            let parents = mark
                .parents
                .iter()
                .map(|parent| match marks.get(parent) {
                    Some(mark) => Ok(mark.tree),
                    None => self.read_waymark(odb, *parent).map(|(mark, _)| mark.tree),
                })
                .collect::<Result<_, _>>()?;
            stops.push(Stop { id, tree: mark.tree, parents, object: None });
        }
        Ok(stops)
    }

    /// The commits that nothing hidden reaches, where anything is hidden.
    fn not_hidden(
        &self,
        options: &WalkOptions,
        tips: &[CommitId],
    ) -> Result<Option<HashSet<BlobId>>, GitError> {
        if options.hide.is_empty() {
            return Ok(None);
        }
        let doing = || "walking the history";
        let mut walk = self.repo.revwalk().doing(doing)?;
        for tip in tips {
            walk.push(to_oid(tip.0)?).doing(doing)?;
        }
        for hidden in &options.hide {
            walk.hide(to_oid(hidden.0)?).doing(doing)?;
        }
        walk.map(|oid| oid.map(from_oid).doing(doing)).collect::<Result<_, _>>().map(Some)
    }

    fn marks(
        &self,
        odb: &git2::Odb<'_>,
        options: &WalkOptions,
        tips: &[CommitId],
    ) -> Result<HashMap<BlobId, Waymark>, GitError> {
        let open = self.not_hidden(options, tips)?;
        let mut marks = HashMap::new();
        let mut ahead: Vec<BlobId> = tips.iter().map(|tip| tip.0).collect();
        while let Some(id) = ahead.pop() {
            if open.as_ref().is_some_and(|open| !open.contains(&id)) || marks.contains_key(&id) {
                continue;
            }
            let (mut mark, _) = self.read_waymark(odb, id)?;
            if self.is_cut(id) {
                mark.parents.clear();
            }
            if !options.all_parents {
                mark.parents.truncate(1);
            }
            ahead.extend_from_slice(&mark.parents);
            marks.insert(id, mark);
        }
        Ok(marks)
    }
}

impl Native {
    fn read_waymark(&self, odb: &git2::Odb<'_>, id: BlobId) -> Result<(Waymark, PackedObject), GitError> {
        let doing = || format!("reading commit {id}");
        let object = self.object(odb, id).doing(doing)?;
        let commit = parse_commit(&object).ok_or_else(|| GitError::failed(doing(), "not a commit"))?;
        let mark = Waymark { tree: commit.tree, committed: commit.committed(), parents: commit.parents };
        Ok((mark, object))
    }
}

/// What a commit changes: against its only parent, or for a merge what differs from every parent.
fn changes(
    trees: &mut Trees<'_>,
    root: &str,
    parents: &[Option<BlobId>],
    tree: BlobId,
) -> Result<Vec<PathChange>, GitError> {
    if parents.contains(&Some(tree)) {
        return Ok(Vec::new());
    }
    let mut read = |id| trees.read(id);
    let first = parents.first().copied().flatten();
    let mut changes = compare(&mut read, root, first, Some(tree))?;
    for parent in parents.iter().skip(1) {
        if changes.is_empty() {
            break;
        }
        let others = compare(&mut read, root, *parent, Some(tree))?;
        changes.retain(|change| others.binary_search_by(|other| other.path.cmp(&change.path)).is_ok());
    }
    Ok(changes)
}
