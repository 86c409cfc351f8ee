//! The examples of the rules on changes are tests: each `fires` block, compared with its `before`, gives
//! exactly its rule at error or warning; each `clean` block nothing above a note.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use jiff::civil::date;

use super::{Ground, RULES, Road, judge};
use crate::change::between;
use crate::finding::Severity;
use crate::rules::Rule;
use crate::settings::{Policy, Settings};
use crate::snapshot::{FileSet, Parses, Snapshot};

const HEAD: &str =
    "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: instant-pay\n    title: Paying feels instant\n";

fn sheet(fragment: &str) -> Snapshot {
    read(&format!("{HEAD}    {}\n", fragment.trim_end().replace('\n', "\n    ")))
}

fn read(sheet: &str) -> Snapshot {
    let files = FileSet::from_texts([("okrs/2026-Q1/payments.yaml", sheet)]);
    let snapshot = Snapshot::read(&files, &mut Parses::default());
    assert!(
        snapshot.sheets.iter().all(|file| file.read.problems.is_empty()),
        "{:?}\n{sheet}",
        snapshot.sheets
    );
    snapshot
}

/// Codes with severities, of a step that lands on a day of 2026.
fn judged(
    before: &Snapshot,
    after: &Snapshot,
    policy: Policy,
    month: i8,
    day: i8,
) -> Vec<(&'static str, Severity)> {
    let settings = Settings { policy, ..Settings::default() };
    let ground = Ground {
        settings: &settings,
        date: date(2026, month, day),
        road: Road::WithMessage,
        had_sheets: true,
    };
    judge(between(before, after), &ground)
        .into_iter()
        .filter_map(|judged| judged.verdict.map(|(rule, severity)| (rule.code, severity)))
        .collect()
}

/// The blocks of a rule's page, by the word after `yaml,`.
fn blocks(rule: &Rule, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        if line == format!("```yaml,{word}") {
            open = Some(String::new());
        } else if line == "```" {
            found.extend(open.take());
        } else if let Some(block) = &mut open {
            block.push_str(line);
            block.push('\n');
        }
    }
    found
}

#[test]
fn every_example_fires_and_its_mending_does_not() {
    let mut seen = 0;
    for rule in RULES {
        let Some(before) = blocks(rule, "before").pop() else { continue };
        seen += 1;
        let before = sheet(&before);
        for fires in blocks(rule, "fires") {
            let found = judged(&before, &sheet(&fires), Policy::Calibrated, 2, 12);
            assert_eq!(found, [(rule.code, rule.severity)], "{} fires:\n{fires}", rule.code);
        }
        for clean in blocks(rule, "clean") {
            let found = judged(&before, &sheet(&clean), Policy::Calibrated, 2, 12);
            let loud: Vec<_> = found.iter().filter(|(_, severity)| *severity > Severity::Note).collect();
            let allowed = rule.code == "P910";
            assert!(loud.is_empty() || allowed, "{} clean gives {found:?}:\n{clean}", rule.code);
        }
    }
    assert_eq!(seen, 14, "P909, P914 and P917 are about more than one fragment");
}

fn key_result(target: &str) -> Snapshot {
    sheet(&format!(
        "key_results:\n  - id: rtt\n    metric: p95 round trip\n    baseline: 300 ms\n    target: \"{target}\"\n"
    ))
}

#[test]
fn a_draft_is_edited_freely_and_a_closed_cycle_not_at_all() {
    let (before, after) = (key_result("< 180 ms"), key_result("< 220 ms"));
    let on = |month, day| judged(&before, &after, Policy::Calibrated, month, day);
    assert_eq!(on(1, 14), [], "day 14 is a draft");
    assert_eq!(on(1, 15), [("P901", Severity::Error)], "day 15 is settled");
    assert_eq!(on(4, 14), [("P901", Severity::Error)], "grading judges as before");
    assert_eq!(on(4, 15), [("P909", Severity::Error)], "closed after 14 grading days");
}

#[test]
fn policies_differ_in_what_blocks() {
    let (loose, tight) = (key_result("< 220 ms"), key_result("< 180 ms"));
    let found = |policy, before, after| judged(before, after, policy, 2, 12);
    assert_eq!(found(Policy::Open, &tight, &loose), [("P901", Severity::Note)]);
    assert_eq!(found(Policy::Calibrated, &tight, &loose), [("P901", Severity::Error)]);
    assert_eq!(found(Policy::Calibrated, &loose, &tight), [("P915", Severity::Note)]);
    assert_eq!(found(Policy::Frozen, &loose, &tight), [("P915", Severity::Error)]);
}

#[test]
fn another_spelling_of_the_same_target_is_no_change() {
    assert_eq!(judged(&key_result("< 200 ms"), &key_result("< 0.2 s"), Policy::Frozen, 2, 12), []);
    let found = judged(&key_result("< 200 ms"), &key_result("<= 200 ms"), Policy::Calibrated, 2, 12);
    assert_eq!(found, [("P901", Severity::Error)], "< to <= is loosened");
}

#[test]
fn an_objective_that_goes_with_its_key_results_is_told_once() {
    let before = key_result("< 200 ms");
    let after = read("cycle: 2026-Q1\nteam: payments\nobjectives: []\n");
    assert_eq!(judged(&before, &after, Policy::Calibrated, 2, 12), [("P914", Severity::Error)]);
}

#[test]
fn the_amendment_that_is_printed_satisfies_the_finding_when_pasted() {
    let before = key_result("< 180 ms");
    let loosened = "key_results:\n  - id: rtt\n    metric: p95 round trip\n    baseline: 300 ms\n    target: \"< 220 ms\"\n";
    let settings = Settings::default();
    let ground =
        Ground { settings: &settings, date: date(2026, 2, 12), road: Road::WithMessage, had_sheets: true };
    let judged = judge(between(&before, &sheet(loosened)), &ground);
    let help = judged[0].help.clone().unwrap();
    let (_, snippet) = help.split_once("amendments:\n").unwrap();
    let pasted = format!("{loosened}    amendments:\n    {}\n", snippet.replace('\n', "\n    "));
    let after = sheet(&pasted.replace("<why>", "The fraud check adds 40 ms."));
    let found = self::judged(&before, &after, Policy::Calibrated, 2, 12);
    assert_eq!(found, [("P901", Severity::Note)], "{pasted}");
}
