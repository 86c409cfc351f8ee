//! What was wrong with a file, and where a finding stands in one.

use std::borrow::Cow;

use super::{Keep, Reader, Writer, choice, record};
use crate::finding::{Severity, Span};
use crate::yaml::{DocPath, Problem, ProblemKind, Step};

record!(Span { line, column, end_line, end_column });
record!(Problem { kind, span, message, help });
choice!(ProblemKind: Malformed, UnknownReference);
choice!(Severity: Note, Warning, Error);

impl Keep for DocPath {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        self.0.keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Keep::recall(from).map(Self)
    }
}

impl Keep for Step {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        match self {
            Self::Field(name) => {
                to.count(0);
                to.text(name);
            }
            Self::Key(name) => {
                to.count(1);
                to.text(name);
            }
            Self::Index(index) => {
                to.count(2);
                to.count(*index);
            }
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let name = |from: &mut Reader<'_>| from.text().map(|name| Cow::Owned(name.to_owned()));
        Some(match from.count()? {
            0 => Self::Field(name(from)?),
            1 => Self::Key(name(from)?),
            2 => Self::Index(from.count()?),
            _ => return None,
        })
    }
}
