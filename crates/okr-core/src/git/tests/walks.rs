//! What a walk tells, on histories small enough to know.

use std::ops::ControlFlow;

use super::super::{CommitId, GitError, PathChange, Repository, WalkEvent, WalkOptions};
use super::both_readers::{agree, same_walk, walk};
use super::sandbox::{Sandbox, open, through_git};

fn told(repository: &Repository, options: &WalkOptions) -> Vec<(String, Vec<String>)> {
    let head = repository.head().unwrap().unwrap();
    let paths = |changes: Vec<PathChange>| changes.into_iter().map(|change| change.path).collect();
    walk(repository, options, head)
        .steps
        .into_iter()
        .map(|step| (step.revision.message.trim_end().to_owned(), paths(step.changes)))
        .collect()
}

fn step(message: &str, paths: &[&str]) -> (String, Vec<String>) {
    (message.to_owned(), paths.iter().map(|path| (*path).to_owned()).collect())
}

/// main: start, ours, merge (with a change of its own), last; topic: two commits on start.
fn with_merge(sandbox: &Sandbox) -> std::path::PathBuf {
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["checkout", "-q", "-b", "topic"]);
    sandbox.commit(&path, "okrs/t.yaml", "topic one");
    sandbox.commit(&path, "okrs/t.yaml", "topic two");
    sandbox.git(&path, &["checkout", "-q", "main"]);
    sandbox.commit(&path, "okrs/m.yaml", "main");
    sandbox.git(&path, &["merge", "-q", "--no-commit", "topic"]);
    super::sandbox::write(&path, "okrs/evil.yaml", "only in the merge");
    sandbox.git(&path, &["add", "."]);
    sandbox.git(&path, &["commit", "-q", "-m", "merge"]);
    sandbox.commit(&path, "src/lib.rs", "not ours");
    sandbox.commit(&path, "okrs/last.yaml", "last");
    path
}

#[test]
fn first_parents_tell_a_merge_as_what_it_brought() {
    let sandbox = Sandbox::new();
    let repository = agree(&with_merge(&sandbox));
    let start = ["okr.yaml", "okrs/2026-Q1/payments.yaml", "okrs/2026-Q1/search/core.yml", "teams.yaml"];
    let told = told(&repository, &WalkOptions::default());
    assert_eq!(
        told,
        [
            step("Write down the goals", &start),
            step("okrs/m.yaml", &["okrs/m.yaml"]),
            step("merge", &["okrs/evil.yaml", "okrs/t.yaml"]),
            step("okrs/last.yaml", &["okrs/last.yaml"]),
        ]
    );
}

#[test]
fn all_parents_tell_of_a_merge_only_what_no_parent_had() {
    let sandbox = Sandbox::new();
    let repository = agree(&with_merge(&sandbox));
    let options = WalkOptions { all_parents: true, ..WalkOptions::default() };
    let told = told(&repository, &options);
    let merge = told.iter().position(|(message, _)| message == "merge").unwrap();
    assert_eq!(told[merge].1, ["okrs/evil.yaml"]);
    let mut before: Vec<&str> = told[1..merge].iter().map(|(message, _)| message.as_str()).collect();
    before.sort_unstable();
    assert_eq!(before, ["okrs/m.yaml", "okrs/t.yaml", "okrs/t.yaml"]);
    assert_eq!(told.len(), 6);
}

#[test]
fn what_is_hidden_is_left_out_with_all_that_it_reaches() {
    let sandbox = Sandbox::new();
    let path = with_merge(&sandbox);
    let repository = agree(&path);
    let hide = |rev: &str| vec![repository.resolve(rev).unwrap()];
    for all_parents in [false, true] {
        let options = WalkOptions { hide: hide("HEAD~1"), all_parents, ..WalkOptions::default() };
        assert_eq!(told(&repository, &options), [step("okrs/last.yaml", &["okrs/last.yaml"])]);
        let options = WalkOptions { hide: hide("HEAD"), all_parents, ..WalkOptions::default() };
        assert_eq!(told(&repository, &options), []);
    }
    // The topic, hidden, takes the start along; what stands on the other parent stays.
    let options = WalkOptions { hide: hide("topic"), ..WalkOptions::default() };
    let messages: Vec<String> = told(&repository, &options).into_iter().map(|(message, _)| message).collect();
    assert_eq!(messages, ["okrs/m.yaml", "merge", "okrs/last.yaml"]);
}

#[test]
fn a_walk_can_be_stopped_and_tells_how_far_it_is() {
    let sandbox = Sandbox::new();
    let path = with_merge(&sandbox);
    for repository in [open(&path), through_git(&path)] {
        let head = repository.head().unwrap().unwrap();
        let mut steps = 0;
        let end = repository.walk_with(&WalkOptions::default(), head, &mut |event| {
            if matches!(event, WalkEvent::Step(_)) {
                steps += 1;
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        assert!(matches!(end, Err(GitError::Stopped)));
        assert_eq!(steps, 1);
        let mut heard = Vec::new();
        repository.walk(&WalkOptions::default(), head, &mut |done, total| heard.push((done, total))).unwrap();
        assert_eq!((heard.first(), heard.last()), (Some(&(0, 5)), Some(&(5, 5))));
    }
}

#[test]
fn a_lost_commit_or_tree_is_told_and_the_walk_goes_on() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    for n in 0..4 {
        sandbox.commit(&path, "okrs/a.yaml", &format!("{n}"));
    }
    let lose = |rev: &str| {
        let id = sandbox.git(&path, &["rev-parse", rev]);
        let file = path.join(".git/objects").join(&id[..2]).join(&id[2..]);
        std::fs::remove_file(file).unwrap();
        id
    };
    let lost_in = sandbox.git(&path, &["rev-parse", "HEAD~1"]);
    lose("HEAD~1:okrs");
    let repository = open(&path);
    let head = repository.head().unwrap().unwrap();
    let told = walk(&repository, &WalkOptions::default(), head);
    same_walk(&told, &walk(&through_git(&path), &WalkOptions::default(), head));
    assert_eq!(told.gaps.len(), 1);
    assert_eq!(told.gaps[0].commit.to_string(), lost_in);
    let last = told.steps.last().unwrap();
    assert_eq!((last.revision.id, last.changes.len()), (head, 1));
    assert_eq!(
        last.changes[0].before, told.steps[2].changes[0].after,
        "compared with the last that is known"
    );

    // A commit that is lost cuts the history off.
    let lost = lose("HEAD~3");
    let repository = open(&path);
    let told = walk(&repository, &WalkOptions::default(), head);
    assert_eq!(told.end.commits, 3);
    assert!(told.gaps.iter().any(|gap| gap.commit.to_string() == lost));
    let oldest: Option<CommitId> = told.end.incomplete_before.map(|revision| revision.id);
    assert_eq!(oldest, Some(repository.resolve("HEAD~2").unwrap()));
}
