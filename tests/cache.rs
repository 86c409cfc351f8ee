//! What `git okr history` keeps in the git folder: the same report with it and without, and never in the way.

use std::fs;
use std::path::PathBuf;

use crate::environment::{SHEET, TestEnvironment};

fn shifted() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.on("2026-02-12").edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"");
    environment.commit("Give the fraud check room");
    environment.on("2026-05-01");
    environment
}

fn history(environment: &TestEnvironment, arguments: &[&str]) -> String {
    let all: Vec<&str> = ["history", "--format", "json"].iter().chain(arguments).copied().collect();
    environment.okr(&all).expect(0).stdout
}

fn folder(environment: &TestEnvironment) -> PathBuf {
    environment.root().join(".git/okr/cache")
}

fn entries(environment: &TestEnvironment) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(folder(environment)) else { return Vec::new() };
    listed.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_report_is_the_same_with_it_and_without() {
    let mut environment = shifted();
    let without = history(&environment, &["--no-cache"]);
    assert!(entries(&environment).is_empty(), "--no-cache keeps nothing");
    assert_eq!(history(&environment, &[]), without);
    assert!(!entries(&environment).is_empty());
    assert_eq!(history(&environment, &[]), without);

    // Another question, another day, another tip: another answer.
    assert_ne!(history(&environment, &["--team", "payments", "--today", "2026-02-20"]), without);
    environment.on("2026-05-02").edit(SHEET, "target: \"< 220 ms\"", "target: \"< 230 ms\"");
    environment.commit("Too late");
    let later = history(&environment, &[]);
    assert_ne!(later, without);
    assert_eq!(history(&environment, &["--no-cache"]), later);

    // A branch that is rewritten is another tip, too.
    environment.git(&["reset", "-q", "--hard", "HEAD~1"]);
    environment.git(&["commit", "-q", "--amend", "-m", "Give it room"]);
    assert_eq!(history(&environment, &[]), history(&environment, &["--no-cache"]));
}

#[test]
fn a_damaged_one_is_made_again_without_a_word() {
    let environment = shifted();
    let told = history(&environment, &[]);
    for damage in [&b""[..], b"okrcache", b"\xff\xfe\x00nonsense"] {
        for entry in entries(&environment) {
            fs::write(entry, damage).unwrap();
        }
        let again = environment.okr(&["history", "--format", "json"]).expect(0);
        assert_eq!((again.stdout.as_str(), again.stderr.as_str()), (told.as_str(), ""));
    }
    fs::remove_dir_all(folder(&environment)).unwrap();
    fs::write(folder(&environment), "in the way").unwrap();
    assert_eq!(history(&environment, &[]), told);
}

#[test]
fn a_shallow_clone_that_learns_more_tells_more() {
    let mut environment = shifted();
    environment.on("2026-05-02").edit(SHEET, "target: \"< 220 ms\"", "target: \"< 230 ms\"");
    environment.commit("Too late");
    let source = format!("file://{}", environment.root().display());
    let clone = environment.outside().join("clone");
    let clone = clone.to_str().unwrap();
    environment.git(&["clone", "-q", "--depth", "1", &source, clone]);
    let ask = || environment.okr(&["-C", clone, "history", "--format", "json"]).expect(0).json();
    assert_eq!(ask()["complete"], false);
    environment.git(&["-C", clone, "fetch", "-q", "--unshallow"]);
    assert_eq!(ask()["complete"], true);
}
