//! An end to everything: lists that a reader can go through, with a count of the rest.

use crate::page::{Block, Text, Tone};

/// The first `most` items as a list, and how many more there are.
pub(super) fn list(mut items: Vec<(Tone, Text)>, most: usize) -> Vec<Block> {
    let more = items.len().saturating_sub(most);
    items.truncate(most);
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::List(items));
    }
    if more > 0 {
        blocks.push(Block::Paragraph(Text::plain(format!("And {more} more; `--format json` has them all."))));
    }
    blocks
}
