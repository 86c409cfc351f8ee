//! YAML in: bytes to the nouns of the model, with every shape error told in one run and its exact
//! place; and the way back from a place in the document to a stretch of the file. YAML out: a new
//! sheet from nouns, and edits that leave alone what a person wrote.
//!
//! ```text
//! bytes --limits--> text --plain, tree--> Node (spanned) --schema--> Sheet | Teams | Settings + Problems
//! Sheet --write--> text
//! text + one change --edit--> text, read again to see that nothing else changed
//! ```

mod edit;
mod limits;
mod line_edit;
mod lines;
mod locate;
mod node;
mod plain;
mod problem;
mod schema;
mod syntax;
mod tree;
mod write;

#[cfg(test)]
pub(crate) mod arbitrary;

pub use edit::{
    EditError, amend, append_amendment, append_check_in, append_guardrail, append_key_result,
    append_objective, drop_key_result, set_field,
};
pub use limits::MAX_BYTES;
pub use line_edit::LineEdit;
pub use locate::{DocPath, Step, locate};
pub use problem::{Problem, ProblemKind};
pub use schema::{
    Field, Format, KnownSheet, Object, Shape, json_schema, read_settings, read_sheet, read_teams,
};
pub use write::{amendment_snippet, write_sheet};
