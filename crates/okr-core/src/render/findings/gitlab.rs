//! `gitlab`: a code quality report.

use serde_json::{Value, json};

use super::identity;
use crate::finding::{Finding, Findings, Severity};
use crate::render::json::document;

pub(super) fn draw(findings: &Findings) -> String {
    let issues = findings.list.iter().zip(identity::keys(&findings.list));
    document(&issues.map(|(finding, key)| issue(finding, &key)).collect())
}

fn issue(finding: &Finding, key: &str) -> Value {
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    json!({
        "description": format!("{}: {}", finding.code, finding.message),
        "check_name": finding.rule,
        "fingerprint": key,
        "severity": severity,
        "location": {
            "path": finding.place.path,
            "lines": { "begin": finding.place.span.line, "end": finding.place.span.end_line },
        },
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use std::collections::BTreeSet;

    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn an_issue_has_what_gitlab_reads() {
        let text = draw(&Findings::new(vec![sample::finding()], 1));
        insta::assert_snapshot!(text, @r#"
        [
          {
            "description": "M101: no baseline",
            "check_name": "missing-baseline",
            "fingerprint": "missing-baseline:okrs/2026-Q1/payments.yaml:1",
            "severity": "major",
            "location": {
              "path": "okrs/2026-Q1/payments.yaml",
              "lines": {
                "begin": 5,
                "end": 5
              }
            }
          }
        ]
        "#);
        assert_eq!(draw(&Findings::default()), "[]\n");
    }

    #[test]
    fn no_two_fingerprints_are_equal() {
        let mut findings = sample::many(20, 20, 20);
        findings.list.extend(sample::hostile().list);
        let issues: Vec<Value> = serde_json::from_str(&draw(&findings)).unwrap();
        let distinct: BTreeSet<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(distinct.len(), issues.len());
    }
}
