//! The spanned tree: what a YAML document says, and where. It knows YAML and no OKRs.

use std::borrow::Cow;

use super::lines::Mark;
use crate::finding::Span;

/// One value of a document. An alias stands here as a copy of what it names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'a> {
    /// Its first character: a quote, a bracket, the `|` of a block; properties (`&a`, `!!str`) left out.
    pub(super) start: Mark,
    /// After its last character.
    pub(super) end: Mark,
    /// How it is written.
    pub(super) style: Style,
    /// What it says.
    pub(super) kind: Kind<'a>,
}

/// What a node says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'a> {
    /// Nothing: an empty value, `~`, `null`.
    Null,
    /// A text. What it means is for the schema: `off` is a text here, and so is `300`.
    Scalar(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// A map, in the order written, each key once.
    Map(Vec<Entry<'a>>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<'a> {
    /// The key.
    pub(super) key: Key<'a>,
    /// Its value.
    pub(super) value: Node<'a>,
}

/// The key of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key<'a> {
    /// The text, quotes resolved.
    pub(super) text: Cow<'a, str>,
    /// Its first character.
    pub(super) start: Mark,
    /// After its last character.
    pub(super) end: Mark,
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A scalar without quotes.
    Plain,
    /// A scalar in single or double quotes, or one that a tag makes a text.
    Quoted,
    /// A scalar after `|` or `>`.
    BlockScalar,
    /// A list or map in brackets.
    Flow,
    /// A list or map by indentation.
    Block,
}

impl<'a> Node<'a> {
    /// The stretch from its first to its last character.
    pub(super) fn span(&self) -> Span {
        span(self.start, self.end)
    }

    /// The stretch a finding about this node is drawn at: a scalar whole; of a list or map, what a person
    /// knows it by: the value of its `id`, else its first key or element.
    pub(super) fn face(&self) -> Span {
        let mut node = self;
        loop {
            match &node.kind {
                Kind::Null | Kind::Scalar(_) => return node.span(),
                Kind::List(items) => match items.first() {
                    Some(first) => node = first,
                    None => return node.span(),
                },
                Kind::Map(entries) => {
                    let id = node.get("id").filter(|id| matches!(id.kind, Kind::Scalar(_)));
                    return match (id, entries.first()) {
                        (Some(id), _) => id.span(),
                        (None, Some(first)) => first.key.span(),
                        (None, None) => node.span(),
                    };
                }
            }
        }
    }

    /// The value of a key, if this is a map that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key, if this is a map that has it.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key.text == key),
            Kind::Null | Kind::Scalar(_) | Kind::List(_) => None,
        }
    }

    /// Every single value within it that says something, in the order of the text.
    pub(super) fn scalars<'t>(&'t self, found: &mut Vec<&'t Node<'a>>) {
        match &self.kind {
            Kind::Null => {}
            Kind::Scalar(_) => found.push(self),
            Kind::List(items) => items.iter().for_each(|item| item.scalars(found)),
            Kind::Map(entries) => entries.iter().for_each(|entry| entry.value.scalars(found)),
        }
    }

    /// How many nodes it is made of, keys not counted.
    pub(super) fn size(&self) -> usize {
        1 + match &self.kind {
            Kind::Null | Kind::Scalar(_) => 0,
            Kind::List(items) => items.iter().map(Self::size).sum(),
            Kind::Map(entries) => entries.iter().map(|entry| entry.value.size()).sum(),
        }
    }

    /// What a person would call it, with its article.
    pub(super) fn noun(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Scalar(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }
}

impl Key<'_> {
    /// Its stretch.
    pub(super) fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

/// The stretch between two marks.
pub(super) fn span(start: Mark, end: Mark) -> Span {
    Span {
        line: start.line as usize,
        column: start.column as usize,
        end_line: end.line as usize,
        end_column: end.column as usize,
    }
}
