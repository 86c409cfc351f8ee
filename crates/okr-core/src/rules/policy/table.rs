//! The policy as a table: every rule on changes, under each policy, in each phase of a cycle, with a reason and
//! without. One line a change; the contract is that a cell says what the policy's page promises.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use super::{Ground, RULES, Road, judge};
use crate::change::{Change, Declaration, between};
use crate::finding::Severity;
use crate::settings::{Policy, Settings};
use crate::snapshot::{FileSet, Parses, Snapshot};

const PATH: &str = "okrs/2026-Q1/payments.yaml";

/// One objective, and an amendment and a check-in that stand already.
const SHEET: &str = r#"cycle: 2026-Q1
team: payments
objectives:
  - id: instant-pay
    title: Paying feels instant
    commitment: committed
    key_results:
      - id: rtt
        title: A payment takes as long as a blink
        metric: p95 payment round-trip time, production, 7-day window
        baseline: 300 ms
        target: "< 200 ms"
        hold: 4w
        source: https://numbers.example/pay
        check_ins:
          - { date: 2026-01-09, value: 296 ms }
      - id: first-try
        title: Payments succeed at the first try
        metric: share of payments that succeed at the first try, 7-day window
        baseline: 97 %
        target: ">= 99 %"
        amendments:
          - { date: 2026-01-08, field: target, from: ">= 98 %", to: ">= 99 %", reason: The pilot went well. }
    guardrails:
      - id: failures
        metric: change failure rate, monthly
        limit: "<= 5 %"
"#;

type Edit = (&'static str, &'static str);

