//! `git okr drop`: ends a key result honestly.

use crate::environment::{SHEET, TestEnvironment};

#[test]
fn what_is_dropped_stays_in_the_sheet_with_its_reason() {
    let environment = TestEnvironment::workspace();
    let output = environment
        .okr(&["drop", "payments/payment-rtt", "--reason", "The acquirer leaves: nobody pays there."])
        .expect(0);
    assert_eq!(
        output.stdout,
        "2026-Q1/payments/payment-rtt: dropped, last at 296 ms on 2026-01-09; reason: The acquirer leaves: nobody pays there.\n"
    );
    environment.commit("Drop");
    let review = environment.okr(&["review", "HEAD~1", "--format", "json"]).expect(0).json();
    let dropped = &review["changes"].as_array().unwrap()[0];
    assert_eq!((&dropped["kind"], &dropped["declared"]), (&"key-result-dropped".into(), &true.into()));
    let rows = environment.okr(&["export", "json", "--team", "payments"]).json();
    let states: Vec<&str> =
        rows.as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["dropped", "not-started"]);
}

#[test]
fn what_cannot_be_dropped_is_told_and_nothing_is_written() {
    let environment = TestEnvironment::workspace();
    environment.okr(&["drop", "payment-success", "--reason", "First."]).expect(0);
    let before = environment.read(SHEET);
    for (arguments, told) in [
        (&["payment-success", "--reason", "Second."][..], "was dropped already on 2026-02-12: First."),
        (&["instant-pay", "--reason", "x"], "is no key result"),
        (&["change-failures", "--reason", "x"], "is no key result"),
        (&["payment-rtt"], "--reason"),
        (&["payment-rtt", "--reason", ""], "--reason"),
        (&["payment-rrt", "--reason", "x"], "did you mean `2026-Q1/payments/payment-rtt`?"),
    ] {
        let output = environment.okr(&[&["drop"][..], arguments].concat()).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
        assert_eq!(environment.read(SHEET), before);
    }
}

#[test]
fn a_sheet_that_cannot_be_edited_is_left_alone() {
    let environment = TestEnvironment::workspace();
    let shared = environment
        .read(SHEET)
        .replace("title: Payment round", "title: &t Payment round")
        .replace("title: Payments that succeed at the first try rise from 97.2 % to 99 %", "title: *t");
    environment.write(SHEET, &format!("{shared}objectives: []\n"));
    let before = environment.read(SHEET);
    environment.okr(&["drop", "payment-rtt", "--reason", "x"]).expect(2);
    assert_eq!(environment.read(SHEET), before);
}
