//! How complete the history is: states that could not be read, and where it is cut off.

use super::HistoryReport;
use crate::page::{Block, Inline, Section, Text, Tone};
use crate::report::sentences::count;

/// More lines than a reader would go through; the rest are counted.
const MOST: usize = 50;

/// The section, always: that nothing is missing is worth a sentence too.
pub(super) fn section(report: &HistoryReport<'_>) -> Section {
    let whole = &report.completeness;
    let mut blocks = Vec::new();
    let read = format!(
        "{} read, {} of them with a change in the workspace.",
        count(whole.commits, "commit"),
        report.history.commits
    );
    blocks.push(Block::Paragraph(Text::plain(read)));
    if let Some((commit, date)) = &whole.incomplete_before {
        let words = format!(
            "This clone is cut off: what came before {} of {date} cannot be known. Goals that stood already \
             are scored from their first known state. ",
            commit.get(..10).unwrap_or(commit)
        );
        let text = Text::plain(words)
            .then(Inline::Code("git fetch --unshallow".to_owned()))
            .then(Inline::Plain(" brings the rest.".to_owned()));
        blocks.push(Block::List(vec![(Tone::Bad, text)]));
    }
    let mut items: Vec<(Tone, Text)> = whole
        .gaps
        .iter()
        .take(MOST)
        .map(|gap| {
            let text = Text::plain(format!("{} ", gap.commit.date))
                .then(Inline::Code(gap.commit.id.get(..10).unwrap_or(&gap.commit.id).to_owned()))
                .then(Inline::Plain(" ".to_owned()))
                .then(Inline::Code(gap.path.clone()))
                .then(Inline::Plain(format!(": {}", gap.error)));
            (Tone::Caution, text)
        })
        .collect();
    items.extend(whole.lost_commits.iter().take(MOST).map(|(commit, error)| {
        (
            Tone::Bad,
            Text::plain(format!("commit {} could not be read: {error}", commit.get(..10).unwrap_or(commit))),
        )
    }));
    let all = whole.gaps.len() + whole.lost_commits.len();
    if all > 0 {
        let words = format!(
            "{} could not be read; the last state that could be stays in force.",
            count(all, "state")
        );
        blocks.push(Block::Paragraph(Text::plain(words)));
        let more = all.saturating_sub(items.len());
        blocks.push(Block::List(items));
        if more > 0 {
            blocks.push(Block::Paragraph(Text::plain(format!("And {more} more."))));
        }
    }
    Section {
        id: "completeness".to_owned(),
        title: "How complete this is".to_owned(),
        blocks,
        ..Section::default()
    }
}
