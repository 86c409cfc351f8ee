//! `git okr check`: work tree, index and commit; exit codes; places; what cannot run.

use crate::environment::{SHEET, TestEnvironment};

/// A workspace without findings on its day: whether check-ins are fresh is another test's.
fn quiet() -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    let settings = environment.read("okr.yaml");
    environment.write("okr.yaml", &format!("{settings}rules:\n  stale-check-in: off\n"));
    environment.commit("Leave the rhythm to each team");
    environment
}

#[test]
fn a_good_workspace_has_no_findings() {
    let environment = quiet();
    let output = environment.okr(&["check"]).expect(0);
    assert_eq!((output.stdout.as_str(), output.stderr.trim()), ("", "no findings in 4 files"));
}

#[test]
fn work_tree_index_and_commit_are_told_apart() {
    let environment = quiet();
    let missing = "        baseline: 300 ms\n";
    environment.edit(SHEET, missing, "");
    environment.git(&["add", "--all"]);
    environment.edit(
        SHEET,
        "        target: \"< 200 ms\"\n",
        "        baseline: 300 ms\n        target: \"< 200 ms\"\n",
    );
    environment.okr(&["check"]).expect(0);
    environment.okr(&["check", "--rev", "HEAD"]).expect(0);
    let staged = environment.okr(&["check", "--staged"]).expect(1);
    insta::assert_snapshot!(staged, @r"
    exit 1
    --- stdout
    okrs/2026-Q1/payments.yaml:11:13: error[M101] no baseline: nobody can say how far this has come
    --- stderr
    1 error in 4 files
    ");
}

#[test]
fn json_has_the_keys_of_the_contract_and_exact_places() {
    let environment = quiet();
    environment.edit(SHEET, "target: \"< 200 ms\"", "target: \"< 200 bananas\"");
    let found = environment.okr(&["check", "--format", "json"]).expect(1).json();
    let finding = &found["findings"][0];
    assert_eq!(finding["code"], "M104");
    assert_eq!(finding["rule"], "unit-mismatch");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["path"], SHEET);
    assert_eq!(finding["subject"], "2026-Q1/payments/payment-rtt");
    let line = environment.read(SHEET).lines().position(|line| line.contains("bananas")).unwrap() + 1;
    assert_eq!(finding["line"], line);
    assert_eq!((&finding["column"], &finding["end_column"]), (&17.into(), &32.into()), "{found:#}");
    assert_eq!(found["summary"]["errors"], 1);
    assert_eq!(found["summary"]["files"], 4);
}

#[test]
fn a_malformed_sheet_is_a_finding_and_stops_nothing() {
    let environment = quiet();
    environment.write("okrs/2026-Q1/company.yaml", "cycle: 2026-Q1\nteam: company\nobjectives: [\n");
    environment.edit(SHEET, "        baseline: 300 ms\n", "");
    let found = environment.okr(&["check", "--format", "json"]).expect(1).json();
    let codes: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"S001") && codes.contains(&"M101"), "{codes:?}");
}

#[test]
fn a_quantity_that_does_not_parse_is_told_at_its_place() {
    let environment = quiet();
    environment.edit(SHEET, "baseline: 300 ms", "baseline: 1,5 s");
    let found = environment.okr(&["check", "--format", "json"]).expect(1).json();
    let finding = &found["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["line"], &finding["column"]),
        (&"S001".into(), &14.into(), &19.into())
    );
    assert!(finding["help"].as_str().unwrap().contains("1.5"), "{finding:#}");
}

#[test]
fn the_threshold_is_the_users() {
    let environment = quiet();
    environment.edit(SHEET, "        source: https://numbers.example/pay\n", "");
    environment.okr(&["check"]).expect(0);
    environment.okr(&["check", "--fail-on", "warning"]).expect(1);
    environment.edit(SHEET, "        baseline: 300 ms\n", "");
    environment.okr(&["check", "--fail-on", "never"]).expect(0);
}

#[test]
fn only_the_paths_asked_for_are_told() {
    let environment = quiet();
    environment.edit(SHEET, "        baseline: 300 ms\n", "");
    environment.okr(&["check", "okrs/2026-Q1/company.yaml"]).expect(0);
    environment.okr(&["check", "okrs"]).expect(1);
    let output = environment.okr(&["check", "okrs/2026-Q1/nobody.yaml"]).expect(2);
    assert!(output.stderr.contains("is no file of this workspace"), "{output}");
}

#[test]
fn what_cannot_run_says_why_and_what_to_do() {
    let nowhere = TestEnvironment::bare_folder();
    let outside = TestEnvironment::new();
    let inside = quiet();
    let cases = [
        (nowhere.okr(&["check"]), "not a git repository"),
        (outside.okr(&["check"]), "no okr.yaml found"),
        (inside.okr(&["check", "--rev", "no-such"]), "unknown revision `no-such`"),
        (inside.okr(&["check", "--format", "pdf"]), "is not a format"),
        (inside.okr(&["check", "--staged", "--rev", "HEAD"]), "cannot be used with"),
        (inside.okr(&["chekc"]), "unrecognized subcommand"),
        (inside.okr(&["check", "-o", "no/such/folder.txt"]), "nothing was written"),
    ];
    for (output, expected) in cases {
        assert_eq!(output.code, 2, "{output}");
        assert!(output.stderr.contains(expected), "{expected}: {output}");
        assert_eq!(output.stdout, "", "{output}");
    }
    assert!(outside.okr(&["check"]).stderr.contains("git okr init"));
}

#[test]
fn a_workspace_in_a_subfolder_is_found_from_below_and_by_setting() {
    let environment = TestEnvironment::new();
    let whole = quiet();
    for path in ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET] {
        environment.write(&format!("planning/{path}"), &whole.read(path));
    }
    environment.edit(&format!("planning/{SHEET}"), "        baseline: 300 ms\n", "");
    let below = environment.okr(&["-C", "planning/okrs", "check"]).expect(1);
    assert!(below.stdout.starts_with("planning/okrs/2026-Q1/payments.yaml:"), "{below}");
    environment.okr(&["check"]).expect(2);
    environment.git(&["config", "okr.root", "planning"]);
    environment.okr(&["check"]).expect(1);
}

#[test]
fn an_empty_workspace_is_right_only_where_there_never_was_a_sheet() {
    let environment = TestEnvironment::new();
    environment.write("okr.yaml", "version: 1\n");
    environment.commit("Begin");
    let output = environment.okr(&["check"]).expect(0);
    assert!(output.stderr.contains("no sheets yet"), "{output}");

    let environment = quiet();
    std::fs::remove_dir_all(environment.root().join("okrs")).unwrap();
    let output = environment.okr(&["check"]).expect(2);
    assert!(output.stderr.contains("no sheet could be read"), "{output}");
}

#[test]
fn silence_is_told_on_the_day_it_gets_too_long() {
    let mut environment = TestEnvironment::workspace();
    let stale = |environment: &TestEnvironment| {
        environment.okr(&["check"]).expect(0).stdout.matches("[C801]").count()
    };
    assert_eq!(stale(environment.on("2026-01-16")), 3, "the one measured a week ago is fresh");
    assert_eq!(stale(environment.on("2026-01-17")), 4);
}
