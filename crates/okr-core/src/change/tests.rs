//! Two states told in string literals, and what is said to have changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;

use super::{Change, between, describe};
use crate::snapshot::{FileSet, Parses, Snapshot};

const PATH: &str = "okrs/2026-Q1/payments.yaml";
const RTT: &str = "id: rtt\nmetric: p95 round trip\nbaseline: 300 ms\ntarget: < 200 ms\n\
                   check_ins:\n  - { date: 2026-01-16, value: 282 ms }\n  - { date: 2026-01-23, value: 270 ms }";
const LOST: &str = "id: lost\nmetric: lost payments\nbaseline: 9 payments\ntarget: < 2 payments";

/// A list of mappings, indented.
fn list(items: &[&str], indent: usize) -> String {
    items
        .iter()
        .map(|item| format!("- {}", item.replace('\n', "\n  ")))
        .flat_map(|item| item.lines().map(|line| format!("{:indent$}{line}\n", "")).collect::<Vec<_>>())
        .collect()
}

/// One objective with its key results.
fn objective(head: &str, key_results: &[&str]) -> String {
    match key_results {
        [] => head.to_owned(),
        _ => format!("{head}\nkey_results:\n{}", list(key_results, 2)).trim_end().to_owned(),
    }
}

fn sheet(team: &str, objectives: &[&str]) -> String {
    format!("cycle: 2026-Q1\nteam: {team}\nobjectives:\n{}", list(objectives, 2))
}

fn payments(objectives: &[&str]) -> String {
    sheet("payments", objectives)
}

fn read(files: &[(&str, &str)], parses: &mut Parses) -> Snapshot {
    Snapshot::read(&FileSet::from_texts(files.iter().copied()), parses)
}

