//! Histories told in string literals: a few commits, and what the timelines make of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::{
    Commit, FileChange, History, KeyResultAccount, Lineages, Recorder, Step, TrailerReason, accounts,
};
use crate::model::{Exact, Verdict};
use crate::score::State;
use crate::settings::Settings;
use crate::snapshot::ReadSheet;

/// A history being told, day by day; and told again by one that puts down and takes up all it holds before each
/// commit.
struct Tale {
    recorder: Recorder,
    forgetful: Recorder,
    commits: usize,
}

impl Tale {
    fn begin() -> Self {
        let recorder = || Recorder::new(&Settings::default(), true);
        Self { recorder: recorder(), forgetful: recorder(), commits: 0 }
    }

    /// A commit on a day of 2026: files by path, with an empty text for one that is gone.
    fn on(self, month: i8, day: i8, files: &[(&str, &str)]) -> Self {
        self.because(month, day, files, None)
    }

    fn because(mut self, month: i8, day: i8, files: &[(&str, &str)], reason: Option<(&str, &str)>) -> Self {
        self.commits += 1;
        let date = date(2026, month, day);
        let reasons = reason
            .map(|(reference, text)| TrailerReason {
                reference: reference.parse().unwrap(),
                text: text.to_owned(),
            })
            .into_iter()
            .collect();
        let commit = Commit {
            id: format!("{:040x}", self.commits),
            committed: date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp(),
            date,
            author: "Payments lead".to_owned(),
            subject: format!("Commit {}", self.commits),
            reasons,
        };
        let change = |(path, text): &(&str, &str)| {
            if text.is_empty() {
                return FileChange::Removed((*path).to_owned());
            }
            let (sheet, problems) = crate::yaml::read_sheet(text.as_bytes());
            FileChange::Read((*path).to_owned(), ReadSheet { sheet, problems })
        };
        let step = || Step { commit: commit.clone(), changes: files.iter().map(change).collect() };
        self.recorder.step(step());
        let kept = self.forgetful.keep();
        let runs: Vec<&[u8]> = kept.iter().map(Vec::as_slice).collect();
        self.forgetful = Recorder::recall(&Settings::default(), &runs).unwrap();
        self.forgetful.step(step());
        self
    }

    fn end(self) -> History {
        let end = |recorder: Recorder| recorder.finish(Settings::default(), crate::model::Teams::default());
        let history = end(self.recorder);
        assert_eq!(format!("{:#?}", end(self.forgetful)), format!("{history:#?}"));
        history
    }
}

const PATH: &str = "okrs/2026-Q1/payments.yaml";

fn sheet(fields: &str) -> String {
    team_sheet("payments", fields)
}

fn team_sheet(team: &str, fields: &str) -> String {
    let fields = fields.replace('\n', "\n        ");
    format!(
        "cycle: 2026-Q1\nteam: {team}\nobjectives:\n  - id: instant-pay\n    title: Paying feels instant\n    \
         key_results:\n      - id: rtt\n        {fields}\n"
    )
}

/// The account of the only key result, as it stands on a day.
fn told<R>(history: &History, today: Date, look: impl FnOnce(&KeyResultAccount<'_>) -> R) -> R {
    let lineages = Lineages::of(history);
    let all = accounts(history, &lineages, today);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].key_results.len(), 1);
    look(&all[0].key_results[0])
}

fn shifts(history: &History) -> Vec<(i32, Verdict, Option<String>)> {
    history
        .timelines
        .iter()
        .flat_map(|timeline| &timeline.shifts)
        .map(|shift| {
            let reason = shift.change().declared.as_ref().map(|declared| declared.reason.clone());
            (shift.dated.day, shift.change().direction, reason)
        })
        .collect()
}

const TARGET_180: &str = "baseline: 300 ms\ntarget: \"< 180 ms\"";
const TARGET_220: &str = "baseline: 300 ms\ntarget: \"< 220 ms\"";
const VALUE_210: &str = "check_ins:\n  - { date: 2026-03-30, value: 210 ms }";

#[test]
fn a_loosened_target_gains_score_and_both_scores_are_told() {
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(2, 12, &[(PATH, &sheet(TARGET_220))])
        .on(3, 30, &[(PATH, &sheet(&format!("{TARGET_220}\n{VALUE_210}")))])
        .end();
    assert_eq!(shifts(&history), [(43, Verdict::Loosened, None)]);
    told(&history, date(2026, 4, 20), |own| {
        assert_eq!(own.score.final_, Exact::one());
        assert_eq!(own.score.original, Exact::ratio(90, 120));
        assert_eq!(own.score.gain(), Exact::ratio(30, 120));
        assert_eq!(own.state, State::Attained);
        let effect = own.effects[0].as_ref().unwrap();
        assert_eq!((&effect.original, &effect.final_), (&Exact::ratio(90, 120), &Exact::one()));
    });
}

