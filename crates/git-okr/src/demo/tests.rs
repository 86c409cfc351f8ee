//! The demo as a reader of its history sees it: the same commits everywhere, every turn of the story told by the
//! rule that is about it, and a last state with only the findings that the story leaves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use jiff::civil::Date;
use okr_core::change::between;
use okr_core::finding::Finding;
use okr_core::git::{CommitId, Source};
use okr_core::rules::policy::{Ground, Road, judge};
use okr_core::rules::{CheckOptions, check};
use okr_core::snapshot::{Parses, Snapshot};

use super::*;

fn demo() -> (tempfile::TempDir, Repository) {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path()).unwrap();
    let repository = Repository::open(dir.path(), &Environment::default()).unwrap();
    (dir, repository)
}

/// The commits of the main line, oldest first.
fn main_line(repository: &Repository) -> Vec<CommitId> {
    let mut line: Vec<CommitId> = repository.head().unwrap().into_iter().collect();
    while let Some(parent) = repository.commit(*line.last().unwrap()).unwrap().parents.first() {
        line.push(*parent);
    }
    line.reverse();
    line
}

#[test]
fn the_same_commits_on_every_machine() {
    let (_dir, repository) = demo();
    assert_eq!(repository.head().unwrap().unwrap().to_string(), LAST, "put the new id into LAST");
}

#[test]
fn it_can_be_asked_for_twice_and_never_overwrites() {
    let (dir, _) = demo();
    assert!(!write(dir.path()).unwrap().written, "the second time nothing is written");

    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("notes.txt"), "mine").unwrap();
    assert!(matches!(write(other.path()), Err(DemoError::NotEmpty(_))));
    assert!(!other.path().join(".git").exists());

    let inside = dir.path().join("okrs");
    assert!(matches!(write(&inside), Err(DemoError::NotEmpty(_))), "a folder of the demo is not the demo");
}

