//! `git okr new`: writes an objective, a key result or a guardrail into the right sheet.

use crate::environment::{SHEET, TestEnvironment};

const NEXT: &str = "okrs/2026-Q2/payments.yaml";

#[test]
fn a_whole_sheet_is_written_from_nothing() {
    let environment = TestEnvironment::workspace();
    let output = environment
        .okr(&[
            "new",
            "objective",
            "--team",
            "payments",
            "--cycle",
            "2026-Q2",
            "--title",
            "Refunds arrive while the shopper still waits",
            "--why",
            "Every third complaint is about a refund: where is it?",
            "--dimension",
            "quality",
            "--commitment",
            "committed",
            "--supports",
            "2026-Q1/company/grow-checkout",
        ])
        .expect(0);
    assert_eq!(
        output.stdout,
        format!("2026-Q2/payments/refunds-arrive-while-shopper: written into {NEXT}\n")
    );
    let key_result = |title: &str, baseline: &str, target: &str, more: &[&str]| {
        let arguments = [
            &[
                "new",
                "key-result",
                "refunds-arrive-while-shopper",
                "--title",
                title,
                "--metric",
                "p95 time to refund, production, 7-day window",
            ][..],
            &[
                "--baseline",
                baseline,
                "--target",
                target,
                "--hold",
                "4w",
                "--source",
                "https://numbers.example/refunds",
            ],
            more,
        ];
        environment.okr(&arguments.concat())
    };
    key_result("Refunds take under 2 h instead of 30 h", "30 h", "< 2 h", &["--weight", "2"]).expect(0);
    let second =
        key_result("Refunds take under 1 h at night instead of 20 h", "20 h", "< 60 min", &["--id", "night"])
            .expect(0);
    assert_eq!(
        (second.stdout.as_str(), second.stderr.as_str()),
        (&*format!("2026-Q2/payments/night: written into {NEXT}\n"), "")
    );
    environment
        .okr(&[
            "new",
            "guardrail",
            "2026-Q2/payments/refunds-arrive-while-shopper",
            "--metric",
            "share of wrong refunds, weekly",
            "--limit",
            "<= 0.1 %",
            "--source",
            "https://numbers.example/refunds",
        ])
        .expect(0);
    insta::assert_snapshot!(environment.read(NEXT), @r#"
    cycle: 2026-Q2
    team: payments
    objectives:
      - id: refunds-arrive-while-shopper
        title: Refunds arrive while the shopper still waits
        why: "Every third complaint is about a refund: where is it?"
        dimension: quality
        commitment: committed
        supports: [2026-Q1/company/grow-checkout]
        key_results:
          - id: refunds
            title: Refunds take under 2 h instead of 30 h
            metric: p95 time to refund, production, 7-day window
            baseline: 30 h
            target: "< 2 h"
            hold: 4w
            weight: 2
            source: https://numbers.example/refunds
          - id: night
            title: Refunds take under 1 h at night instead of 20 h
            metric: p95 time to refund, production, 7-day window
            baseline: 20 h
            target: "< 60 min"
            hold: 4w
            source: https://numbers.example/refunds
        guardrails:
          - id: share-wrong-refunds-weekly
            metric: share of wrong refunds, weekly
            limit: "<= 0.1 %"
            source: https://numbers.example/refunds
    "#);
    environment.okr(&["check", NEXT]).expect(0);
}

#[test]
fn a_sheet_that_is_there_keeps_its_face() {
    let environment = TestEnvironment::workspace();
    environment.edit(SHEET, "team: payments\n", "team: payments # ours\n");
    let before = environment.read(SHEET);
    environment
        .okr(&["new", "objective", "--team", "payments", "--title", "Night shifts are quiet"])
        .expect(0);
    let after = environment.read(SHEET);
    assert!(after.starts_with(&before), "{after}");
    assert_eq!(
        &after[before.len()..],
        "\n  - id: night-shifts\n    title: Night shifts are quiet\n".trim_start_matches('\n')
    );
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let environment = TestEnvironment::workspace();
    let before = environment.read(SHEET);
    let objective = ["objective", "--title", "Night shifts are quiet"];
    let key_result = ["key-result", "instant-pay", "--title", "x falls", "--metric", "x"];
    let cases: &[(&[&str], &[&str], &str)] = &[
        (&objective, &["--team", "nobody"], "teams are: company, payments"),
        (
            &objective,
            &["--team", "payments", "--supports", "company/grow"],
            "did you mean `2026-Q1/company/grow-checkout`?",
        ),
        (&objective, &["--team", "payments", "--id", "payment-rtt"], "stands already"),
        (
            &objective,
            &["--team", "payments", "--dimension", "speed"],
            "efficiency, quality or sustainability",
        ),
        (&objective, &[], "--team"),
        (&key_result, &["--baseline", "3 s"], "--target"),
        (&key_result, &["--baseline", "3 s", "--target", "< 5 %"], "it is percent, and `3 s` is time"),
        (&key_result, &["--baseline", "fast", "--target", "< 5 %"], "`fast` is not a quantity"),
        (&key_result, &["--baseline", "3 s", "--target", "< 1 s", "--hold", "3 %"], "write a time"),
        (&key_result, &["--baseline", "3 s", "--target", "< 1 s", "--id", "Night"], "is not an id"),
        (
            &key_result,
            &["--baseline", "3 s", "--target", "< 1 s", "--continues", "2025-Q4/payments/payment-rt"],
            "did you mean",
        ),
        (
            &["key-result", "payment-rtt", "--title", "x", "--metric", "x"],
            &["--baseline", "3 s", "--target", "< 1 s"],
            "there is no `payment-rtt`",
        ),
        (&["guardrail", "instant-pay", "--metric", "x"], &["--limit", "5 %"], "write `<= 5 %` or `>= 5 %`"),
    ];
    for (first, rest, told) in cases {
        let output = environment.okr(&[&["new"][..], first, rest].concat()).expect(2);
        assert!(output.stderr.contains(told), "{first:?} {rest:?}\n{output}");
    }
    assert_eq!(environment.read(SHEET), before);
    assert_eq!(environment.git(&["status", "--porcelain"]).stdout, "");
}

#[test]
fn a_sheet_that_cannot_be_read_is_not_written_over() {
    let environment = TestEnvironment::workspace();
    environment.write(SHEET, "cycle: [\n");
    let output = environment
        .okr(&[
            "new",
            "objective",
            "--team",
            "payments",
            "--cycle",
            "2026-Q1",
            "--title",
            "Night shifts are quiet",
        ])
        .expect(2);
    assert!(output.stderr.contains("exists already"), "{output}");
    assert_eq!(environment.read(SHEET), "cycle: [\n");
    // A link on the way out of the repository is not followed either.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(environment.outside(), environment.root().join("okrs/2026-Q3")).unwrap();
        let output = environment
            .okr(&[
                "new",
                "objective",
                "--team",
                "payments",
                "--cycle",
                "2026-Q3",
                "--title",
                "Night shifts are quiet",
            ])
            .expect(2);
        assert!(output.stderr.contains("symbolic links are not followed"), "{output}");
        assert!(!environment.outside().join("payments.yaml").exists());
    }
}
