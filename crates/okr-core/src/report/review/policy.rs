//! What the policy asks for: the findings about changes that a person has to answer, with what to write.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::sentences::{count, one_line};
use super::super::tones::severity_tone;
use super::ReviewReport;
use crate::finding::{Finding, Severity};
use crate::page::{Block, Inline, Section, Text};

/// Answers that are shown; the rest are counted.
const ANSWERS: usize = 20;
/// Places that are listed for one answer.
const PLACES: usize = 6;

/// Findings that one answer mends: how grave, which rule, and what to write.
type Answer<'a> = (Reverse<Severity>, &'static str, &'static str, Option<&'a str>);

impl ReviewReport<'_> {
    /// Notes carry their reason beside the change already, and ask for nothing.
    pub(super) fn policy_section(&self) -> Option<Section> {
        let mut answers: BTreeMap<Answer<'_>, Vec<&Finding>> = BTreeMap::new();
        for finding in &self.findings.list {
            if finding.code.starts_with('P') && finding.severity > Severity::Note {
                let key = (Reverse(finding.severity), finding.code, finding.rule, finding.help.as_deref());
                answers.entry(key).or_default().push(finding);
            }
        }
        let more = answers.len().saturating_sub(ANSWERS);
        let mut blocks: Vec<Block> = answers
            .iter()
            .take(ANSWERS)
            .flat_map(|(answer, findings)| answer_blocks(answer, findings))
            .collect();
        if more > 0 {
            let text = Text::plain(format!("And {} of less weight; ", count(more, "more answer")))
                .then(Inline::Code("--format full".to_owned()))
                .then(Inline::Plain(" tells them all.".to_owned()));
            blocks.push(Block::Paragraph(text));
        }
        (!blocks.is_empty()).then(|| Section {
            id: "policy".to_owned(),
            title: "What the policy asks for".to_owned(),
            folded: answers.len() > 5,
            blocks,
            ..Section::default()
        })
    }
}

fn answer_blocks((severity, code, rule, help): &Answer<'_>, findings: &[&Finding]) -> Vec<Block> {
    let mut text = Text::default()
        .then(Inline::Plain(format!("{} ", severity.0)))
        .then(Inline::Code(format!("{code} {rule}")))
        .then(Inline::Plain(", ".to_owned()));
    for (at, finding) in findings.iter().take(PLACES).enumerate() {
        if at > 0 {
            text = text.then(Inline::Plain(", ".to_owned()));
        }
        if let Some(subject) = &finding.subject {
            text = text
                .then(Inline::Code(format!("{}/{}", subject.team, subject.id)))
                .then(Inline::Plain(" in ".to_owned()));
        }
        text = text.then(Inline::Code(format!("{}:{}", finding.place.path, finding.place.span.line)));
    }
    if findings.len() > PLACES {
        text = text.then(Inline::Plain(format!(" and {} more", findings.len() - PLACES)));
    }
    let mut rest = None;
    if let Some(help) = help {
        let (first, yaml) = help.split_once('\n').map_or((*help, None), |(first, yaml)| (first, Some(yaml)));
        text = text.then(Inline::Plain(format!(": {}", one_line(first))));
        rest = yaml;
    }
    let mut blocks = vec![Block::List(vec![(severity_tone(severity.0), text)])];
    blocks.extend(rest.map(|yaml| Block::Code { language: "yaml", text: format!("{}\n", yaml.trim_end()) }));
    blocks
}
