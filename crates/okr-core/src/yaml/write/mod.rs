//! YAML out: the text of a whole sheet, and of one amendment to paste. What is written here reads back
//! as the same nouns; edits of a text that a person wrote are `edit`'s.
//!
//! ```text
//! Sheet --said--> Said (a tree with no places) --render--> text
//! ```

mod render;
pub(super) mod said;
pub(super) mod scalar;

pub(super) use render::{block_lines, flow};

use crate::model::{Amendment, Sheet};
use said::Said;

/// The text of a whole sheet, in the order of the format, with only the fields that say something.
pub fn write_sheet(sheet: &Sheet) -> String {
    let mut text = String::new();
    for line in block_lines(&said::sheet(sheet), 2) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// An amendment as lines to paste below its key result, guardrail or objective, `amendments:` included.
pub fn amendment_snippet(amendment: &Amendment) -> String {
    let list = Said::Map(vec![("amendments".into(), Said::List(vec![said::amendment(amendment)]))]);
    block_lines(&list, 2).join("\n")
}

#[cfg(test)]
mod tests;
