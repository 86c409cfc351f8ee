//! The one place where YAML becomes OKRs. [`format`] tells the shape of the three files once; the readers
//! beside it turn a spanned tree into nouns of the model, keep what they understand and tell the rest.

mod advice;
mod dates;
mod fields;
mod format;
mod json;
mod numbers;
mod reread;
mod settings;
mod shape;
mod sheet;
mod teams;

pub use format::Format;
pub(super) use format::SHEET;
pub use json::json_schema;
pub(super) use numbers::is_yaml_number;
pub use reread::KnownSheet;
pub use settings::read_settings;
pub use shape::{Field, Object, Shape};
pub use sheet::read_sheet;
pub use teams::read_teams;

#[cfg(test)]
mod tests;
