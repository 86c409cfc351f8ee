//! A problem of shape: what the reader could not take as it stands.

use crate::finding::Span;

/// One thing wrong with a file's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// The sorts of problems, each told by a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The YAML or its shape is wrong: `malformed-file`.
    Malformed,
    /// A rule, team or reference that does not exist: `unknown-reference`.
    UnknownReference,
}
