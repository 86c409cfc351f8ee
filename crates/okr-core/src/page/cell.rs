//! Values of a table, and running text.

use jiff::civil::Date;

use super::Tone;
use crate::model::{Decimal, Exact, Quantity, Ref, Target, Verdict};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to show: drawn as a dash, empty in CSV.
    Empty,
    /// Words.
    Text(String),
    /// Words that mean something: a state, a band.
    Word(Tone, String),
    /// A quantity as written.
    Quantity(Quantity),
    /// A target as written.
    Target(Target),
    /// A score of 0..1 (or 0..3), shown with two decimals, cut and never rounded up.
    Score(Exact),
    /// A difference of two scores, shown with its sign.
    Gain(Exact),
    /// A number.
    Number(Decimal),
    /// A count.
    Count(u64),
    /// A day.
    Date(Date),
    /// Day `0` of `1` days of a cycle.
    Day(i32, i32),
    /// What a move does to a goal.
    Verdict(Verdict),
    /// An objective, a key result or a guardrail.
    Reference(Ref),
    /// A commit: its full hash, and a link where the workspace has a `repository_url`.
    Commit {
        /// The full hash.
        id: String,
        /// Where it can be looked up.
        link: Option<String>,
    },
    /// Values over time as one line of small bars.
    Spark(Vec<f64>),
}

/// Running text: a sentence with typed pieces.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text(pub Vec<Inline>);

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain words. Every format escapes them for where they go.
    Plain(String),
    /// Words to stand out.
    Strong(String),
    /// A name from a file: an id, a path, a field.
    Code(String),
    /// Words with a tone.
    Toned(Tone, String),
    /// A value.
    Value(Cell),
}

impl Text {
    /// Plain words only.
    pub fn plain(words: impl Into<String>) -> Self {
        Self(vec![Inline::Plain(words.into())])
    }

    /// And then.
    #[must_use]
    pub fn then(mut self, piece: Inline) -> Self {
        self.0.push(piece);
        self
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::plain(words)
    }
}
