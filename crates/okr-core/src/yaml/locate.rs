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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "cycle: 2026-Q1\nobjectives:\n  - title: \"x\"\n    id: instant\n    supports: company/a\n    why:\n    key_results:\n      - { id: k, target: \"< 1 ms\" }\n      - metric: é\n    guardrails: []\nrules:\n  objectiv-count: off\n";

    fn objective() -> DocPath {
        DocPath::default().field("objectives").index(0)
    }

    /// What the stretch of a path covers, in the text with line ends of one or of two bytes.
    fn covers(path: &DocPath) -> String {
        let texts = [TEXT.to_owned(), TEXT.replace('\n', "\r\n"), format!("\u{feff}{TEXT}")];
        let cuts: Vec<String> = texts
            .iter()
            .map(|text| {
                let span = locate(text.as_bytes(), std::slice::from_ref(path))[0];
                assert_eq!(span.line, span.end_line, "{path:?}");
                let line = TEXT.lines().nth(span.line - 1).unwrap_or_default();
                line.chars().skip(span.column - 1).take(span.end_column - span.column).collect()
            })
            .collect();
        assert!(cuts.iter().all(|cut| *cut == cuts[0]), "{cuts:?}");
        cuts[0].clone()
    }

    #[test]
    fn a_path_leads_to_its_stretch() {
        let key_results = objective().field("key_results");
        for (path, text) in [
            (DocPath::default().field("cycle"), "2026-Q1"),
            (objective(), "instant"),
            (objective().field("title"), "\"x\""),
            (objective().field("supports"), "company/a"),
            (objective().field("supports").index(0), "company/a"),
            (objective().field("guardrails"), "[]"),
            (key_results.index(0), "k"),
            (key_results.index(0).field("target"), "\"< 1 ms\""),
            (key_results.index(1), "metric"),
            (key_results.index(1).field("metric"), "é"),
            (DocPath::default().field("rules").key("objectiv-count"), "objectiv-count"),
            (DocPath::default().field("rules").field("objectiv-count".to_owned()), "off"),
        ] {
            assert_eq!(covers(&path), text, "{path:?}");
        }
    }

    #[test]
    fn what_is_not_there_gives_the_nearest_above_and_what_is_empty_its_key() {
        let key_results = objective().field("key_results");
        assert_eq!(covers(&objective().field("why")), "why");
        assert_eq!(covers(&objective().field("dimension")), "instant");
        assert_eq!(covers(&key_results.index(0).field("baseline")), "k");
        assert_eq!(covers(&key_results.index(7).field("baseline")), "k");
        assert_eq!(covers(&DocPath::default().field("team")), "cycle");
    }

    #[test]
    fn in_a_file_that_is_not_yaml_everything_stands_at_its_start() {
        assert_eq!(locate(b"a: [", &[objective(), DocPath::default()]), [Span::START; 2]);
    }
}
