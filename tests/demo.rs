//! The demo's year as the report tells it: every turn of its story is found, with its day, its reason and what it did
//! to the score. The demo stands for real life here; what each rule says of one change is tested in `okr-core`.

use std::sync::LazyLock;

use serde_json::Value;

use crate::environment::TestEnvironment;

/// What is told of the demo, once for all tests of this module.
struct Told {
    /// The last quarter's report, as a person reads it.
    report: String,
    /// The whole history as JSON.
    year: Value,
}

static TOLD: LazyLock<Told> = LazyLock::new(|| {
    let demo = TestEnvironment::demo();
    let report = demo.okr(&["-C", "demo", "history", "--cycle", "2026-Q3"]).expect(0).stdout;
    let year = demo.okr(&["-C", "demo", "history", "--format", "json"]).expect(0).json();
    Told { report, year }
});

fn cycle(name: &str) -> &'static Value {
    let cycles = TOLD.year["cycles"].as_array().unwrap();
    cycles.iter().find(|cycle| cycle["cycle"] == name).unwrap_or_else(|| panic!("no cycle {name}"))
}

fn key_result(reference: &str) -> &'static Value {
    let (name, _) = reference.split_once('/').unwrap();
    let all = cycle(name)["key_results"].as_array().unwrap();
    all.iter().find(|key_result| key_result["ref"] == reference).unwrap_or_else(|| panic!("no {reference}"))
}

/// Its shifts after settling, as `field before -> after on day d of n, direction; reason`.
fn shifts(reference: &str) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => "nothing".to_owned(),
        quantity => quantity["text"].as_str().unwrap_or_default().to_owned(),
    };
    let shifts = key_result(reference)["shifts"].as_array().unwrap();
    let settled = shifts.iter().filter(|shift| shift["settled"] == true);
    settled
        .map(|shift| {
            let (day, days) = (&shift["day"], &shift["days"]);
            let (direction, reason) =
                (text(&shift["direction"]), shift["reason"].as_str().unwrap_or("no reason"));
            let (before, after) = (text(&shift["before"]), text(&shift["after"]));
            format!(
                "{}: {before} -> {after}, day {day} of {days}, {direction}; {reason}",
                text(&shift["kind"])
            )
        })
        .collect()
}

/// Score against the target first written, score as it ended, and the state.
fn ended(reference: &str) -> String {
    let found = key_result(reference);
    format!(
        "{} / {} {}",
        found["score"]["original"],
        found["score"]["final"],
        found["state"].as_str().unwrap()
    )
}

