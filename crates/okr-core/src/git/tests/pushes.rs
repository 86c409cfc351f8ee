//! Which commits a push brings.

use super::super::{Environment, Known, RefUpdate, Repository, WalkOptions};
use super::sandbox::{Sandbox, open, through_git};

fn update(repository: &Repository, before: Option<&str>, after: Option<&str>) -> RefUpdate {
    let id = |rev: &str| repository.resolve(rev).unwrap();
    RefUpdate { name: "refs/heads/x".into(), local: None, before: before.map(id), after: after.map(id) }
}

/// Both readers' answer, as subjects.
fn told(path: &std::path::Path, updates: &[RefUpdate], known: Known<'_>) -> Vec<String> {
    let subjects = |repository: &Repository| -> Vec<String> {
        let commits = repository.new_commits(updates, known).unwrap();
        commits.iter().map(|commit| commit.message.trim_end().to_owned()).collect()
    };
    let told = subjects(&open(path));
    assert_eq!(told, subjects(&through_git(path)));
    told
}

#[test]
fn only_what_the_remote_has_not() {
    for format in ["sha1", "sha256"] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &["--object-format", format]);
        sandbox.git(&path, &["clone", "-q", "--bare", ".", "../remote.git"]);
        sandbox.git(&path, &["remote", "add", "origin", "../remote.git"]);
        sandbox.git(&path, &["fetch", "-q", "origin"]);
        sandbox.commit(&path, "okrs/1.yaml", "1");
        sandbox.git(&path, &["checkout", "-q", "-b", "topic"]);
        sandbox.commit(&path, "okrs/2.yaml", "2");
        sandbox.git(&path, &["checkout", "-q", "main"]);
        sandbox.commit(&path, "okrs/3.yaml", "3");
        sandbox.git(&path, &["merge", "-q", "-m", "merge", "topic"]);
        let repository = open(&path);
        let origin = Known::Remote("origin");

        let one = |before, after| [update(&repository, before, after)];
        assert_eq!(told(&path, &one(None, Some("main~2")), origin), ["okrs/1.yaml"]);
        let all = told(&path, &one(None, Some("main")), origin);
        assert_eq!((all.first().unwrap().as_str(), all.last().unwrap().as_str()), ("okrs/1.yaml", "merge"));
        assert_eq!(all.len(), 4);
        // What the other side says of itself counts, though we have not fetched it.
        assert_eq!(told(&path, &one(Some("topic"), Some("main")), origin), ["okrs/3.yaml", "merge"]);
        // A deletion brings nothing, and neither does what is there already.
        assert_eq!(told(&path, &one(Some("main"), None), origin), [] as [&str; 0]);
        assert_eq!(told(&path, &one(None, Some("origin/main")), origin), [] as [&str; 0]);
        // An address without a name: what some remote has is known.
        let address = Known::Remote("https://git.example/goals.git");
        assert_eq!(told(&path, &one(None, Some("main~2")), address), ["okrs/1.yaml"]);
        // Two branches at once: each commit once.
        let both = [update(&repository, None, Some("main")), update(&repository, None, Some("topic"))];
        assert_eq!(told(&path, &both, origin).len(), 4);
    }
}

#[test]
fn tags_are_peeled_and_what_is_no_history_brings_none() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["tag", "-a", "-m", "v1", "v1"]);
    sandbox.git(&path, &["tag", "-a", "-m", "file", "file", "HEAD:okr.yaml"]);
    let id = |rev: &str| {
        let hex = sandbox.git(&path, &["rev-parse", rev]);
        RefUpdate::from_pre_receive(format!("{} {hex} refs/tags/x\n", "0".repeat(40)).as_bytes()).unwrap()
    };
    let none = Known::Remote("origin");
    assert_eq!(told(&path, &id("v1"), none), ["Write down the goals"]);
    assert_eq!(told(&path, &id("file"), none), [] as [&str; 0]);
    assert_eq!(told(&path, &id("v1"), Known::Refs), [] as [&str; 0]);
    let lost = format!("{} {} refs/heads/x\n", "0".repeat(40), "1".repeat(40));
    let lost = RefUpdate::from_pre_receive(lost.as_bytes()).unwrap();
    assert!(open(&path).new_commits(&lost, none).is_err());
    assert!(through_git(&path).new_commits(&lost, none).is_err());
}

#[test]
fn a_first_push_of_a_thousand_branches() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let repository = open(&path);
    let updates: Vec<RefUpdate> = (0..1000).map(|_| update(&repository, None, Some("main"))).collect();
    assert_eq!(told(&path, &updates, Known::Remote("origin")).len(), 1);
}

#[test]
fn new_commits_walk_like_any_others() {
    // What a pre-push hook does: the changes of each new commit, against what the remote has.
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.commit(&path, "okrs/1.yaml", "1");
    sandbox.commit(&path, "src/x.rs", "2");
    let repository = Repository::open(&path, &Environment::default()).unwrap();
    let first = update(&repository, Some("HEAD~2"), Some("HEAD"));
    let new = repository.new_commits(&[first], Known::Remote("origin")).unwrap();
    let changed: Vec<usize> = new
        .iter()
        .map(|commit| {
            let parent = commit.parents.first().copied();
            repository.changed_paths(parent, Some(commit.id), &WalkOptions::default().root).unwrap().len()
        })
        .collect();
    assert_eq!(changed, [1, 0]);
}
