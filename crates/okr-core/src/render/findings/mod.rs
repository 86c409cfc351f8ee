//! Findings as text, one file a format.

mod concise;
mod excerpt;
mod full;
mod github;
mod gitlab;
mod identity;
mod json;
mod junit;
mod markdown;
mod rdjson;
mod sarif;
mod source;
mod summary;

#[cfg(test)]
mod sample;

use serde_json::{Map, Value};

use super::{FindingFormat, Screen};
use crate::finding::{Findings, Severity};

/// What a rule is, for formats that carry it along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleInfo<'a> {
    /// `M101`
    pub code: &'a str,
    /// `missing-baseline`
    pub name: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// The whole text, as Markdown.
    pub docs_markdown: &'a str,
    /// The default severity.
    pub severity: Severity,
}

/// What surrounds the findings.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The bytes of a file that was read, by its path.
    pub source: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    /// The rules there are, by code.
    pub rules: &'a [RuleInfo<'a>],
    /// The program's version.
    pub version: &'a str,
    /// What the terminal can show; `full` and `concise` use it.
    pub screen: Screen,
    /// Further keys of the top level of `json`, after `findings` and `summary`.
    pub extra: &'a Map<String, Value>,
    /// The most characters `markdown` may take: a comment holds 65,536, a step summary about a million.
    pub limit: Option<usize>,
}

/// The findings in one format. Text ends with a line feed, or is empty.
pub fn draw(format: FindingFormat, findings: &Findings, context: &Context<'_>) -> String {
    match format {
        FindingFormat::Full => full::draw(findings, context),
        FindingFormat::Concise => concise::draw(findings, context.screen),
        FindingFormat::Json => json::draw(findings, context.extra),
        FindingFormat::Jsonl => json::draw_lines(findings),
        FindingFormat::Github => github::draw(findings),
        FindingFormat::Gitlab => gitlab::draw(findings),
        FindingFormat::Sarif => sarif::draw(findings, context.rules, context.version),
        FindingFormat::Junit => junit::draw(findings),
        FindingFormat::Rdjson => rdjson::draw(findings, context.source),
        FindingFormat::Markdown => markdown::draw(findings, context.limit),
    }
}

pub use json::{finding as finding_value, summary as summary_value};
pub use summary::sentence as summary_sentence;
