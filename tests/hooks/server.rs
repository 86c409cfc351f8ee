//! A server, which nobody passes by.

use std::fmt::Write as _;
use std::io::Write as _;

use super::{REASON, check_in, loosen, loosen_from, passed};
use crate::environment::{Output, SHEET, TestEnvironment};

/// A clone without hooks, and a bare server with them.
fn served() -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    environment.git(&["init", "--quiet", "--bare", "--initial-branch=main", "../server.git"]);
    environment.okr(&["-C", "../server.git", "install"]).expect(0);
    environment.git(&["remote", "add", "origin", "../server.git"]);
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    environment
}

fn on_server(environment: &TestEnvironment, reference: &str) -> String {
    environment.try_git(&["-C", "../server.git", "rev-parse", "--verify", "--quiet", reference]).stdout
}

#[track_caller]
fn refused(output: &Output, code: &str) {
    assert_ne!(output.code, 0, "{output}");
    assert!(output.stderr.contains(code) && output.stderr.contains("the push is refused"), "{output}");
}

#[test]
fn a_shift_hidden_between_other_commits_is_refused() {
    let environment = served();
    let before = on_server(&environment, "main");
    check_in(&environment);
    environment.git(&["commit", "-qa", "--no-verify", "-m", "Check in"]);
    loosen(&environment);
    environment.git(&["commit", "-qa", "--no-verify", "-m", "Tidy up"]);
    loosen_from(&environment, 220, 200);
    environment.git(&["commit", "-qa", "--no-verify", "-m", "Tidy up more"]);
    refused(&environment.try_git(&["push", "--no-verify", "origin", "main"]), "P901");
    assert_eq!(on_server(&environment, "main"), before);

    environment.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    loosen(&environment);
    environment.git(&["commit", "-qa", "-m", REASON]);
    passed(&environment.try_git(&["push", "origin", "main"]));
    assert_ne!(on_server(&environment, "main"), before);
}

#[test]
fn a_bad_ref_takes_the_whole_push_with_it() {
    let environment = served();
    check_in(&environment);
    environment.git(&["commit", "-qa", "-m", "Check in"]);
    environment.git(&["branch", "good"]);
    loosen(&environment);
    environment.git(&["commit", "-qa", "-m", "Make room"]);
    refused(&environment.try_git(&["push", "origin", "good", "main"]), "P901");
    assert_eq!(on_server(&environment, "good"), "");
    passed(&environment.try_git(&["push", "origin", "good"]));
}

#[test]
fn deletions_tags_and_force_pushes() {
    let environment = served();
    environment.git(&["tag", "-a", "-m", "Release", "v1"]);
    passed(&environment.try_git(&["push", "origin", "v1", "main:refs/heads/old"]));
    passed(&environment.try_git(&["push", "origin", "--delete", "old"]));
    // A tag is a way in, too.
    loosen(&environment);
    environment.git(&["commit", "-qa", "-m", "Make room"]);
    environment.git(&["tag", "-a", "-m", "Release", "v2"]);
    refused(&environment.try_git(&["push", "origin", "v2"]), "P901");
    environment.git(&["commit", "-q", "--amend", "-m", REASON]);
    passed(&environment.try_git(&["push", "--force", "origin", "main"]));
    // A tag of a file leads to no commit.
    environment.git(&["tag", "blob", &format!("HEAD:{SHEET}")]);
    passed(&environment.try_git(&["push", "origin", "blob"]));
}

#[test]
fn a_thousand_refs_are_judged_commit_by_commit_once() {
    let environment = served();
    loosen(&environment);
    environment.git(&["commit", "-qa", "-m", "Make room"]);
    let head = environment.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned();
    let mut input = String::new();
    for number in 0..1000 {
        let _ = writeln!(input, "create refs/heads/b{number} {head}");
    }
    let mut child = environment
        .command("git")
        .args(["update-ref", "--stdin"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let output = environment.try_git(&["push", "--quiet", "origin", "refs/heads/b*:refs/heads/b*"]);
    refused(&output, "P901");
    assert_eq!(output.stderr.matches("Make room").count(), 1, "{output}");
}

#[test]
fn the_update_hook_refuses_one_ref_and_lets_others_pass() {
    let environment = served();
    environment.okr(&["-C", "../server.git", "uninstall"]).expect(0);
    environment.okr(&["-C", "../server.git", "install", "--hook", "update"]).expect(0);
    check_in(&environment);
    environment.git(&["commit", "-qa", "-m", "Check in"]);
    environment.git(&["branch", "good"]);
    loosen(&environment);
    environment.git(&["commit", "-qa", "-m", "Make room"]);
    refused(&environment.try_git(&["push", "origin", "good", "main"]), "P901");
    assert_ne!(on_server(&environment, "good"), "");
}

#[test]
fn a_merge_made_elsewhere_is_judged_by_what_it_brings() {
    let environment = served();
    environment.git(&["checkout", "-qb", "topic"]);
    loosen(&environment);
    environment.git(&["commit", "-qa", "-m", REASON]);
    environment.git(&["checkout", "-q", "main"]);
    environment.write("notes.md", "notes\n").commit("Notes");
    environment.git(&["merge", "-q", "--no-edit", "topic"]);
    passed(&environment.try_git(&["push", "origin", "main"]));
}

#[test]
fn a_workspace_in_a_subfolder_is_found_and_cannot_hide_by_leaving() {
    let template = TestEnvironment::workspace();
    let environment = TestEnvironment::new();
    for file in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
        environment.write(&format!("goals/{file}"), &template.read(file));
    }
    environment.commit("Plan");
    environment.git(&["init", "--quiet", "--bare", "--initial-branch=main", "../server.git"]);
    environment.okr(&["-C", "../server.git", "install"]).expect(0);
    environment.git(&["remote", "add", "origin", "../server.git"]);
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    environment.git(&["rm", "--quiet", "-r", "goals"]);
    environment.git(&["commit", "-qm", "Start over"]);
    refused(&environment.try_git(&["push", "origin", "main"]), "P914");
}

#[test]
fn a_repository_that_libgit2_cannot_read() {
    let template = TestEnvironment::workspace();
    let environment = TestEnvironment::bare_folder();
    environment.git(&["init", "--quiet", "--initial-branch=main", "--object-format=sha256"]);
    for file in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
        environment.write(file, &template.read(file));
    }
    environment.commit("Plan");
    let server = "../server.git";
    environment.git(&["init", "--quiet", "--bare", "--object-format=sha256", server]);
    environment.okr(&["install"]).expect(0);
    environment.okr(&["-C", server, "install"]).expect(0);
    environment.git(&["remote", "add", "origin", server]);
    passed(&environment.try_git(&["push", "--quiet", "origin", "main"]));
    loosen(&environment);
    super::refused(&environment.try_git(&["commit", "-a", "-m", "Make room"]), "P901");
    environment.git(&["commit", "-qa", "--no-verify", "-m", "Make room"]);
    refused(&environment.try_git(&["push", "--no-verify", "origin", "main"]), "P901");
}
