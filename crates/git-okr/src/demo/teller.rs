//! Turns the timeline into commits. A branch starts from where the main line stands at its first commit; a merge does
//! to the main line what was done on the branch, and then what only the merge does.

use std::collections::BTreeMap;

use okr_core::git::{CommitId, HistoryBuilder, NewCommit, Person};

use super::timeline::{Deed, deeds};
use super::workspace::{Act, Workspace};
use super::{DemoError, story_error};

/// Where a branch stands.
#[derive(Debug, Clone, Default)]
struct Line {
    tip: Option<CommitId>,
    workspace: Workspace,
    files: BTreeMap<String, String>,
    /// What was done since it left the main line.
    acts: Vec<Act>,
}

/// Writes every commit.
pub(super) fn tell(history: &mut HistoryBuilder) -> Result<(), DemoError> {
    let deeds = deeds()?;
    let mut main = Line::default();
    let mut branches: BTreeMap<&str, Line> = BTreeMap::new();
    for deed in &deeds {
        if !deed.branch.is_empty() {
            let line =
                branches.entry(deed.branch).or_insert_with(|| Line { acts: Vec::new(), ..main.clone() });
            let new = line.advance(deed, &deed.acts)?;
            let parents: Vec<CommitId> = line.tip.into_iter().collect();
            line.tip = Some(history.commit_aside(&new, &parents)?);
            line.acts.extend(&deed.acts);
            continue;
        }
        let mut parents: Vec<CommitId> = main.tip.into_iter().collect();
        let mut acts = Vec::new();
        if !deed.merges.is_empty() {
            let merged = branches.remove(deed.merges).ok_or_else(|| story_error("a branch", deed.merges))?;
            parents.extend(merged.tip);
            acts = merged.acts;
        }
        acts.extend(&deed.acts);
        let new = main.advance(deed, &acts)?;
        main.tip = Some(history.commit_merge(&new, &parents)?);
    }
    match branches.keys().next() {
        Some(left) => Err(story_error("a branch that nobody merges", left)),
        None => Ok(()),
    }
}

impl Line {
    /// Lets the deed happen here, and gives the commit that says so.
    fn advance(&mut self, deed: &Deed, acts: &[Act]) -> Result<NewCommit, DemoError> {
        acts.iter().try_for_each(|act| self.workspace.apply(act))?;
        let files = self.workspace.files();
        let gone = self.files.keys().filter(|path| !files.contains_key(*path));
        let mut changes: BTreeMap<String, Option<Vec<u8>>> = gone.map(|path| (path.clone(), None)).collect();
        for (path, text) in &files {
            if self.files.get(path) != Some(text) {
                changes.insert(path.clone(), Some(text.clone().into_bytes()));
            }
        }
        if changes.is_empty() {
            return Err(story_error("a commit that changes nothing", &deed.message));
        }
        self.files = files;
        Ok(NewCommit {
            changes,
            author: Person { name: deed.by.name.to_owned(), email: deed.by.email.to_owned() },
            at: deed.at,
            offset_minutes: deed.offset.seconds() / 60,
            message: deed.message.clone(),
        })
    }
}
