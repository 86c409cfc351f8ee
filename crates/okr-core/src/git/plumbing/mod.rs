//! The reader through git's own plumbing commands: for every repository that git itself can read, and the
//! second opinion for those that libgit2 reads too. Nothing a repository says can make git run a program
//! here; see [`run`].

mod config;
mod index;
mod names;
mod objects;
mod open;
mod raw;
mod rev;
mod run;
mod walk;

use super::PathChange;
use crate::snapshot::FileRole;
use raw::RawChange;
pub(super) use run::Plumbing;

/// What of git's raw records are changes of the workspace at `root`, by path.
fn workspace_changes(records: Vec<RawChange>, root: &str) -> Vec<PathChange> {
    let mut changes: Vec<PathChange> = records
        .into_iter()
        .filter(|record| FileRole::of(root, &record.path).is_some() && !record.only_the_mode_changed())
        .map(|record| PathChange {
            before: record.before.is_file().then_some(record.before.id),
            after: record.after.is_file().then_some(record.after.id),
            special: record.after.is_special(),
            path: record.path,
        })
        .collect();
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

/// The paths that can hold files of the workspace at `root`, as arguments to git.
fn pathspecs(root: &str) -> [String; 3] {
    [format!("{root}okr.yaml"), format!("{root}okrs"), format!("{root}teams.yaml")]
}