#[test]
fn the_last_draft_is_the_original() {
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(1, 14, &[(PATH, &sheet(TARGET_220))])
        .on(3, 30, &[(PATH, &sheet(&format!("{TARGET_220}\n{VALUE_210}")))])
        .end();
    let settled: Vec<bool> = history.timelines[0].shifts.iter().map(super::Shift::is_settled).collect();
    assert_eq!(settled, [false], "day 14 is still a draft, and the edit is on record");
    told(&history, date(2026, 4, 20), |own| assert_eq!(own.score.gain(), Exact::zero()));
}

#[test]
fn a_reason_comes_from_an_amendment_or_a_trailer() {
    let amended = format!(
        "{TARGET_220}\namendments:\n  - {{ date: 2026-02-12, field: target, from: \"< 0.18 s\", to: \"< 220 ms\", \
         reason: The fraud check adds 40 ms. }}"
    );
    let history =
        Tale::begin().on(1, 5, &[(PATH, &sheet(TARGET_180))]).on(2, 12, &[(PATH, &sheet(&amended))]).end();
    assert_eq!(shifts(&history)[0].2.as_deref(), Some("The fraud check adds 40 ms."));
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .because(2, 12, &[(PATH, &sheet(TARGET_220))], Some(("payments/rtt", "the fraud check")))
        .end();
    assert_eq!(shifts(&history)[0].2.as_deref(), Some("the fraud check"));
}

#[test]
fn a_malformed_state_is_a_gap_and_hides_no_shift() {
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(2, 10, &[(PATH, "cycle: 2026-Q1\nteam: payments\nobjectives: [\n")])
        .on(2, 12, &[(PATH, &sheet(TARGET_220))])
        .end();
    assert_eq!(history.gaps.len(), 1);
    assert_eq!(history.gaps[0].path, PATH);
    assert_eq!(shifts(&history), [(43, Verdict::Loosened, None)]);
    assert!(history.timelines[0].removed.is_none());
}

#[test]
fn what_a_half_read_sheet_no_longer_shows_is_unknown_not_gone() {
    let broken = sheet(TARGET_180).replace("- id: rtt", "- id: NOT AN ID");
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(2, 10, &[(PATH, &broken)])
        .on(2, 12, &[(PATH, &sheet(TARGET_180))])
        .end();
    assert_eq!(history.gaps.len(), 1);
    assert_eq!(history.timelines.len(), 1);
    assert_eq!(shifts(&history), []);
    assert!(history.timelines[0].removed.is_none());
}

#[test]
fn a_file_renamed_or_split_is_no_change() {
    let other = "okrs/2026-Q1/payments/speed.yaml";
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(2, 10, &[(PATH, ""), (other, &sheet(TARGET_180))])
        .end();
    assert_eq!(history.timelines.len(), 1);
    assert_eq!(shifts(&history), []);
    assert!(!history.timelines[0].late);
}

#[test]
fn a_key_result_that_moves_to_another_team_goes_on() {
    let there = "okrs/2026-Q1/checkout.yaml";
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(2, 10, &[(PATH, ""), (there, &team_sheet("checkout", TARGET_180))])
        .on(2, 12, &[(there, &team_sheet("checkout", TARGET_220))])
        .end();
    assert_eq!(history.timelines.len(), 1);
    let timeline = &history.timelines[0];
    assert_eq!(timeline.reference.to_string(), "2026-Q1/checkout/rtt");
    assert_eq!(timeline.formerly.iter().next().unwrap().to_string(), "2026-Q1/payments/rtt");
    assert!(!timeline.late && timeline.removed.is_none());
    assert_eq!(timeline.original.key_result().target_value().unwrap().text(), "< 180 ms");
}

#[test]
fn a_rename_with_formerly_goes_on_and_one_without_begins_anew() {
    let renamed = sheet(TARGET_180).replace("- id: rtt", "- id: latency\n        formerly: rtt");
    let history = Tale::begin().on(1, 5, &[(PATH, &sheet(TARGET_180))]).on(2, 10, &[(PATH, &renamed)]).end();
    assert_eq!(history.timelines.len(), 1);
    assert_eq!(history.timelines[0].reference.id.as_str(), "latency");

    let silent = sheet(TARGET_180).replace("- id: rtt", "- id: latency");
    let history = Tale::begin().on(1, 5, &[(PATH, &sheet(TARGET_180))]).on(2, 10, &[(PATH, &silent)]).end();
    assert_eq!(history.timelines.len(), 2);
    assert!(history.timelines[1].removed.is_some(), "{:?}", history.timelines[1].reference);
    assert!(history.timelines[0].late);
}

