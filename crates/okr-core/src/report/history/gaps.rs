//! How complete the history is: states that could not be read, and where it is cut off.

use super::{HistoryReport, bounded, shifts};
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
    blocks.extend(clocks(report));
    let mut items: Vec<(Tone, Text)> = whole
        .gaps
        .iter()
        .take(MOST)
        .map(|gap| {
            let text = Text::plain(format!("{} ", gap.commit.date))
                .then(Inline::Value(shifts::commit(report, &gap.commit)))
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

/// Commits whose day cannot be true, as a later one stands before them.
fn clocks(report: &HistoryReport<'_>) -> Vec<Block> {
    let backdated = &report.completeness.backdated;
    if backdated.is_empty() {
        return Vec::new();
    }
    let words = format!(
        "{} of the branch {} dated before an earlier one. Days, and whether a goal was still a draft, are told \
         by the dates as they are written.",
        count(backdated.len(), "commit"),
        if backdated.len() == 1 { "is" } else { "are" }
    );
    let item = |own: &&crate::history::Backdated| {
        let text = Text::default()
            .then(Inline::Value(shifts::commit(report, &own.commit)))
            .then(Inline::Plain(format!(" by {}, {}, comes after ", own.commit.author, own.commit.date)))
            .then(Inline::Value(shifts::commit(report, &own.after)))
            .then(Inline::Plain(format!(" of {}", own.after.date)));
        (Tone::Caution, text)
    };
    std::iter::once(Block::Paragraph(Text::plain(words)))
        .chain(bounded::list(backdated.iter().map(item).collect(), MOST))
        .collect()
}
