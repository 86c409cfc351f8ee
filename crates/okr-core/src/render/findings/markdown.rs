//! `markdown`: for a comment or a step summary, which both have a largest size.

use std::fmt::Write as _;

use super::summary;
use crate::finding::{Finding, Findings, Severity};
use crate::render::escape::{Spot, markdown_code, markdown_code_block, markdown_text};

/// Room kept for the line that counts what was left out.
const TAIL: usize = 120;

pub(super) fn draw(findings: &Findings, limit: Option<usize>) -> String {
    let room = limit.map_or(usize::MAX, |limit| limit.saturating_sub(TAIL));
    let mut out = format!("**{}**\n", summary::sentence(findings));
    let mut length = out.chars().count();
    let mut path = None;
    for (told, finding) in findings.list.iter().enumerate() {
        let mut piece = String::new();
        if path != Some(&finding.place.path) {
            path = Some(&finding.place.path);
            // Writing to a string cannot fail, here and below.
            let _ = write!(piece, "\n#### {}\n\n", markdown_code(&finding.place.path, Spot::Line));
        }
        item(&mut piece, finding);
        length = length.saturating_add(piece.chars().count());
        if length > room {
            let more = findings.list.len() - told;
            let _ = writeln!(out, "\n_{more} more left out for length; `--format full` tells them all._");
            break;
        }
        out.push_str(&piece);
    }
    out
}

fn item(out: &mut String, finding: &Finding) {
    let mark = match finding.severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Note => "●",
    };
    let _ = writeln!(
        out,
        "- {mark} **{}** at line {}: {} ({} {})",
        finding.severity,
        finding.place.span.line,
        markdown_text(&finding.message),
        finding.code,
        finding.rule,
    );
    if let Some(help) = &finding.help {
        out.push_str("  <details><summary>What to write instead</summary>\n\n");
        for line in markdown_code_block("text", help).lines() {
            let _ = writeln!(out, "  {line}");
        }
        out.push_str("\n  </details>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn findings_stand_by_file() {
        let mut findings = sample::many(0, 1, 0);
        findings.list.push(sample::finding());
        insta::assert_snapshot!(draw(&findings, None), @r"
        **1 error, 1 warning in 1 file**

        #### `okrs/2026-Q1/a.yaml`

        - ▲ **warning** at line 1: no baseline (M101 missing-baseline)

        #### `okrs/2026-Q1/payments.yaml`

        - ✖ **error** at line 5: no baseline (M101 missing-baseline)
          <details><summary>What to write instead</summary>

          ```text
          add where it stands today:
            baseline: 300 ms
          ```

          </details>
        ");
    }

    #[test]
    fn it_stays_within_the_limit_and_counts_the_rest() {
        let text = draw(&sample::many(0, 0, 100), Some(1_000));
        assert!(text.chars().count() <= 1_000, "{}", text.len());
        let told = text.lines().filter(|line| line.starts_with("- ")).count();
        assert!(told > 5 && text.contains(&format!("_{} more left out", 100 - told)), "{text}");
    }

    #[test]
    fn nothing_to_tell_is_told() {
        assert_eq!(draw(&Findings::new(Vec::new(), 2), None), "**no findings in 2 files**\n");
    }

    #[test]
    fn hostile_findings_stay_items() {
        let text = draw(&sample::hostile(), None);
        let items = text.lines().filter(|line| line.starts_with("- ")).count();
        assert_eq!(items, sample::HOSTILE.len());
        let lines = text.lines().filter(|line| line.starts_with("- ") || line.starts_with("####"));
        for line in lines {
            assert!(!line.contains("<script") && !line.contains("@everyone") || line.contains('`'), "{line}");
        }
    }
}
