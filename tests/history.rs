//! `git okr history` and `git okr log`: shifts, both scores, gaps, across renames; what cannot run.

use serde_json::Value;

use crate::environment::{SHEET, TestEnvironment};

/// A quarter in which the target of `payment-rtt` was loosened on day 43, and reached only thereby.
fn quarter() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.on("2026-02-12").edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"");
    environment.commit("Give the fraud check room");
    let seen = "- { date: 2026-01-09, value: 296 ms }";
    environment.on("2026-03-30").edit(
        SHEET,
        seen,
        &format!("{seen}\n          - {{ date: 2026-03-30, value: 210 ms }}"),
    );
    environment.commit("Check in");
    environment.on("2026-05-01");
    environment
}

fn key_result<'a>(report: &'a Value, reference: &str) -> &'a Value {
    report["cycles"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|cycle| cycle["key_results"].as_array().unwrap())
        .find(|own| own["ref"] == reference)
        .unwrap_or_else(|| panic!("{reference} is not in {report:#}"))
}

#[test]
fn a_shift_is_told_with_day_direction_and_what_it_was_worth() {
    let environment = quarter();
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    let own = key_result(&report, "2026-Q1/payments/payment-rtt");
    assert_eq!(own["target"]["original"]["text"], "< 200 ms");
    assert_eq!(own["target"]["final"]["text"], "< 220 ms");
    assert_eq!(own["target"]["final"]["comparison"], "<");
    assert_eq!(own["final_value"]["text"], "210 ms");
    assert_eq!(own["score"]["original"].to_string(), "0.9000");
    assert_eq!(own["score"]["final"].to_string(), "1.0000");
    assert_eq!(own["shift_gain"].to_string(), "0.1000");
    assert_eq!(own["state"], "attained");
    let shift = &own["shifts"][0];
    assert_eq!(shift["field"], "target");
    assert_eq!(shift["direction"], "loosened");
    assert_eq!((&shift["day"], &shift["days"]), (&43.into(), &90.into()));
    assert_eq!(shift["declared"], false);
    assert_eq!(shift["reason"], Value::Null);
    assert_eq!(shift["date"], "2026-02-12");
    assert_eq!(shift["author"], "Payments lead");
    assert_eq!(shift["commit"], environment.git(&["rev-parse", "HEAD~1"]).stdout.trim());
    assert_eq!(report["complete"], true);
    assert_eq!(report["gaps"], Value::Array(Vec::new()));
}

#[test]
fn the_report_reads_the_same_on_every_run_and_clock() {
    let mut environment = quarter();
    let first = environment.okr(&["history"]).expect(0).stdout;
    let later = environment.on("2027-01-01").okr(&["history"]).expect(0).stdout;
    assert_eq!(first, later);
    assert!(first.contains("1 of 4 key results ended on target; 0 against the targets first"), "{first}");
}

#[test]
fn a_broken_commit_is_a_gap_and_the_walk_goes_on() {
    let mut environment = TestEnvironment::workspace();
    let good = environment.read(SHEET);
    environment.on("2026-02-10").write(SHEET, "cycle: 2026-Q1\nteam: payments\nobjectives: [\n");
    let broken = environment.commit("Break it");
    environment.on("2026-02-12").write(SHEET, &good.replace("< 200 ms", "< 220 ms"));
    environment.commit("Mend it");
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    assert_eq!(report["gaps"][0]["commit"], broken.as_str());
    assert_eq!(report["gaps"][0]["path"], SHEET);
    let own = key_result(&report, "2026-Q1/payments/payment-rtt");
    assert_eq!(own["shifts"][0]["day"], 43);
    assert_eq!(own["late"], false);
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let environment = quarter();
    let source = format!("file://{}", environment.root().display());
    environment.git(&["clone", "--quiet", "--depth=1", &source, "../shallow"]);
    let report = environment.okr(&["-C", "../shallow", "history", "--format", "json"]).expect(0).json();
    assert_eq!(report["complete"], false);
    assert_eq!(report["incomplete_before"]["date"], "2026-03-30");
}

#[test]
fn one_cycle_or_team_can_be_asked_for_and_an_unknown_one_is_told() {
    let environment = quarter();
    let report = environment.okr(&["history", "--team", "payments", "--format", "json"]).expect(0).json();
    assert_eq!(report["cycles"][0]["key_results"].as_array().unwrap().len(), 2);
    for (arguments, expected) in [
        (["history", "--cycle", "2019-Q1"], "nobody wrote goals for 2019-Q1"),
        (["history", "--team", "nobody"], "there is no team `nobody`"),
        (["history", "--rev", "nothing"], "unknown revision `nothing`"),
        (["history", "--format", "pdf"], "is not a format"),
        (["history", "--from", "2031-Q1"], "no cycle with goals lies in that stretch"),
    ] {
        let output = environment.okr(&arguments).expect(2);
        assert!(output.stderr.contains(expected), "{output}");
    }
}

#[test]
fn a_report_is_written_whole() {
    let environment = quarter();
    environment.okr(&["history", "--format", "html", "-o", "report.html"]).expect(0);
    let html = environment.read("report.html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    environment.okr(&["history", "-o", "no/such/place.md"]).expect(2);
}

#[test]
fn the_log_of_a_key_result_goes_back_to_its_first_version() {
    let environment = quarter();
    let log = environment.okr(&["log", "payments/payment-rtt"]).expect(0).stdout;
    let stations: Vec<usize> =
        ["check-in of 2026-03-30: 210 ms", "target loosened from < 200 ms to < 220 ms", "key result added"]
            .into_iter()
            .map(|words| log.find(words).unwrap_or_else(|| panic!("{words} is not in\n{log}")))
            .collect();
    assert!(stations.is_sorted(), "newest first:\n{log}");
    let value = environment.okr(&["log", "payment-rtt", "--format", "json"]).expect(0).json();
    assert_eq!(value["ref"], "2026-Q1/payments/payment-rtt");
    assert_eq!(value["versions"].as_array().unwrap().len(), 3);
    let output = environment.okr(&["log", "payment-rt"]).expect(2);
    assert!(output.stderr.contains("did you mean `2026-Q1/payments/payment-rtt`"), "{output}");
}
