//! `git okr amend`: a change and its reason, in one step.

use crate::environment::{SHEET, TestEnvironment};

const RTT: &str = "2026-Q1/payments/payment-rtt";

#[test]
fn what_is_amended_passes_review() {
    let environment = TestEnvironment::workspace();
    let output = environment
        .okr(&[
            "amend",
            "payment-rtt",
            "--target",
            "< 220 ms",
            "--hold",
            "2w",
            "--reason",
            "The fraud check adds 20 ms.",
            "--approved-by",
            "@cto",
        ])
        .expect(0);
    assert_eq!(
        output.stdout,
        format!(
            "{RTT}: target loosened from < 200 ms to < 220 ms on day 43 of 90; reason: The fraud check adds 20 ms. (approved by @cto)\n\
             {RTT}: hold shortened from 4w to 2w on day 43 of 90; reason: The fraud check adds 20 ms. (approved by @cto)\n\
             {RTT}: title is now: Payment round trip falls from 300 ms to under 220 ms\n"
        )
    );
    let amendment = "        amendments:
          - date: 2026-02-12
            field: target
            from: \"< 200 ms\"
            to: \"< 220 ms\"
            reason: The fraud check adds 20 ms.
            approved_by: \"@cto\"
";
    assert!(environment.read(SHEET).contains(amendment), "{}", environment.read(SHEET));
    assert_eq!(environment.git(&["diff", "--numstat"]).stdout, format!("16\t3\t{SHEET}\n"));
    environment.commit("Amend");
    let review = environment.okr(&["review", "HEAD~1", "--format", "json"]).expect(0).json();
    assert_eq!(review["summary"]["errors"], 0);
    let target =
        review["changes"].as_array().unwrap().iter().find(|change| change["field"] == "target").unwrap();
    assert_eq!(target["declared"], true);
}

#[test]
fn an_edit_made_by_hand_is_declared_as_it_stands() {
    let environment = TestEnvironment::workspace();
    environment.edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"");
    environment.okr(&["amend", RTT, "--target", "< 220 ms", "--reason", "Fraud check."]).expect(0);
    // And one on top of it goes on from there.
    environment.okr(&["amend", RTT, "--target", "< 230 ms", "--reason", "A second one."]).expect(0);
    let sheet = environment.read(SHEET);
    for (from, to) in [("< 200 ms", "< 220 ms"), ("< 220 ms", "< 230 ms")] {
        assert!(sheet.contains(&format!("from: \"{from}\"\n            to: \"{to}\"")), "{sheet}");
    }
    environment.commit("Amend");
    environment.okr(&["review", "HEAD~1"]).expect(0);
}

#[test]
fn guardrails_and_objectives_have_their_own_fields() {
    let environment = TestEnvironment::workspace();
    environment
        .okr(&["amend", "change-failures", "--limit", "<= 6 %", "--reason", "Rollbacks count."])
        .expect(0);
    environment
        .okr(&["amend", "instant-pay", "--commitment", "aspirational", "--reason", "A stretch."])
        .expect(0);
    let sheet = environment.read(SHEET);
    assert!(sheet.contains("limit: \"<= 6 %\"") && sheet.contains("    commitment: aspirational"), "{sheet}");
    environment.commit("Amend");
    environment.okr(&["review", "HEAD~1"]).expect(0);
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let environment = TestEnvironment::workspace();
    let before = environment.read(SHEET);
    for (arguments, told) in [
        (&["payment-rtt", "--target", "< 5 %", "--reason", "x"][..], "it is percent, and `300 ms` is time"),
        (&["payment-rtt", "--target", "faster", "--reason", "x"], "`faster` is not a quantity"),
        (&["payment-rtt", "--baseline", "3 incidents", "--reason", "x"], "cannot be the baseline"),
        (&["payment-rtt", "--target", "< 0.2 s", "--reason", "x"], "nothing changes"),
        (&["payment-rtt", "--limit", "< 5 ms", "--reason", "x"], "is a key result, which has no `limit`"),
        (
            &["change-failures", "--target", "< 5 %", "--reason", "x"],
            "it has --limit, --metric, --unit, --source",
        ),
        (&["payment-rtt", "--hold", "3 %", "--reason", "x"], "write a time, such as 4w"),
        (&["payment-rtt", "--weight", "-1", "--reason", "x"], "a number greater than 0"),
        (&["payment-rtt", "--direction", "sideways", "--reason", "x"], "increase, decrease or maintain"),
        (&["payment-rtt", "--target", "< 220 ms"], "--reason"),
        (&["payment-rtt", "--target", "< 220 ms", "--reason", " "], "--reason"),
        (&["payment-rtt", "--reason", "x"], "--target <TARGET>"),
        (&["payments/rtt", "--target", "< 220 ms", "--reason", "x"], "did you mean"),
    ] {
        let output = environment.okr(&[&["amend"][..], arguments].concat()).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
        assert_eq!(environment.read(SHEET), before);
    }
}

#[test]
fn where_policy_is_frozen_a_reason_is_not_enough() {
    let mut environment = TestEnvironment::workspace();
    environment.edit("okr.yaml", "policy: calibrated", "policy: frozen").commit("Freeze");
    let amend = ["amend", "payment-rtt", "--target", "< 220 ms", "--reason", "x"];
    let before = environment.read(SHEET);
    let output = environment.okr(&amend).expect(2);
    assert!(output.stderr.contains("policy is frozen"), "{output}");
    assert_eq!(environment.read(SHEET), before);
    environment.on("2026-01-14").okr(&amend).expect(0);
}
