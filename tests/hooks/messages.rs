//! The message of a commit: reasons it gives, those it only seems to give, and the offer in an empty one.

use std::os::unix::fs::PermissionsExt as _;

use super::{REASON, guarded, loosen, passed, refused};
use crate::environment::{SHEET, TestEnvironment};

/// An editor that puts `text` before what is there, and keeps a copy of what it was given.
fn editor(environment: &mut TestEnvironment, text: &str) {
    editor_around(environment, text, "");
}

/// As [`editor`], with `below` after what is there.
fn editor_around(environment: &mut TestEnvironment, text: &str, below: &str) {
    let folder = environment.outside().to_owned();
    let script = format!(
        "#!/bin/sh\ncp \"$1\" {0}/seen\n{{ cat {0}/typed {0}/seen {0}/below; }} >\"$1\"\n",
        folder.display()
    );
    std::fs::write(folder.join("typed"), text).unwrap();
    std::fs::write(folder.join("below"), below).unwrap();
    std::fs::write(folder.join("editor"), script).unwrap();
    std::fs::set_permissions(folder.join("editor"), std::fs::Permissions::from_mode(0o755)).unwrap();
    environment.set("GIT_EDITOR", &folder.join("editor").to_string_lossy());
}

fn seen(environment: &TestEnvironment) -> String {
    std::fs::read_to_string(environment.outside().join("seen")).unwrap()
}

#[test]
fn a_reason_in_the_message_excuses_a_shift() {
    let environment = guarded();
    loosen(&environment);
    let output = environment.try_git(&["commit", "-a", "-m", "Make room"]);
    refused(&output, "P901");
    assert!(output.stderr.contains("OKR-Reason: 2026-Q1/payments/payment-rtt: <why>"), "{output}");
    assert!(output.stderr.contains("git commit --edit --file="), "{output}");
    passed(&environment.try_git(&["commit", "-a", "-m", REASON]));
}

#[test]
fn a_reason_for_something_else_excuses_nothing() {
    let environment = guarded();
    loosen(&environment);
    let other = REASON.replace("payment-rtt", "payment-success");
    refused(&environment.try_git(&["commit", "-a", "-m", &other]), "P901");
    // In the middle of the message it is text, not a trailer.
    refused(&environment.try_git(&["commit", "-a", "-m", &format!("{REASON}\n\nAnd so on.")]), "P901");
}

#[test]
fn a_reason_below_the_scissors_is_fake() {
    let mut environment = guarded();
    loosen(&environment);
    environment.git(&["add", "--all"]);
    // What git cuts off is no part of the message, whatever it looks like.
    editor_around(&mut environment, "Make room\n", "\n\nOKR-Reason: 2026-Q1/payments/payment-rtt: faked\n");
    refused(&environment.try_git(&["commit", "-v"]), "P901");
    assert!(seen(&environment).contains(" >8 "), "there were no scissors");

    editor(&mut environment, &format!("{REASON}\n"));
    passed(&environment.try_git(&["commit", "-v"]));
}

#[test]
fn another_mark_of_comments_is_known() {
    let mut environment = guarded();
    environment.git(&["config", "core.commentChar", ";"]);
    loosen(&environment);
    editor(&mut environment, "Make room\n\n;OKR-Reason: payment-rtt: in a comment\n");
    refused(&environment.try_git(&["commit", "-a", "-v"]), "P901");
    editor(&mut environment, &format!("{REASON}\n"));
    passed(&environment.try_git(&["commit", "-a", "-v"]));
}

#[test]
fn an_amendment_needs_no_trailer() {
    let environment = guarded();
    loosen(&environment);
    environment.edit(
        SHEET,
        "        check_ins:\n          - { date: 2026-01-09",
        "        amendments:\n          - { date: 2026-02-12, field: target, from: \"< 200 ms\", to: \"< 220 ms\", \
         reason: The fraud check adds 20 ms. }\n        check_ins:\n          - { date: 2026-01-09",
    );
    passed(&environment.try_git(&["commit", "-a", "-m", "Make room"]));
}

#[test]
fn an_empty_message_is_offered_what_the_commit_does() {
    let mut environment = guarded();
    environment.okr(&["install", "--hook", "prepare-commit-msg"]).expect(0);
    loosen(&environment);
    editor(&mut environment, &format!("{REASON}\n"));
    passed(&environment.try_git(&["commit", "-a"]));
    let offer = seen(&environment);
    assert!(offer.contains("# What this commit does to the goals:\n"), "{offer}");
    assert!(offer.contains("target loosened from < 200 ms to < 220 ms on day 43 of 90"), "{offer}");
    assert!(offer.contains("# OKR-Reason: 2026-Q1/payments/payment-rtt: \n"), "{offer}");
    let message = environment.git(&["log", "-1", "--format=%B"]).stdout;
    assert_eq!(message.trim(), REASON);
    // A message that is there is left alone.
    environment.edit(SHEET, "spinner turns", "spinner spins");
    environment.git(&["commit", "-a", "-m", "Word it better"]);
    assert_eq!(environment.git(&["log", "-1", "--format=%B"]).stdout.trim(), "Word it better");
}

#[test]
fn the_offer_never_fails_a_commit() {
    let environment = TestEnvironment::workspace();
    environment.okr(&["hook", "prepare-commit-msg", "no/such/file"]).expect(0);
    loosen(&environment);
    environment.git(&["add", "--all"]);
    let output = environment.okr(&["hook", "prepare-commit-msg", "no/such/file"]).expect(0);
    assert!(output.stderr.contains("no/such/file"), "{output}");
}
