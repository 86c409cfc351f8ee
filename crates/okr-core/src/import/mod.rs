//! From what teams have today: Markdown documents and CSV tables to the nouns of sheets, with a list of what could
//! not be taken over. Pure: text in, nouns out; what the words mean is never guessed, and what is left is told with
//! its line.
//!
//! ```text
//! Markdown --lines, label--> drafts ─┐
//! CSV, tables --field names--> drafts ┴─ fields, sentence ──> Sheet + what was left
//! ```

mod appended;
mod csv;
mod draft;
mod field;
mod fields;
mod generic;
mod ids;
mod inline;
mod label;
mod lines;
mod markdown;
mod measure;
mod period;
mod records;
mod sentence;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::model::{Cycle, Id, Sheet, Teams};

pub use csv::{CsvError, csv};
pub use field::{Field, NAMES};
pub use ids::{Ids, Noun};
pub use markdown::markdown;
pub use period::period;
pub use records::RecordError;

/// Whose goals are read from a table.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Those of this cycle; nothing where the table tells the cycle of each.
    pub cycle: Option<Cycle>,
    /// Those of this team; nothing where the table tells the team of each.
    pub team: Option<&'a Id>,
    /// The teams there are, by which names are known; none where the workspace names none.
    pub teams: &'a Teams,
    /// The day of values that stand without one.
    pub day: Option<Date>,
}

/// What was made of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The sheets, one for each team and cycle.
    pub sheets: Vec<Sheet>,
    /// What was left out, in the order of the text.
    pub left: Vec<Left>,
}

/// Something that could not be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Its line, 1-based.
    pub line: usize,
    /// What stood there.
    pub text: String,
    /// Why it was left out.
    pub why: &'static str,
}
