//! What libgit2 and git must agree on.

use std::path::Path;

use super::super::{CommitId, Environment, GitError, Repository, Source, Walk, WalkOptions};
use super::sandbox::{open, through_git};
use crate::snapshot::FileSet;

/// Asks both readers everything about a repository; the answers of the first.
pub(super) fn agree(folder: &Path) -> Repository {
    let repository = open(folder);
    compare(&repository, &through_git(folder));
    repository
}

/// As [`agree`], in a hook's environment.
pub(super) fn agree_in(folder: &Path, environment: &Environment) -> Repository {
    let repository = Repository::open(folder, environment).unwrap();
    compare(&repository, &Repository::open_through_git(folder, environment).unwrap());
    repository
}

fn compare(one: &Repository, other: &Repository) {
    let canonical = |path: &Path| path.canonicalize().unwrap();
    assert_eq!(one.top().map(canonical), other.top().map(canonical));
    assert_eq!(canonical(one.git_dir()), canonical(other.git_dir()));
    assert_eq!(canonical(one.common_dir()), canonical(other.common_dir()));
    assert_eq!(one.is_bare(), other.is_bare());
    assert_eq!(one.is_shallow(), other.is_shallow());
    assert_eq!(one.head().unwrap(), other.head().unwrap());
    for rev in ["HEAD", "HEAD~1", "HEAD^{/goals}", ":/goals", "@{upstream}", "main", "nothing", "HEAD:okrs"] {
        assert_eq!(one.resolve(rev).ok(), other.resolve(rev).ok(), "{rev}");
    }
    assert_eq!(one.upstream().unwrap(), other.upstream().unwrap());
    for root in ["", "goals/"] {
        for source in [Source::WorkTree, Source::Index] {
            assert_eq!(files(one, source, root), files(other, source, root), "{source:?}");
            assert_eq!(
                one.find_root("okrs/2026-Q1", source).map_err(told),
                other.find_root("okrs/2026-Q1", source).map_err(told)
            );
        }
        if let Some(head) = one.head().unwrap() {
            states(one, other, head, root);
        }
    }
}

fn states(one: &Repository, other: &Repository, head: CommitId, root: &str) {
    let source = Source::Commit(head);
    assert_eq!(files(one, source, root), files(other, source, root));
    assert_eq!(one.commit(head).unwrap(), other.commit(head).unwrap());
    let found = one.find_root("okrs/2026-Q1", source).map_err(told);
    assert_eq!(found, other.find_root("okrs/2026-Q1", source).map_err(told));
    let parent = one.commit(head).unwrap().parents.first().copied();
    for all_parents in [false, true] {
        for hide in [Vec::new(), parent.into_iter().collect()] {
            let options = WalkOptions { root: root.to_owned(), all_parents, hide, since: None };
            same_walk(&walk(one, &options, head), &walk(other, &options, head));
        }
    }
    if let Some(parent) = parent {
        assert_eq!(
            one.changed_paths(Some(parent), Some(head), root).unwrap(),
            other.changed_paths(Some(parent), Some(head), root).unwrap()
        );
        let base = one.merge_base(head, parent).map_err(told);
        assert_eq!(base, other.merge_base(head, parent).map_err(told));
    }
}

pub(super) fn same_walk(one: &Walk, other: &Walk) {
    assert_eq!(one.steps, other.steps);
    let gaps = |walk: &Walk| walk.gaps.iter().map(|gap| gap.commit).collect::<Vec<_>>();
    assert_eq!(gaps(one), gaps(other));
    assert_eq!(one.end.commits, other.end.commits);
    assert_eq!(one.end.incomplete_before, other.end.incomplete_before);
}

pub(super) fn walk(repository: &Repository, options: &WalkOptions, tip: CommitId) -> Walk {
    repository.walk(options, tip, &mut |_, _| {}).unwrap()
}

/// The files at a state, with the readers' own words on absent objects left out.
fn files(repository: &Repository, source: Source, root: &str) -> Result<FileSet, String> {
    use crate::snapshot::FileProblem::Absent;
    let mut files = repository.files(source, root).map_err(told)?;
    for file in files.files.values_mut() {
        if let Err(Absent(why)) = &mut file.content {
            why.clear();
        }
    }
    Ok(files)
}

/// The kind of an error; its words differ from reader to reader.
fn told(error: GitError) -> String {
    match error {
        GitError::Failed { .. } => "failed".to_owned(),
        error => error.to_string(),
    }
}
