//! What a review compares with: merge bases, and the upstream when nothing is named.

use super::super::GitError;
use super::both_readers::agree;
use super::sandbox::{Sandbox, open, through_git};

#[test]
fn the_base_is_where_the_branch_left() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["checkout", "-q", "-b", "topic"]);
    sandbox.commit(&path, "okrs/t.yaml", "t");
    sandbox.git(&path, &["checkout", "-q", "main"]);
    sandbox.commit(&path, "okrs/m.yaml", "m");
    let repository = agree(&path);
    let id = |rev: &str| repository.resolve(rev).unwrap();
    assert_eq!(repository.merge_base(id("main"), id("topic")).unwrap(), id("main~1"));
    assert_eq!(repository.merge_base(id("main"), id("main")).unwrap(), id("main"));

    sandbox.git(&path, &["checkout", "-q", "--orphan", "stranger"]);
    sandbox.git(&path, &["commit", "-q", "-m", "stranger"]);
    for repository in [open(&path), through_git(&path)] {
        let base = repository.merge_base(id("main"), repository.resolve("stranger").unwrap());
        assert!(matches!(base, Err(GitError::Unrelated(..))), "{base:?}");
    }
}

#[test]
fn a_shallow_clone_says_that_it_hides_the_base() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["checkout", "-q", "-b", "topic"]);
    sandbox.commit(&path, "okrs/t.yaml", "t");
    sandbox.git(&path, &["checkout", "-q", "main"]);
    sandbox.commit(&path, "okrs/m.yaml", "m");
    let url = format!("file://{}", path.display());
    sandbox.git(&path, &["clone", "-q", "--depth", "1", "--no-single-branch", &url, "../shallow"]);
    let shallow = sandbox.path("shallow");
    for repository in [open(&shallow), through_git(&shallow)] {
        let id = |rev: &str| repository.resolve(rev).unwrap();
        let base = repository.merge_base(id("origin/main"), id("origin/topic"));
        assert!(matches!(base, Err(GitError::Shallow(..))), "{base:?}");
    }
}

#[test]
fn the_upstream_of_the_branch_else_the_remotes_default() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    assert_eq!(agree(&path).upstream().unwrap(), None);
    sandbox.git(&path, &["clone", "-q", ".", "../clone"]);
    let clone = sandbox.path("clone");
    sandbox.git(&clone, &["checkout", "-q", "-b", "topic", "--no-track"]);
    let upstream = agree(&clone).upstream().unwrap().unwrap();
    assert_eq!(upstream.name, "origin/main");
    sandbox.git(&clone, &["branch", "-q", "--set-upstream-to", "main"]);
    assert_eq!(agree(&clone).upstream().unwrap().unwrap().name, "main");
    sandbox.git(&clone, &["checkout", "-q", "--detach"]);
    assert_eq!(agree(&clone).upstream().unwrap().unwrap().name, "origin/main");
}

#[test]
fn every_way_to_name_a_commit() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["tag", "-a", "-m", "v1", "v1"]);
    sandbox.commit(&path, "okrs/a.yaml", "a");
    sandbox.git(&path, &["checkout", "-q", "-b", "topic"]);
    let head = sandbox.git(&path, &["rev-parse", "HEAD"]);
    let described = sandbox.git(&path, &["describe"]);
    for rev in [
        "v1",
        "v1^{commit}",
        "tags/v1",
        "HEAD^",
        "@~1",
        "@{-1}~1",
        "main@{0}",
        "topic^0",
        &head[..7],
        &described,
        ":/okrs",
        "HEAD^{/goals}",
    ] {
        // `:/text` takes all that follows for text.
        let peeled = if rev.starts_with(":/") { rev.to_owned() } else { format!("{rev}^0") };
        let expected = sandbox.git(&path, &["rev-parse", &peeled]);
        for repository in [open(&path), through_git(&path)] {
            assert_eq!(repository.resolve(rev).unwrap().to_string(), expected, "{rev}");
        }
    }
}
