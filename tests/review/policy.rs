//! Every rule on changes under every policy, in a review of a branch; reasons; and settings that change with
//! what they judge.

use super::{changes, findings, review, topic};
use crate::environment::{SHEET, TestEnvironment};

/// A change of the sheet, by what replaces what; the day it lands; and what is said of it under the policies
/// `open`, `calibrated` and `frozen`.
struct Case {
    rule: &'static str,
    day: &'static str,
    edits: &'static [(&'static str, &'static str)],
    said: [&'static str; 3],
}

const DAY: &str = "2026-02-12";
/// What stands in the base besides the workspace: an amendment that may be rewritten.
const AMENDED: (&str, &str) = (
    "        source: https://numbers.example/success\n",
    "        source: https://numbers.example/success\n        amendments:\n          - { date: 2026-01-08, field: target, from: \">= 98 %\", to: \">= 99 %\", reason: The pilot went well. }\n",
);
/// Stands for the whole objective, or for the second key result.
const OBJECTIVE: &str = "  - id: instant-pay";
const SUCCESS: &str = "      - id: payment-success";

/// A declared change: an amendment for the round trip.
macro_rules! amended {
    ($field:literal, $from:literal, $to:literal) => {
        (
            "        check_ins:\n",
            concat!(
                "        amendments:\n          - { date: 2026-02-12, field: ",
                $field,
                ", from: \"",
                $from,
                "\", to: \"",
                $to,
                "\", reason: The fraud check adds 20 ms. }\n        check_ins:\n"
            ),
        )
    };
}

const CASES: &[Case] = &[
    Case { rule: "P901", day: DAY, edits: &[("< 200 ms\"", "< 220 ms\"")], said: ["note", "error", "error"] },
    Case {
        rule: "P901",
        day: DAY,
        edits: &[("< 200 ms\"", "< 220 ms\""), amended!("target", "< 200 ms", "< 0.22 s")],
        said: ["note", "note", "error"],
    },
    Case {
        rule: "P902",
        day: DAY,
        edits: &[("baseline: 300 ms", "baseline: 320 ms")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P902",
        day: DAY,
        edits: &[("baseline: 300 ms", "baseline: 320 ms"), amended!("baseline", "300 ms", "320 ms")],
        said: ["note", "note", "error"],
    },
    Case {
        rule: "P903",
        day: DAY,
        edits: &[("p95 payment round-trip time, production", "p50 payment round-trip time, production")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P903",
        day: DAY,
        edits: &[("numbers.example/pay\n", "numbers.example/other\n")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P903",
        day: DAY,
        edits: &[
            ("numbers.example/pay\n", "numbers.example/other\n"),
            amended!("source", "https://numbers.example/pay", "https://numbers.example/other"),
        ],
        said: ["note", "note", "error"],
    },
    Case { rule: "P904", day: DAY, edits: &[(SUCCESS, "")], said: ["note", "error", "error"] },
    Case {
        rule: "P904",
        day: DAY,
        edits: &[("        check_ins:\n", "        status: dropped\n        check_ins:\n")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P904",
        day: DAY,
        edits: &[
            (
                "        hold: 4w\n        source: https://numbers.example/pay\n",
                "        status: dropped\n        hold: 4w\n        source: https://numbers.example/pay\n",
            ),
            amended!("status", "active", "dropped"),
        ],
        said: ["note", "note", "note"],
    },
    Case {
        rule: "P905",
        day: "2026-01-11",
        edits: &[("value: 296 ms", "value: 290 ms")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P906",
        day: DAY,
        edits: &[("commitment: committed", "commitment: aspirational")],
        said: ["note", "error", "error"],
    },
    Case { rule: "P907", day: DAY, edits: &[("<= 5 %", "<= 6 %")], said: ["note", "error", "error"] },
    Case {
        rule: "P908",
        day: DAY,
        edits: &[(
            "hold: 4w\n        source: https://numbers.example/pay\n",
            "hold: 2w\n        source: https://numbers.example/pay\n",
        )],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P909",
        day: "2026-04-15",
        edits: &[("value: 296 ms }\n", "value: 296 ms }\n          - { date: 2026-03-30, value: 199 ms }\n")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P910",
        day: DAY,
        edits: &[(
            "      - id: payment-success\n",
            "      - id: refunds\n        title: Refunds arrive within 2 days\n        metric: p95 time to refund, all markets, weekly\n        baseline: 5 days\n        target: \"<= 2 days\"\n        hold: 4w\n        source: https://numbers.example/refunds\n      - id: payment-success\n",
        )],
        said: ["note", "warning", "error"],
    },
    Case {
        rule: "P911",
        day: DAY,
        edits: &[("        check_ins:\n", "        weight: 3\n        check_ins:\n")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P912",
        day: "2026-01-11",
        edits: &[amended!("target", "< 180 ms", "< 200 ms")],
        said: ["note", "error", "error"],
    },
    Case {
        rule: "P913",
        day: "2026-01-11",
        edits: &[("The pilot went well.", "It was agreed.")],
        said: ["note", "error", "error"],
    },
    Case { rule: "P914", day: DAY, edits: &[(OBJECTIVE, "")], said: ["note", "error", "error"] },
    Case { rule: "P915", day: DAY, edits: &[("< 200 ms\"", "< 180 ms\"")], said: ["note", "note", "error"] },
    Case {
        rule: "P916",
        day: DAY,
        edits: &[("id: payment-rtt", "id: payment-round-trip")],
        said: ["note", "warning", "warning"],
    },
];

/// The base of the cases under a policy: in it nothing is wrong.
fn base(policy: &str) -> TestEnvironment {
    let mut environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit("okr.yaml", "policy: calibrated", &format!("policy: {policy}"));
    environment.edit(SHEET, AMENDED.0, AMENDED.1);
    environment.on("2026-01-10").commit("Plan more");
    environment
}

fn judged(environment: &mut TestEnvironment, case: &Case, message: &str) -> Vec<String> {
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    for (from, to) in case.edits {
        let text = environment.read(SHEET);
        match *from {
            OBJECTIVE => environment.write(
                SHEET,
                "cycle: 2026-Q1
team: payments
objectives: []
",
            ),
            SUCCESS => environment.write(SHEET, &without_success(&text)),
            _ => environment.edit(SHEET, from, to),
        };
    }
    environment.on(case.day).commit(message);
    let findings = findings(&review(environment));
    findings.into_iter().filter(|finding| finding.contains(" P")).collect()
}

fn without_success(text: &str) -> String {
    let (head, rest) = text.split_once("      - id: payment-success\n").unwrap();
    let (_, rails) = rest.split_once("    guardrails:\n").unwrap();
    format!("{head}    guardrails:\n{rails}")
}

fn every_rule_under(policy: &str, at: usize) {
    let mut environment = base(policy);
    for case in CASES {
        let found = judged(&mut environment, case, "Change the goals");
        let [only] = found.as_slice() else {
            panic!("{policy}, {} {:?}: {found:?}", case.rule, case.edits);
        };
        assert!(
            only.starts_with(&format!("{} {} ", case.said[at], case.rule)),
            "{policy}, {} {:?}: {only}",
            case.rule,
            case.edits
        );
    }
}

#[test]
fn every_rule_under_open() {
    every_rule_under("open", 0);
}

#[test]
fn every_rule_under_calibrated() {
    every_rule_under("calibrated", 1);
}

#[test]
fn every_rule_under_frozen() {
    every_rule_under("frozen", 2);
}

#[test]
fn drafts_are_edited_freely_but_for_the_record() {
    let mut environment = base("frozen");
    for case in CASES.iter().filter(|case| case.day == DAY && case.rule != "P912") {
        let early = Case { day: "2026-01-14", edits: case.edits, ..*case };
        let found = judged(&mut environment, &early, "Change the goals");
        assert_eq!(found, [""; 0], "{} on day 14", case.rule);
    }
}

const LOOSER: (&str, &str) = ("< 200 ms\"", "< 220 ms\"");

#[test]
fn a_reason_in_the_message_counts_and_a_squash_would_lose_it() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen\n\nOKR-Reason: payments/payment-rtt: The fraud check adds 20 ms.");
    let review = review(&environment);
    assert_eq!(findings(&review), ["note P901 payment-rtt", "warning P917 payment-rtt"]);
    assert_eq!(review["changes"][0]["declared"], true);
    assert_eq!(review["changes"][0]["reason"], "The fraud check adds 20 ms.");
    assert_eq!(changes(&review), ["target-changed payment-rtt"], "one change, whatever is said of it");
    let lost = &review["findings"][1];
    assert!(lost["help"].as_str().unwrap().contains("reason: \"<why>\""), "{lost}");
}

#[test]
fn a_reason_speaks_for_its_own_commit_only() {
    let environment = topic();
    environment.edit(SHEET, "        check_ins:\n", "        weight: 2\n        check_ins:\n");
    environment.commit("Weigh\n\nOKR-Reason: payment-rtt: The evening peak comes first.");
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    let found = findings(&review(&environment));
    assert_eq!(
        found,
        ["error P901 payment-rtt", "note P911 payment-rtt", "warning P917 payment-rtt"],
        "the reason of the weight is none of the target"
    );
}

#[test]
fn every_part_of_a_shift_needs_its_reason() {
    let environment = topic();
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen\n\nOKR-Reason: payment-rtt: One.");
    environment.edit(SHEET, LOOSER.1, "< 230 ms\"");
    environment.commit("Loosen more");
    assert_eq!(findings(&review(&environment)), ["error P901 payment-rtt"]);
    environment.git(&[
        "commit",
        "--quiet",
        "--amend",
        "--message",
        "Loosen more\n\nOKR-Reason: payment-rtt: Two.",
    ]);
    let told = review(&environment);
    assert_eq!(findings(&told), ["note P901 payment-rtt", "warning P917 payment-rtt"]);
    assert_eq!(told["changes"][0]["reason"], "One.; Two.");
    assert_eq!(told["changes"][0]["commits"].as_array().unwrap().len(), 2);
}

#[test]
fn only_places_that_count_give_reasons() {
    let environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit("okr.yaml", "policy: calibrated\n", "policy: calibrated\nreasons: [amendment]\n");
    environment.commit("Want amendments");
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen\n\nOKR-Reason: payment-rtt: One.");
    assert_eq!(findings(&review(&environment)), ["error P901 payment-rtt"]);

    environment.git(&["switch", "--quiet", "main"]);
    environment.edit("okr.yaml", "[amendment]", "[trailer]");
    environment.commit("Want trailers");
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    let (from, to) = amended!("target", "< 200 ms", "< 220 ms");
    environment.edit(SHEET, LOOSER.0, LOOSER.1).edit(SHEET, from, to);
    environment.commit("Loosen");
    assert_eq!(findings(&review(&environment)), ["error P901 payment-rtt"], "and the amendment is not false");
}

#[test]
fn an_amendment_may_follow_its_change_and_may_be_true_of_its_commit_alone() {
    let environment = topic();
    let (from, to) = amended!("target", "< 200 ms", "< 220 ms");
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    environment.edit(SHEET, from, to);
    environment.commit("Say why");
    assert_eq!(findings(&review(&environment)), ["note P901 payment-rtt"]);

    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    environment.edit(SHEET, LOOSER.0, LOOSER.1).edit(SHEET, from, to);
    environment.commit("Loosen, and say why");
    environment.edit(SHEET, "target: \"< 220 ms\"", "target: \"< 200 ms\"");
    environment.commit("Take it back");
    let told = review(&environment);
    assert_eq!(findings(&told), [""; 0], "the amendment tells what its commit did");
    assert_eq!(told["undone"][0]["kind"], "target-changed");
}

#[test]
fn settings_of_the_range_do_not_judge_the_range() {
    let environment = topic();
    environment.edit("okr.yaml", "policy: calibrated", "policy: open");
    environment.edit(
        "okr.yaml",
        "  stale-check-in: off\n",
        "  stale-check-in: off\n  target-loosened: off\n  missing-source: off\n",
    );
    environment.edit("okr.yaml", "settle_days: 14", "settle_days: 80");
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.edit(SHEET, "        source: https://numbers.example/success\n", "");
    environment.commit("Open up");
    let told = review(&environment);
    let found = findings(&told);
    assert!(found.contains(&"error P901 payment-rtt".to_owned()), "{found:?}");
    assert!(found.iter().any(|finding| finding.ends_with("M109 payment-success")), "{found:?}");
    let names: Vec<&str> =
        told["settings"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["calendar.settle_days", "policy", "rules.missing-source", "rules.target-loosened"]);
    let text = super::shown(&environment, &["--format", "terminal"]).expect(1).stdout;
    assert!(text.contains("policy: from calibrated to open"), "{text}");
}

#[test]
fn what_a_rule_says_of_the_same_item_in_other_words_is_not_new() {
    let environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit(SHEET, "baseline: 300 ms", "baseline: 190 ms");
    environment.commit("Measure again");
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    environment.edit(SHEET, LOOSER.0, LOOSER.1);
    environment.commit("Loosen");
    let told = review(&environment);
    assert_eq!(findings(&told), ["error P901 payment-rtt"], "M105 names another target");
    assert_eq!(told["old_findings"], 1);
}

#[test]
fn a_rule_that_is_switched_on_blames_nobody() {
    let environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit("okr.yaml", "  stale-check-in: off\n", "  stale-check-in: off\n  missing-source: off\n");
    environment.edit(SHEET, "        source: https://numbers.example/success\n", "");
    environment.commit("Without a source");
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    environment.edit("okr.yaml", "  missing-source: off\n", "");
    environment.commit("Ask for sources");
    let told = review(&environment);
    assert_eq!((findings(&told).len(), &told["old_findings"]), (0, &1.into()));
}

#[test]
fn a_first_import_in_the_middle_of_a_quarter_fires_nothing() {
    let environment = TestEnvironment::workspace();
    let sheets: Vec<(String, String)> = ["okr.yaml", "teams.yaml", "okrs/2026-Q1/company.yaml", SHEET]
        .iter()
        .map(|path| ((*path).to_owned(), environment.read(path)))
        .collect();
    let environment = TestEnvironment::new();
    environment.write("README.md", "Goals to come.\n");
    environment.commit("Begin");
    environment.git(&["switch", "--quiet", "--create", "topic"]);
    for (path, text) in &sheets {
        environment.write(path, text);
    }
    let (from, to) = amended!("target", "< 180 ms", "< 200 ms");
    environment.edit(SHEET, from, to);
    environment.commit("Bring our goals");
    let told = review(&environment);
    let of_changes: Vec<String> =
        findings(&told).into_iter().filter(|finding| finding.contains(" P9")).collect();
    assert_eq!(of_changes, [""; 0]);
    assert_eq!(told["headline"], "2 objectives added, 4 key results added and 1 guardrail added.");
}

#[test]
fn a_check_in_cannot_be_newer_than_the_commit_that_brings_it() {
    const SEEN: &str = "          - { date: 2026-01-09, value: 296 ms }\n";
    let mut environment = topic();
    let early = format!("{SEEN}          - {{ date: 2026-02-20, value: 250 ms }}\n");
    environment.on("2026-02-18").edit(SHEET, SEEN, &early);
    environment.commit("Check in");
    environment.on("2026-03-02");
    environment.commit("Say nothing");
    environment.on("2026-03-10");
    assert_eq!(findings(&review(&environment)), ["error C802 payment-rtt"]);
    let told = environment.okr(&["check", "--rev", "HEAD~1"]).expect(1).stdout;
    assert!(told.contains("2026-02-20 is after 2026-02-18, the day on which it was committed"), "{told}");
    // A later state may well hold it, and the work tree is judged by today.
    environment.okr(&["check", "--rev", "HEAD"]).expect(0);
    environment.okr(&["check"]).expect(0);
}
