//! A commit that git makes of the index, whatever index that is.

use super::{check_in, commits, guarded, loosen, passed, refused, spoil};
use crate::environment::{SHEET, TestEnvironment};

#[test]
fn a_plain_commit() {
    let environment = guarded();
    spoil(&environment);
    environment.git(&["add", "--all"]);
    refused(&environment.try_git(&["commit", "-m", "Spoil"]), "S001");
    assert_eq!(commits(&environment), 1);

    environment.git(&["checkout", "--quiet", "HEAD", "--", "."]);
    check_in(&environment);
    environment.git(&["add", "--all"]);
    let output = environment.try_git(&["commit", "-m", "Check in"]);
    passed(&output);
    assert!(output.stderr.contains("payments/payment-rtt: check-in of 2026-02-10: 250 ms"), "{output}");
    assert_eq!(commits(&environment), 2);
}

#[test]
fn bad_content_staged_beside_a_good_work_tree() {
    let environment = guarded();
    let good = environment.read(SHEET);
    spoil(&environment);
    environment.git(&["add", "--all"]);
    environment.write(SHEET, &good);
    refused(&environment.try_git(&["commit", "-m", "Spoil"]), "S001");
    assert_eq!(environment.read(SHEET), good, "the work tree is not the hook's to touch");
}

#[test]
fn good_content_staged_beside_a_bad_work_tree() {
    let environment = guarded();
    check_in(&environment);
    environment.git(&["add", "--all"]);
    spoil(&environment);
    let bad = environment.read(SHEET);
    let index = environment.git(&["ls-files", "--stage"]).stdout;
    passed(&environment.try_git(&["commit", "-m", "Check in"]));
    assert_eq!(environment.read(SHEET), bad);
    assert_eq!(environment.git(&["ls-files", "--stage"]).stdout, index);
}

#[test]
fn commit_all() {
    let environment = guarded();
    spoil(&environment);
    refused(&environment.try_git(&["commit", "-a", "-m", "Spoil"]), "S001");
    environment.git(&["checkout", "--quiet", "--", "."]);
    check_in(&environment);
    passed(&environment.try_git(&["commit", "-a", "-m", "Check in"]));
}

#[test]
fn commit_of_a_path_leaves_out_what_else_is_staged() {
    let environment = guarded();
    environment.write("notes.md", "notes\n");
    spoil(&environment);
    environment.git(&["add", "--all"]);
    // The bad sheet is staged, and not part of this commit.
    passed(&environment.try_git(&["commit", "-m", "Notes", "--", "notes.md"]));
    environment.write("notes.md", "more\n");
    refused(&environment.try_git(&["commit", "-m", "Spoil", "--", SHEET]), "S001");
    assert_eq!(commits(&environment), 2);
}

#[test]
fn the_first_commit() {
    let template = TestEnvironment::workspace();
    for spoiled in [true, false] {
        let environment = TestEnvironment::new();
        environment.okr(&["install"]).expect(0);
        for file in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
            environment.write(file, &template.read(file));
        }
        if spoiled {
            spoil(&environment);
        }
        environment.git(&["add", "--all"]);
        let output = environment.try_git(&["commit", "-m", "Begin"]);
        if spoiled {
            refused(&output, "S001");
        } else {
            passed(&output);
        }
        assert_eq!(environment.try_git(&["rev-parse", "--verify", "HEAD"]).code == 0, !spoiled);
    }
}

#[test]
fn nothing_staged() {
    let environment = guarded();
    spoil(&environment);
    let output = environment.try_git(&["commit", "--allow-empty", "-m", "Nothing"]);
    passed(&output);
    // A bad sheet that stands at HEAD already is not brought by an empty commit either.
    environment.git(&["commit", "-a", "--no-verify", "-m", "Spoil"]);
    let output = environment.try_git(&["commit", "--allow-empty", "-m", "Nothing"]);
    passed(&output);
    assert!(!output.stderr.contains("S001"), "{output}");
}

#[test]
fn amend() {
    let environment = guarded();
    check_in(&environment);
    environment.commit("Check in");
    spoil(&environment);
    refused(&environment.try_git(&["commit", "-a", "--amend", "--no-edit"]), "S001");
    environment.git(&["checkout", "--quiet", "--", "."]);
    environment.edit(SHEET, "spinner turns", "spinner spins");
    passed(&environment.try_git(&["commit", "-a", "--amend", "-m", "Check in, and word it better"]));
    assert_eq!(commits(&environment), 2);
}

#[test]
fn a_linked_work_tree() {
    let environment = guarded();
    environment.git(&["worktree", "add", "--quiet", "../linked", "-b", "topic"]);
    let sheet = environment.outside().join("linked").join(SHEET);
    let good = environment.read(SHEET);
    std::fs::write(&sheet, good.replace("baseline: 300 ms", "baseline: [")).unwrap();
    refused(&environment.try_git(&["-C", "../linked", "commit", "-a", "-m", "Spoil"]), "S001");
    std::fs::write(&sheet, good.replace("spinner turns", "spinner spins")).unwrap();
    passed(&environment.try_git(&["-C", "../linked", "commit", "-a", "-m", "Word it better"]));
}

