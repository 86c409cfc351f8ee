//! `full`: each finding with the line it is about, marked, and what to write instead.

use std::fmt;

use anstyle::{AnsiColor, Style};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};

use super::excerpt::Excerpt;
use super::source::Sources;
use super::{Context, summary};
use crate::finding::{Finding, Findings, Severity};
use crate::render::Screen;
use crate::render::escape::{visible_line, visible_lines};

pub(super) fn draw(findings: &Findings, context: &Context<'_>) -> String {
    let screen = context.screen;
    let mut sources = Sources::new(context.source);
    let handler = handler(screen);
    let mut out = String::new();
    for finding in &findings.list {
        let report = Report::new(finding, sources.lines(&finding.place.path));
        let mut drawn = String::new();
        let told = handler.render_report(&mut drawn, &report).is_ok() && report.excerpt.is_some();
        for line in drawn.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if !told {
            out.push_str("  at ");
            out.push_str(&place(finding));
            out.push('\n');
        }
        help(&mut out, finding, screen);
        out.push('\n');
    }
    out.push_str(&summary::sentence(findings));
    out.push('\n');
    out
}

/// Built from the screen alone: miette's own defaults would look at the environment and the terminal.
fn handler(screen: Screen) -> GraphicalReportHandler {
    let characters = screen.pick(ThemeCharacters::unicode(), ThemeCharacters::ascii());
    let styles = if screen.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(screen.width.max(20))
        .with_links(false)
        .without_cause_chain()
}

fn place(finding: &Finding) -> String {
    let span = finding.place.span;
    format!("{}:{}:{}", visible_line(&finding.place.path), span.line, span.column)
}

/// The help is drawn here and not by miette, which would wrap lines of YAML that are there to be copied.
fn help(out: &mut String, finding: &Finding, screen: Screen) {
    let Some(help) = &finding.help else { return };
    let mut lead = screen.paint(AnsiColor::Cyan.on_default(), "  help: ");
    for line in visible_lines(help).lines() {
        out.push_str(&lead);
        out.push_str(line);
        out.push('\n');
        lead = screen.paint(Style::new(), "        ");
    }
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Report {
    severity: Severity,
    title: String,
    message: String,
    excerpt: Option<Excerpt>,
}

impl Report {
    fn new(finding: &Finding, lines: &[&[u8]]) -> Self {
        Self {
            severity: finding.severity,
            title: format!("{}[{}] {}", finding.severity, finding.code, finding.rule),
            message: visible_line(&finding.message).into_owned(),
            excerpt: Excerpt::new(&finding.place, lines),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.title))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, excerpt.mark()))))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::render::findings::sample;

    fn drawn(findings: &Findings, source: Option<&'static str>, screen: Screen) -> String {
        let read = move |_: &str| source.map(str::as_bytes);
        let extra = Map::new();
        draw(
            findings,
            &Context { source: &read, rules: &[], version: "0", screen, extra: &extra, limit: None },
        )
    }

    fn one() -> Findings {
        Findings::new(vec![sample::finding()], 1)
    }

    #[test]
    fn the_line_is_shown_and_marked() {
        insta::assert_snapshot!(drawn(&one(), Some(sample::SHEET), Screen::default()), @r#"
        error[M101] missing-baseline

          × no baseline
           ╭─[okrs/2026-Q1/payments.yaml:5:15]
         4 │     key_results:
         5 │       - title: "RTT falls" # 支付
           ·               ─────────
         6 │         target: "< 200 ms"
           ╰────
          help: add where it stands today:
                  baseline: 300 ms

        1 error in 1 file
        "#);
    }

    #[test]
    fn in_ascii() {
        let screen = Screen { unicode: false, ..Screen::default() };
        insta::assert_snapshot!(drawn(&one(), Some(sample::SHEET), screen), @r#"
        error[M101] missing-baseline

          x no baseline
           ,-[okrs/2026-Q1/payments.yaml:5:15]
         4 |     key_results:
         5 |       - title: "RTT falls" # 支付
           :               ^^^^^^^^^
         6 |         target: "< 200 ms"
           `----
          help: add where it stands today:
                  baseline: 300 ms

        1 error in 1 file
        "#);
    }

    #[test]
    fn in_colour() {
        let screen = Screen { colour: true, ..Screen::default() };
        insta::assert_snapshot!(drawn(&one(), Some(sample::SHEET), screen).replace('\u{1b}', "ESC"), @r#"
        ESC[31merror[M101] missing-baselineESC[0m

          ESC[31m×ESC[0m no baseline
           ╭─[ESC[36;1;4mokrs/2026-Q1/payments.yaml:5:15ESC[0m]
         ESC[2m4ESC[0m │     key_results:
         ESC[2m5ESC[0m │       - title: "RTT falls" # 支付
           · ESC[35;1m              ─────────ESC[0m
         ESC[2m6ESC[0m │         target: "< 200 ms"
           ╰────
        ESC[36m  help: ESC[0madd where it stands today:
                  baseline: 300 ms

        1 error in 1 file
        "#);
    }

    #[test]
    fn without_the_file_the_place_is_told() {
        insta::assert_snapshot!(drawn(&one(), None, Screen::default()), @r"
        error[M101] missing-baseline

          × no baseline
          at okrs/2026-Q1/payments.yaml:5:15
          help: add where it stands today:
                  baseline: 300 ms

        1 error in 1 file
        ");
    }

    #[test]
    fn nothing_to_tell_is_told() {
        assert_eq!(drawn(&Findings::new(Vec::new(), 3), None, Screen::default()), "no findings in 3 files\n");
    }

    #[test]
    fn hostile_findings_and_files_reach_no_terminal() {
        for width in [0, 1, 20, 80] {
            let screen = Screen { width, ..Screen::default() };
            let text = drawn(&sample::hostile(), Some("a: \u{1b}[2J\u{202e}\u{9b}x\n"), screen);
            assert!(!text.contains(|c: char| c != '\n' && crate::render::escape::is_hidden(c)), "{text:?}");
        }
    }
}
