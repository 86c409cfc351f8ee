//! Building blocks of the JSON output: model values as the contract writes them, and the printing.

mod print;

pub use print::{document, one_line};
