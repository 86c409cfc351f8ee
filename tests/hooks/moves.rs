//! A workspace whose folder is renamed: its goals are followed by identity, and nothing hides behind the move.

use super::{REASON, passed, refused};
use crate::environment::{SHEET, TestEnvironment};

/// A workspace in the folder `goals`, with the hooks in place.
fn nested() -> TestEnvironment {
    let template = TestEnvironment::workspace();
    let environment = TestEnvironment::new();
    for file in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
        environment.write(&format!("goals/{file}"), &template.read(file));
    }
    environment.commit("Plan");
    environment.okr(&["install"]).expect(0);
    environment.git(&["init", "--quiet", "--bare", "--initial-branch=main", "../server.git"]);
    environment.okr(&["-C", "../server.git", "install"]).expect(0);
    environment.git(&["remote", "add", "origin", "../server.git"]);
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    environment
}

fn move_to(environment: &TestEnvironment, from: &str, to: &str) {
    if let Some((folder, _)) = to.rsplit_once('/') {
        std::fs::create_dir_all(environment.root().join(folder)).unwrap();
    }
    environment.git(&["mv", from, to]);
}

#[test]
fn a_move_changes_no_goal() {
    let environment = nested();
    move_to(&environment, "goals", "okr/goals");
    let output = environment.try_git(&["commit", "-m", "Tidy the folders"]);
    passed(&output);
    assert!(!output.stderr.contains("P9") && !output.stderr.contains("What this commit does"), "{output}");
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    // And on from there.
    environment.edit(&format!("okr/goals/{SHEET}"), "spinner turns", "spinner spins");
    passed(&environment.try_git(&["commit", "-am", "Word it better"]));
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
}

#[test]
fn a_shift_within_a_move_is_seen() {
    let environment = nested();
    move_to(&environment, "goals", "okr/goals");
    let sheet = format!("okr/goals/{SHEET}");
    environment.edit(&sheet, "under 200 ms", "under 220 ms").edit(&sheet, "\"< 200 ms\"", "\"< 220 ms\"");
    environment.git(&["add", "--all"]);
    refused(&environment.try_git(&["commit", "-m", "Tidy the folders"]), "P901");
    environment.git(&["commit", "--quiet", "--no-verify", "-m", "Tidy the folders"]);
    let output = environment.try_git(&["push", "--no-verify", "origin", "main"]);
    assert_ne!(output.code, 0, "{output}");
    assert!(output.stderr.contains("P901") && !output.stderr.contains("P914"), "{output}");
    environment.git(&["reset", "--quiet", "--soft", "HEAD~1"]);
    passed(&environment.try_git(&["commit", "-m", REASON]));
    passed(&environment.try_git(&["push", "origin", "main"]));
}

#[test]
fn from_the_top_and_back() {
    let environment = nested();
    for file in ["okr.yaml", "teams.yaml", "okrs"] {
        environment.git(&["mv", &format!("goals/{file}"), file]);
    }
    passed(&environment.try_git(&["commit", "-m", "To the top"]));
    std::fs::create_dir_all(environment.root().join("goals")).unwrap();
    for file in ["okr.yaml", "teams.yaml", "okrs"] {
        environment.git(&["mv", file, &format!("goals/{file}")]);
    }
    passed(&environment.try_git(&["commit", "-m", "And back"]));
    passed(&environment.try_git(&["push", "origin", "main"]));
}

#[test]
fn a_second_workspace_does_not_hide_the_first() {
    let environment = nested();
    environment.write("other/okr.yaml", "version: 1\n").write("other/okrs/2026-Q1/x.yaml", "");
    let sheet = format!("goals/{SHEET}");
    environment.edit(&sheet, "under 200 ms", "under 220 ms").edit(&sheet, "\"< 200 ms\"", "\"< 220 ms\"");
    environment.git(&["add", "--all"]);
    refused(&environment.try_git(&["commit", "-m", "Begin another"]), "P901");
    environment.git(&["commit", "--quiet", "--no-verify", "-m", "Begin another"]);
    let output = environment.try_git(&["push", "--no-verify", "origin", "main"]);
    assert!(output.code != 0 && output.stderr.contains("P901"), "{output}");
}

#[test]
fn a_review_and_a_diff_follow_the_move() {
    let environment = nested();
    move_to(&environment, "goals", "okr/goals");
    environment.git(&["commit", "--quiet", "-m", "Tidy the folders"]);
    let output = environment.okr(&["-C", "okr/goals", "review", "HEAD~1"]).expect(0);
    assert!(output.stdout.contains("Nothing changed in the goals."), "{output}");
    assert!(output.stderr.contains("moved from `goals/` to `okr/goals/`"), "{output}");
    let sheet = format!("okr/goals/{SHEET}");
    environment.edit(&sheet, "under 200 ms", "under 220 ms").edit(&sheet, "\"< 200 ms\"", "\"< 220 ms\"");
    environment.git(&["commit", "--quiet", "--all", "--no-verify", "--amend", "--no-edit"]);
    let output = environment.okr(&["-C", "okr/goals", "review", "HEAD~1", "--format", "concise"]).expect(1);
    assert!(output.stdout.contains("[P901]") && !output.stdout.contains("P914"), "{output}");
    let output = environment.okr(&["-C", "okr/goals", "diff", "HEAD~1", "HEAD"]).expect(0);
    assert!(output.stdout.contains("target loosened") && !output.stdout.contains("added"), "{output}");
    // A setting that names the old folder is told as such.
    environment.git(&["config", "okr.root", "goals"]);
    let output = environment.okr(&["check"]).expect(2);
    assert!(output.stderr.contains("which git config okr.root names"), "{output}");
}
