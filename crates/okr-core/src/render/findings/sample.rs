//! Findings to draw in tests: a plain one, many, and the worst that a repository could make.

use crate::finding::{Finding, Findings, Place, Severity, Span};

/// The file that [`finding`] is about.
pub(super) const SHEET: &str = "\
cycle: 2026-Q1
objectives:
  - id: instant-pay
    key_results:
      - title: \"RTT falls\" # 支付
        target: \"< 200 ms\"
";

/// One plain error.
pub(super) fn finding() -> Finding {
    Finding {
        code: "M101",
        rule: "missing-baseline",
        severity: Severity::Error,
        place: Place {
            path: "okrs/2026-Q1/payments.yaml".to_owned(),
            span: Span { line: 5, column: 15, end_line: 5, end_column: 24 },
        },
        subject: None,
        message: "no baseline".to_owned(),
        help: Some("add where it stands today:\n  baseline: 300 ms".to_owned()),
    }
}

/// So many of each severity, on lines of their own.
pub(super) fn many(errors: usize, warnings: usize, notes: usize) -> Findings {
    let severities = [(Severity::Note, notes), (Severity::Warning, warnings), (Severity::Error, errors)];
    let all = severities.into_iter().flat_map(|(severity, count)| std::iter::repeat_n(severity, count));
    let list = all.enumerate().map(|(index, severity)| {
        let line = index + 1;
        let span = Span { line, column: 1, end_line: line, end_column: 2 };
        let place = Place { path: "okrs/2026-Q1/a.yaml".to_owned(), span };
        Finding { severity, place, help: None, ..finding() }
    });
    Findings::new(list.collect(), 1)
}

/// Strings that try to get out, one a finding.
pub(super) const HOSTILE: [&str; 12] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{9b}31mred\u{7f}",
    "one\n::error::two\r\n##[error]three",
    "100%0A::stop-commands::x",
    "</failure><testcase name=\"x\"/>]]>&lt;",
    "<script>alert(1)</script><!-- -->",
    "| a | b |\n|---|---|\n```\n# h",
    "[click](javascript:alert(1)) ![x](http://x/y.png)",
    "@everyone #1 http://x.example www.x.example",
    "\u{202e}gnp.exe\u{2066}\u{200b}",
    "=cmd|' /C calc'!A0",
    "{0} %s {{ }} \\ \" ' \u{0}\u{ffff}",
];

/// Findings whose path, message and help are hostile; the files do not exist, and the spans are absurd.
pub(super) fn hostile() -> Findings {
    let list = HOSTILE.iter().enumerate().map(|(index, words)| {
        let line = if index % 2 == 0 { 1 } else { usize::MAX };
        let span = Span { line, column: line, end_line: line, end_column: line };
        Finding {
            place: Place { path: format!("okrs/{words}.yaml"), span },
            message: (*words).to_owned(),
            help: Some(format!("{words}\n{words}")),
            ..finding()
        }
    });
    Findings::new(list.collect(), 1)
}