#[test]
fn what_is_removed_and_restored_keeps_its_original() {
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(TARGET_180))])
        .on(2, 10, &[(PATH, "")])
        .on(2, 20, &[(PATH, &sheet(TARGET_220))])
        .end();
    assert_eq!(history.timelines.len(), 1);
    let timeline = &history.timelines[0];
    assert!(timeline.removed.is_none());
    assert_eq!(timeline.original.key_result().target_value().unwrap().text(), "< 180 ms");
    assert_eq!(timeline.last.key_result().target_value().unwrap().text(), "< 220 ms");
    let moves: Vec<_> = timeline.shifts.iter().map(|shift| shift.change().kind.as_str()).collect();
    assert_eq!(moves, ["key-result-removed", "target-changed"], "the way round hides no shift");
}

#[test]
fn lineages_follow_the_same_team_and_id_and_continues() {
    let q = |cycle: &str, id: &str, more: &str| {
        format!(
            "cycle: {cycle}\nteam: payments\nobjectives:\n  - id: o\n    key_results:\n      - id: {id}\n{more}        \
             target: \"< 180 ms\"\n"
        )
    };
    let history = Tale::begin()
        .on(1, 5, &[("okrs/2026-Q1/payments.yaml", &q("2026-Q1", "rtt", ""))])
        .on(4, 1, &[("okrs/2026-Q2/payments.yaml", &q("2026-Q2", "rtt", ""))])
        .on(
            7,
            1,
            &[(
                "okrs/2026-Q3/payments.yaml",
                &q("2026-Q3", "latency", "        continues: 2026-Q2/payments/rtt\n"),
            )],
        )
        .end();
    let lineages = Lineages::of(&history);
    let roots: Vec<String> =
        (0..3).map(|at| history.timelines[lineages.root(at)].reference.to_string()).collect();
    assert_eq!(roots, ["2026-Q1/payments/rtt"; 3]);
}

#[test]
fn a_key_result_moves_out_of_an_objective_that_ends() {
    let one = "title: Round trip\nmetric: p95 round trip\nbaseline: 300 ms\ntarget: < 200 ms";
    let other = "cycle: 2026-Q1\nteam: risk\nobjectives: []\n";
    let risk = "okrs/2026-Q1/risk.yaml";
    let moved = team_sheet("risk", one).replace("instant-pay", "trust");
    let empty = "cycle: 2026-Q1\nteam: payments\nobjectives: []\n";
    let history = Tale::begin()
        .on(1, 5, &[(PATH, &sheet(one)), (risk, other)])
        .on(2, 5, &[(PATH, empty), (risk, &moved)])
        .end();
    let timelines: Vec<String> = history
        .timelines
        .iter()
        .map(|timeline| format!("{} {}", timeline.reference, timeline.removed.is_some()))
        .collect();
    assert_eq!(timelines, ["2026-Q1/risk/rtt false"]);
}

#[test]
fn what_was_kept_and_is_odd_is_nothing() {
    let tale = Tale::begin().on(1, 2, &[(PATH, &sheet("baseline: 300 ms\ntarget: \"< 200 ms\""))]).on(
        2,
        20,
        &[(PATH, &sheet("baseline: 300 ms\ntarget: \"< 220 ms\""))],
    );
    let kept = tale.recorder.keep();
    let recall = |kept: &[Vec<u8>]| {
        Recorder::recall(&Settings::default(), &kept.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    assert!(recall(&kept).is_some());
    assert!(recall(&kept[..1]).is_none(), "a part is missing");
    assert!(recall(&[]).is_none());
    let twice: Vec<Vec<u8>> = kept.iter().chain(&kept[1..]).cloned().collect();
    assert!(recall(&twice).is_none(), "a part stands twice");
    for run in 0..kept.len() {
        let mut cut = kept.clone();
        cut[run].pop();
        assert!(recall(&cut).is_none());
        for at in 0..kept[run].len() {
            let mut bent = kept.clone();
            bent[run][at] ^= 0x21;
            // Whatever it says then, it goes on.
            if let Some(recorder) = recall(&bent) {
                drop(recorder.finish(Settings::default(), crate::model::Teams::default()));
            }
        }
    }
}
