//! `git okr init`: a workspace that works from the first minute, the demo, and nothing ever overwritten.

use std::collections::BTreeMap;

use crate::environment::TestEnvironment;

/// Every file of the environment's repository but git's own, with its text.
fn files(environment: &TestEnvironment) -> BTreeMap<String, String> {
    let listed = environment.git(&["ls-files", "--cached", "--others"]).stdout;
    listed.lines().map(|path| (path.to_owned(), environment.read(path))).collect()
}

#[test]
fn a_new_workspace_stands_up_to_the_rules_on_the_day_it_is_written() {
    let mut environment = TestEnvironment::new();
    environment.on("2027-08-19").okr(&["init"]).expect(0);
    let written = files(&environment);
    assert!(written.contains_key("okrs/2027-Q3/payments.yaml"), "{:?}", written.keys());

    environment.okr(&["check"]).expect(0);
    environment.okr(&["check", "--fail-on", "note"]).expect(0);
    environment.commit("Start");
    environment.okr(&["status"]).expect(0);
}

#[test]
fn a_folder_without_a_repository_becomes_one() {
    let environment = TestEnvironment::bare_folder();
    environment.okr(&["init", "goals"]).expect(0);
    environment.git(&["-C", "goals", "rev-parse", "--git-dir"]);
    environment.okr(&["-C", "goals", "check"]).expect(0);
}

#[test]
fn a_subfolder_of_a_repository_is_a_workspace_of_that_repository() {
    let environment = TestEnvironment::new();
    environment.okr(&["init", "planning/okrs"]).expect(0);
    let top = environment.git(&["-C", "planning/okrs", "rev-parse", "--show-toplevel"]).stdout;
    assert_eq!(top.trim(), "$TEST/repo");
    environment.okr(&["-C", "planning/okrs", "check"]).expect(0);
}

#[test]
fn what_is_there_is_never_overwritten() {
    let environment = TestEnvironment::workspace();
    let before = files(&environment);
    let refused = environment.okr(&["init"]).expect(2);
    assert!(refused.stderr.contains("okr.yaml"), "{refused}");
    assert_eq!(files(&environment), before, "a failed command changes nothing");

    let refused = environment.okr(&["init", "--demo", "."]).expect(2);
    assert!(refused.stderr.contains("not empty"), "{refused}");
    assert_eq!(files(&environment), before, "a failed command changes nothing");
}

#[test]
fn the_demo_can_be_asked_for_twice() {
    let environment = TestEnvironment::bare_folder();
    let first = environment.okr(&["init", "--demo", "demo"]).expect(0);
    let head = environment.git(&["-C", "demo", "rev-parse", "HEAD"]).stdout;
    let second = environment.okr(&["init", "--demo", "demo"]).expect(0);
    assert_eq!(first.stdout, second.stdout, "the same report");
    assert_eq!(environment.git(&["-C", "demo", "rev-parse", "HEAD"]).stdout, head);
    assert_eq!(environment.git(&["-C", "demo", "status", "--porcelain"]).stdout, "");
    // git itself finds nothing wrong with what was written.
    environment.git(&["-C", "demo", "fsck", "--strict"]);
}