/// How a change may be declared.
enum Reason {
    /// By an amendment: what else is edited.
    Amendment(&'static [Edit]),
    /// By the message of a commit only: nothing is left to carry an amendment.
    Trailer,
    /// No reason excuses it, or there is nothing to give one for.
    None,
}

struct Row {
    /// The rule that speaks of it, and what it is.
    what: &'static str,
    edits: &'static [Edit],
    reason: Reason,
}

/// An amendment of the round trip.
macro_rules! rtt {
    ($field:literal, $from:literal, $to:literal) => {
        Reason::Amendment(&[(
            "        check_ins:\n",
            concat!(
                "        amendments:\n          - { date: 2026-02-12, field: ",
                $field,
                ", from: \"",
                $from,
                "\", to: \"",
                $to,
                "\", reason: Because. }\n        check_ins:\n"
            ),
        )])
    };
}

/// An amendment of the objective.
macro_rules! objective {
    ($field:literal, $from:literal, $to:literal) => {
        Reason::Amendment(&[(
            "    key_results:\n",
            concat!(
                "    amendments:\n      - { date: 2026-02-12, field: ",
                $field,
                ", from: \"",
                $from,
                "\"",
                $to,
                ", reason: Because. }\n    key_results:\n"
            ),
        )])
    };
}

const ROWS: &[Row] = &[
    Row {
        what: "P901 target loosened",
        edits: &[("< 200 ms", "< 220 ms")],
        reason: rtt!("target", "< 200 ms", "< 0.22 s"),
    },
    Row {
        what: "P902 baseline moved",
        edits: &[("baseline: 300 ms", "baseline: 320 ms")],
        reason: rtt!("baseline", "300 ms", "320 ms"),
    },
    Row {
        what: "P903 metric",
        edits: &[("p95 payment", "p50 payment")],
        reason: rtt!(
            "metric",
            "p95 payment round-trip time, production, 7-day window",
            "p50 payment round-trip time, production, 7-day window"
        ),
    },
    Row {
        what: "P903 source",
        edits: &[("numbers.example/pay", "numbers.example/other")],
        reason: rtt!("source", "https://numbers.example/pay", "https://numbers.example/other"),
    },
    Row {
        what: "P903 target turned",
        edits: &[("< 200 ms", "> 400 ms")],
        reason: rtt!("target", "< 200 ms", "> 400 ms"),
    },
    Row { what: "P904 deleted", edits: &[FIRST_TRY], reason: Reason::Trailer },
    Row {
        what: "P904 dropped",
        edits: &[("        hold: 4w\n", "        hold: 4w\n        status: dropped\n")],
        reason: rtt!("status", "active", "dropped"),
    },
    Row {
        what: "P905 check-in rewritten",
        edits: &[("296 ms", "290 ms")],
        reason: Reason::Amendment(&[(
            "        check_ins:\n",
            "        amendments:\n          - { date: 2026-02-12, field: check_ins, check_in: 2026-01-09, from: 296 ms, to: 290 ms, reason: Because. }\n        check_ins:\n",
        )]),
    },
    Row {
        what: "P905 check-in removed",
        edits: &[("        check_ins:\n          - { date: 2026-01-09, value: 296 ms }\n", "")],
        reason: Reason::Trailer,
    },
    Row {
        what: "P906 commitment weakened",
        edits: &[("commitment: committed", "commitment: aspirational")],
        reason: objective!("commitment", "committed", ", to: aspirational"),
    },
    Row {
        what: "P907 limit loosened",
        edits: &[("<= 5 %", "<= 6 %")],
        reason: Reason::Amendment(&[(
            "        metric: change failure rate, monthly\n",
            "        metric: change failure rate, monthly\n        amendments:\n          - { date: 2026-02-12, field: limit, from: \"<= 5 %\", to: \"<= 6 %\", reason: Because. }\n",
        )]),
    },
    Row {
        what: "P907 guardrail removed",
        edits: &[(
            "    guardrails:\n      - id: failures\n        metric: change failure rate, monthly\n        limit: \"<= 5 %\"\n",
            "",
        )],
        reason: objective!("limit", "<= 5 %", ""),
    },
    Row { what: "P908 hold shortened", edits: &[("hold: 4w", "hold: 2w")], reason: rtt!("hold", "4w", "2w") },
    Row {
        what: "P910 key result added",
        edits: &[(
            "    guardrails:\n",
            "      - id: refunds\n        metric: p95 time to refund, weekly\n        baseline: 5 days\n        target: \"<= 2 days\"\n    guardrails:\n",
        )],
        reason: Reason::Trailer,
    },
    Row {
        what: "P911 weight changed",
        edits: &[("        hold: 4w\n", "        hold: 4w\n        weight: 3\n")],
        reason: rtt!("weight", "1", "3"),
    },
    Row {
        what: "P912 amendment of nothing",
        edits: &[(
            "        check_ins:\n",
            "        amendments:\n          - { date: 2026-02-12, field: target, from: \"< 180 ms\", to: \"< 200 ms\", reason: Because. }\n        check_ins:\n",
        )],
        reason: Reason::None,
    },
    Row {
        what: "P913 amendment rewritten",
        edits: &[("The pilot went well.", "It was agreed.")],
        reason: Reason::Trailer,
    },
    Row { what: "P914 objective removed", edits: &[OBJECTIVE], reason: Reason::Trailer },
    Row {
        what: "P915 target tightened",
        edits: &[("< 200 ms", "< 180 ms")],
        reason: rtt!("target", "< 200 ms", "< 180 ms"),
    },
    Row { what: "P915 limit tightened", edits: &[("<= 5 %", "<= 4 %")], reason: Reason::None },
    Row { what: "P916 id changed", edits: &[("id: rtt", "id: round-trip")], reason: Reason::None },
    Row {
        what: "     id changed, and said",
        edits: &[("id: rtt\n", "id: round-trip\n        formerly: rtt\n")],
        reason: Reason::None,
    },
    Row {
        what: "     check-in added",
        edits: &[("296 ms }\n", "296 ms }\n          - { date: 2026-01-12, value: 250 ms }\n")],
        reason: Reason::None,
    },
    Row {
        what: "     title reworded",
        edits: &[("as long as a blink", "no longer than a blink")],
        reason: Reason::None,
    },
];

/// Stand for a whole key result, and for the whole objective.
const FIRST_TRY: Edit = ("      - id: first-try\n", "    guardrails:\n");
const OBJECTIVE: Edit = ("objectives:\n", "");

fn edited(text: &str, edit: Edit) -> String {
    let (from, to) = edit;
    assert_eq!(text.matches(from).count(), 1, "{from}");
    if edit == OBJECTIVE {
        return format!("{}objectives: []\n", &text[..text.find(from).unwrap()]);
    }
    if edit == FIRST_TRY {
        return format!("{}{}", &text[..text.find(from).unwrap()], &text[text.find(to).unwrap()..]);
    }
    text.replacen(from, to, 1)
}

fn read(text: &str) -> Snapshot {
    let snapshot = Snapshot::read(&FileSet::from_texts([(PATH, text)]), &mut Parses::default());
    assert!(snapshot.sheets.iter().all(|file| file.read.problems.is_empty()), "{:?}", snapshot.sheets);
    snapshot
}

fn changes(edits: &[Edit]) -> Vec<Change> {
    let after = edits.iter().fold(SHEET.to_owned(), |text, edit| edited(&text, *edit));
    between(&read(SHEET), &read(&after))
}

const PHASES: [(&str, Date); 4] = [
    ("draft", date(2026, 1, 14)),
    ("settled", date(2026, 1, 15)),
    ("grading", date(2026, 4, 14)),
    ("closed", date(2026, 4, 15)),
];
const POLICIES: [Policy; 3] = [Policy::Open, Policy::Calibrated, Policy::Frozen];

/// What is said under one policy on one day: `·` nothing, else note, warn or ERR, with the rule where it is not
/// the row's own.
fn said(row: &str, changes: &[Change], policy: Policy, day: Date) -> String {
    let settings = Settings { policy, ..Settings::default() };
    let ground = Ground { settings: &settings, date: day, road: Road::WithMessage, had_sheets: true };
    let mut said: Vec<String> = judge(changes.to_vec(), &ground)
        .iter()
        .filter_map(|judged| judged.verdict)
        .map(|(rule, severity)| {
            let word = match severity {
                Severity::Note => "note",
                Severity::Warning => "warn",
                Severity::Error => "ERR",
            };
            if row.starts_with(rule.code) { word.to_owned() } else { format!("{word}:{}", rule.code) }
        })
        .collect();
    said.dedup();
    if said.is_empty() { "·".to_owned() } else { said.join("+") }
}

fn line(what: &str, row: &str, changes: &[Change]) -> String {
    let mut line = format!("{what:<28}");
    for (_, day) in PHASES {
        let cells = POLICIES.map(|policy| said(row, changes, policy, day));
        let _ = write!(line, " | {:<9} {:<9} {:<9}", cells[0], cells[1], cells[2]);
    }
    line.trim_end().to_owned() + "\n"
}

#[test]
fn every_rule_under_every_policy_in_every_phase() {
    let mut table = format!("{:<28}", "");
    for (phase, day) in PHASES {
        let _ = write!(table, " | {:<29}", format!("{phase}, {day}"));
    }
    let _ = write!(table, "\n{:<28}", "");
    for _ in PHASES {
        table.push_str(" | open      calibr.   frozen   ");
    }
    table.push('\n');
    for row in ROWS {
        table.push_str(&line(row.what, row.what, &changes(row.edits)));
        let declared = match row.reason {
            Reason::None => continue,
            Reason::Amendment(more) => changes(&[row.edits, more].concat()),
            Reason::Trailer => {
                let mut changes = changes(row.edits);
                for change in &mut changes {
                    let (reason, trailer_of) = ("Because.".to_owned(), Some("abc".to_owned()));
                    change.declared = Some(Declaration { reason, approved_by: None, trailer_of });
                }
                changes
            }
        };
        table.push_str(&line("     … with a reason", row.what, &declared));
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_rule_stands_in_the_table() {
    for rule in RULES {
        // P909 is the last column; P917 is about commits, and is tested with the roads.
        let elsewhere = ["P909", "P917"].contains(&rule.code);
        assert!(elsewhere || ROWS.iter().any(|row| row.what.starts_with(rule.code)), "{}", rule.code);
    }
}

#[test]
fn a_reason_of_a_commit_is_warned_of_in_a_range_only() {
    let mut changes = changes(&[("< 200 ms", "< 220 ms")]);
    let declare = |trailer_of: Option<&str>| Declaration {
        reason: "Because.".to_owned(),
        approved_by: None,
        trailer_of: trailer_of.map(str::to_owned),
    };
    let mut found = |trailer_of, road, policy| {
        changes[0].declared = Some(declare(trailer_of));
        let settings = Settings { policy, ..Settings::default() };
        let ground = Ground { settings: &settings, date: date(2026, 2, 12), road, had_sheets: true };
        let judged = judge(changes.clone(), &ground);
        let verdicts = judged.iter().filter_map(|judged| judged.verdict);
        verdicts.map(|(rule, severity)| format!("{severity} {}", rule.code)).collect::<Vec<_>>().join(", ")
    };
    let calibrated = Policy::Calibrated;
    assert_eq!(found(Some("abc"), Road::WithMessage, calibrated), "note P901");
    assert_eq!(found(Some("abc"), Road::Range, calibrated), "note P901, warning P917");
    assert_eq!(found(None, Road::Range, calibrated), "note P901", "an amendment survives");
    assert_eq!(found(Some("abc"), Road::Range, Policy::Open), "note P901, note P917");
    assert_eq!(found(Some("abc"), Road::Range, Policy::Frozen), "error P901, warning P917");
}
