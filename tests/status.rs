//! `git okr status`: today, with what is not committed yet.

use crate::environment::{SHEET, TestEnvironment};

#[test]
fn it_tells_state_pace_and_silence_of_the_running_cycle() {
    let environment = TestEnvironment::workspace();
    let value = environment.okr(&["status", "--format", "json"]).expect(0).json();
    assert_eq!(value["today"], "2026-02-12");
    assert_eq!((&value["cycles"][0]["day"], &value["cycles"][0]["days"]), (&43.into(), &90.into()));
    let own = value["cycles"][0]["key_results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["ref"] == "2026-Q1/payments/payment-rtt")
        .unwrap();
    assert_eq!(own["state"], "behind");
    assert_eq!(own["score"]["final"].to_string(), "0.0400");
    assert_eq!(own["stale_days"], 34);
    let page = environment.okr(&["status", "--team", "payments"]).expect(0).stdout;
    assert!(page.contains("Of 2 key results, 1 not started and 1 behind; 2 without a check-in"), "{page}");
    assert!(page.contains("payments/payment-rtt: behind, last at 296 ms, 34 days ago"), "{page}");
}

#[test]
fn a_check_in_counts_before_it_is_committed() {
    let environment = TestEnvironment::workspace();
    let seen = "- { date: 2026-01-09, value: 296 ms }";
    environment.edit(SHEET, seen, &format!("{seen}\n          - {{ date: 2026-02-10, value: 190 ms }}"));
    let states = |environment: &TestEnvironment, more: &[&str]| {
        let arguments = [&["status", "--team", "payments", "--format", "json"], more].concat();
        let value = environment.okr(&arguments).expect(0).json();
        value["cycles"][0]["key_results"][0]["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(states(&environment, &[]), "attained");
    assert_eq!(states(&environment, &["--staged"]), "behind");
    assert_eq!(states(&environment, &["--rev", "HEAD"]), "behind");
}
