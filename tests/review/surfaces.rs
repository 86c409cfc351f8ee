//! The formats of a review, and its end: what fails, and what is bounded.

use std::fmt::Write as _;

use serde_json::Value;

use super::{review, shown, topic};
use crate::environment::{SHEET, TestEnvironment};

/// A branch with an error, a warning, a check-in and a new finding about the state.
fn busy() -> TestEnvironment {
    let environment = topic();
    environment.edit(SHEET, "< 200 ms\"", "< 220 ms\"");
    environment.edit(
        SHEET,
        "value: 296 ms }\n",
        "value: 296 ms }\n          - { date: 2026-02-06, value: 250 ms }\n",
    );
    environment.edit(SHEET, "        source: https://numbers.example/success\n", "");
    environment.commit("Much at once");
    environment
}

#[test]
fn a_change_has_the_keys_of_the_contract() {
    let environment = busy();
    let told = review(&environment);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&told)[..2], ["findings", "summary"]);
    let change = &told["changes"][0];
    for key in [
        "kind",
        "subject",
        "field",
        "before",
        "after",
        "direction",
        "day",
        "days",
        "declared",
        "reason",
        "commits",
    ] {
        assert!(change.get(key).is_some(), "{key}: {change:#}");
    }
    assert_eq!(change["kind"], "target-changed");
    assert_eq!(change["subject"], "2026-Q1/payments/payment-rtt");
    assert_eq!(change["field"], "target");
    assert_eq!(
        change["before"],
        serde_json::json!({ "text": "< 200 ms", "number": 200, "unit": "ms", "comparison": "<" })
    );
    assert_eq!(
        (&change["direction"], &change["day"], &change["days"]),
        (&"loosened".into(), &43.into(), &90.into())
    );
    assert_eq!((&change["declared"], &change["reason"]), (&false.into(), &Value::Null));
    let head = environment.git(&["rev-parse", "HEAD"]).stdout;
    assert_eq!(change["commits"], serde_json::json!([head.trim()]));
    for key in [
        "code",
        "rule",
        "severity",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "subject",
        "message",
        "help",
    ] {
        assert!(told["findings"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(told["summary"]["errors"], 2);
    let scores = &told["scores"][0];
    assert_eq!(scores["ref"], "2026-Q1/payments/payment-rtt");
    assert!(scores["before"].as_f64().unwrap() < scores["after"].as_f64().unwrap(), "{scores}");
    let card = &told["awesome"][0];
    assert!(
        card["before"]["quality"].as_f64().unwrap() < card["after"]["quality"].as_f64().unwrap(),
        "{card}"
    );
}

#[test]
fn the_exit_code_follows_what_is_asked_for() {
    let environment = busy();
    for (fail_on, code) in [("error", 1), ("warning", 1), ("note", 1), ("never", 0)] {
        shown(&environment, &["--fail-on", fail_on]).expect(code);
    }
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    environment.edit(SHEET, "< 200 ms\"", "< 180 ms\"");
    environment.commit("Tighten");
    for (fail_on, code) in [("error", 0), ("warning", 0), ("note", 1), ("never", 0)] {
        shown(&environment, &["--fail-on", fail_on]).expect(code);
    }
}

#[test]
fn a_review_in_a_terminal() {
    let output = shown(&busy(), &[]);
    insta::assert_snapshot!(output);
}

#[test]
fn a_review_as_a_comment() {
    let output = shown(&busy(), &["--format", "markdown"]);
    insta::assert_snapshot!(output);
}

#[test]
fn every_format_tells_the_same_findings() {
    let environment = busy();
    let count = |format: &str, mark: &str| {
        let text = shown(&environment, &["--format", format]).expect(1).stdout;
        text.matches(mark).count()
    };
    assert_eq!(count("concise", "okrs/2026-Q1/payments.yaml:"), 3);
    assert_eq!(count("full", "okrs/2026-Q1/payments.yaml:"), 3);
    assert_eq!(count("jsonl", "\"code\":"), 3);
    assert_eq!(count("github", "file=okrs/2026-Q1/payments.yaml"), 3);
    assert_eq!(count("gitlab", "\"check_name\""), 3);
    assert_eq!(count("sarif", "\"ruleId\""), 3);
    assert_eq!(count("junit", "<failure"), 2, "a warning is no failure");
    assert_eq!(count("rdjson", "\"severity\""), 3);
    assert_eq!(count("csv", "2026-Q1/payments/payment-"), 3, "a row a change");
    assert_eq!(count("html", "<!DOCTYPE html>"), 1);
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let environment = busy();
    let prints = |environment: &TestEnvironment| -> Vec<String> {
        let issues = shown(environment, &["--format", "gitlab"]).expect(1).json();
        issues
            .as_array()
            .unwrap()
            .iter()
            .map(|issue| issue["fingerprint"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = prints(&environment);
    let text = environment.read(SHEET);
    environment.write(SHEET, &format!("# A remark.\n\n{text}"));
    environment.commit("Remark");
    assert_eq!(prints(&environment), before);
}

#[test]
fn a_file_is_written_whole() {
    let environment = busy();
    let shown = shown(&environment, &["--format", "markdown", "--output", "comment.md"]).expect(1);
    assert_eq!(shown.stdout, "");
    assert!(environment.read("comment.md").starts_with("<!-- git-okr review -->\n"));
}

/// Many teams whose every target is loosened.
fn crowd(teams: usize) -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    let sheet = |team: usize, target: u32| {
        let mut text = format!(
            "cycle: 2026-Q1\nteam: team-{team}\nobjectives:\n  - id: objective-{team}\n    title: A goal of its own\n    key_results:\n"
        );
        for one in 0..3 {
            let _ = write!(
                text,
                "      - id: result-{one}\n        title: Result {one} of team {team}\n        metric: waiting time {one} of team {team}\n        baseline: 300 ms\n        target: \"< {} ms\"\n",
                target + one
            );
        }
        text
    };
    for team in 0..teams {
        environment.write(&format!("okrs/2026-Q1/team-{team}.yaml"), &sheet(team, 200));
    }
    environment.commit("Plan");
    environment.git(&["switch", "--quiet", "--create", "topic"]);
    for team in 0..teams {
        environment.write(
            &format!("okrs/2026-Q1/team-{team}.yaml"),
            &sheet(team, 201 + u32::try_from(team).unwrap()),
        );
    }
    environment.commit("Loosen all");
    environment
}

#[test]
fn there_is_an_end_to_everything() {
    let environment = crowd(120);
    let markdown = shown(&environment, &["--format", "markdown"]).expect(1).stdout;
    assert!(markdown.chars().count() <= 65_536, "{}", markdown.len());
    assert!(markdown.contains("80 teams more"), "{}", &markdown[markdown.len() - 2_000..]);
    let annotations = shown(&environment, &["--format", "github"]).expect(1).stdout;
    assert_eq!(annotations.lines().filter(|line| line.starts_with("::error")).count(), 10);
    assert!(annotations.contains("413 more errors"), "{annotations}");
    let terminal = shown(&environment, &[]).expect(1).stdout;
    assert!(terminal.lines().count() < 2_000, "{}", terminal.lines().count());
    assert_eq!(review(&environment)["changes"].as_array().unwrap().len(), 360, "programs are told all");
}
