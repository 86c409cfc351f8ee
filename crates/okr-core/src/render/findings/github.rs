//! `github`: annotations, as workflow commands. GitHub keeps ten of each kind a step and drops the rest
//! without a word, so the gravest are printed and the others counted.

use std::fmt::Write as _;

use crate::finding::{Finding, Findings, Severity};
use crate::render::escape::{workflow_data, workflow_property};

/// How many annotations of one kind a step may have.
const A_STEP: usize = 10;

pub(super) fn draw(findings: &Findings) -> String {
    let mut out = String::new();
    let mut left_out = Vec::new();
    let overflows = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .any(|severity| findings.count(severity) > A_STEP);
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        // The line that counts the rest is a notice itself.
        let room = if severity == Severity::Note && overflows { A_STEP - 1 } else { A_STEP };
        let told = findings.list.iter().filter(|finding| finding.severity == severity);
        for finding in told.take(room) {
            command(&mut out, finding);
        }
        let more = findings.count(severity).saturating_sub(room);
        if more > 0 {
            left_out.push(format!("{more} more {}{}", severity.as_str(), if more == 1 { "" } else { "s" }));
        }
    }
    if !left_out.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "::notice title=git okr::{} not shown here; `--format full` tells them all",
            left_out.join(", ")
        );
    }
    out
}

fn command(out: &mut String, finding: &Finding) {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let span = finding.place.span;
    let path = workflow_property(&finding.place.path);
    // Writing to a string cannot fail.
    let _ = write!(out, "::{name} file={path},line={},endLine={}", span.line, span.end_line);
    if span.line == span.end_line {
        // Columns of an annotation over several lines are ignored with a warning.
        let _ = write!(out, ",col={},endColumn={}", span.column, span.end_column);
    }
    let _ = write!(out, ",title={}", workflow_property(&format!("{} {}", finding.code, finding.rule)));
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        let _ = write!(message, "\n\n{help}");
    }
    let _ = writeln!(out, "::{}", workflow_data(&message));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn a_command_carries_place_title_and_message() {
        let text = draw(&Findings::new(vec![sample::finding()], 1));
        insta::assert_snapshot!(text, @"::error file=okrs/2026-Q1/payments.yaml,line=5,endLine=5,col=15,endColumn=24,title=M101 missing-baseline::no baseline%0A%0Aadd where it stands today:%0A  baseline: 300 ms");
    }

    #[test]
    fn the_gravest_come_first_and_the_rest_is_counted() {
        let text = draw(&sample::many(12, 11, 10));
        let count = |kind: &str| text.lines().filter(|line| line.starts_with(kind)).count();
        assert_eq!((count("::error"), count("::warning"), count("::notice")), (10, 10, 10));
        assert!(text.starts_with("::error"));
        assert!(
            text.ends_with(
                "::notice title=git okr::2 more errors, 1 more warning, 1 more note not shown here; `--format full` tells them all\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn what_fits_is_told_whole() {
        let text = draw(&sample::many(10, 10, 10));
        assert_eq!(text.lines().count(), 30);
        assert!(!text.contains("more"));
    }

    #[test]
    fn a_hostile_finding_stays_one_command() {
        let text = draw(&sample::hostile());
        assert_eq!(text.lines().count(), A_STEP + 1);
        for line in text.lines().take(A_STEP) {
            let rest = line.strip_prefix("::error ").unwrap_or_default();
            let (properties, _) = rest.split_once("::").unwrap_or_default();
            let keys: Vec<&str> = properties.split(',').filter_map(|one| one.split('=').next()).collect();
            assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"], "{line}");
        }
    }
}
