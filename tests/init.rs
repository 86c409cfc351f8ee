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
fn what_a_repository_has_of_its_own_stays() {
    let environment = TestEnvironment::new();
    environment.write("README.md", "Mine.\n").write(".editorconfig", "root = true\n");
    let output = environment.okr(&["init"]).expect(0);
    assert!(output.stdout.contains("Yours stay as they are: .editorconfig, README.md\n"), "{output}");
    assert!(output.stdout.starts_with("Wrote an OKR workspace into $TEST/repo:\n"), "{output}");
    assert_eq!(environment.read("README.md"), "Mine.\n");
    environment.okr(&["check", "--fail-on", "note"]).expect(0);
}

#[test]
fn gits_own_folders_are_no_place_for_a_workspace() {
    let environment = TestEnvironment::new();
    environment.git(&["init", "--quiet", "--bare", "../server.git"]);
    for folder in ["../server.git", "../server.git/goals", ".git", ".git/goals"] {
        let output = environment.okr(&["init", folder]).expect(2);
        assert!(output.stderr.contains("no work tree to write into"), "{folder}\n{output}");
        let folder = environment.root().join(folder);
        assert!(!folder.join("okr.yaml").exists() && !folder.ends_with("goals") || !folder.exists());
    }
}

#[test]
fn the_first_value_can_be_checked_in_on_the_day_of_init() {
    let environment = TestEnvironment::new();
    environment.okr(&["init"]).expect(0);
    environment.okr(&["check-in", "payments/payment-rtt", "282 ms"]).expect(0);
    // A second one of that day says where the first stands.
    let output = environment.okr(&["check-in", "payments/payment-rtt", "280 ms"]).expect(2);
    assert!(output.stderr.contains("change it by hand in okrs/2026-Q1/payments.yaml"), "{output}");
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
