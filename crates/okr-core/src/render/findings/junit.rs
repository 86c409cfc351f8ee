//! `junit`: a test report. A file is a suite, a finding a case: an error is a failed one, and warnings
//! and notes are skipped ones, so that a report is red exactly when the command fails by default.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{identity, summary};
use crate::finding::{Finding, Findings, Severity};
use crate::render::escape::{visible_line, xml_text};

pub(super) fn draw(findings: &Findings) -> String {
    let keys = identity::keys(&findings.list);
    let mut suites: BTreeMap<&str, Vec<(&Finding, &str)>> = BTreeMap::new();
    for (finding, key) in findings.list.iter().zip(&keys) {
        suites.entry(&finding.place.path).or_default().push((finding, key));
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let counts = counts(findings.list.iter());
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "<testsuites name=\"git-okr\" {counts}>");
    for (path, findings) in &suites {
        suite(&mut out, path, findings);
    }
    if suites.is_empty() {
        // A report without a single case is an error to some readers.
        let sentence = xml_text(&summary::sentence(findings));
        let _ = writeln!(
            out,
            "  <testsuite name=\"git-okr\" tests=\"1\" failures=\"0\" skipped=\"0\" errors=\"0\">"
        );
        let _ = writeln!(out, "    <testcase classname=\"git-okr\" name=\"{sentence}\"/>");
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn counts<'a>(findings: impl Iterator<Item = &'a Finding> + Clone) -> String {
    let tests = findings.clone().count();
    let failures = findings.filter(|finding| finding.severity == Severity::Error).count();
    let skipped = tests - failures;
    format!("tests=\"{}\" failures=\"{failures}\" skipped=\"{skipped}\" errors=\"0\"", tests.max(1))
}

/// What a case is called: never by its line, or one that moved would be another case of the next report.
fn title(finding: &Finding, key: &str) -> String {
    let about = key.strip_prefix(finding.rule).and_then(|rest| rest.strip_prefix(':')).unwrap_or(key);
    let about = about.strip_suffix(":1").unwrap_or(about);
    format!("{} {}: {about}", finding.code, finding.rule)
}

fn suite(out: &mut String, path: &str, findings: &[(&Finding, &str)]) {
    let name = xml_text(&visible_line(path));
    let counts = counts(findings.iter().map(|(finding, _)| *finding));
    let _ = writeln!(out, "  <testsuite name=\"{name}\" {counts}>");
    for (finding, key) in findings {
        let (line, column) = (finding.place.span.line, finding.place.span.column);
        let _ = writeln!(
            out,
            "    <testcase classname=\"{name}\" name=\"{}\" file=\"{name}\" line=\"{line}\">",
            xml_text(&title(finding, key))
        );
        let message = xml_text(&visible_line(&finding.message));
        if finding.severity == Severity::Error {
            let mut body = format!("{path}:{line}:{column}: {}", finding.message);
            if let Some(help) = &finding.help {
                body.push('\n');
                body.push_str(help);
            }
            let _ = writeln!(
                out,
                "      <failure type=\"{}\" message=\"{message}\">{}</failure>",
                xml_text(finding.rule),
                xml_text(&body)
            );
        } else {
            let _ = writeln!(out, "      <skipped message=\"{}: {message}\"/>", finding.severity);
        }
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn an_error_fails_and_a_warning_is_skipped() {
        let mut findings = sample::many(0, 1, 0);
        findings.list.push(sample::finding());
        insta::assert_snapshot!(draw(&findings), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="git-okr" tests="2" failures="1" skipped="1" errors="0">
          <testsuite name="okrs/2026-Q1/a.yaml" tests="1" failures="0" skipped="1" errors="0">
            <testcase classname="okrs/2026-Q1/a.yaml" name="M101 missing-baseline: okrs/2026-Q1/a.yaml" file="okrs/2026-Q1/a.yaml" line="1">
              <skipped message="warning: no baseline"/>
            </testcase>
          </testsuite>
          <testsuite name="okrs/2026-Q1/payments.yaml" tests="1" failures="1" skipped="0" errors="0">
            <testcase classname="okrs/2026-Q1/payments.yaml" name="M101 missing-baseline: okrs/2026-Q1/payments.yaml" file="okrs/2026-Q1/payments.yaml" line="5">
              <failure type="missing-baseline" message="no baseline">okrs/2026-Q1/payments.yaml:5:15: no baseline&#10;add where it stands today:&#10;  baseline: 300 ms</failure>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn nothing_to_tell_is_one_passed_case() {
        insta::assert_snapshot!(draw(&Findings::new(Vec::new(), 3)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="git-okr" tests="1" failures="0" skipped="0" errors="0">
          <testsuite name="git-okr" tests="1" failures="0" skipped="0" errors="0">
            <testcase classname="git-okr" name="no findings in 3 files"/>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn hostile_findings_add_no_elements() {
        let text = draw(&sample::hostile());
        assert_eq!(text.matches("<testcase ").count(), sample::HOSTILE.len());
        assert_eq!(text.matches("<failure ").count(), sample::HOSTILE.len());
        assert!(!text.contains(['\u{0}', '\u{1b}', '\u{ffff}']));
    }
}
