//! `git okr check-in`: appends a value, and commits the sheet alone.

use crate::environment::{SHEET, TestEnvironment};

const SEEN: &str = "          - { date: 2026-01-09, value: 296 ms }\n";

#[test]
fn one_line_is_added_and_all_else_stays() {
    let environment = TestEnvironment::workspace();
    environment.edit(SHEET, "team: payments\n", "team: payments   # ours\n");
    let before = environment.read(SHEET);
    let output = environment
        .okr(&["check-in", "payment-rtt", "262", "ms", "--confidence", "0.7", "--note", "New pool, at last."])
        .expect(0);
    assert_eq!(
        output.stdout,
        "2026-Q1/payments/payment-rtt on 2026-02-12: 262 ms; on-track, score 0.38 against < 200 ms\n"
    );
    let added =
        "          - { date: 2026-02-12, value: 262 ms, confidence: 0.7, note: \"New pool, at last.\" }\n";
    assert_eq!(environment.read(SHEET), before.replace(SEEN, &format!("{SEEN}{added}")));

    // A first check-in makes the list; a guardrail is measured like a key result.
    let output =
        environment.okr(&["check-in", "payments/change-failures", "5.2 %", "--date", "2026-01-31"]).expect(0);
    assert_eq!(output.stdout, "2026-Q1/payments/change-failures on 2026-01-31: 5.2 %; breaches <= 5 %\n");
    let end = "        source: https://numbers.example/dora\n        check_ins:\n          - { date: 2026-01-31, value: 5.2 % }\n";
    assert!(environment.read(SHEET).ends_with(end), "{}", environment.read(SHEET));
    environment.okr(&["check", SHEET]).expect(0);
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let environment = TestEnvironment::workspace();
    let before = environment.read(SHEET);
    for (arguments, told) in [
        (&["payment-rtt", "fast"][..], "`fast` is not a quantity"),
        (&["payment-rtt", "262"], "write the unit: `262 ms`"),
        (&["payment-rtt", "26 %"], "it is percent, and `200 ms` is time"),
        (&["payment-rtt", "262 ms", "--date", "2026-02-13"], "2026-02-13 is after today, 2026-02-12"),
        (&["payment-rtt", "262 ms", "--date", "2026-01-08"], "has a later one (2026-01-09)"),
        (&["payment-rtt", "262 ms", "--date", "2026-01-09"], "of that day already"),
        (&["payment-rtt", "262 ms", "--confidence", "1.5"], "from 0 to 1"),
        (&["payment-rt", "262 ms"], "did you mean `2026-Q1/payments/payment-rtt`?"),
        (&["2025-Q4/payments/payment-rtt", "262 ms"], "there is no `2025-Q4/payments/payment-rtt`"),
        (&["instant-pay", "262 ms"], "is an objective"),
    ] {
        let output = environment.okr(&[&["check-in"][..], arguments].concat()).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
        assert_eq!(environment.read(SHEET), before);
    }
}

#[test]
fn a_closed_cycle_takes_no_more() {
    let mut environment = TestEnvironment::workspace();
    let before = environment.read(SHEET);
    environment
        .on("2026-04-14")
        .okr(&["check-in", "payment-rtt", "190 ms", "--date", "2026-03-31"])
        .expect(0);
    environment.write(SHEET, &before);
    let output = environment
        .on("2026-04-15")
        .okr(&["check-in", "payment-rtt", "190 ms", "--date", "2026-03-31"])
        .expect(2);
    assert!(output.stderr.contains("closed-cycle-edited"), "{output}");
    assert!(output.stderr.contains("git okr rollover 2026-Q1 2026-Q2"), "{output}");
    assert_eq!(environment.read(SHEET), before);
}

#[test]
fn commit_takes_the_sheet_and_leaves_what_is_staged() {
    let environment = TestEnvironment::workspace();
    environment.write("notes.md", "Staged.\n").git(&["add", "notes.md"]);
    environment.edit("okrs/2026-Q1/company.yaml", "from 31 % to 36 %", "from 31 % to at least 36 %");
    environment.okr(&["check-in", "payment-rtt", "262 ms", "--note", "New pool.", "--commit"]).expect(0);
    let shown = environment.git(&["show", "--format=%s%n%b", "--name-only", "HEAD"]).stdout;
    assert_eq!(shown, format!("Check in payments/payment-rtt: 262 ms\nNew pool.\n\n\n{SHEET}\n"));
    let status = environment.git(&["status", "--porcelain"]).stdout;
    assert_eq!(status, "A  notes.md\n M okrs/2026-Q1/company.yaml\n");
}

#[test]
fn where_no_commit_is_made_the_sheet_stays_as_it_was() {
    let environment = TestEnvironment::workspace();
    let before = environment.read(SHEET);
    let hook = environment.root().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho no >&2\nexit 1\n").unwrap();
    environment.git(&["config", "core.hooksPath", ".git/hooks"]);
    make_executable(&hook);
    let output = environment.okr(&["check-in", "payment-rtt", "262 ms", "--commit"]).expect(2);
    assert!(output.stderr.contains("git did not make the commit"), "{output}");
    assert_eq!(environment.read(SHEET), before);
    assert_eq!(environment.git(&["status", "--porcelain"]).stdout, "");

    // A sheet that git does not know cannot be committed alone.
    environment.write("okrs/2026-Q1/payments/more.yaml", "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: o\n    key_results:\n      - { id: k, baseline: 1 ms, target: \"< 1 ms\" }\n");
    let output = environment.okr(&["check-in", "k", "1 ms", "--commit"]).expect(2);
    assert!(output.stderr.contains("is not known to git yet"), "{output}");
}

#[cfg(unix)]
fn make_executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn make_executable(_path: &std::path::Path) {}
