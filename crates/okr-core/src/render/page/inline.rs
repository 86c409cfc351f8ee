//! Sentences flattened to words with what they mean, for formats that show them much alike.

use crate::page::{Cell, Inline, Text, Tone};
use crate::render::words;

/// How a piece stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// Not at all.
    None,
    /// Strongly.
    Strong,
    /// As a name from a file.
    Code,
}

/// Words, how they stand out and what they mean. Not escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) emphasis: Emphasis,
    pub(super) tone: Tone,
    /// Where it can be looked up; not checked.
    pub(super) link: Option<String>,
}

/// The pieces of a sentence.
pub(super) fn pieces(text: &Text) -> Vec<Piece> {
    text.0.iter().map(piece).collect()
}

fn piece(inline: &Inline) -> Piece {
    let (words, emphasis, tone) = match inline {
        Inline::Plain(words) => (words.clone(), Emphasis::None, Tone::Plain),
        Inline::Strong(words) => (words.clone(), Emphasis::Strong, Tone::Plain),
        Inline::Code(words) => (words.clone(), Emphasis::Code, Tone::Plain),
        Inline::Toned(tone, words) => (words.clone(), Emphasis::None, *tone),
        Inline::Value(cell @ Cell::Commit { .. }) => (words::cell(cell), Emphasis::Code, Tone::Plain),
        Inline::Value(cell) => (words::cell(cell), Emphasis::None, words::tone(cell)),
    };
    let link = match inline {
        Inline::Value(Cell::Commit { link, .. }) => link.clone(),
        Inline::Plain(_) | Inline::Strong(_) | Inline::Code(_) | Inline::Toned(..) | Inline::Value(_) => None,
    };
    Piece { words, emphasis, tone, link }
}