#[test]
fn every_turn_of_the_story_is_told() {
    let (_dir, repository) = demo();
    let mut parses = Parses::default();
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    let mut before = Snapshot::default();
    for id in main_line(&repository) {
        let revision = repository.commit(id).unwrap();
        let day = before.settings.calendar.day(revision.committed);
        let after = Snapshot::read(&repository.files(Source::Commit(id), "").unwrap(), &mut parses);
        if let Some(broken) = after.sheets.iter().find(|file| file.read.sheet.is_none()) {
            // A gap: what comes next is compared with the last state that could be read.
            told.push((format!("{day} gap"), vec![broken.path.clone()]));
            continue;
        }
        let ground = Ground {
            settings: &before.settings,
            date: day,
            road: Road::WithMessage,
            had_sheets: !before.sheets.is_empty(),
        };
        for judged in judge(between(&before, &after), &ground) {
            let Some((rule, severity)) = judged.verdict else { continue };
            let subject = judged.dated.change.subject.to_string();
            let line = format!("{day} {} {severity}: {}", rule.code, judged.message);
            match told.last_mut() {
                Some((last, subjects)) if *last == line => subjects.push(subject),
                _ => told.push((line, vec![subject])),
            }
        }
        before = after;
    }
    let line = |(line, subjects): &(String, Vec<String>)| match subjects.as_slice() {
        [one] => format!("{one}\n    {line}"),
        many => format!("{} and {} more\n    {line}", many[0], many.len() - 1),
    };
    let told: Vec<String> = told.iter().map(line).collect();
    insta::assert_snapshot!(told.join("\n"), @"
    2025-Q4/platform/build-time
        2025-11-14 P915 note: target tightened from < 6 min to < 5 min on day 45 of 92; reason: The shared cache came a month early; six minutes would be reached without work. (approved by @cto)
    okrs/2025-Q4/risk.yaml
        2025-11-14 gap
    2025-Q4/ledger/reconciliation-time
        2025-11-19 P902 note: baseline moved from 26 h to 31 h on day 50 of 92; no reason given
    2026-Q1/payments/payment-rtt
        2026-02-12 P901 note: target loosened from < 180 ms to < 200 ms on day 43 of 90; reason: The regulator's fraud check adds 20 ms to every payment. (approved by @cto)
    2026-Q1/merchants/merchant-churn
        2026-02-27 P904 note: key result removed on day 58 of 90; its target was < 8.5 %; no reason given
    2026-Q1/checkout/page-load
        2026-03-02 P905 note: check-in of 2026-02-11 rewritten from 2.6 s to 2.4 s on day 61 of 90; no reason given
    2026-Q1/reliability/time-to-restore
        2026-03-05 P903 note: metric changed from median time to restore service, severity 1 and 2 incidents, 90-day window to median time to restore service, severity 1 incidents, 90-day window on day 64 of 90; no reason given
    2026-Q1/risk/manual-review-share
        2026-03-10 P901 note: target loosened from < 5 % to < 6 % on day 69 of 90; no reason given
    2026-Q2/reliability/found-first
        2026-04-15 P901 note: target loosened from >= 90 % to >= 85 % on day 15 of 91; no reason given
    2026-Q1/ledger/unmatched-entries
        2026-04-22 P905 note: check-in of 2026-03-31 rewritten from 63 entries to 58 entries, 22 days after its cycle; no reason given
    2026-Q2/risk/chargeback-answer
        2026-05-08 P910 note: key result added on day 38 of 91; target < 6 days
    2026-Q2/company/open-markets
        2026-05-11 P906 note: commitment weakened from committed to aspirational on day 41 of 91; reason: Two licences were put off by half a year; we go on, but cannot promise it. (approved by @ceo)
    2026-Q2/platform/patch-age
        2026-05-20 P903 note: source changed from https://numbers.example/platform/patches to https://numbers.example/security/patches on day 50 of 91; reason: The security team keeps the dashboard now; the query is the same. (approved by @platform-lead)
    2026-Q2/merchants/dispute-rate
        2026-06-01 P911 note: weight changed from 1 to 3 on day 62 of 91; no reason given
    2026-Q2/merchants/second-market
        2026-06-01 P911 note: weight changed from 2 to 1 on day 62 of 91; no reason given
    2026-Q2/ledger/legacy-postings
        2026-06-03 P904 note: key result dropped on day 64 of 91; reason: The tax authority wants both ledgers for this fiscal year; moving the rest now would be undone. (approved by @cto)
    2026-Q3/checkout/rollback-share
        2026-08-06 P907 error: limit loosened from <= 3 % to <= 5 % on day 37 of 92; no reason given
    2026-Q3/checkout/old-apps and 38 more
        2026-08-17 P908 error: hold shortened from 4w to 2w on day 48 of 92; no reason given
    2026-Q3/ledger/rebuild-share
        2026-08-19 P915 note: target tightened from >= 60 % to >= 70 % on day 50 of 92; reason: The drill of August rebuilt more books than planned; the old target would be reached without work. (approved by @cto)
    2026-Q3/company/cart-conversion
        2026-08-26 P901 note: target loosened from >= 38 % to >= 37 % on day 57 of 92; reason: We left the market with the highest conversion in August; the rest of the goal stands. (approved by @ceo)
    2026-Q3/reliability/time-to-restore
        2026-08-27 P901 error: target loosened from < 25 min to < 33 min on day 58 of 92; no reason given
    2026-Q3/reliability/time-to-restore
        2026-08-27 P912 error: this amendment says target: < 30 min -> < 33 min (Three new markets share one rotation until October.); git shows < 25 min -> < 33 min
    2026-Q3/checkout/form-errors
        2026-09-14 P901 error: target loosened from < 3 % to < 4.5 % on day 76 of 92; no reason given
    ");
}

#[test]
fn the_last_state_has_only_the_findings_that_the_story_leaves() {
    let (_dir, repository) = demo();
    let files = repository.files(Source::WorkTree, "").unwrap();
    let snapshot = Snapshot::read(&files, &mut Parses::default());
    let today: Date = "2026-10-12".parse().unwrap();
    let findings = check(&snapshot, &files, &CheckOptions { today: Some(today), ..CheckOptions::default() });
    let line = |f: &Finding| {
        format!("{} {} {}:{} {}", f.code, f.severity, f.place.path, f.place.span.line, f.message)
    };
    let told: Vec<String> = findings.list.iter().map(line).collect();
    insta::assert_snapshot!(told.join("\n"), @"
    H502 warning okrs/2026-Q3/platform.yaml:1 build-time was won last cycle, and nothing in 2026-Q3 guards it
    ");
}
