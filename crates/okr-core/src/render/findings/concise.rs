//! `concise`: one line a finding, as compilers write them and editors read them.

use std::fmt::Write as _;

use anstyle::Style;

use crate::finding::Findings;
use crate::render::Screen;
use crate::render::escape::visible_line;
use crate::render::screen::severity_style;

pub(super) fn draw(findings: &Findings, screen: Screen) -> String {
    let mut out = String::new();
    for finding in &findings.list {
        let path = screen.paint(Style::new().bold(), &visible_line(&finding.place.path));
        let (line, column) = (finding.place.span.line, finding.place.span.column);
        let weight = screen
            .paint(severity_style(finding.severity), &format!("{}[{}]", finding.severity, finding.code));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{path}:{line}:{column}: {weight} {}", visible_line(&finding.message));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn a_line_has_the_shape_of_the_contract() {
        let text = draw(&Findings::new(vec![sample::finding()], 1), Screen::default());
        assert_eq!(text, "okrs/2026-Q1/payments.yaml:5:15: error[M101] no baseline\n");
    }

    #[test]
    fn with_colour_the_words_are_the_same() {
        let screen = Screen { colour: true, ..Screen::default() };
        let text = draw(&Findings::new(vec![sample::finding()], 1), screen);
        assert!(text.contains("\u{1b}[1m\u{1b}[31merror[M101]\u{1b}[0m"), "{text:?}");
    }

    #[test]
    fn a_hostile_finding_stays_one_line() {
        let text = draw(&sample::hostile(), Screen::default());
        assert_eq!(text.lines().count(), sample::hostile().list.len());
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
}