#[test]
fn a_submodule() {
    let environment = TestEnvironment::workspace();
    environment.git(&["init", "--quiet", "../outer"]);
    environment.git(&[
        "-C",
        "../outer",
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        "../repo",
        "goals",
    ]);
    environment.okr(&["-C", "../outer/goals", "install"]).expect(0);
    let sheet = environment.outside().join("outer/goals").join(SHEET);
    let good = environment.read(SHEET);
    std::fs::write(&sheet, good.replace("baseline: 300 ms", "baseline: [")).unwrap();
    refused(&environment.try_git(&["-C", "../outer/goals", "commit", "-a", "-m", "Spoil"]), "S001");
    std::fs::write(&sheet, good.replace("spinner turns", "spinner spins")).unwrap();
    passed(&environment.try_git(&["-C", "../outer/goals", "commit", "-a", "-m", "Word it better"]));
}

#[test]
fn a_workspace_in_a_subfolder() {
    let template = TestEnvironment::workspace();
    let environment = TestEnvironment::new();
    for file in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
        environment.write(&format!("goals/{file}"), &template.read(file));
    }
    environment.commit("Plan");
    environment.okr(&["-C", "goals", "install"]).expect(0);
    assert_eq!(environment.git(&["config", "okr.root"]).stdout.trim(), "goals");
    let sheet = format!("goals/{SHEET}");
    environment.edit(&sheet, "baseline: 300 ms", "baseline: [");
    refused(&environment.try_git(&["commit", "-a", "-m", "Spoil"]), &format!("{sheet}:"));
    environment.git(&["checkout", "--quiet", "--", "."]);
    environment.edit(&sheet, "spinner turns", "spinner spins");
    passed(&environment.try_git(&["commit", "-a", "-m", "Word it better"]));
}

#[test]
fn a_workspace_in_a_subfolder_that_no_setting_names() {
    let template = TestEnvironment::workspace();
    let environment = TestEnvironment::new();
    for file in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
        environment.write(&format!("goals/{file}"), &template.read(file));
    }
    environment.commit("Plan");
    // As in the clone of someone who set the hooks up from the top.
    environment.okr(&["install"]).expect(0);
    let sheet = format!("goals/{SHEET}");
    environment.edit(&sheet, "baseline: 300 ms", "baseline: [");
    refused(&environment.try_git(&["commit", "-a", "-m", "Spoil"]), &format!("{sheet}:"));
    environment.git(&["rm", "--quiet", "-rf", "goals"]);
    refused(&environment.try_git(&["commit", "-m", "Start over"]), "P914");
    // Of two, none is chosen in silence.
    environment.git(&["reset", "--quiet", "--hard"]);
    environment.write("other/okr.yaml", "version: 1\n").write("other/okrs/2026-Q1/x.yaml", "");
    environment.git(&["add", "--all"]);
    let output = environment.git(&["commit", "-m", "Another"]);
    assert!(!output.stderr.contains("several workspaces"), "the one that was there is judged\n{output}");
    environment.edit(&sheet, "spinner turns", "spinner spins");
    let output = environment.git(&["commit", "-am", "Word it better"]);
    assert!(output.stderr.contains("several workspaces (goals, other)"), "{output}");
}

#[test]
fn a_repository_without_a_workspace_hears_nothing() {
    let environment = TestEnvironment::new();
    environment.okr(&["install"]).expect(0);
    environment.write("main.c", "int main(void) { return 0; }\n");
    environment.git(&["add", "--all"]);
    let output = environment.git(&["commit", "--quiet", "-m", "Begin"]);
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("", ""));
}

#[test]
fn taking_the_workspace_away_is_judged_too() {
    let environment = guarded();
    environment.git(&["rm", "--quiet", "-r", "okrs", "okr.yaml", "teams.yaml"]);
    refused(&environment.try_git(&["commit", "-m", "Start over"]), "P914");
}

#[test]
fn old_findings_are_counted_and_do_not_block() {
    let environment = guarded();
    environment.edit(SHEET, "        baseline: 97.2 %\n", "");
    environment.git(&["commit", "-a", "--no-verify", "-m", "Forget the baseline"]);
    check_in(&environment);
    let output = environment.try_git(&["commit", "-a", "-m", "Check in"]);
    passed(&output);
    assert!(output.stderr.contains("stood at HEAD already; `git okr check` tells"), "{output}");
    assert!(!output.stderr.contains("M101"), "{output}");
}

#[test]
fn without_trailers_the_index_alone_decides() {
    let environment = TestEnvironment::workspace();
    environment.edit("okr.yaml", "policy: calibrated\n", "policy: calibrated\nreasons: [amendment]\n");
    environment.commit("Reasons stand in the sheet");
    environment.okr(&["install"]).expect(0);
    loosen(&environment);
    refused(&environment.try_git(&["commit", "-a", "-m", super::REASON]), "P901");
}

#[test]
fn intent_to_add_is_nothing_yet() {
    let environment = guarded();
    environment.write("okrs/2026-Q1/company/more.yaml", "not: [a sheet\n");
    environment.git(&["add", "--intent-to-add", "okrs/2026-Q1/company/more.yaml"]);
    check_in(&environment);
    environment.git(&["add", SHEET]);
    passed(&environment.try_git(&["commit", "-m", "Check in"]));
}
