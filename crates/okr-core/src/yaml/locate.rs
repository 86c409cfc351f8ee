//! Places in a document: a rule names the node it speaks of, and only when the finding is drawn does
//! a second look at the bytes turn that into lines and columns.

use std::borrow::Cow;

use crate::finding::Span;

/// One step down a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of a field.
    Field(Cow<'static, str>),
    /// Into an element of a list.
    Index(usize),
}

/// A place in a document: `objectives[0].key_results[2].target`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DocPath(pub Vec<Step>);

impl DocPath {
    /// The place of a field of this node.
    #[must_use]
    pub fn field(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Field(name.into()))
    }

    /// The place of an element of this node.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The last position of the path: which element of its list it is.
    pub fn last_index(&self) -> Option<usize> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Index(index) => Some(*index),
            Step::Field(_) => None,
        })
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// The stretches of several nodes of one file, in the order asked; parses the file once.
///
/// A scalar's stretch is the scalar, quotes included. A list's or map's is its first line: for a map
/// that has an `id`, the id's value; otherwise its first key; for an empty one, the node itself. A node that is not there gives
/// the nearest one above it that is.
pub fn locate(_bytes: &[u8], _paths: &[DocPath]) -> Vec<Span> {
    todo!()
}
