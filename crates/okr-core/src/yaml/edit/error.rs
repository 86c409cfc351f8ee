//! Why an edit was not made. The text is as it was.

use crate::yaml::Problem;

/// Why a sheet could not be edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The sheet is not YAML, or says something twice.
    #[error("line {}: {}", .0.span.line, .0.message)]
    Unreadable(Problem),
    /// The item that the path names is not in the sheet, or has no such field.
    #[error("there is no `{0}` in the sheet")]
    NoSuchPlace(String),
    /// The place holds something of another shape: a list where a single value belongs, or the reverse.
    #[error("line {line}: `{field}` is {found}")]
    OtherShape {
        /// Where it stands.
        line: usize,
        /// The field.
        field: String,
        /// What it is.
        found: &'static str,
    },
    /// The new value is not what the field takes.
    #[error("{}", .0.message)]
    Refused(Problem),
    /// The change would touch something else as well: the sheet shares parts through anchors, or is
    /// written in a way the editor does not know.
    #[error("the sheet is written in a way that cannot be edited safely; make this change by hand")]
    Unsafe,
}
