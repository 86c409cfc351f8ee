//! Which commits are compared, what each of them did, and what cannot be compared.

use super::{changes, findings, review, review_of, shown, topic};
use crate::environment::{SHEET, TestEnvironment};

const LOOSER: (&str, &str) = ("< 200 ms\"", "< 220 ms\"");

#[test]
fn what_others_did_on_the_base_meanwhile_is_not_ours() {
    let environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit(SHEET, "97.2 %\n        target: \">= 99 %\"", "97.2 %\n        target: \">= 99.5 %\"");
    let company = environment.read("okrs/2026-Q1/company.yaml");
    environment.write("okrs/2026-Q1/company.yaml", &company.replace("36 %", "37 %"));
    environment.commit("Others go on");
    environment.git(&["switch", "--quiet", "topic"]);
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    for range in ["main", "main..topic", "main...topic", "main..", "HEAD~1", "main~1..HEAD"] {
        let told = review_of(&environment, range);
        assert_eq!(changes(&told), ["target-changed payment-rtt"], "{range}");
    }
    let merged = environment.git(&["rev-parse", "main~1"]).stdout;
    assert_eq!(review(&environment)["base"], merged.trim());
}

#[test]
fn the_upstream_is_the_base_nobody_names() {
    let environment = topic();
    environment.git(&["branch", "--quiet", "--set-upstream-to", "main"]);
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    let told = environment.okr(&["review", "--format", "json"]).expect(1).json();
    assert_eq!(changes(&told), ["target-changed payment-rtt"]);
    assert_eq!(told["range"], "main..HEAD");
}

#[test]
fn a_shift_made_and_undone_is_told_as_such() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    let made = environment.commit("Loosen");
    environment.edit(
        SHEET,
        "value: 296 ms }\n",
        "value: 296 ms }\n          - { date: 2026-02-06, value: 250 ms }\n",
    );
    environment.commit("Check in");
    environment.edit(SHEET, LOOSER.1, LOOSER.0);
    let undone = environment.commit("Tighten");
    let told = review(&environment);
    assert_eq!(changes(&told), ["check-in-added payment-rtt"]);
    assert_eq!(findings(&told), [""; 0]);
    assert_eq!(told["undone"].as_array().unwrap().len(), 1);
    assert_eq!(told["undone"][0]["commits"], serde_json::json!([made, undone]));
    let text = shown(&environment, &[]).expect(0).stdout;
    let (made, undone) = (&made[..10], &undone[..10]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains(&format!("target loosened from < 200 ms to < 220 ms in {made}, undone in {undone}")),
        "{text}"
    );
}

#[test]
fn a_record_rewritten_and_a_sheet_taken_out_on_the_way_are_told_too() {
    let environment = topic();
    environment.edit(SHEET, "value: 296 ms", "value: 290 ms");
    environment.commit("Rewrite");
    environment.edit(SHEET, "value: 290 ms", "value: 296 ms");
    environment.commit("Restore");
    environment.git(&["mv", SHEET, "away.txt"]);
    environment.commit("Take out");
    environment.git(&["mv", "away.txt", SHEET]);
    environment.commit("Put back");
    let told = review(&environment);
    assert_eq!(told["headline"], "Nothing changed in the goals.");
    let undone: Vec<&str> =
        told["undone"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(undone, ["objective-removed", "check-in-rewritten"]);
    shown(&environment, &[]).expect(0);
}

#[test]
fn a_branch_that_left_and_came_back_by_merges_is_compared_from_the_last() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    environment.git(&["switch", "--quiet", "main"]);
    environment.git(&["merge", "--quiet", "--no-ff", "--no-edit", "topic"]);
    environment.write("README.md", "Others go on.\n");
    environment.commit("Go on");
    environment.git(&["switch", "--quiet", "topic"]);
    environment.git(&["merge", "--quiet", "--no-ff", "--no-edit", "main"]);
    assert_eq!(changes(&review(&environment)), [""; 0], "it has landed");
    environment.edit(SHEET, LOOSER.1, "< 230 ms\"");
    environment.commit("Loosen more");
    let told = review(&environment);
    assert_eq!(told["changes"][0]["before"]["text"], "< 220 ms");
    assert_eq!(findings(&told), ["error P901 payment-rtt"]);
}

#[test]
fn any_name_that_git_knows_is_a_base() {
    let environment = topic();
    environment.git(&["tag", "-a", "plan", "-m", "The plan"]);
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    let full = environment.git(&["rev-parse", "main"]).stdout;
    let names =
        ["plan", "refs/tags/plan", "HEAD^", "HEAD~1", "@~", "topic@{1}", "main^0", ":/Leave the rhythm"];
    for name in names.into_iter().chain([full.trim(), &full[..9]]) {
        assert_eq!(changes(&review_of(&environment, name)), ["target-changed payment-rtt"], "{name}");
    }
}

#[test]
fn each_change_names_the_commits_that_made_it_under_whatever_name() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    let first = environment.commit("Loosen");
    environment.edit(SHEET, "      - id: payment-rtt\n", "      - id: rtt\n        formerly: payment-rtt\n");
    let second = environment.commit("Rename");
    environment.edit(SHEET, LOOSER.1, "< 230 ms\"");
    let third = environment.commit("Loosen more");
    let told = review(&environment);
    assert_eq!(changes(&told), ["target-changed rtt", "renamed rtt"]);
    assert_eq!(told["changes"][0]["commits"], serde_json::json!([first, third]));
    assert_eq!(told["changes"][1]["commits"], serde_json::json!([second]));
}

