//! `git okr export`: flat rows.

use serde_json::{Value, json};

use crate::environment::{SHEET, TestEnvironment};

/// A workspace whose target was loosened on day 43 and measured in the last days.
fn shifted() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"").commit("Loosen");
    environment.edit(
        SHEET,
        "          - { date: 2026-01-09, value: 296 ms }\n",
        "          - { date: 2026-01-09, value: 296 ms }\n          - { date: 2026-03-30, value: 210 ms, confidence: 0.8, note: \"=1+1, \\\"so\\\"\" }\n",
    );
    environment.on("2026-04-02");
    environment
}

fn row<'a>(rows: &'a Value, reference: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row["ref"] == reference).unwrap()
}

#[test]
fn a_key_result_is_a_row_with_both_scores() {
    let environment = shifted();
    let rows = environment.okr(&["export", "json"]).expect(0).json();
    assert_eq!(rows.as_array().unwrap().len(), 4);
    let rtt = row(&rows, "2026-Q1/payments/payment-rtt");
    for (key, value) in [
        ("team_name", json!("Payments platform")),
        ("objective", json!("2026-Q1/payments/instant-pay")),
        ("dimension", json!("quality")),
        ("supports", json!("company/grow-checkout")),
        ("baseline", json!("300 ms")),
        ("baseline_number", json!(300)),
        ("target", json!("< 220 ms")),
        ("target_comparison", json!("<")),
        ("target_number", json!(220)),
        ("target_unit", json!("ms")),
        ("target_high", Value::Null),
        ("original_target", json!("< 200 ms")),
        ("direction", json!("decrease")),
        ("weight", json!(1)),
        ("value", json!("210 ms")),
        ("value_date", json!("2026-03-30")),
        ("confidence", json!(0.8)),
        ("check_ins", json!(2)),
        ("state", json!("attained")),
        ("score_original", json!(0.9)),
        ("score_final", json!(1.0)),
        ("shift_gain", json!(0.1)),
        ("band_original", json!("yellow")),
        ("band_final", json!("green")),
        ("settled_shifts", json!(1)),
    ] {
        match value.as_f64() {
            Some(number) => assert_eq!(rtt[key].as_f64(), Some(number), "{key}"),
            None => assert_eq!(rtt[key], value, "{key}"),
        }
    }
    // What is committed is another state than what stands in the work tree.
    let committed = environment.okr(&["export", "json", "--rev", "HEAD"]).expect(0).json();
    assert_eq!(row(&committed, "2026-Q1/payments/payment-rtt")["value"], "296 ms");
}

#[test]
fn csv_has_the_columns_of_json_and_no_formulas() {
    let environment = shifted();
    let csv = environment.okr(&["export", "csv"]).expect(0).stdout;
    let rows = environment.okr(&["export", "json"]).json();
    let keys: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    assert_eq!(csv.lines().next().unwrap().split(',').collect::<Vec<_>>(), keys);
    assert_eq!(csv.lines().count(), 5);

    environment.okr(&["export", "csv", "--check-ins", "--team", "payments", "-o", "out.csv"]).expect(0);
    let lines: Vec<String> = environment.read("out.csv").lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[2].ends_with("key result,2026-03-30,210 ms,210,ms,0.8,\"'=1+1, \"\"so\"\"\""),
        "{}",
        lines[2]
    );
}

#[test]
fn what_does_not_exist_is_told_and_nothing_is_written() {
    let environment = TestEnvironment::workspace();
    for (arguments, told) in [
        (&["--team", "nobody"][..], "teams are: company, payments"),
        (&["--cycle", "2031-Q1"][..], "cycles with goals are: 2026-Q1"),
    ] {
        let output =
            environment.okr(&[&["export", "csv", "-o", "out.csv"][..], arguments].concat()).expect(2);
        assert!(output.stderr.contains(told), "{output}");
        assert!(!environment.root().join("out.csv").exists());
    }
    environment.okr(&["export", "xml"]).expect(2);
}
