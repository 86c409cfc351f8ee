//! The awesome card: efficiency + quality + sustainability.

use super::HistoryReport;
use crate::history::{CycleAccount, DimensionScores};
use crate::model::Dimension;
use crate::page::{Block, Card, Cell, Inline, Text, Tone};

/// The card of a cycle; nothing where no objective is graded.
pub(super) fn blocks(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Vec<Block> {
    report
        .scores(account)
        .filter(|scores| !scores.is_empty())
        .map(|scores| Block::Cards(cards(scores)))
        .into_iter()
        .collect()
}

fn cards(scores: &DimensionScores) -> Vec<Card> {
    let (original, last) = scores.awesome();
    let awesome = Card {
        label: if last.hollow { "awesome, hollow" } else { "awesome (of 3)" }.to_owned(),
        tone: if last.hollow { Tone::Bad } else { Tone::Plain },
        detail: Some(
            Text::default()
                .then(Inline::Value(Cell::Score(original.score)))
                .then(Inline::Plain(" first written".to_owned())),
        ),
        value: Cell::Score(last.score),
    };
    std::iter::once(awesome)
        .chain(Dimension::ALL.iter().map(|&dimension| {
            let pair = scores.pair(dimension);
            Card {
                label: dimension.as_str().to_owned(),
                detail: pair.as_ref().map(|pair| {
                    Text::default()
                        .then(Inline::Value(Cell::Score(pair.original.clone())))
                        .then(Inline::Plain(" first written".to_owned()))
                }),
                value: pair.map_or(Cell::Text("no objective".to_owned()), |pair| Cell::Score(pair.final_)),
                tone: Tone::Plain,
            }
        }))
        .collect()
}
