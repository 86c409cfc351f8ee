//! Merges, which git commits by itself where it can, and by hand where not.

use super::{REASON, guarded, loosen, passed, refused, spoil};
use crate::environment::{SHEET, TestEnvironment};

/// A branch `topic` with a commit that `work` makes, passing by the hooks; `main` goes on without it.
fn topic(work: impl FnOnce(&TestEnvironment), message: &str) -> TestEnvironment {
    let environment = guarded();
    environment.git(&["checkout", "--quiet", "-b", "topic"]);
    work(&environment);
    environment.git(&["commit", "--quiet", "-a", "--no-verify", "-m", message]);
    environment.git(&["checkout", "--quiet", "main"]);
    environment.write("notes.md", "notes\n").commit("Notes");
    environment
}

#[test]
fn a_clean_merge() {
    let environment = topic(spoil, "Spoil");
    refused(&environment.try_git(&["merge", "--no-edit", "topic"]), "S001");
    let environment = topic(
        |environment| {
            environment.edit(SHEET, "spinner turns", "spinner spins");
        },
        "Word it",
    );
    passed(&environment.try_git(&["merge", "--no-edit", "topic"]));
}

#[test]
fn a_clean_merge_of_a_shift_needs_a_reason_somewhere() {
    let environment = topic(loosen, "Make room");
    refused(&environment.try_git(&["merge", "--no-edit", "topic"]), "P901");
    environment.git(&["merge", "--abort"]);
    passed(&environment.try_git(&["merge", "-m", REASON, "topic"]));

    let environment = topic(loosen, REASON);
    let output = environment.try_git(&["merge", "--no-edit", "topic"]);
    passed(&output);
    assert!(!output.stderr.contains("warning[P901]"), "the reason is in the merged commit: {output}");
}

#[test]
fn a_conflicted_merge() {
    for (text, fine) in [("spinner whirls", true), ("spinner: [", false)] {
        let environment = topic(
            |environment| {
                environment.edit(SHEET, "spinner turns", "spinner spins");
            },
            "Word it",
        );
        environment.edit(SHEET, "spinner turns", "spinner circles");
        environment.commit("Word it otherwise");
        assert_ne!(environment.try_git(&["merge", "--no-edit", "topic"]).code, 0);
        let sheet = environment.git(&["show", "HEAD:okrs/2026-Q1/payments.yaml"]).stdout;
        let sheet = if fine {
            sheet.replace("spinner circles", text)
        } else {
            sheet.replace("baseline: 300 ms", "baseline: [")
        };
        environment.write(SHEET, &sheet);
        environment.git(&["add", SHEET]);
        let output = environment.try_git(&["commit", "--no-edit"]);
        if fine {
            passed(&output);
        } else {
            refused(&output, "S001");
        }
    }
}

#[test]
fn a_conflicted_merge_of_a_shift_knows_the_reasons_of_its_branch() {
    for (message, fine) in [(REASON, true), ("Make room", false)] {
        let environment = topic(loosen, message);
        environment.edit(SHEET, "\"< 200 ms\"", "\"< 200 ms\" # as promised");
        environment.commit("Promise");
        assert_ne!(environment.try_git(&["merge", "--no-edit", "topic"]).code, 0);
        environment.git(&["checkout", "--quiet", "--theirs", SHEET]);
        environment.git(&["add", SHEET]);
        let output = environment.try_git(&["commit", "--no-edit"]);
        if fine {
            passed(&output);
        } else {
            refused(&output, "P901");
        }
    }
}
