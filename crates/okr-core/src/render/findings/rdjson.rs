//! `rdjson`: reviewdog's diagnostic format, whose columns count bytes of UTF-8.

use serde_json::{Map, Value, json};

use super::source::Sources;
use crate::finding::{Findings, Severity};
use crate::render::json::document;

/// Characters of a line are counted up to this many bytes: findings are many, and a line may be the
/// whole file.
const LONGEST: usize = 64 * 1024;

pub(super) fn draw<'a>(findings: &Findings, source: &'a dyn Fn(&str) -> Option<&'a [u8]>) -> String {
    let mut sources = Sources::new(source);
    let diagnostics: Value = findings
        .list
        .iter()
        .map(|finding| {
            let span = finding.place.span;
            let lines = sources.lines(&finding.place.path);
            let start = position(lines, span.line, span.column);
            let end = position(lines, span.end_line, span.end_column);
            let mut message = finding.message.clone();
            if let Some(help) = &finding.help {
                message.push_str("\n\n");
                message.push_str(help);
            }
            json!({
                "message": message,
                "location": { "path": finding.place.path, "range": { "start": start, "end": end } },
                "severity": match finding.severity {
                    Severity::Error => "ERROR",
                    Severity::Warning => "WARNING",
                    Severity::Note => "INFO",
                },
                "code": { "value": finding.code },
            })
        })
        .collect();
    document(&json!({ "source": { "name": "git-okr" }, "diagnostics": diagnostics }))
}

/// A place with its column in bytes. Where the line is not at hand the column stays out.
fn position(lines: &[&[u8]], line: usize, column: usize) -> Value {
    let mut position = Map::new();
    position.insert("line".to_owned(), json!(line));
    let text = line.checked_sub(1).and_then(|index| lines.get(index));
    let text = text.filter(|text| text.len() <= LONGEST).and_then(|text| str::from_utf8(text).ok());
    if let Some(text) = text {
        let bytes: usize = text.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        position.insert("column".to_owned(), json!(bytes + 1));
    }
    Value::Object(position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn columns_count_bytes() {
        let read = |_: &str| Some("支付: x\n".as_bytes());
        let mut finding = sample::finding();
        finding.place.span = crate::finding::Span { line: 1, column: 5, end_line: 1, end_column: 6 };
        insta::assert_snapshot!(draw(&Findings::new(vec![finding], 1), &read), @r#"
        {
          "source": {
            "name": "git-okr"
          },
          "diagnostics": [
            {
              "message": "no baseline\n\nadd where it stands today:\n  baseline: 300 ms",
              "location": {
                "path": "okrs/2026-Q1/payments.yaml",
                "range": {
                  "start": {
                    "line": 1,
                    "column": 9
                  },
                  "end": {
                    "line": 1,
                    "column": 10
                  }
                }
              },
              "severity": "ERROR",
              "code": {
                "value": "M101"
              }
            }
          ]
        }
        "#);
    }

    #[test]
    fn without_the_file_the_line_must_do() {
        let text = draw(&Findings::new(vec![sample::finding()], 1), &|_| None);
        assert!(text.contains("\"line\": 5") && !text.contains("column"), "{text}");
    }

    #[test]
    fn absurd_places_are_no_trouble() {
        let text = draw(&sample::hostile(), &|_| Some(b"x"));
        assert_eq!(text.matches("\"severity\"").count(), sample::HOSTILE.len());
    }
}
