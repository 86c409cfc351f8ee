//! `git okr grade`: the grades of a cycle that is over, and what is missing.

use crate::environment::{SHEET, TestEnvironment};

/// The first quarter is over; some of it was measured to the end.
fn over() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"").commit("Loosen");
    environment.on("2026-03-30");
    for (reference, value) in [
        ("payment-rtt", "210 ms"),
        ("payment-success", "98 %"),
        ("cart-conversion", "33 %"),
        ("payment-complaints", "70 complaints"),
    ] {
        environment.okr(&["check-in", reference, value]).expect(0);
    }
    environment.on("2026-04-02");
    environment
}

#[test]
fn a_cycle_is_closed_when_every_last_value_is_there() {
    let environment = over();
    let open = environment.okr(&["grade", "2026-Q1", "--format", "json"]).expect(1).json();
    assert_eq!(
        open["missing"],
        serde_json::json!([{ "ref": "2026-Q1/payments/change-failures", "why": "unmeasured", "last_check_in": null }])
    );
    assert_eq!((&open["closes"], &open["closed"]), (&"2026-04-14".into(), &false.into()));
    let text = environment.okr(&["grade"]).expect(1).stdout;
    assert!(
        text.contains("git okr check-in 2026-Q1/payments/change-failures VALUE --date 2026-03-31"),
        "{text}"
    );
    assert!(text.contains("payments/payment-rtt: attained, and not seen to hold for 4w"), "{text}");

    environment.okr(&["check-in", "change-failures", "4 %", "--date", "2026-03-31"]).expect(0);
    let whole = environment.okr(&["grade", "--format", "json"]).expect(0).json();
    assert_eq!(whole["missing"], serde_json::json!([]));
    let rtt = whole["key_results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["ref"] == "2026-Q1/payments/payment-rtt")
        .unwrap();
    assert_eq!(rtt["score"].to_string(), r#"{"original":0.9000,"final":1.0000}"#);
    assert_eq!(
        (&rtt["original_band"], &rtt["band"], &rtt["unheld"]),
        (&"yellow".into(), &"green".into(), &true.into())
    );
    // Grades are told, never written.
    assert_eq!(
        environment.git(&["diff", "--name-only"]).stdout,
        format!("okrs/2026-Q1/company.yaml\n{SHEET}\n")
    );
    assert!(!environment.read(SHEET).contains("grade"));
}

#[test]
fn a_value_of_weeks_ago_is_not_the_last_one() {
    let mut environment = TestEnvironment::workspace();
    environment.on("2026-04-02");
    let missing = environment.okr(&["grade", "--team", "payments", "--format", "json"]).expect(1).json();
    assert_eq!(missing["missing"][0]["why"], "stale");
    assert_eq!(missing["missing"][0]["last_check_in"], "2026-01-09");
    // Once the cycle is closed nothing can be added, and the report says so.
    environment.on("2026-05-02");
    let text = environment.okr(&["grade"]).expect(1).stdout;
    assert!(text.contains("what is missing stays missing") && !text.contains("git okr check-in"), "{text}");
}

#[test]
fn only_what_is_over_has_grades() {
    let environment = TestEnvironment::workspace();
    for (arguments, told) in [
        (&["grade"][..], "no cycle of this workspace is over yet"),
        (&["grade", "2026-Q1"], "2026-Q1 runs until 2026-03-31 and has no grades yet"),
        (&["grade", "2025-Q1"], "cycles with goals are: 2026-Q1"),
        (&["grade", "--team", "nobody"], "teams are: company, payments"),
    ] {
        let output = environment.okr(arguments).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
    }
}
