//! Settings that change in a push: legitimate, told, and no way to let the same push through.

use super::{REASON, loosen, passed};
use crate::environment::{Output, TestEnvironment};

/// A clone without hooks, and a bare server with them.
fn served() -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    environment.git(&["init", "--quiet", "--bare", "--initial-branch=main", "../server.git"]);
    environment.okr(&["-C", "../server.git", "install"]).expect(0);
    environment.git(&["remote", "add", "origin", "../server.git"]);
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    environment
}

fn set(environment: &TestEnvironment, from: &str, to: &str) {
    environment.edit("okr.yaml", from, to);
    environment.git(&["commit", "-qam", "Settle how we work"]);
}

#[track_caller]
fn refused(output: &Output, code: &str) {
    assert_ne!(output.code, 0, "{output}");
    assert!(output.stderr.contains(code) && output.stderr.contains("the push is refused"), "{output}");
}

#[test]
fn a_push_cannot_loosen_the_settings_that_judge_it() {
    for (from, to, told) in [
        ("policy: calibrated", "policy: open", "policy calibrated -> open"),
        ("settle_days: 14", "settle_days: 90", "calendar.settle_days 14 -> 90"),
        (
            "policy: calibrated\n",
            "policy: calibrated\nrules: { target-loosened: off }\n",
            "rules.target-loosened not set -> off",
        ),
    ] {
        let environment = served();
        set(&environment, from, to);
        loosen(&environment);
        environment.git(&["commit", "-qam", "Make room"]);
        let output = environment.try_git(&["push", "origin", "main"]);
        refused(&output, "P901");
        assert!(output.stderr.contains(&format!("settings loosened: {told}")), "{output}");
        assert!(output.stderr.contains("1 of 2 commits"), "{output}");
    }
}

#[test]
fn settings_that_landed_hold_from_then_on() {
    let environment = served();
    set(&environment, "policy: calibrated", "policy: open");
    let output = environment.try_git(&["push", "origin", "main"]);
    passed(&output);
    assert!(output.stderr.contains("settings loosened: policy calibrated -> open"), "{output}");
    loosen(&environment);
    environment.git(&["commit", "-qam", "Make room"]);
    passed(&environment.try_git(&["push", "origin", "main"]));
}

#[test]
fn a_step_is_judged_by_stricter_settings_of_the_push_itself() {
    let environment = served();
    set(&environment, "policy: calibrated", "policy: frozen");
    loosen(&environment);
    environment.git(&["commit", "-qam", REASON]);
    refused(&environment.try_git(&["push", "origin", "main"]), "P901");
}

#[test]
fn an_old_branch_does_not_bring_old_settings_back() {
    let environment = served();
    set(&environment, "policy: calibrated", "policy: open");
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    environment.git(&["checkout", "-qb", "topic"]);
    environment.git(&["checkout", "-q", "main"]);
    set(&environment, "policy: open", "policy: calibrated");
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    environment.git(&["checkout", "-q", "topic"]);
    loosen(&environment);
    environment.git(&["commit", "-qam", "Make room"]);
    environment.git(&["checkout", "-q", "main"]);
    environment.git(&["merge", "-q", "--no-edit", "topic"]);
    refused(&environment.try_git(&["push", "origin", "main"]), "P901");
}

#[test]
fn what_was_switched_off_on_the_way_still_tells() {
    let environment = served();
    set(&environment, "policy: calibrated\n", "policy: calibrated\nrules: { missing-baseline: off }\n");
    environment.edit(crate::environment::SHEET, "        baseline: 97.2 %\n", "");
    environment.git(&[
        "commit",
        "-qam",
        "Forget the baseline\n\nOKR-Reason: 2026-Q1/payments/payment-success: Unknown.",
    ]);
    refused(&environment.try_git(&["push", "origin", "main"]), "M101");
}

#[test]
fn a_commit_that_loosens_settings_says_so() {
    let environment = super::guarded();
    environment.edit("okr.yaml", "policy: calibrated", "policy: open");
    loosen(&environment);
    let output = environment.try_git(&["commit", "-am", "Make room"]);
    super::refused(&output, "P901");
    assert!(output.stderr.contains("settings loosened: policy calibrated -> open"), "{output}");
}