#[test]
fn four_finished_quarters_and_one_gap() {
    let names: Vec<&str> = TOLD.year["cycles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cycle| cycle["cycle"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]);
    assert_eq!(TOLD.year["complete"], true);
    let gaps = TOLD.year["gaps"].as_array().unwrap();
    assert_eq!(gaps.len(), 1, "the sheet that was broken for half an hour");
    assert_eq!(gaps[0]["path"], "okrs/2025-Q4/risk.yaml");
}

#[test]
fn a_target_loosened_with_a_reason_keeps_both_scores() {
    assert_eq!(
        shifts("2026-Q1/payments/payment-rtt"),
        ["target-changed: < 180 ms -> < 200 ms, day 43 of 90, loosened; \
          The regulator's fraud check adds 20 ms to every payment."]
    );
    assert_eq!(ended("2026-Q1/payments/payment-rtt"), "0.6666 / 0.9230 missed");
}

#[test]
fn a_target_loosened_without_a_word_shows_what_it_gained() {
    let told = shifts("2026-Q3/checkout/form-errors");
    assert_eq!(
        told.last().map(String::as_str),
        Some("target-changed: < 3 % -> < 4.5 %, day 76 of 92, loosened; no reason")
    );
    assert_eq!(ended("2026-Q3/checkout/form-errors"), "0.2222 / 1.0000 held");
    assert_eq!(key_result("2026-Q3/checkout/form-errors")["original_band"], "red");
}

#[test]
fn a_reason_in_a_trailer_is_heard() {
    assert_eq!(
        shifts("2026-Q1/risk/manual-review-share"),
        ["target-changed: < 5 % -> < 6 %, day 69 of 90, loosened; \
          Two markets opened with no history of fraud to learn from."]
    );
}

#[test]
fn a_day_ends_where_the_organisation_is() {
    // Committed on 14 April at 16:20 in the author's zone: the fifteenth day of the quarter in Shanghai.
    assert_eq!(
        shifts("2026-Q2/reliability/found-first"),
        ["target-changed: >= 90 % -> >= 85 %, day 15 of 91, loosened; no reason"]
    );
}

#[test]
fn a_false_amendment_is_no_reason() {
    let told = shifts("2026-Q3/reliability/time-to-restore");
    assert_eq!(
        told.last().map(String::as_str),
        Some("target-changed: < 25 min -> < 33 min, day 58 of 92, loosened; no reason")
    );
}

#[test]
fn other_ways_to_bend_a_goal_are_found() {
    assert_eq!(
        shifts("2025-Q4/ledger/reconciliation-time"),
        ["baseline-changed: 26 h -> 31 h, day 50 of 92, loosened; no reason"]
    );
    assert_eq!(
        shifts("2026-Q2/merchants/dispute-rate"),
        ["weight-changed: 1 -> 3, day 62 of 91, neutral; no reason"]
    );
    let told = shifts("2026-Q1/reliability/time-to-restore").concat();
    assert!(told.starts_with("metric-changed:") && told.contains("day 64 of 90, redefined"), "{told}");
    let told = shifts("2026-Q1/checkout/page-load").concat();
    assert!(told.starts_with("check-in-rewritten: 2.6 s -> 2.4 s, day 61 of 90"), "{told}");
    let told = shifts("2026-Q1/ledger/unmatched-entries").concat();
    assert!(told.starts_with("check-in-rewritten: 63 entries -> 58 entries, day 112 of 90"), "{told}");
    assert_eq!(key_result("2026-Q2/risk/chargeback-answer")["late"], true);
}

#[test]
fn a_tightened_target_keeps_the_first_one_as_the_measure() {
    assert_eq!(
        shifts("2025-Q4/platform/build-time"),
        ["target-changed: < 6 min -> < 5 min, day 45 of 92, tightened; \
          The shared cache came a month early; six minutes would be reached without work."]
    );
    assert_eq!(ended("2026-Q3/ledger/rebuild-share"), "0.8000 / 0.6400 missed");
}

#[test]
fn dropped_is_not_removed() {
    assert_eq!(key_result("2026-Q2/ledger/legacy-postings")["state"], "dropped");
    assert_eq!(key_result("2026-Q1/merchants/merchant-churn")["state"], "removed");
}

#[test]
fn a_lineage_survives_a_rename_a_move_and_a_split() {
    let lineage = |reference: &str| key_result(reference)["lineage"].as_str().unwrap();
    assert_eq!(lineage("2026-Q3/reliability/time-to-restore"), "2025-Q4/reliability/mttr");
    assert_eq!(lineage("2026-Q3/ledger/refund-time"), "2025-Q4/payments/refund-time");
    assert_eq!(lineage("2026-Q2/payments/payment-rtt"), "2025-Q4/payments/payment-rtt");
    let first = shifts("2026-Q2/payments/first-try");
    assert!(first.is_empty(), "a file for each objective changes no goal: {first:?}");
    assert_eq!(ended("2026-Q2/ledger/refund-time"), "1.0000 / 1.0000 attained", "check-ins came along");
}

#[test]
fn a_win_is_held_and_then_slips() {
    assert_eq!(key_result("2026-Q2/payments/payment-rtt")["state"], "held");
    assert_eq!(key_result("2026-Q3/payments/payment-rtt")["state"], "slipped");
}

#[test]
fn speed_on_failing_changes_is_hollow() {
    let find = |list: &str, key: &str, wanted: &str| -> &Value {
        let all = cycle("2026-Q3")[list].as_array().unwrap();
        all.iter().find(|one| one[key] == wanted).unwrap()
    };
    let objective = find("objectives", "ref", "2026-Q3/platform/quick-iterations");
    assert_eq!((&objective["hollow"], &objective["band"]), (&Value::Bool(true), &Value::from("red")));
    assert!(objective["score"]["final"].as_f64().unwrap() > 0.9, "its score is shown: {objective}");
    assert_eq!(find("teams", "team", "platform")["hollow"], true, "fast on quality under 0.4");
}

#[test]
fn one_edit_of_many_sheets_is_told_once() {
    let all = cycle("2026-Q3")["key_results"].as_array().unwrap();
    let references = all.iter().map(|key_result| key_result["ref"].as_str().unwrap());
    let held = references.filter(|reference| shifts(reference).concat().contains("hold-changed: 4w -> 2w"));
    assert_eq!(held.count(), 39, "each key result carries its own shift");
    let report = &TOLD.report;
    assert_eq!(report.matches("Two weeks are enough to call it held").count(), 1, "{report}");
}

#[test]
fn what_only_a_merge_changed_is_told() {
    let report = TOLD.report.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, told) = report.split_once("checkout/rollback-share, 2026-08-06 by Checkout lead in ").unwrap();
    assert!(told[10..].starts_with(": limit loosened from <= 3 % to <= 5 % (day 37 of 92)"), "{told}");
}
