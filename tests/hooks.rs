//! The hooks in every situation in which git calls them, and in those in which it does not: each with a
//! commit that must pass and one that must be refused.

mod commits;
mod install;
mod merges;
mod messages;
mod moves;
mod pushes;
mod rewritten;
mod server;
mod settings;

use crate::environment::{Output, SHEET, TestEnvironment};

/// A workspace with the hooks in place.
fn guarded() -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    environment.okr(&["install"]).expect(0);
    environment
}

/// What any day allows.
fn check_in(environment: &TestEnvironment) {
    environment.edit(
        SHEET,
        "          - { date: 2026-01-09, value: 296 ms }\n",
        "          - { date: 2026-01-09, value: 296 ms }\n          - { date: 2026-02-10, value: 250 ms }\n",
    );
}

/// What no message excuses.
fn spoil(environment: &TestEnvironment) {
    environment.edit(SHEET, "baseline: 300 ms", "baseline: [");
}

/// What wants a reason.
fn loosen(environment: &TestEnvironment) {
    loosen_from(environment, 200, 220);
}

fn loosen_from(environment: &TestEnvironment, from: u32, to: u32) {
    environment.edit(SHEET, &format!("under {from} ms"), &format!("under {to} ms")).edit(
        SHEET,
        &format!("\"< {from} ms\""),
        &format!("\"< {to} ms\""),
    );
}

/// A message that gives the reason for it.
const REASON: &str = "Make room for the fraud check\n\n\
    OKR-Reason: 2026-Q1/payments/payment-rtt: The fraud check adds 20 ms.";

/// A commit that a hook refused, by the code of the finding that says why.
#[track_caller]
fn refused(output: &Output, code: &str) {
    assert_ne!(output.code, 0, "{output}");
    assert!(output.stderr.contains(code), "{output}");
    assert!(output.stderr.contains("not committed"), "{output}");
}

#[track_caller]
fn passed(output: &Output) {
    assert_eq!(output.code, 0, "{output}");
}

/// How many commits there are.
fn commits(environment: &TestEnvironment) -> usize {
    environment.git(&["rev-list", "--count", "HEAD"]).stdout.trim().parse().unwrap()
}

#[test]
fn an_unknown_hook_and_a_folder_without_git_are_no_silence() {
    let environment = TestEnvironment::bare_folder();
    let output = environment.okr(&["hook", "post-everything"]).expect(2);
    assert!(output.stderr.contains("post-everything"), "{output}");
    environment.okr(&["hook"]).expect(2);
    let output = environment.okr(&["hook", "pre-commit"]).expect(2);
    assert!(output.stderr.contains("not a git repository"), "{output}");
    environment.okr(&["hook", "commit-msg"]).expect(2);
    environment.okr(&["hook", "pre-receive"]).expect(2);
}
