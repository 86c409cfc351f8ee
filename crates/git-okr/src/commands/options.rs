//! Options that several verbs share: formats, thresholds, where output goes.

use std::path::PathBuf;

use clap::Args;
use okr_core::finding::{Findings, Severity};
use okr_core::page::Page;
use okr_core::render::findings::{self, Context, RuleInfo};
use okr_core::render::page::{PageOptions, draw as draw_page};
use okr_core::render::{FindingFormat, PageFormat, Screen};
use okr_core::rules;
use serde_json::{Map, Value};

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::workspace::State;

/// How findings are shown, and from which severity on they fail the command.
#[derive(Debug, Args)]
pub(crate) struct FindingOptions {
    /// How to show findings: full, concise, json, jsonl, github, gitlab, sarif, junit, rdjson, markdown
    /// [default: full on a terminal, else concise]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<FindingFormat>,
    /// Exit with 1 from this severity on: error, warning, note or never
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// The severity that fails a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailOn {
    /// This one and worse.
    At(Severity),
    /// None.
    Never,
}

impl std::str::FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "error" => Ok(Self::At(Severity::Error)),
            "warning" => Ok(Self::At(Severity::Warning)),
            "note" => Ok(Self::At(Severity::Note)),
            "never" => Ok(Self::Never),
            _ => Err("choose error, warning, note or never".to_owned()),
        }
    }
}

impl FailOn {
    /// How a command with these findings ends.
    pub(crate) fn exit(self, worst: Option<Severity>) -> Exit {
        match (self, worst) {
            (Self::At(threshold), Some(worst)) if worst >= threshold => Exit::Findings,
            (Self::At(_) | Self::Never, _) => Exit::Fine,
        }
    }
}

/// How a report is shown.
#[derive(Debug, Args)]
pub(crate) struct ReportOptions {
    /// How to show the report: terminal, markdown, json, csv or html
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(crate) format: PageFormat,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl FindingOptions {
    /// The format asked for, or the one that suits where the output goes.
    pub(crate) fn format(&self, session: &Session) -> FindingFormat {
        self.format.unwrap_or(if session.on_terminal() && self.output.is_none() {
            FindingFormat::Full
        } else {
            FindingFormat::Concise
        })
    }

    /// Shows findings about `state`, with further keys for the JSON forms.
    pub(crate) fn show(
        &self,
        session: &Session,
        found: &Findings,
        state: &State,
        extra: &Map<String, Value>,
    ) -> Result<(), CommandError> {
        let format = self.format(session);
        let text = draw(format, session, found, state, extra);
        output::deliver(session, self.output.as_deref(), None, &text)
    }
}

impl ReportOptions {
    /// Shows a report: `page` for people, `json` for programs.
    pub(crate) fn show(
        &self,
        session: &Session,
        pager: Option<String>,
        page: &Page,
        json: impl FnOnce() -> String,
    ) -> Result<(), CommandError> {
        self.deliver(session, pager, &self.draw(session, page, json))
    }

    /// A report as [`show`](Self::show) shows it.
    pub(crate) fn draw(&self, session: &Session, page: &Page, json: impl FnOnce() -> String) -> String {
        let options = PageOptions { screen: self.screen(session), ..PageOptions::default() };
        draw_page(self.format, page, json, options)
    }

    /// Shows a report that was drawn.
    pub(crate) fn deliver(
        &self,
        session: &Session,
        pager: Option<String>,
        text: &str,
    ) -> Result<(), CommandError> {
        output::deliver(session, self.output.as_deref(), pager, text)
    }

    /// What the place where the report goes can show.
    pub(crate) fn screen(&self, session: &Session) -> Screen {
        let mut screen = session.screen();
        screen.colour &= self.output.is_none();
        screen
    }
}

/// Findings in one format.
pub(crate) fn draw(
    format: FindingFormat,
    session: &Session,
    found: &Findings,
    state: &State,
    extra: &Map<String, Value>,
) -> String {
    let mut screen = session.screen();
    if !session.on_terminal() {
        screen.width = screen.width.max(100);
    }
    draw_on(screen, format, found, state, extra)
}

/// Findings in one format, for a screen other than standard output.
pub(crate) fn draw_on(
    screen: Screen,
    format: FindingFormat,
    found: &Findings,
    state: &State,
    extra: &Map<String, Value>,
) -> String {
    let words: Vec<(String, String)> = rules::all().map(|rule| (rule.summary(), rules::text(rule))).collect();
    let rules: Vec<RuleInfo<'_>> = rules::all()
        .zip(&words)
        .map(|(rule, (summary, text))| RuleInfo {
            code: rule.code,
            name: rule.name,
            summary,
            docs_markdown: text,
            severity: rule.severity,
        })
        .collect();
    let context = Context {
        source: &|path| state.source(path),
        rules: &rules,
        version: env!("CARGO_PKG_VERSION"),
        screen,
        extra,
        limit: None,
    };
    findings::draw(format, found, &context)
}

/// The closing words of a check, for people: on standard error, so that output stays clean.
pub(crate) fn closing(found: &Findings) -> String {
    findings::summary_sentence(found)
}
