//! Places in a document: a rule names the node it speaks of, and only when the finding is drawn does
//! a second look at the bytes turn that into lines and columns.

use std::borrow::Cow;

use super::node::{Kind, Node};
use super::tree;
use crate::finding::Span;

/// One step down a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of a field.
    Field(Cow<'static, str>),
    /// Into an element of a list.
    Index(usize),
    /// To the name of a field, where the name itself is what the finding is about. Always the last step.
    Key(Cow<'static, str>),
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
            Step::Field(_) | Step::Key(_) => None,
        })
    }

    /// The place of a field's name: where a rule or a list of words is named that does not exist.
    #[must_use]
    pub fn key(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Key(name.into()))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// The stretches of several nodes of one file, in the order asked; parses the file once.
///
/// A scalar's stretch is the scalar, quotes included. A list's or map's is what a person knows it by:
/// for a map that has an `id`, the id's value, otherwise its first key; for a list, its first element;
/// for an empty one, the node itself. An empty value gives its key. A node that is not there gives the
/// nearest one above it that is. In a file that is not YAML everything stands at its start.
pub fn locate(bytes: &[u8], paths: &[DocPath]) -> Vec<Span> {
    match tree::parse(bytes) {
        Ok(document) => paths.iter().map(|path| find(&document.root, path)).collect(),
        Err(_) => vec![Span::START; paths.len()],
    }
}

fn find(root: &Node<'_>, path: &DocPath) -> Span {
    let mut node = root;
    for step in &path.0 {
        let next = match step {
            Step::Field(name) => match node.entry(name) {
                Some(entry) if entry.value.kind == Kind::Null => return entry.key.span(),
                entry => entry.map(|entry| &entry.value),
            },
            Step::Key(name) => match node.entry(name) {
                Some(entry) => return entry.key.span(),
                None => None,
            },
            Step::Index(index) => match &node.kind {
                Kind::List(items) => items.get(*index),
                // `supports: one` is a list of one.
                Kind::Scalar(_) if *index == 0 => Some(node),
                Kind::Null | Kind::Scalar(_) | Kind::Map(_) => None,
            },
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node.face()
}
