//! What the range does to the awesome card and to the scores it touches.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::ReviewReport;
use crate::history::DimensionScores;
use crate::model::{Cycle, Dimension, Exact, Ref};
use crate::page::{Block, Card, Cell, Column, Inline, Section, Table, Text, Tone};
use crate::score::Pair;

/// Rows of the table; the rest are counted.
const ROWS: usize = 25;
/// Decimals of a score that are shown.
const PLACES: u8 = 2;
/// Cycles whose cards are shown.
const CYCLES: usize = 4;

/// Something's score before and after the range. The pair is not that of original and final.
pub(super) struct Moved {
    pub(super) of: Ref,
    pub(super) before: Exact,
    pub(super) after: Exact,
}

impl ReviewReport<'_> {
    pub(super) fn scores_section(&self) -> Option<Section> {
        let mut blocks = Vec::new();
        for (cycle, before, after) in
            self.cards().into_iter().filter(|(_, old, new)| differ(old, new)).take(CYCLES)
        {
            blocks.push(Block::Paragraph(Text::plain(format!("The awesome card of {cycle}:"))));
            blocks.push(Block::Cards(cards(before, after)));
        }
        let mut moved: Vec<Moved> =
            self.moved().into_iter().filter(|one| !reads_the_same(&one.before, &one.after)).collect();
        moved.sort_by_key(|one| (Reverse((&one.after - &one.before).abs()), one.of.clone()));
        let omitted = moved.len().saturating_sub(ROWS);
        let rows: Vec<Vec<Cell>> = moved
            .into_iter()
            .take(ROWS)
            .map(|one| {
                let gain = &one.after - &one.before;
                vec![
                    Cell::Reference(one.of),
                    Cell::Score(one.before),
                    Cell::Score(one.after),
                    Cell::Gain(gain),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let column =
                |title: &str, key, numeric| Column { title: title.to_owned(), key, numeric, priority: 0 };
            blocks.push(Block::Table(Table {
                id: "scores".to_owned(),
                caption: "Key results that score otherwise after the change".to_owned(),
                columns: vec![
                    column("key result", "key_result", false),
                    column("before", "before", true),
                    column("after", "after", true),
                    column("difference", "difference", true),
                ],
                rows,
                omitted,
            }));
        }
        (!blocks.is_empty()).then(|| Section {
            id: "scores".to_owned(),
            title: "Effect on scores".to_owned(),
            blocks,
            ..Section::default()
        })
    }

    /// The cards of the cycles that stand on both sides.
    pub(super) fn cards(&self) -> Vec<(Cycle, &DimensionScores, &DimensionScores)> {
        self.new_scores
            .iter()
            .filter_map(|after| {
                let before = self.old_scores.iter().find(|before| before.cycle == after.cycle)?;
                Some((after.cycle, &before.dimensions, &after.dimensions))
            })
            .collect()
    }

    /// Key results that stand on both sides and score otherwise.
    pub(super) fn moved(&self) -> Vec<Moved> {
        let key_results = |accounts: &'_ [crate::history::CycleAccount<'_>]| -> BTreeMap<Ref, Pair> {
            accounts
                .iter()
                .flat_map(|account| &account.key_results)
                .map(|own| (own.reference().clone(), own.score.clone()))
                .collect()
        };
        let before = key_results(self.old_scores);
        let formerly: BTreeMap<&Ref, &Ref> = self
            .judged
            .iter()
            .filter_map(|judged| Some((&judged.dated.change.subject, judged.dated.change.formerly.as_ref()?)))
            .collect();
        key_results(self.new_scores)
            .into_iter()
            .filter_map(|(of, new)| {
                let old = before.get(formerly.get(&of).copied().unwrap_or(&of))?;
                (old.final_ != new.final_).then(|| Moved {
                    of,
                    before: old.final_.clone(),
                    after: new.final_,
                })
            })
            .collect()
    }
}

/// Whether a reader would see another card.
fn differ(old: &DimensionScores, new: &DimensionScores) -> bool {
    let (before, after) = (old.awesome().1, new.awesome().1);
    let dimension = |&dimension: &Dimension| match (old.final_.get(dimension), new.final_.get(dimension)) {
        (Some(old), Some(new)) => !reads_the_same(old, new),
        (old, new) => old.is_some() != new.is_some(),
    };
    before.hollow != after.hollow
        || !reads_the_same(&before.score, &after.score)
        || Dimension::ALL.iter().any(dimension)
}

/// Whether two scores are the same as far as they are shown.
fn reads_the_same(old: &Exact, new: &Exact) -> bool {
    old.floor_to(PLACES) == new.floor_to(PLACES)
}

fn cards(old: &DimensionScores, new: &DimensionScores) -> Vec<Card> {
    let (before, after) = (old.awesome().1, new.awesome().1);
    let said = match (before.hollow, after.hollow) {
        (false, true) => ", now hollow",
        (true, false) => " and hollow",
        (true, true) => ", hollow before and after",
        (false, false) => "",
    };
    let reads = if reads_the_same(&before.score, &after.score) {
        Text::plain("as before")
    } else {
        was(&before.score)
    };
    let mut cards = vec![Card {
        label: "awesome (of 3)".to_owned(),
        detail: Some(reads.then(Inline::Plain(said.to_owned()))),
        value: Cell::Score(after.score),
        tone: if after.hollow { Tone::Bad } else { Tone::Plain },
    }];
    for &dimension in Dimension::ALL {
        let (old, new) = (old.final_.get(dimension), new.final_.get(dimension));
        let detail = match (old, new) {
            (Some(old), Some(new)) if reads_the_same(old, new) => Text::plain("as before"),
            (Some(old), _) => was(old),
            (None, Some(_)) => Text::plain("no score before"),
            (None, None) => continue,
        };
        cards.push(Card {
            label: dimension.to_string(),
            value: new.map_or(Cell::Empty, |score| Cell::Score(score.clone())),
            detail: Some(detail),
            tone: Tone::Plain,
        });
    }
    cards
}

fn was(score: &Exact) -> Text {
    Text::plain("was ").then(Inline::Value(Cell::Score(score.clone())))
}
