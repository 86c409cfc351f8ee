//! Where the workspace stands at each state that a hook looks at. A folder that is renamed moves its workspace: the
//! goals before are read where they stood, those after where they stand, and identity does the rest.

use std::collections::{BTreeMap, BTreeSet};

use okr_core::git::{CommitId, RefUpdate, Repository, Source};

use super::tell;
use crate::error::CommandError;

/// Where the workspace stood before the commit that is being made, and where it stands in the index.
pub(super) struct StagedRoots {
    pub(super) before: String,
    pub(super) after: String,
}

/// Looks in the index and at `head`. Where only one of the two has a workspace, the other is looked at in the same
/// place: it is coming, or being taken away.
pub(super) fn staged(
    repository: &Repository,
    folder: &str,
    head: Option<CommitId>,
) -> Result<Option<StagedRoots>, CommandError> {
    let mut before = None;
    if let Some(head) = head {
        before = named(repository, folder, Source::Commit(head))?;
        if before.is_none() {
            before = tell::only(repository.workspaces(Some(head))?);
        }
    }
    let mut after = match &before {
        Some(root) if repository.holds_workspace(Source::Index, root)? => Some(root.clone()),
        Some(_) | None => named(repository, folder, Source::Index)?,
    };
    if after.is_none() {
        let mut nested = repository.workspaces(None)?;
        after = match &before {
            // Of several, none is known to be the one that moved: it is gone.
            Some(_) if nested.len() > 1 => None,
            Some(_) => nested.pop(),
            None => tell::only(nested),
        };
    }
    Ok(match (before, after) {
        (None, None) => None,
        (Some(root), None) | (None, Some(root)) => Some(StagedRoots { before: root.clone(), after: root }),
        (Some(before), Some(after)) => Some(StagedRoots { before, after }),
    })
}

/// The workspace above a folder, or the one that the settings name, if it is there.
fn named(repository: &Repository, folder: &str, at: Source) -> Result<Option<String>, CommandError> {
    let Some(root) = repository.find_root(folder, at)? else { return Ok(None) };
    Ok(repository.holds_workspace(at, &root)?.then_some(root))
}

/// Where the workspace stands at the commits of a push.
pub(super) struct Roots<'a> {
    repository: &'a Repository,
    updates: &'a [RefUpdate],
    /// Folders that some state of the push has a workspace in; looked for once, where nothing else answers.
    nested: Option<Vec<String>>,
    known: BTreeMap<CommitId, Option<String>>,
    /// Whether it was said that there are several.
    told: bool,
}

/// All the names of this many states are looked at for a workspace, and of no more.
const STATES: usize = 16;

impl<'a> Roots<'a> {
    pub(super) fn new(repository: &'a Repository, updates: &'a [RefUpdate]) -> Self {
        Self { repository, updates, nested: None, known: BTreeMap::new(), told: false }
    }

    /// The workspace's folder at a commit; of several the one that stood `near`, at its parent.
    pub(super) fn at(
        &mut self,
        commit: CommitId,
        near: Option<&str>,
    ) -> Result<Option<String>, CommandError> {
        if let Some(root) = self.known.get(&commit) {
            return Ok(root.clone());
        }
        let root = self.look(Source::Commit(commit), near)?;
        self.known.insert(commit, root.clone());
        Ok(root)
    }

    fn look(&mut self, at: Source, near: Option<&str>) -> Result<Option<String>, CommandError> {
        if let Some(near) = near
            && self.repository.holds_workspace(at, near)?
        {
            return Ok(Some(near.to_owned()));
        }
        if let Some(root) = named(self.repository, "", at)? {
            return Ok(Some(root));
        }
        let mut there = Vec::new();
        for root in self.nested()? {
            if self.repository.holds_workspace(at, &root)? {
                there.push(root);
            }
        }
        // Of several, none is known to be the one that moved; and it is said once that nothing is judged.
        if there.len() > 1 && (near.is_some() || std::mem::replace(&mut self.told, true)) {
            return Ok(None);
        }
        Ok(tell::only(there))
    }

    /// Looks at what the refs pointed to and at what they are to point to.
    fn nested(&mut self) -> Result<Vec<String>, CommandError> {
        if let Some(found) = &self.nested {
            return Ok(found.clone());
        }
        let ids = self.updates.iter().flat_map(|update| [update.before, update.after]).flatten();
        let commits: BTreeSet<CommitId> =
            ids.filter_map(|id| self.repository.resolve(&id.to_string()).ok()).collect();
        let mut found = BTreeSet::new();
        for commit in self.repository.head()?.into_iter().chain(commits).take(STATES) {
            found.extend(self.repository.workspaces(Some(commit))?);
        }
        Ok(self.nested.insert(found.into_iter().collect()).clone())
    }
}