fn changes(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<Change> {
    let mut parses = Parses::default();
    between(&read(before, &mut parses), &read(after, &mut parses))
}

/// `rtt: target loosened from < 180 ms to < 200 ms (loosened)`, with the reason.
fn told(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    changes(before, after)
        .iter()
        .map(|change| {
            let reason =
                change.declared.as_ref().map_or(String::new(), |declared| format!("; {}", declared.reason));
            format!(
                "{}/{}: {} ({}){reason}",
                change.subject.team,
                change.subject.id,
                describe(change),
                change.direction
            )
        })
        .collect()
}

#[test]
fn where_and_in_what_order_things_stand_is_no_change() {
    let (a, b) = (objective("id: a\ntitle: A", &[RTT, LOST]), objective("id: b\ntitle: B", &[]));
    let before = payments(&[&a, &b]);
    let turned = payments(&[&b, &objective("title: A\nid: a", &[LOST, RTT])]);
    assert_eq!(told(&[(PATH, &before)], &[("okrs/2026-Q1/payments/all.yml", &turned)]), [""; 0]);
    let (first, second) = (payments(&[&a]), payments(&[&b]));
    let split = [("okrs/2026-Q1/payments/a.yaml", &*first), ("okrs/2026-Q1/payments/b.yaml", &*second)];
    assert_eq!(told(&[(PATH, &before)], &split), [""; 0]);
}

#[test]
fn only_lost_key_results_are_lost_with_their_objective() {
    let before = payments(&[&objective("id: a\ntitle: A", &[RTT, LOST]), "id: b\ntitle: Quite another"]);
    let after = payments(&[&objective("id: b\ntitle: Quite another", &[RTT])]);
    assert_eq!(
        told(&[(PATH, &before)], &[(PATH, &after)]),
        [
            "payments/a: objective removed with 1 key result (loosened)",
            "payments/rtt: moved: objective from a to b (neutral)",
        ]
    );
    let after = payments(&[&objective("id: b\ntitle: Quite another", &[RTT, LOST])]);
    let told = told(&[(PATH, &before)], &[(PATH, &after)]);
    assert_eq!(told[0], "payments/a: objective removed (neutral)", "nothing went with it");
}

#[test]
fn a_guardrail_does_not_vanish_unseen_with_an_empty_objective() {
    let rail = "id: a\ntitle: A\nguardrails:\n  - { id: failures, metric: failures, limit: <= 5 % }";
    let told = told(&[(PATH, &payments(&[rail]))], &[(PATH, &payments(&["id: b\ntitle: Quite another"]))]);
    assert!(
        told.contains(&"payments/failures: guardrail removed; its limit was <= 5 % (loosened)".to_owned()),
        "{told:?}"
    );
}

#[test]
fn an_objective_with_another_id_keeps_what_it_holds() {
    let before = payments(&[&objective("id: fast\ntitle: Paying feels instant", &[RTT])]);
    let after = payments(&[&objective("id: instant\ntitle: Paying feels instant", &[RTT])]);
    assert_eq!(
        told(&[(PATH, &before)], &[(PATH, &after)]),
        ["payments/instant: id changed from fast to instant; `formerly` does not say so (neutral)"]
    );
}

#[test]
fn a_move_to_another_team_is_neither_removal_nor_addition() {
    let from = payments(&[&objective("id: a\ntitle: A", &[RTT, LOST])]);
    let left = payments(&[&objective("id: a\ntitle: A", &[LOST])]);
    let risk = "okrs/2026-Q1/risk.yaml";
    let (none, some) =
        (sheet("risk", &["id: r\ntitle: R"]), sheet("risk", &[&objective("id: r\ntitle: R", &[RTT])]));
    assert_eq!(
        told(&[(PATH, &from), (risk, &none)], &[(PATH, &left), (risk, &some)]),
        ["risk/rtt: moved from payments to risk (neutral)"]
    );
}

#[test]
fn a_commitment_is_compared_as_it_takes_effect() {
    let sheet = |head: &str| payments(&[&objective(head, &[LOST])]);
    let told = |before: &str, after: &str| told(&[(PATH, &sheet(before))], &[(PATH, &sheet(after))]);
    let (none, firm, loose) = (
        "id: a\ntitle: A",
        "id: a\ntitle: A\ncommitment: committed",
        "id: a\ntitle: A\ncommitment: aspirational",
    );
    assert_eq!(told(none, firm), [""; 0]);
    assert_eq!(told(firm, none), [""; 0]);
    let weakened = "payments/a: commitment weakened from committed to aspirational (loosened)";
    assert_eq!(told(none, loose), [weakened]);
    assert_eq!(told(firm, loose), [weakened]);
    assert_eq!(
        told(loose, none),
        ["payments/a: commitment strengthened from aspirational to committed (tightened)"]
    );
}

#[test]
fn a_key_result_that_goes_to_a_looser_objective_is_loosened() {
    let loose = "id: b\ntitle: Quite another\ncommitment: aspirational";
    let before = payments(&[&objective("id: a\ntitle: A", &[LOST]), loose]);
    let after = payments(&["id: a\ntitle: A", &objective(loose, &[LOST])]);
    assert_eq!(
        told(&[(PATH, &before)], &[(PATH, &after)]),
        [
            "payments/lost: moved: objective from a to b (neutral)",
            "payments/lost: commitment weakened from committed to aspirational (loosened)",
        ]
    );
}

fn one(key_result: &str) -> String {
    payments(&[&objective("id: a\ntitle: A", &[key_result])])
}

#[test]
fn what_cannot_be_read_is_unknown_and_not_gone() {
    let before = payments(&[&objective("id: a\ntitle: A", &[RTT, LOST])]);
    let told = |after: &str| told(&[(PATH, &before)], &[(PATH, after)]);
    assert_eq!(told("cycle: [2026-Q1\n"), [""; 0], "not YAML");
    assert_eq!(told(""), [""; 0], "nothing at all");
    assert_eq!(told(&before.replace("id: lost", "id: Lost!")), [""; 0], "no id");
    assert_eq!(told(&before.replace("target: < 200 ms", "target: [200]")), [""; 0], "no scalar");
    assert_eq!(told(&before.replace("2026-01-16", "2026-01-32")), [""; 0], "no date");
    assert_eq!(told(&before.replace("key_results:", "key_result:")), [""; 0], "no such field");
    assert_eq!(
        told(&before.replace("id: lost", "id: Lost!").replace("< 200 ms", "< 220 ms")),
        ["payments/rtt: target loosened from < 200 ms to < 220 ms (loosened)"],
        "what can be read is still compared"
    );
}

#[test]
fn what_moved_out_of_an_unreadable_file_is_followed() {
    let before = payments(&[&objective("id: a\ntitle: A", &[RTT, LOST])]);
    let moved = payments(&[&objective("id: b\ntitle: Quite another", &[&RTT.replace("< 200", "< 220")])]);
    assert_eq!(
        told(&[(PATH, &before)], &[(PATH, ":"), ("okrs/2026-Q1/payments-2.yaml", &moved)]),
        [
            "payments/b: objective added (neutral)",
            "payments/rtt: moved: objective from a to b (neutral)",
            "payments/rtt: target loosened from < 200 ms to < 220 ms (loosened)",
        ]
    );
}

#[test]
fn a_file_that_is_mended_brings_nothing_new() {
    let after = one(RTT);
    assert_eq!(told(&[(PATH, "cycle: [")], &[(PATH, &after)]), [""; 0]);
    assert_eq!(told(&[], &[(PATH, &after)]).len(), 2, "the objective and its key result");
}

#[test]
fn the_record_is_compared_by_what_it_says() {
    let told = |after: &str| told(&[(PATH, &one(RTT))], &[(PATH, &one(after))]);
    let (first, second) =
        ("  - { date: 2026-01-16, value: 282 ms }\n", "  - { date: 2026-01-23, value: 270 ms }");
    assert_eq!(told(&RTT.replace("282 ms", "0.282 s")), [""; 0], "another spelling");
    assert_eq!(
        told(&RTT.replace(first, "").replace(second, &format!("{second}\n{}", first.trim_end()))),
        [""; 0],
        "another order"
    );
    assert_eq!(
        told(&RTT.replace("282 ms", "281 ms")),
        ["payments/rtt: check-in of 2026-01-16 rewritten from 282 ms to 281 ms (neutral)"]
    );
    assert_eq!(
        told(&RTT.replace("value: 282 ms", "value: 282 ms, confidence: 0.4")),
        ["payments/rtt: check-in of 2026-01-16 rewritten from 282 ms to 282 ms, confidence 0.4 (neutral)"]
    );
    assert_eq!(
        told(&RTT.replace(first, "")),
        ["payments/rtt: check-in of 2026-01-16 removed; it said 282 ms (neutral)"]
    );
    assert_eq!(
        told(&RTT.replace("2026-01-16", "2026-01-17")),
        [
            "payments/rtt: check-in of 2026-01-16 removed; it said 282 ms (neutral)",
            "payments/rtt: check-in of 2026-01-17: 282 ms (neutral)",
        ]
    );
}

/// The round trip with a target and amendments `field from to reason`, `|` between.
fn amended(target: &str, amendments: &[&str]) -> String {
    let mut text = format!("id: rtt\nmetric: p95 round trip\nbaseline: 300 ms\ntarget: {target}");
    if !amendments.is_empty() {
        text.push_str("\namendments:");
    }
    for amendment in amendments {
        let parts: Vec<&str> = amendment.split('|').map(str::trim).collect();
        let _ = write!(text, "\n  - date: 2026-02-12\n    field: {}", parts[0]);
        for (name, value) in ["from", "to", "reason"].iter().zip(&parts[1..]) {
            if !value.is_empty() {
                let _ = write!(text, "\n    {name}: \"{value}\"");
            }
        }
    }
    one(&text)
}

#[test]
fn an_amendment_answers_by_value() {
    let reasons = |target: &str, amendments: &[&str]| -> Vec<Option<String>> {
        changes(&[(PATH, &amended("< 180 ms", &[]))], &[(PATH, &amended(target, amendments))])
            .into_iter()
            .map(|change| change.declared.map(|declared| declared.reason))
            .collect()
    };
    let why = |text: &str| Some(text.to_owned());
    for (target, amendments, expected) in [
        ("< 220 ms", &["target | < 180 ms | < 220 ms | why"][..], vec![why("why"), why("why")]),
        ("< 220 ms", &["target | < 0.18 s | under 220 ms | why"], vec![why("why"), why("why")]),
        ("< 220 ms", &["target | < 180 | < 220 | why"], vec![why("why"), why("why")]),
        ("< 220 ms", &["target | <= 180 ms | < 220 ms | why"], vec![None, None]),
        ("< 220 ms", &["target | < 180 ms | < 210 ms | why"], vec![None, None]),
        ("< 220 ms", &["target | < 220 ms | < 180 ms | why"], vec![None, None]),
        ("< 220 ms", &["baseline | < 180 ms | < 220 ms | why"], vec![None, None]),
        ("< 220 ms", &["target | < 180 ms | < 220 ms | "], vec![None, None]),
        ("< 180 ms", &["target | < 180 ms | < 220 ms | why"], vec![None]),
        (
            "< 220 ms",
            &["target | < 180 ms | < 200 ms | one", "target | < 200 ms | < 220 ms | two"],
            vec![why("one; two"), why("one"), why("two")],
        ),
        (
            "< 220 ms",
            &["target | < 180 ms | < 200 ms | one", "target | < 210 ms | < 220 ms | two"],
            vec![None, None, None],
        ),
    ] {
        assert_eq!(reasons(target, amendments), expected, "{target}: {amendments:?}");
    }
}

#[test]
fn amendments_are_only_ever_added_to() {
    let one = "target | < 160 ms | < 180 ms | why";
    let kinds = |amendments: &[&str]| -> Vec<&str> {
        changes(&[(PATH, &amended("< 180 ms", &[one]))], &[(PATH, &amended("< 180 ms", amendments))])
            .iter()
            .map(|change| change.kind.as_str())
            .collect()
    };
    assert_eq!(kinds(&[one]), [""; 0]);
    assert_eq!(kinds(&[one, one]), ["amendment-added"]);
    assert_eq!(kinds(&["target | < 160 ms | < 180 ms | because"]), ["amendment-rewritten"]);
    assert_eq!(kinds(&[]), ["amendment-removed"]);
    assert_eq!(kinds(&["hold | 4w | 2w | why"]), ["amendment-rewritten"], "in its place");
}

#[test]
fn check_ins_of_one_day_are_told_apart_by_their_order() {
    let day = |values: [&str; 3]| {
        let lines = values.map(|value| format!("  - {{ date: 2026-01-16, value: {value} ms }}")).join("\n");
        one(&format!(
            "id: rtt\nmetric: p95 round trip\nbaseline: 300 ms\ntarget: < 200 ms\ncheck_ins:\n{lines}"
        ))
    };
    assert_eq!(
        told(&[(PATH, &day(["280", "270", "260"]))], &[(PATH, &day(["280", "271", "260"]))]),
        ["payments/rtt: check-in of 2026-01-16 rewritten from 270 ms to 271 ms (neutral)"]
    );
}
