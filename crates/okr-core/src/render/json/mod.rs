//! Building blocks of the JSON output: model values as the contract writes them, and the printing.
//!
//! What is missing is `null`, never absent. Which keys a report has is the report's to say.

mod measure;
mod number;
mod plain;
mod print;

pub use measure::{quantity, stated_quantity, stated_target, target, words};
pub use number::{decimal, gain, score};
pub use plain::{date, moment, optional, text};
pub use print::{document, document_in_parts, one_line, part};
