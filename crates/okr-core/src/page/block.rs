//! Pages, sections and their blocks.

use super::{Cell, Chart, Text};

/// A whole report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What a reader in a hurry reads: a few sentences.
    pub lead: Vec<Text>,
    /// The rest.
    pub sections: Vec<Section>,
}

/// A part of a page with a heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// A stable slug: the HTML anchor, and the name of its tables in CSV.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Its content, in order.
    pub blocks: Vec<Block>,
    /// Sections within it.
    pub sections: Vec<Section>,
    /// Drawn closed where a format can fold.
    pub folded: bool,
}

/// One piece of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list of sentences, each with its tone.
    List(Vec<(Tone, Text)>),
    /// A table.
    Table(Table),
    /// A picture, with words that say the same.
    Chart(Chart),
    /// Figures side by side: the awesome card.
    Cards(Vec<Card>),
    /// Text to be shown as typed: a command, a piece of YAML.
    Code {
        /// `yaml`, `sh`, `console` …
        language: &'static str,
        /// The text.
        text: String,
    },
}

/// What a line means for the reader. Every format shows it by a word or a mark as well as by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Good news.
    Good,
    /// A person should think.
    Caution,
    /// Bad news.
    Bad,
    /// Less important than what stands around it.
    Quiet,
}

/// One figure of a row of cards.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// What it is: `quality`.
    pub label: String,
    /// The figure.
    pub value: Cell,
    /// A second line: `0.82 as first written`.
    pub detail: Option<Text>,
    /// What it means.
    pub tone: Tone,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A stable slug: the file name of its CSV.
    pub id: String,
    /// What it shows, for captions and screen readers.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows were left out to stay bounded; the format says so.
    pub omitted: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The heading for people.
    pub title: String,
    /// The key for CSV.
    pub key: &'static str,
    /// Numbers stand right.
    pub numeric: bool,
    /// Left out first where room is short: 0 stays always, 4 goes first, and [`Column::DATA`] is for programs
    /// alone.
    pub priority: u8,
}

impl Column {
    /// The priority of a column that only formats for programs show, as people read it elsewhere on the page.
    pub const DATA: u8 = 9;

    /// Whether people see it.
    pub fn is_shown(&self) -> bool {
        self.priority < Self::DATA
    }
}
