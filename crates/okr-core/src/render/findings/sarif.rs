//! `sarif`: SARIF 2.1.0, with what code scanning asks for beyond the standard.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{RuleInfo, identity};
use crate::finding::{Finding, Findings};
use crate::render::escape::{uri_path, visible_lines};
use crate::render::json::document;

/// How many results code scanning keeps of one upload.
const KEPT: usize = 5_000;

pub(super) fn draw(findings: &Findings, rules: &[RuleInfo<'_>], version: &str) -> String {
    let places: BTreeMap<&str, usize> =
        rules.iter().enumerate().map(|(index, rule)| (rule.code, index)).collect();
    let keys = identity::keys(&findings.list);
    let gravest = gravest(&findings.list);
    let results: Vec<Value> = gravest
        .iter()
        .filter_map(|&at| Some((findings.list.get(at)?, keys.get(at)?)))
        .map(|(finding, key)| result(finding, key, places.get(finding.code).copied()))
        .collect();
    let mut run = json!({
        "tool": { "driver": {
            "name": "git-okr",
            "semanticVersion": version,
            "rules": rules.iter().map(rule).collect::<Value>(),
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let left_out = findings.list.len() - gravest.len();
    if left_out > 0 {
        run["invocations"] = json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": [{
                "level": "warning",
                "message": { "text": format!("{left_out} results of least weight were left out") },
            }],
        }]);
    }
    document(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }))
}

/// The places of the findings that are kept, in their order.
fn gravest(findings: &[Finding]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..findings.len()).collect();
    if places.len() > KEPT {
        places.sort_by_key(|&at| findings.get(at).map(|finding| std::cmp::Reverse(finding.severity)));
        places.truncate(KEPT);
        places.sort_unstable();
    }
    places
}

fn rule(rule: &RuleInfo<'_>) -> Value {
    let docs = rule.docs_markdown.trim();
    let first = docs.split("\n\n").map(str::trim).find(|part| !part.is_empty() && !part.starts_with('#'));
    let docs = if docs.is_empty() { rule.summary } else { docs };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": first.unwrap_or(rule.summary).replace('\n', " ") },
        "help": { "text": docs, "markdown": docs },
        "defaultConfiguration": { "level": rule.severity.as_str() },
        "properties": { "tags": ["okr"] },
    })
}

fn result(finding: &Finding, key: &str, rule_index: Option<usize>) -> Value {
    let span = finding.place.span;
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push_str("\n\n");
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.severity.as_str(),
        "message": { "text": message(&text) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri_path(&finding.place.path), "uriBaseId": "%SRCROOT%" },
                "region": {
                    "startLine": span.line,
                    "startColumn": span.column,
                    "endLine": span.end_line,
                    "endColumn": span.end_column,
                },
            },
        }],
        "partialFingerprints": { "primaryLocationLineHash": key },
    });
    if let Some(subject) = &finding.subject {
        result["locations"][0]["logicalLocations"] = json!([{ "fullyQualifiedName": subject.to_string() }]);
    }
    if let Some(index) = rule_index {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// A plain text message: `[a](b)` would be a link in it, so brackets are escaped as the standard says.
fn message(text: &str) -> String {
    let text = visible_lines(text);
    if !text.contains("](") {
        return text.into_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::finding::Severity;
    use crate::render::findings::sample;

    const RULE: RuleInfo<'static> = RuleInfo {
        code: "M101",
        name: "missing-baseline",
        summary: "A key result without a baseline",
        docs_markdown: "# M101\n\nA key result without a baseline.\n\n## Why is this bad?\n\nIt is.\n",
        severity: Severity::Error,
    };

    fn value(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_run_has_what_code_scanning_asks_for() {
        let text = draw(&Findings::new(vec![sample::finding()], 1), &[RULE], "1.2.3");
        insta::assert_snapshot!(text, @r##"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "git-okr",
                  "semanticVersion": "1.2.3",
                  "rules": [
                    {
                      "id": "M101",
                      "name": "missing-baseline",
                      "shortDescription": {
                        "text": "A key result without a baseline"
                      },
                      "fullDescription": {
                        "text": "A key result without a baseline."
                      },
                      "help": {
                        "text": "# M101\n\nA key result without a baseline.\n\n## Why is this bad?\n\nIt is.",
                        "markdown": "# M101\n\nA key result without a baseline.\n\n## Why is this bad?\n\nIt is."
                      },
                      "defaultConfiguration": {
                        "level": "error"
                      },
                      "properties": {
                        "tags": [
                          "okr"
                        ]
                      }
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "M101",
                  "level": "error",
                  "message": {
                    "text": "no baseline\n\nadd where it stands today:\n  baseline: 300 ms"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "okrs/2026-Q1/payments.yaml",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "startLine": 5,
                          "startColumn": 15,
                          "endLine": 5,
                          "endColumn": 24
                        }
                      }
                    }
                  ],
                  "partialFingerprints": {
                    "primaryLocationLineHash": "missing-baseline:okrs/2026-Q1/payments.yaml:1"
                  },
                  "ruleIndex": 0
                }
              ]
            }
          ]
        }
        "##);
    }

    #[test]
    fn a_rule_that_is_not_listed_has_no_index() {
        let text = draw(&Findings::new(vec![sample::finding()], 1), &[], "1.2.3");
        assert!(value(&text)["runs"][0]["results"][0].get("ruleIndex").is_none());
    }

    #[test]
    fn the_gravest_are_kept_and_the_rest_is_counted() {
        let sarif = value(&draw(&sample::many(10, 2, KEPT), &[RULE], "1.2.3"));
        let run = &sarif["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), KEPT);
        let errors = results.iter().filter(|result| result["level"] == "error").count();
        assert_eq!(errors, 10);
        let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(told, "12 results of least weight were left out");
    }

    #[test]
    fn a_message_holds_no_link() {
        assert_eq!(message("[click](http://x) \\"), r"\[click\](http://x) \\");
        assert_eq!(message("weights [1, 2]"), "weights [1, 2]");
    }

    #[test]
    fn hostile_paths_are_relative_references() {
        let sarif = value(&draw(&sample::hostile(), &[RULE], "1.2.3"));
        for result in sarif["runs"][0]["results"].as_array().unwrap() {
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            assert!(
                uri.starts_with("okrs/") && uri.is_ascii() && !uri.contains([' ', '#', '?', ':']),
                "{uri}"
            );
        }
    }
}
