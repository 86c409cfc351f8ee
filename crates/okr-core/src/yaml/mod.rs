//! YAML in: bytes to the nouns of the model, with every shape error told in one run and its exact
//! place; and the way back from a place in the document to a stretch of the file.
//!
//! ```text
//! bytes --limits--> text --node--> Node (spanned tree) --schema--> Sheet | Teams | Settings + Problems
//! ```

mod limits;
mod locate;
mod node;
mod problem;
mod schema;

pub use locate::{DocPath, Step, locate};
pub use problem::{Problem, ProblemKind};
pub use schema::{read_settings, read_sheet, read_teams};