#[test]
fn a_merge_as_head_brings_only_what_its_branch_did() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    let loosened = environment.commit("Loosen");
    environment.git(&["switch", "--quiet", "main"]);
    let company = environment.read("okrs/2026-Q1/company.yaml");
    environment.write("okrs/2026-Q1/company.yaml", &company.replace("36 %", "37 %"));
    environment.commit("Others go on");
    environment.git(&["switch", "--quiet", "--detach"]);
    environment.git(&["merge", "--quiet", "--no-ff", "--no-edit", "topic"]);
    let told = review(&environment);
    assert_eq!(changes(&told), ["target-changed payment-rtt"]);
    assert_eq!(told["changes"][0]["commits"], serde_json::json!([loosened]), "the merge itself did nothing");

    // A merge that does something of its own is told as its maker.
    environment.git(&["reset", "--quiet", "--hard", "main"]);
    environment.git(&["merge", "--quiet", "--no-ff", "--no-commit", "topic"]);
    environment.edit(
        SHEET,
        "hold: 4w\n        source: https://numbers.example/pay\n",
        "hold: 1w\n        source: https://numbers.example/pay\n",
    );
    let merge = environment.commit("Merge, and more");
    let told = review(&environment);
    assert_eq!(changes(&told), ["target-changed payment-rtt", "hold-changed payment-rtt"]);
    assert_eq!(told["changes"][1]["commits"], serde_json::json!([merge]));
}

#[test]
fn an_empty_range_changes_nothing() {
    let environment = topic();
    for range in ["HEAD", "main", "main..topic"] {
        let output = environment.okr(&["review", range]).expect(0);
        assert!(output.stdout.contains("Nothing changed in the goals."), "{output}");
    }
    environment.write("README.md", "Words.\n");
    environment.commit("Write a page");
    assert_eq!(changes(&review(&environment)), [""; 0]);
}

#[test]
fn what_cannot_be_compared_is_an_error_with_a_way_on() {
    let environment = topic();
    let output = environment.okr(&["review", "origin/nowhere"]).expect(2);
    assert!(output.stderr.contains("unknown revision `origin/nowhere`"), "{output}");
    assert!(output.stderr.contains("hint:"), "{output}");
    let output = environment.okr(&["review"]).expect(2);
    assert!(output.stderr.contains("no upstream"), "{output}");
    assert!(output.stderr.contains("git okr review main"), "{output}");

    environment.git(&["switch", "--quiet", "--orphan", "elsewhere"]);
    environment.write("okr.yaml", "version: 1\n");
    environment.commit("Begin anew");
    let output = environment.okr(&["review", "main"]).expect(2);
    assert!(output.stderr.contains("no common ancestor"), "{output}");
    assert!(output.stdout.is_empty(), "{output}");
}

/// A clone of `topic` that holds so many commits.
fn shallow(environment: &TestEnvironment, depth: &str) -> String {
    let clone = environment.outside().join("clone");
    let (from, to) = (format!("file://{}", environment.root().display()), clone.display().to_string());
    environment.git(&[
        "clone",
        "--quiet",
        "--depth",
        depth,
        "--no-single-branch",
        "--branch",
        "topic",
        &from,
        &to,
    ]);
    to
}

#[test]
fn a_shallow_clone_never_says_that_nothing_changed() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    environment.git(&["switch", "--quiet", "main"]);
    for day in 10..14 {
        environment.write("README.md", &format!("Day {day}.\n"));
        environment.commit("Go on");
    }
    let clone = shallow(&environment, "1");
    for base in ["origin/main", "HEAD~1", "v1.0"] {
        let output = environment.okr(&["-C", &clone, "review", base]).expect(2);
        assert!(output.stderr.contains("shallow"), "{output}");
        assert!(output.stderr.contains("git fetch --unshallow"), "{output}");
        assert!(output.stdout.is_empty(), "{output}");
    }
    environment.git(&["-C", &clone, "fetch", "--quiet", "--unshallow", "origin"]);
    let told = environment.okr(&["-C", &clone, "review", "origin/main", "--format", "json"]).expect(1).json();
    assert_eq!(changes(&told), ["target-changed payment-rtt"]);
}

#[test]
fn a_partial_clone_never_says_that_nothing_changed() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    environment.git(&["config", "uploadpack.allowFilter", "true"]);
    let from = format!("file://{}", environment.root().display());
    for filter in ["blob:none", "tree:0"] {
        let clone = environment.outside().join(filter).display().to_string();
        let filter = format!("--filter={filter}");
        environment.git(&["clone", "--quiet", &filter, "--branch", "topic", &from, &clone]);
        let output = environment.okr(&["-C", &clone, "review", "origin/main"]).expect(2);
        assert!(output.stderr.contains("git fetch --refetch --no-filter origin"), "{output}");
        assert!(output.stdout.is_empty(), "{output}");
        environment.git(&["-C", &clone, "fetch", "--quiet", "--refetch", "--no-filter", "origin"]);
        let told =
            environment.okr(&["-C", &clone, "review", "origin/main", "--format", "json"]).expect(1).json();
        assert_eq!(changes(&told), ["target-changed payment-rtt"]);
    }
}

#[test]
fn a_shallow_clone_that_holds_the_base_is_enough() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    let clone = shallow(&environment, "2");
    let told = environment.okr(&["-C", &clone, "review", "origin/main", "--format", "json"]).expect(1).json();
    assert_eq!(changes(&told), ["target-changed payment-rtt"]);
}

#[test]
fn a_workspace_in_a_subfolder_and_one_that_goes_are_reviewed() {
    let environment = topic();
    environment.git(&["rm", "-r", "--quiet", "."]);
    environment.write("README.md", "No goals any more.\n");
    environment.commit("Give up");
    let told = review(&environment);
    let found = findings(&told);
    assert_eq!(found, ["error P914 grow-checkout", "error P914 instant-pay"]);
}
