//! Cycles rolled over, told in string literals.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::finding::Severity;
use crate::rules::{CheckOptions, check};
use crate::snapshot::{FileSet, Parses};
use crate::yaml::write_sheet;

const COMPANY: &str = "\
cycle: 2026-Q1
team: company
objectives:
  - id: grow
    title: More shoppers pay
    why: Two in three leave.
    dimension: quality
    key_results:
      - { id: conversion, title: Carts rise from 31 % to 36 %, metric: \"share of carts that end in a payment, weekly\", baseline: 31 %, target: \">= 36 %\", hold: 4w, source: x }
";

/// A sheet of payments with these key results.
fn payments(key_results: &str) -> String {
    let key_results = format!("      {}\n", key_results.trim_end().replace('\n', "\n      "));
    format!(
        "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: instant-pay\n    title: Paying feels instant\n    why: Spinners.\n    dimension: quality\n    supports: [company/grow]\n    key_results:\n{key_results}"
    )
}

const RTT: &str = "- id: rtt
  title: Round trip falls from 300 ms to under 200 ms
  metric: p95 round-trip time, production, weekly
  baseline: 300 ms
  target: \"< 200 ms\"
  hold: 4w
  weight: 2
  source: x
";

fn snapshot(texts: &[(&str, &str)]) -> (FileSet, Snapshot) {
    let files = FileSet::from_texts(texts.iter().copied());
    let snapshot = Snapshot::read(&files, &mut Parses::default());
    (files, snapshot)
}

fn step() -> Step {
    Step {
        from: "2026-Q1".parse().unwrap(),
        to: "2026-Q2".parse().unwrap(),
        today: jiff::civil::date(2026, 4, 3),
    }
}

/// The sheet of payments as it is written, after company and payments were rolled over. It must give no error.
fn rolled(sheet: &str) -> (String, Vec<(String, Fate)>) {
    let texts = [("okrs/2026-Q1/company.yaml", COMPANY), ("okrs/2026-Q1/payments.yaml", sheet)];
    let (_, before) = snapshot(&texts);
    assert!(before.sheets.iter().all(|file| file.read.problems.is_empty()), "{:?}", before.sheets);
    let all = roll_over(&before, &["company".parse().unwrap(), "payments".parse().unwrap()], step());
    let written: Vec<String> = all.iter().map(|rolled| write_sheet(&rolled.sheet)).collect();
    let mut texts = texts.to_vec();
    texts.push(("okrs/2026-Q2/company.yaml", &written[0]));
    if !all[1].sheet.objectives.is_empty() {
        texts.push(("okrs/2026-Q2/payments.yaml", &written[1]));
    }
    let (files, after) = snapshot(&texts);
    let options = CheckOptions { today: Some(step().today), ..CheckOptions::default() };
    let found = check(&after, &files, &options).list;
    let wrong: Vec<_> = found
        .iter()
        .filter(|finding| finding.place.path.starts_with("okrs/2026-Q2"))
        .filter(|finding| {
            finding.severity == Severity::Error || matches!(finding.code, "H502" | "S006" | "M106")
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{}", written[1]);
    let fates = all[1].fates.iter().map(|(id, fate)| (id.to_string(), fate.clone())).collect();
    (written[1].clone(), fates)
}

fn carried(baseline: &str, target: &str, measured: bool) -> Fate {
    Fate::Carried { baseline: Some(baseline.to_owned()), target: Some(target.to_owned()), measured }
}

#[test]
fn what_is_unfinished_goes_on_from_its_last_value() {
    let record = "  amendments:\n    - { date: 2026-02-12, field: target, from: \"< 180 ms\", to: \"< 200 ms\", reason: Fraud. }\n  check_ins:\n    - { date: 2026-01-09, value: 296 ms }\n    - { date: 2026-03-30, value: 0.262 s, confidence: 0.4 }\n";
    let (sheet, fates) = rolled(&payments(&format!("{RTT}{record}")));
    assert_eq!(fates, [("rtt".to_owned(), carried("0.262 s", "< 200 ms", true))]);
    insta::assert_snapshot!(sheet, @r#"
    cycle: 2026-Q2
    team: payments
    objectives:
      - id: instant-pay
        title: Paying feels instant
        why: Spinners.
        dimension: quality
        supports: [company/grow]
        key_results:
          - id: rtt
            title: Round trip falls from 0.262 s to under 200 ms
            metric: p95 round-trip time, production, weekly
            baseline: 0.262 s
            target: "< 200 ms"
            hold: 4w
            weight: 2
            source: x
    "#);
}

#[test]
fn what_was_never_measured_keeps_its_baseline() {
    let (sheet, fates) = rolled(&payments(RTT));
    assert_eq!(fates, [("rtt".to_owned(), carried("300 ms", "< 200 ms", false))]);
    assert!(sheet.contains("title: Round trip falls from 300 ms to under 200 ms"), "{sheet}");
}

#[test]
fn a_win_is_guarded_while_work_is_left() {
    let won = format!("{RTT}  check_ins: [{{ date: 2026-03-30, value: 190 ms }}]\n");
    let more = "- { id: first-try, title: First tries succeed, metric: \"share of first tries that succeed, weekly\", baseline: 97 %, target: 99 %, source: x }\n- { id: retries, title: Retries are rare, metric: \"share of payments tried again, weekly\", baseline: 9 %, target: \"< 5 %\", source: x }\n- { id: cost, metric: \"cost per payment, monthly\", baseline: 4, target: 3, unit: cents, check_ins: [{ date: 2026-03-30, value: 2.5 }] }\n";
    let (sheet, fates) = rolled(&payments(&format!("{won}{more}")));
    assert_eq!(
        fates,
        [
            ("rtt".to_owned(), Fate::Guarded("< 200 ms".to_owned())),
            ("first-try".to_owned(), carried("97 %", "99 %", false)),
            ("retries".to_owned(), carried("9 %", "< 5 %", false)),
            ("cost".to_owned(), Fate::Guarded("<= 3".to_owned())),
        ]
    );
    let guardrails = sheet.split_once("    guardrails:\n").unwrap().1;
    insta::assert_snapshot!(guardrails, @r#"
    - id: rtt
      metric: p95 round-trip time, production, weekly
      limit: "< 200 ms"
      source: x
      continues: 2026-Q1/payments/rtt
    - id: cost
      metric: cost per payment, monthly
      limit: "<= 3"
      unit: cents
      continues: 2026-Q1/payments/cost
    "#);
}

#[test]
fn where_little_is_left_a_win_is_to_be_maintained() {
    let won = format!("{RTT}  direction: decrease\n  check_ins: [{{ date: 2026-03-30, value: 190 ms }}]\n");
    let stays = "- { id: up, title: Uptime stays over 99.9 %, metric: \"uptime, production, monthly\", baseline: 99.95 %, target: \"> 99.9 %\", direction: maintain, source: x, check_ins: [{ date: 2026-03-30, value: 99.97 % }] }\n";
    let (sheet, fates) = rolled(&payments(&format!("{won}{stays}")));
    assert_eq!(
        fates,
        [
            ("rtt".to_owned(), Fate::Maintained("< 200 ms".to_owned())),
            ("up".to_owned(), Fate::Maintained("> 99.9 %".to_owned())),
        ]
    );
    let key_results = sheet.split_once("    key_results:\n").unwrap().1;
    insta::assert_snapshot!(key_results, @r#"
    - id: rtt
      title: p95 round-trip time stays < 200 ms
      metric: p95 round-trip time, production, weekly
      baseline: 190 ms
      target: "< 200 ms"
      direction: maintain
      hold: 4w
      weight: 2
      source: x
    - id: up
      title: Uptime stays over 99.9 %
      metric: uptime, production, monthly
      baseline: 99.97 %
      target: "> 99.9 %"
      direction: maintain
      source: x
    "#);
}

#[test]
fn what_slipped_goes_back_to_where_it_was_good() {
    let stays = "- { id: up, title: Uptime stays over 99.9 %, metric: \"uptime, production, monthly\", baseline: 99.95 %, target: \"> 99.9 %\", direction: maintain, source: x, check_ins: [{ date: 2026-03-30, value: 99.5 % }] }\n- { id: load, title: Load stays between 40 % and 60 %, metric: \"mean load, production, daily\", baseline: 50 %, target: 40 % .. 60 %, direction: maintain, source: x, check_ins: [{ date: 2026-03-30, value: 70 % }] }\n";
    let (sheet, fates) = rolled(&payments(stays));
    assert_eq!(
        fates,
        [
            ("up".to_owned(), carried("99.5 %", "> 99.9 %", true)),
            ("load".to_owned(), carried("70 %", "40 % .. 60 %", true)),
        ]
    );
    assert_eq!(sheet.matches("direction: maintain").count(), 1, "{sheet}");
}

#[test]
fn what_was_dropped_stays_behind_and_an_objective_with_nothing_left_too() {
    let dropped = "- { id: rtt, baseline: 1 ms, target: \"< 1 ms\", status: dropped }\n";
    let (sheet, fates) = rolled(&payments(dropped));
    assert_eq!(fates, [("rtt".to_owned(), Fate::Dropped), ("instant-pay".to_owned(), Fate::Finished)]);
    assert!(sheet.ends_with("objectives: []\n"), "{sheet}");
}

#[test]
fn guardrails_go_on_without_their_record() {
    let guardrail = "    guardrails:\n      - { id: failures, metric: \"change failure rate, all services, monthly\", limit: \"<= 5 %\", source: x, continues: 2025-Q4/payments/failing, check_ins: [{ date: 2026-03-30, value: 9 % }] }\n";
    let (sheet, fates) = rolled(
        &format!("{}{guardrail}", payments(RTT)).replace("2025-Q4/payments/failing", "company/conversion"),
    );
    assert_eq!(fates[1], ("failures".to_owned(), Fate::Kept));
    assert!(sheet.contains("continues: 2026-Q1/company/conversion"), "{sheet}");
    assert!(!sheet.contains("check_ins"), "{sheet}");
}

#[test]
fn references_follow_to_what_is_there() {
    let texts = [("okrs/2026-Q1/company.yaml", COMPANY), ("okrs/2026-Q1/payments.yaml", &payments(RTT))];
    let supports = |teams: &[&str], more: &[(&str, &str)]| {
        let (_, before) = snapshot(&[&texts[..], more].concat());
        let teams: Vec<Id> = teams.iter().map(|team| team.parse().unwrap()).collect();
        let all = roll_over(&before, &teams, step());
        all.last().unwrap().sheet.objectives[0].supports[0].to_string()
    };
    assert_eq!(supports(&["company", "payments"], &[]), "company/grow");
    assert_eq!(supports(&["payments"], &[]), "2026-Q1/company/grow");
    let next = COMPANY.replace("2026-Q1", "2026-Q2");
    assert_eq!(supports(&["payments"], &[("okrs/2026-Q2/company.yaml", &next)]), "company/grow");
}

#[test]
fn a_title_that_cannot_be_mended_is_made_anew() {
    let title = RTT.replace(
        "Round trip falls from 300 ms to under 200 ms",
        "From 300 ms to under 200 ms, never 300 ms again",
    );
    let (sheet, _) =
        rolled(&payments(&format!("{title}  check_ins: [{{ date: 2026-03-30, value: 262 ms }}]\n")));
    assert!(sheet.contains("title: p95 round-trip time moves from 262 ms to 200 ms\n"), "{sheet}");
}
