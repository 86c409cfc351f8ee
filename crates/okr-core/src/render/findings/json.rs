//! `json` and `jsonl`: the contract for programs.

use serde_json::{Map, Value, json};

use crate::finding::{Finding, Findings, Severity};
use crate::render::json::{document, one_line};

/// One document: `findings`, `summary`, then whatever the caller adds.
pub(super) fn draw(findings: &Findings, extra: &Map<String, Value>) -> String {
    let mut top = Map::new();
    top.insert("findings".to_owned(), findings.list.iter().map(finding).collect());
    top.insert("summary".to_owned(), summary(findings));
    for (key, value) in extra {
        top.entry(key.as_str()).or_insert_with(|| value.clone());
    }
    document(&Value::Object(top))
}

/// One finding a line.
pub(super) fn draw_lines(findings: &Findings) -> String {
    findings.list.iter().map(|one| one_line(&finding(one))).collect()
}

/// One finding as the contract has it.
pub fn finding(finding: &Finding) -> Value {
    let span = finding.place.span;
    json!({
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.as_str(),
        "path": finding.place.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "subject": finding.subject.as_ref().map(ToString::to_string),
        "message": finding.message,
        "help": finding.help,
    })
}

/// The counts as the contract has them.
pub fn summary(findings: &Findings) -> Value {
    json!({
        "errors": findings.count(Severity::Error),
        "warnings": findings.count(Severity::Warning),
        "notes": findings.count(Severity::Note),
        "files": findings.files,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn a_finding_has_exactly_the_keys_of_the_contract() {
        let text = draw(&Findings::new(vec![sample::finding()], 2), &Map::new());
        insta::assert_snapshot!(text, @r#"
        {
          "findings": [
            {
              "code": "M101",
              "rule": "missing-baseline",
              "severity": "error",
              "path": "okrs/2026-Q1/payments.yaml",
              "line": 5,
              "column": 15,
              "end_line": 5,
              "end_column": 24,
              "subject": null,
              "message": "no baseline",
              "help": "add where it stands today:\n  baseline: 300 ms"
            }
          ],
          "summary": {
            "errors": 1,
            "warnings": 0,
            "notes": 0,
            "files": 2
          }
        }
        "#);
    }

    #[test]
    fn a_caller_adds_keys_but_replaces_none() {
        let mut extra = Map::new();
        extra.insert("changes".to_owned(), json!([]));
        extra.insert("findings".to_owned(), json!("gone"));
        let value: Value = serde_json::from_str(&draw(&Findings::default(), &extra)).unwrap();
        assert_eq!(value["findings"], json!([]));
        assert_eq!(value.as_object().unwrap().keys().collect::<Vec<_>>(), ["findings", "summary", "changes"]);
    }

    #[test]
    fn hostile_strings_come_back_unchanged() {
        let text = draw_lines(&sample::hostile());
        assert_eq!(text.lines().count(), sample::hostile().list.len());
        for (line, finding) in text.lines().zip(&sample::hostile().list) {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(value["message"], json!(finding.message));
            assert_eq!(value["path"], json!(finding.place.path));
        }
    }
}
