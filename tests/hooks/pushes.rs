//! Pushes, seen from the side that pushes.

use super::{REASON, check_in, guarded, loosen, loosen_from, passed};
use crate::environment::{Output, SHEET, TestEnvironment};

/// A remote that has all there is so far.
fn with_remote() -> TestEnvironment {
    let environment = guarded();
    environment.git(&["init", "--quiet", "--bare", "../remote.git"]);
    environment.git(&["remote", "add", "origin", "../remote.git"]);
    environment.git(&["push", "--quiet", "--set-upstream", "origin", "main"]);
    environment
}

fn past_the_hooks(environment: &TestEnvironment, message: &str) -> String {
    environment.git(&["commit", "--quiet", "-a", "--no-verify", "-m", message]);
    environment.git(&["rev-parse", "--short=10", "HEAD"]).stdout.trim().to_owned()
}

#[track_caller]
fn stopped(output: &Output, code: &str) {
    assert_ne!(output.code, 0, "{output}");
    assert!(output.stderr.contains(code) && output.stderr.contains("nothing was pushed"), "{output}");
}

#[test]
fn a_shift_hidden_between_other_commits() {
    let environment = with_remote();
    environment.edit(SHEET, "spinner turns", "spinner spins");
    past_the_hooks(&environment, "Word it better");
    loosen(&environment);
    let bad = past_the_hooks(&environment, "Tidy up");
    loosen_from(&environment, 220, 200);
    past_the_hooks(&environment, "Tidy up more");
    let output = environment.try_git(&["push", "origin", "main"]);
    stopped(&output, "P901");
    assert!(output.stderr.contains(&format!("commit {bad} Tidy up\n")), "{output}");
    assert!(output.stderr.contains(&format!("git rebase --interactive {bad}^")), "{output}");
    // The others are fine, and say nothing.
    assert_eq!(
        output.stderr.matches("\ncommit ").count() + usize::from(output.stderr.starts_with("commit ")),
        1
    );
}

#[test]
fn each_commit_gives_its_own_reason() {
    let environment = with_remote();
    loosen(&environment);
    past_the_hooks(&environment, REASON);
    check_in(&environment);
    past_the_hooks(&environment, "Check in");
    passed(&environment.try_git(&["push", "origin", "main"]));
    // A reason in a later commit comes too late for an earlier one.
    loosen_from(&environment, 220, 240);
    let bad = past_the_hooks(&environment, "Loosen again");
    environment.git(&["commit", "--quiet", "--allow-empty", "-m", REASON]);
    let output = environment.try_git(&["push", "origin", "main"]);
    stopped(&output, "P901");
    assert!(output.stderr.contains(&bad), "{output}");
}

#[test]
fn what_the_remote_has_is_not_judged_again() {
    let environment = with_remote();
    loosen(&environment);
    past_the_hooks(&environment, "Make room");
    environment.git(&["push", "--quiet", "--no-verify", "origin", "main"]);
    passed(&environment.try_git(&["push", "origin", "main:refs/heads/copy", "main:refs/tags/v1"]));
    environment.git(&["tag", "-a", "-m", "Release", "v2"]);
    passed(&environment.try_git(&["push", "origin", "v2"]));
}

#[test]
fn a_new_branch_a_deletion_an_expression_and_nothing() {
    let environment = with_remote();
    environment.git(&["checkout", "--quiet", "-b", "topic"]);
    check_in(&environment);
    past_the_hooks(&environment, "Check in");
    loosen(&environment);
    past_the_hooks(&environment, "Make room");
    stopped(&environment.try_git(&["push", "origin", "topic"]), "P901");
    // The commit below the bad one is fine.
    passed(&environment.try_git(&["push", "origin", "HEAD~1:refs/heads/topic"]));
    passed(&environment.try_git(&["push", "origin", ":refs/heads/topic"]));
    environment.git(&["checkout", "--quiet", "main"]);
    passed(&environment.try_git(&["push", "origin", "main"]));
    passed(&environment.okr_with_input(&["hook", "pre-push", "origin", "../remote.git"], ""));
}

#[test]
fn what_the_hook_does_not_understand_it_does_not_pass() {
    let environment = with_remote();
    environment.okr_with_input(&["hook", "pre-push", "origin", "x"], "gibberish\n").expect(2);
    environment.okr_with_input(&["hook", "pre-push"], "").expect(2);
    let absent = "a".repeat(40);
    let input = format!("refs/heads/main {absent} refs/heads/main {}\n", "0".repeat(40));
    environment.okr_with_input(&["hook", "pre-push", "origin", "x"], &input).expect(2);
}

#[test]
fn the_framework_tells_a_push_in_variables() {
    let mut environment = with_remote();
    loosen(&environment);
    past_the_hooks(&environment, "Make room");
    environment.set("PRE_COMMIT_REMOTE_NAME", "origin").set("PRE_COMMIT_LOCAL_BRANCH", "refs/heads/main");
    environment.okr(&["hook", "pre-push"]).expect(1);
    environment.set("PRE_COMMIT_TO_REF", "HEAD~1");
    environment.okr(&["hook", "pre-push"]).expect(0);
}

#[test]
fn an_unrelated_history_is_judged_on_its_own() {
    let environment = with_remote();
    environment.git(&["checkout", "--quiet", "--orphan", "other"]);
    super::spoil(&environment);
    environment.git(&["add", "--all"]);
    environment.git(&["commit", "--quiet", "--no-verify", "-m", "Begin again"]);
    stopped(&environment.try_git(&["push", "origin", "other"]), "S001");
}

#[test]
fn a_merge_brings_only_what_none_of_its_parents_had() {
    let environment = with_remote();
    environment.git(&["checkout", "--quiet", "-b", "topic"]);
    loosen(&environment);
    past_the_hooks(&environment, REASON);
    environment.git(&["checkout", "--quiet", "main"]);
    environment.write("notes.md", "notes\n").commit("Notes");
    // The reason stands in the branch; the merge itself gives none, and shifts nothing.
    environment.git(&["merge", "--quiet", "--no-verify", "--no-edit", "topic"]);
    passed(&environment.try_git(&["push", "origin", "main"]));

    environment.git(&["checkout", "--quiet", "-b", "evil"]);
    environment.write("more.md", "more\n").commit("More");
    environment.git(&["checkout", "--quiet", "main"]);
    environment.write("notes.md", "other notes\n").commit("Other notes");
    environment.git(&["merge", "--quiet", "--no-commit", "evil"]);
    loosen_from(&environment, 220, 260);
    let bad = past_the_hooks(&environment, "Merge, and nothing else");
    let output = environment.try_git(&["push", "origin", "main"]);
    stopped(&output, "P901");
    assert!(output.stderr.contains(&bad), "{output}");
}

#[test]
fn the_first_push_of_an_old_history_is_judged_by_its_own_days() {
    let mut environment = guarded();
    // On day 10 of the cycle it was a draft.
    environment.on("2026-01-10");
    loosen(&environment);
    past_the_hooks(&environment, "Think again");
    environment.on("2026-09-01");
    environment.git(&["init", "--quiet", "--bare", "../remote.git"]);
    passed(&environment.try_git(&["push", "../remote.git", "main"]));
}
