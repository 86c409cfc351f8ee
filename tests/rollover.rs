//! `git okr rollover`: opens the next cycle from the last one.

use crate::environment::{SHEET, TestEnvironment};

const NEXT: &str = "okrs/2026-Q2/payments.yaml";

/// The first quarter measured to its end: one key result short of its target, one won, one dropped.
fn finished() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.on("2026-03-30");
    environment.okr(&["check-in", "payment-rtt", "210 ms"]).expect(0);
    environment.okr(&["check-in", "payment-success", "99.1 %"]).expect(0);
    environment.okr(&["check-in", "cart-conversion", "33 %"]).expect(0);
    environment.okr(&["drop", "payment-complaints", "--reason", "Counted elsewhere."]).expect(0);
    environment.commit("Measure the first quarter");
    environment.on("2026-04-02");
    environment
}

#[test]
fn the_next_cycle_opens_without_an_error() {
    let environment = finished();
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2"]).expect(0);
    assert_eq!(
        output.stdout,
        "\
okrs/2026-Q2/company.yaml
  cart-conversion     goes on from 33 % to >= 36 %
  payment-complaints  was dropped: stays in 2026-Q1
okrs/2026-Q2/payments.yaml
  payment-rtt      goes on from 210 ms to < 200 ms
  payment-success  was won: to be maintained at >= 99 %
  change-failures  guardrail: goes on
"
    );
    environment.okr(&["check", "okrs/2026-Q2"]).expect(0);
    let sheet = environment.read(NEXT);
    assert!(sheet.contains("title: Payment round trip falls from 210 ms to under 200 ms\n"), "{sheet}");
    assert!(sheet.contains("supports: [company/grow-checkout]\n"), "{sheet}");
    environment.commit("Open the second quarter");
    environment.okr(&["review", "HEAD~1"]).expect(0);
    // The lineage goes on without a word.
    let history = environment.okr(&["history", "--format", "json"]).expect(0).json();
    let last = &history["cycles"][1]["key_results"];
    let rtt =
        last.as_array().unwrap().iter().find(|own| own["ref"] == "2026-Q2/payments/payment-rtt").unwrap();
    assert_eq!(rtt["lineage"], "2026-Q1/payments/payment-rtt");
}

#[test]
fn a_sheet_that_is_there_is_never_written_over() {
    let environment = finished();
    let mine = "cycle: 2026-Q2\nteam: payments\nobjectives: []\n";
    environment.write(NEXT, mine);
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2", "--team", "payments"]).expect(2);
    assert!(output.stderr.contains("has goals for 2026-Q2 already"), "{output}");
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2"]).expect(0);
    assert!(
        output.stderr.contains("payments has goals for 2026-Q2 already; they stay as they are"),
        "{output}"
    );
    assert_eq!(environment.read(NEXT), mine);
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2"]).expect(2);
    assert!(output.stderr.contains("every team of 2026-Q1 has goals for 2026-Q2 already"), "{output}");
    // Nor is a file that is no sheet.
    std::fs::remove_file(environment.root().join("okrs/2026-Q2/company.yaml")).unwrap();
    environment.write("okrs/2026-Q2/company.yaml", "- nothing\n");
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2"]).expect(2);
    assert!(output.stderr.contains("exists already"), "{output}");
    assert_eq!(environment.read("okrs/2026-Q2/company.yaml"), "- nothing\n");
}

#[test]
fn what_cannot_be_is_told_and_nothing_is_written() {
    let mut environment = finished();
    for (arguments, told) in [
        (&["2026-Q2", "2026-Q1"][..], "2026-Q1 does not come after 2026-Q2"),
        (&["2026-Q1", "2026-Q1"], "does not come after"),
        (&["2025-Q3", "2026-Q2"], "cycles with goals are: 2026-Q1"),
        (&["2026-Q1", "2026-Q2", "--team", "nobody"], "teams are: company, payments"),
        (&["2026-Q1", "soon"], "is not a cycle"),
    ] {
        let output = environment.okr(&[&["rollover"][..], arguments].concat()).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
    }
    environment.okr(&["rollover", "2026-Q1", "2026-Q2", "--dry-run"]).expect(0);
    // What cannot be read in full would be lost.
    environment.edit(SHEET, "      - id: payment-success\n", "      - id: Payment Success\n");
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2"]).expect(2);
    assert!(output.stderr.contains("payments.yaml:21: "), "{output}");
    environment.git(&["checkout", "--", SHEET]);
    // A cycle that is over for good opens no more.
    environment.on("2026-08-01");
    let output = environment.okr(&["rollover", "2026-Q1", "2026-Q2"]).expect(2);
    assert!(output.stderr.contains("closed-cycle-edited"), "{output}");
    assert_eq!(environment.git(&["status", "--porcelain"]).stdout, "");
}
