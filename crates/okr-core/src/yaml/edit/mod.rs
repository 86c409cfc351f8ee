//! One change to a sheet that a person wrote, all else left as it stands: comments, order, quotes,
//! indentation, line ends. Pure: a text comes in, a text goes out.
//!
//! An edit never trusts itself: its result is read again, and unless it says exactly what the sheet said
//! before plus the change, it is thrown away.

mod append;
mod check;
mod error;
mod set;
mod spot;
mod text;

use super::DocPath;
use super::write::said::{self, Said};
use super::write::scalar::Sort;
use crate::model::{Amendment, CheckIn, Guardrail, KeyResult, Objective};
use check::Change;
pub use error::EditError;

/// Sets a field of a single value: of the sheet (an empty path), an objective, a key result or a guardrail,
/// named by the path of its item ([`Item::doc_path`](crate::snapshot::Item::doc_path)).
pub fn set_field(text: &str, item: &DocPath, field: &str, value: &str) -> Result<String, EditError> {
    let sort = spot::sort_of(item, field)?;
    check::edit(text, &Change::Set { item, field, value: Said::One(value.trim().to_owned(), sort) })
}

/// Appends a check-in to a key result or a guardrail, in the style of those that are there.
pub fn append_check_in(text: &str, item: &DocPath, check_in: &CheckIn) -> Result<String, EditError> {
    append(text, item, "check_ins", said::check_in(check_in))
}

/// Appends an amendment to an objective, a key result or a guardrail.
pub fn append_amendment(text: &str, item: &DocPath, amendment: &Amendment) -> Result<String, EditError> {
    append(text, item, "amendments", said::amendment(amendment))
}

/// Changes a field and declares the change in one step.
pub fn amend(
    text: &str,
    item: &DocPath,
    field: &str,
    value: &str,
    amendment: &Amendment,
) -> Result<String, EditError> {
    append_amendment(&set_field(text, item, field, value)?, item, amendment)
}

/// Drops a key result, with the amendment that says why.
pub fn drop_key_result(text: &str, item: &DocPath, amendment: &Amendment) -> Result<String, EditError> {
    amend(text, item, "status", "dropped", amendment)
}

/// Appends an objective to a sheet.
pub fn append_objective(text: &str, objective: &Objective) -> Result<String, EditError> {
    append(text, &DocPath::default(), "objectives", said::objective(objective))
}

/// Appends a key result to an objective.
pub fn append_key_result(
    text: &str,
    objective: &DocPath,
    key_result: &KeyResult,
) -> Result<String, EditError> {
    append(text, objective, "key_results", said::key_result(key_result))
}

/// Appends a guardrail to an objective.
pub fn append_guardrail(text: &str, objective: &DocPath, guardrail: &Guardrail) -> Result<String, EditError> {
    append(text, objective, "guardrails", said::guardrail(guardrail))
}

fn append(text: &str, item: &DocPath, list: &str, element: Said) -> Result<String, EditError> {
    spot::position_of(item, list)?;
    check::edit(text, &Change::Append { item, list, element })
}

/// How a value of a field that takes `Prose` or anything else is written.
const fn sort(is_prose: bool) -> Sort {
    if is_prose { Sort::Text } else { Sort::Value }
}

#[cfg(test)]
mod tests;
